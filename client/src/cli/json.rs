//! The shapes of JSON output. They are stable: `docs/cli.md` describes them, and a field once
//! there keeps its name and meaning.

mod document;

use serde_json::{Value, json};
use stafet_shared::{
    content::{Content, Manifest},
    course::Course,
    handover::{Effect, Event, Handover},
    party::OfficeId,
    sign::Capacity,
    time::Timestamp,
    watch::Unheard,
    words::{FollowUpDecision, Rung},
};

use crate::{
    face::{
        document::Mask,
        entry::{Entry, Group},
        lists::{Children, Extent},
        owed::{Owed, Turn},
        scene::{Scene, day},
    },
    office::{
        ActContent, AttachmentState,
        receipts::{Receipts, known},
    },
};

/// An office.
#[must_use]
pub fn office(id: &OfficeId, scene: &Scene<'_>) -> Value {
    json!({"id": id.as_str(), "name": scene.directory.office_name(id)})
}

/// What is owed, and what the watch knows about it.
#[must_use]
pub fn owed(one: &Owed) -> Value {
    let known = &one.known;
    json!({
        "owner": known.owed.owner.as_str(),
        "duty": known.owed.duty.name(),
        "since": known.owed.since.to_string(),
        "due": known.owed.due.to_string(),
        "overdue": one.overdue,
        "own": one.turn == Turn::Own,
        "rung": known.rung.map(Rung::code),
        "told": one.told.offices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "not_told": one.told.unheard.iter().map(Unheard::name).collect::<Vec<_>>(),
        "times": known.times,
        "next": known.next.map(|(rung, at)| json!({
            "rung": rung.code(),
            "at": at.to_string(),
        })),
        "seen": known.seen.as_ref().map(|seen| json!({
            "by": seen.by.as_str(),
            "did": seen.did.name(),
            "at": seen.at.to_string(),
        })),
        "in_hand": known.held.as_ref().map(|held| json!({
            "by": held.by.as_str(),
            "reason": held.reason.name(),
            "since": held.since.to_string(),
            "until": held.until.to_string(),
        })),
    })
}

/// Adds the fields of one object to another's.
pub fn extend(json: &mut Value, other: Value) {
    if let (Value::Object(fields), Value::Object(more)) = (json, other) {
        fields.extend(more);
    }
}

/// A handover as a list shows it. Nothing of its content but the child's name, if that was asked
/// for.
#[must_use]
pub fn handover(entry: &Entry<'_>, names: &Children, scene: &Scene<'_>) -> Value {
    let handover = entry.handover;
    let child = names.get(&handover.id);
    let mut json = json!({
        "id": handover.id.long(),
        "short": handover.id.short(),
        "kind": handover.kind.name(),
        "urgency": handover.colour.name(),
        "from": office(&handover.from, scene),
        "to": office(&handover.to, scene),
        "child": child.map(|child| child.name().expose()),
        "state": handover.state.name(),
        "since": handover.since.to_string(),
        "stage": entry.course.as_deref().map(|course| course.stage.name()),
        "custodian": handover.custodian.as_str(),
        "version": handover.version,
        "leg": handover.leg,
        "relates_to": handover.relates_to.map(|id| id.long()),
    });
    let links = handover.links.iter().map(|link| link.long());
    let more = json!({
        "links": links.collect::<Vec<_>>(),
        "conflicts": handover.conflicts.len(),
        "paused": handover.paused.map(|pause| json!({
            "since": pause.since.to_string(),
            "until": day(pause.until_day),
        })),
        "unconfirmed": handover.unconfirmed,
        "unacknowledged": handover.state.is_unacknowledged(),
        "overdue": entry.is_overdue(),
        "owed": entry.owed.iter().map(owed).collect::<Vec<_>>(),
        "receipts": receipts(handover, scene),
    });
    extend(&mut json, more);
    json
}

/// Handovers in the order of the list for people.
#[must_use]
pub fn handovers(
    entries: &[Entry<'_>],
    extent: Extent,
    names: &Children,
    scene: &Scene<'_>,
) -> Vec<Value> {
    let shown = |entry: &&Entry<'_>| extent == Extent::All || entry.group() != Group::Closed;
    let entries = entries.iter().filter(shown);
    entries.map(|entry| handover(entry, names, scene)).collect()
}

/// One handover in full.
#[must_use]
pub fn page(row: &Handover, contents: &[ActContent], mask: Mask, scene: &Scene<'_>) -> Value {
    let entry = Entry::of(row, scene);
    let timeline = row.history.iter().map(|it| event(it, scene));
    let contents = contents.iter().map(|it| said(it, mask, scene));
    json!({
        "handover": handover(&entry, &Children::new(), scene),
        "ending": row.ending.map(|ending| format!("{ending:?}")),
        "course": entry.course.as_deref().map(course),
        "timeline": timeline.collect::<Vec<_>>(),
        "contents": contents.collect::<Vec<_>>(),
    })
}

fn course(course: &Course) -> Value {
    let asked = course.asked_to_take_over.as_ref();
    let decision = course.decision.map(|(decision, _)| decision);
    let checks = course.checks.iter().map(|check| check.name());
    let open = course.open.iter().map(|id| id.long());
    json!({
        "stage": course.stage.name(),
        "since": course.since.to_string(),
        "treatment": course.treatment.as_str(),
        "authority": course.municipality.as_str(),
        "asked_to_take_over": asked.map(|(office, _)| office.as_str()),
        "visit": course.visit.and_then(|visit| day(visit.day)),
        "no_shows": course.no_shows,
        "decision": decision.map(FollowUpDecision::name),
        "checks": checks.collect::<Vec<_>>(),
        "open": open.collect::<Vec<_>>(),
    })
}

fn receipts(handover: &Handover, scene: &Scene<'_>) -> Value {
    let receipts = Receipts::of(handover);
    let text = |at: Option<Timestamp>| at.map(|at| at.to_string());
    let (at, person) = receipts.acknowledged.unzip();
    json!({
        "saved": text(receipts.saved),
        "sent": text(receipts.sent),
        "delivered": text(receipts.delivered),
        "opened": text(receipts.opened),
        "acknowledged": text(at),
        "acknowledged_by": person.map(|person| scene.person(&person)),
    })
}

fn event(event: &Event, scene: &Scene<'_>) -> Value {
    let author = &event.author;
    let is_person = author.capacity == Capacity::Person;
    json!({
        "act": event.act.long(),
        "verb": event.verb.name(),
        "office": author.office.as_str(),
        "person": is_person.then(|| scene.person(&author.person)),
        "claimed": event.claimed.to_string(),
        "deposited": event.position.map(|_| known(event).to_string()),
        "index": event.position.map(|position| position.index),
        "effect": match event.effect {
            Effect::Moved => "moved",
            Effect::Fact => "fact",
            Effect::Conflict => "conflict",
            Effect::FirstSignature => "first-signature",
        },
        "state": event.state.name(),
    })
}

fn said(act: &ActContent, mask: Mask, scene: &Scene<'_>) -> Value {
    let read = act.content.as_ref();
    let content = read.and_then(|read| read.as_ref().ok());
    let unreadable = read.and_then(|read| read.as_ref().err());
    json!({
        "act": act.act.long(),
        "verb": act.verb.name(),
        "document": content.map(|content| document::document(content, mask, scene.texts)),
        "unreadable": unreadable.map(|why| why.code()),
        "attachments": attachments(act),
    })
}

fn attachments(act: &ActContent) -> Vec<Value> {
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
            json!({
                "name": file.name().expose(),
                "media_type": file.media_type().expose(),
                "bytes": file.size_bytes(),
                "state": state,
                "sealed_here": sealed.map(|(here, _)| here),
                "sealed_bytes": sealed.map(|(_, of)| of),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::State;

    use super::*;
    use crate::{face::samples::Stage, text::tests::danish};

    #[test]
    fn a_list_in_json_tells_the_same_as_the_list_for_people() {
        let stage = Stage::new();
        let texts = danish();
        let opened = stage.referral(1, State::Opened);
        let scene = stage.at_team(&texts);
        let entries = [Entry::of(&opened, &scene)];
        let list = handovers(&entries, Extent::Open, &Children::new(), &scene);
        let one = &list[0];
        assert_eq!(one["kind"], "Referral");
        assert_eq!(one["state"], "Opened");
        assert_eq!(one["unacknowledged"], true);
        assert_eq!(one["overdue"], false);
        assert_eq!(one["custodian"], "kujalleq/nanortalik");
        assert_eq!(one["from"]["name"], "Børn og Unge, Nanortalik");
        assert_eq!(one["owed"][0]["duty"], "receipt");
        assert_eq!(one["owed"][0]["own"], true);
        assert_eq!(one["receipts"]["opened"], "2026-11-16T13:00:00Z");
        assert_eq!(one["receipts"]["acknowledged"], Value::Null);
    }

    #[test]
    fn a_page_in_json_has_a_timeline_and_no_whole_cpr_number() {
        let stage = Stage::new();
        let texts = danish();
        let signed = stage.referral(1, State::Acknowledged);
        let text = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let content = crate::form::handover(text).unwrap().content;
        let contents = [ActContent {
            act: signed.envelope_act,
            verb: stafet_shared::words::Verb::Sign,
            author: signed.author.clone(),
            content: Some(Ok(content)),
            attachments: Vec::new(),
        }];
        let json = page(&signed, &contents, Mask::Masked, &stage.at_team(&texts));
        assert_eq!(json["timeline"][2]["verb"], "acknowledge");
        assert_eq!(json["timeline"][2]["person"], "Thea Team");
        assert_eq!(json["timeline"][1]["person"], Value::Null);
        let document = &json["contents"][0]["document"];
        assert_eq!(document["type"], "Referral");
        assert_eq!(document["child"]["cpr"], "010112-****");
        assert_eq!(json["handover"]["receipts"]["acknowledged_by"], "Thea Team");
    }
}
