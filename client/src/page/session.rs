//! Browsers that were let in: one-time addresses, cookies, and the token that every form carries.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use stafet_shared::{
    entropy::Entropy,
    hash::Hash,
    id::HandoverId,
    time::{Clock, Timestamp},
};
use subtle::ConstantTimeEq as _;

use crate::clock::SystemEntropy;

/// How long a one-time address opens the page, in milliseconds.
pub const TICKET_LIFE_MS: i64 = 60_000;
/// The most one-time addresses that wait to be used; one more takes the place of the oldest.
pub const TICKETS_MAX: usize = 16;
/// The most browsers at once; one more takes the place of the one that was let in first.
pub const SESSIONS_MAX: usize = 16;
/// How long names stand in lists once they were asked for, in milliseconds.
pub const NAMES_LIFE_MS: i64 = 5 * 60_000;
/// How long a CPR number stands whole on a page once that was asked for, in milliseconds.
pub const CPR_LIFE_MS: i64 = 30_000;

/// Bytes of chance in an address and in a cookie.
const SECRET_BYTES: usize = 32;
/// Bytes of chance in a form's token.
const TOKEN_BYTES: usize = 16;

/// Everybody who was let in, and who may still come.
pub struct Sessions {
    clock: Arc<dyn Clock>,
    book: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    /// Hashes of addresses that were given out, with their end, the oldest first.
    tickets: Vec<(Hash, Timestamp)>,
    /// By the hash of the cookie.
    open: BTreeMap<Hash, Session>,
    /// How many were let in so far.
    count: u64,
}

/// One browser that was let in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    number: u64,
    token: String,
    names_until: Option<Timestamp>,
    cpr_until: Option<(HandoverId, Timestamp)>,
}

impl Session {
    /// What each of its forms carries, and no other page knows.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether a form carries its token.
    #[must_use]
    pub fn is_own(&self, token: &str) -> bool {
        self.token.as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// Whether names of children stand in its lists now.
    #[must_use]
    pub fn shows_names(&self, now: Timestamp) -> bool {
        self.names_until.is_some_and(|until| now < until)
    }

    /// Whether a whole CPR number stands on the page of this handover now.
    #[must_use]
    pub fn shows_cpr(&self, id: HandoverId, now: Timestamp) -> bool {
        self.cpr_until
            .is_some_and(|(shown, until)| shown == id && now < until)
    }
}

impl Sessions {
    /// Nobody yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            book: Mutex::default(),
        }
    }

    /// A new one-time address: what stands behind `/start/`.
    pub fn ticket(&self) -> String {
        let (secret, hash) = secret();
        let mut book = self.book();
        if book.tickets.len() >= TICKETS_MAX {
            book.tickets.remove(0);
        }
        let end = self.clock.now().plus_ms(TICKET_LIFE_MS);
        book.tickets.push((hash, end));
        secret
    }

    /// Lets in who has a one-time address. Answers the cookie.
    pub fn enter(&self, ticket: &str) -> Option<String> {
        let hash = Hash::of(ticket.as_bytes());
        let now = self.clock.now();
        let mut book = self.book();
        let place = book.tickets.iter().position(|(known, _)| *known == hash)?;
        let (_, end) = book.tickets.remove(place);
        if now >= end {
            return None;
        }
        if book.open.len() >= SESSIONS_MAX {
            let first = book.open.iter().min_by_key(|(_, one)| one.number);
            let first = first.map(|(hash, _)| *hash);
            first.map(|hash| book.open.remove(&hash));
        }
        let (cookie, hash) = secret();
        let token: [u8; TOKEN_BYTES] = SystemEntropy.array();
        book.count = book.count.saturating_add(1);
        let session = Session {
            number: book.count,
            token: URL_SAFE_NO_PAD.encode(token),
            names_until: None,
            cpr_until: None,
        };
        book.open.insert(hash, session);
        Some(cookie)
    }

    /// The browser that has this cookie.
    #[must_use]
    pub fn of(&self, cookie: &str) -> Option<Session> {
        self.book().open.get(&Hash::of(cookie.as_bytes())).cloned()
    }

    /// From now on and for [`NAMES_LIFE_MS`], names stand in this browser's lists.
    pub fn show_names(&self, session: &Session) {
        let mut book = self.book();
        let mut open = book.open.values_mut();
        if let Some(known) = open.find(|one| one.number == session.number) {
            known.names_until = Some(self.clock.now().plus_ms(NAMES_LIFE_MS));
        }
    }

    /// From now on and for [`CPR_LIFE_MS`], the page of this handover shows this browser the whole
    /// CPR number.
    pub fn show_cpr(&self, session: &Session, id: HandoverId) {
        let mut book = self.book();
        let mut open = book.open.values_mut();
        if let Some(known) = open.find(|one| one.number == session.number) {
            known.cpr_until = Some((id, self.clock.now().plus_ms(CPR_LIFE_MS)));
        }
    }

    /// Nobody is let in any more without a new address.
    pub fn end(&self) {
        self.book().open.clear();
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Nothing panics while the lock is held, and the book is whole at every moment.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({})", self.number)
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sessions({} open)", self.book().open.len())
    }
}

/// What nobody can guess, and its hash.
fn secret() -> (String, Hash) {
    let bytes: [u8; SECRET_BYTES] = SystemEntropy.array();
    let secret = URL_SAFE_NO_PAD.encode(bytes);
    let hash = Hash::of(secret.as_bytes());
    (secret, hash)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use stafet_shared::id::ID_BYTES;

    use super::*;

    /// A clock that the test turns.
    #[derive(Default)]
    struct Turned(AtomicI64);

    impl Turned {
        fn advance_ms(&self, ms: i64) {
            self.0.fetch_add(ms, Ordering::Relaxed);
        }
    }

    impl Clock for Turned {
        fn now(&self) -> Timestamp {
            Timestamp::from_unix_ms(self.0.load(Ordering::Relaxed))
        }
    }

    fn sessions() -> (Arc<Turned>, Sessions) {
        let clock = Arc::<Turned>::default();
        let sessions = Sessions::new(clock.clone());
        (clock, sessions)
    }

    fn enter(sessions: &Sessions) -> String {
        sessions.enter(&sessions.ticket()).unwrap()
    }

    #[test]
    fn an_address_opens_the_page_once_and_only_for_a_while() {
        let (clock, sessions) = sessions();
        let (used, late) = (sessions.ticket(), sessions.ticket());
        assert!(sessions.enter("guessed").is_none());
        let cookie = sessions.enter(&used).unwrap();
        assert!(sessions.of(&cookie).is_some());
        assert!(sessions.enter(&used).is_none(), "used");
        clock.advance_ms(TICKET_LIFE_MS);
        assert!(sessions.enter(&late).is_none(), "late");
    }

    #[test]
    fn each_browser_has_a_token_of_its_own() {
        let (_, sessions) = sessions();
        let [one, other] = [(); 2].map(|()| sessions.of(&enter(&sessions)).unwrap());
        assert!(one.is_own(one.token()));
        assert!(!one.is_own(other.token()));
        assert!(!one.is_own(""));
    }

    #[test]
    fn names_are_shown_for_a_while_and_to_who_asked() {
        let (clock, sessions) = sessions();
        let [mine, other] = [(); 2].map(|()| enter(&sessions));
        sessions.show_names(&sessions.of(&mine).unwrap());
        let shows = |cookie: &str| sessions.of(cookie).unwrap().shows_names(clock.now());
        assert!(shows(&mine));
        assert!(!shows(&other));
        clock.advance_ms(NAMES_LIFE_MS);
        assert!(!shows(&mine));
    }

    #[test]
    fn a_number_is_shown_for_a_while_on_one_page_and_to_who_asked() {
        let (clock, sessions) = sessions();
        let [mine, other] = [(); 2].map(|()| enter(&sessions));
        let [id, next] = [1, 2].map(|it| HandoverId::from_bytes([it; ID_BYTES]));
        sessions.show_cpr(&sessions.of(&mine).unwrap(), id);
        let shows = |cookie: &str, id| sessions.of(cookie).unwrap().shows_cpr(id, clock.now());
        assert!(shows(&mine, id));
        assert!(!shows(&mine, next) && !shows(&other, id));
        clock.advance_ms(CPR_LIFE_MS);
        assert!(!shows(&mine, id));
    }

    #[test]
    fn browsers_and_addresses_are_bounded() {
        let (_, sessions) = sessions();
        let first = enter(&sessions);
        for _ in 0..SESSIONS_MAX {
            enter(&sessions);
        }
        assert!(sessions.of(&first).is_none());
        let oldest = sessions.ticket();
        for _ in 0..TICKETS_MAX {
            sessions.ticket();
        }
        assert!(sessions.enter(&oldest).is_none());
    }
}
