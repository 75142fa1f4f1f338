//! NATS `JetStream` with a file store that is synchronised before each acknowledgement.

use std::{
    fs, io,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use tokio::process::Command;

use super::{Wire, free_port, installed};
use crate::{load::Sender, process::Process};

const STREAM: &str = "HANDOVERS";
const SUBJECT: &str = "handovers.one";
/// Before each client's own place for answers.
const INBOX: &str = "_INBOX.";

/// A server.
#[derive(Debug)]
pub struct Nats {
    process: Process,
    port: u16,
    clients: AtomicU32,
}

/// One client.
#[derive(Debug)]
pub struct NatsSender {
    client: Client,
    message: Vec<u8>,
}

#[derive(Debug)]
struct Client {
    wire: Wire,
    inbox: String,
}

impl Nats {
    /// Starts a server with one stream, which keeps its files below `dir`.
    ///
    /// # Errors
    /// When it is not installed or does not start.
    pub async fn start(dir: &Path) -> io::Result<Self> {
        let program = installed("nats-server")?;
        let port = free_port()?;
        fs::create_dir_all(dir)?;
        let config = dir.join("nats.conf");
        fs::write(
            &config,
            format!(
                "listen: \"127.0.0.1:{port}\"\njetstream {{ store_dir: \"{}\", sync_interval: always }}\n",
                dir.join("store").display()
            ),
        )?;
        let process = Process::start(Command::new(program).arg("--config").arg(config))?;
        drop(Wire::open_soon(port).await?);
        let nats = Self {
            process,
            port,
            clients: AtomicU32::new(0),
        };
        let mut client = nats.open().await?;
        let stream = format!(
            r#"{{"name":"{STREAM}","subjects":["{SUBJECT}"],"storage":"file","num_replicas":1,"retention":"limits"}}"#
        );
        let create = format!("$JS.API.STREAM.CREATE.{STREAM}");
        client.publish(&create, stream.as_bytes()).await?;
        let answer = client.answer().await?;
        if answer.contains("\"error\"") {
            return Err(io::Error::other(answer));
        }
        Ok(nats)
    }

    /// The server's process.
    #[must_use]
    pub fn server_id(&self) -> Option<u32> {
        self.process.id()
    }

    /// A client that publishes messages of `size` bytes.
    ///
    /// # Errors
    /// When it cannot connect.
    pub async fn connect(&self, size: usize) -> io::Result<NatsSender> {
        Ok(NatsSender {
            client: self.open().await?,
            message: super::message(size),
        })
    }

    async fn open(&self) -> io::Result<Client> {
        let number = self.clients.fetch_add(1, Ordering::Relaxed);
        let inbox = format!("{INBOX}{number}");
        let mut wire = Wire::open(self.port).await?;
        wire.line().await?;
        let hello = format!(
            "CONNECT {{\"verbose\":false,\"pedantic\":false}}\r\nSUB {inbox} 1\r\nPING\r\n"
        );
        wire.write(hello.as_bytes()).await?;
        while wire.line().await? != "PONG" {}
        Ok(Client { wire, inbox })
    }
}

impl Client {
    async fn publish(&mut self, subject: &str, message: &[u8]) -> io::Result<()> {
        let head = format!("PUB {subject} {} {}\r\n", self.inbox, message.len());
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(message);
        bytes.extend_from_slice(b"\r\n");
        self.wire.write(&bytes).await
    }

    /// The next message in its own inbox.
    async fn answer(&mut self) -> io::Result<String> {
        loop {
            let line = self.wire.line().await?;
            if line == "PING" {
                self.wire.write(b"PONG\r\n").await?;
            } else if let Some(head) = line.strip_prefix("MSG ") {
                let size = head
                    .rsplit(' ')
                    .next()
                    .and_then(|it| it.parse::<usize>().ok());
                let size = size.ok_or_else(|| io::Error::other(line.clone()))?;
                let body = self.wire.take(size + 2).await?;
                return Ok(String::from_utf8_lossy(&body).into_owned());
            } else if line.starts_with("-ERR") {
                return Err(io::Error::other(line));
            }
        }
    }
}

impl Sender for NatsSender {
    async fn send(&mut self) -> io::Result<bool> {
        self.client.publish(SUBJECT, &self.message).await?;
        let answer = self.client.answer().await?;
        if answer.contains("\"seq\"") {
            Ok(true)
        } else {
            Err(io::Error::other(answer))
        }
    }

    fn bytes(&self) -> u64 {
        self.client.wire.bytes()
    }
}
