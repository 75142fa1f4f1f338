//! One task keeps an office, so that a page and a sync can have it at once.
//!
//! Whoever wants something of the office sends a call and waits for its answer alone. Calls are
//! made one after the other, each to its end, also when nobody waits for its answer any more. So a
//! call that asked its own keeper would wait for itself for ever: it is refused.

use std::{
    fmt,
    future::{Future, ready},
    pin::Pin,
    sync::Arc,
};

use tokio::{
    sync::{mpsc, oneshot},
    task_local,
};

use crate::{
    office::{Answer, Lender, Office, OfficeError, Reader},
    store::Store,
};

/// The most calls that wait for the office; who makes one more waits until there is room.
pub const CALLS_MAX: usize = 64;

task_local! {
    /// The mark of the keeper that makes a call in this task.
    static CALLED_BY: Arc<()>;
}

/// A call whose answer goes where it was asked for.
type Call<S> = Box<
    dyn for<'a> FnOnce(&'a mut Office<S>) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> + Send,
>;

/// The one owner of an office. Its own owner runs it and awaits its end.
pub struct Keeper<S> {
    office: Office<S>,
    calls: mpsc::Receiver<Call<S>>,
    mark: Arc<()>,
}

/// Asks for the office. Clones ask for the same one.
pub struct Handle<S> {
    calls: mpsc::Sender<Call<S>>,
    /// That of the keeper, and of no other.
    mark: Arc<()>,
}

impl<S: Store> Keeper<S> {
    /// A keeper of `office`, and the first handle to it.
    #[must_use]
    pub fn of(office: Office<S>) -> (Self, Handle<S>) {
        let (ask, calls) = mpsc::channel(CALLS_MAX);
        let handle = Handle {
            calls: ask,
            mark: Arc::new(()),
        };
        let mark = Arc::clone(&handle.mark);
        let keeper = Self {
            office,
            calls,
            mark,
        };
        (keeper, handle)
    }

    /// Makes the calls that come. Gives the office back when no handle is left.
    pub async fn run(mut self) -> Office<S> {
        while let Some(call) = self.calls.recv().await {
            let mark = Arc::clone(&self.mark);
            CALLED_BY.scope(mark, call(&mut self.office)).await;
        }
        self.office
    }
}

impl<S: Store> Handle<S> {
    /// Does something with the office.
    ///
    /// # Errors
    /// What the call answers; [`OfficeError::Closed`] when nobody keeps the office any more, and
    /// [`OfficeError::AskedFromWithin`] in a call that its keeper makes.
    pub async fn ask<T: Send + 'static>(
        &self,
        call: impl for<'a> FnOnce(&'a mut Office<S>) -> Answer<'a, T> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let is_within = CALLED_BY.try_with(|by| Arc::ptr_eq(by, &self.mark));
        if is_within.unwrap_or(false) {
            return Err(OfficeError::AskedFromWithin);
        }
        let (answer, answered) = oneshot::channel();
        let call: Call<S> = Box::new(move |office| {
            let made = call(office);
            // Who has asked may have stopped waiting.
            Box::pin(async move { drop(answer.send(made.await)) })
        });
        let asked = self.calls.send(call).await;
        asked.map_err(|_| OfficeError::Closed)?;
        answered.await.map_err(|_| OfficeError::Closed)?
    }

    /// Reads what is known.
    ///
    /// # Errors
    /// When nobody keeps the office any more.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl for<'a> FnOnce(Reader<'a>) -> T + Send + 'static,
    ) -> Result<T, OfficeError> {
        self.ask(move |office| Box::pin(ready(Ok(read(office.reader())))))
            .await
    }
}

impl<S: Store> Lender for Handle<S> {
    type Store = S;

    fn lend<T: Send + 'static>(
        &mut self,
        call: impl for<'a> FnOnce(&'a mut Office<S>) -> Answer<'a, T> + Send + 'static,
    ) -> Answer<'_, T> {
        Box::pin(self.ask(call))
    }
}

impl<S> Clone for Handle<S> {
    fn clone(&self) -> Self {
        Self {
            calls: self.calls.clone(),
            mark: Arc::clone(&self.mark),
        }
    }
}

impl<S> fmt::Debug for Handle<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({} calls fit)", self.calls.capacity())
    }
}

impl<S> fmt::Debug for Keeper<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Keeper({:?}, {} calls wait)",
            self.office,
            self.calls.len()
        )
    }
}
