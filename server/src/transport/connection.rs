//! One connection: its peer's key, and a task for each of its streams.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
};

use quinn::{Connection, ZeroRttAccepted};
use rustls::pki_types::CertificateDer;
use stafet_certs::fingerprint;
use stafet_shared::{hash::Hash, time::Timestamp};
use tokio::{sync::Semaphore, task::JoinSet};

use super::stream::Stream;
use crate::{
    caller::{Allowance, Caller, ENROLS_PER_CONNECTION_MAX, Lanes},
    heard::Heard,
    services::{Asker, Services},
    session,
};

/// The code with which a stranger's connection is closed when there are too many.
const STRANGERS_CODE: u32 = 1;
/// The code with which a connection is closed whose peer's certificate has ended.
const CERTIFICATE_CODE: u32 = 2;

/// Serves a connection, the handshake of which may not be complete yet.
pub(super) async fn serve(
    connection: Connection,
    early: Option<ZeroRttAccepted>,
    services: Services,
    strangers: &Semaphore,
) {
    let key = match key_of(&connection, services.clock.now()) {
        Ok(key) => key,
        Err(Ended) => {
            return connection.close(CERTIFICATE_CODE.into(), b"the certificate has ended");
        }
    };
    let standing = services.standing();
    let known = key.and_then(|key| standing.directory.device_by_tls_key(&key));
    drop(standing);
    let place = match known {
        Some(_) => None,
        None => match strangers.try_acquire() {
            Ok(place) => Some(place),
            Err(_) => return connection.close(STRANGERS_CODE.into(), b"too many applications"),
        },
    };
    let caller = Caller {
        key,
        lanes: Arc::new(Lanes::default()),
        enrols: Arc::new(Mutex::new(Allowance::new(ENROLS_PER_CONNECTION_MAX))),
    };
    let mut attending = pin!(attend(&connection, early, &services.heard, key));
    let mut requests = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            Some(_) = requests.join_next() => {}
            stream = connection.accept_bi() => match stream {
                Ok((send, receive)) => {
                    let stream = Stream::new(send, receive);
                    let asker = Asker {
                        services: services.clone(),
                        caller: caller.clone(),
                    };
                    requests.spawn(session::serve(stream, asker));
                }
                Err(_) => break,
            },
            () = &mut attending => break,
        }
    }
    // Their streams have ended with the connection; each sees that at its next step.
    while requests.join_next().await.is_some() {}
    drop(place);
}

/// Lasts as long as the connection. The device at its other end is heard of from when the handshake
/// is complete: what came before may be repeated by others.
async fn attend(
    connection: &Connection,
    early: Option<ZeroRttAccepted>,
    heard: &Heard,
    key: Option<Hash>,
) {
    if let Some(complete) = early {
        complete.await;
    }
    let is_open = connection.close_reason().is_none();
    let _connected = key.filter(|_| is_open).map(|key| heard.connected(key));
    connection.closed().await;
}

/// The peer's certificate is not valid now.
struct Ended;

/// The hash of the TLS key that the peer has proved to hold, if it has shown a certificate. With a
/// resumed session it was shown before, and may have ended since.
fn key_of(connection: &Connection, now: Timestamp) -> Result<Option<Hash>, Ended> {
    let identity = connection.peer_identity();
    let chain = identity.and_then(|it| it.downcast::<Vec<CertificateDer<'static>>>().ok());
    let Some(certificate) = chain.as_ref().and_then(|chain| chain.first()) else {
        return Ok(None);
    };
    match fingerprint::validity(certificate) {
        Ok(valid) if (valid.from..=valid.until).contains(&now) => {}
        Ok(_) | Err(_) => return Err(Ended),
    }
    Ok(fingerprint::key_hash(certificate)
        .ok()
        .map(Hash::from_bytes))
}
