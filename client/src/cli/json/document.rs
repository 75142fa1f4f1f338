//! The shapes of what was said under seal.

#[cfg(test)]
mod tests;

use serde::Serialize;
use stafet_shared::content::{
    Carried, CheckItem, CheckList, CheckState, Child, ClosingReport, Content, DeclineReason,
    FollowUp, Forwarded, InterimReport, Line, Notification, Plan, Prose, Referral,
};

use crate::cli::{
    content::{Mask, cpr},
    scene::Scene,
};

/// A document, with the field names of the files that authors write.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub enum DocumentJson {
    /// A referral.
    Referral {
        /// The subject.
        subject: String,
        /// The child.
        child: ChildJson,
        /// Why.
        reason: String,
        /// What is wished.
        wanted: String,
        /// What has been done.
        history: String,
        /// Who has consented.
        consent: String,
        /// Whether an interpreter is needed.
        interpreter: bool,
        /// Whom to contact.
        contact: String,
    },
    /// A message.
    Message {
        /// The subject.
        subject: String,
        /// The text.
        text: String,
    },
    /// A notification.
    Notification {
        /// The subject.
        subject: String,
        /// The child.
        child: ChildJson,
        /// What was seen or heard.
        observed: String,
        /// What was done at once.
        immediate_action: String,
        /// When it was first reported, RFC 3339.
        reported_at: String,
    },
    /// Case information.
    CaseInformation {
        /// The subject.
        subject: String,
        /// The check-list that it follows: `XREF15`.
        standard: Option<&'static str>,
        /// What there is and what not.
        items: Vec<CheckItemJson>,
    },
    /// An interim report.
    InterimReport {
        /// The subject.
        subject: String,
        /// How many sessions were held.
        sessions_held: u32,
        /// How often the child did not come.
        no_shows: u32,
        /// How it goes.
        status: String,
        /// What the municipality has to do.
        needs_from_municipality: Option<String>,
    },
    /// A closing report.
    ClosingReport {
        /// The subject.
        subject: String,
        /// From when to when the child was treated.
        treatment_period: PeriodJson,
        /// How many sessions were held.
        sessions_held: u32,
        /// How it went.
        summary: String,
        /// What is recommended.
        recommendation: String,
        /// Whether follow-up is recommended.
        recommends_follow_up: bool,
        /// By which day it should have begun.
        follow_up_by: Option<String>,
        /// What the report covers.
        check_list: Option<CheckListJson>,
    },
    /// A follow-up.
    FollowUp {
        /// The subject.
        subject: String,
        /// The child, if it is named here.
        child: Option<ChildJson>,
        /// What was decided.
        decision: String,
        /// Whether that is something else than was recommended.
        deviates_from_recommendation: bool,
        /// Why.
        reason_for_deviation: Option<String>,
        /// By which day the child should have been met.
        first_contact_by: Option<String>,
        /// On which days somebody asks after the child.
        checks: Vec<String>,
    },
    /// Why an office declines.
    DeclineReason {
        /// The ground.
        category: &'static str,
        /// The reason.
        text: String,
    },
    /// What happens to the child instead.
    Plan {
        /// The plan.
        text: String,
        /// Who follows up.
        who_follows_up: String,
        /// By which day.
        follow_up_by: Option<String>,
    },
    /// What the receiving office needs.
    InformationRequest {
        /// Item by item.
        items: Vec<String>,
        /// What there is to say about it.
        text: Option<String>,
    },
    /// Why an act is done.
    Reason {
        /// The reason.
        text: String,
    },
    /// That another office would suit better.
    Proposal {
        /// The office's id.
        office: String,
        /// Why.
        reason: String,
    },
    /// What really happened for the child.
    FollowUpReport {
        /// `yes`, `partly` or `no`.
        reached: &'static str,
        /// What happened.
        text: String,
    },
    /// What was done for the child after a notification.
    ActionTaken {
        /// What was done.
        text: String,
    },
    /// That the handover was carried outside Stafet.
    Carried {
        /// `phone`, `paper` or `usb`.
        how: &'static str,
        /// Who took it.
        to_whom: String,
        /// When, RFC 3339.
        at: String,
        /// What there is to say about it.
        text: Option<String>,
    },
    /// A document of another office, sent on.
    Forwarded(ForwardedJson),
    /// Keys for a device: nothing to read.
    OfficeSeeds,
}

/// A document of another office, sent on.
#[derive(Debug, Serialize)]
pub struct ForwardedJson {
    /// The office that wrote it.
    pub office: String,
    /// The act that it was sent with first.
    pub act: String,
    /// Why it was sent on.
    pub note: Option<String>,
    /// The document.
    pub document: Box<DocumentJson>,
}

/// The child that a document is about.
#[derive(Debug, Serialize)]
pub struct ChildJson {
    /// The name.
    pub name: String,
    /// The CPR number, masked unless asked for; in words where it is not known.
    pub cpr: String,
    /// The language's code.
    pub language: String,
    /// Where the child lives.
    pub lives_with: Option<String>,
}

/// A check-list.
#[derive(Debug, Serialize)]
pub struct CheckListJson {
    /// The check-list that it follows: `XDIS15`.
    pub standard: Option<&'static str>,
    /// What there is and what not.
    pub items: Vec<CheckItemJson>,
}

/// An item of a check-list.
#[derive(Debug, Serialize)]
pub struct CheckItemJson {
    /// What it is.
    pub what: String,
    /// `attached`, `pending` or `not_available`.
    pub state: &'static str,
    /// On which day it is expected.
    pub expected: Option<String>,
    /// Why it is not available.
    pub reason: Option<String>,
}

/// Days in a row.
#[derive(Debug, Serialize)]
pub struct PeriodJson {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

pub(super) fn document(content: &Content, mask: Mask, scene: &Scene<'_>) -> DocumentJson {
    match content {
        Content::Referral(referral) => of_referral(referral, mask, scene),
        Content::Message(message) => DocumentJson::Message {
            subject: line(message.subject()),
            text: prose(message.text()),
        },
        Content::Notification(notification) => of_notification(notification, mask, scene),
        Content::CaseInformation(information) => DocumentJson::CaseInformation {
            subject: line(information.subject()),
            standard: information.check_list().standard().map(|it| it.name()),
            items: of_items(information.check_list()),
        },
        Content::InterimReport(report) => of_interim_report(report),
        Content::ClosingReport(report) => of_closing_report(report),
        Content::FollowUp(follow_up) => of_follow_up(follow_up, mask, scene),
        Content::DeclineReason(reason) => of_decline(reason),
        Content::Plan(plan) => of_plan(plan),
        Content::InformationRequest(request) => DocumentJson::InformationRequest {
            items: request.items().iter().map(line).collect(),
            text: request.text().map(prose),
        },
        Content::Reason(reason) => DocumentJson::Reason {
            text: prose(reason.text()),
        },
        Content::Proposal(proposal) => DocumentJson::Proposal {
            office: proposal.office().to_string(),
            reason: prose(proposal.reason()),
        },
        Content::FollowUpReport(report) => DocumentJson::FollowUpReport {
            reached: report.reached().name(),
            text: prose(report.text()),
        },
        Content::ActionTaken(action) => DocumentJson::ActionTaken {
            text: prose(action.text()),
        },
        Content::Carried(carried) => of_carried(carried),
        Content::Forwarded(it) => DocumentJson::Forwarded(of_forwarded(it, mask, scene)),
        Content::OfficeSeeds(_) => DocumentJson::OfficeSeeds,
    }
}

fn of_referral(referral: &Referral, mask: Mask, scene: &Scene<'_>) -> DocumentJson {
    DocumentJson::Referral {
        subject: line(referral.subject()),
        child: of_child(referral.child(), mask, scene),
        reason: prose(referral.reason()),
        wanted: prose(referral.wanted()),
        history: prose(referral.history()),
        consent: prose(referral.consent()),
        interpreter: referral.interpreter(),
        contact: line(referral.contact()),
    }
}

fn of_child(child: &Child, mask: Mask, scene: &Scene<'_>) -> ChildJson {
    ChildJson {
        name: line(child.name()),
        cpr: cpr(child.cpr(), mask, scene.texts),
        language: child.language().code().to_owned(),
        lives_with: child.lives_with().map(line),
    }
}

fn of_notification(it: &Notification, mask: Mask, scene: &Scene<'_>) -> DocumentJson {
    DocumentJson::Notification {
        subject: line(it.subject()),
        child: of_child(it.child(), mask, scene),
        observed: prose(it.observed()),
        immediate_action: prose(it.immediate_action()),
        reported_at: it.reported_at().to_string(),
    }
}

fn of_items(list: &CheckList) -> Vec<CheckItemJson> {
    list.items().iter().map(of_item).collect()
}

fn of_item(item: &CheckItem) -> CheckItemJson {
    let (expected, reason) = match item.state() {
        CheckState::Attached => (None, None),
        CheckState::Pending { expected } => (*expected, None),
        CheckState::NotAvailable { reason } => (None, Some(reason)),
    };
    CheckItemJson {
        what: line(item.what()),
        state: item.state().word().name(),
        expected: expected.map(|day| day.to_string()),
        reason: reason.map(line),
    }
}

fn of_interim_report(report: &InterimReport) -> DocumentJson {
    DocumentJson::InterimReport {
        subject: line(report.subject()),
        sessions_held: report.sessions_held(),
        no_shows: report.no_shows(),
        status: prose(report.status()),
        needs_from_municipality: report.needs_from_municipality().map(prose),
    }
}

fn of_closing_report(report: &ClosingReport) -> DocumentJson {
    let period = report.treatment_period();
    DocumentJson::ClosingReport {
        subject: line(report.subject()),
        treatment_period: PeriodJson {
            from: period.from().to_string(),
            to: period.to().to_string(),
        },
        sessions_held: report.sessions_held(),
        summary: prose(report.summary()),
        recommendation: prose(report.recommendation()),
        recommends_follow_up: report.recommends_follow_up(),
        follow_up_by: report.follow_up_by().map(|day| day.to_string()),
        check_list: report.check_list().map(|list| CheckListJson {
            standard: list.standard().map(|it| it.name()),
            items: of_items(list),
        }),
    }
}

fn of_follow_up(it: &FollowUp, mask: Mask, scene: &Scene<'_>) -> DocumentJson {
    DocumentJson::FollowUp {
        subject: line(it.subject()),
        child: it.child().map(|child| of_child(child, mask, scene)),
        decision: prose(it.decision()),
        deviates_from_recommendation: it.deviates_from_recommendation(),
        reason_for_deviation: it.reason_for_deviation().map(prose),
        first_contact_by: it.first_contact_by().map(|day| day.to_string()),
        checks: it.checks().iter().map(ToString::to_string).collect(),
    }
}

fn of_decline(reason: &DeclineReason) -> DocumentJson {
    DocumentJson::DeclineReason {
        category: reason.category().name(),
        text: prose(reason.text()),
    }
}

fn of_plan(plan: &Plan) -> DocumentJson {
    DocumentJson::Plan {
        text: prose(plan.text()),
        who_follows_up: line(plan.who_follows_up()),
        follow_up_by: plan.follow_up_by().map(|day| day.to_string()),
    }
}

fn of_carried(carried: &Carried) -> DocumentJson {
    DocumentJson::Carried {
        how: carried.how().name(),
        to_whom: line(carried.to_whom()),
        at: carried.at().to_string(),
        text: carried.text().map(prose),
    }
}

fn of_forwarded(forwarded: &Forwarded, mask: Mask, scene: &Scene<'_>) -> ForwardedJson {
    let part = forwarded.part();
    ForwardedJson {
        office: part.office.to_string(),
        act: part.act.long(),
        note: forwarded.note().map(prose),
        document: Box::new(document(&part.content, mask, scene)),
    }
}

fn line(line: &Line) -> String {
    line.expose().to_owned()
}

fn prose(prose: &Prose) -> String {
    prose.expose().to_owned()
}
