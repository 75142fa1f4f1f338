//! Delivers what was planned: a round each minute, whatever stands.
//!
//! A recipient is claimed in the database before its letter goes out, so that of two servers one
//! writes to it, and that it is told again, under the same name, when a server dies in between.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt, fs, sync::Arc, time::Duration};

use stafet_shared::{party::OfficeId, report::weekly::Matter, sign::SigningKey, time::Timestamp};
use tokio::{task::JoinSet, time};

use super::{
    Letter, Notice, Recipient, Way,
    channel::{Channel, Parcel, PostError},
    fault::{DeliveryError, Fault},
    mail::{MailChannel, NoMail},
    outbox::Outbox,
    plan::{self, Offices, Rules},
    text::Book,
    webhook::WebhookChannel,
    weekly::Weekly,
};
use crate::{
    config::Notices,
    store::{Outcome, StoreError, notices::NoticeStore},
};

/// How long a round begins deliveries; what is left waits for the next one.
pub const BEGINNING_MAX: Duration = Duration::from_secs(30);
/// How long one delivery may take. A round takes no longer than both together, and what its
/// database takes.
pub const DELIVERY_MAX: Duration = Duration::from_secs(20);
/// How many deliveries go on at the same time.
pub const DELIVERIES_MAX: usize = 4;

/// What stands, as whoever watches sees it in this minute.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Every notice that stands, told before or not.
    pub notices: &'a [Notice],
    /// What the directory says about offices.
    pub offices: &'a Offices,
    /// The weekly list.
    pub department: Department<'a>,
}

/// Who gets the weekly list, and what it is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Department<'a> {
    /// The offices that get it.
    pub offices: &'a [OfficeId],
    /// What is overdue.
    pub matters: &'a [Matter],
    /// Counts from one to below this are not shown in it.
    pub small_count: u16,
}

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How many letters were delivered.
    pub delivered: u64,
    /// How many were not.
    pub failed: u64,
    /// How many recipients have not got their letter after it.
    pub waiting: u64,
}

/// Who delivers.
pub struct Post<S> {
    store: S,
    rules: Rules,
    phones: BTreeMap<OfficeId, String>,
    channels: BTreeMap<Way, Arc<dyn Channel>>,
    /// Signs the weekly list. Without it there is none.
    key: Option<SigningKey>,
    /// Whether a round was made since the start: the first one tries everything at once.
    warm: bool,
}

impl<S> fmt::Debug for Post<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Post({} ways)", self.channels.len())
    }
}

impl<S: NoticeStore> Post<S> {
    /// As the settings say.
    ///
    /// # Errors
    /// When the certificates that it is to trust cannot be read.
    pub fn new(store: S, notices: &Notices) -> Result<Self, PostError> {
        let authority = notices
            .ca_file
            .as_ref()
            .map(|path| fs::read(path).map_err(|error| PostError::File(path.clone(), error)));
        let authority = authority.transpose()?;
        let authority = authority.as_deref();
        let mail: Arc<dyn Channel> = match notices.smtp.clone() {
            Some(smtp) => Arc::new(MailChannel::new(smtp, notices, authority)?),
            None => Arc::new(NoMail),
        };
        let webhook = Arc::new(WebhookChannel::new(notices, authority)?);
        let channels = BTreeMap::from([(Way::Mail, mail), (Way::Webhook, webhook as _)]);
        let contacts = notices.offices.iter();
        let phones = contacts
            .filter_map(|contact| Some((contact.office.clone(), contact.phone.clone()?)))
            .collect();
        Ok(Self::with(store, rules(notices), phones, channels))
    }

    /// With channels of the caller's: for simulations and tests.
    #[must_use]
    pub const fn with(
        store: S,
        rules: Rules,
        phones: BTreeMap<OfficeId, String>,
        channels: BTreeMap<Way, Arc<dyn Channel>>,
    ) -> Self {
        Self {
            store,
            rules,
            phones,
            channels,
            key: None,
            warm: false,
        }
    }

    /// The same, with the weekly list: signed by the server's key for receipts.
    #[must_use]
    pub fn signing_with(self, receipts: SigningKey) -> Self {
        Self {
            key: Some(receipts),
            ..self
        }
    }

    /// Tells what is to be told now. To be called each minute with everything that stands.
    ///
    /// # Errors
    /// When the database fails. What was delivered and could not be written down is told again.
    pub async fn round(
        &mut self,
        standing: &Standing<'_>,
        now: Timestamp,
    ) -> Result<Round, StoreError> {
        let mut outbox = self.store.outbox().await?;
        if !self.warm {
            at_once(&mut outbox, now);
        }
        let notices = standing.notices;
        let listed = standing.department.offices;
        let listed = if self.key.is_some() { listed } else { &[] };
        let lists = plan::lists(&outbox, listed, now, &self.rules);
        let stands = (notices, standing.offices);
        self.forget_moot(&mut outbox, stands, &lists).await?;
        let mut letters = plan::plan(&outbox, notices, standing.offices, now, &self.rules);
        // Whoever gets a letter now gets the list with the next round.
        let waits = |to: &Recipient| letters.iter().any(|letter| letter.recipient == *to);
        let rests = |to: &Recipient| outbox.get(to).is_some_and(|account| account.rests(now));
        let lists = lists.into_iter().filter(|to| !waits(to) && !rests(to));
        let lists = self.lists(lists.collect(), standing.department, now);
        letters.extend(lists);
        let book = Arc::new(Book {
            offices: standing.offices.clone(),
            phones: self.phones.clone(),
            zone: self.rules.zone.clone(),
        });
        let done = self.deliver(&mut outbox, letters, now, book).await?;
        self.warm = true;
        let waits = outbox.values().filter(|account| account.failing.is_some());
        let waiting = u64::try_from(waits.count()).unwrap_or(u64::MAX);
        Ok(Round { waiting, ..done })
    }

    /// The week's list, to everybody who is to get it now.
    fn lists(&self, to: Vec<Recipient>, what: Department<'_>, now: Timestamp) -> Vec<Letter> {
        let Some(key) = self.key.as_ref().filter(|_| !to.is_empty()) else {
            return Vec::new();
        };
        let (matters, small) = (what.matters, what.small_count);
        let list = Arc::new(Weekly::new(matters, small, now, &self.rules.zone, key));
        to.into_iter()
            .map(|recipient| Letter::weekly(recipient, Arc::clone(&list)))
            .collect()
    }

    /// Forgets failures about which there is nothing to tell any more.
    async fn forget_moot(
        &self,
        outbox: &mut Outbox,
        stands: (&[Notice], &Offices),
        lists: &[Recipient],
    ) -> Result<(), StoreError> {
        for recipient in plan::moot(outbox, stands, lists, &self.rules) {
            if let Some(account) = outbox.get_mut(&recipient) {
                account.failing = None;
                self.store.keep_account(&recipient, account).await?;
            }
        }
        Ok(())
    }

    async fn deliver(
        &self,
        outbox: &mut Outbox,
        letters: Vec<Letter>,
        now: Timestamp,
        book: Arc<Book>,
    ) -> Result<Round, StoreError> {
        let mut done = Round::default();
        let mut letters = letters.into_iter();
        let mut going = JoinSet::new();
        let mut closing = Box::pin(time::sleep(BEGINNING_MAX));
        let mut open = true;
        loop {
            while open && going.len() < DELIVERIES_MAX {
                let Some(letter) = letters.next() else { break };
                if let Some(delivered) = self.claim(outbox, &letter, now).await? {
                    let id = book.id(&letter, delivered);
                    let book = Arc::clone(&book);
                    self.begin(
                        &mut going,
                        Parcel {
                            letter,
                            id,
                            now,
                            book,
                        },
                    );
                }
            }
            tokio::select! {
                biased;
                () = &mut closing, if open => open = false,
                ended = going.join_next() => match ended {
                    None => return Ok(done),
                    Some(Ok((letter, result))) => {
                        self.enter(outbox, &letter, result, now).await?;
                        count(&mut done, result);
                    }
                    // It panicked: the claim runs out, and it is tried again.
                    Some(Err(_)) => count(&mut done, Err(DeliveryError::Later(Fault::Composed))),
                },
            }
        }
    }

    fn begin(&self, going: &mut JoinSet<(Letter, Result<(), DeliveryError>)>, parcel: Parcel) {
        let channel = self.channels.get(&parcel.letter.recipient.way).cloned();
        going.spawn(async move {
            let letter = parcel.letter.clone();
            let Some(channel) = channel else {
                return (letter, Err(DeliveryError::Never(Fault::NoAddress)));
            };
            let sending = time::timeout(DELIVERY_MAX, channel.send(parcel)).await;
            let silent = Err(DeliveryError::Later(Fault::Silent));
            (letter, sending.unwrap_or(silent))
        });
    }

    /// Claims a letter's recipient. Answers how many letters it has got before, or nothing when
    /// another server was first.
    async fn claim(
        &self,
        outbox: &mut Outbox,
        letter: &Letter,
        now: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        let account = outbox.entry(letter.recipient.clone()).or_default();
        account.claim(now);
        let outcome = self.store.keep_account(&letter.recipient, account).await?;
        account.version = account.version.saturating_add(1);
        Ok((outcome == Outcome::Done).then_some(account.letters))
    }

    /// Writes down what became of a letter.
    async fn enter(
        &self,
        outbox: &mut Outbox,
        letter: &Letter,
        result: Result<(), DeliveryError>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let account = outbox.entry(letter.recipient.clone()).or_default();
        match result {
            Ok(()) => account.delivered(letter, now),
            Err(error) => {
                let office = &letter.recipient.office;
                tracing::warn!(%office, way = letter.recipient.way.name(), %error, "no notice");
                account.failed(letter, error, now);
            }
        }
        self.store.keep_account(&letter.recipient, account).await?;
        Ok(())
    }
}

/// The rules that the settings give.
fn rules(notices: &Notices) -> Rules {
    let contacts = notices.offices.iter();
    let ways = contacts.map(|contact| {
        let mail = contact.email.as_ref().map(|_| Way::Mail);
        let webhook = contact.webhook.as_ref().map(|_| Way::Webhook);
        (
            contact.office.clone(),
            mail.into_iter().chain(webhook).collect(),
        )
    });
    Rules {
        ways: ways.collect(),
        digest_hour: notices.digest_hour,
        zone: notices.zone.time_zone().clone(),
    }
}

/// Ends every pause: whoever starts the server anew has mended something.
fn at_once(outbox: &mut Outbox, now: Timestamp) {
    let failing = outbox
        .values_mut()
        .filter_map(|account| account.failing.as_mut());
    for failing in failing {
        failing.next = now;
    }
}

const fn count(done: &mut Round, result: Result<(), DeliveryError>) {
    match result {
        Ok(()) => done.delivered = done.delivered.saturating_add(1),
        Err(_) => done.failed = done.failed.saturating_add(1),
    }
}
