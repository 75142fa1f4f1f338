//! The whole course of the data files, done by clicking in three browsers at once, with the line
//! cut in the middle.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use stafet_tests::tools::Wish;

use crate::{
    browsing::{answers, browse, can_browse, open},
    programs::{Deployment, SENDER, TEAM, data},
};

/// The office that follows up.
const CENTRE: &str = "kujalleq/familiecenter";
/// The files of the data that the course is made of.
const FILES: [&str; 8] = [
    "01-henvisning",
    "02-sagsoplysninger",
    "03-delrapport",
    "04-afsluttende-rapport",
    "05-opfoelgning",
    "message-1",
    "message-2",
    "need-information-1",
];
const ATTACHED: [&str; 3] = [
    "000_f6279063abee33ca.txt",
    "003_1cdc9707aa99f4fc.txt",
    "004_f09263a5d52cfe9f.txt",
];
/// The most clicks from the inbox to a sent receipt.
const RECEIPT_CLICKS_MAX: u32 = 3;

#[derive(Serialize)]
struct Own {
    data: Map<String, Value>,
    files: Vec<String>,
    sender: &'static str,
    team: &'static str,
    centre: &'static str,
    today: String,
    visit: String,
    effect: &'static str,
}

#[derive(Debug, Deserialize)]
struct Seen {
    /// What was done, in order.
    told: Vec<String>,
    referral: String,
    /// Clicks from nothing to a sent referral.
    to_send: Clicks,
    /// Clicks from the inbox to a sent receipt.
    to_receipt: u32,
    /// What the status said without a line, before and after something was signed.
    cut: String,
    meanwhile: String,
    /// Where the follow-up stood in the end.
    followed: String,
    /// What the page said when somebody was asked too early whether the child gets it.
    early: String,
    /// What the page of the course said in the end.
    ended: String,
}

#[derive(Debug, Deserialize)]
struct Clicks {
    choices: u32,
    onward: u32,
}

/// What the family centre does, which nobody looks at.
fn follows_up(deployment: &Deployment, id: &str) {
    deployment.sync("centre");
    let told = "Barnet er kommet til ni af tolv samtaler.";
    for command in [
        &["ack", id][..],
        &["accept", id],
        &[
            "report-follow-up",
            id,
            "--reached",
            "partly",
            "--text",
            told,
        ],
    ] {
        let said = deployment.stafet("centre", command);
        assert_eq!(said.code, 0, "{command:?}: {said:?}");
    }
}

/// A day so many days from now, as forms take it.
fn day(days: i64) -> String {
    let zone = jiff::tz::TimeZone::get("America/Nuuk").unwrap();
    let now = jiff::Timestamp::now().to_zoned(zone);
    let then = now.checked_add(jiff::Span::new().days(days)).unwrap();
    then.date().to_string()
}

#[test]
fn the_course_of_a_child_is_clicked_through_in_three_browsers() {
    if !can_browse() {
        return;
    }
    let mut deployment = Deployment::at_work();
    deployment.join("centre", CENTRE, "Frida Beck");
    let opened = ["sender", "team", "admin"].map(|it| open(&deployment, it, "da"));
    let people = opened.each_ref().map(|it| it.person.clone());
    let own = Own {
        data: FILES
            .map(|file| (file.to_owned(), Value::Object(answers(file))))
            .into_iter()
            .collect(),
        files: ATTACHED
            .map(|name| data(&format!("attachments/{name}")))
            .to_vec(),
        sender: SENDER,
        team: TEAM,
        centre: CENTRE,
        today: day(0),
        visit: day(14),
        effect: "Barnet er ikke begyndt.",
    };
    let found = browse::<Seen>("course", (&people, &own), |wish: &Wish| {
        match wish.wished.as_str() {
            "cut" => deployment.stop_server(),
            "mend" => deployment.start_server(),
            "centre" => follows_up(&deployment, &wish.about),
            _ => panic!("{wish:?}"),
        }
        String::new()
    });
    let seen = found.own;
    println!(
        "{} steps; from nothing to a sent referral {} clicks onward and {} choices; \
         from the inbox to a sent receipt {} clicks",
        seen.told.len(),
        seen.to_send.onward,
        seen.to_send.choices,
        seen.to_receipt
    );
    assert_eq!(seen.told.len(), 21, "{:?}", seen.told);
    assert!(seen.to_receipt <= RECEIPT_CLICKS_MAX);
    assert!(seen.cut.contains("Uden forbindelse siden"), "{}", seen.cut);
    assert!(seen.cut.contains("Alt er sendt"), "{}", seen.cut);
    let waits = "1 venter i udbakken og sendes af sig selv";
    assert!(seen.meanwhile.contains(waits), "{}", seen.meanwhile);
    assert!(!seen.followed.is_empty());
    let early = "Det er for tidligt at sige, at barnet får det.";
    assert!(seen.early.contains(early), "{}", seen.early);
    assert!(
        seen.ended.contains("Spurgt, om barnet fik det"),
        "{}",
        seen.ended
    );
    deployment.sync("team");
    let owed = crate::state(&deployment, "team", &seen.referral);
    assert_eq!(owed, "Closed");
}
