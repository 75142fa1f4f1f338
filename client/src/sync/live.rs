//! Staying in touch: a sync that never ends, whatever the link does.

use std::{future::pending, time::Duration};

use stafet_shared::{
    obligation::Obligation, sync::Backoff, time::Timestamp, wire::v1::message::Response,
};
use tokio::{
    sync::Notify,
    time::{Interval, MissedTickBehavior, interval, sleep, timeout},
};

use super::{
    Report, SyncError,
    bell::Bell,
    connect, count, enrolled,
    exchange::{Heed, Reading, approve, deposit, fetch, moved, receive, take_file},
    exchange_early, sum_up,
    transfer::{Event, Moved, Moving},
};
use crate::{
    link::{Connection, Connector, LinkError},
    office::Office,
    store::Store,
};

/// How often the profile is looked at for acts that other processes have made.
pub const OUTBOX_POLL: Duration = Duration::from_secs(1);
/// How often somebody who waits for approval asks, and an administrator looks for applications.
pub const ENROL_POLL: Duration = Duration::from_secs(10);

/// How often attached files are asked for that could not be moved.
pub const ATTACHMENTS_POLL: Duration = Duration::from_secs(60);

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
    /// An attached file has moved on.
    Moved(Moved),
    /// Deadlines have passed by the office's own clock.
    Overdue(Vec<Obligation>),
    /// It did not work; the watch tries again by itself.
    Failed {
        /// Why.
        error: SyncError,
        /// When it tries again, unless it is woken before or probes the server meanwhile.
        again: Timestamp,
    },
}

/// Stays in touch with the server for as long as the caller awaits it.
///
/// Pauses after failures grow to a bound. They are cut short by `wake` (the link is back, or an
/// act was made), and, when the server was silent, by an answer to a probe. `tell` hears of
/// everything that happens.
pub async fn watch<S: Store>(
    office: &mut Office<S>,
    connector: &Connector,
    wake: &Notify,
    mut tell: impl FnMut(&Office<S>, Progress),
) {
    let mut backoff = Backoff::default();
    let mut bell = Bell::default();
    loop {
        let mut tell_all = |office: &Office<S>, progress: Progress| {
            // Reading a mailbox that is not whole again and again brings nothing.
            let is_news = !matches!(progress, Progress::Overdue(_));
            if is_news && office.alarms().next().is_none() {
                backoff.succeeded();
            }
            tell(office, progress);
        };
        let outcome = attend(office, connector, wake, (&mut bell, &mut tell_all)).await;
        let Err(error) = outcome else {
            continue;
        };
        let silent = matches!(error, SyncError::Link(LinkError::NoAnswer));
        let server = office.server().filter(|_| silent).map(str::to_owned);
        let now = office.now();
        let again = backoff.failed(now, office.chance());
        tell(office, Progress::Failed { error, again });
        let pause = Duration::from_millis(u64::try_from(again.ms_since(now)).unwrap_or_default());
        let mut pausing = Box::pin(reached_or_due(connector, server, pause));
        loop {
            ring(office, &mut bell, &mut tell);
            tokio::select! {
                biased;
                () = wake.notified() => break,
                () = &mut pausing => break,
                () = sleep(bell.pause(office.now())) => {}
            }
        }
    }
}

/// Tells what has come, and what has become overdue.
fn pass_on<S: Store>(
    office: &Office<S>,
    mut report: Report,
    (bell, tell): (&mut Bell, &mut impl FnMut(&Office<S>, Progress)),
) {
    let has_news = report != Report::default();
    if has_news {
        sum_up(office, &mut report);
        tell(office, Progress::News(report));
    }
    if has_news || bell.is_due(office.now()) {
        ring(office, bell, tell);
    }
}

/// Tells what has become overdue.
fn ring<S: Store>(
    office: &Office<S>,
    bell: &mut Bell,
    tell: &mut impl FnMut(&Office<S>, Progress),
) {
    let late = bell.ring(office.obligations(), office.now());
    if !late.is_empty() {
        tell(office, Progress::Overdue(late));
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
async fn attend<S: Store>(
    office: &mut Office<S>,
    connector: &Connector,
    wake: &Notify,
    (bell, tell): (&mut Bell, &mut impl FnMut(&Office<S>, Progress)),
) -> Result<(), SyncError> {
    office.refresh().await?;
    let mut report = Report::default();
    if !enrolled(office, connector, &mut report).await? {
        tell(office, Progress::Synced(report));
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
        sum_up(office, &mut report);
        tell(office, Progress::Synced(report));
        listen(office, &connection, wake, (bell, tell)).await
    }
    .await;
    connection.close();
    outcome
}

/// Takes in what comes and deposits what is made, until the subscription has to be made anew.
async fn listen<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    wake: &Notify,
    (bell, tell): (&mut Bell, &mut impl FnMut(&Office<S>, Progress)),
) -> Result<(), SyncError> {
    ring(office, bell, tell);
    let mut reading = Reading::of(office);
    let mut answers = connection.follow(reading.subscribe(office)).await?;
    // The answer to an application comes with the directory; only a new one has to be asked about.
    let application = office.application();
    let mut tick = paced(OUTBOX_POLL);
    let mut applications = paced(ENROL_POLL);
    let mut poll = paced(ATTACHMENTS_POLL);
    let mut files = Files::new(connection);
    loop {
        let mut report = Report::default();
        files.start_if_due(office).await?;
        let heard = tokio::select! {
            biased;
            () = wake.notified() => Heard::Wake,
            // Only the waiting may be given up: what has been received is taken in to its end.
            response = answers.next() => Heard::Server(response?.map(Box::new)),
            _ = applications.tick(), if office.is_administrators() => Heard::Applications,
            _ = tick.tick() => Heard::Nothing,
            _ = poll.tick() => Heard::Files,
            () = sleep(bell.pause(office.now())) => Heard::Bell,
            // Last: whatever acts there are go first.
            event = files.next() => Heard::File(event?),
        };
        files.due |= heard.is_about_files();
        let moved = heed(office, connection, heard, (&mut report, &mut reading)).await?;
        if let Some(moved) = moved {
            tell(office, Progress::Moved(moved));
        }
        catch_up(office, connection, &mut report).await?;
        files.due |= report.confirmed > 0;
        pass_on(office, report, (bell, tell));
        if office.application() != application || office.mailboxes() != reading.mailboxes {
            return Ok(());
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
            Self::Files => true,
            Self::Server(said) => matches!(said.as_deref(), Some(Response::Complete(_))),
            Self::Wake | Self::Applications | Self::Nothing | Self::File(_) | Self::Bell => false,
        }
    }
}

/// Takes in what was heard. Answers how far a file has come, if it was that.
async fn heed<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    heard: Heard,
    (report, reading): (&mut Report, &mut Reading),
) -> Result<Option<Moved>, SyncError> {
    match heard {
        Heard::Nothing | Heard::Files | Heard::File(None) | Heard::Bell => {}
        Heard::Wake => {
            // The link may be another one now: an answer shows that the connection lives.
            connection.ping().await?;
        }
        Heard::Server(response) => {
            let response = response.map(|response| *response);
            hear(office, response, (report, reading)).await?;
        }
        Heard::Applications => approve(office, connection, report).await?,
        Heard::File(Some(event)) => {
            take_file(office, &event, report).await?;
            return Ok(moved(&event));
        }
    }
    Ok(None)
}

/// Does what the news, or another process, has made due.
async fn catch_up<S: Store>(
    office: &mut Office<S>,
    connection: &Connection,
    report: &mut Report,
) -> Result<(), SyncError> {
    office.refresh().await?;
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
    /// Whether there may be something to move that could not be moved before.
    due: bool,
}

impl<'a> Files<'a> {
    fn new(connection: &'a Connection) -> Self {
        Self {
            connection,
            moving: None,
            due: true,
        }
    }

    async fn start_if_due<S: Store>(&mut self, office: &mut Office<S>) -> Result<(), SyncError> {
        if !self.due || self.moving.is_some() {
            return Ok(());
        }
        self.due = false;
        office.look_for_blobs().await?;
        let transfers = office.transfers();
        if transfers.count() > 0 {
            let moving = Moving::start(self.connection, office.blobs(), transfers);
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
async fn hear<S: Store>(
    office: &mut Office<S>,
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
