//! Attached files over a line that breaks, and what lies on the disks of those who carry them.

use stafet_tests::{cuts::Line, files::files_below};

/// A file large enough to be cut, small enough for every run of the tests.
const BYTES: usize = 4_000_000;
/// What one cut may cost, in bytes: what was received and not yet read, what was under way, and a
/// new handshake. That is 50 to 170 kB, more on a busy machine; whoever began anew would lose 400 kB
/// at the least. What it costs on the average is counted by `stafet-figures`.
const CUT_BYTES_MAX: u64 = 256 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_goes_on_where_its_line_broke() {
    let folder = tempfile::tempdir().unwrap();
    let line = Line::begin(folder.path()).await.unwrap();
    let whole = line.carry(BYTES, 0, 1).await;
    let cuts = 4;
    let broken = line.carry(BYTES, cuts, 2).await;
    for (way, whole, broken) in [
        ("up", whole.up, broken.up),
        ("down", whole.down, broken.down),
    ] {
        println!("{way}: {whole} bytes whole, {broken} with {cuts} cuts");
        assert!(broken <= whole + cuts * CUT_BYTES_MAX, "{way}");
    }
    // The content is noise: nothing of it may lie anywhere in the clear.
    let files = files_below(folder.path()).unwrap();
    let blobs = files
        .iter()
        .filter(|file| file.parent().unwrap().ends_with("blobs"));
    assert_eq!(
        blobs.count(),
        6,
        "two files at each of three places: {files:?}"
    );
}
