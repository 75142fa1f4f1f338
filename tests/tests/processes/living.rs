//! What a page that is shown is told of what changes: enough, and not much.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::{
    page::{Page, sent},
    programs::Deployment,
    watch::says,
};

/// The most that one update of a page weighs, in bytes.
const UPDATE_BYTES_MAX: usize = 2_000;
/// How long an update may take. Only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser that listens at an address: each update as it comes.
fn listening(page: &Page, path: &str) -> Receiver<String> {
    let asking = page.asking("GET", path);
    let mut head = format!("GET {path} HTTP/1.1\r\n");
    for (name, value) in &asking.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let host = &asking.headers[0].1;
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "HTTP/1.1 200 OK");
    let (told, heard) = channel();
    thread::spawn(move || {
        let mut update = String::new();
        for line in lines.map_while(Result::ok) {
            match line.strip_prefix("data: ") {
                Some(data) => update.push_str(data),
                None if line.is_empty() && !update.is_empty() => {
                    // Who does not listen any more has heard enough.
                    drop(told.send(std::mem::take(&mut update)));
                }
                None => {}
            }
        }
    });
    heard
}

/// All updates until one says `wanted`.
fn until(heard: &Receiver<String>, wanted: &str) -> Vec<String> {
    let mut updates: Vec<String> = Vec::new();
    while !updates.last().is_some_and(|update| update.contains(wanted)) {
        let update = heard.recv_timeout(PATIENCE);
        updates.push(update.unwrap_or_else(|_| panic!("{wanted}: {updates:#?}")));
    }
    updates
}

/// Signs a sheet that asks for nothing.
pub(crate) fn signs(page: &Page, sheet: &str) {
    let fields = ["_token", "_bound"].map(|name| (name, page.hidden(sheet, name)));
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(page.post(sheet, &fields).status, 303);
}

#[test]
fn an_update_says_what_has_changed_and_weighs_little() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let (team, sender) = (
        Page::of(&deployment, "team"),
        Page::of(&deployment, "sender"),
    );
    for page in [&team, &sender] {
        says(page, "/indbakke", "Forbundet");
    }
    let shown = format!("/live?paa=overdragelse&id={id}");
    let pages = [&team, &sender].map(|page| listening(page, &shown));
    let lists = [
        listening(&team, "/live?paa=indbakke"),
        listening(&sender, "/live?paa=udbakke"),
    ];
    let mut updates = Vec::new();
    for (act, becomes) in [("kvitter", "Kvitteret."), ("accepter", "Lukket.")] {
        signs(&team, &format!("/overdragelse/{id}/{act}"));
        for heard in pages.iter().chain(&lists) {
            updates.extend(until(heard, becomes));
        }
    }
    let weights: Vec<usize> = updates.iter().map(String::len).collect();
    println!("bytes of each update: {weights:?}");
    let heaviest = weights.into_iter().max().unwrap_or_default();
    assert!(heaviest <= UPDATE_BYTES_MAX, "{heaviest}");
}
