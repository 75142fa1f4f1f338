//! What is decided upon each kind of act, over a view made by hand.

use stafet_shared::{
    log::tree,
    seal::blob::BlobRef,
    words::{State, Verb},
};

use super::*;
use crate::{
    fixture::{Deployment, Parcelled, now, office},
    log::read_genesis,
};

/// The view after everything that was said at the beginning; as if its log were empty.
fn view(deployment: &Deployment) -> View {
    let founded = read_genesis(&deployment.server).unwrap();
    let mut directory = Directory::begin(founded.genesis.clone(), founded.act.hash());
    for (act, _) in &deployment.statements {
        if let Matter::Directory(statement, _) = &act.public().matter {
            directory.apply(statement, act.public().author.person, act.hash());
        }
    }
    let offices = directory.offices().map(|(id, _)| id.clone());
    let mailboxes = offices.map(Mailbox::Office).chain([Mailbox::Directory]);
    View {
        cursors: mailboxes.map(|mailbox| (mailbox, Cursor::START)).collect(),
        directory: Arc::new(directory),
        tree: Tree::default(),
        known: BTreeMap::new(),
        handovers: BTreeMap::new(),
        files: Files::default(),
    }
}

struct Desk {
    deployment: Deployment,
    batch: Batch,
}

impl Desk {
    fn new() -> Self {
        let deployment = Deployment::new();
        let batch = Batch::over(view(&deployment));
        Self { deployment, batch }
    }

    fn decide(&mut self, parcel: &Parcelled) -> Result<Receipt, Refusal> {
        self.decide_at(parcel, now())
    }

    fn decide_at(
        &mut self,
        (act, body): &Parcelled,
        deposited: Timestamp,
    ) -> Result<Receipt, Refusal> {
        let stamp = Stamp {
            now: deposited,
            salt: [7; SALT_BYTES],
            key: &self.deployment.server.receipts,
        };
        self.batch.decide(act.clone(), body.clone(), &stamp)
    }
}

#[test]
fn a_referral_and_its_acknowledgement_stand_in_both_mailboxes_with_right_chains() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    let opened = desk.deployment.answer(&referral.0, Verb::Open);
    let acknowledged = desk.deployment.answer(&referral.0, Verb::Acknowledge);
    desk.decide(&referral).unwrap();
    desk.decide(&opened).unwrap();
    let receipt = desk.decide(&acknowledged).unwrap();
    let key = desk.deployment.server.receipts.verifying_key();
    assert_eq!(receipt.verify(acknowledged.0.hash(), None, &key), Ok(()));
    assert_eq!(receipt.index, 2);
    let chained = Cursor::START
        .after(referral.0.hash())
        .after(opened.0.hash())
        .after(acknowledged.0.hash());
    for id in ["kommune/by", "styrelse/team"] {
        let entry = receipt.entry(&Mailbox::Office(office(id))).unwrap();
        assert_eq!((entry.seq, entry.chain), (3, chained.chain));
    }
    let (changes, view) = desk.batch.finish();
    let row = &changes.handovers[0];
    assert_eq!(
        changes.handovers.len(),
        1,
        "one row each, the last state only"
    );
    assert_eq!(row.state, State::Acknowledged);
    assert_eq!(row.owner, Some(office("styrelse/team")));
    assert!(row.due.is_some_and(|due| due > now()));
    assert_eq!(changes.mailboxes.len(), 6);
    assert_eq!(changes.tree, view.tree);
    let mut leaves = Tree::default();
    for row in &changes.acts {
        let receipt = v1::receipt::decode(&row.receipt).unwrap();
        let body = row.body.as_deref().map(Hash::of);
        leaves.push(receipt.leaf(row.hash, body).hash());
    }
    assert_eq!(leaves, changes.tree);
    assert_ne!(changes.tree.root(), tree::leaf_hash(b""));
}

#[test]
fn a_repeated_act_has_the_same_receipt_and_nothing_is_written_twice() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    let first = desk.decide(&referral).unwrap();
    assert_eq!(desk.decide(&referral), Ok(first.clone()));
    let without_body = (referral.0, None);
    assert_eq!(desk.decide(&without_body), Ok(first));
    assert_eq!(desk.batch.finish().0.acts.len(), 1);
}

#[test]
fn w12_a_file_of_somebody_elses_is_named_by_nobody() {
    let mut desk = Desk::new();
    let blob = |byte| BlobRef {
        hash: Hash::of(&[byte]),
        bytes: 9,
    };
    desk.batch.view.files.know(blob(1).hash);
    let foreign = desk.deployment.referral_with(&[blob(2), blob(1)]);
    assert_eq!(desk.decide(&foreign), Err(Refusal::File));
    let own = desk.deployment.referral_with(&[blob(2)]);
    desk.decide(&own).unwrap();
    let again = desk.deployment.referral_with(&[blob(2)]);
    desk.decide(&again).unwrap();
}

#[test]
fn another_act_with_the_same_id_is_refused() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    desk.decide(&referral).unwrap();
    let mut public = referral.0.public().clone();
    public.claimed = public.claimed.plus_ms(1);
    let twin = public.sign(&desk.deployment.sender.secrets.person_key);
    assert_eq!(desk.decide(&(twin, referral.1)), Err(Refusal::IdTaken));
}

#[test]
fn a_body_that_is_missing_foreign_or_too_much_is_refused() {
    let mut desk = Desk::new();
    let (act, body) = desk.deployment.referral();
    assert_eq!(desk.decide(&(act.clone(), None)), Err(Refusal::Body));
    let foreign = Some(vec![1, 2, 3]);
    assert_eq!(desk.decide(&(act.clone(), foreign)), Err(Refusal::Body));
    desk.decide(&(act.clone(), body.clone())).unwrap();
    let (acknowledged, _) = desk.deployment.answer(&act, Verb::Acknowledge);
    assert_eq!(desk.decide(&(acknowledged, body)), Err(Refusal::Body));
}

#[test]
fn a_refused_act_changes_nothing_and_its_batch_goes_on() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    let unknown = desk.deployment.referral();
    let early = desk.deployment.answer(&unknown.0, Verb::Acknowledge);
    assert_eq!(desk.decide(&early), Err(Refusal::UnknownHandover));
    let receipt = desk.decide(&referral).unwrap();
    assert_eq!(receipt.index, 0);
    assert_eq!(desk.batch.finish().0.acts.len(), 1);
}

#[test]
fn an_accepted_referral_still_owes_its_first_visit() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    let accepted = desk.deployment.answer(&referral.0, Verb::Accept);
    desk.decide(&referral).unwrap();
    let opened = desk.deployment.answer(&referral.0, Verb::Open);
    desk.decide(&opened).unwrap();
    desk.decide(&accepted).unwrap();
    let (changes, _) = desk.batch.finish();
    assert_eq!(changes.handovers[0].state, State::Closed);
    assert_eq!(changes.handovers[0].owner, Some(office("styrelse/team")));
    assert!(changes.handovers[0].due.is_some());
}

#[test]
fn a_statement_is_for_the_directory_and_counts_for_the_next_act_of_the_batch() {
    let mut desk = Desk::new();
    let (invite, enrol) = desk.deployment.application();
    let approval = desk.deployment.approval(&enrol);
    assert_eq!(desk.decide(&approval), Err(Refusal::Statement));
    let receipt = desk.decide(&invite).unwrap();
    assert_eq!(receipt.entries.len(), 1);
    assert!(receipt.entry(&Mailbox::Directory).is_some());
    desk.decide(&approval).unwrap();
    let (_, view) = desk.batch.finish();
    assert!(view.directory.device(&enrol.keys.device).is_some());
}

#[test]
fn a_genesis_is_never_taken_in_twice() {
    let mut desk = Desk::new();
    let founded = read_genesis(&desk.deployment.server).unwrap();
    let again = desk
        .deployment
        .said(Statement::Genesis(Box::new(founded.genesis)));
    assert_eq!(desk.decide(&again), Err(Refusal::Statement));
}

#[test]
fn what_follows_an_unknown_handover_is_refused_and_comes_in_once_that_is_there() {
    let mut desk = Desk::new();
    let first = desk.deployment.referral();
    let followed = first.0.public().handover().unwrap().handover;
    let reply = desk.deployment.referral_but(|about| {
        if let Some(terms) = &mut about.terms {
            terms.relates_to = Some(followed);
            terms.course = Some(followed);
        }
    });
    let linked = desk
        .deployment
        .referral_but(|about| about.link = Some(followed));
    for unknown in [&reply, &linked] {
        assert_eq!(desk.decide(unknown), Err(Refusal::UnknownHandover));
    }
    desk.decide(&first).unwrap();
    for known in [&reply, &linked] {
        assert!(desk.decide(known).is_ok(), "the same batch knows it now");
    }
}

#[test]
fn an_act_whose_receipt_nobody_could_read_is_refused_and_its_batch_goes_on() {
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    desk.decide(&referral).unwrap();
    let id = referral.0.public().handover().unwrap().handover;
    let had_it = |desk: &mut Desk, count: usize| {
        let view = &mut desk.batch.view;
        let handover = view.handovers.get_mut(&id).unwrap();
        handover.destruction.clear();
        for n in 0..count {
            let office = office(&format!("kommune/kontor-{n}"));
            let mailbox = Mailbox::Office(office.clone());
            view.cursors.insert(mailbox, Cursor::START);
            handover.destruction.insert(office, now());
        }
    };
    had_it(&mut desk, ENTRIES_MAX);
    let size = desk.batch.view.tree.size();
    let opened = desk.deployment.answer(&referral.0, Verb::Open);
    assert_eq!(desk.decide(&opened), Err(Refusal::Audience));
    assert_eq!(desk.batch.view.tree.size(), size);
    had_it(&mut desk, ENTRIES_MAX - 2);
    let receipt = desk.decide(&opened).unwrap();
    assert_eq!(receipt.entries.len(), ENTRIES_MAX);
    let bytes = v1::receipt::encode(&receipt);
    assert_eq!(v1::receipt::decode(&bytes), Ok(receipt));
}

#[test]
fn g1_a_receipt_is_late_by_the_deadline_of_its_deposit_whenever_a_machine_opened_it() {
    let back = now().plus_days(10);
    let mut desk = Desk::new();
    let referral = desk.deployment.referral();
    let opened = desk.deployment.answer(&referral.0, Verb::Open);
    desk.decide(&referral).unwrap();
    desk.decide_at(&opened, back).unwrap();
    let (changes, _) = desk.batch.finish();
    let row = &changes.handovers[0];
    assert_eq!((row.state, row.sent), (State::Opened, now()));
    assert!(row.receipt_due.unwrap() < back, "it was late before");
}

#[test]
fn as_many_acts_are_loaded_as_the_core_has_room_for() {
    use stafet_shared::handover::{MOVING_ACTS_MAX, WATCH_ACTS_MAX};
    let loaded = usize::try_from(crate::store::HANDOVER_ACTS_MAX).unwrap();
    assert_eq!(loaded, MOVING_ACTS_MAX + WATCH_ACTS_MAX);
}
