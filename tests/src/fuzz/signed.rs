//! The signed envelope: one form for each act, and nothing verifies but what was signed.

use stafet_shared::{
    act::{Act, ActError},
    sign::{Signed, SignedError, VerifyingKey},
};

use super::{
    Canary,
    people::{is_next_century, signing_key},
};

/// A signed act's bytes, by one of the invented [`people`](super::people).
///
/// # Panics
/// When an act has two encodings, or verifies although its device has not signed it.
pub fn run(data: &[u8], canary: Canary) {
    let Ok(signed) = Signed::from_bytes(data.to_vec()) else {
        return;
    };
    assert_eq!(signed.as_bytes(), data);
    let signer = signed.signer();
    let key = signing_key(signer.device, signer.capacity);
    let mut verified = Act::verify(signed.clone(), &key.verifying_key());
    let kept = Act::kept(signed.clone());
    if canary.spoils(kept.as_ref().is_ok_and(is_from_the_next_century)) {
        verified.clone_from(&kept);
    }
    match &verified {
        // Ed25519 has one signature for each key and message: signing again shows who signed.
        Ok(act) => {
            let again = act.public().clone().sign(&key);
            assert_eq!(again.signed().as_bytes(), data, "signed by somebody else");
            assert_eq!(verified, kept);
            as_genesis(&signed, &key.verifying_key());
        }
        Err(ActError::Public(_)) => assert_eq!(verified, kept),
        Err(ActError::Signed(error)) => assert!(matches!(
            error,
            SignedError::WrongSignature | SignedError::Malformed
        )),
        Err(ActError::NotGenesis) => unreachable!("only a genesis is asked for"),
    }
}

/// A genesis that is believed names the key that signed it.
fn as_genesis(signed: &Signed, root: &VerifyingKey) {
    if let Ok(genesis) = Act::verify_genesis(signed.clone(), root) {
        assert_eq!(Act::verify(signed.clone(), root), Ok(genesis));
    }
}

fn is_from_the_next_century(act: &Act) -> bool {
    is_next_century(act.public().claimed)
}
