//! What holds for both places.

use stafet_shared::hash::Hash;

use super::*;
use crate::{folder::Folder, model::ModelBlobs};

const BYTES: u32 = 3 * SYNC_BYTES + 5_000;

fn content() -> Vec<u8> {
    (0..BYTES).map(|n| (n % 251) as u8).collect()
}

fn name(content: &[u8]) -> BlobRef {
    BlobRef {
        hash: Hash::of(content),
        bytes: u32::try_from(content.len()).unwrap(),
    }
}

/// Runs a story in both places. The folder is opened anew by the second argument.
fn both(story: impl Fn(&dyn Blobs, &dyn Fn() -> Box<dyn Blobs>)) {
    let model = ModelBlobs::new();
    story(&model.clone(), &|| Box::new(model.clone()));
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("blobs");
    let folder = Folder::at(&path);
    story(&folder, &|| Box::new(Folder::at(&path)));
    let left: Vec<_> = std::fs::read_dir(&path).unwrap().collect();
    for file in left {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".new"), "{name} was left behind");
    }
}

fn write_all(blobs: &dyn Blobs, content: &[u8], from: u32) {
    let blob = name(content);
    let offsets = (from..).step_by(16 * 1024);
    for (offset, piece) in offsets.zip(content[from as usize..].chunks(16 * 1024)) {
        blobs.write(blob, offset, piece).unwrap();
    }
}

#[test]
fn a_blob_comes_in_pieces_over_a_restart_and_is_read_back() {
    both(|blobs, reopen| {
        let content = content();
        let blob = name(&content);
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(0));
        blobs.write(blob, 0, &content[..40_000]).unwrap();
        let blobs = reopen();
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(40_000));
        assert!(matches!(blobs.finish(blob), Err(BlobsError::Gap)));
        assert!(matches!(blobs.open(blob), Err(BlobsError::Missing)));
        write_all(&*blobs, &content, 40_000);
        assert_eq!(blobs.finish(blob).unwrap(), Finished::Kept);
        assert_eq!(blobs.finish(blob).unwrap(), Finished::Kept, "again");
        let blobs = reopen();
        assert_eq!(blobs.held(blob).unwrap(), Held::Whole);
        let read = blobs.read(blob, 50_000, 1_000).unwrap();
        assert_eq!(read, content[50_000..51_000]);
        assert_eq!(blobs.read(blob, BYTES - 1, 1_000).unwrap().len(), 1);
        assert_eq!(blobs.read(blob, BYTES, 1_000).unwrap(), []);
        let mut whole = Vec::new();
        blobs.open(blob).unwrap().read_to_end(&mut whole).unwrap();
        assert_eq!(whole, content);
        blobs.remove(blob).unwrap();
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(0));
    });
}

#[test]
fn pieces_may_repeat_but_leave_no_gap_and_never_exceed_the_length() {
    both(|blobs, _| {
        let content = content();
        let blob = name(&content);
        blobs.write(blob, 0, &content[..5_000]).unwrap();
        blobs.write(blob, 1_000, &content[1_000..3_000]).unwrap();
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(5_000));
        blobs.write(blob, 4_000, &content[4_000..6_000]).unwrap();
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(6_000));
        let gap = blobs.write(blob, 6_001, &[1]);
        assert!(matches!(gap, Err(BlobsError::Gap)));
        let short = BlobRef {
            bytes: 6_000,
            ..blob
        };
        let longer = blobs.write(short, 6_000, &[1]);
        assert!(matches!(longer, Err(BlobsError::Longer)));
        write_all(blobs, &content, 6_000);
        assert_eq!(blobs.finish(blob).unwrap(), Finished::Kept);
        blobs.write(blob, 0, &[9]).unwrap();
        assert_eq!(blobs.read(blob, 0, 1).unwrap(), [0], "whole is whole");
    });
}

#[test]
fn a_wrong_hash_drops_the_part_and_the_blob_begins_anew() {
    both(|blobs, _| {
        let right = name(b"right");
        blobs.write(right, 0, b"wrong").unwrap();
        assert_eq!(blobs.finish(right).unwrap(), Finished::Dropped);
        assert_eq!(blobs.held(right).unwrap(), Held::Part(0));
        blobs.write(right, 0, b"right").unwrap();
        assert_eq!(blobs.finish(right).unwrap(), Finished::Kept);
    });
}

#[test]
fn a_part_that_is_longer_than_the_blob_is_dropped() {
    both(|blobs, _| {
        let blob = name(b"0123456789");
        blobs.write(blob, 0, b"01234567").unwrap();
        let shorter = BlobRef { bytes: 5, ..blob };
        assert_eq!(blobs.held(shorter).unwrap(), Held::Part(0));
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(0));
    });
}

#[test]
fn a_new_blob_is_there_when_it_is_kept_and_not_before() {
    both(|blobs, reopen| {
        let blob = name(b"sealed");
        let mut new = blobs.create().unwrap();
        new.write_all(b"sealed").unwrap();
        drop(new);
        assert_eq!(blobs.held(blob).unwrap(), Held::Part(0));
        let mut new = blobs.create().unwrap();
        let other = blobs.create().unwrap();
        new.write_all(b"sealed").unwrap();
        new.keep(blob).unwrap();
        drop(other);
        assert_eq!(reopen().held(blob).unwrap(), Held::Whole);
        assert_eq!(blobs.read(blob, 0, 100).unwrap(), b"sealed");
    });
}

#[test]
fn a_power_cut_loses_no_more_than_was_not_synchronised() {
    let blobs = ModelBlobs::new();
    let content = content();
    let blob = name(&content);
    blobs.write(blob, 0, &content[..900_000]).unwrap();
    blobs.crash();
    assert_eq!(blobs.held(blob).unwrap(), Held::Part(0));
    write_all(&blobs, &content[..], 0);
    blobs.crash();
    let Held::Part(left) = blobs.held(blob).unwrap() else {
        panic!("it was not finished");
    };
    assert!(left >= 3 * SYNC_BYTES, "{left}");
    write_all(&blobs, &content, left);
    assert_eq!(blobs.finish(blob).unwrap(), Finished::Kept);
    blobs.crash();
    assert_eq!(blobs.held(blob).unwrap(), Held::Whole);
}

#[test]
fn a_full_disk_says_so_and_goes_on_when_there_is_room() {
    let blobs = ModelBlobs::new();
    let blob = name(b"sealed");
    blobs.fill_up();
    let full = blobs.write(blob, 0, b"sealed");
    assert!(matches!(full, Err(BlobsError::DiskFull)));
    blobs.make_room();
    blobs.write(blob, 0, b"sealed").unwrap();
    assert_eq!(blobs.contents(), [b"sealed"]);
}

#[test]
fn what_a_killed_program_has_begun_is_swept_and_what_is_being_written_stays() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::at(home.path());
    folder.sweep();
    let left = home.path().join("4711-0.new");
    std::fs::write(&left, b"half").unwrap();
    folder.write(name(b"part"), 0, b"pa").unwrap();
    let mut new = folder.create().unwrap();
    new.write_all(b"sealed").unwrap();

    Folder::at(home.path()).sweep();
    assert!(!left.exists());
    new.keep(name(b"sealed")).unwrap();
    assert_eq!(folder.held(name(b"sealed")).unwrap(), Held::Whole);
    assert_eq!(folder.held(name(b"part")).unwrap(), Held::Part(2));
}

#[cfg(unix)]
#[test]
fn others_are_kept_out_of_the_folder() {
    use std::os::unix::fs::PermissionsExt;

    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("blobs");
    let folder = Folder::at(&path);
    folder.write(name(b"part"), 0, b"pa").unwrap();
    let new = folder.create().unwrap();
    new.keep(name(b"")).unwrap();
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.clone()), 0o700);
    for file in std::fs::read_dir(&path).unwrap() {
        assert_eq!(mode(file.unwrap().path()), 0o600);
    }
}
