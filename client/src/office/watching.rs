//! What somebody does about what is late: reminds, escalates, has seen it, takes it in hand, and
//! has looked at a case in a round of reviews. Nothing here moves a handover.
//!
//! Administrators do it for every handover, and record what was said on the telephone. They say
//! nothing under seal, and nothing that they sign could acknowledge, decide, close or read.

use jiff::civil::Date;
use stafet_shared::{
    access::{Denied, telling::may_be_said},
    act::HandoverAct,
    calendar::day_of,
    handover::{Concern, Handover},
    id::{ActId, HandoverId},
    obligation::{self, Obligation},
    party::{Author, OfficeId},
    sign::Capacity,
    watch::{Climb, Watched},
    words::{Ending, HandReason, Role, Rung, Verb, WatchVerb},
};

use super::{Office, OfficeError, Reader, compose::on_handover};
use crate::store::Store;

/// What somebody does about something that is due or overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// Reminds its owner.
    Remind,
    /// Tells the next rung of the ladder.
    Escalate,
    /// R11: has seen that it was told, and says what they did.
    SeeEscalation(HandReason),
    /// Looks after it for some days.
    TakeInHand(HandReason),
    /// Has looked at the case in the newest round of reviews.
    Review,
}

impl Watching {
    /// The act's verb.
    #[must_use]
    pub const fn verb(self) -> WatchVerb {
        match self {
            Self::Remind => WatchVerb::Remind,
            Self::Escalate => WatchVerb::Escalate,
            Self::SeeEscalation(_) => WatchVerb::SeeEscalation,
            Self::TakeInHand(_) => WatchVerb::TakeInHand,
            Self::Review => WatchVerb::Review,
        }
    }

    const fn code(self) -> Option<u16> {
        match self {
            Self::SeeEscalation(reason) | Self::TakeInHand(reason) => Some(reason.code()),
            Self::Remind | Self::Escalate | Self::Review => None,
        }
    }
}

/// What an administrator records about a handover, without a word under seal. Each takes effect
/// when another administrator signs second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It was carried outside (R12).
    CarryOutside,
    /// Notices are silent, until a day.
    Pause(Date),
    /// Notices sound again.
    Resume,
    /// The second signature of one of these.
    Countersign,
}

impl Recorded {
    /// The act's verb.
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::CarryOutside => Verb::CarryOutside,
            Self::Pause(_) => Verb::Pause,
            Self::Resume => Verb::Resume,
            Self::Countersign => Verb::Countersign,
        }
    }
}

impl<S: Store> Office<S> {
    /// Does something about an obligation: the one named, or the most urgent that is known here.
    /// It is durable in the outbox when this returns (R0).
    ///
    /// # Errors
    /// When nothing is owed, nothing was told yet, everybody was told, somebody else has it in
    /// hand, or this is not this profile's to do.
    pub async fn watch(
        &mut self,
        id: HandoverId,
        deed: Watching,
        owed: Option<Obligation>,
    ) -> Result<ActId, OfficeError> {
        self.decide(|office| office.sign_watch(id, deed, owed.clone()))
            .await
    }

    /// Records something about a handover as an administrator.
    ///
    /// # Errors
    /// When it does not fit where the handover stands, nothing waits for an administrator's second
    /// signature, or this is no administrator's profile.
    pub async fn record(
        &mut self,
        id: HandoverId,
        recorded: Recorded,
    ) -> Result<ActId, OfficeError> {
        self.decide(|office| office.sign_record(id, recorded)).await
    }

    pub(super) fn sign_watch(
        &mut self,
        id: HandoverId,
        deed: Watching,
        owed: Option<Obligation>,
    ) -> Result<ActId, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        let about = if deed == Watching::Review {
            self.reader().review(&handover)?
        } else {
            let owed = match owed {
                Some(owed) => owed,
                None => self.reader().most_urgent(id)?,
            };
            let directory = self.reader().directory();
            let directory = directory.ok_or(OfficeError::NoDirectory)?;
            let climb = Climb::of(&owed, &handover, directory);
            let rung = self.reader().rung(id, deed, &climb)?;
            let own = self.reader().ourselves().ok_or(OfficeError::NoOffice)?;
            let says = (&own, deed.verb(), rung);
            may_be_said(directory, (&owed, &handover), says, self.clock.now())?;
            HandoverAct {
                outcome: deed.code(),
                concern: Some((Concern::from(&owed), rung)),
                ..HandoverAct::on(&handover, Verb::Watch(deed.verb()))
            }
        };
        self.sign_for_one_of_ours(&about)
    }

    /// Signs in the name of the first own office that may.
    fn sign_for_one_of_ours(&mut self, about: &HandoverAct) -> Result<ActId, OfficeError> {
        let own = self.view.memberships().iter();
        let own: Vec<OfficeId> = own.map(|it| it.office.clone()).collect();
        let mut denied = OfficeError::NoOffice;
        for office in own {
            let act = self.fresh_act();
            let author = (office, Capacity::Person);
            match self.sign(act, author, on_handover(about.clone()), None) {
                Err(error @ OfficeError::Denied(Denied::Role | Denied::Office)) => denied = error,
                signed => return signed,
            }
        }
        Err(denied)
    }

    fn sign_record(&mut self, id: HandoverId, recorded: Recorded) -> Result<ActId, OfficeError> {
        let office = self
            .reader()
            .administers()
            .ok_or(OfficeError::NotAdministrator)?;
        let handover = self.known_handover(id)?.clone();
        let mut about = HandoverAct::on(&handover, recorded.verb());
        match recorded {
            Recorded::Countersign => {
                let pending = handover.pending.as_ref().ok_or(OfficeError::NotNow {
                    handover: id,
                    state: handover.state,
                    verb: Verb::Countersign,
                })?;
                about.about = Some(pending.first);
            }
            // The day is where every other pause has it.
            Recorded::Pause(until) => about.asserted_day = Some(day_of(until)),
            Recorded::CarryOutside | Recorded::Resume => {}
        }
        let act = self.fresh_act();
        self.sign(act, (office, Capacity::Person), on_handover(about), None)
    }
}

impl Reader<'_> {
    /// The office in whose name this profile administers, if it does.
    #[must_use]
    pub fn administers(self) -> Option<OfficeId> {
        let mut own = self.view.memberships().iter();
        let administrator = own.find(|own| own.role == Role::Administrator);
        administrator.map(|own| own.office.clone())
    }

    /// Everything that is owed about a handover and its course, as far as it is known here, with
    /// what the watch has to say about it; the most urgent first.
    ///
    /// # Errors
    /// When the handover or the directory is not here.
    pub fn watched(self, id: HandoverId) -> Result<Vec<Watched>, OfficeError> {
        let handover = self.known_handover(id)?;
        let directory = self.directory().ok_or(OfficeError::NoDirectory)?;
        let course = self.course(id);
        let mut owed = obligation::all(handover, course.as_ref(), directory);
        owed.sort_by_key(|one| one.due);
        let now = self.now();
        Ok(owed
            .iter()
            .map(|one| Climb::of(one, handover, directory).watched(now))
            .collect())
    }

    /// Who else has an obligation in hand, as the error that says so.
    ///
    /// # Errors
    /// When the handover or the directory is not here.
    pub fn in_hand_elsewhere(
        self,
        id: HandoverId,
        owed: &Obligation,
    ) -> Result<Option<OfficeError>, OfficeError> {
        let handover = self.known_handover(id)?;
        let directory = self.directory().ok_or(OfficeError::NoDirectory)?;
        Ok(self.other_hand(&Climb::of(owed, handover, directory)))
    }

    /// Who signs here, in the name of the first own office.
    fn ourselves(self) -> Option<Author> {
        let own = self.view.device.as_ref()?;
        let place = self.view.memberships().first()?;
        Some(Author {
            office: place.office.clone(),
            person: own.person,
            device: own.device,
            capacity: Capacity::Person,
        })
    }

    fn most_urgent(self, id: HandoverId) -> Result<Obligation, OfficeError> {
        let first = self.watched(id)?.into_iter().next();
        first.map(|it| it.owed).ok_or(OfficeError::NothingOwed(id))
    }

    /// The rung that the act names.
    fn rung(self, id: HandoverId, deed: Watching, climb: &Climb<'_>) -> Result<Rung, OfficeError> {
        match deed {
            Watching::Remind | Watching::Review => Ok(Rung::Reminder),
            Watching::Escalate => {
                let told = climb.rung().max(Some(Rung::Reminder));
                let next = Rung::ALL.into_iter().find(|rung| Some(*rung) > told);
                next.ok_or(OfficeError::TopOfTheLadder(id))
            }
            Watching::SeeEscalation(_) => climb.rung().ok_or(OfficeError::NothingTold(id)),
            Watching::TakeInHand(_) => match self.other_hand(climb) {
                Some(error) => Err(error),
                None => Ok(climb.rung().unwrap_or(Rung::Reminder)),
            },
        }
    }

    fn other_hand(self, climb: &Climb<'_>) -> Option<OfficeError> {
        let person = self.view.device.as_ref().map(|own| own.person);
        let held = climb.in_hand(self.now());
        let other = held.filter(|(taken, _)| Some(taken.by.person) != person);
        other.map(|(taken, until)| OfficeError::InHand {
            person: taken.by.person,
            until,
        })
    }

    /// A case is reviewed in the newest round; a referral that waits for an answer, when it has
    /// waited for long.
    fn review(self, handover: &Handover) -> Result<HandoverAct, OfficeError> {
        if handover.ending != Some(Ending::CourseOpened) {
            return Ok(HandoverAct::on(handover, Verb::Watch(WatchVerb::Review)));
        }
        let directory = self.directory().ok_or(OfficeError::NoDirectory)?;
        let round = directory.review_round().ok_or(OfficeError::NoRound)?;
        Ok(HandoverAct {
            outcome: Some(round.number),
            ..HandoverAct::on(handover, Verb::Watch(WatchVerb::Review))
        })
    }
}
