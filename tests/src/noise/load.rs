//! What is owed in the country, and when people get round to it.

use stafet_server::{notice::Notice, watch::herald};
use stafet_shared::{
    calendar::{Calendar, Span, Zone},
    entropy::Entropy as _,
    hash::Hash,
    id::{DeviceId, HandoverId, InvitationId, PersonId},
    obligation::{Obligation, Rules as _},
    overview::OwedItem,
    party::{
        DeviceKeys, Membership, OfficeId,
        directory::{
            Approve, Directory, Genesis, Invite, OfficeEntry, OrganisationEntry, PolicyStatement,
            Statement,
        },
    },
    policy::{ClockName, Policy},
    seal::{Fingerprint, Seed},
    sign::{KEY_BYTES, SigningKey},
    time::Timestamp,
    watch::Climb,
    words::{
        Colour, CourseClock, CourseVerb, Duty, Kind, List, OrganisationKind, Role as Place, Side,
        State, Verb,
    },
};

use super::{Month, Role};
use crate::{deployment::office_id, fabric::SeededEntropy, offices};

const TEAM: &str = "socialstyrelsen/rejsehold";
const TEAM_LEADERS: &str = "socialstyrelsen/taskforce";
const ADMINISTRATORS: &str = "socialstyrelsen/overdragelsesvagt";
const AUTHORITY: &str = "departementet/born";
const COORDINATION: &str = "sbst/national-koordination";
const FAMILY_CENTRE: &str = "familiecenter";
/// Of so many matters each sort has its share.
const SHARES: usize = 100;

/// As what most people of an office read its letters.
pub(super) fn role_of(office: &OfficeId) -> Role {
    match office.as_str() {
        TEAM => Role::Team,
        TEAM_LEADERS => Role::Leader,
        ADMINISTRATORS => Role::Administrator,
        AUTHORITY | COORDINATION => Role::National,
        _ if *office == OfficeId::root_administration() => Role::National,
        _ if leads(office) => Role::Leader,
        _ => Role::Municipal,
    }
}

/// Whether the office's organisation is led from there: the first one of each.
fn leads(office: &OfficeId) -> bool {
    let all = offices::all();
    let mut firsts = all.iter().filter_map(|one| one.offices.first());
    office.as_str() == TEAM_LEADERS || firsts.any(|first| first.id == office.as_str())
}

/// One thing after the other that is owed in one matter; then it begins anew, with another child.
#[derive(Clone, Copy, Debug)]
struct Step {
    by: Side,
    kind: Kind,
    state: State,
    duty: Duty,
    clock: ClockName,
}

/// A time in which nothing is owed, in working days.
#[derive(Clone, Copy, Debug)]
enum Part {
    Owed(Step),
    Quiet(u16),
}

const fn course(by: Side, duty: Duty, clock: CourseClock) -> Part {
    Part::Owed(Step {
        by,
        kind: Kind::Referral,
        state: State::Closed,
        duty,
        clock: ClockName::Course(clock),
    })
}

const fn act(verb: CourseVerb) -> Duty {
    Duty::Act(Verb::Course(verb))
}

const fn receipt(by: Side, kind: Kind) -> Part {
    Part::Owed(Step {
        by,
        kind,
        state: State::Opened,
        duty: Duty::Receipt,
        clock: ClockName::State(State::Opened),
    })
}

/// The municipality refers, the team takes.
const TOWN: Side = Side::Sender;
const TAKER: Side = Side::Receiver;

const REFERRED: &[Part] = &[
    receipt(TAKER, Kind::Referral),
    Part::Owed(Step {
        by: TAKER,
        kind: Kind::Referral,
        state: State::Acknowledged,
        duty: Duty::Act(Verb::Accept),
        clock: ClockName::State(State::Acknowledged),
    }),
    Part::Quiet(5),
];
const VISITED: &[Part] = &[
    course(TAKER, act(CourseVerb::PlanVisit), CourseClock::Visit),
    course(
        TOWN,
        Duty::Send(Kind::CaseInformation),
        CourseClock::CaseInformation,
    ),
    receipt(TAKER, Kind::CaseInformation),
    Part::Quiet(20),
    course(
        TAKER,
        act(CourseVerb::BeginAssessment),
        CourseClock::Assessment,
    ),
];
const WAITING: &[Part] = &[course(
    TAKER,
    act(CourseVerb::NoteStatus),
    CourseClock::StatusNote,
)];
const TREATED: &[Part] = &[
    course(
        TAKER,
        act(CourseVerb::BeginTreatment),
        CourseClock::Treatment,
    ),
    Part::Quiet(60),
    course(
        TAKER,
        Duty::Send(Kind::ClosingReport),
        CourseClock::ClosingReport,
    ),
];
const REPORTED: &[Part] = &[
    course(
        TAKER,
        Duty::Send(Kind::InterimReport),
        CourseClock::InterimReport,
    ),
    receipt(TOWN, Kind::InterimReport),
];
const FOLLOWED: &[Part] = &[
    receipt(TOWN, Kind::ClosingReport),
    course(
        TOWN,
        act(CourseVerb::DecideFollowUp),
        CourseClock::FollowUpDecision,
    ),
    course(TOWN, Duty::Send(Kind::FollowUp), CourseClock::FollowUp),
    course(TOWN, act(CourseVerb::CheckEffect), CourseClock::FirstCheck),
];
const NOTIFIED: &[Part] = &[
    Part::Owed(Step {
        by: TAKER,
        kind: Kind::Notification,
        state: State::Deposited,
        duty: Duty::Receipt,
        clock: ClockName::State(State::Opened),
    }),
    Part::Owed(Step {
        by: TAKER,
        kind: Kind::Notification,
        state: State::Acknowledged,
        duty: Duty::Act(Verb::SignAction),
        clock: ClockName::Of(Kind::Notification, State::Accepted),
    }),
    Part::Quiet(8),
];
const WRITTEN: &[Part] = &[receipt(TAKER, Kind::Message), Part::Quiet(3)];

/// What goes on in one matter at a time.
#[derive(Clone, Debug)]
struct Stream {
    parts: &'static [Part],
    at: usize,
    /// Counts the children.
    round: u32,
    since: Timestamp,
    due: Timestamp,
    /// When somebody gets round to it.
    done: Timestamp,
    colour: Colour,
    from: OfficeId,
    to: OfficeId,
    number: usize,
}

/// Everybody, and what they owe.
pub(super) struct Country {
    pub(super) directory: Directory,
    streams: Vec<Stream>,
    dice: SeededEntropy,
    met_percent: usize,
}

impl Country {
    /// The country as it begins.
    pub(super) fn found(now: Timestamp, month: Month) -> Self {
        let mut country = Self {
            directory: directory(now),
            streams: Vec::new(),
            dice: SeededEntropy::new(month.seed, "noise"),
            met_percent: month.met_percent,
        };
        for number in 0..month.matters {
            for parts in sorts(number * SHARES / month.matters.max(1)) {
                let at = country.below(parts.len());
                let stream = country.stream(parts, number, now);
                country.streams.push(Stream { at, ..stream });
                let last = country.streams.len() - 1;
                country.begin(last, now);
            }
        }
        country
    }

    /// Lets everybody do until `now` what they get round to.
    pub(super) fn lives_until(&mut self, now: Timestamp) {
        for which in 0..self.streams.len() {
            while self.streams[which].done <= now {
                let since = self.streams[which].done;
                self.next(which, since);
            }
        }
    }

    /// What the server would tell now.
    pub(super) fn notices(&self, now: Timestamp) -> Vec<Notice> {
        let items = self.streams.iter().filter_map(|one| self.item(one, now));
        items
            .flat_map(|item| herald::of_one(&self.directory, &item, now))
            .collect()
    }

    fn item(&self, stream: &Stream, now: Timestamp) -> Option<OwedItem> {
        let Part::Owed(step) = stream.parts[stream.at] else {
            return None;
        };
        let owed = Obligation {
            handover: id(stream),
            owner: owner(stream, step).clone(),
            duty: step.duty,
            colour: stream.colour,
            since: stream.since,
            due: stream.due,
        };
        let rung = Climb::untold(&owed, &self.directory).due(now);
        Some(OwedItem {
            handover: owed.handover,
            kind: step.kind,
            colour: stream.colour,
            from: stream.from.clone(),
            to: stream.to.clone(),
            state: step.state,
            leg: 1,
            version: 1,
            sent: stream.since,
            stage: None,
            owner: owed.owner,
            duty: step.duty,
            list: List::of(step.duty, step.state),
            since: stream.since,
            due: stream.due,
            rung,
            told: rung.map(|_| now),
            times: rung.map_or(0, |rung| u32::from(rung.code())),
            next: None,
            seen: None,
            held: None,
            paused_until: None,
            is_nearly_full: false,
            waits_since: None,
        })
    }

    /// Another child's matter of the same sort.
    fn stream(&mut self, parts: &'static [Part], number: usize, now: Timestamp) -> Stream {
        let is_notified = std::ptr::eq(parts, NOTIFIED);
        let colour = match self.below(SHARES) {
            _ if is_notified => Colour::Red,
            0..5 => Colour::Red,
            5..50 => Colour::Yellow,
            _ => Colour::Green,
        };
        let towns = towns();
        let town = towns[self.below(towns.len())].clone();
        let (from, to) = if is_notified {
            (office_id(TEAM), town)
        } else {
            (town, office_id(TEAM))
        };
        Stream {
            parts,
            at: 0,
            round: 0,
            since: now,
            due: now,
            done: now,
            colour,
            from,
            to,
            number,
        }
    }

    fn next(&mut self, which: usize, since: Timestamp) {
        let stream = &mut self.streams[which];
        stream.at += 1;
        if stream.at == stream.parts.len() {
            let (parts, number, round) = (stream.parts, stream.number, stream.round + 1);
            let fresh = self.stream(parts, number, since);
            self.streams[which] = Stream { round, ..fresh };
        }
        self.begin(which, since);
    }

    fn begin(&mut self, which: usize, since: Timestamp) {
        let stream = &self.streams[which];
        let (part, colour) = (stream.parts[stream.at], stream.colour);
        let (due, done) = match part {
            Part::Quiet(days) => {
                let until = nuuk().end_of(Span::WorkingDays(days), since);
                (until, until)
            }
            Part::Owed(step) => {
                let calendar = self.directory.calendar(owner(stream, step));
                let clock = self.directory.policy(since).clock(step.clock);
                let due = clock.end(colour, &calendar, since);
                (due, self.done((since, due), &calendar))
            }
        };
        let stream = &mut self.streams[which];
        (stream.since, stream.due, stream.done) = (since, due, done);
    }

    /// In time it is done in the last two thirds of the time that there was; late, some working
    /// days after it, and now and then many.
    fn done(&mut self, (since, due): (Timestamp, Timestamp), calendar: &Calendar) -> Timestamp {
        const LATE: [u16; 8] = [1, 1, 2, 3, 4, 6, 9, 14];
        if self.below(100) < self.met_percent {
            let whole = due.ms_since(since);
            let percent = 33 + i64::try_from(self.below(66)).expect("small");
            let then = since.plus_ms(whole / 100 * percent);
            return calendar.end_of(Span::OfficeHours(0), then).min(due);
        }
        let days = LATE[self.below(LATE.len())];
        let hours = u16::try_from(self.below(8)).expect("small");
        let day = calendar.end_of(Span::WorkingDays(days - 1), due.plus_ms(1));
        calendar.end_of(Span::OfficeHours(hours), day)
    }

    fn below(&mut self, bound: usize) -> usize {
        let drawn = u64::from_be_bytes(self.dice.array());
        usize::try_from(drawn % u64::try_from(bound).expect("small")).expect("small")
    }
}

/// What goes on in a matter of that share.
fn sorts(share: usize) -> &'static [&'static [Part]] {
    match share {
        0..6 => &[REFERRED],
        6..44 => &[VISITED, WAITING],
        44..70 => &[TREATED, REPORTED],
        70..90 => &[FOLLOWED],
        90..94 => &[NOTIFIED],
        _ => &[WRITTEN],
    }
}

fn owner(stream: &Stream, step: Step) -> &OfficeId {
    match step.by {
        Side::Sender => &stream.from,
        Side::Receiver => &stream.to,
    }
}

fn id(stream: &Stream) -> HandoverId {
    let text = format!("{} {} {}", stream.number, stream.round, stream.parts.len());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Hash::of(text.as_bytes()).as_bytes()[..16]);
    HandoverId::from_bytes(bytes)
}

fn nuuk() -> Calendar {
    Calendar::greenland(Zone::nuuk())
}

/// The offices that refer children.
fn towns() -> Vec<OfficeId> {
    let all = offices::all().into_iter();
    let municipal = all.filter(|one| one.kind == "municipality");
    let ids = municipal.flat_map(|one| one.offices.into_iter().map(|it| it.id));
    ids.filter(|id| !id.ends_with(FAMILY_CENTRE))
        .map(|id| office_id(&id))
        .collect()
}

/// The offices of the data, each with a member, each organisation with a leader, and one office that
/// supervises.
fn directory(now: Timestamp) -> Directory {
    let genesis = genesis(now);
    let by = genesis.person;
    let mut policy = Policy::zero();
    policy.ladder.authority = vec![office_id(AUTHORITY)];
    let mut statements = Vec::new();
    let mut number: u8 = 0;
    for organisation in offices::all() {
        let municipal = organisation.kind == "municipality";
        statements.push(Statement::Organisation(OrganisationEntry {
            id: office_id(&organisation.offices[0].id).organisation(),
            name: organisation.name,
            kind: if municipal {
                OrganisationKind::Municipality
            } else {
                OrganisationKind::Agency
            },
        }));
        for office in organisation.offices {
            let id = office_id(&office.id);
            number += 1;
            let role = match role_of(&id) {
                Role::Administrator => Place::Administrator,
                Role::Leader => Place::Leader,
                Role::Municipal | Role::Team | Role::National => Place::Caseworker,
            };
            statements.push(Statement::Office(OfficeEntry {
                id: id.clone(),
                name: office.name,
                zone: Zone::parse(&office.time_zone).expect("a zone"),
                administrators: office.administrators,
            }));
            statements.extend(joins(number, &id, role, now));
        }
    }
    statements.push(Statement::Policy(Box::new(PolicyStatement {
        number: 1,
        from: now,
        policy,
    })));
    let mut directory = Directory::begin(genesis, Hash::of(b"genesis"));
    for statement in statements {
        assert_eq!(directory.check(&statement, by, now), Ok(()));
        directory.apply(&statement, by, Hash::ZERO);
    }
    directory
}

fn joins(number: u8, office: &OfficeId, role: Place, now: Timestamp) -> [Statement; 2] {
    let invitation = InvitationId::from_bytes([number; 16]);
    [
        Statement::Invite(Invite {
            id: invitation,
            office: office.clone(),
            role,
            expires: now.plus_days(14),
        }),
        Statement::Approve(Box::new(Approve {
            invitation,
            device: DeviceId::from_bytes([number; 16]),
            person: PersonId::from_bytes([number; 16]),
            name: format!("Person {number}"),
            keys: keys(number),
            membership: Membership {
                office: office.clone(),
                role,
                from: now,
                until: now.plus_days(700),
            },
            office_key: Some(Seed::from_bytes([number; 32]).public_key()),
        })),
    ]
}

fn genesis(now: Timestamp) -> Genesis {
    let key = |number| SigningKey::from_seed(&[number; KEY_BYTES]).verifying_key();
    Genesis {
        root: key(120),
        receipts: key(121),
        tls_root: Hash::of(b"tls root"),
        policy: Hash::of(b"policy 0"),
        device: DeviceId::from_bytes([100; 16]),
        person: PersonId::from_bytes([100; 16]),
        name: "Administrator".to_owned(),
        keys: keys(100),
        until: now.plus_days(3_650),
    }
}

fn keys(number: u8) -> DeviceKeys {
    DeviceKeys {
        person: SigningKey::from_seed(&[number; KEY_BYTES]).verifying_key(),
        machine: SigningKey::from_seed(&[number | 0x80; KEY_BYTES]).verifying_key(),
        tls: Hash::of(&[number]),
        sealing: Fingerprint::from_bytes([number; 32]),
    }
}
