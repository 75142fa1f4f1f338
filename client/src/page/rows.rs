//! The rows of lists: only what is public in the log, never what a handover says.

use stafet_shared::{
    content::display_safe_line,
    handover::Handover,
    id::HandoverId,
    words::{Colour, Duty, State, Verb},
};

use super::{site::Eyes, tone::Tone};
pub use crate::face::naming::way;
use crate::{
    face::{
        entry::Entry,
        naming::{came, capital, initials, spoken},
        owed::Owed,
        scene::Scene,
        side::{Standing, of_owed},
        step::Step,
        when::{Nearness, When},
    },
    office::Names,
    text::say,
};

/// How urgent, in shape and word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// Names its shape.
    pub class: &'static str,
    /// Its word.
    pub word: String,
}

impl Urgency {
    /// A handover's.
    #[must_use]
    pub fn of(colour: Colour, scene: &Scene<'_>) -> Self {
        Self {
            class: colour.name(),
            word: capital(&scene.texts.colour(colour)),
        }
    }
}

/// A link that is named by what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it does.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// How far something has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// In hundredths.
    pub percent: u64,
    /// In words.
    pub words: String,
}

/// A button that changes something at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What it does.
    pub label: String,
    /// Where its form goes.
    pub action: String,
    /// What the form says.
    pub value: &'static str,
    /// What every form carries.
    pub token: String,
}

/// One handover in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Names it.
    pub id: String,
    /// The same for the telephone.
    pub spoken: String,
    /// Where it is shown.
    pub href: String,
    /// How to take it.
    pub tone: Tone,
    /// Until when something has to be done.
    pub due: Option<When>,
    /// What it is.
    pub kind: String,
    /// From or to whom.
    pub way: String,
    /// The child, if names were asked for.
    pub child: Option<String>,
    /// How urgent.
    pub urgency: Urgency,
    /// Since when it is here.
    pub when: String,
    /// The state's icon.
    pub icon: &'static str,
    /// The state.
    pub state: String,
    /// Why it stands here.
    pub why: String,
    /// How far its files have come.
    pub progress: Option<Progress>,
    /// The one thing to do.
    pub act: Option<Link>,
    /// What can be switched.
    pub press: Option<Press>,
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Names it on the page.
    pub key: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// What it is called.
    pub title: String,
    /// What that means.
    pub note: String,
    /// Whether it is about what is late.
    pub late: bool,
    /// What stands in it.
    pub rows: Vec<Row>,
}

impl Row {
    /// A handover as it stands.
    #[must_use]
    pub fn of(entry: &Entry<'_>, eyes: &Eyes<'_>) -> Self {
        let (scene, handover) = (&eyes.scene, entry.handover);
        let standing = Standing::of(entry, scene);
        let owed = entry.foremost();
        let due = owed.map(|one| of_owed(one, scene));
        let id = handover.id.short();
        Self {
            spoken: spoken(&id),
            href: format!("/overdragelse/{id}"),
            tone: tone(owed, due.as_ref(), handover),
            due,
            kind: scene.texts.kind(handover.kind),
            way: way(handover, scene),
            child: named(handover.id, eyes),
            urgency: Urgency::of(handover.colour, scene),
            when: came(handover, scene),
            icon: icon(handover.state),
            state: entry.standing(scene),
            why: standing.sentence.plain(),
            progress: None,
            act: act(entry, scene),
            press: None,
            id,
        }
    }
}

/// A child's name as lists show it here: in full if this browser asked for names, else its initials
/// where that is the profile's setting.
#[must_use]
pub fn listed_name(name: &str, eyes: &Eyes<'_>) -> Option<String> {
    let name = display_safe_line(name);
    if eyes.session.shows_names(eyes.scene.now) {
        return Some(name).filter(|name| !name.trim().is_empty());
    }
    match eyes.reader.names() {
        Names::Initials => Some(initials(&name)).filter(|short| !short.is_empty()),
        Names::Hidden => None,
    }
}

/// The child's name, if this browser asked for names, or its initials.
#[must_use]
pub fn named(id: HandoverId, eyes: &Eyes<'_>) -> Option<String> {
    let child = eyes.names.get(&id)?;
    listed_name(child.name().expose(), eyes)
}

/// How to take something that is owed.
#[must_use]
pub fn tone(owed: Option<&Owed>, due: Option<&When>, handover: &Handover) -> Tone {
    match (owed, due.map(|due| due.nearness)) {
        (Some(_), Some(Nearness::Late)) => Tone::Late,
        (Some(_), Some(Nearness::Soon)) => Tone::Soon,
        _ => match handover.state {
            State::Draft | State::Queued | State::Held | State::Deposited | State::Opened => {
                Tone::Way
            }
            State::Acknowledged | State::Accepted => Tone::Done,
            State::Unreadable
            | State::AwaitingInformation
            | State::Declined
            | State::WrongRecipient
            | State::WithdrawalRequested
            | State::Withdrawn
            | State::EnteredInError
            | State::Closed => Tone::Rest,
        },
    }
}

/// The icon of a state.
#[must_use]
pub const fn icon(state: State) -> &'static str {
    match state {
        State::Draft => "edit",
        State::Queued => "saved",
        State::Held => "wait",
        State::Deposited => "sent",
        State::Unreadable => "broken",
        State::Opened => "opened",
        State::Acknowledged => "signed",
        State::AwaitingInformation => "chat",
        State::Accepted => "course",
        State::Declined | State::WithdrawalRequested | State::Withdrawn => "back",
        State::WrongRecipient => "onward",
        State::EnteredInError => "x",
        State::Closed => "done",
    }
}

/// The one thing to do about it, if it is the reader's turn.
#[must_use]
pub fn act(entry: &Entry<'_>, scene: &Scene<'_>) -> Option<Link> {
    let step = entry.step(scene)?;
    let handover = entry.handover;
    let href = format!("/overdragelse/{}", handover.id.short());
    let label = match step {
        Step::Do(Verb::Acknowledge, _) => say!(scene.texts, "row-read-and-acknowledge"),
        Step::Do(Verb::ReadDecline, _) => say!(scene.texts, "row-read-decline"),
        Step::Do(Verb::Accept, _) => say!(scene.texts, "row-decide"),
        Step::Do(Verb::Supply, _) => say!(scene.texts, "row-answer"),
        Step::Do(..) | Step::Send { .. } => {
            let owed = entry.foremost().map(Owed::duty);
            match owed {
                Some(Duty::Send(kind)) => {
                    let thing = scene.texts.kind(kind).to_lowercase();
                    say!(scene.texts, "row-send", thing = thing)
                }
                Some(_) | None => say!(scene.texts, "row-see"),
            }
        }
        Step::Look(_) => say!(scene.texts, "row-see"),
        Step::Sync
        | Step::Write(_)
        | Step::Lists
        | Step::Contacts
        | Step::Doctor
        | Step::Overview
        | Step::Approve
        | Step::PolicyTemplate
        | Step::CheckPolicy
        | Step::Outages
        | Step::ConfirmOutage(_) => return None,
    };
    Some(Link { label, href })
}
