//! The demo ends as its story says, and counts it.

use std::{collections::BTreeSet, process::Command};

use stafet_client::text::Language;
use stafet_shared::{
    calendar::Zone,
    words::{Ending, Kind, Verb},
};
use stafet_tests::{
    demo::{Summary, WIDTH, Wishes, play, played},
    ledger::Ledger,
};

/// The first line names a port, and the last one seconds.
const OF_ITS_OWN: usize = 1;

fn wishes(dir: Option<&std::path::Path>) -> Wishes {
    Wishes {
        dir: dir.map(ToOwned::to_owned),
        database: None,
        language: Language::English,
        quiet: true,
        pages: false,
    }
}

#[tokio::test]
async fn the_demo_counts_what_it_has_played() {
    let (summary, ledger) = played(wishes(None)).await.unwrap();
    assert_eq!((summary.handovers, summary.offices), (18, 29));
    assert!(summary.bytes_up > 0 && summary.bytes_down > 0);
    let receipts = &summary.receipts;
    assert!(
        receipts["R0"] < summary.acts - 1,
        "all but the genesis and what the server told"
    );
    assert_eq!(receipts["R1"], summary.acts);
    let given: Vec<(&str, u64)> = receipts
        .iter()
        .map(|(name, count)| (*name, *count))
        .filter(|(name, _)| !["R0", "R1"].contains(name))
        .collect();
    let expected = [
        ("R10", 2), // The wrong office, and the team after the withdrawal.
        ("R11", 1), // The administrators have seen the escalation.
        ("R12", 1), // Read out on the telephone.
        ("R2", 3), // What has attachments: the referral, its corrected version, the case information.
        ("R3", 22), // Every handover on each of its legs, and what followed the child.
        ("R4", 20), // All but the one that nobody signs for, and a child that was taken over.
        ("R5", 11),
        ("R6", 3), // The closing reports.
        ("R7", 2), // What was decided on follow-up, and what came of it.
        ("R9", 2), // Asked for and agreed to.
    ];
    assert_eq!(given, expected);
    let [open] = summary.unacknowledged.as_slice() else {
        panic!("{:?}", summary.unacknowledged);
    };
    assert_eq!((open.kind, open.state), ("Referral", "Opened"));
    assert_eq!(open.from, "avannaata/upernavik");
    assert_eq!(open.to, "avannaata/familiecenter");
    assert_eq!(open.owner, "avannaata/familiecenter");

    what_never_came_and_what_was_not_followed_up_is_told(&summary);
    what_was_late_climbed_and_was_cleared_by_the_receipt(&summary);

    a_red_notification_was_answered_on_the_day_on_which_it_came(&ledger);

    let json = serde_json::to_value(&summary).unwrap();
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let expected = |names: &str| names.split(' ').map(ToOwned::to_owned).collect();
    let all = "handovers acts receipts unacknowledged overdue escalations expected_missing \
               follow_ups_open offices bytes_up bytes_down wall_ms";
    assert_eq!(keys(&json), expected(all));
    let one = "id kind from to state owner due";
    assert_eq!(keys(&json["unacknowledged"][0]), expected(one));
    for list in ["overdue", "expected_missing"] {
        assert_eq!(keys(&json[list][0]), expected("id owner duty due"));
    }
    assert_eq!(
        keys(&json["follow_ups_open"][0]),
        expected("id owner stage since")
    );
}

fn a_red_notification_was_answered_on_the_day_on_which_it_came(ledger: &Ledger) {
    let mut all = ledger.handovers.values();
    let notification = all.find(|it| it.kind == Kind::Notification).unwrap();
    let day = |verb| {
        let mut events = notification.history.iter();
        let event = events.find(|it| it.verb == verb).unwrap();
        Zone::nuuk().day(event.position.unwrap().deposited)
    };
    assert_eq!(day(Verb::Sign), day(Verb::SignAction));
    assert_eq!(notification.ending, Some(Ending::ActionSigned));
}

fn what_was_late_climbed_and_was_cleared_by_the_receipt(summary: &Summary) {
    let watch = Some("socialstyrelsen/overdragelsesvagt");
    let mut climbed = summary
        .escalations
        .iter()
        .filter(|it| it.owner == "socialstyrelsen/killiliisa" && it.in_hand_by.as_deref() == watch);
    let climbed = climbed.next().unwrap();
    assert_eq!((climbed.level, climbed.cleared), (4, true));
    assert_eq!(climbed.seen_by.as_deref(), watch);
}

fn what_never_came_and_what_was_not_followed_up_is_told(summary: &Summary) {
    let missing: Vec<(&str, &str)> = summary
        .expected_missing
        .iter()
        .map(|it| (it.owner.as_str(), it.duty.as_str()))
        .collect();
    assert!(missing.contains(&("qeqqata/maniitsoq", "send-case-information")));
    let open: Vec<(&str, &str)> = summary
        .follow_ups_open
        .iter()
        .map(|it| (it.owner.as_str(), it.stage))
        .collect();
    assert!(open.contains(&("kujalleq/qaqortoq", "ReportAcknowledged")));
    assert!(open.contains(&("kujalleq/nanortalik", "FollowUpUnderWay")));
    assert!(open.contains(&("sermersooq/nuuk", "ReportAcknowledged")));
    assert_eq!(open.len(), 3);
    let late = |owner: &str, duty: &str| {
        let mut overdue = summary.overdue.iter();
        overdue.any(|it| it.owner == owner && it.duty == duty)
    };
    assert!(late("avannaata/familiecenter", "receipt"));
    assert!(late("qeqqata/maniitsoq", "send-case-information"));
}

#[tokio::test]
async fn a_folder_that_is_in_use_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine"), "kept").unwrap();
    let error = play(wishes(Some(folder.path()))).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What a run of the program says, line by line.
fn said() -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_stafet-demo");
    let ran = Command::new(program)
        .args(["--headless", "--lang", "da"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let text = String::from_utf8(ran.stdout).unwrap();
    text.lines().map(ToOwned::to_owned).collect()
}

/// A line without the numbers of handovers, which are drawn anew in each run.
fn without_numbers(line: &str) -> String {
    let is_number = |word: &str| {
        let mut letters = word.bytes();
        word.len() == 8 && letters.all(|it| it.is_ascii_digit() || it.is_ascii_uppercase())
    };
    let words = line
        .split(' ')
        .map(|word| if is_number(word) { "KYZ8D0Y1" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The story without the hours of its last day, which is the day of the run.
fn story(lines: &[String]) -> Vec<String> {
    let dated = lines.iter().rev().find_map(|line| {
        let (day, _) = line.split_once(' ')?;
        let letters = day.bytes().filter(u8::is_ascii_digit).count();
        (letters == 4 && day.len() == 5).then_some(day)
    });
    let dated = format!("{} ", dated.unwrap_or_default());
    let told = lines.iter().map(|line| match line.strip_prefix(&dated) {
        Some(rest) => without_numbers(rest.get(5..).unwrap_or_default()),
        None => without_numbers(line),
    });
    told.collect()
}

#[test]
fn the_demo_tells_the_same_story_in_each_run_in_lines_that_a_terminal_shows_whole() {
    let runs = [said(), said()];
    for line in runs.iter().flatten().skip(OF_ITS_OWN) {
        assert!(line.chars().count() <= WIDTH, "{line}");
    }
    let [first, second] = runs.map(|lines| {
        let kept = lines.len() - OF_ITS_OWN;
        story(&lines[OF_ITS_OWN..kept])
    });
    assert!(first.len() > 150, "{first:#?}");
    let told = first.join(" ");
    let told: Vec<&str> = told.split_whitespace().collect();
    let told = told.join(" ");
    for said in [
        // Who was told, and who could not be: nobody leads that municipality.
        "sagt til Administrationen, kunne ikke siges til en leder i Avannaata Kommunia",
        "nu skylder Qasigiannguit: læs og kvittér",
        "nu skylder Børnerejseholdet: giv barnets papirer videre til den nye kommune",
        "nu skylder Nuuk: læs og kvittér",
        "nu skylder Nuuk: beslut, hvad barnet får nu",
    ] {
        assert!(told.contains(said), "{said}");
    }
    assert!(!told.contains("ledere og administratorer"));
    assert_eq!(first, second);
}
