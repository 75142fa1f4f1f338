//! What was typed about a course, as a deed.

use jiff::civil::Date;
use stafet_shared::{calendar::Zone, id::HandoverId};

use super::words::{reason, said, words};
use crate::{
    cli::arguments::course::{CourseCommand, OnDay},
    desk::Desk,
    face::{scene::Scene, trouble::Trouble},
    office::CourseDeed,
    text::Texts,
};

/// What was typed about a course.
pub(super) fn deed(
    desk: &Desk,
    texts: &Texts,
    id: HandoverId,
    command: CourseCommand,
) -> Result<CourseDeed, Trouble> {
    let optional = |option, text: Option<String>| {
        let words = |text| words(option, Some(text), texts);
        text.map(words).transpose()
    };
    let day = |what: &OnDay| what.day.unwrap_or_else(|| today(desk, texts));
    Ok(match command {
        CourseCommand::PlanVisit(what) => {
            let tour = what.tour.map(|word| desk.office.reader().tour(id, &word));
            CourseDeed::PlanVisit(what.day, tour)
        }
        CourseCommand::PostponeVisit(what) => {
            CourseDeed::PostponeVisit(what.until, words("--reason", Some(what.reason), texts)?)
        }
        CourseCommand::NoteStatus(what) => {
            let typed = [("text", "--text", what.text.into())];
            CourseDeed::NoteStatus(said(what.from_file, typed, texts)?)
        }
        CourseCommand::BeginAssessment(what) => CourseDeed::BeginAssessment(day(&what)),
        CourseCommand::BeginTreatment(what) => CourseDeed::BeginTreatment(day(&what)),
        CourseCommand::NoShow(what) => CourseDeed::RecordNoShow(day(&what), None),
        CourseCommand::LastSession(what) => CourseDeed::HoldLastSession(day(&what)),
        CourseCommand::Interrupt(what) => CourseDeed::Interrupt(reason(what, texts)?),
        CourseCommand::DecideFollowUp(what) => {
            CourseDeed::DecideFollowUp(what.decision, optional("--reason", what.reason)?)
        }
        CourseCommand::Check(what) => {
            CourseDeed::CheckEffect(what.reached, optional("--text", what.text)?)
        }
        CourseCommand::MoveChild(what) => {
            CourseDeed::MoveChild(what.to, optional("--note", what.note)?)
        }
        CourseCommand::TakeOver(_) => CourseDeed::TakeOverChild,
        CourseCommand::RefuseChild(what) => CourseDeed::RefuseChild(reason(what, texts)?),
        CourseCommand::CloseCourse(_) => CourseDeed::CloseCourse,
        CourseCommand::UnaskChild(_) => CourseDeed::UnaskChild,
        CourseCommand::GiveOutside(what) => {
            let typed = [("text", "--text", what.text.into())];
            CourseDeed::GiveOutside(said(what.from_file, typed, texts)?)
        }
    })
}

/// The day that it is where the reader works.
fn today(desk: &Desk, texts: &Texts) -> Date {
    let own = desk.own();
    let nuuk = || Zone::nuuk().day(desk.reader().now());
    Scene::of(desk.reader(), &own, texts).map_or_else(nuuk, |scene| scene.today())
}
