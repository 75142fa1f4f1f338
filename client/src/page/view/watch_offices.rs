//! *Kontorer*: every office, those with which something is the matter first.

use askama::Template;
use stafet_shared::{
    calendar::{date_of, day_of},
    overview::OwedItem,
    party::{OfficeId, directory::DeclaredOutage},
    time::{MS_PER_DAY, Timestamp},
};

use super::watch_words::{last, outage_line};
use crate::{
    face::{
        attention,
        offices::{self, OfficeLine},
        scene::Scene,
        when,
    },
    page::{
        frame::{Frame, Place},
        office_act::{Invited, OFFICE, OUTAGE},
        overlook::Answer,
        rows::Link,
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// For how many days an office may be silent before that is remarkable.
const SILENT_DAYS: i64 = 3;
/// For how many days an office that owes nothing may be: what is sent to it tomorrow would lie there.
const SILENT_IDLE_DAYS: i64 = 7;

/// The page.
#[derive(Debug, Template)]
#[template(path = "watch_offices.html")]
pub struct Offices {
    frame: Frame,
    asked: bool,
    lead: String,
    first: Vec<Office>,
    others: Vec<Office>,
    more: String,
    outages: Vec<Down>,
    /// What stands out about offices.
    attention: Vec<String>,
    /// Whether the reader may say something about offices.
    acts: bool,
    invited: Option<Invited>,
}

/// Something that is down, with what can be said about it.
#[derive(Debug)]
struct Down {
    line: String,
    acts: Vec<Link>,
}

/// One office.
#[derive(Debug)]
struct Office {
    /// Where its staffing is said.
    staff: String,
    name: String,
    organisation: String,
    tone: &'static str,
    icon: &'static str,
    heard: String,
    devices: usize,
    deputy: String,
    away: String,
    owes: String,
    late: bool,
    phone: Option<String>,
    /// Whether something is the matter with it.
    stands_out: bool,
}

impl Offices {
    /// The page as the server has last told it.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, invitation: Option<&str>) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let answer = eyes.overlook.as_deref();
        let lines = answer.map_or_else(Vec::new, |it| offices::all(scene, &it.end));
        let offices = lines.iter().zip(std::iter::repeat(answer));
        let offices = offices.filter_map(|(line, answer)| Some(office(line, answer?, scene)));
        let (mut first, others): (Vec<_>, Vec<_>) = offices.partition(|one| one.stands_out);
        first.sort_by_key(|one| !one.late);
        Self {
            frame: Frame::of(eyes, Place::WatchedOffices, say!(texts, "page-offices")),
            asked: answer.is_some(),
            lead: say!(texts, "watch-offices-lead", count = lines.len()),
            more: say!(texts, "watch-offices-more", count = others.len()),
            outages: outages(eyes),
            attention: answer.map_or_else(Vec::new, |it| {
                let all = attention::noticed(&it.items, it.end.as_of, scene);
                attention::about_offices(&all, scene)
            }),
            acts: eyes.reader.administers().is_some(),
            invited: invitation.and_then(|id| Invited::of(id, eyes)),
            first,
            others,
        }
    }
}

fn office(line: &OfficeLine, answer: &Answer, scene: &Scene<'_>) -> Office {
    let now = answer.end.as_of;
    let owed = answer.items.iter().filter(|item| item.owner == line.id);
    let (owed, late) = count(owed, now);
    let silent = is_silent(line.heard, now);
    let (tone, icon) = match line.heard {
        None => (Tone::Soon, "wait"),
        Some(_) if silent && owed > 0 => (Tone::Late, "off"),
        Some(_) if silent => (Tone::Rest, "off"),
        Some(_) => (Tone::Done, "on"),
    };
    Office {
        staff: format!("/vagt/kontorer/bemanding?{OFFICE}={}", line.id),
        name: scene.office(&line.id),
        organisation: scene.organisation(&line.id),
        tone: tone.state(),
        icon,
        heard: last(&line.id, &answer.end, scene),
        devices: line.devices,
        deputy: line
            .deputy
            .as_ref()
            .map_or_else(dash, |id| scene.short_office(id)),
        away: away(line, scene),
        owes: owes(owed, late, scene),
        late: late > 0,
        phone: line.phone.clone(),
        stands_out: late > 0
            || (silent && owed > 0)
            || silent_for(line.heard, SILENT_IDLE_DAYS, now)
            || line.heard.is_none()
            || is_away(line, &line.id, scene),
    }
}

fn count<'a>(owed: impl Iterator<Item = &'a OwedItem>, now: Timestamp) -> (usize, usize) {
    owed.fold((0, 0), |(all, late), item| {
        (
            all.saturating_add(1),
            late.saturating_add(usize::from(item.is_overdue(now))),
        )
    })
}

/// Whether an office that was heard of once is silent for long.
#[must_use]
pub fn is_silent(heard: Option<Timestamp>, now: Timestamp) -> bool {
    silent_for(heard, SILENT_DAYS, now)
}

fn silent_for(heard: Option<Timestamp>, days: i64, now: Timestamp) -> bool {
    let bound = MS_PER_DAY.saturating_mul(days);
    heard.is_some_and(|at| now.ms_since(at) > bound)
}

fn owes(owed: usize, late: usize, scene: &Scene<'_>) -> String {
    match (owed, late) {
        (0, _) => dash(),
        (owed, 0) => owed.to_string(),
        (owed, late) => say!(scene.texts, "watch-office-owes", count = owed, late = late),
    }
}

/// Whether nobody is there now, or something is down.
fn is_away(line: &OfficeLine, id: &OfficeId, scene: &Scene<'_>) -> bool {
    let today = day_of(scene.zone(id).day(scene.now));
    let is_away = line
        .away
        .is_some_and(|(first, last)| (first..=last).contains(&today));
    is_away || line.outage.is_some()
}

/// Its absence and its outage, as far as there are any.
fn away(line: &OfficeLine, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let away = line.away.map(|(first, last)| {
        let day = |days| date_of(days).map_or_else(String::new, |day| when::day(day, texts));
        let (first, last) = (day(first), day(last));
        say!(texts, "watch-away", first = first, last = last)
    });
    let outage = line.outage.map(|(cause, until)| {
        let cause = texts.cause(cause);
        match until {
            Some(until) => {
                let zone = scene.own_zone();
                let until = when::deadline(until, scene.now, &zone, texts).words;
                say!(texts, "watch-outage-until", cause = cause, until = until)
            }
            None => say!(texts, "watch-outage", cause = cause),
        }
    });
    let parts: Vec<String> = [away, outage].into_iter().flatten().collect();
    if parts.is_empty() {
        dash()
    } else {
        parts.join(" · ")
    }
}

/// What is down now, each in one sentence, with what can be said about it.
fn outages(eyes: &Eyes<'_>) -> Vec<Down> {
    let scene = &eyes.scene;
    let outages = scene.directory.outages().map(|(_, declared)| declared);
    let running = outages.filter(|it| it.ended.is_none());
    let lines = running.map(|it| Down {
        line: outage_line(it, scene),
        acts: if eyes.reader.administers().is_some() {
            outage_acts(it, scene)
        } else {
            Vec::new()
        },
    });
    lines.collect()
}

/// What an administrator may say about an outage.
fn outage_acts(declared: &DeclaredOutage, scene: &Scene<'_>) -> Vec<Link> {
    let texts = scene.texts;
    let id = declared.outage.id.long();
    let is_own = scene.signer.map(|it| it.person) == Some(declared.declared_by);
    let confirms = declared.confirmed_by.is_none() && !is_own;
    let confirm = confirms.then(|| Link {
        label: say!(texts, "office-act-outage-confirm-title"),
        href: format!("/vagt/kontorer/bekraeft-nedbrud?{OUTAGE}={id}"),
    });
    let end = Link {
        label: say!(texts, "office-act-outage-end-title"),
        href: format!("/vagt/kontorer/nedbrud-slut?{OUTAGE}={id}"),
    };
    confirm.into_iter().chain([end]).collect()
}

fn dash() -> String {
    "–".to_owned()
}
