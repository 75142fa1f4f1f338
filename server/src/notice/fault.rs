//! Why a letter could not be delivered, in words, and what its reader does about it.

use std::fmt;

/// Why a channel could not deliver a letter.
///
/// It never holds what a foreign server said beside its code: that may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No address of that office stands in the settings.
    NoAddress,
    /// No connection could be made, or it broke.
    Unreachable,
    /// There was no answer in time.
    Silent,
    /// The server's certificate is not to be trusted, or it offers no TLS.
    Tls,
    /// The file with a password or a secret cannot be read.
    Secret,
    /// The server answered with this code, which refuses the letter.
    Answered(u16),
    /// This program could not compose it.
    Composed,
}

impl Fault {
    /// The fault as the database keeps it: a word, and the code of an answer.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::Tls => "tls",
            Self::Secret => "secret",
            Self::Answered(_) => "answered",
            Self::Composed => "composed",
        }
    }

    /// The code of an answer, otherwise 0.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Answered(code) => code,
            Self::NoAddress
            | Self::Unreachable
            | Self::Silent
            | Self::Tls
            | Self::Secret
            | Self::Composed => 0,
        }
    }

    /// The fault with that word and code.
    #[must_use]
    pub fn from_name(name: &str, code: u16) -> Option<Self> {
        let all = [
            Self::NoAddress,
            Self::Unreachable,
            Self::Silent,
            Self::Tls,
            Self::Secret,
            Self::Answered(code),
            Self::Composed,
        ];
        all.into_iter().find(|fault| fault.name() == name)
    }

    /// What the operator does about it.
    #[must_use]
    pub const fn next_step(self) -> &'static str {
        match self {
            Self::NoAddress => {
                "add the office under [[notices.office]] in server.toml, and start the server again"
            }
            Self::Unreachable | Self::Silent => {
                "look whether the server named in server.toml runs and can be reached from here"
            }
            Self::Tls => {
                "look at that server's certificate, or name its authority as notices.ca_file"
            }
            Self::Secret => "let the server's user read the file that server.toml names",
            Self::Answered(401 | 403 | 530..=539) => {
                "correct the user, the password or the secret, and start the server again"
            }
            Self::Answered(_) => {
                "look in that server's log; if the address is wrong, correct server.toml and start \
                 the server again"
            }
            Self::Composed => "tell whoever maintains this program",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress => f.write_str("no address for this office"),
            Self::Unreachable => f.write_str("the server cannot be reached"),
            Self::Silent => f.write_str("the server did not answer in time"),
            Self::Tls => f.write_str("the server's certificate is not to be trusted"),
            Self::Secret => f.write_str("the file with the password or secret cannot be read"),
            Self::Answered(code) => write!(f, "the server answered {code}"),
            Self::Composed => f.write_str("the letter could not be composed"),
        }
    }
}

/// What became of a letter that was not delivered. Neither is given up: the second is tried again
/// after the longest pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// It may pass by itself: worth trying again soon.
    #[error("{0}; it is tried again")]
    Later(Fault),
    /// Somebody has to mend something first.
    #[error("{0}; somebody has to mend that")]
    Never(Fault),
}

impl DeliveryError {
    /// What went wrong.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Later(fault) | Self::Never(fault) => fault,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read_back_as_it_was_kept() {
        for fault in [
            Fault::NoAddress,
            Fault::Unreachable,
            Fault::Silent,
            Fault::Tls,
            Fault::Secret,
            Fault::Answered(550),
            Fault::Composed,
        ] {
            assert_eq!(Fault::from_name(fault.name(), fault.code()), Some(fault));
            assert!(!fault.next_step().is_empty());
        }
        assert_eq!(Fault::from_name("other", 0), None);
    }
}
