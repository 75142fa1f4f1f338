//! Asking whether the server can be reached, for as long as it cannot.
//!
//! A probe is one datagram in a version of QUIC that does not exist. Every server answers it with
//! the versions that it speaks (RFC 9000 §6), without keeping anything and without any handshake;
//! it asks for 1,200 bytes, so that nobody can use it to multiply bytes.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    net::UdpSocket,
    time::{Instant, timeout_at},
};

/// The first pauses between two probes.
const PAUSE_FIRST: Duration = Duration::from_millis(650);
/// The longest.
const PAUSE_LONGEST: Duration = Duration::from_secs(60);
/// What part of the whole silence a pause lasts once that is more than [`PAUSE_FIRST`]: the wait
/// for a link that returns is never longer than that part of the time that it was gone.
const PAUSE_SHARE: u32 = 1_500;
/// The bytes of a probe: fewer are not answered.
const PROBE_BYTES: usize = 1_200;
/// The bytes of an answer that matter.
const ANSWER_BYTES: usize = 1_500;
/// Long header, fixed bit; the rest is the version's own.
const FIRST_BYTE: u8 = 0xC0;
/// A version that is reserved for being unknown.
const VERSION: [u8; 4] = [0x1A, 0x2A, 0x3A, 0x4A];
/// The version that an answer names instead of one.
const NEGOTIATION: [u8; 4] = [0; 4];
/// Both ends' connection ids. They name no connection, and need not be secret: who forges an
/// answer has the server asked once, in vain.
const ID: [u8; 8] = *b"probing?";

/// Waits until something answers at `server`.
///
/// # Errors
/// When no socket can be had, or the machine is there but the server is not: then it is not the
/// link that has to come back.
#[expect(
    clippy::disallowed_methods,
    reason = "pauses are counted on the runtime's own clock"
)]
pub(super) async fn answered(server: SocketAddr) -> io::Result<()> {
    let any: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).await?;
    socket.connect(server).await?;
    let probe = probe();
    let begun = Instant::now();
    let mut answer = [0; ANSWER_BYTES];
    loop {
        let now = Instant::now();
        let next = now.checked_add(pause(begun.elapsed())).unwrap_or(now);
        // A network that is away says so here; it may be there next time.
        drop(socket.send(&probe).await);
        while let Ok(received) = timeout_at(next, socket.recv(&mut answer)).await {
            match received {
                Ok(bytes) if answer.get(..bytes).is_some_and(is_answer) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                    return Err(error);
                }
                Err(_) => {
                    tokio::time::sleep_until(next).await;
                    break;
                }
            }
        }
    }
}

fn probe() -> Vec<u8> {
    let mut probe = vec![FIRST_BYTE];
    probe.extend(VERSION);
    for _ in 0..2 {
        probe.extend(u8::try_from(ID.len()));
        probe.extend(ID);
    }
    probe.resize(PROBE_BYTES, 0);
    probe
}

/// Whether a datagram is a server's answer: it names no version, and our ids.
fn is_answer(datagram: &[u8]) -> bool {
    let (Some(first), Some(version)) = (datagram.first(), datagram.get(1..5)) else {
        return false;
    };
    let mut ours = probe();
    ours.truncate(IDS_END);
    first & 0x80 != 0
        && version == NEGOTIATION
        && datagram.get(IDS_BEGIN..IDS_END) == ours.get(IDS_BEGIN..)
}

/// Where the two connection ids of a long header begin: after its first byte and the version.
const IDS_BEGIN: usize = 5;
/// Where they end, each with its length before it.
const IDS_END: usize = IDS_BEGIN + 2 * (1 + ID.len());

/// The pause before the next probe, after so much silence.
fn pause(silence: Duration) -> Duration {
    let share = silence.checked_div(PAUSE_SHARE).unwrap_or(PAUSE_LONGEST);
    share.clamp(PAUSE_FIRST, PAUSE_LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_stay_short_for_a_quarter_of_an_hour_and_never_end() {
        let minute = Duration::from_secs(60);
        assert_eq!(pause(Duration::ZERO), PAUSE_FIRST);
        assert_eq!(pause(16 * minute), PAUSE_FIRST);
        assert_eq!(pause(100 * minute), Duration::from_secs(4));
        assert_eq!(pause(7 * 24 * 60 * minute), PAUSE_LONGEST);
    }

    #[test]
    fn a_probe_has_the_length_that_servers_ask_for_and_only_a_negotiation_answers_it() {
        let probe = probe();
        assert_eq!(probe.len(), PROBE_BYTES);
        assert!(!is_answer(&probe));
        let mut answer = probe;
        answer[1..5].copy_from_slice(&NEGOTIATION);
        assert!(is_answer(&answer));
        assert!(!is_answer(&answer[..20]));
    }
}
