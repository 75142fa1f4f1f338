//! Letters to a real mail server and a real webhook, which break down for days.

mod hook;
mod smtp;
mod weekly;

use std::{fs, path::Path};

use stafet_shared::{
    id::HandoverId,
    time::{Clock as _, MS_PER_HOUR},
    watch::{Tie, Told},
    words::{Colour, Duty, Kind, List},
};
use tempfile::TempDir;
use tokio::net::TcpListener;

use self::{
    hook::{Doorman, SECRET},
    smtp::{Mailroom, certificate},
};
use super::*;
use crate::{
    clock::SystemClock,
    notice::{Recipient, channel::Delivery, list, outbox::Failing},
    store::notices::NoticeModel,
};

const MINUTE_MS: i64 = 60_000;

/// Where both servers of a test listen, and the files that the settings name.
struct Place {
    folder: TempDir,
    mail: Option<TcpListener>,
    hook: Option<TcpListener>,
    tls: Arc<rustls::ServerConfig>,
    settings: String,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mail = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let hook = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (pem, tls) = certificate();
        let put = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).unwrap();
        };
        put("ca.pem", &pem);
        put("password", "hemmelig\n");
        put("secret", SECRET);
        let file = |name: &str| folder.path().join(name).display().to_string();
        let settings = format!(
            r#"
            ca_file = "{}"
            [smtp]
            host = "localhost"
            port = {}
            tls = "starttls"
            user = "stafet"
            password_file = "{}"
            from = "Stafet <stafet@example.gl>"
            [[office]]
            office = "team/rejsehold"
            email = "Rejseholdet <rejsehold@example.gl>"
            phone = "+299 00 00 00"
            [[office]]
            office = "root/administration"
            webhook = "https://localhost:{}/stafet?who=us"
            secret_file = "{}"
            "#,
            file("ca.pem"),
            mail.local_addr().unwrap().port(),
            file("password"),
            hook.local_addr().unwrap().port(),
            file("secret"),
        );
        Self {
            folder,
            mail: Some(mail),
            hook: Some(hook),
            tls,
            settings,
        }
    }

    fn post(&self, store: &NoticeModel) -> Post<NoticeModel> {
        let notices: Notices = toml::from_str(&self.settings).unwrap();
        Post::new(store.clone(), &notices).unwrap()
    }

    fn file(&self, name: &str) -> Box<Path> {
        self.folder.path().join(name).into()
    }
}

/// Half past nine in Nuuk, on a Monday.
fn monday() -> Timestamp {
    Timestamp::from_jiff("2026-11-23T11:30:00Z".parse().unwrap())
}

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

fn notice(to: &str, handover: u8, due: Timestamp) -> Notice {
    Notice {
        handover: HandoverId::from_bytes([handover; 16]),
        to: office(to),
        owner: office("team/rejsehold"),
        tie: Tie::Side,
        kind: Kind::Referral,
        duty: Duty::Receipt,
        colour: Colour::Red,
        list: List::Receipt,
        rung: 3,
        told: Told::default(),
        since: due.plus_days(-1),
        due,
        call: true,
    }
}

fn recipient() -> Recipient {
    Recipient {
        office: office("team/rejsehold"),
        way: Way::Mail,
    }
}

async fn round(post: &mut Post<NoticeModel>, notices: &[Notice], now: Timestamp) -> Round {
    let offices = Offices {
        names: BTreeMap::from([(office("team/rejsehold"), "Rejseholdet på Ø".to_owned())]),
        ..Offices::default()
    };
    let standing = Standing {
        notices,
        offices: &offices,
        department: Department::default(),
    };
    post.round(&standing, now).await.unwrap()
}

async fn failing(store: &NoticeModel) -> Vec<(Recipient, Failing)> {
    let outbox = store.outbox().await.unwrap();
    let waiting = list::waiting(&outbox);
    waiting
        .into_iter()
        .map(|(to, failing)| (to.clone(), *failing))
        .collect()
}

#[tokio::test]
async fn a_letter_reaches_a_mail_server_over_tls_and_a_login() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let store = NoticeModel::default();
    let now = monday();
    let owed = notice("team/rejsehold", 8, now.plus_days(-5));
    let stands = [Notice {
        owner: office("by/vest"),
        ..owed
    }];
    let done = round(&mut place.post(&store), &stands, now).await;
    assert_eq!((done.delivered, done.failed, done.waiting), (1, 0, 0));
    let mails = room.mails();
    assert_eq!(mails.len(), 1);
    for said in [
        "From: Stafet <stafet@example.gl>",
        "To: Rejseholdet <rejsehold@example.gl>",
        "Subject: Stafet: ",
        "Auto-Submitted: auto-generated",
        "Message-ID: <msg_",
        "1040G208, referral, red: read and acknowledge",
        "* Ring til by/vest: 1 sag",
    ] {
        assert!(mails[0].contains(said), "{said}: {}", mails[0]);
    }
    let again = round(&mut place.post(&store), &stands, now.plus_ms(MINUTE_MS)).await;
    assert_eq!(
        again,
        Round::default(),
        "a server that starts again remembers"
    );
}

#[tokio::test]
async fn a_mail_server_that_is_down_for_days_costs_nothing_but_time() {
    let mut place = Place::new().await;
    let listener = place.mail.take().unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (store, room) = (NoticeModel::default(), Mailroom::default());
    let start = monday();
    let mut post = place.post(&store);
    let mut stands = Vec::new();
    let mut attempts = 0;
    for hour in 0..72 {
        let now = start.plus_ms(i64::from(hour) * MS_PER_HOUR);
        stands.push(notice("team/rejsehold", hour, start));
        attempts += round(&mut post, &stands, now).await.failed;
    }
    assert!((12..24).contains(&attempts), "{attempts}");
    let (recipient, last) = failing(&store).await.remove(0);
    assert_eq!(recipient.office, office("team/rejsehold"));
    assert_eq!((last.since, last.fault), (start, Fault::Unreachable));

    let listener = TcpListener::bind(address).await.unwrap();
    let _serving = room.serve(listener, &place.tls);
    let back = start.plus_days(4);
    assert_eq!(round(&mut post, &stands, back).await.delivered, 1);
    for minute in 1..20 {
        let now = back.plus_ms(minute * MINUTE_MS);
        assert_eq!(round(&mut post, &stands, now).await.delivered, 0);
    }
    let mails = room.mails();
    assert_eq!(mails.len(), 1, "one letter, not a hundred");
    assert_eq!(
        mails[0].matches("referral, red").count(),
        72,
        "and nothing is lost"
    );
    assert!(failing(&store).await.is_empty());
}

#[tokio::test]
async fn a_webhook_that_fails_is_tried_again_under_the_same_name_until_it_does_not() {
    let mut place = Place::new().await;
    let doorman = Doorman::new();
    let _serving = doorman.serve(place.hook.take().unwrap(), &place.tls);
    let store = NoticeModel::default();
    // Its verifier has a clock of its own; what is red is always due.
    let mut post = place.post(&store);
    let now = SystemClock.now();
    let stands = [notice("root/administration", 8, now.plus_days(-5))];
    *doorman.answers.lock().unwrap() = 500;
    assert_eq!(round(&mut post, &stands, now).await.waiting, 1);
    assert_eq!(
        round(&mut post, &stands, now.plus_ms(MINUTE_MS - 1))
            .await
            .failed,
        0
    );
    let fault = failing(&store).await.remove(0).1.fault;
    assert_eq!(fault, Fault::Answered(500));
    *doorman.answers.lock().unwrap() = 200;
    let done = round(&mut post, &stands, now.plus_ms(MINUTE_MS)).await;
    assert_eq!((done.delivered, done.waiting), (1, 0));
    let letters = doorman.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(
        letters[0], letters[1],
        "the same letter, which its reader knows by its name"
    );
    let body: serde_json::Value = serde_json::from_str(&letters[0].1).unwrap();
    assert_eq!(body["data"]["items"][0]["handover"], "1040G208");
    assert_eq!(body["data"]["items"][0]["day"], 6);
    assert_eq!(body["data"]["calls"][0]["matters"], 1);
    assert_eq!(body["data"]["calls"][0]["phone"], "+299 00 00 00");
}

#[tokio::test]
async fn each_fault_is_named_with_a_next_step() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let now = monday();
    let mail = [notice("team/rejsehold", 8, now)];
    let fault = async |place: &Place, notices: &[Notice]| {
        let store = NoticeModel::default();
        assert_eq!(round(&mut place.post(&store), notices, now).await.failed, 1);
        failing(&store).await.remove(0).1
    };
    *room.refuses.lock().unwrap() = Some("550 5.1.1 Else Petersen has left");
    let refused = fault(&place, &mail).await;
    assert_eq!(refused.fault, Fault::Answered(550));
    let row = list::to_table(&[(&recipient(), &refused)]);
    assert!(
        row.contains("the server answered 550; next: look in"),
        "{row}"
    );
    assert!(
        !row.contains("Else"),
        "what strangers say is not kept: {row}"
    );
    assert_eq!(
        refused.next,
        now.plus_ms(6 * MS_PER_HOUR),
        "somebody has to mend it"
    );
    *room.refuses.lock().unwrap() = Some("451 later");
    let later = fault(&place, &mail).await;
    assert_eq!(
        (later.fault, later.next),
        (Fault::Answered(451), now.plus_ms(MINUTE_MS))
    );
    let nobody = [notice("kujalleq/nanortalik", 8, now)];
    assert_eq!(fault(&place, &nobody).await.fault, Fault::NoAddress);
    fs::write(place.file("password"), "forkert").unwrap();
    assert_eq!(fault(&place, &mail).await.fault, Fault::Answered(535));
    fs::remove_file(place.file("password")).unwrap();
    assert_eq!(fault(&place, &mail).await.fault, Fault::Secret);
    fs::write(place.file("password"), "hemmelig").unwrap();
    fs::write(place.file("ca.pem"), certificate().0).unwrap();
    assert_eq!(fault(&place, &mail).await.fault, Fault::Tls);
    assert!(room.mails().is_empty());
}

#[tokio::test]
async fn of_two_servers_one_writes() {
    let mut place = Place::new().await;
    let room = Mailroom::default();
    let _serving = room.serve(place.mail.take().unwrap(), &place.tls);
    let store = NoticeModel::default();
    let now = monday();
    let stands = [notice("team/rejsehold", 8, now)];
    let (mut one, mut other) = (place.post(&store), place.post(&store));
    tokio::join!(
        round(&mut one, &stands, now),
        round(&mut other, &stands, now)
    );
    assert_eq!(room.mails().len(), 1);
}

#[tokio::test]
async fn failures_about_nothing_are_forgotten() {
    let place = Place::new().await;
    let (store, now) = (NoticeModel::default(), monday());
    let mut post = place.post(&store);
    let nobody = [notice("kujalleq/nanortalik", 8, now)];
    assert_eq!(round(&mut post, &nobody, now).await.waiting, 1);
    assert_eq!(round(&mut post, &[], now).await.waiting, 0);
    assert!(failing(&store).await.is_empty());
}

/// A channel that never answers.
struct Asleep;

impl Channel for Asleep {
    fn send(&self, _: Parcel) -> Delivery<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_round_ends_within_its_bound_whatever_the_channels_do() {
    let asleep: Arc<dyn Channel> = Arc::new(Asleep);
    let place = Place::new().await;
    let notices: Notices = toml::from_str(&place.settings).unwrap();
    let channels = BTreeMap::from([(Way::Mail, asleep)]);
    let store = NoticeModel::default();
    let mut post = Post::with(store, rules(&notices), BTreeMap::new(), channels);
    let now = monday();
    let stands: Vec<Notice> = (0..100)
        .map(|nth| notice(&format!("a/office-{nth}"), 1, now))
        .collect();
    let bound = BEGINNING_MAX + DELIVERY_MAX + Duration::from_secs(1);
    let done = time::timeout(bound, round(&mut post, &stands, now)).await;
    assert_eq!(
        done.unwrap().failed,
        8,
        "four and four; the others wait for the next round"
    );
}
