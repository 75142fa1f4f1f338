//! What stands, for the operator: handovers, what is owed, notices that wait.

use std::sync::Arc;

use stafet_certs::founding::ServerKeys;
use stafet_shared::{
    overview::{OwedItem, attention},
    party::{OfficeId, directory::Directory},
    time::Clock as _,
    words::List,
};

use super::{
    outcome::{CliError, EXIT_DONE, EXIT_ERROR, EXIT_OVERDUE, print},
    place::Place,
};
use crate::{
    clock::SystemClock,
    config::{Folder, Settings},
    list,
    log::{read_directory, read_genesis},
    notice,
    store::{HandoverRow, Owed as _, Owes, Page, Which, notices::NoticeStore as _},
};

/// The most obligations that one command lists.
const OVERVIEW_ROWS_MAX: u32 = 100_000;

#[derive(Debug, clap::Args)]
pub(super) struct Handovers {
    #[command(flatten)]
    place: Place,
    /// Only those that nobody has signed for.
    #[arg(long)]
    unacknowledged: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Overview {
    #[command(flatten)]
    place: Place,
    /// Only one list: receipt, expected, follow-up, returned or other.
    #[arg(long, value_parser = parse_list)]
    list: Option<List>,
    /// Only what that office owes.
    #[arg(long, value_name = "OFFICE", value_parser = OfficeId::parse)]
    office: Option<OfficeId>,
    /// Only what is overdue.
    #[arg(long)]
    overdue: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

fn parse_list(name: &str) -> Result<List, String> {
    let names = List::ALL.map(List::name).join(", ");
    List::from_name(name).ok_or_else(|| format!("there is no such list; choose one of {names}"))
}

#[derive(Debug, clap::Args)]
pub(super) struct Notices {
    #[command(flatten)]
    place: Place,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn handovers(asked: Handovers) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let which = if asked.unacknowledged {
        Which::Unacknowledged
    } else {
        Which::All
    };
    let rows = rows(&folder, which).await?;
    let now = SystemClock.now();
    print(&if asked.json {
        format!("{:#}", list::to_json(&rows, now))
    } else {
        list::to_table(&rows, now)
    })?;
    Ok(EXIT_DONE)
}

pub(super) async fn check(folder: Folder) -> Result<u8, CliError> {
    let now = SystemClock.now();
    let overdue = Owes {
        due_before: Some(now),
        ..Owes::default()
    };
    let rows = owed(&folder, &overdue).await?;
    let outages = directory(&folder).await?.outages_owed(now);
    if !outages.is_empty() {
        print(&list::outages_table(&outages))?;
    }
    if rows.is_empty() {
        return Ok(EXIT_DONE);
    }
    print(&list::owed_table(&rows, now))?;
    Ok(EXIT_OVERDUE)
}

pub(super) async fn notices(asked: Notices) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let settings = Settings::read(&folder)?;
    let store = settings.database(&folder)?.open().await?;
    let outbox = store.outbox().await?;
    store.close().await;
    let waiting = notice::list::waiting(&outbox);
    if asked.json {
        print(&format!("{:#}", notice::list::to_json(&waiting)))?;
    } else if !waiting.is_empty() {
        print(&notice::list::to_table(&waiting))?;
    } else if settings.notices.is_none() {
        print("nobody is told anything outside Stafet: server.toml has no [notices]")?;
    }
    Ok(if waiting.is_empty() {
        EXIT_DONE
    } else {
        EXIT_ERROR
    })
}

async fn rows(folder: &Folder, which: Which) -> Result<Vec<HandoverRow>, CliError> {
    let settings = Settings::read(folder)?;
    let store = settings.database(folder)?.open().await?;
    let rows = store.handovers(which).await?;
    store.close().await;
    Ok(rows)
}

pub(super) async fn overview(asked: Overview) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let now = SystemClock.now();
    let which = Owes {
        list: asked.list,
        owner: asked.office,
        due_before: asked.overdue.then_some(now),
        ..Owes::default()
    };
    let rows = owed(&folder, &which).await?;
    let known = directory(&folder).await?;
    let noticed = attention(&known, &rows, now);
    print(&if asked.json {
        format!("{:#}", list::overview_json((&rows, &noticed), &known, now))
    } else {
        list::overview_table(&rows, &noticed, now)
    })?;
    Ok(EXIT_DONE)
}

/// Who there is.
async fn directory(folder: &Folder) -> Result<Arc<Directory>, CliError> {
    let settings = Settings::read(folder)?;
    let founded = read_genesis(&ServerKeys::read(&folder.keys())?)?;
    let store = settings.database(folder)?.open().await?;
    let directory = read_directory(&store, &founded).await?.directory;
    store.close().await;
    Ok(directory)
}

/// What is owed, as far as it is asked for.
async fn owed(folder: &Folder, which: &Owes) -> Result<Vec<OwedItem>, CliError> {
    let settings = Settings::read(folder)?;
    let store = settings.database(folder)?.open().await?;
    let rows = store.owed(which, Page::first(OVERVIEW_ROWS_MAX)).await?;
    store.close().await;
    let items = rows.into_iter().map(|(owed, handover)| owed.item(handover));
    Ok(items.collect())
}
