//! What administrators say about offices: staffing, outages, review rounds.

use minicbor::{Decode, Encode};

use crate::{
    calendar::Hours,
    id::OutageId,
    party::directory::{Outage, OutageCause, Phone, ReviewRound, Staffing},
    wire::{
        DecodeError,
        v1::{
            Id,
            act::{instant, office},
            directory::policy::{offices, texts},
        },
    },
};

#[derive(Encode, Decode)]
pub(crate) struct StaffingTwin {
    #[n(0)]
    office: String,
    #[n(1)]
    deputy: Option<String>,
    #[n(2)]
    hours: u8,
    #[n(3)]
    from_ms: i64,
    #[n(4)]
    away: Option<AwayTwin>,
    #[n(5)]
    phone: Option<String>,
}

#[derive(Encode, Decode)]
struct AwayTwin {
    #[n(0)]
    first: i32,
    #[n(1)]
    last: i32,
}

#[derive(Encode, Decode)]
pub(crate) struct OutageTwin {
    #[n(0)]
    id: Id,
    #[n(1)]
    offices: Vec<String>,
    #[n(2)]
    from_ms: i64,
    #[n(3)]
    until_ms: Option<i64>,
    #[n(4)]
    cause: u8,
}

#[derive(Encode, Decode)]
pub(crate) struct ReviewTwin {
    #[n(0)]
    number: u16,
    #[n(1)]
    until_day: i32,
    #[n(2)]
    opened_ms: i64,
}

impl From<&Staffing> for StaffingTwin {
    fn from(staffing: &Staffing) -> Self {
        let text = |id: &crate::party::OfficeId| id.as_str().to_owned();
        Self {
            office: text(&staffing.office),
            deputy: staffing.deputy.as_ref().map(text),
            hours: hours_code(staffing.hours),
            from_ms: staffing.from.unix_ms(),
            away: staffing.away.map(|(first, last)| AwayTwin { first, last }),
            phone: staffing.phone.as_ref().map(ToString::to_string),
        }
    }
}

impl StaffingTwin {
    pub(super) fn read(self) -> Result<Staffing, DecodeError> {
        let phone = self.phone.map(|text| Phone::parse(&text)).transpose();
        Ok(Staffing {
            office: office(&self.office)?,
            deputy: self.deputy.map(|id| office(&id)).transpose()?,
            hours: [Hours::Office, Hours::AroundTheClock]
                .into_iter()
                .find(|hours| hours_code(*hours) == self.hours)
                .ok_or(DecodeError::Value("hours"))?,
            from: instant(self.from_ms, "from")?,
            away: self.away.map(|AwayTwin { first, last }| (first, last)),
            phone: phone.map_err(|_| DecodeError::Value("phone"))?,
        })
    }
}

impl From<&Outage> for OutageTwin {
    fn from(outage: &Outage) -> Self {
        Self {
            id: (*outage.id.as_bytes()).into(),
            offices: texts(&outage.offices),
            from_ms: outage.from.unix_ms(),
            until_ms: outage.until.map(crate::time::Timestamp::unix_ms),
            cause: cause_code(outage.cause),
        }
    }
}

impl OutageTwin {
    pub(super) fn read(self) -> Result<Outage, DecodeError> {
        Ok(Outage {
            id: OutageId::from_bytes(self.id.into()),
            offices: offices(&self.offices)?,
            from: instant(self.from_ms, "from")?,
            until: self.until_ms.map(|ms| instant(ms, "until")).transpose()?,
            cause: OutageCause::ALL
                .into_iter()
                .find(|cause| cause_code(*cause) == self.cause)
                .ok_or(DecodeError::Value("cause"))?,
        })
    }
}

impl From<&ReviewRound> for ReviewTwin {
    fn from(round: &ReviewRound) -> Self {
        Self {
            number: round.number,
            until_day: round.until_day,
            opened_ms: round.opened.unix_ms(),
        }
    }
}

impl ReviewTwin {
    pub(super) fn read(self) -> Result<ReviewRound, DecodeError> {
        Ok(ReviewRound {
            number: self.number,
            until_day: self.until_day,
            opened: instant(self.opened_ms, "opened")?,
        })
    }
}

const fn hours_code(hours: Hours) -> u8 {
    match hours {
        Hours::Office => 0,
        Hours::AroundTheClock => 1,
    }
}

const fn cause_code(cause: OutageCause) -> u8 {
    match cause {
        OutageCause::Link => 0,
        OutageCause::Power => 1,
        OutageCause::Server => 2,
        OutageCause::Other => 3,
    }
}
