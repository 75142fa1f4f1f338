//! One runtime per seed on a paused clock, and quinn's view of it.

use std::{future::Future, io, net::UdpSocket, pin::Pin, sync::Arc, thread, time::Duration};

use quinn::{AsyncTimer, AsyncUdpSocket, Runtime};
use tokio::time::Instant;

/// The longest that a scenario may last on its own clock: 730 days. One that waits for ever
/// fails then, rather than hang.
pub const SCENARIO_TIME_MAX: Duration = Duration::from_secs(730 * 24 * 3_600);

/// Runs a scenario by itself: one thread, time paused, no I/O but the fabric. Time passes only
/// when every task waits, and then jumps to the next timer.
///
/// Inside, every `tokio::select!` must be `biased;`, or the run differs from process to process.
/// A panic in the scenario prints the seed.
///
/// # Panics
/// When the scenario does, or when it lasts longer than [`SCENARIO_TIME_MAX`].
pub fn run<S, F>(seed: u64, scenario: S) -> F::Output
where
    S: FnOnce(u64) -> F,
    F: Future,
{
    let _teller = SeedTeller(seed);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    runtime.block_on(async {
        tokio::time::timeout(SCENARIO_TIME_MAX, scenario(seed))
            .await
            .expect("the scenario ends within two years of its own time")
    })
}

/// Prints the seed when the scenario panics.
struct SeedTeller(u64);

impl Drop for SeedTeller {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("failing seed: {}", self.0);
        }
    }
}

/// What quinn needs of a runtime, on tokio's clock.
#[derive(Clone, Copy, Debug)]
pub struct SimRuntime;

impl Runtime for SimRuntime {
    fn new_timer(&self, at: std::time::Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(tokio::time::sleep_until(at.into()))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "quinn's drivers end with their endpoint and connections; `run` drops what is left"
    )]
    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()> + Send>>) {
        tokio::spawn(future);
    }

    fn wrap_udp_socket(&self, _: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn now(&self) -> std::time::Instant {
        tokio_now().into_std()
    }
}

/// The one place of the fabric that reads tokio's clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the paused clock of the simulation is what `now` comes from"
)]
pub(super) fn tokio_now() -> Instant {
    Instant::now()
}
