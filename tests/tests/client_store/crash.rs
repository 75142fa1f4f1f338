//! A process that commits is killed at any moment; whatever it has reported must be there.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use stafet_client::store::{ActRow, Change, Outcome, Snapshot, Store};

use super::{ActId, ID_BYTES, open};

/// How often the process is killed.
const KILLS: u64 = 20;
/// Names the folder to the process that is killed.
const FOLDER: &str = "STAFET_TEST_FOLDER";
/// Starts the line that reports a commit.
const COMMITTED: &str = "committed ";
/// Bytes in the body of each act: several pages of the database.
const BODY_BYTES: usize = 20_000;

#[tokio::test]
async fn every_commit_that_was_reported_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let mut reported = 0;
    for kill in 0..KILLS {
        // Differs from kill to kill, and is the same in every run.
        let lines = 1 + kill * 7 % 11;
        reported = reported_before_killing(commits_forever(folder.path()), lines);
        let store = open(folder.path(), kill).await;
        let left = store.load().await.unwrap();
        assert!(left.revision >= reported, "{} < {reported}", left.revision);
        assert_eq!(left, committed(left.revision));
        let last = act_id(left.revision);
        assert_eq!(
            store.body(last).await.unwrap().unwrap(),
            body(left.revision)
        );
    }
    assert!(reported >= KILLS);
}

#[tokio::test]
#[ignore = "run by every_commit_that_was_reported_survives_kill_9, which kills it"]
async fn commits_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let store = open(Path::new(&folder), std::process::id().into()).await;
    let mut revision = store.revision().await.unwrap();
    loop {
        let next = revision + 1;
        let changes = vec![
            Change::Set {
                name: "last".to_owned(),
                value: next.to_be_bytes().to_vec(),
            },
            Change::Act {
                row: act(next),
                body: Some(body(next)),
            },
        ];
        let outcome = store.commit(revision, changes).await.unwrap();
        assert_eq!(outcome, Outcome::Done(next));
        println!("{COMMITTED}{next}");
        revision = next;
    }
}

/// Starts this program again as the process that commits.
fn commits_forever(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::commits_until_it_is_killed"])
        .args(["--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the process once it has reported so many commits; answers the last one it reported.
fn reported_before_killing(mut child: Child, lines: u64) -> u64 {
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut last = 0;
    let mut left = lines;
    for line in output.lines() {
        // The kill may cut the last line short: then nothing was reported by it.
        let Ok(line) = line else { break };
        let Some((_, revision)) = line.split_once(COMMITTED) else {
            continue;
        };
        last = revision.parse().unwrap();
        left = left.saturating_sub(1);
        if left == 0 {
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    assert!(!status.success(), "it ended by itself");
    last
}

/// What so many commits leave behind.
fn committed(revision: u64) -> Snapshot {
    Snapshot {
        revision,
        values: [("last".to_owned(), revision.to_be_bytes().to_vec())].into(),
        acts: (1..=revision).map(act).collect(),
    }
}

fn act(number: u64) -> ActRow {
    ActRow {
        id: act_id(number),
        index: None,
        order: number,
        signed: number.to_le_bytes().to_vec(),
        receipt: None,
        refused: None,
    }
}

fn act_id(number: u64) -> ActId {
    let mut bytes = [0; ID_BYTES];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    ActId::from_bytes(bytes)
}

fn body(number: u64) -> Vec<u8> {
    number.to_le_bytes().repeat(BODY_BYTES / 8)
}
