//! What it costs to move one attached file over a line that breaks again and again.

use std::{io, path::Path, time::Duration};

use stafet_client::{
    office::Draft,
    sync::{self, Files},
};
use stafet_shared::{
    content::Manifest,
    time::Timestamp,
    words::{Colour, Kind, Role},
};

use crate::{
    clock::SteppedClock,
    deployment::{Deployment, Newcomer, office_id},
    offices,
    platform::{Platform, loopback::Loopback, simulated::START_MS},
    relay::Relay,
    texts,
};

const SENDER: &str = "kujalleq/nanortalik";
const TEAM: &str = "socialstyrelsen/rejsehold";

/// How long a device takes to notice that its line is broken.
const NOTICED: Duration = Duration::from_millis(100);

/// Bytes on the line in both directions, handshakes and repetitions included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// While the sender brought the file.
    pub up: u64,
    /// While the receiver fetched it.
    pub down: u64,
}

/// Two offices whose way to the server leads over a relay.
#[derive(Debug)]
pub struct Line {
    deployment: Deployment<Loopback>,
    relay: Relay,
}

impl Line {
    /// A deployment below `dir`.
    ///
    /// # Errors
    /// When sockets or files cannot be had.
    ///
    /// # Panics
    /// When the deployment cannot be founded.
    pub async fn begin(dir: &Path) -> io::Result<Self> {
        let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
        let platform = Loopback::new(dir, clock)?;
        let relay = Relay::start(platform.server_address())?;
        let platform = platform.via(relay.address());
        let mut deployment = Deployment::found(platform).await;
        let offices = deployment.add_offices(&offices::all()).await;
        offices.expect("a fresh directory");
        let newcomer = |office, role| Newcomer {
            label: office,
            office,
            role,
            name: office,
        };
        let cast = [
            newcomer(SENDER, Role::Caseworker),
            newcomer(TEAM, Role::Psychologist),
        ];
        deployment.enrol(&cast).await;
        deployment
            .sync(SENDER)
            .await
            .expect("the server is reached");
        Ok(Self { deployment, relay })
    }

    /// Sends a file of so many bytes and breaks the line `cuts` times in each direction, at
    /// places that hang on `seed`.
    ///
    /// # Panics
    /// When the file does not arrive as it was.
    pub async fn carry(&self, bytes: usize, cuts: u64, seed: u64) -> Cost {
        let content = noise(bytes, seed);
        self.attach(&content).await;
        self.acts(SENDER).await;
        self.acts(TEAM).await;
        let up = self.cut(SENDER, (bytes, cuts), seed).await;
        let down = self.cut(TEAM, (bytes, cuts), seed ^ 0xD0).await;
        self.arrived(&content).await;
        Cost { up, down }
    }

    /// Syncs again and again until the last cut is behind, and then to the end. Answers the bytes
    /// that it took.
    async fn cut(&self, label: &str, (bytes, cuts): (usize, u64), seed: u64) -> u64 {
        let before = self.relay.bytes();
        let mut chance = seed;
        let share = u64::try_from(bytes).expect("a length") / (cuts + 1);
        for _ in 0..cuts {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            // Somewhere between half and all of an equal share, so that all cuts find their place.
            self.relay
                .break_after(share / 2 + (chance >> 33) % (share / 2));
            let mut syncing = Box::pin(self.deployment.sync(label));
            tokio::select! {
                biased;
                () = self.relay.broken() => {}
                report = &mut syncing => panic!("it ended before it was cut: {report:?}"),
            }
            // What has come is taken in; nobody knows yet that nothing more will.
            drop(tokio::time::timeout(NOTICED, syncing).await);
        }
        self.relay.mend();
        let report = self.deployment.sync(label).await;
        let report = report.expect("the server is reached");
        assert_eq!(
            (report.attachments_waiting, report.attachments_doubtful),
            (0, 0)
        );
        self.relay.bytes() - before
    }

    async fn attach(&self, content: &[u8]) {
        let mut office = self.deployment.open(SENDER).await;
        let attached = office.attach("bilag.bin", &mut &*content).await;
        let (raw, _) = attached.expect("there is room");
        let manifest = Manifest::parse(vec![raw]).expect("a good list");
        let draft = Draft {
            from: Some(office_id(SENDER)),
            to: office_id(TEAM),
            kind: Kind::Message,
            colour: Colour::Yellow,
            content: texts::message().with_attachments(manifest),
            relates_to: None,
        };
        office.send(draft).await.expect("it fits");
    }

    /// Acts and text alone.
    async fn acts(&self, label: &str) {
        let mut office = self.deployment.open(label).await;
        let connector = self.deployment.connector(label);
        let synced = sync::sync_with(&mut office, &connector, Files::None, &mut |_| {}, None).await;
        synced.expect("the server is reached");
    }

    /// The newest file at the receiver is the one that was sent.
    async fn arrived(&self, content: &[u8]) {
        let office = self.deployment.open(TEAM).await;
        let mut found = false;
        let ids: Vec<_> = office
            .reader()
            .handovers()
            .map(|handover| handover.id)
            .collect();
        for id in ids {
            let read = office.content(id).await.expect("known");
            let read = read.expect("readable").expect("readable");
            let manifest = read.attachments().expect("a list");
            for attachment in manifest.attachments() {
                let mut out = Vec::new();
                let opened = office.open_attachment(attachment, &mut out);
                found |= opened.is_ok() && out == content;
            }
        }
        assert!(found, "what came is what was sent");
    }
}

/// Bytes that look like nothing.
fn noise(bytes: usize, seed: u64) -> Vec<u8> {
    use rand_chacha::{
        ChaCha8Rng,
        rand_core::{Rng, SeedableRng},
    };
    let mut content = vec![0; bytes];
    ChaCha8Rng::seed_from_u64(seed).fill_bytes(&mut content);
    content
}
