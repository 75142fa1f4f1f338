//! The doctor: what may be wrong with a profile, and what to do about it.

use serde::Serialize;

use super::{
    exit::{Exit, Failure},
    output::Face,
};
use crate::{
    desk::Desk,
    face::findings::{self, Check, Finding},
    text::{Texts, say},
};

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct FindingJson {
    /// What was looked at.
    check: &'static str,
    /// Whether it is as it should be.
    fine: bool,
    /// What was found, in the reader's language.
    found: String,
}

/// Looks at everything. Ends with 1 when something has to be looked into.
pub(super) async fn examine(desk: &mut Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    let reached = desk.reach().await?;
    let texts = face.texts;
    let findings = findings::all(desk.reader(), &desk.profile, reached, texts);
    let shape = |one: &Finding| FindingJson {
        check: one.check.name(),
        fine: one.fine,
        found: one.found.clone(),
    };
    face.show(
        || findings.iter().map(shape).collect::<Vec<_>>(),
        || {
            let lines = findings.iter().map(|one| line(one, texts));
            lines.collect::<Vec<_>>().join("\n")
        },
    );
    // A level of the ladder that has nobody is for the policy to mend: nothing is broken here.
    let mut broken = findings.iter().filter(|one| !one.fine);
    let fine = broken.all(|one| one.check == Check::Ladder);
    Ok(if fine { Exit::Done } else { Exit::Failed })
}

fn line(one: &Finding, texts: &Texts) -> String {
    let (icon, verdict) = if one.fine {
        ("●", say!(texts, "doctor-ok"))
    } else {
        ("⚠", say!(texts, "doctor-wrong"))
    };
    let name = one.check.text(texts);
    format!("{icon} {name}: {verdict} – {}", one.found)
}
