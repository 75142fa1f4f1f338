//! What this crate's tests share: seeded chance, a clock that stands, a whole deployment.

use std::sync::Arc;

use rustls::time_provider::TimeProvider;
use sha2::{Digest, Sha256};
use stafet_shared::entropy::Entropy;
use stafet_shared::id::DeviceId;
use stafet_shared::time::{Clock, Timestamp};

use crate::authority::{Issuing, Root, Validity};
use crate::key::SecretKey;
use crate::tls::{ClockTime, Identity};

/// The device of the tests.
pub(crate) const DEVICE: DeviceId = DeviceId::from_bytes([0x08; 16]);
/// How long the tests' device certificate is valid, in days.
pub(crate) const DEVICE_DAYS: i64 = 90;

/// When the tests take place: 2026-11-21T14:00:00Z.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_unix_ms(1_795_269_600_000)
}

/// Chance that repeats itself: a hash chain.
pub(crate) struct Seeded([u8; 32]);

impl Seeded {
    pub(crate) fn new(seed: u8) -> Self {
        Self([seed; 32])
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 = Sha256::digest(self.0).into();
            let block = Sha256::digest([self.0.as_slice(), b"block"].concat());
            for (to, from) in chunk.iter_mut().zip(block) {
                *to = from;
            }
        }
    }
}

/// A clock that always shows the same time.
struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The time `at`, for rustls.
pub(crate) fn time(at: Timestamp) -> Arc<dyn TimeProvider> {
    Arc::new(ClockTime::new(Arc::new(Stopped(at))))
}

/// Both authorities, founded [`now`].
pub(crate) struct Deployment {
    pub(crate) root: Root,
    pub(crate) issuing: Issuing,
}

impl Deployment {
    pub(crate) fn new(seed: u8) -> Self {
        let chance = &mut Seeded::new(seed);
        let root = Root::generate(now(), chance).unwrap();
        let issuing = Issuing::generate(&root, now(), chance).unwrap();
        Self { root, issuing }
    }

    /// The server's identity, certified [`now`].
    pub(crate) fn server(&self) -> Identity {
        let chance = &mut Seeded::new(101);
        let key = SecretKey::generate(chance);
        let certificate = self.issuing.server_certificate(key.public(), now(), chance);
        let issuing = self.issuing.certificate().clone();
        let root = self.root.certificate().clone();
        Identity::server(key, certificate.unwrap(), issuing, root)
    }

    /// The identity of [`DEVICE`], valid from [`now`] for [`DEVICE_DAYS`].
    pub(crate) fn device(&self) -> Identity {
        let chance = &mut Seeded::new(102);
        let key = SecretKey::generate(chance);
        let validity = Validity {
            from: now(),
            until: now().plus_days(DEVICE_DAYS),
        };
        let certificate = self
            .issuing
            .device_certificate(DEVICE, key.public(), validity, chance);
        let issuing = self.issuing.certificate().clone();
        Identity::device(key, certificate.unwrap(), issuing)
    }
}
