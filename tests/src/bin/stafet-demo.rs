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
    let receipts: Vec<String> = summary
        .receipts
        .iter()
        .map(|(number, count)| format!("{number} {count}"))
        .collect();
    let (handovers, acts) = (summary.handovers, summary.acts);
    let (up, down) = (summary.bytes_up / 1_000, summary.bytes_down / 1_000);
    let (seconds, receipts) = (summary.wall_ms / 1_000, receipts.join(" · "));
    match language {
        Language::Danish => format!(
            "{handovers} overdragelser, {acts} handlinger, kvitteringer: {receipts}\n\
             {up} kB op, {down} kB ned, {seconds} s"
        ),
        Language::English => format!(
            "{handovers} handovers, {acts} acts, receipts: {receipts}\n\
             {up} kB up, {down} kB down, {seconds} s"
        ),
    }
}
