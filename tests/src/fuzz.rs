//! What bytes of strangers may do: each fuzz target as a function of bytes that panics when a
//! promise is broken.
//!
//! The same functions run in two places: in `tests/fuzz`, where libFuzzer invents the bytes, and
//! in `tests/tests/fuzz.rs`, which plays everything that was ever worth keeping. They know
//! nothing but the core, so that the fuzzed programs are built in a minute. `docs/testing.md`
//! says how to run them.

pub mod acts;
pub mod blob;
pub mod content;
pub mod directory;
pub mod frames;
pub mod invitation;
pub mod packed;
pub mod people;
pub mod sealed;
pub mod signed;
pub mod stream;

/// Stands between the records of a target that reads many. It is no CBOR, and a dictionary holds
/// it: inserting or cutting bytes of one record leaves the others whole.
pub const BETWEEN_RECORDS: &[u8] = b"\xFFnext";

/// Whether the bug that is planted for a target is in force.
///
/// Each target has one, which spoils what the core has said before the target judges it: far
/// enough inside that only a search finds it, and noticed by the target's own assertions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canary {
    /// The core as it is.
    Absent,
    /// The core with a bug.
    Planted,
}

impl Canary {
    /// Whether to spoil the result, in the case that the bug is about.
    #[must_use]
    pub fn spoils(self, case: bool) -> bool {
        self == Self::Planted && case
    }
}

/// A function that is fed with bytes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, that of its program and that of its corpus.
    pub name: &'static str,
    /// Panics when the bytes break a promise.
    pub run: fn(&[u8], Canary),
}

/// Every target.
pub const TARGETS: [Target; 10] = [
    target("acts", acts::run),
    target("blob", blob::run),
    target("content", content::run),
    target("directory", directory::run),
    target("frames", frames::run),
    target("invitation", invitation::run),
    target("packed", packed::run),
    target("sealed", sealed::run),
    target("signed", signed::run),
    target("stream", stream::run),
];

const fn target(name: &'static str, run: fn(&[u8], Canary)) -> Target {
    Target { name, run }
}

/// The records that stand in `data`, at most `most` of them.
fn records(data: &[u8], most: usize) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(data);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = here
            .windows(BETWEEN_RECORDS.len())
            .position(|bytes| bytes == BETWEEN_RECORDS);
        rest = end.map(|end| &here[end + BETWEEN_RECORDS.len()..]);
        Some(end.map_or(here, |end| &here[..end]))
    })
    .take(most)
}
