//! The architecture's invariants, checked by machine: who may depend on whom, and which module is
//! the only door to which crate. `docs/architecture.md` says why.
//!
//! The scans read the product's crates. `tests` is free to reach for everything, since it plays
//! the world around them.

mod circles;
mod extending;
mod faces;
mod imports;
mod size;
mod source;

use std::{collections::BTreeMap, error::Error, path::Path, process::Command};

use serde::Deserialize;

use source::{Source, files_below};

type Outcome = Result<(), Box<dyn Error>>;

/// Each crate of the workspace, and the only crates of the workspace that it may depend on.
const DIRECTION: [(&str, &[&str]); 7] = [
    ("stafet-shared", &[]),
    ("stafet-blobs", &["stafet-shared"]),
    ("stafet-certs", &["stafet-shared"]),
    (
        "stafet-server",
        &["stafet-shared", "stafet-blobs", "stafet-certs"],
    ),
    (
        "stafet-client",
        &["stafet-shared", "stafet-blobs", "stafet-certs"],
    ),
    (
        "stafet-tests",
        &[
            "stafet-shared",
            "stafet-blobs",
            "stafet-certs",
            "stafet-server",
            "stafet-client",
        ],
    ),
    (
        "stafet-benches",
        &[
            "stafet-shared",
            "stafet-blobs",
            "stafet-certs",
            "stafet-server",
            "stafet-client",
            "stafet-tests",
        ],
    ),
];

/// The crates whose sources are scanned.
const PRODUCT: [&str; 5] = ["shared", "shared/blobs", "certs", "server", "client"];

/// Crates that act on the world, none of which the pure core may reach, however indirectly.
const WORLDLY: [&str; 10] = [
    "tokio",
    "quinn",
    "quinn-proto",
    "sqlx",
    "sqlx-core",
    "axum",
    "hyper",
    "rustls",
    "mio",
    "socket2",
];

/// What is named, and the only rooms in which it may be.
struct Door {
    names: &'static [&'static str],
    rooms: &'static [&'static str],
}

const SEALING: Door = Door {
    names: &["age", "age_core"],
    rooms: &["shared/src/seal"],
};
const SQL: Door = Door {
    names: &["sqlx"],
    rooms: &["server/src/store", "client/src/store"],
};
const QUIC: Door = Door {
    names: &["quinn", "quinn_proto"],
    rooms: &["server/src/transport", "client/src/link"],
};
const PAGE: Door = Door {
    names: &["axum"],
    rooms: &["client/src/page"],
};
const PAPER: Door = Door {
    names: &["krilla", "ttf_parser"],
    rooms: &["client/src/paper"],
};
const CALENDAR: Door = Door {
    names: &["icalendar"],
    rooms: &["client/src/calendar"],
};
const ENVIRONMENT: Door = Door {
    names: &["std::env", "env"],
    rooms: &[
        "server/src/config",
        "client/src/config",
        "shared/src/testing",
    ],
};

#[test]
fn dependencies_point_from_tests_to_shared_and_never_back() -> Outcome {
    let declared = declared_dependencies()?;
    let allowed = DIRECTION.into_iter().collect::<BTreeMap<_, _>>();
    let known = allowed.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(declared.keys().cloned().collect::<Vec<_>>(), known);
    assert_eq!(against_direction(&declared, &allowed), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_dependency_of_the_server_on_the_client_is_found() {
    let to_client = vec!["stafet-client".to_owned(), "tokio".to_owned()];
    let declared = BTreeMap::from([("stafet-server".to_owned(), to_client)]);
    assert_eq!(
        against_direction(&declared, &DIRECTION.into_iter().collect()),
        ["stafet-server -> stafet-client"]
    );
}

#[test]
fn the_pure_core_reaches_no_runtime_network_or_database() -> Outcome {
    let tree = cargo(&[
        "tree",
        "--package",
        "stafet-shared",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ])?;
    assert!(tree.lines().count() > 1, "cargo printed no tree: {tree}");
    assert_eq!(worldly(&tree), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_runtime_below_the_core_is_found() {
    let tree = "stafet-shared v0.1.0\nage v0.11.5\ntokio-util v0.7.0\ntokio v1.54.1 (*)\n";
    assert_eq!(worldly(tree), ["tokio"]);
}

#[test]
fn the_pure_core_touches_no_file_socket_process_or_thread() -> Outcome {
    let names = [
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "std::env",
    ];
    // Only tests read golden files; the place of sealed files is a crate of its own.
    let rooms = [
        "shared/src/testing",
        "shared/src/seal/tests",
        "shared/blobs/src",
    ];
    assert_eq!(places(&rust_of(&["shared"])?, &names, &rooms), [""; 0]);
    Ok(())
}

#[test]
fn only_seal_names_age() -> Outcome {
    nobody_passes_by(&SEALING)
}

#[test]
fn only_store_modules_name_sqlx() -> Outcome {
    nobody_passes_by(&SQL)
}

#[test]
fn only_transport_and_link_name_quinn() -> Outcome {
    nobody_passes_by(&QUIC)
}

#[test]
fn only_the_page_names_axum() -> Outcome {
    nobody_passes_by(&PAGE)
}

#[test]
fn only_papers_and_calendars_know_how_their_files_are_written() -> Outcome {
    nobody_passes_by(&PAPER)?;
    nobody_passes_by(&CALENDAR)
}

#[test]
fn only_config_reads_the_environment() -> Outcome {
    nobody_passes_by(&ENVIRONMENT)
}

#[test]
fn domain_types_know_no_encoding() -> Outcome {
    let rooms = ["shared/src/wire", "shared/src/seal"];
    let names = ["minicbor", "serde", "serde_json"];
    assert_eq!(places(&rust_of(&["shared"])?, &names, &rooms), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_query_is_found_outside_the_store_only() {
    let at = |path: &str| Source {
        path: path.to_owned(),
        text: "sqlx::query(\"SELECT 1\");\n".to_owned(),
    };
    let sources = [
        at("server/src/committer.rs"),
        at("server/src/store/acts.rs"),
        at("client/src/store.rs"),
        at("client/src/storekeeper.rs"),
    ];
    assert_eq!(
        places(&sources, SQL.names, SQL.rooms),
        ["server/src/committer.rs:1", "client/src/storekeeper.rs:1"]
    );
}

#[test]
fn every_door_into_the_environment_is_watched() {
    let source = Source {
        path: "server/src/cli.rs".to_owned(),
        text: "use std::env;\nuse std::{env, fs};\nenv::var(\"HOME\");\nenv!(\"HOME\");\n"
            .to_owned(),
    };
    assert_eq!(
        places(&[source], ENVIRONMENT.names, ENVIRONMENT.rooms),
        ["server/src/cli.rs:1", "server/src/cli.rs:3"]
    );
}

#[test]
fn a_module_stands_beside_its_folder() -> Outcome {
    let mut sources = all_rust()?;
    sources.retain(|source| source.path.ends_with("/mod.rs"));
    assert!(sources.is_empty(), "{sources:?}");
    Ok(())
}

#[test]
fn no_file_names_a_place_on_one_machine() -> Outcome {
    let mut sources = files_below(root(), "", &["rs", "toml", "md", "sql", "ftl", "sh"])?;
    sources.extend(files_below(root(), ".ci", &[""])?);
    assert!(sources.iter().any(|source| source.path == ".ci/run"));
    assert_eq!(machine_places(&sources), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_machine_path_is_found() {
    let planted = concat!(
        "# a URL, http://x/ho",
        "me/y\n",
        "dir = \"/ho",
        "me/anna/stafet\"\n"
    );
    let source = Source {
        path: "a.toml".to_owned(),
        text: planted.to_owned(),
    };
    assert_eq!(machine_places(&[source]), ["a.toml:2"]);
}

#[test]
fn the_scan_sees_every_product_crate() -> Outcome {
    let sources = rust_of(&PRODUCT)?;
    for folder in PRODUCT {
        let lib = format!("{folder}/src/lib.rs");
        assert!(sources.iter().any(|source| source.path == lib), "{lib}");
    }
    Ok(())
}

fn nobody_passes_by(door: &Door) -> Outcome {
    let sources = rust_of(&PRODUCT)?;
    assert_eq!(places(&sources, door.names, door.rooms), [""; 0]);
    Ok(())
}

/// Where a name is used outside of the rooms that may.
fn places(sources: &[Source], names: &[&str], rooms: &[&str]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !rooms.iter().any(|room| source.is_in(room)))
        .flat_map(|source| source.places_that_name(names))
        .collect()
}

/// Lines with a path that starts at somebody's own folder.
fn machine_places(sources: &[Source]) -> Vec<String> {
    // Written in two halves, so that this file does not find itself.
    let folders = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:", "\\"),
    ];
    let starts_a_path = |line: &str, folder: &str| {
        line.match_indices(folder).any(|(start, _)| {
            let before = line.get(..start).unwrap_or_default();
            !before.ends_with(|letter: char| letter.is_alphanumeric() || "._-~}/".contains(letter))
        })
    };
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in (1_usize..).zip(source.text.lines()) {
            if folders.iter().any(|folder| starts_a_path(line, folder)) {
                found.push(format!("{}:{number}", source.path));
            }
        }
    }
    found
}

fn worldly(tree: &str) -> Vec<&str> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| WORLDLY.contains(name))
        .collect()
}

fn against_direction(
    declared: &BTreeMap<String, Vec<String>>,
    allowed: &BTreeMap<&str, &[&str]>,
) -> Vec<String> {
    let mut found = Vec::new();
    for (package, dependencies) in declared {
        let may = allowed.get(package.as_str()).copied().unwrap_or_default();
        for dependency in dependencies {
            let is_ours = allowed.contains_key(dependency.as_str());
            if is_ours && !may.contains(&dependency.as_str()) {
                found.push(format!("{package} -> {dependency}"));
            }
        }
    }
    found
}

/// What each package of the workspace depends on by its manifest, for whatever purpose.
fn declared_dependencies() -> Result<BTreeMap<String, Vec<String>>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        dependencies: Vec<Dependency>,
    }
    #[derive(Deserialize)]
    struct Dependency {
        name: String,
    }

    let printed = cargo(&["metadata", "--format-version", "1", "--no-deps"])?;
    let metadata: Metadata = serde_json::from_str(&printed)?;
    let names = |package: Package| {
        let dependencies = package.dependencies.into_iter().map(|other| other.name);
        (package.name, dependencies.collect())
    };
    Ok(metadata.packages.into_iter().map(names).collect())
}

/// What cargo prints about this workspace, without asking the network or changing the lock file.
fn cargo(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--locked", "--offline"])
        .current_dir(root())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn all_rust() -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = rust_of(&PRODUCT)?;
    sources.extend(rust_of(&["tests"])?);
    Ok(sources)
}

fn rust_of(folders: &[&str]) -> Result<Vec<Source>, Box<dyn Error>> {
    rust_below(root(), folders)
}

/// The Rust files in folders of another checkout.
fn rust_below(root: &Path, folders: &[&str]) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = Vec::new();
    for folder in folders {
        sources.extend(files_below(root, folder, &["rs"])?);
    }
    Ok(sources)
}

/// The workspace's root folder.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
