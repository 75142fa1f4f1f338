//! The weekly list, signed by the server: as a mail, and as the body of a webhook.

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use stafet_shared::{
    party::OfficeId,
    report::{
        Figure,
        note::Age,
        weekly::{LABEL, Matter, Overdue, SignedList, WeeklyList, text},
    },
    sign::SigningKey,
    time::Timestamp,
};

use super::Mail;

/// A weekly list with its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    /// Its figures.
    pub list: WeeklyList,
    /// Its text, signed.
    pub signed: SignedList,
}

impl Weekly {
    /// The list of what is overdue of `matters`, signed by the server's key for receipts.
    #[must_use]
    pub fn new(
        matters: &[Matter],
        small_count: u16,
        now: Timestamp,
        zone: &TimeZone,
        key: &SigningKey,
    ) -> Self {
        let list = WeeklyList::new(matters, small_count, (now, zone));
        let signed = SignedList::sign(text(&list, zone), key);
        Self { list, signed }
    }

    /// Its name as a file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("stafet-{}.md", self.list.week)
    }

    /// The list as a mail.
    #[must_use]
    pub fn mail(&self) -> Mail {
        let (week, year) = (self.list.week.number(), self.list.week.year());
        Mail {
            subject: format!(
                "Stafet: over fristen, uge {week} i {year} / overdue, week {week} of {year}"
            ),
            body: self.signed.to_file(),
        }
    }

    /// The list as a webhook's body.
    #[must_use]
    pub fn webhook(&self, to: &OfficeId) -> Value {
        let list = &self.list;
        let rows = list.rows.iter().map(|(name, kind, overdue)| {
            json!({"list": name.name(), "kind": kind.name(), "overdue": figures(overdue)})
        });
        json!({
            "type": "stafet.weekly",
            "data": {
                "to": to.as_str(),
                "week": list.week.to_string(),
                "as_of": list.as_of.to_string(),
                "text": self.signed.text(),
                "label": LABEL,
                "signature": self.signed.signature(),
                "overdue": figures(&list.all),
                "rows": rows.collect::<Vec<_>>(),
            },
        })
    }
}

fn figures(overdue: &Overdue) -> Value {
    let ages = Age::ALL.iter().zip(&overdue.ages);
    let ages =
        ages.map(|(age, count)| json!({"days_max": age.days_max(), "count": figure(*count)}));
    json!({
        "count": figure(overdue.all),
        "red": figure(overdue.red),
        "ages": ages.collect::<Vec<_>>(),
        "oldest_days": overdue.oldest_days,
    })
}

/// A number, or why there is none.
fn figure(figure: Figure) -> Value {
    match figure {
        Figure::Exact(count) => json!(count),
        Figure::Few => json!("few"),
        Figure::Withheld => json!("hidden"),
    }
}
