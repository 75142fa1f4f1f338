//! The demo: a real server and 29 offices on this computer, and the course of one child.
//!
//! Everything is real but the time and the people: QUIC on the loopback address, a
//! database, sealing, signatures, receipts. The clock starts 100 days ago and ends now.

mod arguments;
mod lines;
mod pages;
mod stage;
mod story;
mod summary;
mod timeline;

use std::{io, path::PathBuf, time::Duration};

use stafet_client::{
    clock::SystemClock,
    text::{Language, Texts},
};
use stafet_server::store::database::Database;
use stafet_shared::time::{Clock, Timestamp};

use self::stage::Stage;
pub use self::{
    arguments::Arguments,
    lines::{WIDTH, wrapped},
    summary::Summary,
};
use crate::{clock::SteppedClock, ledger::Ledger, platform::loopback::Loopback};

/// How long before now the demo's clock starts, in days.
pub const DAYS: i64 = 100;

/// What the demo is asked for.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Where to keep the data; a temporary folder otherwise.
    pub dir: Option<PathBuf>,
    /// The empty database for the server's log; a file below `dir` otherwise.
    pub database: Option<Database>,
    /// The language of the timeline.
    pub language: Language,
    /// Whether only the JSON object is wanted.
    pub quiet: bool,
    /// Whether the pages of three people are served when the story is over.
    pub pages: bool,
}

impl Wishes {
    /// Played for its data alone, into that folder and in Danish.
    #[must_use]
    pub const fn quietly(folder: PathBuf) -> Self {
        Self {
            dir: Some(folder),
            database: None,
            language: Language::Danish,
            quiet: true,
            pages: false,
        }
    }
}

/// Plays the demo, and answers with what it counted.
///
/// # Errors
/// When the folder, the database or a socket cannot be had.
///
/// # Panics
/// When anything goes otherwise than it must: the demo is a test, too.
pub async fn play(wishes: Wishes) -> io::Result<Summary> {
    Ok(played(wishes).await?.0)
}

/// The same with the log that it has left, read back and verified.
///
/// # Errors
/// When the folder, the database or a socket cannot be had.
///
/// # Panics
/// When anything goes otherwise than it must.
pub async fn played(wishes: Wishes) -> io::Result<(Summary, Ledger)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long the demo takes is one of its figures"
    )]
    let began = std::time::Instant::now();
    let now = SystemClock.now();
    let temporary;
    let dir = match &wishes.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir)?;
            dir.as_path()
        }
        None => {
            temporary = tempfile::tempdir()?;
            temporary.path()
        }
    };
    if std::fs::read_dir(dir)?.next().is_some() {
        let used = format!("{} is not empty; choose a folder of its own", dir.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, used));
    }
    let texts = Texts::new(wishes.language).map_err(io::Error::other)?;
    let clock = SteppedClock::new(first_morning(now.plus_days(-DAYS)));
    let mut platform = Loopback::new(dir, clock)?;
    if let Some(database) = wishes.database {
        let made = database.create().await.map_err(io::Error::other)?;
        made.close().await;
        platform = platform.in_database(database);
    }
    let mut stage = Stage::set(platform, dir, (texts, wishes.quiet)).await?;
    story::tell(&mut stage, now).await;
    let took = began.elapsed();
    stage.lists(took).await;
    if wishes.pages {
        stage.pages(wishes.language).await?;
    }
    Ok(stage.finish(took).await)
}

/// Nine o'clock of the first working day in Nuuk that ends after `instant`.
fn first_morning(instant: Timestamp) -> Timestamp {
    use stafet_shared::calendar::{Calendar, Zone};
    let nuuk = Calendar::greenland(Zone::nuuk());
    let close = nuuk.after_working_days(instant, 1);
    close.plus_ms(-i64::try_from(Duration::from_secs(7 * 3_600).as_millis()).unwrap_or_default())
}
