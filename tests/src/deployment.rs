//! A whole deployment: the server, the administrator and the offices' devices, on a platform.
//!
//! Every use of a device opens its profile anew, as a process does; so what is not in the store
//! is forgotten, and two uses at once are two processes on one profile.

use std::{collections::BTreeMap, io, sync::Arc};

use stafet_certs::founding::{self, AdminKeys, Plan, ServerKeys};
use stafet_client::{
    link::Connector,
    office::{Office, OfficeError, Tools},
    sync::{self, Report, SyncError},
};
use stafet_server::{Server, founding::init, transport};
use stafet_shared::{
    calendar::Zone,
    invitation::Ticket,
    party::{
        OfficeId, OrganisationId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    sign::VerifyingKey,
    words::{OrganisationKind, Role},
};

use crate::{ledger::Ledger, offices::Organisation, platform::Platform};

/// The administrator's label.
pub const ADMINISTRATOR: &str = "administrator";
/// The server's label.
pub const SERVER: &str = "server";
/// How long the demo's and the tests' invitations hold, in days.
const INVITATION_DAYS: i64 = 14;
/// How many turns other tasks get to free the server's address.
const ADDRESS_TURNS_MAX: u32 = 10_000;

/// A deployment on one platform.
#[derive(Debug)]
pub struct Deployment<P: Platform> {
    platform: P,
    keys: ServerKeys,
    server: Option<Server>,
    connectors: BTreeMap<String, Arc<Connector>>,
}

impl<P: Platform> Deployment<P> {
    /// Founds a deployment: the server runs, and the administrator has adopted her keys.
    ///
    /// # Panics
    /// When it cannot be founded: nothing can be tried then.
    pub async fn found(platform: P) -> Self {
        let (keys, admin) = found(&platform);
        let store = platform.server_store().await;
        let now = platform.clock().now();
        init(&store, &keys, now, &mut platform.entropy(SERVER))
            .await
            .expect("a fresh log");
        let mut deployment = Self {
            platform,
            keys,
            server: None,
            connectors: BTreeMap::new(),
        };
        deployment.start_server_on(store).await;
        deployment.connect(ADMINISTRATOR);
        let mut office = deployment.open(ADMINISTRATOR).await;
        office.adopt_administrator(admin).await.expect("fresh keys");
        deployment
    }

    /// Where it lives.
    pub const fn platform(&self) -> &P {
        &self.platform
    }

    /// The server's keys.
    pub const fn keys(&self) -> &ServerKeys {
        &self.keys
    }

    /// Starts the server on what its store holds.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_server(&mut self) {
        let store = self.platform.server_store().await;
        self.start_server_on(store).await;
    }

    /// Lets the server's watch look now, if there is a server.
    pub fn look(&self) {
        if let Some(server) = &self.server {
            server.look();
        }
    }

    /// Ends the server in the orderly way.
    pub async fn stop_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.shutdown().await;
        }
    }

    /// Ends the server where it is, as a power cut does.
    pub fn crash_server(&mut self) {
        drop(self.server.take());
    }

    /// The server, while it runs.
    pub const fn server(&self) -> Option<&Server> {
        self.server.as_ref()
    }

    /// Whether the server runs.
    pub const fn server_runs(&self) -> bool {
        self.server.is_some()
    }

    /// The log, verified.
    pub async fn ledger(&self) -> Ledger {
        Ledger::read(&self.platform.server_store().await, &self.root()).await
    }

    /// The key of the deployment's root, which has signed the beginning of the log.
    ///
    /// # Panics
    /// When the server has none.
    #[must_use]
    pub fn root(&self) -> VerifyingKey {
        let root = stafet_certs::fingerprint::public_key(&self.keys.root).expect("a root");
        VerifyingKey::from_bytes(root.as_bytes()).expect("a key")
    }

    /// Opens a device's profile, as a process does.
    ///
    /// # Panics
    /// When the profile does not open.
    pub async fn open(&self, label: &str) -> Office<P::ClientStore> {
        let store = self.platform.client_store(label).await;
        Office::open(store, self.tools(label))
            .await
            .expect("the profile opens")
    }

    /// What a device is handed from the world.
    pub fn tools(&self, label: &str) -> Tools {
        Tools {
            sealing: self.platform.sealing(),
            blobs: self.platform.client_blobs(label),
            clock: self.platform.client_clock(label),
            entropy: self.platform.entropy(label),
        }
    }

    /// Gives a device its place on the network.
    ///
    /// # Panics
    /// When no address can be had.
    pub fn connect(&mut self, label: &str) {
        let endpoint = self.platform.client_endpoint(label).expect("an address");
        let connector = Connector::new(endpoint, self.platform.client_clock(label));
        self.connectors
            .insert(label.to_owned(), Arc::new(connector));
    }

    /// A device's way to the server.
    ///
    /// # Panics
    /// When the device has none.
    pub fn connector(&self, label: &str) -> Arc<Connector> {
        Arc::clone(self.connectors.get(label).expect("a connected device"))
    }

    /// One sync of a device.
    ///
    /// # Errors
    /// When the server cannot be reached or breaks its promises.
    pub async fn sync(&self, label: &str) -> Result<Report, SyncError> {
        let mut office = self.open(label).await;
        sync::sync_once(&mut office, &self.connector(label)).await
    }

    /// Enters organisations and their offices into the directory.
    ///
    /// # Errors
    /// When the directory cannot take them.
    pub async fn add_offices(&self, organisations: &[Organisation]) -> Result<(), OfficeError> {
        let mut admin = self.open(ADMINISTRATOR).await;
        for organisation in organisations {
            admin.add_organisation(entry(organisation)).await?;
            for office in &organisation.offices {
                admin
                    .add_office(OfficeEntry {
                        id: office_id(&office.id),
                        name: office.name.clone(),
                        zone: Zone::parse(&office.time_zone).expect("a zone"),
                        administrators: office.administrators,
                    })
                    .await?;
            }
        }
        Ok(())
    }

    /// Invites somebody to an office.
    ///
    /// # Errors
    /// When the directory has no such office.
    pub async fn invite(&self, office: &str, role: Role) -> Result<Ticket, OfficeError> {
        let mut admin = self.open(ADMINISTRATOR).await;
        admin.invite(office_id(office), role, INVITATION_DAYS).await
    }

    /// Makes keys on a device and applies to join; the application goes out with the next sync.
    ///
    /// # Errors
    /// When the profile cannot be written.
    pub async fn apply(
        &mut self,
        label: &str,
        ticket: &Ticket,
        name: &str,
    ) -> Result<(), OfficeError> {
        self.connect(label);
        self.open(label)
            .await
            .apply_to_join(ticket, name)
            .await
            .map(|_| ())
    }

    /// Enrols people from the invitation to the certificate, over a network that works. Whoever
    /// is not the first of an office has to wait for its key from a colleague's next sync.
    ///
    /// # Panics
    /// When a step fails.
    pub async fn enrol(&mut self, newcomers: &[Newcomer<'_>]) {
        let mut tickets = Vec::new();
        for newcomer in newcomers {
            tickets.push(
                self.invite(newcomer.office, newcomer.role)
                    .await
                    .expect("an invitation"),
            );
        }
        self.sync(ADMINISTRATOR)
            .await
            .expect("the invitations go out");
        for (newcomer, ticket) in newcomers.iter().zip(&tickets) {
            self.apply(newcomer.label, ticket, newcomer.name)
                .await
                .expect("an application");
            self.sync(newcomer.label)
                .await
                .expect("the application goes out");
        }
        self.sync(ADMINISTRATOR)
            .await
            .expect("the approvals go out");
        for newcomer in newcomers {
            self.sync(newcomer.label)
                .await
                .expect("the approval comes in");
        }
    }

    async fn start_server_on(&mut self, store: P::ServerStore) {
        let config = transport::server_config(&self.keys, self.platform.clock()).expect("a server");
        let endpoint = self.server_endpoint(config).await;
        let (clock, entropy) = (self.platform.clock(), self.platform.entropy(SERVER));
        let places = (store, self.platform.server_blobs());
        let server = Server::start(endpoint, places, &self.keys, clock, entropy).await;
        self.server = Some(server.expect("a server on its own log"));
    }

    /// The connections of a server that was dropped let go of its address when their tasks have
    /// had their turn.
    async fn server_endpoint(&self, config: quinn::ServerConfig) -> quinn::Endpoint {
        for _ in 0..ADDRESS_TURNS_MAX {
            match self.platform.server_endpoint(config.clone()) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    tokio::task::yield_now().await;
                }
                outcome => return outcome.expect("the server's address"),
            }
        }
        panic!("the server's address stays taken");
    }
}

/// Somebody who is to join.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer<'a> {
    /// What the device is called here.
    pub label: &'a str,
    /// Which office.
    pub office: &'a str,
    /// As what.
    pub role: Role,
    /// The person's name.
    pub name: &'a str,
}

/// An office's id.
///
/// # Panics
/// When the text is none.
#[must_use]
pub fn office_id(text: &str) -> OfficeId {
    OfficeId::parse(text).expect("an office's id")
}

fn found(platform: &impl Platform) -> (ServerKeys, AdminKeys) {
    let plan = Plan {
        administrator: "Overdragelsesvagten",
        server: &platform.server_address().to_string(),
        now: platform.clock().now(),
    };
    founding::found(&plan, &mut platform.entropy(SERVER)).expect("a founding")
}

fn entry(organisation: &Organisation) -> OrganisationEntry {
    OrganisationEntry {
        id: OrganisationId::parse(&organisation.id).expect("an organisation's id"),
        name: organisation.name.clone(),
        kind: OrganisationKind::from_name(&organisation.kind).expect("a kind"),
    }
}
