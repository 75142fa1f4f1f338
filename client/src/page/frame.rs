//! What stands around every page: who works here, the menu with what is owed, and the line.

use std::sync::Arc;

use stafet_shared::party::OfficeId;

use super::{line::Line, site::Eyes};
use crate::{
    face::{
        clock,
        entry::Entry,
        imprint::{Holds, imprint},
        lists::{Direction, Extent},
        scene::Scene,
        when,
    },
    office::{Setting, Standing},
    text::{Texts, say},
};

/// The class of what somebody has to do something about.
const WRONG: &str = " st-status--wrong";

/// Which page of the menu it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What the office owes.
    Inbox,
    /// What it has given away.
    Outbox,
    /// The courses of children.
    Courses,
    /// Journeys.
    Tours,
    /// Offices.
    Contacts,
    /// Looking for something.
    Search,
    /// What administrators watch.
    Watch,
    /// The offices, as administrators see them.
    WatchedOffices,
    /// Figures for the management.
    Statistics,
    /// What is looked at together once a month.
    Meeting,
    /// None of them.
    Nowhere,
}

/// One line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it leads.
    pub href: &'static str,
    /// Its icon, by which a count is named too.
    pub icon: &'static str,
    /// Its word.
    pub label: String,
    /// How much is there.
    pub count: usize,
    /// Whether some of it is late.
    pub late: bool,
    /// What the count means, for who does not see it.
    pub about: String,
    /// Whether it is the page that is shown.
    pub is_here: bool,
}

/// The line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The class that says how to take it.
    pub tone: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// What there is to know.
    pub head: String,
    /// And more.
    pub rest: String,
    /// Whether somebody may want to try at once.
    pub can_try: bool,
    /// That this computer's clock is wrong, and what follows.
    pub clock: Option<(String, String)>,
}

impl Status {
    /// Whether the other one differs in words alone.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        let look = |it: &Self| (it.tone, it.icon, it.can_try);
        look(self) == look(other) && self.clock == other.clock
    }
}

/// What has changed since a page was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// What there is to know.
    pub text: String,
    /// Whether the page may be loaded anew: a form that is being filled in may not.
    pub reloads: bool,
}

/// What stands around a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The texts.
    pub texts: Arc<Texts>,
    /// The language, for the browser.
    pub language: &'static str,
    /// What the browser's history keeps: never a name.
    pub title: String,
    /// Where the sign leads.
    pub home: &'static str,
    /// For which office.
    pub office: String,
    /// Who works here.
    pub person: String,
    /// The menu.
    pub menu: Vec<Item>,
    /// Whether this profile can hand over.
    pub sends: bool,
    /// The line.
    pub status: Status,
    /// What has changed since the page was made and is not shown on it.
    pub fresh: Option<Fresh>,
    /// Where the browser hears of what changes on this page.
    pub live: String,
    /// What stands on paper.
    pub printed: String,
    /// What every form carries.
    pub token: String,
    /// Where assets are asked for.
    pub base: String,
    /// The administrators' telephone.
    pub watch_phone: Option<String>,
    /// Whether single keys lead somewhere: *on* or *off*.
    pub keys: &'static str,
    /// Whether it is all made up.
    pub is_practice: bool,
}

impl Frame {
    /// The frame of a page.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, place: Place, title: String) -> Self {
        let scene = &eyes.scene;
        let texts = scene.texts;
        let offices: Vec<String> = scene.own.iter().map(|own| scene.office(own)).collect();
        let office = offices.join(" · ");
        let person = eyes.reader.person().map(|id| scene.person(&id));
        let person = person.unwrap_or_default();
        let watches = eyes.reader.administers().is_some();
        // What administrators print holds nothing about anybody.
        let holds = if watches {
            Holds::Nothing
        } else {
            Holds::Personal
        };
        Self {
            texts: Arc::clone(&eyes.texts),
            language: texts.language().code(),
            title,
            home: if watches { "/vagt" } else { "/indbakke" },
            menu: menu(eyes, place),
            sends: !watches,
            status: Status::of(eyes),
            fresh: None,
            live: "/live".to_owned(),
            person: with_role(&person, eyes),
            office,
            printed: imprint(holds, scene),
            token: eyes.session.token().to_owned(),
            base: eyes.base.clone(),
            watch_phone: watch_phone(scene),
            keys: if eyes.reader.is_on(Setting::Keys) {
                "on"
            } else {
                "off"
            },
            is_practice: eyes.is_practice,
        }
    }
}

impl Frame {
    /// The same on a page of which more than the line is kept up to date.
    #[must_use]
    pub fn living(self, page: &str) -> Self {
        let live = format!("/live?{page}");
        Self { live, ..self }
    }
}

fn with_role(person: &str, eyes: &Eyes<'_>) -> String {
    let role = match eyes.reader.standing() {
        Standing::Member { roles, .. } => roles.first().copied(),
        Standing::NotEnrolled | Standing::WaitingForApproval | Standing::WaitingForKey(_) => None,
    };
    role.map_or_else(
        || person.to_owned(),
        |role| format!("{person}, {}", eyes.scene.texts.role(role)),
    )
}

/// The telephone of an office of administrators, as it was signed.
fn watch_phone(scene: &Scene<'_>) -> Option<String> {
    let mut offices = scene.directory.offices();
    offices.find_map(|(id, _)| {
        let watches = is_watch(id, scene);
        let staffing = scene.directory.staffing(id).filter(|_| watches)?;
        Some(staffing.phone.as_ref()?.to_string())
    })
}

fn is_watch(office: &OfficeId, scene: &Scene<'_>) -> bool {
    let mut members = scene.directory.members(office);
    members.any(|(_, _, membership)| {
        membership.role == stafet_shared::words::Role::Administrator && membership.covers(scene.now)
    })
}

fn menu(eyes: &Eyes<'_>, place: Place) -> Vec<Item> {
    if eyes.reader.administers().is_some() {
        return watch_menu(eyes, place);
    }
    let texts = eyes.scene.texts;
    let inbox = eyes.list(Direction::Inbox, Extent::Open);
    let late = inbox
        .iter()
        .flat_map(|entry| &entry.owed)
        .any(|one| one.is_ours_to_do() && one.overdue);
    let owed = |entries: &[&Entry<'_>]| {
        let owed = entries.iter().filter(|entry| !entry.owed.is_empty());
        owed.count()
    };
    let outbox = eyes.list(Direction::Outbox, Extent::Open);
    let drafts = eyes.reader.forms().count();
    let about = if late {
        say!(texts, "page-count-late")
    } else {
        say!(texts, "page-count-owed")
    };
    let item = |at, href, icon, label| Item::plain((at, href), icon, label, place);
    let mut menu = vec![
        item(
            Place::Inbox,
            "/indbakke",
            "inbox",
            say!(texts, "page-inbox"),
        ),
        item(
            Place::Outbox,
            "/udbakke",
            "outbox",
            say!(texts, "page-outbox"),
        ),
        item(
            Place::Courses,
            "/forloeb",
            "course",
            say!(texts, "page-courses"),
        ),
        item(Place::Tours, "/rejser", "tour", say!(texts, "page-tours")),
        item(
            Place::Contacts,
            "/kontakter",
            "contacts",
            say!(texts, "page-contacts"),
        ),
        item(Place::Search, "/soeg", "search", say!(texts, "page-search")),
    ];
    if let [first, second, ..] = menu.as_mut_slice() {
        (first.count, first.late, first.about) = (owed(&inbox), late, about);
        second.count = owed(&outbox).saturating_add(drafts);
        second.about = say!(texts, "page-count-listed");
    }
    // Who serves an office that supervises sees both.
    if eyes.scene.looks_after_all() {
        menu.extend(watch_menu(eyes, place).into_iter().map(beside_cases));
    }
    menu
}

/// A page of the watch in the menu of somebody who works with cases too: its icon names it, and no
/// two have the same.
fn beside_cases(item: Item) -> Item {
    let icon = match item.icon {
        "inbox" => "eye",
        "contacts" => "shield",
        other => other,
    };
    Item { icon, ..item }
}

/// What administrators see: never a handover's page.
fn watch_menu(eyes: &Eyes<'_>, place: Place) -> Vec<Item> {
    let texts = eyes.scene.texts;
    let item = |at, href, icon, label| Item::plain((at, href), icon, label, place);
    let mut overview = item(Place::Watch, "/vagt", "inbox", say!(texts, "page-overview"));
    if let Some(answer) = &eyes.overlook {
        let now = answer.end.as_of;
        overview.count = answer.items.len();
        overview.late = answer.items.iter().any(|item| item.is_overdue(now));
        overview.about = if overview.late {
            say!(texts, "page-watch-count-late")
        } else {
            say!(texts, "page-count-listed")
        };
    }
    vec![
        overview,
        item(
            Place::WatchedOffices,
            "/vagt/kontorer",
            "contacts",
            say!(texts, "page-offices"),
        ),
        item(
            Place::Statistics,
            "/vagt/statistik",
            "calendar",
            say!(texts, "page-statistics"),
        ),
        item(
            Place::Meeting,
            "/vagt/moede",
            "print",
            say!(texts, "page-meeting"),
        ),
    ]
}

impl Item {
    fn plain(
        (at, href): (Place, &'static str),
        icon: &'static str,
        label: String,
        here: Place,
    ) -> Self {
        Self {
            href,
            icon,
            label,
            count: 0,
            late: false,
            about: String::new(),
            is_here: at == here,
        }
    }
}

impl Status {
    /// The line as it is now, and that this computer's clock is wrong.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        let line = Self::of_line(eyes);
        let Some(head) = clock::head(eyes.reader, texts) else {
            return line;
        };
        Self {
            tone: WRONG,
            clock: Some((head, clock::more(texts))),
            ..line
        }
    }

    fn of_line(eyes: &Eyes<'_>) -> Self {
        let (scene, line) = (&eyes.scene, eyes.line);
        let texts = scene.texts;
        let waiting = eyes.reader.unconfirmed().len();
        let time_of = |at| when::moment(at, scene.now, &scene.own_zone(), texts).words;
        if let Some(trouble) = &line.trouble {
            return Self {
                tone: WRONG,
                icon: "warn",
                head: say!(texts, "status-trouble"),
                rest: trouble.clone(),
                can_try: true,
                clock: None,
            };
        }
        match line {
            Line {
                reached: true,
                exchanged,
                ..
            } => Self {
                tone: "",
                icon: "on",
                head: say!(texts, "status-on"),
                rest: match &eyes.overlook {
                    Some(answer) => {
                        let time = time_of(answer.end.as_of);
                        say!(texts, "status-as-of", time = time)
                    }
                    None => reached(waiting, exchanged.map(time_of), texts),
                },
                can_try: false,
                clock: None,
            },
            Line {
                since: Some(since), ..
            } => Self {
                tone: " st-status--off",
                icon: "off",
                head: say!(texts, "status-off"),
                rest: say!(
                    texts,
                    "status-off-since",
                    since = time_of(*since),
                    count = waiting
                ),
                can_try: true,
                clock: None,
            },
            Line { since: None, .. } => Self {
                tone: " st-status--off",
                icon: "off",
                head: say!(texts, "status-trying"),
                rest: say!(texts, "status-saved", count = waiting),
                can_try: false,
                clock: None,
            },
        }
    }
}

fn reached(waiting: usize, exchanged: Option<String>, texts: &Texts) -> String {
    let sent = if waiting == 0 {
        say!(texts, "status-all-sent")
    } else {
        say!(texts, "status-waiting", count = waiting)
    };
    match exchanged {
        Some(time) => format!("· {sent} · {}", say!(texts, "status-fetched", time = time)),
        None => format!("· {sent}"),
    }
}
