//! *Heard*: when each office was last heard of, for everybody who serves some office, to the hour.

use stafet_shared::{
    heard::OfficesHeard, log::Mailbox, refusal::Refusal, wire::v1::message::Response,
};

use crate::{
    services::{Asker, End},
    transport::stream::Stream,
};

pub(crate) async fn serve(stream: &mut Stream, asker: &Asker) -> Result<(), End> {
    let services = &asker.services;
    let standing = services.standing();
    // As everybody who serves some office reads who exists, so when it was last heard of.
    if !asker.reader(&standing)?.reads(&Mailbox::Directory) {
        return Err(Refusal::NotYours.into());
    }
    let exact = services.heard.last(services.store.last_heard().await?);
    let told = OfficesHeard::told(asker.now(), exact);
    stream.send(&Response::Heard(Box::new(told))).await?;
    Ok(())
}
