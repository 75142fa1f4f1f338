//! The overview: what is owed everywhere, page by page, for those who look after it.
//!
//! Public parts only: who owes what until when, who was told, and who has it in hand. Nothing here
//! can name a child, and nothing here can be signed. Whoever asks has to be an administrator, or to
//! serve an office that supervises; see [`may_look`].

mod attention;

pub use self::attention::{Attention, ENDS_SOON_DAYS, attention};

use std::collections::BTreeMap;

use crate::{
    id::{DeviceId, HandoverId},
    obligation::Obligation,
    party::{Membership, OfficeId, directory::Directory},
    time::Timestamp,
    watch::{Held, SeenBy, Watched},
    words::{Colour, Duty, Kind, List, Role, Rung, Stage, State},
};

/// The most items in one answer.
pub const PAGE_ITEMS_MAX: u16 = 500;
/// The most offices of which one answer says when they were last heard of.
pub const OFFICES_HEARD_MAX: usize = 1_024;

/// Which obligations of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those whose deadline has passed.
    Overdue,
}

/// What is asked about what is owed. What is `None` is not asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedQuestion {
    /// What stands in one list.
    pub list: Option<List>,
    /// What one office owes.
    pub owner: Option<OfficeId>,
    /// What is owed about one handover.
    pub about: Option<HandoverId>,
    /// All of it, or what is overdue.
    pub which: Which,
    /// Behind which item the page begins.
    pub after: Option<Place>,
    /// How many items it has at most: 1 to [`PAGE_ITEMS_MAX`].
    pub limit: u16,
}

impl OwedQuestion {
    /// The first page of everything.
    #[must_use]
    pub const fn everything() -> Self {
        Self {
            list: None,
            owner: None,
            about: None,
            which: Which::All,
            after: None,
            limit: PAGE_ITEMS_MAX,
        }
    }

    /// Everything that is owed about one handover.
    #[must_use]
    pub fn about(handover: HandoverId) -> Self {
        Self {
            about: Some(handover),
            ..Self::everything()
        }
    }
}

/// Where an obligation stands among all, which are in the order of their deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it is due.
    pub due: Timestamp,
    /// About which handover.
    pub handover: HandoverId,
    /// Its number among those of its handover.
    pub number: u16,
}

impl Place {
    /// Before every obligation.
    #[must_use]
    pub fn start() -> Self {
        Self {
            due: Timestamp::from_unix_ms(i64::MIN),
            handover: HandoverId::from_bytes([0; 16]),
            number: 0,
        }
    }
}

/// One obligation, with as much of its handover as a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedItem {
    /// About which handover.
    pub handover: HandoverId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that sends.
    pub from: OfficeId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// Where it stands.
    pub state: State,
    /// Its leg, from 1.
    pub leg: u16,
    /// Its version, from 1.
    pub version: u16,
    /// When what has to be signed for was deposited.
    pub sent: Timestamp,
    /// Where the course stands that it has opened.
    pub stage: Option<Stage>,
    /// Who owes it.
    pub owner: OfficeId,
    /// What is owed: an act, a document or a second signature.
    pub duty: Duty,
    /// In which list it stands.
    pub list: List,
    /// Since when its clock runs.
    pub since: Timestamp,
    /// Until when it is owed.
    pub due: Timestamp,
    /// The highest rung of the ladder that was told.
    pub rung: Option<Rung>,
    /// When that was.
    pub told: Option<Timestamp>,
    /// How often somebody was told.
    pub times: u32,
    /// The next rung, and when it has to be told.
    pub next: Option<(Rung, Timestamp)>,
    /// Who has seen the highest rung.
    pub seen: Option<SeenBy>,
    /// Who has it in hand, or had it last.
    pub held: Option<Held>,
    /// Until when nobody is told about its handover outside Stafet.
    pub paused_until: Option<Timestamp>,
    /// Whether its handover is near its bound of acts.
    pub is_nearly_full: bool,
    /// Since when the child has waited for the team that took it on, while that has not met it.
    pub waits_since: Option<Timestamp>,
}

impl OwedItem {
    /// Whether it should have been done before `now`.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due < now
    }

    /// The obligation itself.
    #[must_use]
    pub fn obligation(&self) -> Obligation {
        Obligation {
            handover: self.handover,
            owner: self.owner.clone(),
            duty: self.duty,
            colour: self.colour,
            since: self.since,
            due: self.due,
        }
    }

    /// What the watch knows about it, at `now`.
    #[must_use]
    pub fn watched(&self, now: Timestamp) -> Watched {
        Watched {
            owed: self.obligation(),
            rung: self.rung,
            told: self.told,
            times: usize::try_from(self.times).unwrap_or(usize::MAX),
            next: self.next,
            seen: self.seen.clone(),
            held: self.in_hand(now).cloned(),
        }
    }

    /// Who has it in hand at `now`.
    #[must_use]
    pub fn in_hand(&self, now: Timestamp) -> Option<&Held> {
        self.held.as_ref().filter(|held| now < held.until)
    }

    /// Whether somebody has to ring the owner up: about what is red and overdue, what leaders were
    /// told about, and what an office has let pass that is silent: mail by its own computer does not
    /// reach it.
    #[must_use]
    pub fn has_to_be_called(&self, now: Timestamp) -> bool {
        let is_red = self.colour == Colour::Red;
        let was_told = self.rung >= Some(Rung::Leaders);
        self.is_overdue(now) && (is_red || was_told || self.is_silent())
    }

    /// `RecipientSilent`: the server has it, and no device of the office that owes the next act has
    /// opened it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.state == State::Deposited && self.owner == self.to
    }
}

/// What ends a page of obligations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedEnd {
    /// The server's present, from which everything was computed.
    pub as_of: Timestamp,
    /// How much is owed, by list and kind; of everything, whatever was asked.
    pub tallies: Vec<Tally>,
    /// The last item of the page, if there is more behind it.
    pub more: Option<Place>,
    /// When a device of each office was last heard of; at most [`OFFICES_HEARD_MAX`]. An office
    /// that was never heard of is not there.
    pub heard: BTreeMap<OfficeId, Timestamp>,
}

/// How much is owed in one list about handovers of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The list.
    pub list: List,
    /// The kind.
    pub kind: Kind,
    /// How many obligations.
    pub open: u64,
    /// How many of them are overdue.
    pub overdue: u64,
}

/// What is asked for reports: the facts about each handover, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsQuestion {
    /// Behind which handover the page begins.
    pub after: Option<HandoverId>,
    /// How many facts it has at most: 1 to [`PAGE_ITEMS_MAX`].
    pub limit: u16,
}

/// What ends a page of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsEnd {
    /// The server's present.
    pub as_of: Timestamp,
    /// The last handover of the page, if there are more behind it.
    pub more: Option<HandoverId>,
}

/// Whether a device may see the overview at `now`: an administrator's, and one that serves an
/// office on the ladder's upper steps. Seeing is all that the second may.
#[must_use]
pub fn may_look(directory: &Directory, device: &DeviceId, now: Timestamp) -> bool {
    let device = directory.device(device);
    device.is_some_and(|device| looks_after_all(directory, &device.memberships, now))
}

/// Whether somebody with these memberships may see the overview at `now`.
#[must_use]
pub fn looks_after_all(directory: &Directory, memberships: &[Membership], now: Timestamp) -> bool {
    let ladder = &directory.policy_at(now).ladder;
    let supervises = |office: &OfficeId| ladder.authority.contains(office);
    let looks = |it: &Membership| {
        it.covers(now) && (it.role == Role::Administrator || supervises(&it.office))
    };
    memberships.iter().any(looks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hash::Hash,
        party::directory::{PolicyStatement, Statement},
        policy::Policy,
        testing::{administrator, clinic, directory, monday, person, stranger, team, town},
    };

    #[test]
    fn administrators_and_supervising_offices_look_and_nobody_else() {
        let mut directory = directory();
        let mut policy = Policy::zero();
        policy.ladder.authority = vec![clinic()];
        let statement = Statement::Policy(Box::new(PolicyStatement {
            number: 1,
            from: monday().plus_days(1),
            policy,
        }));
        directory.apply(&statement, administrator().person, Hash::of(b"policy"));
        let before = |author: crate::party::Author| may_look(&directory, &author.device, monday());
        let now = monday().plus_days(1);
        let looks = |author: crate::party::Author| may_look(&directory, &author.device, now);
        assert!(before(administrator()) && looks(administrator()));
        assert!(!before(person(&clinic(), 21)), "no policy names it yet");
        assert!(looks(person(&clinic(), 21)));
        assert!(!looks(person(&stranger(), 31)));
        assert!(!looks(person(&town(), 2)), "a leader looks after her own");
        assert!(!looks(person(&team(), 11)));
        assert!(!looks(person(&town(), 99)), "nobody knows that device");
    }
}
