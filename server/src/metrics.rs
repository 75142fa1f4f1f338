//! Metrics: plain numbers that the watch fills in, and their text for Prometheus.
//!
//! No number is about a person, and no label names a handover: only kinds and offices. What has
//! no source is left out, so that an alert on its absence can tell. The names are a promise to
//! `docs/operations/`, which a test compares.

pub mod serve;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use stafet_shared::{
    party::OfficeId,
    time::{MS_PER_HOUR, MS_PER_SECOND, Timestamp},
    words::Kind,
};

pub use self::text::{CONTENT_TYPE, NAMES, render};

/// The upper bounds of the times until a receipt, in hours: from one hour to seven days.
pub const LATENCY_HOURS: [u32; 8] = [1, 4, 8, 24, 48, 72, 120, 168];

/// Everything that is measured. `None` and empty lists have no source yet, and are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Deposited handovers that nobody has signed for, by kind and by how long they wait.
    pub unacknowledged: BTreeMap<(Kind, Age), u64>,
    /// How long the oldest of them has waited, in seconds; 0 when there is none.
    pub oldest_unacknowledged_s: Option<i64>,
    /// Handovers of which something is overdue.
    pub overdue: BTreeMap<(Kind, Urgency), u64>,
    /// What was expected and never sent, and is overdue.
    pub expected_missing: BTreeMap<Kind, u64>,
    /// How long it took until somebody signed.
    pub ack_latency: Option<Latency>,
    /// How long ago a device of each office was last heard of, in seconds.
    pub office_last_seen_s: BTreeMap<OfficeId, i64>,
    /// How long the server's certificate is still valid, in seconds; negative afterwards.
    pub certificate_expires_s: Option<i64>,
    /// Recipients that have not got their letter.
    pub notices_waiting: Option<u64>,
    /// Deliveries that failed since the start.
    pub notices_failed: Option<u64>,
    /// Acts in the log.
    pub log_size: Option<u64>,
    /// Commits since the start.
    pub commits: Option<u64>,
    /// When the watch last went all the way round, as a Unix time in ms.
    pub watched: Option<Timestamp>,
}

/// How long something has waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Less than a day.
    Day,
    /// Less than a week.
    Week,
    /// Less than four weeks.
    Month,
    /// Four weeks or more.
    Older,
}

impl Age {
    /// Every age.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Older];

    /// How long something has waited that began at `since`.
    #[must_use]
    pub const fn of(since: Timestamp, now: Timestamp) -> Self {
        match now.ms_since(since).div_euclid(MS_PER_HOUR) {
            ..24 => Self::Day,
            24..168 => Self::Week,
            168..672 => Self::Month,
            672.. => Self::Older,
        }
    }

    /// Its name in the label `bucket`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "under_1d",
            Self::Week => "1d_to_7d",
            Self::Month => "7d_to_28d",
            Self::Older => "over_28d",
        }
    }
}

/// Whether what is overdue is red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It is.
    Red,
    /// It is yellow or green.
    Other,
}

impl Urgency {
    /// Its name in the label `urgency`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Other => "other",
        }
    }
}

/// How long receipts took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latency {
    /// How many took up to each of [`LATENCY_HOURS`] and longer than the one before.
    within: [u64; LATENCY_HOURS.len()],
    longer: u64,
    sum_ms: i64,
}

impl Latency {
    /// One receipt took so long. A negative time counts as none.
    pub fn observe(&mut self, took_ms: i64) {
        let took_ms = took_ms.max(0);
        let fits = |hours: &u32| took_ms <= i64::from(*hours).saturating_mul(MS_PER_HOUR);
        let bucket = LATENCY_HOURS.iter().position(fits);
        let count = bucket.and_then(|bucket| self.within.get_mut(bucket));
        let count = count.unwrap_or(&mut self.longer);
        *count = count.saturating_add(1);
        self.sum_ms = self.sum_ms.saturating_add(took_ms);
    }

    /// How many receipts there were.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.within
            .iter()
            .fold(self.longer, |sum, count| sum.saturating_add(*count))
    }

    /// How long all of them took together, in seconds.
    #[must_use]
    pub const fn sum_s(&self) -> i64 {
        self.sum_ms.div_euclid(MS_PER_SECOND)
    }

    /// The upper bounds in seconds, and how many receipts fell below each and above the one before;
    /// the last has no bound.
    #[must_use]
    pub fn buckets(&self) -> Vec<(f64, u64)> {
        let bounds = LATENCY_HOURS.map(|hours| f64::from(hours) * SECONDS_PER_HOUR);
        let within = bounds.into_iter().zip(self.within);
        within.chain([(f64::INFINITY, self.longer)]).collect()
    }
}

const SECONDS_PER_HOUR: f64 = 3_600.0;
