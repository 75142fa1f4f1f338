//! The watch's acts: signed by the server, as a machine, about one obligation.

use stafet_shared::{
    act::{Act, HandoverAct, KnownHead, Matter, PublicPart},
    handover::{Concern, Handover},
    hash::Hash,
    id::ActId,
    party::{Author, server},
    sign::{Capacity, SigningKey},
    time::Timestamp,
    words::{Rung, Verb, WatchVerb},
};

use crate::live::Published;

/// Label of the hash that names an act of the watch.
const LABEL: &[u8] = b"stafet/watch/act/1";

/// The reminder or escalation that tells a rung. The same obligation and rung have the same id,
/// so that they are told once, however many servers write to the log.
pub(super) fn tell(
    standing: &Published,
    (handover, concern, rung): (&Handover, Concern, Rung),
    (key, now): (&SigningKey, Timestamp),
) -> Act {
    let receipts = standing.directory.genesis().receipts;
    let verb = match rung {
        Rung::Reminder => WatchVerb::Remind,
        Rung::Overdue | Rung::Leaders | Rung::Authority => WatchVerb::Escalate,
    };
    let public = PublicPart {
        id: name(handover, &concern, rung),
        author: Author {
            office: server::office(),
            person: server::nobody(&receipts),
            device: server::device(&receipts),
            capacity: Capacity::Machine,
        },
        claimed: now,
        seen: KnownHead {
            size: standing.size,
            root: standing.root,
        },
        previous: None,
        directory: standing.directory.version(),
        matter: Matter::Handover(Box::new(HandoverAct {
            concern: Some((concern, rung)),
            ..HandoverAct::on(handover, Verb::Watch(verb))
        })),
    };
    public.sign(key)
}

fn name(handover: &Handover, concern: &Concern, rung: Rung) -> ActId {
    let hash = Hash::of_parts(&[
        LABEL,
        handover.id.as_bytes(),
        concern.owner.as_str().as_bytes(),
        &concern.duty.code().to_be_bytes(),
        &concern.since.unix_ms().to_be_bytes(),
        &[rung.code()],
    ]);
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    ActId::from_bytes(id)
}
