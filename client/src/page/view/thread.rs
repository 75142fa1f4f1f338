//! The messages of a case, and the form for one more.

use stafet_shared::{
    content::{Content, Form as _, Message, display_safe_line},
    handover::Handover,
    id::HandoverId,
    party::OfficeId,
    words::{Kind, State},
};

use crate::{
    face::{messages, naming::spoken, scene::Scene},
    form::{self, wrong_content},
    office::{ActContent, Draft},
    page::{
        form::{Typed, summary},
        site::Eyes,
    },
};

/// The name of the field in which a message is written.
pub const FIELD: &str = "besked";

/// What was opened for a handover's page.
#[derive(Debug, Default)]
pub struct Opened {
    /// What its acts say.
    pub contents: Vec<ActContent>,
    /// What the messages about it say.
    pub messages: Vec<(HandoverId, Option<Content>)>,
    /// A message that was written and not sent, and what is wrong with it.
    pub unsent: Option<(String, String)>,
    /// Whether everything that can be done is shown at once.
    pub is_open: bool,
}

/// The messages of a case.
#[derive(Debug, Default)]
pub struct Thread {
    /// The oldest first.
    pub messages: Vec<Msg>,
    /// Where one more is sent, if the reader can write one.
    pub action: Option<String>,
    /// What was written and not sent.
    pub typed: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// One message.
#[derive(Debug)]
pub struct Msg {
    /// Whether the reader's office wrote it.
    pub is_own: bool,
    /// Which office, and when.
    pub head: String,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub state: String,
    /// Its own page.
    pub href: String,
}

impl Thread {
    /// The messages about a handover, with what was said in them.
    #[must_use]
    pub fn new(handover: &Handover, opened: &Opened, eyes: &Eyes<'_>) -> Self {
        let messages = opened.messages.iter().filter_map(|(id, content)| {
            let message = eyes.reader.handover(*id)?;
            Some(msg(message, content.as_ref(), &eyes.scene))
        });
        let action = format!("/overdragelse/{}/besked", handover.id.short());
        let (typed, error) = opened.unsent.clone().unzip();
        Self {
            messages: messages.collect(),
            action: sides(handover, &eyes.scene).map(|_| action),
            typed: typed.unwrap_or_default(),
            error,
        }
    }
}

fn msg(message: &Handover, content: Option<&Content>, scene: &Scene<'_>) -> Msg {
    let it = messages::Message::of(message, content, scene);
    Msg {
        is_own: it.is_own,
        head: format!("{} · {}", it.who, it.when.words),
        text: it.text,
        state: it.state,
        href: format!("/overdragelse/{}", it.id.short()),
    }
}

/// In whose name a message goes to whom; nobody writes to herself, or about what is not sent.
fn sides(handover: &Handover, scene: &Scene<'_>) -> Option<(OfficeId, OfficeId)> {
    let is_sent = !matches!(handover.state, State::Draft | State::Queued);
    let own = [scene.is_own(&handover.from), scene.is_own(&handover.to)];
    let sides = match own {
        [true, false] => (&handover.from, &handover.to),
        [false, true] => (&handover.to, &handover.from),
        [true, true] | [false, false] => return None,
    };
    (is_sent && handover.kind != Kind::Message).then(|| (sides.0.clone(), sides.1.clone()))
}

/// What was written, as a message to the other office.
///
/// # Errors
/// What has to be mended; `None` when nobody can write one here.
pub fn draft(
    id: HandoverId,
    typed: &Typed,
    eyes: &Eyes<'_>,
) -> Result<Draft, Option<(String, String)>> {
    let handover = eyes.reader.handover(id).ok_or(None)?;
    let (from, to) = sides(handover, &eyes.scene).ok_or(None)?;
    let text = typed.text(FIELD).unwrap_or_default();
    let texts = eyes.scene.texts;
    let kind = texts.kind(handover.kind);
    let subject = display_safe_line(&format!("{kind} {}", spoken(&id.short())));
    let written = [
        ("subject", Some(subject).into()),
        (
            "text",
            Some(text.to_owned())
                .filter(|it| !it.trim().is_empty())
                .into(),
        ),
    ];
    let message = form::typed::<Message, 2>(written).map_err(|faults| {
        let wrong = wrong_content(&faults);
        let mut lines = summary(&wrong, texts, &Message::blanks()).into_iter();
        let error = lines.next().map(|(_, line)| line);
        Some((text.to_owned(), error.unwrap_or_default()))
    })?;
    Ok(Draft {
        from: Some(from),
        to,
        kind: Kind::Message,
        colour: handover.colour,
        content: Content::Message(message),
        relates_to: Some(id),
    })
}
