//! What every face of the client says, does and reads stands under all of them: it knows neither
//! the terminal, nor the page, nor the command line's own rooms.

use crate::{
    Outcome,
    imports::{Need, needs},
    rust_of,
    source::Source,
};

/// The rooms under both faces.
const UNDER_FACES: [&str; 3] = ["client/src/face", "client/src/desk", "client/src/form"];

/// The faces themselves.
const FACES: [&str; 2] = ["client/src/cli", "client/src/page"];

/// Crates that only a face may name: of the terminal and of the page.
const OF_FACES: [&str; 9] = [
    "clap",
    "comfy_table",
    "indicatif",
    "console",
    "axum",
    "askama",
    "hyper",
    "hyper_util",
    "http",
];

/// Where a room under the faces names one of them, or a crate of theirs.
fn offences(sources: &[Source]) -> syn::Result<Vec<String>> {
    let is_within = |source: &Source, rooms: &[&str]| rooms.iter().any(|room| source.is_in(room));
    let under = sources
        .iter()
        .filter(|source| is_within(source, &UNDER_FACES));
    let mut found: Vec<String> = under
        .clone()
        .flat_map(|source| source.places_that_name(&OF_FACES))
        .collect();
    let named = |file: &str, rooms: &[&str]| {
        let source = sources.iter().find(|source| source.path == file);
        source.is_some_and(|source| is_within(source, rooms))
    };
    for Need { by, of, name } in needs("client", sources)? {
        if named(&by, &UNDER_FACES) && named(&of, &FACES) {
            found.push(format!("{by}: {name}"));
        }
    }
    Ok(found)
}

#[test]
fn what_is_under_the_faces_knows_none_of_them() -> Outcome {
    let sources = rust_of(&["client"])?;
    assert!(sources.iter().any(|source| source.is_in(UNDER_FACES[0])));
    assert_eq!(offences(&sources)?, [""; 0]);
    Ok(())
}

#[test]
fn planted_names_of_a_face_are_found_under_it() -> Outcome {
    let at = |(name, text): (&str, &str)| Source {
        path: format!("client/src/{name}.rs"),
        text: text.to_owned(),
    };
    let sources = [
        ("lib", "mod cli; mod face; mod form; mod desk; mod page;"),
        ("cli", "pub mod exit; use clap::Args; use crate::face::Row;"),
        ("cli/exit", "pub enum Exit { Done }"),
        ("page", "use axum::Router; pub struct Page;"),
        ("face", "pub struct Row(comfy_table::Table);"),
        ("form", "use crate::{cli::exit::Exit, face::Row};"),
        (
            "desk",
            "mod save; use super::page; fn f() -> page::Page { page::Page }",
        ),
        ("desk/save", "use http::Request;\nuse indicatif::Progress;"),
    ]
    .map(at);
    assert_eq!(
        offences(&sources)?,
        [
            "client/src/face.rs:1",
            "client/src/desk/save.rs:1",
            "client/src/desk/save.rs:2",
            "client/src/desk.rs: page::Page",
            "client/src/form.rs: crate::cli::exit::Exit",
        ]
    );
    Ok(())
}
