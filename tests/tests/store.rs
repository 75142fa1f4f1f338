//! The stores of the server agree, step by step, over everything that the trait offers: the model
//! in memory, SQLite, and PostgreSQL where it is installed.

use std::collections::BTreeMap;

use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::select,
    test_runner::TestRunner,
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use stafet_server::store::{
    ActRow, AttachmentRow, Changes, EnrolmentRow, Enrolments as _, HandoverRow, LastHeard as _,
    Log as _, MailboxRow, Outcome, OwedRow, Owes, Page, Ripe, StageRow, Store, StoreError, Which,
    database::Database,
    model::{Disk, ModelStore},
    sql::SqlStore,
};
use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{
        Cursor, Mailbox,
        tree::{Tree, leaf_hash},
    },
    overview::Tally,
    party::OfficeId,
    time::Timestamp,
    watch::{Held, SeenBy},
    words::{Colour, Duty, HandReason, Kind, List, Rung, Stage, State, Verb},
};
use stafet_tests::{
    machine::skip,
    postgres::{Cluster, Lent},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

#[path = "store/rows.rs"]
mod rows;

use self::rows::{handover_row, owed_row};

const CASES: u32 = 24;

#[test]
fn the_databases_do_what_the_model_does() {
    // Held here, it is started once for all cases.
    let cluster = Cluster::shared();
    if cluster.is_none() {
        skip("the comparison of the stores", "PostgreSQL");
    }
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let steps = Steps::sequential_strategy(1..30);
    let agreed = TestRunner::new(config.clone()).run(&steps, |(state, steps, seen)| {
        Stores::test_sequential(config.clone(), state, steps, seen);
        Ok(())
    });
    agreed.unwrap();
}

/// One thing that is done to all stores.
#[derive(Clone, Debug)]
enum Step {
    Commit(Batch),
    Page {
        mailbox: u8,
        after: u64,
        limit: u32,
    },
    KeepEnrolments {
        invitation: u8,
        first: u8,
        count: u8,
    },
    DropEnrolments {
        invitation: u8,
    },
    Hear(BTreeMap<u8, i64>),
    Reopen,
}

/// A commit, in terms of what the stores hold when its turn comes.
#[derive(Clone, Debug)]
struct Batch {
    /// How far off the expected size is.
    behind: u64,
    acts: Vec<Act>,
    handovers: Vec<(u8, State, Option<i64>)>,
}

/// One act of a batch.
#[derive(Clone, Debug)]
struct Act {
    /// An id that may be taken; otherwise the act gets a new one.
    id: Option<u8>,
    handover: Option<u8>,
    mailboxes: Vec<u8>,
    body: Option<Vec<u8>>,
    announces: Vec<u8>,
}

const BLOBS: u8 = 3;
const MAILBOXES: u8 = 3;
const HANDOVERS: u8 = 4;
const INVITATIONS: u8 = 2;
/// More than one statement takes.
const OFFICES: u8 = 100;

/// Which steps are taken. The model is the reference, so there is no other state here.
#[derive(Debug)]
struct Steps;

impl ReferenceStateMachine for Steps {
    type State = ();
    type Transition = Step;

    fn init_state() -> BoxedStrategy<()> {
        Just(()).boxed()
    }

    fn transitions((): &()) -> BoxedStrategy<Step> {
        prop_oneof![
            8 => batch().prop_map(Step::Commit),
            4 => (0..MAILBOXES, 0..12_u64, 0..6_u32)
                .prop_map(|(mailbox, after, limit)| Step::Page { mailbox, after, limit }),
            3 => (0..INVITATIONS, 0..6_u8, 1..7_u8).prop_map(|(invitation, first, count)| {
                Step::KeepEnrolments { invitation, first, count }
            }),
            1 => (0..INVITATIONS).prop_map(|invitation| Step::DropEnrolments { invitation }),
            2 => btree_map(0..OFFICES, 0..9_i64, 0..usize::from(OFFICES)).prop_map(Step::Hear),
            1 => Just(Step::Reopen),
        ]
        .boxed()
    }

    fn apply((): (), _: &Step) {}
}

fn batch() -> impl Strategy<Value = Batch> {
    let handover = (
        0..HANDOVERS,
        select(&State::ALL[..]),
        proptest::option::of(0..5_i64),
    );
    // A commit names a handover once.
    let handovers = vec(handover, 0..3).prop_map(|rows| {
        let once: BTreeMap<u8, _> = rows.into_iter().map(|row| (row.0, row)).collect();
        once.into_values().collect()
    });
    let behind = prop_oneof![5 => Just(0_u64), 1 => 1..3_u64];
    (behind, vec(act(), 0..5), handovers).prop_map(|(behind, acts, handovers)| Batch {
        behind,
        acts,
        handovers,
    })
}

fn act() -> impl Strategy<Value = Act> {
    (
        prop_oneof![9 => Just(None), 1 => (0..6_u8).prop_map(Some)],
        proptest::option::of(0..HANDOVERS),
        vec(0..MAILBOXES, 0..3),
        proptest::option::of(vec(any::<u8>(), 0..40)),
        vec(0..BLOBS, 0..2),
    )
        .prop_map(|(id, handover, mailboxes, body, announces)| Act {
            id,
            handover,
            mailboxes,
            body,
            announces,
        })
}

/// All stores, and what is needed to run and to reopen them.
#[derive(Debug)]
struct Stores {
    runtime: Runtime,
    disk: Disk,
    model: ModelStore,
    databases: Vec<(Database, SqlStore)>,
    _folder: TempDir,
    _lent: Option<Lent>,
}

impl StateMachineTest for Stores {
    type SystemUnderTest = Self;
    type Reference = Steps;

    fn init_test((): &()) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let folder = TempDir::new().unwrap();
        let lent = Lent::new();
        let postgres = lent.as_ref().map(|it| it.url.parse().unwrap());
        let file = Database::File(folder.path().join("server.db"));
        let places = [Some(file), postgres.map(Database::Postgres)];
        let databases = places.into_iter().flatten().map(|place| {
            let store = runtime.block_on(place.create()).unwrap();
            (place, store)
        });
        let databases = databases.collect();
        let disk = Disk::new();
        let model = disk.open();
        Self {
            runtime,
            disk,
            model,
            databases,
            _folder: folder,
            _lent: lent,
        }
    }

    fn apply(mut stores: Self, (): &(), step: Step) -> Self {
        match step {
            Step::Commit(batch) => stores.commit(&batch),
            Step::Page {
                mailbox,
                after,
                limit,
            } => stores.page(mailbox, after, limit),
            Step::KeepEnrolments {
                invitation,
                first,
                count,
            } => {
                for request in first..first + count {
                    stores.keep_enrolment(invitation, request);
                }
            }
            Step::DropEnrolments { invitation } => stores.drop_enrolments(invitation),
            Step::Hear(heard) => stores.hear(&heard),
            Step::Reopen => stores.reopen(),
        }
        stores
    }

    fn check_invariants(stores: &Self, (): &()) {
        stores.runtime.block_on(async {
            let expected = seen(&stores.model).await.unwrap();
            for (place, store) in &stores.databases {
                assert_eq!(seen(store).await.unwrap(), expected, "{place:?}");
            }
        });
    }
}

impl Stores {
    fn commit(&self, batch: &Batch) {
        self.runtime.block_on(async {
            let (expected, changes) = changes(&self.model, batch).await;
            // What a failure says differs; that there is one does not.
            let model = self.model.commit(expected, changes.clone()).await;
            let model = model.map_err(drop);
            for (place, store) in &self.databases {
                let outcome = store.commit(expected, changes.clone()).await;
                assert_eq!(outcome.map_err(drop), model, "{place:?}");
            }
        });
    }

    fn page(&self, mailbox: u8, after: u64, limit: u32) {
        let mailbox = mailbox_of(mailbox);
        self.runtime.block_on(async {
            let expected = self.model.page(&mailbox, after, limit).await.unwrap();
            for (place, store) in &self.databases {
                let page = store.page(&mailbox, after, limit).await.unwrap();
                assert_eq!(page, expected, "{place:?}");
            }
        });
    }

    fn keep_enrolment(&self, invitation: u8, request: u8) {
        let row = EnrolmentRow {
            invitation: InvitationId::from_bytes([invitation; 16]),
            hash: Hash::of(&[request]),
            request: vec![request],
        };
        self.runtime.block_on(async {
            let expected = self.model.keep_enrolment(row.clone()).await.unwrap();
            for (place, store) in &self.databases {
                let kept = store.keep_enrolment(row.clone()).await.unwrap();
                assert_eq!(kept, expected, "{place:?}");
            }
        });
    }

    fn drop_enrolments(&self, invitation: u8) {
        let invitation = InvitationId::from_bytes([invitation; 16]);
        self.runtime.block_on(async {
            self.model.drop_enrolments(invitation).await.unwrap();
            for (_, store) in &self.databases {
                store.drop_enrolments(invitation).await.unwrap();
            }
        });
    }

    fn hear(&self, heard: &BTreeMap<u8, i64>) {
        let heard = heard.iter();
        let heard =
            heard.map(|(number, days)| (office(*number), Timestamp::EPOCH.plus_days(*days)));
        let heard: BTreeMap<OfficeId, Timestamp> = heard.collect();
        self.runtime.block_on(async {
            self.model.keep_heard(&heard).await.unwrap();
            for (_, store) in &self.databases {
                store.keep_heard(&heard).await.unwrap();
            }
        });
    }

    fn reopen(&mut self) {
        self.disk.crash();
        self.model = self.disk.open();
        self.runtime.block_on(async {
            for (place, store) in &mut self.databases {
                store.close().await;
                *store = place.open().await.unwrap();
            }
        });
    }
}

fn mailbox_of(number: u8) -> Mailbox {
    match number {
        0 => Mailbox::Directory,
        number => Mailbox::Office(office(number)),
    }
}

fn office(number: u8) -> OfficeId {
    OfficeId::parse(&format!("kommune/kontor-{number}")).unwrap()
}

fn blob_of(number: u8) -> Hash {
    Hash::of(&[number])
}

fn handover_of(number: u8) -> HandoverId {
    HandoverId::from_bytes([number; 16])
}

/// A batch as rows, after what the store holds now.
async fn changes(store: &impl Store, batch: &Batch) -> (u64, Changes) {
    let mut changes = Changes {
        tree: store.tree().await.unwrap(),
        ..Changes::default()
    };
    let size = changes.tree.size();
    for act in &batch.acts {
        let index = changes.tree.size();
        let row = act_row(index, act);
        changes.tree.push(leaf_hash(&row.signed));
        for number in &act.mailboxes {
            let mailbox = mailbox_of(*number);
            let last = changes
                .mailboxes
                .iter()
                .rfind(|entry| entry.mailbox == mailbox);
            let cursor = match last {
                Some(MailboxRow { seq, chain, .. }) => Cursor {
                    seq: *seq,
                    chain: *chain,
                },
                None => store.cursor(&mailbox).await.unwrap(),
            };
            let Cursor { seq, chain } = cursor.after(row.hash);
            changes.mailboxes.push(MailboxRow {
                mailbox,
                seq,
                chain,
                index,
            });
        }
        for number in &act.announces {
            changes.attachments.push(AttachmentRow {
                hash: blob_of(*number),
                index,
                bytes: u32::from(*number),
            });
        }
        changes.acts.push(row);
    }
    for (number, state, due) in &batch.handovers {
        changes
            .handovers
            .push(handover_row(*number, *state, *due, size));
        let rows = (0..number.saturating_add(1)).map(|place| owed_row(place, *due, size));
        let rows = if due.is_some() {
            rows.collect()
        } else {
            Vec::new()
        };
        changes.owed.push((handover_of(*number), rows));
    }
    (size.saturating_sub(batch.behind), changes)
}

fn act_row(index: u64, act: &Act) -> ActRow {
    let signed = index.to_be_bytes().to_vec();
    let number = act.id.map_or(index, u64::from);
    let mut id = [0; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    ActRow {
        index,
        id: ActId::from_bytes(id),
        hash: Hash::of(&signed),
        handover: act.handover.map(handover_of),
        receipt: vec![0xE1; 10],
        body: act.body.clone(),
        signed,
    }
}

/// Everything that can be read from a store.
#[derive(Debug, PartialEq)]
struct Seen {
    tree: Tree,
    acts: Vec<Option<ActRow>>,
    together: Vec<ActRow>,
    known: Vec<HandoverId>,
    about: Vec<Vec<ActRow>>,
    mailboxes: Vec<(Cursor, Vec<(MailboxRow, ActRow)>)>,
    announcements: Vec<Vec<ActRow>>,
    all: Vec<HandoverRow>,
    unacknowledged: Vec<HandoverRow>,
    enrolments: Vec<EnrolmentRow>,
    courses: Vec<Vec<HandoverId>>,
    ids: Vec<HandoverId>,
    facts: Vec<(HandoverRow, Option<Timestamp>)>,
    owed: Vec<Vec<(OwedRow, HandoverRow)>>,
    tally: Vec<Tally>,
    ripe: Vec<Vec<Ripe>>,
    next: Option<Timestamp>,
    rules: Option<Vec<u8>>,
    heard: BTreeMap<OfficeId, Timestamp>,
}

async fn seen(store: &impl Store) -> Result<Seen, StoreError> {
    let tree = store.tree().await?;
    let mut acts = Vec::new();
    for number in 0..=tree.size() {
        let mut id = [0; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        acts.push(store.act(ActId::from_bytes(id)).await?);
    }
    let ids: Vec<ActId> = acts.iter().flatten().map(|act| act.id).rev().collect();
    let together = store.acts(&ids).await?;
    let every: Vec<HandoverId> = (0..HANDOVERS + 2).rev().map(handover_of).collect();
    let known = store.known(&every).await?;
    assert_eq!(store.acts(&[]).await?, []);
    let mut about = Vec::new();
    for number in 0..HANDOVERS {
        about.push(store.acts_of(handover_of(number)).await?);
    }
    let mut mailboxes = Vec::new();
    for number in 0..MAILBOXES {
        let mailbox = mailbox_of(number);
        let page = store.page(&mailbox, 0, u32::MAX).await?;
        mailboxes.push((store.cursor(&mailbox).await?, page));
    }
    let mut announcements = Vec::new();
    for (blob, number) in (0..BLOBS).flat_map(|blob| (0..MAILBOXES).map(move |it| (blob, it))) {
        let mailbox = mailbox_of(number);
        announcements.push(store.announcements(blob_of(blob), &mailbox).await?);
    }
    let behind_the_first = Page {
        after: Some(handover_of(0)),
        limit: 2,
    };
    Ok(Seen {
        tree,
        acts,
        together,
        known,
        about,
        mailboxes,
        announcements,
        all: store.handovers(Which::All).await?,
        unacknowledged: store.handovers(Which::Unacknowledged).await?,
        enrolments: store.enrolments().await?,
        courses: {
            let mut courses = Vec::new();
            for number in 0..HANDOVERS {
                courses.push(store.of_course(handover_of(number)).await?);
            }
            courses
        },
        ids: store.ids(behind_the_first).await?,
        facts: store.facts(behind_the_first).await?,
        owed: owed(store).await?,
        tally: store.tally(Timestamp::EPOCH.plus_days(2)).await?,
        ripe: ripe(store).await?,
        next: store.next_ripe().await?,
        rules: store.rules().await?,
        heard: store.last_heard().await?,
    })
}

/// What is owed, asked for in every way and page by page.
async fn owed(store: &impl Store) -> Result<Vec<Vec<(OwedRow, HandoverRow)>>, StoreError> {
    let mut answers = Vec::new();
    let questions = [
        Owes::default(),
        Owes {
            list: Some(List::Expected),
            ..Owes::default()
        },
        Owes {
            owner: Some(office(1)),
            ..Owes::default()
        },
        Owes {
            about: Some(handover_of(2)),
            due_before: Some(Timestamp::EPOCH.plus_days(3)),
            ..Owes::default()
        },
    ];
    for which in questions {
        let mut page = Page::first(3);
        loop {
            let rows = store.owed(&which, page).await?;
            let Some((row, handover)) = rows.last() else {
                break;
            };
            page.after = Some(row.place(handover.id));
            answers.push(rows);
        }
    }
    Ok(answers)
}

/// What the watch has to tell, page by page.
async fn ripe(store: &impl Store) -> Result<Vec<Vec<Ripe>>, StoreError> {
    let now = Timestamp::EPOCH.plus_days(3);
    let mut answers = Vec::new();
    let mut page = Page::first(2);
    loop {
        let ripe = store.ripe(now, page).await?;
        let Some(last) = ripe.last() else {
            return Ok(answers);
        };
        page.after = Some(*last);
        answers.push(ripe);
    }
}

#[test]
fn a_model_that_acknowledges_early_no_longer_agrees_after_a_crash() {
    let mut stores = Stores::init_test(&());
    stores.disk.faults().acknowledge_before_durable();
    let batch = Batch {
        behind: 0,
        acts: vec![Act {
            id: None,
            handover: None,
            mailboxes: vec![0],
            body: None,
            announces: Vec::new(),
        }],
        handovers: Vec::new(),
    };
    stores.commit(&batch);
    stores.reopen();
    stores.runtime.block_on(async {
        for (_, store) in &stores.databases {
            let outcome = store.commit(1, Changes::default()).await;
            assert_eq!(outcome.unwrap(), Outcome::Done);
        }
        assert_eq!(stores.model.tree().await.unwrap().size(), 0);
    });
}
