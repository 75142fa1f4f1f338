//! Every act of a log stands where the pure core says that it has to: in the mailboxes of everybody
//! whom it concerns, and in no other.

use std::collections::{BTreeMap, BTreeSet};

use stafet_shared::{
    act::{Act, Matter},
    audience::Audience,
    handover::{Handover, Position},
    id::HandoverId,
    log::Mailbox,
    party::directory::{Directory, Statement},
    sign::Signed,
    wire,
};

/// An act as the server and devices keep it.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The signed act.
    pub signed: &'a [u8],
    /// The server's receipt, which names its mailboxes.
    pub receipt: &'a [u8],
}

/// What acts lead to: who exists, and where every handover stands.
pub type Played = (Option<Directory>, BTreeMap<HandoverId, Handover>);

/// Plays acts in the log's order, from its genesis on, and computes of each who hears of it.
///
/// # Panics
/// When an act stands elsewhere.
pub fn check<'a>(log: impl IntoIterator<Item = (u64, Kept<'a>)>) -> Played {
    let mut directory: Option<Directory> = None;
    let mut handovers: BTreeMap<HandoverId, Handover> = BTreeMap::new();
    for (index, row) in log {
        let signed = Signed::from_bytes(row.signed.to_vec()).expect("a signed act");
        let act = Act::kept(signed).expect("an act");
        let receipt = wire::v1::receipt::decode(row.receipt).expect("a receipt");
        let begun = directory.get_or_insert_with(|| begin(&act));
        let after = act.public().handover().and_then(|about| {
            let before = handovers.get(&about.handover).cloned();
            let position = Position::from(&receipt);
            Handover::fold(before, act.public(), act.hash(), Some(position))
        });
        let course = after.as_ref().and_then(|it| it.course);
        let audience = Audience {
            directory: begun,
            act: act.public(),
            before: after.as_ref().and_then(|it| handovers.get(&it.id)),
            after: after.as_ref(),
            course: course.and_then(|id| handovers.get(&id)),
        };
        let told: BTreeSet<Mailbox> = receipt.entries.into_iter().map(|it| it.mailbox).collect();
        assert_eq!(told, audience.mailboxes(), "who hears of {:?}", act.id());
        if let Matter::Directory(statement, _) = &act.public().matter
            && index > 0
        {
            begun.apply(statement, act.public().author.person, act.hash());
        }
        handovers.extend(after.map(|handover| (handover.id, handover)));
    }
    (directory, handovers)
}

fn begin(act: &Act) -> Directory {
    match &act.public().matter {
        Matter::Directory(Statement::Genesis(genesis), _) => {
            Directory::begin((**genesis).clone(), act.hash())
        }
        Matter::Directory(..) | Matter::Handover(_) => {
            panic!("the log does not begin with a genesis")
        }
    }
}
