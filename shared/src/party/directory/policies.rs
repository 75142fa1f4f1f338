//! Policies as statements: which one holds for a clock, and in which calendar it runs.

use std::collections::BTreeSet;

use super::{Directory, StatementError};
use crate::{
    calendar::{Calendar, Zone},
    party::OfficeId,
    policy::Policy,
    time::Timestamp,
};

/// A policy, and from when on it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyStatement {
    /// Counts the policies: one more than the one before, the first is 1.
    pub number: u16,
    /// It holds for clocks that start at this instant or later; never before its deposit, nor
    /// before the policy before it does.
    pub from: Timestamp,
    /// What it says.
    pub policy: Policy,
}

impl Directory {
    /// The policy for clocks that start at that instant.
    #[must_use]
    pub fn policy_at(&self, start: Timestamp) -> &Policy {
        self.signed_policy_at(start)
            .map_or(&self.policy_zero, |signed| &signed.policy)
    }

    /// The statement of the policy for clocks that start at that instant; `None` while it is
    /// policy 0.
    #[must_use]
    pub fn signed_policy_at(&self, start: Timestamp) -> Option<&PolicyStatement> {
        let mut newest_first = self.policies.iter().rev();
        newest_first.find(|signed| signed.from <= start)
    }

    /// Every policy that was signed and holds, now or later, the first one first.
    pub fn policies(&self) -> impl DoubleEndedIterator<Item = &PolicyStatement> {
        self.policies.iter()
    }

    /// The number that the next policy has to have.
    #[must_use]
    pub fn next_policy_number(&self) -> u16 {
        let last = self.policies.last().map_or(0, |signed| signed.number);
        last.saturating_add(1)
    }

    /// The calendar in which an office's clocks run. Days and hours count for a clock as its
    /// policy and the office's staffing had them when it started.
    #[must_use]
    pub fn calendar_of(&self, office: &OfficeId) -> Calendar {
        let zone = self.office(office).map(|known| known.entry.zone.clone());
        let opening_at = |start| {
            let hours = self.hours_at(office, start);
            self.policy_at(start).opening(&office.organisation(), hours)
        };
        let mut calendar = Calendar {
            zone: zone.unwrap_or_else(Zone::nuuk),
            opening: opening_at(Timestamp::from_unix_ms(i64::MIN)),
            changes: Vec::new(),
        };
        let of_policies = self.policies.iter().map(|signed| signed.from);
        let of_staffing = self.staffed(office).iter().map(|staffing| staffing.from);
        let instants: BTreeSet<Timestamp> = of_policies.chain(of_staffing).collect();
        for start in instants {
            let opening = opening_at(start);
            if *calendar.opening_at(start) != opening {
                calendar.changes.push((start, opening));
            }
        }
        calendar
    }

    pub(super) fn check_policy(&self, statement: &PolicyStatement) -> Result<(), StatementError> {
        let policy = &statement.policy;
        let ladder = &policy.ladder;
        let mut offices = ladder.authority.iter().chain(&ladder.department);
        let starts_early = |before: &PolicyStatement| statement.from < before.from;
        if statement.number != self.next_policy_number() {
            Err(StatementError::Number)
        } else if self.policies.last().is_some_and(starts_early) {
            Err(StatementError::Retroactive)
        } else if !offices.all(|office| self.office(office).is_some()) {
            Err(StatementError::UnknownOffice)
        } else if !policy.days.keys().all(|id| self.organisation(id).is_some()) {
            Err(StatementError::UnknownOrganisation)
        } else {
            policy.check().map_err(|_| StatementError::Policy)
        }
    }
}
