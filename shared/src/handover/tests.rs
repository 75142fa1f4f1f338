//! Machine A: the table as data, the fold act by act, and the fold under anything at all.

mod anything;
mod beside;
mod course;
mod decline;
mod late;
mod merge;
mod pairs;
mod reach;
mod rows;
