//! Why an act is not taken in. Each says whose move it is.

use crate::party::directory::StatementError;

/// Why an act may not be taken into the log, now or ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Device, person and office do not belong together.
    #[error("the device is no member of the office in whose name it signs")]
    NotAMember,
    /// The claimed time lies outside the membership, or the act came too long after its end.
    #[error(
        "the membership does not cover the act; the office's leader has to have it signed again"
    )]
    OutsideMembership,
    /// The role may not do this.
    #[error("the role does not allow this act")]
    Role,
    /// The other side's act, or a third party's.
    #[error("the office has no part in the handover that allows this act")]
    Office,
    /// The other key must sign this.
    #[error("the act is signed in the wrong capacity")]
    Capacity,
    /// The act is defined, but this release has no rule for it.
    #[error("this act is not in service yet")]
    NotInService,
    /// There is no such handover here.
    #[error("the handover is not known here; deposit its first envelope first")]
    UnknownHandover,
    /// The recipient is not in the directory.
    #[error("the receiving office is not in the directory")]
    UnknownOffice,
    /// An envelope must be sealed to its recipient and its sender, with their own keys.
    #[error("the envelope is not sealed to the offices that it names; seal and sign it again")]
    Recipients,
    /// A handover between an office and itself would hand over nothing.
    #[error("sender and receiver are the same office")]
    ToItself,
    /// Only the sender hands on to another organisation.
    #[error("only the sender hands on to another organisation; propose that office to the sender")]
    Foreign,
    /// A notification is red, whatever its sender thinks.
    #[error("a notification is always red; sign it again as red")]
    Colour,
    /// Whoever sends a matter on cannot make it less urgent.
    #[error("the matter is more urgent than that; only its sender's correction makes it less so")]
    ColourFalls,
    /// A child's authority is a municipality.
    #[error("only an office of a municipality answers for a child; choose one")]
    Authority,
    /// A day that cannot be meant: too far ahead, still to come, or before the course.
    #[error("the day is not possible there; correct it and sign again")]
    Day,
    /// What has to be said in words says nothing.
    #[error("this has to say something in words; write them and sign again")]
    Wordless,
    /// What an act of the watch tells was told.
    #[error("it was told already")]
    ToldToday,
    /// What an act of the watch is about is not owed, or not late.
    #[error("nothing of the kind is owed any more, or it is not late")]
    NotOwed,
    /// It is too early to ask whether the child got what was decided.
    #[error(
        "it is too early to say that the child gets it; ask again towards the end of that time"
    )]
    Early,
    /// What it follows is not its office's to follow, or is in another thread.
    #[error("the office has no part in what this follows; begin it from a handover of its own")]
    Thread,
    /// A report goes from the office that treats the child to the municipality that answers for it.
    #[error("a report goes from the office that treats the child to its municipality")]
    Report,
    /// Nothing is corrected after its course is closed.
    #[error("the course is closed; begin another matter, or tell it in a message")]
    CourseClosed,
    /// An attached file that is another office's, which this one never got.
    #[error("an attached file is another office's; attach a copy of your own and sign again")]
    File,
    /// So many acts as are ever taken.
    #[error("the handover has as many acts as there is room for; close it and begin another")]
    Full,
    /// Two signatures are two persons'.
    #[error("the second signature has to be another person's than the first")]
    SamePerson,
    /// Nobody answers for what they cannot read.
    #[error("what is signed anew is not sealed to the office; a leader who can read it signs it")]
    Unread,
    /// The statement about the directory can never hold.
    #[error(transparent)]
    Statement(#[from] StatementError),
}
