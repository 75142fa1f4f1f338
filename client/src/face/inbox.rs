//! Where a matter stands in the inbox: by who has to do what about it, and what comes first.

use stafet_shared::words::{CourseVerb, Duty, Kind, Verb};

use super::{entry::Entry, owed::Owed, scene::Scene};
use crate::text::{Texts, say};

/// A part of the inbox; in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The reader's office is late with something.
    Overdue,
    /// Nobody on this computer has looked at it.
    Unseen,
    /// Nobody of the office has signed for it.
    Unacknowledged,
    /// Others wait for an answer.
    Answers,
    /// Something was expected of the office and has not been sent.
    Expected,
    /// What a child gets afterwards has not been decided or sent.
    FollowUps,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 6] = [
        Self::Overdue,
        Self::Unseen,
        Self::Unacknowledged,
        Self::Answers,
        Self::Expected,
        Self::FollowUps,
    ];

    /// The first part that fits; none when no person of the reader's offices owes anything about
    /// it. Whether somebody on this computer has looked at it is only asked where it matters.
    #[must_use]
    pub fn of(
        entry: &Entry<'_>,
        scene: &Scene<'_>,
        is_seen: impl FnOnce() -> bool,
    ) -> Option<Self> {
        let mine = entry.owed.iter().filter(|one| one.is_ours_to_do());
        let mine: Vec<&Owed> = mine.collect();
        let duty = mine.first()?.duty();
        let handover = entry.handover;
        let is_new = handover.state.is_unacknowledged() && !scene.is_own(&handover.from);
        Some(if mine.iter().any(|one| one.overdue) {
            Self::Overdue
        } else if is_new && !is_seen() {
            Self::Unseen
        } else if is_new {
            Self::Unacknowledged
        } else {
            of_duty(duty)
        })
    }

    /// What stands above it.
    #[must_use]
    pub fn title(self, texts: &Texts) -> String {
        match self {
            Self::Overdue => say!(texts, "group-overdue-ours"),
            Self::Unseen => say!(texts, "group-unseen"),
            Self::Unacknowledged => say!(texts, "group-opened"),
            Self::Answers => say!(texts, "group-answers"),
            Self::Expected => say!(texts, "group-expected"),
            Self::FollowUps => say!(texts, "group-follow-ups"),
        }
    }

    /// What it means, where the title does not say it.
    #[must_use]
    pub fn note(self, texts: &Texts) -> Option<String> {
        Some(match self {
            Self::Overdue => return None,
            Self::Unseen => say!(texts, "group-unseen-note"),
            Self::Unacknowledged => say!(texts, "group-opened-note"),
            Self::Answers => say!(texts, "group-answers-note"),
            Self::Expected => say!(texts, "group-expected-note"),
            Self::FollowUps => say!(texts, "group-follow-ups-note"),
        })
    }
}

/// Where something that the office owes about what it knows stands.
const fn of_duty(duty: Duty) -> Part {
    match duty {
        Duty::Act(Verb::Course(CourseVerb::DecideFollowUp)) | Duty::Send(Kind::FollowUp) => {
            Part::FollowUps
        }
        Duty::Send(_) => Part::Expected,
        Duty::Act(_)
        | Duty::Countersign(_)
        | Duty::Receipt
        | Duty::Reach
        | Duty::Age
        | Duty::ReadVersion
        | Duty::SeeThrough
        | Duty::Deposit
        | Duty::SendAttachments => Part::Answers,
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::State;

    use super::*;
    use crate::{
        face::{
            lists,
            samples::{Stage, known},
        },
        text::tests::danish,
    };

    #[test]
    fn a_matter_stands_where_its_first_answer_puts_it() {
        let stage = Stage::new();
        let texts = danish();
        let opened = stage.referral(1, State::Opened);
        let one = known([&opened]);
        let scene = Scene {
            known: &one,
            ..stage.at_team(&texts)
        };
        let entries = lists::all(&scene);
        let part = |scene: &Scene<'_>, is_seen| Part::of(&entries[0], scene, || is_seen);
        assert_eq!(part(&scene, false), Some(Part::Unseen));
        assert_eq!(part(&scene, true), Some(Part::Unacknowledged));
        let later = Scene {
            now: scene.now.plus_ms(400 * 24 * 60 * 60 * 1000),
            known: &one,
            ..stage.at_team(&texts)
        };
        let late = lists::all(&later);
        let part = |is_seen| Part::of(&late[0], &later, || is_seen);
        assert_eq!(part(false), Some(Part::Overdue));
        let sender = Scene {
            known: &one,
            ..stage.at_sender(&texts)
        };
        let sent = lists::all(&sender);
        assert_eq!(Part::of(&sent[0], &sender, || false), None);
    }
}
