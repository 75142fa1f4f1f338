//! What is rarer in World and goes deeper: a course with its report, a child that moves, people who
//! do what they owe, offices that somebody joins late, floods of reminders, outages.

use std::time::Duration;

use jiff::civil::Date;
use stafet_client::office::{CourseDeed, Deed, Draft, Office, Watching};
use stafet_client::store::model::ModelStore;
use stafet_shared::{
    calendar::Zone,
    handover::Handover,
    id::HandoverId,
    obligation::Obligation,
    party::directory::Outage,
    words::{Colour, Duty, Ending, Kind, OutageCause, Role, Verb, WatchVerb},
};

use super::{World, deeds, people, people::Person};
use crate::{
    deployment::{ADMINISTRATOR, Newcomer, office_id},
    texts,
};

/// How often in a row somebody reminds.
const FLOOD: usize = 12;
/// The most days for which an outage is declared: more than are allowed.
const OUTAGE_DAYS: usize = 9;
/// Whoever joins the office that was empty.
const LATE: &str = "late";
/// How often, in a hundred, a colleague does the same at once, who has not heard of it.
const TWICE_PERCENT: usize = 30;
/// How often, in a hundred, somebody answers for the child where it has moved to.
const TAKEN_PERCENT: usize = 70;

impl World {
    /// The day in Nuuk.
    pub(super) fn today(&self) -> Date {
        Zone::nuuk().day(self.now())
    }

    /// Before anything goes wrong: the team comes, treats, and sends its closing report.
    pub(super) async fn its_report_is_sent(&mut self, referral: HandoverId) {
        let psychologist = "psychologist";
        let (today, works) = (self.today(), "nothing is broken yet");
        let mut office = self.deployment.open(psychologist).await;
        for deed in [
            CourseDeed::PlanVisit(today, None),
            CourseDeed::BeginAssessment(today),
            CourseDeed::BeginTreatment(today),
            CourseDeed::HoldLastSession(today),
        ] {
            let done = office.perform(referral, Deed::Course(deed)).await;
            done.expect(works);
        }
        let report = Draft {
            from: Some(office_id(people::TEAM)),
            to: office_id(people::SENDER),
            kind: Kind::ClosingReport,
            colour: Colour::Yellow,
            content: texts::document(Kind::ClosingReport),
            relates_to: Some(referral),
        };
        let report = office.send(report).await.expect(works);
        self.keep_promises(&office, psychologist);
        self.deployment.sync(psychologist).await.expect(works);
        self.say(&format!("its report {} lies unread", report.handover));
    }

    /// Before anything goes wrong: the child moves, and is taken over far away.
    pub(super) async fn it_has_moved(&mut self, referral: HandoverId) {
        let (there, works) = ("far", "nothing is broken yet");
        let sides = [
            (
                "caseworker",
                CourseDeed::MoveChild(office_id(people::FAR), None),
            ),
            (there, CourseDeed::TakeOverChild),
        ];
        for (label, deed) in sides {
            self.deployment.sync(label).await.expect(works);
            let mut office = self.deployment.open(label).await;
            let done = office.perform(referral, Deed::Course(deed)).await;
            done.expect(works);
            self.keep_promises(&office, label);
            self.deployment.sync(label).await.expect(works);
        }
        self.say(&format!("the child of {referral} has moved"));
    }

    /// Somebody does the first thing that their list asks for; now and then a colleague does the same
    /// at the same time, on another device.
    pub(super) async fn somebody_does_what_she_owes(&mut self) {
        let who = self.dice.below(self.people.len());
        let person = self.people[who].clone();
        let office = self.deployment.open(&person.label).await;
        let owed = office.reader().obligations().into_iter();
        let own: Vec<Obligation> = owed.filter(|one| one.owner == person.office).collect();
        let Some(one) = self.dice.one_of(&own).cloned() else {
            return self.say(&format!("{} owes nothing", person.label));
        };
        drop(office);
        self.meets(&person, &one).await;
        let colleagues = self.people.iter().filter(|it| it.office == person.office);
        let mut colleagues = colleagues.filter(|it| it.label != person.label);
        let colleague = colleagues.next().cloned();
        if let Some(colleague) = colleague
            && self.dice.percent(TWICE_PERCENT)
        {
            self.meets(&colleague, &one).await;
        }
    }

    async fn meets(&mut self, person: &Person, owed: &Obligation) {
        let mut office = self.deployment.open(&person.label).await;
        let Some(handover) = office.reader().handover(owed.handover).cloned() else {
            return;
        };
        let is_review = owed.duty == Duty::Act(Verb::Watch(WatchVerb::Review));
        let done = if let Duty::Send(kind) = owed.duty {
            self.sends(&mut office, (person, &handover), kind).await
        } else if is_review {
            let done = office.watch(handover.id, Watching::Review, None).await;
            done.map(drop).map_err(|error| error.to_string())
        } else {
            let (verb, today) = (verb_of(owed.duty), self.today());
            let deed = deeds::deed(&mut self.dice, &handover, (verb, handover.id, today));
            let done = office.perform(handover.id, deed).await;
            done.map(drop).map_err(|error| error.to_string())
        };
        if done.is_ok() {
            self.keep_promises(&office, &person.label);
        }
        let (label, duty) = (&person.label, owed.duty);
        self.say(&format!("{label}: {duty:?} on {}: {done:?}", handover.id));
    }

    async fn sends(
        &mut self,
        office: &mut Office<ModelStore>,
        (person, referral): (&Person, &Handover),
        kind: Kind,
    ) -> Result<(), String> {
        let course = office.reader().course(referral.id);
        let to = course
            .as_ref()
            .and_then(|it| it.receiver(&person.office, kind));
        let to = to.cloned().unwrap_or_else(|| office_id(people::CLINIC));
        let draft = Draft {
            from: Some(person.office.clone()),
            to,
            kind,
            colour: Colour::Yellow,
            content: texts::document(kind),
            relates_to: Some(referral.id),
        };
        let sent = office.send(draft).await;
        sent.map(drop).map_err(|error| error.to_string())
    }

    /// Who answers for a child asks another municipality, at any stage; most often somebody takes the
    /// child over there.
    pub(super) async fn the_child_moves(&mut self) {
        let mut courses: Vec<(Person, Handover)> = Vec::new();
        for person in &self.people {
            let office = self.deployment.open(&person.label).await;
            let known = office.reader().handovers();
            let mine = known.filter(|it| it.ending == Some(Ending::CourseOpened));
            let mine = mine.filter(|it| *it.authority() == person.office);
            courses.extend(mine.map(|it| (person.clone(), it.clone())));
        }
        let Some((person, handover)) = self.dice.one_of(&courses).cloned() else {
            return self.say("no child has a course");
        };
        let other = match self.dice.below(3) {
            0 => people::SENDER,
            1 => people::EMPTY,
            _ => people::FAR,
        };
        let moves = CourseDeed::MoveChild(office_id(other), None);
        self.does(&person, handover.id, moves).await;
        self.start_sync(&person.label).await;
        let there = self.people.iter().find(|it| it.office == office_id(other));
        if let Some(there) = there.cloned().filter(|_| self.dice.percent(TAKEN_PERCENT)) {
            self.pass(Duration::from_secs(60)).await;
            self.start_sync(&there.label).await;
            self.pass(Duration::from_secs(60)).await;
            self.does(&there, handover.id, CourseDeed::TakeOverChild)
                .await;
        }
    }

    async fn does(&mut self, person: &Person, id: HandoverId, deed: CourseDeed) {
        let mut office = self.deployment.open(&person.label).await;
        let verb = deed.verb();
        let done = office.perform(id, Deed::Course(deed)).await;
        if done.is_ok() {
            self.keep_promises(&office, &person.label);
        }
        let done = done.map(drop).map_err(|error| error.to_string());
        self.say(&format!("{}: {verb:?} on {id}: {done:?}", person.label));
    }

    /// What happens once in a run or two.
    pub(super) async fn something_rare(&mut self) {
        match self.dice.below(3) {
            0 => self.somebody_joins_late().await,
            1 => self.an_outage_is_declared().await,
            _ => self.reminders_come_in_a_flood().await,
        }
    }

    /// Somebody joins the office that was empty: what was held for it can be read at last.
    async fn somebody_joins_late(&mut self) {
        let is_there = self.people.iter().any(|it| it.label == LATE);
        if is_there || self.fault_at.is_some() {
            return self.say("nobody joins");
        }
        let newcomer = Newcomer {
            label: LATE,
            office: people::EMPTY,
            role: Role::Leader,
            name: LATE,
        };
        self.deployment.enrol(&[newcomer]).await;
        let office = self.deployment.open(LATE).await;
        self.readers.insert(LATE.to_owned(), office);
        self.people.push(Person {
            label: LATE.to_owned(),
            office: office_id(people::EMPTY),
        });
        self.say("somebody joins the empty office");
    }

    /// An administrator says that an office cannot be reached; the other confirms it, or nobody does.
    async fn an_outage_is_declared(&mut self) {
        let days = i64::try_from(self.dice.below(OUTAGE_DAYS) + 1).expect("small");
        let offices = people::OFFICES.map(office_id);
        let which = self.dice.one_of(&offices).cloned().expect("offices");
        let now = self.now();
        let mut office = self.deployment.open(ADMINISTRATOR).await;
        let id = office.fresh_outage();
        let outage = Outage {
            id,
            offices: vec![which.clone()],
            from: now,
            until: Some(now.plus_days(days)),
            cause: OutageCause::Link,
        };
        let declared = office.declare_outage(outage).await.map(drop);
        drop(office);
        let synced = self.deployment.sync(ADMINISTRATOR).await.map(drop);
        self.say(&format!(
            "{which} cannot be reached for {days} days: {declared:?}: {synced:?}"
        ));
        if self.dice.percent(TAKEN_PERCENT) {
            let second = super::administrators::SECOND;
            drop(self.deployment.sync(second).await);
            let mut office = self.deployment.open(second).await;
            let confirmed = office.confirm_outage(id).await.map(drop);
            drop(office);
            let synced = self.deployment.sync(second).await.map(drop);
            self.say(&format!("the other confirms it: {confirmed:?}: {synced:?}"));
        }
    }

    /// Somebody reminds of one thing again and again.
    async fn reminders_come_in_a_flood(&mut self) {
        let who = self.dice.below(self.people.len());
        let person = self.people[who].clone();
        let mut office = self.deployment.open(&person.label).await;
        let owed = office.reader().obligations();
        let Some(one) = self.dice.one_of(&owed).cloned() else {
            return self.say("there is nothing to remind of");
        };
        let mut told = 0;
        for _ in 0..FLOOD {
            let said = office.watch(one.handover, Watching::Remind, Some(one.clone()));
            told += usize::from(said.await.is_ok());
        }
        self.keep_promises(&office, &person.label);
        self.say(&format!(
            "{} reminds of {:?} {FLOOD} times, {told} of them count",
            person.label, one.duty
        ));
    }
}

/// What meets a duty.
fn verb_of(duty: Duty) -> Verb {
    match duty {
        Duty::Act(verb) => verb,
        Duty::Countersign(_) => Verb::Countersign,
        Duty::ReadVersion | Duty::Receipt | Duty::SeeThrough | Duty::Deposit => Verb::Acknowledge,
        Duty::SendAttachments | Duty::Send(_) => Verb::Correct,
        Duty::Reach => Verb::RecordPlan,
        Duty::Age => Verb::Watch(WatchVerb::Review),
    }
}
