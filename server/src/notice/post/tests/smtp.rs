//! A mail server for tests: it takes mails over STARTTLS, from who logs in, and can be told to
//! refuse or to be gone.

use std::sync::{Arc, Mutex};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

/// What a mail server has taken, and how it behaves.
#[derive(Clone, Debug, Default)]
pub(super) struct Mailroom {
    pub(super) taken: Arc<Mutex<Vec<String>>>,
    /// What it says to every recipient, if not 250.
    pub(super) refuses: Arc<Mutex<Option<&'static str>>>,
}

/// A certificate for this machine, as PEM, and what a TLS server needs of it.
pub(super) fn certificate() -> (String, Arc<ServerConfig>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    (cert.pem(), Arc::new(config))
}

impl Mailroom {
    /// Serves until the answer is dropped.
    pub(super) fn serve(&self, listener: TcpListener, tls: &Arc<ServerConfig>) -> JoinSet<()> {
        let (room, tls) = (self.clone(), TlsAcceptor::from(Arc::clone(tls)));
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // Who hangs up is met again.
                drop(room.meet(stream, &tls).await);
            }
        });
        serving
    }

    pub(super) fn mails(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn meet(&self, stream: TcpStream, tls: &TlsAcceptor) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        say(&mut stream, "220 localhost").await?;
        loop {
            let line = hear(&mut stream).await?;
            if line.starts_with("EHLO") {
                say(&mut stream, "250-localhost\r\n250 STARTTLS").await?;
            } else if line == "STARTTLS" {
                say(&mut stream, "220 go on").await?;
                break;
            } else {
                say(&mut stream, "530 first STARTTLS").await?;
            }
        }
        let stream = tls.accept(stream.into_inner()).await?;
        self.take(&mut BufReader::new(stream)).await
    }

    async fn take(
        &self,
        stream: &mut (impl AsyncBufRead + AsyncWrite + Unpin),
    ) -> std::io::Result<()> {
        let mut known = false;
        loop {
            let line = hear(stream).await?;
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-localhost\r\n250 AUTH PLAIN",
                // \0stafet\0hemmelig
                "AUTH" => {
                    known = line == "AUTH PLAIN AHN0YWZldABoZW1tZWxpZw==";
                    if known { "235 welcome" } else { "535 5.7.8 no" }
                }
                "MAIL" if !known => "530 5.7.0 who are you",
                "RCPT" => self.refuses.lock().unwrap().unwrap_or("250 yes"),
                "MAIL" => "250 yes",
                "DATA" => {
                    say(stream, "354 go on").await?;
                    let mut mail = String::new();
                    loop {
                        match hear(stream).await?.as_str() {
                            "." => break,
                            line => mail = mail + line + "\n",
                        }
                    }
                    self.taken.lock().unwrap().push(mail);
                    "250 taken"
                }
                "QUIT" => return say(stream, "221 bye").await,
                _ => "500 what",
            };
            say(stream, answer).await?;
        }
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), text: &str) -> std::io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn hear(stream: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}
