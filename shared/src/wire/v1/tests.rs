//! Golden files of every format of version 1, one vector for each way to be wrong, and bytes
//! that nobody meant.

mod golden;
mod hostile;
mod samples;
mod wrong;
