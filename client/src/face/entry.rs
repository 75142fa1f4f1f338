//! One handover as a list shows it: where it stands, why nobody has signed for it, what is owed and
//! what the next step is. Nothing of its content.

use stafet_shared::{
    access::goes_by_itself,
    course::Course,
    handover::Handover,
    obligation,
    time::Timestamp,
    words::{Stage, State},
};

use super::{
    owed::{Owed, Turn},
    scene::Scene,
    step::{self, Step},
};

/// What a list puts together, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Something about it is overdue.
    Overdue,
    /// The server has not confirmed it.
    Unconfirmed,
    /// Nobody has signed for it.
    Unacknowledged,
    /// The reader's office has the ball.
    Owed,
    /// Another office has the ball.
    GoingOn,
    /// Nothing is owed any more.
    Closed,
}

/// One handover, or the course that it has opened.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The handover.
    pub handover: &'a Handover,
    /// Its course, if it is a referral that was accepted.
    pub course: Option<Box<Course>>,
    /// All that anybody owes about both.
    pub owed: Vec<Owed>,
}

impl<'a> Entry<'a> {
    /// A handover as it stands now.
    #[must_use]
    pub fn of(handover: &'a Handover, scene: &Scene<'_>) -> Self {
        let course = scene.course(handover);
        let owed = obligation::all(handover, course.as_ref(), scene.directory);
        let owed = owed.iter().map(|one| Owed::of(one, handover, scene));
        let owed = owed.filter(|one| one.is_near(scene.now));
        Self {
            handover,
            owed: owed.collect(),
            course: course.map(Box::new),
        }
    }

    /// What stands first of what is owed: what a person of the reader's owes, else what a person
    /// of another office does, else what goes by itself.
    #[must_use]
    pub fn foremost(&self) -> Option<&Owed> {
        let persons = || self.owed.iter().filter(|one| !goes_by_itself(one.duty()));
        let ours = persons().find(|one| one.turn != Turn::Others);
        ours.or_else(|| persons().next())
            .or_else(|| self.owed.first())
    }

    /// Where it belongs in a list.
    #[must_use]
    pub fn group(&self) -> Group {
        if self.is_overdue() {
            Group::Overdue
        } else if self.handover.unconfirmed > 0 {
            Group::Unconfirmed
        } else if self.handover.state.is_unacknowledged() {
            Group::Unacknowledged
        } else if self.owed.iter().any(|one| one.turn != Turn::Others) {
            Group::Owed
        } else if self.owed.is_empty() {
            Group::Closed
        } else {
            Group::GoingOn
        }
    }

    /// Whether anything about it is overdue.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.owed.iter().any(|one| one.overdue)
    }

    /// The reader's next step.
    #[must_use]
    pub fn step(&self, scene: &Scene<'_>) -> Option<Step> {
        step::next(self.handover, self.course.as_deref(), &self.owed, scene)
    }

    /// Its symbol: a course that runs has that of what was accepted.
    #[must_use]
    pub fn symbol(&self) -> &'static str {
        let runs = self.course.as_deref();
        let runs = runs.is_some_and(|course| course.stage != Stage::Closed);
        symbol(if runs {
            State::Accepted
        } else {
            self.handover.state
        })
    }

    /// Where it stands, in a few words: the state, or the course's stage.
    #[must_use]
    pub fn standing(&self, scene: &Scene<'_>) -> String {
        match &self.course {
            Some(course) => scene.stage(course),
            None => scene.texts.state(self.handover.state),
        }
    }

    /// Since when.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        let course = self.course.as_deref();
        course.map_or(self.handover.since, |course| course.since)
    }

    /// Where it stands, in one sentence: how it ended, or what is awaited.
    #[must_use]
    pub fn sentence(&self, scene: &Scene<'_>) -> String {
        let handover = self.handover;
        match handover.ending {
            Some(ending) if handover.state == State::Closed => scene.texts.ending(ending),
            Some(_) | None => scene.stands(handover),
        }
    }

    /// The sentence, where a few words are not enough: nobody has signed for it, or it has ended.
    #[must_use]
    pub fn reason(&self, scene: &Scene<'_>) -> Option<String> {
        let state = self.handover.state;
        let waits = matches!(state, State::Queued | State::Held) || state.is_unacknowledged();
        let ended = self.course.is_none() && self.handover.ending.is_some();
        let sentence = (waits || ended).then(|| self.sentence(scene))?;
        let silence = scene.silence(self.handover);
        Some(
            [Some(sentence), silence]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}

/// A symbol for a state, and for the receipt that leads there; it never stands without its word.
#[must_use]
pub const fn symbol(state: State) -> &'static str {
    match state {
        State::Draft => "✎",
        State::Queued | State::Held => "○",
        State::Deposited => "◔",
        State::Unreadable | State::WrongRecipient | State::EnteredInError => "⚠",
        State::Opened => "◑",
        State::Acknowledged | State::AwaitingInformation => "◕",
        State::Accepted => "●",
        State::Declined | State::WithdrawalRequested | State::Withdrawn => "↩",
        State::Closed => "■",
    }
}
