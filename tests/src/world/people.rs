//! Who lives in World: a municipal office with a caseworker and a leader, the team with two
//! devices, and an office far away.

use stafet_shared::party::{OfficeId, Role};

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

const CAST: [(&str, &str, Role); 5] = [
    ("caseworker", SENDER, Role::Caseworker),
    ("leader", SENDER, Role::Leader),
    ("psychologist", TEAM, Role::Psychologist),
    ("coordinator", TEAM, Role::Coordinator),
    ("far", FAR, Role::Caseworker),
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
    // The first of an office hands its key to the second, who takes it and is at work.
    for label in ["caseworker", "psychologist", "leader", "coordinator"] {
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
    [SENDER, TEAM, FAR]
        .into_iter()
        .map(|office| Organisation {
            id: office_id(office).organisation().as_str().to_owned(),
            name: office.to_owned(),
            kind: "municipality".to_owned(),
            offices: vec![Office {
                id: office.to_owned(),
                name: office.to_owned(),
                time_zone: "America/Nuuk".to_owned(),
                administrators: false,
            }],
        })
        .collect()
}
