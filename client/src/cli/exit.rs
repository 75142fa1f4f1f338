//! How a command ends, for scripts.

use std::process::ExitCode;

use crate::{
    desk::DeskError,
    face::trouble::{Trouble, WhoseMove},
};

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

impl From<WhoseMove> for Exit {
    fn from(whose_move: WhoseMove) -> Self {
        match whose_move {
            WhoseMove::Reader => Self::Failed,
            WhoseMove::Author => Self::Usage,
            WhoseMove::Searcher => Self::NotFound,
            WhoseMove::Newcomer => Self::NotEnrolled,
            WhoseMove::Administrator => Self::Verification,
            WhoseMove::Nobody => Self::Waiting,
        }
    }
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub enum Failure {
    /// In the desk's terms.
    Desk(DeskError),
    /// In the reader's words.
    Told(Trouble),
}

impl<E: Into<DeskError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Desk(error.into())
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Told(trouble)
    }
}
