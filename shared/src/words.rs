//! The words in which everything else is said: what can be done, to what, where it stands, what is
//! owed, and how far somebody has been told.
//!
//! They are the ground floor: the machines, the wire and the faces stand on them, and they know
//! none of those.

mod course;
mod duty;
mod handover;
mod watch;

pub use self::{
    course::{Check, CourseVerb, FollowUpDecision, Stage},
    duty::{Duty, Ending, Side},
    handover::{Colour, Kind, State, Verb},
    watch::{Reason, Rung, WatchVerb},
};
