//! Where a handover stands: whose turn it is, what can be done about it, and how far it has come.

use askama::Template;
use stafet_shared::id::HandoverId;

use crate::{
    face::{
        case::baton,
        entry::Entry,
        side::{Standing, Whose},
    },
    page::{
        rows::{Link, Press},
        sheet::{self, Offer},
        site::Eyes,
        track::{Stop, track},
        view::outbox,
    },
    text::say,
};

/// Where a handover stands.
#[derive(Clone, Debug)]
pub struct Stands {
    /// Names how it is shown whose turn it is.
    pub side: &'static str,
    /// The icon of whose turn it is.
    pub turn_icon: &'static str,
    /// Whose turn it is, and what is to be done by when.
    pub standing: Standing,
    /// What leads, if it is the reader's turn.
    pub primary: Option<Offer>,
    /// What else can be done.
    pub others: Vec<Offer>,
    /// What all of that is called, and where it is shown.
    pub more: Link,
    /// Whether it is shown at once.
    pub is_open: bool,
    /// Keeps its files back, or lets them go on.
    pub press: Option<Press>,
    /// Its receipts.
    pub track: Vec<Stop>,
    /// What they are called.
    pub track_label: String,
    /// Who answers for it.
    pub baton: String,
}

/// The part that says whose turn it is, as a page that is shown is told of it: what else can be
/// done is a link to the page itself, so that an update stays small.
#[derive(Debug, Template)]
#[template(path = "standing_live.html")]
struct Now<'a> {
    stands: &'a Stands,
}

impl Stands {
    /// Where a handover stands now; `None` if it is not known here.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: HandoverId) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let handover = eyes.reader.handover(id)?;
        let entry = Entry::of(handover, scene);
        let standing = Standing::of(&entry, scene);
        let (primary, others) = sheet::offers(&entry, eyes);
        Some(Self {
            side: side_class(standing.whose),
            turn_icon: turn_icon(standing.whose),
            standing,
            primary,
            others,
            more: Link {
                label: say!(texts, "page-other-acts"),
                href: format!("/overdragelse/{}?andet#standing", id.short()),
            },
            is_open: false,
            press: outbox::switch_of(handover, eyes),
            track: track(handover, scene),
            track_label: say!(texts, "receipts-title"),
            baton: baton(handover, scene),
        })
    }

    /// What a page that is shown is told of whose turn it is, and of what can be done.
    #[must_use]
    pub fn now(&self) -> String {
        Now { stands: self }.render().unwrap_or_default()
    }
}

const fn side_class(whose: Whose) -> &'static str {
    match whose {
        Whose::Ours => "ours",
        Whose::Theirs | Whose::ByItself => "theirs",
        Whose::Nobody => "nobody",
    }
}

const fn turn_icon(whose: Whose) -> &'static str {
    match whose {
        Whose::Ours => "turn",
        Whose::Theirs => "wait",
        Whose::ByItself => "sent",
        Whose::Nobody => "done",
    }
}
