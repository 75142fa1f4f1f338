//! One handover beside the lists: who is late with what, whom to ring, what can be done, and what
//! has happened. Offices and acts only.

use stafet_shared::{
    handover::Handover, id::HandoverId, overview::OwedItem, party::OfficeId, sign::Capacity,
    time::Timestamp,
};

use super::watch_words;
use crate::{
    face::{
        naming::spoken,
        overview::Line,
        scene::Scene,
        side::of_owed,
        when::{self, Nearness, When},
    },
    office::receipts::{Receipts, known},
    page::{
        rows::{Link, Urgency},
        site::Eyes,
        watch_act::Case,
    },
    text::say,
};

/// The panel.
#[derive(Debug)]
pub struct Panel {
    /// What is handed over.
    pub kind: String,
    /// Its id for the telephone.
    pub spoken: String,
    /// How urgent it is.
    pub urgency: Urgency,
    /// From and to whom.
    pub way: String,
    /// What is owed, the chosen one first.
    pub owed: Vec<OwedLine>,
    /// What to do first, with its icon.
    pub primary: Option<(Link, &'static str)>,
    /// Everything else, each with a line on it.
    pub others: Vec<(Link, String)>,
    /// Whom to ring.
    pub phone: Option<String>,
    /// When the office was last on the net.
    pub heard: Option<String>,
    /// Who stands in for the office.
    pub deputy: Option<String>,
    /// Who has it in hand.
    pub held: Option<String>,
    /// The receipts, if everything about it is here.
    pub receipts: Vec<(String, String)>,
    /// Who has custody.
    pub baton: Option<String>,
    /// What has happened.
    pub happened: Vec<Happened>,
}

/// Something that is owed about it.
#[derive(Debug)]
pub struct OwedLine {
    /// The deadline.
    pub due: When,
    /// The class of its state.
    pub class: &'static str,
    /// Who owes what.
    pub who: String,
    /// Where the panel shows it, if that is not what it shows.
    pub href: Option<String>,
}

/// One act.
#[derive(Debug)]
pub struct Happened {
    /// Whether a person did it.
    pub by_person: bool,
    /// What was done, and by which office.
    pub what: String,
    /// When.
    pub when: When,
}

impl Panel {
    /// The panel of a handover, about what is owed under that name or first. `None` if nothing is
    /// owed about it.
    #[must_use]
    pub fn of(id: HandoverId, what: Option<&str>, eyes: &Eyes<'_>) -> Option<Self> {
        let answer = eyes.overlook.as_ref()?;
        let scene = &eyes.scene;
        let items: Vec<&OwedItem> = answer.about(id).collect();
        let named = items
            .iter()
            .find(|item| what.is_some_and(|what| item.duty.name() == what));
        let item = *named.or_else(|| items.first())?;
        let now = answer.end.as_of;
        let handover = eyes.reader.handover(id);
        let case = Case {
            item,
            now,
            handover,
            eyes,
        };
        let mut offers = case.offers().into_iter().map(|(act, words)| {
            let link = Link {
                label: words.title,
                href: case.href(act),
            };
            (link, words.hint, act.icon)
        });
        let primary = offers.next();
        let line = Line::of(item, now, scene);
        let staffing = scene.directory.staffing(&item.owner);
        Some(Self {
            kind: scene.texts.kind(item.kind),
            spoken: spoken(&id.short()),
            urgency: Urgency::of(item.colour, scene),
            way: format!(
                "{} → {}",
                scene.short_office(&item.from),
                scene.short_office(&item.to)
            ),
            owed: owed(&items, item, scene, now),
            primary: primary.map(|(link, _, icon)| (link, icon)),
            others: offers.map(|(link, hint, _)| (link, hint)).collect(),
            phone: staffing.and_then(|it| Some(it.phone.as_ref()?.to_string())),
            heard: Some(watch_words::heard(&item.owner, &answer.end, scene)),
            deputy: staffing.and_then(|it| Some(deputy(it.deputy.as_ref()?, scene))),
            held: line.held(scene),
            receipts: handover.map_or_else(Vec::new, |it| receipts(it, scene)),
            baton: handover.map(|it| baton(it, scene)),
            happened: handover.map_or_else(Vec::new, |it| happened(it, scene)),
        })
    }
}

fn owed(items: &[&OwedItem], shown: &OwedItem, scene: &Scene<'_>, now: Timestamp) -> Vec<OwedLine> {
    let mut lines: Vec<OwedLine> = Vec::new();
    for item in items {
        let line = Line::of(item, now, scene);
        let due = of_owed(&line.owed, scene);
        let is_shown = **item == *shown;
        let owed = OwedLine {
            class: match due.nearness {
                Nearness::Late => " st-state--late",
                Nearness::Soon => " st-state--soon",
                Nearness::Calm => " st-state--rest",
            },
            due,
            who: say!(
                scene.texts,
                "watch-has-to",
                office = scene.short_office(&item.owner),
                duty = scene.texts.owed(item.duty)
            ),
            href: (!is_shown).then(|| {
                let (id, what) = (item.handover.short(), item.duty.name());
                format!("/vagt?vis={id}&hvad={what}")
            }),
        };
        if is_shown {
            lines.insert(0, owed);
        } else {
            lines.push(owed);
        }
    }
    lines
}

/// Who stands in, with their number.
fn deputy(id: &OfficeId, scene: &Scene<'_>) -> String {
    let office = scene.office(id);
    let staffing = scene.directory.staffing(id);
    match staffing.and_then(|it| it.phone.as_ref()) {
        Some(phone) => {
            let phone = phone.to_string();
            say!(
                scene.texts,
                "watch-deputy-phone",
                office = office,
                phone = phone
            )
        }
        None => say!(scene.texts, "watch-deputy", office = office),
    }
}

/// The five receipts; who has signed is said by office.
fn receipts(handover: &Handover, scene: &Scene<'_>) -> Vec<(String, String)> {
    let texts = scene.texts;
    let receipts = Receipts::of(handover);
    let signed = receipts.acknowledged.map(|(at, _)| at);
    let all = [
        (say!(texts, "receipt-saved"), receipts.saved),
        (say!(texts, "receipt-sent"), receipts.sent),
        (say!(texts, "receipt-delivered"), receipts.delivered),
        (say!(texts, "receipt-opened"), receipts.opened),
        (say!(texts, "receipt-acknowledged"), signed),
    ];
    let zone = scene.own_zone();
    let all = all.into_iter().map(|(name, at)| {
        let when = at.map(|at| when::moment(at, scene.now, &zone, texts).words);
        (name, when.unwrap_or_else(|| say!(texts, "receipt-not-yet")))
    });
    all.collect()
}

fn baton(handover: &Handover, scene: &Scene<'_>) -> String {
    let it = scene.texts.the(handover.kind);
    let office = scene.short_office(&handover.custodian);
    say!(scene.texts, "baton", office = office, it = it)
}

fn happened(handover: &Handover, scene: &Scene<'_>) -> Vec<Happened> {
    let zone = scene.own_zone();
    let events = handover.history.iter().map(|event| Happened {
        by_person: event.author.capacity == Capacity::Person,
        what: format!(
            "{} – {}",
            scene.texts.done(event.verb),
            scene.short_office(&event.author.office)
        ),
        when: when::moment(known(event), scene.now, &zone, scene.texts),
    });
    events.collect()
}
