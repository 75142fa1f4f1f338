//! Files to be filled in: for each kind of handover, and for what acts say beside their verb.
//!
//! They are written from the same blanks that are read again, so that a template cannot ask for
//! anything else than its reader wants. Explanations stand behind `# `; what may be left out stands
//! behind a `#` that the author takes away.

use stafet_shared::{
    content::{
        ActionTaken, Blank, Carried, CaseInformation, Choice, ClosingReport, DeclineReason,
        FollowUp, FollowUpReport, Form, InformationRequest, InterimReport, Message, Notification,
        Plan, Proposal, Reason, Referral, Said, Shape,
    },
    words::Kind,
};

use super::urgencies;
use crate::text::{Texts, say};

/// Longest name of a handover that is followed, in characters: a whole id.
const FOLLOWED_CHARS_MAX: usize = 32;

/// A file to be filled in.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// What it is called.
    pub title: Choice,
    kind: Option<Kind>,
    blanks: fn() -> Vec<Blank>,
}

impl Template {
    /// Every one: the kinds of handover, and what acts say.
    pub const ALL: [Self; 15] = [
        Self::of::<Notification>(Some(Kind::Notification)),
        Self::of::<Referral>(Some(Kind::Referral)),
        Self::of::<CaseInformation>(Some(Kind::CaseInformation)),
        Self::of::<ClosingReport>(Some(Kind::ClosingReport)),
        Self::of::<FollowUp>(Some(Kind::FollowUp)),
        Self::of::<InterimReport>(Some(Kind::InterimReport)),
        Self::of::<Message>(Some(Kind::Message)),
        Self::of::<DeclineReason>(None),
        Self::of::<InformationRequest>(None),
        Self::of::<Reason>(None),
        Self::of::<Proposal>(None),
        Self::of::<Plan>(None),
        Self::of::<FollowUpReport>(None),
        Self::of::<ActionTaken>(None),
        Self::of::<Carried>(None),
    ];

    /// The one that somebody means who wrote `text`: its name, or its word in either language.
    #[must_use]
    pub fn meant(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.title.is_meant(text))
    }

    /// The file, in the reader's language.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let empty = |shape: &Shape| match shape {
            Shape::Prose { .. } => "'''\n'''".to_owned(),
            Shape::Lines => "[\"\"]".to_owned(),
            Shape::Files => "[]".to_owned(),
            Shape::Line { .. }
            | Shape::Day
            | Shape::Instant
            | Shape::Count { .. }
            | Shape::Flag
            | Shape::Word(_)
            | Shape::Office
            | Shape::Cpr
            | Shape::Language
            | Shape::Section(_)
            | Shape::Sections(_) => "\"\"".to_owned(),
        };
        self.written(texts, &empty)
    }

    const fn of<F: Form>(kind: Option<Kind>) -> Self {
        Self {
            title: F::TITLE,
            kind,
            blanks: F::blanks,
        }
    }

    /// The file, with what `answer` writes in each blank.
    fn written(&self, texts: &Texts, answer: &dyn Fn(&Shape) -> String) -> String {
        let title = texts.said(self.title.said);
        let head = match self.kind {
            Some(_) => say!(texts, "template-handover", title = title),
            None => say!(texts, "template-answer", title = title),
        };
        let mut writer = Writer {
            texts,
            answer,
            file: String::new(),
        };
        for line in head.lines() {
            writer.line("# ", line);
        }
        writer.line("", &format!("kind = \"{title}\""));
        let (top, body): (Vec<Blank>, Vec<Blank>) = (self.blanks)().into_iter().partition(|it| {
            self.kind.is_some() && matches!(it.name, "subject" | "child" | "attachments")
        });
        let head = self.kind.map(|kind| of_handover(urgencies(Some(kind))));
        let top: Vec<Blank> = head.into_iter().flatten().chain(top).collect();
        writer.blanks("", &top, "");
        writer.line("", "\n[content]");
        writer.blanks("content.", &body, "");
        writer.file
    }
}

/// What a file says of a handover itself.
fn of_handover(urgencies: &'static [Choice]) -> Vec<Blank> {
    let blank = |name, (da, en), (why_da, why_en), is_required, shape| Blank {
        name,
        label: Said { da, en },
        purpose: Said {
            da: why_da,
            en: why_en,
        },
        is_required,
        shape,
    };
    let to = (
        "Det kontor, der skal have det",
        "The office that is to take it",
    );
    let from = (
        "I hvis navn, hvis du hører til flere kontorer",
        "In whose name, if you belong to several offices",
    );
    let follows = (
        "Id på den overdragelse, som denne følger",
        "The id of the handover that this one follows",
    );
    let urgency = ("Hvor meget det haster", "How urgent it is");
    vec![
        blank("to", ("Til", "To"), to, true, Shape::Office),
        blank("from", ("Fra", "From"), from, false, Shape::Office),
        blank(
            "urgency",
            ("Hast", "Urgency"),
            urgency,
            true,
            Shape::Word(urgencies),
        ),
        blank(
            "in_reply_to",
            ("Svar på", "In reply to"),
            follows,
            false,
            Shape::Line {
                max_chars: FOLLOWED_CHARS_MAX,
            },
        ),
    ]
}

/// A file on its way to be written.
struct Writer<'a> {
    texts: &'a Texts,
    answer: &'a dyn Fn(&Shape) -> String,
    file: String,
}

impl Writer<'_> {
    /// Blanks that stand in one section: first its own, then the sections below it. `off` stands
    /// before every line that is to be left out as it is.
    fn blanks(&mut self, path: &str, blanks: &[Blank], off: &str) {
        let (sections, own): (Vec<&Blank>, Vec<&Blank>) =
            flat(blanks).into_iter().partition(|it| below(it).is_some());
        for blank in own {
            self.explain(blank);
            self.line(
                off,
                &format!("{} = {}", blank.name, (self.answer)(&blank.shape)),
            );
        }
        for blank in sections {
            self.line("", "");
            self.explain(blank);
            let name = blank.name;
            let off = if blank.is_required { off } else { "#" };
            let is_list = matches!(blank.shape, Shape::Sections(_));
            let head = if is_list {
                format!("[[{path}{name}]]")
            } else {
                format!("[{path}{name}]")
            };
            self.line(off, &head);
            self.blanks(
                &format!("{path}{name}."),
                below(blank).unwrap_or_default(),
                off,
            );
        }
    }

    /// What a blank is for, and what fits.
    fn explain(&mut self, blank: &Blank) {
        let texts = self.texts;
        let (label, purpose) = (texts.said(blank.label), texts.said(blank.purpose));
        let mut text = if label == purpose {
            label.to_owned()
        } else {
            format!("{label}: {purpose}")
        };
        if let Some(hint) = hint(&blank.shape, texts) {
            text.push_str(" – ");
            text.push_str(&hint);
        }
        if !blank.is_required {
            text.push_str(&say!(texts, "template-optional"));
        }
        self.line("# ", &text);
    }

    fn line(&mut self, before: &str, text: &str) {
        self.file.push_str(before);
        self.file.push_str(text);
        self.file.push('\n');
    }
}

/// The blanks, with those of a section without a name among its neighbours.
fn flat(blanks: &[Blank]) -> Vec<&Blank> {
    let flat = blanks.iter().map(|blank| {
        let within = below(blank).filter(|_| blank.name.is_empty());
        within.map_or_else(|| vec![blank], flat)
    });
    flat.flatten().collect()
}

fn below(blank: &Blank) -> Option<&[Blank]> {
    if let Shape::Section(blanks) | Shape::Sections(blanks) = &blank.shape {
        Some(blanks)
    } else {
        None
    }
}

/// How an answer is written, if that is not plain.
fn hint(shape: &Shape, texts: &Texts) -> Option<String> {
    Some(match shape {
        Shape::Day => "2026-12-15".to_owned(),
        Shape::Instant => "2026-09-02T14:20:00-02:00".to_owned(),
        Shape::Count { max } => format!("0–{max}"),
        Shape::Flag => format!(
            "{}, {}",
            say!(texts, "answer-yes"),
            say!(texts, "answer-no")
        ),
        Shape::Word(choices) => {
            let words: Vec<&str> = choices.iter().map(|it| texts.said(it.said)).collect();
            words.join("; ")
        }
        Shape::Office => "kujalleq/nanortalik".to_owned(),
        Shape::Cpr => "010112-0000".to_owned(),
        Shape::Lines => "[\"…\", \"…\"]".to_owned(),
        Shape::Files => "[\"brev.pdf\"]".to_owned(),
        Shape::Line { .. }
        | Shape::Prose { .. }
        | Shape::Language
        | Shape::Section(_)
        | Shape::Sections(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        form::{FileError, answer, handover},
        text::tests::{danish, english},
    };

    fn reads(template: &Template, text: &str) -> Result<(), FileError> {
        match template.title.name {
            "DeclineReason" => answer::<DeclineReason>(text).map(drop),
            "InformationRequest" => answer::<InformationRequest>(text).map(drop),
            "Reason" => answer::<Reason>(text).map(drop),
            "Proposal" => answer::<Proposal>(text).map(drop),
            "Plan" => answer::<Plan>(text).map(drop),
            "FollowUpReport" => answer::<FollowUpReport>(text).map(drop),
            "ActionTaken" => answer::<ActionTaken>(text).map(drop),
            "Carried" => answer::<Carried>(text).map(drop),
            _ => handover(text).map(drop),
        }
    }

    /// What somebody writes in each blank, in their own language.
    fn answered(shape: &Shape, texts: &Texts) -> String {
        match shape {
            Shape::Line { .. } => "\"Testbarn\"".to_owned(),
            Shape::Prose { .. } => "'''\nFlere\nlinjer\n'''".to_owned(),
            Shape::Day => "2026-12-15".to_owned(),
            Shape::Instant => "2026-09-02T14:20:00-02:00".to_owned(),
            Shape::Count { .. } => "\"11\"".to_owned(),
            Shape::Flag => format!("\"{}\"", say!(texts, "answer-no")),
            Shape::Word(choices) => format!("\"{}\"", texts.said(choices[0].said)),
            Shape::Office => "\"kujalleq/nanortalik\"".to_owned(),
            Shape::Cpr => "\"01 01 12 0000\"".to_owned(),
            Shape::Language => "\"kl\"".to_owned(),
            Shape::Lines => "[\"En\", \"To\"]".to_owned(),
            Shape::Files => "[\"brev.pdf\"]".to_owned(),
            Shape::Section(_) | Shape::Sections(_) => panic!("a section is not answered"),
        }
    }

    /// Without what stands only where another answer calls for it.
    fn consistent(file: &str) -> String {
        let lines = file.lines().map(|line| {
            let name = line.trim_start_matches('#').split(' ').next();
            match name.unwrap_or_default() {
                "reason" => line.replace("\"Testbarn\"", "\"\""),
                "expected" => line.replace("2026-12-15", "\"\""),
                _ => line.to_owned(),
            }
        });
        let file = lines.collect::<Vec<_>>().join("\n");
        file.replace("reason_for_deviation = '''\nFlere\nlinjer\n'''", "")
    }

    #[test]
    fn every_template_that_is_filled_in_is_read_in_both_languages() {
        for texts in [danish(), english()] {
            for template in Template::ALL {
                let file = template.written(&texts, &|shape| answered(shape, &texts));
                let file = consistent(&file);
                assert_eq!(reads(&template, &file), Ok(()), "{file}");
                // So it is when what may be left out is not.
                let whole: Vec<&str> = file
                    .lines()
                    .map(|line| if line.starts_with("# ") { "" } else { line })
                    .map(|line| line.trim_start_matches('#'))
                    .collect();
                assert_eq!(reads(&template, &whole.join("\n")), Ok(()), "{file}");
            }
        }
    }

    #[test]
    fn an_empty_template_is_missing_what_has_to_be_there_and_no_more() {
        let text = Template::meant("rapport om intet");
        assert!(text.is_none());
        let interim = Template::meant("InterimReport").unwrap();
        let file = interim.text(&english());
        let Err(FileError::Wrong(wrong)) = handover(&file) else {
            panic!("nothing was answered: {file}");
        };
        let lines: Vec<String> = wrong.iter().map(|one| one.text(&english())).collect();
        assert_eq!(
            lines,
            [
                "to is missing",
                "urgency is missing",
                "subject is missing",
                "sessions_held is missing",
                "no_shows is missing",
                "status is missing",
            ]
        );
    }

    #[test]
    fn a_template_explains_itself_in_the_readers_language() {
        let file = Template::meant("DeclineReason").unwrap().text(&danish());
        assert!(file.contains("# Grund: Grunden til, at kontoret afviser – uden for målgruppen; "));
        assert!(file.contains("\ncategory = \"\"\n"), "{file}");
    }
}
