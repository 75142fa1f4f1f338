//! What the server says: receipts for own acts, acts from mailboxes, heads. Nothing is believed
//! before its chain, the server's signature and the signer's signature have been checked.

use stafet_shared::{
    access::{self, Around, Denied, permit},
    act::{Act, KnownHead, Matter},
    handover::Handover,
    hash::Hash,
    id::HandoverId,
    log::{Cursor, Mailbox, head::Head, receipt::Receipt},
    party::directory::Statement,
    sign::{Signed, VerifyingKey},
    wire::v1::message::{Parcel, Response},
};

use super::{Exchange, Office, OfficeError, Reader, values, view::Known};
use crate::store::{Change, Store};

/// What became of an item that the server sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new and kept.
    New,
    /// It was here already.
    Again,
    /// The directory has to be read further before it can be believed; read the mailbox again.
    Deferred,
    /// It does not verify. It is kept apart and shown; reading goes on.
    Quarantined,
    /// The server has broken its promise about the mailbox: reading it stops here.
    Alarm,
}

/// How much of what the server sent could be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it: own acts may say that they have seen it.
    Whole,
    /// Something was deferred, or a mailbox is not whole.
    Partial,
}

impl<S: Store> Exchange<'_, S> {
    /// Takes in one item of a mailbox, or of a fetch when there is none.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn take_in(
        self,
        mailbox: Option<Mailbox>,
        mut parcel: Parcel,
        receipt: Receipt,
    ) -> Result<Taken, OfficeError> {
        // What is here already is not written again: it may come with every sync.
        let is_known = self.0.view.acts.contains_key(&receipt.act);
        if is_known && parcel.body.is_some() && self.0.body(receipt.act).await? == parcel.body {
            parcel.body = None;
        }
        self.0
            .decide(|office| match &mailbox {
                Some(mailbox) => office.take_entry(mailbox, &parcel, &receipt),
                None => office.take_fetched(&parcel, &receipt),
            })
            .await
    }

    /// Takes in that everything up to `head` has been sent. Answers whether the head is the
    /// server's and goes on from the last. `floor` is how many leaves the log was known to have
    /// when the server was asked: a head between that and what is known now is only late, because
    /// another process of this profile has heard of more meanwhile.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn complete(
        self,
        head: Head,
        extent: Extent,
        floor: u64,
    ) -> Result<bool, OfficeError> {
        self.0
            .decide(|office| office.take_head(&head, extent, floor))
            .await
    }

    /// Notes that a handover was fetched whole.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn fetched(self, id: HandoverId) -> Result<(), OfficeError> {
        self.0
            .decide(|office| {
                let name = values::apart(id);
                if office.view.value(&name).is_some() {
                    office.unset(name)?;
                }
                Ok(())
            })
            .await
    }
}

impl Reader<'_> {
    /// How many leaves the log has had up to which everything was read.
    pub(crate) fn seen_size(self) -> u64 {
        self.view.seen().size
    }

    /// Handovers to be fetched whole: those of which acts have come but not the beginning, and
    /// other offices' that a leader here may countersign. What others do about these comes in
    /// mailboxes that are not read here.
    pub(crate) fn incomplete(self) -> Vec<HandoverId> {
        let handovers = self.view.handovers.values();
        let elsewhere = handovers
            .filter(|it| it.waiting().next().is_some())
            .filter(|it| !self.view.serves(&it.from) && !self.view.serves(&it.to))
            .map(|it| it.id);
        let apart = self.view.values_under(values::APART);
        let apart = apart.filter_map(|(name, _)| values::parse_handover(name));
        self.view.headless().chain(elsewhere).chain(apart).collect()
    }
}

impl<S: Store> Office<S> {
    /// The handover that an act is about, as it stood before the act.
    fn stood_before(&self, parcel: &Parcel, receipt: &Receipt) -> Option<Handover> {
        let signed = Signed::from_bytes(parcel.signed.clone()).ok()?;
        let act = Act::kept(signed).ok()?;
        let about = act.public().handover()?;
        self.view.handover_before(about.handover, receipt.index)
    }

    /// Whether a handover went on for a while without the own offices: what happened meanwhile
    /// stands in mailboxes that are not read here, and has to be fetched.
    fn was_apart(&self, before: &Handover) -> bool {
        let course = before.course.and_then(|id| self.view.handovers.get(&id));
        let hears = course.into_iter().flat_map(Handover::hears_of_its_course);
        let mut concerned = before.parties().chain(hears);
        !concerned.any(|party| self.view.serves(party))
    }

    /// Whether the own offices hear of a course from now on: what ended in it before has to be
    /// fetched.
    fn hears_of_a_course_now(&self, before: &Handover) -> bool {
        let hears = |it: &Handover| it.hears_of_its_course().any(|it| self.view.serves(it));
        let after = self.view.handovers.get(&before.id);
        after.is_some_and(hears) && !hears(before)
    }

    fn take_entry(
        &mut self,
        mailbox: &Mailbox,
        parcel: &Parcel,
        receipt: &Receipt,
    ) -> Result<Taken, OfficeError> {
        let before = self.view.cursor(mailbox);
        let after = before.after(Hash::of(&parcel.signed));
        let Some(entry) = receipt.entry(mailbox) else {
            return self.alarm(mailbox, "an entry came without its place in the mailbox");
        };
        if entry.seq <= before.seq {
            return Ok(Taken::Again);
        }
        if entry.seq != after.seq {
            return self.alarm(mailbox, "an entry of the mailbox is missing");
        }
        if entry.chain != after.chain {
            return self.alarm(mailbox, "an entry of the mailbox has been changed");
        }
        let before_it = self.stood_before(parcel, receipt);
        let was_apart = before_it.as_ref().is_some_and(|it| self.was_apart(it));
        let taken = match self.take_item(parcel, receipt)? {
            taken @ (Taken::New | Taken::Again) => taken,
            Taken::Quarantined => {
                let place = format!("{}/{}", mailbox.name(), entry.seq);
                self.quarantine(&place, mailbox, (parcel, receipt))?;
                Taken::Quarantined
            }
            Taken::Deferred => return Ok(Taken::Deferred),
            Taken::Alarm => return self.alarm(mailbox, "a receipt is not the server's"),
        };
        let is_partly_here = |it: &&Handover| was_apart || self.hears_of_a_course_now(it);
        if let Some(handover) = before_it.as_ref().filter(is_partly_here) {
            let index = receipt.index.to_be_bytes().to_vec();
            self.set(values::apart(handover.id), index)?;
        }
        let cursor = Cursor {
            seq: entry.seq,
            chain: entry.chain,
        };
        self.set(values::cursor(mailbox), values::write_cursor(cursor))?;
        if self.view.value(&values::alarm(mailbox.name())).is_some() {
            self.unset(values::alarm(mailbox.name()))?;
        }
        Ok(taken)
    }

    fn take_fetched(&mut self, parcel: &Parcel, receipt: &Receipt) -> Result<Taken, OfficeError> {
        let taken = self.take_item(parcel, receipt)?;
        if matches!(taken, Taken::New | Taken::Again) {
            // What could not be believed when it came in a mailbox has found its context.
            for entry in &receipt.entries {
                let place = format!("{}/{}", entry.mailbox.name(), entry.seq);
                if self.view.value(&values::quarantine(&place)).is_some() {
                    self.unset(values::quarantine(&place))?;
                }
            }
        }
        if taken == Taken::Alarm {
            self.raise(
                "fetch",
                "an act that was asked for came with a wrong receipt or body",
            )?;
        }
        Ok(taken)
    }

    /// Believes an act and keeps it, or says why not.
    fn take_item(&mut self, parcel: &Parcel, receipt: &Receipt) -> Result<Taken, OfficeError> {
        let Ok(signed) = Signed::from_bytes(parcel.signed.clone()) else {
            return Ok(Taken::Quarantined);
        };
        let hash = signed.hash();
        let act = match self.believe(signed, receipt) {
            Ok(act) => act,
            Err(taken) => return Ok(taken),
        };
        if act.id() != receipt.act || !self.is_servers(receipt, &act) {
            return Ok(Taken::Alarm);
        }
        let named = act.public().body();
        let body = parcel.body.as_deref();
        if body.is_some_and(|body| !named.is_some_and(|named| named.names(body))) {
            return Ok(Taken::Alarm);
        }
        // What is destroyed here does not come back with what the server sent meanwhile.
        let body = parcel.body.clone();
        let body = body.filter(|_| !self.reader().is_destroyed(&act));
        if let Some(known) = self.view.acts.get(&act.id()).cloned() {
            if known.act.hash() != hash {
                return Ok(Taken::Quarantined);
            }
            let other = known.receipt.as_ref().is_some_and(|kept| kept != receipt);
            if other {
                return Ok(Taken::Alarm);
            }
            let news = known.receipt.is_none() || body.is_some();
            if news {
                self.keep_again(known, receipt, body)?;
            }
            return Ok(Taken::Again);
        }
        if !self.is_permitted(&act, receipt) {
            return Ok(Taken::Quarantined);
        }
        let known = Known {
            act,
            order: self.view.next_order(),
            receipt: Some(receipt.clone()),
            refused: None,
        };
        self.keep(&known, body)?;
        Ok(Taken::New)
    }

    /// The act, if its signer has signed it. A signer that the directory does not have yet is
    /// waited for, unless the directory has been read beyond the act.
    fn believe(&self, signed: Signed, receipt: &Receipt) -> Result<Act, Taken> {
        if receipt.index == 0 {
            let root = self.view.root_key().ok_or(Taken::Quarantined)?;
            let act = Act::verify_genesis(signed, &root).map_err(|_| Taken::Alarm)?;
            return if self.is_pinned(&act) {
                Ok(act)
            } else {
                Err(Taken::Alarm)
            };
        }
        if self.view.directory.is_none() {
            return Err(Taken::Deferred);
        }
        match self.view.key_of(&signed) {
            Some(key) => Act::verify(signed, &key).map_err(|_| Taken::Quarantined),
            None if receipt.index < self.directory_size() => Err(Taken::Quarantined),
            None => Err(Taken::Deferred),
        }
    }

    /// Whether a genesis names the root certificate that this device has pinned, and is the one
    /// that it knows, if it knows one.
    fn is_pinned(&self, act: &Act) -> bool {
        let Matter::Directory(Statement::Genesis(genesis), _) = &act.public().matter else {
            return false;
        };
        let root = self.view.value(values::ROOT).map(Hash::of);
        let known = self.view.directory.as_ref();
        root == Some(genesis.tls_root) && known.is_none_or(|it| it.genesis() == &**genesis)
    }

    /// The server is not asked to be believed about who may do what.
    fn is_permitted(&self, act: &Act, receipt: &Receipt) -> bool {
        let Some(directory) = &self.view.directory else {
            // Only the genesis is believed without a directory.
            return true;
        };
        let about = act.public().handover();
        let terms = about.and_then(|about| about.terms.as_ref());
        let named = [
            about.map(|about| about.handover),
            terms.and_then(|terms| terms.relates_to),
            terms.and_then(|terms| terms.course),
        ];
        let before = |id| self.view.handover_before(id, receipt.index);
        let [handover, followed, thread] = named.map(|id| id.and_then(before));
        let around = Around {
            handover: handover.as_ref(),
            followed: followed.as_ref(),
            thread: thread.as_ref(),
        };
        // The server makes nothing count for more than it does. For less it may: by a membership that
        // was made longer since.
        let counts = access::validity(directory, act.public(), receipt.deposited);
        if receipt.index > 0 && counts.is_ok_and(|counts| receipt.validity < counts) {
            return false;
        }
        match permit(directory, around, act.clone(), receipt.deposited) {
            // A leader of another office gets the act that waits for her before the rest of it.
            Ok(_) | Err(Denied::UnknownHandover) => true,
            Err(
                Denied::Statement(_)
                | Denied::NotAMember
                | Denied::OutsideMembership
                | Denied::Role
                | Denied::Office
                | Denied::Capacity
                | Denied::NotInService
                | Denied::SamePerson
                | Denied::Unread
                | Denied::Foreign
                | Denied::Colour
                | Denied::ColourFalls
                | Denied::Authority
                | Denied::Day
                | Denied::Wordless
                | Denied::Full
                | Denied::Early
                | Denied::CourseClosed
                | Denied::Thread
                | Denied::File
                | Denied::Report
                | Denied::ToldToday
                | Denied::NotOwed
                | Denied::UnknownOffice
                | Denied::Recipients
                | Denied::ToItself,
            ) => receipt.index == 0,
        }
    }

    fn take_head(&mut self, head: &Head, extent: Extent, floor: u64) -> Result<bool, OfficeError> {
        let seen = self.view.seen();
        let late = floor <= head.size && head.size < seen.size;
        let goes_on = head.size > seen.size || (head.size, head.root) == (seen.size, seen.root);
        let by_server = self.receipt_key().is_some_and(|key| head.is_by(&key));
        if by_server && late {
            return Ok(true);
        }
        if !(by_server && goes_on) {
            if by_server {
                self.raise("log", "the server's log has gone back or changed")?;
            }
            return Ok(false);
        }
        // An act by somebody unknown waits while the directory's mailbox is not whole.
        let directory = values::alarm(Mailbox::Directory.name());
        if self.directory_size() < head.size && self.view.value(&directory).is_none() {
            let size = head.size.to_be_bytes().to_vec();
            self.set(values::DIRECTORY_SIZE, size)?;
        }
        if extent == Extent::Whole && head.size > seen.size {
            let seen = KnownHead {
                size: head.size,
                root: head.root,
            };
            self.set(values::SEEN, values::write_seen(seen))?;
        }
        Ok(true)
    }

    fn directory_size(&self) -> u64 {
        self.view
            .value(values::DIRECTORY_SIZE)
            .and_then(|bytes| <[u8; 8]>::try_from(bytes).ok())
            .map_or(0, u64::from_be_bytes)
    }

    fn receipt_key(&self) -> Option<VerifyingKey> {
        let directory = self.view.directory.as_ref()?;
        Some(directory.genesis().receipts)
    }

    /// Whether the receipt is the server's for this act. The genesis brings the server's key
    /// itself.
    pub(super) fn is_servers(&self, receipt: &Receipt, act: &Act) -> bool {
        let key = match &act.public().matter {
            Matter::Directory(Statement::Genesis(genesis), _) => Some(genesis.receipts),
            Matter::Directory(..) | Matter::Handover(_) => self.receipt_key(),
        };
        let body = act.public().body().map(|body| body.hash);
        key.is_some_and(|key| receipt.verify(act.hash(), body, &key).is_ok())
    }

    pub(super) fn keep(&mut self, known: &Known, body: Option<Vec<u8>>) -> Result<(), OfficeError> {
        let row = known.row();
        self.put(Change::Act { row, body })
    }

    pub(super) fn keep_confirmed(
        &mut self,
        known: Known,
        receipt: &Receipt,
    ) -> Result<(), OfficeError> {
        if known.receipt.is_some() {
            return Ok(());
        }
        self.keep_again(known, receipt, None)
    }

    fn keep_again(
        &mut self,
        known: Known,
        receipt: &Receipt,
        body: Option<Vec<u8>>,
    ) -> Result<(), OfficeError> {
        let known = Known {
            receipt: Some(receipt.clone()),
            refused: None,
            ..known
        };
        self.keep(&known, body)
    }

    /// Keeps an item that does not verify, where `doctor` finds it.
    fn quarantine(
        &mut self,
        place: &str,
        mailbox: &Mailbox,
        (parcel, receipt): (&Parcel, &Receipt),
    ) -> Result<(), OfficeError> {
        let item = Response::Item {
            mailbox: Some(mailbox.clone()),
            parcel: parcel.clone(),
            receipt: receipt.clone(),
        };
        self.set(values::quarantine(place), item.to_frame().to_bytes())
    }

    fn alarm(&mut self, mailbox: &Mailbox, what: &str) -> Result<Taken, OfficeError> {
        self.raise(mailbox.name(), what)?;
        Ok(Taken::Alarm)
    }

    /// Notes an alarm, once.
    fn raise(&mut self, place: &str, what: &str) -> Result<(), OfficeError> {
        let name = values::alarm(place);
        if self.view.value(&name) == Some(what.as_bytes()) {
            return Ok(());
        }
        self.set(name, what.as_bytes().to_vec())
    }
}
