//! What somebody would use instead, run privately on the loopback address for one benchmark.
//!
//! Each speaks its plain protocol without TLS, which costs a peer less than the product pays, and
//! is told to flush before it confirms.

pub mod mail;
pub mod nats;
pub mod rabbit;

use std::{io, net::TcpListener, path::PathBuf, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// How long a peer may take to start.
pub(crate) const START_DEADLINE: Duration = Duration::from_secs(90);
const ROOM_BYTES: usize = 16 * 1024;

/// A TCP connection that counts its bytes.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    ready: Vec<u8>,
    bytes: u64,
}

impl Wire {
    pub(crate) async fn open(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            ready: Vec::new(),
            bytes: 0,
        })
    }

    /// Tries until somebody listens.
    pub(crate) async fn open_soon(port: u16) -> io::Result<Self> {
        let tries = async {
            loop {
                if let Ok(wire) = Self::open(port).await {
                    return wire;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        let wire = tokio::time::timeout(START_DEADLINE, tries).await;
        wire.map_err(|_| io::Error::other("it does not listen"))
    }

    pub(crate) const fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.stream.write_all(bytes).await
    }

    /// The next `count` bytes.
    pub(crate) async fn take(&mut self, count: usize) -> io::Result<Vec<u8>> {
        while self.ready.len() < count {
            self.more().await?;
        }
        Ok(self.ready.drain(..count).collect())
    }

    /// The next line, without its end.
    pub(crate) async fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = self.ready.windows(2).position(|it| it == b"\r\n") {
                let line = self.take(end + 2).await?;
                return Ok(String::from_utf8_lossy(&line[..end]).into_owned());
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> io::Result<()> {
        let mut room = [0; ROOM_BYTES];
        let count = self.stream.read(&mut room).await?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.bytes += count as u64;
        self.ready.extend_from_slice(&room[..count]);
        Ok(())
    }
}

/// A TCP port that nobody uses now.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A program among those that were installed for the benchmarks (`STAFET_BENCH_TOOLS`, or
/// `target/tools`), or where the system keeps programs.
///
/// # Errors
/// When it is nowhere.
pub(crate) fn installed(name: &str) -> io::Result<PathBuf> {
    let tools = std::env::var_os("STAFET_BENCH_TOOLS");
    let tools = tools.map_or_else(|| PathBuf::from("target/tools"), PathBuf::from);
    let own = ["nats/bin", "bin", ""].map(|folder| tools.join(folder));
    // Debian's own `rabbitmq-server` changes to another user, who may not write into our folder.
    let system = [
        "/usr/lib/rabbitmq/bin",
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/sbin",
        "/usr/bin",
    ];
    own.into_iter()
        .chain(system.map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("{name} is not installed")))
}

/// What peers send: text of `size` bytes that does not shrink when it is packed.
pub(crate) fn message(size: usize) -> Vec<u8> {
    use stafet_shared::entropy::Entropy as _;
    let mut bytes = vec![0; size];
    stafet_client::clock::SystemEntropy.fill(&mut bytes);
    // Mail carries lines of letters.
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = match at % 76 {
            74 => b'\r',
            75 => b'\n',
            _ => b'A' + *byte % 26,
        };
    }
    bytes
}
