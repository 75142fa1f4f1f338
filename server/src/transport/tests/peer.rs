//! A running server and the devices that talk to it, over loopback.

use std::{net::Ipv4Addr, sync::Arc, time::Duration};

use quinn::{Endpoint, crypto::rustls::QuicClientConfig};
use stafet_blobs::model::ModelBlobs;
use stafet_certs::{
    authority::SERVER_NAME,
    tls::{ClockTime, Identity, client_config},
};
use stafet_shared::{
    refusal::Refusal,
    seal::blob::BlobRef,
    session::ResponseStream,
    wire::v1::message::{PIECE_BYTES_MAX, Request, Response},
};
use tokio::time::timeout;

use crate::{
    Server,
    fixture::{Deployment, HandClock, Seeded, now},
    founding::init,
    store::model::Disk,
    transport::{listen, server_config},
};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server with everything that is said at the beginning.
pub(super) struct Running {
    pub(super) deployment: Deployment,
    pub(super) clock: HandClock,
    pub(super) disk: Disk,
    pub(super) blobs: ModelBlobs,
    server: Option<Server>,
    address: std::net::SocketAddr,
    clients: Endpoint,
}

impl Running {
    pub(super) async fn start() -> Self {
        let deployment = Deployment::new();
        let disk = Disk::new();
        let keys = &deployment.server;
        init(&disk.open(), keys, now(), &mut Seeded::new(9))
            .await
            .unwrap();
        let mut running = Self {
            deployment,
            clock: HandClock::new(),
            disk,
            blobs: ModelBlobs::new(),
            server: None,
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            clients: Endpoint::client((Ipv4Addr::LOCALHOST, 0).into()).unwrap(),
        };
        running.restart().await;
        let admin = running.admin().await;
        for statement in &running.deployment.statements {
            let answers = admin.ask(&[super::deposit(statement)]).await;
            assert!(
                matches!(answers[..], [Response::Deposited(_)]),
                "{answers:?}"
            );
        }
        running
    }

    /// Drops the server, if there is one, and starts another on the same disk.
    pub(super) async fn restart(&mut self) {
        drop(self.server.take());
        self.go_on().await;
    }

    /// Ends the server in the orderly way, and starts another on the same disk.
    pub(super) async fn restart_in_order(&mut self) {
        let server = self.server.take().unwrap();
        timeout(PATIENCE, server.shutdown()).await.unwrap();
        self.go_on().await;
    }

    async fn go_on(&mut self) {
        let keys = &self.deployment.server;
        let clock = Arc::new(self.clock.clone());
        let config = server_config(keys, Arc::clone(&clock) as _).unwrap();
        let endpoint = listen((Ipv4Addr::LOCALHOST, 0).into(), config).unwrap();
        self.address = endpoint.local_addr().unwrap();
        let chance = Box::new(Seeded::new(11));
        let places = (self.disk.open(), Arc::new(self.blobs.clone()) as _);
        let server = Server::start(endpoint, places, keys, clock, chance).await;
        self.server = Some(server.unwrap());
    }

    pub(super) fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    pub(super) async fn shutdown(mut self) {
        let server = self.server.take().unwrap();
        timeout(PATIENCE, server.shutdown()).await.unwrap();
    }

    pub(super) async fn sender(&self) -> Peer {
        self.connect(Some(&self.deployment.sender.identity)).await
    }

    pub(super) async fn receiver(&self) -> Peer {
        self.connect(Some(&self.deployment.receiver.identity)).await
    }

    pub(super) async fn admin(&self) -> Peer {
        self.connect(Some(&self.deployment.admin_identity())).await
    }

    pub(super) async fn connect(&self, identity: Option<&Identity>) -> Peer {
        let connecting = self.begin(self.settings(identity));
        Peer(timeout(PATIENCE, connecting).await.unwrap().unwrap())
    }

    /// Settings of a device, which remember its sessions.
    pub(super) fn settings(&self, identity: Option<&Identity>) -> quinn::ClientConfig {
        let time = Arc::new(ClockTime::new(Arc::new(self.clock.clone())));
        let tls = client_config(identity, &self.deployment.server.root, time).unwrap();
        let quic = QuicClientConfig::try_from(tls).unwrap();
        quinn::ClientConfig::new(Arc::new(quic))
    }

    pub(super) fn begin(&self, config: quinn::ClientConfig) -> quinn::Connecting {
        let connecting = self.clients.connect_with(config, self.address, SERVER_NAME);
        connecting.unwrap()
    }
}

/// One device's connection.
pub(super) struct Peer(pub(super) quinn::Connection);

impl Peer {
    /// Says all of it on one stream and hears everything that is answered.
    pub(super) async fn ask(&self, requests: &[Request]) -> Vec<Response> {
        let bytes: Vec<u8> = requests
            .iter()
            .flat_map(|request| request.to_frame().to_bytes())
            .collect();
        self.say(&bytes).await
    }

    /// Says raw bytes on one stream and hears everything that is answered.
    pub(super) async fn say(&self, bytes: &[u8]) -> Vec<Response> {
        let (mut send, receive) = self.0.open_bi().await.unwrap();
        // The server may refuse before it has heard everything.
        if send.write_all(bytes).await.is_ok() {
            send.finish().unwrap();
        }
        let mut answers = Answers::new(receive);
        let mut heard = Vec::new();
        while let Some(response) = answers.next_or_end().await {
            heard.push(response);
        }
        heard
    }

    /// Asks, and keeps the stream open.
    pub(super) async fn open(&self, request: &Request) -> Answers {
        let (mut send, receive) = self.0.open_bi().await.unwrap();
        send.write_all(&request.to_frame().to_bytes())
            .await
            .unwrap();
        send.finish().unwrap();
        Answers::new(receive)
    }

    /// Begins to put a blob: the stream, and what the server answers to it.
    pub(super) async fn begin_put(&self, blob: BlobRef) -> (quinn::SendStream, Answers) {
        let (mut send, receive) = self.0.open_bi().await.unwrap();
        let request = Request::PutBlob(blob).to_frame().to_bytes();
        send.write_all(&request).await.unwrap();
        (send, Answers::new(receive))
    }

    /// Puts the rest of a blob, as the server asks for it, and answers what the server says then.
    pub(super) async fn put(&self, blob: BlobRef, content: &[u8]) -> Response {
        let (mut send, mut answers) = self.begin_put(blob).await;
        let first = answers.next().await;
        let Response::BlobAt(from) = first else {
            return first;
        };
        for piece in content[from as usize..].chunks(PIECE_BYTES_MAX) {
            let frame = Request::Piece(piece.to_vec()).to_frame().to_bytes();
            if send.write_all(&frame).await.is_err() {
                break;
            }
        }
        // The server may have refused before it has heard everything.
        drop(send.finish());
        answers.next().await
    }

    /// What the server sends of a blob from byte `from` on.
    pub(super) async fn get(&self, blob: BlobRef, from: u32) -> Result<Vec<u8>, Refusal> {
        let hash = blob.hash;
        let mut content = Vec::new();
        for response in self.ask(&[Request::GetBlob { hash, from }]).await {
            if let Response::Refused(refusal) = response {
                return Err(refusal);
            }
            let Response::Piece(bytes) = response else {
                panic!("{response:?}");
            };
            content.extend(bytes);
        }
        Ok(content)
    }

    /// Ends the connection without a word to its streams.
    pub(super) fn cut(&self) {
        self.0.close(7_u32.into(), b"");
    }

    /// Begins to say something and never goes on.
    pub(super) async fn fall_silent(&self, bytes: &[u8]) -> quinn::SendStream {
        let (mut send, _) = self.0.open_bi().await.unwrap();
        send.write_all(bytes).await.unwrap();
        send
    }
}

/// What comes back on one stream.
pub(super) struct Answers {
    receive: quinn::RecvStream,
    stream: ResponseStream,
    held: std::collections::VecDeque<Response>,
}

impl Answers {
    fn new(receive: quinn::RecvStream) -> Self {
        Self {
            receive,
            stream: ResponseStream::default(),
            held: std::collections::VecDeque::new(),
        }
    }

    pub(super) async fn next(&mut self) -> Response {
        self.next_or_end().await.unwrap()
    }

    async fn next_or_end(&mut self) -> Option<Response> {
        while self.held.is_empty() {
            let chunk = timeout(PATIENCE, self.receive.read_chunk(4096, true)).await;
            let chunk = chunk.unwrap().unwrap()?;
            self.held
                .extend(self.stream.received(&chunk.bytes).unwrap());
        }
        self.held.pop_front()
    }
}
