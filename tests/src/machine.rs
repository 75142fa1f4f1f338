//! What the machine offers to the tests.

use std::{
    env,
    io::{self, Write as _},
};

/// Whether a test goes on without a program that it needs: on a machine of CI it does not.
///
/// # Panics
/// On a machine of CI.
pub fn skip(test: &str, missing: &str) {
    assert!(
        environment("CI").is_none(),
        "{test} needs {missing}, which this machine of CI lacks"
    );
    let told = format!("skipped: {test} needs {missing}\n");
    // Not captured by the test harness: a skip is to be seen.
    drop(io::stderr().write_all(told.as_bytes()));
}

/// A variable of the environment that is set to something.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by their environment what the machine is to offer"
)]
#[must_use]
pub fn environment(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
