//! Silence cannot hide: every open matter is in one office's list, what is overdue is in the
//! administrators' list, and the ladder's rung that is due has been told.

mod telling;

use std::collections::{BTreeMap, BTreeSet};

use stafet_server::{
    store::{Owed as _, OwedRow, Owes, Page, Store},
    watch::recount::rules,
};
use stafet_shared::{
    handover::{Concern, Handover},
    id::HandoverId,
    obligation::{self, Obligation},
    party::directory::Directory,
    time::Timestamp,
    watch::Climb,
    words::{List, Stage, State, Verb},
};

pub(super) use self::telling::Telling;
pub use self::telling::WATCH_BOUND;
use super::{World, truth::Truth};
use crate::platform::Platform;

/// How long a deadline and its rung took to be seen, in ms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lags {
    /// From a deadline passing until it is in the list of what is overdue.
    pub flagged_ms: Vec<i64>,
    /// From a rung's time, or from when the server is up again if that is later, until it was told.
    pub told_ms: Vec<i64>,
    /// How many of these had waited for the server.
    pub after_an_outage: usize,
}

impl World {
    /// All that has to hold about what is owed, at any moment.
    pub(super) async fn what_is_owed_is_listed_and_told(&mut self) {
        let store = self.deployment.platform().server_store().await;
        self.truth.read(&store, &self.deployment.root()).await;
        let now = self.now();
        for handover in self.truth.handovers.values() {
            an_open_matter_is_owed(&self.truth, handover);
            deadlines_run_on_the_time_of_deposit(handover);
        }
        self.the_rules_keep_their_promises();
        for (with, without) in self.truth.without_the_watch() {
            the_watch_has_moved_nothing(with, without);
        }
        // While a new round of reviews is being entered, the lists are behind.
        let kept = store.rules().await.expect("the model reads");
        if kept == Some(rules(self.truth.directory())) {
            the_lists_say_what_the_log_says(&store, (&self.truth, now)).await;
        }
        self.everybody_computes_the_same();
        let up = self.server_is_sound();
        self.telling.look(&self.truth, (now, up), &mut self.lags);
    }

    /// What a device knows completely, it computes as the server does.
    fn everybody_computes_the_same(&self) {
        for (label, office) in &self.readers {
            // Nor may it know of less than the newest round of reviews.
            let newest = self.truth.directory().version();
            let Some(directory) = office
                .reader()
                .directory()
                .filter(|it| it.version() == newest)
            else {
                continue;
            };
            let is_whole = |id: &HandoverId| {
                let seen = office.reader().handover(*id);
                seen.is_some() && seen == self.truth.handovers.get(id)
            };
            for handover in office.reader().handovers().filter(|it| is_whole(&it.id)) {
                // Nor may it know more: what waits in its outbox counts for it already.
                let all = self
                    .truth
                    .handovers
                    .values()
                    .chain(office.reader().handovers());
                let mut course = all.filter(|it| it.course == Some(handover.id));
                if !course.all(|it| is_whole(&it.id)) {
                    continue;
                }
                let course = office.reader().course(handover.id);
                assert_eq!(
                    obligation::all(handover, course.as_ref(), directory),
                    self.truth.owed(handover),
                    "{label} computes something else about {}",
                    handover.id
                );
            }
        }
    }

    /// Whether the server runs and its disk has not failed since the last look, nor is about to.
    fn server_is_sound(&mut self) -> bool {
        let commits = self.deployment.platform().server_disk().faults().commits();
        let was_sound = self.fault_at.is_none();
        self.fault_at = self.fault_at.filter(|at| *at > commits);
        was_sound
    }

    /// The time by the server's clock.
    pub(super) fn now(&self) -> Timestamp {
        self.deployment.platform().clock().now()
    }

    /// Lets time pass, and looks at the list of what is overdue at each deadline.
    pub(super) async fn pass_deadlines(&mut self, until: Timestamp) {
        let store = self.deployment.platform().server_store().await;
        let owed = store.owed(&Owes::default(), Page::first(u32::MAX)).await;
        let mut dues: BTreeMap<Timestamp, BTreeSet<(HandoverId, Concern)>> = BTreeMap::new();
        let begun = self.now();
        for (row, handover) in owed.expect("the list opens") {
            if begun <= row.due && row.due < until {
                let concern = concern(&row);
                dues.entry(row.due)
                    .or_default()
                    .insert((handover.id, concern));
            }
        }
        for (due, concerns) in dues {
            // A deadline has passed with the first millisecond after it.
            self.wait_until(due.plus_ms(1)).await;
            let now = self.now();
            let late = Owes {
                due_before: Some(now),
                ..Owes::default()
            };
            let late = listed(&store, &late).await;
            let open = store.owed(&Owes::default(), Page::first(u32::MAX)).await;
            let open: BTreeSet<(HandoverId, Concern)> = open
                .expect("the list opens")
                .into_iter()
                .filter(|(row, _)| row.due <= due)
                .map(|(row, handover)| (handover.id, concern(&row)))
                .collect();
            // What was receipted meanwhile is owed no more, or has more time.
            for it in concerns.iter().filter(|it| open.contains(it)) {
                assert!(late.contains(it), "{it:?} is overdue and not in the list");
                self.lags.flagged_ms.push(now.ms_since(due));
            }
        }
        self.wait_until(until).await;
    }

    async fn wait_until(&self, until: Timestamp) {
        let ms = u64::try_from(until.ms_since(self.now())).unwrap_or(0);
        let platform = self.deployment.platform();
        platform.pass(std::time::Duration::from_millis(ms)).await;
    }
}

/// Each open handover and each open course has an owner who owes something, and no two obligations
/// are taken for one.
fn an_open_matter_is_owed(truth: &Truth, handover: &Handover) {
    let id = handover.id;
    let owed = truth.owed(handover);
    if handover.state != State::Closed {
        let owner = obligation::owner(handover);
        let held = owed.iter().any(|one| Some(&one.owner) == owner);
        assert!(held, "I1: nobody owes anything about {id}");
    }
    let course = truth.course(handover);
    if let Some(course) = course.filter(|it| it.stage != Stage::Closed) {
        let of_it =
            |one: &Obligation| Some(&one.owner) == course.owner() && one.duty.is_of_course();
        let reports = || course.reports().filter_map(|id| truth.handovers.get(&id));
        let held = if course.stage == Stage::ReportSent {
            reports().any(|report| !truth.owed(report).is_empty())
        } else {
            owed.iter().any(of_it)
        };
        assert!(held, "I1: nobody owes anything about course {id}");
    }
    let concerns: BTreeSet<Concern> = owed.iter().map(Concern::from).collect();
    assert_eq!(concerns.len(), owed.len(), "I1: {id} owes one thing twice");
}

/// A clock that is wrong on a device moves no deadline: what counts is when the server took an act
/// in.
fn deadlines_run_on_the_time_of_deposit(handover: &Handover) {
    let mut deposits = handover.history.iter().filter_map(|event| event.position);
    assert!(
        deposits.any(|it| it.deposited == handover.since),
        "the clock of {} runs since a time at which nothing was deposited",
        handover.id
    );
}

/// No act of the watch moves a handover, or changes its owner or its custody.
fn the_watch_has_moved_nothing(with: &Handover, without: &Handover) {
    let mut with = with.clone();
    with.watch_records.clear();
    with.reviewed.clear();
    // That a leader has looked at what waits begins no more than that clock anew.
    with.waits_since = without.waits_since;
    with.history
        .retain(|event| !matches!(event.verb, Verb::Watch(_)));
    assert_eq!(&with, without, "the watch has moved {}", with.id);
}

/// The server's lists hold what the pure core computes from the log, each obligation in one
/// office's list, and what is overdue among the administrators'.
async fn the_lists_say_what_the_log_says(store: &impl Store, (truth, now): (&Truth, Timestamp)) {
    let mut expected = BTreeMap::new();
    let mut late = BTreeSet::new();
    for handover in truth.handovers.values() {
        for (place, row) in (0..).zip(expected_rows(truth, handover, now)) {
            if row.due < now {
                late.insert((handover.id, concern(&row)));
            }
            expected.insert((handover.id, place), row);
        }
    }
    let kept = store.owed(&Owes::default(), Page::first(u32::MAX)).await;
    let kept: BTreeMap<(HandoverId, u16), OwedRow> = kept
        .expect("the list opens")
        .into_iter()
        .map(|(row, handover)| ((handover.id, row.number), at(row, now)))
        .collect();
    assert_eq!(kept, expected, "the rows say something else than the log");
    let asked = Owes {
        due_before: Some(now),
        ..Owes::default()
    };
    let flagged = listed(store, &asked).await;
    assert_eq!(flagged, late, "the administrators' list of what is overdue");
    let mut of_offices = 0;
    for (office, _) in truth.directory().offices() {
        let asked = Owes {
            owner: Some(office.clone()),
            ..Owes::default()
        };
        of_offices += listed(store, &asked).await.len();
    }
    assert_eq!(of_offices, kept.len(), "I1: each is in one office's list");
}

/// What the server should have written about a handover.
fn expected_rows(truth: &Truth, handover: &Handover, now: Timestamp) -> Vec<OwedRow> {
    let directory: &Directory = truth.directory();
    let owed = truth.owed(handover);
    let row = |(number, one): (u16, &Obligation)| {
        let watched = Climb::of(one, handover, directory).watched(now);
        OwedRow {
            number,
            list: List::of(one.duty, handover.state),
            owner: one.owner.clone(),
            duty: one.duty,
            since: one.since,
            due: one.due,
            rung: watched.rung,
            told: watched.told,
            times: u32::try_from(watched.times).expect("few"),
            next: watched.next,
            seen: watched.seen,
            held: watched.held,
        }
    };
    (0..).zip(&owed).map(row).collect()
}

/// A row without what has expired by itself since it was written.
fn at(row: OwedRow, now: Timestamp) -> OwedRow {
    OwedRow {
        held: row.held.filter(|held| now < held.until),
        ..row
    }
}

async fn listed(store: &impl Store, which: &Owes) -> BTreeSet<(HandoverId, Concern)> {
    let rows = store.owed(which, Page::first(u32::MAX)).await;
    let rows = rows.expect("the list opens").into_iter();
    rows.map(|(row, handover)| (handover.id, concern(&row)))
        .collect()
}

fn concern(row: &OwedRow) -> Concern {
    Concern {
        owner: row.owner.clone(),
        duty: row.duty,
        since: row.since,
    }
}
