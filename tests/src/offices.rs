//! The real authorities, towns and time zones of a full deployment, from `tests/data`.

use serde::Deserialize;

/// The file that names them.
pub const OFFICES_TOML: &str = include_str!("../data/offices.toml");

/// One organisation with its offices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// What travels.
    pub id: String,
    /// What people see.
    pub name: String,
    /// `municipality` or `agency`.
    pub kind: String,
    /// Its offices.
    pub offices: Vec<Office>,
}

/// One office.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// What travels.
    pub id: String,
    /// What people see.
    pub name: String,
    /// In whose working days its clocks run.
    pub time_zone: String,
    /// Whether its members may be administrators.
    #[serde(default)]
    pub administrators: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organisation: Vec<Organisation>,
}

/// The eight organisations and their 29 offices.
///
/// # Panics
/// When the file is not what it was.
#[must_use]
pub fn all() -> Vec<Organisation> {
    let file: File = toml::from_str(OFFICES_TOML).expect("offices.toml is whole");
    file.organisation
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_are_eight_organisations_and_29_offices() {
        let all = super::all();
        assert_eq!(all.len(), 8);
        assert_eq!(
            all.iter()
                .map(|organisation| organisation.offices.len())
                .sum::<usize>(),
            29
        );
    }
}
