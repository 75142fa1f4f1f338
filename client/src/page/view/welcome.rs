//! The first pages, for a profile that belongs to nobody yet: language, invitation and name, and
//! the page that waits for an administrator.

use std::sync::Arc;

use askama::Template;

use crate::{
    page::{session::Session, site::Site},
    text::{Texts, say},
};

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// They choose a language.
    Language,
    /// They type their invitation and name.
    Invitation,
    /// They wait.
    Waiting,
}

/// One of the pages.
#[derive(Debug, Template)]
#[template(path = "welcome.html")]
pub struct Welcome {
    texts: Arc<Texts>,
    language: &'static str,
    base: String,
    token: String,
    stage: Stage,
    title: String,
    steps: Vec<Step>,
    typed: Application,
    waits: Waits,
}

/// One of the steps.
#[derive(Debug)]
struct Step {
    number: usize,
    name: String,
    is_done: bool,
    is_here: bool,
}

/// What somebody has typed to join, and what has to be mended.
#[derive(Clone, Debug, Default)]
pub struct Application {
    /// The invitation.
    pub invitation: String,
    /// What they are called.
    pub name: String,
    /// Why the invitation is none.
    pub wrong_invitation: Option<String>,
    /// Why the name is none.
    pub wrong_name: Option<String>,
}

/// What somebody waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// What happens next, and who does it.
    pub text: String,
    /// Whether they can go on.
    pub is_over: bool,
}

/// What changes on the page that waits.
#[derive(Debug, Template)]
#[template(path = "welcome_live.html")]
pub struct WaitsLive {
    texts: Arc<Texts>,
    waits: Waits,
}

impl WaitsLive {
    /// The part of the page that changes.
    #[must_use]
    pub const fn of(texts: Arc<Texts>, waits: Waits) -> Self {
        Self { texts, waits }
    }
}

impl Welcome {
    /// The page of a stage.
    #[must_use]
    pub fn of(site: &Site, session: &Session, stage: Stage) -> Self {
        let texts = site.texts();
        Self {
            language: texts.language().code(),
            base: site.assets.base(),
            token: session.token().to_owned(),
            stage,
            title: match stage {
                Stage::Language => say!(texts, "welcome-language"),
                Stage::Invitation => say!(texts, "welcome-invited"),
                Stage::Waiting => say!(texts, "welcome-waiting"),
            },
            steps: steps(stage, &texts),
            typed: Application::default(),
            waits: Waits::default(),
            texts,
        }
    }

    /// With what was typed.
    #[must_use]
    pub fn with(self, typed: Application) -> Self {
        Self { typed, ..self }
    }

    /// With what is waited for.
    #[must_use]
    pub fn waiting(self, waits: Waits) -> Self {
        Self { waits, ..self }
    }
}

fn steps(stage: Stage, texts: &Texts) -> Vec<Step> {
    let all = [
        (Stage::Language, say!(texts, "welcome-step-language")),
        (Stage::Invitation, say!(texts, "welcome-step-invitation")),
        (Stage::Waiting, say!(texts, "welcome-step-waiting")),
    ];
    let here = all.iter().position(|(one, _)| *one == stage);
    let steps = all.into_iter().enumerate();
    let steps = steps.map(|(place, (_, name))| Step {
        number: place.saturating_add(1),
        name,
        is_done: Some(place) < here,
        is_here: Some(place) == here,
    });
    steps.collect()
}
