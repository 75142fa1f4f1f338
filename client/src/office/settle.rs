//! What a device owes by itself, whatever came last: keys taken over and handed on, technical
//! receipts, and drafts whose key has come.
//!
//! All of it follows from the view, so that it is the same after a crash as before it, and it is
//! committed together with what made it due.

use stafet_shared::{
    act::{BodyRef, HandoverAct, Matter, SealedRef},
    content::{Content, OfficeSeed, OfficeSeeds, SALT_BYTES, SealedPart},
    entropy::Entropy,
    handover::{Handover, State, Verb},
    id::{ActId, DeviceId},
    party::{
        Capacity, OfficeId,
        directory::{Approve, FIRST_EPOCH, Grant, Statement},
    },
    seal::{SEED_BYTES, Seed},
    wire::v1::{
        content::{decode, encode},
        directory::decode_approval_body,
    },
};

use super::{
    Office, OfficeError,
    compose::{answer, on_handover},
    opening::Key,
    values,
};
use crate::store::Store;

impl<S: Store> Office<S> {
    /// Makes everything that the device owes by itself. Does nothing when nothing is owed.
    pub(super) async fn settle(&mut self) -> Result<(), OfficeError> {
        if self.view.memberships().is_empty() {
            return Ok(());
        }
        self.adopt_proposed_seed()?;
        for grant in self.awaited_grants() {
            self.take_grant(grant).await?;
        }
        for handover in self.unopened() {
            self.answer_technically(handover).await?;
        }
        self.send_drafts()?;
        for approval in self.owed_grants() {
            self.grant(approval).await?;
        }
        Ok(())
    }

    /// Acts whose bodies this device needs and the server has to be asked for.
    pub(crate) async fn wanted_bodies(&self) -> Result<Vec<ActId>, OfficeError> {
        let grants = self.awaited_grants();
        let approvals = self.owed_grants().into_iter().map(|owed| owed.approval);
        let mut wanted = Vec::new();
        for act in grants.into_iter().chain(approvals) {
            if self.body(act).await?.is_none() {
                wanted.push(act);
            }
        }
        Ok(wanted)
    }

    /// The first device of an office has proposed its key; once the directory has it, it is the
    /// office's.
    fn adopt_proposed_seed(&mut self) -> Result<(), OfficeError> {
        let proposed = self.view.value(values::PROPOSED);
        let Some(seed) = proposed.and_then(|bytes| <[u8; SEED_BYTES]>::try_from(bytes).ok()) else {
            return Ok(());
        };
        let offices: Vec<OfficeId> = self
            .view
            .case_offices()
            .filter(|office| self.view.seeds(office).is_empty())
            .cloned()
            .collect();
        if offices.is_empty() {
            return Ok(());
        }
        let fingerprint = Seed::from_bytes(seed).public_key().fingerprint();
        let directory = self.view.directory.as_ref();
        let own = offices
            .into_iter()
            .find(|office| directory.is_some_and(|it| it.office_has_key(office, &fingerprint)));
        if let Some(office) = own {
            self.set(values::seed(&office, FIRST_EPOCH), seed.to_vec())?;
            self.unset(values::PROPOSED)?;
        }
        Ok(())
    }

    /// Grants to this device for offices whose newest seed it does not hold.
    fn awaited_grants(&self) -> Vec<ActId> {
        let Some((own, directory)) = self.view.device.as_ref().zip(self.view.directory.as_ref())
        else {
            return Vec::new();
        };
        let keyless: Vec<&OfficeId> = self
            .view
            .case_offices()
            .filter(|office| {
                let newest = directory.office_key(office).map(|key| key.epoch);
                newest.is_some_and(|epoch| !self.view.seeds(office).contains_key(&epoch))
            })
            .collect();
        if keyless.is_empty() {
            return Vec::new();
        }
        self.statements()
            .filter_map(|(id, statement)| match statement {
                Statement::Grant(grant) => (grant.device == own.device
                    && keyless.contains(&&grant.office)
                    && !self.is_quarantined(id))
                .then_some(id),
                Statement::Genesis(_)
                | Statement::Organisation(_)
                | Statement::Office(_)
                | Statement::Invite(_)
                | Statement::Approve(_) => None,
            })
            .collect()
    }

    /// Unwraps the seeds of a grant. One that is no good is kept and shown.
    async fn take_grant(&mut self, id: ActId) -> Result<(), OfficeError> {
        let Some(body) = self.body(id).await? else {
            return Ok(());
        };
        match self.granted(id, &body) {
            Some((office, seeds)) => {
                for OfficeSeed { epoch, seed } in seeds.seeds() {
                    let name = values::seed(&office, *epoch);
                    self.set(name, seed.expose().to_vec())?;
                }
                Ok(())
            }
            None => self.set(
                values::quarantined_act(id),
                b"the office's key in this grant is not the directory's".to_vec(),
            ),
        }
    }

    fn granted(&self, id: ActId, body: &[u8]) -> Option<(OfficeId, OfficeSeeds)> {
        let known = self.view.acts.get(&id)?;
        let device = self.view.device.as_ref()?;
        let directory = self.view.directory.as_ref()?;
        let author = &known.act.public().author;
        let opened = self
            .sealing
            .open(body, std::slice::from_ref(&device.sealing));
        let part = decode(&opened.ok()?.plaintext).ok()?;
        let Content::OfficeSeeds(seeds) = part.content else {
            return None;
        };
        let are_the_offices = seeds.seeds().iter().all(|granted| {
            let fingerprint = granted.seed.public_key().fingerprint();
            directory.office_has_key(&author.office, &fingerprint)
        });
        (part.act == id && part.office == author.office && are_the_offices)
            .then(|| (author.office.clone(), seeds))
    }

    /// Envelopes to own offices that no device of theirs has opened.
    fn unopened(&self) -> Vec<Handover> {
        self.view
            .handovers
            .values()
            .filter(|handover| matches!(handover.state, State::Deposited | State::Unreadable))
            .filter(|handover| self.view.serves(&handover.to))
            .filter(|handover| !self.has_answered_technically(handover))
            .cloned()
            .collect()
    }

    fn has_answered_technically(&self, handover: &Handover) -> bool {
        let own = self.view.device.as_ref().map(|own| own.device);
        self.view.acts_of(handover.id).into_iter().any(|known| {
            let public = known.act.public();
            public.handover().is_some_and(|act| {
                let opened = act.verb == Verb::Open;
                let own_unreadable =
                    act.verb == Verb::Unreadable && Some(public.author.device) == own;
                act.about == Some(handover.envelope) && (opened || own_unreadable)
            })
        })
    }

    /// R3 when the envelope opens, R3N when it never will, nothing while a key is on its way.
    async fn answer_technically(&mut self, handover: Handover) -> Result<(), OfficeError> {
        let Some(act) = self.view.acts.get(&handover.envelope_act) else {
            return Ok(());
        };
        let act = act.act.clone();
        let Some(sealed) = act.public().handover().and_then(|it| it.sealed.clone()) else {
            return Ok(());
        };
        let outcome = match self.key_for(&sealed, &handover.to) {
            Key::Awaited => return Ok(()),
            Key::NotNamed => Err(super::Unreadable::NotNamed),
            Key::Held(seed) => match self.body(act.id()).await? {
                None => Err(super::Unreadable::Damaged),
                Some(body) => self.unseal(&act, &sealed, (&body, seed)).map(|_| ()),
            },
        };
        if outcome.is_err() && handover.state == State::Unreadable {
            return Ok(());
        }
        let (verb, outcome) = match outcome {
            Ok(()) => (Verb::Open, None),
            Err(why) => (Verb::Unreadable, Some(why.code())),
        };
        let about = HandoverAct {
            outcome,
            ..answer(&handover, verb)
        };
        let id = self.fresh_act();
        let author = (handover.to, Capacity::Machine);
        self.sign(id, author, on_handover(about), None)?;
        Ok(())
    }

    /// Colleagues' devices that hold no key of an office whose key this device holds.
    fn owed_grants(&self) -> Vec<Owed> {
        let Some((own, directory)) = self.view.device.as_ref().zip(self.view.directory.as_ref())
        else {
            return Vec::new();
        };
        let can_grant = |office: &OfficeId| {
            let newest = directory.office_key(office).map(|key| key.epoch);
            newest.is_some_and(|epoch| self.view.seeds(office).contains_key(&epoch))
        };
        let offices: Vec<&OfficeId> = self
            .view
            .case_offices()
            .filter(|it| can_grant(it))
            .collect();
        let granted: Vec<(&OfficeId, DeviceId)> = self
            .statements()
            .filter_map(|(_, statement)| match statement {
                Statement::Grant(grant) => Some((&grant.office, grant.device)),
                Statement::Genesis(_)
                | Statement::Organisation(_)
                | Statement::Office(_)
                | Statement::Invite(_)
                | Statement::Approve(_) => None,
            })
            .collect();
        self.statements()
            .filter_map(|(id, statement)| match statement {
                Statement::Approve(approve) => Some((id, approve)),
                Statement::Genesis(_)
                | Statement::Organisation(_)
                | Statement::Office(_)
                | Statement::Invite(_)
                | Statement::Grant(_) => None,
            })
            .filter(|(_, approve)| {
                let office = &approve.membership.office;
                approve.device != own.device
                    && offices.contains(&office)
                    && !granted.contains(&(office, approve.device))
                    && !self.has_proposed(approve)
                    && directory
                        .device(&approve.device)
                        .is_some_and(|device| device.membership(office).is_some())
            })
            .filter(|(id, _)| !self.is_quarantined(*id))
            .map(|(approval, approve)| Owed {
                approval,
                device: approve.device,
                office: approve.membership.office.clone(),
            })
            .collect()
    }

    /// Whether the office's first key is the one that this approval proposes.
    fn has_proposed(&self, approve: &Approve) -> bool {
        let directory = self.view.directory.as_ref();
        approve
            .office_key
            .as_ref()
            .zip(directory)
            .is_some_and(|(key, directory)| {
                directory.office_has_key(&approve.membership.office, &key.fingerprint())
            })
    }

    /// Wraps the office's seeds for a colleague's device.
    async fn grant(&mut self, owed: Owed) -> Result<(), OfficeError> {
        let Some(body) = self.body(owed.approval).await? else {
            return Ok(());
        };
        let named = self.view.directory.as_ref().and_then(|directory| {
            let device = directory.device(&owed.device)?;
            Some(device.keys.sealing)
        });
        let sealing = decode_approval_body(&body)
            .ok()
            .map(|approval| approval.sealing)
            .filter(|key| named == Some(key.fingerprint()));
        let Some(sealing) = sealing else {
            return self.set(
                values::quarantined_act(owed.approval),
                b"the approval's body does not hold the device's key".to_vec(),
            );
        };
        let seeds: Vec<OfficeSeed> = self
            .view
            .seeds(&owed.office)
            .into_iter()
            .map(|(epoch, seed)| OfficeSeed { epoch, seed })
            .collect();
        let epoch = seeds.last().map_or(FIRST_EPOCH, |newest| newest.epoch);
        let seeds =
            OfficeSeeds::parse(seeds).map_err(|_| OfficeError::Damaged("the office's keys"))?;
        let id = self.fresh_act();
        let part = SealedPart {
            act: id,
            office: owed.office.clone(),
            salt: self.random(|entropy| entropy.array::<SALT_BYTES>()),
            content: Content::OfficeSeeds(seeds),
        };
        let body = self.sealing.seal(&encode(&part), &[sealing])?.into_bytes();
        let grant = Statement::Grant(Grant {
            office: owed.office.clone(),
            device: owed.device,
            epoch,
        });
        let matter = Matter::Directory(grant, Some(BodyRef::of(&body)));
        self.sign(id, (owed.office, Capacity::Person), matter, Some(body))?;
        Ok(())
    }

    /// The directory's statements that are known and not refused.
    pub(super) fn statements(&self) -> impl Iterator<Item = (ActId, &Statement)> {
        self.view
            .acts
            .values()
            .filter(|known| known.refused.is_none())
            .filter_map(|known| match &known.act.public().matter {
                Matter::Directory(statement, _) => Some((known.act.id(), statement)),
                Matter::Handover(_) => None,
            })
    }

    fn is_quarantined(&self, act: ActId) -> bool {
        self.view.value(&values::quarantined_act(act)).is_some()
    }
}

/// A colleague's device that waits for the office's key.
struct Owed {
    approval: ActId,
    device: DeviceId,
    office: OfficeId,
}

/// What an act is sealed with, if it says anything.
pub(super) fn sealed_of(act: &stafet_shared::act::Act) -> Option<&SealedRef> {
    act.public().handover()?.sealed.as_ref()
}
