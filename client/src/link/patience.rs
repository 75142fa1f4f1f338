//! Waiting for a server that may have gone silent.
//!
//! After a loss at the end of what was said QUIC waits for three round trips, and after a break it
//! asks ever more seldom whether the link is back. Whoever waits for an answer asks sooner: a small
//! request, whose confirmation also shows what was lost before it.

use std::{future::Future, pin::pin, time::Duration};

use stafet_shared::wire::v1::message::Request;
use tokio::{select, time::sleep};

use super::LinkError;

/// How long an answer may take before anything is done about it: a satellite's takes less.
const USUAL: Duration = Duration::from_millis(850);
/// How often a slow server is asked from then on.
const STEP: Duration = Duration::from_millis(700);
/// How long the server may be silent altogether while an answer is awaited.
const SILENCE_MAX: Duration = Duration::from_millis(6_400);

/// Awaits something that hangs on the server, for `most` and not longer than the server keeps
/// silent. What was begun is not lost when this fails.
///
/// # Errors
/// [`LinkError::NoAnswer`] when the server is silent, or the time is over.
pub(super) async fn attentively<T>(
    connection: &quinn::Connection,
    most: Duration,
    awaited: impl Future<Output = T>,
) -> Result<T, LinkError> {
    let mut awaited = pin!(awaited);
    let mut patience = Patience::new(most, heard(connection));
    let mut step = USUAL;
    loop {
        select! {
            biased;
            outcome = &mut awaited => return Ok(outcome),
            () = sleep(step) => {}
        }
        if !patience.lasts(step, heard(connection)) {
            return Err(LinkError::NoAnswer);
        }
        ask(connection).await;
        step = STEP;
    }
}

/// Datagrams that have come so far.
fn heard(connection: &quinn::Connection) -> u64 {
    connection.stats().udp_rx.datagrams
}

/// Sends a small request if that can be done at once. Its answer does not matter.
async fn ask(connection: &quinn::Connection) {
    let asking = async {
        if let Ok((mut send, _)) = connection.open_bi().await {
            // A connection that cannot be written to is given up soon.
            drop(send.write_all(&Request::Ping.to_frame().to_bytes()).await);
        }
    };
    select! {
        biased;
        () = asking => {}
        () = std::future::ready(()) => {}
    }
}

/// How long may still be waited, and how long nothing was heard.
#[derive(Clone, Copy, Debug)]
struct Patience {
    left: Duration,
    heard: u64,
    quiet: Duration,
}

impl Patience {
    const fn new(most: Duration, heard: u64) -> Self {
        Self {
            left: most,
            heard,
            quiet: Duration::ZERO,
        }
    }

    /// Whether to wait on after another `step`, with so many datagrams heard.
    fn lasts(&mut self, step: Duration, heard: u64) -> bool {
        self.left = self.left.saturating_sub(step);
        self.quiet = if heard == self.heard {
            self.quiet.saturating_add(step)
        } else {
            Duration::ZERO
        };
        self.heard = heard;
        !self.left.is_zero() && self.quiet < SILENCE_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_server_is_given_up_soon() {
        let mut patience = Patience::new(Duration::from_secs(20), 7);
        let steps = (0..).take_while(|_| patience.lasts(STEP, 7)).count();
        assert_eq!(steps, 9, "6.4 s are 9.1 steps");
    }

    #[test]
    fn a_server_that_is_heard_may_take_its_time_but_not_for_ever() {
        let mut patience = Patience::new(Duration::from_secs(20), 0);
        let steps = (1..).take_while(|heard| patience.lasts(STEP, *heard));
        assert_eq!(steps.count(), 28, "20 s are 28.6 steps");
    }
}
