//! The two lists, by who owes.
//!
//! The inbox holds what the reader's office owes, about whatever; the outbox what it has given
//! away: what it sent, and what it has given the ball back in. Every open matter stands in one of
//! the two.

use std::collections::BTreeMap;

use stafet_shared::{
    access::goes_by_itself,
    content::{Child, CprAnswer},
    handover::Handover,
    id::{HandoverId, PersonId},
    sign::Capacity,
    words::{Kind, spelling::search_key},
};

use super::{
    entry::{Entry, Group},
    owed::Turn,
    scene::Scene,
};

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// What the reader's office owes.
    Inbox,
    /// What it has given away.
    Outbox,
}

/// How much of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What somebody owes something about.
    Open,
    /// Everything that has come, or everything that was sent.
    All,
}

/// What a reader wants to see of a list. What is `None` is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only handovers of this kind.
    pub kind: Option<Kind>,
    /// Only matters in which this person has signed.
    pub signed_by: Option<PersonId>,
    /// Only what is about a child with this name or number, or a part of it.
    pub child: Option<String>,
}

/// The child that each handover is about, as far as it can be read here.
pub type Children = BTreeMap<HandoverId, Child>;

/// A list, in the order in which it is read: closed matters stand in it too, at the end.
#[must_use]
pub fn list<'a>(direction: Direction, extent: Extent, scene: &Scene<'a>) -> Vec<Entry<'a>> {
    let mut entries = all(scene);
    entries.retain(|entry| stands_in(direction, extent, entry, scene));
    entries
}

/// Everything that is known, in the order in which lists are read: what is owed about it is
/// looked up once for every list that is made of it.
#[must_use]
pub fn all<'a>(scene: &Scene<'a>) -> Vec<Entry<'a>> {
    let known = scene.known.values();
    let mut entries: Vec<Entry<'a>> = known.map(|handover| Entry::of(handover, scene)).collect();
    entries.sort_by_cached_key(|entry| {
        let due = entry.owed.iter().map(|one| one.known.owed.due).min();
        let since = entry.handover.since;
        (entry.group(), due.unwrap_or(since), entry.handover.id)
    });
    entries
}

/// Whether a matter stands in a list.
#[must_use]
pub fn stands_in(
    direction: Direction,
    extent: Extent,
    entry: &Entry<'_>,
    scene: &Scene<'_>,
) -> bool {
    let handover = entry.handover;
    let sent = scene.is_own(&handover.from);
    let came = handover
        .parties()
        .any(|party| *party != handover.from && scene.is_own(party));
    let mut ours = entry.owed.iter().filter(|one| one.turn != Turn::Others);
    let owes = ours.any(|one| !goes_by_itself(one.duty()));
    let is_open = entry.group() != Group::Closed;
    match direction {
        Direction::Inbox => owes || (came && (!is_open || extent == Extent::All)),
        Direction::Outbox if owes => sent && extent == Extent::All,
        Direction::Outbox => sent || (came && is_open),
    }
}

/// Whether an entry is what the reader wants to see.
#[must_use]
pub fn is_wanted(entry: &Entry<'_>, wanted: &Wanted, children: &Children) -> bool {
    let handover = entry.handover;
    let child = || children.get(&handover.id);
    wanted.kind.is_none_or(|kind| handover.kind == kind)
        && wanted
            .signed_by
            .is_none_or(|person| has_signed(handover, person))
        && wanted
            .child
            .as_ref()
            .is_none_or(|text| child().is_some_and(|child| is_about(child, text)))
}

/// Whether a person has signed any act of a handover.
#[must_use]
pub fn has_signed(handover: &Handover, person: PersonId) -> bool {
    let mut authors = handover.history.iter().map(|event| &event.author);
    authors.any(|author| author.capacity == Capacity::Person && author.person == person)
}

/// How many digits of a CPR number somebody has to type: a birthday.
const CPR_DIGITS_MIN: usize = 6;

/// Whether a text is a part of the child's name, or its CPR number or the beginning of one.
#[must_use]
pub fn is_about(child: &Child, typed: &str) -> bool {
    let typed = search_key(typed);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= CPR_DIGITS_MIN
        && typed
            .chars()
            .all(|it| it.is_ascii_digit() || matches!(it, '-' | ' '));
    match child.cpr() {
        CprAnswer::Known(cpr) if is_number => cpr.expose().replace('-', "").starts_with(&digits),
        CprAnswer::Known(_) | CprAnswer::NotGiven | CprAnswer::Unknown => {
            !typed.is_empty() && search_key(child.name().expose()).contains(typed.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        access::second::Signer,
        id::ID_BYTES,
        party::OfficeId,
        words::{Role, State, Verb},
    };

    use super::*;
    use crate::{
        face::{
            samples::{Stage, known, place},
            step::Step,
        },
        text::tests::danish,
    };

    fn ids(direction: Direction, extent: Extent, scene: &Scene<'_>) -> Vec<HandoverId> {
        let list = list(direction, extent, scene);
        list.iter().map(|entry| entry.handover.id).collect()
    }

    fn child() -> Child {
        let file = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let content = crate::form::handover(file).unwrap().content;
        content.child().unwrap().clone()
    }

    #[test]
    fn g14_the_inbox_holds_what_the_office_owes_and_the_outbox_what_it_has_given_away() {
        let stage = Stage::new();
        let texts = danish();
        let declined = stage.referral(1, State::Declined);
        let accepted = stage.referral(2, State::Accepted);
        let queued = stage.referral(3, State::Queued);
        let all = known([&declined, &accepted, &queued]);
        let sender = Scene {
            known: &all,
            ..stage.at_sender(&texts)
        };
        let came = known([&declined, &accepted]);
        let team = Scene {
            known: &came,
            ..stage.at_team(&texts)
        };
        let shown = |direction, scene| ids(direction, Extent::Open, scene);
        assert_eq!(
            shown(Direction::Inbox, &sender),
            [declined.id],
            "the decline is the sender's to read; what is queued goes by itself"
        );
        assert_eq!(
            shown(Direction::Inbox, &team),
            [accepted.id],
            "the team says when it comes"
        );
        assert_eq!(
            shown(Direction::Outbox, &team),
            [declined.id],
            "its answer is given"
        );
        assert_eq!(shown(Direction::Outbox, &sender), [queued.id, accepted.id]);
        assert_eq!(
            ids(Direction::Outbox, Extent::All, &sender),
            [queued.id, declined.id, accepted.id],
            "all that was sent"
        );
    }

    #[test]
    fn g14_every_open_matter_stands_in_one_of_the_two_lists() {
        let stage = Stage::new();
        let texts = danish();
        for state in [
            State::Queued,
            State::Deposited,
            State::Opened,
            State::Acknowledged,
            State::Accepted,
            State::Declined,
        ] {
            let one = stage.referral(1, state);
            let known = known([&one]);
            for scene in [stage.at_sender(&texts), stage.at_team(&texts)] {
                let scene = Scene {
                    known: &known,
                    ..scene
                };
                let lists = [Direction::Inbox, Direction::Outbox];
                let lists = lists.map(|list| ids(list, Extent::Open, &scene).len());
                assert_eq!(lists.iter().sum::<usize>(), 1, "{state:?} {lists:?}");
            }
        }
    }

    #[test]
    fn g10_a_first_signature_waits_for_every_leader_of_the_organisation() {
        let stage = Stage::new();
        let texts = danish();
        let waits = stage.waits_for_a_second(1, Verb::ClosePlan);
        let known = known([&waits]);
        let other = [OfficeId::parse("kujalleq/qaqortoq").unwrap()];
        let places = [place("kujalleq/qaqortoq", Role::Leader)];
        let leader = Scene {
            known: &known,
            own: &other,
            signer: Some(Signer {
                person: PersonId::from_bytes([9; ID_BYTES]),
                places: &places,
            }),
            ..stage.at_sender(&texts)
        };
        let inbox = list(Direction::Inbox, Extent::Open, &leader);
        let [entry] = inbox.as_slice() else {
            panic!("{inbox:?}");
        };
        assert_eq!(entry.group(), Group::Owed);
        let step = Step::Do(Verb::Countersign, waits.id);
        assert_eq!(entry.step(&leader), Some(step));
        let nobody = Scene { own: &[], ..leader };
        assert!(list(Direction::Inbox, Extent::All, &nobody).is_empty());
    }

    #[test]
    fn a5_what_is_signed_anew_is_asked_of_whoever_can_and_else_done_again() {
        let texts = danish();
        let office = "kujalleq/qaqortoq";
        let other = [OfficeId::parse(office).unwrap()];
        let [places, own_places] =
            [office, "kujalleq/nanortalik"].map(|it| [place(it, Role::Leader)]);
        let signer = |number, places| Signer {
            person: PersonId::from_bytes([number; ID_BYTES]),
            places,
        };
        let own = Stage::new().led_in("kujalleq/nanortalik");
        let elsewhere = Stage::new().led_in(office);
        let step = |stage: &Stage, is_own| {
            let late = stage.unsigned_and_sealed(1);
            let known = known([&late]);
            let scene = Scene {
                known: &known,
                ..stage.at_sender(&texts)
            };
            let scene = if is_own {
                Scene {
                    signer: Some(signer(8, &own_places)),
                    ..scene
                }
            } else {
                Scene {
                    own: &other,
                    signer: Some(signer(9, &places)),
                    ..scene
                }
            };
            let inbox = list(Direction::Inbox, Extent::Open, &scene);
            inbox.first().and_then(|entry| entry.step(&scene))
        };
        let id = own.unsigned_and_sealed(1).id;
        let countersign = Some(Step::Do(Verb::Countersign, id));
        assert_eq!(step(&own, true), countersign, "she reads it");
        assert_eq!(step(&own, false), None, "she does not");
        let refused = Some(Step::Do(Verb::Drop, id));
        assert_eq!(step(&elsewhere, false), refused, "nobody does");
        let [caseworker] = [place("kujalleq/nanortalik", Role::Caseworker)];
        let late = elsewhere.unsigned_and_sealed(1);
        let (known, caseworker) = (known([&late]), [caseworker]);
        let scene = Scene {
            known: &known,
            signer: Some(signer(7, &caseworker)),
            ..elsewhere.at_sender(&texts)
        };
        let again = Some(Step::Do(Verb::Correct, id));
        assert_eq!(Entry::of(&late, &scene).step(&scene), again);
    }

    #[test]
    fn g14_an_accepted_referral_is_shown_as_its_course() {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_team(&texts);
        let accepted = stage.referral(1, State::Accepted);
        let entry = Entry::of(&accepted, &scene);
        assert_eq!(entry.standing(&scene), "Forløb: Venter på besøg");
        assert_eq!((entry.symbol(), entry.reason(&scene)), ("●", None));
    }

    #[test]
    fn g8_a_child_is_found_by_its_name_or_number_however_it_is_typed() {
        let child = child();
        for typed in [
            "Testbarn",
            "testbarn  NANORTALIK",
            "Nanortalik\u{a0}A",
            "0101120000",
            "010112-0000",
            "010112",
        ] {
            assert!(is_about(&child, typed), "{typed}");
        }
        for typed in ["", " ", "Aviaja", "0101", "020112", "Testbarn 010112"] {
            assert!(!is_about(&child, typed), "{typed}");
        }
        assert_eq!(search_key("A\u{30a}se  ÆRØ").as_str(), "åse ærø");
    }

    #[test]
    fn g8_a_list_is_narrowed_to_a_kind_a_person_and_a_child() {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_team(&texts);
        let opened = stage.referral(1, State::Opened);
        let signed = stage.referral(2, State::Acknowledged);
        let (opened, signed) = (Entry::of(&opened, &scene), Entry::of(&signed, &scene));
        let children = Children::from([(opened.handover.id, child())]);
        let shown =
            |wanted: &Wanted| [&opened, &signed].map(|entry| is_wanted(entry, wanted, &children));
        let nothing_asked = Wanted::default();
        let kind = |kind| Wanted {
            kind: Some(kind),
            ..Wanted::default()
        };
        let team = signed.handover.acknowledged.as_ref().unwrap().person;
        let mine = Wanted {
            signed_by: Some(team),
            ..Wanted::default()
        };
        let about = Wanted {
            child: Some("nanortalik".to_owned()),
            ..Wanted::default()
        };
        assert_eq!(shown(&nothing_asked), [true, true]);
        assert_eq!(shown(&kind(Kind::Referral)), [true, true]);
        assert_eq!(shown(&kind(Kind::Message)), [false, false]);
        assert_eq!(
            shown(&mine),
            [false, true],
            "a device has opened it, not she"
        );
        assert_eq!(shown(&about), [true, false]);
    }
}
