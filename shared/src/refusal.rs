//! Refusals: one table of stable codes, each with whose move it is.
//!
//! A refused act fails alone: the other acts of its batch and the connection go on.

use crate::{access::Denied, act::ActError, sign::SignedError, wire::DecodeError};

/// Who can do something about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The sending program: it must be mended or updated.
    Program,
    /// The person who sent: sign again, or choose another act.
    Sender,
    /// An administrator: the directory has to change.
    Administrator,
    /// Nobody: the program tries again by itself.
    Wait,
    /// Nobody: it is done, by somebody else or before.
    Nobody,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $whose:ident, $text:literal;)+) => {
        /// Why the server does not do what was asked. Codes are stable and never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($text)] $name,)+
        }

        impl Refusal {
            /// Every refusal, by code.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code on the wire.
            #[must_use]
            pub const fn code(self) -> u16 {
                match self { $(Self::$name => $code,)+ }
            }

            /// Whose move it is.
            #[must_use]
            pub const fn whose_move(self) -> Move {
                match self { $(Self::$name => Move::$whose,)+ }
            }
        }
    };
}

refusals! {
    /// Bytes that are no frame or no act.
    Malformed = 100, Program, "the bytes are of no known form";
    /// Longer than the limit for its kind.
    TooLarge = 101, Program, "the message is longer than allowed";
    /// A frame that may not stand here.
    OutOfOrder = 102, Program, "the message may not come at this point of the conversation";
    /// A format of a later version.
    Version = 103, Program, "the format is newer than the server knows";
    /// No certificate, or one that the directory does not know.
    UnknownDevice = 200, Administrator, "the device is not in the directory; join with an invitation";
    /// No such invitation, used up, or expired.
    Invitation = 201, Administrator, "the invitation does not exist, has been used or has expired; ask for a new one";
    /// The device may not read that mailbox or that act.
    NotYours = 202, Program, "the mailbox or act belongs to an office that the device does not serve";
    /// The signature is not by the device named.
    Signature = 300, Sender, "the signature is not by the device that the act names";
    /// The same id was used for something else.
    IdTaken = 301, Sender, "another act has this id already; sign again";
    /// The body is missing or is not the one that was signed.
    Body = 302, Program, "the act's sealed body is missing or is not the one that was signed";
    /// Device, person and office do not belong together, or did not at that time.
    Membership = 303, Administrator, "the membership does not cover the act";
    /// The role, office or capacity may not do this.
    NotAllowed = 304, Sender, "the signer may not do this";
    /// The verb is defined but not in service.
    NotInService = 305, Program, "this act is not in service yet";
    /// The handover is not in the log.
    UnknownHandover = 306, Program, "the handover is not known here; its first envelope comes first";
    /// The receiving office is not in the directory.
    UnknownOffice = 307, Administrator, "the receiving office is not in the directory";
    /// Not sealed to the right offices' keys.
    Recipients = 308, Sender, "the envelope is not sealed to the offices that it names";
    /// The directory cannot take the statement.
    Statement = 309, Administrator, "the statement does not fit the directory";
    /// Two signatures are two persons'.
    SamePerson = 310, Sender, "the second signature has to be another person's";
    /// Only the sender hands on to another organisation.
    Foreign = 311, Sender, "only the sender hands on to another organisation";
    /// A notification is red.
    Colour = 312, Sender, "a notification is always red";
    /// The same person has told the same about it that day, or somebody has told that step.
    ToldToday = 313, Nobody, "it was told already";
    /// The handover has as many acts as there is room for.
    Full = 314, Sender, "the handover has as many acts as there is room for; close it and begin another";
    /// More offices would have to hear of it than a receipt can name.
    Audience = 315, Administrator, "more offices have a part in the handover than one receipt names";
    /// Whoever sends a matter on cannot make it less urgent.
    ColourFalls = 316, Sender, "only the sender's correction makes a matter less urgent";
    /// A child's authority is a municipality.
    Authority = 317, Sender, "only an office of a municipality answers for a child";
    /// A day too far ahead, still to come, or before the course.
    Day = 318, Sender, "the day is not possible there; correct it and sign again";
    /// What has to be said in words says nothing.
    Wordless = 319, Sender, "this has to say something in words; write them and sign again";
    /// What an act of the watch is about is not owed, or not late.
    NotOwed = 320, Nobody, "nothing of the kind is owed any more, or it is not late";
    /// It is too early to ask whether the child got what was decided.
    Early = 321, Sender, "it is too early to say that the child gets it; ask again towards the end of that time";
    /// What it follows is not its office's to follow, or is in another thread.
    Thread = 322, Sender, "the office has no part in what this follows; begin it from a handover of its own";
    /// A report goes from the office that treats the child to the municipality that answers for it.
    Report = 323, Sender, "a report goes from the office that treats the child to its municipality";
    /// Nothing is corrected after its course is closed.
    CourseClosed = 324, Sender, "the course is closed; begin another matter, or tell it in a message";
    /// An attached file that is another office's, which this one never got.
    File = 327, Sender, "an attached file is another office's; attach a copy of your own and sign again";
    /// Nobody answers for what they cannot read.
    Unread = 328, Sender, "what is signed anew is not sealed to the office; a leader who can read it signs it";
    /// Too many requests for now.
    RateLimit = 400, Wait, "too many requests; try again later";
    /// The server cannot store anything at present.
    Unavailable = 401, Wait, "the server cannot store acts at present; try again later";
    /// The blob has been announced, and its sender has not brought all of it.
    NotYet = 402, Wait, "the attachment has not come to the server yet; it is asked for again";
    /// A code that this program does not know.
    Unknown = 499, Program, "the server refuses for a reason that this program does not know; update it";
}

impl Refusal {
    /// The refusal with that code; [`Refusal::Unknown`] for one from a later version.
    #[must_use]
    pub fn from_code(code: u16) -> Self {
        Self::ALL
            .iter()
            .copied()
            .find(|refusal| refusal.code() == code)
            .unwrap_or(Self::Unknown)
    }

    /// Whether nothing is left to be done, although it was refused: what it was to tell is told, or
    /// is no longer so.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.whose_move() == Move::Nobody
    }

    /// Whether the same request may succeed later without anybody doing anything.
    #[must_use]
    pub fn is_passing(self) -> bool {
        self.whose_move() == Move::Wait
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotAMember | Denied::OutsideMembership => Self::Membership,
            Denied::Role | Denied::Office | Denied::Capacity | Denied::ToItself => Self::NotAllowed,
            Denied::SamePerson => Self::SamePerson,
            Denied::Unread => Self::Unread,
            Denied::Foreign => Self::Foreign,
            Denied::Colour => Self::Colour,
            Denied::ColourFalls => Self::ColourFalls,
            Denied::Authority => Self::Authority,
            Denied::Day => Self::Day,
            Denied::Wordless => Self::Wordless,
            Denied::Full => Self::Full,
            Denied::Thread => Self::Thread,
            Denied::Report => Self::Report,
            Denied::Early => Self::Early,
            Denied::CourseClosed => Self::CourseClosed,
            Denied::File => Self::File,
            Denied::ToldToday => Self::ToldToday,
            Denied::NotOwed => Self::NotOwed,
            Denied::NotInService => Self::NotInService,
            Denied::UnknownHandover => Self::UnknownHandover,
            Denied::UnknownOffice => Self::UnknownOffice,
            Denied::Recipients => Self::Recipients,
            Denied::Statement(_) => Self::Statement,
        }
    }
}

impl From<&ActError> for Refusal {
    fn from(error: &ActError) -> Self {
        match error {
            ActError::Signed(SignedError::WrongSignature) | ActError::NotGenesis => Self::Signature,
            ActError::Signed(SignedError::Malformed | SignedError::NotCanonical) => Self::Malformed,
            ActError::Public(error) => Self::from(error),
        }
    }
}

impl From<&DecodeError> for Refusal {
    fn from(error: &DecodeError) -> Self {
        match error {
            DecodeError::Version(_) => Self::Version,
            DecodeError::Malformed | DecodeError::NotCanonical | DecodeError::Value(_) => {
                Self::Malformed
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_own_code_and_is_read_back() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), *refusal);
        }
        assert_eq!(Refusal::from_code(9999), Refusal::Unknown);
    }
}
