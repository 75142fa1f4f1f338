//! The overview: how late something is, and whom to ring.

use stafet_shared::{
    id::HandoverId,
    overview::{OwedEnd, OwedItem, Tally},
    party::{OfficeId, directory::Phone},
    time::{MS_PER_HOUR, Timestamp},
    watch::{Unheard, gaps},
};

use super::{
    attention::{Noticed, noticed},
    offices::{self, OfficeLine},
    owed::Owed,
    scene::Scene,
};
use crate::text::say;

/// Hours from which on a delay is counted in days.
const DAYS_FROM_HOURS: i64 = 48;
const HOURS_PER_DAY: i64 = 24;

/// What is owed everywhere, as the server tells it.
#[derive(Clone, Debug)]
pub struct Overview<'a> {
    /// The server's present.
    pub as_of: Timestamp,
    /// How much is owed in all, whatever part was asked for.
    pub tallies: &'a [Tally],
    /// What was asked for, the earliest deadline first.
    pub lines: Vec<Line<'a>>,
    /// Every office.
    pub offices: Vec<OfficeLine>,
    /// Of whom the ladder knows nobody.
    pub gaps: Vec<Unheard>,
    /// What stands out beside deadlines.
    pub attention: Vec<Noticed>,
}

impl<'a> Overview<'a> {
    /// What the server has answered, with what the directory knows about offices.
    #[must_use]
    pub fn of(items: &'a [OwedItem], end: &'a OwedEnd, scene: &Scene<'a>) -> Self {
        let lines = items.iter().map(|item| Line::of(item, end.as_of, scene));
        Self {
            as_of: end.as_of,
            tallies: &end.tallies,
            lines: lines.collect(),
            offices: offices::all(scene, end),
            gaps: gaps(scene.directory, end.as_of),
            attention: noticed(items, end.as_of, scene),
        }
    }
}

/// One line of the overview.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// As the server tells it.
    pub item: &'a OwedItem,
    /// What is owed.
    pub owed: Owed,
    /// Who has to be rung up about it, if somebody has to.
    pub call: Option<Call<'a>>,
}

/// An office that has to be rung up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// About which handover.
    pub about: HandoverId,
    /// Who has to be rung up.
    pub office: &'a OfficeId,
    /// The number in its signed staffing.
    pub phone: Option<&'a Phone>,
}

impl<'a> Line<'a> {
    /// What the server has told, whose present was `now`.
    #[must_use]
    pub fn of(item: &'a OwedItem, now: Timestamp, scene: &Scene<'a>) -> Self {
        let owed = Owed::of_item(item, now, scene);
        // Nobody has to ring while somebody has it in hand.
        let must = item.has_to_be_called(now) && owed.known.held.is_none();
        let staffing = scene.directory.staffing(&item.owner);
        let call = must.then(|| Call {
            about: item.handover,
            office: &item.owner,
            phone: staffing.and_then(|it| it.phone.as_ref()),
        });
        Self { item, owed, call }
    }

    /// How long ago the deadline passed.
    #[must_use]
    pub fn late(&self, now: Timestamp, scene: &Scene<'_>) -> Option<String> {
        if !self.owed.overdue {
            return None;
        }
        let late_ms = now.ms_since(self.item.due);
        let hours = late_ms.checked_div(MS_PER_HOUR).unwrap_or(0);
        Some(if hours < DAYS_FROM_HOURS {
            say!(scene.texts, "overview-late-hours", hours = hours)
        } else {
            let days = hours.checked_div(HOURS_PER_DAY).unwrap_or(0);
            say!(scene.texts, "overview-late-days", days = days)
        })
    }
}

/// One office that has to be rung up, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring<'a> {
    /// Who has to be rung up.
    pub office: &'a OfficeId,
    /// The office's telephone number, if it has said one.
    pub phone: Option<&'a Phone>,
    /// About what, in the order of deadlines.
    pub about: Vec<HandoverId>,
}

impl<'a> Overview<'a> {
    /// The offices that have to be rung up, each once.
    #[must_use]
    pub fn rings(&self) -> Vec<Ring<'a>> {
        let mut rings: Vec<Ring<'a>> = Vec::new();
        for call in self.lines.iter().filter_map(|line| line.call.as_ref()) {
            let known = rings.iter_mut().find(|ring| ring.office == call.office);
            match known {
                Some(ring) => ring.about.push(call.about),
                None => rings.push(Ring {
                    office: call.office,
                    phone: call.phone,
                    about: vec![call.about],
                }),
            }
        }
        rings
    }
}

impl Ring<'_> {
    /// Whom to ring, on which number, about how much and what.
    #[must_use]
    pub fn sentence(&self, scene: &Scene<'_>) -> String {
        let (texts, office, count) = (scene.texts, scene.office(self.office), self.about.len());
        let ids: Vec<String> = self.about.iter().map(HandoverId::short).collect();
        let ids = ids.join(", ");
        match self.phone.map(Phone::as_str) {
            Some(phone) => say!(
                texts,
                "overview-call",
                office = office,
                phone = phone,
                count = count,
                ids = ids
            ),
            None => say!(
                texts,
                "overview-call-unknown",
                office = office,
                count = count,
                ids = ids
            ),
        }
    }
}
