//! Opening what was sealed, and everything that has to agree before it is believed.

use stafet_shared::{
    act::{Act, SealedRef},
    content::{Content, Forwarded, Manifest, SealedPart},
    hash::Hash,
    party::OfficeId,
    seal::{OpenError, Seed, blob::BlobRef},
    sign::Signed,
    wire::v1::content::{DecodeError, decode},
};

use super::Office;
use crate::store::Store;

/// Why an envelope cannot be read. Its code travels as the outcome of the act *unreadable*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No key of the office opens it.
    #[error("no key of the office opens it; the sender has to seal it again")]
    NotForUs,
    /// The object is not whole.
    #[error("the sealed object is damaged; the sender has to send it again")]
    Damaged,
    /// A recipient whose key is not post-quantum.
    #[error("it is also sealed to a foreign key; the sender has to seal it again")]
    ForeignRecipient,
    /// Larger than anybody may send.
    #[error("it is larger than allowed; the sender has to send less")]
    TooLarge,
    /// It is written in a format that this program does not know.
    #[error("its format is newer than this program; update this program")]
    UnknownFormat,
    /// What was sealed is no document.
    #[error("it holds no document; the sender has to send it again")]
    Malformed,
    /// What is sealed was made for another act.
    #[error("it was sealed for another act or by another office; ask the sender")]
    OtherAct,
    /// The content is not what was committed to.
    #[error("its content is not what was signed; ask the sender")]
    Commitment,
    /// The office's own key is not among those that the sender says were used.
    #[error("the sender did not name this office's key; ask the sender to seal it again")]
    NotNamed,
    /// The attached files are not those that were announced.
    #[error("its attached files are not those that the sender has announced; ask the sender")]
    Attachments,
    /// Somebody was added to the recipients or left out.
    #[error("it is sealed to others than the sender says; ask the sender")]
    Recipients,
    /// The document is of another kind than the envelope says: whoever signs for it would sign for
    /// something else.
    #[error("its document is of another kind than the envelope says; ask the sender")]
    OtherKind,
    /// The office has signed that its copies are destroyed (R10). Said here, and sent nowhere.
    #[error("the office's copies of it are destroyed, as it has signed")]
    Destroyed,
    /// What is sent on is not what its author signed.
    #[error("what was sent on is not what its author signed; ask the sender")]
    Original,
}

impl Unreadable {
    /// The code on the wire. Codes are never used again.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::NotForUs => 1,
            Self::Damaged => 2,
            Self::ForeignRecipient => 3,
            Self::TooLarge => 4,
            Self::UnknownFormat => 5,
            Self::Malformed => 6,
            Self::OtherAct => 7,
            Self::Commitment => 8,
            Self::NotNamed => 9,
            Self::Recipients => 10,
            Self::Original => 11,
            Self::Attachments => 12,
            Self::OtherKind => 13,
            Self::Destroyed => 14,
        }
    }
}

impl From<OpenError> for Unreadable {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotForUs => Self::NotForUs,
            OpenError::Damaged(_) => Self::Damaged,
            OpenError::ForeignRecipient => Self::ForeignRecipient,
            OpenError::TooLarge { .. } | OpenError::ContentTooLarge { .. } => Self::TooLarge,
            OpenError::UnknownFormat { .. }
            | OpenError::UnknownCodec { .. }
            | OpenError::UnknownDictionary { .. } => Self::UnknownFormat,
        }
    }
}

impl From<DecodeError> for Unreadable {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::TooLarge { .. } => Self::TooLarge,
            DecodeError::UnknownKind => Self::UnknownFormat,
            DecodeError::Malformed
            | DecodeError::Office
            | DecodeError::Content(_)
            | DecodeError::NotCanonical => Self::Malformed,
        }
    }
}

/// Whether this device can try to open an act for an office.
pub(super) enum Key {
    /// With this seed.
    Held(Seed),
    /// The sender used a key of the office that this device does not hold yet.
    Awaited,
    /// The sender used no key of the office.
    NotNamed,
}

/// Whether an envelope holds a document of the kind that it says.
fn is_of_its_kind(act: &Act, content: &Content) -> bool {
    let terms = act.public().handover().and_then(|it| it.terms.as_ref());
    let document = if let Content::Forwarded(forwarded) = content {
        forwarded.part().content.kind()
    } else {
        content.kind()
    };
    terms.is_none_or(|terms| document == Some(terms.kind))
}

/// The sealed files that a document names.
fn attached(content: &Content) -> Vec<BlobRef> {
    content
        .attachments()
        .map(Manifest::blobs)
        .unwrap_or_default()
}

impl<S: Store> Office<S> {
    /// Which key opens an act for `office`.
    pub(super) fn key_for(&self, sealed: &SealedRef, office: &OfficeId) -> Key {
        let named = sealed.to.iter().find(|(named, _)| named == office);
        let Some((_, fingerprint)) = named else {
            return Key::NotNamed;
        };
        let held = self.view.seed(office, *fingerprint).cloned();
        let directory = self.view.directory.as_ref();
        match held {
            Some(seed) => Key::Held(seed),
            None if directory.is_some_and(|known| known.office_has_key(office, fingerprint)) => {
                Key::Awaited
            }
            None => Key::NotNamed,
        }
    }

    /// Opens an act's body and checks that everything inside agrees with what was signed.
    pub(super) fn unseal(
        &self,
        act: &Act,
        sealed: &SealedRef,
        (body, seed): (&[u8], Seed),
    ) -> Result<SealedPart, Unreadable> {
        let own = seed.public_key().fingerprint();
        let likely = sealed.to.iter().position(|(_, key)| *key == own);
        let opened = self.sealing.open(body, &[seed], likely.unwrap_or(0))?;
        let part = decode(&opened.plaintext)?;
        if part.act != act.id() || part.office != act.public().author.office {
            Err(Unreadable::OtherAct)
        } else if Hash::from_bytes(part.commitment()) != sealed.commitment {
            Err(Unreadable::Commitment)
        } else if opened.recipients != sealed.to.len() {
            Err(Unreadable::Recipients)
        } else if matches!(&part.content, Content::Forwarded(it) if !self.is_original(act, it)) {
            Err(Unreadable::Original)
        } else if attached(&part.content) != sealed.attachments {
            Err(Unreadable::Attachments)
        } else if !is_of_its_kind(act, &part.content) {
            Err(Unreadable::OtherKind)
        } else {
            Ok(part)
        }
    }

    /// Whether what is sent on is what its author signed, about this handover.
    fn is_original(&self, act: &Act, forwarded: &Forwarded) -> bool {
        let signed = Signed::from_bytes(forwarded.signed().to_vec()).ok();
        let original = signed.and_then(|signed| {
            let key = self.view.key_of(&signed)?;
            Act::verify(signed, &key).ok()
        });
        let part = forwarded.part();
        let about = |act: &Act| act.public().handover().map(|about| about.handover);
        original.is_some_and(|original| {
            let committed = original.sealed().map(|sealed| sealed.commitment);
            about(&original) == about(act)
                && original.id() == part.act
                && original.public().author.office == part.office
                && committed == Some(Hash::from_bytes(part.commitment()))
        })
    }
}
