//! What can be typed to `stafet-demo`.

use std::path::PathBuf;

use clap::Parser;
use stafet_client::text::Language;
use stafet_server::store::{StoreError, database::Database};

/// Plays the course of one child, and what goes astray beside it, between real offices.
///
/// A real server and 29 offices on this computer, on a clock that starts 100 days ago. Needs nothing
/// and leaves nothing, unless told to.
#[derive(Debug, Parser)]
#[command(name = "stafet-demo", version)]
pub struct Arguments {
    /// Print one JSON object with what was counted, and no timeline.
    #[arg(long)]
    pub json: bool,
    /// End when the story is told, without opening anybody's page.
    #[arg(long)]
    pub headless: bool,
    /// Open the pages also where no terminal shows their addresses.
    #[arg(long, conflicts_with_all = ["json", "headless"])]
    pub pages: bool,
    /// Keep the data in this folder; the server's is below DIR/server.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Keep the server's log in this empty PostgreSQL database; what the demo writes stays there.
    #[arg(long, value_name = "URL", value_parser = database)]
    pub database: Option<Database>,
    /// The timeline's language, `da` or `en`; the system's otherwise.
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
}

fn database(url: &str) -> Result<Database, StoreError> {
    url.parse().map(Database::Postgres)
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| format!("'{code}' is neither da nor en"))
}
