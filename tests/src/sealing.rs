//! Sealing for the simulator: seeded by nothing at all, so that sizes and bytes never differ
//! between two runs.
//!
//! It keeps no secret from anybody who reads this file; what it keeps is the contract of
//! [`Sealing`]: only a holder of a recipient's seed opens, a damaged object does not open, sizes
//! are those of the real objects, padding included. Packing and padding are the real ones.

use std::io::{Read, Write};

use stafet_shared::{
    hash::{HASH_BYTES, Hash},
    seal::{
        Damage, Fingerprint, MAX_RECIPIENTS, OpenError, Opened, PublicKey, SealError, Sealed,
        Sealing, Seed,
        blob::{BLOB_HEADER_BYTES, BlobError, BlobKey},
        codec, padding,
    },
};

/// Bytes that one hybrid recipient costs in a real object.
const RECIPIENT_BYTES: usize = 1_752;

/// The simulator's [`Sealing`].
#[derive(Clone, Copy, Debug, Default)]
pub struct SimSealing;

impl Sealing for SimSealing {
    fn seal(&self, content: &[u8], to: &[PublicKey]) -> Result<Sealed, SealError> {
        if to.is_empty() {
            return Err(SealError::NoRecipient);
        }
        let (limit, got) = (MAX_RECIPIENTS, to.len());
        let count = u8::try_from(got)
            .ok()
            .filter(|_| got <= limit)
            .ok_or(SealError::TooManyRecipients { limit, got })?;
        let packed = codec::pack(content)?;
        let mut file = vec![count];
        for key in to {
            file.extend_from_slice(key.fingerprint().as_bytes());
            file.resize(file.len() + RECIPIENT_BYTES - HASH_BYTES, 0);
        }
        let start = file.len();
        file.extend_from_slice(&packed);
        mask(&mut file[start..]);
        let digest = Hash::of(&file);
        file.extend_from_slice(digest.as_bytes());
        padding::pad(&file).map(Sealed::from_bytes)
    }

    fn open(&self, object: &[u8], with: &[Seed], _likely: usize) -> Result<Opened, OpenError> {
        let damaged = OpenError::Damaged(Damage::Payload);
        let file = padding::unpad(object)?;
        let (content, digest) = file.split_last_chunk::<HASH_BYTES>().ok_or(damaged)?;
        let (&count, rest) = content.split_first().ok_or(damaged)?;
        let recipients = usize::from(count);
        let header = recipients * RECIPIENT_BYTES;
        if Hash::of(content).as_bytes() != digest || rest.len() < header {
            return Err(damaged);
        }
        let (header, packed) = rest.split_at(header);
        let named = |seed: &Seed| {
            let fingerprint: Fingerprint = seed.public_key().fingerprint();
            header
                .chunks(RECIPIENT_BYTES)
                .any(|it| it.starts_with(fingerprint.as_bytes()))
        };
        if !with.iter().any(named) {
            return Err(OpenError::NotForUs);
        }
        let mut packed = packed.to_vec();
        mask(&mut packed);
        Ok(Opened {
            plaintext: codec::unpack(&packed)?,
            recipients,
        })
    }

    /// The key's hash, the masked file, and a digest where the tags would stand.
    fn seal_stream(
        &self,
        key: &BlobKey,
        plain: &mut dyn Read,
        blob: &mut dyn Write,
    ) -> Result<(), BlobError> {
        let mut file = Hash::of(key.expose()).as_bytes().to_vec();
        file.resize(BLOB_HEADER_BYTES, 0);
        plain.read_to_end(&mut file)?;
        let payload = &mut file[BLOB_HEADER_BYTES..];
        mask(payload);
        let tags = NONCE_BYTES + TAG_BYTES * payload.len().div_ceil(CHUNK_BYTES);
        let digest = Hash::of(&file);
        file.extend_from_slice(digest.as_bytes());
        file.resize(file.len() + tags - HASH_BYTES, 0);
        Ok(blob.write_all(&file)?)
    }

    fn open_stream(
        &self,
        key: &BlobKey,
        blob: &mut dyn Read,
        plain: &mut dyn Write,
    ) -> Result<(), BlobError> {
        let mut file = Vec::new();
        blob.read_to_end(&mut file)?;
        let length = file.len().saturating_sub(BLOB_HEADER_BYTES + NONCE_BYTES);
        let chunks = length.div_ceil(CHUNK_BYTES + TAG_BYTES);
        let end = (BLOB_HEADER_BYTES + length).saturating_sub(chunks * TAG_BYTES);
        let (content, digest) = file.split_at_checked(end).ok_or(BlobError::Damaged)?;
        let for_key = content.starts_with(Hash::of(key.expose()).as_bytes());
        if !for_key || !digest.starts_with(Hash::of(content).as_bytes()) {
            return Err(BlobError::Damaged);
        }
        let mut payload = content
            .get(BLOB_HEADER_BYTES..)
            .unwrap_or_default()
            .to_vec();
        mask(&mut payload);
        Ok(plain.write_all(&payload)?)
    }
}

/// Sizes in a real blob's age file.
const NONCE_BYTES: usize = 16;
const TAG_BYTES: usize = 16;
const CHUNK_BYTES: usize = 64 * 1024;

/// Makes plain text unreadable at a glance, so that a search for leaks means something here too.
fn mask(bytes: &mut [u8]) {
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte ^= 0xA5 ^ u8::try_from(at % 251).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::seal::blob::{open_file, seal_file};

    use super::*;
    use crate::fabric::SeededEntropy;

    #[test]
    fn only_a_recipient_opens_and_damage_is_noticed() {
        let mut entropy = SeededEntropy::new(1, "sealing");
        let [one, two, other] = [(); 3].map(|()| Seed::generate(&mut entropy));
        let sealed = SimSealing
            .seal(b"plain text", &[one.public_key(), two.public_key()])
            .unwrap();
        assert_eq!(
            sealed,
            SimSealing
                .seal(b"plain text", &[one.public_key(), two.public_key()])
                .unwrap()
        );
        assert!(!sealed.as_bytes().windows(5).any(|it| it == b"plain"));
        for seed in [&one, &two] {
            let opened = SimSealing
                .open(sealed.as_bytes(), std::slice::from_ref(seed), 0)
                .unwrap();
            assert_eq!(
                (opened.plaintext.as_slice(), opened.recipients),
                (&b"plain text"[..], 2)
            );
        }
        assert!(matches!(
            SimSealing.open(sealed.as_bytes(), &[other], 0),
            Err(OpenError::NotForUs)
        ));
        let mut damaged = sealed.into_bytes();
        damaged[3_600] ^= 1;
        assert!(SimSealing.open(&damaged, &[one], 0).is_err());
    }

    #[test]
    fn sealed_files_have_the_real_size_and_open_with_their_key_alone() {
        let key = BlobKey::from_bytes([1; 32]);
        for bytes in [0, 5_000, 65_536, 200_000] {
            let plain = b"plain ".repeat(bytes / 6);
            let mut sealed = Vec::new();
            let measured = seal_file(&SimSealing, &key, &mut &*plain, &mut sealed).unwrap();
            assert!(!sealed.windows(5).any(|it| it == b"plain"));
            let described = (measured.size_bytes, measured.plain);
            let open = |key: &BlobKey, blob: &[u8]| {
                let mut file = Vec::new();
                let with = (key, described.0, described.1);
                open_file(&SimSealing, with, &mut &*blob, &mut file).map(|()| file)
            };
            assert_eq!(open(&key, &sealed).unwrap(), plain);
            assert!(open(&BlobKey::from_bytes([2; 32]), &sealed).is_err());
            sealed[200] ^= 1;
            assert!(open(&key, &sealed).is_err());
        }
    }
}
