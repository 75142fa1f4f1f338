//! Acts about handovers: made and durable here, with the files that go along.

use stafet_shared::{
    id::{ActId, HandoverId},
    obligation::Obligation,
    words::Verb,
};

use super::{Desk, DeskError, attach::Enclosure};
use crate::office::{Deed, Draft, Sent};

/// An act that was made: it is durable here, and waits for the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The handover that it is about.
    pub handover: HandoverId,
    /// What was done, which is not always what was asked for: a withdrawal may become a wish.
    pub verb: Verb,
    /// The act.
    pub act: ActId,
    /// What it was done about, if it is an act of the watch.
    pub owed: Option<Obligation>,
}

impl Desk {
    /// Makes one act about a handover, with the files that go along with its document.
    ///
    /// # Errors
    /// When it cannot be done now, or a file cannot go along. Nothing has changed then.
    pub async fn perform(
        &mut self,
        id: HandoverId,
        deed: Deed,
        files: &[Enclosure],
    ) -> Result<Made, DeskError> {
        let (deed, attached) = if let Deed::Resubmit(content) = deed {
            let (content, attached) = self.attach(content, files, Some(id)).await?;
            (Deed::Resubmit(content), attached)
        } else if let Deed::Correct(content) = deed {
            let (content, attached) = self.attach(content, files, Some(id)).await?;
            (Deed::Correct(content), attached)
        } else {
            (deed, Default::default())
        };
        match self.office.perform(id, deed).await {
            Ok(act) => Ok(self.made(id, act)),
            Err(error) => {
                self.forget(attached).await;
                Err(error.into())
            }
        }
    }

    /// Postpones a visit, and with it every other that is planned on the same tour.
    ///
    /// # Errors
    /// When it cannot be done now. Nothing has changed then.
    pub async fn perform_on_tour(
        &mut self,
        id: HandoverId,
        deed: Deed,
    ) -> Result<Vec<Made>, DeskError> {
        let acts = self.office.perform_on_tour(id, deed).await?.into_iter();
        Ok(acts.map(|(id, act)| self.made(id, act)).collect())
    }

    /// Sends a handover with the files that go along, or keeps it as a draft until the receiver
    /// has a key. It takes up again the closed matter that it `reopens`.
    ///
    /// # Errors
    /// When it cannot be sent, or a file cannot go along. Nothing has changed then.
    pub async fn send(
        &mut self,
        draft: Draft,
        files: &[Enclosure],
        reopens: Option<HandoverId>,
    ) -> Result<Sent, DeskError> {
        let (content, attached) = self.attach(draft.content, files, None).await?;
        let draft = Draft { content, ..draft };
        let sent = match reopens {
            Some(closed) => self.office.reopen(closed, draft).await,
            None => self.office.send(draft).await,
        };
        match sent {
            Ok(sent) => Ok(sent),
            Err(error) => {
                self.forget(attached).await;
                Err(error.into())
            }
        }
    }

    /// Whether what is to be signed needs a second signature that nobody can give now.
    #[must_use]
    pub fn could_nobody_second(&self, id: HandoverId, verb: Verb) -> bool {
        let known = self.reader().handover(id);
        known.is_some_and(|handover| self.reader().nobody_could_second(handover, verb))
    }

    fn made(&self, handover: HandoverId, act: ActId) -> Made {
        let known = self.reader().handover(handover);
        let event = known.and_then(|it| it.history.iter().find(|event| event.act == act));
        Made {
            handover,
            verb: event.map_or(Verb::Sign, |event| event.verb),
            act,
            owed: None,
        }
    }
}
