//! The measurements: product and peer take turns over the same line, with the same losses drawn.

use std::{fs, io, thread, time::Duration};

use super::{
    FAR,
    stage::{Running, Stage, TEAM, done, rest},
};
use crate::{report::Report, watch::Stopwatch};

/// The port of the peer's server.
const PEER_PORT: u16 = 4434;
/// This program, as its roles are started.
const SELF: &str = "bench-link";
/// The product where it has run before.
pub const LONG_RUNNING: &str = "stafet, long-running";
/// The product in a new process.
const FRESH: &str = "stafet, fresh process";
/// The whole command.
const COMMAND: &str = "stafet send, whole command";
/// The peer.
const PEER: &str = "TCP + TLS 1.3";
/// How long after the beginning of an outage something is made that waits for its end.
const MADE_AFTER: Duration = Duration::from_secs(3);
/// How long the last packets of a measurement may take.
const LAST_PACKETS: Duration = Duration::from_millis(2_500);

/// What one measurement is.
struct Round<'a> {
    stage: &'a Stage,
    report: &'a mut Report,
    round: u32,
}

/// Starts the peer's server.
///
/// # Errors
/// When it cannot be started.
pub fn serve_peer(stage: &mut Stage) -> io::Result<()> {
    if stage.has_tcp() {
        let mut server = stage.far(SELF);
        server.args(["far", "--data"]).arg(stage.server());
        server.args(["--listen", &format!("{FAR}:{PEER_PORT}")]);
        let running = Running::start(server)?;
        stage.keep(running);
        rest(Duration::from_millis(500));
    }
    Ok(())
}

/// From nothing to R1 for one message of 4 kB.
///
/// # Errors
/// When a program fails.
pub fn cold(stage: &Stage, rounds: u32, report: &mut Report) -> io::Result<()> {
    for round in 0..rounds {
        let mut it = Round {
            stage,
            report: &mut *report,
            round,
        };
        let bytes = it.product(LONG_RUNNING, &["deposit", "--warm"])?;
        it.product(FRESH, &["deposit"])?;
        it.peer(&["--bytes", &bytes])?;
        it.command()?;
    }
    Ok(())
}

/// An attached file of so many bytes, to the server's confirmation.
///
/// # Errors
/// When a program fails.
pub fn attach(stage: &Stage, rounds: u32, bytes: usize, report: &mut Report) -> io::Result<()> {
    let file = stage.profile().with_extension("attachment.txt");
    for round in 0..rounds {
        let mut it = Round {
            stage,
            report: &mut *report,
            round,
        };
        let mut near = it.role(&["sync", "--warm", "--queue", "0"])?;
        near.hear("ready")?;
        fs::write(&file, noise(bytes, round))?;
        let mut send = stage.sender();
        send.args(["--offline", "send", "--to", TEAM, "--kind", "message"]);
        send.args(["--subject", "Bilag", "--text", "Se bilaget.", "--attach"]);
        done(send.arg(&file), &[10])?;
        it.timed(LONG_RUNNING, &mut near)?;
        drop(near);
        it.peer(&["--bytes", &bytes.to_string()])?;
    }
    Ok(())
}

/// So many queued messages of 4 kB, to the last R1.
///
/// # Errors
/// When a program fails.
pub fn backlog(stage: &Stage, rounds: u32, count: u32, report: &mut Report) -> io::Result<()> {
    for round in 0..rounds {
        let mut it = Round {
            stage,
            report: &mut *report,
            round,
        };
        let mut one = it.role(&["deposit"])?;
        let bytes = one.hear("ready")?;
        one.tell("go")?;
        one.hear("confirmed")?;
        drop(one);
        let count = count.to_string();
        let mut near = it.role(&["sync", "--warm", "--queue", &count])?;
        near.hear("ready")?;
        it.timed(LONG_RUNNING, &mut near)?;
        drop(near);
        it.peer(&["--bytes", &bytes, "--count", &count])?;
    }
    Ok(())
}

/// How long after the end of an outage something is confirmed that was made in it.
///
/// # Errors
/// When a program fails.
pub fn outage(
    stage: &Stage,
    rounds: u32,
    how_long: Duration,
    report: &mut Report,
) -> io::Result<()> {
    let seconds = how_long.as_secs();
    for round in 0..rounds {
        let mut it = Round {
            stage,
            report: &mut *report,
            round,
        };
        let mut product = it.role(&["watch"])?;
        product.hear("synced")?;
        let mut peer = it.connected_peer()?;
        // Rounds differ in where within a second the link returns.
        let how_long = how_long + Duration::from_millis(u64::from(round) * 137 % 1_000);
        stage.satellite(u64::from(round));
        let before = stage.wire().probes();
        stage.wire().cut(how_long);
        let watch = Stopwatch::start();
        rest(MADE_AFTER);
        let mut send = stage.sender();
        send.args(["--offline", "send", "--to", TEAM, "--kind", "message"]);
        done(send.args(["--subject", "S", "--text", "T"]), &[10])?;
        let waiting = peer.take().map(|mut peer| {
            thread::spawn(move || -> io::Result<f64> {
                peer.tell("go")?;
                peer.hear("confirmed")?;
                Ok(watch.elapsed().as_secs_f64())
            })
        });
        product.hear("confirmed")?;
        let ended = how_long.as_secs_f64();
        let measure = format!("s from the end of an outage of {seconds} s to a confirmation");
        let took = watch.elapsed().as_secs_f64() - ended;
        it.report.enter(&measure, LONG_RUNNING, round, took);
        let probes = stage.wire().probes();
        let (packets, bytes) = (probes.packets - before.packets, probes.bytes - before.bytes);
        let each = bytes as f64 / packets.max(1) as f64;
        let during = |what| format!("{what} sent in an outage of {seconds} s");
        it.report
            .enter(&during("packets"), LONG_RUNNING, round, packets as f64);
        it.report
            .enter(&during("bytes a packet"), LONG_RUNNING, round, each);
        if let Some(waiting) = waiting {
            let at = waiting.join().map_err(|_| io::Error::other("a panic"))??;
            it.report.enter(&measure, PEER, round, at - ended);
        }
    }
    Ok(())
}

impl Round<'_> {
    fn role(&self, arguments: &[&str]) -> io::Result<Running> {
        let mut command = self.stage.near(SELF);
        command.arg("near").args(arguments);
        command.arg("--profile").arg(self.stage.profile());
        Running::talk(command)
    }

    /// One role of the product. Answers the bytes that it says it sends.
    fn product(&mut self, contender: &str, arguments: &[&str]) -> io::Result<String> {
        let mut near = self.role(arguments)?;
        let bytes = near.hear("ready")?;
        self.timed(contender, &mut near)?;
        Ok(bytes)
    }

    fn peer(&mut self, arguments: &[&str]) -> io::Result<()> {
        let Some(mut near) = self.tls(arguments)? else {
            return Ok(());
        };
        near.hear("ready")?;
        self.timed(PEER, &mut near)
    }

    fn connected_peer(&mut self) -> io::Result<Option<Running>> {
        let Some(mut near) = self.tls(&["--bytes", "4000", "--connected"])? else {
            return Ok(None);
        };
        near.hear("ready")?;
        Ok(Some(near))
    }

    fn tls(&mut self, arguments: &[&str]) -> io::Result<Option<Running>> {
        if !self.stage.has_tcp() {
            self.report
                .absent(PEER, "TCP needs the form with namespaces");
            return Ok(None);
        }
        let server = format!("{FAR}:{PEER_PORT}");
        let tls = [&["tls", "--server", &server], arguments].concat();
        self.role(&tls).map(Some)
    }

    /// Tells a role to begin, and enters how long it takes until it says that all is confirmed.
    fn timed(&mut self, contender: &str, near: &mut Running) -> io::Result<()> {
        let before = self.stage.satellite(u64::from(self.round));
        let watch = Stopwatch::start();
        near.tell("go")?;
        near.hear("confirmed")?;
        self.enter(contender, watch.elapsed(), before);
        Ok(())
    }

    fn command(&mut self) -> io::Result<()> {
        let before = self.stage.satellite(u64::from(self.round));
        let mut send = self.stage.sender();
        send.args(["send", "--to", TEAM, "--kind", "message"]);
        send.args([
            "--subject",
            "Besked",
            "--text",
            &super::near::text(self.round),
        ]);
        let watch = Stopwatch::start();
        done(&mut send, &[0, 10])?;
        self.enter(COMMAND, watch.elapsed(), before);
        Ok(())
    }

    fn enter(
        &mut self,
        contender: &str,
        took: Duration,
        before: (super::emulator::Counts, super::emulator::Counts),
    ) {
        rest(LAST_PACKETS);
        let now = self.stage.wire().counts();
        let (up, down) = (now.0.bytes - before.0.bytes, now.1.bytes - before.1.bytes);
        let mut enter = |measure: &str, figure: f64| {
            self.report.enter(measure, contender, self.round, figure);
        };
        enter("s to the confirmation", took.as_secs_f64());
        enter("kB up", up as f64 / 1_000.0);
        enter("kB down", down as f64 / 1_000.0);
    }
}

/// Bytes that nothing compresses.
fn noise(bytes: usize, seed: u32) -> Vec<u8> {
    let mut chance = u64::from(seed) + 1;
    let mut next = || {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Printable, since the kind of a file is told from its name and content.
        b'!' + (chance >> 58) as u8
    };
    (0..bytes).map(|_| next()).collect()
}
