//! Figures of one run: interleaved rounds, medians, and ratios round by round.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Serialize;

use crate::machine::{self, Machine};

/// Everything that one run has found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What was measured.
    pub title: String,
    /// On what.
    pub machine: Machine,
    /// Load over the last minute when the report was made.
    pub load_after: String,
    /// Contenders that could not be measured, with the reason.
    pub absent: BTreeMap<String, String>,
    /// What a reader has to know beside the figures.
    pub notes: Vec<String>,
    /// By measure (with its unit), by contender, by round.
    figures: BTreeMap<String, BTreeMap<String, BTreeMap<u32, f64>>>,
}

/// Middle and ends of a row of figures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The middle one, or the mean of the middle two.
    pub median: f64,
    /// Nine of ten are not larger.
    pub p90: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// How many there are.
    pub count: usize,
}

impl Spread {
    /// Of these figures, or `None` of none.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            median: percentile(&sorted, 50.0)?,
            p90: percentile(&sorted, 90.0)?,
            min: *sorted.first()?,
            max: *sorted.last()?,
            count: sorted.len(),
        })
    }
}

/// A percentile of sorted figures; between two figures it lies on the line between them. `None` of
/// none.
#[must_use]
pub fn percentile(sorted: &[f64], percent: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = percent / 100.0 * last as f64;
    let (below, above) = (at.floor() as usize, at.ceil() as usize);
    let (low, high) = (sorted.get(below)?, sorted.get(above.min(last))?);
    Some(low + (high - low) * (at - at.floor()))
}

/// The order in which `contenders` take their turn in a round: each round begins with the next one.
pub fn turns(round: u32, contenders: usize) -> impl Iterator<Item = usize> {
    let first = round as usize;
    (0..contenders).map(move |turn| (first + turn) % contenders)
}

impl Report {
    /// A report without figures.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            machine: Machine::here(),
            load_after: String::new(),
            absent: BTreeMap::new(),
            notes: Vec::new(),
            figures: BTreeMap::new(),
        }
    }

    /// Enters a figure. `measure` names its unit too.
    pub fn enter(&mut self, measure: &str, contender: &str, round: u32, figure: f64) {
        self.figures
            .entry(measure.to_owned())
            .or_default()
            .entry(contender.to_owned())
            .or_default()
            .insert(round, figure);
        self.load_after = machine::load();
    }

    /// Names a contender that could not be measured.
    pub fn absent(&mut self, contender: &str, why: impl Into<String>) {
        self.absent.insert(contender.to_owned(), why.into());
    }

    /// Tells the reader something.
    pub fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// The figures of a contender over all rounds.
    #[must_use]
    pub fn spread(&self, measure: &str, contender: &str) -> Option<Spread> {
        Spread::of(self.rounds(measure, contender)?.values().copied())
    }

    /// How many times `beside` the figure of `contender` is, taken in each round in which both
    /// have one.
    #[must_use]
    pub fn ratio(&self, measure: &str, contender: &str, beside: &str) -> Option<Spread> {
        let beside = self.rounds(measure, beside)?;
        let rounds = self.rounds(measure, contender)?;
        let pairs = rounds
            .iter()
            .filter_map(|(round, figure)| Some((figure, beside.get(round)?)));
        Spread::of(pairs.filter(|(_, it)| **it != 0.0).map(|(a, b)| a / b))
    }

    fn rounds(&self, measure: &str, contender: &str) -> Option<&BTreeMap<u32, f64>> {
        self.figures.get(measure)?.get(contender)
    }

    /// The report as text: a table for each measure, in which `product` is set beside the others.
    #[must_use]
    pub fn text(&self, product: &str) -> String {
        let mut text = format!("{}\n", self.title);
        let it = &self.machine;
        // Writing into a string does not fail.
        _ = writeln!(
            text,
            "{} cores, {}, {} MiB, Linux {}, load {} before and {} after\n",
            it.cores, it.processor, it.memory_mib, it.kernel, it.load, self.load_after
        );
        for (measure, contenders) in &self.figures {
            _ = writeln!(text, "{measure}");
            for contender in contenders.keys() {
                text.push_str(&self.line(measure, contender, product));
            }
            text.push('\n');
        }
        for (contender, why) in &self.absent {
            _ = writeln!(text, "absent: {contender}: {why}");
        }
        for note in &self.notes {
            _ = writeln!(text, "note: {note}");
        }
        text
    }

    fn line(&self, measure: &str, contender: &str, product: &str) -> String {
        let Some(it) = self.spread(measure, contender) else {
            return String::new();
        };
        let ratio = match self.ratio(measure, product, contender) {
            Some(ratio) if contender != product => format!(
                "  {product} is {:.2} × ({:.2}–{:.2})",
                ratio.median, ratio.min, ratio.max
            ),
            _ => String::new(),
        };
        format!(
            "  {contender:<28} {:>12} (p90 {}, {}–{}, {} rounds){ratio}\n",
            short(it.median),
            short(it.p90),
            short(it.min),
            short(it.max),
            it.count
        )
    }

    /// The report as JSON, every figure of every round included.
    ///
    /// # Panics
    /// Never: what it holds has a form in JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("text, numbers and maps")
    }

    /// Prints it on standard output, as JSON if asked for.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn print(&self, product: &str, json: bool) -> std::io::Result<()> {
        let text = if json {
            self.json()
        } else {
            self.text(product)
        };
        std::io::Write::write_all(&mut std::io::stdout(), format!("{text}\n").as_bytes())
    }
}

/// A figure with three or four digits that mean something.
fn short(figure: f64) -> String {
    match figure.abs() {
        it if it >= 100.0 => format!("{figure:.0}"),
        it if it >= 10.0 => format!("{figure:.1}"),
        it if it >= 1.0 => format!("{figure:.2}"),
        _ => format!("{figure:.4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_within_a_round() {
        let mut report = Report::new("test");
        for (round, ours, theirs) in [(0, 10.0, 5.0), (1, 40.0, 10.0), (2, 9.0, 3.0)] {
            report.enter("acts/s", "ours", round, ours);
            report.enter("acts/s", "theirs", round, theirs);
        }
        report.enter("acts/s", "ours", 3, 1.0);
        let ratio = report.ratio("acts/s", "ours", "theirs").unwrap();
        assert_eq!((ratio.median, ratio.min, ratio.max), (3.0, 2.0, 4.0));
        assert_eq!(ratio.count, 3);
        assert!(report.text("ours").contains("ours is 3.00 × (2.00–4.00)"));
        assert!(report.json().contains("theirs"));
    }

    #[test]
    fn percentiles_lie_between_figures() {
        assert_eq!(percentile(&[], 50.0), None);
        assert_eq!(percentile(&[7.0], 99.0), Some(7.0));
        assert_eq!(percentile(&[1.0, 2.0], 50.0), Some(1.5));
        let hundred: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 99.0), Some(99.0));
    }

    #[test]
    fn every_contender_begins_a_round_in_turn() {
        let firsts: Vec<_> = (0..4)
            .map(|round| turns(round, 3).next().unwrap())
            .collect();
        assert_eq!(firsts, [0, 1, 2, 0]);
        assert_eq!(turns(1, 3).collect::<Vec<_>>(), [1, 2, 0]);
    }
}
