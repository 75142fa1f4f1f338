//! The twins of the documents of the kinds of handover.

use minicbor::{CborLen, Decode, Encode};

use super::{AttachmentTwin, ChildTwin, DateTwin};

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct NotificationTwin<'a> {
    #[b(0)]
    pub(in super::super) child: ChildTwin<'a>,
    #[b(1)]
    pub(in super::super) subject: Option<&'a str>,
    #[b(2)]
    pub(in super::super) observed: Option<&'a str>,
    #[b(3)]
    pub(in super::super) immediate_action: Option<&'a str>,
    /// Milliseconds since 1970-01-01 UTC.
    #[n(4)]
    pub(in super::super) reported_at: Option<i64>,
    #[b(5)]
    pub(in super::super) attachments: Vec<AttachmentTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct CaseInformationTwin<'a> {
    #[b(0)]
    pub(in super::super) subject: Option<&'a str>,
    #[b(1)]
    pub(in super::super) check_list: CheckListTwin<'a>,
    #[b(2)]
    pub(in super::super) attachments: Vec<AttachmentTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct CheckListTwin<'a> {
    #[n(0)]
    pub(in super::super) standard: Option<u8>,
    #[b(1)]
    pub(in super::super) items: Vec<CheckItemTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct CheckItemTwin<'a> {
    #[b(0)]
    pub(in super::super) what: Option<&'a str>,
    #[n(1)]
    pub(in super::super) state: Option<u8>,
    #[n(2)]
    pub(in super::super) expected: Option<DateTwin>,
    #[b(3)]
    pub(in super::super) reason: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct InterimReportTwin<'a> {
    #[b(0)]
    pub(in super::super) subject: Option<&'a str>,
    #[n(1)]
    pub(in super::super) sessions_held: Option<u32>,
    #[n(2)]
    pub(in super::super) no_shows: Option<u32>,
    #[b(3)]
    pub(in super::super) status: Option<&'a str>,
    #[b(4)]
    pub(in super::super) attachments: Vec<AttachmentTwin<'a>>,
    #[b(5)]
    pub(in super::super) needs_from_municipality: Option<&'a str>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct ClosingReportTwin<'a> {
    #[b(0)]
    pub(in super::super) subject: Option<&'a str>,
    #[n(1)]
    pub(in super::super) from: Option<DateTwin>,
    #[n(2)]
    pub(in super::super) to: Option<DateTwin>,
    #[n(3)]
    pub(in super::super) sessions_held: Option<u32>,
    #[b(4)]
    pub(in super::super) summary: Option<&'a str>,
    #[b(5)]
    pub(in super::super) recommendation: Option<&'a str>,
    #[n(6)]
    pub(in super::super) recommends_follow_up: Option<bool>,
    #[b(7)]
    pub(in super::super) attachments: Vec<AttachmentTwin<'a>>,
    #[n(8)]
    pub(in super::super) follow_up_by: Option<DateTwin>,
    #[b(9)]
    pub(in super::super) check_list: Option<CheckListTwin<'a>>,
}

#[derive(Encode, Decode, CborLen)]
#[cbor(array)]
pub(in super::super) struct FollowUpTwin<'a> {
    #[b(0)]
    pub(in super::super) subject: Option<&'a str>,
    #[b(1)]
    pub(in super::super) decision: Option<&'a str>,
    #[n(2)]
    pub(in super::super) deviates: Option<bool>,
    #[n(3)]
    pub(in super::super) checks: Vec<DateTwin>,
    #[b(4)]
    pub(in super::super) attachments: Vec<AttachmentTwin<'a>>,
    #[b(5)]
    pub(in super::super) reason_for_deviation: Option<&'a str>,
    #[n(6)]
    pub(in super::super) first_contact_by: Option<DateTwin>,
    #[b(7)]
    pub(in super::super) child: Option<ChildTwin<'a>>,
}
