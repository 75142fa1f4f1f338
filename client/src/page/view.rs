//! The pages: each one a struct of what it shows, filled in from what is known, and a template
//! that lays it out and decides nothing.

pub mod contacts;
pub mod course;
pub mod courses;
pub mod done;
pub mod field;
pub mod handover;
pub mod inbox;
pub mod message;
pub mod moving;
pub mod outbox;
pub mod search;
pub mod settings;
pub mod standing;
pub mod thread;
pub mod tours;
pub mod unsent;
pub mod versions;
pub mod watch;
pub mod watch_meeting;
pub mod watch_offices;
pub mod watch_panel;
pub mod watch_statistics;
pub mod watch_words;
pub mod welcome;
