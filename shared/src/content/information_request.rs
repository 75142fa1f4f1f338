//! What the receiving office needs before it can decide, item by item.

use super::said::said;
use super::text::{Line, Prose};

/// Most items of one request.
pub const REQUEST_ITEMS_MAX: usize = 32;
/// Longest item, in characters.
pub const REQUEST_ITEM_CHARS_MAX: usize = 200;

form! {
    /// A request for at least one thing.
    InformationRequest (said("Oplysninger mangler", "Information is needed")), RawInformationRequest {
        items: Vec<Line>[(REQUEST_ITEMS_MAX, REQUEST_ITEM_CHARS_MAX)] {
            da "Hvad der mangler": "Hvad der mangler, ét punkt for hver ting";
            en "What is needed": "What is needed, in the author's order";
        }
        text: Option<Prose> {
            da "Tekst": "Hvad der ellers er at sige om det";
            en "Text": "What there is to say about it";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{ContentFaults, Flaw};
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
