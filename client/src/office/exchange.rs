//! What only a sync may do with an office: take in what the server says, and hand out what it is
//! to be told.

use super::Office;
use crate::store::Store;

/// An office in exchange with the server, for one call.
#[derive(Debug)]
pub struct Exchange<'a, S>(pub(super) &'a mut Office<S>);

impl<S: Store> Office<S> {
    /// The office as its sync has it.
    pub const fn exchange(&mut self) -> Exchange<'_, S> {
        Exchange(self)
    }
}
