//! The command that makes a step, as a person types it. What only they can say stands as `…`.

use stafet_shared::words::{CourseVerb, Verb, WatchVerb};

use crate::{
    face::step::Step,
    text::{Texts, say},
};

/// The line that names the next step.
#[must_use]
pub fn next(step: &Step, texts: &Texts) -> String {
    say!(texts, "next-step", command = command(step))
}

/// A step as a command.
#[must_use]
pub fn command(step: &Step) -> String {
    match step {
        Step::Sync => "stafet sync".to_owned(),
        Step::Do(verb, id) => act(*verb, &id.short()),
        Step::Send { kind, answers, .. } => format!(
            "stafet send --in-reply-to {} --from-file {}.toml",
            answers.short(),
            kind.name().to_lowercase()
        ),
        Step::Look(id) => format!("stafet show {}", id.short()),
        Step::Write(kind) => {
            let kind = kind.name().to_lowercase();
            format!("stafet template {kind} --out {kind}.toml")
        }
        Step::Lists => "stafet inbox | stafet outbox".to_owned(),
        Step::Contacts => "stafet contacts".to_owned(),
        Step::Doctor => "stafet doctor".to_owned(),
        Step::Overview => "stafet overview".to_owned(),
        Step::Approve => "stafet admin approve …".to_owned(),
        Step::PolicyTemplate => "stafet admin policy template".to_owned(),
        Step::CheckPolicy => "stafet admin policy check …".to_owned(),
        Step::Outages => "stafet admin outage list --all".to_owned(),
        Step::ConfirmOutage(id) => format!("stafet admin outage confirm {}", id.short()),
    }
}

fn act(verb: Verb, id: &str) -> String {
    match verb {
        Verb::Sign | Verb::Fetch | Verb::Open | Verb::Unreadable | Verb::Rewrap | Verb::PassOn => {
            "stafet sync".to_owned()
        }
        Verb::Acknowledge => format!("stafet ack {id}"),
        Verb::Accept => format!("stafet accept {id}"),
        Verb::Decline => format!("stafet decline {id} --reason … --text …"),
        Verb::ReadDecline => format!("stafet read-decline {id}"),
        Verb::ClosePlan => format!("stafet close {id} --plan … --who …"),
        Verb::Resubmit => format!("stafet resubmit {id} --from-file …"),
        Verb::NeedInformation => format!("stafet need-info {id} --item …"),
        Verb::Supply => {
            format!("stafet supply {id} --with … | stafet supply {id} --not-available …")
        }
        Verb::WrongRecipient => format!("stafet wrong-recipient {id} --reason …"),
        Verb::ProposeRedirect => format!("stafet propose {id} --to … --reason …"),
        Verb::RefuseRedirect => {
            format!("stafet redirect {id} --to … | stafet refuse-proposal {id} --reason …")
        }
        Verb::Redirect => format!("stafet redirect {id} --to …"),
        Verb::Correct => format!("stafet correct {id} --from-file …"),
        Verb::Withdraw | Verb::AskWithdrawal => format!("stafet withdraw {id} --reason …"),
        Verb::ConfirmWithdrawal => format!("stafet confirm-withdrawal {id}"),
        Verb::RefuseWithdrawal => format!("stafet refuse-withdrawal {id} --reason …"),
        Verb::RecordPlan => format!("stafet record-plan {id} --plan … --who …"),
        Verb::EnterInError => format!("stafet entered-in-error {id} --reason …"),
        Verb::CloseError => format!("stafet close-error {id} --replaced-by …"),
        Verb::AttestDestruction => format!("stafet attest-destruction {id}"),
        Verb::CarryOutside => format!("stafet carried {id} --how … --to-whom … --at …"),
        Verb::ReportFollowUp => format!("stafet report-follow-up {id} --reached … --text …"),
        Verb::SignAction => format!("stafet sign-action {id} --text …"),
        Verb::Pause => format!("stafet pause {id} --until … --reason …"),
        Verb::Resume => format!("stafet resume {id}"),
        Verb::Reopen => format!("stafet reopen {id} --from-file …"),
        Verb::ReportPlan => format!("stafet report-plan {id} --text …"),
        Verb::Look => format!("stafet look {id}"),
        Verb::Drop => format!("stafet drop {id}"),
        Verb::Settle => format!("stafet settle {id} --holds …"),
        Verb::Course(verb) => course_act(verb, id),
        Verb::Watch(verb) => watch_act(verb, id),
        Verb::Countersign => format!("stafet countersign {id}"),
    }
}

fn watch_act(verb: WatchVerb, id: &str) -> String {
    match verb {
        WatchVerb::Remind => format!("stafet remind {id}"),
        WatchVerb::Escalate => format!("stafet escalate {id}"),
        WatchVerb::SeeEscalation => format!("stafet seen {id} --did …"),
        WatchVerb::TakeInHand => format!("stafet take-in-hand {id} --reason …"),
        WatchVerb::Review => format!("stafet review {id}"),
    }
}

fn course_act(verb: CourseVerb, id: &str) -> String {
    match verb {
        CourseVerb::PlanVisit => format!("stafet plan-visit {id} --day …"),
        CourseVerb::PostponeVisit => format!("stafet postpone-visit {id} --reason …"),
        CourseVerb::NoteStatus => format!("stafet note-status {id} --text …"),
        CourseVerb::BeginAssessment => format!("stafet begin-assessment {id}"),
        CourseVerb::BeginTreatment => format!("stafet begin-treatment {id}"),
        CourseVerb::RecordNoShow => format!("stafet no-show {id}"),
        CourseVerb::HoldLastSession => format!("stafet last-session {id}"),
        CourseVerb::Interrupt => format!("stafet interrupt {id} --reason …"),
        CourseVerb::DecideFollowUp => format!("stafet decide-follow-up {id} --decision …"),
        CourseVerb::CheckEffect => format!("stafet check {id} --reached …"),
        CourseVerb::CloseCourse => format!("stafet close-course {id}"),
        CourseVerb::MoveChild => format!("stafet move-child {id} --to …"),
        CourseVerb::TakeOverChild => format!("stafet take-over {id}"),
        CourseVerb::RefuseChild => format!("stafet refuse-child {id} --reason …"),
        CourseVerb::UnaskChild => format!("stafet unask-child {id}"),
        CourseVerb::GiveOutside => format!("stafet give-outside {id} --text …"),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use stafet_shared::{
        id::{HandoverId, ID_BYTES, OutageId},
        words::Kind,
    };

    use super::*;
    use crate::cli::arguments::Arguments;

    /// What a person writes in the place of `…` after an option of a command.
    fn said(command: &str, option: &str) -> &'static str {
        match (command, option) {
            ("decline", "--reason") => "capacity",
            ("seen", "--did") => "called",
            ("take-in-hand", "--reason") => "staffing",
            ("decide-follow-up", _) => "family-centre",
            ("settle", _) => "accept",
            (_, "--reached") => "partly",
            (_, "--how") => "phone",
            (_, "--at") => "2026-11-21T09:30-02:00",
            (_, "--day" | "--until") => "2026-12-15",
            ("redirect" | "propose" | "move-child", "--to") => "kujalleq/qaqortoq",
            (_, "--with" | "--replaced-by") => "9ABC",
            (_, _) => "T",
        }
    }

    fn assert_is_understood(typed: &str) {
        for one in typed.split(" | ") {
            let words: Vec<&str> = one.split(' ').collect();
            let mut line = Vec::new();
            for (at, word) in words.iter().enumerate() {
                let before = at.checked_sub(1).map_or("", |before| words[before]);
                line.push(if *word == "…" {
                    said(words[1], before)
                } else {
                    word
                });
            }
            let read = Arguments::try_parse_from(&line);
            assert!(read.is_ok(), "{line:?}: {read:?}");
        }
    }

    #[test]
    fn g9_every_step_is_a_command_that_the_program_understands() {
        let id = HandoverId::from_bytes([7; ID_BYTES]);
        let sends = Kind::ALL.map(|kind| Step::Send {
            kind,
            to: None,
            answers: id,
        });
        let acts = Verb::ALL.map(|verb| Step::Do(verb, id));
        let others = [
            Step::Sync,
            Step::Look(id),
            Step::Write(Kind::Referral),
            Step::Lists,
            Step::Contacts,
            Step::Doctor,
            Step::Overview,
            Step::Approve,
            Step::PolicyTemplate,
            Step::CheckPolicy,
            Step::Outages,
            Step::ConfirmOutage(OutageId::from_bytes([7; ID_BYTES])),
        ];
        for step in sends.iter().chain(&acts).chain(&others) {
            assert_is_understood(&command(step));
        }
    }
}
