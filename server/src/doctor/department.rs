//! Whether the weekly list can reach everybody who is to get it.

use stafet_shared::{
    party::{OfficeId, directory::Directory},
    time::Timestamp,
};

use super::finding::Finding;
use crate::config::Notices;

/// What the operator does about an office without an address.
const ADDRESS: &str = "add it under [[notices.office]] in server.toml with email or webhook and \
                       start the server again; until then hand over what `stafet-server weekly` \
                       prints";

pub(super) fn examine(
    directory: &Directory,
    notices: Option<&Notices>,
    now: Timestamp,
) -> Vec<Finding> {
    let offices = &directory.policy_at(now).ladder.department;
    reach(offices, notices)
}

/// A finding about each office that is to get the list.
fn reach(offices: &[OfficeId], notices: Option<&Notices>) -> Vec<Finding> {
    let finding = |office: &OfficeId| {
        if notices.is_some_and(|notices| is_reached(office, notices)) {
            Finding::Well(format!("the weekly list can be sent to {office}"))
        } else {
            let text = format!("the weekly list cannot reach {office}: it has no address");
            Finding::Wrong(text, ADDRESS)
        }
    };
    offices.iter().map(finding).collect()
}

fn is_reached(office: &OfficeId, notices: &Notices) -> bool {
    let mut contacts = notices.offices.iter();
    contacts.any(|contact| {
        contact.office == *office && (contact.email.is_some() || contact.webhook.is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_that_the_settings_cannot_reach_is_named_with_the_next_step() {
        let office = OfficeId::parse("departement/boern").unwrap();
        let offices = std::slice::from_ref(&office);
        let told = |notices: Option<&str>| {
            let notices = notices.map(|text| toml::from_str(text).unwrap());
            reach(offices, notices.as_ref()).remove(0)
        };
        let phone = "[[office]]\noffice = \"departement/boern\"\nphone = \"+299 12 34 56\"";
        for notices in [None, Some(""), Some(phone)] {
            let Finding::Wrong(text, next) = told(notices) else {
                panic!("{notices:?}");
            };
            assert!(text.contains("cannot reach departement/boern"), "{text}");
            assert!(next.contains("[[notices.office]]"), "{next}");
        }
        let hook = "webhook = \"https://a.gl/x\"\nsecret_file = \"/etc/stafet/hook\"";
        let reached = told(Some(&format!("{phone}\n{hook}")));
        assert!(matches!(reached, Finding::Well(_)), "{reached:?}");
        assert!(reach(&[], None).is_empty());
    }
}
