//! What devices ask, one file for each request.

pub(crate) mod blob;
pub(crate) mod deposit;
pub(crate) mod enrol;
pub(crate) mod enrolments;
pub(crate) mod facts;
pub(crate) mod fetch;
pub(crate) mod owed;
pub(crate) mod ping;
pub(crate) mod subscribe;

use stafet_shared::{
    access::reader::Reader,
    log::{head::Head, receipt::Receipt},
    refusal::Refusal,
};

use crate::{
    live::Published,
    log,
    services::Services,
    store::{ActRow, StoreError},
};

/// The server's word on how far the log goes.
pub(crate) fn head(services: &Services, standing: &Published) -> Head {
    let now = services.clock.now();
    Head::sign(standing.size, standing.root, now, &services.key)
}

/// An act's receipt, as the log keeps it.
pub(crate) fn receipt(row: &ActRow) -> Result<Receipt, Refusal> {
    log::receipt(row).map_err(|error| unreadable(&error))
}

/// Whether a device gets what an act has sealed. The handover is folded only where the seal is
/// the device's at all.
pub(crate) async fn may_open(
    services: &Services,
    reader: &Reader<'_>,
    row: &ActRow,
) -> Result<bool, Refusal> {
    let act = log::kept(row).map_err(|error| unreadable(&error))?;
    if !reader.is_addressed(act.public()) {
        return Ok(false);
    }
    let handover = match row.handover {
        None => None,
        Some(id) => log::fold_kept(&services.store.acts_of(id).await?)
            .map_err(|error| unreadable(&error))?,
    };
    Ok(reader.may_open(act.public(), handover.as_ref()))
}

/// What the log holds was readable when it was written: the operator has to look.
pub(crate) fn unreadable(error: &StoreError) -> Refusal {
    tracing::error!(%error, "the log cannot be read");
    Refusal::Unavailable
}
