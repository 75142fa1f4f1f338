//! How an office is staffed, and how that changes.

use jiff::civil::Date;
use stafet_shared::{
    calendar::{Hours, Zone, day_of},
    id::ActId,
    party::{
        OfficeId,
        directory::{Phone, Staffing, Statement},
    },
    time::Timestamp,
};

use crate::{
    office::{Office, OfficeError},
    store::Store,
};

/// What something is to be from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// There is none any more.
    Nothing,
    /// There is this one.
    To(T),
}

impl<T> Change<T> {
    /// What holds after a change that may not have been asked for.
    fn over(change: Option<Self>, before: Option<T>) -> Option<T> {
        match change {
            None => before,
            Some(Self::Nothing) => None,
            Some(Self::To(new)) => Some(new),
        }
    }
}

/// What changes about an office's staffing; what is left out stays as it was.
#[derive(Clone, Debug)]
pub struct Restaffing {
    /// The office.
    pub office: OfficeId,
    /// The office that stands in for it.
    pub deputy: Option<Change<OfficeId>>,
    /// Its hours.
    pub hours: Option<Hours>,
    /// The day from whose beginning new hours count; tomorrow if none is named.
    pub from: Option<Date>,
    /// Where days begin.
    pub zone: Zone,
    /// The first and the last day on which nobody is there.
    pub away: Option<Change<(Date, Date)>>,
    /// Its own public telephone number.
    pub phone: Option<Change<Phone>>,
}

impl Restaffing {
    /// The staffing afterwards. Only new hours have to wait for a day.
    fn after(self, before: Option<&Staffing>, now: Timestamp) -> Staffing {
        let had = before.map_or(Hours::Office, |it| it.hours);
        let hours = self.hours.unwrap_or(had);
        let today = self.zone.day(now);
        let tomorrow = today.tomorrow().unwrap_or(today);
        let from = match (self.from, before) {
            (Some(day), _) => self.zone.beginning(day),
            (None, _) if hours != had => self.zone.beginning(tomorrow),
            (None, Some(before)) => before.from,
            (None, None) => now,
        };
        let away = self.away.map(|change| match change {
            Change::Nothing => Change::Nothing,
            Change::To((first, last)) => Change::To((day_of(first), day_of(last))),
        });
        Staffing {
            office: self.office,
            deputy: Change::over(self.deputy, before.and_then(|it| it.deputy.clone())),
            hours,
            from,
            away: Change::over(away, before.and_then(|it| it.away)),
            phone: Change::over(self.phone, before.and_then(|it| it.phone.clone())),
        }
    }
}

impl<S: Store> Office<S> {
    /// Changes how an office is staffed, on top of what this profile has said already.
    ///
    /// # Errors
    /// When an office is not there, its hours would change in the past, or this is no
    /// administrator's profile.
    pub async fn staff(&mut self, change: Restaffing) -> Result<ActId, OfficeError> {
        self.decide(|office| {
            let directory = office.view.expected_directory();
            let directory = directory.ok_or(OfficeError::NoDirectory)?;
            let before = directory.staffing(&change.office);
            let staffing = change.clone().after(before, office.clock.now());
            office.state(Statement::Staffing(staffing), None)
        })
        .await
    }
}
