//! An emulated satellite link, and what is measured over it.
//!
//! [`emulator`] decides what becomes of each packet, from a seed. Two forms carry real packets by
//! its decisions: [`namespaces`], between two network namespaces, where the kernel's TCP really
//! retransmits, and which needs root; and [`proxy`], for UDP on the loopback address, which needs
//! nothing.

pub mod emulator;
pub mod measure;
#[cfg(target_os = "linux")]
pub mod namespaces;
pub mod near;
pub mod proxy;
pub mod stage;
pub mod tls;
pub mod wire;

/// The office's address between namespaces.
pub const NEAR: &str = "10.77.0.1";
/// The server's.
pub const FAR: &str = "10.77.0.2";
