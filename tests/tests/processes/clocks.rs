//! A computer whose clock is wrong: the page says so, says whose move it is, and nobody signs with a
//! wrong time unknowingly. The programs are the real ones; a library before the C library turns
//! the clock for one of them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    page::{Answer, Page, address, parts, sent},
    programs::{Deployment, Running, Stream, TEAM},
    writing::Form,
};

const DAY_SECONDS: i64 = 86_400;
/// How old the deployment is when the test begins: so far a clock may be behind.
const AGE_SECONDS: i64 = 10 * DAY_SECONDS;
/// How often a test looks whether the page says something, and how long it waits between.
const LOOKS_MAX: u32 = 300;
const LOOK: Duration = Duration::from_millis(100);
/// What the page says of every clock that is wrong.
const MORE: &str = "Det er serverens ur, der gælder. Stil uret";

/// What turns clocks.
struct Turner {
    folder: TempDir,
    library: PathBuf,
}

/// The clock of one program.
struct Turned(PathBuf);

impl Turner {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("clock.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/processes/clock.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]);
        let made = compiler.arg(&library).arg(source).status().unwrap();
        assert!(made.success());
        Self { folder, library }
    }

    /// A clock that is wrong by so many seconds, put on a program.
    fn turn(&self, program: &mut Command, name: &str, seconds: i64) -> Turned {
        let clock = Turned(self.folder.path().join(name));
        clock.set(seconds);
        program.env("LD_PRELOAD", &self.library);
        program.env("STAFET_TEST_CLOCK", &clock.0);
        clock
    }

    /// The page of a profile whose clock is so.
    fn page(&self, deployment: &Deployment, profile: &str, seconds: i64) -> (Page, Turned) {
        let mut program = deployment.client_program(profile, &["open", "--no-browser"]);
        let clock = self.turn(&mut program, profile, seconds);
        let running = Running::start(program.stderr(Stdio::null()), Stream::Data);
        (Page::by(running), clock)
    }

    /// A deployment that is days old: its server's clock has gone on, and is right.
    fn aged(&self) -> (Deployment, String) {
        let mut deployment = Deployment::at_work();
        let id = sent(&deployment);
        deployment.stop_server();
        deployment.start_server_as(|server| drop(self.turn(server, "server", AGE_SECONDS)));
        (deployment, id)
    }
}

impl Turned {
    fn set(&self, seconds: i64) {
        fs::write(&self.0, seconds.to_string()).unwrap();
    }
}

/// Waits until a page says something, or says it no more.
#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn until(page: &Page, path: &str, is_so: impl Fn(&str) -> bool) -> String {
    let mut body = String::new();
    for _ in 0..LOOKS_MAX {
        body = page.get(path).body;
        if is_so(&body) {
            return body;
        }
        std::thread::sleep(LOOK);
    }
    panic!("{body}");
}

/// What a decline carries, as it is typed.
fn declined(page: &Page, sheet: &str, bound: &str, more: &[(&str, &str)]) -> Answer {
    let token = page.hidden(sheet, "_token");
    let mut fields = vec![
        ("_token", token.as_str()),
        ("_bound", bound),
        ("category", "capacity"),
        ("text", "Ingen plads før jul"),
    ];
    fields.extend(more);
    page.post(sheet, &fields)
}

#[test]
fn a_clock_that_is_days_ahead_is_told_of_before_anything_is_signed() {
    let turner = Turner::new();
    let (deployment, id) = turner.aged();
    let (page, clock) = turner.page(&deployment, "team", AGE_SECONDS + 3 * DAY_SECONDS);
    let inbox = until(&page, "/indbakke", |html| html.contains("3 dage foran"));
    assert!(inbox.contains("Uret på denne computer går 3 dage foran."));
    assert!(inbox.contains(MORE), "{inbox}");
    let examined = page.get("/hjaelp/undersoeg").body;
    assert!(examined.contains("3 dage foran"), "{examined}");
    let sheet = format!("/overdragelse/{id}/afvis");
    let html = page.get(&sheet).body;
    assert!(html.contains("får den forkerte tid"), "{html}");
    let bound = page.hidden(&sheet, "_bound");
    let unread = declined(&page, &sheet, &bound, &[]);
    assert_eq!(unread.status, 409, "nobody was told: {unread:?}");
    assert!(unread.body.contains("får den forkerte tid"));
    assert!(unread.body.contains("Ingen plads før jul"), "{unread:?}");
    let said = page.hidden(&sheet, "_ur");
    let signed = declined(&page, &sheet, &bound, &[("_ur", &said)]);
    assert_eq!(signed.status, 303, "{signed:?}");
    assert_eq!(crate::state(&deployment, "team", &id), "Declined");
    // Once it is put right, nothing is said any more.
    clock.set(AGE_SECONDS);
    until(&page, "/indbakke", |html| !html.contains("dage foran"));
}

#[test]
fn a_clock_that_is_set_back_while_somebody_types_signs_nothing_unsaid() {
    let turner = Turner::new();
    let (deployment, id) = turner.aged();
    let (page, clock) = turner.page(&deployment, "team", AGE_SECONDS);
    // What it knew before was days old; now the server has told its time.
    until(&page, "/kontakter", |html| !html.contains("sidst spurgt"));
    let examined = page.get("/hjaelp/undersoeg").body;
    assert!(examined.contains("går som serverens"), "{examined}");
    let sheet = format!("/overdragelse/{id}/afvis");
    let html = page.get(&sheet).body;
    assert!(!html.contains("Uret på denne computer"), "{html}");
    let bound = page.hidden(&sheet, "_bound");
    clock.set(AGE_SECONDS - 3 * DAY_SECONDS);
    let unsaid = declined(&page, &sheet, &bound, &[]);
    assert_eq!(unsaid.status, 409, "{unsaid:?}");
    assert!(unsaid.body.contains("går 3 dage bagefter"), "{unsaid:?}");
    assert!(unsaid.body.contains(MORE), "{unsaid:?}");
    assert!(unsaid.body.contains("Ingen plads før jul"), "{unsaid:?}");
    assert_eq!(crate::state(&deployment, "team", &id), "Opened");
    clock.set(AGE_SECONDS);
    let signed = declined(&page, &sheet, &bound, &[]);
    assert_eq!(signed.status, 303, "{signed:?}");
    assert_eq!(crate::state(&deployment, "team", &id), "Declined");
}

#[test]
fn a_clock_by_which_the_server_cannot_be_known_is_no_silence() {
    let turner = Turner::new();
    let deployment = Deployment::at_work();
    // By this clock nothing of the deployment exists yet.
    let (page, clock) = turner.page(&deployment, "sender", -30 * DAY_SECONDS);
    let inbox = until(&page, "/indbakke", |html| {
        html.contains("kan ikke genkendes")
    });
    assert!(inbox.contains("Stil uret; går det rigtigt"), "{inbox}");
    assert!(!inbox.contains("Ingen forbindelse"), "{inbox}");
    let form = Form::begin(&page, "message");
    form.go("modtager", &[("til", TEAM)], "hast");
    form.go("hast", &[("haster", "green")], "indhold");
    let fields = [("subject", "Emne"), ("text", "Skrevet med forkert ur")];
    form.go("indhold", &fields, "bilag");
    clock.set(0);
    let token = page.hidden("/soeg", "_token");
    assert_eq!(page.post("/proev-nu", &[("_token", &token)]).status, 303);
    until(&page, "/indbakke", |html| !html.contains("genkendes"));
    let written = page.get(&form.step("indhold")).body;
    assert!(written.contains("Skrevet med forkert ur"), "{written}");
    assert_eq!(form.fill("gennemse", &[]).status, 303, "and it is sent");
}

#[test]
fn an_address_that_nobody_has_used_holds_for_a_minute() {
    let turner = Turner::new();
    let deployment = Deployment::at_work();
    let (page, clock) = turner.page(&deployment, "team", 0);
    let ring = || {
        let said = deployment.stafet("team", &["open", "--no-browser"]);
        assert_eq!(said.code, 0, "{said:?}");
        parts(&address(said.line())).1
    };
    let (soon, late) = (ring(), ring());
    clock.set(45);
    assert_eq!(page.get(&soon).status, 200);
    clock.set(61);
    let refused = page.get(&late);
    assert_eq!(refused.status, 403, "{refused:?}");
    assert!(!refused.headers.contains_key("set-cookie"), "{refused:?}");
}
