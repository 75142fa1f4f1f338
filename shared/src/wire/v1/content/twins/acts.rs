//! The twins of what acts say beside their verb.

use minicbor::{CborLen, Decode, Encode};

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct InformationRequestTwin<'a> {
    #[b(0)]
    pub(in super::super) items: Vec<&'a str>,
    #[b(1)]
    pub(in super::super) text: Option<&'a str>,
}

/// A reason, or an action taken.
#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct StatementTwin<'a> {
    #[b(0)]
    pub(in super::super) text: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct ProposalTwin<'a> {
    #[b(0)]
    pub(in super::super) office: Option<&'a str>,
    #[b(1)]
    pub(in super::super) reason: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct FollowUpReportTwin<'a> {
    #[n(0)]
    pub(in super::super) reached: Option<u8>,
    #[b(1)]
    pub(in super::super) text: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct CarriedTwin<'a> {
    #[n(0)]
    pub(in super::super) how: Option<u8>,
    #[b(1)]
    pub(in super::super) to_whom: Option<&'a str>,
    /// Milliseconds since 1970-01-01 UTC.
    #[n(2)]
    pub(in super::super) at: Option<i64>,
    #[b(3)]
    pub(in super::super) text: Option<&'a str>,
}
