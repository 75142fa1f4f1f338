//! Case information (sagsoplysninger): what the team needs before its visit, item by item.

use super::attachment::Manifest;
use super::check_list::{CheckList, Standard};
use super::said::Said;
use super::text::{Line, SUBJECT_CHARS_MAX};
use crate::words::Kind;

form! {
    /// Case information with nothing missing.
    CaseInformation (Said::kind(Kind::CaseInformation)), RawCaseInformation {
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad oplysningerne handler om, i få ord";
            en "Subject": "What it is about, in a few words";
        }
        check_list: CheckList[Standard::Xref15] as "" {
            da "Oplysninger": "Hvad der er vedlagt, hvad der kommer senere, og hvad der ikke foreligger";
            en "Items": "What there is, what is pending, and what is not available";
        }
        attachments: Manifest {
            da "Bilag": "De vedlagte filer";
            en "Attachments": "The attached files";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_information_without_items_is_refused() {
        let faults = CaseInformation::parse(RawCaseInformation::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "2 fields to be mended by the author: subject is missing; items is missing"
        );
    }
}
