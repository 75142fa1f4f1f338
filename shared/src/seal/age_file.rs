//! The age file: encrypted to hybrid keys only, and opened whole or not at all.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::iter;

use age::{DecryptError, Decryptor, EncryptError, Encryptor, Identity, Recipient};
use age_core::format::{FileKey, Stanza};
use zeroize::Zeroizing;

use super::hybrid::{self, Wrapped};
use super::padding::MAX_HEADER_BYTES;
use super::{Damage, MAX_RECIPIENTS, OpenError, Opened, PublicKey, SealError, Seed};

/// The most lines in a header: two for each hybrid stanza, and room for version, authentication
/// code and the stanza of random length. The age crate reads a header again from its start for
/// each further line, so that many short lines would cost it the square of the header's length.
const MAX_HEADER_LINES: usize = MAX_RECIPIENTS * 2 + 16;
/// How the last line of a header begins.
const HEADER_END: &[u8] = b"--- ";

/// Encrypts `plaintext` to all of `to`.
pub(super) fn encrypt(plaintext: &[u8], to: &[PublicKey]) -> Result<Vec<u8>, SealError> {
    check_recipients(to)?;
    let recipients: Vec<HybridRecipient<'_>> = to.iter().map(HybridRecipient).collect();
    let recipients = recipients.iter().map(|one| one as &dyn Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| SealError::Internal)?;
    write_all(encryptor, plaintext).map_err(|_| SealError::Internal)
}

/// Opens an age file with the first of the seeds that fits, which is first tried on the recipient
/// with the number `likely`.
///
/// age hands out each chunk of a cut-off file before it notices the end, so that everything is
/// collected first and released only after a clean end.
pub(super) fn decrypt(file: &[u8], with: &[Seed], likely: usize) -> Result<Opened, OpenError> {
    bound_header(file)?;
    let ring = Ring::new(with, likely);
    let reader = Decryptor::new_buffered(file)
        .and_then(|decryptor| decryptor.decrypt(iter::once(&ring as &dyn Identity)));
    let recipients = ring.found.into_inner()?;
    // The header parsed and a seed fitted, so that only its authentication code can be wrong.
    let mut reader = reader.map_err(|_| OpenError::Damaged(Damage::Header))?;
    // A payload is shorter than its file, so that the buffer never moves and leaves no copy.
    let mut plaintext = Zeroizing::new(Vec::with_capacity(file.len()));
    reader
        .read_to_end(&mut plaintext)
        .map_err(|_| OpenError::Damaged(Damage::Payload))?;
    Ok(Opened {
        plaintext,
        recipients,
    })
}

fn check_recipients(to: &[PublicKey]) -> Result<(), SealError> {
    if to.is_empty() {
        return Err(SealError::NoRecipient);
    }
    if to.len() > MAX_RECIPIENTS {
        return Err(SealError::TooManyRecipients {
            limit: MAX_RECIPIENTS,
            got: to.len(),
        });
    }
    let mut seen = BTreeSet::new();
    match to.iter().find(|key| !seen.insert(key.fingerprint())) {
        Some(repeated) => Err(SealError::RepeatedRecipient(repeated.fingerprint())),
        None => Ok(()),
    }
}

fn write_all(encryptor: Encryptor, plaintext: &[u8]) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file)?;
    writer.write_all(plaintext)?;
    writer.finish()?;
    Ok(file)
}

/// Refuses a header that would be costly to parse, before it is parsed.
fn bound_header(file: &[u8]) -> Result<(), OpenError> {
    let start = file.get(..MAX_HEADER_BYTES).unwrap_or(file);
    let mut lines = start.split(|&byte| byte == b'\n').take(MAX_HEADER_LINES);
    if lines.any(|line| line.starts_with(HEADER_END)) {
        Ok(())
    } else {
        Err(OpenError::Damaged(Damage::Header))
    }
}

/// One recipient, as the age crate asks for it.
struct HybridRecipient<'a>(&'a PublicKey);

impl Recipient for HybridRecipient<'_> {
    #[expect(clippy::disallowed_types, reason = "the trait asks for a HashSet")]
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, std::collections::HashSet<String>), EncryptError> {
        let stanza = hybrid::wrap(file_key, self.0)
            .map_err(|error| EncryptError::Io(io::Error::other(error)))?;
        // The label that age programs agreed on, so that classical recipients are never mixed in.
        let labels = iter::once("postquantum".to_owned()).collect();
        Ok((vec![stanza], labels))
    }
}

/// All the seeds that may open a file, as the one identity that the age crate is given, so that
/// the whole header is judged at once.
struct Ring<'a> {
    seeds: &'a [Seed],
    /// The recipient on whom each is tried first.
    likely: usize,
    /// The number of recipients, once a seed has fitted; until then why none has.
    found: Cell<Result<usize, OpenError>>,
}

impl<'a> Ring<'a> {
    const fn new(seeds: &'a [Seed], likely: usize) -> Self {
        Self {
            seeds,
            likely,
            found: Cell::new(Err(OpenError::Damaged(Damage::Header))),
        }
    }

    fn find(&self, stanzas: &[Stanza]) -> Result<(FileKey, usize), OpenError> {
        let wrapped = hybrids(stanzas)?;
        let file_key = self
            .seeds
            .iter()
            .map(Seed::hpke)
            .find_map(|key| {
                let (before, from) = wrapped.split_at(self.likely.min(wrapped.len()));
                let mut recipients = from.iter().chain(before);
                recipients.find_map(|one| one.unwrap(key))
            })
            .ok_or(OpenError::NotForUs)?;
        Ok((file_key, wrapped.len()))
    }
}

impl Identity for Ring<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        self.unwrap_stanzas(std::slice::from_ref(stanza))
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
        match self.find(stanzas) {
            Ok((file_key, recipients)) => {
                self.found.set(Ok(recipients));
                Some(Ok(file_key))
            }
            Err(refusal) => {
                self.found.set(Err(refusal));
                Some(Err(DecryptError::NoMatchingKeys))
            }
        }
    }
}

/// The hybrid stanzas of a header that holds nothing else but grease.
fn hybrids(stanzas: &[Stanza]) -> Result<Vec<Wrapped>, OpenError> {
    stanzas
        .iter()
        .filter(|stanza| !is_grease(stanza))
        .map(|stanza| match stanza.tag.as_str() {
            hybrid::TAG => Wrapped::parse(stanza).ok_or(OpenError::Damaged(Damage::Header)),
            _ => Err(OpenError::ForeignRecipient),
        })
        .collect()
}

/// Whether a stanza is one of those that age programs add for nobody, so that all programs keep
/// passing over what they do not know.
fn is_grease(stanza: &Stanza) -> bool {
    stanza.tag == "grease" || stanza.tag.ends_with("-grease")
}
