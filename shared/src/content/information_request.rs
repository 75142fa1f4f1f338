//! What the receiving office needs before it can decide, item by item.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::{Line, PROSE_CHARS_MAX, Prose};

/// Most items of one request.
pub const REQUEST_ITEMS_MAX: usize = 32;
/// Longest item, in characters.
pub const REQUEST_ITEM_CHARS_MAX: usize = 200;

/// A request as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawInformationRequest {
    /// What is needed.
    pub items: Vec<String>,
    /// What there is to say about it.
    pub text: Option<String>,
}

/// A request for at least one thing.
#[derive(Clone, PartialEq, Eq)]
pub struct InformationRequest {
    items: Vec<Line>,
    text: Option<Prose>,
}

sealed_debug!(RawInformationRequest, InformationRequest);

impl InformationRequest {
    /// The request that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawInformationRequest) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What is needed, in the author's order; 1 to [`REQUEST_ITEMS_MAX`] items.
    #[must_use]
    pub fn items(&self) -> &[Line] {
        &self.items
    }

    /// What there is to say about it.
    #[must_use]
    pub const fn text(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn read(raw: RawInformationRequest, faults: &mut Faults) -> Option<Self> {
        let counted = faults.take("items", count(raw.items.len()));
        let items = counted.and_then(|()| items(raw.items, faults));
        let text = faults.take("text", Prose::optional(raw.text, PROSE_CHARS_MAX));
        Some(Self {
            items: items?,
            text: text?,
        })
    }
}

/// Every item is read before any is given up, so that all faults are named.
fn items(raw: Vec<String>, faults: &mut Faults) -> Option<Vec<Line>> {
    let read: Vec<Option<Line>> = (1..)
        .zip(raw)
        .map(|(item, raw)| {
            let line = Line::required(Some(raw), REQUEST_ITEM_CHARS_MAX);
            faults.take_item("items", item, line)
        })
        .collect();
    read.into_iter().collect()
}

const fn count(got: usize) -> Result<(), Flaw> {
    let max = REQUEST_ITEMS_MAX;
    match got {
        0 => Err(Flaw::Missing),
        1..=REQUEST_ITEMS_MAX => Ok(()),
        _ => Err(Flaw::TooMany { max, got }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(items: &[&str]) -> Result<InformationRequest, ContentFaults> {
        InformationRequest::parse(RawInformationRequest {
            items: items.iter().map(|&item| item.to_owned()).collect(),
            text: None,
        })
    }

    #[test]
    fn a_request_asks_for_something() {
        assert_eq!(parse(&["Udtalelse fra skolen"]).unwrap().items().len(), 1);
        assert_eq!(parse(&[]).unwrap_err().faults()[0].flaw, Flaw::Missing);
        assert!(parse(&["a"; REQUEST_ITEMS_MAX]).is_ok());
        assert!(parse(&["a"; REQUEST_ITEMS_MAX + 1]).is_err());
    }

    #[test]
    fn every_faulty_item_is_named() {
        let faults = parse(&["", "Handleplan", "a\u{202E}b"]).unwrap_err();
        let items: Vec<_> = faults.faults().iter().map(|fault| fault.item).collect();
        assert_eq!(items, [Some(1), Some(3)]);
    }
}
