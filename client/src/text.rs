//! What people read, in Danish and English.
//!
//! Texts live in `i18n/<language>/stafet_client.ftl`, where every key exists in both languages
//! with the same variables. [`words`] names what the core knows: states, kinds, acts, refusals.
//! Content never passes through here.

pub mod help;
pub mod words;

use i18n_embed::{
    I18nEmbedError, LanguageLoader,
    fluent::{FluentLanguageLoader, fluent_language_loader},
};
use stafet_shared::content::Said;

/// Says a text by its key: `say!(texts, "key", variable = value)`. That the key exists, with these
/// variables, is checked when the program is built.
macro_rules! say {
    ($texts:expr, $key:literal $(,)?) => {
        i18n_embed_fl::fl!($texts.loader(), $key)
    };
    ($texts:expr, $key:literal, $($variables:tt)+) => {{
        #[expect(
            clippy::disallowed_types,
            reason = "the checked macro collects its variables so; their order is never seen"
        )]
        let text = i18n_embed_fl::fl!($texts.loader(), $key, $($variables)+);
        text
    }};
}
pub(crate) use say;

pub use stafet_shared::words::Language;

/// All texts in one language.
#[derive(Debug)]
pub struct Texts {
    language: Language,
    loader: FluentLanguageLoader,
}

impl Texts {
    /// The texts in `language`.
    ///
    /// # Errors
    /// When the texts that were built into the program cannot be read: the program is broken.
    pub fn new(language: Language) -> Result<Self, TextError> {
        let loader = fluent_language_loader!();
        let wanted = language.code().parse().map_err(|_| TextError::Code)?;
        loader.load_languages(&assets::Localizations, &[wanted])?;
        // Marks of isolation would end up in terminals and in what is copied from them.
        loader.set_use_isolating(false);
        Ok(Self { language, loader })
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What stands in the core in both languages.
    #[must_use]
    pub const fn said(&self, said: Said) -> &'static str {
        said.in_language(self.language)
    }

    /// What the `say!` macro reads from.
    pub(crate) const fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// The text with a key that is put together at run time; only [`words`] does that.
    fn word(&self, key: &str) -> String {
        self.loader.get(key)
    }

    /// Whether there is a text with a key that is put together at run time.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.loader.has(key)
    }

    /// As [`word`](Self::word), with variables.
    pub(crate) fn phrase(&self, key: &str, variables: &[(&'static str, String)]) -> String {
        let variables = variables
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        self.loader.get_args_concrete(key, variables)
    }
}

/// Why the texts cannot be read; the program must be built anew.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// The built-in texts are broken.
    #[error("the program's texts cannot be read: {0}")]
    Load(#[from] I18nEmbedError),
    /// A language's code is no code.
    #[error("the program's languages have a wrong code")]
    Code,
}

mod assets {
    /// The text files, built into the program.
    #[derive(rust_embed::RustEmbed)]
    #[folder = "i18n/"]
    pub(super) struct Localizations;
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    pub(crate) fn danish() -> Texts {
        Texts::new(Language::Danish).unwrap()
    }

    pub(crate) fn english() -> Texts {
        Texts::new(Language::English).unwrap()
    }

    /// The variables of each message and attribute, by key.
    fn variables(file: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut key) = (String::new(), String::new());
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split('=').next().unwrap_or_default().trim();
            if line.starts_with(|start: char| start.is_ascii_lowercase()) {
                message = name.to_owned();
                key = name.to_owned();
                assert!(
                    found.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} is there twice"
                );
            } else if name.starts_with('.') {
                key = format!("{message}{name}");
            }
            let named = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect::<String>()
            });
            found.entry(key.clone()).or_default().extend(named);
        }
        found
    }

    #[test]
    fn every_text_exists_in_both_languages_with_the_same_variables() {
        let danish = variables(include_str!("../i18n/da/stafet_client.ftl"));
        let english = variables(include_str!("../i18n/en/stafet_client.ftl"));
        assert!(danish.len() > 100);
        for (key, names) in &danish {
            assert_eq!(english.get(key), Some(names), "{key}");
        }
        for key in english.keys() {
            assert!(danish.contains_key(key), "{key} is missing in Danish");
        }
    }

    /// A command is a step of one face; a page has a button for it.
    #[test]
    fn no_text_names_a_command() {
        for file in [
            include_str!("../i18n/da/stafet_client.ftl"),
            include_str!("../i18n/en/stafet_client.ftl"),
        ] {
            let named: Vec<&str> = file.lines().filter(|it| it.contains("stafet ")).collect();
            assert!(named.is_empty(), "{named:?}");
        }
    }

    #[test]
    fn danish_and_greenlandic_systems_are_spoken_to_in_danish() {
        for (locale, language) in [
            ("da_DK.UTF-8", Language::Danish),
            ("da", Language::Danish),
            ("kl-GL", Language::Danish),
            ("KL_gl", Language::Danish),
            ("en_GB.UTF-8", Language::English),
            ("de", Language::English),
            ("C", Language::English),
            ("", Language::English),
            ("dav", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn texts_come_in_the_language_asked_for() {
        assert_eq!(say!(danish(), "receipt-acknowledged"), "Kvitteret");
        assert_eq!(say!(english(), "receipt-acknowledged"), "Acknowledged");
    }
}
