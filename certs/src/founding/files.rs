//! A founding's keys as files: one folder for the server, another for the administrator.
//!
//! Certificates are DER, keys raw or PKCS#8. Every file is readable by its owner only, and none
//! is ever written over.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use rustls::pki_types::CertificateDer;
use stafet_shared::sign::{KEY_BYTES, SigningKey};
use zeroize::Zeroizing;

use super::{AdminKeys, BadSecrets, DeviceSecrets, ServerKeys};
use crate::{
    authority::{AuthorityError, Issuing, Root},
    key::{KeyError, SecretKey},
};

const ROOT_CERTIFICATE: &str = "root.crt";
const ROOT_KEY: &str = "root.key";
const ISSUING_CERTIFICATE: &str = "issuing.crt";
const ISSUING_KEY: &str = "issuing.key";
const SERVER_CERTIFICATE: &str = "server.crt";
const SERVER_KEY: &str = "server.key";
const RECEIPTS_KEY: &str = "receipts.key";
const DEVICE_CERTIFICATE: &str = "device.crt";
const DEVICE_KEY: &str = "device.key";
const GENESIS: &str = "genesis.act";
const SERVER_ADDRESS: &str = "server.txt";

impl ServerKeys {
    /// Writes the server's keys into its folder, which is made if need be.
    ///
    /// # Errors
    /// When a file exists already or cannot be written.
    pub fn write(&self, dir: &Path) -> Result<(), FilesError> {
        write_all(
            dir,
            &[
                (ROOT_CERTIFICATE, &self.root),
                (ISSUING_CERTIFICATE, &self.issuing),
                (SERVER_CERTIFICATE, &self.certificate),
                (SERVER_KEY, &self.tls.to_pkcs8_der()),
                (RECEIPTS_KEY, &*self.receipts.expose_seed()),
                (GENESIS, &self.genesis),
            ],
        )
    }

    /// Reads the server's keys.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn read(dir: &Path) -> Result<Self, FilesError> {
        let receipts = read(dir, RECEIPTS_KEY)?;
        let seed = <[u8; KEY_BYTES]>::try_from(receipts.as_slice())
            .map_err(|_| FilesError::Damaged(dir.join(RECEIPTS_KEY)))?;
        Ok(Self {
            tls: SecretKey::from_pkcs8_der(&read(dir, SERVER_KEY)?)?,
            certificate: certificate(dir, SERVER_CERTIFICATE)?,
            issuing: certificate(dir, ISSUING_CERTIFICATE)?,
            root: certificate(dir, ROOT_CERTIFICATE)?,
            receipts: SigningKey::from_seed(&Zeroizing::new(seed)),
            genesis: read(dir, GENESIS)?.to_vec(),
        })
    }

    /// Whether its folder is free of other keys: nothing is written.
    ///
    /// # Errors
    /// When a file exists already.
    pub fn fit_in(dir: &Path) -> Result<(), FilesError> {
        free(
            dir,
            &[
                ROOT_CERTIFICATE,
                ISSUING_CERTIFICATE,
                SERVER_CERTIFICATE,
                SERVER_KEY,
                RECEIPTS_KEY,
                GENESIS,
            ],
        )
    }
}

impl AdminKeys {
    /// Whether her folder is free of other keys: nothing is written.
    ///
    /// # Errors
    /// When a file exists already.
    pub fn fit_in(dir: &Path) -> Result<(), FilesError> {
        free(
            dir,
            &[
                ROOT_CERTIFICATE,
                ROOT_KEY,
                ISSUING_CERTIFICATE,
                ISSUING_KEY,
                DEVICE_CERTIFICATE,
                DEVICE_KEY,
                GENESIS,
                SERVER_ADDRESS,
            ],
        )
    }

    /// Writes the administrator's keys into her folder, which is made if need be.
    ///
    /// # Errors
    /// When a file exists already or cannot be written.
    pub fn write(&self, dir: &Path) -> Result<(), FilesError> {
        let root_key = self.offline.as_ref().map(Root::key_der);
        let issuing_key = self.issuing.key_der();
        let device_key = self.device.to_bytes();
        let mut files: Vec<(&str, &[u8])> = vec![
            (ROOT_CERTIFICATE, &self.root),
            (ISSUING_CERTIFICATE, self.issuing.certificate()),
            (ISSUING_KEY, &issuing_key),
            (DEVICE_CERTIFICATE, &self.certificate),
            (DEVICE_KEY, &device_key),
            (GENESIS, &self.genesis),
            (SERVER_ADDRESS, self.server.as_bytes()),
        ];
        files.extend(root_key.as_ref().map(|key| (ROOT_KEY, key.as_slice())));
        write_all(dir, &files)
    }

    /// Reads the administrator's keys. The root key may be elsewhere, as it should.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn read(dir: &Path) -> Result<Self, FilesError> {
        let address = read(dir, SERVER_ADDRESS)?.to_vec();
        let root = certificate(dir, ROOT_CERTIFICATE)?;
        let offline = match read(dir, ROOT_KEY) {
            Ok(key) => Some(Root::parse(&root, &key)?),
            Err(FilesError::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        Ok(Self {
            server: String::from_utf8(address)
                .map_err(|_| FilesError::Damaged(dir.join(SERVER_ADDRESS)))?
                .trim()
                .to_owned(),
            root,
            offline,
            issuing: Issuing::parse(&read(dir, ISSUING_CERTIFICATE)?, &read(dir, ISSUING_KEY)?)?,
            device: DeviceSecrets::from_bytes(&read(dir, DEVICE_KEY)?)?,
            certificate: certificate(dir, DEVICE_CERTIFICATE)?,
            genesis: read(dir, GENESIS)?.to_vec(),
        })
    }
}

/// Why a folder of keys cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// Keys are never written over.
    #[error("{} exists already and is not written over; choose an empty folder", .0.display())]
    Exists(PathBuf),
    /// A file is not there.
    #[error("{} is missing; is this the right folder?", .0.display())]
    Missing(PathBuf),
    /// A file holds something else.
    #[error("{} is damaged; restore it from the backup", .0.display())]
    Damaged(PathBuf),
    /// The file system failed.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
    /// A key is damaged.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// An authority's certificate and key do not belong together.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The device's secrets are damaged.
    #[error(transparent)]
    Secrets(#[from] BadSecrets),
}

fn write_all(dir: &Path, files: &[(&str, &[u8])]) -> Result<(), FilesError> {
    make_private_folder(dir).map_err(|error| failed(dir.to_owned(), error))?;
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    free(dir, &names)?;
    for (name, bytes) in files {
        let path = dir.join(name);
        write_private(&path, bytes).map_err(|error| failed(path, error))?;
    }
    Ok(())
}

/// Whether nothing is called so in a folder, which need not be there; a file in its place is no
/// folder.
fn free(dir: &Path, names: &[&str]) -> Result<(), FilesError> {
    let is_file = dir.exists() && !dir.is_dir();
    let mut paths = names.iter().map(|name| dir.join(name));
    let taken = paths.find(|path| path.exists());
    match taken.or_else(|| is_file.then(|| dir.to_owned())) {
        Some(path) => Err(FilesError::Exists(path)),
        None => Ok(()),
    }
}

fn read(dir: &Path, name: &str) -> Result<Zeroizing<Vec<u8>>, FilesError> {
    let path = dir.join(name);
    fs::read(&path)
        .map(Zeroizing::new)
        .map_err(|error| failed(path, error))
}

fn certificate(dir: &Path, name: &str) -> Result<CertificateDer<'static>, FilesError> {
    Ok(CertificateDer::from(read(dir, name)?.to_vec()))
}

fn failed(path: PathBuf, error: io::Error) -> FilesError {
    if error.kind() == io::ErrorKind::NotFound {
        FilesError::Missing(path)
    } else if error.kind() == io::ErrorKind::AlreadyExists {
        FilesError::Exists(path)
    } else {
        FilesError::Io { path, error }
    }
}

fn make_private_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Writes a new file that only its owner may read, and waits until it is on the disk.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
