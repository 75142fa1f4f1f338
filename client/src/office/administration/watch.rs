//! What an administrator says about clocks and offices: policies, staffing, outages, rounds.

use stafet_shared::{
    access::Denied,
    id::{ActId, OutageId},
    party::directory::{Outage, PolicyStatement, ReviewRound, Statement, StatementError},
    policy::Policy,
    time::Timestamp,
};

use super::{Office, OfficeError};
use crate::store::Store;

impl<S: Store> Office<S> {
    /// Signs a policy for clocks that start at `from` or later, as the next one. Answers with its
    /// number.
    ///
    /// # Errors
    /// When it says what no policy may say, would hold from the past on, names what is not in the
    /// directory, or this is no administrator's profile.
    pub async fn sign_policy(
        &mut self,
        policy: Policy,
        from: Timestamp,
    ) -> Result<(ActId, u16), OfficeError> {
        self.decide(|office| {
            let directory = office.view.expected_directory();
            let number = directory
                .ok_or(OfficeError::NoDirectory)?
                .next_policy_number();
            // The directory takes whatever may hold; who signs now has to have seen every clock.
            policy
                .check_whole()
                .map_err(|_| Denied::Statement(StatementError::Policy))?;
            let statement = Statement::Policy(Box::new(PolicyStatement {
                number,
                from,
                policy: policy.clone(),
            }));
            Ok((office.state(statement, None)?, number))
        })
        .await
    }

    /// Declares an outage. It has no effect until another administrator confirms it.
    ///
    /// # Errors
    /// When an office is not there, it is over already, or this is no administrator's profile.
    pub async fn declare_outage(&mut self, outage: Outage) -> Result<ActId, OfficeError> {
        let statement = Statement::Outage(outage);
        self.decide(|office| office.state(statement.clone(), None))
            .await
    }

    /// Confirms an outage that another administrator has declared, word for word.
    ///
    /// # Errors
    /// When there is none by that id, it is this administrator's own, or it needs no second word.
    pub async fn confirm_outage(&mut self, id: OutageId) -> Result<ActId, OfficeError> {
        self.decide(|office| {
            let directory = office.view.expected_directory();
            let directory = directory.ok_or(OfficeError::NoDirectory)?;
            let known = directory.outages().find(|(known, _)| **known == id);
            let (_, declared) = known.ok_or(Denied::Statement(StatementError::UnknownOutage))?;
            office.state(Statement::Outage(declared.outage.clone()), None)
        })
        .await
    }

    /// Ends an outage.
    ///
    /// # Errors
    /// When there is none by that id, it is over by then, or this is no administrator's profile.
    pub async fn end_outage(&mut self, id: OutageId, at: Timestamp) -> Result<ActId, OfficeError> {
        self.decide(|office| office.state(Statement::EndOutage { id, at }, None))
            .await
    }

    /// A fresh id for an outage.
    pub fn fresh_outage(&mut self) -> OutageId {
        self.random(OutageId::random)
    }

    /// Begins a review round that ends with a day, in days since 1970-01-01.
    ///
    /// # Errors
    /// When the day has passed, or this is no administrator's profile.
    pub async fn open_review_round(
        &mut self,
        until_day: i32,
    ) -> Result<(ActId, ReviewRound), OfficeError> {
        self.decide(|office| {
            let directory = office.view.expected_directory();
            let round = ReviewRound {
                number: directory
                    .ok_or(OfficeError::NoDirectory)?
                    .next_review_number(),
                until_day,
                opened: office.clock.now(),
            };
            let act = office.state(Statement::ReviewRound(round), None)?;
            Ok((act, round))
        })
        .await
    }
}
