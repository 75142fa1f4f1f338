//! What acts say beside their verb.

use super::super::twins::{
    CarriedTwin, FollowUpReportTwin, InformationRequestTwin, ProposalTwin, StatementTwin,
};
use super::{instant_text, word};
use crate::content::{
    ActionTaken, Carried, Carrier, FollowUpReport, InformationRequest, Line, Proposal, Prose,
    RawCarried, RawFollowUpReport, RawInformationRequest, RawProposal, RawStatement, Reached,
    Reason,
};

impl<'a> From<&'a InformationRequest> for InformationRequestTwin<'a> {
    fn from(request: &'a InformationRequest) -> Self {
        Self {
            items: request.items().iter().map(Line::expose).collect(),
            text: request.text().map(Prose::expose),
        }
    }
}

impl From<InformationRequestTwin<'_>> for RawInformationRequest {
    fn from(twin: InformationRequestTwin<'_>) -> Self {
        Self {
            items: twin.items.into_iter().map(str::to_owned).collect(),
            text: twin.text.map(str::to_owned),
        }
    }
}

impl<'a> From<&'a Reason> for StatementTwin<'a> {
    fn from(reason: &'a Reason) -> Self {
        let text = Some(reason.text().expose());
        Self { text }
    }
}

impl<'a> From<&'a ActionTaken> for StatementTwin<'a> {
    fn from(action: &'a ActionTaken) -> Self {
        let text = Some(action.text().expose());
        Self { text }
    }
}

impl From<StatementTwin<'_>> for RawStatement {
    fn from(twin: StatementTwin<'_>) -> Self {
        let text = twin.text.map(str::to_owned);
        Self { text }
    }
}

impl<'a> From<&'a Proposal> for ProposalTwin<'a> {
    fn from(proposal: &'a Proposal) -> Self {
        Self {
            office: Some(proposal.office().as_str()),
            reason: Some(proposal.reason().expose()),
        }
    }
}

impl From<ProposalTwin<'_>> for RawProposal {
    fn from(twin: ProposalTwin<'_>) -> Self {
        Self {
            office: twin.office.map(str::to_owned),
            reason: twin.reason.map(str::to_owned),
        }
    }
}

impl<'a> From<&'a FollowUpReport> for FollowUpReportTwin<'a> {
    fn from(report: &'a FollowUpReport) -> Self {
        Self {
            reached: Some(reached_number(report.reached())),
            text: Some(report.text().expose()),
        }
    }
}

impl From<FollowUpReportTwin<'_>> for RawFollowUpReport {
    fn from(twin: FollowUpReportTwin<'_>) -> Self {
        let name = |number| word(number, &Reached::ALL, reached_number, Reached::name);
        Self {
            reached: twin.reached.map(name),
            text: twin.text.map(str::to_owned),
        }
    }
}

/// The number that stands for an answer on the wire.
const fn reached_number(reached: Reached) -> u8 {
    match reached {
        Reached::Yes => 1,
        Reached::Partly => 2,
        Reached::No => 3,
    }
}

impl<'a> From<&'a Carried> for CarriedTwin<'a> {
    fn from(carried: &'a Carried) -> Self {
        Self {
            how: Some(carrier_number(carried.how())),
            to_whom: Some(carried.to_whom().expose()),
            at: Some(carried.at().unix_ms()),
            text: carried.text().map(Prose::expose),
        }
    }
}

impl From<CarriedTwin<'_>> for RawCarried {
    fn from(twin: CarriedTwin<'_>) -> Self {
        let name = |number| word(number, &Carrier::ALL, carrier_number, Carrier::name);
        Self {
            how: twin.how.map(name),
            to_whom: twin.to_whom.map(str::to_owned),
            at: twin.at.map(instant_text),
            text: twin.text.map(str::to_owned),
        }
    }
}

/// The number that stands for a carrier on the wire.
const fn carrier_number(carrier: Carrier) -> u8 {
    match carrier {
        Carrier::Phone => 1,
        Carrier::Paper => 2,
        Carrier::Usb => 3,
    }
}
