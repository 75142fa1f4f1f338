//! Which file of a crate needs which other: its modules are read with a parser, and each path is
//! followed to the file that defines what it names.
//!
//! **What needs.** A file needs another when its code names something that the other defines: in
//! a `use`, in a signature, in a body (`super::fold::enact(..)`) or in a macro's arguments. Names
//! are followed through every `use` on the way, so a parent's `pub use` is a *face*: whoever
//! names `crate::handover::Verb` needs the file that defines `Verb`, not `handover.rs`.
//!
//! **What does not.** These are ordinary Rust and no need:
//!
//! - a parent's `mod child;`, and a `pub use` of what a module below it defines: that is the face;
//! - what a child takes from a module above it: a room may hold the types of its parts;
//! - what stands under `#[cfg(test)]`.
//!
//! What is reached without a path is not seen: a method that is called on a value, and a field.
//! Its type had to be named by somebody, though.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, File, Item, ItemMacro, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

use crate::source::Source;

/// A file needs another one, and the name by which it does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    /// The file that names something.
    pub(crate) by: String,
    /// The file that defines it.
    pub(crate) of: String,
    /// What it wrote.
    pub(crate) name: String,
}

/// Who needs whom among the files of the crate in this folder.
///
/// # Errors
/// When a file cannot be parsed.
pub(crate) fn needs(folder: &str, sources: &[Source]) -> syn::Result<BTreeSet<Need>> {
    let mut modules = Modules::default();
    modules.read(&format!("{folder}/src/lib.rs"), None, sources)?;
    Ok(modules.needs())
}

/// The files of the crate in this folder that are built into the product.
///
/// # Errors
/// When a file cannot be parsed.
pub(crate) fn files(folder: &str, sources: &[Source]) -> syn::Result<BTreeSet<String>> {
    let mut modules = Modules::default();
    modules.read(&format!("{folder}/src/lib.rs"), None, sources)?;
    Ok(modules.0.into_iter().map(|module| module.file).collect())
}

/// All modules of a crate; the first is its root.
#[derive(Default)]
struct Modules(Vec<Module>);

/// What stands in a module, as far as names go.
struct Module {
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    defines: BTreeSet<String>,
    /// The words in macros that stand where items do: some of them are names of what they declare.
    may_define: BTreeSet<String>,
    imports: Vec<Import>,
    /// Paths in signatures, bodies and macros.
    paths: BTreeSet<Path>,
}

type Path = Vec<String>;

/// One leaf of a `use`.
struct Import {
    /// The name that it brings; none for `*`.
    name: Option<String>,
    path: Path,
    is_public: bool,
}

impl Modules {
    fn read(
        &mut self,
        file: &str,
        parent: Option<usize>,
        sources: &[Source],
    ) -> syn::Result<Option<usize>> {
        let Some(source) = sources.iter().find(|source| source.path == file) else {
            return Ok(None);
        };
        let File { items, .. } = syn::parse_file(&source.text)?;
        self.add(file, parent, items, sources).map(Some)
    }

    fn add(
        &mut self,
        file: &str,
        parent: Option<usize>,
        items: Vec<Item>,
        sources: &[Source],
    ) -> syn::Result<usize> {
        let this = self.0.len();
        let (inner, other): (Vec<_>, Vec<_>) = items
            .into_iter()
            .filter(|item| !is_for_tests(attributes(item)))
            .partition(|item| matches!(item, Item::Mod(_)));
        self.0.push(Module::new(file, parent, &other));
        for item in inner {
            let Item::Mod(item) = item else { continue };
            let name = item.ident.to_string();
            let child = match item.content {
                Some((_, items)) => Some(self.add(file, Some(this), items, sources)?),
                None => self.read(&file_below(file, &name), Some(this), sources)?,
            };
            if let Some(child) = child {
                self.0[this].children.insert(name, child);
            }
        }
        Ok(this)
    }

    fn needs(&self) -> BTreeSet<Need> {
        let mut needs = BTreeSet::new();
        for (this, module) in self.0.iter().enumerate() {
            let imports = module.imports.iter().map(|it| (&it.path, it.is_public));
            let paths = module.paths.iter().map(|path| (path, false));
            for (path, is_public) in imports.chain(paths) {
                for other in self.defining(this, path, &mut Vec::new()) {
                    let is_face = is_public && self.is_below(this, other);
                    let is_own = self.0[other].file == module.file || self.is_below(other, this);
                    if !is_face && !is_own {
                        needs.insert(Need {
                            by: module.file.clone(),
                            of: self.0[other].file.clone(),
                            name: path.join("::"),
                        });
                    }
                }
            }
        }
        needs
    }

    /// Whether `lower` stands below `upper` in the tree of modules.
    fn is_below(&self, upper: usize, lower: usize) -> bool {
        let mut above = self.0[lower].parent;
        while let Some(module) = above {
            if module == upper {
                return true;
            }
            above = self.0[module].parent;
        }
        false
    }

    /// The modules that define what `path` names in the module `this`. A path that ends at a
    /// module names nothing yet; what is then named through it does. No import in `open` is
    /// followed again, since it is being followed already.
    fn defining(
        &self,
        this: usize,
        path: &[String],
        open: &mut Vec<(usize, usize)>,
    ) -> BTreeSet<usize> {
        let Some((first, rest)) = path.split_first() else {
            return BTreeSet::new();
        };
        let module = &self.0[this];
        let from = match first.as_str() {
            "crate" => Some(0),
            "self" => Some(this),
            "super" => module.parent,
            _ => None,
        };
        if let Some(from) = from {
            return self.defining(from, rest, open);
        }
        if module.defines.contains(first) {
            return BTreeSet::from([this]);
        }
        let mut found = BTreeSet::new();
        if let Some(child) = module.children.get(first) {
            found.extend(self.defining(*child, rest, open));
        }
        for (number, import) in module.imports.iter().enumerate() {
            let onward = match &import.name {
                Some(name) if name == first => [&import.path, rest].concat(),
                Some(_) => continue,
                None => [&import.path, path].concat(),
            };
            if !open.contains(&(this, number)) {
                open.push((this, number));
                found.extend(self.defining(this, &onward, open));
                open.pop();
            }
        }
        if found.is_empty() && module.may_define.contains(first) {
            found.insert(this);
        }
        found
    }
}

impl Module {
    fn new(file: &str, parent: Option<usize>, items: &[Item]) -> Self {
        let mut module = Self {
            file: file.to_owned(),
            parent,
            children: BTreeMap::new(),
            defines: items.iter().filter_map(defined).collect(),
            may_define: BTreeSet::new(),
            imports: Vec::new(),
            paths: BTreeSet::new(),
        };
        for item in items {
            if let Item::Macro(ItemMacro {
                ident: None, mac, ..
            }) = item
            {
                words(mac.tokens.clone(), &mut module.may_define);
            }
            module.visit_item(item);
        }
        module
    }

    fn import(&mut self, tree: &UseTree, before: &Path, is_public: bool) {
        let (name, last) = match tree {
            UseTree::Path(tree) => {
                let path = [before.clone(), vec![tree.ident.to_string()]].concat();
                return self.import(&tree.tree, &path, is_public);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, is_public);
                }
                return;
            }
            UseTree::Name(tree) => (Some(tree.ident.to_string()), Some(tree.ident.to_string())),
            UseTree::Rename(tree) => (Some(tree.rename.to_string()), Some(tree.ident.to_string())),
            UseTree::Glob(_) => (None, None),
        };
        // `use a::{self}` brings `a`.
        let is_self = last.as_deref() == Some("self");
        self.imports.push(Import {
            name: if is_self && name == last {
                before.last().cloned()
            } else {
                name
            },
            path: before
                .iter()
                .cloned()
                .chain(last.filter(|_| !is_self))
                .collect(),
            is_public,
        });
    }

    /// The paths among the tokens of a macro: words with `::` between them.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path = Path::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.name(std::mem::take(&mut path));
                    }
                    path.push(word.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.name(std::mem::take(&mut path));
                    self.read_tokens(group.stream());
                    colons = 0;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.name(std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        self.name(path);
    }

    fn name(&mut self, path: Path) {
        if !path.is_empty() {
            self.paths.insert(path);
        }
    }
}

impl<'a> Visit<'a> for Module {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let is_public = !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &Path::new(), is_public);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.name(
            path.segments
                .iter()
                .map(|part| part.ident.to_string())
                .collect(),
        );
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'a Macro) {
        visit::visit_macro(self, called);
        self.read_tokens(called.tokens.clone());
    }

    /// Derives and settings name other crates.
    fn visit_attribute(&mut self, _: &'a Attribute) {}
}

/// Where the module `name` stands that `file` declares.
fn file_below(file: &str, name: &str) -> String {
    let folder = file
        .strip_suffix("/lib.rs")
        .or_else(|| file.strip_suffix(".rs"))
        .unwrap_or(file);
    format!("{folder}/{name}.rs")
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|when| when == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        // What the product does not have, and what the parser will learn to tell apart.
        Item::ExternCrate(_)
        | Item::ForeignMod(_)
        | Item::TraitAlias(_)
        | Item::Union(_)
        | Item::Verbatim(_) => &[],
        _ => &[],
    }
}

/// The name that an item brings into its module, unless by importing it.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Impl(_)
        | Item::Mod(_)
        | Item::Use(_)
        | Item::ExternCrate(_)
        | Item::ForeignMod(_)
        | Item::TraitAlias(_)
        | Item::Union(_)
        | Item::Verbatim(_) => return None,
        _ => return None,
    };
    Some(name.to_string())
}

fn words(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                into.insert(word.to_string());
            }
            TokenTree::Group(group) => words(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
