//! Where the profile lies and how to speak: the only place that reads the environment.

use std::{ffi::OsString, io::IsTerminal as _, path::PathBuf};

use etcetera::BaseStrategy as _;

use crate::text::Language;

/// Names the folder of the profile, where no option does.
pub const PROFILE_VARIABLE: &str = "STAFET_PROFILE";
/// Any value but the empty one forbids colours (no-color.org).
pub const NO_COLOR_VARIABLE: &str = "NO_COLOR";

/// Name the desktop that windows are shown on.
pub const DISPLAY_VARIABLES: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// What was typed, the program's own name first.
#[must_use]
pub fn typed() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// What the machine says about its user's wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The folder that [`PROFILE_VARIABLE`] names.
    pub profile: Option<PathBuf>,
    /// The folder in which programs keep a user's data.
    pub data: Option<PathBuf>,
    /// The system's locale.
    pub locale: Option<String>,
    /// Whether colours are forbidden.
    pub no_color: bool,
    /// Whether there is a desktop on which a browser can be opened.
    pub has_desktop: bool,
}

impl Environment {
    /// Reads the process's environment.
    #[must_use]
    pub fn read() -> Self {
        let value = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            profile: value(PROFILE_VARIABLE).map(PathBuf::from),
            data: etcetera::choose_base_strategy()
                .ok()
                .map(|base| base.data_dir()),
            locale: sys_locale::get_locale(),
            no_color: value(NO_COLOR_VARIABLE).is_some(),
            // Only there is one to be found out about.
            has_desktop: cfg!(any(windows, target_os = "macos"))
                || DISPLAY_VARIABLES
                    .into_iter()
                    .any(|name| value(name).is_some()),
        }
    }

    /// What is meant by what was typed. Whoever starts the program from a desktop, with nothing
    /// typed and no terminal to read on, wants the page.
    #[must_use]
    pub fn meant(&self, typed: &[OsString], on_terminal: Terminal) -> Vec<OsString> {
        let mut meant = typed.to_vec();
        if meant.len() == 1 && self.has_desktop && on_terminal == Terminal::No {
            meant.push("open".into());
        }
        meant
    }
}

/// Whether somebody reads standard output as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// It is a terminal.
    Yes,
    /// It goes elsewhere, or nowhere.
    No,
}

impl Terminal {
    /// Where this process's standard output goes.
    #[must_use]
    pub fn of_output() -> Self {
        if std::io::stdout().is_terminal() {
            Self::Yes
        } else {
            Self::No
        }
    }
}

/// The settings of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The folder of the profile, if one can be told.
    pub profile: Option<PathBuf>,
    /// The language of all texts.
    pub language: Language,
    /// Whether a terminal may be shown colours.
    pub colours: bool,
}

impl Config {
    /// What holds: options first, then the environment, then what is usual.
    #[must_use]
    pub fn new(
        profile: Option<PathBuf>,
        language: Option<Language>,
        environment: Environment,
    ) -> Self {
        let usual = environment.data.map(|data| data.join("stafet"));
        Self {
            profile: profile.or(environment.profile).or(usual),
            language: language.unwrap_or_else(|| {
                Language::of_locale(environment.locale.as_deref().unwrap_or_default())
            }),
            colours: !environment.no_color,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment() -> Environment {
        Environment {
            profile: Some("/from/variable".into()),
            data: Some("/data".into()),
            locale: Some("kl_GL.UTF-8".to_owned()),
            no_color: false,
            has_desktop: true,
        }
    }

    #[test]
    fn with_nothing_typed_the_page_is_opened_where_there_is_a_desktop_and_no_terminal() {
        let typed = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let nothing = typed(&["stafet"]);
        let meant = |environment: Environment, words: &[OsString], terminal| {
            environment.meant(words, terminal)
        };
        let opened = typed(&["stafet", "open"]);
        assert_eq!(meant(environment(), &nothing, Terminal::No), opened);
        assert_eq!(meant(environment(), &nothing, Terminal::Yes), nothing);
        let bare = Environment::default();
        assert_eq!(meant(bare, &nothing, Terminal::No), nothing);
        let inbox = typed(&["stafet", "inbox"]);
        assert_eq!(meant(environment(), &inbox, Terminal::No), inbox);
    }

    #[test]
    fn an_option_goes_before_a_variable_and_a_variable_before_what_is_usual() {
        let profile = |option: Option<&str>, environment| {
            Config::new(option.map(PathBuf::from), None, environment).profile
        };
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(profile(Some("/option"), environment()), path("/option"));
        assert_eq!(profile(None, environment()), path("/from/variable"));
        let unset = Environment {
            profile: None,
            ..environment()
        };
        assert_eq!(profile(None, unset), path("/data/stafet"));
        assert_eq!(profile(None, Environment::default()), None);
    }

    #[test]
    fn the_language_follows_the_system_unless_an_option_says_otherwise() {
        let language = |option| Config::new(None, option, environment()).language;
        assert_eq!(language(None), Language::Danish);
        assert_eq!(language(Some(Language::English)), Language::English);
        let unset = Config::new(None, None, Environment::default());
        assert_eq!(unset.language, Language::English);
    }

    #[test]
    fn colours_can_be_forbidden() {
        let environment = Environment {
            no_color: true,
            ..environment()
        };
        assert!(!Config::new(None, None, environment).colours);
    }
}
