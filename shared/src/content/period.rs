//! A period: days in a row.

use jiff::civil::Date;

use super::date;
use super::fault::{Faults, Flaw};
use super::field::Value;
use super::form::{Answers, Blank, Shape};
use super::said::Said;

/// A period as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawPeriod {
    /// Its first day, as `2026-08-17`.
    pub from: Option<String>,
    /// Its last day, as `2026-11-13`.
    pub to: Option<String>,
}

/// Days in a row, at least one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

sealed_debug!(RawPeriod, Period);

section!(Period, RawPeriod, () {
    shape: |()| Shape::Section(Period::blanks()),
    read: |raw, (), faults| Period::read(raw, faults),
    value: |period: &Period| Value::Period(period.from, period.to),
});

impl Period {
    /// The first day.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day, never before the first.
    #[must_use]
    pub const fn to(self) -> Date {
        self.to
    }

    fn blanks() -> Vec<Blank> {
        let blank = |name, da, en, purpose| Blank {
            name,
            label: Said { da, en },
            purpose,
            is_required: true,
            shape: Shape::Day,
        };
        let (da, en) = ("Den første dag", "The first day");
        let from = blank("from", "Fra", "From", Said { da, en });
        let (da, en) = ("Den sidste dag", "The last day");
        vec![from, blank("to", "Til", "To", Said { da, en })]
    }

    fn ask(answers: &mut impl Answers) -> RawPeriod {
        RawPeriod {
            from: answers.when("from"),
            to: answers.when("to"),
        }
    }

    fn read(raw: RawPeriod, faults: &mut Faults) -> Option<Self> {
        let from = faults.take("treatment_period.from", date::required(raw.from));
        let to = match (from, date::required(raw.to)) {
            (Some(from), Ok(to)) if to < from => Err(Flaw::BeforeFirst),
            (_, to) => to,
        };
        let to = faults.take("treatment_period.to", to);
        Some(Self {
            from: from?,
            to: to?,
        })
    }
}
