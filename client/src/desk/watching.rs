//! Acts about what is late, and what administrators record about a handover from outside: the
//! server is asked first, so that whoever signs has seen what was done about it.

use stafet_shared::{
    id::{HandoverId, PREFIX_CHARS_MIN},
    obligation::Obligation,
    words::Verb,
};

use super::{Desk, DeskError, Made};
use crate::office::{Lookup, OfficeError, Recorded, Watching};

/// The handover that was meant, and what is owed about it.
type Target = (HandoverId, Option<Obligation>);

impl Desk {
    /// Makes one act of the watch about what is owed under the name `what`, or about what is owed
    /// first.
    ///
    /// # Errors
    /// When it cannot be done now, or the server, which an administrator has to ask, is silent.
    pub async fn watch(
        &mut self,
        typed: &str,
        what: Option<&str>,
        deed: Watching,
    ) -> Result<Made, DeskError> {
        let (handover, owed) = self.target(typed, what).await?;
        let act = self.office.watch(handover, deed, owed.clone()).await?;
        let verb = Verb::Watch(deed.verb());
        Ok(Made {
            handover,
            verb,
            act,
            owed,
        })
    }

    /// Records something as an administrator.
    ///
    /// # Errors
    /// When it cannot be done now, or the server is silent.
    pub async fn record(&mut self, typed: &str, recorded: Recorded) -> Result<Made, DeskError> {
        let (handover, _) = self.ask_about(typed, None).await?;
        let act = self.office.record(handover, recorded).await?;
        Ok(Made {
            handover,
            verb: recorded.verb(),
            act,
            owed: None,
        })
    }

    /// Whether the person looks at a handover from outside: as an administrator, of no office that
    /// has a part in it. What she does is recorded, and says nothing under seal.
    #[must_use]
    pub fn is_from_outside(&self, typed: &str) -> bool {
        let known = self.reader().find(typed).ok();
        let is_ours = known.is_some_and(|id| self.reader().has_part(id));
        self.reader().administers().is_some() && !is_ours
    }

    /// Once the server has confirmed that somebody took something in hand: whether somebody else
    /// was first, whose act has come into the log before this one.
    ///
    /// # Errors
    /// [`OfficeError::InHand`] says who has it.
    pub async fn is_first_at_hand(&mut self, made: &Made) -> Result<(), DeskError> {
        let Some(owed) = &made.owed else {
            return Ok(());
        };
        let connector = self.way()?;
        let first = self
            .asker(&connector)
            .is_first_at_hand(made.handover, owed)
            .await;
        match self.answered(connector, first) {
            Err(DeskError::NoServer) => {
                let elsewhere = self.reader().in_hand_elsewhere(made.handover, owed)?;
                elsewhere.map_or(Ok(()), |error| Err(error.into()))
            }
            answered => answered,
        }
    }

    async fn target(&mut self, typed: &str, what: Option<&str>) -> Result<Target, DeskError> {
        if self.is_from_outside(typed) {
            return self.ask_about(typed, what).await;
        }
        let id = self.find(typed)?;
        let Some(what) = what else {
            return Ok((id, None));
        };
        let watched = self.reader().watched(id)?;
        let mut owed = watched.into_iter().map(|it| it.owed);
        let chosen = owed.find(|one| one.duty.is_meant(what));
        let chosen = chosen.ok_or(OfficeError::NothingOwed(id))?;
        Ok((id, Some(chosen)))
    }

    /// Asks the server what is owed about the handover, and fetches what was done about it.
    async fn ask_about(&mut self, typed: &str, what: Option<&str>) -> Result<Target, DeskError> {
        if typed.chars().count() < PREFIX_CHARS_MIN {
            return Err(Lookup::NotFound(typed.to_owned()).into());
        }
        // Whose signatures these are stands in the directory.
        if self.quick_sync().await?.is_none() {
            return Err(DeskError::NoServer);
        }
        let connector = self.way()?;
        let about = self.asker(&connector).typed(typed).await;
        let about = self.answered(connector, about)?;
        Ok((about.handover, about.chosen(what)?))
    }
}
