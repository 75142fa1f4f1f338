//! What a person does in the browser in other ways than with the mouse: with the keyboard only,
//! without scripts, on paper, and with a page whose program has ended.

use serde::{Deserialize, Serialize};

use crate::{
    browsing::{browse, can_browse, nothing, open},
    page::sent,
    programs::{Deployment, SENDER, data},
};

#[derive(Serialize)]
struct Own {
    id: String,
    to: &'static str,
    file: String,
}

impl Own {
    fn of(id: String) -> Self {
        Self {
            id,
            to: SENDER,
            file: data("attachments/000_f6279063abee33ca.txt"),
        }
    }
}

#[derive(Debug, Deserialize)]
struct ByKeys {
    /// How often something was posted before anything was signed.
    refused: u32,
    /// How often a single key has posted something.
    signed_by_key: u32,
    after: String,
    back: String,
    /// What has the focus when the menu is closed.
    menu: String,
}

#[test]
fn a_receipt_is_signed_with_the_keyboard_only_and_by_no_single_key() {
    if !can_browse() {
        return;
    }
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let team = open(&deployment, "team", "da");
    let own = Own::of(id.clone());
    let seen = browse::<ByKeys>("keys", (std::slice::from_ref(&team.person), &own), nothing).own;
    assert_eq!((seen.refused, seen.signed_by_key), (1, 0));
    assert!(seen.after.contains("Tag stilling"), "{}", seen.after);
    assert_eq!(
        (seen.back.as_str(), seen.menu.trim()),
        ("/indbakke", "Menu")
    );
    assert_eq!(crate::state(&deployment, "team", &id), "Acknowledged");
}

#[derive(Debug, Deserialize)]
struct WithoutScripts {
    after: String,
    refused: String,
    kept: String,
    attached: String,
    sent: String,
    written: String,
    listed: u32,
    menu: bool,
}

#[test]
fn everything_works_without_scripts() {
    if !can_browse() {
        return;
    }
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let team = open(&deployment, "team", "da");
    let own = Own::of(id);
    let seen =
        browse::<WithoutScripts>("nojs", (std::slice::from_ref(&team.person), &own), nothing).own;
    assert!(seen.after.contains("Tag stilling"), "{}", seen.after);
    assert!(
        seen.refused.contains("Noget skal rettes"),
        "{}",
        seen.refused
    );
    assert_eq!(seen.kept, "Der er ingen plads før jul");
    assert_eq!(seen.attached, "000_f6279063abee33ca.txt");
    assert!(seen.sent.contains("Underskrevet"), "{}", seen.sent);
    assert!(seen.listed == 1 && seen.menu, "{seen:?}");
    deployment.sync("sender");
    let page = deployment
        .stafet("sender", &["show", &seen.written, "--json"])
        .json();
    assert_eq!(page["contents"][0]["attachments"][0]["name"], seen.attached);
}

#[derive(Debug, Deserialize)]
struct Printed {
    /// What is wrong with each print.
    wrong: Vec<String>,
    pages: usize,
}

#[test]
fn what_is_printed_is_tagged_and_says_who_printed_it_and_when() {
    if !can_browse() {
        return;
    }
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let opened = ["team", "admin"].map(|it| open(&deployment, it, "da"));
    let people = opened.each_ref().map(|it| it.person.clone());
    let seen = browse::<Printed>("prints", (&people, &Own::of(id)), nothing).own;
    assert_eq!((seen.pages, seen.wrong), (4, Vec::new()));
}

#[derive(Debug, Deserialize)]
struct Closed {
    /// What the page said when something was signed after its program had ended.
    said: String,
    /// What was typed before, as it stands then.
    kept: String,
    /// How often a receipt was posted by two clicks.
    posts: u32,
    /// What a tab shows that is gone back to or loaded again afterwards.
    back: String,
    again: String,
}

#[test]
fn a_page_whose_program_has_ended_says_so_keeps_what_is_typed_and_shows_nothing_again() {
    if !can_browse() {
        return;
    }
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let mut team = Some(open(&deployment, "team", "da"));
    let person = team.as_ref().unwrap().person.clone();
    let own = Own::of(id.clone());
    let seen = browse::<Closed>("closing", (&[person], &own), |wish| {
        assert_eq!(wish.wished, "end");
        team.take().unwrap().running.end();
        String::new()
    });
    let seen = seen.own;
    assert_eq!(seen.posts, 1, "pressed twice");
    assert!(seen.said.contains("Stafet er lukket"), "{}", seen.said);
    assert_eq!(seen.kept, "Der er ingen plads før jul");
    for shown in [&seen.back, &seen.again] {
        assert!(!shown.contains("Testbarn"), "{shown}");
    }
    assert_eq!(crate::state(&deployment, "team", &id), "Acknowledged");
}
