//! The form with which everything can be measured: two network namespaces, joined by two TUN
//! devices between which this process carries IP packets. Needs root and `/dev/net/tun`.

use std::{
    ffi::OsStr,
    io,
    process::{self, Command},
    sync::Arc,
};

use tun_rs::{DeviceBuilder, SyncDevice};

use super::{
    FAR, NEAR,
    stage::done,
    wire::{Way, Wire},
};

/// The largest packet on the line.
const MTU: u16 = 1_500;

/// Two namespaces with a line in between; they go when it is dropped.
#[derive(Debug)]
pub struct Namespaces {
    near: String,
    far: String,
}

impl Namespaces {
    /// Joins two fresh namespaces by `wire`.
    ///
    /// # Errors
    /// When the process may not do that, or the machine has no namespaces or no TUN.
    pub fn join(wire: &Wire) -> io::Result<Self> {
        let id = process::id();
        let it = Self {
            near: format!("stafet-near-{id}"),
            far: format!("stafet-far-{id}"),
        };
        let near = Arc::new(it.end(&it.near, &format!("stn{id}"), (NEAR, FAR))?);
        let far = Arc::new(it.end(&it.far, &format!("stf{id}"), (FAR, NEAR))?);
        let (from, to) = (Arc::clone(&near), Arc::clone(&far));
        wire.carry(
            Way::Up,
            0,
            move |buffer| from.recv(buffer),
            // A device that is going takes nothing any more.
            move |packet| drop(to.send(packet)),
        );
        wire.carry(
            Way::Down,
            0,
            move |buffer| far.recv(buffer),
            move |packet| drop(near.send(packet)),
        );
        Ok(it)
    }

    /// A program on the office's side.
    #[must_use]
    pub fn near(&self, program: impl AsRef<OsStr>) -> Command {
        within(&self.near, program)
    }

    /// A program on the server's side.
    #[must_use]
    pub fn far(&self, program: impl AsRef<OsStr>) -> Command {
        within(&self.far, program)
    }

    /// Has the kernel's TCP use this congestion control on both sides.
    ///
    /// # Errors
    /// When the kernel has no such one.
    pub fn control(&self, name: &str) -> io::Result<()> {
        for namespace in [&self.near, &self.far] {
            let mut sysctl = within(namespace, "sysctl");
            sysctl.args(["-qw", &format!("net.ipv4.tcp_congestion_control={name}")]);
            done(&mut sysctl, &[0])?;
        }
        Ok(())
    }

    fn end(
        &self,
        namespace: &str,
        device: &str,
        (own, other): (&str, &str),
    ) -> io::Result<SyncDevice> {
        ip(&["netns", "add", namespace])?;
        let tun = DeviceBuilder::new().name(device).mtu(MTU).build_sync()?;
        ip(&["link", "set", device, "netns", namespace])?;
        let inside = |arguments: &[&str]| ip(&[&["-n", namespace], arguments].concat());
        inside(&["link", "set", "lo", "up"])?;
        inside(&["addr", "add", own, "peer", other, "dev", device])?;
        inside(&["link", "set", device, "mtu", &MTU.to_string(), "up"])?;
        Ok(tun)
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        for namespace in [&self.near, &self.far] {
            // One that was never made cannot be removed either.
            drop(ip(&["netns", "del", namespace]));
        }
    }
}

fn within(namespace: &str, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("ip");
    command.args(["netns", "exec", namespace]).arg(program);
    command
}

fn ip(arguments: &[&str]) -> io::Result<()> {
    let output = Command::new("ip").args(arguments).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let tried = arguments.join(" ");
    Err(io::Error::other(format!("ip {tried}: {}", said.trim())))
}
