//! Bad input and faults, on the real program: sessions that are no more, addresses of nothing, a
//! disk that is full, uploads that break off, a handover that moves while it is signed.

use std::{fs, path::Path, time::Duration};

use crate::{
    page::{Page, sent},
    programs::{Deployment, TEAM, data},
    writing::Form,
};

/// An upload as large as the largest that people have in daily use.
const LARGE_BYTES: usize = 50 * 1024 * 1024;
/// How much of it comes before it breaks off.
const CUT_BYTES: usize = 20 * 1024 * 1024;
/// What a program may write into one file where the disk is full, in kilobytes: its store fits in.
const ROOM_KILOBYTES: u32 = 4 * 1024;
/// How often a test looks whether something is gone.
const LOOKS_MAX: u32 = 100;
const LOOK: Duration = Duration::from_millis(50);

/// How many bytes lie in the folder of sealed files.
fn sealed_bytes(deployment: &Deployment, profile: &str) -> u64 {
    fn below(folder: &Path) -> u64 {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let bytes = entries.map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => below(&entry.path()),
            Ok(about) => about.len(),
            Err(_) => 0,
        });
        bytes.sum()
    }
    below(&deployment.profile(profile).join("blobs"))
}

/// Waits until nothing lies in the folder of sealed files.
#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn nothing_is_left(deployment: &Deployment, profile: &str) {
    for _ in 0..LOOKS_MAX {
        if sealed_bytes(deployment, profile) == 0 {
            return;
        }
        std::thread::sleep(LOOK);
    }
    let left = sealed_bytes(deployment, profile);
    panic!("{left} bytes are left");
}

/// A message that waits for its files.
fn message(page: &Page) -> Form<'_> {
    let form = Form::begin(page, "message");
    form.go("modtager", &[("til", TEAM)], "hast");
    form.go("hast", &[("haster", "green")], "indhold");
    let fields = [("subject", "Emne"), ("text", "Tekst")];
    form.go("indhold", &fields, "bilag");
    form
}

#[test]
fn a_token_and_a_cookie_are_of_one_browser_and_of_one_run() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let said = deployment.stafet("team", &["open", "--no-browser"]);
    let other = page.cookie_of_another(said.line());
    assert_ne!(other, page.cookie());
    for path in ["/indbakke", &format!("/overdragelse/{id}")] {
        assert_eq!(page.get(path).status, 200, "{path}");
        assert_eq!(
            page.get_as(&other, path).status,
            200,
            "two browsers: {path}"
        );
    }
    // Names are shown to who has asked, and a token signs in its own browser only.
    let token = page.hidden("/indbakke", "_token");
    page.post("/vis-navne", &[("_token", &token)]);
    assert!(page.get("/indbakke").body.contains("Testbarn"));
    assert!(!page.get_as(&other, "/indbakke").body.contains("Testbarn"));
    let sheet = format!("/overdragelse/{id}/kvitter");
    let bound = page.hidden(&sheet, "_bound");
    let fields = [("_token", token.as_str()), ("_bound", &bound)];
    assert_eq!(page.post_as(&other, &sheet, &fields).status, 403);
    let stale = page.cookie().to_owned();
    page.end();
    // What was good before the program ended is good for nothing afterwards.
    let page = Page::of(&deployment, "team");
    for cookie in [&stale, &other] {
        let answer = page.get_as(cookie, "/indbakke");
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("åbn Stafet igen"), "{}", answer.body);
        assert_eq!(page.post_as(cookie, &sheet, &fields).status, 403);
    }
    assert_eq!(page.post(&sheet, &fields).status, 403, "a token of before");
    assert_eq!(crate::state(&deployment, "team", &id), "Opened");
}

#[test]
fn an_address_of_nothing_says_so_in_words() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let team = Page::of(&deployment, "team");
    for path in [
        "/overdragelse/00000000",
        "/overdragelse/%3Cscript%3E",
        "/overdragelse/00000000/kvitter",
        "/forloeb/00000000",
        "/forloeb/%3Cscript%3E",
        "/rejser/00000000",
        "/rejser/00000000/udsaet",
        "/ny/00000000/barnet",
        "/ny/00000000/sendt",
        "/findes-ikke",
        &format!("/overdragelse/{id}/findes-slet-ikke"),
        &format!("/forloeb/{id}"),
        &format!("/overdragelse/{id}/bilag/00000000/0"),
        &format!("/overdragelse/{id}/bilag/../../../server/7"),
    ] {
        let answer = team.get(path);
        assert!(matches!(answer.status, 404 | 409), "{path}: {answer:?}");
        assert!(answer.body.contains("<h1"), "{path}: {answer:?}");
        assert!(!answer.body.contains("<script>"), "{path}");
    }
    drop(team);
    let admin = Page::of(&deployment, "admin");
    for path in [
        "/vagt/00000000/tag-haand",
        "/vagt?vis=00000000",
        "/vagt/statistik/exe",
    ] {
        let answer = admin.get(path);
        assert!(answer.body.contains("<h1"), "{path}: {answer:?}");
    }
}

#[test]
fn a_new_version_that_comes_while_somebody_signs_is_not_signed_unseen() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let sheet = format!("/overdragelse/{id}/kvitter");
    let [token, bound] = ["_token", "_bound"].map(|name| page.hidden(&sheet, name));
    let corrected = data("handovers/01-henvisning-rettet.toml");
    let said = deployment.stafet("sender", &["correct", &id, "--from-file", &corrected]);
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    let fields = [("_token", token.as_str()), ("_bound", &bound)];
    let stale = page.post(&sheet, &fields);
    assert_eq!(stale.status, 409, "{stale:?}");
    assert!(stale.body.contains("Der er sket noget"), "{}", stale.body);
    assert_eq!(crate::state(&deployment, "team", &id), "Opened");
    let bound = page.hidden(&sheet, "_bound");
    let fields = [("_token", token.as_str()), ("_bound", &bound)];
    assert_eq!(page.post(&sheet, &fields).status, 303);
    // Back, and pressed again: it is said, and signed once.
    let again = page.post(&sheet, &fields);
    assert_eq!(again.status, 409, "{again:?}");
    let shown = deployment.stafet("team", &["show", &id, "--json"]).json();
    let signed = shown["timeline"].as_array().unwrap().iter();
    let signed = signed.filter(|event| event["verb"] == "acknowledge");
    assert_eq!(signed.count(), 1, "{shown}");
}

#[test]
fn fifty_megabytes_that_break_off_leave_nothing_and_come_the_second_time() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    let form = message(&page);
    let token = page.hidden(&form.step("gennemse"), "_token");
    let whole = "x".repeat(LARGE_BYTES);
    form.upload_cut(&token, "stor.txt", (&whole[..CUT_BYTES], LARGE_BYTES));
    nothing_is_left(&deployment, "sender");
    let listed = page.get(&form.step("bilag")).body;
    assert!(!listed.contains("stor.txt"), "{listed}");
    let uploaded = form.upload(&token, "stor.txt", &whole);
    assert_eq!(uploaded.status, 303, "{uploaded:?}");
    assert!(page.get(&form.step("bilag")).body.contains("stor.txt"));
    assert!(sealed_bytes(&deployment, "sender") > LARGE_BYTES as u64);
    assert_eq!(form.fill("gennemse", &[]).status, 303);
}

#[cfg(unix)]
#[test]
fn a_full_disk_says_what_is_saved_and_loses_nothing() {
    let deployment = Deployment::at_work();
    let page = Page::by(deployment.start_on_full_disk("sender", ROOM_KILOBYTES));
    let form = message(&page);
    let token = page.hidden(&form.step("gennemse"), "_token");
    let large = "x".repeat(2 * ROOM_KILOBYTES as usize * 1024);
    let full = form.upload(&token, "stor.txt", &large);
    assert_eq!(full.status, 422, "{full:?}");
    assert!(full.body.contains("Noget skal rettes"), "{}", full.body);
    assert!(full.body.contains("Disken er fuld"), "{}", full.body);
    nothing_is_left(&deployment, "sender");
    assert!(page.get(&form.step("indhold")).body.contains("Emne"));
    let small = form.upload(&token, "lille.txt", "Plads nok");
    assert_eq!(small.status, 303, "{small:?}");
    assert_eq!(form.fill("gennemse", &[]).status, 303, "it goes on");
}
