//! *Ping*: the time, and how far the log goes.

use stafet_shared::wire::v1::message::Response;

use crate::{
    caller::{Caller, Reading},
    command,
    services::{End, Services},
    transport::stream::Stream,
};

pub(crate) async fn serve(
    stream: &mut Stream,
    services: &Services,
    caller: &Caller,
) -> Result<(), End> {
    let standing = services.standing();
    Reading::of(caller, &standing.directory, services.clock.now())?;
    let pong = Response::Pong(command::head(services, &standing));
    Ok(stream.send(&pong).await?)
}
