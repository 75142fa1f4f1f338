//! `stafet-world`: plays many seeds of World, and says which one breaks a promise.

use std::{
    io::{Write, stderr, stdout},
    panic::catch_unwind,
    process::ExitCode,
};

use clap::{Parser, ValueEnum};
use stafet_tests::{
    fabric,
    world::{Misrule, Outcome, Planted, owed::Lags, play},
};

/// Plays a deployment under everything that can go wrong: loss, disorder, outages of weeks,
/// crashes and failing disks. Every seed is its own story and replays exactly.
#[derive(Debug, Parser)]
#[command(name = "stafet-world", version)]
struct Arguments {
    /// How many seeds to play.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first seed; to replay one, name it here with `--seeds 1`.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Print each seed's outcome: its trace is the same in every process.
    #[arg(long)]
    each: bool,
    /// Plant a bug, which must be found.
    #[arg(long, value_enum, default_value_t = Bug::None)]
    plant: Bug,
    /// Break a rule of the core, which its promise must find; a wrong name lists them.
    #[arg(long, conflicts_with = "plant", value_parser = rule)]
    rule: Option<Misrule>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Bug {
    /// The real thing.
    None,
    /// The server confirms before its disk has the act.
    Receipt,
    /// A device says *saved* before its disk has the act.
    Promise,
    /// The server forgets what is owed about courses.
    Courses,
}

fn rule(text: &str) -> Result<Misrule, String> {
    let known = Misrule::ALL.into_iter().find(|it| it.name() == text);
    known.ok_or_else(|| format!("one of {}", Misrule::ALL.map(Misrule::name).join(", ")))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let planted = match arguments.plant {
        Bug::None => Planted::Nothing,
        Bug::Receipt => Planted::ReceiptBeforeCommit,
        Bug::Promise => Planted::PromiseBeforeCommit,
        Bug::Courses => Planted::CoursesForgotten,
    };
    let planted = arguments.rule.map_or(planted, Planted::Rule);
    #[expect(
        clippy::disallowed_methods,
        reason = "seeds per second are a figure of this program"
    )]
    let began = std::time::Instant::now();
    let mut broken = Vec::new();
    let mut acts = 0;
    let mut lags = Lags::default();
    let mut letters = (0, 0);
    let last = arguments.from.saturating_add(arguments.seeds);
    for seed in arguments.from..last {
        match catch_unwind(|| fabric::run(seed, |seed| play(seed, planted))) {
            Ok(outcome) => {
                acts += outcome.acts;
                if arguments.each {
                    tell(seed, &outcome);
                }
                letters.0 += outcome.letters.0;
                letters.1 += outcome.letters.1;
                lags.flagged_ms.extend(outcome.lags.flagged_ms);
                lags.told_ms.extend(outcome.lags.told_ms);
                lags.after_an_outage += outcome.lags.after_an_outage;
            }
            Err(_) => broken.push(seed),
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(arguments.seeds).unwrap_or(u32::MAX)) / seconds;
    drop(writeln!(
        stdout(),
        "{} seeds, {acts} acts, {seconds:.1} s, {rate:.1} seeds/s, {} broken",
        arguments.seeds,
        broken.len()
    ));
    tell_lags(lags);
    let (delivered, failed) = letters;
    drop(writeln!(
        stdout(),
        "{delivered} letters delivered, {failed} attempts failed"
    ));
    if broken.is_empty() {
        return ExitCode::SUCCESS;
    }
    drop(writeln!(
        stderr(),
        "broken seeds: {broken:?}; replay one with --from SEED --seeds 1"
    ));
    ExitCode::FAILURE
}

fn tell(seed: u64, outcome: &Outcome) {
    let Outcome {
        trace,
        acts,
        handovers,
        lags: _,
        letters: _,
    } = outcome;
    drop(writeln!(
        stdout(),
        "{seed} {trace:016x} {acts} acts {handovers} handovers"
    ));
}

/// How long after a deadline it was in the list of what is overdue, and after its time a rung was
/// told: the median and the longest.
fn tell_lags(mut lags: Lags) {
    let figures = |lags: &mut Vec<i64>| {
        lags.sort_unstable();
        let seconds = |ms: Option<&i64>| ms.copied().unwrap_or_default() as f64 / 1_000.0;
        let (median, longest) = (seconds(lags.get(lags.len() / 2)), seconds(lags.last()));
        format!("{median:.3} s (median), {longest:.3} s (longest)")
    };
    drop(writeln!(
        stdout(),
        "{} deadlines passed: flag within {}\n{} rungs, {} of them after an outage: told within {}",
        lags.flagged_ms.len(),
        figures(&mut lags.flagged_ms),
        lags.told_ms.len(),
        lags.after_an_outage,
        figures(&mut lags.told_ms),
    ));
}
