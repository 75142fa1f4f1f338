//! *Foreslå et andet kontor*: the sender decides.

use stafet_shared::{
    content::{Form as _, Proposal},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::{
    form::{FieldFlaw, Wrong},
    office::{Deed, proposes_a_party},
};

pub(super) static SHEET: Sheet = Sheet {
    path: "foreslaa",
    verb: Verb::ProposeRedirect,
    key: |_| "propose-redirect",
    fits: always,
    blanks: Proposal::blanks,
    deed: |typed, matter| {
        let proposal: Proposal = filled(typed)?;
        if proposes_a_party(matter.handover(), proposal.office()) {
            return Err(vec![Wrong::Field {
                name: "office".to_owned(),
                item: None,
                flaw: FieldFlaw::OwnOffice,
            }]);
        }
        Ok(Deed::ProposeRedirect(proposal))
    },
};
