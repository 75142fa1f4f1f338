//! How the page is asked for its practice: by calls to the task that keeps it.

use tokio::sync::{mpsc, oneshot};

/// The most calls that wait.
const CALLS_MAX: usize = 8;

/// One call.
#[derive(Debug)]
pub enum Call {
    /// A one-time address of the practice; none when there is none.
    Address(oneshot::Sender<Option<String>>),
    /// A practice is to begin, if there is none. Answers why there is none then.
    Begin(oneshot::Sender<Result<(), String>>),
    /// It is to end.
    End(oneshot::Sender<()>),
}

/// Makes the calls.
#[derive(Clone, Debug)]
pub struct Calls(mpsc::Sender<Call>);

impl Calls {
    /// Calls, and where they come.
    #[must_use]
    pub fn new() -> (Self, mpsc::Receiver<Call>) {
        let (send, calls) = mpsc::channel(CALLS_MAX);
        (Self(send), calls)
    }

    /// A one-time address of the practice, if there is one.
    pub async fn address(&self) -> Option<String> {
        self.call(Call::Address).await.flatten()
    }

    /// Begins one if there is none.
    ///
    /// # Errors
    /// Why there is none then.
    pub async fn begin(&self) -> Result<(), String> {
        self.call(Call::Begin).await.unwrap_or(Ok(()))
    }

    /// Ends it. Nothing of it is left.
    pub async fn end(&self) {
        self.call(Call::End).await.unwrap_or_default();
    }

    /// `None` when the page itself ends.
    async fn call<T>(&self, call: impl FnOnce(oneshot::Sender<T>) -> Call) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        self.0.send(call(answer)).await.ok()?;
        answered.await.ok()
    }
}
