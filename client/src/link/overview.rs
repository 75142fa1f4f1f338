//! What is owed everywhere, and the facts for reports, page by page.

use stafet_shared::{
    overview::{FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion, PAGE_ITEMS_MAX},
    report::Fact,
    wire::v1::message::{Request, Response},
};

use super::{Connection, LinkError, answers::unexpected};

/// The most pages that are read for one question: a server that never ends is left.
const PAGES_MAX: usize = 2_000;

impl Connection {
    /// One page of what is owed.
    ///
    /// # Errors
    /// When the connection fails, or the server refuses whoever may not look.
    pub async fn owed(
        &self,
        question: OwedQuestion,
    ) -> Result<(Vec<OwedItem>, OwedEnd), LinkError> {
        let mut answers = self.ask(&[Request::Owed(question)]).await?;
        let mut items = Vec::new();
        loop {
            match answers.soon().await? {
                Some(Response::Owed(item)) => items.push(*item),
                Some(Response::OwedEnd(end)) => return Ok((items, *end)),
                other => return Err(unexpected(other.as_ref())),
            }
        }
    }

    /// Everything that is owed, from where the question begins.
    ///
    /// # Errors
    /// As [`owed`](Self::owed), and when it does not end.
    pub async fn all_owed(
        &self,
        question: &OwedQuestion,
    ) -> Result<(Vec<OwedItem>, OwedEnd), LinkError> {
        let mut all = Vec::new();
        let mut question = question.clone();
        for _ in 0..PAGES_MAX {
            let (items, end) = self.owed(question.clone()).await?;
            all.extend(items);
            match end.more {
                // Whoever goes back would never come to an end.
                Some(more) if Some(more) <= question.after => return Err(LinkError::Unexpected),
                Some(more) => question.after = Some(more),
                None => return Ok((all, end)),
            }
        }
        Err(LinkError::Unexpected)
    }

    /// The facts about every handover, as the server has them at its present.
    ///
    /// # Errors
    /// When the connection fails, the server refuses whoever may not look, or it does not end.
    pub async fn all_facts(&self) -> Result<(Vec<Fact>, FactsEnd), LinkError> {
        let mut all = Vec::new();
        let mut question = FactsQuestion {
            after: None,
            limit: PAGE_ITEMS_MAX,
        };
        for _ in 0..PAGES_MAX {
            let mut answers = self.ask(&[Request::Facts(question)]).await?;
            let end = loop {
                match answers.soon().await? {
                    Some(Response::Fact(fact)) => all.push(*fact),
                    Some(Response::FactsEnd(end)) => break end,
                    other => return Err(unexpected(other.as_ref())),
                }
            };
            match end.more {
                Some(more) if Some(more) <= question.after => return Err(LinkError::Unexpected),
                Some(more) => question.after = Some(more),
                None => return Ok((all, end)),
            }
        }
        Err(LinkError::Unexpected)
    }
}
