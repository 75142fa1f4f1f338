//! Lending an office out, for one call at a time.
//!
//! Whoever waits for the network must not hold the office meanwhile: a page reads and acts on it.
//! So a sync is written over a [`Lender`], and asks for the office only between two waits.

use std::{
    future::{Future, ready},
    pin::Pin,
};

use super::{Office, OfficeError, Reader};
use crate::store::Store;

/// What a call on an office comes to.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, OfficeError>> + Send + 'a>>;

/// Who has an office to lend: its owner, or a handle to the task that keeps it.
pub trait Lender: Send {
    /// What the profile is stored in.
    type Store: Store;

    /// Lends the office for one call, which waits for nothing but the profile's own storage.
    fn lend<T: Send + 'static>(
        &mut self,
        call: impl for<'a> FnOnce(&'a mut Office<Self::Store>) -> Answer<'a, T> + Send + 'static,
    ) -> Answer<'_, T>;

    /// Looks at what is known.
    fn look<T: Send + 'static>(
        &mut self,
        look: impl for<'a> FnOnce(Reader<'a>) -> T + Send + 'static,
    ) -> Answer<'_, T> {
        self.lend(move |office| Box::pin(ready(Ok(look(office.reader())))))
    }
}

impl<S: Store> Lender for Office<S> {
    type Store = S;

    fn lend<T: Send + 'static>(
        &mut self,
        call: impl for<'a> FnOnce(&'a mut Self) -> Answer<'a, T> + Send + 'static,
    ) -> Answer<'_, T> {
        call(self)
    }
}
