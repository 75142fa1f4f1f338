//! A form as a document: what it says once it is filled in, and what has to be mended before.

use stafet_shared::{
    calendar::Zone,
    content::{Content, Manifest},
    words::Kind,
};

use super::step::{Step, step_of};
use crate::{
    form::{Wrong, blanks_of, filled_document, typed::with_zone, wrong_content},
    office::Unsent,
    page::form::{Typed, section},
};

/// What a form of a kind says, times by the clock of a zone.
///
/// # Errors
/// Everything that has to be mended.
pub fn content(form: &Unsent, kind: Kind, zone: &Zone) -> Result<Content, Vec<Wrong>> {
    let blanks = blanks_of(kind);
    let typed = Typed::from(with_zone(&form.texts, &blanks, zone));
    let written = filled_document(kind, section(&blanks, &typed));
    let files = Manifest::parse(form.files.clone());
    match (written, files) {
        (Ok(content), Ok(files)) => Ok(content.with_attachments(files)),
        (Err(faults), _) | (Ok(_), Err(faults)) => Err(wrong_content(&faults)),
    }
}

/// What has to be mended on one step.
#[must_use]
pub fn wrong_on(step: Step, form: &Unsent, zone: &Zone) -> Vec<Wrong> {
    let Some(kind) = form.kind else {
        return Vec::new();
    };
    let wrong = content(form, kind, zone).err().unwrap_or_default();
    let here = wrong.into_iter().filter(|it| step_of(it, kind) == step);
    here.collect()
}

/// What was not chosen yet.
#[must_use]
pub fn not_chosen(form: &Unsent) -> Vec<Step> {
    let choices = [
        (Step::Kind, form.kind.is_none()),
        (Step::Receiver, form.to.is_none()),
        (Step::Urgency, form.colour.is_none()),
    ];
    let missing = choices.into_iter().filter(|(_, is_missing)| *is_missing);
    missing.map(|(step, _)| step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        form::{handover, typed::of_document},
        office::Aim,
    };

    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("../../../../tests/data/handovers/", $name, ".toml"))
        };
    }

    const FILES: [&str; 8] = [
        file!("01-henvisning"),
        file!("01-henvisning-rettet"),
        file!("02-sagsoplysninger"),
        file!("03-delrapport"),
        file!("04-afsluttende-rapport"),
        file!("05-opfoelgning"),
        file!("06-underretning"),
        file!("message-1"),
    ];

    #[test]
    fn every_document_comes_out_of_its_form_as_it_went_in() {
        let zone = Zone::nuuk();
        for file in FILES {
            let written = handover(file).unwrap();
            let form = Unsent {
                texts: of_document(&written.content, &zone),
                ..Unsent::new(Aim::New)
            };
            let read = content(&form, written.kind, &zone);
            assert!(read == Ok(written.content), "{file}: {read:?}");
        }
    }

    #[test]
    fn what_has_to_be_mended_is_told_on_its_step() {
        let form = Unsent {
            kind: Some(Kind::Referral),
            ..Unsent::new(Aim::New)
        };
        let zone = Zone::nuuk();
        assert_eq!(wrong_on(Step::Child, &form, &zone).len(), 3);
        assert_eq!(wrong_on(Step::Content, &form, &zone).len(), 6);
        assert_eq!(wrong_on(Step::Files, &form, &zone).len(), 0);
        assert_eq!(not_chosen(&form), [Step::Receiver, Step::Urgency]);
    }
}
