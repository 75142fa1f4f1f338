use std::collections::BTreeMap;

use stafet_shared::{
    id::HandoverId,
    overview::{OwedEnd, OwedItem, Tally},
    party::OfficeId,
    time::Timestamp,
    watch::{Held, SeenBy},
    words::{Colour, CourseVerb, Duty, HandReason, Kind, List, Rung, State, Verb},
};

use super::{json, table};
use crate::{
    face::{overview::Overview, samples::Stage},
    text::tests::{danish, english},
};

/// 2026-11-16T10:00:00Z
fn now() -> Timestamp {
    Timestamp::from_unix_ms(1_794_823_200_000)
}

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

fn items() -> Vec<OwedItem> {
    let late = OwedItem {
        handover: HandoverId::from_bytes([8; 16]),
        kind: Kind::Referral,
        colour: Colour::Red,
        from: office("kujalleq/nanortalik"),
        to: office("socialstyrelsen/rejsehold"),
        state: State::Deposited,
        leg: 1,
        version: 1,
        sent: now().plus_days(-4),
        stage: None,
        owner: office("socialstyrelsen/rejsehold"),
        duty: Duty::Act(Verb::Open),
        list: List::Receipt,
        since: now().plus_days(-4),
        due: now().plus_days(-3),
        rung: Some(Rung::Overdue),
        told: Some(now().plus_days(-2)),
        times: 2,
        next: Some((Rung::Leaders, now().plus_days(1))),
        seen: Some(SeenBy {
            by: office("kujalleq/nanortalik"),
            did: HandReason::Called,
            at: now().plus_days(-1),
        }),
        held: None,
        paused_until: None,
        is_nearly_full: false,
        waits_since: None,
    };
    let held = OwedItem {
        handover: HandoverId::from_bytes([9; 16]),
        owner: office("kujalleq/nanortalik"),
        duty: Duty::Act(Verb::Course(CourseVerb::DecideFollowUp)),
        list: List::FollowUp,
        state: State::Closed,
        rung: Some(Rung::Leaders),
        due: now().plus_days(-1),
        held: Some(Held {
            by: office("kujalleq/nanortalik"),
            reason: HandReason::Staffing,
            since: now().plus_days(-1),
            until: now().plus_days(2),
        }),
        ..late.clone()
    };
    vec![late, held]
}

fn end() -> OwedEnd {
    OwedEnd {
        as_of: now(),
        tallies: vec![Tally {
            list: List::Receipt,
            kind: Kind::Referral,
            open: 7,
            overdue: 1,
        }],
        more: None,
        heard: BTreeMap::from([(office("kujalleq/nanortalik"), now().plus_days(-5))]),
    }
}

#[test]
fn json_names_everything_and_asks_for_a_call_only_where_nobody_has_it_in_hand() {
    let stage = Stage::new();
    let texts = english();
    let scene = stage.at_team(&texts);
    let (items, end) = (items(), end());
    let shown = json::overview(&Overview::of(&items, &end, &scene), &scene);
    assert_eq!(
        shown["owed"][0],
        serde_json::json!({
            "id": HandoverId::from_bytes([8; 16]).long(), "short": "1040G208",
            "kind": "Referral", "urgency": "red",
            "from": "kujalleq/nanortalik", "to": "socialstyrelsen/rejsehold",
            "state": "Deposited", "stage": null, "leg": 1, "version": 1,
            "sent": "2026-11-12T10:00:00Z", "list": "receipt",
            "owner": "socialstyrelsen/rejsehold", "duty": "open",
            "own": true, "since": "2026-11-12T10:00:00Z", "due": "2026-11-13T10:00:00Z", "overdue": true,
            "rung": 2, "told": [], "not_told": [], "times": 2,
            "next": {"rung": 3, "at": "2026-11-17T10:00:00Z"},
            "seen": {"by": "kujalleq/nanortalik", "did": "called", "at": "2026-11-15T10:00:00Z"},
            "in_hand": null,
            "call": {"office": "socialstyrelsen/rejsehold", "phone": null},
        })
    );
    assert_eq!(shown["owed"][1]["call"], serde_json::Value::Null);
    assert_eq!(
        shown["owed"][1]["in_hand"],
        serde_json::json!({
            "by": "kujalleq/nanortalik", "reason": "staffing",
            "since": "2026-11-15T10:00:00Z", "until": "2026-11-18T10:00:00Z",
        })
    );
    assert_eq!(
        shown["tallies"],
        serde_json::json!([{"list": "receipt", "kind": "Referral", "open": 7, "overdue": 1}])
    );
    let known = shown["offices"].as_array().unwrap();
    let heard = |id| known.iter().find(|one| one["id"] == id).unwrap()["heard"].clone();
    assert_eq!(heard("kujalleq/nanortalik"), "2026-11-11T10:00:00Z");
    assert_eq!(
        heard("socialstyrelsen/rejsehold"),
        serde_json::Value::Null,
        "it was never heard of"
    );
}

#[test]
fn people_read_titled_lists_whom_to_ring_and_who_looks_after_it() {
    let stage = Stage::new();
    let texts = danish();
    let scene = stage.at_team(&texts);
    let (items, end) = (items(), end());
    let page = table::page(&Overview::of(&items, &end, &scene), &scene);
    for told in [
        "Mangler kvittering (1)",
        "Opfølgning mangler (1)",
        "1040G208",
        "3 døgn",
        "sagt, at fristen er overskredet (2 gange)",
        "der findes en, der kan",
        "ring til ",
        "Kontorer",
        "Sidst hørt fra",
        "2026-11-11 08.00",
    ] {
        assert!(page.contains(told), "{told} is not in\n{page}");
    }
    assert_eq!(page.matches("ring til ").count(), 1, "{page}");
    assert!(
        page.contains("1 sag (1040G208); kontoret har ikke"),
        "{page}"
    );
    let nothing = table::page(&Overview::of(&[], &end, &scene), &scene);
    assert!(nothing.contains("Intet at vise"), "{nothing}");
}

#[test]
fn e_an_office_is_rung_up_once_about_everything_that_it_owes() {
    let stage = Stage::new();
    let texts = danish();
    let scene = stage.at_team(&texts);
    let mut items = items();
    let again = OwedItem {
        handover: HandoverId::from_bytes([7; 16]),
        ..items[0].clone()
    };
    items.push(again);
    let end = end();
    let page = table::page(&Overview::of(&items, &end, &scene), &scene);
    let said = "ring til Børnerejseholdet: 2 sager (1040G208, ";
    assert_eq!(page.matches("ring til ").count(), 1, "{page}");
    assert!(page.contains(said), "{page}");
}

#[test]
fn c8_levels_of_which_nobody_hears_stand_first_and_in_json() {
    let stage = Stage::new();
    let texts = danish();
    let scene = stage.at_team(&texts);
    let (items, end) = (items(), end());
    let overview = Overview::of(&items, &end, &scene);
    let page = table::page(&overview, &scene);
    for said in [
        "⚠ kujalleq har ingen leder.",
        "⚠ Intet kontor fører tilsyn.",
    ] {
        let (gap, lists) = (page.find(said), page.find("Mangler kvittering"));
        assert!(
            gap.is_some() && gap < lists,
            "{said} is not before the lists\n{page}"
        );
    }
    assert_eq!(
        json::overview(&overview, &scene)["gaps"],
        serde_json::json!([
            "leaders of kujalleq",
            "leaders of socialstyrelsen",
            "authority"
        ])
    );
}

#[test]
fn g3_the_overview_names_who_was_told() {
    let stage = Stage::new();
    let texts = danish();
    let scene = stage.at_team(&texts);
    let mut items = items();
    items[0].rung = Some(Rung::Leaders);
    let end = end();
    let overview = Overview::of(&items, &end, &scene);
    let page = table::page(&overview, &scene);
    assert!(
        page.contains("sagt til Administrationen, kunne ikke siges til"),
        "{page}"
    );
    let owed = &json::overview(&overview, &scene)["owed"][0];
    assert_eq!(owed["told"], serde_json::json!(["root/administration"]));
    assert_eq!(owed["not_told"][0], "leaders of kujalleq");
}
