//! A profile: one person's folder on one computer, with the store and the key that opens it.
//!
//! The folder and its files are their owner's alone. An administrator's profile also holds the
//! keys of the deployment's authority. Whoever has the whole folder can read everything in it
//! (decision 0003).

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use stafet_blobs::folder::Folder;
use stafet_certs::founding::{AdminKeys, FilesError};
use stafet_shared::entropy::Entropy;
use zeroize::Zeroizing;

use crate::store::{StoreError, seal::StoreKey, sqlite::SqliteStore};

/// The file with the store's key: its 32 bytes.
pub const KEY_FILE: &str = "store.key";
/// The file with the store.
pub const STORE_FILE: &str = "store.db";
/// The key of a profile that is being made; it gets its name when the store is there, so that a key
/// without a store always means that a store was lost.
const BEGUN_KEY_FILE: &str = "store.key.new";
/// What SQLite writes ahead of the store.
const STORE_LOG_FILE: &str = "store.db-wal";
/// The folder with sealed files.
pub const BLOBS_FOLDER: &str = "blobs";
/// The file that makes a profile an administrator's: the key that issues certificates.
const ADMINISTRATOR_FILE: &str = "issuing.key";
/// All files of a profile that are secret.
#[cfg(unix)]
const SECRET_FILES: [&str; 5] = [
    KEY_FILE,
    STORE_FILE,
    ADMINISTRATOR_FILE,
    "root.key",
    "device.key",
];
/// The bits of a mode that let others than the owner in.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// An open profile.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
    store: SqliteStore,
    warnings: Vec<Warning>,
}

impl Profile {
    /// Makes a profile in `folder`, which may be there already. A profile that was only half made
    /// is finished.
    ///
    /// # Errors
    /// [`ProfileError::Exists`] when there is a profile, which is left as it is; another one when
    /// there was one, since nobody shall become a second person because a file is lost.
    pub async fn create(
        folder: &Path,
        mut entropy: impl Entropy + Send + 'static,
    ) -> Result<Self, ProfileError> {
        let begun = folder.join(BEGUN_KEY_FILE);
        match Found::at(folder)? {
            Found::Whole => return Err(ProfileError::Exists(folder.to_owned())),
            Found::Damaged(error) => return Err(error),
            Found::Begun => {}
            Found::Nothing => {
                create_folder(folder).map_err(ProfileError::file(folder))?;
                let key = StoreKey::generate(&mut entropy);
                write_key(&begun, &key).map_err(ProfileError::file(&begun))?;
            }
        }
        let key = read_key(&begun)?;
        let store = SqliteStore::open(&folder.join(STORE_FILE), key, entropy).await?;
        let profile = Self::of(folder, store)?;
        fs::rename(&begun, folder.join(KEY_FILE)).map_err(ProfileError::file(&begun))?;
        sync_folder(folder).map_err(ProfileError::file(folder))?;
        Ok(profile)
    }

    /// Opens the profile in `folder`.
    ///
    /// # Errors
    /// [`ProfileError`] says what is missing or wrong, and what to do about it.
    pub async fn open(
        folder: &Path,
        entropy: impl Entropy + Send + 'static,
    ) -> Result<Self, ProfileError> {
        match Found::at(folder)? {
            Found::Whole => {
                let key = read_key(&folder.join(KEY_FILE))?;
                let file = folder.join(STORE_FILE);
                let store = SqliteStore::open_made(&file, key, entropy).await?;
                Self::of(folder, store)
            }
            Found::Damaged(error) => Err(error),
            Found::Nothing | Found::Begun => Err(ProfileError::None(folder.to_owned())),
        }
    }

    /// The store. Clones of it share one connection.
    #[must_use]
    pub const fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder with sealed files.
    #[must_use]
    pub fn blobs(&self) -> Folder {
        Folder::at(&self.folder.join(BLOBS_FOLDER))
    }

    /// What the owner should mend although the profile works.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The administrator's keys, if the profile holds any.
    ///
    /// # Errors
    /// When some of their files are missing or damaged.
    pub fn admin_keys(&self) -> Result<Option<AdminKeys>, FilesError> {
        if !self.folder.join(ADMINISTRATOR_FILE).exists() {
            return Ok(None);
        }
        AdminKeys::read(&self.folder).map(Some)
    }

    fn of(folder: &Path, store: SqliteStore) -> Result<Self, ProfileError> {
        // SQLite synchronises its own files, but not that a new one stands in the folder.
        sync_folder(folder).map_err(ProfileError::file(folder))?;
        let profile = Self {
            folder: folder.to_owned(),
            store,
            warnings: too_open(folder).map_err(ProfileError::file(folder))?,
        };
        profile.blobs().sweep();
        Ok(profile)
    }
}

/// What stands in a folder, of the files that make a profile.
enum Found {
    Nothing,
    /// A profile that was only half made; it has been nobody's yet.
    Begun,
    Whole,
    /// A profile that has lost a file.
    Damaged(ProfileError),
}

impl Found {
    /// A folder that cannot be looked into is no folder without a profile.
    fn at(folder: &Path) -> Result<Self, ProfileError> {
        let has = |file| {
            let path = folder.join(file);
            path.try_exists().map_err(ProfileError::file(&path))
        };
        let missing = |file| Self::Damaged(ProfileError::Missing(folder.join(file)));
        let is_begun = has(BEGUN_KEY_FILE)?;
        Ok(match (has(KEY_FILE)?, has(STORE_FILE)?) {
            (true, true) => Self::whole(folder)?,
            (true, false) => missing(STORE_FILE),
            (false, true) if !is_begun => missing(KEY_FILE),
            (false, _) if is_begun => Self::begun(folder)?,
            (false, _) if has(STORE_LOG_FILE)? || has(BLOBS_FOLDER)? => missing(KEY_FILE),
            (false, _) => Self::Nothing,
        })
    }

    /// SQLite would take an empty file for a new store, and throw away what it has written ahead.
    fn whole(folder: &Path) -> Result<Self, ProfileError> {
        let store = folder.join(STORE_FILE);
        let found = fs::metadata(&store).map_err(ProfileError::file(&store))?;
        Ok(if found.len() == 0 {
            Self::Damaged(ProfileError::Empty(store))
        } else {
            Self::Whole
        })
    }

    /// A key that was not written to its end is none; no store was made with it.
    fn begun(folder: &Path) -> Result<Self, ProfileError> {
        let key = folder.join(BEGUN_KEY_FILE);
        if !matches!(read_key(&key), Err(ProfileError::Key(_))) {
            return Ok(Self::Begun);
        }
        fs::remove_file(&key).map_err(ProfileError::file(&key))?;
        Ok(Self::Nothing)
    }
}

/// A file or folder that others on this computer may read or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is.
    pub path: PathBuf,
    /// Its present mode.
    pub mode: u32,
    /// The mode it should have.
    pub wanted: u32,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, mode, wanted } = self;
        let path = path.display();
        write!(
            f,
            "others on this computer can reach {path} (mode {mode:03o}): chmod {wanted:o} {path}"
        )
    }
}

/// Why a profile cannot be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// There is none.
    #[error("{} holds no profile: join or initialise first, or name another folder", .0.display())]
    None(PathBuf),
    /// There is one already.
    #[error("{} holds a profile already: use it, or name another folder", .0.display())]
    Exists(PathBuf),
    /// The store's file is empty, which no version of this program leaves it.
    #[error("{} is empty: restore it from a backup of the profile", .0.display())]
    Empty(PathBuf),
    /// One of the two files is not there.
    #[error("{} is missing: restore it from a backup of the profile", .0.display())]
    Missing(PathBuf),
    /// The key file does not hold a key.
    #[error("{} is not a store key of 32 bytes: restore it from a backup of the profile", .0.display())]
    Key(PathBuf),
    /// A file could not be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// The store does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ProfileError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { path, error }
    }
}

fn read_key(path: &Path) -> Result<StoreKey, ProfileError> {
    let bytes = Zeroizing::new(fs::read(path).map_err(ProfileError::file(path))?);
    StoreKey::from_slice(&bytes).ok_or_else(|| ProfileError::Key(path.to_owned()))
}

/// Writes a new file for its owner alone; refuses to overwrite one.
fn write_key(path: &Path, key: &StoreKey) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(key.expose())?;
    file.sync_all()
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Other systems synchronise a folder's entries with the files.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// What others may reach, of the folder and its secret files.
#[cfg(unix)]
fn too_open(folder: &Path) -> io::Result<Vec<Warning>> {
    use std::os::unix::fs::PermissionsExt;

    let files = SECRET_FILES.map(|file| (folder.join(file), 0o600));
    let mut warnings = Vec::new();
    for (path, wanted) in [(folder.to_owned(), 0o700)].into_iter().chain(files) {
        let mode = match fs::metadata(&path) {
            Ok(metadata) => metadata.permissions().mode() & 0o777,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if mode & OTHERS != 0 {
            warnings.push(Warning { path, mode, wanted });
        }
    }
    Ok(warnings)
}

/// Where there are no modes, a folder below the user's own is protected by the system.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn too_open(_folder: &Path) -> io::Result<Vec<Warning>> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use stafet_certs::founding::{Plan, found};
    use stafet_shared::time::Timestamp;

    use super::*;
    use crate::store::{Change, Outcome, Store, fixture::Counting, sqlite::tests::tamper};

    #[tokio::test]
    async fn a_profile_is_made_once_and_opened_again() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("of/a/person");
        let missing = Profile::open(&folder, Counting(0)).await;
        assert!(matches!(missing, Err(ProfileError::None(_))));

        let profile = Profile::create(&folder, Counting(0)).await.unwrap();
        assert_eq!(profile.folder(), folder);
        assert_eq!(profile.warnings(), []);
        assert!(profile.admin_keys().unwrap().is_none());
        let change = Change::Set {
            name: "name".to_owned(),
            value: b"value".to_vec(),
        };
        let done = profile.store().commit(0, vec![change]).await.unwrap();
        assert_eq!(done, Outcome::Done(1));
        drop(profile);

        let again = Profile::create(&folder, Counting(9)).await;
        assert!(matches!(again, Err(ProfileError::Exists(_))));
        let opened = Profile::open(&folder, Counting(9)).await.unwrap();
        let values = opened.store().load().await.unwrap().values;
        assert_eq!(values["name"], b"value");
    }

    #[tokio::test]
    async fn a_profile_that_was_half_made_is_finished() {
        let home = tempfile::tempdir().unwrap();
        let begun = home.path().join(BEGUN_KEY_FILE);
        let key = [1; 32];
        for half in [key.as_slice(), &key[..31]] {
            fs::write(&begun, half).unwrap();
            let opened = Profile::open(home.path(), Counting(9)).await;
            assert!(matches!(opened, Err(ProfileError::None(_))));
        }
        fs::write(&begun, key).unwrap();
        drop(Profile::create(home.path(), Counting(9)).await.unwrap());
        assert_eq!(fs::read(home.path().join(KEY_FILE)).unwrap(), key);
        assert!(!begun.exists());
    }

    #[tokio::test]
    async fn a_profile_that_has_lost_a_file_is_never_taken_for_a_new_one() {
        for lost in [&[KEY_FILE][..], &[STORE_FILE], &[KEY_FILE, STORE_FILE]] {
            let home = tempfile::tempdir().unwrap();
            drop(Profile::create(home.path(), Counting(0)).await.unwrap());
            fs::create_dir(home.path().join(BLOBS_FOLDER)).unwrap();
            for file in lost {
                fs::remove_file(home.path().join(file)).unwrap();
            }
            let opened = Profile::open(home.path(), Counting(9)).await;
            assert!(matches!(opened, Err(ProfileError::Missing(_))), "{lost:?}");
            let made = Profile::create(home.path(), Counting(9)).await;
            assert!(matches!(made, Err(ProfileError::Missing(_))), "{lost:?}");
            let is_still_lost = |file: &&str| !home.path().join(file).exists();
            assert!(lost.iter().all(is_still_lost), "{lost:?}");
        }
    }

    #[tokio::test]
    async fn a_store_that_was_emptied_is_never_taken_for_a_new_one() {
        let whole = tempfile::tempdir().unwrap();
        let profile = Profile::create(whole.path(), Counting(0)).await.unwrap();
        let made = fs::metadata(profile.folder().join(STORE_FILE)).unwrap();
        assert!(made.len() > 0);

        let home = tempfile::tempdir().unwrap();
        let store = home.path().join(STORE_FILE);
        fs::write(home.path().join(KEY_FILE), [1; 32]).unwrap();
        fs::write(&store, "").unwrap();
        let opened = Profile::open(home.path(), Counting(9)).await;
        assert!(matches!(opened, Err(ProfileError::Empty(file)) if file == store));
        let log = home.path().join(STORE_LOG_FILE);
        fs::write(&log, "written ahead").unwrap();
        for _ in 0..2 {
            let opened = Profile::open(home.path(), Counting(9)).await;
            assert!(matches!(opened, Err(ProfileError::Empty(_))));
            let made = Profile::create(home.path(), Counting(9)).await;
            assert!(matches!(made, Err(ProfileError::Empty(_))));
        }
        assert_eq!(fs::read(&log).unwrap(), b"written ahead", "left as it was");
    }

    #[tokio::test]
    async fn a_store_that_has_lost_its_tables_or_rows_is_damaged() {
        for loss in [
            "DROP TABLE meta; DROP TABLE named; DROP TABLE bodies; DROP TABLE acts;
             PRAGMA user_version = 0",
            "DELETE FROM meta",
        ] {
            let home = tempfile::tempdir().unwrap();
            let profile = Profile::create(home.path(), Counting(0)).await.unwrap();
            tamper(profile.store(), loss).await;
            drop(profile);
            for _ in 0..2 {
                let opened = Profile::open(home.path(), Counting(9)).await;
                let is_damaged = matches!(opened, Err(ProfileError::Store(StoreError::Damaged)));
                assert!(is_damaged, "{loss}: {opened:?}");
                let made = Profile::create(home.path(), Counting(9)).await;
                assert!(matches!(made, Err(ProfileError::Exists(_))), "{loss}");
            }
        }
    }

    #[tokio::test]
    async fn the_first_commit_does_not_stand_in_the_log_alone() {
        let home = tempfile::tempdir().unwrap();
        let profile = Profile::create(home.path(), Counting(0)).await.unwrap();
        let change = Change::Set {
            name: "name".to_owned(),
            value: b"value".to_vec(),
        };
        profile.store().commit(0, vec![change]).await.unwrap();
        // The program ends here, and somebody copies the store without what was written ahead.
        let copy = tempfile::tempdir().unwrap();
        for file in [KEY_FILE, STORE_FILE] {
            fs::copy(home.path().join(file), copy.path().join(file)).unwrap();
        }
        let opened = Profile::open(copy.path(), Counting(9)).await.unwrap();
        let values = opened.store().load().await.unwrap().values;
        assert_eq!(values["name"], b"value");
    }

    #[tokio::test]
    async fn a_store_of_something_else_is_damaged() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(KEY_FILE), [1; 32]).unwrap();
        fs::write(home.path().join(STORE_FILE), [b'x'; 8192]).unwrap();
        let opened = Profile::open(home.path(), Counting(9)).await;
        let is_damaged = matches!(opened, Err(ProfileError::Store(StoreError::Damaged)));
        assert!(is_damaged, "{opened:?}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("profile");
        // Whoever tests as root may look into everything, but not into this.
        std::os::unix::fs::symlink(&folder, &folder).unwrap();
        let opened = Profile::open(&folder, Counting(9)).await;
        assert!(matches!(opened, Err(ProfileError::File { .. })));
        let made = Profile::create(&folder, Counting(9)).await;
        assert!(matches!(made, Err(ProfileError::File { .. })));
    }

    #[tokio::test]
    async fn a_key_that_is_missing_broken_or_another_profiles_is_told_apart() {
        let home = tempfile::tempdir().unwrap();
        let key = home.path().join(KEY_FILE);
        drop(Profile::create(home.path(), Counting(0)).await.unwrap());

        fs::write(&key, [1; 32]).unwrap();
        let opened = Profile::open(home.path(), Counting(9)).await;
        assert!(matches!(
            opened,
            Err(ProfileError::Store(StoreError::Sealed))
        ));
        fs::write(&key, [1; 31]).unwrap();
        let opened = Profile::open(home.path(), Counting(9)).await;
        assert!(matches!(opened, Err(ProfileError::Key(_))));
        fs::remove_file(&key).unwrap();
        let opened = Profile::open(home.path(), Counting(9)).await;
        assert!(matches!(opened, Err(ProfileError::Missing(file)) if file == key));
    }

    #[tokio::test]
    async fn an_administrators_profile_holds_her_keys_too() {
        let home = tempfile::tempdir().unwrap();
        let plan = Plan {
            administrator: "Aviaja Petersen",
            server: "stafet.example:4433",
            now: Timestamp::from_unix_ms(1_800_000_000_000),
        };
        let (_, keys) = found(&plan, &mut Counting(0)).unwrap();
        keys.write(home.path()).unwrap();
        let profile = Profile::create(home.path(), Counting(9)).await.unwrap();
        let read = profile.admin_keys().unwrap().unwrap();
        assert_eq!(read.genesis, keys.genesis);
        assert_eq!(read.server, plan.server);

        fs::remove_file(home.path().join("root.key")).unwrap();
        assert!(profile.admin_keys().unwrap().is_some(), "it lies in a safe");
        fs::remove_file(home.path().join("device.key")).unwrap();
        let broken = profile.admin_keys();
        assert!(matches!(broken, Err(FilesError::Missing(file)) if file.ends_with("device.key")));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn others_are_kept_out_and_a_door_left_open_is_reported() {
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("profile");
        let profile = Profile::create(&folder, Counting(0)).await.unwrap();
        profile.store().commit(0, Vec::new()).await.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap());
        let modes: Vec<u32> = files.map(|file| mode(&file.path())).collect();
        assert_eq!(modes, [0o600; 4], "key, store, log and its index");
        drop(profile);

        let key = folder.join(KEY_FILE);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        let profile = Profile::open(&folder, Counting(9)).await.unwrap();
        let [warning] = profile.warnings() else {
            panic!("{:?}", profile.warnings());
        };
        assert_eq!(warning.path, key);
        let text = warning.to_string();
        assert!(
            text.contains("(mode 644)") && text.contains("chmod 600"),
            "{text}"
        );
    }
}
