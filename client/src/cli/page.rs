//! One handover as text: where it stands, who has the ball, receipts, timeline and content.

use std::fmt::Write as _;

use stafet_shared::{
    calendar::date_of,
    content::{Content, CprAnswer},
    course::Course,
    handover::{Effect, Event, Handover, State, table},
    obligation::Obligation,
    party::Capacity,
    time::Timestamp,
    watch,
};

use super::{
    content::{self, Mask},
    list::next_command,
};
use crate::{
    face::{
        receipts::{Receipts, known},
        scene::Scene,
        told,
    },
    office::{ActContent, AttachmentState, Unreadable},
    text::{Texts, say},
};

/// The page of a handover, with what its acts say under seal.
#[must_use]
pub fn text(handover: &Handover, contents: &[ActContent], mask: Mask, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let owed = scene.obligations(handover);
    let mut parts = vec![head(handover, scene), standing(handover, &owed, scene)];
    parts.extend(scene.course(handover).map(|it| course(&it, scene)));
    parts.extend([receipts(handover, scene), timeline(handover, scene)]);
    for act in contents {
        parts.push(said(act, mask, scene));
    }
    if contents.is_empty() {
        parts.push(say!(texts, "content-none"));
    }
    if mask == Mask::Masked && contents.iter().any(has_cpr) {
        parts.push(say!(texts, "cpr-masked-note"));
    }
    if let Some(command) = next_command(handover, &owed, scene)
        && !command.starts_with("stafet show ")
    {
        parts.push(say!(texts, "next-step", command = command));
    }
    parts.join("\n\n")
}

/// A time as the reader's office shows it, and as the other office does where it differs.
#[must_use]
pub fn both_times(at: Timestamp, handover: &Handover, scene: &Scene<'_>) -> String {
    let own = scene.own_zone();
    let here = at.local(own.time_zone());
    let mut shown = here.clone();
    for office in [&handover.from, &handover.to] {
        let there = at.local(scene.zone(office).time_zone());
        if there != here {
            let there = say!(
                scene.texts,
                "timeline-there",
                time = there,
                office = scene.office(office)
            );
            write!(shown, " ({there})").unwrap_or_default();
        }
    }
    shown
}

fn head(handover: &Handover, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let mut lines = vec![
        format!(
            "{}  {} · {}",
            handover.id.short(),
            texts.kind(handover.kind),
            texts.colour(handover.colour)
        ),
        say!(texts, "show-from", office = scene.office(&handover.from)),
        say!(texts, "show-to", office = scene.office(&handover.to)),
    ];
    if let Some(before) = handover.relates_to {
        lines.push(say!(texts, "show-follows", id = before.short()));
    }
    for link in &handover.links {
        lines.push(say!(texts, "show-linked", id = link.short()));
    }
    if handover.version > 1 {
        let number = handover.version.to_string();
        lines.push(say!(texts, "show-version", number = number));
    }
    if handover.leg > 1 {
        let number = handover.leg.to_string();
        lines.push(say!(texts, "show-leg", number = number));
    }
    lines.join("\n")
}

/// Where the course stands that a referral has opened, and who is responsible for what.
fn course(course: &Course, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let stage = texts.stage(course.stage);
    let mut lines = vec![say!(texts, "course-stage", stage = stage)];
    if let Some(visit) = course.visit.and_then(|visit| day(visit.day)) {
        lines.push(say!(texts, "course-visit", day = visit));
    }
    let (treats, answers) = (
        scene.office(&course.treatment),
        scene.office(&course.municipality),
    );
    lines.push(say!(texts, "course-treatment", office = treats));
    lines.push(say!(texts, "course-authority", office = answers));
    if let Some((office, _)) = &course.asked_to_take_over {
        let asked = scene.office(office);
        lines.push(say!(texts, "course-asked", office = asked));
    }
    if course.no_shows > 0 {
        let count = course.no_shows;
        lines.push(say!(texts, "course-no-shows", count = count));
    }
    lines.join("\n")
}

fn standing(handover: &Handover, owed: &[Obligation], scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let from = scene.office(&handover.from);
    let to = scene.office(&handover.to);
    let sentence = match handover.ending {
        Some(ending) if handover.state == State::Closed => texts.ending(ending),
        Some(_) | None => texts.stands(handover.state, &from, &to),
    };
    let mut lines = vec![format!("{} {sentence}", super::list::icon(handover.state))];
    for one in owed {
        lines.push(ball(one, scene));
        lines.extend(told::line(one, handover, scene).map(|told| format!("  {told}")));
    }
    if owed.is_empty() {
        lines.push(say!(texts, "show-ball-free"));
    }
    let custodian = scene.office(&handover.custodian);
    lines.push(say!(texts, "show-custody", office = custodian));
    if handover.unconfirmed > 0 {
        lines.push(say!(
            texts,
            "show-unconfirmed",
            count = handover.unconfirmed
        ));
    }
    if let Some(pause) = handover.paused {
        let until = pause.until_day.and_then(day);
        lines.push(match until {
            Some(until) => say!(texts, "show-paused-until", day = until),
            None => say!(texts, "show-paused"),
        });
    }
    if !handover.conflicts.is_empty() {
        let count = handover.conflicts.len();
        lines.push(format!(
            "⚠ {}",
            say!(texts, "show-conflicts", count = count)
        ));
    }
    lines.join("\n")
}

/// A day as days since 1970-01-01, written as 2026-12-15.
pub(super) fn day(days: i32) -> Option<String> {
    date_of(days).map(|day| day.to_string())
}

fn ball(one: &Obligation, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let office = scene.office(&one.owner);
    let duty = texts.owed(one.duty);
    let due = scene.time(one.due);
    if one.is_overdue(scene.now) {
        let late = say!(
            texts,
            "show-ball-overdue",
            office = office,
            duty = duty,
            due = due
        );
        format!("! {late}")
    } else {
        say!(texts, "show-ball", office = office, duty = duty, due = due)
    }
}

fn receipts(handover: &Handover, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let receipts = Receipts::of(handover);
    let not_yet = say!(texts, "receipt-not-yet");
    let time = |at: Option<Timestamp>| at.map(|at| scene.time(at));
    let signed = receipts.acknowledged.map(|(at, person)| {
        let (time, person) = (scene.time(at), scene.person(&person));
        say!(texts, "receipt-by", time = time, person = person)
    });
    let rows = [
        ("○", say!(texts, "receipt-saved"), time(receipts.saved)),
        ("◔", say!(texts, "receipt-sent"), time(receipts.sent)),
        (
            "◑",
            say!(texts, "receipt-delivered"),
            time(receipts.delivered),
        ),
        ("◕", say!(texts, "receipt-opened"), time(receipts.opened)),
        ("●", say!(texts, "receipt-acknowledged"), signed),
    ];
    let mut page = say!(texts, "receipts-title");
    for (icon, name, when) in rows {
        let when = when.unwrap_or_else(|| not_yet.clone());
        write!(page, "\n  {icon} {name}: {when}").unwrap_or_default();
    }
    page
}

fn timeline(handover: &Handover, scene: &Scene<'_>) -> String {
    let mut page = say!(scene.texts, "timeline-title");
    for event in &handover.history {
        write!(page, "\n  {}", happening(event, handover, scene)).unwrap_or_default();
    }
    page
}

fn happening(event: &Event, handover: &Handover, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let office = scene.office(&event.author.office);
    let who = match event.author.capacity {
        Capacity::Machine if event.author.office == watch::server::office() => office,
        Capacity::Machine => say!(texts, "timeline-machine", office = office),
        Capacity::Person => {
            let person = scene.person(&event.author.person);
            say!(texts, "timeline-by", person = person, office = office)
        }
    };
    let mut notes = Vec::new();
    if event.position.is_none() {
        notes.push(say!(texts, "timeline-unconfirmed"));
    }
    match event.effect {
        Effect::Moved => {}
        // What never moves anything need not say that it did not.
        Effect::Fact if table::is_fact_by_nature(event.verb) => {}
        Effect::Fact => notes.push(say!(texts, "timeline-fact")),
        Effect::Conflict => notes.push(say!(texts, "timeline-conflict")),
        Effect::FirstSignature => notes.push(say!(texts, "timeline-first")),
    }
    let when = both_times(known(event), handover, scene);
    let done = texts.done(event.verb);
    if notes.is_empty() {
        format!("{when}  {done} – {who}")
    } else {
        format!("{when}  {done} – {who} ({})", notes.join("; "))
    }
}

fn said(act: &ActContent, mask: Mask, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let title = format!(
        "{} – {}",
        say!(texts, "content-title"),
        texts.done(act.verb)
    );
    let body = match &act.content {
        Some(Ok(content)) => content::text(content, mask, scene),
        Some(Err(why)) => format!("  ⚠ {}", texts.unreadable(*why)),
        None => format!("  {}", say!(texts, "content-missing")),
    };
    let content = act.content.as_ref().and_then(|read| read.as_ref().ok());
    let manifest = content.and_then(Content::attachments);
    let files = manifest.map(|it| content::attachments(it, &act.attachments, texts));
    let mut lines = vec![title, body];
    lines.extend(files.into_iter().flatten());
    let missing = |state: &&AttachmentState| matches!(state, AttachmentState::Missing { .. });
    let missing = act.attachments.iter().filter(missing).count();
    if missing > 0 {
        lines.push(format!(
            "  ⚠ {}",
            say!(texts, "attachments-missing", count = missing)
        ));
    }
    lines.join("\n")
}

fn has_cpr(act: &ActContent) -> bool {
    let content = act.content.as_ref().and_then(|read| read.as_ref().ok());
    let child = content.and_then(Content::child);
    child.is_some_and(|child| matches!(child.cpr(), CprAnswer::Known(_)))
}

/// Why an envelope cannot be read, in the reader's words.
impl Texts {
    /// Why an envelope cannot be read, and whose move it is.
    #[must_use]
    pub fn unreadable(&self, why: Unreadable) -> String {
        match why {
            Unreadable::NotForUs => say!(self, "unreadable-not-for-us"),
            Unreadable::Damaged | Unreadable::Malformed => say!(self, "unreadable-damaged"),
            Unreadable::TooLarge => say!(self, "unreadable-too-large"),
            Unreadable::UnknownFormat => say!(self, "unreadable-newer"),
            Unreadable::NotNamed => say!(self, "unreadable-not-named"),
            Unreadable::ForeignRecipient
            | Unreadable::OtherAct
            | Unreadable::Commitment
            | Unreadable::Attachments
            | Unreadable::Recipients
            | Unreadable::Original => say!(self, "unreadable-not-as-signed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::samples::Stage, text::tests::danish};

    #[test]
    fn a_page_says_where_it_stands_who_has_the_ball_and_what_was_receipted() {
        let stage = Stage::new();
        let opened = stage.referral(1, State::Opened);
        let texts = danish();
        let page = text(&opened, &[], Mask::Masked, &stage.at_sender(&texts));
        assert_eq!(
            page,
            "\
040G2081  Henvisning · gul
Fra: Børn og Unge, Nanortalik
Til: Børnerejseholdet

◑ Fra Børn og Unge, Nanortalik. Åbnet hos Børnerejseholdet, men ingen har kvitteret for den endnu.
Næste skridt har Børnerejseholdet: læs og kvittér, senest 2026-11-19 16.00.
Ansvaret for overdragelsen har Børn og Unge, Nanortalik.

Kvitteringer
  ○ Gemt i udbakke: 2026-11-16 09.00
  ◔ Afsendt: 2026-11-16 10.00
  ◑ Leveret: 2026-11-16 11.00
  ◕ Åbnet: 2026-11-16 11.00
  ● Kvitteret: endnu ikke

Forløb
  2026-11-16 10.00  Underskrevet og sendt – Anna Afsender, Børn og Unge, Nanortalik
  2026-11-16 11.00  Åbnet på en af kontorets computere – computer hos Børnerejseholdet

Uden indhold."
        );
    }

    #[test]
    fn who_signed_and_custody_move_together() {
        let stage = Stage::new();
        let signed = stage.referral(1, State::Acknowledged);
        let texts = danish();
        let page = text(&signed, &[], Mask::Masked, &stage.at_team(&texts));
        assert!(
            page.contains("● Kvitteret: 2026-11-16 12.00 af Thea Team"),
            "{page}"
        );
        assert!(page.contains("Ansvaret for overdragelsen har Børnerejseholdet."));
        assert!(page.ends_with("Næste: stafet accept 040G2081"), "{page}");
    }

    #[test]
    fn an_act_that_is_not_confirmed_is_marked() {
        let stage = Stage::new();
        let queued = stage.referral(1, State::Queued);
        let texts = danish();
        let page = text(&queued, &[], Mask::Masked, &stage.at_sender(&texts));
        assert!(page.contains("(ikke bekræftet)"), "{page}");
        assert!(page.contains("◔ Afsendt: endnu ikke"), "{page}");
        assert!(
            page.contains("En handling er ikke bekræftet af serveren endnu."),
            "{page}"
        );
    }
}
