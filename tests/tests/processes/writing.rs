//! A handover written on the page, step by step, as a browser posts it.

use std::{fs, path::Path};

use crate::{
    page::{Answer, Asking, Page},
    programs::{Deployment, TEAM},
};

/// What stands between the parts of an upload.
const BOUNDARY: &str = "----between";
/// A name that a browser must not take for markup, and a folder must not be left by.
const EVIL_NAME: &str = "../<svg onload=alert(1)>.svg";
/// What is in that file.
const EVIL_FILE: &str = "<svg onload='alert(1)'/>";
/// What nobody may find on the disk.
const CANARY: &str = "Kanariefugl-7f3a";

/// A form on a page.
pub(crate) struct Form<'a> {
    page: &'a Page,
    address: String,
}

impl<'a> Form<'a> {
    /// One that is begun with a kind.
    pub(crate) fn begin(page: &'a Page, kind: &str) -> Self {
        let token = page.hidden("/ny", "_token");
        let begun = page.post("/ny", &[("_token", &token), ("slags", kind)]);
        assert_eq!(begun.status, 303, "{begun:?}");
        Self::at(page, &begun)
    }

    /// The one that an answer leads to.
    pub(crate) fn at(page: &'a Page, answer: &Answer) -> Self {
        let place = &answer.headers["location"];
        let id = place.split('/').nth(2).unwrap();
        let address = format!("/ny/{id}");
        Self { page, address }
    }

    pub(crate) fn step(&self, step: &str) -> String {
        format!("{}/{step}", self.address)
    }

    fn show(&self, step: &str) -> String {
        let shown = self.page.get(&self.step(step));
        assert_eq!(shown.status, 200, "{step}: {shown:?}");
        shown.body
    }

    /// Posts what is asked on a step.
    pub(crate) fn fill(&self, step: &str, fields: &[(&str, &str)]) -> Answer {
        let path = self.step(step);
        let token = self.page.hidden(&path, "_token");
        let revision = self.page.hidden(&path, "_revision");
        let mut all = vec![("_token", token.as_str()), ("_revision", &revision)];
        all.extend(fields);
        self.page.post(&path, &all)
    }

    /// Posts what is asked on a step, and is led to the next.
    pub(crate) fn go(&self, step: &str, fields: &[(&str, &str)], next: &str) {
        let answer = self.fill(step, fields);
        assert_eq!(answer.status, 303, "{step}: {answer:?}");
        assert_eq!(answer.headers["location"], self.step(next));
    }

    /// Uploads one file.
    pub(crate) fn upload(&self, token: &str, name: &str, text: &str) -> Answer {
        let path = self.step("bilag");
        self.page.ask(&self.uploading(&path, (token, name, text)))
    }

    /// Begins to upload a file, and goes away in the middle.
    pub(crate) fn upload_cut(&self, token: &str, name: &str, (text, whole): (&str, usize)) {
        let path = self.step("bilag");
        let mut asking = self.uploading(&path, (token, name, text));
        let end = asking
            .body
            .find("\r\n------between\r\nContent-Disposition: form-data; name=\"_mere\"");
        asking.body.truncate(end.unwrap_or(asking.body.len()));
        self.page.cut(&asking, whole);
    }

    fn uploading<'b>(&self, path: &'b str, (token, name, text): (&str, &str, &str)) -> Asking<'b> {
        let mut asking = self.page.asking("POST", path);
        asking.headers.retain(|(known, _)| *known != "Content-Type");
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        asking.headers.push(("Content-Type", kind));
        asking.body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"filer\"; \
             filename=\"{name}\"\r\nContent-Type: image/svg+xml\r\n\r\n{text}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"_mere\"\r\n\r\n1\r\n\
             --{BOUNDARY}--\r\n"
        );
        asking
    }
}

/// Whether a text stands in any file below a folder.
fn stands_below(folder: &Path, text: &str) -> bool {
    let mut entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.any(|path| {
        if path.is_dir() {
            return stands_below(&path, text);
        }
        let bytes = fs::read(&path).unwrap_or_default();
        let mut windows = bytes.windows(text.len());
        windows.any(|window| window == text.as_bytes())
    })
}

#[test]
fn a_message_is_written_step_by_step_and_nothing_is_lost() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    assert!(page.get("/ny").body.contains("Hvad vil du overdrage?"));
    let token = page.hidden("/ny", "_token");
    let nothing = page.post("/ny", &[("_token", &token)]);
    assert_eq!(nothing.status, 422, "no kind: {nothing:?}");
    let form = Form::begin(&page, "message");
    form.go("modtager", &[("til", TEAM)], "hast");
    form.go("hast", &[("haster", "yellow")], "indhold");
    let bad = form.fill("indhold", &[("subject", ""), ("text", CANARY)]);
    assert_eq!(bad.status, 422, "a subject is missing: {bad:?}");
    assert!(bad.body.contains("Noget skal rettes") && bad.body.contains(CANARY));
    assert!(form.show("indhold").contains(CANARY), "saved all the same");
    assert!(!page.get("/udbakke").body.contains(CANARY));
    assert!(
        page.get("/udbakke").body.contains(&form.address),
        "a draft is listed"
    );
    assert!(!stands_below(&deployment.profile("sender"), CANARY));
    let stale = page.post(
        &form.step("indhold"),
        &[
            ("_token", &token),
            ("_revision", "1"),
            ("text", "I et andet vindue"),
        ],
    );
    assert_eq!(stale.status, 409, "{stale:?}");
    assert!(stale.body.contains("I et andet vindue"));
    assert!(
        form.show("indhold").contains(CANARY),
        "nothing was written over"
    );
    let unsigned = form.fill("gennemse", &[]);
    assert_eq!(unsigned.status, 422, "it is not whole: {unsigned:?}");
    form.go("indhold", &[("subject", "Emne"), ("text", CANARY)], "bilag");
    let revision = page.hidden(&form.step("gennemse"), "_revision");
    let fields = [("_token", token.as_str()), ("_revision", &revision)];
    for _ in 0..2 {
        let signed = page.post(&form.step("gennemse"), &fields);
        assert_eq!(signed.status, 303, "also when pressed twice: {signed:?}");
        assert_eq!(signed.headers["location"], form.step("sendt"));
    }
    let sent = form.show("sendt");
    assert!(sent.contains("Underskrevet. Beskeden er på vej"), "{sent}");
    let outbox = deployment.stafet("sender", &["outbox", "--json"]).json();
    assert_eq!(outbox["handovers"].as_array().unwrap().len(), 1);
}

#[test]
fn files_are_sealed_as_they_come_and_only_ever_saved() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    let form = Form::begin(&page, "message");
    form.go("modtager", &[("til", TEAM)], "hast");
    form.go("hast", &[("haster", "green")], "indhold");
    form.go(
        "indhold",
        &[("subject", "Emne"), ("text", "Se bilag")],
        "bilag",
    );
    assert!(form.show("bilag").contains("Du skriver om et bilag"));
    let token = page.hidden(&form.step("gennemse"), "_token");
    assert_eq!(form.upload("guess", "a.txt", CANARY).status, 403);
    for name in ["a.txt", EVIL_NAME] {
        let uploaded = form.upload(&token, name, EVIL_FILE);
        assert_eq!(uploaded.status, 303, "{uploaded:?}");
    }
    let refused = form.upload(&token, "a\u{202E}b.txt", "x");
    assert_eq!(refused.status, 422, "a hidden character: {refused:?}");
    let listed = form.show("bilag");
    assert!(listed.contains("a.txt") && !listed.contains("<svg onload"));
    assert!(!stands_below(&deployment.profile("sender"), EVIL_FILE));
    let revision = page.hidden(&form.step("gennemse"), "_revision");
    let fields = [("_token", token.as_str()), ("_revision", &revision)];
    let removed = page.post(&form.step("bilag/0/fjern"), &fields);
    assert_eq!(removed.status, 303);
    assert!(!form.show("bilag").contains("a.txt"));
    assert_eq!(form.fill("gennemse", &[]).status, 303);
    let outbox = deployment.stafet("sender", &["outbox", "--json"]).json();
    let id = outbox["handovers"][0]["short"].as_str().unwrap().to_owned();
    let shown = page.get(&format!("/overdragelse/{id}")).body;
    let from = shown.find(&format!("/overdragelse/{id}/bilag/")).unwrap();
    let path = shown[from..].split('"').next().unwrap();
    let saved = page.get(path);
    assert_eq!((saved.status, saved.body.as_str()), (200, EVIL_FILE));
    let header = |name: &str| saved.headers[name].clone();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename*=UTF-8''_svg%20onload%3Dalert%281%29_.svg"
    );
    assert_eq!(
        header("content-security-policy"),
        "sandbox; default-src 'none'"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    let elsewhere = path.replace("/0", "/7");
    assert_eq!(page.get(&elsewhere).status, 404);
}

#[test]
fn a_handover_is_corrected_from_what_it_says() {
    let deployment = Deployment::at_work();
    let said = deployment.stafet("sender", &["send", &crate::referral()]);
    let id = said.line().to_owned();
    let page = Page::of(&deployment, "sender");
    let sheet = format!("/overdragelse/{id}/ret");
    let shown = page.get(&format!("/overdragelse/{id}")).body;
    assert!(shown.contains(&sheet), "{shown}");
    let fields = [("_token", &*page.hidden(&sheet, "_token"))];
    let form = Form::at(&page, &page.post(&sheet, &fields));
    let again = Form::at(&page, &page.post(&sheet, &fields));
    assert_eq!(form.address, again.address, "begun once");
    assert!(form.show("barnet").contains("Testbarn Nanortalik A"));
    let reviewed = form.show("gennemse");
    assert!(reviewed.contains("010112-") && !reviewed.contains("0101120000"));
    let saved = page.hidden(&form.step("indhold"), "_revision");
    assert_eq!(saved, "1", "looking changes nothing");
    assert_eq!(form.fill("gennemse", &[]).status, 303);
    let now = deployment.stafet("sender", &["show", &id, "--json"]).json();
    assert_eq!(now["handover"]["version"], 2, "{now}");
}

#[test]
fn a_draft_is_deleted_and_is_gone() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    let form = Form::begin(&page, "referral");
    let token = page.hidden("/ny", "_token");
    let forgotten = page.post(&form.step("slet"), &[("_token", &token)]);
    assert_eq!(forgotten.headers["location"], "/udbakke");
    assert_eq!(page.get(&form.step("modtager")).status, 404);
    assert!(!page.get("/udbakke").body.contains(&form.address));
}
