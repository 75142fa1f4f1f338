//! Acts about what is late, and what administrators record about a handover from outside: the
//! server is asked first, so that whoever signs has seen what was done about it.

use stafet_shared::{
    id::{HandoverId, PREFIX_CHARS_MIN},
    obligation::Obligation,
    overview::{OwedItem, OwedQuestion},
    words::Verb,
};

use super::{Desk, DeskError, Made};
use crate::{
    link::Connection,
    office::{Lookup, OfficeError, Recorded, Watching},
    sync::{self, SyncError},
};

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
        match self.connect().await {
            Ok(connection) => {
                let fetched = self.fetch(&connection, made.handover).await;
                connection.close();
                fetched?;
            }
            Err(DeskError::NoServer) => {}
            Err(error) => return Err(error),
        }
        match self.reader().in_hand_elsewhere(made.handover, owed)? {
            Some(error) => Err(error.into()),
            None => Ok(()),
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

    /// Asks the server what is owed about the handover, and fetches what was done about it: that is
    /// verified here, and whoever signs has seen it.
    async fn ask_about(&mut self, typed: &str, what: Option<&str>) -> Result<Target, DeskError> {
        if typed.chars().count() < PREFIX_CHARS_MIN {
            return Err(Lookup::NotFound(typed.to_owned()).into());
        }
        // Whose signatures these are stands in the directory.
        if self.quick_sync().await?.is_none() {
            return Err(DeskError::NoServer);
        }
        let connection = self.connect().await?;
        let found = self.look_up(&connection, typed, what).await;
        connection.close();
        found
    }

    async fn look_up(
        &mut self,
        connection: &Connection,
        typed: &str,
        what: Option<&str>,
    ) -> Result<Target, DeskError> {
        let known = self.reader().find(typed).ok();
        let question = known.map_or_else(OwedQuestion::everything, OwedQuestion::about);
        let answer = connection.all_owed(&question).await;
        let (items, _) = self.heard(answer)?.ok_or(DeskError::NoServer)?;
        let mut ids: Vec<HandoverId> = items.iter().map(|item| item.handover).collect();
        ids.extend(known);
        ids.retain(|id| id.starts_with(typed));
        ids.sort_unstable();
        ids.dedup();
        let id = match ids.as_slice() {
            [id] => *id,
            [] => return Err(Lookup::NotFound(typed.to_owned()).into()),
            [_, _, ..] => return Err(Lookup::Ambiguous { ids }.into()),
        };
        self.fetch(connection, id).await?;
        let mut owed: Vec<&OwedItem> = items.iter().filter(|item| item.handover == id).collect();
        owed.sort_by_key(|item| item.due);
        let chosen = match what {
            Some(what) => {
                let chosen = owed.into_iter().find(|item| item.duty.is_meant(what));
                Some(chosen.ok_or(OfficeError::NothingOwed(id))?)
            }
            None => owed.first().copied(),
        };
        Ok((id, chosen.map(OwedItem::obligation)))
    }

    /// Fetches everything about a handover anew.
    async fn fetch(&mut self, connection: &Connection, id: HandoverId) -> Result<(), DeskError> {
        let fetched = sync::fetch_handover(&mut self.office, connection, id).await;
        match self.heard(fetched)? {
            Some(0) | None => Ok(()),
            Some(_) => Err(SyncError::Doubtful.into()),
        }
    }
}
