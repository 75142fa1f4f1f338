//! A small deployment on the fabric: the real server, and machines with the client's core.

use std::{net::SocketAddr, sync::Arc};

use stafet_blobs::model::ModelBlobs;
use stafet_certs::founding::{Plan as Founding, found};
use stafet_client::{
    link::Connector,
    office::{Office, Tools},
    store::model::ModelStore,
    sync::sync_once,
};
use stafet_server::{Server, founding::init, store::model::Disk, transport::server_config};
use stafet_shared::{
    calendar::Zone,
    content::{
        Content, DeclineReason, Plan, RawChild, RawDeclineReason, RawPlan, RawReferral, Referral,
    },
    party::{
        OfficeId, OrganisationId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    time::{Clock, MS_PER_DAY, Timestamp},
    words::{OrganisationKind, Role},
};
use stafet_tests::{
    fabric::{Fabric, Link, SeededEntropy, SimClock},
    sealing::SimSealing,
};

/// When everything begins: 2026-11-21T14:00:00Z.
const START_MS: i64 = 1_795_269_600_000;
/// The last day on which every certificate is valid.
const CERTIFICATES_DAYS: i64 = 600;
const SERVER: &str = "10.0.0.1:4433";

pub struct Deployment {
    seed: u64,
    fabric: Fabric,
    clock: SimClock,
    /// By which certificates are looked at: it stays behind before the first of them runs out.
    certificates: SimClock,
    machines: u8,
    admin: Option<stafet_certs::founding::AdminKeys>,
    _server: Server,
}

pub struct Machine {
    pub office: Office<ModelStore>,
    pub connector: Connector,
    store: ModelStore,
    clock: SimClock,
    address: SocketAddr,
    seed: u64,
}

impl Deployment {
    pub async fn found(seed: u64, link: Link) -> Self {
        let fabric = Fabric::new(seed, link);
        let clock = SimClock::new(Timestamp::from_unix_ms(START_MS));
        let mut entropy = SeededEntropy::new(seed, "founding");
        let plan = Founding {
            administrator: "Ane Administrator",
            server: SERVER,
            now: clock.now(),
        };
        let (keys, admin) = found(&plan, &mut entropy).unwrap();
        let store = Disk::new().open();
        init(&store, &keys, clock.now(), &mut entropy)
            .await
            .unwrap();
        let certificates = clock.for_party();
        let config = server_config(&keys, Arc::new(certificates.clone())).unwrap();
        let endpoint = fabric
            .endpoint(SERVER.parse().unwrap(), Some(config))
            .unwrap();
        let server = Server::start(
            endpoint,
            (store, Arc::new(ModelBlobs::new()) as _),
            &keys,
            Arc::new(clock.clone()),
            Box::new(SeededEntropy::new(seed, "server")),
        )
        .await
        .unwrap();
        Self {
            seed,
            fabric,
            clock,
            certificates,
            machines: 0,
            admin: Some(admin),
            _server: server,
        }
    }

    /// The administrator's machine, with two organisations and their offices in the directory.
    pub async fn administrator(&mut self) -> Machine {
        let mut machine = self.machine().await;
        let office = &mut machine.office;
        office
            .adopt_administrator(self.admin.take().unwrap())
            .await
            .unwrap();
        for (id, kind) in [
            ("kujalleq", OrganisationKind::Municipality),
            ("nuuk", OrganisationKind::Agency),
        ] {
            let entry = OrganisationEntry {
                id: OrganisationId::parse(id).unwrap(),
                name: id.to_owned(),
                kind,
            };
            office.add_organisation(entry).await.unwrap();
        }
        for id in ["kujalleq/nanortalik", "kujalleq/leadership", "nuuk/team"] {
            let entry = OfficeEntry {
                id: self::office(id),
                name: id.to_owned(),
                zone: Zone::nuuk(),
                administrators: false,
            };
            office.add_office(entry).await.unwrap();
        }
        sync(&mut machine).await;
        assert!(machine.office.reader().unconfirmed().is_empty());
        machine
    }

    /// Somebody's machine, invited, approved and synced.
    pub async fn join(&mut self, admin: &mut Machine, place: &str, role: Role) -> Machine {
        let invited = admin.office.invite(office(place), role, 14);
        let ticket = invited.await.unwrap();
        sync(admin).await;
        let mut machine = self.machine().await;
        let enrol = machine.office.apply_to_join(&ticket, "Pipaluk").await;
        let again = machine.office.apply_to_join(&ticket, "Pipaluk").await;
        assert_eq!(enrol.unwrap(), again.unwrap());
        let report = sync_once(&mut machine.office, &machine.connector).await;
        assert!(report.unwrap().waits_for_approval);
        let report = sync_once(&mut admin.office, &admin.connector).await;
        assert_eq!(report.unwrap().approved, 1);
        sync(&mut machine).await;
        assert_eq!(machine.office.reader().application(), None);
        machine
    }

    /// It is that many days later than at the beginning. Certificates last all the same.
    pub fn after_days(&self, days: i64) {
        let last = days.min(CERTIFICATES_DAYS);
        self.clock.set_skew_ms(days * MS_PER_DAY);
        self.certificates.set_skew_ms(last * MS_PER_DAY);
    }

    /// Cuts a machine off from the network, or connects it again.
    pub fn cut_off(&self, machine: &Machine, off: bool) {
        self.fabric.set_down(machine.address, off);
    }

    /// Cuts the machine at an address off, or connects it again.
    pub fn set_down(&self, address: &str, off: bool) {
        self.fabric.set_down(address.parse().unwrap(), off);
    }

    async fn machine(&mut self) -> Machine {
        self.machines += 1;
        let address = SocketAddr::from(([10, 0, 1, self.machines], 4433));
        let endpoint = self.fabric.endpoint(address, None).unwrap();
        let connector = Connector::new(endpoint, Arc::new(self.certificates.clone()));
        let store = ModelStore::new();
        let office = open(store.clone(), self.clock.clone(), (self.seed, address)).await;
        Machine {
            office,
            connector,
            store,
            clock: self.clock.clone(),
            address,
            seed: self.seed,
        }
    }
}

impl Machine {
    /// A second process with the same profile.
    pub async fn another_process(&self) -> Office<ModelStore> {
        let seed = self.seed.wrapping_add(2_000);
        open(self.store.clone(), self.clock.clone(), (seed, self.address)).await
    }

    /// Starts again from what is on the disk.
    pub async fn restart(self) -> Self {
        let seed = self.seed.wrapping_add(1_000);
        let office = open(self.store.clone(), self.clock.clone(), (seed, self.address)).await;
        Self { office, ..self }
    }
}

/// Syncs, and finds that nothing is doubtful.
pub async fn sync(machine: &mut Machine) {
    let report = sync_once(&mut machine.office, &machine.connector)
        .await
        .unwrap();
    assert_eq!((report.doubtful, report.refused), (0, 0));
}

pub fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

pub fn referral(subject: &str) -> Content {
    let text = |text: &str| Some(text.to_owned());
    Content::Referral(
        Referral::parse(RawReferral {
            child: RawChild {
                name: text("Testbarn Nanortalik A"),
                cpr: text("010112-0000"),
                language: text("kl"),
                lives_with: text("Plejefamilie"),
            },
            subject: text(subject),
            reason: text("Barnet sover dårligt."),
            wanted: text("Vurdering."),
            history: text("Samtaler."),
            consent: text("Forældrene, 2026-11-01."),
            interpreter: Some(true),
            contact: text("Kontoret"),
            attachments: Vec::new(),
        })
        .unwrap(),
    )
}

pub fn decline_reason() -> DeclineReason {
    DeclineReason::parse(RawDeclineReason {
        category: Some("capacity".to_owned()),
        text: Some("Der er ingen plads.".to_owned()),
    })
    .unwrap()
}

pub fn plan() -> Plan {
    Plan::parse(RawPlan {
        text: Some("Kommunens psykolog tager over.".to_owned()),
        who_follows_up: Some("Kontoret i Nanortalik".to_owned()),
        follow_up_by: Some("2026-12-15".to_owned()),
    })
    .unwrap()
}

async fn open(
    store: ModelStore,
    clock: SimClock,
    (seed, address): (u64, SocketAddr),
) -> Office<ModelStore> {
    let tools = Tools {
        sealing: Arc::new(SimSealing),
        blobs: Arc::new(ModelBlobs::new()),
        clock: Arc::new(clock),
        entropy: Box::new(SeededEntropy::new(seed, &address.to_string())),
    };
    Office::open(store, tools).await.unwrap()
}
