//! The shapes of JSON output. They are stable: `docs/cli.md` describes them, and a field once
//! there keeps its name and meaning.

mod document;

use serde::Serialize;
use stafet_shared::{
    content::{Content, Manifest},
    course::Course,
    handover::{Effect, Event, Handover},
    obligation::Obligation,
    party::{Capacity, OfficeId},
    time::Timestamp,
    watch::{Held, Rung, SeenBy},
};

pub use self::document::{
    CheckItemJson, CheckListJson, ChildJson, DocumentJson, ForwardedJson, PeriodJson,
};
use super::{
    content::Mask,
    list::{self, Extent, Group},
};
use crate::{
    face::{
        receipts::{Receipts, known},
        scene::Scene,
        told,
    },
    office::{ActContent, AttachmentState},
};

/// An office.
#[derive(Debug, Serialize)]
pub struct OfficeJson {
    /// What travels: `kujalleq/nanortalik`.
    pub id: String,
    /// What people see.
    pub name: String,
}

/// Something that is owed.
#[derive(Debug, Serialize)]
pub struct OwedJson {
    /// Who owes it: an office's id.
    pub owner: String,
    /// What.
    pub duty: String,
    /// Until when, RFC 3339.
    pub due: String,
    /// Whether that has passed.
    pub overdue: bool,
    /// Whether the reader's office owes it.
    pub own: bool,
    /// The highest rung of the ladder that was told, 1 to 4.
    pub rung: Option<u8>,
    /// How often somebody was told.
    pub times: usize,
    /// Who has seen the highest rung.
    pub seen: Option<SeenJson>,
    /// Who has it in hand.
    pub in_hand: Option<HeldJson>,
}

/// R11: who has seen that something is late.
#[derive(Debug, Serialize)]
pub struct SeenJson {
    /// In whose name: an office's id.
    pub by: String,
    /// What they did: a reason's name.
    pub did: &'static str,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&SeenBy> for SeenJson {
    fn from(seen: &SeenBy) -> Self {
        Self {
            by: seen.by.to_string(),
            did: seen.did.name(),
            at: seen.at.to_string(),
        }
    }
}

/// Who has something in hand.
#[derive(Debug, Serialize)]
pub struct HeldJson {
    /// In whose name: an office's id.
    pub by: String,
    /// Why: a reason's name.
    pub reason: &'static str,
    /// Since when, RFC 3339.
    pub since: String,
    /// When it expires, RFC 3339.
    pub until: String,
}

impl From<&Held> for HeldJson {
    fn from(held: &Held) -> Self {
        Self {
            by: held.by.to_string(),
            reason: held.reason.name(),
            since: held.since.to_string(),
            until: held.until.to_string(),
        }
    }
}

/// When each receipt came, RFC 3339; `null` while it has not.
#[derive(Debug, Serialize)]
pub struct ReceiptsJson {
    /// R0, signed and saved by the sender.
    pub saved: Option<String>,
    /// R1, durable at the server.
    pub sent: Option<String>,
    /// R2, complete on a device of the recipient.
    pub delivered: Option<String>,
    /// R3, opened and verified there.
    pub opened: Option<String>,
    /// R4, signed for by a named person.
    pub acknowledged: Option<String>,
    /// Who signed for it.
    pub acknowledged_by: Option<String>,
}

/// A handover in a list. Nothing of its content.
#[derive(Debug, Serialize)]
pub struct HandoverJson {
    /// The whole id.
    pub id: String,
    /// The eight characters that people see.
    pub short: String,
    /// The kind's name.
    pub kind: &'static str,
    /// `red`, `yellow` or `green`.
    pub urgency: &'static str,
    /// The office that sends.
    pub from: OfficeJson,
    /// The office that is to take it.
    pub to: OfficeJson,
    /// The state's name.
    pub state: &'static str,
    /// Since when, RFC 3339.
    pub since: String,
    /// The office that has custody.
    pub custodian: String,
    /// Version, leg and attempt.
    pub version: u16,
    /// The leg, from 1.
    pub leg: u16,
    /// The handover that it follows.
    pub relates_to: Option<String>,
    /// Other handovers that acts about it name: a supply, a replacement, its reopening.
    pub links: Vec<String>,
    /// Acts that did not fit what had happened before them.
    pub conflicts: usize,
    /// Since and until when notices about it are silenced, if they are.
    pub paused: Option<PausedJson>,
    /// Acts that the server has not confirmed.
    pub unconfirmed: u32,
    /// Deposited, and nobody has signed for it.
    pub unacknowledged: bool,
    /// Whether anything owed is overdue.
    pub overdue: bool,
    /// What is owed.
    pub owed: Vec<OwedJson>,
    /// The receipts of the current leg.
    pub receipts: ReceiptsJson,
}

/// Silence about a handover; its deadlines run on.
#[derive(Debug, Serialize)]
pub struct PausedJson {
    /// Since when, RFC 3339.
    pub since: String,
    /// Until which day; `null` until somebody resumes.
    pub until: Option<String>,
}

/// One act in a timeline.
#[derive(Debug, Serialize)]
pub struct EventJson {
    /// The act's id.
    pub act: String,
    /// What was done.
    pub verb: &'static str,
    /// In whose name.
    pub office: String,
    /// Who; `null` for a device by itself.
    pub person: Option<String>,
    /// When the author claims to have done it, RFC 3339.
    pub claimed: String,
    /// When the server had it, RFC 3339.
    pub deposited: Option<String>,
    /// Its index in the log.
    pub index: Option<u64>,
    /// `moved`, `fact`, `conflict` or `first-signature`.
    pub effect: &'static str,
    /// The state afterwards.
    pub state: &'static str,
}

/// What one act says under seal.
#[derive(Debug, Serialize)]
pub struct SaidJson {
    /// The act's id.
    pub act: String,
    /// What was done.
    pub verb: &'static str,
    /// The document; `null` while it is not here or cannot be read.
    pub document: Option<DocumentJson>,
    /// The code of the reason why it cannot be read.
    pub unreadable: Option<u16>,
    /// The attached files.
    pub attachments: Vec<AttachmentJson>,
}

/// An attached file.
#[derive(Debug, Serialize)]
pub struct AttachmentJson {
    /// Its name, as the sender wrote it.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// `here`, `missing`, `spoilt` or `only-named`.
    pub state: &'static str,
    /// Sealed bytes that are here, while it is missing.
    pub sealed_here: Option<u32>,
    /// Sealed bytes that there are, while it is missing.
    pub sealed_bytes: Option<u32>,
}

/// Where a course stands.
#[derive(Debug, Serialize)]
pub struct CourseJson {
    /// The stage's name.
    pub stage: &'static str,
    /// Since when, RFC 3339.
    pub since: String,
    /// The office that is responsible for the treatment.
    pub treatment: String,
    /// The office with authority responsibility.
    pub authority: String,
    /// The office that is asked to take the child over.
    pub asked_to_take_over: Option<String>,
    /// The first day of the visit that is planned.
    pub visit: Option<String>,
    /// How often the child did not come.
    pub no_shows: u32,
    /// What was decided on follow-up.
    pub decision: Option<&'static str>,
    /// What was found when somebody asked whether the child got it.
    pub checks: Vec<&'static str>,
    /// Ids of its handovers that are not closed.
    pub open: Vec<String>,
}

/// One handover in full.
#[derive(Debug, Serialize)]
pub struct PageJson {
    /// What a list shows of it.
    pub handover: HandoverJson,
    /// How it ended, if it has.
    pub ending: Option<String>,
    /// The course that it has opened, if it has.
    pub course: Option<CourseJson>,
    /// Everything that happened, in order.
    pub timeline: Vec<EventJson>,
    /// What was said under seal.
    pub contents: Vec<SaidJson>,
}

/// A handover as a list shows it.
#[must_use]
pub fn handover(handover: &Handover, scene: &Scene<'_>) -> HandoverJson {
    let owed = scene.obligations(handover);
    let office = |id: &OfficeId| OfficeJson {
        id: id.to_string(),
        name: scene.directory.office_name(id).to_owned(),
    };
    HandoverJson {
        id: handover.id.long(),
        short: handover.id.short(),
        kind: handover.kind.name(),
        urgency: handover.colour.name(),
        from: office(&handover.from),
        to: office(&handover.to),
        state: handover.state.name(),
        since: handover.since.to_string(),
        custodian: handover.custodian.to_string(),
        version: handover.version,
        leg: handover.leg,
        relates_to: handover.relates_to.map(|id| id.long()),
        links: handover.links.iter().map(|link| link.long()).collect(),
        conflicts: handover.conflicts.len(),
        paused: handover.paused.map(|pause| PausedJson {
            since: pause.since.to_string(),
            until: pause.until_day.and_then(super::page::day),
        }),
        unconfirmed: handover.unconfirmed,
        unacknowledged: handover.state.is_unacknowledged(),
        overdue: owed.iter().any(|one| one.is_overdue(scene.now)),
        owed: owed
            .iter()
            .map(|one| owed_json(one, handover, scene))
            .collect(),
        receipts: receipts(handover, scene),
    }
}

/// Handovers in the order of the list for people.
#[must_use]
pub fn handovers<'a>(
    rows: impl Iterator<Item = &'a Handover>,
    extent: Extent,
    scene: &Scene<'_>,
) -> Vec<HandoverJson> {
    list::sorted(rows, scene)
        .into_iter()
        .filter(|(group, ..)| extent == Extent::All || *group != Group::Closed)
        .map(|(_, row, _)| handover(row, scene))
        .collect()
}

/// One handover in full.
#[must_use]
pub fn page(row: &Handover, contents: &[ActContent], mask: Mask, scene: &Scene<'_>) -> PageJson {
    PageJson {
        handover: handover(row, scene),
        ending: row.ending.map(|ending| format!("{ending:?}")),
        course: scene.course(row).map(|it| course(&it)),
        timeline: row.history.iter().map(|it| event(it, scene)).collect(),
        contents: contents.iter().map(|it| said(it, mask, scene)).collect(),
    }
}

fn course(course: &Course) -> CourseJson {
    let asked = course.asked_to_take_over.as_ref();
    CourseJson {
        stage: course.stage.name(),
        since: course.since.to_string(),
        treatment: course.treatment.to_string(),
        authority: course.municipality.to_string(),
        asked_to_take_over: asked.map(|(office, _)| office.to_string()),
        visit: course.visit.and_then(|visit| super::page::day(visit.day)),
        no_shows: course.no_shows,
        decision: course.decision.map(|(decision, _)| decision.name()),
        checks: course.checks.iter().map(|check| check.name()).collect(),
        open: course.open.iter().map(|id| id.long()).collect(),
    }
}

fn owed_json(one: &Obligation, handover: &Handover, scene: &Scene<'_>) -> OwedJson {
    let watched = told::watched(one, handover, scene);
    OwedJson {
        owner: one.owner.to_string(),
        duty: one.duty.name(),
        due: one.due.to_string(),
        overdue: one.is_overdue(scene.now),
        own: scene.is_own(&one.owner),
        rung: watched.rung.map(Rung::code),
        times: watched.times,
        seen: watched.seen.as_ref().map(SeenJson::from),
        in_hand: watched.held.as_ref().map(HeldJson::from),
    }
}

fn receipts(handover: &Handover, scene: &Scene<'_>) -> ReceiptsJson {
    let receipts = Receipts::of(handover);
    let text = |at: Option<Timestamp>| at.map(|at| at.to_string());
    let (at, person) = receipts.acknowledged.unzip();
    ReceiptsJson {
        saved: text(receipts.saved),
        sent: text(receipts.sent),
        delivered: text(receipts.delivered),
        opened: text(receipts.opened),
        acknowledged: text(at),
        acknowledged_by: person.map(|person| scene.person(&person)),
    }
}

fn event(event: &Event, scene: &Scene<'_>) -> EventJson {
    EventJson {
        act: event.act.long(),
        verb: event.verb.name(),
        office: event.author.office.to_string(),
        person: (event.author.capacity == Capacity::Person)
            .then(|| scene.person(&event.author.person)),
        claimed: event.claimed.to_string(),
        deposited: event.position.map(|_| known(event).to_string()),
        index: event.position.map(|position| position.index),
        effect: match event.effect {
            Effect::Moved => "moved",
            Effect::Fact => "fact",
            Effect::Conflict => "conflict",
            Effect::FirstSignature => "first-signature",
        },
        state: event.state.name(),
    }
}

fn said(act: &ActContent, mask: Mask, scene: &Scene<'_>) -> SaidJson {
    let (document, unreadable) = match &act.content {
        Some(Ok(content)) => (Some(document::document(content, mask, scene)), None),
        Some(Err(why)) => (None, Some(why.code())),
        None => (None, None),
    };
    SaidJson {
        act: act.act.long(),
        verb: act.verb.name(),
        document,
        unreadable,
        attachments: attachments(act),
    }
}

fn attachments(act: &ActContent) -> Vec<AttachmentJson> {
    let content = act.content.as_ref().and_then(|read| read.as_ref().ok());
    let manifest = content.and_then(Content::attachments);
    let files = manifest.map_or(&[][..], Manifest::attachments);
    let files = files.iter().zip(&act.attachments);
    files
        .map(|(file, state)| {
            let (state, sealed) = match *state {
                AttachmentState::Here => ("here", None),
                AttachmentState::Missing { here, of } => ("missing", Some((here, of))),
                AttachmentState::Spoilt => ("spoilt", None),
                AttachmentState::OnlyNamed => ("only-named", None),
            };
            AttachmentJson {
                name: file.name().expose().to_owned(),
                media_type: file.media_type().expose().to_owned(),
                bytes: file.size_bytes(),
                state,
                sealed_here: sealed.map(|(here, _)| here),
                sealed_bytes: sealed.map(|(_, of)| of),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use stafet_shared::handover::State;

    use super::*;
    use crate::{cli::samples::Stage, text::tests::danish};

    #[test]
    fn a_list_in_json_tells_the_same_as_the_list_for_people() {
        let stage = Stage::new();
        let texts = danish();
        let opened = stage.referral(1, State::Opened);
        let list = handovers([&opened].into_iter(), Extent::Open, &stage.at_team(&texts));
        let json = serde_json::to_value(list).unwrap();
        let one = &json[0];
        assert_eq!(one["kind"], "Referral");
        assert_eq!(one["state"], "Opened");
        assert_eq!(one["unacknowledged"], true);
        assert_eq!(one["overdue"], false);
        assert_eq!(one["custodian"], "kujalleq/nanortalik");
        assert_eq!(one["from"]["name"], "Børn og Unge, Nanortalik");
        assert_eq!(one["owed"][0]["duty"], "acknowledge");
        assert_eq!(one["owed"][0]["own"], true);
        assert_eq!(one["receipts"]["opened"], "2026-11-16T13:00:00Z");
        assert_eq!(one["receipts"]["acknowledged"], serde_json::Value::Null);
    }

    #[test]
    fn a_page_in_json_has_a_timeline_and_no_whole_cpr_number() {
        let stage = Stage::new();
        let texts = danish();
        let signed = stage.referral(1, State::Acknowledged);
        let text = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let content = crate::cli::file::handover(text).unwrap().content;
        let contents = [ActContent {
            act: signed.envelope_act,
            verb: stafet_shared::handover::Verb::Sign,
            author: signed.author.clone(),
            content: Some(Ok(content)),
            attachments: Vec::new(),
        }];
        let page = page(&signed, &contents, Mask::Masked, &stage.at_team(&texts));
        let json = serde_json::to_value(page).unwrap();
        assert_eq!(json["timeline"][2]["verb"], "acknowledge");
        assert_eq!(json["timeline"][2]["person"], "Thea Team");
        assert_eq!(json["timeline"][1]["person"], serde_json::Value::Null);
        let document = &json["contents"][0]["document"];
        assert_eq!(document["type"], "Referral");
        assert_eq!(document["child"]["cpr"], "010112-****");
        assert_eq!(json["handover"]["receipts"]["acknowledged_by"], "Thea Team");
    }
}
