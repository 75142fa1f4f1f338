//! The committer over the model store and over stores that fail or wait.

use std::{
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, tree::Tree},
    words::Verb,
};
use tokio::{sync::Notify, time::timeout};

use super::*;
use crate::{
    fixture::{Deployment, HandClock, Parcelled, Seeded, now},
    founding::init,
    log::read_genesis,
    store::{
        ActRow, Changes, MailboxRow,
        model::{Disk, Fault, ModelStore},
    },
};

const SOON: Duration = Duration::from_millis(20);

struct Office<S> {
    deposits: mpsc::Sender<Deposit>,
    standing: watch::Receiver<Arc<Published>>,
    live: Live,
    store: S,
}

/// A log with everything that is said at the beginning.
async fn begun(deployment: &Deployment, disk: &Disk) {
    let store = disk.open();
    init(&store, &deployment.server, now(), &mut Seeded::new(9))
        .await
        .unwrap();
    let office = opened(deployment, store).await;
    for statement in &deployment.statements {
        let answer = office.deposit(statement).await;
        answer.await.unwrap().unwrap();
    }
}

async fn opened<S: Log + Clone>(deployment: &Deployment, store: S) -> Office<S> {
    let live = Live::default();
    let tools = Tools {
        clock: Arc::new(HandClock::new()),
        entropy: Box::new(Seeded::new(3)),
        key: deployment.server.receipts.clone(),
        live: live.clone(),
    };
    let founded = read_genesis(&deployment.server).unwrap();
    let opened = Committer::open(Arc::new(store.clone()), &founded, tools).await;
    let (committer, standing) = opened.unwrap();
    let (deposits, deposited) = mpsc::channel(QUEUE_ACTS_MAX);
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    drop(tokio::spawn(committer.run(deposited)));
    Office {
        deposits,
        standing,
        live,
        store,
    }
}

impl<S> Office<S> {
    async fn deposit(&self, (act, body): &Parcelled) -> oneshot::Receiver<Answer> {
        let (answer, answered) = oneshot::channel();
        let deposit = Deposit {
            act: act.clone(),
            body: body.clone(),
            answer,
        };
        self.deposits.send(deposit).await.unwrap();
        answered
    }

    async fn receipt(&self, parcel: &Parcelled) -> Result<Receipt, Refusal> {
        let answer = self.deposit(parcel).await.await.unwrap();
        answer.map(Committed::into_inner)
    }
}

#[tokio::test]
async fn acts_that_arrive_together_are_one_commit_and_are_answered_in_turn() {
    let (mut deployment, disk) = (Deployment::new(), Disk::new());
    begun(&deployment, &disk).await;
    let office = opened(&deployment, disk.open()).await;
    let before = disk.faults().commits();
    let referral = deployment.referral();
    let opened = deployment.answer(&referral.0, Verb::Open);
    let alien = deployment.referral();
    let refused = deployment.answer(&alien.0, Verb::Open);
    let mut answers = Vec::new();
    for parcel in [&referral, &refused, &opened, &referral] {
        answers.push(office.deposit(parcel).await);
    }
    let mut told = Vec::new();
    for answer in answers {
        told.push(answer.await.unwrap().map(Committed::into_inner));
    }
    assert_eq!(disk.faults().commits() - before, 1);
    assert_eq!(office.standing.borrow().commits, 1);
    assert_eq!(told[1], Err(Refusal::UnknownHandover));
    assert_eq!(told[0], told[3]);
    let size = office.standing.borrow().size;
    assert_eq!(told[2].as_ref().unwrap().index + 1, size);
    assert_eq!(office.store.tree().await.unwrap().size(), size);
}

#[tokio::test]
async fn readers_are_woken_and_see_the_log_before_the_receipt_goes() {
    let (mut deployment, disk) = (Deployment::new(), Disk::new());
    begun(&deployment, &disk).await;
    let office = opened(&deployment, disk.open()).await;
    let theirs = Mailbox::Office(deployment.receiver.office.clone());
    let wakeup = office.live.watch(vec![theirs]);
    let receipt = office.receipt(&deployment.referral()).await.unwrap();
    assert!(office.standing.borrow().size > receipt.index);
    timeout(SOON, wakeup.woken()).await.unwrap();
}

#[tokio::test]
async fn a_failed_commit_gives_no_receipt_and_a_later_attempt_the_first_one_written() {
    for fault in [Fault::BeforeWriting, Fault::AfterWriting] {
        let (mut deployment, disk) = (Deployment::new(), Disk::new());
        begun(&deployment, &disk).await;
        let office = opened(&deployment, disk.open()).await;
        disk.faults().fail_commit(1, fault);
        let referral = deployment.referral();
        assert_eq!(office.receipt(&referral).await, Err(Refusal::Unavailable));
        let written = office.store.act(referral.0.id()).await.unwrap();
        let receipt = office.receipt(&referral).await.unwrap();
        if let Some(row) = written {
            assert_eq!(fault, Fault::AfterWriting);
            assert_eq!(
                row.receipt,
                stafet_shared::wire::v1::receipt::encode(&receipt)
            );
        }
        // The books are right again: the next act takes the next place.
        let opened = deployment.answer(&referral.0, Verb::Open);
        assert_eq!(
            office.receipt(&opened).await.unwrap().index,
            receipt.index + 1
        );
    }
}

#[tokio::test]
async fn another_committer_on_the_same_store_is_noticed_and_both_logs_stay_one() {
    let (mut deployment, disk) = (Deployment::new(), Disk::new());
    begun(&deployment, &disk).await;
    let one = opened(&deployment, disk.open()).await;
    let other = opened(&deployment, disk.open()).await;
    let referral = deployment.referral();
    let first = one.receipt(&referral).await.unwrap();
    let acknowledged = deployment.answer(&referral.0, Verb::Acknowledge);
    let second = other.receipt(&acknowledged).await.unwrap();
    assert_eq!(second.index, first.index + 1);
    let accepted = deployment.answer(&referral.0, Verb::Accept);
    assert_eq!(
        one.receipt(&accepted).await.unwrap().index,
        second.index + 1
    );
    assert_eq!(one.receipt(&acknowledged).await, Ok(second));
    let (invite, enrol) = deployment.application();
    one.receipt(&invite).await.unwrap();
    let approval = deployment.approval(&enrol);
    assert_eq!(
        other.receipt(&approval).await,
        Err(Refusal::Statement),
        "decided upon with what this server knows; nothing was written that would tell it"
    );
    other.receipt(&deployment.referral()).await.unwrap();
    other.receipt(&approval).await.unwrap();
    assert!(
        other
            .standing
            .borrow()
            .approvals
            .contains_key(&enrol.keys.invitation)
    );
}

#[tokio::test]
async fn the_books_are_the_same_after_a_crash() {
    let (mut deployment, disk) = (Deployment::new(), Disk::new());
    begun(&deployment, &disk).await;
    let office = opened(&deployment, disk.open()).await;
    let referral = deployment.referral();
    let first = office.receipt(&referral).await.unwrap();
    let before = office.standing.borrow().clone();
    disk.crash();
    let opened_again = deployment.answer(&referral.0, Verb::Open);
    assert_eq!(
        office.receipt(&opened_again).await,
        Err(Refusal::Unavailable)
    );
    let again = opened(&deployment, disk.open()).await;
    let after = again.standing.borrow().clone();
    assert_eq!((after.size, after.root), (before.size, before.root));
    assert_eq!(*after.directory, *before.directory);
    assert_eq!(again.receipt(&referral).await, Ok(first));
}

#[tokio::test]
async fn no_receipt_goes_before_its_commit_has_ended() {
    let (mut deployment, disk) = (Deployment::new(), Disk::new());
    begun(&deployment, &disk).await;
    let gate = Arc::new(Notify::new());
    let slow = Slow {
        inner: disk.open(),
        gate: Arc::clone(&gate),
        asked: Arc::default(),
    };
    let office = opened(&deployment, slow.clone()).await;
    let size = office.standing.borrow().size;
    let mut answer = office.deposit(&deployment.referral()).await;
    assert!(timeout(SOON, &mut answer).await.is_err());
    assert_eq!(slow.asked.load(Ordering::SeqCst), 1, "the commit has begun");
    assert_eq!(
        office.standing.borrow().size,
        size,
        "nothing is published either"
    );
    gate.notify_one();
    assert_eq!(answer.await.unwrap().unwrap().into_inner().index, size);
}

/// A store whose commits wait for leave.
#[derive(Clone)]
struct Slow {
    inner: ModelStore,
    gate: Arc<Notify>,
    asked: Arc<AtomicU32>,
}

impl Log for Slow {
    fn tree(&self) -> impl Future<Output = Result<Tree, StoreError>> + Send {
        self.inner.tree()
    }

    async fn commit(&self, expected: u64, changes: Changes) -> Result<Outcome, StoreError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.gate.notified().await;
        self.inner.commit(expected, changes).await
    }

    fn act(&self, id: ActId) -> impl Future<Output = Result<Option<ActRow>, StoreError>> + Send {
        self.inner.act(id)
    }

    fn acts(&self, ids: &[ActId]) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send {
        self.inner.acts(ids)
    }

    fn known(
        &self,
        ids: &[HandoverId],
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send {
        self.inner.known(ids)
    }

    fn acts_of(
        &self,
        handover: HandoverId,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send {
        self.inner.acts_of(handover)
    }

    fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(MailboxRow, ActRow)>, StoreError>> + Send {
        self.inner.page(mailbox, after, limit)
    }

    fn cursor(&self, mailbox: &Mailbox) -> impl Future<Output = Result<Cursor, StoreError>> + Send {
        self.inner.cursor(mailbox)
    }

    fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send {
        self.inner.announcements(hash, mailbox)
    }

    fn announced(
        &self,
        hashes: &[Hash],
    ) -> impl Future<Output = Result<Vec<Hash>, StoreError>> + Send {
        self.inner.announced(hashes)
    }

    async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, StoreError> {
        self.inner.of_course(course).await
    }
}
