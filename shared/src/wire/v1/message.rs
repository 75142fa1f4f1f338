//! The messages of the conversation between a device and the server, each in one frame.

use minicbor::{Decode, Encode};

use crate::{
    act::{BODY_BYTES_MAX, SIGNED_BYTES_MAX},
    hash::Hash,
    id::{ActId, HandoverId},
    invitation::Enrol,
    log::{Mailbox, head::Head, receipt::Receipt},
    overview::{FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion},
    refusal::Refusal,
    report::Fact,
    seal::blob::BlobRef,
    time::Timestamp,
    wire::{
        self, DecodeError,
        frame::Frame,
        v1::{
            Bytes, Bytes32, Id,
            act::{BlobTwin, instant},
            enrol::EnrolTwin,
            hash_from_wire, hash_to_wire,
            overview::{
                FactTwin, FactsEndTwin, FactsQuestionTwin, OwedEndTwin, OwedItemTwin,
                OwedQuestionTwin,
            },
            receipt::ReceiptTwin,
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
}

impl Request {
    /// The request as a frame.
    #[must_use]
    pub fn to_frame(&self) -> Frame {
        let (kind, payload) = match self {
            Self::Enrol(enrol) => (0x01, wire::encode(&EnrolTwin::from(&**enrol))),
            Self::Deposit(parcel) => (0x02, wire::encode(&ParcelTwin::from(parcel))),
            Self::Subscribe { cursors, live } => (
                0x03,
                wire::encode(&SubscribeTwin {
                    cursors: cursors
                        .iter()
                        .map(|(mailbox, seq)| CursorTwin {
                            mailbox: mailbox.name().to_owned(),
                            seq: *seq,
                        })
                        .collect(),
                    live: *live,
                }),
            ),
            Self::FetchHandover(id) => (
                0x04,
                wire::encode(&IdTwin {
                    id: (*id.as_bytes()).into(),
                }),
            ),
            Self::FetchAct(id) => (
                0x05,
                wire::encode(&IdTwin {
                    id: (*id.as_bytes()).into(),
                }),
            ),
            Self::Enrolments => (0x06, Vec::new()),
            Self::Ping => (0x07, Vec::new()),
            Self::PutBlob(blob) => (0x08, wire::encode(&BlobTwin::from(blob))),
            Self::GetBlob { hash, from } => (
                0x09,
                wire::encode(&GetTwin {
                    hash: hash_to_wire(*hash),
                    from: *from,
                }),
            ),
            Self::Piece(bytes) => (0x0A, bytes.clone()),
            Self::Owed(question) => (0x0B, wire::encode(&OwedQuestionTwin::from(question))),
            Self::Facts(question) => (0x0C, wire::encode(&FactsQuestionTwin::from(question))),
        };
        Frame { kind, payload }
    }

    /// The request that a frame holds.
    ///
    /// # Errors
    /// When it holds none that this version knows.
    pub fn from_frame(frame: &Frame) -> Result<Self, DecodeError> {
        let payload = frame.payload.as_slice();
        Ok(match frame.kind {
            0x01 => Self::Enrol(Box::new(wire::decode::<EnrolTwin>(payload)?.read()?)),
            0x02 => Self::Deposit(wire::decode::<ParcelTwin>(payload)?.read()?),
            0x03 => wire::decode::<SubscribeTwin>(payload)?.read()?,
            0x04 => Self::FetchHandover(HandoverId::from_bytes(id(payload)?)),
            0x05 => Self::FetchAct(ActId::from_bytes(id(payload)?)),
            0x06 if payload.is_empty() => Self::Enrolments,
            0x07 if payload.is_empty() => Self::Ping,
            0x08 => Self::PutBlob(wire::decode::<BlobTwin>(payload)?.read()?),
            0x09 => wire::decode::<GetTwin>(payload)?.read(),
            0x0A => Self::Piece(piece(payload)?),
            0x0B => Self::Owed(wire::decode::<OwedQuestionTwin>(payload)?.read()?),
            0x0C => Self::Facts(wire::decode::<FactsQuestionTwin>(payload)?.read()?),
            _ => return Err(DecodeError::Malformed),
        })
    }
}

impl Response {
    /// The response as a frame.
    #[must_use]
    pub fn to_frame(&self) -> Frame {
        let (kind, payload) = match self {
            Self::Waiting => (0x40, Vec::new()),
            Self::Joined(chain) => (
                0x41,
                wire::encode(&ChainTwin {
                    chain: chain.iter().map(|der| der.clone().into()).collect(),
                }),
            ),
            Self::Deposited(receipt) => (0x42, wire::encode(&ReceiptTwin::from(receipt))),
            Self::Item {
                mailbox,
                parcel,
                receipt,
            } => (
                0x43,
                wire::encode(&ItemTwin {
                    mailbox: mailbox.as_ref().map(|mailbox| mailbox.name().to_owned()),
                    parcel: ParcelTwin::from(parcel),
                    receipt: ReceiptTwin::from(receipt),
                }),
            ),
            Self::Complete(head) => (0x44, wire::encode(&HeadTwin::from(head))),
            Self::Enrolment(enrol) => (0x45, wire::encode(&EnrolTwin::from(&**enrol))),
            Self::Pong(head) => (0x46, wire::encode(&HeadTwin::from(head))),
            Self::Refused(refusal) => (
                0x47,
                wire::encode(&RefusedTwin {
                    code: refusal.code(),
                }),
            ),
            Self::BlobAt(offset) => (0x48, wire::encode(&OffsetTwin { offset: *offset })),
            Self::BlobKept => (0x49, Vec::new()),
            Self::Piece(bytes) => (0x4A, bytes.clone()),
            Self::Owed(item) => (0x4B, wire::encode(&OwedItemTwin::from(&**item))),
            Self::OwedEnd(end) => (0x4C, wire::encode(&OwedEndTwin::from(&**end))),
            Self::Fact(fact) => (0x4D, wire::encode(&FactTwin::from(&**fact))),
            Self::FactsEnd(end) => (0x4E, wire::encode(&FactsEndTwin::from(end))),
        };
        Frame { kind, payload }
    }

    /// The response that a frame holds.
    ///
    /// # Errors
    /// When it holds none that this version knows.
    pub fn from_frame(frame: &Frame) -> Result<Self, DecodeError> {
        let payload = frame.payload.as_slice();
        Ok(match frame.kind {
            0x40 if payload.is_empty() => Self::Waiting,
            0x41 => {
                let twin: ChainTwin = wire::decode(payload)?;
                Self::Joined(twin.chain.into_iter().map(Into::into).collect())
            }
            0x42 => Self::Deposited(wire::decode::<ReceiptTwin>(payload)?.read()?),
            0x43 => {
                let twin: ItemTwin = wire::decode(payload)?;
                Self::Item {
                    mailbox: twin.mailbox.map(|name| mailbox(&name)).transpose()?,
                    parcel: twin.parcel.read()?,
                    receipt: twin.receipt.read()?,
                }
            }
            0x44 => Self::Complete(wire::decode::<HeadTwin>(payload)?.read()?),
            0x45 => Self::Enrolment(Box::new(wire::decode::<EnrolTwin>(payload)?.read()?)),
            0x46 => Self::Pong(wire::decode::<HeadTwin>(payload)?.read()?),
            0x47 => Self::Refused(Refusal::from_code(
                wire::decode::<RefusedTwin>(payload)?.code,
            )),
            0x48 => Self::BlobAt(wire::decode::<OffsetTwin>(payload)?.offset),
            0x49 if payload.is_empty() => Self::BlobKept,
            0x4A => Self::Piece(piece(payload)?),
            0x4B => Self::Owed(Box::new(wire::decode::<OwedItemTwin>(payload)?.read()?)),
            0x4C => Self::OwedEnd(Box::new(wire::decode::<OwedEndTwin>(payload)?.read()?)),
            0x4D => Self::Fact(Box::new(wire::decode::<FactTwin>(payload)?.read()?)),
            0x4E => Self::FactsEnd(wire::decode::<FactsEndTwin>(payload)?.read()?),
            _ => return Err(DecodeError::Malformed),
        })
    }
}

#[derive(Encode, Decode)]
struct ParcelTwin {
    #[n(0)]
    signed: Bytes,
    #[n(1)]
    body: Option<Bytes>,
}

#[derive(Encode, Decode)]
struct SubscribeTwin {
    #[n(0)]
    cursors: Vec<CursorTwin>,
    #[n(1)]
    live: bool,
}

#[derive(Encode, Decode)]
struct CursorTwin {
    #[n(0)]
    mailbox: String,
    #[n(1)]
    seq: u64,
}

#[derive(Encode, Decode)]
struct IdTwin {
    #[n(0)]
    id: Id,
}

#[derive(Encode, Decode)]
struct ChainTwin {
    #[n(0)]
    chain: Vec<Bytes>,
}

#[derive(Encode, Decode)]
struct ItemTwin {
    #[n(0)]
    mailbox: Option<String>,
    #[n(1)]
    parcel: ParcelTwin,
    #[n(2)]
    receipt: ReceiptTwin,
}

#[derive(Encode, Decode)]
struct HeadTwin {
    #[n(0)]
    size: u64,
    #[n(1)]
    root: Bytes32,
    #[n(2)]
    at_ms: i64,
    #[n(3)]
    signature: minicbor::bytes::ByteArray<64>,
}

#[derive(Encode, Decode)]
struct RefusedTwin {
    #[n(0)]
    code: u16,
}

#[derive(Encode, Decode)]
struct GetTwin {
    #[n(0)]
    hash: Bytes32,
    #[n(1)]
    from: u32,
}

impl GetTwin {
    fn read(self) -> Request {
        Request::GetBlob {
            hash: hash_from_wire(self.hash),
            from: self.from,
        }
    }
}

#[derive(Encode, Decode)]
struct OffsetTwin {
    #[n(0)]
    offset: u32,
}

impl From<&Parcel> for ParcelTwin {
    fn from(parcel: &Parcel) -> Self {
        Self {
            signed: parcel.signed.clone().into(),
            body: parcel.body.clone().map(Into::into),
        }
    }
}

impl ParcelTwin {
    fn read(self) -> Result<Parcel, DecodeError> {
        let parcel = Parcel {
            signed: self.signed.into(),
            body: self.body.map(Into::into),
        };
        let body_bytes = parcel.body.as_ref().map_or(0, Vec::len);
        if parcel.signed.len() > SIGNED_BYTES_MAX || body_bytes > BODY_BYTES_MAX {
            return Err(DecodeError::Value("length"));
        }
        Ok(parcel)
    }
}

impl SubscribeTwin {
    fn read(self) -> Result<Request, DecodeError> {
        if self.cursors.len() > CURSORS_MAX {
            return Err(DecodeError::Value("cursors"));
        }
        let cursors = self
            .cursors
            .into_iter()
            .map(|cursor| Ok((mailbox(&cursor.mailbox)?, cursor.seq)))
            .collect::<Result<_, DecodeError>>()?;
        Ok(Request::Subscribe {
            cursors,
            live: self.live,
        })
    }
}

impl From<&Head> for HeadTwin {
    fn from(head: &Head) -> Self {
        Self {
            size: head.size,
            root: hash_to_wire(head.root),
            at_ms: head.at.unix_ms(),
            signature: head.signature.into(),
        }
    }
}

impl HeadTwin {
    fn read(self) -> Result<Head, DecodeError> {
        let at: Timestamp = instant(self.at_ms, "at")?;
        Ok(Head {
            size: self.size,
            root: hash_from_wire(self.root),
            at,
            signature: self.signature.into(),
        })
    }
}

/// The bytes of a piece: they are not wrapped in anything.
fn piece(payload: &[u8]) -> Result<Vec<u8>, DecodeError> {
    if payload.is_empty() || payload.len() > PIECE_BYTES_MAX {
        return Err(DecodeError::Value("piece"));
    }
    Ok(payload.to_vec())
}

fn mailbox(name: &str) -> Result<Mailbox, DecodeError> {
    Mailbox::parse(name).map_err(|_| DecodeError::Value("mailbox"))
}

fn id(payload: &[u8]) -> Result<[u8; crate::id::ID_BYTES], DecodeError> {
    Ok(wire::decode::<IdTwin>(payload)?.id.into())
}
