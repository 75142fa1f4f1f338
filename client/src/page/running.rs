//! The file beside a profile that says where its page runs: a second `open` and every command find
//! the running one by it.

use std::{
    fs, io,
    io::Write as _,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::{net::TcpStream, time::timeout};

use super::{
    door::Door,
    familiar::{self, Chance},
};
use crate::{
    clock::SystemEntropy,
    desk::neighbour::{self, Neighbour, Woken},
    sync::Report,
};

/// The file's name in the profile's folder.
pub const FILE: &str = "page.json";

/// Where this user's other programs ask for an address.
pub const CALL: &str = "/kald";
/// Where they have everything exchanged with the server.
pub const WAKE: &str = "/vaek";
/// How long a running page may take to answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest answer, in bytes.
const ANSWER_BYTES_MAX: usize = 1024;

/// Where a page runs, and what opens it: only this user of the computer can read it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Running {
    /// The port on loopback.
    pub port: u16,
    /// What this user's other programs know it by.
    pub token: String,
}

impl Running {
    /// The one that is said to run beside this profile; it may have died.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join(FILE)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Says that it runs, until the answer is dropped.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn announce(&self, folder: &Path) -> io::Result<Announced> {
        let place = folder.join(FILE);
        // One that a program left behind which was killed is no use to anybody.
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&place)?;
        file.write_all(serde_json::to_string(self)?.as_bytes())?;
        Ok(Announced(place))
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Running(port {})", self.port)
    }
}

impl Running {
    /// Asks the running page for a one-time address, and wakes its sync. `None` when nobody is
    /// there any more.
    pub async fn call(&self) -> Option<String> {
        let asked = timeout(CALL_TIMEOUT, self.asked(CALL)).await;
        let address = asked.ok().flatten()?;
        let own = Door::on(self.port).address();
        address.starts_with(&own).then_some(address)
    }

    async fn asked(&self, path: &str) -> Option<String> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream.ok()?)).await.ok()?;
        let own = Door::on(self.port).address();
        let chance = Chance::new(&mut SystemEntropy);
        let request = Request::post(path)
            .header(header::HOST, own.strip_prefix("http://")?)
            .header(header::ORIGIN, &own)
            .header(familiar::CHANCE, chance.as_str())
            .header(
                familiar::PROOF,
                familiar::asking(&self.token, &chance, path),
            )
            .body(Body::empty())
            .ok()?;
        let asking = async {
            let response = sender.send_request(request).await.ok()?;
            let is_done = response.status() == StatusCode::OK;
            let headers = response.headers().clone();
            let body = Body::new(response.into_body());
            let bytes = axum::body::to_bytes(body, ANSWER_BYTES_MAX).await.ok()?;
            let text = String::from_utf8(bytes.to_vec()).ok()?;
            // Somebody else may have the port by now.
            let is_own = familiar::answers(&self.token, &chance, &headers, &text);
            (is_done && is_own).then_some(text)
        };
        let mut asking = std::pin::pin!(asking);
        let mut connection = std::pin::pin!(connection);
        tokio::select! {
            answer = &mut asking => answer,
            _ = &mut connection => asking.await,
        }
    }
}

impl Neighbour for Running {
    fn wake(&self) -> neighbour::Answer<'_> {
        Box::pin(async {
            let answer = self.asked(WAKE).await?;
            let exchanged: Option<Report> = serde_json::from_str(&answer).ok()?;
            Some(exchanged.map_or(Woken::Silent, Woken::Exchanged))
        })
    }
}

/// A page that was announced. Dropped, the file goes.
#[derive(Debug)]
pub struct Announced(PathBuf);

impl Drop for Announced {
    fn drop(&mut self) {
        // If it cannot be removed, the next one does.
        let _removed = fs::remove_file(&self.0);
    }
}
