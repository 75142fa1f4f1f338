//! The live timeline: when, who, what, which receipt, and who has the ball now.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{IsTerminal, Write, stderr, stdout},
    path::Path,
};

use stafet_client::{
    face::{scene::Scene, told::told},
    text::{Language, Texts},
};
use stafet_shared::{
    calendar::Zone,
    course::matters::Matters,
    handover::{
        Concern, Effect, Event, Handover,
        table::{self, Ball},
    },
    id::{ActId, HandoverId},
    obligation,
    party::{OfficeId, directory::Directory},
    time::Timestamp,
    watch::Told,
    words::{Duty, Ending, Rung, Stage, State, Verb},
};

use super::{lines::wrapped, summary::Summary};
use crate::ledger::Ledger;

/// Where what happened begins, after the time and the handover's number: further lines do, too.
const INDENT: usize = 23;
/// Where it begins in a list, after the number.
const LISTED: usize = 10;

/// Prints what happens, once.
pub(super) struct Timeline {
    texts: Texts,
    quiet: bool,
    told: BTreeSet<ActId>,
    /// Where the ball of each handover was said to be.
    balls: BTreeMap<HandoverId, String>,
    zone: Zone,
}

impl Timeline {
    pub(super) fn new(texts: Texts, quiet: bool) -> Self {
        Self {
            texts,
            quiet,
            told: BTreeSet::new(),
            balls: BTreeMap::new(),
            zone: Zone::nuuk(),
        }
    }

    /// One of two texts: the reader's.
    pub(super) const fn say<'a>(&self, danish: &'a str, english: &'a str) -> &'a str {
        match self.texts.language() {
            Language::Danish => danish,
            Language::English => english,
        }
    }

    pub(super) fn title(&self, server: &str, dir: &Path) {
        let at = format!("{server} · {}", dir.display());
        self.wrapped("Stafet · ", 0, &at);
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
        let legend = [
            self.say(
                "Hver linje: dag og tid i Nuuk, overdragelsens nummer, hvem: hvad · kvittering → hvem \
                 der har bolden nu, når den skifter.",
                "Each line: day and time in Nuuk, the handover's number, who: what · receipt → who \
                 has the ball now, when it moves.",
            ),
            self.say(
                "Kvitteringerne: R0 gemt hos afsenderen, R1 på serveren, R2 leveret, R3 åbnet, R4 en \
                 person har skrevet under, R5 svaret, R6 behandlingsansvaret er tilbage, R7 \
                 opfølgning, R9 tilbagekaldt, R10 kopier slettet, R11 set, at det er for sent, R12 \
                 overbragt uden om systemet.",
                "The receipts: R0 saved at the sender's, R1 at the server, R2 delivered, R3 opened, \
                 R4 a person has signed, R5 answered, R6 treatment responsibility is back, R7 \
                 follow-up, R9 taken back, R10 copies destroyed, R11 seen that it is late, R12 \
                 carried outside.",
            ),
        ];
        for text in legend {
            self.line("");
            self.wrapped("", 0, text);
        }
    }

    pub(super) fn scene(&self, text: &str) {
        self.line("");
        self.wrapped("", 0, text);
        self.line("");
    }

    pub(super) fn remark(&self, at: Timestamp, who: &str, what: &str) {
        self.row(at, "", &format!("{}: {what}", short(who)));
    }

    /// R0: saved and signed, and nobody knows of it yet.
    pub(super) fn saved(&mut self, handover: &Handover, directory: &Directory) {
        let from = short(directory.office_name(&handover.from));
        let what = self.texts.kind(handover.kind);
        self.balls.insert(handover.id, from.to_owned());
        let saved = self.texts.saved();
        let text = format!("{from}: {what} · R0 {saved} → {from}");
        self.row(handover.since, &handover.id.short(), &text);
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
        // What the watch tells in one round, and what a device does by itself in one sync, goes by
        // number, which is drawn: here it goes by age.
        let by_server = |event: &Event| event.author.office == OfficeId::root_watch();
        let by_itself =
            |event: &Event| matches!(event.verb, Verb::Open | Verb::Fetch | Verb::PassOn);
        let runs = fresh.chunk_by_mut(|(_, one), (_, next)| {
            let device = by_itself(one) && by_itself(next);
            let device = device && one.author.device == next.author.device;
            device || (by_server(one) && by_server(next))
        });
        for run in runs {
            run.sort_by_key(|(handover, event)| {
                let first = handover.history.first();
                let first = first.and_then(|event| event.position.map(|position| position.index));
                let told = handover.told_by(event.act);
                (first, told.map(|(concern, rung, _)| (concern, rung)))
            });
        }
        for (handover, event) in fresh {
            self.told.insert(event.act);
            self.event(handover, event, ledger);
        }
    }

    /// The administrators' list of what nobody has signed for.
    pub(super) fn unacknowledged(&self, ledger: &Ledger, now: Timestamp) {
        self.scene(self.say("Mangler kvittering", "Unacknowledged"));
        let name = |office: &OfficeId| short(ledger.directory.office_name(office)).to_owned();
        for handover in ledger
            .handovers
            .values()
            .filter(|it| it.state.is_unacknowledged())
        {
            for owed in obligation::obligations(handover, &ledger.directory) {
                let (kind, state) = (
                    self.texts.kind(handover.kind),
                    self.texts.state(handover.state),
                );
                let (from, to) = (name(&handover.from), name(&handover.to));
                self.listed(
                    &handover.id.short(),
                    &format!("{kind}, {from} → {to}: {state}"),
                );
                let (ball, owner, duty) = (
                    self.say("bolden", "the ball"),
                    name(&owed.owner),
                    self.texts.owed(owed.duty),
                );
                self.listed("", &format!("{ball}: {owner} ({duty})"));
                let (custody, custodian) =
                    (self.say("forvaring", "custody"), name(&handover.custodian));
                self.listed("", &format!("{custody}: {custodian}"));
                let late = if owed.is_overdue(now) {
                    self.say("  ⚠ overskredet", "  ⚠ overdue")
                } else {
                    ""
                };
                let (by, due) = (self.say("frist", "due"), self.shown(owed.due));
                self.listed("", &format!("{by} {due}{late}"));
            }
        }
    }

    /// What somebody is late with, what was expected and never sent, and which courses wait for
    /// their follow-up.
    pub(super) fn lists(&self, summary: &Summary, directory: &Directory) {
        let name = |id: &str| {
            let known = OfficeId::parse(id).ok();
            known.map_or_else(
                || id.to_owned(),
                |it| short(directory.office_name(&it)).to_owned(),
            )
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
                self.listed(&one.id, &format!("{owner}: {duty}, {by} {due}"));
            }
        }
        self.scene(self.say("Opfølgning mangler", "Follow-up missing"));
        let mut open: Vec<_> = summary.follow_ups_open.iter().collect();
        open.sort_by_key(|one| &one.since);
        for one in open {
            let (owner, since) = (name(&one.owner), self.local(&one.since));
            let (stage, from) = (self.stage(one.stage), self.say("siden", "since"));
            self.listed(&one.id, &format!("{owner}: {stage}, {from} {since}"));
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
        instant.map_or_else(|_| rfc_3339.to_owned(), |it| self.shown(it))
    }

    /// Who owes what in a course, its referral and all that follows it, and until when.
    pub(super) fn owed(&self, ledger: &Ledger, now: Timestamp, referral: HandoverId) {
        let is_of_course =
            |id: &HandoverId| *id == referral || ledger.handovers[id].course == Some(referral);
        let mut owed = ledger.owed();
        owed.retain(|one| one.duty != Duty::Age && is_of_course(&one.handover));
        // The same order in every run, though each handover has another id then.
        owed.sort_by_key(|one| (one.due, one.owner.clone(), one.duty.code()));
        for one in owed {
            let owner = short(ledger.directory.office_name(&one.owner));
            let (duty, due) = (self.texts.owed(one.duty), self.shown(one.due));
            let (says, by) = match self.texts.language() {
                Language::Danish => (format!("nu skylder {owner}"), "frist"),
                Language::English => (format!("{owner} owes now"), "due"),
            };
            let text = format!("{says}: {duty}, {by} {due}");
            self.row(now, &one.handover.short(), &text);
        }
    }

    /// Whom the server has told that something is owed, and whom it could not tell.
    fn told(
        &self,
        handover: &Handover,
        (concern, rung, at): (&Concern, Rung, Timestamp),
        directory: &Directory,
    ) -> String {
        let sides = [&handover.from, &handover.to];
        let known = Matters::new();
        let scene = Scene {
            texts: &self.texts,
            directory,
            own: &[],
            signer: None,
            now: at,
            known: &known,
            heard: None,
        };
        let to = Told::of(directory, (concern, rung), sides, at);
        let owner = short(directory.office_name(&concern.owner));
        let duty = self.texts.owed(concern.duty);
        format!("{} – {owner}: {duty}", told(&to, rung, &scene))
    }

    fn event(&mut self, handover: &Handover, event: &Event, ledger: &Ledger) {
        let directory = &ledger.directory;
        let at = event
            .position
            .map_or(event.claimed, |position| position.deposited);
        let who = if event.author.office == OfficeId::root_watch() {
            self.say("Serveren", "The server")
        } else {
            short(directory.office_name(&event.author.office))
        };
        let who = who.to_owned();
        if let Some((concern, rung, told)) = handover.told_by(event.act) {
            let told = self.told(handover, (concern, rung, told), directory);
            self.row(at, &handover.id.short(), &format!("{who}: {told}"));
            return;
        }
        let what = if matches!(event.verb, Verb::Sign | Verb::Open | Verb::Fetch) {
            self.texts.kind(handover.kind)
        } else {
            self.texts.done(event.verb)
        };
        let name = |office: &OfficeId| short(directory.office_name(office)).to_owned();
        let receipt = self.receipt(handover, event);
        let mut text = format!("{who}: {what} · {}", receipt.trim_end());
        let ball = match table::state_row(event.state).ball {
            Ball::With(side) => name(handover.office(side)),
            Ball::Authority => name(handover.office(table::kind_row(handover.kind).authority)),
            Ball::Nobody => self
                .ball_of_what_goes_on(handover, ledger)
                .unwrap_or_default(),
        };
        if ball.is_empty() {
            let ending = handover.ending.map(|it| self.texts.ending(it));
            text.push_str(&ending.map(|it| format!(": {it}")).unwrap_or_default());
        } else if self.balls.get(&handover.id) != Some(&ball) {
            text.push_str(&format!(" → {ball}"));
        }
        self.balls.insert(handover.id, ball);
        self.row(at, &handover.id.short(), &text);
    }

    /// What goes on as a course is owed by whoever treats or answers for the child.
    fn ball_of_what_goes_on(&self, handover: &Handover, ledger: &Ledger) -> Option<String> {
        if handover.ending != Some(Ending::CourseOpened) {
            return None;
        }
        let owed = ledger.owed();
        let owed = owed.into_iter().find(|one| one.handover == handover.id)?;
        let owner = short(ledger.directory.office_name(&owed.owner));
        Some(format!("{owner}: {}", self.texts.owed(owed.duty)))
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

    /// Something that happened.
    fn row(&self, at: Timestamp, id: &str, text: &str) {
        let at = self.shown(at);
        self.wrapped(&format!("{at}  {id:8}  "), INDENT, text);
    }

    /// Something in a list, or more about it.
    fn listed(&self, id: &str, text: &str) {
        self.wrapped(&format!("{id:8}  "), LISTED, text);
    }

    /// A day and a time in Nuuk.
    fn shown(&self, at: Timestamp) -> String {
        let there = self.zone.time_zone().to_datetime(at.to_jiff());
        there.strftime("%d.%m %H.%M").to_string()
    }

    fn wrapped(&self, begin: &str, indent: usize, text: &str) {
        for line in wrapped(begin, indent, text) {
            self.line(&line);
        }
    }

    fn line(&self, text: &str) {
        if !self.quiet {
            // Whoever closes the pipe has seen enough.
            drop(writeln!(stdout(), "{text}"));
        }
    }
}

/// An office as people call it: the place behind the comma of its name.
fn short(name: &str) -> &str {
    name.rsplit_once(", ").map_or(name, |(_, place)| place)
}
