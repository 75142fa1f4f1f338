//! The age file of a blob: one passphrase, and a stream that never lies in memory as a whole.

use std::io::{self, Chain, Cursor, Read, Write};
use std::iter;

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, Identity, Recipient, scrypt};

use super::blob::{BLOB_HEADER_BYTES, BlobError, BlobKey};

/// scrypt stretches what people can remember. The key has 256 random bits: the least is enough.
const WORK_FACTOR: u8 = 1;
/// How every blob begins: the version, and the one kind of stanza.
const BEGINNING: &[u8] = b"age-encryption.org/v1\n-> scrypt ";

/// Encrypts all that `plain` reads.
pub(super) fn encrypt(
    key: &BlobKey,
    plain: &mut dyn Read,
    blob: &mut dyn Write,
) -> Result<(), BlobError> {
    let mut recipient = scrypt::Recipient::new(passphrase(key));
    recipient.set_work_factor(WORK_FACTOR);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn Recipient));
    let encryptor = encryptor.map_err(|_| BlobError::Damaged)?;
    let mut writer = encryptor.wrap_output(blob)?;
    io::copy(plain, &mut writer)?;
    writer.finish()?.flush()?;
    Ok(())
}

/// Decrypts a blob chunk by chunk. A blob that is cut off at the end of a chunk is noticed only
/// then, so that nothing of the file may be used before the end.
pub(super) fn decrypt(
    key: &BlobKey,
    blob: &mut dyn Read,
    plain: &mut dyn Write,
) -> Result<(), BlobError> {
    let blob = with_known_header(blob)?;
    let mut identity = scrypt::Identity::new(passphrase(key));
    identity.set_max_work_factor(WORK_FACTOR);
    let reader = Decryptor::new_buffered(io::BufReader::new(blob))
        .and_then(|decryptor| decryptor.decrypt(iter::once(&identity as &dyn Identity)))
        .map_err(|_| BlobError::Damaged)?;
    copy(reader, plain)
}

/// Looks at the header before age parses it: other headers could be long, and costly.
fn with_known_header(
    blob: &mut dyn Read,
) -> Result<Chain<Cursor<Vec<u8>>, &mut dyn Read>, BlobError> {
    let mut header = vec![0; BLOB_HEADER_BYTES];
    blob.read_exact(&mut header).map_err(of_reading)?;
    let known = header.starts_with(BEGINNING) && header.ends_with(b"\n");
    if !known || header.iter().filter(|byte| **byte == b'\n').count() != HEADER_LINES {
        return Err(BlobError::Damaged);
    }
    Ok(Cursor::new(header).chain(blob))
}

/// Lines of the header: version, stanza, its body, authentication code.
const HEADER_LINES: usize = 4;
/// Bytes that are copied at once.
const COPY_BYTES: usize = 64 * 1024;

/// Copies, telling damage apart from files that cannot be written.
fn copy(mut from: impl Read, to: &mut dyn Write) -> Result<(), BlobError> {
    let mut buffer = zeroize::Zeroizing::new(vec![0; COPY_BYTES]);
    loop {
        let read = from.read(&mut buffer).map_err(of_reading)?;
        if read == 0 {
            return Ok(to.flush()?);
        }
        to.write_all(buffer.get(..read).unwrap_or_default())?;
    }
}

fn of_reading(error: io::Error) -> BlobError {
    let damaged = [io::ErrorKind::InvalidData, io::ErrorKind::UnexpectedEof];
    if damaged.contains(&error.kind()) {
        BlobError::Damaged
    } else {
        BlobError::File(error)
    }
}

fn passphrase(key: &BlobKey) -> SecretString {
    SecretString::from(key.passphrase().as_str())
}
