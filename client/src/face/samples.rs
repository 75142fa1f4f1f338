//! Two offices, two people and a referral between them, for the tests of what is shown.

use stafet_certs::founding::DeviceSecrets;
use stafet_shared::{
    act::{BodyRef, HandoverAct, KnownHead, Matter, PublicPart, SealedRef, Terms},
    calendar::Zone,
    course::matters::Matters,
    entropy::Entropy,
    handover::{Handover, Position},
    hash::Hash,
    id::{ActId, HandoverId, ID_BYTES, InvitationId},
    party::{
        Author, Membership, OfficeId, OrganisationId,
        directory::{
            Approve, Directory, Genesis, Invite, OfficeEntry, OrganisationEntry, Statement,
        },
    },
    seal::Fingerprint,
    sign::Capacity,
    time::{MS_PER_HOUR, Timestamp},
    words::{Colour, Kind, OrganisationKind, Role, State, Validity, Verb},
};

use crate::face::scene::Scene;
use crate::text::Texts;

/// A membership of an office.
pub(crate) fn place(office: &str, role: Role) -> Membership {
    Membership {
        office: OfficeId::parse(office).unwrap(),
        role,
        from: nine().plus_days(-30),
        until: nine().plus_days(300),
    }
}

/// Bytes that count: good enough to tell keys apart.
struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(37);
            *byte = self.0;
        }
    }
}

/// A directory and the authors of acts.
pub(crate) struct Stage {
    directory: Directory,
    sender: Author,
    team: Author,
    sending: [OfficeId; 1],
    treating: [OfficeId; 1],
}

/// No other handovers.
static NOTHING: Matters = Matters::new();

/// What is known where nothing but these handovers is.
pub(crate) fn known<const N: usize>(these: [&Handover; N]) -> Matters {
    these.into_iter().cloned().collect()
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::named("Børn og Unge, Nanortalik")
    }

    /// A stage on which the sending office is called so.
    pub(crate) fn named(sending: &str) -> Self {
        let mut chance = Counter(0);
        let administrator = DeviceSecrets::generate(None, "Ada Administrator", &mut chance);
        let genesis = Genesis {
            root: administrator.keys().person,
            receipts: administrator.keys().machine,
            tls_root: Hash::ZERO,
            policy: Hash::ZERO,
            device: administrator.device,
            person: administrator.person,
            name: "Ada Administrator".to_owned(),
            keys: administrator.keys(),
            until: now().plus_days(365),
        };
        let mut directory = Directory::begin(genesis, Hash::ZERO);
        let sender = join(
            &mut directory,
            &mut chance,
            ("kujalleq/nanortalik", sending),
            ("Anna Afsender", Role::Caseworker),
        );
        let team = join(
            &mut directory,
            &mut chance,
            ("socialstyrelsen/rejsehold", "Børnerejseholdet"),
            ("Thea Team", Role::Caseworker),
        );
        Self {
            directory,
            sending: [sender.office.clone()],
            treating: [team.office.clone()],
            sender,
            team,
        }
    }

    /// The same with a leader in an office of the sender's organisation.
    pub(crate) fn led_in(mut self, office: &str) -> Self {
        let leader = ("Lea Leder", Role::Leader);
        join(
            &mut self.directory,
            &mut Counter(99),
            (office, office),
            leader,
        );
        self
    }

    /// As somebody at the sending office sees it.
    pub(crate) fn at_sender<'a>(&'a self, texts: &'a Texts) -> Scene<'a> {
        self.scene(&self.sending, texts)
    }

    /// As somebody at the team sees it.
    pub(crate) fn at_team<'a>(&'a self, texts: &'a Texts) -> Scene<'a> {
        self.scene(&self.treating, texts)
    }

    /// A yellow referral that has come as far as `state`; signed at nine, every act an hour later.
    pub(crate) fn referral(&self, number: u8, state: State) -> Handover {
        let steps: &[Verb] = match state {
            State::Draft | State::Queued | State::Deposited => &[Verb::Sign],
            State::Opened => &[Verb::Sign, Verb::Open],
            State::Acknowledged => &[Verb::Sign, Verb::Open, Verb::Acknowledge],
            State::Accepted => &[Verb::Sign, Verb::Open, Verb::Accept],
            State::Declined => &[Verb::Sign, Verb::Open, Verb::Decline],
            State::Unreadable
            | State::Held
            | State::AwaitingInformation
            | State::WrongRecipient
            | State::WithdrawalRequested
            | State::Withdrawn
            | State::EnteredInError
            | State::Closed => panic!("no sample in that state"),
        };
        let index = (state != State::Queued).then(|| u64::from(number));
        self.played(number, steps, index)
    }

    /// A declined referral that a caseworker of its sender has closed with a plan, or has paused:
    /// somebody has still to sign that second.
    pub(crate) fn waits_for_a_second(&self, number: u8, verb: Verb) -> Handover {
        let steps = [Verb::Sign, Verb::Open, Verb::Decline, Verb::ReadDecline];
        let steps = [&steps[..], &[verb]].concat();
        self.played(number, &steps, Some(u64::from(number)))
    }

    /// A referral that was declined, and accepted by somebody of the same office who had not heard of
    /// that: it does not hold.
    pub(crate) fn crossed(&self, number: u8) -> Handover {
        let steps = [Verb::Sign, Verb::Open, Verb::Decline, Verb::Accept];
        self.played(number, &steps, Some(u64::from(number)))
    }

    /// A referral that came so long after its author's membership had ended that a leader has to sign
    /// it anew.
    pub(crate) fn unsigned(&self, number: u8) -> Handover {
        let position = Position {
            index: u64::from(number),
            deposited: nine(),
            validity: Validity::Unsigned,
        };
        let public = self.public(number, Verb::Sign);
        Handover::fold(None, &public, Hash::ZERO, Some(position)).unwrap()
    }

    /// The same, sealed to both sides.
    pub(crate) fn unsigned_and_sealed(&self, number: u8) -> Handover {
        let mut late = self.unsigned(number);
        let to = [&self.sender.office, &self.team.office];
        let sealed = SealedRef {
            body: BodyRef::of(b"body"),
            commitment: Hash::ZERO,
            to: to
                .map(|office| (office.clone(), Fingerprint::from_bytes([1; 32])))
                .to_vec(),
            attachments: Vec::new(),
        };
        for kept in &mut late.unsigned {
            if let Matter::Handover(about) = &mut kept.public.matter {
                about.sealed = Some(sealed.clone());
            }
        }
        late
    }

    fn played(&self, number: u8, steps: &[Verb], index: Option<u64>) -> Handover {
        let mut handover = None;
        for (hour, verb) in (1..).zip(steps) {
            let position = index.map(|index| Position {
                index,
                deposited: nine().plus_ms(MS_PER_HOUR.saturating_mul(hour)),
                validity: Validity::InTime,
            });
            let public = self.public(number, *verb);
            handover = Handover::fold(handover, &public, Hash::ZERO, position);
        }
        handover.unwrap()
    }

    fn scene<'a>(&'a self, own: &'a [OfficeId], texts: &'a Texts) -> Scene<'a> {
        Scene {
            texts,
            directory: &self.directory,
            own,
            signer: None,
            now: now(),
            known: &NOTHING,
            heard: None,
        }
    }

    fn public(&self, number: u8, verb: Verb) -> PublicPart {
        let is_sign = verb == Verb::Sign;
        let is_senders = matches!(
            verb,
            Verb::Sign | Verb::ReadDecline | Verb::ClosePlan | Verb::CarryOutside | Verb::Pause
        );
        let author = if is_senders { &self.sender } else { &self.team };
        let mut author = author.clone();
        if verb == Verb::Open {
            author.capacity = Capacity::Machine;
        }
        let terms = is_sign.then(|| Terms {
            kind: Kind::Referral,
            colour: Colour::Yellow,
            to: self.team.office.clone(),
            relates_to: None,
            course: None,
            tour: None,
            deadline: None,
        });
        PublicPart {
            id: ActId::from_bytes([number; ID_BYTES]),
            author,
            claimed: nine(),
            seen: KnownHead {
                size: 0,
                root: Hash::ZERO,
            },
            previous: None,
            directory: self.directory.version(),
            matter: Matter::Handover(Box::new(HandoverAct {
                handover: HandoverId::from_bytes([number; ID_BYTES]),
                verb,
                about: (!is_sign).then_some(Hash::ZERO),
                version: 1,
                leg: 1,
                attempt: 1,
                terms,
                sealed: None,
                outcome: None,
                asserted_day: None,
                link: None,
                tour: None,
                concern: None,
            })),
        }
    }
}

/// Monday 16 November 2026, 14:00 in Nuuk.
fn now() -> Timestamp {
    nine().plus_ms(5 * MS_PER_HOUR)
}

fn nine() -> Timestamp {
    Timestamp::from_jiff("2026-11-16T11:00:00Z".parse().unwrap())
}

fn join(
    directory: &mut Directory,
    chance: &mut Counter,
    (id, name): (&str, &str),
    (person, role): (&str, Role),
) -> Author {
    let office = OfficeId::parse(id).unwrap();
    let device = DeviceSecrets::generate(None, person, chance);
    let invitation = InvitationId::random(chance);
    let organisation: OrganisationId = office.organisation();
    let membership = place(id, role);
    let statements = [
        Statement::Organisation(OrganisationEntry {
            name: organisation.to_string(),
            id: organisation,
            kind: OrganisationKind::Municipality,
        }),
        Statement::Office(OfficeEntry {
            id: office.clone(),
            name: name.to_owned(),
            zone: Zone::nuuk(),
            administrators: false,
        }),
        Statement::Invite(Invite {
            id: invitation,
            office: office.clone(),
            role,
            expires: nine().plus_days(14),
        }),
        Statement::Approve(Box::new(Approve {
            invitation,
            device: device.device,
            person: device.person,
            name: person.to_owned(),
            keys: device.keys(),
            membership,
            office_key: None,
        })),
    ];
    for statement in &statements {
        directory.apply(statement, directory.genesis().person, Hash::ZERO);
    }
    Author {
        office,
        person: device.person,
        device: device.device,
        capacity: Capacity::Person,
    }
}
