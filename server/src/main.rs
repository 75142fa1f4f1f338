//! The server's program: reads its arguments, and says with its exit code how it went.

use std::process::ExitCode;

use clap::Parser;
use stafet_server::cli::{Cli, run};

fn main() -> ExitCode {
    ExitCode::from(run(Cli::parse()))
}
