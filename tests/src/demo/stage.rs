//! The stage: the deployment, and what is shown of it.

use std::{io, path::Path, time::Duration};

use jiff::civil::Date;
use stafet_client::{
    form,
    office::{Deed, Draft, Office, Watching},
    store::sqlite::SqliteStore,
    sync::fetch_handover,
    text::Texts,
};
use stafet_shared::{
    calendar::{Calendar, Zone},
    content::Manifest,
    handover::Handover,
    id::HandoverId,
    obligation,
    time::Clock as _,
    watch::Climb,
    words::{Language, Role, Rung},
};

use super::{pages::Pages, summary::Summary, timeline::Timeline};
use crate::{
    deployment::{Deployment, Newcomer, office_id},
    ledger::Ledger,
    offices,
    platform::{Platform, loopback::Loopback},
};

/// A document of the test data with its name.
macro_rules! document {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../data/attachments/", $name)).as_slice(),
        )
    };
}

/// How long the server's watch is given to tell what is due, and how often it is looked for.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS_MAX: u32 = 500;

/// How long after the end of office hours everybody has left.
const LATE: Duration = Duration::from_secs(3_600);

/// The leader who signs second for the municipality in the south, at another of its offices.
pub(super) const LEADER: &str = "leder";
/// The office where she sits.
const LEADERS_OFFICE: &str = "kujalleq/qaqortoq";

fn role_in(office: &offices::Office) -> Role {
    if office.id == "socialstyrelsen/rejsehold" {
        Role::Psychologist
    } else if office.administrators {
        Role::Administrator
    } else {
        Role::Caseworker
    }
}

/// First names of the people who are invented for the offices that do little.
const FIRST_NAMES: [&str; 13] = [
    "Aviaja",
    "Bendt",
    "Cecilie",
    "Ditte",
    "Erik",
    "Frederikke",
    "Gert",
    "Hanne",
    "Inuk",
    "Johanne",
    "Karl",
    "Malik",
    "Nivi",
];

/// The invented person in an office. Whoever has a page to be tried is called as in the drawings.
fn name_in(office: &offices::Office, place: usize) -> String {
    match office.id.as_str() {
        "kujalleq/nanortalik" => "Anna Afsender".to_owned(),
        "socialstyrelsen/rejsehold" => "Thea Team".to_owned(),
        _ if office.administrators => "Vera Vagt".to_owned(),
        _ => {
            let first = FIRST_NAMES[place % FIRST_NAMES.len()];
            let initial = char::from(b'A' + u8::try_from(place % 26).expect("a letter"));
            format!("{first} {initial}. Testperson")
        }
    }
}

/// The public documents that are attached, as they were published.
const DOCUMENTS: [(&str, &[u8]); 3] = [
    document!("000_f6279063abee33ca.txt"),
    document!("003_1cdc9707aa99f4fc.txt"),
    document!("004_f09263a5d52cfe9f.txt"),
];

fn attachment(path: &str) -> (&'static str, &'static [u8]) {
    let known = DOCUMENTS.iter().find(|(name, _)| path.ends_with(name));
    *known.expect("a file of the test data")
}

/// The deployment and its timeline.
pub(super) struct Stage {
    deployment: Deployment<Loopback>,
    timeline: Timeline,
    bytes_up: u64,
    bytes_down: u64,
    offices: usize,
}

impl Stage {
    /// Founds the deployment and enrols an office for each entry of `offices.toml`.
    pub(super) async fn set(
        platform: Loopback,
        dir: &Path,
        (texts, quiet): (Texts, bool),
    ) -> io::Result<Self> {
        let server = format!("127.0.0.1:{}", platform.server_address().port());
        let mut stage = Self {
            deployment: Deployment::found(platform).await,
            timeline: Timeline::new(texts, quiet),
            bytes_up: 0,
            bytes_down: 0,
            offices: 0,
        };
        stage.timeline.title(&server, dir);
        stage.timeline.enrolling();
        stage.enrol_everybody().await;
        Ok(stage)
    }

    async fn enrol_everybody(&mut self) {
        let organisations = offices::all();
        self.deployment
            .add_offices(&organisations)
            .await
            .expect("a fresh directory");
        let people: Vec<(&str, Role, String)> = organisations
            .iter()
            .flat_map(|organisation| &organisation.offices)
            .zip(0..)
            .map(|(office, place)| (office.id.as_str(), role_in(office), name_in(office, place)))
            .collect();
        let newcomers: Vec<Newcomer<'_>> = people
            .iter()
            .map(|(office, role, name)| Newcomer {
                label: office,
                office,
                role: *role,
                name,
            })
            .collect();
        self.deployment.enrol(&newcomers).await;
        self.offices = newcomers.len();
        let leader = Newcomer {
            label: LEADER,
            office: LEADERS_OFFICE,
            role: Role::Leader,
            name: "Lise Leder",
        };
        self.deployment.enrol(&[leader]).await;
        // Her colleague's device hands over the office's key.
        self.sync(LEADERS_OFFICE).await;
        self.sync(LEADER).await;
        self.timeline.enrolled(self.offices);
    }

    /// A heading of the timeline, in two languages.
    pub(super) fn scene(&self, danish: &str, english: &str) {
        self.timeline.scene(self.timeline.say(danish, english));
    }

    /// A remark in the timeline about an office, in two languages.
    pub(super) async fn remark(&self, office: &str, (danish, english): (&str, &str)) {
        let ledger = self.deployment.ledger().await;
        let who = ledger.directory.office_name(&office_id(office)).to_owned();
        let now = self.deployment.platform().clock().now();
        self.timeline
            .remark(now, &who, self.timeline.say(danish, english));
    }

    /// Lets time pass, and then waits until people are at work.
    pub(super) async fn pass(&mut self, how_long: Duration) {
        self.deployment.platform().pass(how_long).await;
        let clock = self.deployment.platform().stepped();
        let nuuk = Calendar::greenland(Zone::nuuk());
        clock.step_to(nuuk.after_office_hours(clock.now(), 0));
        self.let_the_watch_tell().await;
    }

    /// Lets the working day end: the next one begins.
    pub(super) async fn next_morning(&mut self) {
        let nuuk = Calendar::greenland(Zone::nuuk());
        let clock = self.deployment.platform().stepped();
        clock.step_to(nuuk.close_of(self.day(0)));
        self.pass(LATE).await;
    }

    /// Shows what has come into the log, once the server's watch has told everything that is due by
    /// now, so that it is told at the same place of the story in each run.
    async fn let_the_watch_tell(&mut self) {
        for _ in 0..LOOKS_MAX {
            let ledger = self.deployment.ledger().await;
            let now = self.deployment.platform().clock().now();
            let waits = ledger.owed().into_iter().any(|owed| {
                let handover = &ledger.handovers[&owed.handover];
                let climb = Climb::of(&owed, handover, &ledger.directory);
                climb.due(now).is_some()
            });
            if !waits {
                self.timeline.catch_up(&ledger);
                return;
            }
            self.deployment.look();
            tokio::time::sleep(LOOK).await;
        }
        panic!("the watch tells what is due");
    }

    /// Lets the server's watch look, and answers whether a rung was told about what is owed now.
    pub(super) async fn is_told(&self, id: HandoverId, rung: Rung) -> bool {
        self.deployment.look();
        for _ in 0..LOOKS_MAX {
            let ledger = self.deployment.ledger().await;
            let handover = ledger.handovers.get(&id).expect("just sent");
            let owed = obligation::obligations(handover, &ledger.directory);
            let now = self.deployment.platform().clock().now();
            let mut climbs = owed
                .iter()
                .map(|one| Climb::of(one, handover, &ledger.directory));
            if climbs.any(|climb| climb.watched(now).rung >= Some(rung)) {
                return true;
            }
            if owed.iter().all(|one| {
                Climb::of(one, handover, &ledger.directory)
                    .due(now)
                    .is_none()
            }) {
                return false;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("the watch tells what is due");
    }

    /// An administrator's profile that has fetched and verified a handover, without its content.
    async fn fetch(&self, label: &str, id: HandoverId) -> Office<SqliteStore> {
        let mut office = self.deployment.open(label).await;
        let credentials = office.credentials().expect("a profile").expect("joined");
        let connector = self.deployment.connector(label);
        let connection = connector.connect(&credentials).await.expect("the server");
        let doubtful = fetch_handover(&mut office, &connection, id).await;
        assert_eq!(doubtful.expect("the server"), 0, "everything verifies");
        office
    }

    /// A handover as an administrator sees it.
    pub(super) async fn watched_by(&self, label: &str, id: HandoverId) -> Handover {
        let office = self.fetch(label, id).await;
        office.reader().handover(id).expect("fetched").clone()
    }

    /// Somebody does something about what is late; it waits in the outbox.
    pub(super) async fn watch(&self, label: &str, id: HandoverId, deed: Watching) {
        let mut office = self.fetch(label, id).await;
        if let Err(error) = office.watch(id, deed, None).await {
            panic!("{label}: {deed:?}: {error}");
        }
    }

    /// The day that it is in Nuuk, and so many days later.
    pub(super) fn day(&self, days_later: i64) -> Date {
        let now = self.deployment.platform().clock().now();
        let there = Zone::nuuk().time_zone().to_datetime(now.to_jiff()).date();
        there
            .checked_add(jiff::Span::new().days(days_later))
            .expect("a year that people live to see")
    }

    /// The deployment.
    pub(super) const fn deployment(&self) -> &Deployment<Loopback> {
        &self.deployment
    }

    /// Signs what a file of the test data describes, and sends it.
    pub(super) async fn send(&mut self, text: &str, relates_to: Option<HandoverId>) -> HandoverId {
        let file = form::handover(text).expect("a whole file");
        let from = file.from.clone().expect("the file says from where");
        // Whoever has joined since comes in with the directory.
        self.sync(from.as_str()).await;
        let mut office = self.deployment.open(from.as_str()).await;
        let mut attached = Vec::new();
        for path in &file.attachments {
            let (name, mut bytes) = attachment(path);
            let (raw, _) = office.attach(name, &mut bytes).await.expect("room");
            attached.push(raw);
        }
        let attached = Manifest::parse(attached).expect("a good list");
        let sent = office
            .send(Draft {
                from: file.from,
                to: file.to,
                kind: file.kind,
                colour: file.colour,
                content: file.content.with_attachments(attached),
                relates_to,
            })
            .await
            .expect("the file is whole and the office has a key");
        assert_eq!(sent.waits_for, None, "everybody has joined");
        let handover = office
            .reader()
            .handover(sent.handover)
            .expect("just sent")
            .clone();
        self.timeline
            .saved(&handover, office.reader().directory().expect("joined"));
        drop(office);
        self.sync(from.as_str()).await;
        sent.handover
    }

    /// Somebody does something about a handover; it waits in the outbox.
    pub(super) async fn perform(&self, label: &str, id: HandoverId, deed: Deed) {
        let mut office = self.deployment.open(label).await;
        let verb = deed.verb();
        if let Err(error) = office.perform(id, deed).await {
            panic!("{label}: {verb:?}: {error}");
        }
    }

    /// One sync of a device; what it brought into the log is shown.
    pub(super) async fn sync(&mut self, label: &str) {
        let report = self
            .deployment
            .sync(label)
            .await
            .expect("the server is reached");
        assert!(
            report.unconfirmed.is_empty(),
            "the server has taken in everything"
        );
        self.bytes_up += report.bytes_up;
        self.bytes_down += report.bytes_down;
        // What was done may be late already, or make something else so.
        self.let_the_watch_tell().await;
    }

    /// Says who owes what in a course now.
    pub(super) async fn owed(&self, referral: HandoverId) {
        let ledger = self.deployment.ledger().await;
        let now = self.deployment.platform().clock().now();
        self.timeline.owed(&ledger, now, referral);
    }

    /// A handover as a device sees it.
    pub(super) async fn seen_by(&self, label: &str, id: HandoverId) -> Handover {
        let office = self.deployment.open(label).await;
        office
            .reader()
            .handover(id)
            .expect("the office has part in it")
            .clone()
    }

    /// What was counted, with the lists at the end of the timeline.
    pub(super) async fn lists(&mut self, wall: Duration) {
        let ledger = self.deployment.ledger().await;
        let now = self.deployment.platform().clock().now();
        self.timeline.unacknowledged(&ledger, now);
        let summary = self.count(&ledger, wall);
        self.timeline.lists(&summary, &ledger.directory);
    }

    /// Serves the pages of three people until the program is told to end.
    pub(super) async fn pages(&self, language: Language) -> io::Result<()> {
        let platform = self.deployment.platform();
        let pages = Pages::of(|label| platform.client_dir(label), language).await?;
        let end = async {
            // Where no signal can be awaited, only being killed ends it.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        pages.serve(platform.stepped(), end).await;
        Ok(())
    }

    /// Ends the server, and counts what stands in its log.
    pub(super) async fn finish(mut self, wall: Duration) -> (Summary, Ledger) {
        self.deployment.stop_server().await;
        let ledger = self.deployment.ledger().await;
        (self.count(&ledger, wall), ledger)
    }

    fn count(&self, ledger: &Ledger, wall: Duration) -> Summary {
        let now = self.deployment.platform().clock().now();
        Summary::of(
            (ledger, now),
            self.offices,
            (self.bytes_up, self.bytes_down),
            wall,
        )
    }
}
