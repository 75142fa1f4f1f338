//! The made-up office: it answers whatever is handed to it, by the rules that hold for all, after
//! about the time that it takes to look.

use stafet_shared::{
    content::{ActionTaken, InformationRequest, Reason},
    handover::Handover,
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
    words::{Language, Verb},
};

use super::{PracticeError, post::Post};
use crate::{
    form,
    office::{Deed, Draft, Office, OfficeError, Supplied},
    store::model::ModelStore,
};

/// How long the made-up office takes before it does the next thing about a handover, in ms: long
/// enough to see each receipt come.
pub const THINKS_MS: i64 = 8_000;

/// What is said in it, in one language.
#[derive(Debug)]
pub struct Script {
    /// What the reader has sent when the practice begins.
    pub sent: &'static str,
    /// What has come.
    pub received: &'static str,
    question: &'static str,
    pub(super) reason: &'static str,
    action: &'static str,
}

/// The script in Danish.
static DANISH: Script = Script {
    sent: include_str!("da/referral.toml"),
    received: include_str!("da/received.toml"),
    question: include_str!("da/question.toml"),
    reason: include_str!("da/reason.toml"),
    action: include_str!("da/action.toml"),
};
/// The script in English.
static ENGLISH: Script = Script {
    sent: include_str!("en/referral.toml"),
    received: include_str!("en/received.toml"),
    question: include_str!("en/question.toml"),
    reason: include_str!("en/reason.toml"),
    action: include_str!("en/action.toml"),
};

impl Script {
    /// The one in this language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Danish => &DANISH,
            Language::English => &ENGLISH,
        }
    }
}

/// A draft from a file of the script.
///
/// # Errors
/// When the program is broken.
pub fn draft(text: &str) -> Result<Draft, PracticeError> {
    let written = form::handover(text).map_err(|_| PracticeError::Broken("its script"))?;
    Ok(Draft {
        from: None,
        to: written.to,
        kind: written.kind,
        colour: written.colour,
        content: written.content,
        relates_to: None,
    })
}

/// The made-up office.
#[derive(Debug)]
pub struct Partner {
    office: Office<ModelStore>,
    id: OfficeId,
    script: &'static Script,
}

impl Partner {
    /// This office, which speaks from this script.
    #[must_use]
    pub const fn new(office: Office<ModelStore>, id: OfficeId, script: &'static Script) -> Self {
        Self { office, id, script }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &OfficeId {
        &self.id
    }

    /// The office itself, for whoever lets it do something else.
    pub const fn office(&mut self) -> &mut Office<ModelStore> {
        &mut self.office
    }

    /// Hands over what the reader practises on.
    ///
    /// # Errors
    /// When its store fails.
    pub async fn greet(&mut self) -> Result<(), PracticeError> {
        self.office.send(draft(self.script.received)?).await?;
        Ok(())
    }

    /// Fetches what has come for it, and brings what it has done.
    ///
    /// # Errors
    /// As [`Post::carry`].
    pub async fn carry(&mut self, post: &mut Post) -> Result<bool, PracticeError> {
        post.carry(&mut self.office).await
    }

    /// Does the next thing about every handover that it has had for a while. Answers whether there
    /// was any.
    ///
    /// # Errors
    /// When its store fails.
    pub async fn go_on(&mut self, now: Timestamp) -> Result<bool, PracticeError> {
        let handovers = self.office.reader().handovers();
        let ripe = handovers.filter(|handover| is_ripe(handover, now));
        let ripe: Vec<HandoverId> = ripe.map(|handover| handover.id).collect();
        let mut has_acted = false;
        for id in ripe {
            has_acted |= self.answer(id).await?;
        }
        Ok(has_acted)
    }

    /// The first thing that the rules let it do.
    async fn answer(&mut self, id: HandoverId) -> Result<bool, PracticeError> {
        for deed in self.thinkable(id)? {
            match self.office.perform(id, deed).await {
                Ok(_) => return Ok(true),
                Err(OfficeError::Store(error)) => return Err(OfficeError::Store(error).into()),
                // It is not the time for that.
                Err(_) => {}
            }
        }
        Ok(false)
    }

    fn thinkable(&self, id: HandoverId) -> Result<Vec<Deed>, PracticeError> {
        let Some(handover) = self.office.reader().handover(id) else {
            return Ok(Vec::new());
        };
        if handover.from == self.id {
            return Ok(vec![
                Deed::ReadDecline,
                Deed::Supply(Supplied::NotAvailable(self.reason()?)),
                Deed::RefuseRedirect(self.reason()?),
            ]);
        }
        // It waits for the answer, though it could decide without.
        if handover.request.is_some() {
            return Ok(vec![Deed::ConfirmWithdrawal]);
        }
        let mut thinkable = vec![Deed::Acknowledge, Deed::ConfirmWithdrawal];
        thinkable.push(Deed::SignAction(self.action()?));
        if !has_asked(handover) {
            thinkable.push(Deed::NeedInformation(self.question()?));
        }
        thinkable.extend([Deed::Accept, Deed::AttestDestruction]);
        Ok(thinkable)
    }

    fn reason(&self) -> Result<Reason, PracticeError> {
        form::answer(self.script.reason).map_err(|_| PracticeError::Broken("its script"))
    }

    fn question(&self) -> Result<InformationRequest, PracticeError> {
        form::answer(self.script.question).map_err(|_| PracticeError::Broken("its script"))
    }

    fn action(&self) -> Result<ActionTaken, PracticeError> {
        form::answer(self.script.action).map_err(|_| PracticeError::Broken("its script"))
    }
}

fn has_asked(handover: &Handover) -> bool {
    let mut events = handover.history.iter();
    events.any(|event| event.verb == Verb::NeedInformation)
}

/// Whether nothing has happened for as long as the office takes.
fn is_ripe(handover: &Handover, now: Timestamp) -> bool {
    let last = handover.history.last();
    last.is_some_and(|event| now.ms_since(event.claimed) >= THINKS_MS)
}
