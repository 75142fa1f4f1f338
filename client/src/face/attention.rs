//! What stands out beside deadlines, in sentences: the same for every face.

use stafet_shared::{
    overview::{Attention, OwedItem, attention},
    party::OfficeId,
    time::Timestamp,
};

use super::{scene::Scene, when};
use crate::{office::Reader, text::say};

/// One thing that somebody has to look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// What it is.
    pub what: Attention,
    /// Said in a sentence.
    pub sentence: String,
}

/// Everything that stands out at the server's present.
#[must_use]
pub fn noticed(items: &[OwedItem], now: Timestamp, scene: &Scene<'_>) -> Vec<Noticed> {
    let all = attention(scene.directory, items, now).into_iter();
    all.map(|what| Noticed {
        sentence: sentence(&what, scene),
        what,
    })
    .collect()
}

/// The same for people, about handovers.
#[must_use]
pub fn about_handovers(all: &[Noticed]) -> Vec<String> {
    let some = all.iter().filter(|one| one.what.handover().is_some());
    some.map(|one| one.sentence.clone()).collect()
}

/// The same for people, about offices: those without a member, and those for which nobody stands in,
/// in one sentence each.
#[must_use]
pub fn about_offices(all: &[Noticed], scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let mut lines = Vec::new();
    let (mut empty, mut alone) = (Vec::new(), Vec::new());
    for one in all.iter().filter(|one| one.what.handover().is_none()) {
        match &one.what {
            Attention::NoMember(office) => empty.push(scene.office(office)),
            Attention::NoDeputy(office) => alone.push(scene.office(office)),
            Attention::NoSecond(..)
            | Attention::Contradicted(..)
            | Attention::NearlyFull(_)
            | Attention::Waits(..)
            | Attention::Paused(..)
            | Attention::OutageOwed(..)
            | Attention::Outage(..)
            | Attention::NoLeader(_)
            | Attention::Ends(..) => lines.push(one.sentence.clone()),
        }
    }
    if !empty.is_empty() {
        let offices = empty.join(", ");
        lines.push(say!(texts, "attention-no-members", offices = offices));
    }
    if !alone.is_empty() {
        let offices = alone.join(", ");
        lines.push(say!(texts, "attention-no-deputies", offices = offices));
    }
    lines
}

/// What was signed on this computer and not taken in: nobody else knows of it.
#[must_use]
pub fn refused(reader: Reader<'_>, scene: &Scene<'_>) -> Vec<String> {
    let refused = reader.refusals().into_iter();
    let lines = refused.map(|(act, handover, refusal)| {
        let id = handover.map_or_else(|| act.short(), |id| id.short());
        let why = scene.texts.refusal(refusal);
        say!(scene.texts, "attention-refused", id = id, why = why)
    });
    lines.collect()
}

fn sentence(what: &Attention, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let id = what.handover().map(|id| id.short()).unwrap_or_default();
    let office = what
        .office()
        .map_or_else(String::new, |it: &OfficeId| scene.office(it));
    let zone = scene.own_zone();
    let time = what
        .at()
        .map(|at| when::moment(at, scene.now, &zone, texts).full);
    let time = time.unwrap_or_default();
    match what {
        Attention::NoSecond(..) => say!(texts, "attention-no-second", id = id, office = office),
        Attention::Contradicted(..) => {
            say!(texts, "attention-contradicted", id = id, office = office)
        }
        Attention::NearlyFull(_) => say!(texts, "attention-nearly-full", id = id),
        Attention::Waits(..) => say!(texts, "attention-waits", id = id, time = time),
        Attention::Paused(..) => say!(texts, "attention-paused", id = id, time = time),
        Attention::OutageOwed(outage, ..) => say!(
            texts,
            "attention-outage-owed",
            id = outage.short(),
            office = office,
            time = time
        ),
        Attention::Outage(outage, _, true) => {
            say!(texts, "attention-outage", id = outage.short(), time = time)
        }
        Attention::Outage(outage, _, false) => {
            let id = outage.short();
            say!(texts, "attention-outage-alone", id = id, time = time)
        }
        Attention::NoLeader(organisation) => {
            let entry = scene.directory.organisation(organisation);
            let name = entry.map_or_else(|| organisation.to_string(), |it| it.name.clone());
            say!(texts, "attention-no-leader", organisation = name)
        }
        Attention::NoMember(_) => say!(texts, "attention-no-members", offices = office),
        Attention::NoDeputy(_) => say!(texts, "attention-no-deputies", offices = office),
        Attention::Ends(_, person, _) => {
            let person = scene.person(person);
            say!(
                texts,
                "attention-ends",
                person = person,
                office = office,
                time = time
            )
        }
    }
}
