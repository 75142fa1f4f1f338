//! The inbox and the outbox as text: what nobody has signed for comes first, with the reason and
//! the next step. No child's name and no subject stands in a list.

use std::fmt::Write as _;

use stafet_shared::{
    handover::{Handover, State},
    obligation::Obligation,
    time::Timestamp,
};

use super::typed;
use crate::{
    face::{receipts::Receipts, scene::Scene, step, told},
    text::say,
};

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// What has come.
    Inbox,
    /// What was sent.
    Outbox,
}

/// How much of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is not closed.
    Open,
    /// Everything.
    All,
}

/// What a list puts together, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Something about it is overdue.
    Overdue,
    /// The server has not confirmed it.
    Unconfirmed,
    /// Nobody has signed for it.
    Unacknowledged,
    /// The reader's office has the ball.
    Owed,
    /// Another office has the ball.
    GoingOn,
    /// Nothing is owed any more.
    Closed,
}

/// Where a handover belongs in a list.
#[must_use]
pub fn group(handover: &Handover, owed: &[Obligation], scene: &Scene<'_>) -> Group {
    if owed.iter().any(|one| one.is_overdue(scene.now)) {
        Group::Overdue
    } else if handover.unconfirmed > 0 {
        Group::Unconfirmed
    } else if handover.state.is_unacknowledged() {
        Group::Unacknowledged
    } else if owed.iter().any(|one| scene.is_own(&one.owner)) {
        Group::Owed
    } else if owed.is_empty() {
        Group::Closed
    } else {
        Group::GoingOn
    }
}

/// Handovers in the order in which a list shows them, each with its group and what is owed.
#[must_use]
pub fn sorted<'a>(
    handovers: impl Iterator<Item = &'a Handover>,
    scene: &Scene<'_>,
) -> Vec<(Group, &'a Handover, Vec<Obligation>)> {
    let mut rows: Vec<_> = handovers
        .map(|handover| {
            let owed = scene.obligations(handover);
            (group(handover, &owed, scene), handover, owed)
        })
        .collect();
    rows.sort_by_key(|(group, handover, owed)| {
        let due = owed.iter().map(|one| one.due).min();
        (*group, due.unwrap_or(handover.since), handover.id)
    });
    rows
}

/// The list as text; closed handovers are only counted unless all are asked for.
#[must_use]
pub fn text<'a>(
    direction: Direction,
    handovers: impl Iterator<Item = &'a Handover>,
    extent: Extent,
    scene: &Scene<'_>,
) -> String {
    let texts = scene.texts;
    let rows = sorted(handovers, scene);
    let offices: Vec<String> = scene.own.iter().map(|own| scene.office(own)).collect();
    let offices = offices.join(", ");
    if rows.is_empty() {
        return match direction {
            Direction::Inbox => say!(texts, "inbox-empty"),
            Direction::Outbox => say!(texts, "outbox-empty"),
        };
    }
    let mut page = match direction {
        Direction::Inbox => say!(texts, "inbox-title", office = offices),
        Direction::Outbox => say!(texts, "outbox-title", office = offices),
    };
    let closed = rows.iter().filter(|row| row.0 == Group::Closed).count();
    let mut heading = None;
    for (group, handover, owed) in &rows {
        if *group == Group::Closed && extent == Extent::Open {
            continue;
        }
        if heading != Some(*group) {
            heading = Some(*group);
            write!(page, "\n\n{}", title(*group, scene)).unwrap_or_default();
        }
        page.push('\n');
        page.push_str(&entry(direction, handover, owed, scene));
    }
    if closed > 0 && extent == Extent::Open {
        let more = say!(texts, "list-closed-more", count = closed.to_string());
        write!(page, "\n\n{more}").unwrap_or_default();
    }
    page
}

/// The command that makes the reader's next step.
#[must_use]
pub fn next_command(handover: &Handover, owed: &[Obligation], scene: &Scene<'_>) -> Option<String> {
    step::next(handover, owed, scene).map(|step| typed::command(&step))
}

/// A symbol for a state; it never stands without its word.
#[must_use]
pub const fn icon(state: State) -> &'static str {
    match state {
        State::Draft => "✎",
        State::Queued => "○",
        State::Deposited => "◔",
        State::Unreadable | State::WrongRecipient | State::EnteredInError => "⚠",
        State::Opened => "◑",
        State::Acknowledged | State::AwaitingInformation => "◕",
        State::Accepted => "●",
        State::Declined | State::WithdrawalRequested | State::Withdrawn => "↩",
        State::Closed => "■",
    }
}

fn title(group: Group, scene: &Scene<'_>) -> String {
    match group {
        Group::Overdue => say!(scene.texts, "group-overdue"),
        Group::Unconfirmed => say!(scene.texts, "group-unconfirmed"),
        Group::Unacknowledged => say!(scene.texts, "group-unacknowledged"),
        Group::Owed => say!(scene.texts, "group-owed"),
        Group::GoingOn => say!(scene.texts, "group-going-on"),
        Group::Closed => say!(scene.texts, "group-closed"),
    }
}

fn entry(
    direction: Direction,
    handover: &Handover,
    owed: &[Obligation],
    scene: &Scene<'_>,
) -> String {
    let texts = scene.texts;
    let other = match direction {
        Direction::Inbox => say!(texts, "list-from", office = scene.office(&handover.from)),
        Direction::Outbox => say!(texts, "list-to", office = scene.office(&handover.to)),
    };
    let kind = texts.kind(handover.kind);
    let colour = texts.colour(handover.colour);
    let mut lines = vec![
        format!("  {}  {kind} · {colour} · {other}", handover.id.short()),
        format!(
            "      {} {}  {}",
            icon(handover.state),
            texts.state(handover.state),
            scene.time(handover.since)
        ),
    ];
    lines.extend(
        handover
            .ending
            .map(|ending| format!("      {}", texts.ending(ending))),
    );
    lines.extend(reason(handover, scene).map(|why| format!("      {why}")));
    for one in owed {
        lines.push(format!("      {}", duty(one, scene)));
        lines.extend(told::line(one, handover, scene).map(|told| format!("        {told}")));
    }
    if let Some(command) = next_command(handover, owed, scene) {
        let next = say!(texts, "next-step", command = command);
        lines.push(format!("      {next}"));
    }
    lines.join("\n")
}

/// Who has to do what by when.
#[must_use]
pub fn duty(one: &Obligation, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let office = scene.office(&one.owner);
    let who = say!(
        texts,
        "list-waits",
        office = office,
        duty = texts.owed(one.duty)
    );
    let when = scene.time(one.due);
    if one.is_overdue(scene.now) {
        format!("! {who}, {}", say!(texts, "list-overdue", time = when))
    } else {
        format!("{who}, {}", say!(texts, "list-due", time = when))
    }
}

/// Why nobody has signed for it yet, in plain words.
fn reason(handover: &Handover, scene: &Scene<'_>) -> Option<String> {
    let texts = scene.texts;
    let office = scene.office(&handover.to);
    let receipts = Receipts::of(handover);
    let time = |at: Option<Timestamp>| scene.time(at.unwrap_or(handover.since));
    match handover.state {
        State::Queued => {
            let time = time(receipts.saved);
            Some(say!(texts, "list-reason-unconfirmed", time = time))
        }
        State::Deposited => {
            let time = time(receipts.sent);
            Some(say!(
                texts,
                "list-reason-silent",
                office = office,
                time = time
            ))
        }
        State::Unreadable => {
            let time = time(receipts.delivered);
            Some(say!(
                texts,
                "list-reason-unreadable",
                office = office,
                time = time
            ))
        }
        State::Opened => {
            let time = time(receipts.opened);
            Some(say!(
                texts,
                "list-reason-opened",
                office = office,
                time = time
            ))
        }
        State::Draft
        | State::Acknowledged
        | State::AwaitingInformation
        | State::Accepted
        | State::Declined
        | State::WrongRecipient
        | State::WithdrawalRequested
        | State::Withdrawn
        | State::EnteredInError
        | State::Closed => None,
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        handover::Signature,
        hash::Hash,
        id::{ActId, DeviceId, ID_BYTES, PersonId},
        party::OfficeId,
        watch::{Alarm, Concern, Reason, Rung, Sent, Taken, server},
    };

    use super::*;
    use crate::{
        cli::samples::Stage,
        text::tests::{danish, english},
    };

    #[test]
    fn what_nobody_has_signed_for_comes_first_with_the_reason_and_the_next_step() {
        let stage = Stage::new();
        let opened = stage.referral(1, State::Opened);
        let decided = stage.referral(2, State::Accepted);
        let texts = danish();
        let scene = stage.at_team(&texts);
        let page = text(
            Direction::Inbox,
            [&decided, &opened].into_iter(),
            Extent::Open,
            &scene,
        );
        assert_eq!(
            page,
            "\
Indbakke – Børnerejseholdet

Mangler kvittering
  040G2081  Henvisning · gul · fra Børn og Unge, Nanortalik
      ◑ Åbnet  2026-11-16 11.00
      Den er hentet og åbnet hos Børnerejseholdet 2026-11-16 11.00, men ingen har skrevet under på modtagelsen.
      Næste skridt hos Børnerejseholdet: læs og kvittér, senest 2026-11-19 16.00
      Næste: stafet ack 040G2081

Venter på jer
  081040G2  Henvisning · gul · fra Børn og Unge, Nanortalik
      ■ Lukket  2026-11-16 12.00
      Accepteret: et forløb er åbnet.
      Næste skridt hos Børnerejseholdet: fortæl, hvornår holdet kommer, senest 2026-12-14 16.00
      Næste skridt hos Børnerejseholdet: skriv en status om barnet, der venter, senest 2026-12-16 12.00
      Næste: stafet plan-visit 081040G2 --day …"
        );
    }

    #[test]
    fn an_overdue_handover_comes_before_all_others() {
        let stage = Stage::new();
        let opened = stage.referral(1, State::Opened);
        let texts = english();
        let mut scene = stage.at_sender(&texts);
        scene.now = scene.now.plus_days(30);
        let page = text(
            Direction::Outbox,
            [&opened].into_iter(),
            Extent::Open,
            &scene,
        );
        assert!(page.contains("\n\nOverdue\n"), "{page}");
        assert!(
            page.contains("! Next step at Børnerejseholdet: read and acknowledge it, it was due"),
            "{page}"
        );
        assert!(!page.contains("Next:"), "the ball is elsewhere: {page}");
    }

    #[test]
    fn how_far_it_was_told_and_who_has_it_in_hand_stands_below_it() {
        let stage = Stage::new();
        let mut opened = stage.referral(1, State::Opened);
        let texts = danish();
        let mut scene = stage.at_sender(&texts);
        scene.now = scene.now.plus_days(4);
        let owed = scene.obligations(&opened).remove(0);
        let by = |office: OfficeId| Signature {
            act: ActId::from_bytes([7; ID_BYTES]),
            hash: Hash::ZERO,
            office,
            person: PersonId::from_bytes([7; ID_BYTES]),
            device: DeviceId::from_bytes([7; ID_BYTES]),
            index: Some(7),
            at: scene.now,
        };
        let mut alarm = Alarm::about(Concern::from(&owed));
        alarm.sent.push(Sent {
            rung: Rung::Leaders,
            by: by(server::office()),
        });
        alarm.taken.push(Taken {
            reason: Reason::Connection,
            by: by(stage.at_sender(&texts).own[0].clone()),
        });
        opened.alarms.insert(alarm.concern.clone(), alarm);
        let page = text(
            Direction::Outbox,
            [&opened].into_iter(),
            Extent::Open,
            &scene,
        );
        assert!(
            page.contains(
                "fristen var 2026-11-19 16.00\n        ↑ sagt til ledere og administratorer (en gang) · taget i hånd \
                 af Børn og Unge, Nanortalik (forbindelsen er nede) til 2026-11-23 14.00"
            ),
            "{page}"
        );
        assert_eq!(scene.office(&server::office()), "serverens vagt");
    }

    #[test]
    fn what_the_server_has_not_confirmed_is_shown_as_such() {
        let stage = Stage::new();
        let queued = stage.referral(1, State::Queued);
        let texts = danish();
        let early = Scene {
            now: queued.since,
            ..stage.at_sender(&texts)
        };
        let page = text(
            Direction::Outbox,
            [&queued].into_iter(),
            Extent::Open,
            &early,
        );
        assert!(page.contains("Venter på forbindelse"), "{page}");
        assert!(
            page.contains("Serveren har ikke bekræftet den endnu"),
            "{page}"
        );
        assert!(page.contains("Næste: stafet sync"), "{page}");
    }

    #[test]
    fn only_a_leader_is_told_to_sign_second() {
        let stage = Stage::new();
        let texts = danish();
        let waits = stage.waits_for_a_leader(1);
        let scene = stage.at_sender(&texts);
        let owed = scene.obligations(&waits);
        assert_eq!(next_command(&waits, &owed, &scene), None);
        let first = waits.pending.as_ref().unwrap().signature.person;
        let who_closed = Scene {
            leader: Some(first),
            ..scene
        };
        assert_eq!(next_command(&waits, &owed, &who_closed), None);
        let leader = Scene {
            leader: Some(PersonId::from_bytes([9; ID_BYTES])),
            ..scene
        };
        let command = next_command(&waits, &owed, &leader);
        assert_eq!(command.as_deref(), Some("stafet countersign 040G2081"));
    }

    #[test]
    fn an_empty_list_says_so() {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_team(&texts);
        let page = text(Direction::Inbox, std::iter::empty(), Extent::Open, &scene);
        assert_eq!(page, "Indbakken er tom.");
    }
}
