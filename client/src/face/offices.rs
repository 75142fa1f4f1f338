//! The offices of an overview: who is there, who stands in, and what is known to be down.

use stafet_shared::{
    calendar::day_of,
    overview::OwedEnd,
    party::{OfficeId, directory::Staffing},
    time::Timestamp,
    words::OutageCause,
};

use super::scene::Scene;

/// What an overview says about one office. What is not known is `None`.
#[derive(Clone, Debug)]
pub struct OfficeLine {
    /// The office that it is about.
    pub id: OfficeId,
    /// How many devices serve it.
    pub devices: usize,
    /// When one of them was last heard of.
    pub heard: Option<Timestamp>,
    /// The office that stands in for it.
    pub deputy: Option<OfficeId>,
    /// Its own telephone number.
    pub phone: Option<String>,
    /// The first and the last day of an absence that is not over, in days since 1970-01-01.
    pub away: Option<(i32, i32)>,
    /// What is down, and until when if that is known.
    pub outage: Option<(OutageCause, Option<Timestamp>)>,
}

/// Every office, in the order of their ids.
pub fn all(scene: &Scene<'_>, end: &OwedEnd) -> Vec<OfficeLine> {
    let offices = scene.directory.offices();
    offices.map(|(id, _)| line(id, scene, end)).collect()
}

fn line(id: &OfficeId, scene: &Scene<'_>, end: &OwedEnd) -> OfficeLine {
    let now = end.as_of;
    let directory = scene.directory;
    let staffing: Option<&Staffing> = directory.staffing(id);
    let serving = directory.members(id).filter(|(_, _, it)| it.covers(now));
    let today = day_of(scene.zone(id).day(now));
    let outage = directory.outage(id, now);
    OfficeLine {
        id: id.clone(),
        devices: serving.count(),
        heard: end.heard.get(id).copied(),
        deputy: staffing.and_then(|it| it.deputy.clone()),
        phone: staffing.and_then(|it| Some(it.phone.as_ref()?.to_string())),
        away: staffing
            .and_then(|it| it.away)
            .filter(|(_, last)| *last >= today),
        outage: outage.map(|it| (it.cause, it.until)),
    }
}
