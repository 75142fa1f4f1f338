//! `stafet-run`: both programs in one binary, for tests that run them as separate processes.
//!
//! Cargo builds the binaries of the package under test only, so `stafet-server` and `stafet`
//! themselves may be missing or old when these tests run. `stafet-run server ARGUMENTS` is
//! `stafet-server ARGUMENTS`, and `stafet-run client ARGUMENTS` is `stafet ARGUMENTS`.

use std::{
    env,
    ffi::OsString,
    io::{Write as _, stderr},
    iter,
    process::ExitCode,
};

use clap::Parser as _;
use stafet_server::cli::Cli;

fn main() -> ExitCode {
    let mut words = env::args_os().skip(1);
    let program = words.next();
    match program.as_ref().and_then(|name| name.to_str()) {
        Some("server") => {
            let command = Cli::parse_from(called("stafet-server", words));
            stafet_server::cli::run(command).into()
        }
        Some("client") => {
            let typed: Vec<OsString> = called("stafet", words).collect();
            stafet_client::cli::main(&typed)
        }
        Some(_) | None => {
            drop(writeln!(stderr(), "say server or client first"));
            ExitCode::from(2)
        }
    }
}

/// A command line as a program sees it: its own name comes first.
fn called(name: &str, arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    iter::once(name.into()).chain(arguments)
}
