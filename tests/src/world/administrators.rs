//! Two administrators who look after what is overdue, sometimes both the same thing at once.
//!
//! They sign with their devices' keys and deposit over the network, as their commands do.

use stafet_certs::founding::DeviceSecrets;
use stafet_client::store::Store as _;
use stafet_server::store::{HandoverRow, Owed as _, OwedRow, Owes, Page};
use stafet_shared::{
    act::{Act, HandoverAct, KnownHead, Matter, PublicPart},
    entropy::Entropy as _,
    handover::Concern,
    hash::Hash,
    id::ActId,
    party::{Author, OfficeId},
    refusal::Refusal,
    sign::Capacity,
    wire::v1::message::Parcel,
    words::{HandReason, Rung, Verb, WatchVerb},
};

use super::World;
use crate::{
    deployment::{ADMINISTRATOR, office_id},
    platform::Platform,
};

/// Where the second administrator works.
pub(super) const WATCH_OFFICE: &str = "overdragelsesvagten/vagt";
/// The second administrator.
pub(super) const SECOND: &str = "second administrator";
/// Where a profile keeps its device's secrets.
const DEVICE: &str = "device";
/// How many of the oldest overdue matters they choose among.
const LOOKED_AT: u32 = 4;

impl World {
    /// An administrator sees something that is overdue, or takes it in hand; now and then both do.
    pub(super) async fn administrators_look_after_something(&mut self) {
        let store = self.deployment.platform().server_store().await;
        let late = Owes {
            due_before: Some(self.now()),
            ..Owes::default()
        };
        let late = store.owed(&late, Page::first(LOOKED_AT)).await;
        let late = late.expect("the list opens");
        let Some((row, handover)) = self.dice.one_of(&late).cloned() else {
            return self.say("nothing is overdue for the administrators to look after");
        };
        let verb = if self.dice.percent(30) {
            WatchVerb::SeeEscalation
        } else {
            WatchVerb::TakeInHand
        };
        let root = OfficeId::root_administration();
        let both = [(ADMINISTRATOR, root), (SECOND, office_id(WATCH_OFFICE))];
        let who = match self.dice.below(4) {
            0 => &both[..1],
            1 => &both[1..],
            _ => &both[..],
        };
        for (label, office) in who {
            let reason = self.dice.one_of(&HandReason::ALL).copied();
            let reason = reason.unwrap_or(HandReason::Other);
            let about = (&row, &handover);
            let act = self
                .of_the_watch((label, office), (verb, reason), about)
                .await;
            self.deposit_for(label, act).await;
        }
    }

    async fn of_the_watch(
        &mut self,
        (label, office): (&str, &OfficeId),
        (verb, reason): (WatchVerb, HandReason),
        (row, handover): (&OwedRow, &HandoverRow),
    ) -> Act {
        let platform = self.deployment.platform();
        let profile = platform.client_disk(label).load().await;
        let values = profile.expect("the model reads").values;
        let secrets = values.get(DEVICE).expect("an enrolled device");
        let secrets = DeviceSecrets::from_bytes(secrets).expect("its secrets");
        let concern = Concern {
            owner: row.owner.clone(),
            duty: row.duty,
            since: row.since,
        };
        let mut chance = platform.entropy(label);
        let public = PublicPart {
            id: ActId::from_bytes(chance.array()),
            author: Author {
                office: office.clone(),
                person: secrets.person,
                device: secrets.device,
                capacity: Capacity::Person,
            },
            claimed: self.now(),
            seen: KnownHead {
                size: 0,
                root: Hash::ZERO,
            },
            previous: None,
            directory: self.truth.directory().version(),
            matter: Matter::Handover(Box::new(HandoverAct {
                handover: handover.id,
                verb: Verb::Watch(verb),
                about: None,
                version: handover.version,
                leg: handover.leg,
                attempt: 1,
                terms: None,
                sealed: None,
                outcome: Some(reason.code()),
                asserted_day: None,
                link: None,
                tour: None,
                concern: Some((concern, row.rung.unwrap_or(Rung::Reminder))),
            })),
        };
        public.sign(&secrets.person_key)
    }

    async fn deposit_for(&mut self, label: &str, act: Act) {
        let verb = act.public().handover().map(|about| about.verb);
        let parcel = Parcel {
            signed: act.signed().as_bytes().to_vec(),
            body: None,
        };
        let office = self.deployment.open(label).await;
        let credentials = office.credentials().expect("a profile");
        let credentials = credentials.expect("an enrolled device");
        let answers = match self.deployment.connector(label).connect(&credentials).await {
            Ok(connection) => connection.deposit(&[parcel]).await,
            Err(error) => Err(error),
        };
        let answer = answers.map(|answers| answers.into_iter().map(|it| it.map(|it| it.index)));
        let answer = answer.map(Iterator::collect::<Vec<_>>);
        self.say(&format!("{label}: {verb:?}: {answer:?}"));
        // What is well-formed is taken in unless the disk fails, or was done before.
        if let Ok(answers) = &answer
            && self.fault_at.is_none()
        {
            let is_well = |answer: &Result<u64, Refusal>| match answer {
                Ok(_) => true,
                Err(refusal) => refusal.is_done(),
            };
            assert!(answers.iter().all(is_well), "{label}: {answers:?}");
        }
    }
}
