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
        danish: "Underretning",
        without: &[
            Verb::Decline,
            Verb::ReadDecline,
            Verb::Resubmit,
            // Whoever got it wrongly hands it on, and keeps the ball until that is signed for.
            Verb::WrongRecipient,
            Verb::ReportFollowUp,
            Verb::Settle,
        ],
        closes: (Verb::SignAction, Ending::ActionSigned),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::Referral,
        number: "H1",
        danish: "Henvisning",
        without: &[Verb::ReportFollowUp, Verb::SignAction],
        closes: (Verb::Accept, Ending::CourseOpened),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::CaseInformation,
        number: "H2",
        danish: "Sagsoplysninger",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::Received),
        authority: Side::Sender,
        is_matter: false,
    },
    KindRow {
        kind: Kind::ClosingReport,
        number: "H3",
        danish: "Afsluttende rapport",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::ReportReceived),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::FollowUp,
        number: "H4",
        danish: "Opfølgning",
        without: &[Verb::SignAction],
        closes: (Verb::ReportFollowUp, Ending::FollowedUp),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::InterimReport,
        number: "H5",
        danish: "Delrapport",
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
    danish: "Besked",
    without: RECEIVED_ONLY,
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
