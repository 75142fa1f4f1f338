//! Why something was not done, in the reader's words, and whose move it is.

use stafet_blobs::BlobsError;
use stafet_shared::{
    access::Denied,
    calendar::Zone,
    content::{ATTACHMENTS_MAX, display_safe_line},
    id::PREFIX_CHARS_MIN,
    party::directory::StatementError,
    refusal::Refusal,
    seal::blob::{ATTACHMENT_BYTES_MAX, BlobError},
    words::{Verb, WatchVerb},
};

use super::{entry::Entry, scene::Scene, step::Step};
use crate::{
    desk::{AttachError, DeskError, SaveError},
    link::LinkError,
    office::{Lookup, OfficeError, Standing},
    profile::ProfileError,
    report::ReportError,
    store::StoreError,
    sync::SyncError,
    text::{Texts, say},
};

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoseMove {
    /// The reader's, who decides what to do instead.
    Reader,
    /// The author's: what was typed or written has to be mended.
    Author,
    /// The searcher's: nothing is called so, or several are.
    Searcher,
    /// The newcomer's, who joins with an invitation.
    Newcomer,
    /// The administrator's: something does not fit what was signed or promised.
    Administrator,
    /// Nobody's: it is waited for, and tried again by itself.
    Nobody,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Whose move it is.
    pub whose_move: WhoseMove,
    /// What is said, on one or more lines.
    pub text: String,
    /// The step that gets on with it, if there is one.
    pub step: Option<Step>,
}

impl Trouble {
    /// Trouble that somebody can do something about, or nobody.
    #[must_use]
    pub const fn new(whose_move: WhoseMove, text: String) -> Self {
        Self {
            whose_move,
            text,
            step: None,
        }
    }

    /// The same, with the step that gets on with it.
    #[must_use]
    pub fn with(self, step: Step) -> Self {
        let step = Some(step);
        Self { step, ..self }
    }

    /// Why something was not done. Whoever is named in it is known from the `scene`, once there is
    /// one.
    #[must_use]
    pub fn of(error: &DeskError, texts: &Texts, scene: Option<&Scene<'_>>) -> Self {
        match (error, scene) {
            (DeskError::Office(error), Some(scene)) => of_office_at(error, scene),
            (DeskError::Office(error), None) => of_office(error, texts),
            (DeskError::Profile(error), _) => of_profile(error, texts),
            (DeskError::Lookup(lookup), _) => of_lookup(lookup, texts),
            (DeskError::Sync(error), _) => Self::of_sync(error, texts),
            (DeskError::NoServer, _) => {
                Self::new(WhoseMove::Nobody, say!(texts, "error-no-server"))
            }
            (DeskError::Attach(error), _) => of_attaching(error, texts),
            (DeskError::Save(error), _) => of_saving(error, texts),
            (DeskError::Period(error), _) => {
                let (first, last) = (error.first.to_string(), error.last.to_string());
                let text = say!(texts, "report-period", first = first, last = last);
                Self::new(WhoseMove::Author, text)
            }
            (DeskError::Report(ReportError::Write(error)), _) => {
                let why = texts.of_system(error.kind());
                reader(say!(texts, "report-not-kept", why = why))
            }
            (error @ (DeskError::Keys(_) | DeskError::Report(_) | DeskError::Signal(_)), _) => {
                reader(other(error, texts))
            }
        }
    }

    /// Why a sync has not come to its end.
    #[must_use]
    pub fn of_sync(error: &SyncError, texts: &Texts) -> Self {
        match error {
            SyncError::NotEnrolled => not_enrolled(texts),
            SyncError::Doubtful => Self::doubtful(texts),
            SyncError::Office(error) => of_office(error, texts),
            SyncError::Blobs(error) => of_blobs(error, texts),
            SyncError::Link(LinkError::Refused(refusal)) => reader(texts.refusal(*refusal)),
            SyncError::Link(LinkError::OtherServer(_)) => {
                Self::new(WhoseMove::Administrator, say!(texts, "error-other-server"))
            }
            SyncError::Link(LinkError::Time) => reader(say!(texts, "error-clock")),
            SyncError::Link(error) => reader(other(error, texts)),
        }
    }

    /// Something that the server sent does not verify.
    #[must_use]
    pub fn doubtful(texts: &Texts) -> Self {
        Self::new(WhoseMove::Administrator, say!(texts, "error-mailbox"))
    }

    /// Why nothing can be named yet: the directory is not here.
    #[must_use]
    pub fn of_standing(standing: &Standing, texts: &Texts) -> Self {
        match standing {
            Standing::NotEnrolled => not_enrolled(texts),
            Standing::WaitingForApproval => {
                Self::new(WhoseMove::Nobody, say!(texts, "join-pending"))
            }
            Standing::WaitingForKey(_) | Standing::Member { .. } => {
                of_office(&OfficeError::NoDirectory, texts)
            }
        }
    }
}

const fn reader(text: String) -> Trouble {
    Trouble::new(WhoseMove::Reader, text)
}

/// The act does not fit where its handover, or the course that it has opened, stands.
fn not_fitting(stands: &str, texts: &Texts) -> Trouble {
    reader(say!(texts, "error-not-fitting", stands = stands))
}

/// Why a use case failed, to somebody whose offices are known.
fn of_office_at(error: &OfficeError, scene: &Scene<'_>) -> Trouble {
    let texts = scene.texts;
    if let OfficeError::InHand { person, until } = error {
        let person = scene.person(person);
        let until = scene.time(*until);
        return reader(say!(
            texts,
            "error-in-hand-of",
            person = person,
            until = until
        ));
    }
    if let OfficeError::NoKey(office) = error {
        return no_key(scene.office(office), texts);
    }
    if let OfficeError::NothingOwed(id) = error {
        let step = if scene.looks_after_all() {
            Step::Overview
        } else {
            Step::Look(*id)
        };
        return of_office(error, texts).with(step);
    }
    if let OfficeError::NotNow { handover, .. } = error
        && let Some(handover) = scene.known.get(handover)
    {
        return not_fitting(&Entry::of(handover, scene).standing(scene), texts);
    }
    of_office(error, texts)
}

/// Why a use case failed.
#[expect(clippy::too_many_lines, reason = "one arm for each error")]
fn of_office(error: &OfficeError, texts: &Texts) -> Trouble {
    match error {
        OfficeError::Store(error) => of_store(error, texts),
        OfficeError::Blobs(error) => of_blobs(error, texts),
        OfficeError::Blob(error) => of_blob(error, texts),
        OfficeError::Rotten => {
            let text = say!(texts, "attachment-rotten");
            Trouble::new(WhoseMove::Nobody, text).with(Step::Sync)
        }
        OfficeError::OnlyNamed => reader(say!(texts, "attachment-only-named")),
        OfficeError::Busy => reader(say!(texts, "error-busy")),
        OfficeError::NotEnrolled => not_enrolled(texts),
        OfficeError::AlreadyEnrolled => reader(say!(texts, "error-already-enrolled")),
        OfficeError::OtherDeployment => reader(say!(texts, "error-other-deployment")),
        OfficeError::Name { limit } => {
            let text = say!(texts, "error-name", max = limit.to_string());
            Trouble::new(WhoseMove::Author, text)
        }
        OfficeError::NoDirectory => {
            Trouble::new(WhoseMove::Newcomer, say!(texts, "error-no-directory")).with(Step::Sync)
        }
        OfficeError::NoOffice => reader(say!(texts, "error-no-office")),
        OfficeError::SecondSignature => reader(say!(texts, "error-second-signature")),
        OfficeError::NameOffice => {
            Trouble::new(WhoseMove::Author, say!(texts, "error-many-offices"))
        }
        OfficeError::NotYourOffice(office) => reader(say!(
            texts,
            "error-not-your-office",
            office = office.to_string()
        )),
        OfficeError::UnknownOffice(office) => {
            let text = say!(texts, "error-office-unknown", office = office.to_string());
            Trouble::new(WhoseMove::Searcher, text).with(Step::Contacts)
        }
        OfficeError::UnknownHandover(id) => {
            let text = say!(texts, "error-not-found", id = id.short());
            Trouble::new(WhoseMove::Searcher, text)
        }
        OfficeError::NotNow { state, .. } => not_fitting(&texts.state(*state), texts),
        OfficeError::NotInCourse {
            referral, stage, ..
        } => {
            let stands = texts.stage(*stage);
            reader(say!(texts, "error-not-in-course", stands = stands)).with(Step::Look(*referral))
        }
        OfficeError::AlreadyAsked(office) => reader(say!(
            texts,
            "error-already-asked",
            office = office.to_string()
        )),
        OfficeError::StillOpen(open) => {
            let ids: Vec<String> = open.iter().map(|id| id.short()).collect();
            let trouble = reader(say!(texts, "error-still-open", open = ids.join(", ")));
            let step = open.first().map(|id| Step::Look(*id));
            Trouble { step, ..trouble }
        }
        OfficeError::OtherDocument => reader(say!(texts, "error-other-document")),
        OfficeError::OtherChild(id) => {
            let text = say!(texts, "error-other-child", id = id.short());
            Trouble::new(WhoseMove::Author, text)
        }
        OfficeError::TooManyForms { limit } => reader(say!(
            texts,
            "error-too-many-forms",
            limit = limit.to_string()
        )),
        OfficeError::FormMoved => reader(say!(texts, "error-form-moved")),
        OfficeError::TooManyReaders { limit, got } => reader(say!(
            texts,
            "error-too-many-readers",
            got = got.to_string(),
            max = limit.to_string()
        )),
        OfficeError::TooLarge { limit, got } => reader(say!(
            texts,
            "error-content-too-large",
            got = got.to_string(),
            max = limit.to_string()
        )),
        OfficeError::Denied(Denied::Statement(error)) => of_statement(*error, texts),
        OfficeError::Denied(Denied::ToItself) => {
            Trouble::new(WhoseMove::Author, say!(texts, "error-to-itself")).with(Step::Contacts)
        }
        OfficeError::Denied(denied) => reader(texts.refusal(Refusal::from(*denied))),
        OfficeError::Unread(id) => {
            let text = say!(texts, "error-unread", id = id.short());
            Trouble::new(WhoseMove::Nobody, text).with(Step::Sync)
        }
        OfficeError::NothingOwed(id) => {
            let id = id.short();
            reader(say!(texts, "error-nothing-owed", id = id))
        }
        OfficeError::NotForYou => reader(say!(texts, "error-not-for-you")).with(Step::Lists),
        OfficeError::TopOfTheLadder(id) => {
            let take = Verb::Watch(WatchVerb::TakeInHand);
            reader(say!(texts, "error-top-of-the-ladder")).with(Step::Do(take, *id))
        }
        OfficeError::Moved(id) => reader(say!(texts, "error-moved")).with(Step::Look(*id)),
        OfficeError::NothingTold(id) => {
            let remind = Verb::Watch(WatchVerb::Remind);
            reader(say!(texts, "error-nothing-told")).with(Step::Do(remind, *id))
        }
        OfficeError::InHand { until, .. } => {
            let until = until.local(Zone::nuuk().time_zone());
            reader(say!(texts, "error-in-hand", until = until)).with(Step::Overview)
        }
        OfficeError::ProposesItself => reader(say!(texts, "error-proposes-itself")),
        OfficeError::NoKey(office) => no_key(display_safe_line(&office.to_string()), texts),
        OfficeError::NoRound => reader(say!(texts, "error-no-round")),
        OfficeError::NotAdministrator => reader(say!(texts, "error-not-administrator")),
        OfficeError::OtherCertificate => {
            Trouble::new(WhoseMove::Administrator, other(error, texts))
        }
        OfficeError::Damaged(_) => reader(say!(texts, "error-store-damaged")),
        OfficeError::Closed
        | OfficeError::AskedFromWithin
        | OfficeError::Seal(_)
        | OfficeError::Tls(_)
        | OfficeError::Issue(_) => reader(other(error, texts)),
    }
}

/// That nobody at an office can read anything yet.
fn no_key(office: String, texts: &Texts) -> Trouble {
    reader(say!(texts, "error-no-key", office = office)).with(Step::Contacts)
}

/// Why what an administrator says can never hold.
fn of_statement(error: StatementError, texts: &Texts) -> Trouble {
    let step = if matches!(error, StatementError::UnknownOffice) {
        Some(Step::Contacts)
    } else if matches!(error, StatementError::Number) {
        Some(Step::Sync)
    } else if matches!(error, StatementError::Policy) {
        Some(Step::CheckPolicy)
    } else if matches!(error, StatementError::UnknownOutage) {
        Some(Step::Outages)
    } else {
        None
    };
    let trouble = reader(texts.statement(error));
    Trouble { step, ..trouble }
}

/// Why a typed id names nothing, or several.
fn of_lookup(lookup: &Lookup, texts: &Texts) -> Trouble {
    let text = match lookup {
        Lookup::NotFound(typed) if typed.chars().count() < PREFIX_CHARS_MIN => {
            let min = PREFIX_CHARS_MIN.to_string();
            say!(texts, "error-short-id", min = min)
        }
        Lookup::NotFound(typed) => {
            let typed = display_safe_line(typed);
            say!(texts, "error-not-found", id = typed)
        }
        Lookup::Ambiguous { ids } => {
            let all: Vec<String> = ids.iter().map(|id| id.long()).collect();
            let first = ids.first().map(|id| id.short()).unwrap_or_default();
            let head = say!(texts, "error-ambiguous", id = first);
            format!("{head}\n  {}", all.join("\n  "))
        }
    };
    Trouble::new(WhoseMove::Searcher, text)
}

/// Why a profile cannot be opened.
fn of_profile(error: &ProfileError, texts: &Texts) -> Trouble {
    match error {
        ProfileError::None(_) => not_enrolled(texts),
        ProfileError::Store(error) => of_store(error, texts),
        ProfileError::Missing(path) => {
            let path = path.display().to_string();
            reader(say!(texts, "error-profile-missing", path = path))
        }
        ProfileError::Empty(path) | ProfileError::Key(path) => {
            let path = path.display().to_string();
            reader(say!(texts, "error-profile-damaged", path = path))
        }
        ProfileError::File { path, error } => {
            let (path, why) = (path.display().to_string(), texts.of_system(error.kind()));
            reader(say!(texts, "error-profile-file", path = path, why = why))
        }
        ProfileError::Exists(_) => reader(other(error, texts)),
    }
}

/// Why a file cannot go along.
fn of_attaching(error: &AttachError, texts: &Texts) -> Trouble {
    let text = match error {
        AttachError::TooMany { got } => {
            let (got, max) = (got.to_string(), ATTACHMENTS_MAX.to_string());
            say!(texts, "attachment-too-many", got = got, max = max)
        }
        AttachError::NoPlace => say!(texts, "attachment-no-place"),
        AttachError::Missing(path) => {
            say!(texts, "attachment-file-missing", path = path.as_str())
        }
        AttachError::NoFile(path) => say!(texts, "attachment-file-folder", path = path.as_str()),
        AttachError::TooLarge { name, got } => say!(
            texts,
            "attachment-file-too-large",
            path = name.as_str(),
            got = got.to_string(),
            max = ATTACHMENT_BYTES_MAX.to_string()
        ),
        AttachError::Name(path) => say!(texts, "attachment-file-name", path = path.as_str()),
        AttachError::Unreadable { name, error } => say!(
            texts,
            "attachment-file-unreadable",
            path = name.as_str(),
            why = texts.of_system(error.kind())
        ),
    };
    Trouble::new(WhoseMove::Author, text)
}

/// Why no attached file was saved.
fn of_saving(error: &SaveError, texts: &Texts) -> Trouble {
    let text = match error {
        SaveError::NoFolder(path) => say!(texts, "attachment-no-folder", path = path.as_str()),
        SaveError::Nothing(id) => say!(texts, "attachment-none", id = id.short()),
        SaveError::NoSuchFile { id, name } => {
            let id = id.short();
            say!(texts, "attachment-no-such", id = id, name = name.as_str())
        }
    };
    Trouble::new(WhoseMove::Searcher, text)
}

/// The profile belongs to nobody.
fn not_enrolled(texts: &Texts) -> Trouble {
    Trouble::new(WhoseMove::Newcomer, say!(texts, "error-not-enrolled"))
}

/// A fault for which there is no better word than the program's own.
fn other(error: &dyn std::error::Error, texts: &Texts) -> String {
    say!(texts, "error-other", why = error.to_string())
}

fn of_store(error: &StoreError, texts: &Texts) -> Trouble {
    let text = match error {
        StoreError::DiskFull => say!(texts, "error-disk-full"),
        StoreError::Busy => say!(texts, "error-profile-locked"),
        StoreError::Newer => say!(texts, "error-store-newer"),
        StoreError::Damaged | StoreError::Sealed | StoreError::Corrupt(_) => {
            say!(texts, "error-store-damaged")
        }
        StoreError::Unreadable(why) => say!(texts, "error-store-file", why = why.as_str()),
        StoreError::Database(_) | StoreError::NotDurable(_) => other(error, texts),
    };
    reader(text)
}

/// Why the folder of sealed files could not do its work.
fn of_blobs(error: &BlobsError, texts: &Texts) -> Trouble {
    match error {
        BlobsError::DiskFull => reader(say!(texts, "error-disk-full")),
        BlobsError::Missing => {
            Trouble::new(WhoseMove::Nobody, say!(texts, "attachment-not-here")).with(Step::Sync)
        }
        BlobsError::Longer | BlobsError::Gap | BlobsError::File(_) => reader(other(error, texts)),
    }
}

/// Why a file was not sealed or opened.
fn of_blob(error: &BlobError, texts: &Texts) -> Trouble {
    match error {
        BlobError::TooLarge { limit } => {
            let text = say!(texts, "attachment-too-large", max = limit.to_string());
            Trouble::new(WhoseMove::Author, text)
        }
        BlobError::Damaged => {
            Trouble::new(WhoseMove::Administrator, say!(texts, "attachment-damaged"))
        }
        BlobError::OtherFile => Trouble::new(
            WhoseMove::Administrator,
            say!(texts, "attachment-not-as-described"),
        ),
        BlobError::File(_) => reader(other(error, texts)),
    }
}

#[cfg(test)]
mod tests;
