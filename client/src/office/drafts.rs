//! Sending: to an office that can read it, or to wait in the log until that has a key.

use stafet_shared::{
    access::Denied,
    act::{HandoverAct, Terms},
    content::Content,
    handover::Handover,
    id::{ActId, HandoverId},
    party::OfficeId,
    sign::Capacity,
    words::{Colour, Kind, Verb},
};

use super::{Office, OfficeError, compose::on_handover, promised::promised};
use crate::store::Store;

/// What somebody wants to send.
#[derive(Clone, Debug)]
pub struct Draft {
    /// In whose name; may be left out by who serves one office only.
    pub from: Option<OfficeId>,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// What is said under seal.
    pub content: Content,
    /// The handover that it follows.
    pub relates_to: Option<HandoverId>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Names the handover from now on.
    pub handover: HandoverId,
    /// The office that cannot read it yet, since nobody has joined it. It waits for that in the log,
    /// owed by the own office, and goes by itself.
    pub waits_for: Option<OfficeId>,
}

impl<S: Store> Office<S> {
    /// Sends a handover: durable in the outbox when this returns (R0). While its receiver has no
    /// key, it is sealed to the own office, waits in the log for everybody to see, and goes by
    /// itself when the key comes.
    ///
    /// # Errors
    /// When sender, recipient or document do not fit.
    pub async fn send(&mut self, draft: Draft) -> Result<Sent, OfficeError> {
        self.decide(|office| office.take_draft(&draft)).await
    }

    pub(super) fn take_draft(&mut self, draft: &Draft) -> Result<Sent, OfficeError> {
        if draft.content.kind() != Some(draft.kind) {
            return Err(OfficeError::OtherDocument);
        }
        let directory = self.view.directory.as_ref();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        if directory.office(&draft.to).is_none() {
            return Err(OfficeError::UnknownOffice(draft.to.clone()));
        }
        let from = self.sender(draft.from.as_ref())?;
        if from == draft.to {
            return Err(Denied::ToItself.into());
        }
        let handover = self.random(HandoverId::random);
        let waits = !self.has_key(&draft.to);
        self.sign_draft(handover, from, draft)?;
        Ok(Sent {
            handover,
            waits_for: waits.then(|| draft.to.clone()),
        })
    }

    pub(super) fn sign_draft(
        &mut self,
        handover: HandoverId,
        from: OfficeId,
        draft: &Draft,
    ) -> Result<ActId, OfficeError> {
        let act = self.fresh_act();
        let mut readers = vec![from.clone()];
        if self.has_key(&draft.to) {
            readers.push(draft.to.clone());
        }
        let outcome = draft.content.items_to_come();
        let directory = self.view.directory.as_ref();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        let promised = promised(&draft.content, &draft.to, directory);
        let (sealed, body) = self.seal((act, &from), draft.content.clone(), &readers)?;
        let followed = draft
            .relates_to
            .and_then(|followed| self.view.handovers.get(&followed));
        let course = followed.and_then(Handover::thread);
        let about = HandoverAct {
            handover,
            verb: Verb::Sign,
            about: None,
            version: 1,
            leg: 1,
            attempt: 1,
            terms: Some(Terms {
                kind: draft.kind,
                colour: draft.colour,
                to: draft.to.clone(),
                relates_to: draft.relates_to,
                course,
                tour: None,
                deadline: promised.deadline,
            }),
            sealed: Some(sealed),
            outcome,
            asserted_day: promised.day,
            link: None,
            tour: None,
            concern: None,
        };
        let author = (from, Capacity::Person);
        self.sign(act, author, on_handover(about), Some(body))
    }

    /// The office in whose name to send.
    fn sender(&self, named: Option<&OfficeId>) -> Result<OfficeId, OfficeError> {
        if let Some(office) = named {
            return if self.view.serves(office) {
                Ok(office.clone())
            } else {
                Err(OfficeError::NotYourOffice(office.clone()))
            };
        }
        let mut offices = self.view.case_offices();
        match (offices.next(), offices.next()) {
            (Some(office), None) => Ok(office.clone()),
            (Some(_), Some(_)) => Err(OfficeError::NameOffice),
            (None, _) => Err(OfficeError::NoOffice),
        }
    }
}
