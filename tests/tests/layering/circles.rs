//! Circles of imports between the files of a crate, and the order of the core's rooms.
//!
//! Two files are in one circle when each needs the other, be it through third ones. What counts
//! as needing is said in [`imports`](crate::imports). Where there is a circle nobody can say
//! which file lies below which, and none of them can be read, tested or moved without the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Outcome, PRODUCT,
    imports::{Need, needs},
    rust_of,
    source::Source,
};

/// The rooms of the pure core that stand on one another, the lowest first. Each may need those
/// before it. The directory is a room of its own, since it applies policies.
const ORDER: [&[&str]; 9] = [
    &["words"],
    &["party"],
    &["handover"],
    &["policy"],
    &["party/directory"],
    &["course"],
    &["obligation"],
    &["watch"],
    &["access", "overview"],
];

/// The circles among these needs: each the files of one, in order.
fn circles(needs: &BTreeSet<Need>) -> Vec<Vec<&str>> {
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for need in needs {
        below.entry(&need.by).or_default().insert(&need.of);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> = below
        .keys()
        .map(|file| (*file, reached(file, &below)))
        .collect();
    let mut found = BTreeSet::new();
    for (file, others) in &reach {
        let back = |other: &&&str| reach.get(**other).is_some_and(|its| its.contains(file));
        let circle: Vec<&str> = others.iter().filter(back).copied().collect();
        if !circle.is_empty() {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

/// All that `file` needs, however indirectly.
fn reached<'a>(file: &str, below: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = below.get(file).into_iter().flatten().copied().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(below.get(next).into_iter().flatten());
        }
    }
    reached
}

/// Each circle with a name for each step in it, for whoever has to untie it.
fn told(needs: &BTreeSet<Need>) -> Vec<String> {
    circles(needs)
        .into_iter()
        .map(|circle| {
            let is_within = |need: &&Need| {
                circle.contains(&need.by.as_str()) && circle.contains(&need.of.as_str())
            };
            let steps = steps(needs.iter().filter(is_within));
            format!("{}\n    {}", circle.join(" "), steps.join("\n    "))
        })
        .collect()
}

/// The needs that point upwards in the order of rooms.
fn upward(needs: &BTreeSet<Need>) -> Vec<String> {
    let is_upward = |need: &&Need| {
        let (by, of) = (height(&need.by), height(&need.of));
        by.is_some() && by < of
    };
    steps(needs.iter().filter(is_upward))
}

/// How high the room of a file stands; of rooms within each other the inner one counts.
fn height(file: &str) -> Option<usize> {
    let place = file.strip_prefix("shared/src/")?.strip_suffix(".rs")?;
    let rooms = ORDER.iter().enumerate();
    let containing = rooms
        .flat_map(|(height, line)| line.iter().map(move |room| (room, height)))
        .filter(|(room, _)| {
            let rest = place.strip_prefix(**room);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
    containing
        .max_by_key(|(room, _)| room.len())
        .map(|(_, height)| height)
}

/// One line for each pair of files, with the fullest name.
fn steps<'a>(needs: impl Iterator<Item = &'a Need>) -> Vec<String> {
    let mut names: BTreeMap<_, &str> = BTreeMap::new();
    for need in needs {
        let name = names.entry((&need.by, &need.of)).or_default();
        if need.name.len() > name.len() {
            *name = &need.name;
        }
    }
    let line = |((by, of), name)| format!("{by} -> {of}: {name}");
    names.into_iter().map(line).collect()
}

#[test]
fn no_files_of_the_product_need_each_other_in_a_circle() -> Outcome {
    let mut found = Vec::new();
    for folder in PRODUCT {
        found.extend(told(&needs(folder, &rust_of(&[folder])?)?));
    }
    assert!(
        found.is_empty(),
        "{} circles:\n{}",
        found.len(),
        found.join("\n")
    );
    Ok(())
}

#[test]
fn in_the_core_each_room_needs_only_those_below_it() -> Outcome {
    let found = upward(&needs("shared", &rust_of(&["shared"])?)?);
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    Ok(())
}

#[test]
fn a_planted_circle_is_found_in_imports_bodies_and_macros() {
    for back in [
        "use crate::a::A;",
        "use crate::{a::{A as B}};",
        "fn f() { super::a::g(); }",
        "fn f(_: &[crate::a::A]) {}",
        "fn f() { assert!(matches!(x, crate::a::A { .. })); }",
        "use super::a; fn f() -> a::A { todo!() }",
        "use super::a::*; impl A {}",
    ] {
        let needs = planted(&[
            ("lib", "mod a; mod b;"),
            ("a", "use crate::b::f; pub struct A; pub fn g() { f() }"),
            ("b", &format!("{back} pub fn f() {{}}")),
        ]);
        assert_eq!(circles(&needs), [["p/src/a.rs", "p/src/b.rs"]], "{back}");
    }
}

#[test]
fn a_circle_behind_a_face_or_a_third_file_is_found() {
    let needs = planted(&[
        ("lib", "mod a; mod b; mod c;"),
        (
            "a",
            "pub mod words; pub use self::words::*; use crate::c::C;",
        ),
        ("a/words", "pub use deep::Verb; mod deep;"),
        ("a/words/deep", "pub enum Verb { Ask } use crate::b::B;"),
        ("b", "use crate::c; pub struct B(c::C);"),
        (
            "c",
            "pub struct C; fn f() -> crate::a::Verb { crate::a::Verb::Ask }",
        ),
    ]);
    let circle = ["p/src/a/words/deep.rs", "p/src/b.rs", "p/src/c.rs"];
    assert_eq!(circles(&needs), [circle]);
    assert!(told(&needs)[0].contains("p/src/c.rs -> p/src/a/words/deep.rs: crate::a::Verb::Ask"));
}

#[test]
fn what_a_macro_declares_is_found_where_the_macro_is_called() {
    let needs = planted(&[
        ("lib", "mod a; mod b;"),
        (
            "a",
            "ids! { #[doc = \"An office.\"] OfficeId, PersonId } use crate::b::B;",
        ),
        ("b", "use crate::a::OfficeId; pub struct B(OfficeId);"),
    ]);
    assert_eq!(circles(&needs), [["p/src/a.rs", "p/src/b.rs"]]);
}

#[test]
fn faces_parents_tests_and_modules_by_name_are_no_circle() {
    let needs = planted(&[
        ("lib", "mod a; mod b; pub use a::A;"),
        (
            "a",
            "mod part; pub use self::part::B; pub struct A; pub(crate) struct C(part::B);",
        ),
        (
            "a/part",
            "use super::{A, C}; use crate::b; pub struct B; fn f() { b::g(); }",
        ),
        (
            "b",
            "#[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] use crate::a::B;
            use std::a; use other::b::A; pub fn g() { let a = 1; x.a(a); }",
        ),
    ]);
    assert_eq!(circles(&needs), [[""; 0]; 0]);
}

#[test]
fn a_planted_need_for_a_higher_room_is_found() {
    let need = |by: &str, of: &str| Need {
        by: format!("shared/src/{by}.rs"),
        of: format!("shared/src/{of}.rs"),
        name: "x".to_owned(),
    };
    let needs = [
        need("words/watch", "watch"),
        need("watch", "words/watch"),
        need("party/directory", "policy"),
        need("party", "policy"),
        need("act", "watch"),
    ];
    assert_eq!(
        upward(&BTreeSet::from(needs)),
        [
            "shared/src/party.rs -> shared/src/policy.rs: x",
            "shared/src/words/watch.rs -> shared/src/watch.rs: x",
        ]
    );
}

/// The needs within a crate of these files.
fn planted(files: &[(&str, &str)]) -> BTreeSet<Need> {
    let source = |(name, text): &(&str, &str)| Source {
        path: format!("p/src/{name}.rs"),
        text: (*text).to_owned(),
    };
    let sources: Vec<Source> = files.iter().map(source).collect();
    needs("p", &sources).unwrap_or_else(|error| panic!("{error}"))
}
