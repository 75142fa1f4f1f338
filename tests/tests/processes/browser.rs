//! Every page in every state that it is met in, in a real browser: what axe-core says against it,
//! and whether it is wider than its window. The states come from the demo's story, whose people are
//! without a connection by then, and from a deployment at work.
//!
//! With `STAFET_LOOKS=whole` each state is looked at in both languages, three widths and two
//! colours, which takes long; else once, dressed by turns.

use std::path::Path;

use serde::{Deserialize, Serialize};
use stafet_client::text::Language;
use stafet_tests::demo::{Wishes, play};

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
}

/// Whether everything is looked at in every dress.
#[expect(clippy::disallowed_methods, reason = "a long run is asked for so")]
fn whole() -> bool {
    std::env::var("STAFET_LOOKS").is_ok_and(|looks| looks == "whole")
}

/// Plays the demo into a folder.
fn played(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let wishes = Wishes {
        dir: Some(folder.to_owned()),
        database: None,
        language: Language::Danish,
        quiet: true,
        pages: false,
    };
    runtime.block_on(play(wishes)).unwrap();
}

fn looked_at(opened: &[Opened], persons: Vec<More>) {
    let people: Vec<Person> = opened.iter().map(|it| it.person.clone()).collect();
    let own = Own {
        persons,
        whole: whole(),
        to: "socialstyrelsen/killiliisa",
        file: data("attachments/000_f6279063abee33ca.txt"),
    };
    let seen = browse::<Seen>("look", (&people, &own), nothing).own;
    println!("{} states, {} looks", seen.states, seen.looks);
    assert!(seen.practised.len() > 3, "{:?}", seen.practised);
    assert_eq!(seen.violations, [""; 0]);
    assert_eq!(seen.sideways, [""; 0]);
    assert!(seen.states >= STATES_MIN, "{}", seen.states);
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
