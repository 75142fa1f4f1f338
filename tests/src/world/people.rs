//! Who lives in World: four offices of three organisations, two devices in each; an office that
//! nobody has joined yet; and two administrators, each in an office of her own.

use stafet_shared::{party::OfficeId, words::Role};

use super::administrators::{SECOND, WATCH_OFFICE};
use crate::{
    deployment::{Deployment, Newcomer, office_id},
    offices::{Office, Organisation},
    platform::Platform,
};

/// Somebody with a device.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) label: String,
    pub(super) office: OfficeId,
}

/// The caseworker who refers.
pub(super) const SENDER: &str = "kujalleq/nanortalik";
/// The team.
pub(super) const TEAM: &str = "socialstyrelsen/rejsehold";
/// The office far away.
pub(super) const FAR: &str = "avannaata/upernavik";

/// Another office of the team's organisation.
pub(super) const CLINIC: &str = "socialstyrelsen/killiliisa";
/// The office that nobody has joined when a run begins.
pub(super) const EMPTY: &str = "avannaata/qaanaaq";
/// Every office.
pub(super) const OFFICES: [&str; 5] = [SENDER, TEAM, CLINIC, FAR, EMPTY];
/// The organisation of the team and the clinic, which answers for no child.
const AGENCY: &str = "socialstyrelsen";

const CAST: [(&str, &str, Role); 8] = [
    ("caseworker", SENDER, Role::Caseworker),
    ("leader", SENDER, Role::Leader),
    ("psychologist", TEAM, Role::Psychologist),
    ("team leader", TEAM, Role::Leader),
    ("clinician", CLINIC, Role::Psychologist),
    ("clinic leader", CLINIC, Role::Leader),
    ("far", FAR, Role::Caseworker),
    ("far leader", FAR, Role::Leader),
];

/// Enters the offices and enrols everybody, over a network that works.
pub(super) async fn settle<P: Platform>(deployment: &mut Deployment<P>) -> Vec<Person> {
    deployment
        .add_offices(&organisations())
        .await
        .expect("a fresh directory");
    let newcomers = CAST.map(|(label, office, role)| Newcomer {
        label,
        office,
        role,
        name: label,
    });
    deployment.enrol(&newcomers).await;
    let second = Newcomer {
        label: SECOND,
        office: WATCH_OFFICE,
        role: Role::Administrator,
        name: SECOND,
    };
    deployment.enrol(&[second]).await;
    // The first of an office hands its key to the second, who takes it and is at work.
    for (label, ..) in CAST.iter().step_by(2).chain(CAST.iter().skip(1).step_by(2)) {
        deployment.sync(label).await.expect("a network that works");
    }
    CAST.iter()
        .map(|(label, office, _)| Person {
            label: (*label).to_owned(),
            office: office_id(office),
        })
        .collect()
}

fn organisations() -> Vec<Organisation> {
    let mut organisations: Vec<Organisation> = Vec::new();
    for office in OFFICES.into_iter().chain([WATCH_OFFICE]) {
        let id = office_id(office).organisation().as_str().to_owned();
        let entry = Office {
            id: office.to_owned(),
            name: office.to_owned(),
            time_zone: "America/Nuuk".to_owned(),
            administrators: office == WATCH_OFFICE,
        };
        match organisations.iter_mut().find(|it| it.id == id) {
            Some(known) => known.offices.push(entry),
            None => organisations.push(Organisation {
                name: id.clone(),
                kind: if id == AGENCY {
                    "agency"
                } else {
                    "municipality"
                }
                .to_owned(),
                id,
                offices: vec![entry],
            }),
        }
    }
    organisations
}
