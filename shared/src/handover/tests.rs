//! Machine A: the table as data, the fold act by act, and the fold under anything at all.

mod anything;
mod course;
mod decline;
mod reach;
mod rows;
