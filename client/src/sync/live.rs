//! Staying in touch: a sync that never ends, whatever the link does.

use std::{
    future::{pending, ready},
    time::Duration,
};

use stafet_shared::{
    obligation::Obligation, seal::blob::BlobRef, sync::Backoff, time::Timestamp,
    wire::v1::message::Response,
};
use tokio::{
    sync::Notify,
    time::{Interval, MissedTickBehavior, interval, sleep, timeout},
};

use super::{
    Report, SyncError,
    bell::Bell,
    connect, count, enrolled,
    exchange::{Heed, Reading, approve, deposit, fetch, moved, receive, take_file, transfers},
    exchange_early,
    heard::ask_who_was_heard,
    sum_up,
    transfer::{Event, Moved, Moving},
};
use crate::{
    link::{Answers, Connection, Connector, LinkError},
    office::{Lender, OfficeError, Reader},
};

/// How often the profile is looked at for acts that other processes have made.
pub const OUTBOX_POLL: Duration = Duration::from_secs(1);
/// How often somebody who waits for approval asks, and an administrator looks for applications.
pub const ENROL_POLL: Duration = Duration::from_secs(10);

/// How often attached files are asked for that could not be moved.
pub const ATTACHMENTS_POLL: Duration = Duration::from_secs(60);

/// How often a watch looks whether it is time to ask when offices were last heard of.
pub(super) const HEARD_POLL: Duration = Duration::from_secs(60);

/// How long only probes are sent to a silent server before it is tried all the same: something on
/// the way may let nothing else through than what it knows.
pub const UNANSWERED_MAX: Duration = Duration::from_secs(900);

/// What a watch has to tell.
#[derive(Debug)]
pub enum Progress {
    /// Everything was exchanged; the watch goes on.
    Synced(Report),
    /// Something came or was confirmed.
    News(Report),
    /// What [`watch`] was woken for has been done; nothing may have come of it.
    Woken,
    /// An attached file has moved on.
    Moved(Moved),
    /// Deadlines have passed by the office's own clock.
    Overdue(Vec<Obligation>),
    /// The server has told when offices were last heard of, and its own time.
    Told,
    /// It did not work; the watch tries again by itself.
    Failed {
        /// Why it did not work.
        error: SyncError,
        /// When it tries again, unless it is woken before or probes the server meanwhile.
        again: Timestamp,
    },
}

/// Stays in touch with the server for as long as the caller awaits it, or somebody keeps the
/// office.
///
/// Pauses after failures grow to a bound. They are cut short by `wake` (the link is back, or an
/// act was made), and, when the server was silent, by an answer to a probe. `tell` hears of
/// everything that happens.
pub async fn watch<L: Lender>(
    office: &mut L,
    connector: &Connector,
    wake: &Notify,
    tell: impl FnMut(&L, Progress),
) {
    let mut teller = Teller {
        tell,
        backoff: Backoff::default(),
        bell: Bell::default(),
    };
    loop {
        let outcome = attend(office, connector, wake, &mut teller).await;
        let Err(error) = outcome else {
            continue;
        };
        if pause(office, (connector, wake), &mut teller, error)
            .await
            .is_err()
        {
            // Nobody keeps the office any more.
            return;
        }
    }
}

/// Tells of a failure, and waits until it is worth trying again.
async fn pause<L: Lender>(
    office: &mut L,
    (connector, wake): (&Connector, &Notify),
    teller: &mut Teller<impl FnMut(&L, Progress)>,
    error: SyncError,
) -> Result<(), OfficeError> {
    let silent = matches!(error, SyncError::Link(LinkError::NoAnswer));
    let known = office.lend(|office| {
        let server = office.reader().server().map(str::to_owned);
        Box::pin(ready(Ok((office.reader().now(), office.chance(), server))))
    });
    let (now, chance, server) = known.await?;
    let again = teller.backoff.failed(now, chance);
    (teller.tell)(office, Progress::Failed { error, again });
    let pause = Duration::from_millis(u64::try_from(again.ms_since(now)).unwrap_or_default());
    let server = server.filter(|_| silent);
    let mut pausing = Box::pin(reached_or_due(connector, server, pause));
    loop {
        let now = teller.ring(office).await?;
        tokio::select! {
            biased;
            () = wake.notified() => return Ok(()),
            () = &mut pausing => return Ok(()),
            () = sleep(teller.bell.pause(now)) => {}
        }
    }
}

/// Tells what happens, and knows what was told.
struct Teller<F> {
    tell: F,
    backoff: Backoff,
    bell: Bell,
}

impl<F> Teller<F> {
    /// Tells that something was exchanged.
    async fn tell<L: Lender>(
        &mut self,
        office: &mut L,
        progress: Progress,
    ) -> Result<(), OfficeError>
    where
        F: FnMut(&L, Progress),
    {
        // Reading a mailbox that is not whole again and again brings nothing.
        if office
            .look(|reader| reader.breaches().next().is_none())
            .await?
        {
            self.backoff.succeeded();
        }
        (self.tell)(office, progress);
        Ok(())
    }

    /// Tells what has come, and what has become overdue.
    async fn pass_on<L: Lender>(
        &mut self,
        office: &mut L,
        mut report: Report,
    ) -> Result<(), OfficeError>
    where
        F: FnMut(&L, Progress),
    {
        let has_news = report != Report::default();
        if has_news {
            sum_up(office, &mut report).await?;
            self.tell(office, Progress::News(report)).await?;
        }
        let now = office.look(|reader| reader.now()).await?;
        if has_news || self.bell.is_due(now) {
            self.ring(office).await?;
        }
        Ok(())
    }

    /// Tells what has become overdue. Answers the time by the office's clock.
    async fn ring<L: Lender>(&mut self, office: &mut L) -> Result<Timestamp, OfficeError>
    where
        F: FnMut(&L, Progress),
    {
        let owed = |reader: Reader<'_>| (reader.obligations(), reader.now());
        let (owed, now) = office.look(owed).await?;
        let late = self.bell.ring(owed, now);
        if !late.is_empty() {
            (self.tell)(office, Progress::Overdue(late));
        }
        Ok(now)
    }
}

/// Waits until the server answers a probe, and where none can be had, for a pause.
///
/// While the link is out nothing else is tried: an attempt that is under way when it returns
/// would find out later than a probe.
async fn reached_or_due(connector: &Connector, server: Option<String>, pause: Duration) {
    if let Some(server) = server {
        let answered = timeout(UNANSWERED_MAX, connector.answered(&server)).await;
        if !matches!(answered, Ok(Err(_))) {
            return;
        }
    }
    sleep(pause).await;
}

/// Syncs, and then listens until something has to be begun anew.
async fn attend<L: Lender>(
    office: &mut L,
    connector: &Connector,
    wake: &Notify,
    teller: &mut Teller<impl FnMut(&L, Progress)>,
) -> Result<(), SyncError> {
    office.lend(|office| Box::pin(office.refresh())).await?;
    let mut report = Report::default();
    if !enrolled(office, connector, &mut report).await? {
        teller.tell(office, Progress::Synced(report)).await?;
        tokio::select! {
            biased;
            () = wake.notified() => {}
            () = sleep(ENROL_POLL) => {}
        }
        return Ok(());
    }
    let connection = connect(office, connector).await?;
    let outcome = async {
        exchange_early(office, &connection, &mut report).await?;
        count(&connection, &mut report);
        sum_up(office, &mut report).await?;
        teller.tell(office, Progress::Synced(report)).await?;
        if ask_who_was_heard(office, &connection).await? {
            teller.tell(office, Progress::Told).await?;
        }
        listen(office, &connection, wake, teller).await
    }
    .await;
    connection.close();
    outcome
}

/// Takes in what comes and deposits what is made, until the subscription has to be made anew.
async fn listen<L: Lender>(
    office: &mut L,
    connection: &Connection,
    wake: &Notify,
    teller: &mut Teller<impl FnMut(&L, Progress)>,
) -> Result<(), SyncError> {
    teller.ring(office).await?;
    let (mut reading, subscribe) = Reading::begin(office).await?;
    // The answer to an application comes with the directory; only a new one has to be asked about.
    let application = office.look(|reader| reader.application()).await?;
    let mut ears = Ears {
        answers: connection.follow(subscribe).await?,
        ticks: Ticks::new(),
        files: Files::new(connection),
    };
    loop {
        let mut report = Report::default();
        ears.files.stop_if_held(office).await?;
        ears.files.start_if_due(office).await?;
        let known = |reader: Reader<'_>| (reader.is_administrators(), reader.now());
        let (approves, now) = office.look(known).await?;
        ears.ticks.approves = approves;
        let heard = ears.next(wake, teller.bell.pause(now)).await?;
        ears.files.due |= heard.is_about_files();
        let done = heed(office, connection, heard, (&mut report, &mut reading)).await?;
        catch_up(office, connection, &mut report).await?;
        ears.files.due |= report.confirmed > 0;
        teller.pass_on(office, report).await?;
        if let Some(done) = done {
            teller.tell(office, done).await?;
        }
        let asks = |reader: Reader<'_>| (reader.application(), reader.mailboxes());
        let (asks, mailboxes) = office.look(asks).await?;
        if asks != application || mailboxes != reading.mailboxes {
            return Ok(());
        }
    }
}

/// Everything from which a listener hears.
struct Ears<'a> {
    answers: Answers,
    ticks: Ticks,
    files: Files<'a>,
}

impl Ears<'_> {
    /// What comes first; a deadline may have passed after `pause`.
    async fn next(&mut self, wake: &Notify, pause: Duration) -> Result<Heard, SyncError> {
        Ok(tokio::select! {
            biased;
            () = wake.notified() => Heard::Wake,
            // Only the waiting may be given up: what has been received is taken in to its end.
            response = self.answers.next() => Heard::Server(response?.map(Box::new)),
            heard = self.ticks.next(pause) => heard,
            // Last: whatever acts there are go first.
            event = self.files.next() => Heard::File(event?),
        })
    }
}

/// What is looked for now and then.
struct Ticks {
    /// Whether applications are this profile's to consider.
    approves: bool,
    applications: Interval,
    outbox: Interval,
    files: Interval,
    heard: Interval,
}

impl Ticks {
    fn new() -> Self {
        Self {
            approves: false,
            applications: paced(ENROL_POLL),
            outbox: paced(OUTBOX_POLL),
            files: paced(ATTACHMENTS_POLL),
            heard: paced(HEARD_POLL),
        }
    }

    /// What it is time for next; a deadline may have passed after `pause`.
    async fn next(&mut self, pause: Duration) -> Heard {
        tokio::select! {
            biased;
            _ = self.applications.tick(), if self.approves => Heard::Applications,
            _ = self.outbox.tick() => Heard::Nothing,
            _ = self.files.tick() => Heard::Files,
            _ = self.heard.tick() => Heard::Offices,
            () = sleep(pause) => Heard::Bell,
        }
    }
}

/// What ends a waiting.
enum Heard {
    /// The caller wants something to be done.
    Wake,
    /// The server says something, or has ended the subscription.
    Server(Option<Box<Response>>),
    /// It is time to look for applications.
    Applications,
    /// It is time to look for what other processes have made.
    Nothing,
    /// It is time to ask for attached files again.
    Files,
    /// It may be time to ask when offices were last heard of.
    Offices,
    /// Something has happened to an attached file.
    File(Option<Event>),
    /// A deadline may have passed.
    Bell,
}

impl Heard {
    /// Whether there may be files to move. The server says that all has been sent also when a
    /// file has come that somebody waits for.
    fn is_about_files(&self) -> bool {
        match self {
            // Whoever wakes may have let files go on.
            Self::Files | Self::Wake => true,
            Self::Server(said) => matches!(said.as_deref(), Some(Response::Complete(_))),
            Self::Applications | Self::Nothing | Self::Offices | Self::File(_) | Self::Bell => {
                false
            }
        }
    }
}

/// Takes in what was heard. Answers what is to be told of it beside the news, once what it has made
/// due is done: how far a file has come, or that somebody is awake.
async fn heed(
    office: &mut impl Lender,
    connection: &Connection,
    heard: Heard,
    (report, reading): (&mut Report, &mut Reading),
) -> Result<Option<Progress>, SyncError> {
    match heard {
        Heard::Nothing | Heard::Files | Heard::File(None) | Heard::Bell => {}
        Heard::Wake => {
            // The link may be another one now: an answer shows that the connection lives.
            connection.ping().await?;
            return Ok(Some(Progress::Woken));
        }
        Heard::Server(response) => {
            let response = response.map(|response| *response);
            hear(office, response, (report, reading)).await?;
        }
        Heard::Offices => {
            let told = ask_who_was_heard(office, connection).await?;
            return Ok(told.then(|| Progress::Told));
        }
        Heard::Applications => approve(office, connection, report).await?,
        Heard::File(Some(event)) => {
            take_file(office, &event, report).await?;
            return Ok(moved(&event).map(Progress::Moved));
        }
    }
    Ok(None)
}

/// Does what the news, or another process, has made due.
async fn catch_up(
    office: &mut impl Lender,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    office.lend(|office| Box::pin(office.refresh())).await?;
    if report.read > 0 {
        fetch(office, connection, report).await?;
    }
    match deposit(office, connection, report).await? {
        Some(refusal) => Err(LinkError::Refused(refusal).into()),
        None => Ok(()),
    }
}

/// Attached files beside a subscription.
struct Files<'a> {
    connection: &'a Connection,
    moving: Option<Moving>,
    /// What is brought while something moves.
    up: Vec<BlobRef>,
    /// Whether there may be something to move that could not be moved before.
    due: bool,
}

impl<'a> Files<'a> {
    fn new(connection: &'a Connection) -> Self {
        Self {
            connection,
            moving: None,
            up: Vec::new(),
            due: true,
        }
    }

    /// Stops where somebody keeps a file back that is on its way; the others begin again from where
    /// they were.
    async fn stop_if_held(&mut self, office: &mut impl Lender) -> Result<(), SyncError> {
        if self.moving.is_none() || self.up.is_empty() {
            return Ok(());
        }
        let held = office.look(|reader| reader.held_files()).await?;
        if self.up.iter().any(|blob| held.contains(blob)) {
            self.moving = None;
            self.due = true;
        }
        Ok(())
    }

    async fn start_if_due(&mut self, office: &mut impl Lender) -> Result<(), SyncError> {
        if !self.due || self.moving.is_some() {
            return Ok(());
        }
        self.due = false;
        let (transfers, blobs) = transfers(office).await?;
        if transfers.count() > 0 {
            self.up.clone_from(&transfers.up);
            let moving = Moving::start(self.connection, blobs, transfers);
            self.moving = Some(moving);
        }
        Ok(())
    }

    /// The next event; waits for ever while nothing moves.
    async fn next(&mut self) -> Result<Option<Event>, SyncError> {
        let Some(moving) = &mut self.moving else {
            return pending().await;
        };
        let event = moving.next().await?;
        if event.is_none() {
            self.moving = None;
        }
        Ok(event)
    }
}

/// Ticks that do not pile up while something else takes long.
fn paced(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Takes in one answer to the subscription. What cannot be taken in ends it.
async fn hear(
    office: &mut impl Lender,
    response: Option<Response>,
    (report, reading): (&mut Report, &mut Reading),
) -> Result<(), SyncError> {
    let response = response.ok_or(LinkError::Ended)?;
    match receive(office, response, (report, reading)).await? {
        Heed::Nothing => Ok(()),
        Heed::Deferred(_) => Err(LinkError::Ended.into()),
        Heed::Broken(_) => Err(SyncError::Doubtful),
    }
}
