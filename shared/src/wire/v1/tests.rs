//! Golden files of every format of version 1, one vector for each way to be wrong, bytes that
//! nobody meant, and the page that describes all of it.

mod golden;
mod hostile;
mod page;
mod samples;
mod wrong;
