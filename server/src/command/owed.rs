//! *Owed*: what is owed everywhere, for whoever looks after it.

use stafet_shared::{
    overview::{Held, OwedEnd, OwedItem, OwedQuestion, Place, SeenBy, Tally, Which, may_look},
    refusal::Refusal,
    time::Timestamp,
    wire::v1::message::Response,
};

use crate::{
    session::{Caller, End, Reading, Services},
    store::{HandoverRow, OwedPlace, OwedRow, Owes},
    transport::stream::Stream,
};

pub(crate) async fn serve(
    stream: &mut Stream,
    services: &Services,
    caller: &Caller,
    question: OwedQuestion,
) -> Result<(), End> {
    let now = services.clock.now();
    looks(services, caller, now)?;
    let limit = question.limit;
    let after = question.after.map(|after| OwedPlace {
        due: after.due,
        handover: after.handover,
        place: after.number,
    });
    // One more than is sent tells whether there is more.
    let rows = services
        .reader
        .owed(
            asked(question, now),
            after,
            u32::from(limit).saturating_add(1),
        )
        .await?;
    let is_more = rows.len() > usize::from(limit);
    let mut last = None;
    for (owed, handover) in rows.into_iter().take(usize::from(limit)) {
        last = Some(Place {
            due: owed.due,
            handover: handover.id,
            number: owed.place,
        });
        let item = item(owed, handover);
        stream.send(&Response::Owed(Box::new(item))).await?;
    }
    let tallies = services.reader.tally(now).await?.into_iter();
    let end = OwedEnd {
        as_of: now,
        tallies: tallies
            .map(|tally| Tally {
                list: tally.list,
                kind: tally.kind,
                open: tally.open,
                overdue: tally.overdue,
            })
            .collect(),
        more: last.filter(|_| is_more),
    };
    stream.send(&Response::OwedEnd(Box::new(end))).await?;
    Ok(())
}

/// Whoever may not look is refused.
pub(crate) fn looks(services: &Services, caller: &Caller, now: Timestamp) -> Result<(), Refusal> {
    let standing = services.standing();
    let reading = Reading::of(caller, &standing.directory, now)?;
    if may_look(&standing.directory, &reading.id, now) {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

fn asked(question: OwedQuestion, now: Timestamp) -> Owes {
    Owes {
        list: question.list,
        owner: question.owner,
        about: question.about,
        due_before: match question.which {
            Which::All => None,
            Which::Overdue => Some(now),
        },
    }
}

fn item(owed: OwedRow, handover: HandoverRow) -> OwedItem {
    OwedItem {
        handover: handover.id,
        kind: handover.kind,
        colour: handover.colour,
        from: handover.from,
        to: handover.to,
        state: handover.state,
        leg: handover.leg,
        version: handover.version,
        sent: handover.sent,
        stage: handover.stage.map(|stage| stage.stage),
        owner: owed.owner,
        duty: owed.duty,
        list: owed.list,
        since: owed.since,
        due: owed.due,
        rung: owed.rung,
        times: owed.times,
        next: owed.next,
        seen: owed.seen.map(|seen| SeenBy {
            by: seen.by,
            did: seen.did,
            at: seen.at,
        }),
        held: owed.held.map(|held| Held {
            by: held.by,
            reason: held.reason,
            since: held.since,
            until: held.until,
        }),
    }
}
