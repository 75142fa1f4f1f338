//! One child's course: its phase, who is responsible for what, what is owed now and afterwards.
//! This page is about the child and names it; its title and its address never do.

use askama::Template;
use stafet_shared::{
    access::goes_by_itself,
    content::{Child, display_safe_line},
    course::Course,
    handover::Handover,
    id::HandoverId,
    words::{Duty, State, kebab},
};

use crate::{
    face::{
        courses::{self, PhaseLine, Step, ahead, begun, handovers, has_part, phases, steps},
        document::{Mask, cpr},
        entry::Entry,
        naming::spoken,
        owed::{Owed, Turn},
        scene::Scene,
        side::of_owed,
        when::{self, When},
    },
    page::{
        frame::{Frame, Place},
        rows::{Link, Urgency, icon, tone},
        sheet::{self, Offer},
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "course.html")]
pub struct CoursePage {
    frame: Frame,
    back: Link,
    heading: String,
    cpr: Option<String>,
    urgency: Urgency,
    spoken: String,
    opened: String,
    phases: Vec<PhaseLine>,
    now: String,
    treats: String,
    treats_more: String,
    authority: String,
    authority_more: String,
    asked: Option<String>,
    primary: Option<Offer>,
    others: Vec<Offer>,
    owed: Vec<Debt>,
    ahead: Vec<String>,
    sent: Vec<Sent>,
    steps: Vec<Step>,
}

/// One thing that is owed.
#[derive(Debug)]
struct Debt {
    tone: Tone,
    due: When,
    who: String,
    what: String,
    href: String,
    act: Option<Link>,
}

/// One handover of the course.
#[derive(Debug)]
struct Sent {
    kind: String,
    href: String,
    way: String,
    when: String,
    tone: Tone,
    icon: &'static str,
    state: String,
}

impl CoursePage {
    /// The course that a referral has opened; `None` where there is none, or it is others'.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: HandoverId, child: Option<&Child>) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let referral = eyes.reader.handover(id)?;
        let entry = Entry::of(referral, scene);
        let course = entry.course.as_deref()?;
        if !has_part(course, scene) {
            return None;
        }
        let short = id.short();
        let handovers = handovers(id, scene);
        let (primary, others) = sheet::course_offers(&entry, eyes);
        let opened = scene.own_zone().day(course.opened);
        let opened = when::plain_date(opened, texts);
        let heading = child.map(|it| display_safe_line(it.name().expose()));
        let (treats, treats_more, authority, authority_more) = held(course, scene);
        Some(Self {
            frame: Frame::of(eyes, Place::Courses, say!(texts, "page-courses")),
            back: Link {
                label: say!(texts, "page-courses"),
                href: "/forloeb".to_owned(),
            },
            heading: heading.unwrap_or_else(|| say!(texts, "page-course-unread")),
            cpr: child.map(|it| cpr(it.cpr(), Mask::Masked, texts)),
            urgency: Urgency::of(course.colour, scene),
            spoken: spoken(&short),
            opened: say!(texts, "page-course-since", day = opened),
            phases: phases(course, texts),
            now: say!(
                texts,
                "page-course-now",
                stage = courses::stage(course, texts)
            ),
            treats,
            treats_more,
            authority,
            authority_more,
            asked: course.asked_to_take_over.as_ref().map(|(office, _)| {
                let office = scene.short_office(office);
                say!(texts, "page-course-asked", office = office)
            }),
            primary,
            others,
            owed: owed(&entry, course, eyes),
            ahead: ahead(course, scene),
            sent: handovers.iter().map(|it| sent(it, scene)).collect(),
            steps: steps(course, &handovers, scene),
        })
    }
}

/// Who treats the child, and who answers for it, each with what becomes of that.
fn held(course: &Course, scene: &Scene<'_>) -> (String, String, String, String) {
    let texts = scene.texts;
    let municipality = scene.short_office(&course.municipality);
    let back = if course.treatment == course.municipality {
        say!(texts, "page-course-treatment-back")
    } else if scene.is_own(&course.municipality) {
        say!(texts, "page-course-treatment-to-you")
    } else {
        say!(
            texts,
            "page-course-treatment-to",
            office = municipality.as_str()
        )
    };
    (
        scene.office(&course.treatment),
        back,
        scene.office(&course.municipality),
        say!(texts, "page-course-authority-more"),
    )
}

fn owed(entry: &Entry<'_>, course: &Course, eyes: &Eyes<'_>) -> Vec<Debt> {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let persons = entry.owed.iter();
    let persons = persons.filter(|one| !goes_by_itself(one.duty()));
    let debt = |(one, handover, act): (&Owed, &Handover, Option<Link>)| {
        let due = of_owed(one, scene);
        let here = format!("/overdragelse/{}", handover.id.short());
        Debt {
            tone: tone(Some(one), Some(&due), handover),
            due,
            who: if one.turn == Turn::Others {
                scene.short_office(&one.known.owed.owner)
            } else {
                say!(texts, "fact-you")
            },
            what: texts.owed(one.duty()),
            href: act.as_ref().map_or(here, |link| link.href.clone()),
            act,
        }
    };
    let its = persons.map(|one| debt((one, entry.handover, act(one, entry, course, eyes))));
    // The receipt for a report is owed about the report.
    let reports = course.reports().filter_map(|id| scene.known.get(&id));
    let reports = reports.map(|report| Entry::of(report, scene));
    let of_reports = reports.flat_map(|report| {
        let owed = report.owed.iter().filter(|one| one.duty() == Duty::Receipt);
        let link = |one: &Owed| read_report(one, report.handover.id, scene);
        owed.map(|one| debt((one, report.handover, link(one))))
            .collect::<Vec<_>>()
    });
    its.chain(of_reports).collect()
}

/// Where the reader signs for a report.
fn read_report(one: &Owed, report: HandoverId, scene: &Scene<'_>) -> Option<Link> {
    (one.turn != Turn::Others).then(|| Link {
        label: say!(scene.texts, "page-course-read-report"),
        href: format!("/overdragelse/{}", report.short()),
    })
}

/// Where the reader does what is owed.
fn act(one: &Owed, entry: &Entry<'_>, course: &Course, eyes: &Eyes<'_>) -> Option<Link> {
    let texts = eyes.scene.texts;
    if one.turn == Turn::Others {
        return None;
    }
    let here = format!("/overdragelse/{}", entry.handover.id.short());
    match one.duty() {
        Duty::Act(verb) => {
            let offer = sheet::offer_of(verb, entry, eyes)?;
            Some(Link {
                label: offer.label,
                href: offer.href,
            })
        }
        Duty::Send(kind) => {
            let thing = texts.kind(kind).to_lowercase();
            let to = course.receiver(&one.known.owed.owner, kind);
            let to = to.map(|to| format!("&til={to}")).unwrap_or_default();
            let (kind, id) = (kebab(kind.name()), entry.handover.id.short());
            Some(Link {
                label: say!(texts, "row-send", thing = thing),
                href: format!("/ny?slags={kind}&svar={id}{to}"),
            })
        }
        Duty::Deposit
        | Duty::Countersign(_)
        | Duty::Receipt
        | Duty::Reach
        | Duty::Age
        | Duty::ReadVersion
        | Duty::SendAttachments
        | Duty::SeeThrough => Some(Link {
            label: say!(texts, "row-see"),
            href: here,
        }),
    }
}

fn sent(handover: &Handover, scene: &Scene<'_>) -> Sent {
    let texts = scene.texts;
    let (from, to) = (
        scene.short_office(&handover.from),
        scene.short_office(&handover.to),
    );
    let kind = texts.kind(handover.kind);
    let version = handover.version.to_string();
    let at = when::moment(begun(handover), scene.now, &scene.own_zone(), texts);
    let is_waiting = handover.state.is_unacknowledged() || handover.state == State::Queued;
    Sent {
        kind: if handover.version > 1 {
            say!(
                texts,
                "page-course-kind-version",
                kind = kind,
                version = version
            )
        } else {
            kind
        },
        href: format!("/overdragelse/{}", handover.id.short()),
        way: format!("{from} → {to}"),
        when: at.words,
        tone: if is_waiting { Tone::Way } else { Tone::Done },
        icon: icon(handover.state),
        state: match handover.ending {
            Some(ending) => texts.ending(ending),
            None => texts.state(handover.state),
        },
    }
}
