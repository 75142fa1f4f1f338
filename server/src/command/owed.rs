//! *Owed*: what is owed everywhere, for whoever looks after it.

use stafet_shared::{
    overview::{OFFICES_HEARD_MAX, OwedEnd, OwedQuestion, Which},
    time::Timestamp,
    wire::v1::message::Response,
};

use crate::{
    services::{Asker, End},
    store::{Owes, Page},
    transport::stream::Stream,
};

pub(crate) async fn serve(
    stream: &mut Stream,
    asker: &Asker,
    question: OwedQuestion,
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
    let rows = services.store.owed(asked(question, now), page).await?;
    let is_more = rows.len() > limit;
    let mut last = None;
    for (owed, handover) in rows.into_iter().take(limit) {
        last = Some(owed.place(handover.id));
        let item = owed.item(handover);
        stream.send(&Response::Owed(Box::new(item))).await?;
    }
    let heard = services.heard.last(services.store.last_heard().await?);
    let end = OwedEnd {
        as_of: now,
        tallies: services.store.tally(now).await?,
        more: last.filter(|_| is_more),
        heard: heard.into_iter().take(OFFICES_HEARD_MAX).collect(),
    };
    stream.send(&Response::OwedEnd(Box::new(end))).await?;
    Ok(())
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
