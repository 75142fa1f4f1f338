//! `stafet-demo`: one command that shows what Stafet does.

use std::{
    io::{Write, stderr, stdout},
    process::ExitCode,
};

use clap::Parser as _;
use stafet_client::config::{Config, Environment};
use stafet_tests::demo::{self, Arguments, Wishes};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let wishes = Wishes {
        dir: arguments.dir,
        database: arguments.database,
        language: Config::new(None, arguments.lang, Environment::read()).language,
        quiet: arguments.json,
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
        Ok(writeln!(stdout(), "\n{}", told(&summary)))
    };
    match printed {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

fn told(summary: &demo::Summary) -> String {
    let receipts: Vec<String> = summary
        .receipts
        .iter()
        .map(|(number, count)| format!("{number} {count}"))
        .collect();
    format!(
        "{} handovers, {} acts, receipts: {}\n{} bytes up, {} bytes down, {} ms",
        summary.handovers,
        summary.acts,
        receipts.join(" · "),
        summary.bytes_up,
        summary.bytes_down,
        summary.wall_ms
    )
}
