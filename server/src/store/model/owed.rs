//! The model's answers about what is owed, with the database's order.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use stafet_shared::{
    id::HandoverId,
    overview::{Place, Tally},
    time::Timestamp,
    words::List,
};

use super::{
    super::{HandoverRow, OwedRow, Owes, Page, Ripe},
    tables::{Tables, whole},
};

impl Tables {
    pub(super) fn of_course(&self, course: HandoverId) -> Vec<HandoverId> {
        let rows = self.standing().values();
        rows.filter(|row| row.course == Some(course))
            .map(|row| row.id)
            .collect()
    }

    pub(super) fn ids(&self, page: Page<HandoverId>) -> Vec<HandoverId> {
        let first = page.after.map_or(Bound::Unbounded, Bound::Excluded);
        let rows = self.standing().range((first, Bound::Unbounded));
        rows.take(whole(page.limit)).map(|(id, _)| *id).collect()
    }

    pub(super) fn facts(&self, page: Page<HandoverId>) -> Vec<(HandoverRow, Option<Timestamp>)> {
        let ids = self.ids(page).into_iter();
        ids.filter_map(|id| {
            let owed = self.owed.get(&id).into_iter().flatten();
            let follow_up = owed.filter(|row| row.list == List::FollowUp);
            let due = follow_up.map(|row| row.due).min();
            Some((self.standing().get(&id)?.clone(), due))
        })
        .collect()
    }

    pub(super) fn owed(&self, which: &Owes, page: Page<Place>) -> Vec<(OwedRow, HandoverRow)> {
        let after = page.after.unwrap_or_else(Place::start);
        let mut rows: Vec<(Place, &OwedRow)> = self
            .every_owed()
            .map(|(handover, row)| (row.place(handover), row))
            .filter(|(place, row)| *place > after && is_asked_for(which, place.handover, row))
            .collect();
        rows.sort_by_key(|(place, _)| *place);
        rows.into_iter()
            .filter_map(|(place, row)| {
                let handover = self.standing().get(&place.handover)?;
                Some((row.clone(), handover.clone()))
            })
            .take(whole(page.limit))
            .collect()
    }

    pub(super) fn tally(&self, now: Timestamp) -> Vec<Tally> {
        let mut tallies: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
        for (handover, row) in self.every_owed() {
            let Some(handover) = self.standing().get(&handover) else {
                continue;
            };
            let tally = tallies
                .entry((row.list.name(), handover.kind.name()))
                .or_insert(Tally {
                    list: row.list,
                    kind: handover.kind,
                    open: 0,
                    overdue: 0,
                });
            tally.open = tally.open.saturating_add(1);
            tally.overdue = tally.overdue.saturating_add(u64::from(row.due < now));
        }
        tallies.into_values().collect()
    }

    pub(super) fn ripe(&self, now: Timestamp, page: Page<Ripe>) -> Vec<Ripe> {
        let next = |(id, row): (HandoverId, &OwedRow)| {
            let (_, since) = row.next?;
            Some(Ripe { since, id })
        };
        let ripe: BTreeSet<Ripe> = self
            .every_owed()
            .filter_map(next)
            .filter(|ripe| ripe.since <= now && page.after.is_none_or(|after| *ripe > after))
            .collect();
        ripe.into_iter().take(whole(page.limit)).collect()
    }

    pub(super) fn next_ripe(&self) -> Option<Timestamp> {
        let next = self.every_owed().filter_map(|(_, row)| row.next);
        next.map(|(_, at)| at).min()
    }

    fn every_owed(&self) -> impl Iterator<Item = (HandoverId, &OwedRow)> {
        self.owed
            .iter()
            .flat_map(|(handover, rows)| rows.iter().map(|row| (*handover, row)))
    }
}

fn is_asked_for(which: &Owes, handover: HandoverId, row: &OwedRow) -> bool {
    which.list.is_none_or(|list| list == row.list)
        && which.owner.as_ref().is_none_or(|it| *it == row.owner)
        && which.about.is_none_or(|about| about == handover)
        && which.due_before.is_none_or(|before| row.due < before)
}
