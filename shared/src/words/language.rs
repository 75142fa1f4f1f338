//! The languages of everything that people read.

/// A language that people are spoken to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dansk.
    Danish,
    /// English.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// Which of two texts is in this language.
    #[must_use]
    pub const fn choose<'a>(self, danish: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Danish => danish,
            Self::English => english,
        }
    }

    /// The language's code: `da` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language with that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language for a system's locale, such as `kl_GL.UTF-8`: Danish for Danish and
    /// Greenlandic ones, English for all others.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let code = locale.split(['_', '-', '.', '@']).next();
        match code.unwrap_or_default().to_ascii_lowercase().as_str() {
            "da" | "kl" => Self::Danish,
            _ => Self::English,
        }
    }
}
