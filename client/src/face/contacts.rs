//! Whom one can hand over to: offices by organisation, the reader's own first, with who stands in,
//! who is away, and the number that was signed.

use std::collections::BTreeMap;

use stafet_shared::{
    calendar::{date_of, day_of},
    content::display_safe_line,
    party::{OfficeId, OrganisationId},
    words::{Role, spelling::search_key},
};

use super::{heard::LastHeard, scene::Scene, when};
use crate::text::say;

/// Offices of one organisation, or of several that have one each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Whether it is the reader's.
    pub is_own: bool,
    /// Its offices, by name.
    pub offices: Vec<Contact>,
}

/// What an office is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The reader serves it.
    Own,
    /// Administrators work there, who are handed nothing.
    Watches,
    /// Somebody has joined: one can send to it.
    Joined,
    /// Nobody has: what is sent waits.
    NotJoined,
}

/// One office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Names it.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// Its organisation, where that does not stand above it.
    pub organisation: String,
    /// What it is to the reader.
    pub part: Part,
    /// When it was last heard of, where the server has told it.
    pub heard: Option<LastHeard>,
    /// The number that was signed.
    pub phone: Option<String>,
    /// Who leads it, who stands in, who is away, what is down: a sentence each.
    pub lines: Vec<String>,
}

/// Every office whose name, or whose organisation's, holds what was typed.
#[must_use]
pub fn contacts(find: &str, scene: &Scene<'_>) -> Vec<Organisation> {
    let wanted = search_key(find);
    let is_wanted = |one: &Contact| {
        let named = search_key(&format!("{} {}", one.name, one.organisation));
        named.contains(wanted.as_str())
    };
    let mut organisations: BTreeMap<OrganisationId, Vec<Contact>> = BTreeMap::new();
    for (id, _) in scene.directory.offices() {
        let of_it = organisations.entry(id.organisation()).or_default();
        of_it.push(contact(id, scene));
    }
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for (id, mut offices) in organisations {
        let is_alone = offices.len() == 1;
        let is_own = scene.own.iter().any(|own| own.organisation() == id);
        offices.retain(is_wanted);
        if is_alone && !is_own {
            alone.append(&mut offices);
        } else if !offices.is_empty() {
            let organisation = organisation(offices);
            found.push(Organisation {
                is_own,
                ..organisation
            });
        }
    }
    found.sort_by(|one, other| (!one.is_own, &one.name).cmp(&(!other.is_own, &other.name)));
    if !alone.is_empty() {
        by_name(&mut alone);
        found.push(Organisation {
            name: say!(scene.texts, "page-contacts-others"),
            is_own: false,
            offices: alone,
        });
    }
    found
}

/// The offices that the reader serves.
#[must_use]
pub fn own(scene: &Scene<'_>) -> Vec<Contact> {
    scene.own.iter().map(|id| contact(id, scene)).collect()
}

fn organisation(mut offices: Vec<Contact>) -> Organisation {
    by_name(&mut offices);
    let name = offices.first().map(|one| one.organisation.clone());
    for one in &mut offices {
        one.organisation.clear();
    }
    Organisation {
        name: name.unwrap_or_default(),
        is_own: false,
        offices,
    }
}

fn by_name(offices: &mut [Contact]) {
    offices.sort_by(|one, other| one.name.cmp(&other.name));
}

fn contact(id: &OfficeId, scene: &Scene<'_>) -> Contact {
    let staffing = scene.directory.staffing(id);
    let phone = staffing.and_then(|it| it.phone.as_ref());
    let office = scene.directory.office(id);
    Contact {
        id: id.clone(),
        name: scene.office(id),
        organisation: scene.organisation(id),
        part: if scene.is_own(id) {
            Part::Own
        } else if has(id, Role::Administrator, scene).next().is_some() {
            Part::Watches
        } else if office.is_some_and(|it| !it.keys.is_empty()) {
            Part::Joined
        } else {
            Part::NotJoined
        },
        heard: scene.last_heard(id),
        phone: phone.map(ToString::to_string),
        lines: lines(id, scene),
    }
}

/// The people who work at an office now as that.
fn has<'a>(id: &'a OfficeId, role: Role, scene: &'a Scene<'_>) -> impl Iterator<Item = String> {
    let members = scene.directory.members(id);
    let members = members.filter(move |(_, _, it)| it.role == role && it.covers(scene.now));
    members.map(|(_, device, _)| scene.person(&device.person))
}

fn lines(id: &OfficeId, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let mut lines = Vec::new();
    let mut leaders: Vec<String> = has(id, Role::Leader, scene).collect();
    leaders.sort();
    leaders.dedup();
    if !leaders.is_empty() {
        let names = leaders.join(", ");
        lines.push(say!(texts, "page-contacts-leader", names = names));
    }
    let staffing = scene.directory.staffing(id);
    let today = day_of(scene.zone(id).day(scene.now));
    let away = staffing.and_then(|it| it.away);
    if let Some((first, last)) = away.filter(|(_, last)| *last >= today)
        && let (Some(first), Some(last)) = (date_of(first), date_of(last))
    {
        let period = when::period(first, last, texts);
        lines.push(say!(texts, "page-contacts-away", period = period));
    }
    if let Some(deputy) = staffing.and_then(|it| it.deputy.as_ref()) {
        let office = scene.office(deputy);
        lines.push(say!(texts, "page-contacts-deputy", office = office));
    }
    let for_others = scene.directory.offices().filter(|(other, _)| {
        let staffing = scene.directory.staffing(other);
        staffing.is_some_and(|it| it.deputy.as_ref() == Some(id))
    });
    let for_others: Vec<String> = for_others.map(|(it, _)| scene.office(it)).collect();
    if !for_others.is_empty() {
        let offices = for_others.join(", ");
        lines.push(say!(texts, "page-contacts-deputy-for", offices = offices));
    }
    if let Some(outage) = scene.directory.outage(id, scene.now) {
        let cause = display_safe_line(&texts.cause(outage.cause));
        lines.push(match outage.until {
            Some(until) => {
                let until = when::moment(until, scene.now, &scene.own_zone(), texts).full;
                say!(
                    texts,
                    "page-contacts-outage-until",
                    cause = cause,
                    until = until
                )
            }
            None => say!(texts, "page-contacts-outage", cause = cause),
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{face::samples::Stage, text::tests::danish};

    #[test]
    fn the_own_organisation_stands_first_and_an_office_is_found_by_its_place() {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_sender(&texts);
        let all = contacts("", &scene);
        let first = all.first().unwrap();
        assert!(first.is_own, "{all:?}");
        assert!(first.offices.iter().any(|one| one.part == Part::Own));
        let found = contacts("NANORTALIK", &scene);
        let found: Vec<&str> = found
            .iter()
            .flat_map(|it| &it.offices)
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(found, ["Børn og Unge, Nanortalik"]);
        assert!(contacts("findes ikke", &scene).is_empty());
    }
}
