//! When offices were last heard of, as administrators and as all members are told.

use std::collections::BTreeMap;

use crate::{
    overview::OFFICES_HEARD_MAX,
    party::OfficeId,
    time::Timestamp,
    wire::v1::{
        codes::lists::{AtMost, IfAny},
        twin::twin,
    },
};

twin! {
    (OfficeId, Timestamp): (office, heard) = { 0 office: OfficeId, 1 heard: Timestamp }
}

/// The offices in the order of their ids, each once and at least one: there is one way to say it,
/// and nothing at all when no office was ever heard of.
pub(super) type Heard = IfAny<AtMost<OFFICES_HEARD_MAX, BTreeMap<OfficeId, Timestamp>>>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{DecodeError, v1::twin::Code};

    fn twins(heard: &BTreeMap<OfficeId, Timestamp>) -> <Heard as Code>::Twin {
        Heard::write(heard)
    }

    fn read(twins: <Heard as Code>::Twin) -> Result<BTreeMap<OfficeId, Timestamp>, DecodeError> {
        Heard::read(twins, "heard")
    }

    fn heard(count: usize) -> BTreeMap<OfficeId, Timestamp> {
        let office = |nth| OfficeId::parse(&format!("kommune/kontor-{nth:04}")).unwrap();
        let at = Timestamp::EPOCH.plus_days(20_000);
        (0..count).map(|nth| (office(nth), at)).collect()
    }

    #[test]
    fn as_many_offices_as_are_allowed_are_read_and_one_more_is_not() {
        let most = heard(OFFICES_HEARD_MAX);
        assert_eq!(read(twins(&most)), Ok(most));
        let more = twins(&heard(OFFICES_HEARD_MAX + 1));
        assert_eq!(read(more), Err(DecodeError::Value("heard")));
    }

    #[test]
    fn nobody_is_said_by_saying_nothing_and_nobody_is_said_twice() {
        assert!(twins(&BTreeMap::new()).is_none());
        assert_eq!(read(None), Ok(BTreeMap::new()));
        let wrong = Err(DecodeError::Value("heard"));
        assert_eq!(read(Some(Vec::new())), wrong);
        let mut backwards = twins(&heard(2)).unwrap();
        backwards.reverse();
        assert_eq!(read(Some(backwards)), wrong);
        let one = || twins(&heard(1)).unwrap().remove(0);
        assert_eq!(read(Some(vec![one(), one()])), wrong);
    }
}
