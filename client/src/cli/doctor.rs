//! The doctor: what may be wrong with a profile, and what to do about it.

use serde::Serialize;

use super::{
    exit::{Exit, Failure},
    link::standing_name,
    output::Format,
    session::Session,
};
use crate::{office::Standing, text::say};

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub(super) struct FindingJson {
    /// What was looked at.
    pub check: &'static str,
    /// Whether it is as it should be.
    pub fine: bool,
    /// What was found, in the reader's language.
    pub found: String,
}

/// Looks at everything. Ends with 1 when something has to be looked into.
pub(super) async fn examine(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let findings = vec![
        profile(session),
        store(session),
        identity(session),
        reach(session).await?,
        outbox(session),
        attachments(session),
        mailboxes(session),
    ];
    let fine = findings.iter().all(|one| one.fine);
    let texts = session.texts;
    match session.output.format {
        Format::Json => session.output.json(&findings),
        Format::Text => {
            for one in &findings {
                let (icon, verdict) = if one.fine {
                    ("●", say!(texts, "doctor-ok"))
                } else {
                    ("⚠", say!(texts, "doctor-wrong"))
                };
                let name = match one.check {
                    "profile" => say!(texts, "doctor-profile"),
                    "store" => say!(texts, "doctor-store"),
                    "identity" => say!(texts, "doctor-identity"),
                    "link" => say!(texts, "doctor-link"),
                    "attachments" => say!(texts, "doctor-attachments"),
                    "outbox" => say!(texts, "doctor-outbox"),
                    _ => say!(texts, "doctor-mailboxes"),
                };
                session
                    .output
                    .data(&format!("{icon} {name}: {verdict} – {}", one.found));
            }
        }
    }
    Ok(if fine { Exit::Done } else { Exit::Failed })
}

fn profile(session: &Session<'_>) -> FindingJson {
    let warnings = session.profile.warnings();
    let found = match warnings.first() {
        None => session.profile.folder().display().to_string(),
        Some(warning) => say!(
            session.texts,
            "profile-warning",
            path = warning.path.display().to_string(),
            mode = format!("{:o}", warning.wanted)
        ),
    };
    FindingJson {
        check: "profile",
        fine: warnings.is_empty(),
        found,
    }
}

/// That the profile was opened at all shows that the store is durable and opens with its key.
fn store(session: &Session<'_>) -> FindingJson {
    FindingJson {
        check: "store",
        fine: true,
        found: say!(session.texts, "doctor-store-fine"),
    }
}

fn identity(session: &Session<'_>) -> FindingJson {
    let texts = session.texts;
    let standing = session.office.standing();
    let found = match &standing {
        Standing::NotEnrolled => say!(texts, "error-not-enrolled"),
        Standing::WaitingForApproval => say!(texts, "join-pending"),
        Standing::WaitingForKey(_) => say!(texts, "join-key"),
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
            let name = stafet_shared::content::display_safe_line(name);
            format!("{name}, {}", places.join(", "))
        }
    };
    FindingJson {
        check: "identity",
        fine: standing_name(&standing) == "member",
        found,
    }
}

async fn reach(session: &mut Session<'_>) -> Result<FindingJson, Failure> {
    let server = session.office.server().unwrap_or("–").to_owned();
    let connected = match session.office.standing() {
        Standing::NotEnrolled => None,
        Standing::WaitingForApproval | Standing::WaitingForKey(_) | Standing::Member { .. } => {
            session.connect().await?
        }
    };
    let fine = connected.is_some();
    if let Some(connection) = connected {
        connection.close();
    }
    let found = if fine {
        say!(session.texts, "doctor-reached", server = server)
    } else {
        say!(session.texts, "doctor-not-reached", server = server)
    };
    Ok(FindingJson {
        check: "link",
        fine,
        found,
    })
}

fn outbox(session: &Session<'_>) -> FindingJson {
    let texts = session.texts;
    let waiting = session.office.unconfirmed().len();
    let refusals = session.office.refusals();
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
    FindingJson {
        check: "outbox",
        fine: waiting == 0 && refusals.is_empty(),
        found,
    }
}

/// Files that still wait are no fault; files that came and did not fit are.
fn attachments(session: &Session<'_>) -> FindingJson {
    let texts = session.texts;
    let waiting = session.office.transfers().count();
    let mut found = if waiting == 0 {
        say!(texts, "doctor-attachments-fine")
    } else {
        say!(
            texts,
            "doctor-attachments-waiting",
            count = waiting.to_string()
        )
    };
    let mut fine = true;
    for (hash, count) in session.office.spoilt_attachments() {
        let hash: String = hash.chars().take(8).collect();
        let count = count.to_string();
        found.push_str("; ");
        found.push_str(&say!(
            texts,
            "doctor-attachment-spoilt",
            hash = hash,
            count = count
        ));
        fine = false;
    }
    FindingJson {
        check: "attachments",
        fine,
        found,
    }
}

fn mailboxes(session: &Session<'_>) -> FindingJson {
    let texts = session.texts;
    let aside = session.office.quarantined().count();
    let broken = session.office.alarms().next().is_some();
    let found = if broken {
        say!(texts, "error-mailbox")
    } else if aside > 0 {
        say!(texts, "doctor-quarantine", count = aside.to_string())
    } else {
        say!(texts, "doctor-whole")
    };
    FindingJson {
        check: "mailboxes",
        fine: !broken && aside == 0,
        found,
    }
}
