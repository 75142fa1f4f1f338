//! An office's keys on their way: proposed by its first device, granted to every later one.

use std::collections::BTreeSet;

use stafet_shared::{
    act::{BodyRef, Matter},
    content::{Content, OfficeSeed, OfficeSeeds, SALT_BYTES, SealedPart},
    entropy::Entropy,
    id::{ActId, DeviceId},
    party::{
        OfficeId,
        directory::{Approve, FIRST_EPOCH, Grant, Statement},
    },
    seal::{SEED_BYTES, Seed},
    sign::Capacity,
    wire::v1::{
        content::{decode, encode},
        directory::decode_approval_body,
    },
};

use super::{Exchange, Office, OfficeError, values};
use crate::store::Store;

impl<S: Store> Exchange<'_, S> {
    /// Acts whose bodies this device needs and the server has to be asked for.
    pub(crate) async fn wanted_bodies(self) -> Result<Vec<ActId>, OfficeError> {
        let grants = self.0.awaited_grants();
        let approvals = self.0.owed_grants().into_iter().map(|owed| owed.approval);
        let envelopes = self.0.unopened().into_iter().map(|it| it.envelope_act);
        let passed = self.0.passed_here().into_iter().map(|it| it.act);
        let mut wanted = Vec::new();
        for act in grants
            .into_iter()
            .chain(approvals)
            .chain(envelopes)
            .chain(passed)
        {
            if self.0.body(act).await?.is_none() {
                wanted.push(act);
            }
        }
        Ok(wanted)
    }
}

impl<S: Store> Office<S> {
    /// The first device of an office has proposed its key; once the directory has it, it is the
    /// office's.
    pub(super) fn adopt_proposed_seeds(&mut self) -> Result<(), OfficeError> {
        let Some(directory) = self.view.directory.as_ref() else {
            return Ok(());
        };
        let mut own = Vec::new();
        for (invitation, bytes) in self.view.values_under(values::PROPOSED) {
            let Ok(seed) = <[u8; SEED_BYTES]>::try_from(bytes) else {
                continue;
            };
            let fingerprint = Seed::from_bytes(seed).public_key().fingerprint();
            let office = self.view.case_offices().find(|office| {
                self.view.seeds(office).is_empty() && directory.office_has_key(office, &fingerprint)
            });
            if let Some(office) = office {
                let name = format!("{}{invitation}", values::PROPOSED);
                own.push((name, office.clone(), seed));
            }
        }
        for (name, office, seed) in own {
            self.set(values::seed(&office, FIRST_EPOCH), seed.to_vec())?;
            self.unset(name)?;
        }
        Ok(())
    }

    /// Grants to this device for offices whose newest seed it does not hold.
    pub(super) fn awaited_grants(&self) -> Vec<ActId> {
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
            .filter_map(|(id, statement)| Some((id, statement.grant()?)))
            .filter(|(id, grant)| {
                grant.device == own.device
                    && keyless.contains(&&grant.office)
                    && !self.is_quarantined(*id)
            })
            .map(|(id, _)| id)
            .collect()
    }

    /// Unwraps the seeds of a grant. One that is no good is kept and shown.
    pub(super) async fn take_grant(&mut self, id: ActId) -> Result<(), OfficeError> {
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
            .open(body, std::slice::from_ref(&device.sealing), 0);
        let part = decode(&opened.ok()?.plaintext).ok()?;
        let Content::OfficeSeeds(seeds) = part.content else {
            return None;
        };
        let keys = &directory.office(&author.office)?.keys;
        let are_the_offices = seeds.seeds().iter().all(|granted| {
            let public = granted.seed.public_key();
            keys.iter()
                .any(|key| key.epoch == granted.epoch && key.public == public)
        });
        (part.act == id && part.office == author.office && are_the_offices)
            .then(|| (author.office.clone(), seeds))
    }

    /// Colleagues' devices that hold no key of an office whose key this device holds.
    pub(super) fn owed_grants(&self) -> Vec<Owed> {
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
        // One that was refused is not made again: it would be refused again, for ever.
        let granted: BTreeSet<(&OfficeId, DeviceId)> = self
            .view
            .statements()
            .filter_map(|(_, statement)| statement.grant())
            .map(|grant| (&grant.office, grant.device))
            .collect();
        self.statements()
            .filter_map(|(id, statement)| Some((id, statement.approval()?)))
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
    pub(super) async fn grant(&mut self, owed: Owed) -> Result<(), OfficeError> {
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
        let Ok(sealed) = self.sealing.seal(&encode(&part), &[sealing]) else {
            return Ok(());
        };
        let body = sealed.into_bytes();
        let grant = Statement::Grant(Grant {
            office: owed.office.clone(),
            device: owed.device,
            epoch,
        });
        let matter = Matter::Directory(grant, Some(BodyRef::of(&body)));
        let author = (owed.office, Capacity::Person);
        OfficeError::unless_storages(self.sign(id, author, matter, Some(body)))?;
        Ok(())
    }

    /// The directory's statements that are known and not refused.
    pub(super) fn statements(&self) -> impl Iterator<Item = (ActId, &Statement)> {
        self.view
            .statements()
            .filter(|(known, _)| known.refused.is_none())
            .map(|(known, statement)| (known.act.id(), statement))
    }

    fn is_quarantined(&self, act: ActId) -> bool {
        self.view.value(&values::quarantined_act(act)).is_some()
    }
}

/// A colleague's device that waits for the office's key.
pub(super) struct Owed {
    approval: ActId,
    device: DeviceId,
    office: OfficeId,
}
