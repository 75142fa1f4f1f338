//! What was told is kept the same in both databases and in the model, and of two servers that
//! write about one recipient the second writes nothing.

use std::collections::BTreeMap;

use stafet_server::{
    notice::{
        Recipient, Subject, Way,
        fault::Fault,
        outbox::{Account, Failing},
    },
    store::{
        Outcome,
        database::Database,
        notices::{NoticeModel, NoticeStore},
    },
};
use stafet_shared::{
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
    words::{Duty, Kind},
};
use stafet_tests::{machine::skip, postgres::Lent};

fn recipient(office: &str, way: Way) -> Recipient {
    let office = OfficeId::parse(office).unwrap();
    Recipient { office, way }
}

fn told(count: u8) -> BTreeMap<Subject, u8> {
    let subject = |nth: u8| Subject {
        handover: HandoverId::from_bytes([nth; 16]),
        owner: OfficeId::parse("team/rejsehold").unwrap(),
        duty: [Duty::Receipt, Duty::Send(Kind::ClosingReport)][usize::from(nth) % 2],
        since: Timestamp::EPOCH.plus_days(-i64::from(nth)),
    };
    (0..count).map(|nth| (subject(nth), nth % 5)).collect()
}

fn account() -> Account {
    Account {
        version: 0,
        told: told(200),
        letters: 7,
        last: Some(Timestamp::EPOCH.plus_days(20_000)),
        digested: None,
        listed: Some(Timestamp::EPOCH.plus_days(19_998)),
        claimed: Some(Timestamp::EPOCH.plus_days(20_001)),
        failing: Some(Failing {
            since: Timestamp::EPOCH.plus_days(19_999),
            attempts: 12,
            next: Timestamp::EPOCH.plus_days(20_002),
            fault: Fault::Answered(451),
            waiting: 3,
        }),
    }
}

/// What holds of every store.
async fn keeps_what_was_told(store: &impl NoticeStore) {
    let mail = recipient("kujalleq/nanortalik", Way::Mail);
    let hook = recipient("kujalleq/nanortalik", Way::Webhook);
    assert_eq!(store.outbox().await.unwrap(), BTreeMap::new());
    let first = account();
    for recipient in [&mail, &hook] {
        let kept = store.keep_account(recipient, &first).await.unwrap();
        assert_eq!(kept, Outcome::Done);
    }
    let again = store.keep_account(&mail, &first).await.unwrap();
    assert_eq!(again, Outcome::Moved, "another server was first");

    let second = Account {
        version: 1,
        told: told(3),
        failing: None,
        ..first.clone()
    };
    let kept = store.keep_account(&mail, &second).await.unwrap();
    assert_eq!(kept, Outcome::Done);
    let late = store.keep_account(&mail, &second).await.unwrap();
    assert_eq!(late, Outcome::Moved);
    let outbox = BTreeMap::from([
        (
            mail,
            Account {
                version: 2,
                ..second
            },
        ),
        (
            hook,
            Account {
                version: 1,
                ..first
            },
        ),
    ]);
    assert_eq!(store.outbox().await.unwrap(), outbox);
}

#[tokio::test]
async fn the_model_keeps_what_was_told() {
    keeps_what_was_told(&NoticeModel::default()).await;
}

#[tokio::test]
async fn a_file_keeps_what_was_told_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = Database::File(folder.path().join("log.db"));
    let store = file.create().await.unwrap();
    keeps_what_was_told(&store).await;
    let outbox = store.outbox().await.unwrap();
    store.close().await;
    let store = file.open().await.unwrap();
    assert_eq!(store.outbox().await.unwrap(), outbox);
}

#[tokio::test]
async fn postgresql_keeps_what_was_told() {
    let Some(lent) = Lent::new() else {
        return skip("what PostgreSQL keeps of notices", "PostgreSQL");
    };
    let database = Database::Postgres(lent.url.parse().unwrap());
    let store = database.create().await.unwrap();
    keeps_what_was_told(&store).await;
    store.close().await;
}
