//! Tasks that read from the store for requests.
//!
//! A request does not know what kind of store it is: a store's methods give futures of their own
//! types, so that no store can stand behind a `dyn`, and a request that named its kind would make
//! everything on its way generic. And a subscription waits for days: it keeps a handle to a queue,
//! not room for the largest future of a database. So much is read side by side as there are tasks,
//! however many ask.
//!
//! Nothing here writes to the log; applications to join are no part of it.

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
    ActRow, EnrolmentRow, HandoverRow, MailboxRow, OwedRow, Owes, Page, Store, StoreError,
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

/// A question that requests ask of the store, and how it is answered: one line each.
macro_rules! questions {
    ($($variant:ident: $name:ident($($given:ident: $type:ty),*) -> $answer:ty
        = |$store:ident| $asking:expr;)*) => {
        #[derive(Debug)]
        enum Question {
            $($variant { $($given: $type,)* reply: Reply<$answer> },)*
        }

        impl StoreReader {
            $(pub(crate) async fn $name(&self, $($given: $type),*) -> Result<$answer, Refusal> {
                self.ask(|reply| Question::$variant { $($given,)* reply }).await
            })*
        }

        /// Answers one question. An answer that nobody waits for any more is dropped.
        async fn reply<S: Store>(store: &S, question: Question) {
            match question {
                $(Question::$variant { $($given,)* reply } => {
                    let $store = store;
                    drop(reply.send($asking.await));
                })*
            }
        }
    };
}

questions! {
    Page: page(mailbox: Mailbox, after: u64, limit: u32) -> Vec<(MailboxRow, ActRow)>
        = |store| store.page(&mailbox, after, limit);
    Act: act(id: ActId) -> Option<ActRow> = |store| store.act(id);
    ActsOf: acts_of(handover: HandoverId) -> Vec<ActRow> = |store| store.acts_of(handover);
    OfCourse: of_course(course: HandoverId) -> Vec<HandoverId> = |store| store.of_course(course);
    Announcements: announcements(hash: Hash, mailbox: Mailbox) -> Vec<ActRow>
        = |store| store.announcements(hash, &mailbox);
    Keep: keep(row: EnrolmentRow) -> bool = |store| store.keep_enrolment(row);
    Enrolments: enrolments() -> Vec<EnrolmentRow> = |store| store.enrolments();
    Drop: drop_enrolments(invitation: InvitationId) -> () = |store| store.drop_enrolments(invitation);
    Owed: owed(which: Owes, page: Page<Place>) -> Vec<(OwedRow, HandoverRow)>
        = |store| store.owed(&which, page);
    Tally: tally(now: Timestamp) -> Vec<Tally> = |store| store.tally(now);
    Facts: facts(page: Page<HandoverId>) -> Vec<(HandoverRow, Option<Timestamp>)>
        = |store| store.facts(page);
    LastHeard: last_heard() -> BTreeMap<OfficeId, Timestamp> = |store| store.last_heard();
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
