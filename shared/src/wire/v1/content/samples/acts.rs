//! One of each thing that acts say beside their verb.

use super::{part, referral, text};
use crate::content::{
    ActionTaken, Carried, Content, FollowUpReport, Forwarded, InformationRequest, Proposal,
    RawActionTaken, RawCarried, RawFollowUpReport, RawForwarded, RawInformationRequest,
    RawProposal, RawReason, Reason,
};

pub(super) fn golden() -> Vec<(&'static str, Content)> {
    vec![
        ("information_request", information_request()),
        ("reason", reason()),
        ("proposal", proposal()),
        ("follow_up_report", follow_up_report()),
        ("action_taken", action_taken()),
        ("carried", carried()),
        ("carried_short", carried_short()),
        ("forwarded", forwarded()),
    ]
}

fn information_request() -> Content {
    let raw = RawInformationRequest {
        items: ["Udtalelse fra skolen", "Handleplan"]
            .map(str::to_owned)
            .to_vec(),
        text: text("Gerne inden besøget."),
    };
    Content::InformationRequest(InformationRequest::parse(raw).unwrap())
}

pub(in super::super) fn reason() -> Content {
    let text = text("Skolen har ikke svaret.");
    Content::Reason(Reason::parse(RawReason { text }).unwrap())
}

fn proposal() -> Content {
    let raw = RawProposal {
        office: text("socialstyrelsen/killiliisa"),
        reason: text("Klinikken behandler unge over 15 år."),
    };
    Content::Proposal(Proposal::parse(raw).unwrap())
}

fn follow_up_report() -> Content {
    let raw = RawFollowUpReport {
        reached: text("partly"),
        text: text("Barnet er kommet til fem af ti samtaler."),
    };
    Content::FollowUpReport(FollowUpReport::parse(raw).unwrap())
}

fn action_taken() -> Content {
    let text = text("Barnet er anbragt akut hos bedsteforældrene.");
    Content::ActionTaken(ActionTaken::parse(RawActionTaken { text }).unwrap())
}

fn raw_carried() -> RawCarried {
    RawCarried {
        how: text("phone"),
        to_whom: text("Vagtmodtager, Børnerejseholdet"),
        at: text("2026-09-02T14:20:00-01:00"),
        text: None,
    }
}

fn carried() -> Content {
    let raw = RawCarried {
        text: text("Hele henvisningen er læst op."),
        ..raw_carried()
    };
    Content::Carried(Carried::parse(raw).unwrap())
}

fn carried_short() -> Content {
    Content::Carried(Carried::parse(raw_carried()).unwrap())
}

fn forwarded() -> Content {
    let raw = RawForwarded {
        signed: vec![0x77; 40],
        part: part(referral()),
        note: text("Hører til hos jer."),
    };
    Content::Forwarded(Forwarded::parse(raw).unwrap())
}
