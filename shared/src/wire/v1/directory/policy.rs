//! A policy: every clock, the ladder, each organisation's days, and what counts as green.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use minicbor::{Decode, Encode};

use crate::{
    calendar::{HolidaySet, Span, date_of, day_of},
    handover::State,
    party::{OfficeId, OrganisationId, directory::PolicyStatement},
    policy::{
        Basis, Clock, ClockName, ClosedDays, CourseClock, Ladder, Policy, Setting, Thresholds,
    },
    wire::{
        self, DecodeError,
        v1::act::{instant, kind_code, office},
    },
};

/// The bytes of a policy by itself: what its length and its hash are taken of.
#[must_use]
pub fn encode_policy(policy: &Policy) -> Vec<u8> {
    wire::encode(&PolicyTwin::from(policy))
}

#[derive(Encode, Decode)]
pub(crate) struct PolicyStatementTwin {
    #[n(0)]
    number: u16,
    #[n(1)]
    from_ms: i64,
    #[n(2)]
    policy: PolicyTwin,
}

#[derive(Encode, Decode)]
struct PolicyTwin {
    #[n(0)]
    clocks: Vec<SettingTwin>,
    #[n(1)]
    ladder: LadderTwin,
    #[n(2)]
    days: Vec<DaysTwin>,
    #[n(3)]
    thresholds: ThresholdsTwin,
}

#[derive(Encode, Decode)]
struct SettingTwin {
    #[n(0)]
    clock: u16,
    #[n(1)]
    red: SpanTwin,
    #[n(2)]
    yellow: SpanTwin,
    #[n(3)]
    green: SpanTwin,
    #[n(4)]
    at_most: Option<SpanTwin>,
    /// Without one the clock is a proposal.
    #[n(5)]
    source: Option<String>,
}

#[derive(Encode, Decode)]
struct SpanTwin {
    #[n(0)]
    unit: u8,
    #[n(1)]
    count: u16,
}

#[derive(Encode, Decode)]
struct LadderTwin {
    #[n(0)]
    reminder_percent: u8,
    #[n(1)]
    leaders_after: SpanTwin,
    #[n(2)]
    authority_after: SpanTwin,
    #[n(3)]
    authority: Vec<String>,
    #[n(4)]
    department: Vec<String>,
    #[n(5)]
    seen_holds: SpanTwin,
    #[n(6)]
    taken_in_hand_holds: SpanTwin,
}

#[derive(Encode, Decode)]
struct DaysTwin {
    #[n(0)]
    organisation: String,
    #[n(1)]
    holidays: u8,
    #[n(2)]
    closed: Vec<i32>,
}

#[derive(Encode, Decode)]
struct ThresholdsTwin {
    #[n(0)]
    green_percent: u8,
    #[n(1)]
    yellow_percent: u8,
    #[n(2)]
    small_count: u16,
}

impl From<&PolicyStatement> for PolicyStatementTwin {
    fn from(statement: &PolicyStatement) -> Self {
        Self {
            number: statement.number,
            from_ms: statement.from.unix_ms(),
            policy: PolicyTwin::from(&statement.policy),
        }
    }
}

impl PolicyStatementTwin {
    pub(super) fn read(self) -> Result<PolicyStatement, DecodeError> {
        Ok(PolicyStatement {
            number: self.number,
            from: instant(self.from_ms, "from")?,
            policy: self.policy.read()?,
        })
    }
}

impl From<&Policy> for PolicyTwin {
    fn from(policy: &Policy) -> Self {
        let Policy {
            clocks,
            ladder,
            days,
            thresholds,
        } = policy;
        let mut clocks: Vec<SettingTwin> = clocks.iter().map(SettingTwin::from).collect();
        clocks.sort_by_key(|setting| setting.clock);
        Self {
            clocks,
            ladder: LadderTwin::from(ladder),
            days: days.iter().map(DaysTwin::from).collect(),
            thresholds: ThresholdsTwin {
                green_percent: thresholds.green_percent,
                yellow_percent: thresholds.yellow_percent,
                small_count: thresholds.small_count,
            },
        }
    }
}

impl PolicyTwin {
    /// Any policy that can be written; whether it may hold is for the directory to say.
    fn read(self) -> Result<Policy, DecodeError> {
        let mut clocks = BTreeMap::new();
        for twin in rising(self.clocks, |twin| twin.clock, "clock")? {
            let (name, setting) = twin.read()?;
            clocks.insert(name, setting);
        }
        let mut days = BTreeMap::new();
        for twin in rising(self.days, |twin| twin.organisation.clone(), "days")? {
            let (organisation, closed) = twin.read()?;
            days.insert(organisation, closed);
        }
        Ok(Policy {
            clocks,
            ladder: self.ladder.read()?,
            days,
            thresholds: Thresholds {
                green_percent: self.thresholds.green_percent,
                yellow_percent: self.thresholds.yellow_percent,
                small_count: self.thresholds.small_count,
            },
        })
    }
}

/// A list in the one order in which it is written, nothing twice.
fn rising<T, K: Ord>(
    list: Vec<T>,
    key: impl Fn(&T) -> K,
    field: &'static str,
) -> Result<Vec<T>, DecodeError> {
    if list.is_sorted_by(|one, next| key(one) < key(next)) {
        Ok(list)
    } else {
        Err(DecodeError::Value(field))
    }
}

impl From<(&ClockName, &Setting)> for SettingTwin {
    fn from((name, Setting { clock, basis }): (&ClockName, &Setting)) -> Self {
        let [red, yellow, green] = clock.spans.map(SpanTwin::from);
        Self {
            clock: clock_code(*name),
            red,
            yellow,
            green,
            at_most: clock.at_most.map(SpanTwin::from),
            source: match basis {
                Basis::Source(text) => Some(text.clone()),
                Basis::Proposal => None,
            },
        }
    }
}

impl SettingTwin {
    fn read(self) -> Result<(ClockName, Setting), DecodeError> {
        let name = ClockName::all()
            .find(|name| clock_code(*name) == self.clock)
            .ok_or(DecodeError::Value("clock"))?;
        let clock = Clock {
            spans: [self.red.read()?, self.yellow.read()?, self.green.read()?],
            at_most: self.at_most.map(SpanTwin::read).transpose()?,
        };
        let basis = self.source.map_or(Basis::Proposal, Basis::Source);
        Ok((name, Setting { clock, basis }))
    }
}

impl From<Span> for SpanTwin {
    fn from(span: Span) -> Self {
        let (unit, count) = match span {
            Span::WorkingDays(count) => (WORKING_DAYS, count),
            Span::OfficeHours(count) => (OFFICE_HOURS, count),
            Span::CalendarHours(count) => (CALENDAR_HOURS, count),
            Span::CalendarMonths(count) => (CALENDAR_MONTHS, count),
        };
        Self { unit, count }
    }
}

impl SpanTwin {
    const fn read(self) -> Result<Span, DecodeError> {
        match self.unit {
            WORKING_DAYS => Ok(Span::WorkingDays(self.count)),
            OFFICE_HOURS => Ok(Span::OfficeHours(self.count)),
            CALENDAR_HOURS => Ok(Span::CalendarHours(self.count)),
            CALENDAR_MONTHS => Ok(Span::CalendarMonths(self.count)),
            _ => Err(DecodeError::Value("span")),
        }
    }
}

impl From<&Ladder> for LadderTwin {
    fn from(ladder: &Ladder) -> Self {
        Self {
            reminder_percent: ladder.reminder_percent,
            leaders_after: ladder.leaders_after.into(),
            authority_after: ladder.authority_after.into(),
            authority: texts(&ladder.authority),
            department: texts(&ladder.department),
            seen_holds: ladder.seen_holds.into(),
            taken_in_hand_holds: ladder.taken_in_hand_holds.into(),
        }
    }
}

impl LadderTwin {
    fn read(self) -> Result<Ladder, DecodeError> {
        Ok(Ladder {
            reminder_percent: self.reminder_percent,
            leaders_after: self.leaders_after.read()?,
            authority_after: self.authority_after.read()?,
            authority: offices(&self.authority)?,
            department: offices(&self.department)?,
            seen_holds: self.seen_holds.read()?,
            taken_in_hand_holds: self.taken_in_hand_holds.read()?,
        })
    }
}

impl From<(&OrganisationId, &ClosedDays)> for DaysTwin {
    fn from((organisation, days): (&OrganisationId, &ClosedDays)) -> Self {
        Self {
            organisation: organisation.as_str().to_owned(),
            holidays: holidays_code(days.holidays),
            closed: days.closed.iter().map(|day| day_of(*day)).collect(),
        }
    }
}

impl DaysTwin {
    fn read(self) -> Result<(OrganisationId, ClosedDays), DecodeError> {
        let organisation = OrganisationId::parse(&self.organisation);
        let closed: BTreeSet<Date> = rising(self.closed, |day| *day, "closed")?
            .into_iter()
            .map(day_from_wire)
            .collect::<Result<_, _>>()?;
        let holidays = HolidaySet::ALL
            .into_iter()
            .find(|set| holidays_code(*set) == self.holidays)
            .ok_or(DecodeError::Value("holidays"))?;
        Ok((
            organisation.map_err(|_| DecodeError::Value("organisation"))?,
            ClosedDays { holidays, closed },
        ))
    }
}

pub(super) fn texts(offices: &[OfficeId]) -> Vec<String> {
    offices.iter().map(|id| id.as_str().to_owned()).collect()
}

pub(super) fn offices(texts: &[String]) -> Result<Vec<OfficeId>, DecodeError> {
    texts.iter().map(|text| office(text)).collect()
}

fn day_from_wire(day: i32) -> Result<Date, DecodeError> {
    date_of(day).ok_or(DecodeError::Value("closed"))
}

const WORKING_DAYS: u8 = 0;
const OFFICE_HOURS: u8 = 1;
const CALENDAR_HOURS: u8 = 2;
const CALENDAR_MONTHS: u8 = 3;

const fn holidays_code(set: HolidaySet) -> u8 {
    match set {
        HolidaySet::Greenland => 0,
        HolidaySet::Denmark => 1,
    }
}

/// A state's clock has a number below 256; that of a kind in a state, one below 4096.
const fn clock_code(name: ClockName) -> u16 {
    match name {
        ClockName::State(state) => state_code(state),
        ClockName::Of(kind, state) => {
            let of_kind = (kind_code(kind) as u16).saturating_add(1);
            of_kind
                .saturating_mul(256)
                .saturating_add(state_code(state))
        }
        ClockName::Course(clock) => course_clock_code(clock).saturating_add(4096),
    }
}

const fn state_code(state: State) -> u16 {
    match state {
        State::Draft => 0,
        State::Queued => 1,
        State::Deposited => 2,
        State::Unreadable => 3,
        State::Opened => 4,
        State::Acknowledged => 5,
        State::AwaitingInformation => 6,
        State::Accepted => 7,
        State::Declined => 8,
        State::WrongRecipient => 9,
        State::WithdrawalRequested => 10,
        State::Withdrawn => 11,
        State::EnteredInError => 12,
        State::Closed => 13,
    }
}

const fn course_clock_code(clock: CourseClock) -> u16 {
    match clock {
        CourseClock::Visit => 0,
        CourseClock::CaseInformation => 1,
        CourseClock::StatusNote => 2,
        CourseClock::Assessment => 3,
        CourseClock::Treatment => 4,
        CourseClock::InterimReport => 5,
        CourseClock::ShortReport => 6,
        CourseClock::ClosingReport => 7,
        CourseClock::ReportReceipt => 8,
        CourseClock::FollowUpDecision => 9,
        CourseClock::FollowUp => 10,
        CourseClock::FirstCheck => 11,
        CourseClock::SecondCheck => 12,
        CourseClock::Closing => 13,
        CourseClock::TakeOver => 14,
        CourseClock::Countersignature => 15,
    }
}
