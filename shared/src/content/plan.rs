//! What happens to the child instead, when a handover ends without being accepted.

use jiff::civil::Date;

use super::date;
use super::fault::{ContentFaults, Faults, gather};
use super::text::{Line, Prose};

/// Longest text about who follows up, in characters.
pub const WHO_CHARS_MAX: usize = 200;

/// A plan as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawPlan {
    /// What happens to the child instead.
    pub text: Option<String>,
    /// The office or person who follows up.
    pub who_follows_up: Option<String>,
    /// The day by which they do, as `2026-12-15`.
    pub follow_up_by: Option<String>,
}

/// A plan for the child.
#[derive(Clone, PartialEq, Eq)]
pub struct Plan {
    text: Prose,
    who_follows_up: Line,
    follow_up_by: Option<Date>,
}

sealed_debug!(RawPlan, Plan);

impl Plan {
    /// The plan that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawPlan) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What happens to the child instead.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }

    /// The office or person who follows up.
    #[must_use]
    pub const fn who_follows_up(&self) -> &Line {
        &self.who_follows_up
    }

    /// The day by which they do, if one is set.
    #[must_use]
    pub const fn follow_up_by(&self) -> Option<Date> {
        self.follow_up_by
    }

    fn read(raw: RawPlan, faults: &mut Faults) -> Option<Self> {
        let text = faults.take("text", Prose::required(raw.text));
        let who_follows_up = faults.take(
            "who_follows_up",
            Line::required(raw.who_follows_up, WHO_CHARS_MAX),
        );
        let follow_up_by = faults.take("follow_up_by", date::optional(raw.follow_up_by));
        Some(Self {
            text: text?,
            who_follows_up: who_follows_up?,
            follow_up_by: follow_up_by?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(follow_up_by: Option<&str>) -> Result<Plan, ContentFaults> {
        Plan::parse(RawPlan {
            text: Some("Samtaler i familiecentret".to_owned()),
            who_follows_up: Some("Familiecenter Kujalleq".to_owned()),
            follow_up_by: follow_up_by.map(str::to_owned),
        })
    }

    #[test]
    fn a_plan_may_have_a_day() {
        assert_eq!(parse(None).unwrap().follow_up_by(), None);
        assert_eq!(
            parse(Some(" 2026-12-15 ")).unwrap().follow_up_by(),
            Some(jiff::civil::date(2026, 12, 15))
        );
    }

    #[test]
    fn a_plan_says_what_happens_and_who_follows_up() {
        let faults = Plan::parse(RawPlan::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "2 fields to be mended by the author: text is missing; who_follows_up is missing"
        );
    }
}
