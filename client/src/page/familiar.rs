//! How this user's other programs and a running page know each other.
//!
//! Both have read the same file, and neither says what stands in it. Whoever has taken the port of
//! a page that died learns nothing, and cannot answer in its name.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use stafet_shared::entropy::Entropy;

/// The header with the chance of one question.
pub const CHANCE: &str = "x-stafet-chance";
/// The header with the proof of who asks, and in the answer of who answers.
pub const PROOF: &str = "x-stafet-proof";
/// Bytes of chance in a question.
const CHANCE_BYTES: usize = 16;

/// The chance of one question, which is asked once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance(String);

impl Chance {
    /// A new one.
    pub fn new(entropy: &mut impl Entropy) -> Self {
        let bytes: [u8; CHANCE_BYTES] = entropy.array();
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The one of a question that came; `None` when it carries none.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(CHANCE)?.to_str().ok()?;
        Some(Self(text.to_owned()))
    }

    /// As it stands in the header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What proves that somebody knows the file: it is for one question at one address.
#[must_use]
pub fn asking(secret: &str, chance: &Chance, path: &str) -> String {
    URL_SAFE_NO_PAD.encode(
        of_parts(secret, ["ask", &chance.0, path])
            .finalize()
            .into_bytes(),
    )
}

/// Whether a question at this address is asked by somebody who knows the file.
#[must_use]
pub fn asks(secret: &str, headers: &HeaderMap, path: &str) -> Option<Chance> {
    let chance = Chance::of(headers)?;
    let proved = proof(headers)?;
    let mac = of_parts(secret, ["ask", &chance.0, path]);
    mac.verify_slice(&proved).is_ok().then_some(chance)
}

/// What proves that an answer is from somebody who knows the file.
#[must_use]
pub fn answering(secret: &str, chance: &Chance, answer: &str) -> String {
    let mac = of_parts(secret, ["answer", &chance.0, answer]);
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// Whether an answer to this question is from somebody who knows the file.
#[must_use]
pub fn answers(secret: &str, chance: &Chance, headers: &HeaderMap, answer: &str) -> bool {
    let mac = of_parts(secret, ["answer", &chance.0, answer]);
    proof(headers).is_some_and(|proved| mac.verify_slice(&proved).is_ok())
}

fn proof(headers: &HeaderMap) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(headers.get(PROOF)?.as_bytes()).ok()
}

/// Parts that are told apart, whatever stands in them.
fn of_parts(secret: &str, parts: [&str; 3]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new(&block(secret).into());
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        mac.update(&length.to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac
}

/// The secret as one block of the hash, which it is shorter than.
fn block(secret: &str) -> [u8; 64] {
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(secret.bytes()) {
        *place = byte;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemEntropy;
    use axum::http::HeaderValue;

    fn headers(chance: &Chance, proof: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            CHANCE,
            HeaderValue::from_str(chance.as_str()).expect("text"),
        );
        headers.insert(PROOF, HeaderValue::from_str(proof).expect("text"));
        headers
    }

    #[test]
    fn only_who_knows_the_file_asks_and_answers() {
        let chance = Chance::new(&mut SystemEntropy);
        let other = Chance::new(&mut SystemEntropy);
        let asked = headers(&chance, &asking("secret", &chance, "/vaek"));
        assert_eq!(asks("secret", &asked, "/vaek"), Some(chance.clone()));
        assert_eq!(asks("secret", &asked, "/kald"), None, "another address");
        assert_eq!(asks("another", &asked, "/vaek"), None);
        let moved = headers(&other, &asking("secret", &chance, "/vaek"));
        assert_eq!(asks("secret", &moved, "/vaek"), None, "another question");

        let answered = headers(&chance, &answering("secret", &chance, "null"));
        assert!(answers("secret", &chance, &answered, "null"));
        assert!(!answers("secret", &chance, &answered, "{}"));
        assert!(!answers("secret", &other, &answered, "null"));
        assert!(!answers("another", &chance, &answered, "null"));
        // A question sent back proves nothing.
        assert!(!answers("secret", &chance, &asked, "/vaek"));
    }
}
