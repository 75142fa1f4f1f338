//! What was told to whom, by role.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use stafet_server::notice::{Letter, Subject, letter::Standing, outbox::Account};
use stafet_shared::{
    calendar::{OFFICE_CLOSES_HOUR, OFFICE_OPENS_HOUR, Zone},
    party::{OfficeId, directory::Directory},
    time::Timestamp,
};

/// Weeks in the month.
const WEEKS: f64 = 4.0;

/// As what somebody reads a letter. Who is several reads as the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An office of a municipality that has cases.
    Municipal,
    /// The travel team.
    Team,
    /// An office from which an organisation is led; at a municipality it has cases too.
    Leader,
    /// Administrators of an organisation.
    Administrator,
    /// The national administration, and who supervises.
    National,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Municipal,
        Self::Team,
        Self::Leader,
        Self::Administrator,
        Self::National,
    ];

    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Municipal => "municipal office",
            Self::Team => "team",
            Self::Leader => "leaders' office",
            Self::Administrator => "administrators",
            Self::National => "national",
        }
    }
}

/// What one office was told.
#[derive(Clone, Debug, Default)]
struct Told {
    letters: u32,
    /// At night, at weekends and on holidays.
    at_odd_times: u32,
    calls: u32,
    /// Lines by day, and how many of them were new.
    days: BTreeMap<Date, (usize, usize)>,
    /// How many new matters found no room in a letter.
    cut: usize,
}

/// What everybody was told in a month.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    offices: BTreeMap<OfficeId, (Role, Told)>,
}

/// What was told to the offices of one role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How many offices there are.
    pub offices: usize,
    /// Letters that one of them gets in a week, on average.
    pub letters_a_week: f64,
    /// How many of a hundred letters come at night, at a weekend or on a holiday.
    pub odd_percent: f64,
    /// The most lines that one of them reads on one day.
    pub lines_max: usize,
    /// New lines that one of them reads on a working day, on average.
    pub new_a_day: f64,
    /// The most new lines that one of them reads on one day.
    pub new_max: usize,
    /// Calls that one of them is asked to make in a week, on average.
    pub calls_a_week: f64,
    /// How many new matters found no room in a letter.
    pub cut: usize,
}

impl Tally {
    /// Nobody was told anything yet.
    #[must_use]
    pub fn new(directory: &Directory) -> Self {
        let known = directory.offices().map(|(id, _)| id.clone());
        let offices = known.chain([OfficeId::root_administration()]);
        let with_role = |id: OfficeId| {
            let role = super::load::role_of(&id);
            (id, (role, Told::default()))
        };
        Self {
            offices: offices.map(with_role).collect(),
        }
    }

    /// One letter more, before it is entered into its account.
    ///
    /// # Panics
    /// When it goes to an office that nobody knows.
    pub fn count(&mut self, letter: &Letter, account: &Account, now: Timestamp) {
        let office = &letter.recipient.office;
        let (role, told) = self.offices.get_mut(office).expect("a known office");
        let is_new = |subject: &Subject, rung: u8| {
            let before = account.told.get(subject);
            before.is_none_or(|before| *before < rung)
        };
        let new = letter.lines.iter().filter(|line| {
            let notice = &line.notice;
            is_new(&Subject::of(notice), notice.rung)
        });
        let new = new.count() + letter.several.len();
        let calls = letter.calls.len();
        let lines = letter.lines.len() + letter.several.len() + letter.standing.len() + calls;
        let day = told.days.entry(Zone::nuuk().day(now)).or_default();
        day.0 += lines;
        day.1 += new;
        told.letters += 1;
        told.calls += u32::try_from(calls).expect("few calls");
        told.at_odd_times += u32::from(is_odd(now));
        // Of others' debts who leads is told how many there are, by the rule; else that is too much.
        let is_cut = |one: &&Standing| one.owner == *office || *role != Role::Leader;
        let cut = letter.standing.iter().filter(is_cut).map(|one| one.fresh);
        told.cut += letter.more + cut.sum::<usize>();
    }

    /// What was told to those of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Figures {
        let all = self.offices.values().filter(|(its, _)| *its == role);
        let all: Vec<&Told> = all.map(|(_, told)| told).collect();
        let count = all.len() as f64;
        let letters: u32 = all.iter().map(|told| told.letters).sum();
        let odd: u32 = all.iter().map(|told| told.at_odd_times).sum();
        let calls: u32 = all.iter().map(|told| told.calls).sum();
        let days = || all.iter().flat_map(|told| told.days.values());
        let new: usize = days().map(|(_, new)| new).sum();
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Figures {
            offices: all.len(),
            letters_a_week: share(f64::from(letters), count * WEEKS),
            odd_percent: share(f64::from(odd) * 100.0, f64::from(letters)),
            lines_max: days().map(|(lines, _)| *lines).max().unwrap_or(0),
            new_a_day: share(new as f64, count * WEEKS * 5.0),
            new_max: days().map(|(_, new)| *new).max().unwrap_or(0),
            calls_a_week: share(f64::from(calls), count * WEEKS),
            cut: all.iter().map(|told| told.cut).sum(),
        }
    }

    /// The figures as a table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut rows = vec![
            "| Role | Offices | Letters a week | At night, weekends | Lines a day, most | New lines a \
             day | New, most | Calls a week |"
                .to_owned(),
            "|---|---|---|---|---|---|---|---|".to_owned(),
        ];
        for role in Role::ALL {
            let it = self.of(role);
            rows.push(format!(
                "| {} | {} | {:.1} | {:.0} % | {} | {:.1} | {} | {:.1} |",
                role.name(),
                it.offices,
                it.letters_a_week,
                it.odd_percent,
                it.lines_max,
                it.new_a_day,
                it.new_max,
                it.calls_a_week,
            ));
        }
        rows.join("\n")
    }
}

/// Whether most offices are closed.
fn is_odd(now: Timestamp) -> bool {
    let there = now.to_jiff().to_zoned(Zone::nuuk().time_zone().clone());
    let weekend = matches!(there.weekday(), Weekday::Saturday | Weekday::Sunday);
    weekend || !(OFFICE_OPENS_HOUR..OFFICE_CLOSES_HOUR).contains(&there.hour())
}
