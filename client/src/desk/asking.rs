//! Asks the server what only it knows, over whoever lends the office: the command line owns it, a
//! page has only a handle to the task that keeps it. The office is held over no wait for the
//! network.

use std::{fmt, future::ready, time::Duration};

use stafet_shared::{
    id::{HandoverId, PREFIX_CHARS_MIN},
    invitation::Enrol,
    obligation::Obligation,
    overview::{FactsEnd, OwedEnd, OwedItem, OwedQuestion},
    refusal::Refusal,
    report::Fact,
};
use tokio::time::timeout;

use super::error::DeskError;
use crate::{
    link::{Connection, Connector, LinkError},
    office::{Lender, Lookup, OfficeError, Reader},
    sync::{self, SyncError},
};

/// How long a connection may take to be made before the server counts as silent.
pub const CONNECT_PATIENCE: Duration = Duration::from_secs(10);

/// An office that is lent out, and the way to its server.
pub struct Asker<'a, L> {
    office: &'a mut L,
    connector: &'a Connector,
}

/// What is owed about one handover, as the server tells it.
#[derive(Clone, Debug)]
pub struct About {
    /// The handover. What was done about it is known here now.
    pub handover: HandoverId,
    /// What is owed about it, the earliest deadline first.
    pub items: Vec<OwedItem>,
    /// The server's present, and when offices were last heard of.
    pub end: OwedEnd,
}

impl About {
    /// What is owed under this name, or what is owed first; `None` if nothing is owed at all.
    ///
    /// # Errors
    /// When nothing of that name is owed.
    pub fn chosen(&self, what: Option<&str>) -> Result<Option<Obligation>, OfficeError> {
        let mut items = self.items.iter();
        match what {
            Some(what) => {
                let chosen = items.find(|item| item.duty.is_meant(what));
                let chosen = chosen.ok_or(OfficeError::NothingOwed(self.handover))?;
                Ok(Some(chosen.obligation()))
            }
            None => Ok(items.next().map(OwedItem::obligation)),
        }
    }
}

/// An answer, where that the server is silent is nobody's fault and said so.
///
/// # Errors
/// As what was answered.
pub fn spoken<T>(answer: Result<T, DeskError>) -> Result<T, DeskError> {
    match answer {
        Err(DeskError::Sync(silent)) if silent.is_silence() => Err(DeskError::NoServer),
        answered => answered,
    }
}

/// An answer to what only those who look after all may ask.
fn overseen<T>(answer: Result<T, LinkError>) -> Result<T, DeskError> {
    match answer {
        Err(LinkError::Refused(Refusal::NotYours)) => Err(OfficeError::NotForYou.into()),
        answer => Ok(answer?),
    }
}

impl<L> fmt::Debug for Asker<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Asker({:?})", self.connector)
    }
}

impl<'a, L: Lender> Asker<'a, L> {
    /// Asks for `office`, over `connector`.
    #[must_use]
    pub const fn new(office: &'a mut L, connector: &'a Connector) -> Self {
        Self { office, connector }
    }

    /// A connection for questions that are no sync.
    ///
    /// # Errors
    /// When the server is silent, or somebody has to do something about it.
    pub async fn connect(&mut self) -> Result<Connection, DeskError> {
        let credentials = self
            .office
            .lend(|office| Box::pin(ready(office.credentials())));
        let credentials = credentials.await?.ok_or(OfficeError::NotEnrolled)?;
        let connected = timeout(CONNECT_PATIENCE, self.connector.connect(&credentials)).await;
        Ok(connected.map_err(|_| DeskError::NoServer)??)
    }

    /// What is owed everywhere.
    ///
    /// # Errors
    /// When the server, which alone knows all of it, is silent or refuses.
    pub async fn overview(
        &mut self,
        question: &OwedQuestion,
    ) -> Result<(Vec<OwedItem>, OwedEnd), DeskError> {
        let connection = self.connect().await?;
        let answer = connection.all_owed(question).await;
        connection.close();
        overseen(answer)
    }

    /// The facts for reports.
    ///
    /// # Errors
    /// When the server, which alone has them, is silent or refuses.
    pub async fn facts(&mut self) -> Result<(Vec<Fact>, FactsEnd), DeskError> {
        let connection = self.connect().await?;
        let facts = connection.all_facts().await;
        connection.close();
        overseen(facts)
    }

    /// The applications to join that wait at the server.
    ///
    /// # Errors
    /// When it is silent or refuses.
    pub async fn applications(&mut self) -> Result<Vec<Enrol>, DeskError> {
        let connection = self.connect().await?;
        let waiting = connection.enrolments().await;
        connection.close();
        Ok(waiting?)
    }

    /// What is owed about the handover that somebody has typed the beginning of. What was done
    /// about it is fetched too: it is verified here, and whoever signs has seen it.
    ///
    /// # Errors
    /// When it names none or several, or the server is silent.
    pub async fn typed(&mut self, typed: &str) -> Result<About, DeskError> {
        if typed.chars().count() < PREFIX_CHARS_MIN {
            return Err(Lookup::NotFound(typed.to_owned()).into());
        }
        let connection = self.connect().await?;
        let found = self.look_up(&connection, typed).await;
        connection.close();
        found
    }

    /// The same about a handover whose id is known.
    ///
    /// # Errors
    /// When the server is silent or refuses.
    pub async fn about(&mut self, id: HandoverId) -> Result<About, DeskError> {
        let connection = self.connect().await?;
        let found = async {
            let question = OwedQuestion::about(id);
            let answer = connection.all_owed(&question).await?;
            self.fetched(&connection, id, answer).await
        };
        let found = found.await;
        connection.close();
        found
    }

    /// Once the server has confirmed that somebody took something in hand: whether somebody else
    /// was first, whose act has come into the log before this one.
    ///
    /// # Errors
    /// [`OfficeError::InHand`] says who has it; else when the server is silent.
    pub async fn is_first_at_hand(
        &mut self,
        id: HandoverId,
        owed: &Obligation,
    ) -> Result<(), DeskError> {
        let connection = self.connect().await?;
        let fetched = self.fetch(&connection, id).await;
        connection.close();
        fetched?;
        let owed = owed.clone();
        let elsewhere = move |reader: Reader<'_>| reader.in_hand_elsewhere(id, &owed);
        match self.office.look(elsewhere).await?? {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    async fn look_up(&mut self, connection: &Connection, typed: &str) -> Result<About, DeskError> {
        let begins = typed.to_owned();
        let known = self.office.look(move |reader| reader.find(&begins).ok());
        let known = known.await?;
        let question = known.map_or_else(OwedQuestion::everything, OwedQuestion::about);
        let (items, end) = connection.all_owed(&question).await?;
        let mut ids: Vec<HandoverId> = items.iter().map(|item| item.handover).collect();
        ids.extend(known);
        ids.retain(|id| id.starts_with(typed));
        ids.sort_unstable();
        ids.dedup();
        match ids.as_slice() {
            [id] => self.fetched(connection, *id, (items, end)).await,
            [] => Err(Lookup::NotFound(typed.to_owned()).into()),
            [_, _, ..] => Err(Lookup::Ambiguous { ids }.into()),
        }
    }

    /// What was answered about a handover, once everything about it is here.
    async fn fetched(
        &mut self,
        connection: &Connection,
        id: HandoverId,
        (mut items, end): (Vec<OwedItem>, OwedEnd),
    ) -> Result<About, DeskError> {
        self.fetch(connection, id).await?;
        items.retain(|item| item.handover == id);
        items.sort_by_key(|item| item.due);
        Ok(About {
            handover: id,
            items,
            end,
        })
    }

    /// Fetches everything about a handover anew.
    async fn fetch(&mut self, connection: &Connection, id: HandoverId) -> Result<(), DeskError> {
        match sync::fetch_handover(self.office, connection, id).await? {
            0 => Ok(()),
            _ => Err(SyncError::Doubtful.into()),
        }
    }
}
