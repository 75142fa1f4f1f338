//! The weekly list's signature, verified by OpenSSL as docs/reports.md tells its readers to.

use std::{fs, path::Path, process::Command};

use stafet_tests::tools;

/// The commands that the documentation gives.
fn documented() -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(here.join("../docs/reports.md")).unwrap();
    let mut blocks = page.split("```sh\n").skip(1);
    let block = blocks.find(|block| block.contains("openssl pkeyutl"));
    block.unwrap().split("```").next().unwrap().to_owned()
}

/// Whether OpenSSL verifies the golden list after a change.
fn is_verified(change: (&str, &str)) -> bool {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/golden/weekly");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(golden.join("key.pem"), folder.path().join("key.pem")).unwrap();
    let list = fs::read_to_string(golden.join("list.md")).unwrap();
    assert!(list.contains(change.0));
    let list = list.replacen(change.0, change.1, 1);
    fs::write(folder.path().join("LIST"), list).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &documented()]).current_dir(folder.path());
    shell.output().unwrap().status.success()
}

#[test]
fn openssl_verifies_the_list_and_finds_a_changed_figure() {
    if !tools::has_openssl() {
        return;
    }
    assert!(is_verified(("| 7 |", "| 7 |")));
    assert!(!is_verified(("| 7 |", "| 6 |")));
}
