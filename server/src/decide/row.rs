//! A handover as rows: where it stands, and who owes what about it and about its course.

use stafet_shared::{
    calendar::nearest_date,
    course::Course,
    handover::Handover,
    obligation::{self, Obligation, Rules as _},
    party::directory::Directory,
    time::Timestamp,
    watch::{Climb, Watched},
    words::{List, State},
};

use crate::store::{HandoverRow, OwedRow, StageRow};

/// Where a handover stands, and everything that is owed about it and about the course that it has
/// opened. `known` are the handovers that name that course; more may be given.
#[must_use]
pub fn rows<'a>(
    handover: &Handover,
    known: impl IntoIterator<Item = &'a Handover>,
    directory: &Directory,
    now: Timestamp,
) -> (HandoverRow, Vec<OwedRow>) {
    let course = Course::of(handover, known);
    let owed = obligation::all(handover, course.as_ref(), directory);
    let rows = (0..).zip(&owed).map(|(number, one)| {
        let watched = Climb::of(one, handover, directory).watched(now);
        owed_row(number, handover.state, watched)
    });
    let row = handover_row(handover, course.as_ref(), &owed, directory);
    (row, rows.collect())
}

fn owed_row(number: u16, state: State, watched: Watched) -> OwedRow {
    let Watched {
        owed,
        rung,
        told,
        times,
        next,
        seen,
        held,
    } = watched;
    OwedRow {
        number,
        list: List::of(owed.duty, state),
        owner: owed.owner,
        duty: owed.duty,
        since: owed.since,
        due: owed.due,
        rung,
        told,
        times: u32::try_from(times).unwrap_or(u32::MAX),
        next,
        seen,
        held,
    }
}

fn handover_row(
    handover: &Handover,
    course: Option<&Course>,
    owed: &[Obligation],
    directory: &Directory,
) -> HandoverRow {
    let first = owed.iter().min_by_key(|obligation| obligation.due);
    let responsible = course.map_or_else(|| handover.authority(), |it| &it.municipality);
    let reviewed = handover.reviewed.get(responsible);
    HandoverRow {
        id: handover.id,
        kind: handover.kind,
        colour: handover.colour,
        from: handover.from.clone(),
        to: handover.to.clone(),
        state: handover.state,
        owner: first
            .map(|one| &one.owner)
            .or_else(|| obligation::owner(handover))
            .cloned(),
        since: handover.since,
        due: first.map(|one| one.due),
        course: handover.course,
        leg: handover.leg,
        version: handover.version,
        sent: handover.sent,
        // A receipt is in time or late by the first deadline of its leg, whatever machines did since.
        receipt_due: obligation::receipt_due(handover, handover.leg_sent, directory),
        acknowledged: handover.acknowledged.as_ref().map(|it| it.at),
        stage: course.map(|course| StageRow {
            municipality: course.municipality.clone(),
            stage: course.stage,
            since: course.since,
            checks: u8::try_from(course.checks.len()).unwrap_or(u8::MAX),
        }),
        reviewed: reviewed.map(|(round, _)| *round),
        paused_until: paused_until(handover, directory),
        nearly_full: handover.is_nearly_full(),
    }
}

/// Until when its notices are silenced: to the end of the day that was said.
fn paused_until(handover: &Handover, directory: &Directory) -> Option<Timestamp> {
    let last = handover.paused?.until_day;
    let calendar = directory.calendar(&handover.from);
    Some(calendar.close_of(nearest_date(last)))
}
