//! What an act counts for that comes after its author's membership has ended.

use super::Denied;
use crate::{
    act::PublicPart,
    party::{Membership, OfficeId, directory::Directory},
    sign::Capacity,
    time::{MS_PER_DAY, Timestamp},
    words::{Role, Validity, Verb},
};

/// Acts claimed within a membership stand when they are deposited up to this long after its end,
/// in ms: offices are offline for weeks.
pub const LATE_DEPOSIT_MS: i64 = 35 * MS_PER_DAY;

/// What an act counts for that is deposited now, whoever else may make it.
///
/// # Errors
/// [`Denied`] when its author was no member when they say they made it.
pub fn validity(
    directory: &Directory,
    public: &PublicPart,
    deposited: Timestamp,
) -> Result<Validity, Denied> {
    if public.author.office == OfficeId::root_watch() {
        return Ok(Validity::InTime);
    }
    let membership = directory.membership_of(&public.author);
    within_validity(membership.ok_or(Denied::NotAMember)?, public, deposited)
}

/// A wrong clock on a device must not cost an act: what is deposited while the membership holds
/// stands whatever it claims, and what claims to be from then stands for some weeks more. What a
/// person has said or decided and comes later still is kept, for a leader to sign anew.
pub(super) fn within_validity(
    membership: &Membership,
    public: &PublicPart,
    deposited: Timestamp,
) -> Result<Validity, Denied> {
    let was_made_within = membership.covers(public.claimed) && membership.until <= deposited;
    if membership.covers(deposited) {
        Ok(Validity::InTime)
    } else if !was_made_within {
        Err(Denied::OutsideMembership)
    } else if deposited.ms_since(membership.until) <= LATE_DEPOSIT_MS {
        Ok(Validity::Late)
    } else if membership.role != Role::Administrator && is_signed_anew(public) {
        Ok(Validity::Unsigned)
    } else {
        Err(Denied::OutsideMembership)
    }
}

/// Whether a leader can sign it anew: what a person has said or decided about a handover, and not
/// what only tells, looks at or seconds what others have done.
fn is_signed_anew(public: &PublicPart) -> bool {
    let by_person = public.author.capacity == Capacity::Person;
    let verb = public.handover().map(|about| about.verb);
    by_person
        && verb.is_some_and(|verb| {
            !matches!(
                verb,
                Verb::Watch(_) | Verb::Countersign | Verb::Drop | Verb::Look | Verb::Settle
            )
        })
}
