//! From what fuzzing begins: the golden files in the form that each target reads, and a few
//! inputs that hold many records.

use std::{fs, path::Path};

use stafet_shared::{
    act::{BodyRef, HandoverAct, KnownHead, Matter, PublicPart, SealedRef, Terms},
    calendar::Hours,
    hash::Hash,
    id::{ActId, HandoverId, OutageId},
    invitation::{Code, Ticket},
    party::{
        Author,
        directory::{Outage, Phone, ReviewRound, Staffing, Statement, Version},
    },
    seal::{Seed, codec, padding},
    sign::Capacity,
    wire::v1::act::{self, sends_envelope},
    words::{Colour, Kind, OutageCause, Verb},
};
use stafet_tests::fuzz::{
    BETWEEN_RECORDS,
    people::{member, monday, office_key, statements},
};

/// Organisations, offices and the first three to join: keys are long, and searching takes time.
const STATEMENTS: usize = 14;
/// Where the first organisation stands among the statements: that of the first office.
const ORGANISATION: usize = 1;
/// Where the first office stands.
const OFFICE: usize = 3;
/// Where the invitation to it stands.
const INVITATION: usize = 8;
/// How many blanks somebody has typed: enough to shrink well, too few for the planted bug.
const BLANKS: usize = 3_000;

/// A seed's name and bytes.
type Named = (String, Vec<u8>);

/// The seeds of a target.
pub fn of(target: &str) -> Vec<Named> {
    match target {
        "acts" => acts(),
        "blob" => blob(),
        "content" => golden("content"),
        "directory" => directory(),
        "frames" => frames(),
        "invitation" => invitation(),
        "packed" => packed(),
        "sealed" => sealed(),
        "signed" => golden("signed"),
        "stream" => stream(),
        other => panic!("no seeds for {other}"),
    }
}

fn acts() -> Vec<Named> {
    let mut seeds = golden("public");
    for (name, then) in stories() {
        seeds.push((name.to_owned(), joined(&story(then))));
    }
    seeds
}

/// What is done after a referral was signed, and by whom.
fn stories() -> [(&'static str, Vec<(Verb, Author)>); 5] {
    let (us, colleague) = (|n| member(n, Capacity::Person), member(2, Capacity::Person));
    let device = member(11, Capacity::Machine);
    [
        (
            "accepted",
            vec![
                (Verb::Fetch, device.clone()),
                (Verb::Open, device.clone()),
                (Verb::Acknowledge, us(11)),
                (Verb::NeedInformation, us(11)),
                (Verb::Supply, us(1)),
                (Verb::Correct, us(1)),
                (Verb::Accept, us(11)),
                (Verb::Pause, us(11)),
                (Verb::Countersign, member(12, Capacity::Person)),
                (Verb::Resume, us(11)),
                (Verb::Countersign, member(12, Capacity::Person)),
            ],
        ),
        (
            "declined",
            vec![
                (Verb::Open, device.clone()),
                (Verb::Decline, us(11)),
                (Verb::ReadDecline, us(1)),
                (Verb::ClosePlan, us(1)),
                (Verb::Countersign, colleague.clone()),
                (Verb::Reopen, us(1)),
                (Verb::Countersign, colleague.clone()),
            ],
        ),
        (
            "withdrawn",
            vec![
                (Verb::Unreadable, device.clone()),
                (Verb::Rewrap, member(1, Capacity::Machine)),
                (Verb::Open, device.clone()),
                (Verb::AskWithdrawal, us(1)),
                (Verb::ConfirmWithdrawal, us(11)),
                (Verb::RecordPlan, us(1)),
                (Verb::AttestDestruction, us(11)),
            ],
        ),
        (
            "astray",
            vec![
                (Verb::Open, device.clone()),
                (Verb::WrongRecipient, us(11)),
                (Verb::EnterInError, us(1)),
                (Verb::CloseError, us(1)),
                (Verb::CarryOutside, us(1)),
                (Verb::Countersign, colleague),
            ],
        ),
        (
            "disputed",
            vec![
                (Verb::Open, device),
                (Verb::Acknowledge, us(11)),
                (Verb::Accept, us(11)),
                (Verb::Decline, us(13)),
                (Verb::Settle, member(12, Capacity::Person)),
                (Verb::Withdraw, us(1)),
            ],
        ),
    ]
}

/// The public parts of a referral and of what is done about it by somebody who has read on.
fn story(then: Vec<(Verb, Author)>) -> Vec<Vec<u8>> {
    let mut acts = vec![(Verb::Sign, member(1, Capacity::Person))];
    acts.extend(then);
    let numbered = (0_u8..).zip(acts);
    numbered
        .map(|(n, (verb, author))| act::encode(&public(n, author, handover_act(n, verb))))
        .collect()
}

fn public(n: u8, author: Author, act: HandoverAct) -> PublicPart {
    PublicPart {
        id: id(n),
        author,
        claimed: monday(),
        seen: KnownHead {
            size: u64::from(n),
            root: Hash::of(&[]),
        },
        previous: None,
        directory: Version {
            number: 1,
            hash: Hash::ZERO,
        },
        matter: Matter::Handover(Box::new(act)),
    }
}

fn handover_act(n: u8, verb: Verb) -> HandoverAct {
    let (from, to) = (
        member(1, Capacity::Person).office,
        member(11, Capacity::Person).office,
    );
    let answered = if verb == Verb::Countersign { n - 1 } else { 0 };
    let envelope = sends_envelope(verb);
    HandoverAct {
        handover: HandoverId::from_bytes([9; 16]),
        verb,
        about: (verb != Verb::Sign).then(|| Hash::of(id(answered).as_bytes())),
        version: if verb == Verb::Correct { 2 } else { 1 },
        leg: 1,
        attempt: if verb == Verb::Rewrap { 2 } else { 1 },
        terms: envelope.then(|| Terms {
            kind: Kind::Referral,
            colour: Colour::Yellow,
            to: to.clone(),
            relates_to: None,
            course: None,
            tour: None,
            deadline: None,
        }),
        sealed: envelope.then(|| SealedRef {
            body: BodyRef::of(b"body"),
            commitment: Hash::of(b"content"),
            to: vec![
                (to, office_key(11).fingerprint()),
                (from, office_key(1).fingerprint()),
            ],
            attachments: Vec::new(),
        }),
        outcome: (verb == Verb::Unreadable).then_some(3),
        asserted_day: (verb == Verb::Pause).then_some(20_800),
        link: None,
        tour: None,
        concern: None,
    }
}

fn id(n: u8) -> ActId {
    ActId::from_bytes([n; 16])
}

fn directory() -> Vec<Named> {
    let administrator = member(2, Capacity::Person);
    let few = statements().into_iter().take(STATEMENTS);
    let said = (0_u8..).zip(few).map(|(n, statement)| {
        let mut part = public(n, administrator.clone(), handover_act(0, Verb::Open));
        part.matter = Matter::Directory(statement, None);
        act::encode(&part)
    });
    let all: Vec<Vec<u8>> = said.collect();
    let one = golden("public").into_iter().filter(|(name, _)| {
        [
            "genesis",
            "organisation",
            "office",
            "invite",
            "approve",
            "grant",
            "policy_zero",
            "staffing",
            "outage",
            "end_outage",
            "review_round",
        ]
        .contains(&&**name)
    });
    let one: Vec<Named> = one.collect();
    let short = [&all[ORGANISATION], &all[OFFICE], &all[INVITATION]].map(Clone::clone);
    let named = [
        ("the_first".to_owned(), joined(&all)),
        ("invited".to_owned(), joined(&short)),
        ("watched".to_owned(), joined(&watched())),
    ];
    one.into_iter().chain(named).collect()
}

/// What administrators say about clocks and offices: an outage by two of them, and its end.
fn watched() -> Vec<Vec<u8>> {
    let (one, other) = (member(2, Capacity::Person), member(1, Capacity::Person));
    let all = statements();
    let outage = Statement::Outage(Outage {
        id: OutageId::from_bytes([7; 16]),
        offices: Vec::new(),
        from: monday(),
        until: None,
        cause: OutageCause::Link,
    });
    let end = Statement::EndOutage {
        id: OutageId::from_bytes([7; 16]),
        at: monday().plus_days(1),
    };
    let staffing = Statement::Staffing(Staffing {
        office: one.office.clone(),
        deputy: None,
        hours: Hours::AroundTheClock,
        from: monday(),
        away: Some((20_760, 20_762)),
        phone: Phone::parse("112").ok(),
    });
    let round = Statement::ReviewRound(ReviewRound {
        number: 1,
        until_day: 20_800,
        opened: monday(),
    });
    let said = [
        (&one, all[ORGANISATION].clone()),
        (&one, all[OFFICE].clone()),
        (&one, staffing),
        (&one, outage.clone()),
        (&other, outage),
        (&other, end),
        (&one, round),
    ];
    let parts = (0_u8..).zip(said).map(|(n, (by, statement))| {
        let mut part = public(n, by.clone(), handover_act(0, Verb::Open));
        part.matter = Matter::Directory(statement, None);
        act::encode(&part)
    });
    parts.collect()
}

/// Frames without their length.
fn frames() -> Vec<Named> {
    let frames = golden("frame").into_iter();
    frames
        .map(|(name, bytes)| (name, bytes[4..].to_vec()))
        .collect()
}

fn stream() -> Vec<Named> {
    let frames = golden("frame");
    let bytes = |wanted: &str| -> &[u8] {
        let found = frames.iter().find(|(name, _)| name == wanted);
        &found.expect("a golden frame").1
    };
    let grease: &[u8] = &[0, 0, 0, 3, 0xFF, 1, 2];
    let streams = [
        (
            "deposits",
            [bytes("deposit"), grease, bytes("deposit")].concat(),
        ),
        ("put", [bytes("put_blob"), bytes("piece"), grease].concat()),
        (
            "answers",
            [bytes("blob_at"), grease, bytes("complete"), bytes("item")].concat(),
        ),
    ];
    let streams = streams.map(|(name, bytes)| (name.to_owned(), bytes));
    frames.clone().into_iter().chain(streams).collect()
}

fn invitation() -> Vec<Named> {
    let mut seeds = Vec::new();
    let enrol = golden("frame").into_iter().find(|it| it.0 == "enrol");
    seeds.push(("enrol".to_owned(), enrol.expect("a frame").1[5..].to_vec()));
    let body = golden("public").into_iter();
    seeds.extend(body.filter(|(name, _)| name == "approval_body"));
    let ticket = Ticket {
        code: Code::from_bytes([3; 16]),
        pin: [5; 16],
        server: "stafet.example:4433".to_owned(),
    };
    seeds.push(("ticket".to_owned(), ticket.to_string().into_bytes()));
    let seed = Seed::from_bytes([1; 32]);
    let secret = seed.to_text();
    seeds.push(("secret".to_owned(), secret.as_bytes().to_vec()));
    let key = seed.public_key().to_string();
    seeds.push(("public".to_owned(), key.into_bytes()));
    seeds
}

fn packed() -> Vec<Named> {
    let mut seeds = golden("content");
    for (_, bytes) in &mut seeds {
        *bytes = codec::pack(bytes).expect("small content").to_vec();
    }
    let plain = [&[codec::STORED, codec::NO_DICTIONARY], &b"Modtaget."[..]].concat();
    let again = codec::pack(&b"set og ".repeat(20)).expect("small content");
    let referral = golden("content").into_iter().find(|it| it.0 == "referral");
    let mut blanks = referral.expect("a golden referral").1;
    blanks.resize(blanks.len() + BLANKS, b' ');
    let blanks = codec::pack(&blanks).expect("small content");
    seeds.push(("blanks".to_owned(), blanks.to_vec()));
    seeds.push(("stored".to_owned(), plain));
    seeds.push(("repeated".to_owned(), again.to_vec()));
    seeds
}

/// Age files without their padding; those of C2SP are for somebody else.
fn sealed() -> Vec<Named> {
    let mut seeds = vec![("export".to_owned(), hex("seal/export.age.hex"))];
    for name in ["stored", "deflated"] {
        let object = hex(&format!("seal/{name}.age.hex"));
        let file = padding::unpad(&object).expect("a golden object");
        seeds.push((name.to_owned(), file.to_vec()));
    }
    for name in [
        "hybrid",
        "hybrid_grease",
        "hybrid_no_match",
        "hybrid_bad_tag",
    ] {
        let bytes = fs::read(golden_path(&format!("cctv-age/{name}"))).expect("a vector");
        let text_ends = bytes.windows(2).position(|two| two == b"\n\n");
        let file = &bytes[text_ends.expect("a text before the file") + 2..];
        seeds.push((name.to_owned(), file.to_vec()));
    }
    let grease = b"age-encryption.org/v1\n-> a-grease b\nYWJj\n--- \
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    seeds.push(("only_grease".to_owned(), grease.to_vec()));
    seeds
}

fn blob() -> Vec<Named> {
    let whole = hex("seal/blob.age.hex");
    let cut = whole[..200].to_vec();
    vec![("whole".to_owned(), whole), ("cut".to_owned(), cut)]
}

/// All golden files of a folder.
fn golden(folder: &str) -> Vec<Named> {
    let entries = fs::read_dir(golden_path(folder)).expect("golden files");
    let mut all: Vec<Named> = entries
        .map(|entry| {
            let name = entry.expect("a golden file").file_name();
            let name = name.to_str().expect("a plain name");
            (name.replace(".hex", ""), hex(&format!("{folder}/{name}")))
        })
        .collect();
    all.sort();
    all
}

/// The bytes that a golden file names; white space is passed over.
fn hex(name: &str) -> Vec<u8> {
    let text = fs::read_to_string(golden_path(name)).expect("a golden file");
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pairs = digits
        .chunks(2)
        .map(|pair| str::from_utf8(pair).expect("digits"));
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).expect("two digits"))
        .collect()
}

fn golden_path(name: &str) -> std::path::PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.join("../shared/tests/golden").join(name)
}

fn joined(records: &[Vec<u8>]) -> Vec<u8> {
    records.join(BETWEEN_RECORDS)
}
