//! A handover on paper: where it stands, who has what, everything that was said, the names of what
//! is attached, and the messages about it.

use stafet_shared::{content::Content, handover::Handover, id::HandoverId};

use super::{
    block::{Block, Counted, Field, Level, Manner, Paper},
    words::{facts, meta, title},
};
use crate::{
    face::{
        case::{self, Document, split},
        document::Mask,
        handover::Page,
        imprint::{Holds, imprint},
        messages::Message,
        scene::Scene,
        side::Standing,
    },
    office::ActContent,
    text::say,
};

/// What was opened of a handover.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    /// What its acts say.
    pub contents: &'a [ActContent],
    /// What the messages about it say.
    pub messages: &'a [(HandoverId, Option<Content>)],
    /// Whether CPR numbers are printed whole, because the reader asked for it.
    pub mask: Mask,
}

/// Everything that its readers see of a handover.
#[must_use]
pub fn paper(handover: &Handover, opened: Opened<'_>, scene: &Scene<'_>) -> Paper {
    let texts = scene.texts;
    let mut blocks = head(handover, scene);
    blocks.extend(content(opened, scene));
    blocks.extend(messages(opened, scene));
    Paper {
        language: texts.language().code(),
        title: title(handover, texts),
        head: title(handover, texts),
        imprint: imprint(Holds::Personal, scene),
        printed: scene.now,
        counted: Counted::in_words(texts),
        blocks,
    }
}

/// Where it stands, and who has what.
fn head(handover: &Handover, scene: &Scene<'_>) -> Vec<Block> {
    let texts = scene.texts;
    let page = Page::of(handover, scene);
    let standing = Standing::of(&page.entry, scene);
    let mut blocks = meta(handover, scene);
    blocks.push(Block::Heading(Level::Section, standing.sentence.on_paper()));
    blocks.push(Block::Text(Manner::Strong, standing.turn));
    let more = standing.more.into_iter();
    let lines = more.chain(page.notes);
    blocks.extend(lines.map(|line| Block::Text(Manner::Plain, line)));
    blocks.extend([
        Block::Heading(Level::Section, say!(texts, "page-who-has-what")),
        facts(case::facts(&page.entry, scene)),
        Block::Heading(Level::Section, say!(texts, "page-about")),
        facts(case::about(handover, scene)),
    ]);
    blocks
}

fn content(opened: Opened<'_>, scene: &Scene<'_>) -> Vec<Block> {
    let texts = scene.texts;
    let (shown, older) = split(opened.contents);
    let mut blocks = vec![Block::Heading(Level::Section, say!(texts, "content-title"))];
    if opened.contents.is_empty() {
        blocks.push(Block::Text(Manner::Plain, say!(texts, "content-none")));
    }
    for act in shown {
        let document = Document::of(act, opened.mask, scene);
        let title = document.title.clone();
        blocks.extend(of_document(title, document, scene));
    }
    for act in older {
        let document = Document::of(act, opened.mask, scene);
        let title = say!(texts, "paper-older", title = document.title.as_str());
        blocks.extend(of_document(title, document, scene));
    }
    blocks
}

fn of_document(title: String, document: Document, scene: &Scene<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::Part, title)];
    let trouble = document.trouble.into_iter();
    blocks.extend(trouble.map(|why| Block::Text(Manner::Strong, why)));
    let said = document.said.into_iter().map(|said| Field {
        name: said.label,
        text: said.text,
        more: String::new(),
    });
    blocks.push(Block::Fields(said.collect()));
    if !document.files.is_empty() {
        let label = say!(scene.texts, "label-attachments");
        blocks.push(Block::Heading(Level::Part, label));
        let files = document.files.iter();
        let files = files.map(|file| format!("{} · {}", file.name, file.about));
        blocks.push(Block::List(files.collect()));
    }
    blocks
}

fn messages(opened: Opened<'_>, scene: &Scene<'_>) -> Vec<Block> {
    let known = opened.messages.iter().filter_map(|(id, content)| {
        let message = scene.known.get(id)?;
        Some(Message::of(message, content.as_ref(), scene))
    });
    let fields: Vec<Field> = known
        .map(|it| Field {
            name: format!("{}\n{}", it.who, it.when.full),
            text: it.text,
            more: it.state,
        })
        .collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let title = say!(scene.texts, "page-messages");
    vec![Block::Heading(Level::Section, title), Block::Fields(fields)]
}
