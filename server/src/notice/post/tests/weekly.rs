//! The weekly list on its way, by mail and by webhook.

use stafet_shared::{
    report::weekly::{Matter, SignedList},
    sign::{KEY_BYTES, SigningKey},
};

use super::*;

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; KEY_BYTES])
}

/// Six notifications without a receipt.
fn matters(now: Timestamp) -> Vec<Matter> {
    let matter = Matter {
        list: List::Receipt,
        kind: Kind::Notification,
        colour: Colour::Red,
        due: now.plus_days(-2),
    };
    vec![matter; 6]
}

async fn send(post: &mut Post<NoticeModel>, offices: &[&str], now: Timestamp) -> Round {
    let offices: Vec<OfficeId> = offices.iter().map(|id| office(id)).collect();
    let standing = Standing {
        notices: &[],
        offices: &Offices::default(),
        department: Department {
            offices: &offices,
            matters: &matters(now),
            small_count: 5,
        },
    };
    post.round(&standing, now).await.unwrap()
}

#[tokio::test]
async fn a_mail_brings_the_list_and_its_signature_once() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let store = NoticeModel::default();
    let mut post = place.post(&store).signing_with(key());
    let now = monday();
    let to = ["team/rejsehold"];
    assert_eq!(send(&mut post, &to, now).await.delivered, 1);
    assert_eq!(
        send(&mut post, &to, now.plus_days(6)).await,
        Round::default()
    );
    let mails = room.mails();
    assert_eq!(mails.len(), 1);
    for said in [
        "Subject: Stafet: over fristen, uge 48 i 2026 / overdue, week 48 of 2026",
        "filename=\"stafet-2026-W48.md\"",
        "Underskrift: stafet/weekly/1 ",
    ] {
        assert!(mails[0].contains(said), "{said}: {}", mails[0]);
    }
}

#[tokio::test]
async fn a_webhook_gets_the_text_the_signature_and_the_figures() {
    let mut place = Place::new().await;
    let doorman = Doorman::new();
    let _serving = doorman.serve(place.hook.take().unwrap(), &place.tls);
    // Its verifier has a clock of its own; with this hour the week's list is always due.
    place.settings.insert_str(0, "digest_hour = 0\n");
    let mut post = place.post(&NoticeModel::default()).signing_with(key());
    let now = SystemClock.now();
    let to = ["root/administration"];
    assert_eq!(send(&mut post, &to, now).await.delivered, 1);
    let body: serde_json::Value = serde_json::from_str(&doorman.letters()[0].1).unwrap();
    assert_eq!(body["type"], "stafet.weekly");
    let data = &body["data"];
    assert_eq!(data["overdue"]["count"], 6);
    assert_eq!(data["rows"][0]["kind"], "Notification");
    assert_eq!(data["rows"][0]["overdue"]["ages"][0]["days_max"], 7);
    let (text, signature) = (&data["text"], &data["signature"]);
    let file = format!(
        "{}Underskrift: {} {}\n",
        text.as_str().unwrap(),
        data["label"].as_str().unwrap(),
        signature.as_str().unwrap()
    );
    let read = SignedList::read(&file).unwrap();
    let verified = read.verify(&key().verifying_key()).unwrap();
    assert_eq!(verified.as_of, now);
}

#[tokio::test]
async fn of_two_servers_one_writes_the_list() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let store = NoticeModel::default();
    let mut one = place.post(&store).signing_with(key());
    let mut other = place.post(&store).signing_with(key());
    let to = ["team/rejsehold"];
    tokio::join!(
        send(&mut one, &to, monday()),
        send(&mut other, &to, monday())
    );
    let later = monday().plus_ms(MINUTE_MS);
    send(&mut one, &to, later).await;
    send(&mut other, &to, later).await;
    assert_eq!(room.mails().len(), 1);
}

#[tokio::test]
async fn an_office_without_an_address_stands_among_the_failures() {
    let place = Place::new().await;
    let store = NoticeModel::default();
    let mut post = place.post(&store).signing_with(key());
    let done = send(&mut post, &["departement/boern"], monday()).await;
    assert_eq!((done.failed, done.waiting), (1, 1));
    let (to, failure) = failing(&store).await.remove(0);
    assert_eq!(failure.fault, Fault::NoAddress);
    let table = list::to_table(&[(&to, &failure)]);
    for said in ["departement/boern", "weekly list", "[[notices.office]]"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    assert_eq!(list::to_json(&[(&to, &failure)])[0]["letter"], "weekly");
    assert_eq!(send(&mut post, &[], monday()).await.waiting, 0);
}

#[tokio::test]
async fn a_letter_that_is_due_comes_first_and_the_list_with_the_next_round() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let mut post = place.post(&NoticeModel::default()).signing_with(key());
    let (now, offices) = (monday(), [office("team/rejsehold")]);
    let stands = [notice("team/rejsehold", 8, now.plus_days(-1))];
    for minute in 0..3 {
        let standing = Standing {
            notices: &stands,
            offices: &Offices::default(),
            department: Department {
                offices: &offices,
                matters: &[],
                small_count: 5,
            },
        };
        let at = now.plus_ms(minute * MINUTE_MS);
        post.round(&standing, at).await.unwrap();
    }
    let mails = room.mails();
    assert_eq!(mails.len(), 2);
    assert!(mails[1].contains("uge 48"));
}
