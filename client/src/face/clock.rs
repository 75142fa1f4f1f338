//! That this computer's clock is not the server's, in words: what follows from it, and whose move it
//! is. No deadline moves for it, since only the server's clock counts.

use stafet_shared::time::{MS_PER_DAY, MS_PER_HOUR};

use crate::{
    office::{Reader, Skew},
    text::{Texts, say},
};

/// Milliseconds of a minute.
const MS_PER_MINUTE: i64 = 60_000;
/// From how many days or hours on no smaller unit is told.
const UNITS_MIN: i64 = 2;

/// How the clock is off, in a sentence of its own; nothing while it is right or nobody knows.
#[must_use]
pub fn head(reader: Reader<'_>, texts: &Texts) -> Option<String> {
    let skew = reader.heard()?.skew(reader.now())?;
    Some(words(skew, texts))
}

/// What follows from it, and whose move it is.
#[must_use]
pub fn more(texts: &Texts) -> String {
    say!(texts, "clock-more")
}

/// What it means for what is signed now.
#[must_use]
pub fn signing(head: &str, texts: &Texts) -> String {
    say!(texts, "clock-signing", head = head)
}

fn words(skew: Skew, texts: &Texts) -> String {
    match skew {
        Skew::Ahead(ms) => say!(texts, "clock-ahead", by = span(ms, texts)),
        Skew::Behind(ms) => say!(texts, "clock-behind", by = span(ms, texts)),
    }
}

/// Days, hours or minutes, the nearest whole ones.
fn span(ms: i64, texts: &Texts) -> String {
    let whole = |unit: i64| {
        let half = unit.checked_div(2).unwrap_or_default();
        ms.saturating_add(half)
            .checked_div(unit)
            .unwrap_or_default()
    };
    let count = |unit| usize::try_from(whole(unit)).unwrap_or(usize::MAX);
    if whole(MS_PER_DAY) >= UNITS_MIN {
        say!(texts, "clock-days", count = count(MS_PER_DAY))
    } else if whole(MS_PER_HOUR) >= UNITS_MIN {
        say!(texts, "clock-hours", count = count(MS_PER_HOUR))
    } else {
        say!(texts, "clock-minutes", count = count(MS_PER_MINUTE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::danish;

    #[test]
    fn how_far_it_is_off_is_told_in_the_unit_that_people_use() {
        let texts = danish();
        let said = |ms| words(Skew::Ahead(ms), &texts);
        assert!(said(3 * MS_PER_DAY - 1).contains(" 3 dage foran"));
        assert!(said(MS_PER_DAY + MS_PER_HOUR).contains(" 25 timer foran"));
        assert!(said(MS_PER_HOUR + MS_PER_MINUTE).contains(" 61 minutter foran"));
        let behind = words(Skew::Behind(2 * MS_PER_HOUR), &texts);
        assert!(behind.contains(" 2 timer bagefter"), "{behind}");
    }
}
