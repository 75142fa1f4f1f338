//! What is practised stays in the practice: while nothing else happens, the profile is the same
//! before and afterwards, byte by byte.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    thread::sleep,
    time::Duration,
};

use crate::{
    page::{Page, parts},
    programs::Deployment,
};

/// How often a test looks whether the made-up office has answered, and how long it waits between.
const LOOKS_MAX: u32 = 120;
const LOOK: Duration = Duration::from_millis(500);

/// Every file of a profile but the practice's own, with what is in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files = BTreeMap::new();
    for path in entries.filter(|it| !it.ends_with("oevelse")) {
        // What SQLite shares between processes says nothing of what is stored.
        let is_shared = path.extension().is_some_and(|it| it == "db-shm");
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if !is_shared {
            let bytes = fs::read(&path).unwrap();
            files.insert(path.display().to_string(), bytes);
        }
    }
    files
}

/// An answer of the practice's own page, with its head.
fn asked(port: u16, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\
         Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn wait() {
    sleep(LOOK);
}

#[test]
fn a_practice_writes_nothing_into_the_profile() {
    let mut deployment = Deployment::at_work();
    deployment.stop_server();
    let page = Page::of(&deployment, "sender");
    let folder = deployment.profile("sender");
    let lists = || ["/indbakke?alle", "/udbakke?alle", "/forloeb"].map(|it| page.get(it).status);
    assert_eq!(lists(), [200; 3]);
    let before = files(&folder);
    let token = page.hidden("/oevelse", "_token");
    assert_eq!(page.post("/oevelse", &[("_token", &token)]).status, 303);
    let way = page.get("/oevelse/ind").headers["location"].clone();
    let (port, path) = parts(&way);
    let entered = asked(port, &path, "");
    let cookie = entered.to_lowercase().find("set-cookie: ").unwrap();
    let cookie = &entered[cookie + "set-cookie: ".len()..];
    let cookie = cookie.split(';').next().unwrap();
    let mut looks = 0..LOOKS_MAX;
    while !asked(port, "/udbakke?alle", cookie).contains("har kvitteret") {
        assert!(looks.next().is_some(), "nobody signs for it");
        wait();
    }
    assert_eq!(
        page.post("/oevelse/slut", &[("_token", &token)]).status,
        303
    );
    assert!(!folder.join("oevelse").exists());
    let after = files(&folder);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    for (name, bytes) in &before {
        assert_eq!(after[name].len(), bytes.len(), "{name}");
        assert!(after[name] == *bytes, "{name}");
    }
}
