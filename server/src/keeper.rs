//! The place of sealed files, as requests use it: never on a runtime's thread where it waits for
//! a disk.

use std::{fmt, sync::Arc};

use stafet_blobs::{Blobs, BlobsError};
use stafet_shared::refusal::Refusal;

/// A handle to the place. Clones are the same place.
#[derive(Clone)]
pub(crate) struct Keeper(Arc<dyn Blobs>);

impl Keeper {
    pub(crate) fn new(blobs: Arc<dyn Blobs>) -> Self {
        Self(blobs)
    }

    /// Does something with the place.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Blobs) -> Result<T, BlobsError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let done = if self.0.is_on_disk() {
            let blobs = Arc::clone(&self.0);
            let done = tokio::task::spawn_blocking(move || work(&*blobs)).await;
            done.map_err(|_| Refusal::Unavailable)?
        } else {
            work(&*self.0)
        };
        done.map_err(|error| refusal(&error))
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keeper")
    }
}

fn refusal(error: &BlobsError) -> Refusal {
    match error {
        BlobsError::Longer => Refusal::TooLarge,
        // Another connection has dropped what this one went on from: the sender asks again.
        BlobsError::Gap | BlobsError::Missing => Refusal::NotYet,
        BlobsError::DiskFull | BlobsError::File(_) => {
            tracing::error!(%error, "a sealed file could not be read or written");
            Refusal::Unavailable
        }
    }
}
