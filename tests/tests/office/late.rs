//! A5: signed within a membership, and deposited after its end. The door through which a device comes
//! whose certificate has ended is still to come: here another device brings what it has signed.

use stafet_client::office::{Deed, MEMBERSHIP_DAYS, OfficeError};
use stafet_shared::{
    access::Denied,
    id::HandoverId,
    refusal::Refusal,
    words::{Duty, Role, State, Validity, Verb},
};
use stafet_tests::{
    fabric::{Link, run},
    texts::reason,
};

use super::{
    NANORTALIK, TEAM,
    deployment::{Deployment, Machine, office, referral, sync},
    draft,
};

/// What was signed on the last day of a membership, and how it stands once its device has found the
/// server again that many days after the end.
struct Late {
    _deployment: Deployment,
    leader: Machine,
    elsewhere: Machine,
    psychologist: Machine,
    id: HandoverId,
}

/// What waits in a machine's outbox is deposited over the connection of another one: its own
/// certificate has ended with the membership.
async fn brought(leaver: &mut Machine, by: &Machine) -> Result<(), Refusal> {
    let waits = leaver.office.reader().unconfirmed();
    let parcel = leaver.office.exchange().parcel(waits[0]).await.unwrap();
    let credentials = by.office.credentials().unwrap().unwrap();
    let connection = by.connector.connect(&credentials).await.unwrap();
    let mut line = connection.deposits().await.unwrap();
    line.send(parcel.unwrap()).await.unwrap();
    line.finish();
    line.receipt().await.unwrap().map(|_| ())
}

impl Late {
    async fn deposited(seed: u64, days_after: i64) -> Self {
        let mut deployment = Deployment::found(seed, Link::satellite()).await;
        let mut admin = deployment.administrator().await;
        let mut leaver = deployment
            .join(&mut admin, NANORTALIK, Role::Caseworker)
            .await;
        // The others are there for longer.
        deployment.after_days(100);
        let mut leader = deployment.join(&mut admin, NANORTALIK, Role::Leader).await;
        let elsewhere = deployment
            .join(&mut admin, "kujalleq/leadership", Role::Leader)
            .await;
        let mut psychologist = deployment.join(&mut admin, TEAM, Role::Psychologist).await;
        for machine in [&mut leaver, &mut leader, &mut psychologist] {
            sync(machine).await;
        }
        deployment.after_days(MEMBERSHIP_DAYS - 1);
        let sent = leaver.office.send(draft()).await.unwrap();
        deployment.after_days(MEMBERSHIP_DAYS + days_after);
        assert_eq!(brought(&mut leaver, &leader).await, Ok(()));
        let mut late = Self {
            leader,
            elsewhere,
            psychologist,
            id: sent.handover,
            _deployment: deployment,
        };
        late.sync().await;
        late
    }

    /// What the leader does reaches the team, and what the team does comes back.
    async fn sync(&mut self) {
        sync(&mut self.leader).await;
        sync(&mut self.psychologist).await;
        sync(&mut self.leader).await;
    }

    fn state_at(machine: &Machine, id: HandoverId) -> (State, Option<Validity>) {
        let handover = machine.office.reader().handover(id).unwrap();
        let position = handover.history[0].position;
        (handover.state, position.map(|it| it.validity))
    }
}

#[test]
fn a5_signed_within_the_membership_and_deposited_soon_after_its_end_it_stands_and_is_late() {
    run(31, async |seed| {
        let late = Late::deposited(seed, 5).await;
        for machine in [&late.leader, &late.psychologist] {
            let stands = Late::state_at(machine, late.id);
            assert_eq!(stands, (State::Opened, Some(Validity::Late)));
        }
        let read = late.psychologist.office.content(late.id).await.unwrap();
        assert_eq!(read, Some(Ok(referral("Angst og søvnbesvær"))));
    });
}

#[test]
fn a5_deposited_long_after_the_end_a_leader_signs_it_anew_and_the_team_reads_it() {
    run(32, async |seed| {
        let mut late = Late::deposited(seed, 40).await;
        let id = late.id;
        for machine in [&late.leader, &late.psychologist] {
            let stands = Late::state_at(machine, id);
            assert_eq!(stands, (State::Held, Some(Validity::Unsigned)));
        }
        let owed = late.leader.office.reader().obligations();
        let countersign = Duty::Countersign(Verb::Sign);
        let owes = owed.iter().find(|one| one.duty == countersign).unwrap();
        assert_eq!(owes.owner, office(NANORTALIK));
        let read = late.leader.office.content(id).await.unwrap();
        assert_eq!(
            read,
            Some(Ok(referral("Angst og søvnbesvær"))),
            "she reads it"
        );
        assert_eq!(late.psychologist.office.content(id).await.unwrap(), None);
        let signed = late
            .psychologist
            .office
            .perform(id, Deed::Countersign)
            .await;
        assert!(signed.is_err(), "it is not the team's to sign");

        late.leader
            .office
            .perform(id, Deed::Countersign)
            .await
            .unwrap();
        late.sync().await;
        assert_eq!(Late::state_at(&late.leader, id).0, State::Opened);
        let read = late.psychologist.office.content(id).await.unwrap();
        assert_eq!(read, Some(Ok(referral("Angst og søvnbesvær"))));
    });
}

#[test]
fn a5_a_leader_who_cannot_read_it_is_refused_and_its_office_sends_it_again() {
    run(33, async |seed| {
        let mut late = Late::deposited(seed, 40).await;
        let id = late.id;
        sync(&mut late.elsewhere).await;
        let signed = late.elsewhere.office.perform(id, Deed::Countersign).await;
        let unread = OfficeError::Denied(Denied::Unread);
        assert_eq!(format!("{:?}", signed.unwrap_err()), format!("{unread:?}"));
        let refused = late
            .elsewhere
            .office
            .perform(id, Deed::Drop(Some(reason())))
            .await;
        assert!(refused.is_err(), "a leader of its own office can read it");
        let again = Deed::Correct(referral("Angst og søvnbesvær, igen"));
        late.leader.office.perform(id, again).await.unwrap();
        late.sync().await;
        let handover = late.leader.office.reader().handover(id).unwrap();
        assert_eq!(
            (handover.state, handover.waiting().count()),
            (State::Opened, 0)
        );
    });
}
