//! Forms that somebody is still filling in: what was typed, as it was typed, in the profile's own
//! storage. Nobody else hears of one before it is signed; then its content goes out in the same
//! commit that forgets what was typed.

use std::fmt;

use serde::{Deserialize, Serialize};
use stafet_shared::{
    content::{Manifest, RawAttachment},
    id::{FormId, HandoverId},
    party::OfficeId,
    seal::blob::{BLOB_KEY_BYTES, BlobKey},
    time::Timestamp,
    words::{Colour, Kind},
};

use super::{Amends, Deed, Draft, Office, OfficeError, Reader, Supplied, values};
use crate::store::Store;

/// The most forms that are kept at once.
pub const FORMS_MAX: usize = 100;

/// How many days it is known what became of a form that was sent.
const SENT_KNOWN_DAYS: i64 = 30;
/// Bytes of a digest.
const DIGEST_BYTES: usize = 32;

/// What a form is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "StoredAim", try_from = "StoredAim")]
pub enum Aim {
    /// A new handover.
    New,
    /// A new handover that takes up a closed matter again.
    Reopen(HandoverId),
    /// A new handover that takes the place of one that was sent in error.
    Replace(HandoverId),
    /// A corrected version of a handover whose version this is.
    Correct(HandoverId, u16),
    /// A mended version of a handover whose version this is, sent to the same office again.
    Resubmit(HandoverId, u16),
}

/// A form that somebody is filling in.
#[derive(Clone)]
pub struct Unsent {
    /// Names it.
    pub id: FormId,
    /// Counts how often it was saved.
    pub revision: u32,
    /// What it is to become.
    pub aim: Aim,
    /// What is handed over, once that was said.
    pub kind: Option<Kind>,
    /// In whose name, if that was said.
    pub from: Option<OfficeId>,
    /// The office that is to take it.
    pub to: Option<OfficeId>,
    /// How urgent it is.
    pub colour: Option<Colour>,
    /// The handover that it follows.
    pub follows: Option<HandoverId>,
    /// What was typed: the fields' names and their texts, in order.
    pub texts: Vec<(String, String)>,
    /// The files that go along, sealed.
    pub files: Vec<RawAttachment>,
    /// The step that was saved last.
    pub step: String,
    /// When it was saved last.
    pub saved: Timestamp,
    /// The handover that it has become; nothing else of it is kept then.
    pub became: Option<HandoverId>,
}

/// What goes out when a form is signed.
#[derive(Clone, Debug)]
pub enum Outgoing {
    /// A new handover, and what is done with it.
    Draft(Box<Draft>, Then),
    /// A new version of a handover.
    Version(HandoverId, Box<Deed>),
}

/// What is done with a handover in the moment in which it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing more.
    Nothing,
    /// It takes up a closed matter again.
    TakesUp(HandoverId),
    /// It answers what was asked about a handover.
    Answers(HandoverId),
    /// It takes the place of one that was sent in error.
    Replaces(HandoverId),
}

impl Unsent {
    /// An empty form with an aim.
    #[must_use]
    pub fn new(aim: Aim) -> Self {
        Self {
            id: FormId::from_bytes([0; stafet_shared::id::ID_BYTES]),
            revision: 0,
            aim,
            kind: None,
            from: None,
            to: None,
            colour: None,
            follows: None,
            texts: Vec::new(),
            files: Vec::new(),
            step: String::new(),
            saved: Timestamp::EPOCH,
            became: None,
        }
    }

    /// What remains of it once it has become a handover.
    fn sent(&self, became: HandoverId, saved: Timestamp) -> Self {
        Self {
            id: self.id,
            revision: self.revision,
            saved,
            became: Some(became),
            ..Self::new(Aim::New)
        }
    }

    /// The version that it was begun from, if it is to become a later one.
    const fn version(&self) -> Option<(HandoverId, u16)> {
        match self.aim {
            Aim::New | Aim::Reopen(_) | Aim::Replace(_) => None,
            Aim::Correct(id, version) | Aim::Resubmit(id, version) => Some((id, version)),
        }
    }
}

impl fmt::Debug for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unsent({}, [sealed])", self.id)
    }
}

impl<S: Store> Office<S> {
    /// Begins a form. Answers its name.
    ///
    /// # Errors
    /// When there are as many as are kept.
    pub async fn begin_form(&mut self, form: Unsent) -> Result<FormId, OfficeError> {
        self.decide(|office| {
            office.forget_old_forms()?;
            if office.reader().forms().count() >= FORMS_MAX {
                return Err(OfficeError::TooManyForms { limit: FORMS_MAX });
            }
            let id = office.random(FormId::random);
            office.put_form(&Unsent { id, ..form.clone() })?;
            Ok(id)
        })
        .await
    }

    /// Saves a form over the one that it was filled in on.
    ///
    /// # Errors
    /// [`OfficeError::FormMoved`] when it was saved, sent or deleted elsewhere meanwhile.
    pub async fn save_form(&mut self, form: Unsent) -> Result<(), OfficeError> {
        self.decide(|office| {
            let known = office.reader().form(form.id);
            let known = known.filter(|it| it.became.is_none() && it.revision == form.revision);
            known.ok_or(OfficeError::FormMoved)?;
            office.put_form(&form)
        })
        .await
    }

    /// Forgets a form and the files that were sealed for it.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn forget_form(&mut self, id: FormId) -> Result<(), OfficeError> {
        let form = self
            .decide(|office| {
                let form = office.reader().form(id);
                if form.is_some() {
                    office.unset(values::form(id))?;
                }
                Ok(form)
            })
            .await?;
        let files = form.map(|it| it.files).unwrap_or_default();
        let sealed = Manifest::parse(files).map(|it| it.blobs());
        for blob in sealed.unwrap_or_default() {
            self.detach(blob).await?;
        }
        Ok(())
    }

    /// Signs what a form has become, and forgets what was typed. Who does it again is answered as
    /// the first time.
    ///
    /// # Errors
    /// [`OfficeError::FormMoved`] when the form, or the handover that it changes, is not as it was
    /// shown; else as for sending.
    pub async fn send_form(
        &mut self,
        (id, revision): (FormId, u32),
        outgoing: Outgoing,
    ) -> Result<HandoverId, OfficeError> {
        self.decide(|office| {
            let form = office.reader().form(id).ok_or(OfficeError::FormMoved)?;
            if let Some(became) = form.became {
                return Ok(became);
            }
            if form.revision != revision || office.has_later_version(&form) {
                return Err(OfficeError::FormMoved);
            }
            let became = office.let_out(&outgoing)?;
            let sent = form.sent(became, office.clock.now());
            office.set(values::form(id), write(&sent))?;
            Ok(became)
        })
        .await
    }

    fn let_out(&mut self, outgoing: &Outgoing) -> Result<HandoverId, OfficeError> {
        match outgoing {
            Outgoing::Draft(draft, Then::Nothing) => Ok(self.take_draft(draft)?.handover),
            Outgoing::Draft(draft, Then::TakesUp(closed)) => {
                Ok(self.take_up(*closed, (**draft).clone())?.handover)
            }
            Outgoing::Draft(draft, Then::Answers(asked)) => {
                let answer = |new| Deed::Supply(Supplied::With(new));
                self.send_for(draft, *asked, answer)
            }
            Outgoing::Draft(draft, Then::Replaces(error)) => {
                let amends = |new| Deed::CloseError(Amends::Replacement(new));
                self.send_for(draft, *error, amends)
            }
            Outgoing::Version(handover, deed) => {
                self.carry_out(*handover, deed, None)?;
                Ok(*handover)
            }
        }
    }

    /// Sends a handover, and says about another one what it is for. While it waits for a key,
    /// that is still to be said.
    fn send_for(
        &mut self,
        draft: &Draft,
        other: HandoverId,
        deed: impl Fn(HandoverId) -> Deed,
    ) -> Result<HandoverId, OfficeError> {
        let sent = self.take_draft(draft)?;
        if sent.waiting.is_none() {
            self.carry_out(other, &deed(sent.handover), None)?;
        }
        Ok(sent.handover)
    }

    fn has_later_version(&self, form: &Unsent) -> bool {
        form.version().is_some_and(|(id, version)| {
            let known = self.reader().handover(id);
            known.is_none_or(|it| it.version != version)
        })
    }

    fn put_form(&mut self, form: &Unsent) -> Result<(), OfficeError> {
        let form = Unsent {
            revision: form.revision.saturating_add(1),
            saved: self.clock.now(),
            ..form.clone()
        };
        self.set(values::form(form.id), write(&form))
    }

    /// Forgets what became of forms that nobody asks about any more.
    fn forget_old_forms(&mut self) -> Result<(), OfficeError> {
        let oldest = self.clock.now().plus_days(-SENT_KNOWN_DAYS);
        let all = self.reader().all_forms();
        let old: Vec<FormId> = all
            .filter(|form| form.became.is_some() && form.saved < oldest)
            .map(|form| form.id)
            .collect();
        old.into_iter()
            .try_for_each(|id| self.unset(values::form(id)))
    }
}

impl<'a> Reader<'a> {
    /// The forms that somebody is filling in.
    pub fn forms(self) -> impl Iterator<Item = Unsent> + 'a {
        self.all_forms().filter(|form| form.became.is_none())
    }

    /// One form, also one that was sent lately.
    #[must_use]
    pub fn form(self, id: FormId) -> Option<Unsent> {
        read(id, self.view.value(&values::form(id))?)
    }

    /// The form whose id begins with what stands in an address, also one that was sent lately.
    #[must_use]
    pub fn find_form(self, prefix: &str) -> Option<Unsent> {
        let mut found = self.all_forms().filter(|form| form.id.starts_with(prefix));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn all_forms(self) -> impl Iterator<Item = Unsent> + 'a {
        let stored = self.view.values_under(values::FORMS);
        stored.filter_map(|(name, value)| read(values::parse_form(name)?, value))
    }
}

/// A form as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredForm {
    revision: u32,
    aim: Aim,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
    colour: Option<String>,
    follows: Option<String>,
    texts: Vec<(String, String)>,
    files: Vec<StoredFile>,
    step: String,
    saved: i64,
    became: Option<String>,
}

/// An aim as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredAim {
    word: String,
    handover: Option<String>,
    version: u16,
}

/// A sealed file as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredFile {
    name: Option<String>,
    media_type: Option<String>,
    size_bytes: u64,
    plain: [u8; DIGEST_BYTES],
    sealed: [u8; DIGEST_BYTES],
    key: Option<[u8; BLOB_KEY_BYTES]>,
}

impl From<Aim> for StoredAim {
    fn from(aim: Aim) -> Self {
        let (word, handover, version) = match aim {
            Aim::New => ("new", None, 0),
            Aim::Reopen(id) => ("reopen", Some(id), 0),
            Aim::Replace(id) => ("replace", Some(id), 0),
            Aim::Correct(id, version) => ("correct", Some(id), version),
            Aim::Resubmit(id, version) => ("resubmit", Some(id), version),
        };
        Self {
            word: word.to_owned(),
            handover: handover.map(|id| id.long()),
            version,
        }
    }
}

impl TryFrom<StoredAim> for Aim {
    type Error = &'static str;

    fn try_from(stored: StoredAim) -> Result<Self, Self::Error> {
        let id = stored.handover.as_deref().and_then(values::parse_handover);
        match (stored.word.as_str(), id) {
            ("new", None) => Ok(Self::New),
            ("reopen", Some(id)) => Ok(Self::Reopen(id)),
            ("replace", Some(id)) => Ok(Self::Replace(id)),
            ("correct", Some(id)) => Ok(Self::Correct(id, stored.version)),
            ("resubmit", Some(id)) => Ok(Self::Resubmit(id, stored.version)),
            _ => Err("no such aim"),
        }
    }
}

impl From<&RawAttachment> for StoredFile {
    fn from(file: &RawAttachment) -> Self {
        Self {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size_bytes: file.size_bytes,
            plain: file.plaintext_sha256,
            sealed: file.ciphertext_sha256,
            key: file.key.as_ref().map(|key| *key.expose()),
        }
    }
}

impl From<StoredFile> for RawAttachment {
    fn from(stored: StoredFile) -> Self {
        Self {
            name: stored.name,
            media_type: stored.media_type,
            size_bytes: stored.size_bytes,
            plaintext_sha256: stored.plain,
            ciphertext_sha256: stored.sealed,
            key: stored.key.map(BlobKey::from_bytes),
        }
    }
}

fn write(form: &Unsent) -> Vec<u8> {
    let stored = StoredForm {
        revision: form.revision,
        aim: form.aim,
        kind: form.kind.map(|it| it.name().to_owned()),
        from: form.from.as_ref().map(ToString::to_string),
        to: form.to.as_ref().map(ToString::to_string),
        colour: form.colour.map(|it| it.name().to_owned()),
        follows: form.follows.map(|id| id.long()),
        texts: form.texts.clone(),
        files: form.files.iter().map(StoredFile::from).collect(),
        step: form.step.clone(),
        saved: form.saved.unix_ms(),
        became: form.became.map(|id| id.long()),
    };
    // Texts and numbers always have a JSON form.
    serde_json::to_vec(&stored).unwrap_or_default()
}

fn read(id: FormId, value: &[u8]) -> Option<Unsent> {
    let stored: StoredForm = serde_json::from_slice(value).ok()?;
    let office = |text: Option<String>| text.and_then(|it| OfficeId::parse(&it).ok());
    let handover = |text: Option<String>| text.and_then(|it| values::parse_handover(&it));
    Some(Unsent {
        id,
        revision: stored.revision,
        aim: stored.aim,
        kind: stored.kind.and_then(|it| Kind::from_name(&it)),
        from: office(stored.from),
        to: office(stored.to),
        colour: stored.colour.and_then(|it| Colour::from_name(&it)),
        follows: handover(stored.follows),
        texts: stored.texts,
        files: stored.files.into_iter().map(RawAttachment::from).collect(),
        step: stored.step,
        saved: Timestamp::from_unix_ms(stored.saved),
        became: handover(stored.became),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_as_it_was_written() {
        let id = HandoverId::from_bytes([7; 16]);
        for aim in [
            Aim::New,
            Aim::Reopen(id),
            Aim::Replace(id),
            Aim::Correct(id, 2),
            Aim::Resubmit(id, 3),
        ] {
            let form = Unsent {
                revision: 4,
                kind: Some(Kind::Referral),
                from: OfficeId::parse("kujalleq/nanortalik").ok(),
                to: OfficeId::parse("socialstyrelsen/rejsehold").ok(),
                colour: Some(Colour::Yellow),
                follows: Some(id),
                texts: vec![
                    ("child.name".to_owned(), "Testbarn ĸ\r\n".to_owned()),
                    ("subject".to_owned(), String::new()),
                ],
                files: vec![RawAttachment {
                    name: Some("æ.pdf".to_owned()),
                    key: Some(BlobKey::from_bytes([3; BLOB_KEY_BYTES])),
                    size_bytes: 5,
                    ..RawAttachment::default()
                }],
                step: "indhold".to_owned(),
                saved: Timestamp::from_unix_ms(9),
                became: Some(id),
                ..Unsent::new(aim)
            };
            let again = read(form.id, &write(&form)).unwrap();
            assert_eq!((again.aim, again.kind), (aim, form.kind));
            assert_eq!(
                (again.from.clone(), again.to.clone()),
                (form.from.clone(), form.to.clone())
            );
            assert_eq!(again.texts, form.texts);
            assert_eq!(again.files[0].key, form.files[0].key);
            assert_eq!(write(&again), write(&form));
            assert_eq!(format!("{form:?}"), "Unsent(00000000, [sealed])");
        }
    }

    #[test]
    fn what_is_damaged_is_no_form() {
        let id = FormId::from_bytes([1; 16]);
        assert!(read(id, b"").is_none());
        assert!(read(id, b"{}").is_none());
    }
}
