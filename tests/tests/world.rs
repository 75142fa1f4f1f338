//! World in the test run: some hundreds of seeds, the same trace in every process, and planted
//! bugs that must be found. `stafet-world` plays as many more as there is time for.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::Command,
};

use stafet_tests::{
    fabric,
    world::{Misrule, Outcome, Planted, owed::WATCH_BOUND, play},
};

/// Seeds that each of the four quarters plays.
const SEEDS_OF_A_QUARTER: u64 = 50;
/// Seeds within which a planted bug must be found.
const SEEDS_FOR_A_BUG: u64 = 3;
/// Seeds within which a broken rule must be found: some need a situation that is rare.
const SEEDS_FOR_A_RULE: u64 = 60;
/// Seeds whose traces are compared between processes.
const SEEDS_TO_REPLAY: u64 = 3;
/// Set in the process that only tells its traces.
const TELL_TRACES: &str = "STAFET_TEST_TELL_TRACES";

fn one(seed: u64, planted: Planted) -> Outcome {
    fabric::run(seed, |seed| play(seed, planted))
}

fn quarter(number: u64) {
    let from = number * SEEDS_OF_A_QUARTER;
    let outcomes: Vec<Outcome> = (from..from + SEEDS_OF_A_QUARTER)
        .map(|seed| one(seed, Planted::Nothing))
        .collect();
    // A world in which nobody does anything keeps every promise; this one must be busy.
    let handovers: usize = outcomes.iter().map(|outcome| outcome.handovers).sum();
    assert!(
        handovers > outcomes.len() * 3,
        "only {handovers} handovers in all seeds"
    );
    // And deadlines have to pass, with rungs told in time and after outages.
    let lags = || outcomes.iter().map(|outcome| &outcome.lags);
    let flagged: usize = lags().map(|lags| lags.flagged_ms.len()).sum();
    let told: usize = lags().map(|lags| lags.told_ms.len()).sum();
    let late: usize = lags().map(|lags| lags.after_an_outage).sum();
    assert!(
        flagged > outcomes.len() && told > outcomes.len() * 5 && late > 10,
        "{flagged} deadlines passed; {told} rungs were told, {late} of them after an outage"
    );
    // And letters have to go out, and not all at the first attempt.
    let letters = || outcomes.iter().map(|outcome| outcome.letters);
    let delivered: u64 = letters().map(|(delivered, _)| delivered).sum();
    let failed: u64 = letters().map(|(_, failed)| failed).sum();
    assert!(
        delivered > 100 && failed > 10,
        "{delivered} letters were delivered and {failed} not"
    );
    let longest = lags().flat_map(|lags| &lags.told_ms).max();
    let bound_ms = i64::try_from(WATCH_BOUND.as_millis()).expect("some seconds");
    assert!(longest <= Some(&bound_ms), "told after {longest:?} ms");
}

#[test]
fn the_first_quarter_of_the_seeds_keeps_every_promise() {
    quarter(0);
}

#[test]
fn the_second_quarter_of_the_seeds_keeps_every_promise() {
    quarter(1);
}

#[test]
fn the_third_quarter_of_the_seeds_keeps_every_promise() {
    quarter(2);
}

#[test]
fn the_fourth_quarter_of_the_seeds_keeps_every_promise() {
    quarter(3);
}

/// Plays seeds until one breaks a promise, and answers with what was said about it.
fn found(planted: Planted) -> String {
    found_within(SEEDS_FOR_A_BUG, planted)
}

fn found_within(seeds: u64, planted: Planted) -> String {
    for seed in 0..seeds {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| one(seed, planted))) {
            return panic.downcast_ref::<String>().cloned().unwrap_or_default();
        }
    }
    panic!("{planted:?} was not found within {seeds} seeds");
}

#[test]
fn every_rule_that_is_broken_is_found_by_its_promise() {
    for broken in Misrule::ALL {
        let said = found_within(SEEDS_FOR_A_RULE, Planted::Rule(broken));
        let promise = format!("{}:", broken.complaint());
        assert!(said.starts_with(&promise), "{broken:?}: {said}");
    }
}

#[test]
fn a_receipt_before_the_commit_is_found() {
    assert!(found(Planted::ReceiptBeforeCommit).contains("G2"));
}

#[test]
fn a_promise_before_the_commit_is_found() {
    assert!(found(Planted::PromiseBeforeCommit).contains("I6"));
}

#[test]
fn obligations_of_courses_that_the_server_forgets_are_found() {
    assert!(found(Planted::CoursesForgotten).contains("rows say something else"));
}

#[test]
fn a_seed_leaves_the_same_trace_in_another_process() {
    let traces: Vec<String> = (0..SEEDS_TO_REPLAY)
        .map(|seed| format!("trace {seed} {:016x}", one(seed, Planted::Nothing).trace))
        .collect();
    if std::env::var_os(TELL_TRACES).is_some() {
        traces.iter().for_each(|trace| println!("{trace}"));
        return;
    }
    let other = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "a_seed_leaves_the_same_trace_in_another_process",
            "--nocapture",
        ])
        .env(TELL_TRACES, "1")
        .output()
        .expect("this test runs again");
    let told = String::from_utf8_lossy(&other.stdout).into_owned();
    for trace in &traces {
        assert!(
            told.contains(trace),
            "{trace} differs in another process:\n{told}"
        );
    }
    assert_eq!(
        traces
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        traces.len()
    );
}
