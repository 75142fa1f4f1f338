//! What administrators do about what is late: each act one row in [`ACTS`], signed on a page like
//! every other, about one obligation as it stood when it was shown. None of them says anything
//! under seal.

use askama::Template;
use stafet_shared::{
    content::{Blank, Said, Shape},
    handover::{Handover, table},
    obligation::Rules as _,
    overview::OwedItem,
    time::Timestamp,
    words::{Rung, Verb},
};

use super::{
    form::{self, FieldView, Typed},
    frame::{Frame, Place},
    reason,
    rows::{Link, Urgency},
    sheet::paper::{Words, day, nothing},
    site::Eyes,
};
use crate::{
    face::{naming::spoken, when},
    form::Wrong,
    office::{Recorded, Watching},
    text::say,
};

/// The most sentences that are signed on one page.
const OATH_MAX: usize = 3;

/// One act of the watch.
#[derive(Debug)]
pub struct Act {
    /// The last part of its address.
    pub path: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Names its words among the texts: `watch-act-{key}-title` and so on.
    key: &'static str,
    /// Whether it is offered now.
    fits: fn(&Case<'_>) -> bool,
    /// What is asked for.
    blanks: fn() -> Vec<Blank>,
    /// What was filled in, as a deed.
    deed: fn(&Typed) -> Result<Done, Vec<Wrong>>,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Something about the obligation.
    Watch(Watching),
    /// Something about the handover, which another administrator signs second.
    Record(Recorded),
}

/// What an act is about.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is owed, as the server tells it.
    pub item: &'a OwedItem,
    /// The server's present.
    pub now: Timestamp,
    /// The handover, if what was done about it has been fetched.
    pub handover: Option<&'a Handover>,
    /// Whose eyes.
    pub eyes: &'a Eyes<'a>,
}

/// Every act, in the order in which they are offered.
pub static ACTS: [Act; 8] = [
    Act {
        path: "tag-haand",
        icon: "hand",
        key: "take-in-hand",
        fits: |case| case.item.in_hand(case.now).is_none(),
        blanks: reason::blanks,
        deed: |typed| reason::read(typed).map(|it| Done::Watch(Watching::TakeInHand(it))),
    },
    Act {
        path: "paamind",
        icon: "bell",
        key: "remind",
        fits: |_| true,
        blanks: nothing,
        deed: |_| Ok(Done::Watch(Watching::Remind)),
    },
    Act {
        path: "sig-videre",
        icon: "climb",
        key: "escalate",
        fits: |case| case.item.rung != Some(Rung::Authority) && case.presses(),
        blanks: nothing,
        deed: |_| Ok(Done::Watch(Watching::Escalate)),
    },
    Act {
        path: "set",
        icon: "eye",
        key: "seen",
        fits: |case| case.item.rung.is_some() && case.item.seen.is_none(),
        blanks: reason::blanks,
        deed: |typed| reason::read(typed).map(|it| Done::Watch(Watching::SeeEscalation(it))),
    },
    Act {
        path: "uden-om",
        icon: "phone",
        key: "carry-outside",
        fits: |case| case.allows(Verb::CarryOutside),
        blanks: nothing,
        deed: |_| Ok(Done::Record(Recorded::CarryOutside)),
    },
    Act {
        path: "pause",
        icon: "pause",
        key: "pause",
        fits: |case| case.allows(Verb::Pause) && !case.is_paused(),
        blanks: until,
        deed: |typed| day(typed, "until").map(|day| Done::Record(Recorded::Pause(day))),
    },
    Act {
        path: "genoptag",
        icon: "bell",
        key: "resume",
        fits: |case| case.allows(Verb::Resume) && case.is_paused(),
        blanks: nothing,
        deed: |_| Ok(Done::Record(Recorded::Resume)),
    },
    Act {
        path: "medunderskriv",
        icon: "pen",
        key: "countersign",
        fits: |case| case.waits_for_second(),
        blanks: nothing,
        deed: |_| Ok(Done::Record(Recorded::Countersign)),
    },
];

fn until() -> Vec<Blank> {
    vec![Blank {
        name: "until",
        label: Said {
            da: "Til og med",
            en: "Until",
        },
        purpose: Said {
            da: "Den sidste dag uden påmindelser, højst 14 dage frem.",
            en: "The last day without reminders, at most 14 days ahead.",
        },
        is_required: true,
        shape: Shape::Day,
    }]
}

/// The act with that address.
#[must_use]
pub fn find(path: &str) -> Option<&'static Act> {
    ACTS.iter().find(|act| act.path == path)
}

/// What an act is bound to: who signs it has seen this, and nothing that came later.
#[must_use]
pub fn bound_to(item: &OwedItem) -> String {
    let rung = item.rung.map_or(0, Rung::code);
    format!("{}.{}.{rung}", item.duty.name(), item.due.unix_ms())
}

impl Case<'_> {
    fn allows(&self, verb: Verb) -> bool {
        table::transition(self.item.kind, self.item.state, verb).is_some()
    }

    /// Whether it is late or red: nothing else is told further.
    fn presses(&self) -> bool {
        self.item.obligation().presses(self.now)
    }

    fn is_paused(&self) -> bool {
        self.handover.is_some_and(|it| it.paused.is_some())
    }

    /// Whether another administrator has signed first.
    fn waits_for_second(&self) -> bool {
        let first = self.handover.and_then(|it| it.pending.as_ref());
        let own = self.eyes.reader.administers();
        first.is_some_and(|first| {
            let signed = &first.signature;
            Some(&signed.office) == own.as_ref() && Some(signed.person) != self.eyes.reader.person()
        })
    }

    /// The address of an act about it.
    #[must_use]
    pub fn href(&self, act: &Act) -> String {
        let (id, what) = (self.item.handover.short(), self.item.duty.name());
        format!("/vagt/{id}/{}?hvad={what}", act.path)
    }

    /// Every act that is offered now, the first of them leading.
    #[must_use]
    pub fn offers(&self) -> Vec<(&'static Act, Words)> {
        let acts = self.eyes.reader.administers().is_some();
        let fitting = ACTS.iter().filter(|act| acts && (act.fits)(self));
        fitting.map(|act| (act, act.words(self))).collect()
    }
}

impl Act {
    /// Whether it is offered now.
    #[must_use]
    pub fn is_offered(&self, case: &Case<'_>) -> bool {
        (self.fits)(case)
    }

    /// The deed that was filled in.
    ///
    /// # Errors
    /// What has to be mended.
    pub fn read(&self, typed: &Typed) -> Result<Done, Vec<Wrong>> {
        (self.deed)(typed)
    }

    /// What stands on its page.
    #[must_use]
    pub fn words(&self, case: &Case<'_>) -> Words {
        let (scene, item) = (&case.eyes.scene, case.item);
        let texts = scene.texts;
        let told = item.rung.max(Some(Rung::Reminder));
        let next = Rung::ALL.into_iter().find(|rung| Some(*rung) > told);
        let own = case.eyes.reader.administers();
        let variables = [
            ("office", scene.short_office(&item.owner)),
            (
                "own",
                own.map_or_else(String::new, |own| scene.office(&own)),
            ),
            ("times", item.times.to_string()),
            (
                "rung",
                next.map_or_else(String::new, |rung| texts.rung(rung)),
            ),
            ("until", held_until(case)),
        ];
        let key = self.key;
        let say = |part: &str| texts.phrase(&format!("watch-act-{key}-{part}"), &variables);
        let has = |part: &str| texts.has(&format!("watch-act-{key}-{part}"));
        let oath = (1..=OATH_MAX).map(|number| number.to_string());
        Words {
            title: say("title"),
            hint: say("hint"),
            head: say!(texts, "watch-act-head"),
            oath: oath
                .filter(|part| has(part))
                .map(|part| say(&part))
                .collect(),
            note: has("note").then(|| say("note")),
            button: say("button"),
        }
    }
}

/// Until when somebody would have it in hand who took it now.
fn held_until(case: &Case<'_>) -> String {
    let (scene, item) = (&case.eyes.scene, case.item);
    let span = scene
        .directory
        .policy(item.since)
        .ladder
        .taken_in_hand_holds;
    let until = scene.directory.calendar(&item.owner).end_of(span, case.now);
    when::deadline(until, scene.now, &scene.own_zone(), scene.texts).words
}

/// The page on which an act is signed.
#[derive(Debug, Template)]
#[template(path = "watch_act.html")]
pub struct ActPage {
    frame: Frame,
    back: Link,
    action: String,
    what: String,
    words: Words,
    kind: String,
    urgency: Urgency,
    spoken: String,
    way: String,
    missing: String,
    fields: Vec<FieldView>,
    summary: Vec<(String, String)>,
    stale: bool,
    bound: String,
    signer: String,
    signs_for: String,
}

impl ActPage {
    /// The page of an act, with what was typed and what has to be mended.
    #[must_use]
    pub fn of(act: &Act, case: &Case<'_>, (typed, wrong): (&Typed, &[Wrong])) -> Self {
        let (eyes, item) = (case.eyes, case.item);
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let words = act.words(case);
        let id = item.handover.short();
        let title = format!("{} · {}", words.title, spoken(&id));
        let frame = Frame::of(eyes, Place::Watch, title);
        let blanks = (act.blanks)();
        let now = when::moment(scene.now, scene.now, &scene.own_zone(), texts).words;
        let own = eyes.reader.administers();
        let own = own.map_or_else(String::new, |own| scene.office(&own));
        Self {
            back: Link {
                label: say!(texts, "page-overview"),
                href: format!("/vagt?vis={id}"),
            },
            action: format!("/vagt/{id}/{}", act.path),
            what: item.duty.name(),
            kind: texts.kind(item.kind),
            urgency: Urgency::of(item.colour, scene),
            spoken: spoken(&id),
            way: format!(
                "{} → {}",
                scene.short_office(&item.from),
                scene.short_office(&item.to)
            ),
            missing: missing(item, eyes),
            fields: form::fields(&blanks, typed, wrong, eyes),
            summary: form::summary(wrong, texts, &blanks),
            stale: typed
                .text("_bound")
                .is_some_and(|bound| bound != bound_to(item)),
            bound: bound_to(item),
            signer: frame.person.clone(),
            signs_for: say!(texts, "sheet-for", office = own, now = now),
            frame,
            words,
        }
    }
}

/// Who owes what by when.
fn missing(item: &OwedItem, eyes: &Eyes<'_>) -> String {
    let scene = &eyes.scene;
    let due = when::deadline(item.due, scene.now, &scene.zone(&item.owner), scene.texts);
    let (office, duty) = (scene.short_office(&item.owner), scene.texts.owed(item.duty));
    say!(
        scene.texts,
        "watch-owes",
        office = office,
        duty = duty,
        due = due.words
    )
}
