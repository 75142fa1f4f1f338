//! The steps of a form, and which field stands on which of them.

use stafet_shared::{
    content::{Blank, Shape},
    words::Kind,
};

use crate::{
    form::{Wrong, blanks_of, colours_of, typed::is_of},
    office::{Aim, Unsent},
};

/// One question of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What is handed over.
    Kind,
    /// Who is to take it.
    Receiver,
    /// How urgent it is.
    Urgency,
    /// Which child it is about.
    Child,
    /// What they have to know.
    Content,
    /// Which files go along.
    Files,
    /// Everything once more, and the signature.
    Review,
}

impl Step {
    /// Every step, in their order.
    pub const ALL: [Self; 7] = [
        Self::Kind,
        Self::Receiver,
        Self::Urgency,
        Self::Child,
        Self::Content,
        Self::Files,
        Self::Review,
    ];

    /// The last part of its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Kind => "slags",
            Self::Receiver => "modtager",
            Self::Urgency => "hast",
            Self::Child => "barnet",
            Self::Content => "indhold",
            Self::Files => "bilag",
            Self::Review => "gennemse",
        }
    }

    /// The step with that address.
    #[must_use]
    pub fn find(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.path() == path)
    }

    /// Its address in a form.
    #[must_use]
    pub fn address(self, form: &Unsent) -> String {
        format!("/ny/{}/{}", form.id.short(), self.path())
    }

    /// Whether a form has it.
    fn is_of(self, form: &Unsent) -> bool {
        let is_new = !matches!(form.aim, Aim::Correct(..) | Aim::Resubmit(..));
        match self {
            Self::Kind | Self::Receiver => is_new,
            // Nobody is asked where there is no choice.
            Self::Urgency => is_new && form.kind.is_none_or(|kind| colours_of(kind).len() > 1),
            Self::Child => form.kind.is_none_or(names_the_child),
            Self::Content | Self::Files | Self::Review => true,
        }
    }
}

/// The steps of a form.
#[must_use]
pub fn steps(form: &Unsent) -> Vec<Step> {
    let all = Step::ALL.into_iter();
    all.filter(|step| step.is_of(form)).collect()
}

/// The step behind one.
#[must_use]
pub fn after(step: Step, form: &Unsent) -> Step {
    let steps = steps(form);
    let behind = Step::ALL.into_iter().skip_while(|it| *it != step).skip(1);
    let mut behind = behind.filter(|it| steps.contains(it));
    behind.next().unwrap_or(Step::Review)
}

/// The step before one, if it is not the first.
#[must_use]
pub fn before(step: Step, form: &Unsent) -> Option<Step> {
    let steps = steps(form);
    let before = Step::ALL.into_iter().take_while(|it| *it != step);
    before.filter(|it| steps.contains(it)).last()
}

/// Where somebody goes on who has left a form.
#[must_use]
pub fn left_at(form: &Unsent) -> Step {
    let steps = steps(form);
    let saved = Step::find(&form.step).map(|step| after(step, form));
    let saved = saved.filter(|step| steps.contains(step));
    saved
        .or_else(|| steps.first().copied())
        .unwrap_or(Step::Kind)
}

/// The blanks that are filled in on a step.
#[must_use]
pub fn blanks(step: Step, kind: Kind) -> Vec<Blank> {
    let all = blanks_of(kind).into_iter();
    match step {
        Step::Child => all.filter(is_of_child).collect(),
        Step::Content => all
            .filter(|blank| !is_of_child(blank) && !matches!(blank.shape, Shape::Files))
            .collect(),
        Step::Kind | Step::Receiver | Step::Urgency | Step::Files | Step::Review => Vec::new(),
    }
}

/// The step on which something has to be mended.
#[must_use]
pub fn step_of(wrong: &Wrong, kind: Kind) -> Step {
    let field = match wrong {
        Wrong::Field { name, .. } => name.as_str(),
        Wrong::Content(fault) => fault.field,
    };
    if is_of(field, &blanks(Step::Child, kind)) {
        Step::Child
    } else if field.starts_with("attachments") {
        Step::Files
    } else {
        Step::Content
    }
}

fn names_the_child(kind: Kind) -> bool {
    !blanks(Step::Child, kind).is_empty()
}

/// What is asked beside the child: who speaks with it has to know whether to bring an interpreter.
fn is_of_child(blank: &Blank) -> bool {
    matches!(blank.name, "child" | "interpreter")
}

#[cfg(test)]
mod tests {
    use stafet_shared::id::HandoverId;

    use super::*;

    fn form(aim: Aim, kind: Option<Kind>) -> Unsent {
        Unsent {
            kind,
            ..Unsent::new(aim)
        }
    }

    #[test]
    fn each_kind_is_asked_for_what_it_has() {
        let paths = |form: &Unsent| {
            let steps = steps(form).into_iter();
            steps.map(Step::path).collect::<Vec<_>>().join(" ")
        };
        let new = |kind| paths(&form(Aim::New, Some(kind)));
        let all = "slags modtager hast barnet indhold bilag gennemse";
        assert_eq!(new(Kind::Referral), all);
        assert_eq!(new(Kind::FollowUp), all);
        assert_eq!(paths(&form(Aim::New, None)), all);
        assert_eq!(
            new(Kind::Notification),
            "slags modtager barnet indhold bilag gennemse"
        );
        assert_eq!(
            new(Kind::Message),
            "slags modtager hast indhold bilag gennemse"
        );
        let id = HandoverId::from_bytes([1; 16]);
        for aim in [Aim::Correct(id, 1), Aim::Resubmit(id, 1)] {
            let steps = paths(&form(aim, Some(Kind::Referral)));
            assert_eq!(steps, "barnet indhold bilag gennemse");
        }
    }

    #[test]
    fn one_step_leads_to_the_next_and_back() {
        let message = form(Aim::New, Some(Kind::Message));
        assert_eq!(after(Step::Urgency, &message), Step::Content);
        assert_eq!(before(Step::Content, &message), Some(Step::Urgency));
        assert_eq!(before(Step::Kind, &message), None);
        assert_eq!(after(Step::Review, &message), Step::Review);
        for kind in Kind::ALL {
            let form = form(Aim::New, Some(kind));
            for pair in steps(&form).windows(2) {
                let [one, other] = pair else { unreachable!() };
                assert_eq!(after(*one, &form), *other);
                assert_eq!(before(*other, &form), Some(*one));
            }
        }
    }

    #[test]
    fn who_has_left_a_form_goes_on_behind_what_was_saved() {
        let mut form = form(Aim::New, Some(Kind::Message));
        assert_eq!(left_at(&form), Step::Kind);
        "hast".clone_into(&mut form.step);
        assert_eq!(left_at(&form), Step::Content);
        "nowhere".clone_into(&mut form.step);
        assert_eq!(left_at(&form), Step::Kind);
    }

    #[test]
    fn every_blank_stands_on_one_step() {
        for kind in Kind::ALL {
            let (child, content) = (blanks(Step::Child, kind), blanks(Step::Content, kind));
            let files = 1;
            assert_eq!(
                child.len() + content.len() + files,
                blanks_of(kind).len(),
                "{kind:?}"
            );
        }
    }
}
