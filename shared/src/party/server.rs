//! In whose name the server's watch signs, and with which device: it is no member of any office,
//! so that nothing but a reminder or an escalation could ever be its to sign.

use crate::{
    hash::Hash,
    id::{DeviceId, PersonId},
    party::OfficeId,
    sign::VerifyingKey,
};

/// Label of the hash that names the server's watch.
const LABEL: &[u8] = b"stafet/watch/1";

/// The pseudo-office of the server's watch.
#[must_use]
pub fn office() -> OfficeId {
    OfficeId::root_watch()
}

/// The pseudo-device of the server whose receipts that key signs.
#[must_use]
pub fn device(receipts: &VerifyingKey) -> DeviceId {
    DeviceId::from_bytes(name(receipts))
}

/// The pseudo-person of that server: nobody.
#[must_use]
pub fn nobody(receipts: &VerifyingKey) -> PersonId {
    PersonId::from_bytes(name(receipts))
}

fn name(receipts: &VerifyingKey) -> [u8; 16] {
    let hash = Hash::of_parts(&[LABEL, &receipts.to_bytes()]);
    let mut name = [0; 16];
    for (to, from) in name.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    name
}
