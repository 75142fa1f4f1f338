//! *Indbakke*: everything that the reader's office owes, about whatever, and what it waits for.

use askama::Template;
use stafet_shared::{access::goes_by_itself, calendar::day_of, id::HandoverId, words::State};

use crate::{
    face::{
        entry::{self, Entry},
        inbox::Part,
        lists::{Direction, Extent},
        owed::{Owed, Turn},
        side::of_owed,
        tours::tours,
        when::{Nearness, When},
    },
    page::{
        frame::{Frame, Place},
        rows::{Group, Row, tone},
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// The most of what others owe that stands beside the inbox.
const WAITING_SHOWN: usize = 4;

/// The page.
#[derive(Debug, Template)]
#[template(path = "inbox.html")]
pub struct Inbox {
    frame: Frame,
    names: bool,
    ours: Balance,
    theirs: Balance,
    groups: Vec<Group>,
    ended: Vec<Row>,
    done: usize,
    done_words: String,
    waiting: Vec<Waiting>,
    tour: Option<NextTour>,
}

/// The tour that comes next.
#[derive(Debug)]
struct NextTour {
    href: String,
    title: String,
    name: String,
    ready: String,
}

/// One side of the balance.
#[derive(Debug)]
struct Balance {
    count: usize,
    label: String,
    late: usize,
    late_words: String,
    more: String,
}

/// Something that another office owes.
#[derive(Debug)]
struct Waiting {
    href: String,
    tone: Tone,
    who: String,
    what: String,
    due: When,
}

fn group(part: Part, rows: Vec<Row>, eyes: &Eyes<'_>) -> Group {
    let (key, icon) = match part {
        Part::Overdue => ("over", "warn"),
        Part::Unseen => ("ny", "inbox"),
        Part::Unacknowledged => ("aab", "opened"),
        Part::Answers => ("svar", "chat"),
        Part::Expected => ("vent", "file"),
        Part::FollowUps => ("foelg", "course"),
    };
    Group {
        key,
        icon,
        title: part.title(eyes.scene.texts),
        note: part.note(eyes.scene.texts).unwrap_or_default(),
        late: part == Part::Overdue,
        rows,
    }
}

fn part_of(entry: &Entry<'_>, eyes: &Eyes<'_>) -> Option<Part> {
    Part::of(entry, &eyes.scene, || eyes.reader.has_seen(entry.handover))
}

/// What stands in the inbox, and so whose names are shown there.
#[must_use]
pub fn listed(eyes: &Eyes<'_>) -> Vec<HandoverId> {
    let entries = eyes.list(Direction::Inbox, Extent::Open);
    entries.iter().map(|entry| entry.handover.id).collect()
}

impl Inbox {
    /// The inbox as it is now, with what has ended if that is asked for.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, extent: Extent) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let entries = eyes.list(Direction::Inbox, Extent::All);
        let mut parts: Vec<(Part, Row)> = entries
            .iter()
            .filter_map(|entry| Some((part_of(entry, eyes)?, entry)))
            .map(|(part, entry)| (part, Row::of(entry, eyes)))
            .collect();
        parts.sort_by_key(|(part, _)| *part);
        let owed: Vec<&Owed> = entries
            .iter()
            .flat_map(|entry| &entry.owed)
            .filter(|one| one.is_ours_to_do())
            .collect();
        let groups = Part::ALL.into_iter().filter_map(|part| {
            let rows = parts.iter().filter(|(own, _)| *own == part);
            let rows: Vec<Row> = rows.map(|(_, row)| row.clone()).collect();
            (!rows.is_empty()).then(|| group(part, rows, eyes))
        });
        let groups: Vec<Group> = groups.collect();
        let ended = entries
            .iter()
            .filter(|entry| entry.group() == entry::Group::Closed);
        let done = ended.clone().count();
        let ended = ended.filter(|_| extent == Extent::All);
        let waiting = waiting(eyes);
        let ours = balance_ours(&owed, parts.len(), eyes);
        let theirs = balance_theirs(&waiting, eyes);
        let title = format!("{} ({})", say!(texts, "page-inbox"), ours.count);
        Self {
            frame: Frame::of(eyes, Place::Inbox, title).living("paa=indbakke"),
            names: eyes.session.shows_names(scene.now),
            ours,
            theirs,
            groups,
            ended: ended.map(|entry| Row::of(entry, eyes)).collect(),
            done: if extent == Extent::Open { done } else { 0 },
            done_words: say!(texts, "page-show-ended", count = done),
            waiting: waiting.into_iter().take(WAITING_SHOWN).collect(),
            tour: next_tour(eyes),
        }
    }
}

impl Inbox {
    /// Its groups, as they are shown.
    #[must_use]
    pub fn into_groups(self) -> Vec<Group> {
        self.groups
    }
}

/// The tour that comes next, and how many of its matters are ready.
fn next_tour(eyes: &Eyes<'_>) -> Option<NextTour> {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let today = day_of(scene.today());
    let mut tours = tours(&eyes.entries, scene).into_iter();
    let tour = tours.find(|tour| !tour.planned().is_empty() && !tour.is_over(today))?;
    let team = scene.short_office(&tour.team);
    let of = say!(texts, "page-tour-of", count = tour.cases.len());
    Some(NextTour {
        href: format!("/rejser/{}", tour.id.short()),
        title: if scene.is_own(&tour.team) {
            say!(texts, "page-tour-next-own")
        } else {
            say!(texts, "page-tour-next", office = team)
        },
        name: tour.name(scene),
        ready: format!("{} {of}", tour.ready()),
    })
}

/// What others owe, the earliest deadline first.
fn waiting(eyes: &Eyes<'_>) -> Vec<Waiting> {
    let scene = &eyes.scene;
    let entries = eyes.entries.iter().filter(|entry| {
        let handover = entry.handover;
        handover.state != State::Draft && handover.parties().any(|party| scene.is_own(party))
    });
    let mut owed: Vec<(&Entry<'_>, &Owed)> = entries
        .flat_map(|entry| entry.owed.iter().map(move |one| (entry, one)))
        .filter(|(_, one)| one.turn == Turn::Others && !goes_by_itself(one.duty()))
        .collect();
    owed.sort_by_key(|(_, one)| one.known.owed.due);
    let shown = owed.into_iter().map(|(entry, one)| {
        let due = of_owed(one, scene);
        Waiting {
            href: format!("/overdragelse/{}", entry.handover.id.short()),
            tone: tone(Some(one), Some(&due), entry.handover),
            who: scene.short_office(&one.known.owed.owner),
            what: scene.texts.owed(one.duty()),
            due,
        }
    });
    shown.collect()
}

fn balance_ours(owed: &[&Owed], count: usize, eyes: &Eyes<'_>) -> Balance {
    let texts = eyes.scene.texts;
    let late = owed.iter().filter(|one| one.overdue).count();
    let near = owed
        .iter()
        .filter(|one| !one.overdue && of_owed(one, &eyes.scene).nearness == Nearness::Soon);
    let near = near.count();
    Balance {
        count,
        label: say!(texts, "balance-ours", count = count),
        late,
        late_words: say!(texts, "balance-late", count = late),
        more: if late == 0 && near == 0 {
            say!(texts, "balance-none-near")
        } else {
            say!(texts, "balance-near", count = near)
        },
    }
}

fn balance_theirs(waiting: &[Waiting], eyes: &Eyes<'_>) -> Balance {
    let texts = eyes.scene.texts;
    let late = waiting
        .iter()
        .filter(|one| one.due.nearness == Nearness::Late);
    let who: Vec<&str> = late.clone().map(|one| one.who.as_str()).collect();
    let late = late.count();
    Balance {
        count: waiting.len(),
        label: say!(texts, "balance-theirs", count = waiting.len()),
        late,
        late_words: say!(texts, "balance-late-who", count = late),
        more: if late == 0 {
            say!(texts, "balance-none-late")
        } else {
            format!("{}.", who.join(", "))
        },
    }
}
