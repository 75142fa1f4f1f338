//! How a command ends, for scripts.

use std::process::ExitCode;

/// A command's end; its number is the process's exit code and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, and confirmed by the server where that was asked for.
    Done,
    /// 1: it failed; the message says whose move it is.
    Failed,
    /// 2: the command line or a file has to be mended.
    Usage,
    /// 10: saved and waiting: for a connection, for approval or for a key.
    Waiting,
    /// 12: the profile belongs to nobody yet.
    NotEnrolled,
    /// 13: something does not fit what was signed or promised; it was not used.
    Verification,
    /// 14: nothing begins with that id, or several do.
    NotFound,
    /// 20: something is overdue.
    Overdue,
}

impl Exit {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Waiting => 10,
            Self::NotEnrolled => 12,
            Self::Verification => 13,
            Self::NotFound => 14,
            Self::Overdue => 20,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not be carried out, in the reader's words, and how it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How the command ends.
    pub exit: Exit,
    /// What is said, on one or more lines.
    pub text: String,
}

impl Failure {
    /// A failure that ends as `exit`.
    #[must_use]
    pub const fn new(exit: Exit, text: String) -> Self {
        Self { exit, text }
    }
}
