//! The program `stafet`; everything it does is in the library.

use std::process::ExitCode;

use clap::Parser as _;
use stafet_client::cli::{arguments::Arguments, main as stafet};

fn main() -> ExitCode {
    stafet(Arguments::try_parse())
}
