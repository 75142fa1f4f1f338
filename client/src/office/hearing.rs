//! Taking in when offices were last heard of, and when to ask again.

use stafet_shared::heard::OfficesHeard;

use super::{Exchange, OfficeError, Reader, heard::Heard, values};
use crate::store::Store;

impl<S: Store> Exchange<'_, S> {
    /// Takes in when offices were last heard of.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn heard(self, told: OfficesHeard) -> Result<(), OfficeError> {
        let decide = self.0.decide(|office| {
            let heard = Heard {
                asked: office.reader().now(),
                told: told.clone(),
            };
            office.set(values::HEARD, heard.to_bytes())
        });
        decide.await
    }
}

impl<'a> Reader<'a> {
    /// When offices were last heard of, as far as the server has told it.
    #[must_use]
    pub const fn heard(self) -> Option<&'a Heard> {
        self.view.heard.as_ref()
    }

    /// Whether it is time to ask when offices were last heard of.
    #[must_use]
    pub fn asks_who_was_heard(self) -> bool {
        let now = self.now();
        self.heard().is_none_or(|heard| heard.is_due(now))
    }
}
