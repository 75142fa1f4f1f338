//! One handover as it is read: who has what, what each of its acts says, and the files that came
//! along. What a page shows and what is printed is the same.

use stafet_shared::{
    content::{Content, CprAnswer, Manifest, Value, display_safe_line},
    handover::Handover,
    party::OfficeId,
    seal::blob::BlobRef,
    words::{State, Verb},
};

use super::{
    document::{self, Mask},
    entry::Entry,
    naming::spoken,
    scene::Scene,
    side::Standing,
};
use crate::{
    office::{ActContent, AttachmentState},
    text::say,
};

/// One thing that is known, with a line on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The answer.
    pub value: String,
    /// What there is to say about it; may be empty.
    pub more: String,
}

/// What one act says under seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What was done.
    pub title: String,
    /// Every answer, in order.
    pub said: Vec<Said>,
    /// Why it cannot be read.
    pub trouble: Option<String>,
    /// The attached files.
    pub files: Vec<File>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The field.
    pub label: String,
    /// The answer.
    pub text: String,
    /// Whether a part of it is hidden that can be shown for a while.
    pub is_masked: bool,
}

/// One attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, safe to show.
    pub name: String,
    /// Its size.
    pub size: String,
    /// Its size, and how far it has come.
    pub about: String,
    /// How far it has come.
    pub state: AttachmentState,
    /// What it is sealed as, if it travels.
    pub blob: Option<BlobRef>,
}

/// Who has what: the ball, custody of the handover, treatment, authority.
#[must_use]
pub fn facts(entry: &Entry<'_>, scene: &Scene<'_>) -> Vec<Fact> {
    let texts = scene.texts;
    let handover = entry.handover;
    let standing = Standing::of(entry, scene);
    let name = |office: &OfficeId| {
        if scene.is_own(office) {
            say!(texts, "fact-you")
        } else {
            scene.short_office(office)
        }
    };
    let ball = entry.foremost();
    let ball = ball.map_or_else(
        || say!(texts, "fact-nobody"),
        |one| name(&one.known.owed.owner),
    );
    let mut facts = vec![
        Fact {
            name: say!(texts, "fact-next"),
            value: ball,
            more: standing.sentence.plain(),
        },
        Fact {
            name: say!(texts, "fact-custody"),
            value: name(&handover.custodian),
            more: String::new(),
        },
    ];
    if let Some(course) = &entry.course {
        facts.push(Fact {
            name: say!(texts, "fact-treatment"),
            value: name(&course.treatment),
            more: String::new(),
        });
        facts.push(Fact {
            name: say!(texts, "fact-authority"),
            value: name(&course.municipality),
            more: String::new(),
        });
    }
    facts
}

/// Between whom it is, and its number.
#[must_use]
pub fn about(handover: &Handover, scene: &Scene<'_>) -> Vec<Fact> {
    let texts = scene.texts;
    vec![
        Fact {
            name: say!(texts, "fact-from"),
            value: scene.office(&handover.from),
            more: scene.organisation(&handover.from),
        },
        Fact {
            name: say!(texts, "fact-to"),
            value: scene.office(&handover.to),
            more: scene.organisation(&handover.to),
        },
        Fact {
            name: say!(texts, "fact-number"),
            value: spoken(&handover.id.short()),
            more: say!(texts, "fact-number-say"),
        },
    ]
}

/// Who has custody, and until when.
#[must_use]
pub fn baton(handover: &Handover, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let it = texts.the(handover.kind);
    let custodian = scene.short_office(&handover.custodian);
    let is_open = handover.state.is_unacknowledged() || handover.state == State::Queued;
    if is_open && handover.custodian == handover.from {
        let them = scene.short_office(&handover.to);
        say!(
            texts,
            "baton-until",
            office = custodian,
            it = it,
            them = them
        )
    } else {
        say!(texts, "baton", office = custodian, it = it)
    }
}

/// What is shown in full, and the versions that were corrected since.
#[must_use]
pub fn split(contents: &[ActContent]) -> (Vec<&ActContent>, Vec<&ActContent>) {
    let newest = contents.iter().rfind(|act| is_version(act));
    let newest = newest.map(|act| act.act);
    let is_shown = |act: &&ActContent| !is_version(act) || Some(act.act) == newest;
    contents.iter().partition(is_shown)
}

/// Whether an act carries the document itself.
#[must_use]
pub const fn is_version(act: &ActContent) -> bool {
    matches!(act.verb, Verb::Sign | Verb::Correct | Verb::Resubmit)
}

impl Document {
    /// What an act says.
    #[must_use]
    pub fn of(act: &ActContent, mask: Mask, scene: &Scene<'_>) -> Self {
        let texts = scene.texts;
        let read = act.content.as_ref();
        let content = read.and_then(|read| read.as_ref().ok());
        let manifest = content.and_then(Content::attachments);
        Self {
            title: texts.done(act.verb),
            said: content.map_or_else(Vec::new, |it| said(it, mask, scene)),
            trouble: match read {
                Some(Ok(_)) => None,
                Some(Err(why)) => Some(texts.unreadable(*why)),
                None => Some(say!(texts, "content-missing")),
            },
            files: manifest.map_or_else(Vec::new, |it| files(it, act, scene)),
        }
    }
}

fn said(content: &Content, mask: Mask, scene: &Scene<'_>) -> Vec<Said> {
    let answered = content.answered();
    let leaves = document::leaves(&answered.fields).into_iter();
    let said = leaves.map(|it| {
        let known = matches!(it.field.value, Some(Value::Cpr(CprAnswer::Known(_))));
        Said {
            label: scene.texts.said(it.field.label).to_owned(),
            text: document::answer(it.field, mask, scene),
            is_masked: known && mask == Mask::Masked,
        }
    });
    said.collect()
}

fn files(manifest: &Manifest, act: &ActContent, scene: &Scene<'_>) -> Vec<File> {
    let files = manifest.attachments().iter().zip(&act.attachments);
    let files = files.map(|(one, state)| {
        let size = document::size(one.size_bytes());
        let state_words = scene.texts.attachment(*state);
        File {
            name: display_safe_line(one.name().expose()),
            about: format!("{size} · {state_words}"),
            size,
            state: *state,
            blob: one.blob(),
        }
    });
    files.collect()
}
