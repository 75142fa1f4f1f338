//! The live timeline: when, who, what, which receipt, and who has the ball now.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write, stderr, stdout},
    path::Path,
};

use stafet_client::text::{Language, Texts};
use stafet_shared::{
    calendar::Zone,
    handover::{
        Effect, Event, Handover,
        table::{self, Ball},
    },
    id::ActId,
    obligation,
    party::{OfficeId, directory::Directory},
    time::Timestamp,
    words::{Duty, Ending, Stage, State, Verb},
};

use super::summary::Summary;
use crate::ledger::Ledger;

/// Characters of the column that says who.
const WHO: usize = 26;
/// Characters of the column that says what.
const WHAT: usize = 33;
/// Characters of the column that says which receipt.
const RECEIPT: usize = 28;
/// Characters of a date's year and the hyphen after it, which the timeline leaves out.
const YEAR: usize = 5;

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

    /// One of two texts: the reader's.
    pub(super) const fn say<'a>(&self, danish: &'a str, english: &'a str) -> &'a str {
        match self.texts.language() {
            Language::Danish => danish,
            Language::English => english,
        }
    }

    pub(super) fn title(&self, server: &str, dir: &Path) {
        self.line(&format!("Stafet · {server} · {}", dir.display()));
    }

    /// Says on a terminal that the offices are joining, which takes a moment.
    pub(super) fn enrolling(&self) {
        if !self.quiet && stderr().is_terminal() {
            let text = self.say("29 kontorer melder sig ind …", "29 offices are joining …");
            drop(writeln!(stderr(), "{text}"));
        }
    }

    pub(super) fn enrolled(&self, offices: usize) {
        let text = self.say("kontorer er med", "offices have joined");
        self.line(&format!("{offices} {text}"));
        self.line(self.say(
            "\nHver linje: tid i Nuuk · hvem · overdragelse · hvad · kvittering · hvem der har bolden nu\n\
             R0 gemt, R1 på serveren, R2 leveret, R3 åbnet, R4 en person har skrevet under, R5 svaret,\n\
             R6 behandlingsansvaret tilbage, R7 opfølgning, R9 tilbagekaldt, R10 kopier slettet,\n\
             R11 eskalering set, R12 overbragt uden om systemet",
            "\nEach line: time in Nuuk · who · handover · what · receipt · who has the ball now\n\
             R0 saved, R1 at the server, R2 delivered, R3 opened, R4 a person has signed, R5 answered,\n\
             R6 treatment responsibility back, R7 follow-up, R9 taken back, R10 copies destroyed,\n\
             R11 escalation seen, R12 carried outside",
        ));
    }

    pub(super) fn scene(&self, text: &str) {
        self.line(&format!("\n{text}\n"));
    }

    pub(super) fn remark(&self, at: Timestamp, who: &str, what: &str) {
        self.row((at, who), ("", what), ("", ""));
    }

    /// R0: saved and signed, and nobody knows of it yet.
    pub(super) fn saved(&self, handover: &Handover, directory: &Directory) {
        let from = directory.office_name(&handover.from);
        let what = self.texts.kind(handover.kind);
        let receipt = format!("R0 {}", self.texts.saved());
        self.row(
            (handover.since, from),
            (&handover.id.short(), &what),
            (&receipt, from),
        );
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
            self.event(handover, event, ledger);
        }
    }

    /// The administrators' list of what nobody has signed for.
    pub(super) fn unacknowledged(&self, ledger: &Ledger, now: Timestamp) {
        self.scene(self.say("Mangler kvittering", "Unacknowledged"));
        let name = |office: &OfficeId| ledger.directory.office_name(office).to_owned();
        for handover in ledger
            .handovers
            .values()
            .filter(|it| it.state.is_unacknowledged())
        {
            for owed in obligation::obligations(handover, &ledger.directory) {
                self.line(&format!(
                    "{}  {}  {} → {}  {}\n          {}: {} ({})  {}: {}\n          {} {}{}",
                    handover.id,
                    self.texts.kind(handover.kind),
                    name(&handover.from),
                    name(&handover.to),
                    self.texts.state(handover.state),
                    self.say("bolden", "the ball"),
                    name(&owed.owner),
                    self.texts.owed(owed.duty),
                    self.say("forvaring", "custody"),
                    name(&handover.custodian),
                    self.say("frist", "due"),
                    owed.due.local(self.zone.time_zone()),
                    if owed.is_overdue(now) {
                        self.say("  ⚠ overskredet", "  ⚠ overdue")
                    } else {
                        ""
                    },
                ));
            }
        }
    }

    /// What somebody is late with, what was expected and never sent, and which courses wait for
    /// their follow-up.
    pub(super) fn lists(&self, summary: &Summary, directory: &Directory) {
        let name = |id: &str| {
            let known = OfficeId::parse(id).ok();
            known.map_or_else(|| id.to_owned(), |it| directory.office_name(&it).to_owned())
        };
        let lists = [
            (self.say("Overskredet", "Overdue"), &summary.overdue),
            (
                self.say("Ventet, men ikke sendt", "Expected and never sent"),
                &summary.expected_missing,
            ),
        ];
        for (title, list) in lists {
            self.scene(title);
            for one in list {
                let (owner, due) = (name(&one.owner), self.local(&one.due));
                let (duty, by) = (self.duty(&one.duty), self.say("frist", "due"));
                self.line(&format!("{}  {owner}: {duty}, {by} {due}", one.id));
            }
        }
        self.scene(self.say("Opfølgning mangler", "Follow-up missing"));
        for one in &summary.follow_ups_open {
            let (owner, since) = (name(&one.owner), self.local(&one.since));
            let (stage, from) = (self.stage(one.stage), self.say("siden", "since"));
            self.line(&format!("{}  {owner}: {stage}, {from} {since}", one.id));
        }
    }

    /// What is owed, as people read it: the summary has its name in JSON.
    fn duty(&self, name: &str) -> String {
        let mut duties = (0..=u16::MAX).filter_map(Duty::from_code);
        let duty = duties.find(|it| it.name() == name);
        duty.map_or_else(|| name.to_owned(), |it| self.texts.owed(it))
    }

    /// A course's stage, as people read it.
    fn stage(&self, name: &'static str) -> String {
        let stage = Stage::from_name(name);
        stage.map_or_else(|| name.to_owned(), |it| self.texts.stage(it))
    }

    /// An instant of the summary as a clock in Nuuk shows it.
    fn local(&self, rfc_3339: &str) -> String {
        let instant = rfc_3339.parse().map(Timestamp::from_jiff);
        instant.map_or_else(
            |_| rfc_3339.to_owned(),
            |it| it.local(self.zone.time_zone()),
        )
    }

    fn event(&self, handover: &Handover, event: &Event, ledger: &Ledger) {
        let directory = &ledger.directory;
        let at = event
            .position
            .map_or(event.claimed, |position| position.deposited);
        let who = if event.author.office == OfficeId::root_watch() {
            self.say("Serveren", "The server")
        } else {
            directory.office_name(&event.author.office)
        };
        let kind = self.texts.kind(handover.kind);
        let names_kind = matches!(event.verb, Verb::Sign | Verb::Open | Verb::Fetch);
        let what = if names_kind {
            kind
        } else {
            self.texts.done(event.verb)
        };
        let name = |office: &OfficeId| directory.office_name(office).to_owned();
        let ball = match table::state_row(event.state).ball {
            Ball::With(side) => name(handover.office(side)),
            Ball::Authority => name(handover.office(table::kind_row(handover.kind).authority)),
            // What goes on as a course is owed by whoever treats or answers for the child.
            Ball::Nobody => obligation::obligations(handover, directory)
                .into_iter()
                .chain(ledger.owed())
                .find(|one| {
                    let of_course = handover.ending == Some(Ending::CourseOpened);
                    one.handover == handover.id && of_course
                })
                .map_or_else(
                    || {
                        handover
                            .ending
                            .map(|it| self.texts.ending(it))
                            .unwrap_or_default()
                    },
                    |owed| format!("{}: {}", name(&owed.owner), self.texts.owed(owed.duty)),
                ),
        };
        let receipt = self.receipt(handover, event);
        self.row((at, who), (&handover.id.short(), &what), (&receipt, &ball));
    }

    fn receipt(&self, handover: &Handover, event: &Event) -> String {
        if event.effect == Effect::Conflict {
            return self
                .say("⚠ krydsede noget andet", "⚠ crossed another act")
                .to_owned();
        }
        let mut receipts = handover.receipts();
        let kinds = receipts.find(|(other, _)| other.act == event.act);
        let numbers: Vec<&str> = kinds
            .map(|(_, kinds)| kinds.iter().map(|kind| kind.name()).collect())
            .unwrap_or_default();
        let state = match (event.verb, event.effect) {
            (Verb::Countersign, _) => self
                .say("2. underskrift af 2", "signature 2 of 2")
                .to_owned(),
            (_, Effect::FirstSignature) => self
                .say("1. underskrift af 2", "signature 1 of 2")
                .to_owned(),
            // What goes on as a course is not over.
            (Verb::Accept, Effect::Moved) if handover.ending == Some(Ending::CourseOpened) => {
                self.texts.state(State::Accepted)
            }
            (_, Effect::Moved) => self.texts.state(event.state),
            (_, Effect::Fact | Effect::Conflict) if numbers.is_empty() => {
                self.say("På serveren", "At the server").to_owned()
            }
            (_, Effect::Fact | Effect::Conflict) if numbers.contains(&"R2") => {
                self.say("Leveret", "Delivered").to_owned()
            }
            (_, Effect::Fact | Effect::Conflict) => String::new(),
        };
        let numbers = if numbers.is_empty() {
            vec!["R1"]
        } else {
            numbers
        };
        format!("{} {state}", numbers.join(" "))
    }

    fn row(
        &self,
        (at, who): (Timestamp, &str),
        (id, what): (&str, &str),
        (receipt, ball): (&str, &str),
    ) {
        let at: String = at.local(self.zone.time_zone()).chars().skip(YEAR).collect();
        let row = format!(
            "{at}  {}  {id:8}  {}  {}  {ball}",
            fit(who, WHO),
            fit(what, WHAT),
            fit(receipt, RECEIPT),
        );
        self.line(row.trim_end());
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
