//! The overview as JSON; `docs/cli.md` describes it.

use serde_json::{Value, json};
use stafet_shared::{
    party::{OfficeId, directory::Phone},
    watch::Unheard,
    words::Stage,
};

use crate::{
    cli::json::{extend, owed},
    face::{
        attention::Noticed,
        offices::OfficeLine,
        overview::{Line, Overview},
        scene::{Scene, day},
    },
};

pub(super) fn overview(overview: &Overview<'_>, scene: &Scene<'_>) -> Value {
    let tallies = overview.tallies.iter().map(|tally| {
        json!({
            "list": tally.list.name(),
            "kind": tally.kind.name(),
            "open": tally.open,
            "overdue": tally.overdue,
        })
    });
    let offices = overview.offices.iter().map(|line| office(line, scene));
    json!({
        "as_of": overview.as_of.to_string(),
        "tallies": tallies.collect::<Vec<_>>(),
        "owed": overview.lines.iter().map(line).collect::<Vec<_>>(),
        "offices": offices.collect::<Vec<_>>(),
        "gaps": overview.gaps.iter().map(Unheard::name).collect::<Vec<_>>(),
        "attention": overview.attention.iter().map(attention).collect::<Vec<_>>(),
    })
}

fn attention(noticed: &Noticed) -> Value {
    let what = &noticed.what;
    json!({
        "what": what.name(),
        "id": what.handover().map(|id| id.long()),
        "office": what.office().map(OfficeId::as_str),
        "at": what.at().map(|at| at.to_string()),
        "sentence": noticed.sentence,
    })
}

fn line(line: &Line<'_>) -> Value {
    let item = line.item;
    let mut json = json!({
        "id": item.handover.long(),
        "short": item.handover.short(),
        "kind": item.kind.name(),
        "urgency": item.colour.name(),
        "from": item.from.as_str(),
        "to": item.to.as_str(),
        "state": item.state.name(),
        "stage": item.stage.map(Stage::name),
        "leg": item.leg,
        "version": item.version,
        "sent": item.sent.to_string(),
        "list": item.list.name(),
        "call": line.call.as_ref().map(|call| json!({
            "office": call.office.as_str(),
            "phone": call.phone.map(Phone::as_str),
        })),
    });
    extend(&mut json, owed(&line.owed));
    json
}

fn office(line: &OfficeLine, scene: &Scene<'_>) -> Value {
    json!({
        "id": line.id.as_str(),
        "name": scene.directory.office_name(&line.id),
        "devices": line.devices,
        "heard": line.heard.map(|at| at.to_string()),
        "deputy": line.deputy.as_ref().map(OfficeId::as_str),
        "phone": line.phone,
        "away": line.away.map(|(first, last)| json!({"from": day(first), "to": day(last)})),
        "outage": line.outage.map(|(cause, until)| json!({
            "cause": cause.name(),
            "until": until.map(|until| until.to_string()),
        })),
    })
}
