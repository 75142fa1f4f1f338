//! One of a few: what is handed over, who takes it, how urgent it is.

use std::collections::BTreeSet;

use askama::Template;
use stafet_shared::{
    content::display_safe_line,
    handover::Handover,
    party::{OfficeId, server},
    words::{Colour, FollowUpDecision, Kind, Language, OrganisationKind, Role, kebab},
};

use super::{
    head::{Head, Told},
    step::Step,
};
use crate::{
    face::{
        naming::spoken,
        promise::acknowledged_by,
        scene::{Scene, day},
    },
    form::colours_of,
    office::{Aim, Unsent},
    page::{
        form::Offered,
        frame::{Frame, Place},
        rows::Urgency,
        site::Eyes,
    },
    text::{Texts, say},
};

/// The most offices that are offered one by one; others are chosen from the list of all.
const SUGGESTED_MAX: usize = 5;
/// The fewest offices that are offered one by one.
const SUGGESTED_MIN: usize = 3;
/// Up to how many offices are all offered one by one.
const OFFERED_ALL_MAX: usize = 8;
/// The kinds that are written from nothing; reports follow a course.
const WRITTEN: [Kind; 5] = [
    Kind::Referral,
    Kind::CaseInformation,
    Kind::FollowUp,
    Kind::Notification,
    Kind::Message,
];

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-ask.html")]
pub struct Ask {
    frame: Frame,
    head: Head,
    legend: String,
    hint: Option<String>,
    /// The field's name.
    name: &'static str,
    options: Vec<Choice>,
    /// Everything else that can be chosen, where that is much.
    others: Vec<Offered>,
    /// In whose name, where there is a choice.
    own: Vec<Offered>,
    notes: Vec<String>,
    more: Option<String>,
    /// What a link has filled in and nobody is asked.
    carried: Vec<(&'static str, String)>,
}

/// Something to choose.
#[derive(Debug)]
struct Choice {
    value: String,
    label: String,
    urgency: Option<Urgency>,
    hint: String,
    chosen: bool,
}

impl Ask {
    /// The question of a step, as it is answered so far.
    #[must_use]
    pub fn of(step: Step, form: &Unsent, told: &Told, eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        let legend = legend(step, form, texts);
        let title = if told.is_nothing() {
            legend.clone()
        } else {
            say!(texts, "page-write-error-title", title = legend.as_str())
        };
        let empty = Self {
            frame: Frame::of(eyes, Place::Nowhere, title),
            head: Head::of(step, form, told, eyes),
            legend,
            hint: None,
            name: "",
            options: Vec::new(),
            others: Vec::new(),
            own: Vec::new(),
            notes: Vec::new(),
            more: None,
            carried: Vec::new(),
        };
        match step {
            Step::Receiver => empty.about_receiver(form, eyes),
            Step::Urgency => empty.about_urgency(form, eyes),
            Step::Kind | Step::Child | Step::Content | Step::Files | Step::Review => {
                empty.about_kind(form, &eyes.scene)
            }
        }
    }

    fn about_kind(self, form: &Unsent, scene: &Scene<'_>) -> Self {
        let texts = scene.texts;
        let linked = form.kind.filter(|kind| !WRITTEN.contains(kind));
        let kinds = WRITTEN.into_iter().chain(linked);
        let options = kinds.map(|kind| Choice {
            value: kebab(kind.name()),
            label: texts.kind(kind),
            urgency: None,
            hint: about(kind, texts),
            chosen: form.kind == Some(kind),
        });
        Self {
            name: "slags",
            options: options.collect(),
            notes: follows(form, texts),
            more: Some(say!(texts, "page-write-reports")),
            carried: carried(form),
            ..self
        }
    }

    fn about_receiver(self, form: &Unsent, eyes: &Eyes<'_>) -> Self {
        let scene = &eyes.scene;
        let texts = scene.texts;
        let all = receivers(scene);
        let near = if all.len() <= OFFERED_ALL_MAX {
            all.clone()
        } else {
            suggested(form, &all, eyes)
        };
        let options = near.iter().map(|office| Choice {
            value: office.to_string(),
            label: scene.office(office),
            urgency: None,
            hint: whereabouts(office, scene),
            chosen: form.to.as_ref() == Some(office),
        });
        let others = all.iter().filter(|office| !near.contains(office));
        let others = others.map(|office| offered(office, form.to.as_ref(), scene));
        let own = scene.own.iter();
        let own = own.map(|office| offered(office, form.from.as_ref(), scene));
        let own: Vec<Offered> = own.collect();
        Self {
            hint: Some(say!(texts, "page-write-receiver-hint")),
            name: "til",
            options: options.collect(),
            others: others.collect(),
            own: if own.len() > 1 { own } else { Vec::new() },
            notes: form.to.iter().filter_map(|to| caution(to, scene)).collect(),
            ..self
        }
    }

    fn about_urgency(self, form: &Unsent, eyes: &Eyes<'_>) -> Self {
        let scene = &eyes.scene;
        let texts = scene.texts;
        let kind = form.kind.unwrap_or(Kind::Message);
        let options = colours_of(kind).into_iter().map(|colour| {
            let due = form.to.as_ref();
            let due = due.and_then(|to| acknowledged_by((kind, colour), to, scene));
            let hint = due.map(|due| {
                let when = due.words;
                say!(texts, "page-write-urgency-due", when = when)
            });
            Choice {
                value: colour.name().to_owned(),
                label: meaning(colour, texts),
                urgency: Some(Urgency::of(colour, scene)),
                hint: hint.unwrap_or_default(),
                chosen: form.colour == Some(colour),
            }
        });
        Self {
            hint: Some(say!(texts, "page-write-urgency-hint")),
            name: "haster",
            options: options.collect(),
            ..self
        }
    }
}

fn legend(step: Step, form: &Unsent, texts: &Texts) -> String {
    let it = form.kind.map_or_else(
        || say!(texts, "page-write-the-thing"),
        |kind| texts.the(kind),
    );
    match step {
        Step::Receiver => say!(texts, "page-write-receiver", it = it),
        Step::Urgency => say!(texts, "page-write-urgency"),
        Step::Kind | Step::Child | Step::Content | Step::Files | Step::Review => {
            say!(texts, "page-write-kind")
        }
    }
}

/// What a kind is for.
fn about(kind: Kind, texts: &Texts) -> String {
    match kind {
        Kind::Referral => say!(texts, "page-write-about-referral"),
        Kind::CaseInformation => say!(texts, "page-write-about-case-information"),
        Kind::FollowUp => say!(texts, "page-write-about-follow-up"),
        Kind::Notification => say!(texts, "page-write-about-notification"),
        Kind::Message => say!(texts, "page-write-about-message"),
        Kind::ClosingReport => say!(texts, "page-write-about-closing-report"),
        Kind::InterimReport => say!(texts, "page-write-about-interim-report"),
    }
}

fn meaning(colour: Colour, texts: &Texts) -> String {
    match colour {
        Colour::Red => say!(texts, "page-write-red"),
        Colour::Yellow => say!(texts, "page-write-yellow"),
        Colour::Green => say!(texts, "page-write-green"),
    }
}

fn follows(form: &Unsent, texts: &Texts) -> Vec<String> {
    let before = form.follows.map(|id| {
        let number = spoken(&id.short());
        say!(texts, "page-write-follows", number = number)
    });
    let other = match form.aim {
        Aim::Reopen(id) => Some(say!(
            texts,
            "page-write-reopens",
            number = spoken(&id.short())
        )),
        Aim::Replace(id) => Some(say!(
            texts,
            "page-write-replaces",
            number = spoken(&id.short())
        )),
        Aim::New | Aim::Correct(..) | Aim::Resubmit(..) => None,
    };
    before.into_iter().chain(other).collect()
}

/// What a link has filled in, for a form that is not begun yet.
fn carried(form: &Unsent) -> Vec<(&'static str, String)> {
    if form.revision > 0 {
        return Vec::new();
    }
    let (closed, error) = match form.aim {
        Aim::Reopen(id) => (Some(id.short()), None),
        Aim::Replace(id) => (None, Some(id.short())),
        Aim::New | Aim::Correct(..) | Aim::Resubmit(..) => (None, None),
    };
    let carried = [
        ("svar", form.follows.map(|id| id.short())),
        ("til", form.to.as_ref().map(ToString::to_string)),
        ("genoptag", closed),
        ("erstat", error),
    ];
    let carried = carried.into_iter();
    carried
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// The offices that take something, in the order of their names: not one's own, and none that
/// only watches.
fn receivers(scene: &Scene<'_>) -> Vec<OfficeId> {
    let offices = scene.directory.offices().map(|(id, _)| id);
    let watches = |id: &OfficeId| {
        let mut members = scene.directory.members(id);
        members.any(|(_, _, it)| it.role == Role::Administrator && it.covers(scene.now))
    };
    let offices = offices.filter(|id| {
        let is_people = **id != server::office() && !watches(id);
        is_people && !scene.is_own(id)
    });
    let mut offices: Vec<OfficeId> = offices.cloned().collect();
    offices.sort_by_key(|id| scene.office(id));
    offices
}

/// Who is most likely meant: whom it answers, and to whom one has sent lately.
fn suggested(form: &Unsent, all: &[OfficeId], eyes: &Eyes<'_>) -> Vec<OfficeId> {
    let scene = &eyes.scene;
    let mut known: Vec<&Handover> = scene.known.values().collect();
    known.sort_by_key(|handover| std::cmp::Reverse(handover.since));
    let answered = form.follows.and_then(|id| scene.known.get(&id));
    let known = answered.into_iter().chain(known);
    let others = known.flat_map(|handover| [&handover.from, &handover.to]);
    let next = family_centres(form, all, scene);
    let chosen = form.to.iter().chain(next).chain(others);
    let mut seen = BTreeSet::new();
    let near = chosen.filter(|office| all.contains(office) && seen.insert((*office).clone()));
    let mut near: Vec<OfficeId> = near.take(SUGGESTED_MAX).cloned().collect();
    // Those who treat are meant more often than other municipalities.
    let (agencies, others): (Vec<&OfficeId>, Vec<&OfficeId>) = all
        .iter()
        .filter(|office| !near.contains(office))
        .partition(|office| is_agency(office, scene));
    let room = SUGGESTED_MIN.saturating_sub(near.len());
    near.extend(agencies.into_iter().chain(others).take(room).cloned());
    near
}

/// Where a child of one's own goes on when treatment is over: the family centres of one's own
/// organisation, which nothing but their names tells from its other offices.
fn family_centres<'a>(
    form: &Unsent,
    all: &'a [OfficeId],
    scene: &Scene<'_>,
) -> impl Iterator<Item = &'a OfficeId> {
    let follows_up = form.kind == Some(Kind::FollowUp);
    let own: Vec<_> = scene.own.iter().map(OfficeId::organisation).collect();
    let word = FollowUpDecision::FamilyCentre
        .words(Language::Danish)
        .to_lowercase();
    let names: Vec<bool> = all
        .iter()
        .map(|office| scene.office(office).to_lowercase().contains(&word))
        .collect();
    let named = all.iter().zip(names);
    named
        .filter(move |(office, is_one)| {
            follows_up && *is_one && own.contains(&office.organisation())
        })
        .map(|(office, _)| office)
}

fn is_agency(office: &OfficeId, scene: &Scene<'_>) -> bool {
    let organisation = scene.directory.organisation(&office.organisation());
    organisation.is_some_and(|it| it.kind == OrganisationKind::Agency)
}

fn offered(office: &OfficeId, chosen: Option<&OfficeId>, scene: &Scene<'_>) -> Offered {
    Offered {
        value: office.to_string(),
        label: scene.office(office),
        chosen: chosen == Some(office),
    }
}

fn whereabouts(office: &OfficeId, scene: &Scene<'_>) -> String {
    let caution = caution(office, scene);
    let parts = std::iter::once(scene.organisation(office)).chain(caution);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Why it may take longer than usual, and whom to ring.
fn caution(office: &OfficeId, scene: &Scene<'_>) -> Option<String> {
    let texts = scene.texts;
    if scene.directory.office_key(office).is_none() {
        return Some(say!(texts, "page-write-nobody-there"));
    }
    let parts: Vec<String> = [scene.warns_of_silence(office), absence(office, scene)]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// That nobody is there, and who stands in.
fn absence(office: &OfficeId, scene: &Scene<'_>) -> Option<String> {
    let texts = scene.texts;
    let staffing = scene.directory.staffing(office)?;
    let today = stafet_shared::calendar::day_of(scene.zone(office).day(scene.now));
    let (_, last) = staffing.away.filter(|_| staffing.is_away(today))?;
    let until = day(last).unwrap_or_default();
    let deputy = staffing.deputy.as_ref();
    let deputy = deputy.map(|deputy| scene.office(deputy));
    let phone = staffing.phone.as_ref();
    let phone = phone.map(|phone| display_safe_line(&phone.to_string()));
    let parts = [
        Some(say!(texts, "page-write-away", until = until)),
        deputy.map(|deputy| say!(texts, "page-write-deputy", deputy = deputy)),
        phone.map(|phone| say!(texts, "page-write-phone", phone = phone)),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}
