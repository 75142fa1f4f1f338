//! Who is told when an obligation climbs: watchers are added, and the owner stays.

use std::collections::BTreeSet;

use crate::{
    handover::Concern,
    party::{OfficeId, directory::Directory},
    words::{Role, Rung},
};

/// The offices that are told of a rung about a handover between two sides.
///
/// Those with a part in the handover hear of everything anyway. An office that is not in the
/// directory is told nothing, and the rung is told all the same.
#[must_use]
pub fn watchers(
    directory: &Directory,
    (concern, rung): (&Concern, Rung),
    sides: [&OfficeId; 2],
) -> BTreeSet<OfficeId> {
    let mut told = BTreeSet::from([concern.owner.clone()]);
    if rung >= Rung::Overdue {
        let staffing = directory.staffing(&concern.owner);
        told.extend(staffing.and_then(|it| it.deputy.clone()));
    }
    if rung >= Rung::Leaders {
        let [from, to] = sides;
        let sides = [from, to, &concern.owner].map(OfficeId::organisation);
        let is_of_a_side = |office: &OfficeId| sides.contains(&office.organisation());
        told.extend(with_a(directory, Role::Leader).filter(is_of_a_side));
        told.extend(with_a(directory, Role::Administrator));
    }
    if rung >= Rung::Authority {
        let ladder = &directory.policy_at(concern.due).ladder;
        let known = |office: &&OfficeId| directory.office(office).is_some();
        told.extend(ladder.authority.iter().filter(known).cloned());
    }
    told
}

/// The offices in which somebody has that role.
fn with_a(directory: &Directory, role: Role) -> impl Iterator<Item = OfficeId> {
    directory
        .devices()
        .flat_map(|(_, device)| &device.memberships)
        .filter(move |membership| membership.role == role)
        .map(|membership| membership.office.clone())
}
