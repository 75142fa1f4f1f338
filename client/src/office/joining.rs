//! Becoming somebody: adopting the first administrator's keys, or joining with an invitation.

use std::sync::Arc;

use rustls::time_provider::TimeProvider;
use stafet_certs::{
    authority::Issuing,
    fingerprint::{self, RootPin},
    founding::{AdminKeys, DeviceSecrets},
    tls::{self, ClockTime, Identity},
};
use stafet_shared::{
    invitation::{Enrol, EnrolKeys, Ticket},
    party::NAME_CHARS_MAX,
    seal::Seed,
    wire::v1::message::Request,
};

use super::{Exchange, Office, OfficeError, values};
use crate::store::Store;

/// A certificate, DER.
pub type Certificate = rustls::pki_types::CertificateDer<'static>;

/// How to speak to the server.
#[derive(Debug)]
pub enum Credentials {
    /// As somebody who may only apply to join, trusting the root that the pin names.
    Joining {
        /// Where the server listens.
        server: String,
        /// The pin of the invitation.
        pin: RootPin,
    },
    /// As a device.
    Device {
        /// Where the server listens.
        server: String,
        /// The deployment's root.
        root: Certificate,
        /// The device's key and certificates.
        identity: Box<Identity>,
    },
}

impl<S: Store> Exchange<'_, S> {
    /// Takes in the administrator's answer: the device's certificates, under the root that the
    /// server has presented.
    ///
    /// # Errors
    /// When the root is not the pinned one or the certificate not for this device's key.
    pub async fn joined(self, root: Certificate, chain: Vec<Vec<u8>>) -> Result<(), OfficeError> {
        self.0
            .decide(|office| office.take_certificates(&root, &chain))
            .await
    }
}

impl<S: Store> Office<S> {
    /// Makes this profile the first administrator's.
    ///
    /// # Errors
    /// When the profile is somebody's already.
    pub async fn adopt_administrator(&mut self, keys: AdminKeys) -> Result<(), OfficeError> {
        self.decide(|office| {
            if office.view.device.is_some() {
                return Err(OfficeError::AlreadyEnrolled);
            }
            let root = keys.root.to_vec();
            office.set(values::ROOT, root)?;
            office.set(values::SERVER, keys.server.clone().into_bytes())?;
            office.set(values::DEVICE, keys.device.to_bytes().to_vec())?;
            office.set(values::CERTIFICATE, keys.certificate.to_vec())?;
            let issuing = keys.issuing.certificate().to_vec();
            office.set(values::ISSUER, issuing.clone())?;
            office.set(values::ISSUING_CERTIFICATE, issuing)?;
            office.set(values::ISSUING_KEY, keys.issuing.key_der().to_vec())?;
            office.set(values::GENESIS, keys.genesis.clone())
        })
        .await
    }

    /// Applies to join an office. The device's secrets are durable when this returns; calling it
    /// again with the same invitation answers the same application.
    ///
    /// # Errors
    /// When the invitation is for another deployment, or the name is none.
    pub async fn apply_to_join(
        &mut self,
        ticket: &Ticket,
        name: &str,
    ) -> Result<Enrol, OfficeError> {
        self.decide(|office| office.apply(ticket, name)).await
    }

    /// How this device speaks to the server, if it has anything to say to one.
    ///
    /// # Errors
    /// When the profile is damaged.
    pub fn credentials(&self) -> Result<Option<Credentials>, OfficeError> {
        let value = |name| self.view.value(name).map(<[u8]>::to_vec);
        let Some(server) = value(values::SERVER) else {
            return Ok(None);
        };
        let server =
            String::from_utf8(server).map_err(|_| OfficeError::Damaged("server's address"))?;
        let device = self.view.device.as_ref();
        let certificates = value(values::ROOT)
            .zip(value(values::CERTIFICATE))
            .zip(value(values::ISSUER))
            .zip(device);
        if let Some((((root, certificate), issuer), device)) = certificates {
            let key = device.tls.clone();
            let identity = Identity::device(key, certificate.into(), issuer.into());
            return Ok(Some(Credentials::Device {
                server,
                root: root.into(),
                identity: Box::new(identity),
            }));
        }
        let pin = self
            .view
            .value(values::PIN)
            .and_then(|pin| pin.try_into().ok())
            .ok_or(OfficeError::Damaged("pin"))?;
        Ok(Some(Credentials::Joining {
            server,
            pin: RootPin::from_bytes(pin),
        }))
    }

    /// The issuing authority, in an administrator's profile.
    pub(super) fn issuing(&self) -> Result<Issuing, OfficeError> {
        let certificate = self.view.value(values::ISSUING_CERTIFICATE);
        let (certificate, key) = certificate
            .zip(self.view.value(values::ISSUING_KEY))
            .ok_or(OfficeError::NotAdministrator)?;
        Issuing::parse(certificate, key).map_err(|_| OfficeError::Damaged("issuing key"))
    }

    fn apply(&mut self, ticket: &Ticket, name: &str) -> Result<Enrol, OfficeError> {
        let waiting = self.reader().application();
        if let Some(enrol) = waiting.filter(|it| it.keys.invitation == ticket.code.id()) {
            return Ok(enrol);
        }
        let fits = !name.trim().is_empty() && name.chars().count() <= NAME_CHARS_MAX;
        if !fits || name.chars().any(char::is_control) {
            return Err(OfficeError::Name {
                limit: NAME_CHARS_MAX,
            });
        }
        let root = self.view.value(values::ROOT);
        if root.is_some_and(|root| *RootPin::of(root).as_bytes() != ticket.pin) {
            return Err(OfficeError::OtherDeployment);
        }
        if self.view.device.is_none() {
            let device = self.random(|entropy| DeviceSecrets::generate(None, name, entropy));
            self.set(values::DEVICE, device.to_bytes().to_vec())?;
        }
        // One for each application: two offices must never have the same key.
        let proposed = self.random(Seed::generate);
        let name = values::proposed(ticket.code.id());
        self.set(name, proposed.expose().to_vec())?;
        self.set(values::PIN, ticket.pin.to_vec())?;
        self.set(values::SERVER, ticket.server.clone().into_bytes())?;
        let device = self.view.device.as_ref().ok_or(OfficeError::NotEnrolled)?;
        let keys = EnrolKeys {
            invitation: ticket.code.id(),
            device: device.device,
            person: device.person,
            name: device.name.clone(),
            keys: device.keys(),
            tls: *device.tls.public().as_bytes(),
            sealing: device.sealing.public_key(),
            office_key: Some(proposed.public_key()),
        };
        let enrol = Enrol::new(keys, &ticket.code);
        let frame = Request::Enrol(Box::new(enrol.clone())).to_frame();
        self.set(values::ENROL, frame.to_bytes())?;
        Ok(enrol)
    }

    fn take_certificates(
        &mut self,
        root: &Certificate,
        chain: &[Vec<u8>],
    ) -> Result<(), OfficeError> {
        let [certificate, issuer] = chain else {
            return Err(OfficeError::OtherCertificate);
        };
        let pinned = self.view.value(values::PIN) == Some(RootPin::of(root).as_bytes().as_slice());
        let device = self.view.device.as_ref().ok_or(OfficeError::NotEnrolled)?;
        let key = fingerprint::public_key(certificate);
        if !pinned || key.ok() != Some(*device.tls.public()) {
            return Err(OfficeError::OtherCertificate);
        }
        let identity = Identity::device(
            device.tls.clone(),
            certificate.clone().into(),
            issuer.clone().into(),
        );
        let time: Arc<dyn TimeProvider> = Arc::new(ClockTime::new(Arc::clone(&self.clock)));
        tls::check_device(&identity, root, &time)?;
        self.set(values::ROOT, root.to_vec())?;
        self.set(values::CERTIFICATE, certificate.clone())?;
        self.set(values::ISSUER, issuer.clone())?;
        self.unset(values::ENROL)
    }
}
