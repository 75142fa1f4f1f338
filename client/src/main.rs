//! The program `stafet`; everything it does is in the library.

use std::process::ExitCode;

use stafet_client::{cli, config};

fn main() -> ExitCode {
    cli::main(&config::typed())
}
