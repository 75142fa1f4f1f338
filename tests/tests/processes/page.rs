//! The page of a profile, asked as a browser would, and as nobody may.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use crate::{
    programs::{Deployment, Running, Said, Stream},
    referral,
};

/// How long an answer may take. Only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(30);
/// What every answer to a browser carries.
const POLICY: &str = "default-src 'none'";

/// A page at work, and the browser that it has let in.
pub(crate) struct Page {
    running: Running,
    port: u16,
    cookie: String,
}

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// One request, as it is put together.
#[derive(Clone)]
pub(crate) struct Asking<'a> {
    method: &'a str,
    path: &'a str,
    pub(crate) headers: Vec<(&'a str, String)>,
    pub(crate) body: String,
}

impl Page {
    /// Opens the page of a profile, and enters it.
    pub(crate) fn of(deployment: &Deployment, profile: &str) -> Self {
        let arguments = ["open", "--no-browser"];
        Self::by(deployment.start(profile, &arguments, Stream::Data))
    }

    /// Enters the page of a program that was just started.
    pub(crate) fn by(running: Running) -> Self {
        let start = address(&running.line("http://"));
        let (port, path) = parts(&start);
        let mut page = Self {
            running,
            port,
            cookie: String::new(),
        };
        page.cookie = page.entered(&path);
        page
    }

    /// The cookie of a browser that comes with a one-time address.
    fn entered(&self, path: &str) -> String {
        let entered = self.get(path);
        assert_eq!(entered.status, 200, "{entered:?}");
        let cookie = entered.headers["set-cookie"].clone();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Another browser that is let in by the address that a second `open` says.
    pub(crate) fn cookie_of_another(&self, said: &str) -> String {
        self.entered(&parts(&address(said)).1)
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Asks as the browser that has this cookie.
    pub(crate) fn get_as(&self, cookie: &str, path: &str) -> Answer {
        let mut asking = self.asking("GET", path);
        cookie.clone_into(&mut asking.headers[1].1);
        self.ask(&asking)
    }

    /// Posts as the browser that has this cookie.
    pub(crate) fn post_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut asking = self.posting(path, fields);
        cookie.clone_into(&mut asking.headers[1].1);
        self.ask(&asking)
    }

    /// Ends the program, as somebody who stops it does.
    pub(crate) fn end(self) {
        self.running.end();
    }

    /// Sends the beginning of a request whose body would have so many bytes, and goes away.
    pub(crate) fn cut(&self, asking: &Asking<'_>, whole: usize) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(asking.head(whole).as_bytes()).unwrap();
        stream.write_all(asking.body.as_bytes()).unwrap();
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A request as the browser makes it from the page itself.
    pub(crate) fn asking<'a>(&self, method: &'a str, path: &'a str) -> Asking<'a> {
        let mut headers = vec![
            ("Host", self.host()),
            ("Cookie", self.cookie.clone()),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
        ];
        if method == "POST" {
            headers.push(("Origin", format!("http://{}", self.host())));
            headers.push((
                "Content-Type",
                "application/x-www-form-urlencoded".to_owned(),
            ));
        }
        Asking {
            method,
            path,
            headers,
            body: String::new(),
        }
    }

    pub(crate) fn ask(&self, asking: &Asking<'_>) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
            .write_all(asking.head(asking.body.len()).as_bytes())
            .unwrap();
        stream.write_all(asking.body.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::of(&String::from_utf8_lossy(&bytes))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&self.asking("GET", path))
    }

    /// What is posted from a form of the page.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(&self.posting(path, fields))
    }

    fn posting<'a>(&self, path: &'a str, fields: &[(&str, &str)]) -> Asking<'a> {
        let mut asking = self.asking("POST", path);
        let fields = fields.iter();
        let fields = fields.map(|(name, value)| format!("{name}={}", escaped(value)));
        asking.body = fields.collect::<Vec<_>>().join("&");
        asking
    }

    /// The value of a hidden field on a page.
    pub(crate) fn hidden(&self, path: &str, name: &str) -> String {
        hidden(&self.get(path).body, name)
    }
}

impl Asking<'_> {
    /// Everything before the body.
    fn head(&self, length: usize) -> String {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head + &format!("Connection: close\r\nContent-Length: {length}\r\n\r\n")
    }
}

impl Answer {
    fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self {
            status: status.and_then(|it| it.parse().ok()).unwrap_or_default(),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }
}

/// The address in a line that the program has said.
pub(crate) fn address(line: &str) -> String {
    let start = line.find("http://").unwrap();
    line[start..].trim().to_owned()
}

/// The port and the path of an address.
pub(crate) fn parts(address: &str) -> (u16, String) {
    let rest = address.strip_prefix("http://127.0.0.1:").unwrap();
    let (port, path) = rest.split_once('/').unwrap();
    (port.parse().unwrap(), format!("/{path}"))
}

fn escaped(value: &str) -> String {
    let bytes = value.bytes();
    let escaped = bytes.map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    escaped.collect()
}

fn hidden(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let start = html
        .find(&field)
        .unwrap_or_else(|| panic!("{name}: {html}"));
    let rest = &html[start + field.len()..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// A referral that lies at the team, its short id.
pub(crate) fn sent(deployment: &Deployment) -> String {
    let said = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    said.line().to_owned()
}

fn state(deployment: &Deployment, profile: &str, id: &str) -> String {
    crate::state(deployment, profile, id)
}

#[test]
fn a_person_reads_and_signs_on_the_page() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let inbox = page.get("/indbakke");
    assert_eq!(inbox.status, 200);
    assert!(inbox.body.contains("Ubehandlet"), "{}", inbox.body);
    assert!(inbox.body.contains(&format!("/overdragelse/{id}")));
    assert!(!inbox.body.contains("Testbarn"), "no name stands in a list");
    let shown = page.get(&format!("/overdragelse/{id}"));
    assert!(shown.body.contains("Testbarn Nanortalik A"));
    assert!(shown.body.contains("Kvittér for henvisningen"));
    assert!(!shown.body.contains("0101120000"), "masked");
    assert!(
        page.get("/indbakke").body.contains("Åbnet, ikke kvitteret"),
        "somebody has looked"
    );
    let sheet = format!("/overdragelse/{id}/kvitter");
    let html = page.get(&sheet).body;
    let (token, bound) = (hidden(&html, "_token"), hidden(&html, "_bound"));
    assert!(html.contains("Du kvitterer for, at"), "{html}");
    let fields = [("_token", token.as_str()), ("_bound", bound.as_str())];
    let signed = page.post(&sheet, &fields);
    assert_eq!(signed.status, 303, "{signed:?}");
    assert_eq!(state(&deployment, "team", &id), "Acknowledged");
    let again = page.post(&sheet, &fields);
    assert_eq!(again.status, 409, "pressed twice: {again:?}");
    let declined = format!("/overdragelse/{id}/afvis");
    let empty = page.post(
        &declined,
        &[
            ("_token", &page.hidden(&declined, "_token")),
            ("_bound", &page.hidden(&declined, "_bound")),
            ("text", "Barnet er for gammelt"),
        ],
    );
    assert_eq!(empty.status, 422, "a ground is missing");
    assert!(empty.body.contains("Noget skal rettes"));
    assert!(
        empty.body.contains("Barnet er for gammelt"),
        "nothing typed is lost"
    );
    let stale = page.post(
        &declined,
        &[
            ("_token", &page.hidden(&declined, "_token")),
            ("_bound", &bound),
            ("category", "capacity"),
            ("text", "Ingen plads"),
        ],
    );
    assert_eq!(stale.status, 409, "it has moved since");
    assert!(stale.body.contains("Der er sket noget"));
    assert_eq!(state(&deployment, "team", &id), "Acknowledged");
}

#[test]
fn what_is_signed_on_a_page_reaches_the_other_office_by_itself() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let sheet = format!("/overdragelse/{id}/kvitter");
    let html = page.get(&sheet).body;
    let (token, bound) = (hidden(&html, "_token"), hidden(&html, "_bound"));
    page.post(&sheet, &[("_token", &token), ("_bound", &bound)]);
    for _ in 0..crate::LOOKS_MAX {
        deployment.sync("sender");
        if state(&deployment, "sender", &id) == "Acknowledged" {
            return;
        }
    }
    panic!("the receipt did not come");
}

#[test]
fn nobody_but_the_browser_that_was_let_in_sees_anything() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let own = [
        "/".to_owned(),
        "/indbakke".to_owned(),
        "/indbakke?alle".to_owned(),
        "/live".to_owned(),
        format!("/overdragelse/{id}"),
        format!("/overdragelse/{id}/kvitter"),
        "/findes-ikke".to_owned(),
    ];
    for path in own.iter().skip(1) {
        for cookie in ["", "stafet=guess", &page.cookie.replace('=', "=x")] {
            let mut asking = page.asking("GET", path);
            asking.headers[1].1 = cookie.to_owned();
            let answer = page.ask(&asking);
            assert_eq!(answer.status, 403, "{path} {cookie}");
            assert!(!answer.body.contains("Testbarn"));
            assert!(!answer.body.contains(&id));
        }
    }
    for path in &own {
        for (name, value, status) in [
            ("Host", "evil.example".to_owned(), 421),
            ("Host", format!("evil.example:{}", page.port), 421),
            ("Host", "127.0.0.1".to_owned(), 421),
            ("Sec-Fetch-Site", "same-site".to_owned(), 403),
            ("Sec-Fetch-Site", "cross-site".to_owned(), 403),
        ] {
            let mut asking = page.asking("GET", path);
            asking.headers.retain(|(known, _)| *known != name);
            asking.headers.push((name, value.clone()));
            let answer = page.ask(&asking);
            assert_eq!(answer.status, status, "{path} {name} {value}");
            assert!(answer.body.is_empty(), "{answer:?}");
        }
    }
}

#[test]
fn only_one_address_of_loopback_is_listened_on() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "team");
    assert!(TcpStream::connect(("127.0.0.1", page.port)).is_ok());
    // It is of this computer too: whoever listens everywhere would answer there.
    let elsewhere = TcpStream::connect(("127.0.0.2", page.port));
    assert!(elsewhere.is_err(), "{elsewhere:?}");
}

#[test]
fn another_page_of_the_browser_signs_nothing() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let sheet = format!("/overdragelse/{id}/kvitter");
    let html = page.get(&sheet).body;
    let (token, bound) = (hidden(&html, "_token"), hidden(&html, "_bound"));
    let body = format!("_token={}&_bound={}", escaped(&token), escaped(&bound));
    for (name, value, status) in [
        ("Origin", Some("http://evil.example".to_owned()), 403),
        ("Origin", Some("null".to_owned()), 403),
        ("Origin", Some("http://127.0.0.1:1".to_owned()), 403),
        ("Origin", None, 403),
        ("Sec-Fetch-Site", Some("cross-site".to_owned()), 403),
        ("Sec-Fetch-Site", Some("same-site".to_owned()), 403),
        ("Sec-Fetch-Site", Some("none".to_owned()), 403),
        ("Host", Some("evil.example".to_owned()), 421),
        ("Cookie", None, 403),
    ] {
        let mut asking = page.asking("POST", &sheet);
        asking.headers.retain(|(known, _)| *known != name);
        asking
            .headers
            .extend(value.clone().map(|value| (name, value)));
        asking.body.clone_from(&body);
        let answer = page.ask(&asking);
        assert_eq!(answer.status, status, "{name} {value:?}");
    }
    for token in ["", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = page.post(&sheet, &[("_token", token), ("_bound", &bound)]);
        assert_eq!(answer.status, 403, "token {token:?}");
    }
    assert_eq!(page.post(&sheet, &[("_bound", &bound)]).status, 403);
    assert_eq!(state(&deployment, "team", &id), "Opened");
}

#[test]
fn every_answer_forbids_the_browser_whatever_the_page_does_not_do() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "team");
    let style = page.get("/indbakke").body;
    let style = &style[style.find("/a/").unwrap()..];
    let style = &style[..style.find('"').unwrap()];
    for path in ["/indbakke", "/findes-ikke", "/start/guess", style] {
        let answer = page.get(path);
        let header = |name: &str| answer.headers.get(name).cloned().unwrap_or_default();
        assert!(
            header("content-security-policy").starts_with(POLICY),
            "{path}"
        );
        assert!(!header("content-security-policy").contains("unsafe"));
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        let keeps = header("cache-control");
        assert_eq!(keeps == "no-store", path != style, "{path}: {keeps}");
    }
}

#[test]
fn a_second_open_finds_the_first_and_its_end_leaves_nothing_behind() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "team");
    let second = deployment.stafet("team", &["open", "--no-browser"]);
    assert_eq!(second.code, 0, "{second:?}");
    let (port, path) = parts(&address(second.line()));
    assert_eq!(port, page.port);
    assert_eq!(page.get(&path).status, 200);
    assert_eq!(page.get(&path).status, 403, "an address opens it once");
    let file = deployment.profile("team").join("page.json");
    let key = fs::read_to_string(&file).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let mut asking = page.asking("POST", "/kald");
    assert_eq!(page.ask(&asking).status, 403, "a cookie is no key");
    asking
        .headers
        .push(("Authorization", "Bearer guess".to_owned()));
    assert_eq!(page.ask(&asking).status, 403);
    assert!(!page.get("/indbakke").body.contains(&key));
    page.running.end();
    assert!(!file.exists());
}

/// Looks, twice a second, until something is so.
fn seen(otherwise: &str, is_so: impl Fn() -> bool) {
    for _ in 0..crate::LOOKS_MAX {
        if is_so() {
            return;
        }
        #[expect(clippy::disallowed_methods, reason = "waits for another program")]
        std::thread::sleep(Duration::from_millis(500));
    }
    panic!("{otherwise}");
}

#[test]
fn a_command_leaves_the_sync_to_the_running_page() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    let sent = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(sent.code, 0, "confirmed: {sent:?}");
    let synced = deployment.stafet("sender", &["sync", "--json"]);
    assert_eq!(synced.code, 0, "{synced:?}");
    let said = synced.json();
    assert_eq!(said["online"], true);
    assert_eq!(said["bytes_up"], 0, "it has not connected itself: {said}");
    // What a page leaves behind that was killed holds up nobody.
    page.running.kill();
    let synced = deployment.stafet("sender", &["sync", "--json"]);
    assert_eq!(synced.code, 0, "{synced:?}");
    let said = synced.json();
    assert_eq!(said["online"], true);
    assert_ne!(said["bytes_up"], 0, "it has connected itself: {said}");
}

#[cfg(unix)]
#[test]
fn started_from_the_desktop_it_opens_the_page() {
    use std::os::unix::fs::PermissionsExt as _;

    let deployment = Deployment::at_work();
    let bin = deployment.profile("sender").join("bin");
    fs::create_dir(&bin).unwrap();
    let opener = bin.join("xdg-open");
    let opened = bin.join("opened");
    let script = format!("#!/bin/sh\ncat \"$1\" > '{}'\n", opened.display());
    fs::write(&opener, script).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o700)).unwrap();
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let mut clicked = deployment.bare_program("sender");
    clicked.env("DISPLAY", ":0").env("PATH", path);
    let running = Running::start(clicked.stderr(std::process::Stdio::null()), Stream::Data);
    seen("no browser was asked for", || opened.exists());
    assert!(deployment.profile("sender").join("page.json").exists());
    running.end();
    let mut bare = deployment.bare_program("sender");
    let bare = Said::of(bare.env("DISPLAY", "").env("WAYLAND_DISPLAY", ""));
    assert_eq!(bare.code, 2, "{bare:?}");
    assert!(bare.talk.contains("overdrag"), "{bare:?}");
}

#[test]
fn practice_has_a_page_of_its_own_and_leaves_nothing() {
    let mut deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    // What is made up needs no server.
    deployment.stop_server();
    let folder = deployment.profile("sender").join("oevelse");
    let about = page.get("/oevelse").body;
    assert!(about.contains("Begynd øvelsen"), "{about}");
    assert_eq!(page.get("/oevelse/ind").headers["location"], "/oevelse");
    assert_eq!(page.post("/oevelse", &[]).status, 403, "without the token");
    let token = hidden(&about, "_token");
    assert_eq!(page.post("/oevelse", &[("_token", &token)]).status, 303);
    assert!(page.get("/oevelse").body.contains("Gå til øvelsen"));
    assert!(folder.exists());
    let way = page.get("/oevelse/ind").headers["location"].clone();
    let (port, path) = parts(&way);
    assert_ne!(port, page.port);
    let mut practice = Page {
        running: page.running,
        port,
        cookie: page.cookie,
    };
    assert_eq!(
        practice.get("/indbakke").status,
        403,
        "another page's cookie"
    );
    let entered = practice.get(&path);
    let cookie = entered.headers["set-cookie"].clone();
    practice.cookie = cookie.split(';').next().unwrap().to_owned();
    let inbox = practice.get("/indbakke").body;
    for wanted in [
        "Øvelse",
        "Alt her er opdigtet",
        "Øvekontoret",
        "Nanortalik",
        "Anna Jensen",
    ] {
        assert!(inbox.contains(wanted), "{wanted}: {inbox}");
    }
    assert_eq!(
        practice.get("/oevelse").status,
        404,
        "no practice in a practice"
    );
    // The made-up office signs for what was sent when the practice began.
    seen("nobody signs for it", || {
        practice.get("/udbakke").body.contains("har kvitteret")
    });
    practice.running.end();
    assert!(!folder.exists());
    // Nothing of it is in the profile.
    let outbox = deployment.stafet("sender", &["outbox", "--all", "--json", "--offline"]);
    let nothing = serde_json::json!({"handovers": []});
    assert_eq!(outbox.json(), nothing);
}

#[test]
fn what_others_wrote_is_never_markup() {
    let deployment = Deployment::at_work();
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>";
    let said = deployment.stafet(
        "sender",
        &[
            "send",
            "--to",
            "socialstyrelsen/rejsehold",
            "--kind",
            "message",
            "--subject",
            evil,
            "--text",
            evil,
        ],
    );
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    let page = Page::of(&deployment, "team");
    let shown = page.get(&format!("/overdragelse/{}", said.line())).body;
    assert!(shown.contains("alert(3)"), "the text is there");
    for markup in ["<script>alert", "<img src=x", "<svg/onload"] {
        assert!(!shown.contains(markup), "{markup}");
    }
    assert!(!page.get("/indbakke").body.contains("alert("));
}
