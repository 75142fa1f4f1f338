//! One connection: its peer's key, and a task for each of its streams.

use std::sync::{Arc, Mutex};

use quinn::Connection;
use rustls::pki_types::CertificateDer;
use stafet_certs::fingerprint;
use stafet_shared::hash::Hash;
use tokio::{sync::Semaphore, task::JoinSet};

use super::stream::Stream;
use crate::session::{self, Allowance, Caller, ENROLS_PER_CONNECTION_MAX, Lanes, Services};

/// The code with which a stranger's connection is closed when there are too many.
const STRANGERS_CODE: u32 = 1;

pub(super) async fn serve(connection: Connection, services: Services, strangers: &Semaphore) {
    let key = key_of(&connection);
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
    let mut requests = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            Some(_) = requests.join_next() => {}
            stream = connection.accept_bi() => match stream {
                Ok((send, receive)) => {
                    let stream = Stream::new(send, receive);
                    requests.spawn(session::serve(stream, services.clone(), caller.clone()));
                }
                Err(_) => break,
            },
        }
    }
    // Their streams have ended with the connection; each sees that at its next step.
    while requests.join_next().await.is_some() {}
    drop(place);
}

/// The hash of the TLS key that the peer has proved to hold, if it has shown a certificate.
fn key_of(connection: &Connection) -> Option<Hash> {
    let identity = connection.peer_identity()?;
    let chain = identity.downcast::<Vec<CertificateDer<'static>>>().ok()?;
    let key = fingerprint::key_hash(chain.first()?).ok()?;
    Some(Hash::from_bytes(key))
}
