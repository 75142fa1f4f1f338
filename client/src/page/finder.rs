//! Looks for words in everything that can be read here.
//!
//! What was opened for that is held in memory, up to a bound, so that the next search is quick; it
//! is held nowhere else, and no word that was looked for is kept. The office is lent for a few
//! bodies at a time, so that no page waits for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stafet_shared::{
    handover::Handover,
    id::{ActId, HandoverId},
    party::OfficeId,
    time::Timestamp,
    words::{Kind, Language},
};
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::{
    desk::keeper::Handle,
    face::{
        courses::begun,
        finding::{Excerpt, Words, compared},
        scene::Scene,
    },
    office::{OfficeError, Reader},
    store::sqlite::SqliteStore,
    text::Texts,
};

/// The most text that is held, in bytes.
pub const HELD_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most that is shown of what was found.
pub const SHOWN_MAX: usize = 100;

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The words.
    pub words: Words,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only what this office has a part in.
    pub office: Option<OfficeId>,
    /// Only what was begun then or later.
    pub from: Option<Timestamp>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The newest first, at most [`SHOWN_MAX`], each with a place.
    pub hits: Vec<(HandoverId, Option<Excerpt>)>,
    /// How many there are in all.
    pub count: usize,
    /// How many could not be looked through, or not wholly.
    pub unread: usize,
}

/// Finds, and holds what it has opened.
#[derive(Default)]
pub struct Finder {
    held: Mutex<Held>,
    /// Told when somebody is about to search.
    expected: Notify,
    /// Whoever opens what is not held yet.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Held {
    texts: BTreeMap<HandoverId, (Stamp, Zeroizing<String>)>,
    bytes: usize,
}

/// What a held text is of: where the handover stood, and in which language words were said.
type Stamp = (Option<ActId>, usize, Language);

/// One handover to be looked through.
struct Candidate {
    id: HandoverId,
    stamp: Stamp,
    begun: Timestamp,
}

impl Finder {
    /// Everything that holds what is looked for.
    ///
    /// # Errors
    /// When the office is not to be had, or the storage fails.
    pub async fn find(
        &self,
        office: &Handle<SqliteStore>,
        query: Query,
        texts: Arc<Texts>,
    ) -> Result<Found, OfficeError> {
        let narrowed = Query {
            words: Words::default(),
            ..query.clone()
        };
        let language = texts.language();
        let candidates = office.read(move |reader| candidates(reader, &narrowed, language));
        let candidates = candidates.await?;
        let looked = self.look_through(office, &candidates, (&query.words, &texts));
        let mut found = looked.await?;
        let ids = found.hits.into_iter().map(|(id, _)| id).take(SHOWN_MAX);
        found.hits = excerpts(office, ids.collect(), query.words, texts).await?;
        Ok(found)
    }

    /// Says that somebody is about to search.
    pub fn expect_a_search(&self) {
        self.expected.notify_one();
    }

    /// Waits until somebody is about to search.
    pub async fn expected(&self) {
        self.expected.notified().await;
    }

    /// Opens what a search will look through, while somebody still types what is looked for.
    ///
    /// # Errors
    /// When the office is not to be had, or the storage fails.
    pub async fn make_ready(
        &self,
        office: &Handle<SqliteStore>,
        texts: Arc<Texts>,
    ) -> Result<(), OfficeError> {
        let language = texts.language();
        let all = office.read(move |reader| candidates(reader, &Query::default(), language));
        let (all, nothing) = (all.await?, Words::default());
        let looked = self.look_through(office, &all, (&nothing, &texts));
        looked.await.map(drop)
    }

    /// Which of these have the words, in their order; what is not held yet is opened and held. One
    /// search opens at a time: the next one finds what it has opened.
    async fn look_through(
        &self,
        office: &Handle<SqliteStore>,
        candidates: &[Candidate],
        (words, texts): (&Words, &Arc<Texts>),
    ) -> Result<Found, OfficeError> {
        let _turn = self.turn.lock().await;
        let unknown = candidates.iter().filter(|one| !self.is_held(one));
        let mut unknown: Vec<HandoverId> = unknown.map(|one| one.id).collect();
        let stamps: BTreeMap<HandoverId, Stamp> =
            candidates.iter().map(|it| (it.id, it.stamp)).collect();
        let mut found = Found::default();
        let mut has = BTreeSet::new();
        while !unknown.is_empty() {
            let read = read_some(office, unknown.clone(), Arc::clone(texts)).await?;
            if read.is_empty() {
                break;
            }
            unknown.drain(..read.len().min(unknown.len()));
            for (id, text, is_whole) in read {
                if words.are_in(&text) {
                    has.insert(id);
                }
                if !is_whole {
                    found.unread = found.unread.saturating_add(1);
                } else if let Some(stamp) = stamps.get(&id) {
                    self.held().keep(id, *stamp, text);
                }
            }
        }
        let hits = candidates
            .iter()
            .filter(|one| has.contains(&one.id) || self.is_in(one, words));
        found.hits = hits.map(|one| (one.id, None)).collect();
        found.count = found.hits.len();
        Ok(found)
    }

    /// Forgets everything.
    pub fn forget(&self) {
        *self.held() = Held::default();
    }

    /// Whether its text is held as it stands now.
    fn is_held(&self, one: &Candidate) -> bool {
        let held = self.held();
        let text = held.texts.get(&one.id);
        text.is_some_and(|(stamp, _)| *stamp == one.stamp)
    }

    /// Whether its text is held as it stands now, and has the words.
    fn is_in(&self, one: &Candidate, words: &Words) -> bool {
        let held = self.held();
        let text = held.texts.get(&one.id);
        text.is_some_and(|(stamp, text)| *stamp == one.stamp && words.are_in(text))
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Nothing panics while the lock is held, and what is held is whole at every moment.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn keep(&mut self, id: HandoverId, stamp: Stamp, text: Zeroizing<String>) {
        if let Some((_, before)) = self.texts.remove(&id) {
            self.bytes = self.bytes.saturating_sub(before.len());
        }
        let bytes = self.bytes.saturating_add(text.len());
        if bytes <= HELD_BYTES_MAX {
            self.bytes = bytes;
            self.texts.insert(id, (stamp, text));
        }
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finder({} bytes held)", self.held().bytes)
    }
}

/// What is looked through, the newest first.
fn candidates(reader: Reader<'_>, query: &Query, language: Language) -> Vec<Candidate> {
    let is_wanted = |it: &&Handover| {
        let office = query.office.as_ref();
        let of_kind = query.kind.is_none_or(|kind| it.kind == kind);
        let of_office = office.is_none_or(|office| it.parties().any(|party| party == office));
        let is_late_enough = query.from.is_none_or(|from| begun(it) >= from);
        let is_here = !reader.has_destroyed(it);
        of_kind && of_office && is_late_enough && is_here && reader.has_part(it.id)
    };
    let handovers = reader.handovers().filter(is_wanted);
    let mut all: Vec<Candidate> = handovers
        .map(|it| Candidate {
            id: it.id,
            stamp: (
                it.history.last().map(|event| event.act),
                it.history.len(),
                language,
            ),
            begun: begun(it),
        })
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.begun));
    all
}

type Opened = Vec<(HandoverId, Zeroizing<String>, bool)>;

async fn read_some(
    office: &Handle<SqliteStore>,
    ids: Vec<HandoverId>,
    texts: Arc<Texts>,
) -> Result<Opened, OfficeError> {
    let read = office.ask(move |office| {
        Box::pin(async move {
            let own = office.reader().standing().into_offices();
            let Some(scene) = Scene::of(office.reader(), &own, &texts) else {
                return Ok(Opened::new());
            };
            let read = office.read_some(&ids, |handover, said| compared(handover, said, &scene));
            let read = read.await?.into_iter().map(|(id, opened)| {
                let (text, is_whole) = opened.unwrap_or_default();
                (id, text, is_whole)
            });
            Ok(read.collect())
        })
    });
    read.await
}

/// A place in each of these.
async fn excerpts(
    office: &Handle<SqliteStore>,
    mut ids: Vec<HandoverId>,
    words: Words,
    texts: Arc<Texts>,
) -> Result<Vec<(HandoverId, Option<Excerpt>)>, OfficeError> {
    let mut all = Vec::new();
    while !ids.is_empty() {
        let (some, words, texts) = (ids.clone(), words.clone(), Arc::clone(&texts));
        let read = office.ask(move |office| {
            Box::pin(async move {
                let own = office.reader().standing().into_offices();
                let Some(scene) = Scene::of(office.reader(), &own, &texts) else {
                    return Ok(Vec::new());
                };
                let read = office.read_some(&some, |_, said| words.excerpt(said, &scene));
                let places = read.await?.into_iter();
                Ok(places.map(|(id, place)| (id, place.flatten())).collect())
            })
        });
        let read = read.await?;
        if read.is_empty() {
            break;
        }
        ids.drain(..read.len().min(ids.len()));
        all.extend(read);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use stafet_shared::id::ID_BYTES;

    use super::*;

    #[test]
    fn what_is_held_has_a_bound_and_is_replaced_by_what_is_newer() {
        let mut held = Held::default();
        let id = |number| HandoverId::from_bytes([number; ID_BYTES]);
        let text = |bytes| Zeroizing::new("x".repeat(bytes));
        let stamp = (None, 1, Language::Danish);
        held.keep(id(1), stamp, text(HELD_BYTES_MAX - 10));
        held.keep(id(2), stamp, text(11));
        assert_eq!((held.texts.len(), held.bytes), (1, HELD_BYTES_MAX - 10));
        held.keep(id(1), stamp, text(5));
        held.keep(id(2), stamp, text(11));
        assert_eq!((held.texts.len(), held.bytes), (2, 16));
    }
}
