//! The link to the server: QUIC, one stream for each request, a deadline for each answer.
//!
//! The only module of the client that names quinn. Nothing is ever lost by a deadline: every
//! request may be repeated, and the caller connects anew, since a connection can stall right
//! after its handshake without either end noticing.

mod answers;
mod blobs;
mod connector;
mod deposits;
mod overview;
mod patience;
mod probe;

use std::time::Duration;

use quinn::{TransportErrorCode, VarInt, crypto::rustls::NoInitialCipherSuite};
use rustls::pki_types::CertificateDer;
use stafet_certs::{fingerprint::RootPin, joining::OtherServer, tls::TlsError};
use stafet_shared::{
    heard::OfficesHeard,
    id::{ActId, HandoverId},
    invitation::Enrol,
    log::{Mailbox, head::Head, receipt::Receipt},
    refusal::Refusal,
    wire::v1::message::{Parcel, Request, Response},
};

pub(crate) use self::answers::unexpected;
use self::patience::attentively;
pub use self::{
    answers::Answers,
    blobs::{Put, Upload},
    connector::Connector,
    deposits::Deposits,
};

/// How long a handshake may take.
pub const CONNECT_DEADLINE: Duration = Duration::from_secs(20);
/// How long the next answer, or the next piece of one, may be awaited.
pub const ANSWER_DEADLINE: Duration = Duration::from_secs(20);
/// How long the server may leave one request unread.
pub const WRITE_DEADLINE: Duration = Duration::from_secs(120);
/// How long a silent connection is kept, in ms.
pub const IDLE_TIMEOUT_MS: u32 = 120_000;
/// How often a connection says that it is there.
pub const KEEP_ALIVE: Duration = Duration::from_secs(25);
/// The round trip that is assumed before one was measured. What is not answered in three times as
/// long is sent again: a satellite's answer is there by then, and a lost packet costs no more.
pub const INITIAL_RTT: Duration = Duration::from_millis(320);
/// Bytes in the first flight: a usual handover fits in it.
pub const INITIAL_WINDOW_BYTES: u64 = 32 * 1024;
/// Bytes of one stream that were received but not yet read.
///
/// Less than half of what the server keeps in flight on a connection, so that a sealed file never
/// takes all of it. It is also the most of a file that a broken link costs.
pub const STREAM_RECEIVE_WINDOW_BYTES: u32 = 128 * 1024;
/// What TLS says of a certificate that has ended or not begun.
const CERTIFICATE_EXPIRED: u8 = 45;
/// The code with which a connection is closed when all is said.
const DONE_CODE: VarInt = VarInt::from_u32(0);

/// A connection to the server. Clones are the same connection.
#[derive(Clone, Debug)]
pub struct Connection(quinn::Connection);

/// What the server says to an application to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joining {
    /// An administrator has to approve.
    Waiting,
    /// The device's certificates.
    Joined(Vec<Vec<u8>>),
}

impl Connection {
    /// Deposits acts, each answered in order.
    ///
    /// # Errors
    /// When the connection fails before all are answered; those that were are simply deposited.
    pub async fn deposit(
        &self,
        parcels: &[Parcel],
    ) -> Result<Vec<Result<Receipt, Refusal>>, LinkError> {
        let mut deposits = self.deposits().await?;
        for parcel in parcels {
            deposits.send(parcel.clone()).await?;
        }
        deposits.finish();
        let mut receipts = Vec::new();
        while receipts.len() < parcels.len() {
            receipts.push(deposits.receipt().await?);
        }
        Ok(receipts)
    }

    /// Reads mailboxes after these entries to their ends.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn read(&self, cursors: Vec<(Mailbox, u64)>) -> Result<Answers, LinkError> {
        let live = false;
        self.ask(&[Request::Subscribe { cursors, live }]).await
    }

    /// Reads mailboxes after these entries, and whatever comes later.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn follow(&self, cursors: Vec<(Mailbox, u64)>) -> Result<Answers, LinkError> {
        let live = true;
        self.ask(&[Request::Subscribe { cursors, live }]).await
    }

    /// Asks for every act about a handover.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn fetch_handover(&self, id: HandoverId) -> Result<Answers, LinkError> {
        self.ask(&[Request::FetchHandover(id)]).await
    }

    /// Asks for one act with its body.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn fetch_act(&self, id: ActId) -> Result<Answers, LinkError> {
        self.ask(&[Request::FetchAct(id)]).await
    }

    /// Applies to join.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn enrol(&self, enrol: &Enrol) -> Result<Joining, LinkError> {
        let request = Request::Enrol(Box::new(enrol.clone()));
        match self.ask(&[request]).await?.soon().await? {
            Some(Response::Waiting) => Ok(Joining::Waiting),
            Some(Response::Joined(chain)) => Ok(Joining::Joined(chain)),
            other => Err(unexpected(other.as_ref())),
        }
    }

    /// The applications that wait for an administrator.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn enrolments(&self) -> Result<Vec<Enrol>, LinkError> {
        let mut answers = self.ask(&[Request::Enrolments]).await?;
        let mut enrolments = Vec::new();
        while let Some(response) = answers.soon().await? {
            let wrong = unexpected(Some(&response));
            enrolments.push(response.enrolment().ok_or(wrong)?);
        }
        Ok(enrolments)
    }

    /// Asks when each office was last heard of, to the hour.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn heard(&self) -> Result<OfficesHeard, LinkError> {
        match self.ask(&[Request::Heard]).await?.soon().await? {
            Some(Response::Heard(told)) => Ok(*told),
            other => Err(unexpected(other.as_ref())),
        }
    }

    /// Asks how far the log goes.
    ///
    /// # Errors
    /// When the connection fails or the server refuses.
    pub async fn ping(&self) -> Result<Head, LinkError> {
        match self.ask(&[Request::Ping]).await?.soon().await? {
            Some(Response::Pong(head)) => Ok(head),
            other => Err(unexpected(other.as_ref())),
        }
    }

    /// The root certificate that the pin names, as the server has presented it.
    ///
    /// # Errors
    /// When the server has not presented it.
    pub fn root(&self, pin: RootPin) -> Result<CertificateDer<'static>, LinkError> {
        let identity = self.0.peer_identity();
        let chain = identity.and_then(|it| it.downcast::<Vec<CertificateDer<'static>>>().ok());
        let root = chain.as_ref().and_then(|chain| pin.find(chain));
        root.cloned().ok_or(LinkError::OtherServer(OtherServer))
    }

    /// Bytes sent and received so far, as UDP carries them.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        let stats = self.0.stats();
        (stats.udp_tx.bytes, stats.udp_rx.bytes)
    }

    /// Says that nothing more will be asked.
    pub fn close(&self) {
        self.0.close(DONE_CODE, b"");
    }

    async fn ask(&self, requests: &[Request]) -> Result<Answers, LinkError> {
        let (mut send, answers) = self.open().await?;
        for request in requests {
            if !self.write(&mut send, request).await? {
                break;
            }
        }
        // Fails only when the server has stopped reading, which its answer explains.
        let _ = send.finish();
        Ok(answers)
    }

    /// Writes one request. Answers `false` when the server has stopped reading: it refuses, and
    /// its refusal is to be read.
    async fn write(
        &self,
        send: &mut quinn::SendStream,
        request: &Request,
    ) -> Result<bool, LinkError> {
        let bytes = request.to_frame().to_bytes();
        match attentively(&self.0, WRITE_DEADLINE, send.write_all(&bytes)).await? {
            Ok(()) => Ok(true),
            Err(quinn::WriteError::Stopped(_)) => Ok(false),
            Err(quinn::WriteError::ConnectionLost(error)) => Err(lost(error)),
            Err(quinn::WriteError::ZeroRttRejected) => Err(LinkError::TooEarly),
            Err(error @ quinn::WriteError::ClosedStream) => {
                Err(LinkError::Unreachable(error.to_string()))
            }
        }
    }

    /// A fresh stream.
    async fn open(&self) -> Result<(quinn::SendStream, Answers), LinkError> {
        let opened = attentively(&self.0, ANSWER_DEADLINE, self.0.open_bi()).await?;
        let (send, receive) = opened.map_err(lost)?;
        Ok((send, Answers::new(receive, self.0.clone())))
    }
}

/// Why the server could not be spoken to. Whatever was asked is asked again by itself, unless
/// the server is another one or refuses.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The address leads nowhere.
    #[error("the server's address '{0}' leads nowhere now; it is tried again by itself")]
    Address(String),
    /// The connection could not be made, or broke.
    #[error("the server is not reached ({0}); it is tried again by itself")]
    Unreachable(String),
    /// Nothing came in time.
    #[error("the server does not answer; it is tried again by itself")]
    NoAnswer,
    /// The server has forgotten the session with which the conversation was begun.
    #[error("the server does not remember this device; it is asked again by itself")]
    TooEarly,
    /// The server has ended a subscription.
    #[error("the server has stopped sending; it is asked again by itself")]
    Ended,
    /// The server is not the invitation's.
    #[error(transparent)]
    OtherServer(#[from] OtherServer),
    /// The server's certificate does not hold at this time: this computer's clock is wrong, or it
    /// has ended.
    #[error("the server's certificate does not hold today; set this computer's clock")]
    Time,
    /// The server refuses.
    #[error("the server refuses: {0}")]
    Refused(Refusal),
    /// The server says something that is no answer to the question.
    #[error("the server answers beside the question; update this program or the server's")]
    Unexpected,
    /// The settings of TLS cannot be made.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The cryptographic provider lacks what QUIC begins with.
    #[error("QUIC cannot be spoken, which is a fault in this program")]
    Quic(#[from] NoInitialCipherSuite),
}

impl LinkError {
    /// Whether the server is only not reached now: everything is tried again by itself.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        match self {
            Self::Address(_)
            | Self::Unreachable(_)
            | Self::NoAnswer
            | Self::TooEarly
            | Self::Ended => true,
            Self::Refused(refusal) => refusal.is_passing(),
            Self::OtherServer(_) | Self::Time | Self::Unexpected | Self::Tls(_) | Self::Quic(_) => {
                false
            }
        }
    }
}

fn lost(error: quinn::ConnectionError) -> LinkError {
    match error {
        quinn::ConnectionError::TimedOut => LinkError::NoAnswer,
        // This end has said it; the other one would be told as closed.
        quinn::ConnectionError::TransportError(error)
            if error.code == TransportErrorCode::crypto(CERTIFICATE_EXPIRED) =>
        {
            LinkError::Time
        }
        other @ (quinn::ConnectionError::VersionMismatch
        | quinn::ConnectionError::TransportError(_)
        | quinn::ConnectionError::ConnectionClosed(_)
        | quinn::ConnectionError::ApplicationClosed(_)
        | quinn::ConnectionError::Reset
        | quinn::ConnectionError::LocallyClosed
        | quinn::ConnectionError::CidsExhausted) => LinkError::Unreachable(other.to_string()),
    }
}
