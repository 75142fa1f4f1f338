//! Packed content: whatever a stream claims, it unpacks to something bounded or to nothing.

use stafet_shared::seal::codec::{DEFLATED, MAX_CONTENT_BYTES, PACKING_BYTES, pack, unpack};

use super::Canary;

/// How many times its size content has to grow for the planted bug.
const GROWTH: usize = 16;

/// Packed content, as it comes out of the age file.
///
/// # Panics
/// When it unpacks beyond the limit, or what it unpacks to does not survive packing.
pub fn run(data: &[u8], canary: Canary) {
    let Ok(mut content) = unpack(data) else {
        return;
    };
    let again = pack(&content).expect("content within the limit");
    if canary.spoils(data[0] == DEFLATED && content.len() > GROWTH * data.len()) {
        content.pop();
    }
    assert!(content.len() <= MAX_CONTENT_BYTES);
    assert!(again.len() <= PACKING_BYTES + content.len());
    assert_eq!(unpack(&again), Ok(content), "another content after packing");
}
