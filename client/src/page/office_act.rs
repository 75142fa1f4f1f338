//! What administrators say about offices: outages, invitations and staffing. Each is one row in
//! [`OFFICE_ACTS`], signed on a page like every other act.

use askama::Template;
use jiff::civil::Date;
use stafet_shared::{
    calendar::{Hours, Zone, date_of},
    content::{Blank, Choice, Said, Shape},
    id::{InvitationId, OutageId},
    invitation::VALID_DAYS,
    party::{
        OfficeId,
        directory::{DeclaredOutage, OUTAGE_DAYS_MAX, Outage, Phone},
    },
    time::Timestamp,
    words::{OutageCause, Role},
};

use super::{
    form::{self, FieldView, Typed},
    frame::{Frame, Place},
    rows::Link,
    sheet::paper::{day_if_any, missing, nothing},
    site::Eyes,
};
use crate::{
    face::{scene::Scene, when},
    form::{FieldFlaw, Wrong},
    office::staffing::{Change, Restaffing},
    text::{Texts, say},
};

/// The most sentences that are signed on one page.
const OATH_MAX: usize = 3;
/// For how many days an invitation may hold.
const DAYS_MAX: u32 = 365;
/// The field that names an office.
pub const OFFICE: &str = "kontor";
/// The field that names an outage.
pub const OUTAGE: &str = "udfald";
/// The longest telephone number that is typed.
const PHONE_CHARS_MAX: usize = 32;

/// One act about offices.
#[derive(Debug)]
pub struct OfficeAct {
    /// The last part of its address.
    pub path: &'static str,
    /// Names its words among the texts: `office-act-{key}-title` and so on.
    key: &'static str,
    /// What it is about, in words; `None` when it is not offered.
    about: fn(&Typed, &Scene<'_>) -> Option<String>,
    /// What is asked for.
    blanks: fn() -> Vec<Blank>,
    /// What stands there before anything was typed.
    before: fn(&Typed, &Scene<'_>) -> Vec<(String, String)>,
    /// What was filled in.
    deed: fn(&Typed, &Scene<'_>) -> Result<Stated, Vec<Wrong>>,
}

/// What is said.
#[derive(Clone, Debug)]
pub enum Stated {
    /// Offices cannot be reached. Its id is drawn when it is signed.
    Outage(Outage),
    /// Another administrator's word on it.
    Confirm(OutageId),
    /// It is over.
    End(OutageId),
    /// Somebody may join.
    Invite(OfficeId, Role, i64),
    /// How an office is staffed.
    Staff(Box<Restaffing>),
}

/// Every act.
pub static OFFICE_ACTS: [OfficeAct; 5] = [
    OfficeAct {
        path: "meld-nedbrud",
        key: "outage",
        about: |_, _| Some(String::new()),
        blanks: outage_blanks,
        before: |typed, _| carried(typed),
        deed: outage,
    },
    OfficeAct {
        path: "bekraeft-nedbrud",
        key: "outage-confirm",
        about: |typed, scene| {
            let known = named(typed, scene)?;
            let waits = known.confirmed_by.is_none() && known.ended.is_none();
            let is_own = scene.signer.map(|it| it.person) == Some(known.declared_by);
            (waits && !is_own).then(|| told(known, scene))
        },
        blanks: nothing,
        before: |typed, _| carried(typed),
        deed: |typed, scene| about_one(typed, scene).map(Stated::Confirm),
    },
    OfficeAct {
        path: "nedbrud-slut",
        key: "outage-end",
        about: |typed, scene| {
            let known = named(typed, scene)?;
            known.ended.is_none().then(|| told(known, scene))
        },
        blanks: nothing,
        before: |typed, _| carried(typed),
        deed: |typed, scene| about_one(typed, scene).map(Stated::End),
    },
    OfficeAct {
        path: "invitation",
        key: "invite",
        about: |_, _| Some(String::new()),
        blanks: invite_blanks,
        before: |typed, _| {
            let days = ("dage".to_owned(), VALID_DAYS.to_string());
            let role = ("rolle".to_owned(), Role::Caseworker.name().to_owned());
            carried(typed).into_iter().chain([days, role]).collect()
        },
        deed: invite,
    },
    OfficeAct {
        path: "bemanding",
        key: "staff",
        about: |_, _| Some(String::new()),
        blanks: staff_blanks,
        before: staffed,
        deed: staff,
    },
];

/// The act with that address.
#[must_use]
pub fn find(path: &str) -> Option<&'static OfficeAct> {
    OFFICE_ACTS.iter().find(|act| act.path == path)
}

const fn said(da: &'static str, en: &'static str) -> Said {
    Said { da, en }
}

/// A blank whose label says all.
fn blank((name, label): (&'static str, Said), is_required: Need, shape: Shape) -> Blank {
    Blank {
        name,
        label,
        purpose: label,
        is_required: is_required == Need::Asked,
        shape,
    }
}

/// Whether something has to be filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Asked,
    Free,
}

const fn choice(name: &'static str, da: &'static str, en: &'static str) -> Choice {
    Choice {
        name,
        said: said(da, en),
    }
}

const CAUSES: &[Choice] = &[
    choice(OutageCause::Link.name(), "Forbindelsen", "The connection"),
    choice(OutageCause::Power.name(), "Strømmen", "The electricity"),
    choice(OutageCause::Server.name(), "Serveren", "The server"),
    choice(OutageCause::Other.name(), "Andet", "Something else"),
];

const ROLES: &[Choice] = &[
    choice(Role::Caseworker.name(), "Sagsbehandler", "Caseworker"),
    choice(Role::Psychologist.name(), "Psykolog", "Psychologist"),
    choice(Role::Coordinator.name(), "Koordinator", "Coordinator"),
    choice(Role::Leader.name(), "Leder", "Leader"),
    choice(Role::Administrator.name(), "Administrator", "Administrator"),
];

/// That an office has somebody on duty around the clock, or not.
const ROTA: &str = "vagt";
const HOURS: &[Choice] = &[
    choice(
        "kontortid",
        "Kontortid, hverdage 8–16",
        "Office hours, weekdays 8–16",
    ),
    choice(ROTA, "Vagt hele døgnet", "On duty around the clock"),
];

/// That everybody is meant, and not one office.
const EVERYBODY: &str = "alle";
const WHOM: &[Choice] = &[
    choice("et", "Ét kontor", "One office"),
    choice(EVERYBODY, "Alle kontorer", "All offices"),
];

fn outage_blanks() -> Vec<Blank> {
    vec![
        blank(
            ("hvem", said("Hvem kan ikke nås?", "Who cannot be reached?")),
            Need::Asked,
            Shape::Word(WHOM),
        ),
        blank(
            (OFFICE, said("Kontor", "Office")),
            Need::Free,
            Shape::Office,
        ),
        blank(
            ("grund", said("Hvad er nede?", "What is down?")),
            Need::Asked,
            Shape::Word(CAUSES),
        ),
        blank(
            (
                "til",
                said(
                    "Ventes løst til og med, højst 7 dage frem",
                    "Expected to last until, at most 7 days off",
                ),
            ),
            Need::Free,
            Shape::Day,
        ),
    ]
}

fn invite_blanks() -> Vec<Blank> {
    vec![
        blank(
            (OFFICE, said("Kontor", "Office")),
            Need::Asked,
            Shape::Office,
        ),
        blank(
            ("rolle", said("Som hvad?", "As what?")),
            Need::Asked,
            Shape::Word(ROLES),
        ),
        blank(
            ("dage", said("Gælder i dage", "Holds for days")),
            Need::Asked,
            Shape::Count { max: DAYS_MAX },
        ),
    ]
}

fn staff_blanks() -> Vec<Blank> {
    vec![
        blank(
            (OFFICE, said("Kontor", "Office")),
            Need::Asked,
            Shape::Office,
        ),
        blank(
            ("afloeser", said("Stedfortræder", "Deputy")),
            Need::Free,
            Shape::Office,
        ),
        blank(
            ("timer", said("Åbningstid", "Hours")),
            Need::Asked,
            Shape::Word(HOURS),
        ),
        blank(
            ("fra", said("Fravær fra", "Away from")),
            Need::Free,
            Shape::Day,
        ),
        blank(
            ("til", said("Fravær til og med", "Away until")),
            Need::Free,
            Shape::Day,
        ),
        blank(
            (
                "telefon",
                said("Kontorets telefon", "The office's telephone"),
            ),
            Need::Free,
            Shape::Line {
                max_chars: PHONE_CHARS_MAX,
            },
        ),
    ]
}

/// What a link has filled in.
fn carried(typed: &Typed) -> Vec<(String, String)> {
    let names = [OFFICE, OUTAGE];
    let known = names.into_iter();
    let known = known.filter_map(|name| Some((name.to_owned(), typed.text(name)?.to_owned())));
    let mut carried: Vec<(String, String)> = known.collect();
    if typed.text(OFFICE).is_some() {
        carried.push(("hvem".to_owned(), "et".to_owned()));
    }
    carried
}

fn wrong(name: &str, flaw: FieldFlaw) -> Vec<Wrong> {
    vec![Wrong::Field {
        name: name.to_owned(),
        item: None,
        flaw,
    }]
}

/// The office that was chosen, if one was.
fn office(typed: &Typed, name: &'static str) -> Result<Option<OfficeId>, Vec<Wrong>> {
    let text = typed.text(name).map(str::trim).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    let office = OfficeId::parse(text);
    office
        .map(Some)
        .map_err(|_| wrong(name, FieldFlaw::NotAnOffice))
}

fn chosen_office(typed: &Typed) -> Result<OfficeId, Vec<Wrong>> {
    office(typed, OFFICE)?.ok_or_else(|| missing(OFFICE))
}

/// One of these words.
fn word<T>(
    typed: &Typed,
    (name, choices): (&'static str, &'static [Choice]),
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Vec<Wrong>> {
    let text = typed.text(name).map(str::trim).unwrap_or_default();
    let flaw = || match text {
        "" => FieldFlaw::Missing,
        _ => FieldFlaw::NotAChoice(choices.to_vec()),
    };
    read(text).ok_or_else(|| wrong(name, flaw()))
}

fn outage(typed: &Typed, scene: &Scene<'_>) -> Result<Stated, Vec<Wrong>> {
    let everybody = word(typed, ("hvem", WHOM), |text| {
        let known = WHOM.iter().any(|it| it.name == text);
        known.then_some(text == EVERYBODY)
    })?;
    let offices = if everybody {
        Vec::new()
    } else {
        vec![chosen_office(typed)?]
    };
    let cause = word(typed, ("grund", CAUSES), OutageCause::from_name)?;
    let until = day_if_any(typed, "til")?;
    let zone = scene.own_zone();
    Ok(Stated::Outage(Outage {
        id: OutageId::from_bytes([0; 16]),
        offices,
        from: scene.now,
        until: until
            .map(|day| zone.beginning(day.tomorrow().unwrap_or(day)))
            .or_else(|| Some(scene.now.plus_days(OUTAGE_DAYS_MAX))),
        cause,
    }))
}

fn invite(typed: &Typed, _: &Scene<'_>) -> Result<Stated, Vec<Wrong>> {
    let office = chosen_office(typed)?;
    let role = word(typed, ("rolle", ROLES), Role::from_name)?;
    let days = typed.text("dage").unwrap_or_default().trim().parse();
    let days = days
        .ok()
        .filter(|it| (1..=i64::from(DAYS_MAX)).contains(it));
    let days = days.ok_or_else(|| wrong("dage", FieldFlaw::NotNumber))?;
    Ok(Stated::Invite(office, role, days))
}

fn staff(typed: &Typed, scene: &Scene<'_>) -> Result<Stated, Vec<Wrong>> {
    let place = chosen_office(typed)?;
    let deputy = office(typed, "afloeser")?;
    if deputy.as_ref() == Some(&place) {
        return Err(wrong("afloeser", FieldFlaw::OwnOffice));
    }
    let hours = word(typed, ("timer", HOURS), |text| {
        let known = HOURS.iter().any(|it| it.name == text);
        let hours = match text {
            ROTA => Hours::AroundTheClock,
            _ => Hours::Office,
        };
        known.then_some(hours)
    })?;
    let phone = typed.text("telefon").map(str::trim).unwrap_or_default();
    let phone = match phone {
        "" => Change::Nothing,
        phone => {
            Change::To(Phone::parse(phone).map_err(|_| wrong("telefon", FieldFlaw::NotNumber))?)
        }
    };
    Ok(Stated::Staff(Box::new(Restaffing {
        office: place,
        deputy: Some(deputy.map_or(Change::Nothing, Change::To)),
        hours: Some(hours),
        from: None,
        zone: scene.own_zone(),
        away: Some(absence(typed)?.map_or(Change::Nothing, Change::To)),
        phone: Some(phone),
    })))
}

/// The first and the last day on which nobody is there, if there are any.
fn absence(typed: &Typed) -> Result<Option<(Date, Date)>, Vec<Wrong>> {
    match (day_if_any(typed, "fra")?, day_if_any(typed, "til")?) {
        (None, None) => Ok(None),
        (Some(first), Some(last)) if first <= last => Ok(Some((first, last))),
        (Some(_), Some(_) | None) => Err(missing("til")),
        (None, Some(_)) => Err(missing("fra")),
    }
}

/// How an office is staffed now, as one would type it.
fn staffed(typed: &Typed, scene: &Scene<'_>) -> Vec<(String, String)> {
    let mut before = carried(typed);
    let named = typed.text(OFFICE);
    let office = named.and_then(|text| OfficeId::parse(text).ok());
    let staffing = office.and_then(|office| scene.directory.staffing(&office));
    let rota = staffing.is_some_and(|it| it.hours == Hours::AroundTheClock);
    let hours = if rota { ROTA } else { "kontortid" };
    before.push(("timer".to_owned(), hours.to_owned()));
    if let Some(staffing) = staffing {
        let day = |days: i32| date_of(days).map(|day| day.to_string());
        let away = staffing.away;
        let known = [
            (
                "afloeser",
                staffing.deputy.as_ref().map(ToString::to_string),
            ),
            ("fra", away.and_then(|(first, _)| day(first))),
            ("til", away.and_then(|(_, last)| day(last))),
            ("telefon", staffing.phone.as_ref().map(ToString::to_string)),
        ];
        let known = known.into_iter();
        before.extend(known.filter_map(|(name, text)| Some((name.to_owned(), text?))));
    }
    before
}

/// The outage that an address or a form names.
fn named<'a>(typed: &Typed, scene: &'a Scene<'_>) -> Option<&'a DeclaredOutage> {
    let id = typed.text(OUTAGE)?;
    let mut all = scene.directory.outages();
    all.find_map(|(known, outage)| (known.long() == id).then_some(outage))
}

fn about_one(typed: &Typed, scene: &Scene<'_>) -> Result<OutageId, Vec<Wrong>> {
    let known = named(typed, scene).ok_or_else(|| missing(OUTAGE))?;
    Ok(known.outage.id)
}

/// An outage in one sentence.
fn told(known: &DeclaredOutage, scene: &Scene<'_>) -> String {
    super::view::watch_words::outage_line(known, scene)
}

/// What stands on the page of an act.
#[derive(Debug)]
struct Words {
    title: String,
    head: String,
    oath: Vec<String>,
    note: Option<String>,
    button: String,
}

impl OfficeAct {
    /// What was filled in.
    ///
    /// # Errors
    /// What has to be mended.
    pub fn read(&self, typed: &Typed, scene: &Scene<'_>) -> Result<Stated, Vec<Wrong>> {
        (self.deed)(typed, scene)
    }

    fn words(&self, texts: &Texts) -> Words {
        let key = self.key;
        let say = |part: &str| texts.phrase(&format!("office-act-{key}-{part}"), &[]);
        let has = |part: &str| texts.has(&format!("office-act-{key}-{part}"));
        let oath = (1..=OATH_MAX).map(|number| number.to_string());
        Words {
            title: say("title"),
            head: say!(texts, "office-act-head"),
            oath: oath
                .filter(|part| has(part))
                .map(|part| say(&part))
                .collect(),
            note: has("note").then(|| say("note")),
            button: say("button"),
        }
    }
}

/// The page on which something about offices is signed.
#[derive(Debug, Template)]
#[template(path = "office_act.html")]
pub struct OfficeActPage {
    frame: Frame,
    back: Link,
    action: String,
    words: Words,
    about: String,
    outage: String,
    fields: Vec<FieldView>,
    summary: Vec<(String, String)>,
    signer: String,
    signs_for: String,
}

impl OfficeActPage {
    /// The page of an act before anything was typed, with what its link says. `None` when it is not
    /// offered.
    #[must_use]
    pub fn begun(act: &OfficeAct, link: &Typed, eyes: &Eyes<'_>) -> Option<Self> {
        let typed = Typed::from((act.before)(link, &eyes.scene));
        Self::of(act, (&typed, &[]), eyes)
    }

    /// The same with what was typed and what has to be mended.
    #[must_use]
    pub fn of(
        act: &OfficeAct,
        (typed, wrong): (&Typed, &[Wrong]),
        eyes: &Eyes<'_>,
    ) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let about = (act.about)(typed, scene)?;
        let words = act.words(texts);
        let blanks = (act.blanks)();
        let frame = Frame::of(eyes, Place::WatchedOffices, words.title.clone());
        let now = when::moment(scene.now, scene.now, &scene.own_zone(), texts).words;
        let own = eyes.reader.administers()?;
        Some(Self {
            back: Link {
                label: say!(texts, "page-offices"),
                href: "/vagt/kontorer".to_owned(),
            },
            action: format!("/vagt/kontorer/{}", act.path),
            about,
            outage: typed.text(OUTAGE).unwrap_or_default().to_owned(),
            fields: form::fields(&blanks, typed, wrong, eyes),
            summary: form::summary(wrong, texts, &blanks),
            signer: frame.person.clone(),
            signs_for: say!(texts, "sheet-for", office = scene.office(&own), now = now),
            frame,
            words,
        })
    }
}

/// An invitation that is to be handed over outside Stafet.
#[derive(Debug)]
pub struct Invited {
    /// For whom it is, and until when.
    pub line: String,
    /// What the newcomer types.
    pub ticket: String,
}

impl Invited {
    /// The invitation that this profile has given and nobody has used.
    #[must_use]
    pub fn of(id: &str, eyes: &Eyes<'_>) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let expected = eyes.reader.expected_directory()?;
        let mut all = expected.invitations();
        let found = all.find(|(known, _)| known.long() == id);
        let (id, invitation): (&InvitationId, _) = found?;
        let is_open = invitation.used_by.is_none() && scene.now < invitation.invite.expires;
        let ticket = eyes.reader.ticket(*id).filter(|_| is_open)?;
        let invite = &invitation.invite;
        let until: Timestamp = invite.expires;
        let zone: Zone = scene.own_zone();
        let until = when::deadline(until, scene.now, &zone, texts).words;
        let (office, role) = (scene.office(&invite.office), texts.role(invite.role));
        Some(Self {
            line: say!(
                texts,
                "office-act-invited",
                office = office,
                role = role,
                until = until
            ),
            ticket: ticket.to_string(),
        })
    }
}
