//! How long a server may be silent before a sync is given up.

use std::{future::Future, pin::Pin, time::Duration};

use tokio::{
    pin, select,
    time::{Sleep, sleep},
};

use super::SyncError;
use crate::link::LinkError;

/// The time until the server's first word. Once it was heard there is no hurry any more.
pub(super) struct Grace(Option<Pin<Box<Sleep>>>);

impl Grace {
    /// From now on, for as long as the `patience` lasts; for ever without one.
    pub(super) fn new(patience: Option<Duration>) -> Self {
        Self(patience.map(|patience| Box::pin(sleep(patience))))
    }

    /// Awaits something that hangs on the server, and no longer than this lasts unless the server
    /// `is_heard` then.
    ///
    /// # Errors
    /// [`LinkError::NoAnswer`] when it is not; what was begun is not lost.
    pub(super) async fn within<T>(
        &mut self,
        awaited: impl Future<Output = Result<T, SyncError>>,
        is_heard: impl Fn() -> bool,
    ) -> Result<T, SyncError> {
        let Some(due) = &mut self.0 else {
            return awaited.await;
        };
        pin!(awaited);
        let soon = select! {
            biased;
            outcome = &mut awaited => Some(outcome),
            () = due => None,
        };
        let outcome = match soon {
            Some(outcome) => outcome,
            None if is_heard() => awaited.await,
            None => return Err(LinkError::NoAnswer.into()),
        };
        if is_heard() {
            self.0 = None;
        }
        outcome
    }

    /// Whether the server was silent for too long.
    pub(super) fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|due| due.is_elapsed())
    }
}
