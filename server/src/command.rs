//! What devices ask, one file for each request.

pub(crate) mod blob;
pub(crate) mod deposit;
pub(crate) mod enrol;
pub(crate) mod enrolments;
pub(crate) mod fetch;
pub(crate) mod ping;
pub(crate) mod subscribe;

use stafet_shared::{log::head::Head, refusal::Refusal, wire::v1};

use crate::{live::Standing, session::Services, store::ActRow};

/// The server's word on how far the log goes.
pub(crate) fn head(services: &Services, standing: &Standing) -> Head {
    let now = services.clock.now();
    Head::sign(standing.size, standing.root, now, &services.key)
}

/// An act's receipt, as the log keeps it.
pub(crate) fn receipt(row: &ActRow) -> Result<stafet_shared::log::receipt::Receipt, Refusal> {
    v1::receipt::decode(&row.receipt).map_err(|_| {
        tracing::error!(act = %row.id, "the log holds a receipt that cannot be read");
        Refusal::Unavailable
    })
}
