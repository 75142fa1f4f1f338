//! The messages of the conversation between a device and the server, each in one frame.

mod frames;

use self::frames::frames;
use crate::{
    act::{BODY_BYTES_MAX, SIGNED_BYTES_MAX},
    hash::Hash,
    heard::OfficesHeard,
    id::{ActId, HandoverId},
    invitation::Enrol,
    log::{Mailbox, head::Head, receipt::Receipt},
    overview::{FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion},
    refusal::Refusal,
    report::Fact,
    seal::blob::BlobRef,
    sign::SIGNATURE_BYTES,
    time::Timestamp,
    wire::{
        DecodeError,
        v1::{
            codes::{leaves::Octets, lists::AtMost},
            twin::twin,
        },
    },
};

/// The most mailboxes in one subscription.
pub const CURSORS_MAX: usize = 64;
/// The most bytes of a blob in one frame.
pub const PIECE_BYTES_MAX: usize = 16 * 1024;

/// An act with its body, on its way to the log or from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The signed act.
    pub signed: Vec<u8>,
    /// Its body, where it has one and the reader is to have it.
    pub body: Option<Vec<u8>>,
}

/// What a device asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To join; asked again until it is answered.
    Enrol(Box<Enrol>),
    /// To take an act into the log. A stream may hold many, each answered in order.
    Deposit(Parcel),
    /// To be sent what stands in these mailboxes after these entries, and, when `live`, what
    /// comes later.
    Subscribe {
        /// The mailboxes, with the newest entry that the reader has of each.
        cursors: Vec<(Mailbox, u64)>,
        /// Whether the stream stays open.
        live: bool,
    },
    /// To be sent every act about a handover.
    FetchHandover(HandoverId),
    /// To be sent one act with its body.
    FetchAct(ActId),
    /// To be sent the applications that wait for an administrator.
    Enrolments,
    /// To be told the time and how far the log goes.
    Ping,
    /// To keep a blob that an act has announced. Its pieces follow on the same stream once the
    /// server has said from where.
    PutBlob(BlobRef),
    /// To be sent the rest of a blob.
    GetBlob {
        /// The blob's hash.
        hash: Hash,
        /// How many bytes of it the reader has.
        from: u32,
    },
    /// The next bytes of the blob that is being put.
    Piece(Vec<u8>),
    /// To be told what is owed, everywhere: a page of it.
    Owed(OwedQuestion),
    /// To be told what reports are made of: a page of it.
    Facts(FactsQuestion),
    /// To be told when each office was last heard of, to the hour.
    Heard,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// The application waits for an administrator.
    Waiting,
    /// The application is approved: the certificate and that of its issuer, DER.
    Joined(Vec<Vec<u8>>),
    /// The act is durable: R1.
    Deposited(Receipt),
    /// An act from the log, with its receipt; `mailbox` is the one that it is read from.
    Item {
        /// Which mailbox, or none for a fetch.
        mailbox: Option<Mailbox>,
        /// The act.
        parcel: Parcel,
        /// Its receipt.
        receipt: Receipt,
    },
    /// Everything up to this head has been sent.
    Complete(Head),
    /// One application that waits for an administrator.
    Enrolment(Box<Enrol>),
    /// The answer to a ping.
    Pong(Head),
    /// The request, or the act of the same place in the stream, is refused.
    Refused(Refusal),
    /// How many bytes of a blob the server has: the next piece goes on from there.
    BlobAt(u32),
    /// The whole blob is durable at the server.
    BlobKept,
    /// The next bytes of the blob that was asked for.
    Piece(Vec<u8>),
    /// One obligation.
    Owed(Box<OwedItem>),
    /// All obligations of the page have been sent.
    OwedEnd(Box<OwedEnd>),
    /// What reports have to know about one handover.
    Fact(Box<Fact>),
    /// All facts of the page have been sent.
    FactsEnd(FactsEnd),
    /// When each office was last heard of, to the hour.
    Heard(Box<OfficesHeard>),
}

impl Request {
    /// The application, if it is one.
    #[must_use]
    pub fn enrol(self) -> Option<Enrol> {
        if let Self::Enrol(enrol) = self {
            Some(*enrol)
        } else {
            None
        }
    }
}

impl Response {
    /// The application, if it is one that waits for an administrator.
    #[must_use]
    pub fn enrolment(self) -> Option<Enrol> {
        if let Self::Enrolment(enrol) = self {
            Some(*enrol)
        } else {
            None
        }
    }

    /// When offices were last heard of, if it is that.
    #[must_use]
    pub fn heard(self) -> Option<OfficesHeard> {
        if let Self::Heard(told) = self {
            Some(*told)
        } else {
            None
        }
    }

    /// Why the server does not do what was asked, if it says that.
    #[must_use]
    pub const fn refusal(&self) -> Option<Refusal> {
        if let Self::Refused(refusal) = self {
            Some(*refusal)
        } else {
            None
        }
    }

    /// The mailbox that an act is read from.
    #[must_use]
    pub const fn mailbox(&self) -> Option<&Mailbox> {
        if let Self::Item { mailbox, .. } = self {
            mailbox.as_ref()
        } else {
            None
        }
    }
}

frames! {
    Request {
        0x01 Enrol(enrol: Box<Enrol>),
        0x02 Deposit(parcel: Parcel),
        0x03 Subscribe { 0 cursors: AtMost<CURSORS_MAX, Vec<(Mailbox, u64)>>, 1 live: bool },
        0x04 FetchHandover(0 id: HandoverId),
        0x05 FetchAct(0 id: ActId),
        0x06 Enrolments(),
        0x07 Ping(),
        0x08 PutBlob(blob: BlobRef),
        0x09 GetBlob { 0 hash: Hash, 1 from: u32 },
        0x0A Piece(bytes as piece),
        0x0B Owed(question: OwedQuestion),
        0x0C Facts(question: FactsQuestion),
        0x0D Heard(),
    }
}

frames! {
    Response {
        0x40 Waiting(),
        0x41 Joined(0 chain: Vec<Octets>),
        0x42 Deposited(receipt: Receipt),
        0x43 Item { 0 mailbox: Option<Mailbox>, 1 parcel: Parcel, 2 receipt: Receipt },
        0x44 Complete(head: Head),
        0x45 Enrolment(enrol: Box<Enrol>),
        0x46 Pong(head: Head),
        0x47 Refused(0 refusal: Refusal),
        0x48 BlobAt(0 offset: u32),
        0x49 BlobKept(),
        0x4A Piece(bytes as piece),
        0x4B Owed(item: Box<OwedItem>),
        0x4C OwedEnd(end: Box<OwedEnd>),
        0x4D Fact(fact: Box<Fact>),
        0x4E FactsEnd(end: FactsEnd),
        0x4F Heard(told: Box<OfficesHeard>),
    }
}

twin! {
    Parcel if is_short_enough { 0 signed: Octets, 1 body: Option<Octets> }
}

fn is_short_enough(parcel: &Parcel) -> Result<(), DecodeError> {
    let body_bytes = parcel.body.as_ref().map_or(0, Vec::len);
    if parcel.signed.len() > SIGNED_BYTES_MAX || body_bytes > BODY_BYTES_MAX {
        return Err(DecodeError::Value("length"));
    }
    Ok(())
}

twin! {
    (Mailbox, u64): (mailbox, seq) = { 0 mailbox: Mailbox, 1 seq: u64 }
}

twin! {
    Head { 0 size: u64, 1 root: Hash, 2 at: Timestamp, 3 signature: [u8; SIGNATURE_BYTES] }
}

/// The bytes of a piece: they are not wrapped in anything.
fn piece(payload: &[u8]) -> Result<Vec<u8>, DecodeError> {
    if payload.is_empty() || payload.len() > PIECE_BYTES_MAX {
        return Err(DecodeError::Value("piece"));
    }
    Ok(payload.to_vec())
}
