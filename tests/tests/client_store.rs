//! The client's two stores behave alike, step by step, and the durable one survives `kill -9`.

#[cfg(unix)]
#[path = "client_store/crash.rs"]
mod crash;

use std::path::Path;

use proptest::{
    collection::vec, option, prelude::*, sample::select, strategy::Union, test_runner::Config,
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use stafet_client::store::{
    ActRow, Change, Changes, Outcome, Snapshot, Store, StoreError,
    model::ModelStore,
    seal::{KEY_BYTES, StoreKey},
    sqlite::SqliteStore,
};
use stafet_shared::id::{ActId, ID_BYTES};
use stafet_tests::fabric::SeededEntropy;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// So few different acts that most steps meet one that is there.
const ACTS: u8 = 4;

/// Opens the store below `folder`, always with the same key.
async fn open(folder: &Path, seed: u64) -> SqliteStore {
    let key = StoreKey::from_slice(&[7; KEY_BYTES]).unwrap();
    let entropy = SeededEntropy::new(seed, "client store");
    let path = folder.join("store.db");
    SqliteStore::open(&path, key, entropy).await.unwrap()
}

fn act_id(number: u8) -> ActId {
    ActId::from_bytes([number; ID_BYTES])
}

/// One step of a life of a profile.
#[derive(Clone, Debug)]
enum Step {
    /// Commits on the present revision, or on one that is that far off.
    Commit { off_by: i8, changes: Vec<Change> },
    /// Ends the process and starts another.
    Reopen,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let name = select(vec!["identity", "seed/1", "cursor"]).prop_map(str::to_owned);
    let bytes = || vec(any::<u8>(), 0..40);
    let row = (
        0..ACTS,
        option::of(0..9_u64),
        0..9_u64,
        bytes(),
        option::of(bytes()),
        option::of(any::<u16>()),
    );
    let row = row.prop_map(|(number, index, order, signed, receipt, refused)| ActRow {
        id: act_id(number),
        index,
        order,
        signed,
        receipt,
        refused,
    });
    let change = prop_oneof![
        2 => (name.clone(), bytes()).prop_map(|(name, value)| Change::Set { name, value }),
        1 => name.prop_map(|name| Change::Unset { name }),
        4 => (row, option::of(bytes())).prop_map(|(row, body)| Change::Act { row, body }),
        1 => (0..ACTS).prop_map(|number| Change::Forget { act: act_id(number) }),
        1 => Just(too_far()),
    ];
    vec(change, 0..5)
}

/// A change that no store takes, so that everything beside it must be left out as well.
fn too_far() -> Change {
    let row = ActRow {
        id: act_id(0),
        index: Some(u64::MAX),
        order: 1,
        signed: Vec::new(),
        receipt: None,
        refused: None,
    };
    Change::Act { row, body: None }
}

/// Generates the steps; what they lead to is the model's to say.
struct Steps;

impl ReferenceStateMachine for Steps {
    type State = ();
    type Transition = Step;

    fn init_state() -> BoxedStrategy<()> {
        Just(()).boxed()
    }

    fn transitions((): &()) -> BoxedStrategy<Step> {
        let commit = |off_by| {
            changes()
                .prop_map(move |changes| Step::Commit { off_by, changes })
                .boxed()
        };
        Union::new_weighted(vec![
            (6, commit(0)),
            (1, commit(-1)),
            (1, commit(1)),
            (1, Just(Step::Reopen).boxed()),
        ])
        .boxed()
    }

    fn apply((): (), _: &Step) {}
}

/// Both stores, led through the same steps.
struct Pair {
    runtime: Runtime,
    folder: TempDir,
    model: ModelStore,
    sqlite: SqliteStore,
    opened: u64,
    /// What the stores held, by revision.
    held: Vec<Snapshot>,
}

impl StateMachineTest for Pair {
    type SystemUnderTest = Self;
    type Reference = Steps;

    fn init_test((): &()) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let sqlite = runtime.block_on(open(folder.path(), 0));
        Self {
            runtime,
            folder,
            model: ModelStore::new(),
            sqlite,
            opened: 1,
            held: vec![Snapshot::default()],
        }
    }

    fn apply(mut pair: Self, (): &(), step: Step) -> Self {
        match step {
            Step::Commit { off_by, changes } => {
                let (revision, _, _) = pair.runtime.block_on(seen(&pair.model));
                let expected = revision.saturating_add_signed(off_by.into());
                let real = pair.sqlite.commit(expected, changes.clone());
                let real = comparable(pair.runtime.block_on(real));
                let model = pair.model.commit(expected, changes);
                let model = pair.runtime.block_on(model);
                assert_eq!(real, comparable(model));
                let now = pair.runtime.block_on(pair.model.load()).unwrap();
                if now.revision != revision {
                    pair.held.push(now);
                }
            }
            Step::Reopen => {
                pair.sqlite = pair.runtime.block_on(open(pair.folder.path(), pair.opened));
                pair.opened += 1;
            }
        }
        pair
    }

    fn check_invariants(pair: &Self, (): &()) {
        let real = pair.runtime.block_on(seen(&pair.sqlite));
        assert_eq!(real, pair.runtime.block_on(seen(&pair.model)));
        for before in &pair.held {
            let news = pair.sqlite.changes_since(before.revision);
            let news = pair.runtime.block_on(news).unwrap();
            let model = pair.model.changes_since(before.revision);
            assert_eq!(news, pair.runtime.block_on(model).unwrap());
            assert_eq!(brought_up(before.clone(), news), real.1);
        }
    }
}

/// What a store held, after what was changed since.
fn brought_up(mut snapshot: Snapshot, news: Changes) -> Snapshot {
    snapshot.revision = news.revision;
    for change in news.changes {
        match change {
            Change::Set { name, value } => drop(snapshot.values.insert(name, value)),
            Change::Unset { name } => drop(snapshot.values.remove(&name)),
            Change::Forget { act } => panic!("bodies are not told of: {act:?}"),
            Change::Act { row, body } => {
                assert_eq!(body, None, "bodies are asked for");
                snapshot.acts.retain(|act| act.id != row.id);
                snapshot.acts.push(row);
            }
        }
    }
    snapshot.acts.sort_by_key(|act| (act.order, act.id));
    snapshot
}

/// An answer as it can be compared: errors by what they say.
fn comparable(answer: Result<Outcome, StoreError>) -> Result<Outcome, String> {
    answer.map_err(|error| error.to_string())
}

/// All that a store shows: its revision, its snapshot and its bodies.
async fn seen(store: &impl Store) -> (u64, Snapshot, Vec<Option<Vec<u8>>>) {
    let mut bodies = Vec::new();
    for number in 0..ACTS {
        bodies.push(store.body(act_id(number)).await.unwrap());
    }
    let revision = store.revision().await.unwrap();
    (revision, store.load().await.unwrap(), bodies)
}

prop_state_machine! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn sqlite_and_the_model_agree_at_every_step(sequential 1..20 => Pair);
}
