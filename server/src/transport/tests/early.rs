//! Sessions that are resumed, and what is said before their handshake is complete.

use std::time::Duration;

use stafet_certs::fingerprint;
use stafet_shared::wire::v1::message::{Request, Response};
use tokio::time::{sleep, timeout};

use super::peer::{Peer, Running};

/// How long a ticket takes to come over loopback, with room to spare.
const TICKET: Duration = Duration::from_millis(500);

/// Meets the server once, so that the settings hold a session.
async fn known(running: &Running) -> quinn::ClientConfig {
    let settings = running.settings(Some(&running.deployment.sender.identity));
    let peer = Peer(running.begin(settings.clone()).await.unwrap());
    let answers = peer.ask(&[Request::Ping]).await;
    assert!(matches!(answers[..], [Response::Pong(_)]), "{answers:?}");
    sleep(TICKET).await;
    settings
}

#[tokio::test]
async fn a_device_that_was_here_is_answered_before_the_handshake_is_complete() {
    let running = Running::start().await;
    let settings = known(&running).await;
    let connecting = running.begin(settings.clone());
    let (early, accepted) = connecting.into_0rtt().map_err(drop).unwrap();
    let answers = Peer(early).ask(&[Request::Ping]).await;
    assert!(matches!(answers[..], [Response::Pong(_)]), "{answers:?}");
    assert!(accepted.await);
}

#[tokio::test]
async fn a_server_that_was_restarted_hears_nothing_early_and_everything_afterwards() {
    let mut running = Running::start().await;
    let settings = known(&running).await;
    running.restart().await;
    let connecting = running.begin(settings);
    let (early, accepted) = connecting.into_0rtt().map_err(drop).unwrap();
    let (_send, mut receive) = early.open_bi().await.unwrap();
    assert!(!accepted.await);
    let read = receive.read_chunk(1, true).await;
    assert!(matches!(read, Err(quinn::ReadError::ZeroRttRejected)));
    let answers = Peer(early).ask(&[Request::Ping]).await;
    assert!(matches!(answers[..], [Response::Pong(_)]), "{answers:?}");
}

#[tokio::test]
async fn a_session_does_not_outlive_the_certificate_with_which_it_was_begun() {
    let running = Running::start().await;
    let identity = &running.deployment.sender.identity;
    let valid = fingerprint::validity(identity.certificate().unwrap()).unwrap();
    running.clock.set(valid.until.plus_ms(-60_000));
    let settings = known(&running).await;
    running.clock.set(valid.until.plus_ms(60_000));
    let connecting = running.begin(settings);
    let (early, _) = connecting.into_0rtt().map_err(drop).unwrap();
    let ended = timeout(Duration::from_secs(20), early.closed()).await;
    // Before the handshake is complete the reason does not travel.
    let closed = matches!(
        ended,
        Ok(quinn::ConnectionError::ConnectionClosed(_)
            | quinn::ConnectionError::ApplicationClosed(_))
    );
    assert!(closed, "{ended:?}");
}
