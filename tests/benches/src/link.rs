//! An emulated satellite link, and what is measured over it.
//!
//! [`emulator`] decides what becomes of each packet, from a seed. Two forms carry real packets by
//! its decisions: [`namespaces`], between two network namespaces, where the kernel's TCP really
//! retransmits, and which needs root; and [`proxy`], for UDP on the loopback address, which needs
//! nothing.

pub mod emulator;
#[cfg(target_os = "linux")]
pub mod namespaces;
pub mod proxy;
pub mod wire;
