//! What was posted on a step, taken into the form as it was typed; whether it will do comes after.

use stafet_shared::{
    content::{Said, Standard},
    id::HandoverId,
    party::OfficeId,
    words::{Colour, Kind, State, kebab},
};

use super::{
    fill::wrong_on,
    head::{Told, word},
    step::{Step, blanks},
};
use crate::{
    face::scene::Scene,
    form::{colours_of, typed::exchanged},
    office::{Aim, Deed, Draft, Outgoing, Then, Unsent},
    page::form::Typed,
    text::{Texts, say},
};

/// What case information most often is about, until its author says otherwise.
const OFTEN_ASKED: [(&str, &str); 5] = [
    ("Børnefaglig undersøgelse", "Assessment of the child"),
    ("Handleplan", "Action plan"),
    ("Samtykke", "Consent"),
    ("Udtalelse fra skolen", "Statement from the school"),
    ("Politiets afgørelse", "Decision of the police"),
];

/// A form with what was posted on one of its steps.
#[must_use]
pub fn taken(step: Step, form: &Unsent, typed: &Typed, texts: &Texts) -> Unsent {
    let mut form = form.clone();
    match step {
        Step::Kind => take_kind(&mut form, typed, texts),
        Step::Receiver => {
            let office = |name| typed.text(name).and_then(|it| OfficeId::parse(it).ok());
            form.to = office("andet").or_else(|| office("til")).or(form.to);
            form.from = office("fra").or(form.from);
        }
        Step::Urgency => {
            let colour = typed.text("haster").and_then(Colour::from_name);
            form.colour = colour.or(form.colour);
        }
        Step::Child | Step::Content => {
            let blanks = form.kind.map(|kind| blanks(step, kind)).unwrap_or_default();
            form.texts = exchanged(&form.texts, typed.pairs(), &blanks);
        }
        Step::Files | Step::Review => {}
    }
    step.path().clone_into(&mut form.step);
    form
}

/// What has to be mended on a step before the next is asked.
#[must_use]
pub fn told(step: Step, form: &Unsent, scene: &Scene<'_>) -> Told {
    let texts = scene.texts;
    let choose = |place: &str| {
        let line = say!(texts, "page-write-choose", what = word(step, texts));
        vec![(place.to_owned(), line)]
    };
    let lines = match step {
        Step::Kind if form.kind.is_none() => choose("f-slags"),
        Step::Receiver if form.to.is_none() => choose("f-til"),
        Step::Urgency if form.colour.is_none() => choose("f-haster"),
        Step::Kind
        | Step::Receiver
        | Step::Urgency
        | Step::Child
        | Step::Content
        | Step::Files
        | Step::Review => Vec::new(),
    };
    Told {
        wrong: wrong_on(step, form, &scene.own_zone()),
        lines,
        moved: false,
    }
}

/// The kind that a word in an address names.
#[must_use]
pub fn kind_of(text: &str) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| kebab(kind.name()) == text)
}

/// What goes out when a form is signed; `None` while something has to be mended.
#[must_use]
pub fn outgoing(form: &Unsent, scene: &Scene<'_>) -> Option<Outgoing> {
    let kind = form.kind?;
    let content = super::fill::content(form, kind, &scene.own_zone()).ok()?;
    let draft = |then| -> Option<Outgoing> {
        let draft = Draft {
            from: form.from.clone(),
            to: form.to.clone()?,
            kind,
            colour: form.colour?,
            content: content.clone(),
            relates_to: form.follows,
        };
        Some(Outgoing::Draft(Box::new(draft), then))
    };
    match form.aim {
        Aim::New => draft(asked(form, scene).map_or(Then::Nothing, Then::Answers)),
        Aim::Reopen(closed) => draft(Then::TakesUp(closed)),
        Aim::Replace(error) => draft(Then::Replaces(error)),
        Aim::Correct(id, _) => {
            let deed = Deed::Correct(content);
            Some(Outgoing::Version(id, Box::new(deed)))
        }
        Aim::Resubmit(id, _) => {
            let deed = Deed::Resubmit(content);
            Some(Outgoing::Version(id, Box::new(deed)))
        }
    }
}

/// The handover whose questions a form answers: case information about one that waits for it.
fn asked(form: &Unsent, scene: &Scene<'_>) -> Option<HandoverId> {
    let followed = scene.known.get(&form.follows?)?;
    let waits = followed.state == State::AwaitingInformation && scene.is_own(&followed.from);
    (waits && form.kind == Some(Kind::CaseInformation)).then_some(followed.id)
}

fn take_kind(form: &mut Unsent, typed: &Typed, texts: &Texts) {
    let Some(kind) = typed.text("slags").and_then(kind_of) else {
        return;
    };
    form.kind = Some(kind);
    let colours = colours_of(kind);
    if let [only] = colours.as_slice() {
        form.colour = Some(*only);
    }
    let is_empty = !form
        .texts
        .iter()
        .any(|(name, _)| name.starts_with("items."));
    if kind == Kind::CaseInformation && is_empty {
        let standard = ("standard".to_owned(), Standard::Xref15.name().to_owned());
        form.texts.push(standard);
        for (number, (da, en)) in OFTEN_ASKED.into_iter().enumerate() {
            let said = Said { da, en };
            let text = texts.said(said).to_owned();
            form.texts.push((format!("items.{number}.what"), text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::danish;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        let pairs = pairs.iter();
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Typed::from(pairs.map(owned).collect::<Vec<_>>())
    }

    #[test]
    fn each_step_takes_its_own_and_leaves_the_rest() {
        let texts = danish();
        let mut form = Unsent::new(Aim::New);
        for (step, posted) in [
            (Step::Kind, typed(&[("slags", "referral"), ("til", "x/y")])),
            (
                Step::Receiver,
                typed(&[("til", "socialstyrelsen/rejsehold"), ("andet", "")]),
            ),
            (Step::Urgency, typed(&[("haster", "yellow")])),
            (
                Step::Child,
                typed(&[("child.name", "Testbarn"), ("reason", "smuglet")]),
            ),
            (
                Step::Content,
                typed(&[("reason", "Hvorfor"), ("child.name", "smuglet")]),
            ),
        ] {
            form = taken(step, &form, &posted, &texts);
            assert_eq!(form.step, step.path());
        }
        assert_eq!(form.kind, Some(Kind::Referral));
        assert_eq!(form.to, OfficeId::parse("socialstyrelsen/rejsehold").ok());
        assert_eq!(form.colour, Some(Colour::Yellow));
        let texts: Vec<&str> = form.texts.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Testbarn", "Hvorfor"]);
    }

    #[test]
    fn a_notification_is_red_and_case_information_has_a_list_to_begin_with() {
        let texts = danish();
        let of = |kind: &str| {
            let form = Unsent::new(Aim::New);
            taken(Step::Kind, &form, &typed(&[("slags", kind)]), &texts)
        };
        assert_eq!(of("notification").colour, Some(Colour::Red));
        let information = of("case-information");
        assert_eq!(information.texts.len(), OFTEN_ASKED.len() + 1);
        assert_eq!(information.texts[2].1, "Handleplan");
        let nothing = of("nonsense");
        assert_eq!((nothing.kind, nothing.colour), (None, None));
    }

    #[test]
    fn nothing_goes_out_that_is_not_whole() {
        let stage = crate::face::samples::Stage::new();
        let texts = danish();
        let scene = stage.at_sender(&texts);
        let mut form = Unsent::new(Aim::New);
        assert!(outgoing(&form, &scene).is_none());
        form.kind = Some(Kind::Message);
        form.texts = typed(&[("subject", "Emne"), ("text", "Tekst")])
            .pairs()
            .to_vec();
        assert!(outgoing(&form, &scene).is_none(), "no receiver, no colour");
        form.to = OfficeId::parse("socialstyrelsen/rejsehold").ok();
        form.colour = Some(Colour::Green);
        let Some(Outgoing::Draft(draft, Then::Nothing)) = outgoing(&form, &scene) else {
            panic!("a draft");
        };
        assert_eq!(draft.content.kind(), Some(Kind::Message));
        form.aim = Aim::Correct(HandoverId::from_bytes([1; 16]), 2);
        assert!(matches!(
            outgoing(&form, &scene),
            Some(Outgoing::Version(..))
        ));
    }
}
