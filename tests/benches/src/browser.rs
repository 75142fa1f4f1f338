//! A browser as far as a page's speed needs one: asks over a connection of its own, and says how
//! long the first byte and all of it took.

use std::{
    io::{self, BufRead as _, BufReader, Lines, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use crate::watch::Stopwatch;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// For how long nothing is told when all is told.
const QUIET: Duration = Duration::from_secs(3);
/// How much is read at once, in bytes.
const PIECE_BYTES: usize = 64 * 1024;

/// One that was let in.
#[derive(Clone, Debug)]
pub struct Browser {
    port: u16,
    cookie: String,
}

/// A browser that listens.
#[derive(Debug)]
pub struct Listening(Lines<BufReader<TcpStream>>);

impl Listening {
    /// The bytes of each update, until nothing more is told.
    #[must_use]
    pub fn updates(self) -> Vec<usize> {
        let mut updates = Vec::new();
        let mut bytes = 0;
        // Quiet is an error to who reads, too.
        for line in self.0.map_while(Result::ok) {
            if line.starts_with("data:") {
                bytes += line.len();
            } else if line.is_empty() && bytes > 0 {
                updates.push(bytes);
                bytes = 0;
            }
        }
        updates
    }
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its first line and headers.
    pub head: String,
    /// What came below.
    pub body: String,
    /// Bytes in all.
    pub bytes: usize,
    /// When the first byte had come, in ms.
    pub first_ms: f64,
    /// When all had come, in ms.
    pub whole_ms: f64,
}

impl Browser {
    /// Enters by a line that ends with a one-time address.
    ///
    /// # Errors
    /// When it does not lead in.
    pub fn enter(address: &str) -> io::Result<Self> {
        let other = || io::Error::other(format!("no address: {address}"));
        let (_, rest) = address.trim().split_once("http://").ok_or_else(other)?;
        let (host, path) = rest.split_once('/').ok_or_else(other)?;
        let port = host.rsplit(':').next().and_then(|port| port.parse().ok());
        let mut browser = Self {
            port: port.ok_or_else(other)?,
            cookie: String::new(),
        };
        let entered = browser.get(&format!("/{path}"))?;
        let mut lines = entered.head.lines();
        let cookie = lines.find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie").then_some(value)
        });
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        browser.cookie = cookie.ok_or_else(other)?.to_owned();
        Ok(browser)
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn get(&self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, "")
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn post(&self, path: &str, form: &str) -> io::Result<Answer> {
        self.ask("POST", path, form)
    }

    /// Listens for what changes on a page, and answers what it was told once it has been told
    /// nothing for a while: an update each.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn listen(&self, path: &str) -> io::Result<Listening> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(QUIET))?;
        let (port, cookie) = (self.port, &self.cookie);
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {cookie}\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        let mut lines = BufReader::new(stream).lines();
        let status = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
        if status != "HTTP/1.1 200 OK" {
            return Err(io::Error::other(status));
        }
        Ok(Listening(lines))
    }

    fn ask(&self, method: &str, path: &str, form: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (port, cookie, length) = (self.port, &self.cookie, form.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{form}"
        );
        let watch = Stopwatch::start();
        stream.write_all(request.as_bytes())?;
        let mut all = Vec::new();
        let mut piece = vec![0; PIECE_BYTES];
        let mut first_ms = None;
        loop {
            let count = stream.read(&mut piece)?;
            first_ms.get_or_insert_with(|| watch.elapsed_ms());
            if count == 0 {
                break;
            }
            all.extend_from_slice(&piece[..count]);
        }
        let whole_ms = watch.elapsed_ms();
        let text = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Ok(Answer {
            head: head.to_owned(),
            body: body.to_owned(),
            bytes: all.len(),
            first_ms: first_ms.unwrap_or(whole_ms),
            whole_ms,
        })
    }
}
