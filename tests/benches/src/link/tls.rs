//! The peer: the same bytes over TCP and TLS 1.3, with the product's own certificates on both
//! sides, flushed to the disk before each is confirmed.

use std::{
    fs::File,
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::Arc,
    thread,
    time::Duration,
};

use rustls::{ClientConnection, ServerConnection, StreamOwned, pki_types::ServerName};
use stafet_certs::{
    authority::SERVER_NAME,
    founding::ServerKeys,
    tls::{self, ClockTime},
};
use stafet_client::{clock::SystemClock, office::Credentials};

use super::near::{open, say};
use super::stage::rest;

/// The bytes with which each message is confirmed: about those of a receipt.
const CONFIRMED_BYTES: usize = 300;
/// How often a message that could not be sent is tried again, as brokers' clients do.
const AGAIN: Duration = Duration::from_secs(2);

/// Takes messages in on the server's side.
#[derive(Clone, Debug, clap::Args)]
pub struct Server {
    /// The deployment's server folder, for its keys.
    #[arg(long)]
    data: PathBuf,
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddr,
}

/// Sends messages.
#[derive(Clone, Debug, clap::Args)]
pub struct Client {
    /// The profile whose key and certificate are used.
    #[arg(long)]
    profile: PathBuf,
    /// Where the server listens.
    #[arg(long)]
    server: SocketAddr,
    /// The bytes of each message.
    #[arg(long)]
    bytes: usize,
    /// How many messages, sent without waiting in between.
    #[arg(long, default_value_t = 1)]
    count: usize,
    /// Whether the connection is made before the parent says when to send.
    #[arg(long)]
    connected: bool,
}

/// Serves until it is ended.
///
/// # Errors
/// When it cannot listen.
pub fn server(server: &Server) -> io::Result<()> {
    let keys = ServerKeys::read(&server.data.join("keys")).map_err(io::Error::other)?;
    let time = Arc::new(ClockTime::new(Arc::new(SystemClock)));
    let config = tls::server_config(&keys.identity(), &keys.root, time);
    let config = Arc::new(config.map_err(io::Error::other)?);
    let listener = TcpListener::bind(server.listen)?;
    let file = server.data.join("peer.bin");
    for stream in listener.incoming() {
        let stream = stream?;
        stream.set_nodelay(true)?;
        let tls = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        let file = File::create(&file)?;
        // A client that goes away ends its thread, nothing else.
        drop(thread::spawn(move || {
            serve(StreamOwned::new(tls, stream), file)
        }));
    }
    Ok(())
}

fn serve(mut stream: StreamOwned<ServerConnection, TcpStream>, mut file: File) -> io::Result<()> {
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(io::Error::other)?;
        let mut message = vec![0; length];
        stream.read_exact(&mut message)?;
        file.write_all(&message)?;
        file.sync_data()?;
        stream.write_all(&[0; CONFIRMED_BYTES])?;
        stream.flush()?;
    }
}

/// Sends when it is told to, again and again until all is confirmed.
///
/// # Errors
/// When the profile or the parent process fails.
pub async fn client(client: &Client) -> io::Result<()> {
    let office = open(&client.profile).await?;
    let credentials = office.credentials().map_err(io::Error::other)?;
    let Some(Credentials::Device { root, identity, .. }) = credentials else {
        return Err(io::Error::other("not enrolled"));
    };
    let time = Arc::new(ClockTime::new(Arc::new(SystemClock)));
    let config = tls::client_config(Some(&identity), &root, time);
    let config = Arc::new(config.map_err(io::Error::other)?);
    let mut standing = if client.connected {
        Some(connect(client, &config)?)
    } else {
        None
    };
    say("ready")?;
    io::stdin().read_line(&mut String::new())?;
    loop {
        let stream = match standing.take() {
            Some(stream) => Ok(stream),
            None => connect(client, &config),
        };
        match stream.and_then(|stream| send(client, stream)) {
            Ok(()) => return say("confirmed"),
            Err(error) => {
                say(&format!("failed {error}"))?;
                rest(AGAIN);
            }
        }
    }
}

type Stream = StreamOwned<ClientConnection, TcpStream>;

fn connect(client: &Client, config: &Arc<rustls::ClientConfig>) -> io::Result<Stream> {
    let name = ServerName::try_from(SERVER_NAME).map_err(io::Error::other)?;
    let tls = ClientConnection::new(Arc::clone(config), name).map_err(io::Error::other)?;
    let stream = TcpStream::connect(client.server)?;
    stream.set_nodelay(true)?;
    let mut stream = StreamOwned::new(tls, stream);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(stream)
}

fn send(client: &Client, mut stream: Stream) -> io::Result<()> {
    let length = u32::try_from(client.bytes).map_err(io::Error::other)?;
    let mut message = length.to_be_bytes().to_vec();
    // What is sealed does not compress.
    let mut chance: u64 = 1;
    message.extend((0..client.bytes).map(|_| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        chance.to_be_bytes()[0]
    }));
    for _ in 0..client.count {
        stream.write_all(&message)?;
    }
    stream.flush()?;
    for _ in 0..client.count {
        stream.read_exact(&mut [0; CONFIRMED_BYTES])?;
    }
    Ok(())
}
