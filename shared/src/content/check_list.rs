//! A check-list: what there is, what is still on its way, and what there is not.
//!
//! The items are the author's words. A list may say which Danish check-list it follows; the
//! standard is only named, and its fields are not copied.

use jiff::civil::Date;

use super::answer::Written as _;
use super::answer::counted;
use super::fault::{Faults, Flaw, called_for, out_of_place};
use super::field::{Field, Value};
use super::form::{Answers, Blank, Shape};
use super::said::{Choice, Said, said};
use super::text::Line;
use super::{choice, date};

/// Most items of one check-list.
pub const CHECK_ITEMS_MAX: usize = 32;
/// Longest name of an item, in characters.
pub const CHECK_WHAT_CHARS_MAX: usize = 200;
/// Longest reason why an item is not available, in characters.
pub const CHECK_REASON_CHARS_MAX: usize = 500;

/// A Danish check-list that offices know by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// Kommunehenvisning: what accompanies a referral.
    Xref15,
    /// Afslutningsnotat: what a closing report covers.
    Xdis15,
}

/// A check-list as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawCheckList {
    /// The name of the check-list that it follows.
    pub standard: Option<String>,
    /// The items.
    pub items: Vec<RawCheckItem>,
}

/// One item as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawCheckItem {
    /// What it is.
    pub what: Option<String>,
    /// One of [`CheckWord::CHOICES`].
    pub state: Option<String>,
    /// The day on which a pending item is expected, as `2026-12-15`.
    pub expected: Option<String>,
    /// Why the item is not available.
    pub reason: Option<String>,
}

/// A check-list with at least one item, in the author's order.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckList {
    standard: Option<Standard>,
    items: Vec<CheckItem>,
}

/// One item of a check-list.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckItem {
    what: Line,
    state: CheckState,
}

/// Where an item is.
#[derive(Clone, PartialEq, Eq)]
pub enum CheckState {
    /// With the document.
    Attached,
    /// It comes later.
    Pending {
        /// The day on which it is expected, if one is known.
        expected: Option<Date>,
    },
    /// There is none, or it may not be passed on.
    NotAvailable {
        /// Why it is not there.
        reason: Line,
    },
}

choices! {
    /// The words for the states of an item.
    CheckWord {
        /// [`CheckState::Attached`].
        Attached = "attached", "vedlagt" / "attached",
        /// [`CheckState::Pending`].
        Pending = "pending", "kommer senere" / "to come",
        /// [`CheckState::NotAvailable`].
        NotAvailable = "not_available", "foreligger ikke" / "not available",
    }
}

/// The names of a list's fields where it stands.
struct Place {
    standard: &'static str,
    items: &'static str,
    what: &'static str,
    state: &'static str,
    expected: &'static str,
    reason: &'static str,
}

macro_rules! place {
    ($prefix:literal) => {
        Place {
            standard: concat!($prefix, "standard"),
            items: concat!($prefix, "items"),
            what: concat!($prefix, "items.what"),
            state: concat!($prefix, "items.state"),
            expected: concat!($prefix, "items.expected"),
            reason: concat!($prefix, "items.reason"),
        }
    };
}

/// Case information is a list and nothing else.
static ALONE: Place = place!("");
/// A closing report has a list among other things.
static WITHIN: Place = place!("check_list.");

/// The name of a blank, and what is said about it.
struct Named(&'static str, Said, Said);

const STANDARD: Named = Named(
    "standard",
    said("Tjekliste", "Check-list"),
    said(
        "Den tjekliste, der følges",
        "The check-list that it follows",
    ),
);
const ITEMS: Named = Named(
    "items",
    said("Punkter", "Items"),
    said("Et afsnit for hver ting", "A section for each thing"),
);
const WHAT: Named = Named(
    "what",
    said("Hvad", "What"),
    said("Hvad det er", "What it is"),
);
const STATE: Named = Named(
    "state",
    said("Hvor det er", "Where it is"),
    said("Hvor det er", "Where it is"),
);
const EXPECTED: Named = Named(
    "expected",
    said("ventes", "expected"),
    said(
        "Den dag, det ventes; kun når det kommer senere",
        "The day on which it is expected; only when it is to come",
    ),
);
const REASON: Named = Named(
    "reason",
    said("Hvorfor", "Why"),
    said(
        "Hvorfor det ikke foreligger; kun når det ikke gør",
        "Why it is not available; only when it is not",
    ),
);

impl Named {
    const fn required(self, shape: Shape) -> Blank {
        let Self(name, label, purpose) = self;
        Blank {
            name,
            label,
            purpose,
            is_required: true,
            shape,
        }
    }

    fn optional(self, shape: Shape) -> Blank {
        Blank {
            is_required: false,
            ..self.required(shape)
        }
    }

    const fn field(self, value: Option<Value<'_>>) -> Field<'_> {
        let Self(name, label, _) = self;
        Field { name, label, value }
    }
}

sealed_debug!(
    RawCheckList,
    RawCheckItem,
    CheckList,
    CheckItem,
    CheckState,
    Standard
);

impl Standard {
    /// Every standard.
    pub const ALL: [Self; 2] = [Self::Xref15, Self::Xdis15];

    /// The name by which offices know it, as the only word to choose.
    const fn choices(self) -> &'static [Choice] {
        const fn only(name: &'static str, said: &'static str) -> [Choice; 1] {
            let said = Said { da: said, en: said };
            [Choice { name, said }]
        }
        const XREF15: [Choice; 1] = only("XREF15", "XREF15, kommunehenvisning");
        const XDIS15: [Choice; 1] = only("XDIS15", "XDIS15, afslutningsnotat");
        match self {
            Self::Xref15 => &XREF15,
            Self::Xdis15 => &XDIS15,
        }
    }

    /// The name by which offices know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xref15 => "XREF15",
            Self::Xdis15 => "XDIS15",
        }
    }

    /// Whether it is named; it is the only one that fits here.
    fn read(self, raw: Option<String>) -> Result<Option<Self>, Flaw> {
        choice::read(raw, &[self], self.choices())
    }
}

section!(
    CheckList,
    RawCheckList,
    Standard {
        shape: |standard| Shape::Section(CheckList::blanks(standard)),
        read: CheckList::read,
        value: CheckList::value,
    }
);

impl CheckList {
    /// The Danish check-list that it follows, if it says so.
    #[must_use]
    pub const fn standard(&self) -> Option<Standard> {
        self.standard
    }

    /// The items, in the author's order; at most [`CHECK_ITEMS_MAX`].
    #[must_use]
    pub fn items(&self) -> &[CheckItem] {
        &self.items
    }

    fn blanks(standard: Standard) -> Vec<Blank> {
        vec![
            STANDARD.optional(Shape::Word(standard.choices())),
            ITEMS.required(Shape::Sections(CheckItem::blanks())),
        ]
    }

    fn value(&self) -> Value<'_> {
        let standard = self.standard.and_then(|it| it.choices().first().copied());
        let items = self.items.iter().map(CheckItem::fields).collect();
        Value::Section(vec![
            STANDARD.field(standard.map(Value::Word)),
            ITEMS.field(Some(Value::Sections(items))),
        ])
    }

    fn ask(answers: &mut impl Answers) -> RawCheckList {
        RawCheckList {
            standard: answers.text("standard"),
            items: answers.sections("items", CheckItem::ask),
        }
    }

    /// The list that an author wrote, of which only `standard` may be followed.
    fn read(raw: RawCheckList, standard: Standard, faults: &mut Faults) -> Option<Self> {
        let place = match standard {
            Standard::Xref15 => &ALONE,
            Standard::Xdis15 => &WITHIN,
        };
        let standard = standard.read(raw.standard);
        let standard = faults.take(place.standard, standard);
        faults.take(place.items, counted(raw.items.len(), CHECK_ITEMS_MAX))?;
        // Every item is read before any is given up, so that all faults are named.
        let items: Vec<Option<CheckItem>> = (1..)
            .zip(raw.items)
            .map(|(item, raw)| CheckItem::read(raw, item, place, faults))
            .collect();
        Some(Self {
            standard: standard?,
            items: items.into_iter().collect::<Option<_>>()?,
        })
    }
}

impl CheckItem {
    /// What it is.
    #[must_use]
    pub const fn what(&self) -> &Line {
        &self.what
    }

    /// Where it is.
    #[must_use]
    pub const fn state(&self) -> &CheckState {
        &self.state
    }

    fn blanks() -> Vec<Blank> {
        let line = |max_chars| Shape::Line { max_chars };
        vec![
            WHAT.required(line(CHECK_WHAT_CHARS_MAX)),
            STATE.required(Shape::Word(CheckWord::CHOICES)),
            EXPECTED.optional(Shape::Day),
            REASON.optional(line(CHECK_REASON_CHARS_MAX)),
        ]
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let (expected, reason) = match &self.state {
            CheckState::Attached => (None, None),
            CheckState::Pending { expected } => (*expected, None),
            CheckState::NotAvailable { reason } => (None, Some(reason)),
        };
        vec![
            WHAT.field(Some(Value::Text(self.what.expose()))),
            STATE.field(Some(Value::Word(self.state.word().choice()))),
            EXPECTED.field(expected.map(Value::Day)),
            REASON.field(reason.map(|reason| Value::Text(reason.expose()))),
        ]
    }

    fn ask(answers: &mut impl Answers) -> RawCheckItem {
        RawCheckItem {
            what: answers.text("what"),
            state: answers.text("state"),
            expected: answers.when("expected"),
            reason: answers.text("reason"),
        }
    }

    fn read(raw: RawCheckItem, item: usize, names: &Place, faults: &mut Faults) -> Option<Self> {
        let what = Line::required(raw.what, CHECK_WHAT_CHARS_MAX);
        let what = faults.take_item(names.what, item, what);
        let state = CheckWord::written(raw.state, ()).and_then(|word| word.ok_or(Flaw::Missing));
        let state = faults.take_item(names.state, item, state);
        let expected = faults.take_item(names.expected, item, date::optional(raw.expected));
        let reason = Line::optional(raw.reason, CHECK_REASON_CHARS_MAX);
        let reason = faults.take_item(names.reason, item, reason);
        let (word, expected, reason) = (state?, expected?, reason?);
        let (expected, reason) = match word {
            CheckWord::Attached => (out_of_place(expected), out_of_place(reason)),
            CheckWord::Pending => (Ok(expected), out_of_place(reason)),
            CheckWord::NotAvailable => (out_of_place(expected), called_for(reason)),
        };
        let expected = faults.take_item(names.expected, item, expected);
        let reason = faults.take_item(names.reason, item, reason);
        let (expected, reason) = (expected?, reason?);
        let state = match reason {
            Some(reason) => CheckState::NotAvailable { reason },
            None if word == CheckWord::Pending => CheckState::Pending { expected },
            None => CheckState::Attached,
        };
        Some(Self { what: what?, state })
    }
}

impl CheckState {
    /// The word for this state.
    #[must_use]
    pub const fn word(&self) -> CheckWord {
        match self {
            Self::Attached => CheckWord::Attached,
            Self::Pending { .. } => CheckWord::Pending,
            Self::NotAvailable { .. } => CheckWord::NotAvailable,
        }
    }

    /// The day on which it is expected, where one is named.
    #[must_use]
    pub const fn expected(&self) -> Option<Date> {
        if let Self::Pending { expected } = self {
            *expected
        } else {
            None
        }
    }

    /// Why it is not available, where it is not.
    #[must_use]
    pub const fn reason(&self) -> Option<&Line> {
        if let Self::NotAvailable { reason } = self {
            Some(reason)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{ContentFaults, gather};
    use super::*;

    fn item(what: &str, state: &str, expected: &str, reason: &str) -> RawCheckItem {
        RawCheckItem {
            what: Some(what.to_owned()),
            state: Some(state.to_owned()),
            expected: Some(expected.to_owned()),
            reason: Some(reason.to_owned()),
        }
    }

    fn read(standard: &str, items: Vec<RawCheckItem>) -> Result<CheckList, ContentFaults> {
        let raw = RawCheckList {
            standard: Some(standard.to_owned()),
            items,
        };
        gather(|faults| CheckList::read(raw, Standard::Xref15, faults))
    }

    fn named(faults: &ContentFaults) -> Vec<(&'static str, Option<usize>, Flaw)> {
        let faults = faults.faults().iter();
        faults
            .map(|it| (it.field, it.item, it.flaw.clone()))
            .collect()
    }

    #[test]
    fn an_item_is_attached_or_pending_or_not_available() {
        let list = read(
            "XREF15",
            vec![
                item("Handleplan", "attached", "", ""),
                item("Udtalelse", "pending", "2026-08-10", ""),
                item("Erklæring", "pending", "", ""),
                item("Afgørelse", "not_available", "", "Sagen efterforskes"),
            ],
        )
        .unwrap();
        assert!(list.standard() == Some(Standard::Xref15));
        let expected = Some(jiff::civil::date(2026, 8, 10));
        let states: Vec<_> = list.items().iter().map(CheckItem::state).collect();
        assert!(*states[0] == CheckState::Attached);
        assert!(*states[1] == CheckState::Pending { expected });
        assert!(*states[2] == CheckState::Pending { expected: None });
        assert!(states[3].word() == CheckWord::NotAvailable);
    }

    #[test]
    fn all_faults_of_all_items_are_named() {
        let faults = read(
            "XDIS15",
            vec![
                item("", "lost", "soon", ""),
                item("a", "attached", "2026-08-10", ""),
                item("b", "pending", "", "later"),
                item("c", "not_available", "", ""),
                item("d", "not_available", "2026-08-10", ""),
            ],
        )
        .unwrap_err();
        let choices = CheckWord::CHOICES;
        assert_eq!(
            named(&faults),
            [
                (
                    "standard",
                    None,
                    Flaw::NotAChoice {
                        choices: Standard::Xref15.choices()
                    }
                ),
                ("items.what", Some(1), Flaw::Missing),
                ("items.state", Some(1), Flaw::NotAChoice { choices }),
                ("items.expected", Some(1), Flaw::NotADate),
                ("items.expected", Some(2), Flaw::OutOfPlace),
                ("items.reason", Some(3), Flaw::OutOfPlace),
                ("items.reason", Some(4), Flaw::Missing),
                ("items.expected", Some(5), Flaw::OutOfPlace),
                ("items.reason", Some(5), Flaw::Missing),
            ]
        );
    }

    #[test]
    fn a_list_has_items_but_not_too_many() {
        let one = item("Handleplan", "attached", "", "");
        let (max, got) = (CHECK_ITEMS_MAX, CHECK_ITEMS_MAX + 1);
        assert!(read("", vec![one.clone(); max]).is_ok());
        let faults = read("", vec![one; got]).unwrap_err();
        assert_eq!(
            named(&faults),
            [("items", None, Flaw::TooMany { max, got })]
        );
        let faults = read("", Vec::new()).unwrap_err();
        assert_eq!(named(&faults), [("items", None, Flaw::Missing)]);
    }
}
