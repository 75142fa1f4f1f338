//! Who takes part: organisations, offices, invitations, approvals.

use std::path::Path;

use serde::Serialize;
use stafet_shared::{
    content::display_safe_line,
    invitation::Enrol,
    party::{OfficeId, directory::OfficeEntry},
    words::Role,
};

use super::tell_confirmation;
use crate::{
    cli::{
        exit::{Exit, Failure},
        output::Face,
        typed,
    },
    desk::Desk,
    face::{
        scene::Scene,
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    form,
    office::Verdict,
    offices_file::{self, Listed},
    text::{Texts, say},
};

/// What came of adding a file's offices.
#[derive(Debug, Default, Serialize)]
struct AddedJson {
    /// Organisations that were added, by id.
    organisations: Vec<String>,
    /// Offices that were added, by id.
    offices: Vec<String>,
    /// What was there already, by id.
    existing: Vec<String>,
    /// Whether the server has confirmed all of it.
    confirmed: bool,
}

/// An invitation.
#[derive(Debug, Serialize)]
struct InvitedJson {
    /// The secret text that is handed over outside Stafet.
    ticket: String,
    /// The office to join.
    office: String,
    /// The name of the role in which they join.
    role: &'static str,
    /// Until when it holds, RFC 3339.
    expires: String,
    /// Whether the server has confirmed it.
    confirmed: bool,
}

/// Somebody who wants to join.
#[derive(Debug, Serialize)]
struct ApplicantJson {
    /// The device's id.
    device: String,
    /// The person's name, as they say.
    name: String,
    /// The office, if the invitation is known.
    office: Option<String>,
    /// The name of the role in which they join.
    role: Option<&'static str>,
    /// What was answered.
    verdict: Answer,
}

/// What is answered to somebody who wants to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Waiting,
    Approved,
    NotApproved,
}

/// Whom to approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
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
pub(super) async fn add(
    desk: &mut Desk,
    face: &mut Face<'_>,
    path: &Path,
) -> Result<Exit, Failure> {
    let listed = listed(path, face.texts)?;
    // What exists is only known once the directory has been read.
    desk.quick_sync().await?;
    let mut added = AddedJson::default();
    for one in listed {
        let (id, name) = (one.organisation.id.clone(), one.organisation.name.clone());
        let known = desk.reader().directory();
        if known.is_some_and(|known| known.organisation(&id).is_some()) {
            pass_over(face, id.to_string(), &mut added);
        } else {
            desk.office.add_organisation(one.organisation).await?;
            let (id, name) = (id.to_string(), display_safe_line(&name));
            let text = say!(
                face.texts,
                "admin-organisation-added",
                name = name,
                id = id.as_str()
            );
            face.say(&text);
            added.organisations.push(id);
        }
        for entry in one.offices {
            add_office(desk, face, entry, &mut added).await?;
        }
    }
    desk.quick_sync().await?;
    added.confirmed = desk.reader().unconfirmed().is_empty();
    let exit = tell_confirmation(desk, face);
    face.say(&say!(
        face.texts,
        "admin-added",
        offices = added.offices.len().to_string(),
        organisations = added.organisations.len().to_string(),
        passed = added.existing.len().to_string()
    ));
    face.shape(|| added);
    Ok(exit)
}

/// Invites somebody to an office.
pub(super) async fn invite(
    desk: &mut Desk,
    face: &mut Face<'_>,
    office: OfficeId,
    role: Role,
    days: i64,
) -> Result<Exit, Failure> {
    let until = desk.reader().now().plus_days(days);
    let ticket = desk.office.invite(office.clone(), role, days).await?;
    desk.quick_sync().await?;
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    face.say(&say!(
        scene.texts,
        "admin-invited",
        office = scene.office(&office),
        role = scene.texts.role(role),
        until = scene.time(until)
    ));
    let shape = || InvitedJson {
        ticket: ticket.to_string(),
        office: office.to_string(),
        role: role.name(),
        expires: until.to_string(),
        confirmed: desk.reader().unconfirmed().is_empty(),
    };
    face.show(shape, || ticket.to_string());
    Ok(tell_confirmation(desk, face))
}

/// Tells who wants to join, and approves whom the administrator chooses.
pub(super) async fn approve(
    desk: &mut Desk,
    face: &mut Face<'_>,
    choice: Choice,
) -> Result<Exit, Failure> {
    let texts = face.texts;
    let mut applicants = Vec::new();
    for enrol in desk.applications().await? {
        let verdict = consider(desk, &enrol, &choice).await?;
        let own = desk.own();
        let scene = face.scene(desk, &own)?;
        let applicant = applicant(&scene, &enrol, verdict);
        face.say(&introduce(&scene, &applicant));
        applicants.push(applicant);
    }
    let chosen = applicants.iter().any(|one| one.verdict != Answer::Waiting);
    match &choice {
        Choice::One(typed) if !chosen => {
            let id = display_safe_line(typed);
            let text = say!(texts, "error-no-application", id = id);
            return Err(Trouble::new(WhoseMove::Searcher, text).into());
        }
        Choice::Tell if !applicants.is_empty() => {
            face.say(&say!(texts, "admin-approve-next"));
            face.say(&typed::next(&Step::Approve, texts));
        }
        Choice::Tell | Choice::All if applicants.is_empty() => {
            face.say(&say!(texts, "admin-none-waiting"));
        }
        Choice::Tell | Choice::All | Choice::One(_) => {
            desk.quick_sync().await?;
        }
    }
    let refused = applicants
        .iter()
        .any(|one| one.verdict == Answer::NotApproved);
    face.shape(|| applicants);
    let confirmation = tell_confirmation(desk, face);
    Ok(if confirmation == Exit::Done && refused {
        Exit::Failed
    } else {
        confirmation
    })
}

/// The organisations and offices of a file.
fn listed(path: &Path, texts: &Texts) -> Result<Vec<Listed>, Trouble> {
    let name = display_safe_line(&path.display().to_string());
    let wrong = |text| Trouble::new(WhoseMove::Author, text);
    let text = form::read(path).map_err(|error| wrong(error.text(&name, texts)))?;
    offices_file::read(&text, texts).map_err(|lines| {
        let head = say!(texts, "file-faults", file = name);
        wrong(format!("{head}\n  {}", lines.join("\n  ")))
    })
}

async fn consider(desk: &mut Desk, enrol: &Enrol, choice: &Choice) -> Result<Answer, Failure> {
    if !choice.means(enrol) {
        return Ok(Answer::Waiting);
    }
    Ok(match desk.office.consider(enrol).await? {
        Verdict::Approved(_) | Verdict::Already => Answer::Approved,
        Verdict::NotOurs | Verdict::NotProven | Verdict::Spent => Answer::NotApproved,
    })
}

async fn add_office(
    desk: &mut Desk,
    face: &mut Face<'_>,
    entry: OfficeEntry,
    added: &mut AddedJson,
) -> Result<(), Failure> {
    let id = entry.id.to_string();
    let known = desk.reader().directory();
    if known.is_some_and(|known| known.office(&entry.id).is_some()) {
        pass_over(face, id, added);
        return Ok(());
    }
    let name = display_safe_line(&entry.name);
    desk.office.add_office(entry).await?;
    face.say(&say!(
        face.texts,
        "admin-office-added",
        name = name,
        id = id.as_str()
    ));
    added.offices.push(id);
    Ok(())
}

fn pass_over(face: &mut Face<'_>, id: String, added: &mut AddedJson) {
    face.say(&say!(face.texts, "admin-exists", id = id.as_str()));
    added.existing.push(id);
}

fn applicant(scene: &Scene<'_>, enrol: &Enrol, verdict: Answer) -> ApplicantJson {
    let invitation = scene.directory.invitation(&enrol.keys.invitation);
    ApplicantJson {
        device: enrol.keys.device.short(),
        name: display_safe_line(&enrol.keys.name),
        office: invitation.map(|it| it.invite.office.to_string()),
        role: invitation.map(|it| it.invite.role.name()),
        verdict,
    }
}

fn introduce(scene: &Scene<'_>, one: &ApplicantJson) -> String {
    let texts = scene.texts;
    let named = one.office.as_deref();
    let named = named.and_then(|id| OfficeId::parse(id).ok());
    let office = named.map_or_else(|| "–".to_owned(), |id| scene.office(&id));
    let name = one.name.as_str();
    match one.verdict {
        Answer::Approved => say!(texts, "admin-approved", name = name, office = office),
        Answer::NotApproved => say!(texts, "admin-not-approved", name = name),
        Answer::Waiting => {
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
    }
}
