//! Who takes part: organisations, offices, invitations, approvals.

use std::path::Path;

use serde::Serialize;
use stafet_shared::{
    content::display_safe_line,
    invitation::Enrol,
    party::{OfficeId, Role},
};

use super::tell_confirmation;
use crate::{
    cli::{
        exit::{Exit, Failure},
        failure, file,
        output::Format,
        session::Session,
    },
    office::Verdict,
    offices_file,
    text::say,
};

/// What came of adding a file's offices.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct AddedJson {
    /// Organisations that were added, by id.
    pub organisations: Vec<String>,
    /// Offices that were added, by id.
    pub offices: Vec<String>,
    /// What was there already, by id.
    pub existing: Vec<String>,
    /// Whether the server has confirmed all of it.
    pub confirmed: bool,
}

/// An invitation.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct InvitedJson {
    /// The secret text that is handed over outside Stafet.
    pub ticket: String,
    /// The office to join.
    pub office: String,
    /// As what.
    pub role: &'static str,
    /// Until when it holds, RFC 3339.
    pub expires: String,
    /// Whether the server has confirmed it.
    pub confirmed: bool,
}

/// Somebody who wants to join.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ApplicantJson {
    /// The device's id.
    pub device: String,
    /// The person's name, as they say.
    pub name: String,
    /// The office, if the invitation is known.
    pub office: Option<String>,
    /// As what.
    pub role: Option<&'static str>,
    /// `waiting`, `approved` or `not-approved`.
    pub verdict: &'static str,
}

/// Whom to approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Choice {
    /// Nobody yet: only tell who waits.
    Tell,
    /// The device whose id begins so.
    One(String),
    /// Everybody whose invitation is right.
    All,
}

impl Choice {
    fn means(&self, enrol: &Enrol) -> bool {
        match self {
            Self::Tell => false,
            Self::One(typed) => enrol.keys.device.starts_with(typed),
            Self::All => true,
        }
    }
}

/// Adds a file's organisations and offices; what exists is passed over.
pub(in crate::cli) async fn add(session: &mut Session<'_>, path: &Path) -> Result<Exit, Failure> {
    let texts = session.texts;
    let name = display_safe_line(&path.display().to_string());
    let text =
        file::read(path).map_err(|error| Failure::new(Exit::Usage, error.text(&name, texts)))?;
    let listed = offices_file::read(&text, texts).map_err(|wrong| {
        let head = say!(texts, "file-faults", file = name);
        let lines = format!("{head}\n  {}", wrong.join("\n  "));
        Failure::new(Exit::Usage, lines)
    })?;
    // What exists is only known once the directory has been read.
    session.quick_sync().await?;
    let mut added = AddedJson::default();
    for one in listed {
        let (id, label) = (one.organisation.id.clone(), one.organisation.name.clone());
        let exists =
            |known: &stafet_shared::party::directory::Directory| known.organisation(&id).is_some();
        if session.office.directory().is_some_and(exists) {
            pass_over(session, id.as_str(), &mut added);
        } else {
            let made = session.office.add_organisation(one.organisation).await;
            session.check(made)?;
            let (id, label) = (id.to_string(), display_safe_line(&label));
            let text = say!(
                texts,
                "admin-organisation-added",
                name = label,
                id = id.as_str()
            );
            session.output.say(&text);
            added.organisations.push(id);
        }
        for entry in one.offices {
            add_office(session, entry, &mut added).await?;
        }
    }
    session.quick_sync().await?;
    added.confirmed = session.office.unconfirmed().is_empty();
    let exit = tell_confirmation(session);
    let summary = say!(
        texts,
        "admin-added",
        offices = added.offices.len().to_string(),
        organisations = added.organisations.len().to_string(),
        passed = added.existing.len().to_string()
    );
    session.output.say(&summary);
    if session.output.format == Format::Json {
        session.output.json(&added);
    }
    Ok(exit)
}

/// Invites somebody to an office.
pub(in crate::cli) async fn invite(
    session: &mut Session<'_>,
    office: OfficeId,
    (role, days): (Role, i64),
) -> Result<Exit, Failure> {
    let until = session.office.now().plus_days(days);
    let ticket = session.office.invite(office.clone(), role, days).await;
    let ticket = session.check(ticket)?;
    session.quick_sync().await?;
    let confirmed = session.office.unconfirmed().is_empty();
    let own = session.own();
    let scene = session.scene(&own)?;
    let text = say!(
        scene.texts,
        "admin-invited",
        office = scene.office(&office),
        role = scene.texts.role(role),
        until = scene.time(until)
    );
    session.output.say(&text);
    match session.output.format {
        Format::Text => session.output.data(&ticket.to_string()),
        Format::Json => session.output.json(&InvitedJson {
            ticket: ticket.to_string(),
            office: office.to_string(),
            role: role.name(),
            expires: until.to_string(),
            confirmed,
        }),
    }
    Ok(tell_confirmation(session))
}

/// Tells who wants to join, and approves whom the administrator chooses.
pub(in crate::cli) async fn approve(
    session: &mut Session<'_>,
    choice: Choice,
) -> Result<Exit, Failure> {
    let texts = session.texts;
    let Some(waiting) = applications(session).await? else {
        session.output.complain(&say!(texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let mut applicants = Vec::new();
    for enrol in waiting {
        let verdict = consider(session, &enrol, &choice).await?;
        let applicant = applicant(session, &enrol, verdict);
        let line = introduce(session, &applicant)?;
        session.output.say(&line);
        applicants.push(applicant);
    }
    let chosen = applicants.iter().any(|one| one.verdict != WAITING);
    match &choice {
        Choice::One(typed) if !chosen => {
            let id = display_safe_line(typed);
            let text = say!(texts, "error-no-application", id = id);
            return Err(Failure::new(Exit::NotFound, text));
        }
        Choice::Tell if !applicants.is_empty() => {
            session.output.say(&say!(texts, "admin-approve-next"));
        }
        Choice::Tell | Choice::All if applicants.is_empty() => {
            session.output.say(&say!(texts, "admin-none-waiting"));
        }
        Choice::Tell | Choice::All | Choice::One(_) => {
            session.quick_sync().await?;
        }
    }
    if session.output.format == Format::Json {
        session.output.json(&applicants);
    }
    let refused = applicants.iter().any(|one| one.verdict == NOT_APPROVED);
    let confirmation = tell_confirmation(session);
    Ok(match confirmation {
        Exit::Done if refused => Exit::Failed,
        Exit::Done
        | Exit::Failed
        | Exit::Usage
        | Exit::Waiting
        | Exit::NotEnrolled
        | Exit::Verification
        | Exit::NotFound
        | Exit::Overdue => confirmation,
    })
}

async fn consider(
    session: &mut Session<'_>,
    enrol: &Enrol,
    choice: &Choice,
) -> Result<&'static str, Failure> {
    if !choice.means(enrol) {
        return Ok(WAITING);
    }
    let verdict = session.office.consider(enrol).await;
    Ok(match session.check(verdict)? {
        Verdict::Approved(_) | Verdict::Already => APPROVED,
        Verdict::NotOurs | Verdict::NotProven | Verdict::Spent => NOT_APPROVED,
    })
}

async fn add_office(
    session: &mut Session<'_>,
    entry: stafet_shared::party::directory::OfficeEntry,
    added: &mut AddedJson,
) -> Result<(), Failure> {
    let id = entry.id.clone();
    let known = session.office.directory();
    if known.is_some_and(|known| known.office(&id).is_some()) {
        pass_over(session, id.as_str(), added);
        return Ok(());
    }
    let name = display_safe_line(&entry.name);
    let made = session.office.add_office(entry).await;
    session.check(made)?;
    let id = id.to_string();
    let text = say!(
        session.texts,
        "admin-office-added",
        name = name,
        id = id.as_str()
    );
    session.output.say(&text);
    added.offices.push(id);
    Ok(())
}

fn pass_over(session: &mut Session<'_>, id: &str, added: &mut AddedJson) {
    let text = say!(session.texts, "admin-exists", id = id);
    session.output.say(&text);
    added.existing.push(id.to_owned());
}

/// The applications at the server; `None` while it is not reached.
async fn applications(session: &mut Session<'_>) -> Result<Option<Vec<Enrol>>, Failure> {
    if !session.office.is_administrators() {
        let error = crate::office::OfficeError::NotAdministrator;
        return Err(failure::of_office(&error, session.texts));
    }
    let Some(connection) = session.connect().await? else {
        return Ok(None);
    };
    let waiting = connection.enrolments().await;
    connection.close();
    match waiting {
        Ok(waiting) => Ok(Some(waiting)),
        Err(error) => match failure::of_link(&error, session.texts) {
            failure::Outage::Offline => Ok(None),
            failure::Outage::Failure(failure) => Err(failure),
        },
    }
}

fn applicant(session: &Session<'_>, enrol: &Enrol, verdict: &'static str) -> ApplicantJson {
    let known = session.office.directory();
    let invitation = known.and_then(|known| known.invitation(&enrol.keys.invitation));
    ApplicantJson {
        device: enrol.keys.device.short(),
        name: display_safe_line(&enrol.keys.name),
        office: invitation.map(|it| it.invite.office.to_string()),
        role: invitation.map(|it| it.invite.role.name()),
        verdict,
    }
}

fn introduce(session: &Session<'_>, one: &ApplicantJson) -> Result<String, Failure> {
    let texts = session.texts;
    let own = session.own();
    let scene = session.scene(&own)?;
    let named = one
        .office
        .as_deref()
        .and_then(|id| OfficeId::parse(id).ok());
    let office = named.map_or_else(|| "–".to_owned(), |id| scene.office(&id));
    let name = one.name.as_str();
    Ok(match one.verdict {
        APPROVED => say!(texts, "admin-approved", name = name, office = office),
        NOT_APPROVED => say!(texts, "admin-not-approved", name = name),
        _ => {
            let role = one.role.and_then(Role::from_name);
            let role = role.map(|role| texts.role(role)).unwrap_or_default();
            let id = one.device.as_str();
            say!(
                texts,
                "admin-waiting",
                id = id,
                name = name,
                office = office,
                role = role
            )
        }
    })
}

const WAITING: &str = "waiting";
const APPROVED: &str = "approved";
const NOT_APPROVED: &str = "not-approved";
