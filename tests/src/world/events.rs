//! What can happen in World: people act, links fail, power goes, disks fail, time passes.

use std::time::Duration;

use stafet_client::{
    office::{Deed, Draft, Office},
    store::model::{Fault as DeviceFault, ModelStore},
};
use stafet_server::store::{Owed as _, model::Fault as ServerFault};
use stafet_shared::{
    content::Manifest,
    handover::Handover,
    id::HandoverId,
    party::OfficeId,
    words::{Colour, Ending, Kind, State},
};

use super::{World, deeds, owed::WATCH_BOUND, people};
use crate::{
    deployment::office_id,
    fabric::{Chance, Link},
    platform::Platform,
    texts,
};

/// How often, in a hundred, something is attached.
const ATTACHED_PERCENT: usize = 20;
/// The largest attachment, in bytes: two pieces of it travel apart.
const ATTACHED_BYTES_MAX: usize = 40_000;
/// The most days that pass beside weeks, or for which the server is away.
const DAYS_MAX: usize = 4;
/// How long a round of the watch takes here at most, in ms.
const ROUND_MS: usize = 12;
const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;

impl World {
    /// One event, chosen by chance.
    pub(super) async fn event(&mut self, number: u32) {
        // A run begins with something to hand over.
        let kind = if number == 0 { 0 } else { self.dice.below(100) };
        match kind {
            0..20 => self.somebody_acts().await,
            20..28 => self.somebody_does_what_she_owes().await,
            28..31 => self.the_child_moves().await,
            31..32 => self.something_rare().await,
            32..33 => self.administrators_look_after_something().await,
            33..34 => self.cases_are_reviewed().await,
            34..60 => self.somebody_syncs().await,
            60..62 => self.the_mail_fails(),
            62..72 => self.time_passes().await,
            72..76 => self.days_pass().await,
            76..81 => self.the_link_changes(),
            81..85 => self.a_device_crashes(),
            85..88 => self.the_server_crashes().await,
            88..90 => self.the_server_is_away().await,
            90..92 => self.the_server_crashes_as_the_watch_tells().await,
            92..94 => self.a_device_disk_fails(),
            94..96 => self.the_server_disk_fails(),
            96..98 => self.a_clock_jumps(),
            _ => self.everybody_syncs().await,
        }
    }

    /// Before anything goes wrong: a referral is accepted, and a course has begun.
    pub(super) async fn a_course_opens(&mut self) -> HandoverId {
        let (caseworker, psychologist) = ("caseworker", "psychologist");
        let mut office = self.deployment.open(caseworker).await;
        let draft = Draft {
            from: Some(office_id(people::SENDER)),
            to: office_id(people::TEAM),
            kind: Kind::Referral,
            colour: Colour::Yellow,
            content: texts::document(Kind::Referral),
            relates_to: None,
        };
        let sent = office.send(draft).await.expect("a good draft");
        self.keep_promises(&office, caseworker);
        let works = "nothing is broken yet";
        for label in [caseworker, psychologist] {
            self.deployment.sync(label).await.expect(works);
        }
        let mut office = self.deployment.open(psychologist).await;
        let accepted = office.perform(sent.handover, Deed::Accept).await;
        accepted.expect("the envelope has come");
        self.keep_promises(&office, psychologist);
        for label in [psychologist, caseworker] {
            self.deployment.sync(label).await.expect(works);
        }
        self.say(&format!("the course of {} has begun", sent.handover));
        sent.handover
    }

    /// Whatever a command has called saved must survive from here on.
    pub(super) fn keep_promises(&mut self, office: &Office<ModelStore>, label: &str) {
        for act in office.reader().unconfirmed() {
            self.promised.entry(act).or_insert_with(|| label.to_owned());
        }
    }

    async fn somebody_acts(&mut self) {
        let who = self.dice.below(self.people.len());
        let person = self.people[who].clone();
        let mut office = self.deployment.open(&person.label).await;
        let known: Vec<Handover> = office.reader().handovers().cloned().collect();
        let open: Vec<Handover> = known
            .iter()
            .filter(|it| {
                let is_open = it.state != State::Closed || it.ending == Some(Ending::CourseOpened);
                is_open || self.dice.percent(15)
            })
            .cloned()
            .collect();
        let chosen = self.dice.one_of(&open).cloned();
        let choice = self.dice.below(100);
        let (event, done) = match chosen {
            Some(handover) if choice < 75 => {
                let today = self.today();
                let other = self.dice.one_of(&known).map_or(handover.id, |it| it.id);
                let deed = deeds::choose(&mut self.dice, &handover, (&person.office, other, today));
                let verb = deed.verb();
                let done = office.perform(handover.id, deed).await;
                let done = done.map(drop).map_err(|error| error.to_string());
                let Handover {
                    id, state, kind, ..
                } = handover;
                let told = format!("{verb:?} on {id} ({kind:?} in {state:?})");
                (format!("{}: {told}: {done:?}", person.label), done)
            }
            _ => {
                let follows = self.dice.one_of(&known).cloned();
                let done = self.send(&mut office, &person.office, follows).await;
                (format!("{} sends: {done:?}", person.label), done)
            }
        };
        if done.is_ok() {
            self.keep_promises(&office, &person.label);
        }
        self.say(&event);
    }

    /// Something new of any kind, now and then after something that is known, and now and then
    /// what takes up a closed matter again.
    async fn send(
        &mut self,
        office: &mut Office<ModelStore>,
        from: &OfficeId,
        follows: Option<Handover>,
    ) -> Result<(), String> {
        let others: Vec<OfficeId> = people::OFFICES
            .into_iter()
            .map(office_id)
            .filter(|it| it != from)
            .collect();
        let to = self.dice.one_of(&others).cloned().expect("other offices");
        let kind = self.dice.one_of(&Kind::ALL).copied().expect("kinds");
        let colour = self.dice.one_of(&Colour::ALL).copied().expect("colours");
        let colour = if kind == Kind::Notification {
            Colour::Red
        } else {
            colour
        };
        let follows = follows.filter(|_| self.dice.percent(40));
        let mut content = texts::document(kind);
        if self.dice.percent(ATTACHED_PERCENT) {
            let bytes = vec![b'x'; self.dice.below(ATTACHED_BYTES_MAX)];
            let attached = office.attach("bilag.txt", &mut bytes.as_slice()).await;
            let (raw, _) = attached.map_err(|error| error.to_string())?;
            let manifest = Manifest::parse(vec![raw]).expect("a good list");
            content = content.with_attachments(manifest);
        }
        let draft = Draft {
            from: Some(from.clone()),
            to,
            kind,
            colour,
            content,
            relates_to: follows.as_ref().map(|it| it.id),
        };
        let closed = follows.filter(|it| it.state == State::Closed);
        let sent = match closed {
            Some(closed) if self.dice.percent(50) => office.reopen(closed.id, draft).await,
            _ => office.send(draft).await,
        };
        sent.map(drop).map_err(|error| error.to_string())
    }

    async fn somebody_syncs(&mut self) {
        let who = self.dice.below(self.people.len());
        let label = self.people[who].label.clone();
        self.start_sync(&label).await;
        self.say(&format!("{label} begins to sync"));
        self.a_moment().await;
    }

    async fn everybody_syncs(&mut self) {
        for label in self
            .people
            .iter()
            .map(|it| it.label.clone())
            .collect::<Vec<_>>()
        {
            self.start_sync(&label).await;
        }
        self.say("everybody begins to sync");
        self.a_moment().await;
    }

    /// Long enough for a part of a sync, or for all of it: so that what happens next happens at
    /// any point of it.
    async fn a_moment(&mut self) {
        let ms = match self.dice.below(3) {
            0 => self.dice.below(100),
            1 => self.dice.below(1_000),
            _ => self.dice.below(20_000),
        };
        self.pass(Duration::from_millis(u64::try_from(ms).expect("small")))
            .await;
    }

    async fn time_passes(&mut self) {
        let number = u64::try_from(self.dice.below(59) + 1).expect("small");
        let seconds = match self.dice.below(4) {
            0 => number,
            1 => number * MINUTE,
            2 => number * 60 * MINUTE,
            _ => (number % 25 + 1) * DAY,
        };
        self.say(&format!("{seconds} s pass"));
        self.pass(Duration::from_secs(seconds)).await;
    }

    /// Long enough for deadlines to pass, and for the ladder to be climbed.
    async fn days_pass(&mut self) {
        let days = u64::try_from(self.dice.below(DAYS_MAX) + 1).expect("small");
        self.say(&format!("{days} days pass"));
        self.pass(Duration::from_secs(days * DAY)).await;
    }

    fn the_link_changes(&mut self) {
        let who = self.dice.below(self.people.len());
        let label = self.people[who].label.clone();
        let platform = self.deployment.platform();
        let address = platform.client_address(&label);
        let link = match self.dice.below(4) {
            0 => {
                platform.fabric().set_down(address, true);
                self.say(&format!("the link of {label} is cut"));
                return;
            }
            1 => Link::satellite(),
            2 => Link {
                loss: Chance::percent(20),
                duplicate: Chance::percent(10),
                reorder: Chance::percent(10),
                ..Link::satellite()
            },
            _ => Link::perfect(Duration::from_millis(40)),
        };
        platform.fabric().set_down(address, false);
        platform.fabric().set_link(address, link);
        self.say(&format!("the link of {label} is now {link:?}"));
    }

    fn a_device_crashes(&mut self) {
        let who = self.dice.below(self.people.len());
        let label = self.people[who].label.clone();
        self.crash_device(&label);
        self.say(&format!("the power of {label} goes"));
    }

    async fn the_server_crashes(&mut self) {
        self.say("the power of the server goes");
        self.restart_server().await;
    }

    /// Deadlines pass while nobody can tell anybody.
    async fn the_server_is_away(&mut self) {
        let hours = u64::try_from(self.dice.below(DAYS_MAX * 24) + 1).expect("small");
        self.say(&format!("the server is away for {hours} hours"));
        self.crash_server();
        let platform = self.deployment.platform();
        platform
            .pass(Duration::from_secs(hours * 60 * MINUTE))
            .await;
        self.start_server().await;
        // The watch looks as soon as it is there.
        self.pass(WATCH_BOUND).await;
    }

    /// The next rung's time comes, and the power goes within the watch's round, or just after it.
    async fn the_server_crashes_as_the_watch_tells(&mut self) {
        let store = self.deployment.platform().server_store().await;
        let next = store.next_ripe().await.expect("the model reads");
        let ms = next.map_or(0, |next| next.ms_since(self.now()).max(0));
        let ms = u64::try_from(ms).expect("not negative");
        let within = u64::try_from(self.dice.below(ROUND_MS)).expect("small");
        let wait = Duration::from_millis(ms + within).min(Duration::from_secs(4 * DAY));
        self.say(&format!("the power of the server goes in {wait:?}"));
        self.pass(wait).await;
        self.restart_server().await;
    }

    /// A device tells another time than everybody else.
    fn a_clock_jumps(&mut self) {
        let who = self.dice.below(self.people.len());
        let label = self.people[who].label.clone();
        let number = i64::try_from(self.dice.below(59) + 1).expect("small");
        let minute = i64::try_from(MINUTE).expect("small") * 1_000;
        let skew_ms = match self.dice.below(4) {
            0 => number * minute,
            1 => number * -minute,
            2 => (number % 5 + 1) * 24 * 60 * minute,
            _ => (number % 5 + 1) * 24 * 60 * -minute,
        };
        self.deployment
            .platform()
            .set_client_skew_ms(&label, skew_ms);
        self.say(&format!("the clock of {label} is wrong by {skew_ms} ms"));
    }

    fn a_device_disk_fails(&mut self) {
        let who = self.dice.below(self.people.len());
        let label = self.people[who].label.clone();
        let fault = if self.dice.percent(50) {
            DeviceFault::BeforeWriting
        } else {
            DeviceFault::AfterWriting
        };
        let nth = u32::try_from(self.dice.below(3) + 1).expect("small");
        self.deployment
            .platform()
            .client_disk(&label)
            .fail_commit(nth, fault);
        self.say(&format!(
            "commit {nth} from now of {label} fails: {fault:?}"
        ));
    }

    fn the_server_disk_fails(&mut self) {
        let fault = if self.dice.percent(50) {
            ServerFault::BeforeWriting
        } else {
            ServerFault::AfterWriting
        };
        let nth = u64::try_from(self.dice.below(3) + 1).expect("small");
        let faults = self.deployment.platform().server_disk().faults();
        faults.fail_commit(nth, fault);
        let at = faults.commits() + nth;
        self.fault_at = Some(self.fault_at.map_or(at, |known| known.max(at)));
        self.say(&format!(
            "commit {nth} from now of the server fails: {fault:?}"
        ));
    }

    /// Lets time pass; each deadline in it is looked at.
    pub(super) async fn pass(&mut self, how_long: Duration) {
        let ms = i64::try_from(how_long.as_millis()).expect("some weeks");
        self.pass_with_letters(self.now().plus_ms(ms)).await;
    }
}
