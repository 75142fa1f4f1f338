//! Ed25519 against Wycheproof's vectors, through the check that every act, receipt and head goes
//! through.

use stafet_shared::sign::{KEY_BYTES, SIGNATURE_BYTES, VerifyingKey};
use wycheproof::{
    TestResult,
    eddsa::{TestName, TestSet},
};

/// Vectors for which we say something else than Wycheproof: none. Strict verification refuses
/// more than RFC 8032 does, but no valid vector has a key or a nonce of low order.
const DEVIATIONS: [usize; 0] = [];
/// How many vectors there are, and how many of them are valid.
const COUNTS: (usize, usize) = (151, 88);

#[test]
fn every_vector_of_wycheproof_is_judged_as_it_says() {
    let set = TestSet::load(TestName::Ed25519).unwrap();
    let (mut all, mut valid, mut deviations) = (0, 0, Vec::new());
    for group in &set.test_groups {
        let key = <[u8; KEY_BYTES]>::try_from(group.key.pk.as_slice()).unwrap();
        let key = VerifyingKey::from_bytes(&key).unwrap();
        for test in &group.tests {
            let is_right = has_signed(&key, &test.msg, &test.sig);
            if is_right != (test.result == TestResult::Valid) {
                deviations.push(test.tc_id);
            }
            all += 1;
            valid += usize::from(test.result == TestResult::Valid);
        }
    }
    assert_eq!(deviations, DEVIATIONS);
    assert_eq!((all, valid), COUNTS);
}

/// A signature of another length is none: where ours are read, the type has no room for it.
fn has_signed(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    let signature = <&[u8; SIGNATURE_BYTES]>::try_from(signature);
    signature.is_ok_and(|signature| key.has_signed(message, signature))
}
