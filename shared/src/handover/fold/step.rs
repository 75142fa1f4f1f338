//! One act on its way into the fold.

use crate::{
    act::{HandoverAct, PublicPart},
    handover::{Envelope, Position, Saying, Signature},
    hash::Hash,
    party::OfficeId,
    time::Timestamp,
    words::Validity,
};

/// One act, as the fold looks at it.
pub(super) struct Step<'a> {
    pub(super) public: &'a PublicPart,
    pub(super) act: &'a HandoverAct,
    pub(super) hash: Hash,
    pub(super) position: Option<Position>,
}

impl Step<'_> {
    /// When the act counts: the time of deposit, or the claimed time while it has none.
    pub(super) fn at(&self) -> Timestamp {
        self.position
            .map_or(self.public.claimed, |position| position.deposited)
    }

    /// Whether it changes nothing until a leader has signed it anew.
    pub(super) fn is_unsigned(&self) -> bool {
        let validity = self.position.map(|position| position.validity);
        validity == Some(Validity::Unsigned)
    }

    pub(super) fn index(&self) -> Option<u64> {
        self.position.map(|position| position.index)
    }

    pub(super) fn signature(&self) -> Signature {
        Signature {
            act: self.public.id,
            hash: self.hash,
            office: self.public.author.office.clone(),
            person: self.public.author.person,
            device: self.public.author.device,
            index: self.index(),
            at: self.at(),
        }
    }

    pub(super) fn saying(&self) -> Saying {
        let HandoverAct {
            terms,
            sealed,
            version,
            leg,
            attempt,
            link,
            asserted_day,
            outcome,
            tour,
            about,
            ..
        } = self.act;
        Saying {
            envelope: terms.as_ref().map(|terms| {
                Box::new(Envelope {
                    hash: self.hash,
                    act: self.public.id,
                    to: terms.to.clone(),
                    colour: terms.colour,
                    numbers: (*leg, *version, *attempt),
                    commitment: sealed.as_ref().map(|sealed| sealed.commitment),
                    has_attachments: self.brings_attachments(),
                    missing: *outcome,
                    reaches: self.reaches(&terms.to),
                    expected: *asserted_day,
                    deadline: terms.deadline,
                })
            }),
            office: self.public.author.office.clone(),
            link: *link,
            day: *asserted_day,
            outcome: *outcome,
            tour: *tour,
            about: *about,
            words: sealed.as_ref().map(|sealed| sealed.commitment),
        }
    }

    /// Whether what it has sealed, if it has, is sealed to an office.
    pub(super) fn reaches(&self, office: &OfficeId) -> bool {
        let mut readers = self.act.readers();
        self.act.sealed.is_none() || readers.any(|reader| reader == office)
    }

    /// Whether it announces attached files.
    pub(super) fn brings_attachments(&self) -> bool {
        let sealed = self.act.sealed.as_ref();
        sealed.is_some_and(|sealed| !sealed.attachments.is_empty())
    }

    /// Whether the signer cannot have known of the act at `index` by `device`: the two are
    /// concurrent (the later one in the log is this one). A device knows what it has signed.
    pub(super) fn is_blind_to(&self, index: Option<u64>, device: crate::id::DeviceId) -> bool {
        self.public.author.device != device
            && index.is_some_and(|index| self.public.seen.size <= index)
    }
}
