//! Errors of the layers below, in the reader's words, each with the exit code that it ends with.

use stafet_blobs::BlobsError;
use stafet_shared::{
    access::Denied, calendar::Zone, handover::State, refusal::Refusal, seal::blob::BlobError,
};

use super::exit::{Exit, Failure};
use crate::{
    link::LinkError,
    office::{Lookup, OfficeError},
    profile::ProfileError,
    store::StoreError,
    sync::SyncError,
    text::{Texts, say},
};

/// What the server's silence means for whoever waits: not a failure, only not confirmed yet.
#[derive(Debug)]
pub enum Outage {
    /// The server is not reached now; everything is tried again by itself.
    Offline,
    /// Somebody has to do something.
    Failure(Failure),
}

/// Why a use case failed.
#[expect(clippy::too_many_lines, reason = "one arm for each error")]
#[must_use]
pub fn of_office(error: &OfficeError, texts: &Texts) -> Failure {
    let failed = |text| Failure::new(Exit::Failed, text);
    match error {
        OfficeError::Store(error) => of_store(error, texts),
        OfficeError::Blobs(error) => of_blobs(error, texts),
        OfficeError::Blob(error) => of_blob(error, texts),
        OfficeError::OnlyNamed => failed(say!(texts, "attachment-only-named")),
        OfficeError::Busy => failed(say!(texts, "error-busy")),
        OfficeError::NotEnrolled => not_enrolled(texts),
        OfficeError::AlreadyEnrolled => failed(say!(texts, "error-already-enrolled")),
        OfficeError::OtherDeployment => failed(say!(texts, "error-other-deployment")),
        OfficeError::Name { limit } => {
            let text = say!(texts, "error-name", max = limit.to_string());
            Failure::new(Exit::Usage, text)
        }
        OfficeError::NoDirectory => {
            Failure::new(Exit::NotEnrolled, say!(texts, "error-no-directory"))
        }
        OfficeError::NoOffice => failed(say!(texts, "error-no-office")),
        OfficeError::SecondSignature => failed(say!(texts, "error-second-signature")),
        OfficeError::NameOffice => Failure::new(Exit::Usage, say!(texts, "error-many-offices")),
        OfficeError::NotYourOffice(office) => failed(say!(
            texts,
            "error-not-your-office",
            office = office.to_string()
        )),
        OfficeError::UnknownOffice(office) => {
            let text = say!(texts, "error-office-unknown", office = office.to_string());
            Failure::new(Exit::NotFound, text)
        }
        OfficeError::UnknownHandover(id) => {
            let text = say!(texts, "error-not-found", id = id.short());
            Failure::new(Exit::NotFound, text)
        }
        OfficeError::NotNow { state, verb: _ } => failed(not_now(*state, texts)),
        OfficeError::NotInCourse { stage, verb: _ } => failed(say!(
            texts,
            "error-not-in-course",
            stands = texts.stage(*stage)
        )),
        OfficeError::AlreadyAsked(office) => failed(say!(
            texts,
            "error-already-asked",
            office = office.to_string()
        )),
        OfficeError::StillOpen(open) => {
            let open: Vec<String> = open.iter().map(|id| id.short()).collect();
            failed(say!(texts, "error-still-open", open = open.join(", ")))
        }
        OfficeError::OtherDocument => failed(say!(texts, "error-other-document")),
        OfficeError::TooLarge { limit, got } => failed(say!(
            texts,
            "error-content-too-large",
            got = got.to_string(),
            max = limit.to_string()
        )),
        OfficeError::Denied(Denied::Statement(error)) => failed(texts.statement(*error)),
        OfficeError::Denied(denied) => failed(texts.refusal(Refusal::from(*denied))),
        OfficeError::Unread(id) => {
            let text = say!(texts, "error-unread", id = id.short());
            Failure::new(Exit::Waiting, text)
        }
        OfficeError::NothingOwed(_)
        | OfficeError::TopOfTheLadder
        | OfficeError::NothingTold
        | OfficeError::InHand { .. }
        | OfficeError::NoRound => failed(of_the_watch(error, texts)),
        OfficeError::NotAdministrator => failed(say!(texts, "error-not-administrator")),
        OfficeError::OtherCertificate => Failure::new(Exit::Verification, other(error, texts)),
        OfficeError::NoKey(_)
        | OfficeError::Seal(_)
        | OfficeError::Tls(_)
        | OfficeError::Issue(_)
        | OfficeError::Damaged(_) => failed(other(error, texts)),
    }
}

/// Why an act of the watch was not made.
fn of_the_watch(error: &OfficeError, texts: &Texts) -> String {
    if let OfficeError::NothingOwed(id) = error {
        say!(texts, "error-nothing-owed", id = id.short())
    } else if let OfficeError::InHand { until, .. } = error {
        let until = until.local(Zone::nuuk().time_zone());
        say!(texts, "error-in-hand", until = until)
    } else if let OfficeError::NothingTold = error {
        say!(texts, "error-nothing-told")
    } else if let OfficeError::NoRound = error {
        say!(texts, "error-no-round")
    } else {
        say!(texts, "error-top-of-the-ladder")
    }
}

/// Why a typed id names nothing, or several.
#[must_use]
pub fn of_lookup(lookup: &Lookup, texts: &Texts) -> Failure {
    let text = match lookup {
        Lookup::NotFound(typed) if typed.chars().count() < stafet_shared::id::PREFIX_CHARS_MIN => {
            let min = stafet_shared::id::PREFIX_CHARS_MIN.to_string();
            say!(texts, "error-short-id", min = min)
        }
        Lookup::NotFound(typed) => {
            let typed = stafet_shared::content::display_safe_line(typed);
            say!(texts, "error-not-found", id = typed)
        }
        Lookup::Ambiguous { ids } => {
            let all: Vec<String> = ids.iter().map(|id| id.long()).collect();
            let first = ids.first().map(|id| id.short()).unwrap_or_default();
            let head = say!(texts, "error-ambiguous", id = first);
            format!("{head}\n  {}", all.join("\n  "))
        }
    };
    Failure::new(Exit::NotFound, text)
}

/// Why a profile cannot be opened.
#[must_use]
pub fn of_profile(error: &ProfileError, texts: &Texts) -> Failure {
    match error {
        ProfileError::None(_) => not_enrolled(texts),
        ProfileError::Store(error) => of_store(error, texts),
        ProfileError::Exists(_)
        | ProfileError::Missing(_)
        | ProfileError::Key(_)
        | ProfileError::File { .. } => Failure::new(Exit::Failed, other(error, texts)),
    }
}

/// Why a sync has not come to its end.
#[must_use]
pub fn of_sync(error: &SyncError, texts: &Texts) -> Outage {
    match error {
        SyncError::NotEnrolled => Outage::Failure(not_enrolled(texts)),
        SyncError::Doubtful => Outage::Failure(doubtful(texts)),
        SyncError::Office(error) => Outage::Failure(of_office(error, texts)),
        SyncError::Blobs(error) => Outage::Failure(of_blobs(error, texts)),
        SyncError::Link(error) => of_link(error, texts),
    }
}

/// Why the server could not be spoken to.
#[must_use]
pub fn of_link(error: &LinkError, texts: &Texts) -> Outage {
    let failure = match error {
        LinkError::Address(_)
        | LinkError::Unreachable(_)
        | LinkError::NoAnswer
        | LinkError::TooEarly
        | LinkError::Ended => return Outage::Offline,
        LinkError::Refused(refusal) if refusal.is_passing() => return Outage::Offline,
        LinkError::Refused(refusal) => Failure::new(Exit::Failed, texts.refusal(*refusal)),
        LinkError::OtherServer(_) => {
            Failure::new(Exit::Verification, say!(texts, "error-other-server"))
        }
        LinkError::Unexpected | LinkError::Tls(_) | LinkError::Quic(_) => {
            Failure::new(Exit::Failed, other(error, texts))
        }
    };
    Outage::Failure(failure)
}

/// Something that the server sent does not verify.
#[must_use]
pub fn doubtful(texts: &Texts) -> Failure {
    Failure::new(Exit::Verification, say!(texts, "error-mailbox"))
}

/// The profile belongs to nobody.
#[must_use]
pub fn not_enrolled(texts: &Texts) -> Failure {
    Failure::new(Exit::NotEnrolled, say!(texts, "error-not-enrolled"))
}

/// A fault for which there is no better word than the program's own.
pub(super) fn other(error: &dyn std::error::Error, texts: &Texts) -> String {
    say!(texts, "error-other", why = error.to_string())
}

fn of_store(error: &StoreError, texts: &Texts) -> Failure {
    let text = match error {
        StoreError::DiskFull => say!(texts, "error-disk-full"),
        StoreError::Database(_)
        | StoreError::Sealed
        | StoreError::Corrupt(_)
        | StoreError::NotDurable(_) => other(error, texts),
    };
    Failure::new(Exit::Failed, text)
}

/// Why the folder of sealed files could not do its work.
fn of_blobs(error: &BlobsError, texts: &Texts) -> Failure {
    match error {
        BlobsError::DiskFull => Failure::new(Exit::Failed, say!(texts, "error-disk-full")),
        BlobsError::Missing => Failure::new(Exit::Waiting, say!(texts, "attachment-not-here")),
        BlobsError::Longer | BlobsError::Gap | BlobsError::File(_) => {
            Failure::new(Exit::Failed, other(error, texts))
        }
    }
}

/// Why a file was not sealed or opened.
fn of_blob(error: &BlobError, texts: &Texts) -> Failure {
    match error {
        BlobError::TooLarge { limit } => {
            let text = say!(texts, "attachment-too-large", max = limit.to_string());
            Failure::new(Exit::Usage, text)
        }
        BlobError::Damaged => Failure::new(Exit::Verification, say!(texts, "attachment-damaged")),
        BlobError::OtherFile => Failure::new(
            Exit::Verification,
            say!(texts, "attachment-not-as-described"),
        ),
        BlobError::File(_) => Failure::new(Exit::Failed, other(error, texts)),
    }
}

fn not_now(state: State, texts: &Texts) -> String {
    say!(texts, "error-not-fitting", stands = texts.state(state))
}
