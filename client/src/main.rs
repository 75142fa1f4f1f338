//! The program `stafet`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    stafet_client::cli::main()
}
