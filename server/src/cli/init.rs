//! `init`: a new deployment in a new folder. The administrator's keys go elsewhere.

use std::{
    net::SocketAddr,
    path::{self, Path, PathBuf},
};

use stafet_certs::founding::{self, AdminKeys, FilesError, Plan, ServerKeys};
use stafet_shared::{time::Clock as _, watch::gaps};

use super::outcome::{CliError, EXIT_DONE, print};
use crate::{
    clock::{SystemClock, SystemEntropy},
    config::{Folder, LISTEN_DEFAULT, Settings},
    doctor::ladder,
    founding::init,
    log::{read_directory, read_genesis},
    store::{StoreError, postgres::Url},
};

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Where the administrator's keys go: a folder that the server never reads.
    #[arg(long, value_name = "DIR")]
    admin_dir: PathBuf,
    /// The server's folder [default: stafet-server].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The UDP address to listen on.
    #[arg(long, value_name = "ADDR", default_value = LISTEN_DEFAULT)]
    listen: SocketAddr,
    /// The PostgreSQL database that keeps the log, empty so far [default: a file in the server's
    /// folder].
    #[arg(long, value_name = "URL", value_parser = database)]
    database: Option<Url>,
    /// Where devices reach the server [default: localhost and the port that it listens on].
    #[arg(long, value_name = "HOST:PORT")]
    address: Option<String>,
    /// The first administrator's name.
    #[arg(long, value_name = "NAME", default_value = "Administrator")]
    administrator: String,
}

fn database(text: &str) -> Result<Url, StoreError> {
    text.parse()
}

/// Whether one folder lies within the other.
fn overlap(one: &Path, other: &Path) -> bool {
    match (path::absolute(one), path::absolute(other)) {
        (Ok(one), Ok(other)) => one.starts_with(&other) || other.starts_with(&one),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

impl Init {
    pub(super) async fn run(self) -> Result<u8, CliError> {
        let folder = Folder::find(self.data);
        if overlap(&self.admin_dir, folder.path()) {
            return Err(CliError::SameFolder);
        }
        if folder.settings().exists() {
            return Err(FilesError::Exists(folder.settings()).into());
        }
        // What fails later would leave one half of the keys behind.
        ServerKeys::fit_in(&folder.keys())?;
        AdminKeys::fit_in(&self.admin_dir)?;
        let listen = self.listen;
        let address = self
            .address
            .unwrap_or_else(|| format!("localhost:{}", listen.port()));
        let now = SystemClock.now();
        let plan = Plan {
            administrator: &self.administrator,
            server: &address,
            now,
        };
        let (server, administrator) = founding::found(&plan, &mut SystemEntropy)?;
        let settings = Settings {
            listen,
            database: self.database.map(|url| url.expose().to_owned()),
            notices: None,
            metrics: None,
        };
        server.write(&folder.keys())?;
        administrator.write(&self.admin_dir)?;
        let store = settings.database(&folder)?.create().await?;
        init(&store, &server, now, &mut SystemEntropy).await?;
        let register = read_directory(&store, &read_genesis(&server)?).await?;
        store.close().await;
        // Last, since a folder with settings counts as founded.
        settings.write(&folder)?;
        print(&format!(
            "the server's folder:        {}\nthe administrator's folder: {}\nnext: stafet-server run --data {}",
            folder.path().display(),
            self.admin_dir.display(),
            folder.path().display(),
        ))?;
        for gap in gaps(&register.directory, now) {
            let (missing, next) = (ladder::missing(&gap), ladder::next_step(&gap));
            print(&format!("mind: {missing}; {next}"))?;
        }
        Ok(EXIT_DONE)
    }
}
