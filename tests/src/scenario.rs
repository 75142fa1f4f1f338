//! Scenarios: what people live through, told once for every platform.
//!
//! Each scenario takes a [`Scene`] that has just begun, plays, and panics when anything is
//! otherwise than promised. An office that is offline is one that does not sync; time passes by
//! [`Platform::pass`] alone.

mod attached;
mod awkward;
mod copies;
mod course;
mod crash;
mod declined;
mod disk;
mod draft;
mod referral;
mod silence;

use std::{collections::BTreeMap, time::Duration};

use stafet_client::{
    office::{Deed, Draft, Office, OfficeError},
    store::{ActRow, Store as _},
    sync::{self, Files, Report},
};
use stafet_shared::{
    act::Act,
    content::Content,
    handover::{Handover, ReceiptKind},
    id::HandoverId,
    sign::Signed,
    words::{Colour, Kind, Role},
};

pub use self::{
    attached::{
        a_file_that_comes_wrong_is_dropped_and_counted,
        a_file_that_never_comes_and_one_that_is_not_as_described,
        files_come_after_the_text_and_are_the_same,
        files_that_are_kept_back_wait_until_they_may_go_on,
    },
    awkward::{AWKWARD_DAYS, HEAD, all_that_is_awkward_stands_open},
    copies::{COLLEAGUE, b3_what_is_attested_as_destroyed_is_in_no_profile},
    course::{
        a1_the_file_follows_a_child_that_is_taken_over,
        the_municipality_knows_of_everything_that_is_open_in_a_course,
    },
    crash::the_server_crashes_between_deposit_and_receipt,
    declined::{closed_with_a_plan_by_two_people, sent_again_after_a_decline},
    disk::the_disk_is_full_while_queuing,
    draft::an_office_without_members_gets_its_handover_when_it_has_joined,
    referral::a_referral_there_and_back,
    silence::an_office_is_offline_for_weeks_and_nobody_acknowledges,
};
use crate::{
    deployment::{Deployment, Newcomer, office_id},
    ledger::audience::{self, Kept},
    offices,
    platform::Platform,
    texts,
};

/// The office that refers.
pub const SENDER: &str = "kujalleq/nanortalik";
/// The office of the same municipality where the leader sits.
pub const LEADERSHIP: &str = "kujalleq/qaqortoq";
/// The team.
pub const TEAM: &str = "socialstyrelsen/rejsehold";
/// An office that nobody has joined.
pub const EMPTY: &str = "avannaata/familiecenter";

/// Who refers.
pub const CASEWORKER: &str = "caseworker";
/// Who signs second.
pub const LEADER: &str = "leader";
/// Who is to take the child on.
pub const PSYCHOLOGIST: &str = "psychologist";

const CAST: [Newcomer<'static>; 3] = [
    Newcomer {
        label: CASEWORKER,
        office: SENDER,
        role: Role::Caseworker,
        name: "Vagtmodtager",
    },
    Newcomer {
        label: LEADER,
        office: LEADERSHIP,
        role: Role::Leader,
        name: "Afdelingsleder",
    },
    Newcomer {
        label: PSYCHOLOGIST,
        office: TEAM,
        role: Role::Psychologist,
        name: "Psykolog",
    },
];

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// A deployment where a caseworker, a leader and a psychologist are at work.
#[derive(Debug)]
pub struct Scene<P: Platform> {
    /// The deployment.
    pub deployment: Deployment<P>,
}

impl<P: Platform> Scene<P> {
    /// Founds a deployment and enrols the cast.
    ///
    /// # Panics
    /// When anything of it fails.
    pub async fn begin(platform: P) -> Self {
        let mut deployment = Deployment::found(platform).await;
        let organisations: Vec<_> = offices::all()
            .into_iter()
            .filter(|it| ["kujalleq", "socialstyrelsen", "avannaata"].contains(&it.id.as_str()))
            .collect();
        assert_eq!(organisations.len(), 3);
        deployment
            .add_offices(&organisations)
            .await
            .expect("a fresh directory");
        deployment.enrol(&CAST).await;
        let mut scene = Self { deployment };
        for newcomer in &CAST {
            // Whoever has joined since comes in with the directory.
            scene.sync(newcomer.label).await;
        }
        scene
    }

    /// Somebody does something on a device, without any network.
    async fn act<T>(
        &mut self,
        label: &str,
        deed: impl AsyncFnOnce(&mut Office<P::ClientStore>) -> Result<T, OfficeError>,
    ) -> T {
        let mut office = self.deployment.open(label).await;
        deed(&mut office).await.expect("the act fits")
    }

    /// Somebody does something with a handover and brings it to the server.
    async fn perform(&mut self, label: &str, handover: HandoverId, deed: Deed) {
        self.act(label, async |office| office.perform(handover, deed).await)
            .await;
        self.sync(label).await;
    }

    /// A device syncs, and finds nothing wrong.
    async fn sync(&mut self, label: &str) -> Report {
        let report = self.deployment.sync(label).await;
        let report = report.expect("the server is reached");
        assert_eq!((report.refused, report.doubtful), (0, 0), "{label}");
        assert_eq!(report.unconfirmed, [], "{label}");
        report
    }

    /// A device exchanges acts and text; its attached files stay where they are.
    async fn sync_acts(&mut self, label: &str) {
        let mut office = self.deployment.open(label).await;
        let connector = self.deployment.connector(label);
        let report = sync::sync_with(&mut office, &connector, Files::None, &mut |_| {}, None).await;
        assert_eq!(report.expect("the server is reached").unconfirmed, []);
    }

    async fn pass(&self, how_long: Duration) {
        self.deployment.platform().pass(how_long).await;
    }

    /// A handover as a device sees it.
    async fn seen_by(&self, label: &str, id: HandoverId) -> Handover {
        let office = self.deployment.open(label).await;
        office.reader().handover(id).expect("known there").clone()
    }

    /// A handover as the log has it and as each of these devices sees it: all the same.
    async fn agreed(&self, id: HandoverId, labels: &[&str]) -> Handover {
        let mut ledger = self.deployment.ledger().await;
        let truth = ledger.handovers.remove(&id).expect("it is in the log");
        for label in labels {
            assert_eq!(self.seen_by(label, id).await, truth, "{label}");
            self.assert_hears_as_computed(label, id).await;
        }
        truth
    }

    /// A device computes who hears of each act about a handover from nothing but what it holds,
    /// and gets what the server has computed. What it plays through is what its office goes by.
    async fn assert_hears_as_computed(&self, label: &str, id: HandoverId) {
        let office = self.deployment.open(label).await;
        let reader = office.reader();
        let course = reader.handover(id).and_then(|it| it.course);
        if course.is_some_and(|course| reader.handover(course).is_none()) {
            // Whoever has no part in the course cannot know who hears of what is sent in it.
            return;
        }
        let store = self.deployment.platform().client_store(label).await;
        let rows = store.load().await.expect("the store opens").acts;
        let log: BTreeMap<u64, &ActRow> = rows
            .iter()
            .filter_map(|row| Some((row.index?, row)))
            .filter(|(_, row)| {
                let signed = Signed::from_bytes(row.signed.clone()).expect("a signed act");
                let act = Act::kept(signed).expect("an act");
                let about = act.public().handover().map(|about| about.handover);
                about.is_none_or(|about| about == id || Some(about) == course)
            })
            .collect();
        let kept = log.iter().filter_map(|(index, row)| {
            let (signed, receipt) = (row.signed.as_slice(), row.receipt.as_deref()?);
            Some((*index, Kept { signed, receipt }))
        });
        let (directory, handovers) = audience::check(kept);
        assert_eq!(directory.as_ref(), reader.directory(), "{label}");
        assert_eq!(handovers.get(&id), reader.handover(id), "{label}");
    }

    /// What a handover's envelope says on a device.
    async fn content(&self, label: &str, id: HandoverId) -> Option<Content> {
        let office = self.deployment.open(label).await;
        let content = office.content(id).await.expect("the handover is known");
        content.map(|it| it.expect("the device can open it"))
    }

    /// How often a device shows each receipt for a handover.
    async fn receipts(&self, label: &str, id: HandoverId) -> BTreeMap<ReceiptKind, usize> {
        let mut counts = BTreeMap::new();
        let mut count = |kind| *counts.entry(kind).or_insert(0) += 1;
        let office = self.deployment.open(label).await;
        let own = office.reader().person();
        for (event, kinds) in office
            .reader()
            .handover(id)
            .expect("it is known")
            .receipts()
        {
            if Some(event.author.person) == own {
                count(ReceiptKind::R0);
            }
            if event.position.is_some() {
                count(ReceiptKind::R1);
            }
            kinds.into_iter().for_each(&mut count);
        }
        counts
    }
}

/// A referral from the municipality to `to`.
fn referral_to(to: &str) -> Draft {
    Draft {
        from: Some(office_id(SENDER)),
        to: office_id(to),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        content: texts::referral(),
        relates_to: None,
    }
}
