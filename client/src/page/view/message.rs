//! A page that says one thing: what happened, whose move it is, what is saved.

use askama::Template;

use crate::{
    page::{
        frame::{Frame, Place},
        rows::Link,
        site::Eyes,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "message.html")]
pub struct Message {
    frame: Frame,
    heading: String,
    lines: Vec<String>,
    onward: Option<Link>,
}

impl Message {
    /// A page that says this.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, heading: String, lines: Vec<String>, onward: Option<Link>) -> Self {
        Self {
            frame: Frame::of(eyes, Place::Nowhere, heading.clone()),
            heading,
            lines,
            onward,
        }
    }
}

/// A page that is shown to who has not been let in, or before anybody works here.
#[derive(Debug, Template)]
#[template(path = "bare.html")]
pub struct Bare {
    /// The language.
    pub language: &'static str,
    /// Where assets are asked for.
    pub base: String,
    /// What has happened.
    pub heading: String,
    /// What to do.
    pub lines: Vec<String>,
    /// What was typed and did not get through, to be sent once more.
    pub again: Option<Again>,
}

/// A form that sends once more what was typed.
#[derive(Clone)]
pub struct Again {
    /// Where it goes.
    pub action: String,
    /// Everything that was typed, and what the form carried.
    pub fields: Vec<(String, String)>,
    /// What to press.
    pub label: String,
}

impl std::fmt::Debug for Again {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Again({} fields)", self.fields.len())
    }
}

/// A page that leads on to the first one: what a browser is let in with.
#[derive(Debug, Template)]
#[template(path = "start.html")]
pub struct Start {
    /// The language.
    pub language: &'static str,
    /// Where assets are asked for.
    pub base: String,
    /// What happens.
    pub heading: String,
    /// What to press where that does not happen by itself.
    pub onward: String,
}
