//! Rows that differ from each other in every column.

use super::*;

pub(super) fn handover_row(number: u8, state: State, due: Option<i64>, size: u64) -> HandoverRow {
    let nth = usize::from(number);
    HandoverRow {
        id: handover_of(number),
        kind: Kind::ALL[nth % Kind::ALL.len()],
        colour: Colour::ALL[nth % Colour::ALL.len()],
        from: office(number),
        to: office(9),
        state,
        owner: due.map(|_| office(number)),
        since: Timestamp::from_unix_ms(i64::try_from(size).unwrap()),
        due: due.map(|days| Timestamp::EPOCH.plus_days(days)),
        course: number.checked_sub(1).map(handover_of),
        leg: u16::from(number).saturating_add(1),
        version: 2,
        sent: Timestamp::EPOCH.plus_ms(i64::from(number)),
        receipt_due: due.map(|days| Timestamp::EPOCH.plus_days(days.saturating_add(1))),
        acknowledged: due.map(|_| Timestamp::EPOCH.plus_days(7)),
        stage: due.map(|days| StageRow {
            municipality: office(number),
            stage: Stage::ALL[nth % Stage::ALL.len()],
            since: Timestamp::EPOCH.plus_days(days),
            checks: number,
        }),
        reviewed: due.map(|_| u16::from(number)),
        paused_until: due.map(|days| Timestamp::EPOCH.plus_days(days)),
        nearly_full: number % 2 == 1,
    }
}

/// One of several obligations; with the size of the log they change.
pub(super) fn owed_row(place: u8, due: Option<i64>, size: u64) -> OwedRow {
    let at = |days: i64| Timestamp::EPOCH.plus_days(days);
    let due = at(due.unwrap_or_default().saturating_add(i64::from(place % 2)));
    let told = !size.is_multiple_of(2);
    OwedRow {
        number: u16::from(place),
        owner: office(place),
        duty: [
            Duty::Receipt,
            Duty::Act(Verb::Accept),
            Duty::Send(Kind::FollowUp),
        ][usize::from(place) % 3],
        list: List::ALL[usize::from(place) % List::ALL.len()],
        since: due.plus_days(-1),
        due,
        rung: told.then_some(Rung::Overdue),
        told: told.then_some(due),
        times: u32::from(place),
        next: (place != 1).then_some((Rung::Leaders, due.plus_ms(i64::from(place)))),
        seen: told.then(|| SeenBy {
            by: office(place),
            did: HandReason::Called,
            at: due,
        }),
        held: told.then(|| Held {
            by: office(place),
            reason: HandReason::Staffing,
            since: due,
            until: due.plus_days(3),
        }),
    }
}
