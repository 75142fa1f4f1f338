//! The act as it is signed and believed: the one place where a public part meets its encoding.

use super::{Matter, PublicPart, SealedRef};
use crate::{
    hash::Hash,
    id::ActId,
    party::directory,
    sign::{Signed, SignedError, Signer, SigningKey, VerifyingKey},
    wire,
};

impl PublicPart {
    /// Signs the public part with the author's key for its capacity.
    #[must_use]
    pub fn sign(self, key: &SigningKey) -> Act {
        let signer = Signer {
            device: self.author.device,
            capacity: self.author.capacity,
        };
        let signed = Signed::sign(wire::v1::act::encode(&self), signer, key);
        Act {
            hash: signed.hash(),
            signed,
            public: self,
        }
    }
}

/// An act whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    hash: Hash,
    signed: Signed,
    public: PublicPart,
}

impl Act {
    /// Believes signed bytes: the signature first, then everything else. `key` must be the
    /// signer's ([`Signed::signer`]), as the directory knows it.
    ///
    /// # Errors
    /// When the key has not signed, or what was signed is no act.
    pub fn verify(signed: Signed, key: &VerifyingKey) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.verify(key)?, signed.signer())?;
        Ok(Self {
            hash: signed.hash(),
            signed,
            public,
        })
    }

    /// Reads an act that this party has verified before and kept under a seal of its own, where
    /// nobody else could have changed it. Signatures are checked once, when an act comes in.
    ///
    /// # Errors
    /// When the bytes are no act.
    pub fn kept(signed: Signed) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.unverified_payload()?, signed.signer())?;
        Ok(Self {
            hash: signed.hash(),
            signed,
            public,
        })
    }

    /// Believes a genesis: it must be signed by the root key that it names, and that key must be
    /// the one that the reader has pinned.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn verify_genesis(signed: Signed, root: &VerifyingKey) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.verify(root)?, signed.signer())?;
        match &public.matter {
            Matter::Directory(directory::Statement::Genesis(genesis), _)
                if genesis.root == *root && public.author.device == genesis.device =>
            {
                Ok(Self {
                    hash: signed.hash(),
                    signed,
                    public,
                })
            }
            Matter::Directory(..) | Matter::Handover(_) => Err(ActError::NotGenesis),
        }
    }

    /// What the act says.
    #[must_use]
    pub const fn public(&self) -> &PublicPart {
        &self.public
    }

    /// What the act is sealed with, if it says anything about a handover.
    #[must_use]
    pub fn sealed(&self) -> Option<&SealedRef> {
        self.public.handover()?.sealed.as_ref()
    }

    /// The bytes that were signed, with their signature.
    #[must_use]
    pub const fn signed(&self) -> &Signed {
        &self.signed
    }

    /// Names the signed act.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// The act's id.
    #[must_use]
    pub const fn id(&self) -> ActId {
        self.public.id
    }
}

/// Why signed bytes are no act to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The signature or its envelope is wrong.
    #[error(transparent)]
    Signed(#[from] SignedError),
    /// The signature is right, but what was signed is no act of this version.
    #[error(transparent)]
    Public(#[from] wire::DecodeError),
    /// The first act must be the genesis that the invitation pins.
    #[error("the server's first act is not the genesis that was pinned; do not trust this server")]
    NotGenesis,
}
