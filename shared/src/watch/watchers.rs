//! Who is told when an obligation climbs: watchers are added, and the owner stays.

use crate::{
    handover::Concern,
    party::{OfficeId, OrganisationId, directory::Directory},
    words::{Duty, Role, Rung},
};

/// The offices that are told of a rung about a handover between two sides, each once and the
/// nearest first: of more than a receipt names, the last are told nothing.
///
/// From the third rung on these are the leaders and administrators of both sides' organisations and
/// of the owner's, and the national administration; nobody else's. Those with a part in the handover
/// hear of everything anyway. An office that is not in the directory is told nothing, and the rung
/// is told all the same.
#[must_use]
pub fn watchers(
    directory: &Directory,
    (concern, rung): (&Concern, Rung),
    [from, to]: [&OfficeId; 2],
) -> Vec<OfficeId> {
    let mut told = vec![concern.owner.clone()];
    if concern.duty == Duty::Age {
        // It is the leaders' to say that a child may wait longer.
        told.extend(with_a(
            directory,
            Role::Leader,
            &concern.owner.organisation(),
        ));
    }
    if rung >= Rung::Overdue {
        let staffing = directory.staffing(&concern.owner);
        told.extend(staffing.and_then(|it| it.deputy.clone()));
    }
    if rung >= Rung::Authority {
        let ladder = &directory.policy_at(concern.since).ladder;
        let known = |office: &&OfficeId| directory.office(office).is_some();
        told.extend(ladder.authority.iter().filter(known).cloned());
    }
    if rung >= Rung::Leaders {
        let owners = concern.owner.organisation();
        let national = OfficeId::root_administration().organisation();
        let sides = [from, to].map(OfficeId::organisation);
        told.extend(with_a(directory, Role::Leader, &owners));
        told.extend(with_a(directory, Role::Administrator, &owners));
        told.extend(with_a(directory, Role::Administrator, &national));
        for side in &sides {
            told.extend(with_a(directory, Role::Administrator, side));
        }
        for side in &sides {
            told.extend(with_a(directory, Role::Leader, side));
        }
    }
    let mut each = Vec::new();
    for office in told {
        if !each.contains(&office) {
            each.push(office);
        }
    }
    each
}

/// Whether somebody administers from that office, and so may look after whatever is late.
#[must_use]
pub fn administers(directory: &Directory, office: &OfficeId) -> bool {
    let mut members = directory.members(office);
    members.any(|(_, _, place)| place.role == Role::Administrator)
}

/// The offices of an organisation in which somebody has that role.
fn with_a(
    directory: &Directory,
    role: Role,
    organisation: &OrganisationId,
) -> impl Iterator<Item = OfficeId> {
    directory
        .devices()
        .flat_map(|(_, device)| &device.memberships)
        .filter(move |membership| {
            membership.role == role && membership.office.organisation() == *organisation
        })
        .map(|membership| membership.office.clone())
}
