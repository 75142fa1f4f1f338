//! What people do with a handover: acknowledge, accept, decline, close with a plan, and more.

use stafet_shared::{
    act::{HandoverAct, Terms},
    content::{Content, DeclineReason, Plan},
    handover::{
        Handover, Kind, Verb,
        table::{self, By, Side},
    },
    hash::Hash,
    id::{ActId, HandoverId},
    party::{Capacity, OfficeId, Role},
};

use super::{
    Office, OfficeError,
    compose::{answer, on_handover},
};
use crate::store::Store;

impl<S: Store> Office<S> {
    /// Signs for a handover: the ball is taken (R4).
    ///
    /// # Errors
    /// When the handover does not stand there, or the device does not serve its recipient.
    pub async fn acknowledge(&mut self, id: HandoverId) -> Result<ActId, OfficeError> {
        self.decide(|office| office.respond(id, Verb::Acknowledge, None))
            .await
    }

    /// Accepts a handover (R5, and R4 where nobody had signed for it).
    ///
    /// # Errors
    /// When the handover does not stand there, or the device does not serve its recipient.
    pub async fn accept(&mut self, id: HandoverId) -> Result<ActId, OfficeError> {
        self.decide(|office| office.respond(id, Verb::Accept, None))
            .await
    }

    /// Declines a handover: the ball goes back with the reason.
    ///
    /// # Errors
    /// When the handover does not stand there, or the device does not serve its recipient.
    pub async fn decline(
        &mut self,
        id: HandoverId,
        reason: DeclineReason,
    ) -> Result<ActId, OfficeError> {
        let content = Content::DeclineReason(reason);
        self.decide(|office| office.respond(id, Verb::Decline, Some(content.clone())))
            .await
    }

    /// Signs for a decline that came back.
    ///
    /// # Errors
    /// When the handover is not declined, or the device does not serve its sender.
    pub async fn read_decline(&mut self, id: HandoverId) -> Result<ActId, OfficeError> {
        self.decide(|office| office.respond(id, Verb::ReadDecline, None))
            .await
    }

    /// Says what happens to the child instead. The first of two signatures.
    ///
    /// # Errors
    /// When the handover does not stand there, or the device does not serve its sender.
    pub async fn close_with_plan(
        &mut self,
        id: HandoverId,
        plan: Plan,
    ) -> Result<ActId, OfficeError> {
        let content = Content::Plan(plan);
        self.decide(|office| office.respond(id, Verb::ClosePlan, Some(content.clone())))
            .await
    }

    /// Sends a declined handover to the same office once more, mended: the next leg.
    ///
    /// # Errors
    /// When the handover is not declined, or the device does not serve its sender.
    pub async fn resubmit(
        &mut self,
        id: HandoverId,
        content: Content,
    ) -> Result<ActId, OfficeError> {
        self.decide(|office| office.send_again(id, content.clone()))
            .await
    }

    /// Signs second, as a leader of the first signer's organisation.
    ///
    /// # Errors
    /// When nothing waits for a second signature, or the device serves no leader there.
    pub async fn countersign(&mut self, id: HandoverId) -> Result<ActId, OfficeError> {
        self.decide(|office| office.sign_second(id)).await
    }

    pub(super) fn known_handover(&self, id: HandoverId) -> Result<&Handover, OfficeError> {
        let known = self.view.handovers.get(&id);
        known.ok_or(OfficeError::UnknownHandover(id))
    }

    fn respond(
        &mut self,
        id: HandoverId,
        verb: Verb,
        content: Option<Content>,
    ) -> Result<ActId, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        let (office, other) = self.sides(&handover, verb)?;
        let act = self.fresh_act();
        let mut about = answer(&handover, verb);
        if verb == Verb::ReadDecline {
            about.about = self.decision(&handover);
        }
        let body = match content {
            Some(content) => {
                let mut readers = vec![office.clone(), other];
                if verb == Verb::ClosePlan {
                    readers.extend(self.second_signers(&office));
                    readers.sort_unstable();
                    readers.dedup();
                }
                let (sealed, body) = self.seal((act, &office), content, &readers)?;
                about.sealed = Some(sealed);
                Some(body)
            }
            None => None,
        };
        self.sign(act, (office, Capacity::Person), on_handover(about), body)
    }

    fn send_again(&mut self, id: HandoverId, content: Content) -> Result<ActId, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        if !belongs(handover.kind, &content) {
            return Err(OfficeError::OtherDocument);
        }
        let (office, other) = self.sides(&handover, Verb::Resubmit)?;
        let act = self.fresh_act();
        let readers = [office.clone(), other.clone()];
        let (sealed, body) = self.seal((act, &office), content, &readers)?;
        let about = HandoverAct {
            about: self.decision(&handover),
            leg: handover.leg.saturating_add(1),
            attempt: 1,
            terms: Some(Terms {
                kind: handover.kind,
                colour: handover.colour,
                to: other,
                relates_to: handover.relates_to,
                course: None,
                tour: None,
                deadline: None,
            }),
            sealed: Some(sealed),
            ..answer(&handover, Verb::Resubmit)
        };
        let author = (office, Capacity::Person);
        self.sign(act, author, on_handover(about), Some(body))
    }

    fn sign_second(&mut self, id: HandoverId) -> Result<ActId, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        let pending = handover.pending.as_ref().ok_or(OfficeError::NotNow {
            state: handover.state,
            verb: Verb::Countersign,
        })?;
        let organisation = pending.signature.office.organisation();
        let office = self
            .view
            .memberships()
            .iter()
            .find(|own| own.role == Role::Leader && own.office.organisation() == organisation)
            .map(|own| own.office.clone())
            .ok_or(OfficeError::SecondSignature)?;
        let device = self.view.device.as_ref().ok_or(OfficeError::NotEnrolled)?;
        if device.person == pending.signature.person {
            return Err(OfficeError::SecondSignature);
        }
        let about = HandoverAct {
            about: Some(pending.first),
            ..answer(&handover, Verb::Countersign)
        };
        let act = self.fresh_act();
        self.sign(act, (office, Capacity::Person), on_handover(about), None)
    }

    /// The own office and the other one, if the act fits where the handover stands.
    fn sides(&self, handover: &Handover, verb: Verb) -> Result<(OfficeId, OfficeId), OfficeError> {
        let row =
            table::transition(handover.kind, handover.state, verb).ok_or(OfficeError::NotNow {
                state: handover.state,
                verb,
            })?;
        let waits = row.two_signatures && handover.pending.is_some();
        let repeated = verb == Verb::ReadDecline && handover.decline_read;
        if waits || repeated {
            return Err(OfficeError::NotNow {
                state: handover.state,
                verb,
            });
        }
        let side = match row.by {
            By::Person(side) | By::Device(side) => side,
            By::Authority => table::kind_row(handover.kind).authority,
            By::Either if self.view.serves(&handover.from) => Side::Sender,
            By::Either => Side::Receiver,
        };
        let other = match side {
            Side::Sender => Side::Receiver,
            Side::Receiver => Side::Sender,
        };
        let (own, other) = (handover.office(side), handover.office(other));
        if self.view.serves(own) {
            Ok((own.clone(), other.clone()))
        } else {
            Err(OfficeError::NotYourOffice(own.clone()))
        }
    }

    /// Offices of the same organisation whose leaders can sign second, when nobody else in the
    /// own office can.
    fn second_signers(&self, own: &OfficeId) -> Vec<OfficeId> {
        let Some((directory, device)) = self.view.directory.as_ref().zip(self.view.device.as_ref())
        else {
            return Vec::new();
        };
        let has_leader = |office: &OfficeId| {
            directory.members(office).any(|(_, other, place)| {
                place.role == Role::Leader && other.person != device.person
            })
        };
        if has_leader(own) {
            return Vec::new();
        }
        directory
            .offices()
            .filter(|(id, office)| {
                id.organisation() == own.organisation() && !office.keys.is_empty() && has_leader(id)
            })
            .map(|(id, _)| id.clone())
            .take(SECOND_SIGNERS_MAX)
            .collect()
    }

    /// The hash of the act by which the current leg was decided.
    fn decision(&self, handover: &Handover) -> Option<Hash> {
        let (_, signature) = handover.decided.as_ref()?;
        let known = self.view.acts.get(&signature.act)?;
        Some(known.act.hash())
    }
}

/// The most offices beyond the two sides to whose leaders a plan is sealed.
const SECOND_SIGNERS_MAX: usize = 6;

/// Whether a document is what a handover of that kind says.
pub(super) fn belongs(kind: Kind, content: &Content) -> bool {
    content.kind() == Some(kind)
}
