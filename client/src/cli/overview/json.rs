//! The overview as JSON; `docs/cli.md` describes it.

use serde::Serialize;
use stafet_shared::overview::{OwedEnd, OwedItem};

use super::call;
use crate::{
    cli::json::{HeldJson, SeenJson},
    face::{
        offices::{OfficeLine, date},
        scene::Scene,
    },
};

/// Everything that an overview shows.
#[derive(Debug, Serialize)]
pub(super) struct OverviewJson {
    /// The server's present.
    pub as_of: String,
    /// How much is owed in all, whatever part was asked for.
    pub tallies: Vec<TallyJson>,
    /// What was asked for, the earliest deadline first.
    pub owed: Vec<OwedJson>,
    /// Every office.
    pub offices: Vec<OfficeJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct TallyJson {
    pub list: &'static str,
    pub kind: &'static str,
    pub open: u64,
    pub overdue: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct OwedJson {
    pub id: String,
    pub short: String,
    pub kind: &'static str,
    pub urgency: &'static str,
    pub from: String,
    pub to: String,
    pub state: &'static str,
    pub stage: Option<&'static str>,
    pub leg: u16,
    pub version: u16,
    pub sent: String,
    pub list: &'static str,
    pub owner: String,
    pub duty: String,
    pub since: String,
    pub due: String,
    pub overdue: bool,
    pub rung: Option<u8>,
    pub times: u32,
    pub next: Option<NextJson>,
    pub seen: Option<SeenJson>,
    pub in_hand: Option<HeldJson>,
    pub call: Option<CallJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct NextJson {
    pub rung: u8,
    pub at: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CallJson {
    pub office: String,
    pub phone: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct OfficeJson {
    pub id: String,
    pub name: String,
    pub devices: usize,
    pub heard: Option<String>,
    pub deputy: Option<String>,
    pub phone: Option<String>,
    pub away: Option<AwayJson>,
    pub outage: Option<OutageJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct AwayJson {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Serialize)]
pub(super) struct OutageJson {
    pub cause: &'static str,
    pub until: Option<String>,
}

pub(super) fn overview(
    items: &[OwedItem],
    end: &OwedEnd,
    offices: &[OfficeLine],
    scene: &Scene<'_>,
) -> OverviewJson {
    let tallies = end.tallies.iter().map(|tally| TallyJson {
        list: tally.list.name(),
        kind: tally.kind.name(),
        open: tally.open,
        overdue: tally.overdue,
    });
    OverviewJson {
        as_of: end.as_of.to_string(),
        tallies: tallies.collect(),
        owed: items.iter().map(|item| owed(item, end, scene)).collect(),
        offices: offices.iter().map(|line| office(line, scene)).collect(),
    }
}

fn owed(item: &OwedItem, end: &OwedEnd, scene: &Scene<'_>) -> OwedJson {
    let now = end.as_of;
    OwedJson {
        id: item.handover.long(),
        short: item.handover.short(),
        kind: item.kind.name(),
        urgency: item.colour.name(),
        from: item.from.to_string(),
        to: item.to.to_string(),
        state: item.state.name(),
        stage: item.stage.map(stafet_shared::course::Stage::name),
        leg: item.leg,
        version: item.version,
        sent: item.sent.to_string(),
        list: item.list.name(),
        owner: item.owner.to_string(),
        duty: item.duty.name(),
        since: item.since.to_string(),
        due: item.due.to_string(),
        overdue: item.is_overdue(now),
        rung: item.rung.map(stafet_shared::watch::Rung::code),
        times: item.times,
        next: item.next.map(|(rung, at)| NextJson {
            rung: rung.code(),
            at: at.to_string(),
        }),
        seen: item.seen.as_ref().map(SeenJson::from),
        in_hand: item.in_hand(now).map(HeldJson::from),
        call: call(item, now, scene).map(|phone| CallJson {
            office: item.owner.to_string(),
            phone: phone.map(ToOwned::to_owned),
        }),
    }
}

fn office(line: &OfficeLine, scene: &Scene<'_>) -> OfficeJson {
    OfficeJson {
        id: line.id.to_string(),
        name: scene.directory.office_name(&line.id).to_owned(),
        devices: line.devices,
        heard: line.heard.map(|at| at.to_string()),
        deputy: line.deputy.as_ref().map(ToString::to_string),
        phone: line.phone.clone(),
        away: line.away.map(|(first, last)| AwayJson {
            from: date(first),
            to: date(last),
        }),
        outage: line.outage.map(|(cause, until)| OutageJson {
            cause: cause.name(),
            until: until.map(|until| until.to_string()),
        }),
    }
}
