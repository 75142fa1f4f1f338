//! The text of the figures, in the format of `OpenMetrics`.

use std::fmt;

use prometheus_client::{
    collector::Collector,
    encoding::{
        DescriptorEncoder, EncodeLabelSet, EncodeMetric, MetricEncoder, NoLabelSet, text::encode,
    },
    metrics::{MetricType, counter::ConstCounter, gauge::ConstGauge},
    registry::Registry,
};

use super::{Figures, Latency};

/// The format of the text.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The names of all metrics, as queries have them.
pub const NAMES: [&str; 12] = [
    "stafet_handover_unacknowledged",
    "stafet_handover_oldest_unacknowledged_seconds",
    "stafet_handover_overdue",
    "stafet_handover_expected_missing",
    "stafet_handover_ack_latency_seconds",
    "stafet_office_last_seen_seconds",
    "stafet_certificate_expires_seconds",
    "stafet_notices_waiting",
    "stafet_notices_failed_total",
    "stafet_log_size",
    "stafet_commits_total",
    "stafet_watch_last_round_seconds",
];

/// The figures as text.
#[must_use]
pub fn render(figures: &Figures) -> String {
    let mut registry = Registry::with_prefix("stafet");
    registry.register_collector(Box::new(figures.clone()));
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = encode(&mut text, &registry);
    text
}

impl Collector for Figures {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let to = &mut encoder;
        self.encode_handovers(to)?;
        let offices = self.office_last_seen_s.iter();
        let offices: Vec<_> = offices
            .map(|(office, seconds)| ([("office", office.as_str())], *seconds))
            .collect();
        family(to, OFFICE_LAST_SEEN, &offices)?;
        gauge(to, CERTIFICATE_EXPIRES, self.certificate_expires_s)?;
        gauge(to, NOTICES_WAITING, self.notices_waiting.map(signed))?;
        counter(to, NOTICES_FAILED, self.notices_failed)?;
        gauge(to, LOG_SIZE, self.log_size.map(signed))?;
        counter(to, COMMITS, self.commits)?;
        let seconds = self.watched.map(|at| at.unix_ms().div_euclid(1_000));
        gauge(to, WATCH_LAST_ROUND, seconds)
    }
}

impl Figures {
    fn encode_handovers(&self, to: &mut DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let waiting = self.unacknowledged.iter().map(|((kind, age), count)| {
            let labels = [("kind", kind.name()), ("bucket", age.name())];
            (labels, signed(*count))
        });
        family(to, UNACKNOWLEDGED, &waiting.collect::<Vec<_>>())?;
        gauge(to, OLDEST, self.oldest_unacknowledged_s)?;
        let overdue = self.overdue.iter().map(|((kind, urgency), count)| {
            let labels = [("kind", kind.name()), ("urgency", urgency.name())];
            (labels, signed(*count))
        });
        family(to, OVERDUE, &overdue.collect::<Vec<_>>())?;
        let missing = self.expected_missing.iter();
        let missing = missing.map(|(kind, count)| ([("kind", kind.name())], signed(*count)));
        family(to, EXPECTED_MISSING, &missing.collect::<Vec<_>>())?;
        match &self.ack_latency {
            Some(latency) => histogram(to, ACK_LATENCY, latency),
            None => Ok(()),
        }
    }
}

/// A metric's name without prefix and suffix, and what it is.
type Named = (&'static str, &'static str);

fn describe<'a>(
    to: &'a mut DescriptorEncoder<'_>,
    (name, help): Named,
    kind: MetricType,
) -> Result<MetricEncoder<'a>, fmt::Error> {
    to.encode_descriptor(name, help, None, kind)
}

fn gauge(
    to: &mut DescriptorEncoder<'_>,
    named: Named,
    value: Option<i64>,
) -> Result<(), fmt::Error> {
    let Some(value) = value else { return Ok(()) };
    ConstGauge::new(value).encode(describe(to, named, MetricType::Gauge)?)
}

fn counter(
    to: &mut DescriptorEncoder<'_>,
    named: Named,
    value: Option<u64>,
) -> Result<(), fmt::Error> {
    let Some(value) = value else { return Ok(()) };
    ConstCounter::new(value).encode(describe(to, named, MetricType::Counter)?)
}

fn family<L: EncodeLabelSet>(
    to: &mut DescriptorEncoder<'_>,
    named: Named,
    values: &[(L, i64)],
) -> Result<(), fmt::Error> {
    if values.is_empty() {
        return Ok(());
    }
    let mut metric = describe(to, named, MetricType::Gauge)?;
    for (labels, value) in values {
        ConstGauge::new(*value).encode(metric.encode_family(labels)?)?;
    }
    Ok(())
}

fn histogram(
    to: &mut DescriptorEncoder<'_>,
    named: Named,
    latency: &Latency,
) -> Result<(), fmt::Error> {
    let mut metric = describe(to, named, MetricType::Histogram)?;
    // Beyond 2^53 seconds the last digits are lost.
    let sum = latency.sum_s() as f64;
    let count = latency.count();
    metric.encode_histogram::<NoLabelSet>(sum, count, &latency.buckets(), None)
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

const UNACKNOWLEDGED: Named = (
    "handover_unacknowledged",
    "Deposited handovers that nobody has signed for",
);
const OLDEST: Named = (
    "handover_oldest_unacknowledged_seconds",
    "How long the oldest of them has waited",
);
const OVERDUE: Named = (
    "handover_overdue",
    "Handovers of which something is overdue",
);
const EXPECTED_MISSING: Named = (
    "handover_expected_missing",
    "What was expected and never sent, and is overdue",
);
const ACK_LATENCY: Named = (
    "handover_ack_latency_seconds",
    "How long it took from deposit until somebody signed",
);
const OFFICE_LAST_SEEN: Named = (
    "office_last_seen_seconds",
    "How long ago a device of the office was last heard of",
);
const CERTIFICATE_EXPIRES: Named = (
    "certificate_expires_seconds",
    "How long the certificate of the server is still valid",
);
const NOTICES_WAITING: Named = (
    "notices_waiting",
    "Recipients that have not got their letter",
);
const NOTICES_FAILED: Named = (
    "notices_failed",
    "Deliveries of letters that failed since the start",
);
const LOG_SIZE: Named = ("log_size", "Acts in the log");
const COMMITS: Named = ("commits", "Commits since the start");
const WATCH_LAST_ROUND: Named = (
    "watch_last_round_seconds",
    "When the watch last went all the way round, as a Unix time",
);
