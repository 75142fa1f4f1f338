//! The server's log, on stderr. It tells ids, codes and sizes; never a name, never a content.

use std::io;

use tracing_subscriber::EnvFilter;

/// Starts the log with a filter in tracing's form. Only the first start counts.
pub fn start(filter: &str) {
    let started = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(io::stderr)
        .with_ansi(false)
        .try_init();
    if started.is_err() {
        tracing::debug!("the log has been started already");
    }
}
