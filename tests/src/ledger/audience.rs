//! Every act of a log stands where the pure core says that it has to: in the mailboxes of everybody
//! whom it concerns, and in no other.

use std::collections::{BTreeMap, BTreeSet};

use stafet_server::store::ActRow;
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

/// Plays a log from its genesis on, act by act, and computes of each who hears of it.
///
/// # Panics
/// When an act stands elsewhere.
pub(super) fn check(log: &BTreeMap<u64, ActRow>) {
    let mut directory: Option<Directory> = None;
    let mut handovers: BTreeMap<HandoverId, Handover> = BTreeMap::new();
    for row in log.values() {
        let signed = Signed::from_bytes(row.signed.clone()).expect("a signed act");
        let act = Act::kept(signed).expect("an act");
        let receipt = wire::v1::receipt::decode(&row.receipt).expect("a receipt");
        let begun = directory.get_or_insert_with(|| begin(&act));
        let after = act.public().handover().and_then(|about| {
            let before = handovers.get(&about.handover).cloned();
            let position = Position {
                index: row.index,
                deposited: receipt.deposited,
            };
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
        assert_eq!(told, audience.mailboxes(), "who hears of {}", row.id);
        if let Matter::Directory(statement, _) = &act.public().matter
            && row.index > 0
        {
            begun.apply(statement, act.public().author.person, act.hash());
        }
        handovers.extend(after.map(|handover| (handover.id, handover)));
    }
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
