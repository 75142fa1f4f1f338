//! What a device owes by itself, whatever came last: keys taken over and handed on, technical
//! receipts, and what has waited for a key that has come.
//!
//! All of it follows from the view, so that it is the same after a crash as before it, and it is
//! committed together with what made it due.

use stafet_shared::{
    act::{HandoverAct, Terms},
    content::SealedPart,
    handover::Handover,
    obligation::REWRAPS_MAX,
    sign::Capacity,
    words::{State, Verb},
};

use super::{Office, OfficeError, Unreadable, compose::on_handover, opening::Key};
use crate::store::Store;

impl<S: Store> Office<S> {
    /// Makes everything that the device owes by itself. Does nothing when nothing is owed.
    pub(super) async fn pay_debts(&mut self) -> Result<(), OfficeError> {
        if self.view.memberships().is_empty() {
            return Ok(());
        }
        self.adopt_proposed_seeds()?;
        for grant in self.awaited_grants() {
            self.take_grant(grant).await?;
        }
        self.follow_attestations()?;
        for handover in self.unopened() {
            self.answer_technically(handover).await?;
        }
        for handover in self.delivered().await? {
            self.say_delivered(handover)?;
        }
        for handover in self.to_be_wrapped() {
            self.wrap_anew(handover).await?;
        }
        for paper in self.passed_here() {
            self.open_passed(paper).await?;
        }
        for paper in self.papers_to_pass_on() {
            self.pass_on(paper).await?;
        }
        for approval in self.owed_grants() {
            self.grant(approval).await?;
        }
        Ok(())
    }

    /// Envelopes to own offices that no device of theirs has opened.
    pub(super) fn unopened(&self) -> Vec<Handover> {
        self.view
            .handovers
            .values()
            .filter(|handover| matches!(handover.state, State::Deposited | State::Unreadable))
            .filter(|handover| self.view.serves(&handover.to))
            .filter(|handover| !self.has_answered_technically(handover))
            .cloned()
            .collect()
    }

    /// Handovers to own offices of which all is here, and nobody has said so. What a device has
    /// opened is here without saying, but for its files: they come later.
    async fn delivered(&self) -> Result<Vec<Handover>, OfficeError> {
        let candidates = self.view.handovers.values().filter(|handover| {
            let reader = self.reader();
            let without_key =
                || handover.state == State::Deposited && !self.has_answered_technically(handover);
            // No device opens what replaces a version that somebody has signed for.
            self.view.serves(&handover.to)
                && !matches!(handover.state, State::Queued | State::Held)
                && (handover.unread.is_some() || without_key() || reader.has_attachments(handover))
                && reader.has_all_attachments(handover)
                && !self.has_said_delivered(handover)
        });
        let mut delivered = Vec::new();
        for handover in candidates {
            if self.body(handover.envelope_act).await?.is_some() {
                delivered.push(handover.clone());
            }
        }
        Ok(delivered)
    }

    fn has_said_delivered(&self, handover: &Handover) -> bool {
        let acts = self.view.acts_of(handover.id).into_iter();
        acts.filter(|known| known.refused.is_none())
            .filter_map(|known| known.act.public().handover())
            .any(|act| act.verb == Verb::Fetch && act.about == Some(handover.envelope))
    }

    /// R2.
    fn say_delivered(&mut self, handover: Handover) -> Result<(), OfficeError> {
        let about = HandoverAct::on(&handover, Verb::Fetch);
        let id = self.fresh_act();
        let author = (handover.to, Capacity::Machine);
        OfficeError::unless_storages(self.sign(id, author, on_handover(about), None))?;
        Ok(())
    }

    /// Own envelopes that the recipient's device could not open, while wrapping them anew may help,
    /// and those that have waited for its key, whoever at the office has signed them.
    fn to_be_wrapped(&self) -> Vec<Handover> {
        let handovers = self.view.handovers.values();
        handovers
            .filter(|handover| match handover.state {
                State::Unreadable => handover.attempt <= REWRAPS_MAX,
                State::Held => !handover.is_unsigned() && self.has_key(&handover.to),
                State::Draft
                | State::Queued
                | State::Deposited
                | State::Opened
                | State::Acknowledged
                | State::AwaitingInformation
                | State::Accepted
                | State::Declined
                | State::WrongRecipient
                | State::WithdrawalRequested
                | State::Withdrawn
                | State::EnteredInError
                | State::Closed => false,
            })
            .filter(|handover| self.view.serves(&handover.from))
            .cloned()
            .collect()
    }

    /// The same content in a new envelope, to the keys that the directory has now.
    async fn wrap_anew(&mut self, handover: Handover) -> Result<(), OfficeError> {
        let Some(Ok(part)) = self.part(handover.envelope_act).await? else {
            return Ok(());
        };
        let act = self.fresh_act();
        let part = SealedPart {
            act,
            office: handover.from.clone(),
            ..part
        };
        let readers = [handover.from.clone(), handover.to.clone()];
        let sealed = OfficeError::unless_storages(self.seal_part(&part, &readers))?;
        let Some((sealed, body)) = sealed else {
            return Ok(());
        };
        let about = HandoverAct {
            attempt: handover.attempt.saturating_add(1),
            terms: Some(Terms::of(&handover)),
            sealed: Some(sealed),
            ..HandoverAct::on(&handover, Verb::Rewrap)
        };
        let author = (handover.from, Capacity::Machine);
        OfficeError::unless_storages(self.sign(act, author, on_handover(about), Some(body)))?;
        Ok(())
    }

    fn has_answered_technically(&self, handover: &Handover) -> bool {
        let own = self.view.device.as_ref().map(|own| own.device);
        self.view.acts_of(handover.id).into_iter().any(|known| {
            let public = known.act.public();
            public.handover().is_some_and(|act| {
                let opened = act.verb == Verb::Open;
                let own_unreadable =
                    act.verb == Verb::Unreadable && Some(public.author.device) == own;
                act.about == Some(handover.envelope) && (opened || own_unreadable)
            })
        })
    }

    /// R3 when the envelope opens, R3N when it never will, nothing while a key is on its way.
    async fn answer_technically(&mut self, handover: Handover) -> Result<(), OfficeError> {
        let Some(act) = self.view.acts.get(&handover.envelope_act) else {
            return Ok(());
        };
        let act = act.act.clone();
        let Some(sealed) = act.public().handover().and_then(|it| it.sealed.clone()) else {
            return Ok(());
        };
        let outcome = match self.key_for(&sealed, &handover.to) {
            Key::Awaited => return Ok(()),
            Key::NotNamed => Err(Unreadable::NotNamed),
            Key::Held(seed) => match self.body(act.id()).await? {
                // The next sync asks for it.
                None => return Ok(()),
                Some(body) => self.unseal(&act, &sealed, (&body, seed)).map(|_| ()),
            },
        };
        if outcome.is_err() && handover.state == State::Unreadable {
            return Ok(());
        }
        let (verb, outcome) = match outcome {
            Ok(()) => (Verb::Open, None),
            Err(why) => (Verb::Unreadable, Some(why.code())),
        };
        let about = HandoverAct {
            outcome,
            ..HandoverAct::on(&handover, verb)
        };
        let id = self.fresh_act();
        let author = (handover.to, Capacity::Machine);
        OfficeError::unless_storages(self.sign(id, author, on_handover(about), None))?;
        Ok(())
    }
}
