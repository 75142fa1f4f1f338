//! *Udbakke*: what the reader's office has given away, and where it is now.

use askama::Template;
use stafet_shared::{
    handover::Handover,
    id::HandoverId,
    refusal::Refusal,
    seal::blob::BlobRef,
    words::{Duty, State},
};

use crate::{
    face::{
        document::size,
        entry::{Entry, Group as Stands},
        lists::{Direction, Extent},
        owed::{Owed, Turn},
        pace::Far,
        side::Standing,
        when,
    },
    office::Hold,
    page::{
        frame::{Frame, Place},
        rows::{Group, Press, Progress, Row},
        site::Eyes,
        tone::Tone,
        view::unsent,
    },
    text::say,
};

/// What the form says that keeps files back.
pub const HOLD: &str = "vent";
/// What the form says that lets them go on.
const GO_ON: &str = "fortsaet";

/// The page.
#[derive(Debug, Template)]
#[template(path = "outbox.html")]
pub struct Outbox {
    frame: Frame,
    names: bool,
    line: Option<Weather>,
    waiting: Option<Group>,
    groups: Vec<Group>,
    ended: Vec<Row>,
    done: usize,
    done_words: String,
    is_empty: bool,
}

/// What there is to know while there is no connection.
#[derive(Debug)]
struct Weather {
    text: String,
    files: String,
}

/// Where a matter stands in the outbox; in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Waits,
    Returned,
    Unacknowledged,
    Answers,
    Ended,
}

impl Part {
    /// `None` for what the office owes itself, which stands in the inbox.
    fn of(entry: &Entry<'_>, eyes: &Eyes<'_>) -> Option<Self> {
        let handover = entry.handover;
        let ours = |duty: fn(Duty) -> bool| {
            let mut owed = entry.owed.iter();
            owed.any(|one| one.turn == Turn::Own && duty(one.duty()))
        };
        let files = ours(|duty| duty == Duty::SendAttachments);
        let is_sent = eyes.scene.is_own(&handover.from);
        if handover.unconfirmed > 0 || (is_sent && files) {
            Some(Self::Waits)
        } else if is_sent && came_back(handover) {
            Some(Self::Returned)
        } else if entry.group() == Stands::Closed {
            is_sent.then_some(Self::Ended)
        } else if entry.owed.iter().any(Owed::is_ours_to_do) {
            None
        } else if handover.state.is_unacknowledged() {
            Some(Self::Unacknowledged)
        } else {
            Some(Self::Answers)
        }
    }
}

/// Whether the sender has it back, and has to do something about it.
const fn came_back(handover: &Handover) -> bool {
    match handover.state {
        State::Held
        | State::Declined
        | State::WrongRecipient
        | State::Withdrawn
        | State::EnteredInError => true,
        State::Draft
        | State::Queued
        | State::Deposited
        | State::Unreadable
        | State::Opened
        | State::Acknowledged
        | State::AwaitingInformation
        | State::Accepted
        | State::WithdrawalRequested
        | State::Closed => false,
    }
}

/// What stands in the outbox, and so whose names are shown there.
#[must_use]
pub fn listed(eyes: &Eyes<'_>) -> Vec<HandoverId> {
    let entries = eyes.list(Direction::Outbox, Extent::Open);
    entries.iter().map(|entry| entry.handover.id).collect()
}

impl Outbox {
    /// Its groups, as they are shown.
    #[must_use]
    pub fn into_groups(self) -> Vec<Group> {
        self.waiting.into_iter().chain(self.groups).collect()
    }
}

impl Outbox {
    /// The outbox as it is now, with what has ended if that is asked for.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, extent: Extent) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let entries = &eyes.entries;
        let mut mine: Vec<(Part, &Entry<'_>)> = entries
            .iter()
            .filter(|entry| entry.handover.parties().any(|party| scene.is_own(party)))
            .filter_map(|entry| Some((Part::of(entry, eyes)?, entry)))
            .collect();
        mine.sort_by_key(|(_, entry)| {
            let due = entry.owed.iter().map(|one| one.known.owed.due).min();
            (due.unwrap_or(entry.handover.since), entry.handover.id)
        });
        let of = |part: Part| {
            let own = mine.iter().filter(move |(it, _)| *it == part);
            own.map(|(_, entry)| *entry)
        };
        let rows = |part: Part| -> Vec<Row> { of(part).map(|it| Row::of(it, eyes)).collect() };
        let waits: Vec<Row> = of(Part::Waits).map(|it| waiting(it, eyes)).collect();
        let mut returned = refused(eyes);
        returned.extend(rows(Part::Returned));
        let late = of(Part::Unacknowledged).any(Entry::is_overdue);
        let groups = [
            ("retur", "back", false, returned),
            ("kvit", "wait", late, rows(Part::Unacknowledged)),
            ("svar", "signed", false, rows(Part::Answers)),
            ("kladde", "pen", false, unsent::rows(eyes)),
        ];
        let groups = groups.into_iter().filter(|(.., rows)| !rows.is_empty());
        let groups: Vec<Group> = groups.map(|it| group(it, eyes)).collect();
        let done = of(Part::Ended).count();
        let ended = match extent {
            Extent::All => rows(Part::Ended),
            Extent::Open => Vec::new(),
        };
        let waiting = (!waits.is_empty()).then(|| group(("forb", "off", false, waits), eyes));
        Self {
            frame: Frame::of(eyes, Place::Outbox, say!(texts, "page-outbox")).living("paa=udbakke"),
            names: eyes.session.shows_names(scene.now),
            line: weather(eyes),
            is_empty: waiting.is_none() && groups.is_empty(),
            waiting,
            groups,
            ended,
            done: if extent == Extent::Open { done } else { 0 },
            done_words: say!(texts, "page-show-ended", count = done),
        }
    }
}

type Parted = (&'static str, &'static str, bool, Vec<Row>);

fn group((key, icon, late, rows): Parted, eyes: &Eyes<'_>) -> Group {
    let texts = eyes.scene.texts;
    let (title, note) = match key {
        "forb" => (say!(texts, "page-out-waiting"), String::new()),
        "retur" => (
            say!(texts, "page-out-returned"),
            say!(texts, "page-out-returned-note"),
        ),
        "kvit" => (
            say!(texts, "page-out-unacknowledged"),
            say!(texts, "page-out-unacknowledged-note"),
        ),
        "svar" => (
            say!(texts, "page-out-answers"),
            say!(texts, "page-out-answers-note"),
        ),
        _ => (
            say!(texts, "page-out-drafts"),
            say!(texts, "page-out-drafts-note"),
        ),
    };
    Group {
        key,
        icon,
        title,
        note,
        late,
        rows,
    }
}

/// Something that is saved here and that the server has not confirmed, or whose files have not
/// gone yet.
fn waiting(entry: &Entry<'_>, eyes: &Eyes<'_>) -> Row {
    let (scene, handover) = (&eyes.scene, entry.handover);
    let texts = scene.texts;
    let unsent = handover.history.iter();
    let unsent = unsent.filter(|event| event.position.is_none());
    let done: Vec<String> = unsent.map(|event| texts.done(event.verb)).collect();
    let files = entry
        .owed
        .iter()
        .find(|one| one.duty() == Duty::SendAttachments);
    let hold = eyes.reader.hold(handover.id);
    let held = hold == Hold::Held;
    let unsent = eyes.reader.unsent_files(handover.id);
    let (icon, state, why) = if done.is_empty() && held {
        (
            "pause",
            say!(texts, "page-out-text-sent"),
            say!(texts, "page-out-held"),
        )
    } else if done.is_empty() {
        let told = Standing::about(handover, files, scene);
        (
            "sent",
            say!(texts, "page-out-text-sent"),
            told.sentence.plain(),
        )
    } else {
        let what = done.join(", ");
        (
            "saved",
            say!(texts, "page-out-saved"),
            say!(texts, "page-out-unconfirmed", what = what),
        )
    };
    Row {
        tone: Tone::Way,
        due: None,
        icon,
        state,
        why,
        act: None,
        progress: progress(&unsent, hold, eyes),
        press: files.and_then(|_| switch(handover, (&unsent, hold), eyes)),
        ..Row::of(entry, eyes)
    }
}

/// How far files have come, and about how long the rest takes.
fn progress(unsent: &[BlobRef], hold: Hold, eyes: &Eyes<'_>) -> Option<Progress> {
    let texts = eyes.scene.texts;
    let far = Far::of(unsent, &eyes.pace)?;
    let (left, of) = (size(far.left), size(far.of));
    let left = say!(texts, "page-out-left", left = left, of = of);
    let goes = hold == Hold::Going && eyes.line.reached;
    let seconds = goes.then(|| eyes.pace.seconds(far.left, eyes.now()));
    let about = seconds.flatten().map(|it| texts.about_how_long(it));
    let parts: Vec<String> = [Some(left), about].into_iter().flatten().collect();
    Some(Progress {
        percent: far.percent,
        words: parts.join(", "),
    })
}

/// What keeps the files of a handover back, or lets them go on, once what they belong to is sent.
#[must_use]
pub fn switch_of(handover: &Handover, eyes: &Eyes<'_>) -> Option<Press> {
    let id = handover.id;
    let unsent = eyes.reader.unsent_files(id);
    let is_sent = handover.unconfirmed == 0;
    is_sent
        .then(|| switch(handover, (&unsent, eyes.reader.hold(id)), eyes))
        .flatten()
}

/// The same, of files that are known.
fn switch(
    handover: &Handover,
    (unsent, hold): (&[BlobRef], Hold),
    eyes: &Eyes<'_>,
) -> Option<Press> {
    let texts = eyes.scene.texts;
    let (label, value) = if hold == Hold::Held {
        (say!(texts, "page-out-go-on"), GO_ON)
    } else {
        (say!(texts, "page-out-hold"), HOLD)
    };
    (!unsent.is_empty()).then(|| Press {
        label,
        action: format!("/udbakke/{}/pause", handover.id.short()),
        value,
        token: eyes.session.token().to_owned(),
    })
}

/// What the server has said no to, for good.
fn refused(eyes: &Eyes<'_>) -> Vec<Row> {
    let all = eyes.reader.refusals().into_iter();
    let about = all.filter_map(|(_, handover, why)| {
        let handover = eyes.reader.handover(handover?)?;
        Some(refusal(handover, why, eyes))
    });
    about.collect()
}

fn refusal(handover: &Handover, why: Refusal, eyes: &Eyes<'_>) -> Row {
    let texts = eyes.scene.texts;
    Row {
        tone: Tone::Late,
        due: None,
        icon: "x",
        state: say!(texts, "page-out-refused"),
        why: texts.refusal(why),
        act: None,
        ..Row::of(&Entry::of(handover, &eyes.scene), eyes)
    }
}

/// Since when there is no connection, and what that means; nothing while there is one.
fn weather(eyes: &Eyes<'_>) -> Option<Weather> {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let up = eyes.reader.transfers().up;
    let bytes: u64 = up.iter().map(|blob| u64::from(blob.bytes)).sum();
    let files = if up.is_empty() {
        String::new()
    } else {
        let size = size(bytes);
        let there: u64 = up
            .iter()
            .map(|blob| u64::from(eyes.pace.there(*blob)))
            .sum();
        let left = bytes.saturating_sub(there);
        let seconds = eyes
            .line
            .reached
            .then(|| eyes.pace.seconds(left, scene.now));
        let about = seconds.flatten().map(|it| texts.about_how_long(it));
        let files = say!(texts, "page-out-files", count = up.len(), size = size);
        match about {
            Some(about) => say!(texts, "page-out-files-about", files = files, about = about),
            None => files,
        }
    };
    if eyes.line.reached {
        return (!files.is_empty()).then(|| Weather {
            text: String::new(),
            files,
        });
    }
    let since = eyes.line.since?;
    let since = when::moment(since, scene.now, &scene.own_zone(), texts).words;
    Some(Weather {
        text: say!(texts, "page-out-offline", since = since),
        files,
    })
}
