//! What fuzzing has found worth keeping, played again: every file of the corpora in `tests/fuzz`
//! goes through the function that libFuzzer runs. `docs/testing.md` says how the files come to be.

#[path = "fuzz/seeds.rs"]
mod seeds;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use stafet_tests::{
    files::files_below,
    fuzz::{Canary, TARGETS, Target},
};

/// The most that all corpora and seeds take, in bytes: they are cloned by everybody.
const CORPORA_BYTES_MAX: u64 = 300_000;

#[test]
fn no_committed_input_breaks_a_promise() {
    for target in TARGETS {
        let inputs = files(&corpus(target.name));
        assert!(!inputs.is_empty(), "{} has no corpus", target.name);
        for path in inputs {
            let data = fs::read(&path).expect("a file of the corpus");
            assert!(holds(target, &data, Canary::Absent), "{}", path.display());
        }
    }
}

#[test]
fn no_input_of_a_corpus_gives_its_canary_away() {
    for target in TARGETS {
        for path in files(&corpus(target.name)) {
            let data = fs::read(&path).expect("a file of the corpus");
            assert!(holds(target, &data, Canary::Planted), "{}", path.display());
        }
    }
}

#[test]
fn what_a_search_has_found_shows_the_canary_and_nothing_else() {
    for target in TARGETS {
        let found = folder().join("canaries").join(target.name);
        let data = fs::read(&found).expect("what a search has found");
        assert!(holds(target, &data, Canary::Absent), "{}", target.name);
        assert!(!holds(target, &data, Canary::Planted), "{}", target.name);
    }
}

#[test]
fn every_target_has_a_program_a_dictionary_and_a_corpus_of_its_name() {
    let names: BTreeSet<String> = TARGETS.iter().map(|it| it.name.to_owned()).collect();
    let stems = |folder: &str, extension: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(self::folder().join(folder)).expect("the folder");
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().unwrap_or_default() == extension)
            .map(|path| path.file_stem().unwrap_or_default().display().to_string())
            .collect()
    };
    assert_eq!(stems("fuzz_targets", "rs"), names);
    assert_eq!(stems("dictionaries", "dict"), names);
    assert_eq!(stems("corpus", ""), names);
    assert_eq!(stems("canaries", ""), names);
}

#[test]
fn all_corpora_and_seeds_together_stay_small() {
    let bytes: u64 = ["corpus", "seeds"]
        .iter()
        .flat_map(|kept| files(&folder().join(kept)))
        .map(|path| fs::metadata(path).expect("a file of the corpus").len())
        .sum();
    assert!(bytes <= CORPORA_BYTES_MAX, "{bytes} bytes");
}

#[test]
fn every_seed_holds_and_gives_no_canary_away() {
    for target in TARGETS {
        for (name, data) in seeds::of(target.name) {
            for canary in [Canary::Absent, Canary::Planted] {
                let holds = holds(target, &data, canary);
                assert!(holds, "{}: {name}, {canary:?}", target.name);
            }
        }
    }
}

#[test]
fn the_committed_seeds_are_those_of_the_golden_files() {
    for target in TARGETS {
        let committed: BTreeMap<PathBuf, Vec<u8>> = files(&seed_folder(target.name))
            .into_iter()
            .map(|path| (path.clone(), fs::read(&path).expect("a seed")))
            .collect();
        let made: BTreeMap<PathBuf, Vec<u8>> = seeds::of(target.name)
            .into_iter()
            .map(|(name, data)| (seed_folder(target.name).join(name), data))
            .collect();
        assert!(
            committed == made,
            "{}: `fuzz.sh seeds` writes them anew",
            target.name
        );
    }
}

#[test]
#[ignore = "writes the seeds, from which the searches begin and the corpora grow"]
fn write_the_seeds() {
    for target in TARGETS {
        let to = seed_folder(target.name);
        if to.exists() {
            fs::remove_dir_all(&to).expect("the old seeds");
        }
        fs::create_dir_all(&to).expect("a folder for seeds");
        for (name, data) in seeds::of(target.name) {
            fs::write(to.join(name), data).expect("a seed");
        }
    }
}

/// Whether the target runs to its end.
fn holds(target: Target, data: &[u8], canary: Canary) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(data, canary))).is_ok()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = files_below(folder).expect("a folder of inputs");
    files.sort();
    files
}

fn corpus(target: &str) -> PathBuf {
    folder().join("corpus").join(target)
}

fn seed_folder(target: &str) -> PathBuf {
    folder().join("seeds").join(target)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}
