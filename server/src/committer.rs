//! The one task that owns the log.
//!
//! It takes in what has arrived together, decides over one overlay, writes all of it in one
//! transaction, tells the readers, and only then answers. Nobody else can make a [`Committed`].
//! After an error of the store it answers nothing but *unavailable* until it has read again what
//! the log says; acts that were written in spite of the error get their receipts by being sent
//! again, since every act is looked up by its id before it is decided upon.

mod books;

use std::{sync::Arc, time::Duration};

use stafet_shared::{
    act::Act,
    entropy::Entropy,
    log::{Mailbox, receipt::Receipt},
    refusal::Refusal,
    sign::SigningKey,
    time::Clock,
};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use self::books::Books;
use crate::{
    decide::{Batch, Stamp},
    live::{Live, Published},
    log::{Founded, OpenError},
    store::{Log, Outcome, StoreError},
};

/// The most acts in one transaction.
pub const BATCH_ACTS_MAX: usize = 64;
/// The most bytes of bodies after which a transaction takes in no further act.
pub const BATCH_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most acts that wait for the committer.
pub const QUEUE_ACTS_MAX: usize = 64;
/// How long a batch waits for those who were there a moment ago. A flush costs the same for one
/// act as for many, and whoever was just answered often has the next act at once.
pub const GATHER: Duration = Duration::from_millis(3);
/// How often a batch is decided upon again because another server has written to the log.
pub const ATTEMPTS_MAX: u32 = 16;

/// What is durable. Only the committer makes it, and only a commit or a look into the log lets it.
#[derive(Debug, PartialEq, Eq)]
pub struct Committed<T>(T);

impl<T> Committed<T> {
    /// What may be said now.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// What becomes of an act that was deposited.
pub type Answer = Result<Committed<Receipt>, Refusal>;

/// An act whose signature has been verified, on its way to the log.
#[derive(Debug)]
pub struct Deposit {
    /// The act.
    pub act: Act,
    /// Its body.
    pub body: Option<Vec<u8>>,
    /// Who waits for the answer. Nobody may: the act is taken in all the same.
    pub answer: oneshot::Sender<Answer>,
}

/// What the committer works with, besides the store.
pub struct Tools {
    /// Tells the time of deposit.
    pub clock: Arc<dyn Clock>,
    /// Salts leaves.
    pub entropy: Box<dyn Entropy + Send>,
    /// Signs receipts.
    pub key: SigningKey,
    /// Whom to wake.
    pub live: Live,
}

impl std::fmt::Debug for Tools {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tools")
    }
}

/// The task that owns the log.
#[derive(Debug)]
pub struct Committer<S> {
    books: Books<S>,
    tools: Tools,
    standing: watch::Sender<Arc<Published>>,
    /// Whether the store has failed since the books were read.
    in_doubt: bool,
}

impl<S: Log> Committer<S> {
    /// Reads from the store what the log says. Answers with the committer and what it publishes.
    ///
    /// # Errors
    /// When the log does not begin with that genesis, or cannot be read.
    pub async fn open(
        store: Arc<S>,
        founded: &Founded,
        tools: Tools,
    ) -> Result<(Self, watch::Receiver<Arc<Published>>), OpenError> {
        let books = Books::open(store, founded).await?;
        let (standing, published) = watch::channel(Arc::new(books.standing()));
        let committer = Self {
            books,
            tools,
            standing,
            in_doubt: false,
        };
        Ok((committer, published))
    }

    /// Works until nobody can deposit any more.
    pub async fn run(mut self, mut deposits: mpsc::Receiver<Deposit>) {
        let mut crowd: usize = 1;
        while let Some(first) = deposits.recv().await {
            let mut batch = vec![first];
            // Whoever is alone never waits for anybody.
            let gathered = timeout(GATHER, gather(&mut batch, &mut deposits, crowd));
            // Late ones are in the next batch.
            drop(gathered.await);
            let acts = batch.len();
            self.answer_all(batch).await;
            crowd = acts.saturating_add(deposits.len());
        }
    }

    async fn answer_all(&mut self, batch: Vec<Deposit>) {
        let answers = match self.answers(&batch).await {
            Ok(answers) => answers,
            Err(error) => {
                self.in_doubt = true;
                tell_failure(&error, batch.len());
                None
            }
        };
        let answers = answers.unwrap_or_else(|| unavailable(&batch));
        for (deposit, answer) in batch.into_iter().zip(answers) {
            tell_refusal(&deposit, &answer);
            // Whoever no longer waits asks again and is answered then.
            drop(deposit.answer.send(answer));
        }
    }

    /// The answers to a batch, or `None` when others were faster every time.
    async fn answers(&mut self, batch: &[Deposit]) -> Result<Option<Vec<Answer>>, StoreError> {
        if self.in_doubt {
            self.read_again().await?;
            self.in_doubt = false;
            tracing::warn!("the store answers again");
        }
        for _ in 0..ATTEMPTS_MAX {
            match self.attempt(batch).await? {
                Some(answers) => return Ok(Some(answers)),
                None => self.read_again().await?,
            }
        }
        Ok(None)
    }

    async fn attempt(&mut self, batch: &[Deposit]) -> Result<Option<Vec<Answer>>, StoreError> {
        let acts: Vec<&Act> = batch.iter().map(|deposit| &deposit.act).collect();
        let view = self.books.view(&acts).await?;
        let expected = view.tree.size();
        let mut overlay = Batch::over(view);
        let decided: Vec<Result<Receipt, Refusal>> = batch
            .iter()
            .map(|deposit| self.decide(&mut overlay, deposit))
            .collect();
        let (changes, view) = overlay.finish();
        if !changes.acts.is_empty() {
            let written = changes.acts.len();
            let grown: Vec<Mailbox> = changes
                .mailboxes
                .iter()
                .map(|row| row.mailbox.clone())
                .collect();
            match self.books.store.commit(expected, changes).await? {
                Outcome::Moved => return Ok(None),
                Outcome::Done => {}
            }
            self.books.keep(view, &acts);
            tracing::debug!(acts = written, size = self.books.tree.size(), "committed");
            self.standing.send_replace(Arc::new(self.books.standing()));
            self.tools.live.wake(&grown);
        }
        Ok(Some(
            decided
                .into_iter()
                .map(|decision| decision.map(Committed))
                .collect(),
        ))
    }

    fn decide(&mut self, overlay: &mut Batch, deposit: &Deposit) -> Result<Receipt, Refusal> {
        let mut entropy = &mut *self.tools.entropy;
        let stamp = Stamp {
            now: self.tools.clock.now(),
            salt: Entropy::array(&mut entropy),
            key: &self.tools.key,
        };
        overlay.decide(deposit.act.clone(), deposit.body.clone(), &stamp)
    }

    /// Believes the store rather than what is remembered.
    async fn read_again(&mut self) -> Result<(), StoreError> {
        self.books.read_again().await?;
        self.standing.send_replace(Arc::new(self.books.standing()));
        self.tools.live.wake_all();
        Ok(())
    }
}

fn unavailable(batch: &[Deposit]) -> Vec<Answer> {
    batch.iter().map(|_| Err(Refusal::Unavailable)).collect()
}

fn tell_failure(error: &StoreError, acts: usize) {
    tracing::error!(%error, acts, "nothing is confirmed until the store answers");
}

fn tell_refusal(deposit: &Deposit, answer: &Answer) {
    if let Err(refusal) = answer {
        tracing::info!(act = %deposit.act.id(), code = refusal.code(), "refused");
    }
}

/// Adds whatever waits already, and whatever comes until the batch has as many acts as `crowd`,
/// within the bounds of one transaction. Nothing is lost when the caller stops waiting.
async fn gather(batch: &mut Vec<Deposit>, deposits: &mut mpsc::Receiver<Deposit>, crowd: usize) {
    let size = |deposit: &Deposit| deposit.body.as_ref().map_or(0, Vec::len);
    let mut bytes: usize = batch.iter().map(size).sum();
    while batch.len() < BATCH_ACTS_MAX && bytes < BATCH_BYTES_MAX {
        let next = match deposits.try_recv() {
            Ok(next) => Some(next),
            Err(_) if batch.len() < crowd => deposits.recv().await,
            Err(_) => None,
        };
        let Some(next) = next else {
            break;
        };
        bytes = bytes.saturating_add(size(&next));
        batch.push(next);
    }
}

#[cfg(test)]
mod tests;
