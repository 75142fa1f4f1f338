//! What an office may owe, on which side of a handover, and how a handover ends.

use super::{Kind, Verb};

/// A side of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The office that sends.
    Sender,
    /// The office that is to take it.
    Receiver,
}

/// What the office with the ball owes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Its device must reach the server; T02.
    Deposit,
    /// One of its people or devices must make this act.
    Act(Verb),
    /// A leader must sign second.
    Countersign(Verb),
    /// Something of that kind is expected of it in a course, and was never sent.
    Send(Kind),
    /// The course's closing report lies there unsigned.
    ReadReport,
    /// A corrected version waits to be read by who signed for an earlier one.
    ReadVersion,
    /// The attachments have not come to the receiver.
    SendAttachments,
    /// Whoever got a notification wrongly keeps the ball until the right office has signed.
    SeeThrough,
}

/// How a handover ended. No child's matter ends without a plan, a decision or a new handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Accepted: the matter lives on as a course.
    CourseOpened,
    /// Signed for, which is all that this kind wants.
    Received,
    /// A closing report was read: treatment responsibility is back.
    ReportReceived,
    /// What was to be followed up has been reported.
    FollowedUp,
    /// The action taken on a notification was signed.
    ActionSigned,
    /// The municipality has said what happens to the child instead.
    Plan,
    /// The replacement, or the plan instead, has been named.
    Replaced,
}
