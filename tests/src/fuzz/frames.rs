//! One message in one frame: what decodes is written again byte for byte, and keeps the limits.

use stafet_shared::{
    act::{BODY_BYTES_MAX, SIGNED_BYTES_MAX},
    heard::is_hour,
    overview::{FactsQuestion, OFFICES_HEARD_MAX, OwedQuestion, PAGE_ITEMS_MAX},
    refusal::Refusal,
    seal::blob::BLOB_BYTES_MAX,
    wire::{
        frame::{Frame, FrameReader, LARGE_BYTES_MAX},
        v1::message::{CURSORS_MAX, PIECE_BYTES_MAX, Parcel, Request, Response},
    },
};

use super::Canary;

/// A frame: its type, then its payload.
///
/// # Panics
/// When a message has two encodings or is larger than allowed.
pub fn run(data: &[u8], canary: Canary) {
    let Some((&kind, payload)) = data.split_first() else {
        return;
    };
    let frame = Frame {
        kind,
        payload: payload.to_vec(),
    };
    let read = FrameReader::new(LARGE_BYTES_MAX).push(&frame.to_bytes());
    if payload.len() <= LARGE_BYTES_MAX {
        assert_eq!(read, Ok(vec![frame.clone()]));
    } else {
        assert_eq!(read, Err(Refusal::TooLarge));
        return;
    }
    if let Ok(request) = Request::from_frame(&frame) {
        let mut written = request.to_frame();
        if canary.spoils(asks_beyond_any_blob(&request)) {
            written.payload.pop();
        }
        assert_eq!(written, frame);
        assert!(is_within_limits(&request), "{request:?}");
    }
    match Response::from_frame(&frame) {
        // A code of a later version is read, but not known.
        Ok(Response::Refused(Refusal::Unknown)) | Err(_) => {}
        Ok(response) => {
            assert_eq!(response.to_frame(), frame);
            if let Response::Heard(told) = &response {
                assert!(told.last.len() <= OFFICES_HEARD_MAX);
                assert!(told.last.values().all(|at| is_hour(*at)), "{told:?}");
            }
            if let Response::Item { parcel, .. } = response {
                assert!(is_parcel_within_limits(&parcel));
            }
        }
    }
}

fn is_within_limits(request: &Request) -> bool {
    match request {
        Request::Deposit(parcel) => is_parcel_within_limits(parcel),
        Request::Subscribe { cursors, .. } => cursors.len() <= CURSORS_MAX,
        Request::Piece(bytes) => !bytes.is_empty() && bytes.len() <= PIECE_BYTES_MAX,
        Request::Owed(OwedQuestion { limit, .. }) | Request::Facts(FactsQuestion { limit, .. }) => {
            (1..=PAGE_ITEMS_MAX).contains(limit)
        }
        Request::Enrol(_)
        | Request::FetchHandover(_)
        | Request::FetchAct(_)
        | Request::Enrolments
        | Request::Ping
        | Request::Heard
        | Request::PutBlob(_)
        | Request::GetBlob { .. } => true,
    }
}

fn is_parcel_within_limits(parcel: &Parcel) -> bool {
    let body_bytes = parcel.body.as_ref().map_or(0, Vec::len);
    parcel.signed.len() <= SIGNED_BYTES_MAX && body_bytes <= BODY_BYTES_MAX
}

/// A blob is asked for from a place that the largest one does not have.
fn asks_beyond_any_blob(request: &Request) -> bool {
    matches!(request, Request::GetBlob { from, .. } if *from > BLOB_BYTES_MAX)
}
