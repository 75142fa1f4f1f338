//! *Facts*: what reports are made of, handover by handover.

use stafet_shared::{
    overview::{FactsEnd, FactsQuestion},
    report::{CourseFact, Fact},
    time::Timestamp,
    wire::v1::message::Response,
    words::{Stage, State},
};

use crate::{
    services::{Asker, End},
    store::{HandoverRow, Page, StageRow},
    transport::stream::Stream,
};

pub(crate) async fn serve(
    stream: &mut Stream,
    asker: &Asker,
    question: FactsQuestion,
) -> Result<(), End> {
    let services = &asker.services;
    let now = asker.now();
    asker.must_look(now)?;
    let limit = usize::from(question.limit);
    let page = Page {
        after: question.after,
        // One more than is sent tells whether there is more.
        limit: u32::from(question.limit).saturating_add(1),
    };
    let rows = services.store.facts(page).await?;
    let is_more = rows.len() > limit;
    let mut last = None;
    for (row, follow_up_due) in rows.into_iter().take(limit) {
        last = Some(row.id);
        let fact = fact(row, follow_up_due);
        stream.send(&Response::Fact(Box::new(fact))).await?;
    }
    let end = FactsEnd {
        as_of: now,
        more: last.filter(|_| is_more),
    };
    stream.send(&Response::FactsEnd(end)).await?;
    Ok(())
}

/// What reports have to know about a handover.
fn fact(row: HandoverRow, follow_up_due: Option<Timestamp>) -> Fact {
    let closed = (row.state == State::Closed).then_some(row.since);
    let reviewed = row.reviewed;
    Fact {
        handover: row.id,
        kind: row.kind,
        colour: row.colour,
        from: row.from,
        to: row.to,
        state: row.state,
        sent: row.sent,
        // What has no such deadline is never late for it.
        ack_due: row.receipt_due.unwrap_or_else(Timestamp::latest),
        acknowledged: row.acknowledged,
        owner: row.owner,
        due: row.due,
        closed,
        course: row
            .stage
            .map(|stage| course(stage, follow_up_due, reviewed)),
    }
}

fn course(row: StageRow, follow_up_due: Option<Timestamp>, reviewed: Option<u16>) -> CourseFact {
    CourseFact {
        municipality: row.municipality,
        stage: row.stage,
        since: row.since,
        follow_up_decided: !row.stage.is_before_report() && row.stage != Stage::ReportAcknowledged,
        checks: row.checks,
        follow_up_due,
        reviewed_in_round: reviewed,
    }
}
