//! What administrators say about offices: staffing, outages, review rounds.

use crate::{
    calendar::Hours,
    id::OutageId,
    party::{
        OfficeId,
        directory::{Outage, Phone, ReviewRound, Staffing},
    },
    time::Timestamp,
    wire::v1::{
        codes::leaves::{known, numbers},
        twin::twin,
    },
    words::OutageCause,
};

twin! {
    Staffing {
        0 office: OfficeId,
        1 deputy: Option<OfficeId>,
        2 hours: Hours,
        3 from: Timestamp,
        4 away: Option<(i32, i32)>,
        5 phone: Option<Phone>,
    }
}

twin! {
    (i32, i32): (first, last) = { 0 first: i32, 1 last: i32 }
}

twin! {
    Outage {
        0 id: OutageId,
        1 offices: Vec<OfficeId>,
        2 from: Timestamp,
        3 until: Option<Timestamp>,
        4 cause: OutageCause,
    }
}

twin! {
    ReviewRound { 0 number: u16, 1 until_day: i32, 2 opened: Timestamp }
}

known! {
    Phone as String, "phone": |it| it.to_string(), |text| Self::parse(&text).ok();
}

numbers! {
    Hours as u8, "hours" { 0 Office, 1 AroundTheClock }
    OutageCause as u8, "cause" { 0 Link, 1 Power, 2 Server, 3 Other }
}
