//! *Hvad skal barnet have nu?*: after the closing report. That nothing more follows needs a
//! reason, and a leader who signs second.

use stafet_shared::{
    content::{Blank, Choice, Said, Shape},
    words::{CourseVerb, FollowUpDecision, Language, Verb},
};

use super::paper::{Sheet, always, missing, reason_if_any, remark};
use crate::office::{CourseDeed, Deed};

/// What can be decided.
static DECISIONS: [Choice; 9] = [
    choice(FollowUpDecision::FamilyCentre),
    choice(FollowUpDecision::BackToTeam),
    choice(FollowUpDecision::HealthService),
    choice(FollowUpDecision::OtherMunicipality),
    choice(FollowUpDecision::Elsewhere),
    choice(FollowUpDecision::FamilyDeclines),
    choice(FollowUpDecision::ComeOfAge),
    choice(FollowUpDecision::MovedAbroad),
    choice(FollowUpDecision::Nothing),
];

pub(super) static SHEET: Sheet = Sheet {
    path: "opfoelgning",
    verb: Verb::Course(CourseVerb::DecideFollowUp),
    key: |_| "decide-follow-up",
    fits: always,
    blanks,
    deed: |typed, _| {
        let decision = typed.text("decision").and_then(FollowUpDecision::meant);
        let decision = decision.ok_or_else(|| missing("decision"))?;
        let reason = reason_if_any(typed)?;
        if decision.has_to_be_said() && reason.is_none() {
            return Err(missing("text"));
        }
        Ok(Deed::Course(CourseDeed::DecideFollowUp(decision, reason)))
    },
};

const fn choice(decision: FollowUpDecision) -> Choice {
    Choice {
        name: decision.name(),
        said: Said {
            da: decision.words(Language::Danish),
            en: decision.words(Language::English),
        },
    }
}

fn blanks() -> Vec<Blank> {
    let decision = Blank {
        name: "decision",
        label: Said {
            da: "Hvad skal barnet have nu?",
            en: "What does the child get now?",
        },
        purpose: Said {
            da: "Et valg, hvor barnet ikke får mere, kræver en begrundelse og en leders medunderskrift.",
            en: "A choice by which the child gets nothing more needs a reason and a leader's second signature.",
        },
        is_required: true,
        shape: Shape::Word(&DECISIONS),
    };
    vec![decision, remark()]
}
