//! `RabbitMQ` with a quorum queue and publisher confirms, by AMQP 0-9-1.

use std::{fs, io, path::Path};

use tokio::process::Command;

use super::{START_DEADLINE, Wire, free_port, installed};
use crate::{load::Sender, process::Process};

const QUEUE: &str = "handovers";
/// Its threads do not spin while they wait, since the other contenders need the processor; nodes
/// find each other on this machine only.
const ERLANG: &str = "+sbwt none +sbwtdcpu none +sbwtdio none \
                      -kernel inet_dist_use_interface {127,0,0,1}";
const METHOD: u8 = 1;
const HEADER: u8 = 2;
const BODY: u8 = 3;
const HEARTBEAT: u8 = 8;
const FRAME_END: u8 = 0xCE;
const CHANNEL: u16 = 1;
/// A message that is to survive a restart.
const PERSISTENT: u8 = 2;

/// Methods, as class and number.
const START: (u16, u16) = (10, 10);
const TUNE: (u16, u16) = (10, 30);
const OPENED: (u16, u16) = (10, 41);
const CHANNEL_OPENED: (u16, u16) = (20, 11);
const DECLARED: (u16, u16) = (50, 11);
const SELECTED: (u16, u16) = (85, 11);
const ACK: (u16, u16) = (60, 80);

/// A broker.
#[derive(Debug)]
pub struct Rabbit {
    process: Process,
    control: Vec<(String, String)>,
    port: u16,
}

/// One publisher.
#[derive(Debug)]
pub struct RabbitSender {
    wire: Wire,
    frames: Vec<u8>,
}

impl Rabbit {
    /// Starts a broker with one quorum queue, which keeps its files below `dir`.
    ///
    /// # Errors
    /// When it is not installed or does not start.
    pub async fn start(dir: &Path) -> io::Result<Self> {
        let program = installed("rabbitmq-server")?;
        let [port, distribution, names] = [free_port()?, free_port()?, free_port()?];
        fs::create_dir_all(dir)?;
        let config = dir.join("rabbitmq.conf");
        let text = format!("listeners.tcp.1 = 127.0.0.1:{port}\ndisk_free_limit.absolute = 50MB\n");
        fs::write(&config, text)?;
        fs::write(dir.join("enabled_plugins"), "[].\n")?;
        let place = |name: &str| dir.join(name).display().to_string();
        let control: Vec<(String, String)> = [
            ("HOME", dir.display().to_string()),
            ("RABBITMQ_NODENAME", format!("stafet{port}@localhost")),
            ("RABBITMQ_MNESIA_BASE", place("mnesia")),
            ("RABBITMQ_LOG_BASE", place("log")),
            ("RABBITMQ_CONFIG_FILE", config.display().to_string()),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", place("enabled_plugins")),
            ("RABBITMQ_PID_FILE", place("pid")),
            ("RABBITMQ_NODE_PORT", port.to_string()),
            ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1".to_owned()),
            ("RABBITMQ_DIST_PORT", distribution.to_string()),
            ("ERL_EPMD_ADDRESS", "127.0.0.1".to_owned()),
            ("ERL_EPMD_PORT", names.to_string()),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", ERLANG.to_owned()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        let mut command = Command::new(program);
        command.envs(control.iter().map(|(name, value)| (name, value)));
        let process = Process::start(&mut command)?;
        drop(Wire::open_soon(port).await?);
        let rabbit = Self {
            process,
            control,
            port,
        };
        // The port is open a little before the broker is ready.
        let ready = async {
            while rabbit.connect(1).await.is_err() {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            }
        };
        let ready = tokio::time::timeout(START_DEADLINE, ready).await;
        ready.map_err(|_| io::Error::other("it lets nobody in"))?;
        Ok(rabbit)
    }

    /// The process that does the work, which the first one starts.
    #[must_use]
    pub fn server_id(&self) -> Option<u32> {
        let pid = self
            .control
            .iter()
            .find(|(name, _)| name == "RABBITMQ_PID_FILE");
        fs::read_to_string(&pid?.1).ok()?.trim().parse().ok()
    }

    /// A publisher of messages of `size` bytes.
    ///
    /// # Errors
    /// When it cannot connect.
    pub async fn connect(&self, size: usize) -> io::Result<RabbitSender> {
        let mut wire = Wire::open(self.port).await?;
        wire.write(b"AMQP\0\0\x09\x01").await?;
        expect(&mut wire, START).await?;
        let mut login = table(&[]);
        short(&mut login, "PLAIN");
        long(&mut login, b"\0guest\0guest");
        short(&mut login, "en_US");
        call(&mut wire, 0, (10, 11), &login).await?;
        let tune = expect(&mut wire, TUNE).await?;
        // The same limits as offered, and no heartbeat.
        let mut agreed = tune.get(..6).unwrap_or_default().to_vec();
        agreed.extend_from_slice(&[0, 0]);
        call(&mut wire, 0, (10, 31), &agreed).await?;
        let mut host = Vec::new();
        short(&mut host, "/");
        host.extend_from_slice(&[0, 0]);
        call(&mut wire, 0, (10, 40), &host).await?;
        expect(&mut wire, OPENED).await?;
        call(&mut wire, CHANNEL, (20, 10), &[0]).await?;
        expect(&mut wire, CHANNEL_OPENED).await?;
        let mut queue = vec![0, 0];
        short(&mut queue, QUEUE);
        queue.push(0b0000_0010);
        queue.extend(table(&[("x-queue-type", "quorum")]));
        call(&mut wire, CHANNEL, (50, 10), &queue).await?;
        expect(&mut wire, DECLARED).await?;
        call(&mut wire, CHANNEL, (85, 10), &[0]).await?;
        expect(&mut wire, SELECTED).await?;
        Ok(RabbitSender {
            wire,
            frames: publication(&super::message(size)),
        })
    }

    /// Ends the broker.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn end(self) -> io::Result<()> {
        let mut stop = Command::new(installed("rabbitmqctl")?);
        stop.envs(self.control.iter().cloned()).arg("stop");
        self.process.end(&mut stop).await?;
        let mut names = Command::new(installed("epmd")?);
        names.envs(self.control).arg("-kill").output().await?;
        Ok(())
    }
}

impl Sender for RabbitSender {
    async fn send(&mut self) -> io::Result<bool> {
        self.wire.write(&self.frames).await?;
        expect(&mut self.wire, ACK).await?;
        Ok(true)
    }

    fn bytes(&self) -> u64 {
        self.wire.bytes()
    }
}

/// All frames of one message to the queue.
fn publication(message: &[u8]) -> Vec<u8> {
    let mut publish = vec![0, 60, 0, 40, 0, 0];
    short(&mut publish, "");
    short(&mut publish, QUEUE);
    publish.push(0);
    let mut header = vec![0, 60, 0, 0];
    header.extend_from_slice(&(message.len() as u64).to_be_bytes());
    // Only the delivery mode is set.
    header.extend_from_slice(&[0x10, 0x00, PERSISTENT]);
    let mut frames = frame(METHOD, CHANNEL, &publish);
    frames.extend(frame(HEADER, CHANNEL, &header));
    frames.extend(frame(BODY, CHANNEL, message));
    frames
}

fn frame(kind: u8, channel: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![kind];
    frame.extend_from_slice(&channel.to_be_bytes());
    frame.extend_from_slice(&(payload.len() as u32).to_be_bytes());
    frame.extend_from_slice(payload);
    frame.push(FRAME_END);
    frame
}

async fn call(wire: &mut Wire, channel: u16, method: (u16, u16), rest: &[u8]) -> io::Result<()> {
    let mut payload = method.0.to_be_bytes().to_vec();
    payload.extend_from_slice(&method.1.to_be_bytes());
    payload.extend_from_slice(rest);
    wire.write(&frame(METHOD, channel, &payload)).await
}

/// The arguments of the next method, which must be this one.
async fn expect(wire: &mut Wire, method: (u16, u16)) -> io::Result<Vec<u8>> {
    loop {
        let head = wire.take(7).await?;
        let &[kind, _, _, a, b, c, d] = head.as_slice() else {
            return Err(io::Error::other("a short frame"));
        };
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let mut payload = wire.take(length + 1).await?;
        payload.pop();
        if kind == HEARTBEAT {
            continue;
        }
        let &[a, b, c, d, ref rest @ ..] = payload.as_slice() else {
            return Err(io::Error::other("a short method"));
        };
        let got = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        if got != method {
            let text = String::from_utf8_lossy(rest).into_owned();
            return Err(io::Error::other(format!(
                "method {got:?} instead of {method:?}: {text}"
            )));
        }
        return Ok(rest.to_vec());
    }
}

fn short(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(text.len() as u8);
    bytes.extend_from_slice(text.as_bytes());
}

fn long(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.extend_from_slice(&(text.len() as u32).to_be_bytes());
    bytes.extend_from_slice(text);
}

fn table(rows: &[(&str, &str)]) -> Vec<u8> {
    let mut inner = Vec::new();
    for (name, value) in rows {
        short(&mut inner, name);
        inner.push(b'S');
        long(&mut inner, value.as_bytes());
    }
    let mut bytes = Vec::new();
    long(&mut bytes, &inner);
    bytes
}
