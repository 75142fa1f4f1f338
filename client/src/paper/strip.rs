//! Strips of text as wide as the page, and the tree that says what each piece of them is.

use super::font::Style;

/// A paper as strips.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The strips, from the top.
    pub(super) strips: Vec<Strip>,
    /// What is said again at the top of a page, by its number.
    pub(super) again: Vec<Vec<Strip>>,
    /// What each piece is.
    pub(super) tree: Tree,
}

/// A strip that is never parted between pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// The room above it, which falls away at the top of a page.
    pub(super) above: f32,
    /// How high it is.
    pub(super) height: f32,
    /// Its pieces, from left to right.
    pub(super) runs: Vec<Run>,
    /// Whether it stands on the same page as the next one.
    pub(super) keeps: bool,
    /// Where it begins anew when its table goes on on another page: the number of what is said again.
    pub(super) again: Option<usize>,
    /// What is drawn behind it.
    pub(super) ground: Ground,
}

/// What is drawn behind a strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ground {
    /// Nothing.
    #[default]
    Bare,
    /// A tint.
    Tinted,
    /// A line below it.
    Ruled,
}

/// A piece of text on one line.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Where it begins, from the left margin.
    pub(super) x: f32,
    /// What it says.
    pub(super) text: String,
    /// Its letters.
    pub(super) style: Style,
    /// Whether it is as dark as others.
    pub(super) ink: Ink,
    /// What it is a piece of; `None` for what is only said again.
    pub(super) node: Option<NodeId>,
}

/// How dark a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// As texts are.
    Dark,
    /// As what stands beside them, and still easy to read.
    Soft,
    /// As headings are.
    Brand,
}

/// The number of a node.
pub(super) type NodeId = usize;

/// What a piece of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading from level 1 on, with its words.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List(Bullets),
    /// One thing of a list.
    Item,
    /// What a thing of a list begins with: its sign, or its name.
    Label,
    /// What stands behind it.
    Body,
    /// A table.
    Table,
    /// What a table shows.
    Caption,
    /// The heads of a table's columns.
    Heads,
    /// All other rows.
    Rows,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
}

/// What the things of a list begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bullets {
    /// A dot.
    Dots,
    /// Their names.
    Names,
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) role: Role,
    /// What it is a part of; `None` for what is a part of the document itself.
    pub(super) parent: Option<NodeId>,
}

/// The tree, in reading order: a node stands behind what it is a part of.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree(Vec<Node>);

impl Tree {
    /// One more node.
    pub(super) fn add(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        let id = self.0.len();
        self.0.push(Node { role, parent });
        id
    }

    /// All nodes, in reading order.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.0
    }
}

/// Holds the first two strips of a text together, and the last two: no line stands alone.
pub(super) fn tie(strips: &mut [Strip]) {
    let count = strips.len();
    for (place, strip) in strips.iter_mut().enumerate() {
        let is_first = place == 0 && count > 1;
        let is_last_but_one = place.saturating_add(2) == count;
        strip.keeps = strip.keeps || is_first || is_last_but_one;
    }
}

/// Holds all strips together.
pub(super) fn bind(strips: &mut [Strip]) {
    let all_but_one = strips.len().saturating_sub(1);
    for strip in strips.iter_mut().take(all_but_one) {
        strip.keeps = true;
    }
}
