//! `bench-link`: the product beside TCP and TLS over an emulated satellite link.

use std::{env, io, io::Write as _, path::Path, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};
use stafet_benches::{
    link::{measure, near, stage::Stage, tls},
    report::Report,
};

/// Measures over an emulated satellite link: 700 ms there and back, 2 % lost each way, 1 Mbit/s.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How often each contender takes its turn
    #[arg(long, default_value_t = 10, global = true)]
    rounds: u32,
    /// UDP over the loopback address only: needs no root, and leaves TCP out
    #[arg(long, global = true)]
    proxy: bool,
    /// The congestion control of the kernel's TCP, such as cubic or bbr; otherwise the machine's
    #[arg(long, global = true)]
    control: Option<String>,
    /// Tell of each packet on standard error
    #[arg(long, global = true)]
    packets: bool,
    /// Every figure of every round, as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// From nothing to R1
    Cold,
    /// An attached file
    Attach {
        /// Its bytes
        #[arg(long, default_value_t = 1_000_000)]
        bytes: usize,
    },
    /// Queued messages of 4 kB
    Backlog {
        /// How many
        #[arg(long, default_value_t = 100)]
        count: u32,
    },
    /// The first confirmation after an outage
    Outage {
        /// How long each outage lasts; 600 takes its time
        #[arg(long, default_values_t = [20, 60])]
        seconds: Vec<u64>,
    },
    /// What runs on the office's side
    #[command(subcommand, hide = true)]
    Near(near::Role),
    /// What runs on the server's side
    #[command(hide = true)]
    Far(tls::Server),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "bench-link: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> io::Result<()> {
    let mut report = Report::new("Over a link of 700 ms, 2 % loss each way, 1 Mbit/s");
    let dir = tempfile::tempdir()?;
    let rounds = arguments.rounds;
    let control = arguments.control;
    if let Some(control) = &control {
        report.note(format!("TCP's congestion control is {control}"));
    }
    let begin = || -> io::Result<Stage> {
        let program = env::current_exe()?;
        let programs = program.parent().unwrap_or_else(|| Path::new("."));
        let mut stage = Stage::found(dir.path(), programs, (!arguments.proxy, arguments.packets))?;
        if let Some(control) = &control {
            stage.control(control)?;
        }
        measure::serve_peer(&mut stage)?;
        Ok(stage)
    };
    match arguments.command {
        Command::Near(role) => {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            return runtime.block_on(near::play(role));
        }
        Command::Far(server) => return tls::server(&server),
        Command::Cold => measure::cold(&begin()?, rounds, &mut report)?,
        Command::Attach { bytes } => measure::attach(&begin()?, rounds, bytes, &mut report)?,
        Command::Backlog { count } => measure::backlog(&begin()?, rounds, count, &mut report)?,
        Command::Outage { seconds } => {
            let stage = begin()?;
            for seconds in seconds {
                let how_long = Duration::from_secs(seconds);
                measure::outage(&stage, rounds, how_long, &mut report)?;
            }
        }
    }
    report.print(measure::LONG_RUNNING, arguments.json)
}
