//! *Ping*: the time, and how far the log goes.

use stafet_shared::wire::v1::message::Response;

use crate::{
    command,
    services::{Asker, End},
    transport::stream::Stream,
};

pub(crate) async fn serve(stream: &mut Stream, asker: &Asker) -> Result<(), End> {
    let standing = asker.services.standing();
    asker.reader(&standing)?;
    let pong = Response::Pong(command::head(&asker.services, &standing));
    Ok(stream.send(&pong).await?)
}
