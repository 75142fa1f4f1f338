//! Every address of the page, as the sources name them: none shows or does anything for a browser
//! that was not let in, or for another page.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    page::{Page, sent},
    programs::Deployment,
};

/// Addresses that stand behind a name of their own in the sources.
const NAMED: [&str; 2] = ["/kald", "/vaek"];
/// The fewest addresses that there are; if fewer are found, the sources were not read.
const ADDRESSES_MIN: usize = 40;

/// The addresses that the sources name.
fn addresses() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../client/src/page");
    let mut addresses: Vec<String> = NAMED.map(str::to_owned).to_vec();
    for file in sources(&folder) {
        let text = fs::read_to_string(file).unwrap();
        for route in text.split(".route(").skip(1) {
            let path = route.trim_start().strip_prefix('"');
            let path = path.and_then(|rest| rest.split('"').next());
            addresses.extend(path.map(str::to_owned));
        }
    }
    addresses.sort();
    addresses.dedup();
    addresses
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// An address with something that is there in the place of what varies.
fn filled(address: &str, id: &str) -> String {
    let parts = address.split('/').map(|part| match part {
        "{id}" => id,
        "{act}" => "kvitter",
        "{step}" => "barnet",
        "{part}" => "sprog",
        _ if part.starts_with('{') => "0",
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn no_address_answers_a_stranger_or_another_page() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let addresses = addresses();
    assert!(addresses.len() >= ADDRESSES_MIN, "{addresses:?}");
    for address in &addresses {
        let path = filled(address, &id);
        for method in ["GET", "POST"] {
            let mut stranger = page.asking(method, &path);
            stranger.headers.retain(|(name, _)| *name != "Cookie");
            let answer = page.ask(&stranger);
            let is_asset = ["/a/", "/i/"].iter().any(|it| address.starts_with(it));
            let refused = answer.status == 403 || answer.status == 405;
            assert!(
                refused || (is_asset && answer.status == 404),
                "{method} {path} without a cookie: {answer:?}"
            );
            assert!(!answer.body.contains("Testbarn"), "{method} {path}");
            assert!(!answer.body.contains(&id), "{method} {path}");
            let mut elsewhere = page.asking(method, &path);
            elsewhere
                .headers
                .retain(|(name, _)| *name != "Sec-Fetch-Site");
            elsewhere
                .headers
                .push(("Sec-Fetch-Site", "same-site".to_owned()));
            let answer = page.ask(&elsewhere);
            assert_eq!(answer.status, 403, "{method} {path} from another page");
        }
        for body in ["", "_token=", "_token=AAAAAAAAAAAAAAAAAAAAAA"] {
            let mut without = page.asking("POST", &path);
            body.clone_into(&mut without.body);
            let answer = page.ask(&without);
            // What takes files is not even a form as it is posted here.
            assert!(
                matches!(answer.status, 400 | 403 | 405),
                "POST {path} without its token: {answer:?}"
            );
        }
    }
    assert_eq!(crate::state(&deployment, "team", &id), "Opened");
}
