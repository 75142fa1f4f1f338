//! Real connections over loopback: what a stream may say, who may say it, and what it gets.

mod attached;
mod early;
mod heard;
mod hostile;
mod peer;

use stafet_shared::{
    log::Mailbox,
    party::OfficeId,
    refusal::Refusal,
    time::Timestamp,
    wire::v1::message::{Parcel, Request, Response},
    words::Verb,
};

use self::peer::Running;
use crate::fixture::{MEMBER_DAYS, Parcelled, now};

fn deposit((act, body): &Parcelled) -> Request {
    Request::Deposit(Parcel {
        signed: act.signed().as_bytes().to_vec(),
        body: body.clone(),
    })
}

fn read(offices: &[&OfficeId]) -> Request {
    subscription(offices, false)
}

fn follow(offices: &[&OfficeId]) -> Request {
    subscription(offices, true)
}

#[expect(clippy::fn_params_excessive_bools, reason = "named by its two callers")]
fn subscription(offices: &[&OfficeId], live: bool) -> Request {
    let offices = offices.iter().map(|it| Mailbox::Office((*it).clone()));
    Request::Subscribe {
        cursors: offices
            .chain([Mailbox::Directory])
            .map(|mailbox| (mailbox, 0))
            .collect(),
        live,
    }
}

fn refused(refusal: Refusal) -> Vec<Response> {
    vec![Response::Refused(refusal)]
}

#[tokio::test]
async fn a_referral_goes_from_one_office_to_the_other_and_its_answer_comes_back() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let receiver = running.receiver().await;
    let key = running.deployment.server.receipts.verifying_key();
    let referral = running.deployment.referral();
    let theirs = running.deployment.receiver.office.clone();
    let mut inbox = receiver.open(&follow(&[&theirs])).await;
    let statements = running.deployment.statements.len() + 1;
    for _ in 0..statements {
        let Response::Item {
            mailbox, parcel, ..
        } = inbox.next().await
        else {
            panic!("the directory comes first");
        };
        assert_eq!(mailbox, Some(Mailbox::Directory));
        assert_eq!(parcel.body, None, "bodies of statements are for some only");
    }
    let Response::Complete(head) = inbox.next().await else {
        panic!("then it is complete");
    };
    assert!(head.is_by(&key));
    assert_eq!(head.size, u64::try_from(statements).unwrap());

    let answers = sender.ask(&[deposit(&referral), deposit(&referral)]).await;
    let [Response::Deposited(receipt), Response::Deposited(again)] = answers.as_slice() else {
        panic!("{answers:?}");
    };
    assert_eq!(receipt, again);
    let body = referral.0.public().body().map(|body| body.hash);
    assert_eq!(receipt.verify(referral.0.hash(), body, &key), Ok(()));

    let Response::Item {
        mailbox,
        parcel,
        receipt: told,
    } = inbox.next().await
    else {
        panic!("it is pushed");
    };
    assert_eq!(mailbox, Some(Mailbox::Office(theirs)));
    assert_eq!(parcel.body, referral.1);
    assert_eq!(told, *receipt);
    let Response::Complete(head) = inbox.next().await else {
        panic!("and complete again");
    };
    assert_eq!(head.size, receipt.index + 1);

    let opened = running.deployment.answer(&referral.0, Verb::Open);
    let acknowledged = running.deployment.answer(&referral.0, Verb::Acknowledge);
    let answers = receiver
        .ask(&[deposit(&opened), deposit(&acknowledged)])
        .await;
    assert!(
        answers
            .iter()
            .all(|it| matches!(it, Response::Deposited(_)))
    );
    let handover = referral.0.public().handover().unwrap().handover;
    let all = sender.ask(&[Request::FetchHandover(handover)]).await;
    assert_eq!(all.len(), 3);
    running.shutdown().await;
}

#[tokio::test]
async fn an_unknown_device_can_only_apply_and_is_let_in_by_approval() {
    let mut running = Running::start().await;
    let (invite, enrol) = running.deployment.application();
    let admin = running.admin().await;
    let stranger = running.connect(None).await;
    for request in [
        Request::Ping,
        Request::Enrolments,
        Request::Heard,
        read(&[]),
        deposit(&invite),
        Request::FetchAct(invite.0.id()),
    ] {
        assert_eq!(
            stranger.ask(&[request]).await,
            refused(Refusal::UnknownDevice)
        );
    }
    let apply = Request::Enrol(Box::new(enrol.clone()));
    let applied = stranger.ask(std::slice::from_ref(&apply)).await;
    assert_eq!(applied, refused(Refusal::Invitation));
    admin.ask(&[deposit(&invite)]).await;
    for _ in 0..2 {
        let applied = stranger.ask(std::slice::from_ref(&apply)).await;
        assert_eq!(applied, [Response::Waiting]);
    }
    let waiting = admin.ask(&[Request::Enrolments]).await;
    assert_eq!(waiting, [Response::Enrolment(Box::new(enrol.clone()))]);
    let sender = running.sender().await;
    let hidden = sender.ask(&[Request::Enrolments]).await;
    assert_eq!(hidden, refused(Refusal::NotYours));

    let approval = running.deployment.approval(&enrol);
    admin.ask(&[deposit(&approval)]).await;
    let joined = stranger.ask(std::slice::from_ref(&apply)).await;
    assert_eq!(joined, [Response::Joined(vec![vec![1], vec![2]])]);
    assert_eq!(admin.ask(&[Request::Enrolments]).await, []);
    let mut other = enrol;
    other.keys.device = stafet_shared::id::DeviceId::from_bytes([1; 16]);
    let other = stranger.ask(&[Request::Enrol(Box::new(other))]).await;
    assert_eq!(other, refused(Refusal::Invitation));
    running.shutdown().await;
}

#[tokio::test]
async fn a_foreign_mailbox_act_or_body_is_not_handed_out() {
    let mut running = Running::start().await;
    let (sender, receiver, admin) = (
        running.sender().await,
        running.receiver().await,
        running.admin().await,
    );
    let referral = running.deployment.referral();
    sender.ask(&[deposit(&referral)]).await;
    let theirs = running.deployment.receiver.office.clone();
    let foreign = sender.ask(&[read(&[&theirs])]).await;
    assert_eq!(foreign.last(), Some(&Response::Refused(Refusal::NotYours)));
    assert!(!foreign.iter().any(|it| matches!(
        it,
        Response::Item {
            mailbox: Some(Mailbox::Office(_)),
            ..
        }
    )));
    let act = Request::FetchAct(referral.0.id());
    let handover = referral.0.public().handover().unwrap().handover;
    assert_eq!(
        admin.ask(std::slice::from_ref(&act)).await,
        refused(Refusal::NotYours)
    );
    // Administrators see who owes what, and no content.
    let seen = admin.ask(&[Request::FetchHandover(handover)]).await;
    assert!(matches!(&seen[..], [Response::Item { parcel, .. }] if parcel.body.is_none()));
    let fetched = receiver.ask(&[act]).await;
    assert!(matches!(&fetched[..], [Response::Item { parcel, .. }] if parcel.body == referral.1));
    let (approval, body) = running.deployment.statements.last().unwrap().clone();
    for (peer, body) in [(&receiver, &body), (&admin, &body), (&sender, &None)] {
        let fetched = peer.ask(&[Request::FetchAct(approval.id())]).await;
        assert!(matches!(&fetched[..], [Response::Item { parcel, .. }] if parcel.body == *body));
    }
    running.shutdown().await;
}

#[tokio::test]
async fn a_membership_that_ends_stops_the_next_push_and_every_request() {
    let mut running = Running::start().await;
    let receiver = running.receiver().await;
    let theirs = running.deployment.receiver.office.clone();
    let mut inbox = receiver.open(&follow(&[&theirs])).await;
    while !matches!(inbox.next().await, Response::Complete(_)) {}
    let sender = running.sender().await;
    let first = running.deployment.referral();
    sender.ask(&[deposit(&first)]).await;
    assert!(matches!(inbox.next().await, Response::Item { .. }));
    assert!(matches!(inbox.next().await, Response::Complete(_)));
    let second = running.deployment.referral();
    running.clock.set(ended());
    // What was claimed before the end is still taken in some weeks later.
    let late = sender.ask(&[deposit(&second)]).await;
    assert!(matches!(late[..], [Response::Deposited(_)]));
    assert_eq!(inbox.next().await, Response::Refused(Refusal::NotYours));
    let again = receiver.ask(&[read(&[&theirs])]).await;
    assert_eq!(again, refused(Refusal::NotYours));
    running.shutdown().await;
}

#[tokio::test]
async fn a_dropped_server_stops_at_once_and_its_log_goes_on_where_it_was() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let referral = running.deployment.referral();
    let first = sender.ask(&[deposit(&referral)]).await;
    running.restart().await;
    let sender = running.sender().await;
    assert_eq!(sender.ask(&[deposit(&referral)]).await, first);
    let pong = sender.ask(&[Request::Ping]).await;
    assert!(matches!(&pong[..], [Response::Pong(head)] if head.at == now()));
    running.shutdown().await;
}

fn ended() -> Timestamp {
    now().plus_days(MEMBER_DAYS)
}

#[tokio::test]
async fn what_was_entered_in_error_is_given_to_nobody_but_its_sender() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let receiver = running.receiver().await;
    let referral = running.deployment.referral();
    let error = running
        .deployment
        .afterthought(&referral, Verb::EnterInError);
    sender.ask(&[deposit(&referral), deposit(&error)]).await;

    let fetch = Request::FetchAct(referral.0.id());
    let bodies = |answers: Vec<Response>| -> Vec<Option<Vec<u8>>> {
        let items = answers.into_iter().filter_map(|answer| {
            let Response::Item { parcel, .. } = answer else {
                return None;
            };
            Some(parcel.body)
        });
        items.collect()
    };
    let theirs = running.deployment.receiver.office.clone();
    let mut inbox = receiver.open(&follow(&[&theirs])).await;
    let envelope = loop {
        if let Response::Item {
            mailbox: Some(Mailbox::Office(_)),
            parcel,
            ..
        } = inbox.next().await
        {
            break parcel;
        }
    };
    assert_eq!(envelope.signed, referral.0.signed().as_bytes());
    assert_eq!(envelope.body, None, "the act is told, and not what it says");
    assert_eq!(
        bodies(receiver.ask(std::slice::from_ref(&fetch)).await),
        [None]
    );
    assert_eq!(bodies(sender.ask(&[fetch]).await), [referral.1]);
    running.shutdown().await;
}
