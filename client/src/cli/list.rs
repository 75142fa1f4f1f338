//! The inbox and the outbox as text: what nobody has signed for comes first, with the reason and
//! the next step. No child's name and no subject stands in a list unless names are asked for.

use std::fmt::Write as _;

use stafet_shared::{content::display_safe_line, id::HandoverId};

use super::typed;
use crate::{
    face::{
        entry::{Entry, Group},
        lists::{Children, Direction, Extent},
        owed::Owed,
        scene::Scene,
    },
    text::say,
};

/// A list as text; closed handovers are only counted unless all are asked for.
#[must_use]
pub fn text(
    direction: Direction,
    extent: Extent,
    entries: &[Entry<'_>],
    names: &Children,
    scene: &Scene<'_>,
) -> String {
    let texts = scene.texts;
    let offices: Vec<String> = scene.own.iter().map(|own| scene.office(own)).collect();
    let offices = offices.join(", ");
    if entries.is_empty() {
        return match direction {
            Direction::Inbox => say!(texts, "inbox-empty"),
            Direction::Outbox => say!(texts, "outbox-empty"),
        };
    }
    let mut page = match direction {
        Direction::Inbox => say!(texts, "inbox-title", office = offices),
        Direction::Outbox => say!(texts, "outbox-title", office = offices),
    };
    let mut closed = 0_usize;
    let mut heading = None;
    for shown in entries {
        let group = shown.group();
        if group == Group::Closed && extent == Extent::Open {
            closed = closed.saturating_add(1);
            continue;
        }
        if heading != Some(group) {
            heading = Some(group);
            write!(page, "\n\n{}", title(group, scene)).unwrap_or_default();
        }
        page.push('\n');
        page.push_str(&entry(shown, names, scene));
    }
    if closed > 0 {
        let more = say!(texts, "list-closed-more", count = closed.to_string());
        write!(page, "\n\n{more}").unwrap_or_default();
    }
    page
}

/// What an office owes, and below it what the watch knows about it.
#[must_use]
pub fn owed_lines(one: &Owed, scene: &Scene<'_>) -> Vec<String> {
    let late = if one.overdue { "! " } else { "" };
    let duty = format!("{late}{}", one.sentence(scene));
    let watch = one.watch(scene).map(|line| format!("  {line}"));
    [Some(duty), watch].into_iter().flatten().collect()
}

/// A child's name as a list shows it.
#[must_use]
pub fn name(id: HandoverId, names: &Children) -> Option<String> {
    let child = names.get(&id)?;
    Some(display_safe_line(child.name().expose()))
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

fn entry(shown: &Entry<'_>, names: &Children, scene: &Scene<'_>) -> String {
    let (texts, handover) = (scene.texts, shown.handover);
    let other = if scene.is_own(&handover.from) {
        say!(texts, "list-to", office = scene.office(&handover.to))
    } else {
        say!(texts, "list-from", office = scene.office(&handover.from))
    };
    let kind = texts.kind(handover.kind);
    let colour = texts.colour(handover.colour);
    let what = [
        Some(kind),
        Some(colour),
        Some(other),
        name(handover.id, names),
    ];
    let what: Vec<String> = what.into_iter().flatten().collect();
    let stands = shown.standing(scene);
    let since = scene.time(shown.since());
    let mut lines = vec![format!("{} {stands}  {since}", shown.symbol())];
    lines.extend(shown.reason(scene));
    lines.extend(shown.owed.iter().flat_map(|one| owed_lines(one, scene)));
    if let Some(step) = shown.step(scene) {
        let command = typed::command(&step);
        lines.push(say!(texts, "next-step", command = command));
    }
    let head = format!("  {}  {}", handover.id.short(), what.join(" · "));
    let lines = lines.iter().map(|line| format!("\n      {line}"));
    lines.fold(head, |page, line| page + &line)
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        access::second::Signer,
        handover::{Concern, Sent, Signature, Taken, WatchRecord},
        hash::Hash,
        id::{ActId, DeviceId, ID_BYTES, PersonId},
        party::{Membership, OfficeId, server},
        words::{HandReason, Role, Rung, State, Verb},
    };

    use super::*;
    use crate::{
        face::{
            lists,
            samples::{Stage, known, place},
        },
        text::tests::{danish, english},
    };

    fn page(direction: Direction, scene: &Scene<'_>) -> String {
        let entries = lists::list(direction, Extent::Open, scene);
        text(direction, Extent::Open, &entries, &Children::new(), scene)
    }

    #[test]
    fn what_nobody_has_signed_for_comes_first_with_the_reason_and_the_next_step() {
        let stage = Stage::new();
        let opened = stage.referral(1, State::Opened);
        let decided = stage.referral(2, State::Accepted);
        let texts = danish();
        let scene = stage.at_team(&texts);
        let known = known([&decided, &opened]);
        let page = page(
            Direction::Inbox,
            &Scene {
                known: &known,
                ..scene
            },
        );
        assert_eq!(
            page,
            "\
Indbakke – Børnerejseholdet

Mangler kvittering
  040G2081  Henvisning · gul · fra Børn og Unge, Nanortalik
      ◑ Åbnet  2026-11-16 11.00
      Fra Børn og Unge, Nanortalik. Åbnet hos Børnerejseholdet 2026-11-16 11.00, men ingen har kvitteret for den endnu.
      Næste skridt hos Børnerejseholdet: læs og kvittér, senest 2026-11-19 16.00
      Næste: stafet ack 040G2081

Venter på jer
  081040G2  Henvisning · gul · fra Børn og Unge, Nanortalik
      ● Forløb: Venter på besøg  2026-11-16 12.00
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
        scene.now = scene.now.plus_days(20);
        let known = known([&opened]);
        let page = page(
            Direction::Outbox,
            &Scene {
                known: &known,
                ..scene
            },
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
        let owed = Entry::of(&opened, &scene).owed.remove(0).known.owed;
        let by = |office: OfficeId| Signature {
            act: ActId::from_bytes([7; ID_BYTES]),
            hash: Hash::ZERO,
            office,
            person: PersonId::from_bytes([7; ID_BYTES]),
            device: DeviceId::from_bytes([7; ID_BYTES]),
            index: Some(7),
            at: scene.now,
        };
        let mut alarm = WatchRecord::about(Concern::from(&owed));
        alarm.sent.push(Sent {
            rung: Rung::Leaders,
            by: by(server::office()),
        });
        alarm.taken.push(Taken {
            reason: HandReason::Connection,
            by: by(stage.at_sender(&texts).own[0].clone()),
        });
        opened.watch_records.insert(alarm.concern.clone(), alarm);
        let known = known([&opened]);
        let page = page(
            Direction::Outbox,
            &Scene {
                known: &known,
                ..scene
            },
        );
        assert!(
            page.contains(
                "fristen var 2026-11-19 16.00\n        ↑ sagt til Administrationen, kunne ikke siges til en leder i \
                 kujalleq (der er ingen) og en leder i socialstyrelsen (der er ingen) (en gang) · taget i hånd \
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
        let known = known([&queued]);
        let page = page(
            Direction::Outbox,
            &Scene {
                known: &known,
                ..early
            },
        );
        assert!(page.contains("Venter på forbindelse"), "{page}");
        assert!(
            page.contains(
                "Gemt i udbakken hos Børn og Unge, Nanortalik 2026-11-16 09.00, men ikke bekræftet"
            ),
            "{page}"
        );
        assert!(page.contains("Næste: stafet sync"), "{page}");
    }

    #[test]
    fn whoever_may_sign_second_is_told_so_and_nobody_else() {
        let stage = Stage::new();
        let texts = danish();
        let stranger = PersonId::from_bytes([9; ID_BYTES]);
        let leader = [place("kujalleq/qaqortoq", Role::Leader)];
        let colleague = [place("kujalleq/qaqortoq", Role::Caseworker)];
        // Of what is owed at their own office they are told first.
        let elsewhere = [OfficeId::parse("kujalleq/qaqortoq").unwrap()];
        let outsider = [place("socialstyrelsen/rejsehold", Role::Leader)];
        for (verb, by_colleague) in [(Verb::ClosePlan, false), (Verb::CarryOutside, true)] {
            let waits = stage.waits_for_a_second(1, verb);
            let first = waits.pending.as_ref().unwrap().signature.person;
            let is_told = |person, places: &[Membership]| {
                let scene = Scene {
                    signer: Some(Signer { person, places }),
                    own: &elsewhere,
                    ..stage.at_sender(&texts)
                };
                let step = Entry::of(&waits, &scene).step(&scene);
                step.map(|step| typed::command(&step)).as_deref()
                    == Some("stafet countersign 040G2081")
            };
            assert!(is_told(stranger, &leader), "{verb:?}");
            assert_eq!(is_told(stranger, &colleague), by_colleague, "{verb:?}");
            assert!(!is_told(first, &leader), "{verb:?}: who signed first");
            assert!(!is_told(stranger, &outsider), "{verb:?}");
            let nobody = Scene {
                own: &elsewhere,
                ..stage.at_sender(&texts)
            };
            assert_eq!(
                Entry::of(&waits, &nobody).step(&nobody),
                None,
                "who is not known signs nothing"
            );
        }
    }

    #[test]
    fn an_empty_list_says_so() {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_team(&texts);
        assert_eq!(page(Direction::Inbox, &scene), "Indbakken er tom.");
    }
}
