//! What administrators read about something that is owed, and what they say when they ring: public
//! parts only, in words that can be said to anybody who answers the telephone.

use stafet_shared::{
    id::HandoverId,
    overview::OwedItem,
    words::{Colour, Duty, Kind, List, State, Verb},
};

use super::{
    naming::{capital, spoken},
    overview::Line,
    scene::Scene,
    when,
};
use crate::text::{Texts, say};

impl Texts {
    /// A handover as somebody hears of it for the first time: *en henvisning*.
    #[must_use]
    pub fn a(&self, kind: Kind) -> String {
        match kind {
            Kind::Notification => say!(self, "a-notification"),
            Kind::Referral => say!(self, "a-referral"),
            Kind::CaseInformation => say!(self, "a-case-information"),
            Kind::ClosingReport => say!(self, "a-closing-report"),
            Kind::FollowUp => say!(self, "a-follow-up"),
            Kind::InterimReport => say!(self, "a-interim-report"),
            Kind::Message => say!(self, "a-message"),
        }
    }
}

/// Whether a list is about handovers on their way, and not about what somebody has to send or do.
#[must_use]
pub const fn is_about_the_way(list: List) -> bool {
    matches!(list, List::Receipt | List::Returned)
}

/// Where it is, as administrators see it: *Åbnet, ikke kvitteret*.
#[must_use]
pub fn place(item: &OwedItem, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let from = scene.short_office(&item.from);
    match item.state {
        State::Held if item.duty == Duty::Countersign(Verb::Sign) => {
            say!(texts, "watch-unsigned")
        }
        State::Held => say!(texts, "watch-not-yet"),
        State::Deposited => say!(texts, "watch-deposited"),
        State::Unreadable => say!(texts, "watch-unreadable"),
        State::Opened => say!(texts, "watch-opened"),
        State::Acknowledged if item.kind == Kind::Notification => {
            say!(texts, "watch-acknowledged-notification")
        }
        State::Acknowledged => say!(texts, "watch-acknowledged"),
        State::AwaitingInformation => say!(texts, "watch-awaiting", from = from),
        State::Accepted => say!(texts, "watch-accepted"),
        State::Declined if item.duty == Duty::Act(Verb::ReadDecline) => {
            say!(texts, "watch-declined-unread")
        }
        State::Declined => say!(texts, "watch-declined"),
        State::WrongRecipient => say!(texts, "watch-wrong-recipient"),
        State::WithdrawalRequested => say!(texts, "watch-withdrawal-requested"),
        State::Withdrawn => say!(texts, "watch-withdrawn"),
        State::EnteredInError => say!(texts, "watch-entered-in-error"),
        State::Draft | State::Queued | State::Closed => match item.stage {
            Some(stage) => texts.stage(stage),
            None => texts.state(item.state),
        },
    }
}

/// What is missing, where that says more than the state: *Beslut opfølgning*.
#[must_use]
pub fn missing(item: &OwedItem, scene: &Scene<'_>) -> String {
    match sent(item.duty, scene.texts) {
        Some(thing) => say!(scene.texts, "row-send", thing = thing),
        None => capital(&scene.texts.owed(item.duty)),
    }
}

/// What has to be sent, if that is what is owed: *sagsoplysninger*.
fn sent(duty: Duty, texts: &Texts) -> Option<String> {
    if let Duty::Send(kind) = duty {
        Some(texts.kind(kind).to_lowercase())
    } else {
        None
    }
}

/// The sentence to say to whoever answers: what they have, where it is, what is missing.
#[must_use]
pub fn to_say(item: &OwedItem, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let (thing, id) = (texts.a(item.kind), said(item.handover));
    let (from, to) = (scene.short_office(&item.from), scene.short_office(&item.to));
    if let Some(sent) = sent(item.duty, texts) {
        let waits = if item.owner == item.to { from } else { to };
        return say!(texts, "say-send", waits = waits, sent = sent, id = id);
    }
    let has_it = item.owner == item.to && is_about_the_way(item.list);
    let sentence = match item.state {
        State::Deposited if has_it => {
            say!(texts, "say-deposited", thing = thing, from = from, id = id)
        }
        State::Opened if has_it => {
            say!(texts, "say-opened", thing = thing, from = from, id = id)
        }
        State::Deposited
        | State::Opened
        | State::Draft
        | State::Queued
        | State::Held
        | State::Unreadable
        | State::Acknowledged
        | State::AwaitingInformation
        | State::Accepted
        | State::Declined
        | State::WrongRecipient
        | State::WithdrawalRequested
        | State::Withdrawn
        | State::EnteredInError
        | State::Closed => {
            let duty = texts.owed(item.duty);
            say!(
                texts,
                "say-other",
                thing = thing,
                from = from,
                to = to,
                id = id,
                duty = duty
            )
        }
    };
    if item.colour == Colour::Red {
        format!("{sentence} {}", say!(texts, "say-red"))
    } else {
        sentence
    }
}

/// An id as it is said.
fn said(id: HandoverId) -> String {
    spoken(&id.short())
}

impl Line<'_> {
    /// Who was told how often, and who has seen it; nothing while nobody was.
    #[must_use]
    pub fn told(&self, scene: &Scene<'_>) -> Vec<String> {
        let parts = [self.owed.climbed(scene), self.owed.seen(scene)];
        parts.into_iter().flatten().collect()
    }

    /// Who has it in hand, why and until when.
    #[must_use]
    pub fn held(&self, scene: &Scene<'_>) -> Option<String> {
        let held = self.owed.known.held.as_ref()?;
        let until = when::deadline(held.until, scene.now, &scene.own_zone(), scene.texts);
        let (office, reason) = (scene.short_office(&held.by), scene.texts.did(held.reason));
        Some(say!(
            scene.texts,
            "watch-held",
            office = office,
            reason = reason,
            until = until.words
        ))
    }
}
