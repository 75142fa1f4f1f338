//! Answers that are chosen from a few words.

use super::fault::Flaw;

/// Declares an answer that an author gives by one of a few words.
macro_rules! choices {
    (
        $(#[$about:meta])*
        $name:ident { $($(#[$said:meta])* $choice:ident = $word:literal,)+ }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$said])* $choice,)+
        }

        sealed_debug!($name);

        impl $name {
            /// Every choice, in the order in which they are offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$choice),+];

            /// The word that an author writes for each choice, in the order of
            /// [`ALL`](Self::ALL).
            pub const NAMES: &'static [&'static str] = &[$($word),+];

            /// The word that an author writes for this choice.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$choice => $word,)+
                }
            }

            fn read(raw: Option<String>) -> Result<Self, Flaw> {
                $crate::content::choice::read(raw, &Self::ALL, Self::name, Self::NAMES)
            }
        }
    };
}

/// The choice whose word was written.
pub(super) fn read<T: Copy>(
    raw: Option<String>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    choices: &'static [&'static str],
) -> Result<T, Flaw> {
    let raw = raw.unwrap_or_default();
    let word = raw.trim();
    if word.is_empty() {
        return Err(Flaw::Missing);
    }
    all.iter()
        .copied()
        .find(|&choice| name(choice) == word)
        .ok_or(Flaw::NotAChoice { choices })
}
