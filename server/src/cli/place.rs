//! Which server a command is about.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The server's folder [default: stafet-server].
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
}
