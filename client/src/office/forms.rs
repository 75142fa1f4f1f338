//! Forms that somebody is still filling in: what was typed, as it was typed, in the profile's own
//! storage. Nobody else hears of one before it is signed; then its content goes out in the same
//! commit that forgets what was typed.

use std::collections::BTreeSet;

use stafet_shared::{
    content::{Manifest, RawAttachment},
    id::{FormId, HandoverId},
    seal::blob::BlobRef,
};

use super::{
    Amends, Deed, Draft, Office, OfficeError, Reader, Supplied,
    stored_form::{read, write},
    unsent::{Outgoing, Then, Unsent},
    values,
};
use crate::store::Store;

/// The most forms that are kept at once.
pub const FORMS_MAX: usize = 100;

/// How many days it is known what became of a form that was sent.
const SENT_KNOWN_DAYS: i64 = 30;

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

    /// Puts a file into a form that was sealed for it, beside whatever else is saved meanwhile.
    ///
    /// # Errors
    /// [`OfficeError::FormMoved`] when the form was sent or deleted.
    pub async fn put_in_form(
        &mut self,
        id: FormId,
        (file, blob): (RawAttachment, BlobRef),
    ) -> Result<(), OfficeError> {
        let put = self
            .decide(|office| {
                let form = office.reader().form(id);
                let form = form.filter(|it| it.became.is_none());
                let mut form = form.ok_or(OfficeError::FormMoved)?;
                form.files.push(file.clone());
                office.came(blob)?;
                office.put_form(&form)
            })
            .await;
        if put.is_err() {
            // What cannot be removed is sealed, and costs room only.
            self.blobs.remove(blob).unwrap_or_default();
        }
        put
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

    /// Sends a handover, and says about another one what it is for.
    fn send_for(
        &mut self,
        draft: &Draft,
        other: HandoverId,
        deed: impl Fn(HandoverId) -> Deed,
    ) -> Result<HandoverId, OfficeError> {
        let sent = self.take_draft(draft)?;
        self.carry_out(other, &deed(sent.handover), None)?;
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
        let old = all.filter(|form| form.became.is_some() && form.saved < oldest);
        let old: BTreeSet<FormId> = old.map(|form| form.id).collect();
        for id in old {
            self.unset(values::form(id))?;
        }
        Ok(())
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
