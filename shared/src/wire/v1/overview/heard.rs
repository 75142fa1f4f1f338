//! When offices were last heard of, as it ends a page of obligations.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::{
    overview::OFFICES_HEARD_MAX,
    party::OfficeId,
    time::Timestamp,
    wire::{
        DecodeError,
        v1::act::{instant, office},
    },
};

#[derive(Encode, Decode)]
pub(super) struct HeardTwin {
    #[n(0)]
    office: String,
    #[n(1)]
    at_ms: i64,
}

/// Nothing at all when no office was ever heard of.
pub(super) fn twins(heard: &BTreeMap<OfficeId, Timestamp>) -> Option<Vec<HeardTwin>> {
    let twins = heard.iter().map(|(office, at)| HeardTwin {
        office: office.to_string(),
        at_ms: at.unix_ms(),
    });
    (!heard.is_empty()).then(|| twins.collect())
}

/// The offices in the order of their ids, each once and at least one: there is one way to say it.
pub(super) fn read(
    twins: Option<Vec<HeardTwin>>,
) -> Result<BTreeMap<OfficeId, Timestamp>, DecodeError> {
    let Some(twins) = twins else {
        return Ok(BTreeMap::new());
    };
    let is_ordered = twins.is_sorted_by(|one, next| one.office < next.office);
    if twins.is_empty() || twins.len() > OFFICES_HEARD_MAX || !is_ordered {
        return Err(DecodeError::Value("heard"));
    }
    let read = |twin: HeardTwin| Ok((office(&twin.office)?, instant(twin.at_ms, "heard")?));
    twins.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
