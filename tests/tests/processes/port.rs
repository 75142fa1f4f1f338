//! Who answers at the port where a page once was.

use std::{
    fs,
    io::{Read as _, Write as _},
};

use crate::{
    page::{address, parts},
    programs::{Deployment, Stream},
};

#[test]
fn whoever_has_taken_the_port_of_a_page_that_died_leads_nobody_there() {
    let deployment = Deployment::at_work();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in taken.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 4096];
            let count = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..count]);
            // To an address a page of its own; to a sync, that all is well.
            let said = if asked.starts_with("POST /kald") {
                format!("http://127.0.0.1:{port}/start/evil")
            } else {
                "null".to_owned()
            };
            let length = said.len();
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{said}");
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    let file = deployment.profile("sender").join("page.json");
    fs::write(&file, format!("{{\"port\":{port},\"token\":\"known\"}}")).unwrap();
    let synced = deployment.stafet("sender", &["sync", "--json"]);
    assert_eq!(
        synced.json()["online"],
        true,
        "it has asked by itself: {synced:?}"
    );
    let running = deployment.start("sender", &["open", "--no-browser"], Stream::Data);
    let (own, _) = parts(&address(&running.line("http://")));
    assert_ne!(own, port);
    running.end();
}
