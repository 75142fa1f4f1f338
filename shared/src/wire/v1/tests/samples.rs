//! One of everything that travels, from fixed keys and times.

mod overview;
mod watch;

use crate::{
    act::{Act, HandoverAct, Matter, PublicPart},
    hash::Hash,
    id::{ActId, HandoverId, TourId},
    log::{Cursor, Entry, Leaf, Mailbox, SALT_BYTES, head::Head, receipt::Receipt},
    overview::OwedQuestion,
    party::{
        Author, OfficeId,
        directory::{Grant, Statement},
        server,
    },
    refusal::Refusal,
    seal::{Seed, blob::BlobRef},
    sign::Capacity,
    testing::{
        Story, administrator, approve, device, enrol, first, genesis, invite, key_of, monday, next,
        office_entry, office_key, organisation, person, public, sealed, signing_key, stranger,
        team, terms, town,
    },
    wire::v1::{
        directory::ApprovalBody,
        message::{Parcel, Request, Response},
    },
    words::{CourseVerb, FollowUpDecision, HandReason, Kind, Role, Rung, Verb, WatchVerb},
};

/// A public part of each kind that is in service.
pub(super) fn publics() -> Vec<(&'static str, PublicPart)> {
    let mut all: Vec<(&str, PublicPart)> = Vec::new();
    let (us, them) = (person(&town(), 1), person(&team(), 11));
    let mut sign = first(Kind::Referral, &team());
    if let Some(terms) = &mut sign.terms {
        terms.relates_to = Some(HandoverId::from_bytes([8; 16]));
        terms.course = Some(HandoverId::from_bytes([7; 16]));
        terms.tour = Some([6; 16]);
        terms.deadline = Some(monday().plus_days(30));
    }
    let mut with_everything = public(1, us.clone(), sign);
    with_everything.previous = Some(Hash::of(b"before"));
    all.push(("sign", with_everything));
    all.push((
        "sign_plain",
        public(2, us.clone(), first(Kind::Message, &team())),
    ));
    let mut attached = first(Kind::Message, &team());
    if let Some(sealed) = &mut attached.sealed {
        sealed.attachments = vec![blob(1), blob(2)];
    }
    all.push(("sign_attached", public(3, us.clone(), attached)));
    let story = Story::declined().then(&us, Verb::ClosePlan);
    let about = |verb| next(&story.handover, verb);
    let sealed_about = |verb| HandoverAct {
        sealed: Some(sealed(&[
            (town(), office_key(1).fingerprint()),
            (team(), office_key(11).fingerprint()),
        ])),
        ..about(verb)
    };
    let unreadable = HandoverAct {
        outcome: Some(3),
        asserted_day: Some(-1),
        link: None,
        tour: None,
        ..about(Verb::Unreadable)
    };
    for (n, (name, author, act)) in [
        ("open", device(&team(), 11), about(Verb::Open)),
        ("unreadable", device(&team(), 11), unreadable),
        ("acknowledge", them.clone(), about(Verb::Acknowledge)),
        ("accept", them.clone(), about(Verb::Accept)),
        ("decline", them, sealed_about(Verb::Decline)),
        ("read_decline", us.clone(), about(Verb::ReadDecline)),
        ("close_plan", us.clone(), sealed_about(Verb::ClosePlan)),
        ("resubmit", us, sealed_about(Verb::Resubmit)),
        ("countersign", person(&town(), 2), about(Verb::Countersign)),
    ]
    .into_iter()
    .enumerate()
    {
        all.push((name, public(10_u64.saturating_add(n as u64), author, act)));
    }
    all.extend(courses());
    all.extend(alarms());
    all.extend(statements());
    all
}

/// Acts of a course: with a day and a tour, with a code, and with an envelope.
fn courses() -> [(&'static str, PublicPart); 3] {
    let story = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Accept);
    let about = |verb| next(&story.handover, Verb::Course(verb));
    let sealed = sealed(&[(town(), office_key(1).fingerprint())]);
    let plan_visit = HandoverAct {
        asserted_day: Some(20_787),
        tour: Some(TourId::from_bytes([4; 16])),
        ..about(CourseVerb::PlanVisit)
    };
    let decide = HandoverAct {
        outcome: Some(FollowUpDecision::Nothing.code()),
        sealed: Some(sealed.clone()),
        ..about(CourseVerb::DecideFollowUp)
    };
    let move_child = HandoverAct {
        terms: Some(terms(Kind::Referral, &stranger())),
        sealed: Some(sealed),
        ..about(CourseVerb::MoveChild)
    };
    let (us, them) = (person(&town(), 1), person(&team(), 11));
    [
        ("plan_visit", public(40, them, plan_visit)),
        ("decide_follow_up", public(41, us.clone(), decide)),
        ("move_child", public(42, us, move_child)),
    ]
}

/// Acts of the watch: by the server, by whoever was told, by an administrator, and a review.
fn alarms() -> [(&'static str, PublicPart); 4] {
    let story = Story::deposited(Kind::Referral);
    let about = |verb, rung| {
        let act = next(&story.handover, Verb::Watch(verb));
        let concern = act.concern.clone().map(|(concern, _)| (concern, rung));
        HandoverAct { concern, ..act }
    };
    let receipts = genesis().receipts;
    let server = Author {
        office: OfficeId::root_watch(),
        person: server::nobody(&receipts),
        device: server::device(&receipts),
        capacity: Capacity::Machine,
    };
    let coded = |code, act| HandoverAct {
        outcome: Some(code),
        ..act
    };
    let seen = coded(
        HandReason::Staffing.code(),
        about(WatchVerb::SeeEscalation, Rung::Leaders),
    );
    let taken = coded(
        HandReason::Called.code(),
        about(WatchVerb::TakeInHand, Rung::Overdue),
    );
    let review = coded(2, next(&story.handover, Verb::Watch(WatchVerb::Review)));
    let escalate = about(WatchVerb::Escalate, Rung::Authority);
    [
        ("escalate", public(43, server, escalate)),
        ("see_escalation", public(44, person(&town(), 2), seen)),
        ("take_in_hand", public(45, administrator(), taken)),
        ("review", public(46, person(&town(), 1), review)),
    ]
}

fn statements() -> Vec<(&'static str, PublicPart)> {
    let body = Some(crate::act::BodyRef::of(b"sealed seeds"));
    let grant = Grant {
        office: town(),
        device: person(&town(), 2).device,
        epoch: 1,
    };
    [
        (
            "genesis",
            administrator(),
            Statement::Genesis(Box::new(genesis())),
            None,
        ),
        ("organisation", administrator(), organisation(&town()), None),
        ("office", administrator(), office_entry(&town()), None),
        (
            "invite",
            administrator(),
            Statement::Invite(invite(1, &town(), Role::Leader)),
            None,
        ),
        (
            "approve",
            administrator(),
            Statement::Approve(Box::new(approve(1, &town(), Role::Leader))),
            body,
        ),
        ("grant", person(&town(), 1), Statement::Grant(grant), body),
    ]
    .into_iter()
    .chain(watch::statements())
    .map(|(name, author, statement, body)| {
        let mut part = public(30, author, first(Kind::Message, &team()));
        part.matter = Matter::Directory(statement, body);
        (name, part)
    })
    .collect()
}

/// The act that the author named in a public part makes of it.
pub(super) fn signed(part: PublicPart) -> Act {
    let author: Author = part.author.clone();
    part.sign(&key_of(&author))
}

pub(super) fn leaf() -> Leaf {
    let act = Hash::of(b"signed act");
    let entry = |mailbox| {
        let cursor = Cursor::START.after(Hash::of(b"earlier")).after(act);
        Entry {
            mailbox,
            seq: cursor.seq,
            chain: cursor.chain,
        }
    };
    Leaf {
        act: ActId::from_bytes([5; 16]),
        signed: act,
        body: Hash::of(b"body"),
        entries: vec![
            entry(Mailbox::Office(town())),
            entry(Mailbox::Office(team())),
        ],
        deposited: monday(),
        validity: crate::words::Validity::InTime,
        salt: [4; SALT_BYTES],
    }
}

pub(super) fn receipt() -> Receipt {
    Receipt::sign(leaf(), 41, &signing_key(121))
}

pub(super) fn head() -> Head {
    Head::sign(42, Hash::of(b"root"), monday(), &signing_key(121))
}

pub(super) fn approval_body() -> ApprovalBody {
    ApprovalBody {
        sealing: Seed::from_bytes([1; 32]).public_key(),
        chain: vec![vec![0x30; 300], vec![0x31; 280]],
    }
}

/// A blob with this number.
pub(super) fn blob(n: u8) -> BlobRef {
    BlobRef {
        hash: Hash::of(&[n]),
        bytes: 100_000_u32.saturating_add(u32::from(n)),
    }
}

fn parcel() -> Parcel {
    Parcel {
        signed: vec![0xD2; 100],
        body: Some(vec![0xB0; 120]),
    }
}

pub(super) fn requests() -> Vec<(&'static str, Request)> {
    vec![
        ("enrol", Request::Enrol(Box::new(enrol()))),
        ("deposit", Request::Deposit(parcel())),
        (
            "subscribe",
            Request::Subscribe {
                cursors: vec![(Mailbox::Directory, 7), (Mailbox::Office(town()), 0)],
                live: true,
            },
        ),
        (
            "fetch_handover",
            Request::FetchHandover(HandoverId::from_bytes([9; 16])),
        ),
        ("fetch_act", Request::FetchAct(ActId::from_bytes([5; 16]))),
        ("enrolments", Request::Enrolments),
        ("ping", Request::Ping),
        ("put_blob", Request::PutBlob(blob(1))),
        (
            "get_blob",
            Request::GetBlob {
                hash: blob(1).hash,
                from: 70_000,
            },
        ),
        ("piece", Request::Piece(vec![0xB1; 100])),
        ("owed", Request::Owed(overview::owed_question())),
        ("owed_plain", Request::Owed(OwedQuestion::everything())),
        ("facts", Request::Facts(overview::facts_question())),
        ("heard", Request::Heard),
    ]
}

pub(super) fn responses() -> Vec<(&'static str, Response)> {
    vec![
        ("waiting", Response::Waiting),
        ("joined", Response::Joined(approval_body().chain)),
        ("deposited", Response::Deposited(receipt())),
        (
            "item",
            Response::Item {
                mailbox: Some(Mailbox::Office(team())),
                parcel: parcel(),
                receipt: receipt(),
            },
        ),
        (
            "item_fetched",
            Response::Item {
                mailbox: None,
                parcel: Parcel {
                    body: None,
                    ..parcel()
                },
                receipt: receipt(),
            },
        ),
        ("complete", Response::Complete(head())),
        ("enrolment", Response::Enrolment(Box::new(enrol()))),
        ("pong", Response::Pong(head())),
        ("refused", Response::Refused(Refusal::Recipients)),
        ("blob_at", Response::BlobAt(70_000)),
        ("blob_kept", Response::BlobKept),
        ("blob_piece", Response::Piece(vec![0xB1; 100])),
        ("owed_item", Response::Owed(Box::new(overview::item()))),
        (
            "owed_item_plain",
            Response::Owed(Box::new(overview::plain_item())),
        ),
        (
            "owed_end",
            Response::OwedEnd(Box::new(overview::owed_end())),
        ),
        (
            "owed_end_heard",
            Response::OwedEnd(Box::new(overview::owed_end_heard())),
        ),
        ("fact", Response::Fact(Box::new(overview::fact()))),
        (
            "fact_plain",
            Response::Fact(Box::new(overview::plain_fact())),
        ),
        ("facts_end", Response::FactsEnd(overview::facts_end())),
        (
            "heard_offices",
            Response::Heard(Box::new(overview::heard())),
        ),
        (
            "heard_offices_none",
            Response::Heard(Box::new(overview::heard_nobody())),
        ),
    ]
}
