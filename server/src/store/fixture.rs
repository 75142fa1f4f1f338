//! Batches for tests: acts with recognisable ids, in the directory's mailbox.

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{
        Mailbox,
        tree::{Tree, leaf_hash},
    },
    party::OfficeId,
    time::Timestamp,
    words::{Colour, Kind, State},
};

use super::{ActRow, Changes, EnrolmentRow, HandoverRow, MailboxRow};

/// The handover that every act of a batch is about.
pub(super) const HANDOVER: HandoverId = HandoverId::from_bytes([7; 16]);

/// `count` more acts after `tree`, each of which takes the next place in the directory's mailbox.
pub(super) fn batch(tree: &Tree, count: u64) -> Changes {
    let mut changes = Changes {
        tree: tree.clone(),
        ..Changes::default()
    };
    for index in tree.size()..tree.size().saturating_add(count) {
        let act = act(index);
        changes.tree.push(leaf_hash(&act.signed));
        changes.mailboxes.push(MailboxRow {
            mailbox: Mailbox::Directory,
            seq: index.saturating_add(1),
            chain: Hash::of(&act.signed),
            index,
        });
        changes.acts.push(act);
    }
    changes.handovers.push(handover(State::Deposited));
    changes
}

/// The act with this index.
pub(super) fn act(index: u64) -> ActRow {
    let signed = format!("act {index}").into_bytes();
    let mut id = [0; 16];
    id[..8].copy_from_slice(&index.to_be_bytes());
    ActRow {
        index,
        id: ActId::from_bytes(id),
        hash: Hash::of(&signed),
        handover: Some(HANDOVER),
        body: index.is_multiple_of(2).then(|| vec![0xBD; 100]),
        receipt: format!("receipt {index}").into_bytes(),
        signed,
    }
}

/// [`HANDOVER`] in this state.
pub(super) fn handover(state: State) -> HandoverRow {
    HandoverRow {
        id: HANDOVER,
        kind: Kind::Referral,
        colour: Colour::Yellow,
        from: OfficeId::parse("kujalleq/nanortalik").unwrap(),
        to: OfficeId::parse("team/rejsehold").unwrap(),
        state,
        owner: None,
        since: Timestamp::EPOCH,
        due: Some(Timestamp::EPOCH.plus_days(10)),
        course: None,
        leg: 1,
        version: 1,
        sent: Timestamp::EPOCH,
        receipt_due: None,
        acknowledged: None,
        stage: None,
        reviewed: None,
        paused_until: None,
        nearly_full: false,
    }
}

/// The `nth` application by one invitation.
pub(super) fn enrolment(invitation: u8, nth: u32) -> EnrolmentRow {
    let request = nth.to_be_bytes().to_vec();
    EnrolmentRow {
        invitation: InvitationId::from_bytes([invitation; 16]),
        hash: Hash::of(&request),
        request,
    }
}
