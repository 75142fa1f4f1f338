//! How a form that somebody is filling in is written into the profile's storage, and read again.

use serde::{Deserialize, Serialize};
use stafet_shared::{
    content::RawAttachment,
    id::FormId,
    party::OfficeId,
    seal::blob::{BLOB_KEY_BYTES, BlobKey},
    time::Timestamp,
    words::{Colour, Kind},
};

use super::{
    unsent::{Aim, Unsent},
    values,
};

/// Bytes of a digest.
const DIGEST_BYTES: usize = 32;

/// A form as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredForm {
    revision: u32,
    aim: StoredAim,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
    colour: Option<String>,
    follows: Option<String>,
    texts: Vec<(String, String)>,
    files: Vec<StoredFile>,
    step: String,
    saved: i64,
    became: Option<String>,
}

/// An aim as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredAim {
    word: String,
    handover: Option<String>,
    version: u16,
}

/// A sealed file as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredFile {
    name: Option<String>,
    media_type: Option<String>,
    size_bytes: u64,
    plain: [u8; DIGEST_BYTES],
    sealed: [u8; DIGEST_BYTES],
    key: Option<[u8; BLOB_KEY_BYTES]>,
}

impl From<Aim> for StoredAim {
    fn from(aim: Aim) -> Self {
        let (word, handover, version) = match aim {
            Aim::New => ("new", None, 0),
            Aim::Reopen(id) => ("reopen", Some(id), 0),
            Aim::Replace(id) => ("replace", Some(id), 0),
            Aim::Correct(id, version) => ("correct", Some(id), version),
            Aim::Resubmit(id, version) => ("resubmit", Some(id), version),
        };
        Self {
            word: word.to_owned(),
            handover: handover.map(|id| id.long()),
            version,
        }
    }
}

impl StoredAim {
    fn aim(&self) -> Option<Aim> {
        let id = self.handover.as_deref().and_then(values::parse_handover);
        match (self.word.as_str(), id) {
            ("new", None) => Some(Aim::New),
            ("reopen", Some(id)) => Some(Aim::Reopen(id)),
            ("replace", Some(id)) => Some(Aim::Replace(id)),
            ("correct", Some(id)) => Some(Aim::Correct(id, self.version)),
            ("resubmit", Some(id)) => Some(Aim::Resubmit(id, self.version)),
            _ => None,
        }
    }
}

impl From<&RawAttachment> for StoredFile {
    fn from(file: &RawAttachment) -> Self {
        Self {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size_bytes: file.size_bytes,
            plain: file.plaintext_sha256,
            sealed: file.ciphertext_sha256,
            key: file.key.as_ref().map(|key| *key.expose()),
        }
    }
}

impl From<StoredFile> for RawAttachment {
    fn from(stored: StoredFile) -> Self {
        Self {
            name: stored.name,
            media_type: stored.media_type,
            size_bytes: stored.size_bytes,
            plaintext_sha256: stored.plain,
            ciphertext_sha256: stored.sealed,
            key: stored.key.map(BlobKey::from_bytes),
        }
    }
}

pub(super) fn write(form: &Unsent) -> Vec<u8> {
    let stored = StoredForm {
        revision: form.revision,
        aim: form.aim.into(),
        kind: form.kind.map(|it| it.name().to_owned()),
        from: form.from.as_ref().map(ToString::to_string),
        to: form.to.as_ref().map(ToString::to_string),
        colour: form.colour.map(|it| it.name().to_owned()),
        follows: form.follows.map(|id| id.long()),
        texts: form.texts.clone(),
        files: form.files.iter().map(StoredFile::from).collect(),
        step: form.step.clone(),
        saved: form.saved.unix_ms(),
        became: form.became.map(|id| id.long()),
    };
    // Texts and numbers always have a JSON form.
    serde_json::to_vec(&stored).unwrap_or_default()
}

pub(super) fn read(id: FormId, value: &[u8]) -> Option<Unsent> {
    let stored: StoredForm = serde_json::from_slice(value).ok()?;
    let office = |text: Option<String>| text.and_then(|it| OfficeId::parse(&it).ok());
    let handover = |text: Option<String>| text.and_then(|it| values::parse_handover(&it));
    Some(Unsent {
        id,
        revision: stored.revision,
        aim: stored.aim.aim()?,
        kind: stored.kind.and_then(|it| Kind::from_name(&it)),
        from: office(stored.from),
        to: office(stored.to),
        colour: stored.colour.and_then(|it| Colour::from_name(&it)),
        follows: handover(stored.follows),
        texts: stored.texts,
        files: stored.files.into_iter().map(RawAttachment::from).collect(),
        step: stored.step,
        saved: Timestamp::from_unix_ms(stored.saved),
        became: handover(stored.became),
    })
}

#[cfg(test)]
mod tests {
    use stafet_shared::id::HandoverId;

    use super::*;

    #[test]
    fn what_was_typed_is_read_as_it_was_written() {
        let id = HandoverId::from_bytes([7; 16]);
        for aim in [
            Aim::New,
            Aim::Reopen(id),
            Aim::Replace(id),
            Aim::Correct(id, 2),
            Aim::Resubmit(id, 3),
        ] {
            let form = Unsent {
                revision: 4,
                kind: Some(Kind::Referral),
                from: OfficeId::parse("kujalleq/nanortalik").ok(),
                to: OfficeId::parse("socialstyrelsen/rejsehold").ok(),
                colour: Some(Colour::Yellow),
                follows: Some(id),
                texts: vec![
                    ("child.name".to_owned(), "Testbarn ĸ\r\n".to_owned()),
                    ("subject".to_owned(), String::new()),
                ],
                files: vec![RawAttachment {
                    name: Some("æ.pdf".to_owned()),
                    key: Some(BlobKey::from_bytes([3; BLOB_KEY_BYTES])),
                    size_bytes: 5,
                    ..RawAttachment::default()
                }],
                step: "indhold".to_owned(),
                saved: Timestamp::from_unix_ms(9),
                became: Some(id),
                ..Unsent::new(aim)
            };
            let again = read(form.id, &write(&form)).unwrap();
            assert_eq!((again.aim, again.kind), (aim, form.kind));
            assert_eq!(
                (again.from.clone(), again.to.clone()),
                (form.from.clone(), form.to.clone())
            );
            assert_eq!(again.texts, form.texts);
            assert_eq!(again.files[0].key, form.files[0].key);
            assert_eq!(write(&again), write(&form));
            assert_eq!(format!("{form:?}"), "Unsent(00000000, [sealed])");
        }
    }

    #[test]
    fn what_is_damaged_is_no_form() {
        let id = FormId::from_bytes([1; 16]);
        assert!(read(id, b"").is_none());
        assert!(read(id, b"{}").is_none());
    }
}
