//! The kinds: which acts each knows and how it closes.

use crate::{
    handover::table::KindRow,
    words::{Ending, Kind, Side, Verb},
};

/// Every kind.
pub const KINDS: &[KindRow] = &[
    KindRow {
        kind: Kind::Notification,
        number: "H0",
        without: &[
            Verb::Decline,
            Verb::ReadDecline,
            Verb::Resubmit,
            // Whoever got it wrongly hands it on, and keeps the ball until that is signed for.
            Verb::WrongRecipient,
            Verb::ReportFollowUp,
            Verb::Settle,
            Verb::PassOn,
        ],
        closes: (Verb::SignAction, Ending::ActionSigned),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::Referral,
        number: "H1",
        without: &[Verb::ReportFollowUp, Verb::SignAction, Verb::PassOn],
        closes: (Verb::Accept, Ending::CourseOpened),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::CaseInformation,
        number: "H2",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::Received),
        authority: Side::Sender,
        is_matter: false,
    },
    KindRow {
        kind: Kind::ClosingReport,
        number: "H3",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::ReportReceived),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::FollowUp,
        number: "H4",
        without: &[Verb::SignAction, Verb::PassOn],
        closes: (Verb::ReportFollowUp, Ending::FollowedUp),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::InterimReport,
        number: "H5",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::Received),
        authority: Side::Receiver,
        is_matter: false,
    },
    MESSAGE,
];

pub(super) const MESSAGE: KindRow = KindRow {
    kind: Kind::Message,
    number: "M",
    without: &[
        Verb::Accept,
        Verb::Decline,
        Verb::ReadDecline,
        Verb::Resubmit,
        Verb::ReportFollowUp,
        Verb::SignAction,
        Verb::Settle,
        Verb::PassOn,
    ],
    closes: (Verb::Acknowledge, Ending::Received),
    authority: Side::Sender,
    is_matter: false,
};

const RECEIVED_ONLY: &[Verb] = &[
    Verb::Accept,
    Verb::Decline,
    Verb::ReadDecline,
    Verb::Resubmit,
    Verb::ReportFollowUp,
    Verb::SignAction,
    Verb::Settle,
];
