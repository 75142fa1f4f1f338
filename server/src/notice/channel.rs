//! A way to deliver letters, and what all of them need.

use std::{
    error::Error,
    fs,
    future::Future,
    io,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
};

use stafet_shared::time::Timestamp;

use super::{Letter, fault::DeliveryError, text::Book};

/// A way to deliver letters.
pub trait Channel: Send + Sync + 'static {
    /// Delivers one. What is dropped may have been delivered all the same.
    fn send(&self, parcel: Parcel) -> Delivery<'_>;
}

/// A delivery that goes on.
pub type Delivery<'a> = Pin<Box<dyn Future<Output = Result<(), DeliveryError>> + Send + 'a>>;

/// A letter on its way.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The letter.
    pub letter: Letter,
    /// Its name: the same whenever the same letter is sent again.
    pub id: String,
    /// When it is sent.
    pub now: Timestamp,
    /// The words.
    pub book: Arc<Book>,
}

/// Why there are no notices. The operator has to mend it.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The file with certificates cannot be read.
    #[error("notices.ca_file: {}: {}", .0.display(), .1)]
    File(PathBuf, io::Error),
    /// It holds something else.
    #[error("notices.ca_file holds no certificates as PEM")]
    Authority,
    /// TLS cannot be set up.
    #[error("TLS for notices cannot be set up; look at the machine's certificates")]
    Tls,
}

/// What a file holds, without the line's end.
pub(super) fn secret(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let text = text.trim_end_matches(['\r', '\n']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether TLS is below an error, however deep.
pub(super) fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let inner = error
        .downcast_ref::<io::Error>()
        .and_then(|error| error.get_ref())
        .map(|inner| inner as &(dyn Error + 'static));
    error.is::<rustls::Error>() || inner.or_else(|| error.source()).is_some_and(is_of_tls)
}
