//! The beginning of a deployment: every key it starts with, parted by who may hold it.
//!
//! The server gets what it needs to serve and to sign receipts. Everything that could change the
//! directory goes to the administrator, in another folder, and never to the server.

mod files;
mod secrets;

use rustls::pki_types::CertificateDer;
use stafet_shared::{
    act::{KnownHead, Matter, PublicPart},
    entropy::Entropy,
    hash::Hash,
    id::ActId,
    log::tree::Tree,
    party::{
        Author, OfficeId,
        directory::{Genesis, Statement, Version},
    },
    policy::policy_zero,
    sign::{Capacity, SigningKey, VerifyingKey},
    time::Timestamp,
};

pub use self::{
    files::FilesError,
    secrets::{BadSecrets, DeviceSecrets},
};
use crate::{
    authority::{IssueError, Issuing, Root, Validity},
    fingerprint::certificate_hash,
    key::SecretKey,
    tls::Identity,
};

/// How long the first administrator's membership and certificate hold, in days of 24 hours:
/// two years.
pub const ADMINISTRATOR_VALIDITY_DAYS: i64 = 730;

/// What a founding needs to know.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The first administrator's name.
    pub administrator: &'a str,
    /// Where devices reach the server: host and port.
    pub server: &'a str,
    /// The present.
    pub now: Timestamp,
}

/// What the server holds: its TLS key, its receipt key, and public things.
#[derive(Debug)]
pub struct ServerKeys {
    /// The key of its certificate.
    pub tls: SecretKey,
    /// Its certificate.
    pub certificate: CertificateDer<'static>,
    /// The certificate of the key that issued it.
    pub issuing: CertificateDer<'static>,
    /// The deployment's root certificate.
    pub root: CertificateDer<'static>,
    /// Signs receipts and heads.
    pub receipts: SigningKey,
    /// The signed genesis: leaf 0 of the log.
    pub genesis: Vec<u8>,
}

impl ServerKeys {
    /// What the server shows in a handshake: its whole chain, the root included, so that a
    /// joining device can find the root that its invitation pins.
    #[must_use]
    pub fn identity(&self) -> Identity {
        let chain = [&self.certificate, &self.issuing, &self.root].map(Clone::clone);
        let [certificate, issuing, root] = chain;
        Identity::server(self.tls.clone(), certificate, issuing, root)
    }
}

/// What the first administrator holds: the authorities and a device of her own.
#[derive(Debug)]
pub struct AdminKeys {
    /// Where devices reach the server.
    pub server: String,
    /// The deployment's root certificate.
    pub root: CertificateDer<'static>,
    /// The offline root, while its key is here: it belongs in a safe once the deployment runs.
    pub offline: Option<Root>,
    /// Issues device certificates.
    pub issuing: Issuing,
    /// Her device's secrets.
    pub device: DeviceSecrets,
    /// Her device's certificate.
    pub certificate: CertificateDer<'static>,
    /// The signed genesis.
    pub genesis: Vec<u8>,
}

/// Founds a deployment: draws every key and signs the genesis.
///
/// # Errors
/// When a certificate cannot be made.
pub fn found(
    plan: &Plan<'_>,
    entropy: &mut impl Entropy,
) -> Result<(ServerKeys, AdminKeys), FoundingError> {
    let now = plan.now;
    let root = Root::generate(now, entropy)?;
    let issuing = Issuing::generate(&root, now, entropy)?;
    let tls = SecretKey::generate(entropy);
    let certificate = issuing.server_certificate(tls.public(), now, entropy)?;
    let receipts = SigningKey::generate(entropy);
    let device = DeviceSecrets::generate(None, plan.administrator, entropy);
    let until = now.plus_days(ADMINISTRATOR_VALIDITY_DAYS);
    let validity = Validity { from: now, until };
    let device_certificate =
        issuing.device_certificate(device.device, device.tls.public(), validity, entropy)?;
    let genesis = sign_genesis(
        &root,
        (&device, until),
        receipts.verifying_key(),
        (now, entropy),
    );
    let server = ServerKeys {
        tls,
        certificate,
        issuing: issuing.certificate().clone(),
        root: root.certificate().clone(),
        receipts,
        genesis: genesis.clone(),
    };
    let administrator = AdminKeys {
        server: plan.server.to_owned(),
        root: root.certificate().clone(),
        offline: Some(root),
        issuing,
        device,
        certificate: device_certificate,
        genesis,
    };
    Ok((server, administrator))
}

/// Why a deployment could not be founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// A certificate could not be made.
    #[error(transparent)]
    Issue(#[from] IssueError),
}

fn sign_genesis(
    root: &Root,
    (device, until): (&DeviceSecrets, Timestamp),
    receipts: VerifyingKey,
    (now, entropy): (Timestamp, &mut impl Entropy),
) -> Vec<u8> {
    let key = SigningKey::from_seed(root.key_seed());
    let genesis = Genesis {
        root: key.verifying_key(),
        receipts,
        tls_root: Hash::from_bytes(certificate_hash(root.certificate())),
        policy: policy_zero(),
        device: device.device,
        person: device.person,
        name: device.name.clone(),
        keys: device.keys(),
        until,
    };
    let public = PublicPart {
        id: ActId::random(entropy),
        author: Author {
            office: OfficeId::root_administration(),
            person: device.person,
            device: device.device,
            capacity: Capacity::Person,
        },
        claimed: now,
        seen: KnownHead {
            size: 0,
            root: Tree::default().root(),
        },
        previous: None,
        directory: Version {
            number: 0,
            hash: Hash::ZERO,
        },
        matter: Matter::Directory(Statement::Genesis(Box::new(genesis)), None),
    };
    public.sign(&key).signed().as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use stafet_shared::{act::Act, party::directory::Directory, sign::Signed};

    use super::*;
    use crate::fixture::Seeded;

    fn plan() -> Plan<'static> {
        Plan {
            administrator: "Overdragelsesvagten",
            server: "stafet.example:4433",
            now: Timestamp::from_unix_ms(1_700_000_000_000),
        }
    }

    #[test]
    fn the_genesis_is_believed_by_whoever_has_the_root_certificate() {
        let (server, admin) = found(&plan(), &mut Seeded::new(5)).unwrap();
        let root = crate::fingerprint::public_key(&server.root).unwrap();
        let root = VerifyingKey::from_bytes(root.as_bytes()).unwrap();
        let signed = Signed::from_bytes(server.genesis.clone()).unwrap();
        let act = Act::verify_genesis(signed, &root).unwrap();
        let Matter::Directory(Statement::Genesis(genesis), None) = &act.public().matter else {
            panic!("no genesis");
        };
        let directory = Directory::begin((**genesis).clone(), act.hash());
        let device = directory.device(&admin.device.device).unwrap();
        assert_eq!(device.keys, admin.device.keys());
        assert_eq!(genesis.receipts, server.receipts.verifying_key());
        assert_eq!(admin.genesis, server.genesis);
    }

    #[test]
    fn what_was_written_is_read_back_and_nothing_of_the_administrators_is_with_the_server() {
        let (server, admin) = found(&plan(), &mut Seeded::new(5)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let (server_dir, admin_dir) = (dir.path().join("server"), dir.path().join("admin"));
        server.write(&server_dir).unwrap();
        admin.write(&admin_dir).unwrap();
        let server_again = ServerKeys::read(&server_dir).unwrap();
        let admin_again = AdminKeys::read(&admin_dir).unwrap();
        assert_eq!(server_again.genesis, server.genesis);
        assert_eq!(*server_again.tls.seed(), *server.tls.seed());
        assert_eq!(admin_again.device.to_bytes(), admin.device.to_bytes());
        assert_eq!(admin_again.server, plan().server);
        let root = admin.offline.as_ref().unwrap();
        let root_again = admin_again.offline.as_ref().unwrap();
        assert_eq!(*root_again.key_seed(), *root.key_seed());
        let secrets = [root.key_seed().to_vec(), admin.issuing.key_der().to_vec()];
        for entry in std::fs::read_dir(&server_dir).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            for secret in &secrets {
                assert!(
                    !bytes
                        .windows(secret.len())
                        .any(|window| window == secret.as_slice())
                );
            }
        }
    }

    #[test]
    fn the_root_key_may_leave_the_administrators_folder() {
        let (_, admin) = found(&plan(), &mut Seeded::new(5)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        admin.write(dir.path()).unwrap();
        std::fs::remove_file(dir.path().join("root.key")).unwrap();
        let again = AdminKeys::read(dir.path()).unwrap();
        assert!(again.offline.is_none());
        assert_eq!(again.root, admin.root);
        assert_eq!(again.issuing.key_der(), admin.issuing.key_der());
    }

    #[test]
    fn a_folder_that_is_in_use_is_not_written_over() {
        let (server, _) = found(&plan(), &mut Seeded::new(5)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        server.write(dir.path()).unwrap();
        assert!(matches!(
            server.write(dir.path()),
            Err(FilesError::Exists(_))
        ));
        assert!(matches!(
            AdminKeys::read(dir.path()),
            Err(FilesError::Missing(_))
        ));
    }
}
