//! A PostgreSQL server of our own, on a private socket in a folder of its own.
//!
//! It is Debian's package `postgresql`, started as it is installed: with all its settings for
//! durability on. Nothing of it is left when the last holder is dropped.

use std::{
    env, fs, io,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long the server may take to answer after its start.
const START_DEADLINE: Duration = Duration::from_secs(60);
/// Where Debian's package puts its programs, by version.
const PACKAGES: &str = "/usr/lib/postgresql";
/// PostgreSQL refuses to run as root; Debian's package makes this user.
const SYSTEM_USER: &str = "postgres";
/// The superuser of the cluster.
const SUPERUSER: &str = "stafet";

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    settings: Vec<String>,
    server: Mutex<Option<Child>>,
    databases: AtomicU32,
}

/// A database of a server that lives as long as this.
#[derive(Clone, Debug)]
pub struct Lent {
    /// Its URL.
    pub url: String,
    /// The server.
    pub cluster: Arc<Cluster>,
}

impl Lent {
    /// A new, empty database of the server that all tests of this process share; `None` where
    /// PostgreSQL is not installed.
    #[must_use]
    pub fn new() -> Option<Self> {
        let cluster = Cluster::shared()?;
        let url = cluster.database();
        Some(Self { url, cluster })
    }

    /// The same where the suite is asked to run on PostgreSQL: `STAFET_TEST_DATABASE=postgres`.
    ///
    /// # Panics
    /// When the suite is asked to run on what is not there.
    #[must_use]
    pub fn if_asked_for() -> Option<Self> {
        match environment("STAFET_TEST_DATABASE").as_deref() {
            None => None,
            Some("postgres") => Some(Self::new().expect("PostgreSQL is installed")),
            Some(other) => panic!("STAFET_TEST_DATABASE is 'postgres' or not set, not '{other}'"),
        }
    }
}

/// Whether a test goes on without a program that it needs: on a machine of CI it does not.
///
/// # Panics
/// On a machine of CI.
pub fn skip(test: &str, missing: &str) {
    assert!(
        environment("CI").is_none(),
        "{test} needs {missing}, which this machine of CI lacks"
    );
    let told = format!("skipped: {test} needs {missing}\n");
    // Not captured by the test harness: a skip is to be seen.
    drop(io::Write::write_all(&mut io::stderr(), told.as_bytes()));
}

impl Cluster {
    /// The server that all tests of this process share, started by the first of them; `None` where
    /// PostgreSQL is not installed.
    ///
    /// # Panics
    /// When it is installed and cannot be started.
    #[must_use]
    pub fn shared() -> Option<Arc<Self>> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = shared.upgrade() {
            return Some(cluster);
        }
        let cluster = Arc::new(Self::start(&[])?);
        *shared = Arc::downgrade(&cluster);
        Some(cluster)
    }

    /// A server with settings of its own, as `name=value`; `None` where PostgreSQL is not
    /// installed.
    ///
    /// # Panics
    /// When it is installed and cannot be started.
    #[must_use]
    pub fn start(settings: &[&str]) -> Option<Self> {
        let programs = programs()?;
        let folder = TempDir::with_prefix("stafet-postgres").expect("a temporary folder");
        let cluster = Self {
            folder,
            programs,
            settings: settings.iter().map(|&setting| setting.to_owned()).collect(),
            server: Mutex::new(None),
            databases: AtomicU32::new(0),
        };
        cluster.make().expect("a cluster can be made");
        cluster.run();
        Some(cluster)
    }

    /// The URL of a new, empty database.
    ///
    /// # Panics
    /// When the server does not make it.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("log{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.url(&name)
    }

    /// The URL of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.path().display();
        format!("postgres:///{database}?host={folder}&user={SUPERUSER}")
    }

    /// The folder with everything that the server writes.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Has the server run a statement in the database of a URL that it has given.
    ///
    /// # Panics
    /// When the statement fails.
    pub fn run_in(&self, url: &str, statement: &str) {
        let name = url.trim_start_matches("postgres:///");
        let (name, _) = name.split_once('?').expect("a URL of ours");
        self.sql(name, statement);
    }

    /// Kills the server and all its processes at once, and starts it again.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn crash(&self) {
        self.stop("immediate");
        self.run();
    }

    fn make(&self) -> io::Result<()> {
        let folder = self.folder.path();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o711))?;
        if is_root() {
            let (user, group) = ids(SYSTEM_USER)?;
            chown(folder, Some(user), Some(group))?;
        }
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data()).args([
            "--username",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        let made = initdb.output()?;
        if made.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        Err(io::Error::other(said))
    }

    fn run(&self) {
        let mut command = self.program("postgres");
        command.arg("-D").arg(self.data()).arg("-k");
        command.arg(self.folder.path());
        command.args(["-c", "listen_addresses=", "-c", "shared_buffers=16MB"]);
        for setting in &self.settings {
            command.args(["-c", setting]);
        }
        let log = fs::File::create(self.folder.path().join("log")).expect("a log");
        command.stderr(log).stdout(Stdio::null());
        let server = command.spawn().expect("the server starts");
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(server);
        let begun = now();
        while !self.answers() {
            assert!(begun.elapsed() < START_DEADLINE, "{}", self.log());
            pause();
        }
    }

    fn answers(&self) -> bool {
        let mut ready = self.program("pg_isready");
        ready.arg("--quiet").arg("--host").arg(self.folder.path());
        ready.status().is_ok_and(|status| status.success())
    }

    fn sql(&self, database: &str, statement: &str) {
        let mut psql = self.program("psql");
        psql.arg("--host").arg(self.folder.path()).args([
            "--username",
            SUPERUSER,
            "--quiet",
            "--no-psqlrc",
            "--set=ON_ERROR_STOP=1",
            "--dbname",
            database,
            "--command",
            statement,
        ]);
        let done = psql.output().expect("psql runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{statement}: {said}");
    }

    fn stop(&self, how: &str) {
        let server = self
            .server
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(mut server) = server else {
            return;
        };
        let mut stop = self.program("pg_ctl");
        stop.arg("stop").arg("--pgdata").arg(self.data());
        stop.args(["--silent", "--mode", how]).stderr(Stdio::null());
        let stopped = stop.status().is_ok_and(|status| status.success());
        if !stopped {
            drop(server.kill());
        }
        drop(server.wait());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs, under a user that it accepts.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", SYSTEM_USER, "--regid", SYSTEM_USER]);
            command.arg("--init-groups").arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/").stdin(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop("immediate");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by their environment what the machine is to offer"
)]
fn environment(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The folder with the newest version's programs, if there is any.
fn programs() -> Option<PathBuf> {
    let on_path = env::var_os("PATH").into_iter();
    let on_path = on_path.flat_map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let mut packaged: Vec<PathBuf> = fs::read_dir(PACKAGES)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    packaged.sort();
    packaged
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;

    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn pause() {
    thread::sleep(Duration::from_millis(50));
}

/// A user's number and its group's.
fn ids(user: &str) -> io::Result<(u32, u32)> {
    let users = fs::read_to_string(Path::new("/etc/passwd"))?;
    let line = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(user)).then(|| fields.skip(1))
    });
    let missing = || io::Error::other(format!("there is no user {user}"));
    let mut fields = line.ok_or_else(missing)?;
    let mut number = || fields.next().and_then(|it| it.parse().ok());
    Ok((number().ok_or_else(missing)?, number().ok_or_else(missing)?))
}
