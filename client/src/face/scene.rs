//! What every face needs to name things: texts, the directory, whose eyes, and now.

use jiff::civil::Date;
use stafet_shared::{
    access::second::Signer,
    calendar::{Zone, date_of},
    content::display_safe_line,
    course::{Course, matters::Matters},
    handover::Handover,
    id::PersonId,
    overview::looks_after_all,
    party::{OfficeId, directory::Directory, server},
    time::Timestamp,
};

use crate::{
    office::{Heard, Reader},
    text::{Texts, say},
};

/// Whose eyes see what, when, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The reader's language.
    pub texts: &'a Texts,
    /// Who exists.
    pub directory: &'a Directory,
    /// The offices that the reader serves.
    pub own: &'a [OfficeId],
    /// The reader, and as what they work: who may be asked to sign second.
    pub signer: Option<Signer<'a>>,
    /// The present.
    pub now: Timestamp,
    /// Everything that is known here: courses are derived from it.
    pub known: &'a Matters,
    /// When offices were last heard of, if the server has told it.
    pub heard: Option<&'a Heard>,
}

impl<'a> Scene<'a> {
    /// What a profile knows, once the directory is here. `own` are the offices that it serves.
    #[must_use]
    pub fn of(reader: Reader<'a>, own: &'a [OfficeId], texts: &'a Texts) -> Option<Self> {
        Some(Self {
            texts,
            directory: reader.directory()?,
            own,
            signer: reader.signer(),
            now: reader.now(),
            known: reader.known(),
            heard: reader.heard(),
        })
    }
}

impl Scene<'_> {
    /// An office's name, safe to show.
    #[must_use]
    pub fn office(&self, id: &OfficeId) -> String {
        if *id == server::office() {
            return say!(self.texts, "office-server");
        }
        // The first administrators' office has no name of its own in the directory.
        if *id == OfficeId::root_administration() && self.directory.office(id).is_none() {
            return say!(self.texts, "office-administration");
        }
        display_safe_line(self.directory.office_name(id))
    }

    /// A person's name, safe to show.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> String {
        self.directory
            .person_name(id)
            .map_or_else(|| say!(self.texts, "person-unknown"), display_safe_line)
    }

    /// The side of a handover that is not the reader's; the sender's for who is neither.
    #[must_use]
    pub fn opposite<'h>(&self, handover: &'h Handover) -> &'h OfficeId {
        if self.is_own(&handover.from) {
            &handover.to
        } else {
            &handover.from
        }
    }

    /// Whether the reader serves this office.
    #[must_use]
    pub fn is_own(&self, office: &OfficeId) -> bool {
        self.own.contains(office)
    }

    /// Whether the reader may see what is owed everywhere.
    #[must_use]
    pub fn looks_after_all(&self) -> bool {
        let looks = |reader: Signer<'_>| looks_after_all(self.directory, reader.places, self.now);
        self.signer.is_some_and(looks)
    }

    /// The zone of an office.
    #[must_use]
    pub fn zone(&self, office: &OfficeId) -> Zone {
        self.directory
            .office(office)
            .map_or_else(Zone::nuuk, |known| known.entry.zone.clone())
    }

    /// The zone in which the reader lives.
    #[must_use]
    pub fn own_zone(&self) -> Zone {
        self.own
            .first()
            .map_or_else(Zone::nuuk, |own| self.zone(own))
    }

    /// A time as the reader's clock shows it.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        at.local(self.own_zone().time_zone())
    }

    /// The course that a referral has opened.
    #[must_use]
    pub fn course(&self, referral: &Handover) -> Option<Course> {
        self.known.course(referral)
    }

    /// Where a course stands, as far as the reader's office hears of it: not once the child has moved
    /// away from there.
    #[must_use]
    pub fn stage(&self, course: &Course) -> String {
        if self.was_left(course) {
            let office = self.office(&course.municipality);
            return say!(self.texts, "course-moved-away", office = office);
        }
        let stage = self.texts.stage(course.stage);
        say!(self.texts, "course-stage", stage = stage)
    }

    /// Whether the child has moved away from the reader's office: the core says who reads of it still.
    fn was_left(&self, course: &Course) -> bool {
        let referral = self.known.get(&course.id);
        referral.is_some_and(|it| {
            let reads = self.own.iter().any(|office| it.is_read_by(office));
            self.is_own(&it.from) && !reads
        })
    }

    /// Where a handover stands, in a sentence that names both offices.
    #[must_use]
    pub fn stands(&self, handover: &Handover) -> String {
        let (from, to) = (self.office(&handover.from), self.office(&handover.to));
        let since = self.time(handover.since);
        if handover.is_unsigned() {
            return say!(
                self.texts,
                "stands-held-unsigned",
                from = from,
                time = since
            );
        }
        self.texts.stands(handover.state, &from, &to, &since)
    }

    /// The day that it is where the reader works.
    #[must_use]
    pub fn today(&self) -> Date {
        self.own_zone().day(self.now)
    }
}

/// A day as days since 1970-01-01, written as 2026-12-15.
#[must_use]
pub fn day(days: i32) -> Option<String> {
    date_of(days).map(|day| day.to_string())
}
