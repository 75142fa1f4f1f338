//! A deployment to be measured: the server's program as a process of its own on a real disk, and
//! devices in this process, whose profiles are in memory.

use std::{
    io,
    net::UdpSocket,
    path::{Path, PathBuf},
    sync::Arc,
};

use stafet_blobs::model::ModelBlobs;
use stafet_certs::founding::{AdminKeys, DeviceSecrets};
use stafet_client::{
    clock::{SystemClock, SystemEntropy},
    link::Connector,
    office::{Office, Tools},
    store::{Snapshot, Store as _, model::ModelStore},
    sync::sync_once,
};
use stafet_shared::{
    calendar::Zone,
    party::{
        OrganisationId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    seal::AgeSealing,
    words::{OrganisationKind, Role},
};
use stafet_tests::{deployment::office_id, offices};
use tokio::process::Command;

use crate::process::{self, Process};

/// The office that everything is sent to.
pub const TEAM: &str = "socialstyrelsen/rejsehold";
/// The name under which a profile keeps its device's secrets.
const DEVICE: &str = "device";
const INVITATION_DAYS: i64 = 14;

/// A server with its folder, and the administrator.
#[derive(Debug)]
pub struct Site {
    dir: PathBuf,
    program: PathBuf,
    address: String,
    server: Option<Process>,
    admin: Option<Machine>,
}

/// Somebody's device.
pub struct Machine {
    /// Its profile.
    pub office: Office<ModelStore>,
    /// Its way to the server.
    pub connector: Connector,
    store: ModelStore,
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Machine")
    }
}

impl Site {
    /// Founds a deployment below `dir` and starts its server, which was built beside this program.
    ///
    /// # Errors
    /// When the server's program is missing or does not start.
    pub async fn found(dir: &Path) -> io::Result<Self> {
        Self::found_with(&process::beside("stafet-server")?, dir, None).await
    }

    /// The same with another build of the server. `database` is where the log lies, if not in a
    /// file of the server's folder.
    ///
    /// # Errors
    /// When the server does not start.
    pub async fn found_with(
        program: &Path,
        dir: &Path,
        database: Option<&str>,
    ) -> io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        let address = socket.local_addr()?.to_string();
        drop(socket);
        let mut site = Self {
            dir: dir.to_owned(),
            program: program.to_owned(),
            address,
            server: None,
            admin: None,
        };
        let keys = dir.join("administrator");
        let mut init = site.command("init");
        init.args(["--listen", &site.address, "--address", &site.address]);
        init.args(database.into_iter().flat_map(|url| ["--database", url]));
        let said = init.arg("--admin-dir").arg(&keys).output().await?;
        if !said.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&said.stderr)));
        }
        site.start().await?;
        let keys = AdminKeys::read(&keys).map_err(io::Error::other)?;
        let mut admin = machine().await?;
        admin
            .office
            .adopt_administrator(keys)
            .await
            .map_err(io::Error::other)?;
        add_offices(&mut admin).await?;
        admin.sync().await?;
        site.admin = Some(admin);
        Ok(site)
    }

    /// Starts the server.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> io::Result<()> {
        let server = Process::start_until(&mut self.command("run"), "listening on").await?;
        self.server = Some(server);
        Ok(())
    }

    /// Ends the server as a power cut does, and starts it again.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart(&mut self) -> io::Result<()> {
        if let Some(server) = self.server.take() {
            server.kill().await?;
        }
        self.start().await
    }

    /// An invitation as it is handed over.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn invite(&mut self, place: &str, role: Role) -> io::Result<String> {
        let admin = self.admin()?;
        let ticket = admin
            .office
            .invite(office_id(place), role, INVITATION_DAYS)
            .await;
        let ticket = ticket.map_err(io::Error::other)?;
        admin.sync().await?;
        Ok(ticket.to_string())
    }

    /// Lets the administrator approve whoever waits.
    ///
    /// # Errors
    /// When the server is not reached.
    pub async fn approve(&mut self) -> io::Result<()> {
        self.admin()?.sync().await
    }

    fn admin(&mut self) -> io::Result<&mut Machine> {
        let admin = self.admin.as_mut();
        admin.ok_or_else(|| io::Error::other("nobody administers"))
    }

    /// The server's process.
    #[must_use]
    pub fn server_id(&self) -> Option<u32> {
        self.server.as_ref().and_then(Process::id)
    }

    /// The folder with everything.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Lets caseworkers join these offices, each on a device of their own, until all are
    /// enrolled.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn join(&mut self, places: &[&str]) -> io::Result<Vec<Machine>> {
        let admin = self.admin()?;
        let mut tickets = Vec::new();
        for place in places {
            let invited = admin
                .office
                .invite(office_id(place), Role::Caseworker, INVITATION_DAYS);
            tickets.push(invited.await.map_err(io::Error::other)?);
        }
        admin.sync().await?;
        let mut machines = Vec::new();
        for ticket in &tickets {
            let mut machine = machine().await?;
            let applied = machine.office.apply_to_join(ticket, "Anna Jensen").await;
            applied.map_err(io::Error::other)?;
            machine.sync().await?;
            machines.push(machine);
        }
        admin.sync().await?;
        for machine in &mut machines {
            machine.sync().await?;
        }
        Ok(machines)
    }

    fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env_remove("STAFET_LOG")
            .env_remove("STAFET_SERVER_LISTEN");
        command
            .arg(subcommand)
            .arg("--data")
            .arg(self.dir.join("server"));
        command
    }
}

impl Machine {
    /// One sync.
    ///
    /// # Errors
    /// When the server is not reached.
    pub async fn sync(&mut self) -> io::Result<()> {
        let report = sync_once(&mut self.office, &self.connector).await;
        report.map(drop).map_err(io::Error::other)
    }

    /// The device's keys.
    ///
    /// # Errors
    /// When there are none yet.
    pub async fn secrets(&self) -> io::Result<DeviceSecrets> {
        let snapshot = self.store.load().await.map_err(io::Error::other)?;
        let bytes = snapshot.values.get(DEVICE);
        let bytes = bytes.ok_or_else(|| io::Error::other("the device has no keys"))?;
        DeviceSecrets::from_bytes(bytes).map_err(io::Error::other)
    }

    /// Everything in its profile but bodies.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn profile(&self) -> io::Result<Snapshot> {
        self.store.load().await.map_err(io::Error::other)
    }

    /// Every signed act that it has.
    ///
    /// # Errors
    /// When its profile cannot be read.
    pub async fn acts(&self) -> io::Result<Vec<Vec<u8>>> {
        let snapshot = self.store.load().await.map_err(io::Error::other)?;
        Ok(snapshot.acts.into_iter().map(|row| row.signed).collect())
    }
}

async fn machine() -> io::Result<Machine> {
    let store = ModelStore::new();
    let tools = Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(ModelBlobs::new()),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    };
    let office = Office::open(store.clone(), tools)
        .await
        .map_err(io::Error::other)?;
    Ok(Machine {
        office,
        connector: Connector::bind(Arc::new(SystemClock))?,
        store,
    })
}

async fn add_offices(admin: &mut Machine) -> io::Result<()> {
    for organisation in offices::all() {
        let entry = OrganisationEntry {
            id: OrganisationId::parse(&organisation.id).map_err(io::Error::other)?,
            name: organisation.name,
            kind: OrganisationKind::from_name(&organisation.kind)
                .ok_or_else(|| io::Error::other("an unknown kind of organisation"))?,
        };
        let added = admin.office.add_organisation(entry).await;
        added.map_err(io::Error::other)?;
        for office in organisation.offices {
            let entry = OfficeEntry {
                id: office_id(&office.id),
                name: office.name,
                zone: Zone::parse(&office.time_zone).map_err(io::Error::other)?,
                administrators: office.administrators,
            };
            admin
                .office
                .add_office(entry)
                .await
                .map_err(io::Error::other)?;
        }
    }
    Ok(())
}
