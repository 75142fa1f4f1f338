//! The live timeline: when, who, what, which receipt, and who has the ball now.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write, stderr, stdout},
    path::Path,
};

use stafet_client::text::Texts;
use stafet_shared::{
    calendar::Zone,
    handover::{
        Effect, Event, Handover, State, Verb,
        table::{self, Ball},
    },
    id::ActId,
    obligation,
    party::{OfficeId, directory::Directory},
    time::Timestamp,
};

use crate::ledger::Ledger;

/// Characters of the column that says who.
const WHO: usize = 34;
/// Characters of the column that says what.
const WHAT: usize = 40;
/// Characters of the column that says which receipt.
const RECEIPT: usize = 20;

/// Prints what happens, once.
pub(super) struct Timeline {
    texts: Texts,
    quiet: bool,
    told: BTreeSet<ActId>,
    zone: Zone,
}

impl Timeline {
    pub(super) fn new(texts: Texts, quiet: bool) -> Self {
        Self {
            texts,
            quiet,
            told: BTreeSet::new(),
            zone: Zone::nuuk(),
        }
    }

    pub(super) const fn texts(&self) -> &Texts {
        &self.texts
    }

    pub(super) fn title(&self, server: &str, dir: &Path) {
        self.line(&format!("Stafet · {server} · {}", dir.display()));
    }

    /// Says on a terminal that the offices are joining, which takes a moment.
    pub(super) fn enrolling(&self) {
        if !self.quiet && stderr().is_terminal() {
            drop(writeln!(
                stderr(),
                "29 kontorer melder sig ind … · the offices are joining …"
            ));
        }
    }

    pub(super) fn enrolled(&self, offices: usize) {
        self.line(&format!("{offices} kontorer er med · offices have joined"));
    }

    pub(super) fn scene(&self, text: &str) {
        self.line(&format!("\n{text}\n"));
    }

    pub(super) fn remark(&self, at: Timestamp, who: &str, what: &str) {
        self.row(at, who, (what, "", ""));
    }

    /// R0: saved and signed, and nobody knows of it yet.
    pub(super) fn saved(&self, handover: &Handover, directory: &Directory) {
        let from = directory.office_name(&handover.from);
        let what = format!("{} {}", self.texts.kind(handover.kind), handover.id);
        let receipt = format!("R0 {}", self.texts.state(State::Queued));
        self.row(handover.since, from, (&what, &receipt, from));
    }

    /// Shows every act on a handover that has come into the log since last time.
    pub(super) fn catch_up(&mut self, ledger: &Ledger) {
        let mut fresh: Vec<(&Handover, &Event)> = ledger
            .handovers
            .values()
            .flat_map(|handover| handover.history.iter().map(move |event| (handover, event)))
            .filter(|(_, event)| !self.told.contains(&event.act))
            .collect();
        fresh.sort_by_key(|(_, event)| event.position.map(|position| position.index));
        for (handover, event) in fresh {
            self.told.insert(event.act);
            self.event(handover, event, &ledger.directory);
        }
    }

    /// The administrators' list of what nobody has signed for.
    pub(super) fn unacknowledged(&self, ledger: &Ledger, now: Timestamp) {
        self.scene("Mangler kvittering · unacknowledged");
        for handover in ledger
            .handovers
            .values()
            .filter(|it| it.state.is_unacknowledged())
        {
            let name = |office: &OfficeId| ledger.directory.office_name(office).to_owned();
            for owed in obligation::obligations(handover, &ledger.directory) {
                let late = if owed.is_overdue(now) {
                    "⚠ overskredet · overdue"
                } else {
                    ""
                };
                self.line(&format!(
                    "  {}  {}  {} → {}  {}  frist · due {}  {late}\n            bolden · ball: {}, forvaring · custody: {}",
                    handover.id,
                    self.texts.kind(handover.kind),
                    name(&handover.from),
                    name(&handover.to),
                    self.texts.state(handover.state),
                    owed.due.local(self.zone.time_zone()),
                    name(&owed.owner),
                    name(&handover.custodian),
                ));
            }
        }
    }

    fn event(&self, handover: &Handover, event: &Event, directory: &Directory) {
        let at = event
            .position
            .map_or(event.claimed, |position| position.deposited);
        let who = directory.office_name(&event.author.office);
        let what = if event.verb == Verb::Sign {
            format!("{} {}", self.texts.kind(handover.kind), handover.id)
        } else {
            format!("{} {}", self.texts.done(event.verb), handover.id)
        };
        let ball = match table::state_row(event.state).ball {
            Ball::With(side) => directory.office_name(handover.office(side)).to_owned(),
            Ball::Authority => directory.office_name(&handover.from).to_owned(),
            Ball::Nobody => handover
                .ending
                .map(|ending| self.texts.ending(ending))
                .unwrap_or_default(),
        };
        self.row(at, who, (&what, &self.receipt(handover, event), &ball));
    }

    fn receipt(&self, handover: &Handover, event: &Event) -> String {
        let state = |state| self.texts.state(state);
        let by_itself = handover
            .acknowledged
            .as_ref()
            .is_some_and(|signature| signature.act == event.act);
        match event.verb {
            Verb::Sign | Verb::Resubmit => format!("R1 {}", state(State::Deposited)),
            Verb::Open => format!("R3 {}", state(State::Opened)),
            Verb::Unreadable => format!("R3N {}", state(State::Unreadable)),
            Verb::Acknowledge => format!("R4 {}", state(State::Acknowledged)),
            Verb::Accept if by_itself => format!("R4 R5 {}", state(State::Accepted)),
            Verb::Accept => format!("R5 {}", state(State::Accepted)),
            Verb::Decline if by_itself => format!("R4 R5 {}", state(State::Declined)),
            Verb::Decline => format!("R5 {}", state(State::Declined)),
            _ if event.effect == Effect::FirstSignature => "1/2".to_owned(),
            Verb::Countersign => "2/2".to_owned(),
            _ => String::new(),
        }
    }

    fn row(&self, at: Timestamp, who: &str, (what, receipt, ball): (&str, &str, &str)) {
        self.line(&format!(
            "{}  {}  {}  {}  {ball}",
            at.local(self.zone.time_zone()),
            fit(who, WHO),
            fit(what, WHAT),
            fit(receipt, RECEIPT),
        ));
    }

    fn line(&self, text: &str) {
        if !self.quiet {
            // Whoever closes the pipe has seen enough.
            drop(writeln!(stdout(), "{text}"));
        }
    }
}

/// `text` in exactly `width` characters.
fn fit(text: &str, width: usize) -> String {
    let cut: String = text.chars().take(width).collect();
    format!("{cut:width$}")
}
