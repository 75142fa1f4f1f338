//! Asking when offices were last heard of, beside what has to be exchanged: nothing waits for the
//! answer, and a sync without one is a sync all the same.

use super::SyncError;
use crate::{
    link::{Connection, LinkError},
    office::{Lender, Reader},
};

/// Asks, if it is time again; answers whether something was told. An answer that is none is left,
/// and asked for at the next time.
pub(super) async fn ask_who_was_heard(
    office: &mut impl Lender,
    connection: &Connection,
) -> Result<bool, SyncError> {
    let is_due = |reader: Reader<'_>| reader.asks_who_was_heard();
    if !office.look(is_due).await? {
        return Ok(false);
    }
    let told = match connection.heard().await {
        Ok(told) => told,
        Err(LinkError::Refused(_) | LinkError::Unexpected) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let taken = office.lend(move |office| Box::pin(office.exchange().heard(told)));
    taken.await?;
    Ok(true)
}
