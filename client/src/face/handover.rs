//! One handover's page: where it stands, who has the ball, receipts and what happened, each said
//! once and laid out nowhere.

use stafet_shared::{
    content::{Content, CprAnswer},
    course::Course,
    handover::{Effect, Event, Handover, table},
    party::server,
    sign::Capacity,
    time::Timestamp,
    watch::Told,
    words::{State, Validity},
};

use super::{
    entry::{Entry, symbol},
    naming::capital,
    scene::{Scene, day},
    told::told,
    when,
};
use crate::{
    office::{
        ActContent, Unreadable,
        receipts::{Receipts, known},
    },
    text::{Texts, say},
};

/// Between [`State::Deposited`] and [`State::Opened`] lies no state, but a receipt.
const DELIVERED: &str = "◒";

/// One handover in full, but for what its acts say under seal.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// What a list shows of it, and all that is owed.
    pub entry: Entry<'a>,
    /// Its name, and the offices and handovers to which it belongs.
    pub head: Vec<String>,
    /// Who has custody.
    pub custody: String,
    /// What is unusual about it.
    pub notes: Vec<String>,
    /// The course that it has opened: stage, visit, and who is responsible for what.
    pub course: Vec<String>,
    /// The five receipts, in order.
    pub receipts: Vec<Receipted>,
    /// Everything that happened, in order.
    pub timeline: Vec<Happening>,
}

/// One of the five receipts in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipted {
    /// Its symbol.
    pub symbol: &'static str,
    /// Its word: *Leveret*.
    pub name: String,
    /// When, and of a signature by whom. `None` while it has not come.
    pub when: Option<String>,
}

/// One act in a timeline in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When the server had it, in the zones of both offices where they differ.
    pub when: String,
    /// What was done.
    pub done: String,
    /// By whom, in whose name.
    pub who: String,
    /// What is unusual about it.
    pub notes: Vec<String>,
}

impl<'a> Page<'a> {
    /// The page of a handover as it stands now.
    #[must_use]
    pub fn of(handover: &'a Handover, scene: &Scene<'_>) -> Self {
        let entry = Entry::of(handover, scene);
        let events = handover.history.iter();
        Self {
            head: head(handover, scene),
            custody: custody(handover, scene),
            notes: notes(&entry, scene),
            course: entry
                .course
                .as_ref()
                .map(|it| course(it, scene))
                .unwrap_or_default(),
            receipts: receipts(handover, scene),
            timeline: events
                .map(|event| happening(event, handover, scene))
                .collect(),
            entry,
        }
    }
}

/// A time as the reader's office shows it, and as the other office does where it differs.
fn both_times(at: Timestamp, handover: &Handover, scene: &Scene<'_>) -> String {
    let here = scene.time(at);
    let mut shown = here.clone();
    for office in [&handover.from, &handover.to] {
        let there = at.local(scene.zone(office).time_zone());
        if there != here {
            let name = scene.office(office);
            let there = say!(scene.texts, "timeline-there", time = there, office = name);
            shown = format!("{shown} ({there})");
        }
    }
    shown
}

/// Whether what an act says names a CPR number, which is masked unless it is asked for.
#[must_use]
pub fn has_cpr(act: &ActContent) -> bool {
    let content = act.content.as_ref().and_then(|read| read.as_ref().ok());
    let child = content.and_then(Content::child);
    child.is_some_and(|child| matches!(child.cpr(), CprAnswer::Known(_)))
}

fn head(handover: &Handover, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let id = handover.id.short();
    let kind = texts.kind(handover.kind);
    let colour = texts.colour(handover.colour);
    let mut lines = vec![
        format!("{id}  {kind} · {colour}"),
        say!(texts, "show-from", office = scene.office(&handover.from)),
        say!(texts, "show-to", office = scene.office(&handover.to)),
    ];
    if let Some(before) = handover.relates_to {
        lines.push(say!(texts, "show-follows", id = before.short()));
    }
    for link in &handover.links {
        lines.push(say!(texts, "show-linked", id = link.short()));
    }
    if handover.version > 1 {
        let number = handover.version.to_string();
        lines.push(say!(texts, "show-version", number = number));
    }
    if handover.leg > 1 {
        let number = handover.leg.to_string();
        lines.push(say!(texts, "show-leg", number = number));
    }
    lines
}

fn custody(handover: &Handover, scene: &Scene<'_>) -> String {
    let custodian = scene.office(&handover.custodian);
    say!(scene.texts, "show-custody", office = custodian)
}

fn notes(entry: &Entry<'_>, scene: &Scene<'_>) -> Vec<String> {
    let (texts, handover) = (scene.texts, entry.handover);
    let mut lines = Vec::new();
    if entry.owed.is_empty() {
        lines.push(say!(texts, "show-ball-free"));
    }
    if handover.unconfirmed > 0 {
        let count = handover.unconfirmed;
        lines.push(say!(texts, "show-unconfirmed", count = count));
    }
    if let Some(pause) = handover.paused {
        let until = day(pause.until_day).unwrap_or_default();
        lines.push(say!(texts, "show-paused-until", day = until));
    }
    let events = handover.history.iter();
    let lost = events.filter(|event| event.effect == Effect::Conflict);
    lines.extend(lost.map(|event| format!("⚠ {}", does_not_hold(event, handover, scene))));
    lines
}

/// That what somebody has signed does not hold, and with whom to talk about it.
fn does_not_hold(event: &Event, handover: &Handover, scene: &Scene<'_>) -> String {
    say!(
        scene.texts,
        "show-conflict",
        who = scene.person(&event.author.person),
        done = scene.texts.done(event.verb),
        other = scene.short_office(scene.opposite(handover))
    )
}

fn course(course: &Course, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let mut lines = vec![scene.stage(course)];
    if let Some(visit) = course.visit.and_then(|visit| day(visit.day)) {
        lines.push(say!(texts, "course-visit", day = visit));
    }
    let treats = scene.office(&course.treatment);
    let answers = scene.office(&course.municipality);
    lines.push(say!(texts, "course-treatment", office = treats));
    lines.push(say!(texts, "course-authority", office = answers));
    if let Some((office, _)) = &course.asked_to_take_over {
        let asked = scene.office(office);
        lines.push(say!(texts, "course-asked", office = asked));
    }
    if course.no_shows > 0 {
        let count = course.no_shows;
        lines.push(say!(texts, "course-no-shows", count = count));
    }
    lines
}

fn receipts(handover: &Handover, scene: &Scene<'_>) -> Vec<Receipted> {
    let texts = scene.texts;
    let receipts = Receipts::of(handover);
    let row = |symbol, name, when| Receipted { symbol, name, when };
    let time = |at: Option<Timestamp>| at.map(|at| scene.time(at));
    let signed = receipts.acknowledged.map(|(at, person)| {
        let (time, person) = (scene.time(at), scene.person(&person));
        say!(texts, "receipt-by", time = time, person = person)
    });
    let (saved, sent) = (say!(texts, "receipt-saved"), say!(texts, "receipt-sent"));
    let delivered = say!(texts, "receipt-delivered");
    let opened = say!(texts, "receipt-opened");
    let acknowledged = say!(texts, "receipt-acknowledged");
    vec![
        row(symbol(State::Queued), saved, time(receipts.saved)),
        row(symbol(State::Deposited), sent, time(receipts.sent)),
        row(DELIVERED, delivered, time(receipts.delivered)),
        row(symbol(State::Opened), opened, time(receipts.opened)),
        row(symbol(State::Acknowledged), acknowledged, signed),
    ]
}

fn happening(event: &Event, handover: &Handover, scene: &Scene<'_>) -> Happening {
    let texts = scene.texts;
    let office = scene.office(&event.author.office);
    let who = match event.author.capacity {
        Capacity::Machine if event.author.office == server::office() => office,
        Capacity::Machine => say!(texts, "timeline-machine", office = office),
        Capacity::Person => {
            let person = scene.person(&event.author.person);
            say!(texts, "timeline-by", person = person, office = office)
        }
    };
    let mut notes = Vec::new();
    let zone = scene.own_zone();
    if let Some(made) = event.made_another_day(&zone) {
        let made = when::moment(made, scene.now, &zone, texts).full;
        notes.push(say!(texts, "timeline-made", time = made));
    }
    if event.position.is_none() {
        notes.push(say!(texts, "timeline-unconfirmed"));
    }
    match event.effect {
        Effect::Moved => {}
        // What never moves anything need not say that it did not.
        Effect::Fact if table::is_fact_by_nature(event.verb) => {}
        Effect::Fact => notes.push(say!(texts, "timeline-fact")),
        Effect::Conflict => notes.push(say!(texts, "timeline-conflict")),
        Effect::FirstSignature => notes.push(say!(texts, "timeline-first")),
    }
    let counts = event.position.map(|position| position.validity);
    let counts = counts.filter(|counts| *counts != Validity::InTime);
    notes.extend(counts.map(|counts| texts.validity(counts)));
    Happening {
        when: both_times(known(event), handover, scene),
        done: handover.told_by(event.act).map_or_else(
            || texts.done(event.verb),
            |(concern, rung, at)| {
                let sides = [&handover.from, &handover.to];
                let who = Told::of(scene.directory, (concern, rung), sides, at);
                capital(&told(&who, rung, scene))
            },
        ),
        who,
        notes,
    }
}

impl Texts {
    /// Why an envelope cannot be read, and whose move it is.
    #[must_use]
    pub fn unreadable(&self, why: Unreadable) -> String {
        match why {
            Unreadable::NotForUs => say!(self, "unreadable-not-for-us"),
            Unreadable::Damaged | Unreadable::Malformed => say!(self, "unreadable-damaged"),
            Unreadable::TooLarge => say!(self, "unreadable-too-large"),
            Unreadable::UnknownFormat => say!(self, "unreadable-newer"),
            Unreadable::NotNamed => say!(self, "unreadable-not-named"),
            Unreadable::Destroyed => say!(self, "unreadable-destroyed"),
            Unreadable::ForeignRecipient
            | Unreadable::OtherAct
            | Unreadable::Commitment
            | Unreadable::Attachments
            | Unreadable::OtherKind
            | Unreadable::Recipients
            | Unreadable::Original => say!(self, "unreadable-not-as-signed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        handover::{Concern, Sent, Signature, WatchRecord},
        hash::Hash,
        words::{Duty, Rung},
    };

    use super::*;
    use crate::{face::samples::Stage, text::tests::danish};

    #[test]
    fn who_signed_what_does_not_hold_is_told_what_to_do_about_it() {
        let stage = Stage::new();
        let texts = danish();
        let crossed = stage.crossed(1);
        let page = Page::of(&crossed, &stage.at_team(&texts));
        let note = page
            .notes
            .iter()
            .find(|note| note.starts_with('⚠'))
            .unwrap();
        assert!(
            note.contains("skrev under på »Accepteret«, men det gælder ikke"),
            "{note}"
        );
        assert!(note.contains("aftal med Nanortalik"), "{note}");
    }

    #[test]
    fn g7_what_was_signed_without_a_connection_shows_both_days() {
        let stage = Stage::new();
        let texts = danish();
        let mut signed = stage.referral(1, State::Acknowledged);
        let scene = stage.at_team(&texts);
        let same_day = Page::of(&signed, &scene);
        let notes = |page: &Page<'_>| page.timeline.last().unwrap().notes.join(" ");
        assert!(!notes(&same_day).contains("underskrevet"));
        let event = signed.history.last_mut().unwrap();
        event.claimed = event.claimed.plus_days(-3);
        let (made, deposited) = (event.claimed, event.position.unwrap().deposited);
        let page = Page::of(&signed, &scene);
        let made_on = when::moment(made, scene.now, &scene.own_zone(), &texts).full;
        let said = notes(&page);
        assert!(said.contains(&made_on), "{said}");
        let last = page.timeline.last().unwrap();
        assert!(last.when.contains(&scene.time(deposited)), "{}", last.when);
        // The same for programs and on paper.
        let json =
            crate::cli::json::page(&signed, &[], crate::face::document::Mask::Masked, &scene);
        let told = json["timeline"].as_array().unwrap().last().unwrap();
        assert_eq!(told["claimed"], made.to_string());
        assert_eq!(told["deposited"], deposited.to_string());
        let blocks = format!("{:?}", crate::paper::happened::section(&signed, &scene));
        assert!(blocks.contains(&made_on), "{blocks}");
    }

    #[test]
    fn g3_what_the_watch_has_told_says_to_whom_and_to_whom_it_could_not() {
        let stage = Stage::new();
        let texts = danish();
        let mut handover = stage.crossed(1);
        let event = handover.history.last().unwrap().clone();
        let concern = Concern {
            owner: handover.to.clone(),
            duty: Duty::Receipt,
            since: event.claimed,
        };
        let mut record = WatchRecord::about(concern.clone());
        record.sent.push(Sent {
            rung: Rung::Leaders,
            by: Signature {
                act: event.act,
                hash: Hash::ZERO,
                office: event.author.office.clone(),
                person: event.author.person,
                device: event.author.device,
                index: None,
                at: event.claimed,
            },
        });
        handover.watch_records.insert(concern, record);
        let page = Page::of(&handover, &stage.at_team(&texts));
        let last = page.timeline.last().unwrap();
        assert_eq!(
            last.done,
            "Sagt til Administrationen, kunne ikke siges til en leder i kujalleq (der er ingen) og en \
             leder i socialstyrelsen (der er ingen)"
        );
    }
}
