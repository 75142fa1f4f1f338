//! `stafet-server weekly`: the department's list as it would be sent now.

use stafet_certs::founding::ServerKeys;
use stafet_shared::{calendar::Zone, report::weekly::public_key_pem, time::Clock as _};

use super::{
    outcome::{CliError, EXIT_DONE, print},
    place::Place,
};
use crate::{
    clock::SystemClock,
    config::{Folder, Settings},
    log::{read_directory, read_genesis},
    notice::weekly::Weekly,
    watch::herald,
};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    #[command(flatten)]
    place: Place,
    /// Print the public key that verifies the signature instead, as PEM.
    #[arg(long)]
    key: bool,
}

/// Prints the present list, signed, or the key.
pub(super) async fn run(asked: Asked) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let settings = Settings::read(&folder)?;
    let keys = ServerKeys::read(&folder.keys())?;
    let text = if asked.key {
        public_key_pem(&keys.receipts.verifying_key())
    } else {
        list(&folder, &settings, &keys).await?
    };
    print(text.trim_end())?;
    Ok(EXIT_DONE)
}

async fn list(folder: &Folder, settings: &Settings, keys: &ServerKeys) -> Result<String, CliError> {
    let founded = read_genesis(keys)?;
    let store = settings.database(folder)?.open().await?;
    let directory = read_directory(&store, &founded).await?.directory;
    let now = SystemClock.now();
    let news = herald::look(&store, &directory, now).await?;
    store.close().await;
    let zone = settings.notices.as_ref();
    let zone = zone.map_or_else(Zone::nuuk, |notices| notices.zone.clone());
    let small = directory.policy_at(now).thresholds.small_count;
    let weekly = Weekly::new(&news.overdue, small, now, zone.time_zone(), &keys.receipts);
    Ok(weekly.signed.to_file())
}
