//! Where the server keeps its things and listens: flags first, then the environment, then
//! `server.toml`. The only module that reads the environment.

pub mod metrics;
pub mod notices;

use std::{
    fmt, fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use self::{metrics::Metrics, notices::Notices};
use crate::store::{StoreError, database::Database};

/// Where the server listens unless it is told otherwise.
pub const LISTEN_DEFAULT: &str = "0.0.0.0:4433";
/// The folder with the server's data unless it is told otherwise.
pub const DATA_DEFAULT: &str = "stafet-server";
/// What is logged unless it is told otherwise.
const LOG_DEFAULT: &str = "stafet_server=info,warn";

/// The files in the server's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder that was named by flag, by `STAFET_SERVER_DATA`, or by nobody.
    #[must_use]
    pub fn find(flag: Option<PathBuf>) -> Self {
        let named = flag.or_else(|| variable("STAFET_SERVER_DATA").map(PathBuf::from));
        Self(named.unwrap_or_else(|| PathBuf::from(DATA_DEFAULT)))
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder with the server's keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The database, unless the settings name another one.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("log.db")
    }

    /// The folder with sealed files.
    #[must_use]
    pub fn blobs(&self) -> PathBuf {
        self.0.join("blobs")
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.0.join("server.toml")
    }
}

/// What `server.toml` says.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The UDP address to listen on.
    pub listen: SocketAddr,
    /// The URL of the PostgreSQL database with the log; it is a file in the folder otherwise.
    /// It may hold a password.
    pub database: Option<String>,
    /// How offices are told outside Stafet; nobody is where the section is missing.
    #[serde(skip_serializing)]
    pub notices: Option<Notices>,
    /// Where figures are served; nowhere where the section is missing.
    #[serde(skip_serializing)]
    pub metrics: Option<Metrics>,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settings({})", self.listen)
    }
}

impl Settings {
    /// Reads the settings of a folder; `STAFET_SERVER_LISTEN` and `STAFET_SERVER_DATABASE` go
    /// before the file.
    ///
    /// # Errors
    /// When there is no such file, or it says something else.
    pub fn read(folder: &Folder) -> Result<Self, ConfigError> {
        let path = folder.settings();
        let text = fs::read_to_string(&path).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                ConfigError::NotFound(folder.path().to_owned())
            } else {
                ConfigError::Io(path.clone(), error)
            }
        })?;
        let mut settings: Self =
            toml::from_str(&text).map_err(|error| ConfigError::Text(path, Box::new(error)))?;
        if let Some(listen) = variable("STAFET_SERVER_LISTEN") {
            settings.listen = listen.parse().map_err(|_| ConfigError::Address(listen))?;
        }
        settings.database = variable("STAFET_SERVER_DATABASE").or(settings.database);
        Ok(settings)
    }

    /// Where the log is.
    ///
    /// # Errors
    /// When the settings name something that is no URL of a database.
    pub fn database(&self, folder: &Folder) -> Result<Database, StoreError> {
        self.database.as_deref().map_or_else(
            || Ok(Database::File(folder.database())),
            |url| url.parse().map(Database::Postgres),
        )
    }

    /// Writes the settings into a folder, where only their owner may read them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, folder: &Folder) -> Result<(), ConfigError> {
        let path = folder.settings();
        let written = toml::to_string(self)
            .map_err(io::Error::other)
            .and_then(|text| write_for_owner(&path, &text));
        written.map_err(|error| ConfigError::Io(path, error))
    }
}

fn write_for_owner(path: &Path, text: &str) -> io::Result<()> {
    use io::Write as _;

    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWNER_ONLY);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
const OWNER_ONLY: u32 = 0o600;

/// What is to be logged: `STAFET_LOG`, in the form of tracing's filters.
#[must_use]
pub fn log_filter() -> String {
    variable("STAFET_LOG").unwrap_or_else(|| LOG_DEFAULT.to_owned())
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Nothing was founded here.
    #[error(
        "{} is no server's folder; begin with `stafet-server init`, or name it with --data",
        .0.display()
    )]
    NotFound(PathBuf),
    /// The file system failed.
    #[error("{}: {}", .0.display(), .1)]
    Io(PathBuf, io::Error),
    /// The file says something else. Only what is wrong is told, not the line, which may hold a
    /// password.
    #[error("{}: {}", .0.display(), .1.message())]
    Text(PathBuf, Box<toml::de::Error>),
    /// `STAFET_SERVER_LISTEN` is no address.
    #[error("'{0}' is no address to listen on; write it as 0.0.0.0:4433")]
    Address(String),
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::find(Some(dir.path().to_owned()));
        assert!(matches!(
            Settings::read(&folder),
            Err(ConfigError::NotFound(_))
        ));
        let settings = Settings {
            listen: "127.0.0.1:4433".parse().unwrap(),
            database: None,
            notices: None,
            metrics: None,
        };
        settings.write(&folder).unwrap();
        assert_eq!(Settings::read(&folder).unwrap(), settings);
        let file = Database::File(folder.database());
        assert_eq!(settings.database(&folder).unwrap(), file);
        fs::write(folder.settings(), "listen = \"127.0.0.1:1\"\nhome = 1\n").unwrap();
        assert!(matches!(
            Settings::read(&folder),
            Err(ConfigError::Text(..))
        ));
    }

    #[test]
    fn the_database_is_a_file_unless_a_url_names_another_and_its_password_is_kept_quiet() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::find(Some(dir.path().to_owned()));
        let url = "postgres://stafet:hem'me\"lig@localhost/stafet";
        let settings = Settings {
            listen: "127.0.0.1:4433".parse().unwrap(),
            database: Some(url.to_owned()),
            notices: None,
            metrics: None,
        };
        settings.write(&folder).unwrap();
        let read = Settings::read(&folder).unwrap();
        assert_eq!(read, settings);
        let Ok(Database::Postgres(named)) = read.database(&folder) else {
            panic!("a URL");
        };
        assert_eq!(named.expose(), url);
        assert!(!format!("{read:?}").contains("lig"));

        let wrong = Settings {
            database: Some("log.db".to_owned()),
            ..read
        };
        let refused = wrong.database(&folder);
        assert!(matches!(refused, Err(StoreError::Url)), "{refused:?}");
        fs::write(folder.settings(), "database = [\"hemmelig\"]\n").unwrap();
        let error = Settings::read(&folder).unwrap_err();
        assert!(!error.to_string().contains("hemmelig"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_settings() {
        use std::os::unix::fs::PermissionsExt as _;

        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::find(Some(dir.path().to_owned()));
        let settings = Settings {
            listen: "127.0.0.1:4433".parse().unwrap(),
            database: None,
            notices: None,
            metrics: None,
        };
        settings.write(&folder).unwrap();
        let mode = fs::metadata(folder.settings())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, OWNER_ONLY);
    }
}
