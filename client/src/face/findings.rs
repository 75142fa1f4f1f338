//! What may be wrong with a profile, and what to do about it.

use stafet_shared::{content::display_safe_line, watch::gaps};

use super::{clock, scene::Scene, told::gap};
use crate::{
    desk::Reached,
    office::{Reader, Standing},
    profile::{Profile, Warning},
    text::{Texts, say},
};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The folder and its files.
    Profile,
    /// The store.
    Store,
    /// Whose the profile is.
    Identity,
    /// The link to the server.
    Link,
    /// This computer's clock.
    Clock,
    /// What waits to be sent.
    Outbox,
    /// Attached files.
    Attachments,
    /// The office's mailboxes at the server.
    Mailboxes,
    /// Who hears of what is late.
    Ladder,
}

impl Check {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Store => "store",
            Self::Identity => "identity",
            Self::Link => "link",
            Self::Clock => "clock",
            Self::Outbox => "outbox",
            Self::Attachments => "attachments",
            Self::Mailboxes => "mailboxes",
            Self::Ladder => "ladder",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn text(self, texts: &Texts) -> String {
        match self {
            Self::Profile => say!(texts, "doctor-profile"),
            Self::Store => say!(texts, "doctor-store"),
            Self::Identity => say!(texts, "doctor-identity"),
            Self::Link => say!(texts, "doctor-link"),
            Self::Clock => say!(texts, "doctor-clock"),
            Self::Outbox => say!(texts, "doctor-outbox"),
            Self::Attachments => say!(texts, "doctor-attachments"),
            Self::Mailboxes => say!(texts, "doctor-mailboxes"),
            Self::Ladder => say!(texts, "doctor-ladder"),
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub check: Check,
    /// Whether it is as it should be.
    pub fine: bool,
    /// What was found.
    pub found: String,
}

/// Everything that was looked at; `reached` says whether the server was.
#[must_use]
pub fn all(reader: Reader<'_>, profile: &Profile, reached: Reached, texts: &Texts) -> Vec<Finding> {
    let finding = |check, (fine, found)| Finding { check, fine, found };
    let mut findings = vec![
        finding(Check::Profile, folder(profile, texts)),
        // That the profile was opened at all shows that the store is durable and opens with its
        // key.
        finding(Check::Store, (true, say!(texts, "doctor-store-fine"))),
        finding(Check::Identity, identity(&reader.standing(), texts)),
        finding(Check::Link, link(reader.server(), reached, texts)),
        finding(Check::Clock, clock(reader, texts)),
        finding(Check::Outbox, outbox(reader, texts)),
        finding(Check::Attachments, attachments(reader, texts)),
        finding(Check::Mailboxes, mailboxes(reader, texts)),
    ];
    if reader.administers().is_some() {
        findings.extend(ladder(reader, texts).map(|found| finding(Check::Ladder, found)));
    }
    findings
}

/// That others can reach a file of the profile.
#[must_use]
pub fn warning(warning: &Warning, texts: &Texts) -> String {
    let path = warning.path.display().to_string();
    let mode = format!("{:o}", warning.wanted);
    say!(texts, "profile-warning", path = path, mode = mode)
}

/// Whether it is fine, and what was found.
type Found = (bool, String);

fn folder(profile: &Profile, texts: &Texts) -> Found {
    match profile.warnings().first() {
        None => (true, profile.folder().display().to_string()),
        Some(found) => (false, warning(found, texts)),
    }
}

fn identity(standing: &Standing, texts: &Texts) -> Found {
    match standing {
        Standing::NotEnrolled => (false, say!(texts, "error-not-enrolled")),
        Standing::WaitingForApproval => (false, say!(texts, "join-pending")),
        Standing::WaitingForKey(_) => (false, say!(texts, "join-key")),
        Standing::Member {
            offices,
            roles,
            name,
        } => {
            let places: Vec<String> = offices
                .iter()
                .zip(roles)
                .map(|(office, role)| format!("{office} ({})", texts.role(*role)))
                .collect();
            let name = display_safe_line(name);
            (true, format!("{name}, {}", places.join(", ")))
        }
    }
}

fn link(server: Option<&str>, reached: Reached, texts: &Texts) -> Found {
    let server = server.unwrap_or("–");
    match reached {
        Reached::Yes => (true, say!(texts, "doctor-reached", server = server)),
        Reached::No => (false, say!(texts, "doctor-not-reached", server = server)),
        Reached::NotTried => (true, say!(texts, "doctor-not-tried", server = server)),
    }
}

fn clock(reader: Reader<'_>, texts: &Texts) -> Found {
    match clock::head(reader, texts) {
        Some(head) => (false, format!("{head} {}", clock::more(texts))),
        None if reader.heard().is_some() => (true, say!(texts, "doctor-clock-fine")),
        None => (true, say!(texts, "doctor-clock-unknown")),
    }
}

fn outbox(reader: Reader<'_>, texts: &Texts) -> Found {
    let waiting = reader.unconfirmed().len();
    let refusals = reader.refusals();
    let mut found = if waiting == 0 {
        say!(texts, "doctor-outbox-empty")
    } else {
        say!(texts, "doctor-outbox-waits", count = waiting.to_string())
    };
    for (_, handover, refusal) in &refusals {
        let id = handover.map(|id| id.short()).unwrap_or_default();
        let why = texts.refusal(*refusal);
        found.push_str("; ");
        found.push_str(&say!(texts, "doctor-refused", id = id, why = why));
    }
    (waiting == 0 && refusals.is_empty(), found)
}

/// Files that still wait are no fault; files that came and did not fit are.
fn attachments(reader: Reader<'_>, texts: &Texts) -> Found {
    let waiting = reader.transfers().count();
    let mut found = if waiting == 0 {
        say!(texts, "doctor-attachments-fine")
    } else {
        let count = waiting.to_string();
        say!(texts, "doctor-attachments-waiting", count = count)
    };
    let mut fine = true;
    for (hash, count) in reader.spoilt_attachments() {
        let hash: String = hash.chars().take(8).collect();
        let count = count.to_string();
        let spoilt = say!(
            texts,
            "doctor-attachment-spoilt",
            hash = hash,
            count = count
        );
        found.push_str("; ");
        found.push_str(&spoilt);
        fine = false;
    }
    (fine, found)
}

fn mailboxes(reader: Reader<'_>, texts: &Texts) -> Found {
    let aside = reader.quarantined().count();
    if reader.breaches().next().is_some() {
        (false, say!(texts, "error-mailbox"))
    } else if aside > 0 {
        let count = aside.to_string();
        (false, say!(texts, "doctor-quarantine", count = count))
    } else {
        (true, say!(texts, "doctor-whole"))
    }
}

/// Whether each level of the ladder has somebody. `None` while nothing is known of offices.
fn ladder(reader: Reader<'_>, texts: &Texts) -> Option<Found> {
    let own = reader.standing().into_offices();
    let scene = Scene::of(reader, &own, texts)?;
    let gaps = gaps(scene.directory, scene.now);
    let lines: Vec<String> = gaps.iter().map(|one| gap(one, &scene)).collect();
    Some(match lines.is_empty() {
        true => (true, say!(texts, "doctor-ladder-fine")),
        false => (false, lines.join(" ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::danish;

    #[test]
    fn a_server_that_was_not_tried_is_not_blamed() {
        let texts = danish();
        let found = |reached| link(Some("stafet.gl:4433"), reached, &texts);
        assert_eq!(
            found(Reached::NotTried),
            (true, "serveren stafet.gl:4433 er ikke prøvet".to_owned())
        );
        assert!(!found(Reached::No).0);
    }
}
