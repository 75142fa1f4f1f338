//! Handovers that are sealed and signed before the clock starts.
//!
//! A device seals some genuine handovers. Each is then signed anew under fresh ids as often as
//! needed: the server judges, stores and confirms every one of them, and cannot tell that some
//! bodies are alike.

use std::{collections::VecDeque, io, sync::Arc};

use stafet_client::{
    clock::SystemEntropy,
    link::{Connection, Connector},
    office::Draft,
};
use stafet_shared::{
    act::{Act, Matter, PublicPart},
    hash::Hash,
    id::{ActId, HandoverId},
    party::directory::Statement,
    sign::{Signed, SigningKey, VerifyingKey},
    wire::v1::message::Parcel,
    words::{Colour, Kind},
};
use stafet_tests::{deployment::office_id, texts};

use crate::{
    load::Sender,
    site::{Machine, Site, TEAM},
};

/// How many different bodies each device seals.
const BODIES: usize = 8;
/// The offices in which those who send work.
pub const SENDERS: [&str; 4] = [
    "kujalleq/nanortalik",
    "kujalleq/qaqortoq",
    "qeqertalik/aasiaat",
    "avannaata/qaanaaq",
];

/// A device that can sign handovers.
#[derive(Debug)]
pub struct Signer {
    machine: Machine,
    key: SigningKey,
    templates: Vec<(PublicPart, Vec<u8>)>,
    receipts: VerifyingKey,
}

/// A device on its connection, with signed handovers in stock.
#[derive(Debug)]
pub struct StafetSender {
    connection: Connection,
    // Its socket is the connection's.
    _connector: Arc<Connector>,
    receipts: VerifyingKey,
    stock: VecDeque<(Hash, Parcel)>,
}

/// Lets `count` devices join, and one of the team, and makes each of them ready to sign.
///
/// # Errors
/// When a step fails.
pub async fn signers(site: &mut Site, count: usize) -> io::Result<Vec<Signer>> {
    let places = SENDERS.into_iter().cycle().take(count);
    let places: Vec<&str> = std::iter::once(TEAM).chain(places).collect();
    // Offices get their keys from their first members.
    let mut machines = site.join(&places).await?;
    machines.remove(0);
    let mut signers = Vec::new();
    for mut machine in machines {
        machine.sync().await?;
        signers.push(Signer::new(machine).await?);
    }
    Ok(signers)
}

impl Signer {
    async fn new(mut machine: Machine) -> io::Result<Self> {
        let mut templates = Vec::new();
        for _ in 0..BODIES {
            let draft = Draft {
                from: None,
                to: office_id(TEAM),
                kind: Kind::Referral,
                colour: Colour::Yellow,
                content: texts::referral(),
                relates_to: None,
            };
            machine.office.send(draft).await.map_err(io::Error::other)?;
        }
        for id in machine.office.reader().have().outbox {
            let parcel = machine
                .office
                .exchange()
                .parcel(id)
                .await
                .map_err(io::Error::other)?;
            let Some(Parcel {
                signed,
                body: Some(body),
            }) = parcel
            else {
                continue;
            };
            let signed = Signed::from_bytes(signed).map_err(io::Error::other)?;
            let act = Act::kept(signed).map_err(io::Error::other)?;
            templates.push((act.public().clone(), body));
        }
        let secrets = machine.secrets().await?;
        let receipts = machine.receipt_key().await?;
        Ok(Self {
            key: secrets.person_key,
            machine,
            templates,
            receipts,
        })
    }

    /// The bytes of one handover: signed part and sealed body.
    #[must_use]
    pub fn handover_bytes(&self) -> usize {
        let parcel = self.sign(0).map(|(_, parcel)| parcel);
        parcel.map_or(0, |it| {
            it.signed.len() + it.body.map_or(0, |body| body.len())
        })
    }

    /// Connects the device, with `count` fresh handovers in stock.
    ///
    /// # Errors
    /// When the server is not reached.
    pub async fn connect(&self, count: usize) -> io::Result<StafetSender> {
        let credentials = self
            .machine
            .office
            .credentials()
            .map_err(io::Error::other)?;
        let credentials = credentials.ok_or_else(|| io::Error::other("not enrolled"))?;
        let connector = Arc::new(Connector::bind(Arc::new(
            stafet_client::clock::SystemClock,
        ))?);
        let connection = connector.connect(&credentials).await;
        Ok(StafetSender {
            connection: connection.map_err(io::Error::other)?,
            _connector: connector,
            receipts: self.receipts,
            stock: (0..count).filter_map(|at| self.sign(at)).collect(),
        })
    }

    fn sign(&self, at: usize) -> Option<(Hash, Parcel)> {
        let (public, body) = self.templates.get(at % self.templates.len().max(1))?;
        let mut public = public.clone();
        public.id = ActId::random(&mut SystemEntropy);
        if let Matter::Handover(about) = &mut public.matter {
            about.handover = HandoverId::random(&mut SystemEntropy);
        }
        let act = public.sign(&self.key);
        let parcel = Parcel {
            signed: act.signed().as_bytes().to_vec(),
            body: Some(body.clone()),
        };
        Some((act.hash(), parcel))
    }
}

impl Machine {
    /// The key with which the server signs receipts, from the genesis that this device believes.
    async fn receipt_key(&self) -> io::Result<VerifyingKey> {
        for signed in self.acts().await? {
            let signed = Signed::from_bytes(signed).map_err(io::Error::other)?;
            let act = Act::kept(signed).map_err(io::Error::other)?;
            if let Matter::Directory(Statement::Genesis(genesis), _) = &act.public().matter {
                return Ok(genesis.receipts);
            }
        }
        Err(io::Error::other("the device has not read the genesis"))
    }
}

impl Sender for StafetSender {
    async fn send(&mut self) -> io::Result<bool> {
        let Some((hash, parcel)) = self.stock.pop_front() else {
            return Ok(false);
        };
        let body = parcel.body.as_deref().map(Hash::of);
        let answers = self.connection.deposit(&[parcel]).await;
        let answer = answers.map_err(io::Error::other)?.into_iter().next();
        let answer = answer.ok_or_else(|| io::Error::other("no answer"))?;
        let receipt = answer.map_err(io::Error::other)?;
        let verified = receipt.verify(hash, body, &self.receipts);
        verified.map_err(io::Error::other)?;
        Ok(true)
    }

    fn bytes(&self) -> u64 {
        let (up, down) = self.connection.bytes();
        up + down
    }
}
