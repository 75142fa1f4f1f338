//! What was typed, as a deed: texts and files become content, ids become handovers.

use std::path::{Path, PathBuf};

use stafet_shared::{
    content::{
        ActionTaken, Carried, Content, DeclineReason, FollowUpReport, InformationRequest, Plan,
        Proposal,
    },
    id::HandoverId,
    words::Verb,
};

use super::{
    course,
    drafted::replied,
    words::{from_file, reason, said, words},
};
use crate::{
    cli::{
        arguments::{
            Told,
            deed::{self as typed, DeedCommand},
        },
        exit::Failure,
    },
    desk::{Desk, attach::beside},
    face::{
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    form,
    office::{Amends, Deed, Supplied},
    text::{Texts, say},
};

/// The deed that was typed about a handover, and the files that go along with its document.
pub(super) fn deed(
    desk: &Desk,
    texts: &Texts,
    id: HandoverId,
    command: DeedCommand,
) -> Result<(Deed, Vec<PathBuf>), Failure> {
    let mut files = Vec::new();
    let deed = match command {
        DeedCommand::Ack(_) => Deed::Acknowledge,
        DeedCommand::Accept(_) => Deed::Accept,
        DeedCommand::Decline(what) => Deed::Decline(decline_reason(what, texts)?),
        DeedCommand::NeedInfo(what) => Deed::NeedInformation(request(what, texts)?),
        DeedCommand::Supply(what) => Deed::Supply(supplied(desk, texts, what)?),
        DeedCommand::WrongRecipient(what) => Deed::WrongRecipient(reason(what, texts)?),
        DeedCommand::Propose(what) => Deed::ProposeRedirect(proposal(what, texts)?),
        DeedCommand::RefuseProposal(what) => Deed::RefuseRedirect(reason(what, texts)?),
        DeedCommand::Redirect(what) => {
            let note = what
                .note
                .map(|note| words("--note", Some(note), texts))
                .transpose()?;
            Deed::Redirect(what.to, note)
        }
        DeedCommand::ReadDecline(_) => Deed::ReadDecline,
        DeedCommand::Close(what) => Deed::ClosePlan(plan(what, texts)?),
        DeedCommand::Resubmit(what) => {
            Deed::Resubmit(written(desk, texts, (id, &what.from_file), &mut files)?)
        }
        DeedCommand::Correct(what) => {
            Deed::Correct(written(desk, texts, (id, &what.from_file), &mut files)?)
        }
        DeedCommand::Withdraw(what) => Deed::Withdraw(reason(what, texts)?),
        DeedCommand::ConfirmWithdrawal(_) => Deed::ConfirmWithdrawal,
        DeedCommand::RefuseWithdrawal(what) => Deed::RefuseWithdrawal(reason(what, texts)?),
        DeedCommand::RecordPlan(what) => Deed::RecordPlan(plan(what, texts)?),
        DeedCommand::ReportPlan(what) => {
            let typed = [("text", "--text", what.text.into())];
            Deed::ReportPlan(said(what.from_file, typed, texts)?)
        }
        DeedCommand::EnteredInError(what) => Deed::EnterInError(reason(what, texts)?),
        DeedCommand::CloseError(what) => Deed::CloseError(amends(desk, texts, what)?),
        DeedCommand::AttestDestruction(_) => Deed::AttestDestruction,
        DeedCommand::Carried(what) => Deed::CarryOutside(carried(what, texts)?),
        DeedCommand::ReportFollowUp(what) => Deed::ReportFollowUp(follow_up(what, texts)?),
        DeedCommand::SignAction(what) => Deed::SignAction(action(what, texts)?),
        DeedCommand::Pause(what) => Deed::Pause(what.until, words("--reason", what.reason, texts)?),
        DeedCommand::Resume(_) => Deed::Resume,
        DeedCommand::Settle(what) => desk.office.reader().settling(id, what.holds)?,
        DeedCommand::Look(_) => Deed::Look,
        DeedCommand::Drop(what) => {
            let reason = what.reason.map(|text| words("--reason", Some(text), texts));
            Deed::Drop(reason.transpose()?)
        }
        DeedCommand::Countersign(_) => Deed::Countersign,
        DeedCommand::Course(command) => Deed::Course(course::deed(desk, texts, id, command)?),
    };
    Ok((deed, files))
}

/// The document in a file, as the next version of a handover's; `files` takes up what goes along.
fn written(
    desk: &Desk,
    texts: &Texts,
    (id, path): (HandoverId, &Path),
    files: &mut Vec<PathBuf>,
) -> Result<Content, Trouble> {
    let written = from_file(path, texts, form::handover)?;
    let handover = desk.reader().handover(id);
    if let Some(differs) = handover.and_then(|it| written.other_terms(it, texts)) {
        let trouble = Trouble::new(WhoseMove::Author, differs);
        let goes_elsewhere = handover.is_some_and(|it| it.to != written.to);
        return Err(if goes_elsewhere {
            trouble.with(Step::Do(Verb::Redirect, id))
        } else {
            trouble
        });
    }
    if let Some(named) = &written.in_reply_to {
        answers_the_same(desk, texts, (id, named))?;
    }
    files.extend(beside(path, &written.attachments));
    Ok(written.content)
}

/// What a handover answers is not changed by a new version of it.
fn answers_the_same(
    desk: &Desk,
    texts: &Texts,
    (id, named): (HandoverId, &str),
) -> Result<(), Trouble> {
    let got = replied(desk, texts, named)?;
    let stands = desk.reader().handover(id).and_then(|it| it.relates_to);
    if stands == Some(got) {
        return Ok(());
    }
    let got = got.short();
    let text = match stands {
        Some(stands) => say!(texts, "terms-reply", got = got, stands = stands.short()),
        None => say!(texts, "terms-reply-none", got = got),
    };
    Err(Trouble::new(WhoseMove::Author, text))
}

fn decline_reason(what: typed::Decline, texts: &Texts) -> Result<DeclineReason, Trouble> {
    let typed = [
        ("category", "--reason", what.reason.into()),
        ("text", "--text", what.text.into()),
    ];
    said(what.from_file, typed, texts)
}

fn request(what: typed::NeedInfo, texts: &Texts) -> Result<InformationRequest, Trouble> {
    let typed = [
        ("items", "--item", what.items.into()),
        ("text", "--text", what.text.into()),
    ];
    said(what.from_file, typed, texts)
}

fn supplied(desk: &Desk, texts: &Texts, what: typed::Supply) -> Result<Supplied, Failure> {
    if let Some(typed) = &what.with {
        return Ok(Supplied::With(desk.find(typed)?));
    }
    let why = [("text", "--not-available", what.not_available.into())];
    Ok(Supplied::NotAvailable(said(what.from_file, why, texts)?))
}

fn proposal(what: typed::Propose, texts: &Texts) -> Result<Proposal, Trouble> {
    let typed = [
        ("office", "--to", what.to.into()),
        ("reason", "--reason", what.reason.into()),
    ];
    said(what.from_file, typed, texts)
}

fn plan(what: typed::Planned, texts: &Texts) -> Result<Plan, Trouble> {
    let by = what.by.map(|day| day.to_string());
    let typed = [
        ("text", "--plan", what.plan.into()),
        ("who_follows_up", "--who", what.who.into()),
        ("follow_up_by", "--by", by.into()),
    ];
    said(what.from_file, typed, texts)
}

fn amends(desk: &Desk, texts: &Texts, what: typed::CloseError) -> Result<Amends, Failure> {
    if let Some(typed) = &what.replaced_by {
        return Ok(Amends::Replacement(desk.find(typed)?));
    }
    let planned = typed::Planned {
        id: what.id,
        plan: what.plan,
        who: what.who,
        by: what.by,
        from_file: what.from_file,
    };
    Ok(Amends::Plan(plan(planned, texts)?))
}

fn carried(what: typed::Carried, texts: &Texts) -> Result<Carried, Trouble> {
    let typed = [
        ("how", "--how", what.how.into()),
        ("to_whom", "--to-whom", what.to_whom.into()),
        ("at", "--at", what.at.into()),
        ("text", "--text", what.text.into()),
    ];
    said(what.from_file, typed, texts)
}

fn follow_up(what: typed::ReportFollowUp, texts: &Texts) -> Result<FollowUpReport, Trouble> {
    let typed = [
        ("reached", "--reached", what.reached.into()),
        ("text", "--text", what.text.into()),
    ];
    said(what.from_file, typed, texts)
}

fn action(what: Told, texts: &Texts) -> Result<ActionTaken, Trouble> {
    said(
        what.from_file,
        [("text", "--text", what.text.into())],
        texts,
    )
}
