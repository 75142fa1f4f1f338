//! Reading a file of organisations and offices, as `tests/data/offices.toml`.

use serde::Deserialize;
use stafet_shared::{
    calendar::Zone,
    party::{
        NAME_CHARS_MAX, OfficeId, OrganisationId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    words::OrganisationKind,
};

use crate::text::{Texts, say};

/// An organisation and its offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The organisation.
    pub organisation: OrganisationEntry,
    /// Its offices.
    pub offices: Vec<OfficeEntry>,
}

/// Reads a file's organisations, or all that has to be mended, one line each.
///
/// # Errors
/// The author's move: every wrong entry, named by its id.
pub fn read(text: &str, texts: &Texts) -> Result<Vec<Listed>, Vec<String>> {
    let file: File = toml::from_str(text).map_err(|error| vec![error.message().to_owned()])?;
    let mut wrong = Vec::new();
    let listed = file
        .organisation
        .into_iter()
        .map(|written| listed(written, texts, &mut wrong))
        .collect::<Vec<_>>();
    // Everything is read before anything is given up, so that all that is wrong is named.
    match listed.into_iter().collect::<Option<Vec<_>>>() {
        Some(listed) if wrong.is_empty() => Ok(listed),
        Some(_) | None => Err(wrong),
    }
}

fn listed(written: Organisation, texts: &Texts, wrong: &mut Vec<String>) -> Option<Listed> {
    let shown = written.id.escape_debug().to_string();
    let mut miss = |what: &str, flaw: String| {
        wrong.push(format!("{shown}: {what} {flaw}"));
    };
    let id = OrganisationId::parse(&written.id).ok();
    if id.is_none() {
        miss("id", say!(texts, "flaw-organisation"));
    }
    let kind = OrganisationKind::from_name(&written.kind);
    if kind.is_none() {
        let choices = "municipality, agency";
        miss("kind", say!(texts, "flaw-choice", choices = choices));
    }
    let name = is_name(&written.name);
    if !name {
        miss("name", name_flaw(texts));
    }
    let offices: Vec<Option<OfficeEntry>> = written
        .offices
        .into_iter()
        .map(|office| entry(office, id.as_ref(), texts, wrong))
        .collect();
    let organisation = OrganisationEntry {
        id: id?,
        name: written.name,
        kind: kind?,
    };
    Some(Listed {
        organisation,
        offices: offices.into_iter().collect::<Option<_>>()?,
    })
}

fn entry(
    written: Office,
    organisation: Option<&OrganisationId>,
    texts: &Texts,
    wrong: &mut Vec<String>,
) -> Option<OfficeEntry> {
    let shown = written.id.escape_debug().to_string();
    let mut miss = |what: &str, flaw: String| {
        wrong.push(format!("{shown}: {what} {flaw}"));
    };
    let id = OfficeId::parse(&written.id).ok();
    match (&id, organisation) {
        (None, _) => miss("id", say!(texts, "flaw-office")),
        (Some(id), Some(organisation)) if id.organisation() != *organisation => {
            miss("id", say!(texts, "flaw-other-organisation"));
        }
        (Some(_), Some(_) | None) => {}
    }
    let zone = Zone::parse(&written.time_zone).ok();
    if zone.is_none() {
        miss("time_zone", say!(texts, "flaw-time-zone"));
    }
    if !is_name(&written.name) {
        miss("name", name_flaw(texts));
    }
    Some(OfficeEntry {
        id: id?,
        name: written.name,
        zone: zone?,
        administrators: written.administrators,
    })
}

/// As it is read in what is signed: a name that nobody could read would be signed in vain.
fn is_name(text: &str) -> bool {
    let fits = !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX;
    fits && !text.chars().any(char::is_control)
}

fn name_flaw(texts: &Texts) -> String {
    say!(texts, "flaw-name", max = NAME_CHARS_MAX.to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    id: String,
    name: String,
    kind: String,
    #[serde(default)]
    offices: Vec<Office>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    id: String,
    name: String,
    time_zone: String,
    #[serde(default)]
    administrators: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::english;

    const OFFICES: &str = include_str!("../../tests/data/offices.toml");

    #[test]
    fn the_29_offices_of_8_organisations_are_read() {
        let listed = read(OFFICES, &english()).unwrap();
        let offices: Vec<&OfficeEntry> = listed.iter().flat_map(|it| &it.offices).collect();
        assert_eq!((listed.len(), offices.len()), (8, 29));
        let watch = offices.iter().find(|office| office.administrators).unwrap();
        assert_eq!(watch.id.as_str(), "socialstyrelsen/overdragelsesvagt");
        let east = offices
            .iter()
            .find(|office| office.id.as_str() == "sermersooq/ittoqqortoormiit");
        assert_eq!(east.unwrap().zone.name(), "America/Scoresbysund");
    }

    #[test]
    fn all_that_is_wrong_is_named() {
        let text = OFFICES
            .replace("kind = \"municipality\"", "kind = \"town\"")
            .replace("id = \"kujalleq/narsaq\"", "id = \"sermersooq/narsaq\"")
            .replace("Europe/Copenhagen", "Europe/Kobenhavn");
        let wrong = read(&text, &english()).unwrap_err();
        assert_eq!(wrong.len(), 5 + 1 + 1);
        assert!(wrong.iter().any(|line| line
            == "sermersooq/narsaq: id belongs to another organisation than the one it stands under"));
        assert!(read("unknown = 1", &english()).is_err());
        for control in ["\\t", "\\r", "\\n", "\\u001b"] {
            let text = OFFICES.replace("\"Klinik Killiliisa\"", &format!("\"{control}=1\""));
            let wrong = read(&text, &english()).unwrap_err();
            assert_eq!(wrong.len(), 1, "{control}: {wrong:?}");
        }
    }
}
