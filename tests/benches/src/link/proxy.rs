//! The form that needs no root: a proxy for UDP on the loopback address.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    sync::{Arc, Mutex},
    thread,
};

use super::wire::{Way, Wire};

/// Bytes that IPv4 and UDP add to each datagram.
const HEADER_BYTES: usize = 28;
/// The largest datagram.
const DATAGRAM_BYTES_MAX: usize = 65_536;
/// Bytes in which the sender's address travels with a datagram inside the proxy.
const PORT_BYTES: usize = 2;

/// Who sends through the proxy, each with a socket of its own towards the server.
type Clients = Arc<Mutex<BTreeMap<u16, UdpSocket>>>;

/// Carries datagrams between whoever sends to it on the loopback address and `server`, by the
/// wire's decisions. Answers where it listens.
///
/// # Errors
/// When no socket can be had.
pub fn start(wire: &Wire, server: SocketAddr) -> io::Result<SocketAddr> {
    let near = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = near.local_addr()?;
    let clients = Clients::default();
    // What comes back from the server goes through a pair of sockets, tagged with its receiver.
    let gathered = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let gathering = gathered.local_addr()?;

    let taking = near.try_clone()?;
    let forward = Arc::clone(&clients);
    wire.carry(
        Way::Up,
        HEADER_BYTES,
        move |buffer| take_tagged(&taking, buffer),
        move |packet| drop(send_up(&forward, packet, (server, gathering))),
    );
    wire.carry(
        Way::Down,
        HEADER_BYTES,
        move |buffer| gathered.recv(buffer),
        move |packet| drop(send_down(&near, packet)),
    );
    Ok(address)
}

/// The next datagram, its sender's port in front.
fn take_tagged(socket: &UdpSocket, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        let (tag, rest) = buffer.split_at_mut(PORT_BYTES);
        match socket.recv_from(rest) {
            Ok((bytes, from)) => {
                tag.copy_from_slice(&from.port().to_be_bytes());
                return Ok(bytes + PORT_BYTES);
            }
            // Somebody who was sent something has gone.
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
            Err(error) => return Err(error),
        }
    }
}

fn send_up(
    clients: &Clients,
    packet: &[u8],
    (server, gathering): (SocketAddr, SocketAddr),
) -> io::Result<()> {
    let Some((tag, datagram)) = packet.split_first_chunk::<PORT_BYTES>() else {
        return Ok(());
    };
    let port = u16::from_be_bytes(*tag);
    let mut clients = clients.lock().expect("nobody panics while holding it");
    if let Some(socket) = clients.get(&port) {
        return socket.send(datagram).map(drop);
    }
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.connect(server)?;
    let back = socket.try_clone()?;
    drop(thread::spawn(move || gather(&back, port, gathering)));
    socket.send(datagram)?;
    clients.insert(port, socket);
    Ok(())
}

/// Passes on what the server says to one client.
fn gather(back: &UdpSocket, port: u16, gathering: SocketAddr) -> io::Result<()> {
    let on = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let mut buffer = vec![0; DATAGRAM_BYTES_MAX];
    loop {
        let (tag, rest) = buffer.split_at_mut(PORT_BYTES);
        tag.copy_from_slice(&port.to_be_bytes());
        // The server may be away: its address then refuses, and the next datagram may do better.
        if let Ok(bytes) = back.recv(rest) {
            on.send_to(&buffer[..bytes + PORT_BYTES], gathering)?;
        }
    }
}

fn send_down(near: &UdpSocket, packet: &[u8]) -> io::Result<()> {
    let Some((tag, datagram)) = packet.split_first_chunk::<PORT_BYTES>() else {
        return Ok(());
    };
    let client = SocketAddr::from((Ipv4Addr::LOCALHOST, u16::from_be_bytes(*tag)));
    near.send_to(datagram, client).map(drop)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, time::Duration};

    use super::*;
    use crate::{link::emulator::Path, watch::Stopwatch};

    const DATAGRAMS: u8 = 250;

    /// Which of the datagrams arrive over a satellite link, and how long the first takes.
    fn carried(seed: u64) -> (BTreeSet<u8>, Duration) {
        let server = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        server
            .set_read_timeout(Some(Duration::from_millis(1_500)))
            .unwrap();
        let wire = Wire::new(Path::SATELLITE, seed);
        let proxy = start(&wire, server.local_addr().unwrap()).unwrap();
        let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let watch = Stopwatch::start();
        for n in 0..DATAGRAMS {
            client.send_to(&[n], proxy).unwrap();
        }
        let mut first = None;
        let mut arrived = BTreeSet::new();
        let mut datagram = [0; 1];
        while let Ok((_, proxied)) = server.recv_from(&mut datagram) {
            let _ = first.get_or_insert_with(|| watch.elapsed());
            if arrived.is_empty() {
                server.send_to(b"back", proxied).unwrap();
            }
            arrived.insert(datagram[0]);
        }
        let mut back = [0; 8];
        client
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        if wire.counts().1.lost == 0 {
            assert_eq!(client.recv_from(&mut back).unwrap(), (4, proxy));
        }
        (arrived, first.unwrap())
    }

    #[test]
    fn real_datagrams_meet_the_fate_that_the_seed_has_for_them() {
        let (arrived, first) = carried(7);
        let lost = usize::from(DATAGRAMS) - arrived.len();
        assert!((1..=15).contains(&lost), "{lost} of 250 at 2 %");
        assert!(first >= Path::SATELLITE.delay);
        assert_eq!(carried(7).0, arrived);
    }
}
