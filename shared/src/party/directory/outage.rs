//! Outages: offices that cannot be reached. They silence notices and move no deadline.

use std::collections::BTreeSet;

use super::{Directory, StatementError};
pub use crate::{id::OutageId, words::OutageCause};
use crate::{id::PersonId, party::OfficeId, time::Timestamp, words::Role};

/// The most offices that one outage names.
pub const OUTAGE_OFFICES_MAX: usize = 64;

/// The last day of an outage is at most so many days after its first: then it is renewed by another,
/// or over. Nobody silences an office for ever.
pub const OUTAGE_DAYS_MAX: i64 = 7;

/// Offices cannot be reached for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Names it.
    pub id: OutageId,
    /// Which offices, each once; none means everybody.
    pub offices: Vec<OfficeId>,
    /// From this instant on they cannot be reached.
    pub from: Timestamp,
    /// Until when: at most [`OUTAGE_DAYS_MAX`] days. One without an end is refused.
    pub until: Option<Timestamp>,
    /// What has failed, as far as is known.
    pub cause: OutageCause,
}

/// An outage and who stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredOutage {
    /// What was declared.
    pub outage: Outage,
    /// Who declared it.
    pub declared_by: PersonId,
    /// Who has said the same; before that it has no effect.
    pub confirmed_by: Option<PersonId>,
    /// Since when somebody has said that it is over.
    pub ended: Option<Timestamp>,
}

impl DeclaredOutage {
    /// When it is over, as far as is known.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        let ends = [self.outage.until, self.ended];
        ends.into_iter().flatten().min()
    }

    /// Whether two persons have declared it and it is going on.
    #[must_use]
    pub fn is_running(&self, now: Timestamp) -> bool {
        let has_begun = self.confirmed_by.is_some() && self.outage.from <= now;
        has_begun && self.end().is_none_or(|end| now < end)
    }
}

/// That an office has to renew an outage or to end it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageOwed {
    /// Which outage.
    pub outage: OutageId,
    /// The office in whose name it was declared.
    pub owner: OfficeId,
    /// Since when: its last day.
    pub since: Timestamp,
    /// Until when: then it is over by itself.
    pub due: Timestamp,
}

impl Directory {
    /// What is owed about outages: on its last day whoever has declared one says that it goes on, or
    /// that it is over. An administrator who is no more leaves it to those of the whole deployment.
    #[must_use]
    pub fn outages_owed(&self, now: Timestamp) -> Vec<OutageOwed> {
        let running = self.outages().filter(|(_, it)| it.is_running(now));
        let owed = running.filter_map(|(id, declared)| {
            let due = declared.end()?;
            let since = due.plus_days(-1).max(declared.outage.from);
            (since <= now).then(|| OutageOwed {
                outage: *id,
                owner: self.administrators_office(declared.declared_by, now),
                since,
                due,
            })
        });
        owed.collect()
    }

    fn administrators_office(&self, person: PersonId, now: Timestamp) -> OfficeId {
        let devices = self.devices().filter(|(_, device)| device.person == person);
        let mut places = devices.flat_map(|(_, device)| &device.memberships);
        let place = places.find(|it| it.role == Role::Administrator && it.covers(now));
        place.map_or_else(OfficeId::root_administration, |it| it.office.clone())
    }

    /// The outage that an office is in.
    #[must_use]
    pub fn outage(&self, office: &OfficeId, now: Timestamp) -> Option<&Outage> {
        let concerns =
            |outage: &Outage| outage.offices.is_empty() || outage.offices.contains(office);
        self.outages
            .values()
            .find(|declared| declared.is_running(now) && concerns(&declared.outage))
            .map(|declared| &declared.outage)
    }

    /// Every outage that was ever declared, by id.
    pub fn outages(&self) -> impl Iterator<Item = (&OutageId, &DeclaredOutage)> {
        self.outages.iter()
    }

    pub(super) fn declare_outage(&mut self, outage: &Outage, by: PersonId) {
        self.outages
            .entry(outage.id)
            .and_modify(|declared| declared.confirmed_by = Some(by))
            .or_insert_with(|| DeclaredOutage {
                outage: outage.clone(),
                declared_by: by,
                confirmed_by: None,
                ended: None,
            });
    }

    pub(super) fn end_outage(&mut self, id: OutageId, at: Timestamp) {
        if let Some(declared) = self.outages.get_mut(&id) {
            declared.ended = Some(at);
        }
    }

    pub(super) fn check_outage(&self, outage: &Outage, by: PersonId) -> Result<(), StatementError> {
        let distinct: BTreeSet<&OfficeId> = outage.offices.iter().collect();
        if outage.offices.len() > OUTAGE_OFFICES_MAX || distinct.len() < outage.offices.len() {
            return Err(StatementError::Offices);
        }
        if !distinct.iter().all(|office| self.office(office).is_some()) {
            return Err(StatementError::UnknownOffice);
        }
        let until = outage.until.ok_or(StatementError::Endless)?;
        if until <= outage.from {
            return Err(StatementError::Backwards);
        }
        // The end of its last day.
        let longest = OUTAGE_DAYS_MAX.saturating_add(1);
        if outage.from.plus_days(longest) < until {
            return Err(StatementError::Endless);
        }
        match self.outages.get(&outage.id) {
            None => Ok(()),
            Some(known) if known.outage != *outage || known.confirmed_by.is_some() => {
                Err(StatementError::Exists)
            }
            Some(known) if known.declared_by == by => Err(StatementError::OwnOutage),
            Some(known) if known.ended.is_some() => Err(StatementError::Over),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn check_end(&self, id: OutageId, at: Timestamp) -> Result<(), StatementError> {
        let known = self.outages.get(&id).ok_or(StatementError::UnknownOutage)?;
        if known.end().is_some_and(|end| end <= at) {
            Err(StatementError::Over)
        } else {
            Ok(())
        }
    }
}
