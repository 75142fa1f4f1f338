//! The child of the demo that moves while its closing report lies unread: the log says in whose
//! hands it is, and so do the command line and the page of everybody who has a part in it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use stafet_shared::{
    course::Course,
    handover::Handover,
    words::{Ending, Kind, Stage, Verb},
};
use stafet_tests::{
    demo::{Wishes, played},
    ledger::Ledger,
};

use crate::{
    page::Page,
    programs::{Running, Said, Stream, client},
};

/// Where the child lived, where it has moved to, and who treated it.
const OLD: &str = "qeqertalik/qasigiannguit";
const NEW: &str = "sermersooq/nuuk";
const TEAM: &str = "socialstyrelsen/rejsehold";

/// Plays the demo into a folder, and answers with its log.
fn log_of(folder: &Path) -> Ledger {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let wishes = Wishes::quietly(folder.to_owned());
    runtime.block_on(played(wishes)).unwrap().1
}

/// The only handover of a kind in a course.
fn of_kind<'a>(ledger: &'a Ledger, course: &Course, kind: Kind) -> &'a Handover {
    let mut all = ledger.handovers.values();
    let is_it = |it: &&Handover| it.course == Some(course.id) && it.kind == kind;
    all.find(is_it).unwrap()
}

/// The profile of an office.
fn profile(folder: &Path, office: &str) -> PathBuf {
    folder.join("offices").join(office.replace('/', "-"))
}

/// What the command line shows of a handover, as a program reads it.
fn shown(profile: &Path, id: &str) -> Value {
    let said = Said::of(&mut client(profile, &["show", id, "--json"]));
    assert_eq!(said.code, 0, "{said:?}");
    said.json()
}

fn opened(profile: &Path) -> Page {
    let arguments = ["--lang", "da", "open", "--no-browser"];
    Page::by(Running::of_client(profile, &arguments, Stream::Data))
}

#[test]
fn a1_the_demo_s_child_that_moves_is_in_the_hands_of_its_new_municipality_alone() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = log_of(folder.path());
    let mut courses = ledger.courses();
    let course = courses.find(|it| it.municipality.as_str() == NEW).unwrap();
    let report = of_kind(&ledger, &course, Kind::ClosingReport);
    the_log_says_so(&ledger, &course, report);
    let (referral, report) = (course.id.short(), report.id.short());
    for office in [NEW, TEAM, OLD] {
        let profile = profile(folder.path(), office);
        the_command_line_says_so(&profile, office, (&referral, &report));
        the_page_says_so(&profile, office, (&referral, &report));
    }
}

fn the_log_says_so(ledger: &Ledger, course: &Course, report: &Handover) {
    assert_eq!(course.stage, Stage::ReportAcknowledged);
    assert_eq!(course.treatment.as_str(), NEW);
    let did = |verb| report.history.iter().filter(move |it| it.verb == verb);
    let by = |verb| did(verb).map(|it| it.author.office.as_str().to_owned());
    // Sent to where the child lived, opened there, and signed for by nobody there.
    assert_eq!(report.history[0].to.as_str(), OLD);
    assert_eq!(by(Verb::Open).collect::<Vec<_>>(), [OLD, NEW]);
    assert_eq!(by(Verb::PassOn).collect::<Vec<_>>(), [TEAM]);
    assert_eq!(by(Verb::Acknowledge).collect::<Vec<_>>(), [NEW]);
    assert_eq!((report.to.as_str(), report.leg), (NEW, 2));
    assert_eq!(report.ending, Some(Ending::ReportReceived));
    // What the team had been told about the child followed, too.
    let information = of_kind(ledger, course, Kind::CaseInformation);
    let mut passed = information.passed.iter();
    assert!(passed.any(|(to, it)| to.as_str() == NEW && it.opened.is_some()));
    // One thing is owed, by the new municipality.
    let owed = ledger.owed().into_iter();
    let owed = owed.filter(|one| [course.id, report.id, information.id].contains(&one.handover));
    let owed: Vec<(String, String)> = owed
        .map(|one| (one.owner.to_string(), one.duty.name()))
        .collect();
    assert_eq!(owed, [(NEW.to_owned(), "decide-follow-up".to_owned())]);
}

fn the_command_line_says_so(profile: &Path, office: &str, (referral, report): (&str, &str)) {
    let shown = shown(profile, referral);
    let course = &shown["course"];
    assert_eq!(course["authority"], NEW, "{office}");
    let owed = shown["handover"]["owed"].as_array().unwrap();
    let own = owed.iter().filter(|one| one["own"] == true);
    let own: Vec<&Value> = own.map(|one| &one["duty"]).collect();
    let expected: &[&str] = if office == NEW {
        &["decide-follow-up"]
    } else {
        &[]
    };
    assert_eq!(own, expected, "{office}");
    if office == OLD {
        // What comes after the child has left is not for its eyes.
        return;
    }
    assert_eq!(course["stage"], "ReportAcknowledged", "{office}");
    assert_eq!(course["treatment"], NEW, "{office}");
    let shown = self::shown(profile, report);
    assert_eq!(shown["handover"]["to"]["id"], NEW, "{office}");
    assert_eq!(shown["handover"]["state"], "Closed", "{office}");
}

fn the_page_says_so(profile: &Path, office: &str, (referral, report): (&str, &str)) {
    let page = opened(profile);
    let course = page.get(&format!("/forloeb/{referral}"));
    // It is no course of the office that the child has left.
    let is_shown = course.status == 200 && course.body.contains("Børn og Familie, Nuuk");
    assert_eq!(is_shown, office != OLD, "{office}: {course:?}");
    let handover = page.get(&format!("/overdragelse/{report}")).body;
    // Whoever has it reads that, and nobody else.
    let treats = handover.contains("Behandlingsansvaret er jeres.");
    assert_eq!(treats, office == NEW, "{office}: {handover}");
    let is_back = handover.contains("Behandlingsansvaret er tilbage hos dem.");
    assert_eq!(is_back, office == TEAM, "{office}: {handover}");
    page.end();
}
