//! A relay between devices and the server on the loopback address: it counts what is carried, and
//! breaks where it is told to.
//!
//! While it is broken it takes in datagrams, counts them as sent, and throws them away: that is
//! what a link does that goes down in the middle of something.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use tokio::{net::UdpSocket, sync::Notify, task::JoinSet};

/// The largest datagram.
const DATAGRAM_BYTES_MAX: usize = 65_536;

/// A relay for one device at a time.
#[derive(Debug)]
pub struct Relay {
    address: SocketAddr,
    line: Arc<Line>,
    _tasks: JoinSet<()>,
}

/// What both directions share.
#[derive(Debug)]
struct Line {
    up: AtomicU64,
    down: AtomicU64,
    /// At how many bytes of both directions it breaks.
    breaks_at: AtomicU64,
    broken: AtomicBool,
    breaking: Notify,
    device: Mutex<Option<SocketAddr>>,
}

impl Relay {
    /// A relay to the server at `server`. To be made inside a runtime.
    ///
    /// # Errors
    /// When no socket can be had.
    pub fn start(server: SocketAddr) -> io::Result<Self> {
        let devices = Arc::new(socket()?);
        let servers = Arc::new(socket()?);
        let address = devices.local_addr()?;
        let line = Arc::new(Line {
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            breaks_at: AtomicU64::new(u64::MAX),
            broken: AtomicBool::new(false),
            breaking: Notify::new(),
            device: Mutex::new(None),
        });
        let mut tasks = JoinSet::new();
        let (from, to) = (Arc::clone(&devices), Arc::clone(&servers));
        tasks.spawn(up((from, to), server, Arc::clone(&line)));
        tasks.spawn(down((servers, devices), Arc::clone(&line)));
        Ok(Self {
            address,
            line,
            _tasks: tasks,
        })
    }

    /// Where devices find it.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Bytes that were sent so far in both directions, what was lost included.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.line.bytes()
    }

    /// Carries again, until so many more bytes have been sent.
    pub fn break_after(&self, bytes: u64) {
        let at = self.bytes().saturating_add(bytes);
        self.line.breaks_at.store(at, Ordering::SeqCst);
        self.line.broken.store(false, Ordering::SeqCst);
    }

    /// Carries again, for good.
    pub fn mend(&self) {
        self.line.breaks_at.store(u64::MAX, Ordering::SeqCst);
        self.line.broken.store(false, Ordering::SeqCst);
    }

    /// Waits until it breaks.
    pub async fn broken(&self) {
        self.line.breaking.notified().await;
    }
}

impl Line {
    fn bytes(&self) -> u64 {
        self.up.load(Ordering::SeqCst) + self.down.load(Ordering::SeqCst)
    }

    /// Counts a datagram. Answers whether it gets through.
    fn carries(&self, count: &AtomicU64, bytes: usize) -> bool {
        count.fetch_add(u64::try_from(bytes).unwrap_or_default(), Ordering::SeqCst);
        let due = self.bytes() >= self.breaks_at.load(Ordering::SeqCst);
        if due && !self.broken.swap(true, Ordering::SeqCst) {
            self.breaking.notify_one();
        }
        !self.broken.load(Ordering::SeqCst)
    }
}

async fn up((from, to): (Arc<UdpSocket>, Arc<UdpSocket>), server: SocketAddr, line: Arc<Line>) {
    let mut datagram = vec![0; DATAGRAM_BYTES_MAX];
    while let Ok((bytes, device)) = from.recv_from(&mut datagram).await {
        *line.device.lock().expect("nobody panics while holding it") = Some(device);
        if line.carries(&line.up, bytes) {
            drop(to.send_to(&datagram[..bytes], server).await);
        }
    }
}

async fn down((from, to): (Arc<UdpSocket>, Arc<UdpSocket>), line: Arc<Line>) {
    let mut datagram = vec![0; DATAGRAM_BYTES_MAX];
    while let Ok((bytes, _)) = from.recv_from(&mut datagram).await {
        let device = *line.device.lock().expect("nobody panics while holding it");
        if line.carries(&line.down, bytes)
            && let Some(device) = device
        {
            drop(to.send_to(&datagram[..bytes], device).await);
        }
    }
}

fn socket() -> io::Result<UdpSocket> {
    let socket = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_nonblocking(true)?;
    UdpSocket::from_std(socket)
}
