//! The outbox: what waits to be deposited, and what the server has answered to it.

use stafet_shared::{
    id::ActId,
    log::{Mailbox, receipt::Receipt},
    refusal::Refusal,
    sync::Have,
    wire::v1::message::Parcel,
};

use super::{Exchange, OfficeError, Reader, view::Known};
use crate::store::Store;

impl Reader<'_> {
    /// What the device has, to plan a sync with.
    #[must_use]
    pub fn have(self) -> Have {
        let mut outbox: Vec<&Known> = self.view.waiting().collect();
        outbox.sort_by_key(|known| known.order);
        let mailboxes = self.mailboxes().into_iter().chain([Mailbox::Directory]);
        Have {
            outbox: outbox.into_iter().map(|known| known.act.id()).collect(),
            cursors: mailboxes
                .map(|mailbox| (mailbox.clone(), self.view.cursor(&mailbox)))
                .collect(),
        }
    }

    /// The mailboxes to read beside the directory's.
    #[must_use]
    pub fn mailboxes(self) -> Vec<Mailbox> {
        self.view
            .case_offices()
            .cloned()
            .map(Mailbox::Office)
            .collect()
    }
}

impl<S: Store> Exchange<'_, S> {
    /// An act of the outbox with its body.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn parcel(self, act: ActId) -> Result<Option<Parcel>, OfficeError> {
        let Some(known) = self.0.view.acts.get(&act) else {
            return Ok(None);
        };
        let signed = known.act.signed().as_bytes().to_vec();
        let body = match known.act.public().body() {
            Some(_) => self.0.body(act).await?,
            None => None,
        };
        Ok(Some(Parcel { signed, body }))
    }

    /// Takes in the receipt for an own act (R1). Answers whether it is the server's for this act;
    /// one that is not leaves the act unconfirmed.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn confirm(self, receipt: Receipt) -> Result<bool, OfficeError> {
        self.0
            .decide(|office| {
                let Some(known) = office.view.acts.get(&receipt.act).cloned() else {
                    return Ok(false);
                };
                if !office.is_servers(&receipt, &known.act) {
                    return Ok(false);
                }
                office.keep_confirmed(known, &receipt)?;
                Ok(true)
            })
            .await
    }

    /// Takes in that the server refuses an own act. A passing refusal leaves it in the outbox;
    /// any other is kept and shown with whose move it is.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn refused(self, act: ActId, refusal: Refusal) -> Result<(), OfficeError> {
        if refusal.is_passing() {
            return Ok(());
        }
        self.0
            .decide(|office| {
                let known = office.view.acts.get(&act).filter(|known| known.waits());
                if let Some(mut known) = known.cloned() {
                    known.refused = Some(refusal);
                    office.keep(&known, None)?;
                }
                Ok(())
            })
            .await
    }
}
