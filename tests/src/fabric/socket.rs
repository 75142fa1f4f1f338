//! The socket that quinn sees: it waits, on tokio's clock, for its earliest datagram.

use std::{
    future::Future as _,
    io::{self, IoSliceMut},
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use quinn::{
    AsyncUdpSocket, UdpPoller,
    udp::{RecvMeta, Transmit},
};
use tokio::time::Sleep;

use super::{
    Fabric,
    network::{Arrival, Datagram, Generation},
};

#[derive(Debug)]
pub(super) struct Socket {
    fabric: Fabric,
    address: SocketAddr,
    generation: Generation,
    /// Rings at the earliest arrival.
    alarm: Mutex<Pin<Box<Sleep>>>,
}

impl Socket {
    pub(super) fn new(fabric: Fabric, address: SocketAddr, generation: Generation) -> Self {
        let alarm = tokio::time::sleep_until(fabric.origin);
        Self {
            fabric,
            address,
            generation,
            alarm: Mutex::new(Box::pin(alarm)),
        }
    }

    fn look(&self, cx: &Context<'_>) -> Arrival {
        let now = self.fabric.elapsed();
        self.fabric
            .lock()
            .receive(now, self.address, self.generation, cx.waker())
    }
}

impl AsyncUdpSocket for Socket {
    fn create_io_poller(self: Arc<Self>) -> Pin<Box<dyn UdpPoller>> {
        Box::pin(AlwaysWritable)
    }

    /// A closed socket swallows what it is given: an error would end quinn's connection driver
    /// without waking those who wait for the connection.
    fn try_send(&self, transmit: &Transmit<'_>) -> io::Result<()> {
        let now = self.fabric.elapsed();
        let mut network = self.fabric.lock();
        if !network.is_open(self.address, self.generation) {
            return Ok(());
        }
        let woken = network.send(now, self.address, transmit.destination, transmit.contents);
        drop(network);
        if let Some(reader) = woken {
            reader.wake();
        }
        Ok(())
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        buffers: &mut [IoSliceMut<'_>],
        metas: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let mut received = 0;
        let mut slots = buffers.iter_mut().zip(metas.iter_mut());
        let mut slot = slots.next();
        while let Some((buffer, meta)) = slot.as_mut() {
            match self.look(cx) {
                Arrival::Here(datagram) => {
                    **meta = deliver(&datagram, buffer);
                    received += 1;
                    slot = slots.next();
                }
                Arrival::Closed => return Poll::Ready(Err(io::ErrorKind::NotConnected.into())),
                Arrival::Nothing | Arrival::At(_) if received > 0 => break,
                Arrival::Nothing => return Poll::Pending,
                Arrival::At(arrival) => {
                    let mut alarm = self.alarm.lock().expect("no code panics under this lock");
                    alarm.as_mut().reset(self.fabric.origin + arrival);
                    if alarm.as_mut().poll(cx).is_pending() {
                        return Poll::Pending;
                    }
                }
            }
        }
        Poll::Ready(Ok(received))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }

    fn may_fragment(&self) -> bool {
        false
    }
}

/// Copies a datagram out, cut to the buffer as a UDP socket does.
fn deliver(datagram: &Datagram, buffer: &mut [u8]) -> RecvMeta {
    let len = datagram.payload.len().min(buffer.len());
    buffer[..len].copy_from_slice(&datagram.payload[..len]);
    RecvMeta {
        addr: datagram.from,
        len,
        stride: len,
        ecn: None,
        dst_ip: None,
    }
}

/// The fabric takes every datagram at once: a busy line queues or drops, it never blocks.
#[derive(Debug)]
struct AlwaysWritable;

impl UdpPoller for AlwaysWritable {
    fn poll_writable(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
