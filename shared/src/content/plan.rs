//! What happens to the child instead, when a handover ends without being accepted.

use jiff::civil::Date;

use super::said::said;
use super::text::{Line, Prose};

/// Longest text about who follows up, in characters.
pub const WHO_CHARS_MAX: usize = 200;

form! {
    /// A plan for the child.
    Plan (said("Plan for barnet", "Plan for the child")), RawPlan {
        text: Prose {
            da "Plan for barnet": "Hvad der i stedet sker for barnet";
            en "Plan for the child": "What happens to the child instead";
        }
        who_follows_up: Line[WHO_CHARS_MAX] {
            da "Hvem følger op": "Det kontor eller den person, der følger op";
            en "Who follows up": "The office or person who follows up";
        }
        follow_up_by: Option<Date> {
            da "Senest": "Den dag, de senest gør det";
            en "By": "The day by which they do, if one is set";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::ContentFaults;
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
