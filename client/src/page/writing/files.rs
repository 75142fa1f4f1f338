//! Files that go along: chosen, listed with their size, and taken out again.

use askama::Template;
use stafet_shared::content::{ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, display_safe_line};

use super::{
    head::{Head, Told},
    step::Step,
};
use crate::{
    face::document::size,
    office::Unsent,
    page::{
        frame::{Frame, Place},
        site::Eyes,
    },
    text::say,
};

/// How texts speak of files that go along, in small letters.
const SPOKEN_OF: [&str; 4] = ["vedhæft", "vedlagt", "se bilag", "attached"];
/// Bytes of a megabyte, as limits count.
const MEGABYTE: u64 = 1024 * 1024;

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-files.html")]
pub struct Files {
    frame: Frame,
    head: Head,
    legend: String,
    hint: String,
    forgotten: bool,
    files: Vec<File>,
}

/// A file that goes along.
#[derive(Debug)]
struct File {
    name: String,
    size: String,
    remove: String,
}

impl Files {
    /// The files of a form.
    #[must_use]
    pub fn of(form: &Unsent, told: &Told, eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        let legend = say!(texts, "page-write-files");
        let title = if told.is_nothing() {
            legend.clone()
        } else {
            say!(texts, "page-write-error-title", title = legend.as_str())
        };
        let address = Step::Files.address(form);
        let files = form.files.iter().enumerate().map(|(place, file)| File {
            name: display_safe_line(file.name.as_deref().unwrap_or_default()),
            size: size(file.size_bytes),
            remove: format!("{address}/{place}/fjern"),
        });
        Self {
            frame: Frame::of(eyes, Place::Nowhere, title),
            head: Head::of(Step::Files, form, told, eyes),
            legend,
            hint: say!(
                texts,
                "page-write-files-hint",
                count = ATTACHMENTS_MAX.to_string(),
                size = ATTACHMENT_BYTES_MAX
                    .checked_div(MEGABYTE)
                    .unwrap_or_default()
                    .to_string()
            ),
            forgotten: form.files.is_empty() && speaks_of_files(form),
            files: files.collect(),
        }
    }
}

/// Whether the text speaks of files that go along.
fn speaks_of_files(form: &Unsent) -> bool {
    let mut texts = form.texts.iter().map(|(_, text)| text.to_lowercase());
    texts.any(|text| SPOKEN_OF.iter().any(|word| text.contains(word)))
}
