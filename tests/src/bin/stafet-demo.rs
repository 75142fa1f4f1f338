//! `stafet-demo`: one command that shows what Stafet does.

use std::{
    io::{Write, stderr, stdout},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use stafet_client::{
    config::{Config, Environment},
    text::Language,
};
use stafet_server::store::{StoreError, database::Database};
use stafet_tests::demo::{self, Wishes};

/// Plays the course of one child, and what goes astray beside it, between real offices: a real
/// server and 29 offices on this computer, on a clock that starts 90 days ago. Needs nothing and
/// leaves nothing, unless told to.
#[derive(Debug, Parser)]
#[command(name = "stafet-demo", version)]
struct Arguments {
    /// Print one JSON object with what was counted, and no timeline.
    #[arg(long)]
    json: bool,
    /// Keep the data in this folder; the server's is below DIR/server.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Keep the server's log in this empty PostgreSQL database; what the demo writes stays there.
    #[arg(long, value_name = "URL", value_parser = database)]
    database: Option<Database>,
    /// The timeline's language, `da` or `en`; the system's otherwise.
    #[arg(long, value_name = "CODE", value_parser = language)]
    lang: Option<Language>,
}

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

fn database(url: &str) -> Result<Database, StoreError> {
    url.parse().map(Database::Postgres)
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| format!("'{code}' is neither da nor en"))
}
