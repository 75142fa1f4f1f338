//! Files that answer a handover: what an act says beside its verb.

use stafet_shared::content::{
    ActionTaken, Carried, ContentFaults, DeclineReason, FollowUpReport, InformationRequest, Plan,
    Proposal, RawCarried, RawDeclineReason, RawFollowUpReport, RawInformationRequest, RawPlan,
    RawProposal, RawStatement, Reason,
};

use super::{Fields, FileError, join, parse, wrong_content};

/// The reason for declining that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn decline_reason(text: &str) -> Result<DeclineReason, FileError> {
    answer(text, "DeclineReason", |body| {
        DeclineReason::parse(RawDeclineReason {
            category: body.text("category"),
            text: body.text("text"),
        })
    })
}

/// The plan for the child that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn plan(text: &str) -> Result<Plan, FileError> {
    answer(text, "Plan", |body| {
        Plan::parse(RawPlan {
            text: body.text("text"),
            who_follows_up: body.text("who_follows_up"),
            follow_up_by: body.when("follow_up_by"),
        })
    })
}

/// What an office needs before it can decide, as a file says it.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn information_request(text: &str) -> Result<InformationRequest, FileError> {
    answer(text, "InformationRequest", |body| {
        InformationRequest::parse(RawInformationRequest {
            items: body.list("items"),
            text: body.text("text"),
        })
    })
}

/// The reason for an act that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn reason(text: &str) -> Result<Reason, FileError> {
    answer(text, "Reason", |body| {
        let text = body.text("text");
        Reason::parse(RawStatement { text })
    })
}

/// The proposal of another office that a file holds.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn proposal(text: &str) -> Result<Proposal, FileError> {
    answer(text, "Proposal", |body| {
        Proposal::parse(RawProposal {
            office: body.text("office"),
            reason: body.text("reason"),
        })
    })
}

/// What really happened for the child, as a file says it.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn follow_up_report(text: &str) -> Result<FollowUpReport, FileError> {
    answer(text, "FollowUpReport", |body| {
        FollowUpReport::parse(RawFollowUpReport {
            reached: body.text("reached"),
            text: body.text("text"),
        })
    })
}

/// What was done after a notification, as a file says it.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn action_taken(text: &str) -> Result<ActionTaken, FileError> {
    answer(text, "ActionTaken", |body| {
        let text = body.text("text");
        ActionTaken::parse(RawStatement { text })
    })
}

/// How a handover was carried outside Stafet, as a file says it.
///
/// # Errors
/// The author's move: everything that has to be mended.
pub fn carried(text: &str) -> Result<Carried, FileError> {
    answer(text, "Carried", |body| {
        Carried::parse(RawCarried {
            how: body.text("how"),
            to_whom: body.text("to_whom"),
            at: body.when("at"),
            text: body.text("text"),
        })
    })
}

/// A file that answers a handover: its kind and its content, and nothing else of meaning.
fn answer<T>(
    text: &str,
    kind: &'static str,
    read: impl FnOnce(&mut Fields) -> Result<T, ContentFaults>,
) -> Result<T, FileError> {
    let mut file = Fields::root(parse(text)?);
    if file.text("kind").as_deref() != Some(kind) {
        return Err(FileError::WrongKind(kind));
    }
    // The command line says which handover is answered.
    let _named_by_the_command = file.text("in_reply_to");
    let mut body = file.section("content");
    let content = read(&mut body).map_err(|faults| wrong_content(&faults));
    let mut wrong = file.finish();
    wrong.extend(body.finish());
    match content {
        Ok(content) if wrong.is_empty() => Ok(content),
        other => Err(FileError::Wrong(join(wrong, other.err()))),
    }
}
