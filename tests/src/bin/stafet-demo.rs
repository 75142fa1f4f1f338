//! `stafet-demo`: one command that shows what Stafet does.

use std::{
    io::{IsTerminal as _, Write, stderr, stdout},
    process::ExitCode,
};

use clap::Parser as _;
use stafet_client::{
    config::{Config, Environment},
    text::Language,
};
use stafet_tests::demo::{self, Arguments, Wishes};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = Config::new(None, arguments.lang, Environment::read()).language;
    let wishes = Wishes {
        dir: arguments.dir,
        database: arguments.database,
        language,
        quiet: arguments.json,
        pages: arguments.pages
            || (!arguments.json && !arguments.headless && stdout().is_terminal()),
    };
    let summary = match demo::play(wishes).await {
        Ok(summary) => summary,
        Err(error) => {
            drop(writeln!(stderr(), "stafet-demo: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let printed = if arguments.json {
        serde_json::to_string_pretty(&summary).map(|json| writeln!(stdout(), "{json}"))
    } else {
        Ok(writeln!(stdout(), "\n{}", told(&summary, language)))
    };
    match printed {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

fn told(summary: &demo::Summary, language: Language) -> String {
    let mut receipts: Vec<(&str, u64)> = summary
        .receipts
        .iter()
        .map(|(number, count)| (*number, *count))
        .collect();
    // R2 before R10.
    receipts.sort_by_key(|(number, _)| (number.len(), *number));
    let receipts = receipts
        .iter()
        .map(|(number, count)| format!("{number} {count}"));
    let receipts = receipts.collect::<Vec<_>>().join(", ");
    let (handovers, acts) = (summary.handovers, summary.acts);
    let (up, down) = (summary.bytes_up / 1_000, summary.bytes_down / 1_000);
    let seconds = summary.wall_ms / 1_000;
    let (counted, receipts, moved) = match language {
        Language::Danish => (
            format!("{handovers} overdragelser, {acts} handlinger"),
            format!("Kvitteringer: {receipts}"),
            format!("{up} kB op, {down} kB ned, {seconds} s"),
        ),
        Language::English => (
            format!("{handovers} handovers, {acts} acts"),
            format!("Receipts: {receipts}"),
            format!("{up} kB up, {down} kB down, {seconds} s"),
        ),
    };
    let mut lines = vec![counted];
    lines.extend(demo::wrapped("", 0, &receipts));
    lines.push(moved);
    lines.join("\n")
}
