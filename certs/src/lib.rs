//! The deployment's small certificate authority, and the TLS settings that rest on it.
//!
//! An offline [`Root`](authority::Root) signs one [`Issuing`](authority::Issuing) authority,
//! which certifies the server and the devices. Both keys belong to the administrator: the server
//! holds neither. A certificate only opens the door to the handshake; what a device may do is
//! looked up in the directory by its [key hash](fingerprint::key_hash) at every request.
//!
//! Time and chance are handed in, so that a seeded run makes the same keys and certificates.
//! What an operator keeps where stands in this crate's `README.md`.

pub mod authority;
pub mod fingerprint;
pub mod founding;
pub mod joining;
pub mod key;
pub mod tls;

#[cfg(test)]
mod fixture;
