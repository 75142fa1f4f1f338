//! What can be typed.

pub mod admin;
pub mod course;
pub mod deed;
pub mod report;
pub mod watch;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};
use stafet_shared::{
    invitation::Ticket,
    party::OfficeId,
    words::{Colour, Kind},
};

pub use self::{
    admin::Admin, course::CourseCommand, deed::DeedCommand, report::ReportCommand,
    watch::WatchCommand,
};
use crate::{face::lists::Extent, text::Language};

/// Hands a child's case from office to office, and keeps asking until a named person has signed.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "stafet",
    version,
    after_help = "Exit codes: 0 done, 1 error, 2 usage, 10 saved and waiting, 12 not enrolled, \
                  13 verification failed, 14 not found or ambiguous, 20 something is overdue.\n\
                  Ids may be shortened to any 4 characters that begin them."
)]
pub struct Arguments {
    /// Options that every command knows.
    #[command(flatten)]
    pub options: Options,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command knows.
#[derive(Clone, Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct Options {
    /// Folder of the profile (or the variable `STAFET_PROFILE`)
    #[arg(long, global = true, value_name = "DIR", display_order = 901)]
    pub profile: Option<PathBuf>,
    /// Language of all texts: da or en (otherwise the system's)
    #[arg(long, global = true, value_parser = language, value_name = "LANG", display_order = 902)]
    pub lang: Option<Language>,
    /// Print data as JSON
    #[arg(long, global = true, display_order = 903)]
    pub json: bool,
    /// Say nothing beside the data but errors
    #[arg(
        long,
        short,
        global = true,
        conflicts_with = "verbose",
        display_order = 904
    )]
    pub quiet: bool,
    /// Say more
    #[arg(long, short, global = true, action = ArgAction::Count, display_order = 905)]
    pub verbose: u8,
    /// Do not try to reach the server: what is done waits in the outbox
    #[arg(long, global = true, display_order = 906)]
    pub offline: bool,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Join an office with an invitation
    #[command(after_help = "Example: stafet join CODE.PIN@SERVER --name \"Anna Jensen\"")]
    Join {
        /// The invitation, as the administrator handed it over
        ticket: Ticket,
        /// Your name, as colleagues shall see it
        #[arg(long)]
        name: String,
    },
    /// Send a handover from a file, or a short message
    #[command(after_help = "Examples:\n  stafet send 01-henvisning.toml\n  \
        stafet send --to socialstyrelsen/rejsehold --kind message --subject \"Lokale\" --text \"…\"")]
    Send(Send),
    /// Print a file to be filled in, for a kind of handover or for what an act says
    #[command(after_help = "Example: stafet template referral --out henvisning.toml")]
    Template(Template),
    /// What your office owes, about whatever: what is overdue first, then what nobody has signed for
    #[command(after_help = "Example: stafet inbox --ical frister.ics")]
    Inbox {
        /// What stands in it.
        #[command(flatten)]
        what: Listing,
        /// Write the deadlines to this file for a calendar (- for standard output)
        #[arg(long, value_name = "FILE")]
        ical: Option<PathBuf>,
    },
    /// What your office has given away, and what waits to be sent
    Outbox(Listing),
    /// One handover: where it stands, who has the ball, receipts, timeline and content
    Show {
        /// The handover's id or the first 4 or more characters of it
        id: String,
        /// Show the whole CPR number
        #[arg(long)]
        unmask: bool,
        /// Write it, and what has happened, to this file as a PDF (- for standard output)
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
    },
    /// Save the files that are attached to a handover
    #[command(after_help = "Example: stafet save 7KQ2 --to Dokumenter")]
    Save {
        /// The handover's id or the first 4 or more characters of it
        id: String,
        /// The one file to save, by its name (otherwise all of them)
        name: Option<String>,
        /// The folder to save in
        #[arg(long, value_name = "DIR", default_value = ".")]
        to: PathBuf,
    },
    /// One act about a handover.
    #[command(flatten)]
    Deed(DeedCommand),
    /// One act about what is late.
    #[command(flatten)]
    Watch(WatchCommand),
    /// For administrators: who owes what everywhere, and who looks after it
    #[command(after_help = "Example: stafet overview --list receipt --overdue")]
    Overview(watch::Overview),
    /// For administrators and supervising offices: reports without a word about any child
    #[command(subcommand)]
    Report(ReportCommand),
    /// Take a closed matter up again: sends a new handover that follows it
    Reopen {
        /// The closed handover
        id: String,
        /// The new handover
        #[arg(long, value_name = "FILE")]
        from_file: PathBuf,
    },
    /// Send what waits and fetch what has come; an administrator's sync also approves who joins
    Sync {
        /// Keep in touch until stopped
        #[arg(long)]
        watch: bool,
    },
    /// Open the page on which you do your work in the browser, and keep in touch until stopped
    Open {
        /// Open no browser; show the address
        #[arg(long)]
        no_browser: bool,
        /// The port on this computer (otherwise one that is free)
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        port: u16,
    },
    /// The offices that you can hand over to
    Contacts,
    /// Look for what may be wrong with this profile
    Doctor,
    /// For administrators: offices, invitations, clocks, outages
    #[command(subcommand)]
    Admin(Admin),
}

/// Which file is written to be filled in, and where.
#[derive(Clone, Debug, Args)]
pub struct Template {
    /// What to write: referral, plan, … or the same in Danish
    pub kind: String,
    /// Write it to a file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    pub overwrite: bool,
}

/// A command about one handover.
#[derive(Clone, Debug, Args)]
pub struct One {
    /// The handover's id or the first 4 or more characters of it
    pub id: String,
}

/// A reason in words.
#[derive(Clone, Debug, Args)]
pub struct Reasoned {
    /// The handover
    pub id: String,
    /// Why
    #[arg(long, required_unless_present = "from_file")]
    pub reason: Option<String>,
    /// The reason from a file
    #[arg(long, value_name = "FILE", conflicts_with = "reason")]
    pub from_file: Option<PathBuf>,
}

/// Where to send it on.
#[derive(Clone, Debug, Args)]
pub struct Redirect {
    /// The handover
    pub id: String,
    /// The office that is to take it
    #[arg(long, value_parser = OfficeId::parse, value_name = "OFFICE")]
    pub to: OfficeId,
    /// Why it is sent on
    #[arg(long)]
    pub note: Option<String>,
}

/// What was done, in words.
#[derive(Clone, Debug, Args)]
pub struct Told {
    /// The handover
    pub id: String,
    /// What was done for the child
    #[arg(long, required_unless_present = "from_file")]
    pub text: Option<String>,
    /// The text from a file
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    pub from_file: Option<PathBuf>,
}

/// What a list shows.
#[derive(Clone, Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct Listing {
    /// Show closed handovers too
    #[arg(long)]
    pub all: bool,
    /// Show the children's names, as far as they can be read here
    #[arg(long)]
    pub names: bool,
    /// Only what is about a child with this name or CPR number, or the beginning of one
    #[arg(long, value_name = "TEXT")]
    pub child: Option<String>,
    /// Only handovers of this kind
    #[arg(long, value_parser = kind)]
    pub kind: Option<Kind>,
    /// Only matters in which you have signed
    #[arg(long)]
    pub mine: bool,
}

impl Listing {
    /// How much is shown.
    #[must_use]
    pub const fn extent(&self) -> Extent {
        if self.all { Extent::All } else { Extent::Open }
    }
}

/// What to send.
#[derive(Clone, Debug, Default, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true)
    .args(["file", "from_file", "text"]))]
pub struct Send {
    /// A file that says kind, from, to, urgency, subject, the child and the content
    #[arg(conflicts_with_all = ["from_file", "to", "kind", "subject", "text"])]
    pub file: Option<PathBuf>,
    /// The same, as an option
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "kind", "subject", "text"])]
    pub from_file: Option<PathBuf>,
    /// In whose name, if you belong to several offices
    #[arg(long, value_parser = OfficeId::parse, value_name = "OFFICE")]
    pub from: Option<OfficeId>,
    /// The office that is to take it
    #[arg(long, value_parser = OfficeId::parse, value_name = "OFFICE", requires = "text")]
    pub to: Option<OfficeId>,
    /// What is handed over: message; other kinds are sent from a file
    #[arg(long, value_parser = kind)]
    pub kind: Option<Kind>,
    /// How urgent: red, yellow or green
    #[arg(long, value_parser = colour)]
    pub urgency: Option<Colour>,
    /// What stands above it
    #[arg(long)]
    pub subject: Option<String>,
    /// What it says
    #[arg(long, requires = "to")]
    pub text: Option<String>,
    /// The handover that it follows
    #[arg(long, value_name = "ID")]
    pub in_reply_to: Option<String>,
    /// A file that goes along; may be given several times
    #[arg(long, value_name = "PATH")]
    pub attach: Vec<PathBuf>,
}

/// What can be chosen instead of what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("choose one of: {english}")]
pub struct Choices {
    english: String,
    danish: String,
}

impl Choices {
    /// The stable names are English words.
    fn of<T: Copy, const N: usize>(
        all: [T; N],
        name: impl Fn(T) -> &'static str,
        words: impl Fn(T, Language) -> &'static str,
    ) -> Self {
        Self {
            english: all.map(name).join(", "),
            danish: all.map(|it| typed(words(it, Language::Danish))).join(", "),
        }
    }

    /// Them in the reader's language, each as it can be typed.
    #[must_use]
    pub fn said(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.danish,
            Language::English => &self.english,
        }
    }
}

/// Words as one value on a command line.
fn typed(words: &str) -> String {
    if words.contains(' ') {
        format!("\"{words}\"")
    } else {
        words.to_owned()
    }
}

fn language(text: &str) -> Result<Language, Choices> {
    let choices = || Choices::of(Language::ALL, Language::code, |it, _| it.code());
    Language::from_code(text).ok_or_else(choices)
}

fn kind(text: &str) -> Result<Kind, Choices> {
    Kind::meant(text).ok_or_else(|| Choices::of(Kind::ALL, Kind::name, Kind::words))
}

fn colour(text: &str) -> Result<Colour, Choices> {
    Colour::meant(text).ok_or_else(|| Choices::of(Colour::ALL, Colour::name, Colour::words))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn read(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split(' '))
    }

    #[test]
    fn the_definitions_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_the_readme_types_is_understood() {
        for line in [
            "stafet --profile ADMIN admin office add --from tests/data/offices.toml",
            "stafet --profile ADMIN admin invite kujalleq/nanortalik",
            "stafet admin invite kujalleq/nanortalik --role leader --days 3",
            "stafet admin policy template",
            "stafet admin policy sign politik.toml --from 2027-01-01",
            "stafet admin staff a/b --deputy a/c --rota --away 2026-12-21..2027-01-03",
            "stafet admin staff a/b --deputy none --office-hours --phone none",
            "stafet admin outage declare a/b a/c --cause power --until 2026-12-24",
            "stafet admin outage declare --everybody",
            "stafet admin outage confirm 7KQ2",
            "stafet admin review-round --until 2027-03-31",
            "stafet --profile TEAM sync",
            "stafet send tests/data/handovers/01-henvisning.toml",
            "stafet send --from-file x.toml --in-reply-to 7KQ2",
            "stafet send --to a/b --kind message --subject S --text T",
            "stafet send --to a/b --subject S --text T --attach a.pdf --attach b.pdf",
            "stafet template henvisning",
            "stafet template plan --out plan.toml",
            "stafet template plan --out plan.toml --overwrite",
            "stafet save 7KQ2 --to DIR",
            "stafet save 7KQ2 notat.pdf",
            "stafet inbox --json --lang da",
            "stafet inbox --names --mine",
            "stafet outbox --all --kind referral --child Nuka",
            "stafet decline 7KQ2 --reason capacity --text T --offline",
            "stafet close 7KQ2 --plan T --who W --by 2026-12-15",
            "stafet close 7KQ2 --from-file plan.toml",
            "stafet need-info 7KQ2 --item Skolen --item Politiet",
            "stafet supply 7KQ2 --with 9ABC",
            "stafet supply 7KQ2 --not-available R",
            "stafet wrong-recipient 7KQ2 --reason R",
            "stafet propose 7KQ2 --to a/b --reason R",
            "stafet refuse-proposal 7KQ2 --reason R",
            "stafet redirect 7KQ2 --to a/b --note N",
            "stafet correct 7KQ2 --from-file x.toml",
            "stafet withdraw 7KQ2 --from-file x.toml",
            "stafet confirm-withdrawal 7KQ2",
            "stafet refuse-withdrawal 7KQ2 --reason R",
            "stafet record-plan 7KQ2 --plan T --who W",
            "stafet entered-in-error 7KQ2 --reason R",
            "stafet close-error 7KQ2 --replaced-by 9ABC",
            "stafet close-error 7KQ2 --plan T --who W",
            "stafet attest-destruction 7KQ2",
            "stafet carried 7KQ2 --how phone --to-whom W --at 2026-11-21T09:30-02:00",
            "stafet report-follow-up 7KQ2 --reached yes --text T",
            "stafet sign-action 7KQ2 --text T",
            "stafet pause 7KQ2 --until 2026-12-15 --reason R",
            "stafet resume 7KQ2",
            "stafet carried 7KQ2",
            "stafet pause 7KQ2 --until 2026-12-15",
            "stafet remind 7KQ2",
            "stafet escalate 7KQ2 --what ack",
            "stafet seen 7KQ2 --did called",
            "stafet take-in-hand 7KQ2 --reason staffing",
            "stafet review 7KQ2",
            "stafet overview --list follow-up --office a/b --overdue --json",
            "stafet report status-note --from 2026-01-01 --to 2026-06-30 --out note.html",
            "stafet report review-round --format csv",
            "stafet settle 7KQ2 --holds accept",
            "stafet look 7KQ2",
            "stafet drop 7KQ2",
            "stafet drop 7KQ2 --reason R",
            "stafet reopen 7KQ2 --from-file x.toml",
            "stafet admin approve --all",
        ] {
            assert!(read(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn choices_are_read_in_danish_in_english_and_by_their_names() {
        for (line, typed) in [
            (
                "stafet decide-follow-up 7KQ2 --decision",
                &[
                    "familiecenter",
                    "Family centre",
                    "family-centre",
                    "tilbage til holdet",
                ][..],
            ),
            (
                "stafet check 7KQ2 --reached",
                &["ja", "DELVIST", "nej", "no"],
            ),
            ("stafet admin invite a/b --role", &["leder", "Leader"]),
            (
                "stafet admin outage declare a/b --cause",
                &["strøm", "electricity", "power"],
            ),
            (
                "stafet take-in-hand 7KQ2 --reason",
                &["har ringet", "har-ringet", "has called", "called"],
            ),
            ("stafet seen 7KQ2 --did", &["forbindelsen er nede", "andet"]),
            (
                "stafet overview --list",
                &[
                    "Mangler kvittering",
                    "opfølgning-mangler",
                    "Receipt missing",
                    "receipt",
                ],
            ),
            (
                "stafet settle 7KQ2 --holds",
                &["afvist", "Declined", "accept"],
            ),
            ("stafet inbox --kind", &["henvisning", "Referral"]),
        ] {
            for one in typed {
                let read = Arguments::try_parse_from(line.split(' ').chain([*one]));
                assert!(read.is_ok(), "{line} {one}: {read:?}");
            }
        }
    }

    #[test]
    fn a_reason_is_needed_to_decide_on_nothing_in_every_language() {
        for none in ["none", "intet", "Intet", "nothing"] {
            let line = format!("stafet decide-follow-up 7KQ2 --decision {none}");
            assert!(read(&line).is_err(), "{line}");
            assert!(read(&format!("{line} --reason T")).is_ok(), "{line}");
        }
    }

    #[test]
    fn what_does_not_make_sense_is_refused() {
        for line in [
            "stafet",
            "stafet send",
            "stafet send --kind message",
            "stafet send x.toml --text T",
            "stafet send --to a/b",
            "stafet admin invite Nanortalik",
            "stafet admin invite a/b --role chief",
            "stafet admin invite a/b --days 0",
            "stafet decline 7KQ2 --reason capacity",
            "stafet supply 7KQ2",
            "stafet supply 7KQ2 --with 9ABC --not-available R",
            "stafet close-error 7KQ2 --plan T",
            "stafet settle 7KQ2 --holds both",
            "stafet redirect 7KQ2 --to Nanortalik",
            "stafet join nonsense --name A",
            "stafet inbox --lang de",
            "stafet seen 7KQ2",
            "stafet take-in-hand 7KQ2 --reason tired",
            "stafet overview --list everything",
            "stafet inbox -q -v",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
