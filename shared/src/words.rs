//! The words in which everything else is said: what can be done, to what, where it stands, what is
//! owed, and how far somebody has been told.
//!
//! They are the ground floor: the machines, the wire and the faces stand on them, and they know
//! none of those. Each word is declared once, in one line, with everything that it is called by:
//! its number (on the wire and in databases, never used again), its name (in files, commands and
//! JSON) and what people read in Danish and English. Sentences are for the faces.

/// Declares the words of one sort, in the order in which people read them.
///
/// - `Kind: u8 { Referral = 1 "Referral", "Henvisning", "Referral"; … }`: number, name, Danish and
///   English. Without `: u8` they have no number; without the last two nobody reads them.
/// - Four texts more are what is asked of an office that owes the word, as [`Verb`]'s.
/// - `{ … } + Course(CourseVerb)` adds all words of another sort.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $number:ty {
        $($(#[$doc:meta])* $word:ident = $code:literal $said:literal $(, $text:literal)*;)+
    } $(+ $more:ident($of:ident) $more_doc:literal)*) => {
        words! {
            $(#[$about])* $name {
                $($(#[$doc])* $word = $said $(, $text)*;)+
            } $(+ $more($of) $more_doc)*
        }

        impl $name {
            /// Its number on the wire and in databases. Numbers are never used again.
            #[must_use]
            pub const fn code(self) -> $number {
                match self {
                    $(Self::$word => $code,)+
                    $(Self::$more(word) => word.code(),)*
                }
            }

            /// The one with that number.
            #[must_use]
            pub fn from_code(code: $number) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.code() == code)
            }
        }
    };
    ($(#[$about:meta])* $name:ident {
        $($(#[$doc:meta])* $word:ident =
            $said:literal, $danish:literal, $english:literal, $do_danish:literal, $do_english:literal;)+
    } $(+ $more:ident($of:ident) $more_doc:literal)*) => {
        words! {
            $(#[$about])* $name {
                $($(#[$doc])* $word = $said, $danish, $english;)+
            } $(+ $more($of) $more_doc)*
        }

        impl $name {
            /// What is asked of an office that owes it: *læs og kvittér*.
            #[must_use]
            pub const fn owed(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$word, Language::Danish) => $do_danish,
                    (Self::$word, Language::English) => $do_english,)+
                    $((Self::$more(word), language) => word.owed(language),)*
                }
            }
        }
    };
    ($(#[$about:meta])* $name:ident {
        $($(#[$doc:meta])* $word:ident = $said:literal, $danish:literal, $english:literal;)+
    } $(+ $more:ident($of:ident) $more_doc:literal)*) => {
        words! {
            $(#[$about])* $name {
                $($(#[$doc])* $word = $said;)+
            } $(+ $more($of) $more_doc)*
        }

        impl $name {
            /// What people read.
            #[must_use]
            pub const fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$word, Language::Danish) => $danish,
                    (Self::$word, Language::English) => $english,)+
                    $((Self::$more(word), language) => word.words(language),)*
                }
            }

            /// The one that somebody means who wrote `text`: its name, or its word in either
            /// language.
            #[must_use]
            pub fn meant(text: &str) -> Option<Self> {
                let names = |it: Self| Language::ALL.map(|language| it.words(language));
                Self::ALL.into_iter().find(|it| {
                    $crate::words::spelling::is_meant(&[it.name()], text) || $crate::words::spelling::is_meant(&names(*it), text)
                })
            }
        }
    };
    ($(#[$about:meta])* $name:ident {
        $($(#[$doc:meta])* $word:ident = $said:literal;)+
    } $(+ $more:ident($of:ident) $more_doc:literal)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $word,)+
            $(#[doc = $more_doc] $more($of),)*
        }

        impl $name {
            /// Every one, in the order in which they were declared.
            pub const ALL: [Self; [$($said),+].len() $(+ $of::ALL.len())*] =
                words!(@all [$(Self::$word),+] $($more $of)*);

            /// Its name in files, commands, JSON and databases.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $said,)+
                    $(Self::$more(word) => word.name(),)*
                }
            }

            /// The one with that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.name() == name)
            }
        }
    };
    (@all [$($own:expr),+]) => {
        [$($own),+]
    };
    (@all [$($own:expr),+] $($more:ident $of:ident)+) => {{
        let own = [$($own),+];
        #[expect(
            clippy::indexing_slicing,
            clippy::arithmetic_side_effects,
            reason = "computed while the program is built: what went wrong would not compile"
        )]
        let all = {
            let mut all = [own[0]; [$(stringify!($own)),+].len() $(+ $of::ALL.len())+];
            let mut at = 0;
            while at < own.len() {
                all[at] = own[at];
                at += 1;
            }
            $(
                let mut from = 0;
                while from < $of::ALL.len() {
                    all[at] = Self::$more($of::ALL[from]);
                    from += 1;
                    at += 1;
                }
            )+
            all
        };
        all
    }};
}

mod clock;
mod course;
mod duty;
mod handover;
mod language;
mod list;
mod party;
mod sent;
pub mod spelling;
mod watch;

pub use self::{
    clock::CourseClock,
    course::{Check, CourseVerb, FollowUpDecision, Stage},
    duty::{Duty, Ending, Side},
    handover::{Colour, Kind, State, Verb},
    language::Language,
    list::List,
    party::{OrganisationKind, OutageCause, Role},
    watch::{HandReason, Rung, Validity, WatchVerb},
};

/// `AwaitingInformation` as `awaiting-information`: how a name is written in keys.
#[must_use]
pub fn kebab(name: &str) -> String {
    let mut text = String::with_capacity(name.len().saturating_add(4));
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests;
