//! Tasks that read from the store, so that requests need not know what kind of store it is.
//!
//! Each has a short queue. Nothing here writes to the log; applications to join are no part of it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::Mailbox,
    overview::{Place, Tally},
    party::OfficeId,
    refusal::Refusal,
    time::Timestamp,
};
use tokio::sync::{mpsc, oneshot};

use crate::store::{
    ActRow, EnrolmentRow, HandoverRow, MailboxRow, OwedRow, Owes, Store, StoreError,
};

/// Tasks that read side by side.
pub(crate) const READERS: usize = 4;
/// The most questions that wait for one of them.
pub(crate) const QUESTIONS_MAX: usize = 16;

/// A handle to the reading tasks, which are asked in turn.
#[derive(Clone, Debug)]
pub(crate) struct StoreReader {
    tasks: Arc<[mpsc::Sender<Question>]>,
    turn: Arc<AtomicUsize>,
}

#[derive(Debug)]
enum Question {
    Page((Mailbox, u64, u32), Reply<Vec<(MailboxRow, ActRow)>>),
    Act(ActId, Reply<Option<ActRow>>),
    ActsOf(HandoverId, Reply<Vec<ActRow>>),
    OfCourse(HandoverId, Reply<Vec<HandoverId>>),
    Announcements((Hash, Mailbox), Reply<Vec<ActRow>>),
    Keep(EnrolmentRow, Reply<bool>),
    Enrolments(Reply<Vec<EnrolmentRow>>),
    Owed(
        (Owes, Option<Place>, u32),
        Reply<Vec<(OwedRow, HandoverRow)>>,
    ),
    Tally(Timestamp, Reply<Vec<Tally>>),
    Facts(
        (Option<HandoverId>, u32),
        Reply<Vec<(HandoverRow, Option<Timestamp>)>>,
    ),
    LastHeard(Reply<BTreeMap<OfficeId, Timestamp>>),
    Drop(InvitationId, Reply<()>),
}

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

impl StoreReader {
    /// A handle, and the questions that as many tasks are to [`answer`].
    pub(crate) fn channels() -> (Self, Vec<Questions>) {
        let channels = (0..READERS).map(|_| mpsc::channel(QUESTIONS_MAX));
        let (tasks, questions): (Vec<_>, Vec<_>) = channels.unzip();
        let reader = Self {
            tasks: tasks.into(),
            turn: Arc::default(),
        };
        (reader, questions.into_iter().map(Questions).collect())
    }

    pub(crate) async fn page(
        &self,
        mailbox: Mailbox,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(MailboxRow, ActRow)>, Refusal> {
        self.ask(|reply| Question::Page((mailbox, after, limit), reply))
            .await
    }

    pub(crate) async fn act(&self, id: ActId) -> Result<Option<ActRow>, Refusal> {
        self.ask(|reply| Question::Act(id, reply)).await
    }

    pub(crate) async fn acts_of(&self, handover: HandoverId) -> Result<Vec<ActRow>, Refusal> {
        self.ask(|reply| Question::ActsOf(handover, reply)).await
    }

    pub(crate) async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, Refusal> {
        self.ask(|reply| Question::OfCourse(course, reply)).await
    }

    pub(crate) async fn announcements(
        &self,
        hash: Hash,
        mailbox: Mailbox,
    ) -> Result<Vec<ActRow>, Refusal> {
        self.ask(|reply| Question::Announcements((hash, mailbox), reply))
            .await
    }

    pub(crate) async fn keep(&self, row: EnrolmentRow) -> Result<bool, Refusal> {
        self.ask(|reply| Question::Keep(row, reply)).await
    }

    pub(crate) async fn enrolments(&self) -> Result<Vec<EnrolmentRow>, Refusal> {
        self.ask(Question::Enrolments).await
    }

    pub(crate) async fn owed(
        &self,
        which: Owes,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Vec<(OwedRow, HandoverRow)>, Refusal> {
        self.ask(|reply| Question::Owed((which, after, limit), reply))
            .await
    }

    pub(crate) async fn tally(&self, now: Timestamp) -> Result<Vec<Tally>, Refusal> {
        self.ask(|reply| Question::Tally(now, reply)).await
    }

    pub(crate) async fn facts(
        &self,
        after: Option<HandoverId>,
        limit: u32,
    ) -> Result<Vec<(HandoverRow, Option<Timestamp>)>, Refusal> {
        self.ask(|reply| Question::Facts((after, limit), reply))
            .await
    }

    pub(crate) async fn last_heard(&self) -> Result<BTreeMap<OfficeId, Timestamp>, Refusal> {
        self.ask(Question::LastHeard).await
    }

    pub(crate) async fn drop_enrolments(&self, invitation: InvitationId) -> Result<(), Refusal> {
        self.ask(|reply| Question::Drop(invitation, reply)).await
    }

    async fn ask<T>(&self, question: impl FnOnce(Reply<T>) -> Question) -> Result<T, Refusal> {
        let (reply, answer) = oneshot::channel();
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let task = turn.checked_rem(self.tasks.len());
        let task = task.and_then(|task| self.tasks.get(task));
        let asked = task.ok_or(Refusal::Unavailable)?.send(question(reply));
        asked.await.map_err(|_| Refusal::Unavailable)?;
        let answer = answer.await.map_err(|_| Refusal::Unavailable)?;
        answer.map_err(|error| {
            tracing::error!(%error, "the store could not be read");
            Refusal::Unavailable
        })
    }
}

/// What one reading task is asked.
#[derive(Debug)]
pub(crate) struct Questions(mpsc::Receiver<Question>);

/// Answers until nobody can ask any more.
pub(crate) async fn answer<S: Store>(store: Arc<S>, mut questions: Questions) {
    while let Some(question) = questions.0.recv().await {
        reply(&*store, question).await;
    }
}

/// Answers one question. An answer that nobody waits for any more is dropped.
async fn reply<S: Store>(store: &S, question: Question) {
    match question {
        Question::Page((mailbox, after, limit), reply) => {
            drop(reply.send(store.page(&mailbox, after, limit).await));
        }
        Question::Act(id, reply) => drop(reply.send(store.act(id).await)),
        Question::ActsOf(id, reply) => drop(reply.send(store.acts_of(id).await)),
        Question::OfCourse(id, reply) => drop(reply.send(store.of_course(id).await)),
        Question::Announcements((hash, mailbox), reply) => {
            drop(reply.send(store.announcements(hash, &mailbox).await));
        }
        Question::Keep(row, reply) => drop(reply.send(store.keep_enrolment(row).await)),
        Question::Enrolments(reply) => drop(reply.send(store.enrolments().await)),
        Question::Owed((which, after, limit), reply) => {
            drop(reply.send(store.owed(&which, (after, limit)).await));
        }
        Question::Tally(now, reply) => drop(reply.send(store.tally(now).await)),
        Question::Facts((after, limit), reply) => {
            drop(reply.send(store.facts(after, limit).await));
        }
        Question::LastHeard(reply) => drop(reply.send(store.last_heard().await)),
        Question::Drop(id, reply) => drop(reply.send(store.drop_enrolments(id).await)),
    }
}
