//! Deposits on their way: many on one stream, each answered in order.

use std::fmt;

use quinn::SendStream;
use stafet_shared::{
    log::receipt::Receipt,
    refusal::Refusal,
    wire::v1::message::{Parcel, Request},
};

use super::{Answers, Connection, LinkError};

/// Acts that are being deposited. The next may be sent before the last is answered.
pub struct Deposits {
    connection: Connection,
    send: SendStream,
    answers: Answers,
}

impl Connection {
    /// Begins to deposit acts.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn deposits(&self) -> Result<Deposits, LinkError> {
        let (send, answers) = self.open().await?;
        Ok(Deposits {
            connection: self.clone(),
            send,
            answers,
        })
    }
}

impl Deposits {
    /// Sends the next act. Answers `false` when the server has stopped reading: its refusal comes
    /// in place of a receipt.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn send(&mut self, parcel: Parcel) -> Result<bool, LinkError> {
        let request = Request::Deposit(parcel);
        self.connection.write(&mut self.send, &request).await
    }

    /// Says that this was all.
    pub fn finish(&mut self) {
        // Fails only when the server has stopped reading, which its answer explains.
        let _ = self.send.finish();
    }

    /// The answer to the oldest act that is not answered.
    ///
    /// # Errors
    /// When the connection fails, and when the answer is to no deposit.
    pub async fn receipt(&mut self) -> Result<Result<Receipt, Refusal>, LinkError> {
        self.answers.receipt().await
    }
}

impl fmt::Debug for Deposits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deposits({:?})", self.answers)
    }
}
