//! A half-year of a realistic deployment, to write reports about: 108 courses, five
//! municipalities, and everything that goes between offices. Nobody in it exists.

use std::collections::BTreeMap;

use jiff::civil::date;
use stafet_client::{
    report::{self, Format, Printer, Question, Setting},
    text::{Language, Texts},
};
use stafet_shared::{
    id::{HandoverId, ID_BYTES},
    party::OfficeId,
    report::{CourseFact, Fact, Period, Thresholds, round::Round},
    time::{MS_PER_HOUR, Timestamp},
    words::{Colour, Kind, Stage, State},
};

use crate::offices;

/// Placed children whose cases a review round goes through.
pub const PLACED: usize = 108;

const TEAM: &str = "socialstyrelsen/rejsehold";
/// The municipal offices with the number of their courses: 108 together.
const MUNICIPALITIES: [(&str, usize); 7] = [
    ("avannaata/ilulissat", 17),
    ("avannaata/upernavik", 3),
    ("kujalleq/qaqortoq", 16),
    ("qeqertalik/aasiaat", 11),
    ("qeqqata/sisimiut", 20),
    ("sermersooq/nuuk", 34),
    ("sermersooq/tasiilaq", 7),
];
/// How many handovers of which kind go to each municipal office, and how many of ten are late.
const TO_MUNICIPALITIES: [(Kind, usize, usize); 3] = [
    (Kind::Notification, 6, 1),
    (Kind::ClosingReport, 9, 3),
    (Kind::InterimReport, 5, 0),
];

/// When the reports are written: two in the afternoon in Nuuk, on the third of July 2026.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_unix_ms(1_783_090_800_000)
}

/// The names of all offices.
#[must_use]
pub fn names() -> BTreeMap<OfficeId, String> {
    let offices = offices::all().into_iter().flat_map(|it| it.offices);
    offices.map(|it| (office(&it.id), it.name)).collect()
}

/// The status note on the first half of 2026.
///
/// # Panics
/// Never: the days are in order.
#[must_use]
pub fn status_note() -> Question {
    Question::StatusNote {
        period: Period::new(date(2026, 1, 1), date(2026, 6, 30)).unwrap(),
        thresholds: Thresholds::default(),
    }
}

/// A review round in the middle.
///
/// # Panics
/// Never: the days are in order.
#[must_use]
pub fn review_round() -> Question {
    let period = Period::new(date(2026, 6, 1), date(2026, 7, 31)).unwrap();
    Question::ReviewRound {
        round: Round { number: 2, period },
        thresholds: Thresholds::default(),
    }
}

/// A report in Danish.
///
/// # Panics
/// When it cannot be written.
#[must_use]
pub fn written(
    (facts, names): (&[Fact], &BTreeMap<OfficeId, String>),
    question: &Question,
    format: Format,
) -> Vec<u8> {
    let texts = Texts::new(Language::Danish).unwrap();
    let setting = Setting {
        texts: &texts,
        names,
        printer: &Printer {
            office: "Overdragelsesvagten".to_owned(),
            person: "Vera Vagt".to_owned(),
        },
        now: now(),
        format,
    };
    let mut bytes = Vec::new();
    report::write(facts, question, &setting, &mut bytes).unwrap();
    bytes
}

/// All handovers of the half-year.
#[must_use]
pub fn facts() -> Vec<Fact> {
    let mut facts = Vec::new();
    for (municipality, courses) in MUNICIPALITIES {
        for number in 0..courses {
            let mut referral = sent((Kind::Referral, municipality, TEAM), number, 1);
            referral.state = State::Closed;
            referral.closed = referral.acknowledged;
            referral.course = Some(course(municipality, number));
            facts.push(referral);
            let information = (Kind::CaseInformation, municipality, TEAM);
            facts.push(sent(information, number, 2));
        }
        for (kind, most, late) in TO_MUNICIPALITIES {
            for number in 0..most.min(courses) {
                facts.push(sent((kind, TEAM, municipality), number, late));
            }
        }
    }
    facts
}

/// The `number`th handover of its kind between two offices; of ten in a row so many are late.
fn sent((kind, from, to): (Kind, &str, &str), number: usize, late: usize) -> Fact {
    let days = i64::try_from(number).unwrap_or_default();
    let sent = now().plus_days(-8 - 5 * days);
    let is_late = number % 10 < late;
    // Of those that are late, every other one is still unsigned.
    let acknowledged = match (is_late, number % 2) {
        (true, 0) => None,
        (true, _) => Some(90 + days),
        (false, _) => Some(3 + days),
    };
    let ack_due = sent.plus_days(3);
    let open = acknowledged.is_none();
    Fact {
        handover: HandoverId::from_bytes([7; ID_BYTES]),
        kind,
        colour: Colour::Yellow,
        from: office(from),
        to: office(to),
        state: if open { State::Opened } else { State::Closed },
        sent,
        ack_due,
        acknowledged: acknowledged.map(|hours| sent.plus_ms(hours * MS_PER_HOUR)),
        owner: open.then(|| office(to)),
        due: open.then_some(ack_due),
        closed: acknowledged.map(|hours| sent.plus_ms(hours * MS_PER_HOUR)),
        course: None,
    }
}

fn course(municipality: &str, number: usize) -> CourseFact {
    // Every stage but the last is met, the later ones more often.
    let stages = [
        Stage::Waiting,
        Stage::VisitPlanned,
        Stage::Treatment,
        Stage::Treatment,
        Stage::ReportSent,
        Stage::ReportAcknowledged,
        Stage::ReportAcknowledged,
        Stage::FollowUpUnderWay,
    ];
    let stage = stages[number % stages.len()];
    let decided = stage == Stage::FollowUpUnderWay;
    let overdue = number.is_multiple_of(3);
    let due = now().plus_days(if overdue { -20 } else { 20 });
    CourseFact {
        municipality: office(municipality),
        stage,
        since: now().plus_days(-30),
        follow_up_decided: decided,
        checks: 0,
        follow_up_due: (decided || stage == Stage::ReportAcknowledged).then_some(due),
        reviewed_in_round: (number % 5 < 3).then_some(2),
    }
}

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}
