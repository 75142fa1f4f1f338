//! Both ends of a request stream: whatever a stranger sends, however the network cuts it.

use stafet_shared::{
    id::DeviceId,
    refusal::Refusal,
    session::{DEPOSITS_MAX, Peer, RequestStream, ResponseStream},
    wire::v1::message::Request,
};

use super::Canary;

/// The longest piece in which the bytes arrive the second time.
const PIECE_BYTES_MAX: usize = 7;
/// What the planted bug takes for a large blob, in bytes.
const MUCH_BYTES: u32 = 128 * 1_024;

/// A stream's bytes.
///
/// # Panics
/// When a request is taken that this peer may not ask now, or when it matters how the bytes are
/// cut into pieces.
pub fn run(data: &[u8], canary: Canary) {
    for peer in [Peer::Unknown, Peer::Device(DeviceId::from_bytes([1; 16]))] {
        let mut taken = requests(data, peer);
        if canary.spoils(taken.as_ref().is_ok_and(|it| puts_much(it))) {
            taken = taken.map(|it| [it, vec![Request::Ping]].concat());
        }
        if let Ok(requests) = taken {
            assert!(may_be_asked(peer, &requests), "{peer:?} {requests:?}");
        }
    }
    responses(data);
}

/// What the server makes of the bytes, at once and piece by piece.
fn requests(data: &[u8], peer: Peer) -> Result<Vec<Request>, Refusal> {
    let mut whole = RequestStream::open(peer);
    let taken = whole.received(data);
    let mut cut = RequestStream::open(peer);
    let mut pieces = Vec::new();
    let outcome = in_pieces(data).try_for_each(|piece| {
        pieces.extend(cut.received(piece)?);
        Ok::<(), Refusal>(())
    });
    match &taken {
        Ok(requests) => {
            assert_eq!((&outcome, &pieces), (&Ok(()), requests));
            assert_eq!(whole.finished(), cut.finished());
        }
        Err(_) => assert!(outcome.is_err(), "refused at once, taken in pieces"),
    }
    taken
}

/// What a device makes of the bytes, at once and piece by piece.
fn responses(data: &[u8]) {
    let taken = ResponseStream::default().received(data);
    let mut cut = ResponseStream::default();
    let mut pieces = Vec::new();
    let outcome = in_pieces(data).try_for_each(|piece| {
        pieces.extend(cut.received(piece)?);
        Ok::<(), Refusal>(())
    });
    match taken {
        Ok(responses) => assert_eq!((outcome, pieces), (Ok(()), responses)),
        Err(_) => assert!(outcome.is_err(), "refused at once, taken in pieces"),
    }
}

fn in_pieces(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.chunks(1 + data.len() % PIECE_BYTES_MAX)
}

/// The order of requests, told once more.
fn may_be_asked(peer: Peer, requests: &[Request]) -> bool {
    let deposit = |request: &Request| matches!(request, Request::Deposit(_));
    let piece = |request: &Request| matches!(request, Request::Piece(_));
    match (peer, requests) {
        (_, [] | [Request::Enrol(_)]) => true,
        (Peer::Unknown, _) => false,
        (Peer::Device(_), [Request::PutBlob(_), pieces @ ..]) => pieces.iter().all(piece),
        (Peer::Device(_), [one]) => !piece(one),
        (Peer::Device(_), many) => many.len() <= DEPOSITS_MAX as usize && many.iter().all(deposit),
    }
}

/// A piece follows of a blob that is announced as a large one.
fn puts_much(requests: &[Request]) -> bool {
    matches!(
        requests,
        [Request::PutBlob(blob), Request::Piece(_), ..] if blob.bytes > MUCH_BYTES
    )
}
