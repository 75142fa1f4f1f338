//! Every page in every state that it is met in, in a real browser: what axe-core says against it,
//! and whether it is wider than its window. The states come from the demo's story, whose people are
//! without a connection by then, and from a deployment at work.
//!
//! With `STAFET_LOOKS=whole` each state is looked at in both languages, three widths and two
//! colours, which takes long; else once, dressed by turns.

use std::path::Path;

use serde::{Deserialize, Serialize};
use stafet_client::clock::SystemClock;
use stafet_shared::time::Clock as _;
use stafet_tests::{
    clock::SteppedClock,
    demo::{Wishes, play},
    platform::loopback::Loopback,
    scenario::{
        AWKWARD_DAYS, CASEWORKER, COLLEAGUE, HEAD, PSYCHOLOGIST, Scene,
        all_that_is_awkward_stands_open,
    },
};

use crate::{
    browsing::{Opened, Person, browse, can_browse, nothing, open, open_at},
    programs::{Deployment, data},
    referral,
};

/// People of the demo: in whose lists most of its states stand.
const PLAYERS: [&str; 4] = [
    "kujalleq-nanortalik",
    "socialstyrelsen-rejsehold",
    "avannaata-familiecenter",
    "qeqertalik-aasiaat",
];
/// People of what is seldom met.
const AWKWARD: [&str; 4] = [CASEWORKER, HEAD, PSYCHOLOGIST, COLLEAGUE];
/// Who of them also writes something, and is refused.
const ACTORS: usize = 2;
/// The fewest states that are met in each of the two.
const STATES_MIN: usize = 65;

#[derive(Serialize)]
struct Own {
    persons: Vec<More>,
    whole: bool,
    to: &'static str,
    file: String,
}

/// What is done with somebody's pages.
#[derive(Serialize)]
struct More {
    language: &'static str,
    acts: bool,
    practises: bool,
}

#[derive(Debug, Deserialize)]
struct Seen {
    /// In how many states pages were met, and how often they were looked at.
    states: usize,
    looks: usize,
    /// What handovers, and sheets about them, somebody who practises has met.
    practised: Vec<String>,
    /// What axe-core says against them.
    violations: Vec<String>,
    /// Pages that are wider than the window.
    sideways: Vec<String>,
    /// The states: language, address, where it stands or what the sheet is called.
    met: Vec<String>,
}

/// Sheets that are seldom met: the end of their address, and what they are called in Danish and in
/// English.
const SELDOM: [(&str, &str, &str); 10] = [
    (
        "se-hvad-der-gaelder",
        "Se, hvad der gælder",
        "See what holds",
    ),
    (
        "uden-underskrift",
        "Træk din underskrift tilbage",
        "Take your signature back",
    ),
    (
        "uden-underskrift",
        "Sig nej til at medunderskrive",
        "Refuse to countersign",
    ),
    ("gennemgaa", "Gennemgå sagen", "Review the case"),
    (
        "gennemgaa",
        "Se, om barnet stadig kan vente",
        "See whether the child can still wait",
    ),
    ("ja-tilbage", "Svar ja: ", "Say yes: "),
    (
        "laest",
        "Skriv under på, at svaret er læst",
        "Sign that the answer was read",
    ),
    (
        "spoerg-ikke",
        "Træk spørgsmålet tilbage",
        "Take the question back",
    ),
    (
        "givet-videre",
        "Givet videre uden om systemet",
        "Handed on outside the system",
    ),
    (
        "planen",
        "Skriv, hvordan det gik med planen",
        "Write how the plan went",
    ),
];

/// Whether everything is looked at in every dress.
#[expect(clippy::disallowed_methods, reason = "a long run is asked for so")]
fn whole() -> bool {
    std::env::var("STAFET_LOOKS").is_ok_and(|looks| looks == "whole")
}

/// Plays the demo into a folder.
fn played(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let wishes = Wishes::quietly(folder.to_owned());
    runtime.block_on(play(wishes)).unwrap();
}

/// Looks at all that these people meet, of whom somebody has practised.
fn looked_at(opened: &[Opened], persons: Vec<More>) {
    let seen = seen_by(opened, persons);
    assert!(seen.practised.len() > 3, "{:?}", seen.practised);
    assert!(seen.states >= STATES_MIN, "{}", seen.states);
}

fn seen_by(opened: &[Opened], persons: Vec<More>) -> Seen {
    let people: Vec<Person> = opened.iter().map(|it| it.person.clone()).collect();
    let own = Own {
        persons,
        whole: whole(),
        to: "socialstyrelsen/killiliisa",
        file: data("attachments/000_f6279063abee33ca.txt"),
    };
    let seen = browse::<Seen>("look", (&people, &own), nothing).own;
    println!("{} states, {} looks", seen.states, seen.looks);
    assert_eq!(seen.violations, [""; 0]);
    assert_eq!(seen.sideways, [""; 0]);
    seen
}

/// Plays all that is seldom met into a folder, so that it ends now.
fn played_awkwardly(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let began = SystemClock.now().plus_days(-i64::from(AWKWARD_DAYS));
    runtime.block_on(async {
        let platform = Loopback::new(folder, SteppedClock::new(began)).unwrap();
        let mut scene = Scene::begin(platform).await;
        all_that_is_awkward_stands_open(&mut scene).await;
        scene.deployment.stop_server().await;
    });
}

#[test]
fn sheets_that_are_seldom_met_can_be_read_by_everybody_in_both_languages() {
    if !can_browse() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    played_awkwardly(folder.path());
    for language in ["da", "en"] {
        let opened = AWKWARD.map(|it| {
            let profile = folder.path().join("offices").join(it);
            open_at(it, &profile, language)
        });
        let persons = AWKWARD.map(|_| More {
            language,
            acts: false,
            practises: false,
        });
        let seen = seen_by(&opened, persons.into());
        for (path, danish, english) in SELDOM {
            let title = if language == "da" { danish } else { english };
            let wanted = format!("{language} /overdragelse/…/{path} {title}");
            let is_met = seen.met.iter().any(|it| it.starts_with(&wanted));
            assert!(is_met, "{wanted} is not in {:#?}", seen.met);
        }
    }
}

#[test]
fn every_page_can_be_read_by_everybody_in_every_state_of_the_demo() {
    if !can_browse() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    played(folder.path());
    let languages = if whole() { &["da", "en"][..] } else { &["da"] };
    for language in languages {
        let opened = PLAYERS.map(|it| {
            let profile = folder.path().join("offices").join(it);
            open_at(it, &profile, language)
        });
        let persons = (0..PLAYERS.len()).map(|at| More {
            language,
            acts: at < ACTORS,
            practises: at == 0,
        });
        looked_at(&opened, persons.collect());
    }
}

#[test]
fn every_page_can_be_read_by_everybody_at_work_and_by_administrators() {
    if !can_browse() {
        return;
    }
    let deployment = Deployment::at_work();
    let said = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    let languages = if whole() { &["da", "en"][..] } else { &["en"] };
    for language in languages {
        let opened =
            ["sender", "team", "admin", "newcomer"].map(|it| open(&deployment, it, language));
        let persons = (0..opened.len()).map(|at| More {
            language,
            acts: at == 0,
            practises: at == 0,
        });
        looked_at(&opened, persons.collect());
    }
}
