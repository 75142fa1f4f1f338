//! The commands by their exit codes, in folders of their own.

use std::path::Path;

use stafet_shared::{party::OfficeId, time::Timestamp};

use super::*;
use crate::{
    notice::{
        Recipient, Way,
        fault::Fault,
        outbox::{Account, Failing},
    },
    store::{database::Database, notices::NoticeStore as _},
};

fn code(arguments: &[&str]) -> u8 {
    let words = std::iter::once("stafet-server").chain(arguments.iter().copied());
    run(Cli::try_parse_from(words).unwrap())
}

fn init(data: &Path, admin: &Path) -> u8 {
    let (data, admin) = (data.to_str().unwrap(), admin.to_str().unwrap());
    code(&[
        "init",
        "--admin-dir",
        admin,
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
    ])
}

#[test]
fn a_founded_folder_is_well_lists_nothing_and_is_not_founded_again() {
    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    assert_eq!(init(&data, &admin), EXIT_DONE);
    let named = data.to_str().unwrap();
    assert_eq!(code(&["doctor", "--data", named]), EXIT_DONE);
    let list = ["handovers", "--unacknowledged", "--json", "--data", named];
    assert_eq!(code(&list), EXIT_DONE);
    assert_eq!(code(&["check", "--data", named]), EXIT_DONE);
    assert_eq!(init(&data, &dir.path().join("other")), EXIT_ERROR);
    std::fs::write(data.join("keys/genesis.act"), b"another").unwrap();
    assert_eq!(code(&["doctor", "--data", named]), EXIT_UNVERIFIED);
    assert_eq!(code(&["run", "--data", named]), EXIT_UNVERIFIED);
}

#[test]
fn a_folder_that_is_none_and_an_administrator_inside_the_server_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let named = dir.path().to_str().unwrap();
    for command in ["run", "handovers", "check", "doctor"] {
        assert_eq!(code(&[command, "--data", named]), EXIT_NOT_FOUND);
    }
    let data = dir.path().join("server");
    assert_eq!(init(&data, &data.join("admin")), EXIT_ERROR);
    assert!(!data.exists(), "nothing is left behind");
}

#[test]
fn settings_that_are_there_are_neither_written_over_nor_founded_beside() {
    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    std::fs::create_dir(&data).unwrap();
    let settings = data.join("server.toml");
    std::fs::write(&settings, "# somebody's own\n").unwrap();
    assert_eq!(init(&data, &admin), EXIT_ERROR);
    let left: Vec<_> = std::fs::read_dir(&data).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let kept = std::fs::read_to_string(&settings).unwrap();
    assert_eq!(kept, "# somebody's own\n");
    assert!(!admin.exists(), "no key is made for it");
}

#[test]
fn an_administrators_folder_that_holds_keys_leaves_the_servers_empty() {
    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    std::fs::create_dir(&admin).unwrap();
    std::fs::write(admin.join("device.key"), b"somebody's").unwrap();
    assert_eq!(init(&data, &admin), EXIT_ERROR);
    assert!(!data.exists(), "no key is made for it");
    let file = dir.path().join("file");
    std::fs::write(&file, b"no folder").unwrap();
    assert_eq!(init(&data, &file), EXIT_ERROR);
    assert!(!data.exists(), "nor beside a file");
    assert_eq!(init(&data, &dir.path().join("free")), EXIT_DONE);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_found() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    assert_eq!(init(&data, &admin), EXIT_DONE);
    let key = data.join("keys/receipts.key");
    std::fs::set_permissions(key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let named = data.to_str().unwrap();
    assert_eq!(code(&["doctor", "--data", named]), EXIT_UNVERIFIED);
}

#[test]
fn notices_are_listed_and_a_section_that_is_wrong_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    assert_eq!(init(&data, &admin), EXIT_DONE);
    let named = data.to_str().unwrap();
    let list = ["notices", "--json", "--data", named];
    assert_eq!(code(&list), EXIT_DONE);
    assert_eq!(code(&["notices", "--data", named]), EXIT_DONE);

    let (office, way) = (OfficeId::parse("a/b").unwrap(), Way::Mail);
    let failing = Failing {
        since: Timestamp::EPOCH,
        attempts: 1,
        next: Timestamp::EPOCH,
        fault: Fault::NoAddress,
        waiting: 1,
    };
    let account = Account {
        failing: Some(failing),
        ..Account::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = Database::File(data.join("log.db"));
        let store = database.open().await.unwrap();
        let recipient = Recipient { office, way };
        store.keep_account(&recipient, &account).await.unwrap();
        store.close().await;
    });
    assert_eq!(code(&list), EXIT_ERROR);

    let settings = data.join("server.toml");
    let mut text = std::fs::read_to_string(&settings).unwrap();
    text.push_str("\n[metrics]\nlisten = \"0.0.0.0:9464\"\n");
    std::fs::write(&settings, text).unwrap();
    assert_eq!(code(&list), EXIT_ERROR);
}

#[test]
fn the_weekly_list_and_its_key_are_printed() {
    let dir = tempfile::tempdir().unwrap();
    let (data, admin) = (dir.path().join("server"), dir.path().join("admin"));
    assert_eq!(init(&data, &admin), EXIT_DONE);
    let named = data.to_str().unwrap();
    assert_eq!(code(&["weekly", "--data", named]), EXIT_DONE);
    assert_eq!(code(&["weekly", "--key", "--data", named]), EXIT_DONE);
    let nowhere = dir.path().to_str().unwrap();
    assert_eq!(code(&["weekly", "--data", nowhere]), EXIT_NOT_FOUND);
}
