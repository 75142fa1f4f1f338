//! Nothing that was said in the demo stands anywhere at the server, nor in a locked client: not
//! in its database, not in its folder, not in its log.

#[path = "plaintext/needles.rs"]
mod needles;

use std::{
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex},
};

use stafet_client::{
    clock::{SystemClock, SystemEntropy},
    office::{Office, Tools},
    profile::Profile,
    store::Store,
    text::Language,
};
use stafet_server::store::database::Database;
use stafet_shared::{
    content::{Content, Manifest, SealedPart},
    id::ActId,
    party::OfficeId,
    seal::AgeSealing,
    wire::v1::content::encode,
};
use stafet_tests::{
    demo::{Wishes, play},
    files::files_below,
    postgres::Lent,
};
use tracing_subscriber::EnvFilter;

use needles::Needles;

/// What the programs log at most; quinn's traces tell every packet and would drown the rest.
const FILTER: &str = "trace,quinn=debug,quinn_proto=debug,quinn_udp=debug";

#[tokio::test]
async fn nothing_that_was_said_is_readable_at_the_server_or_in_a_locked_client() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(FILTER))
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let folder = tempfile::tempdir().unwrap();
    let wishes = Wishes {
        dir: Some(folder.path().to_owned()),
        database: None,
        language: Language::English,
        quiet: true,
        pages: false,
    };
    // It is held until the database's files have been searched.
    let lent = Lent::if_asked_for();
    let database = lent.as_ref().map(|lent| lent.url.parse().unwrap());
    let wishes = Wishes {
        database: database.map(Database::Postgres),
        ..wishes
    };
    play(wishes).await.unwrap();

    let needles = Needles::of_the_demo();
    let server = folder.path().join("server");
    let offices = folder.path().join("offices");
    let lent = lent.as_ref().map(|lent| lent.cluster.folder().to_owned());
    for place in [&server, &offices].into_iter().chain(&lent) {
        let files = files_below(place).unwrap();
        assert!(!files.is_empty(), "{}", place.display());
        for file in files {
            let name = file.display().to_string();
            let found = needles.found_in(&std::fs::read(&file).unwrap());
            assert!(found.is_empty(), "{name}: {found:?}");
            assert!(needles.found_in(name.as_bytes()).is_empty(), "{name}");
        }
    }
    let logged = log.0.lock().unwrap().clone();
    let committed = b"committed";
    assert!(logged.windows(committed.len()).any(|it| it == committed));
    assert_eq!(needles.found_in(&logged), Vec::<&str>::new());

    // The search would have found them: it does where somebody with the key opens them.
    let opened = opened_by(&offices, "kujalleq-nanortalik").await
        + &opened_by(&offices, "kujalleq-narsaq").await
        + &opened_by(&offices, "avannaata-upernavik").await;
    let found = needles.found_in(opened.as_bytes());
    for said in needles.contents() {
        assert!(found.contains(&said), "it was said to somebody: {said}");
    }
    for (number, form) in needles.every_form().enumerate() {
        let planted = server.join(format!("planted-{number}"));
        std::fs::write(&planted, [b"\0\xFF".as_slice(), form, b"\0"].concat()).unwrap();
        let read = std::fs::read(&planted).unwrap();
        assert!(!needles.found_in(&read).is_empty(), "{form:?}");
    }
}

/// All that an office can read, as it was encoded before it was sealed.
async fn opened_by(offices: &Path, name: &str) -> String {
    let profile = Profile::open(&offices.join(name), SystemEntropy).await;
    let profile = profile.unwrap();
    let tools = Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(profile.blobs()),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    };
    let store = profile.store().clone();
    let office = Office::open(store, tools).await.unwrap();
    let ids: Vec<_> = office
        .reader()
        .handovers()
        .map(|handover| handover.id)
        .collect();
    let mut read = String::new();
    for id in ids {
        for said in office.contents(id).await.unwrap() {
            // Some acts are sealed to other offices alone.
            let Some(Ok(content)) = said.content else {
                continue;
            };
            let part = SealedPart {
                act: ActId::from_bytes([0; 16]),
                office: OfficeId::parse("a/b").unwrap(),
                salt: [0; 16],
                content,
            };
            read.push_str(&String::from_utf8_lossy(&encode(&part)));
            read.push_str(&attached_to(&office, &part.content));
        }
    }
    read
}

/// The texts of a document's files, as far as they are here.
fn attached_to<S: Store>(office: &Office<S>, content: &Content) -> String {
    let manifest = content.attachments().map_or(&[][..], Manifest::attachments);
    let mut read = Vec::new();
    for attachment in manifest {
        office.open_attachment(attachment, &mut read).unwrap();
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
