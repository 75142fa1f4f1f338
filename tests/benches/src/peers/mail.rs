//! Mail: Postfix takes a message into its queue and hands it to Dovecot's mailbox by LMTP.

use std::{
    fs, io,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::process::Command;

use super::{START_DEADLINE, Wire, free_port, installed};
use crate::{load::Sender, process::Process};

const DOMAIN: &str = "bench.invalid";
/// The user `mail` of Debian, whose the mailbox is.
const MAIL_USER: u32 = 8;
/// How often the mailbox is counted while it fills.
const LOOK: Duration = Duration::from_millis(20);
/// How long the mailbox may take to hold everything.
const DELIVERY_DEADLINE: Duration = Duration::from_secs(300);

/// Both servers.
#[derive(Debug)]
pub struct Mail {
    postfix: PathBuf,
    config: PathBuf,
    inbox: PathBuf,
    port: u16,
    dovecot: Process,
}

/// One SMTP client, which keeps its connection.
#[derive(Debug)]
pub struct MailSender {
    wire: Wire,
    message: Vec<u8>,
}

impl Mail {
    /// Starts both, with everything below `dir`.
    ///
    /// # Errors
    /// When they are not installed or do not start; Postfix only starts as root.
    pub async fn start(dir: &Path) -> io::Result<Self> {
        let (postfix, dovecot) = (installed("postfix")?, installed("dovecot")?);
        let (port, lmtp) = (free_port()?, free_port()?);
        let config = dir.join("postfix");
        let home = dir.join("home");
        for folder in [
            &config,
            &home,
            &dir.join("queue"),
            &dir.join("data"),
            &dir.join("run"),
        ] {
            fs::create_dir_all(folder)?;
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755))?;
        chown(&home, Some(MAIL_USER), Some(MAIL_USER))?;
        let postfix_user = fs::metadata("/var/lib/postfix").map(|it| {
            use std::os::unix::fs::MetadataExt as _;
            it.uid()
        })?;
        chown(dir.join("data"), Some(postfix_user), None)?;
        fs::write(config.join("main.cf"), main_cf(dir, lmtp))?;
        fs::write(config.join("master.cf"), master_cf(port))?;
        let dovecot_conf = dir.join("dovecot.conf");
        fs::write(&dovecot_conf, dovecot_config(dir, lmtp))?;
        let dovecot = Process::start(Command::new(dovecot).arg("-F").arg("-c").arg(dovecot_conf))?;
        drop(Wire::open_soon(lmtp).await?);
        let started = control(&postfix, &config, "start").await?;
        if !started.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&started.stderr)));
        }
        drop(Wire::open_soon(port).await?);
        Ok(Self {
            postfix,
            config,
            inbox: home.join("Maildir/new"),
            port,
            dovecot,
        })
    }

    /// A client that sends messages of `size` bytes.
    ///
    /// # Errors
    /// When it cannot connect.
    pub async fn connect(&self, size: usize) -> io::Result<MailSender> {
        let mut wire = Wire::open(self.port).await?;
        expect(&mut wire, "220").await?;
        wire.write(b"HELO localhost\r\n").await?;
        expect(&mut wire, "250").await?;
        let mut message =
            format!("From: a@{DOMAIN}\r\nTo: team@{DOMAIN}\r\nSubject: x\r\n\r\n").into_bytes();
        message.extend(super::message(size));
        message.extend_from_slice(b"\r\n.\r\n");
        Ok(MailSender { wire, message })
    }

    /// How many messages the mailbox holds.
    #[must_use]
    pub fn delivered(&self) -> usize {
        fs::read_dir(&self.inbox).map_or(0, Iterator::count)
    }

    /// Waits until the mailbox holds this many.
    ///
    /// # Errors
    /// When it does not within five minutes.
    pub async fn delivery_of(&self, count: usize) -> io::Result<()> {
        let filled = async {
            while self.delivered() < count {
                tokio::time::sleep(LOOK).await;
            }
        };
        let filled = tokio::time::timeout(DELIVERY_DEADLINE, filled).await;
        filled.map_err(|_| io::Error::other("mail stays in the queue"))
    }

    /// Ends both.
    ///
    /// # Errors
    /// When they cannot be asked.
    pub async fn end(self) -> io::Result<()> {
        control(&self.postfix, &self.config, "stop").await?;
        let id = self.dovecot.id().unwrap_or_default().to_string();
        self.dovecot.end(Command::new("kill").arg(id)).await
    }
}

async fn control(postfix: &Path, config: &Path, what: &str) -> io::Result<std::process::Output> {
    let mut command = Command::new(postfix);
    let said = command.arg("-c").arg(config).arg(what).output();
    let said = tokio::time::timeout(START_DEADLINE, said).await;
    said.map_err(|_| io::Error::other("postfix does not answer"))?
}

impl Sender for MailSender {
    async fn send(&mut self) -> io::Result<bool> {
        let envelope = format!("MAIL FROM:<a@{DOMAIN}>\r\n");
        self.wire.write(envelope.as_bytes()).await?;
        expect(&mut self.wire, "250").await?;
        let to = format!("RCPT TO:<team@{DOMAIN}>\r\n");
        self.wire.write(to.as_bytes()).await?;
        expect(&mut self.wire, "250").await?;
        self.wire.write(b"DATA\r\n").await?;
        expect(&mut self.wire, "354").await?;
        self.wire.write(&self.message).await?;
        expect(&mut self.wire, "250").await?;
        Ok(true)
    }

    fn bytes(&self) -> u64 {
        self.wire.bytes()
    }
}

async fn expect(wire: &mut Wire, code: &str) -> io::Result<()> {
    let line = wire.line().await?;
    if line.starts_with(code) {
        Ok(())
    } else {
        Err(io::Error::other(line))
    }
}

fn main_cf(dir: &Path, lmtp: u16) -> String {
    let dir = dir.display();
    format!(
        "compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {dir}/data/mail.log
maillog_file_prefixes = {dir}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {DOMAIN}
mydestination =
alias_maps =
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
default_process_limit = 64
"
    )
}

fn master_cf(port: u16) -> String {
    format!(
        "127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
lmtp unix - - n - - lmtp
retry unix - - n - - error
error unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}

fn dovecot_config(dir: &Path, lmtp: u16) -> String {
    let dir = dir.display();
    format!(
        "base_dir = {dir}/run
protocols = lmtp
listen = 127.0.0.1
ssl = no
log_path = {dir}/dovecot.log
first_valid_uid = {MAIL_USER}
mail_location = maildir:{dir}/home/Maildir
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={MAIL_USER} gid={MAIL_USER} home={dir}/home allow_all_users=yes
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"
    )
}
