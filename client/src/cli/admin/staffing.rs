//! How offices are staffed, and review rounds.

use jiff::civil::Date;
use serde::Serialize;
use stafet_shared::{
    calendar::{Hours, day_of},
    party::OfficeId,
};

use super::tell_confirmation;
use crate::{
    cli::{
        arguments::admin::Staff,
        exit::{Exit, Failure},
        output::Face,
    },
    desk::Desk,
    face::scene,
    office::staffing::Restaffing,
    text::say,
};

/// How an office is staffed.
#[derive(Debug, Serialize)]
struct StaffingJson {
    /// The office's id.
    office: String,
    /// The id of the office that stands in for it.
    deputy: Option<String>,
    /// Whether it has a duty rota, so that office hours run around the clock.
    rota: bool,
    /// Since when its hours count, RFC 3339.
    from: Option<String>,
    /// The first and the last day on which nobody is there.
    away: Option<[String; 2]>,
    /// The office's own public telephone number.
    phone: Option<String>,
    /// Whether the server has confirmed all that this profile has said.
    confirmed: bool,
}

/// A review round.
#[derive(Debug, Serialize)]
struct RoundJson {
    /// Counts the rounds.
    number: u16,
    /// Its last day.
    until: String,
    /// Whether the server has confirmed it.
    confirmed: bool,
}

/// Says how an office is staffed; without anything to change, only shows it.
pub(super) async fn staff(
    desk: &mut Desk,
    face: &mut Face<'_>,
    staff: Staff,
) -> Result<Exit, Failure> {
    desk.quick_sync().await?;
    let office = staff.office.clone();
    let asks = staff.rota || staff.office_hours;
    if asks || staff.deputy.is_some() || staff.away.is_some() || staff.phone.is_some() {
        let own = desk.own();
        let change = Restaffing {
            office: staff.office,
            deputy: staff.deputy,
            hours: match (staff.rota, staff.office_hours) {
                (true, _) => Some(Hours::AroundTheClock),
                (false, true) => Some(Hours::Office),
                (false, false) => None,
            },
            from: staff.from,
            zone: face.scene(desk, &own)?.own_zone(),
            away: staff.away,
            phone: staff.phone,
        };
        desk.office.staff(change).await?;
        desk.quick_sync().await?;
    }
    tell(desk, face, &office)?;
    Ok(tell_confirmation(desk, face))
}

fn tell(desk: &Desk, face: &mut Face<'_>, office: &OfficeId) -> Result<(), Failure> {
    let expected = desk.reader().expected_directory();
    let own = desk.own();
    let mut scene = face.scene(desk, &own)?;
    if let Some(expected) = &expected {
        scene.directory = expected;
    }
    let texts = scene.texts;
    let staffing = scene.directory.staffing(office);
    let rota = staffing.is_some_and(|it| it.hours == Hours::AroundTheClock);
    let hours = if rota {
        say!(texts, "staff-rota")
    } else {
        say!(texts, "staff-office-hours")
    };
    let dash = || "–".to_owned();
    let deputy = staffing.and_then(|it| it.deputy.as_ref());
    let away = staffing.and_then(|it| it.away);
    let away =
        away.map(|(first, last)| [first, last].map(|day| scene::day(day).unwrap_or_else(dash)));
    let phone = staffing.and_then(|it| it.phone.as_ref());
    let text = say!(
        texts,
        "staff-shown",
        office = scene.office(office),
        hours = hours,
        deputy = deputy.map_or_else(dash, |it| scene.office(it)),
        away = away.as_ref().map_or_else(dash, |days| days.join(" – ")),
        phone = phone.map_or_else(dash, ToString::to_string)
    );
    let json = StaffingJson {
        office: office.to_string(),
        deputy: deputy.map(ToString::to_string),
        rota,
        from: staffing.map(|it| it.from.to_string()),
        away,
        phone: phone.map(ToString::to_string),
        confirmed: desk.reader().unconfirmed().is_empty(),
    };
    face.show(|| json, || text);
    Ok(())
}

/// Begins a review round.
pub(super) async fn review_round(
    desk: &mut Desk,
    face: &mut Face<'_>,
    until: Date,
) -> Result<Exit, Failure> {
    desk.quick_sync().await?;
    let (_, round) = desk.office.open_review_round(day_of(until)).await?;
    desk.quick_sync().await?;
    face.say(&say!(
        face.texts,
        "review-opened",
        number = round.number.to_string(),
        until = until.to_string()
    ));
    face.shape(|| RoundJson {
        number: round.number,
        until: until.to_string(),
        confirmed: desk.reader().unconfirmed().is_empty(),
    });
    Ok(tell_confirmation(desk, face))
}
