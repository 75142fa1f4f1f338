//! When an office was last heard of, in words, and whether it is silent: then somebody has to ring.

use stafet_shared::{
    handover::Handover,
    heard::hour_of,
    party::OfficeId,
    time::Timestamp,
    words::{Colour, State},
};

use super::{scene::Scene, when};
use crate::{office::Heard, text::say};

/// When one office was last heard of, as far as it is known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastHeard {
    /// In one line: *På nettet i dag kl. 9*.
    pub words: String,
    /// Whether it was within the last hour when the server was asked.
    pub is_present: bool,
}

impl Scene<'_> {
    /// When an office was last heard of; nothing is said of the reader's own, nor while the server
    /// has told nothing.
    #[must_use]
    pub fn last_heard(&self, office: &OfficeId) -> Option<LastHeard> {
        let known = self.heard.filter(|_| !self.is_own(office))?;
        let at = known.told.of(office);
        let is_stale = known.is_stale(self.now);
        let is_present = !is_stale && at == Some(hour_of(known.told.as_of));
        let words = match at {
            None => say!(self.texts, "heard-never"),
            Some(_) if is_present => say!(self.texts, "heard-now"),
            Some(at) => {
                let when = self.around(at);
                if self.silent_since(office, Colour::Yellow).is_some() {
                    say!(self.texts, "heard-not-since", when = when)
                } else {
                    say!(self.texts, "heard-at", when = when)
                }
            }
        };
        let age = is_stale.then(|| self.asked(known));
        let parts: Vec<String> = [Some(words), age].into_iter().flatten().collect();
        Some(LastHeard {
            words: parts.join(" "),
            is_present,
        })
    }

    /// Since when an office is silent, if it is, for something that is so urgent.
    #[must_use]
    pub fn silent_since(&self, office: &OfficeId, colour: Colour) -> Option<Timestamp> {
        let known = self.heard.filter(|_| !self.is_own(office))?;
        let calendar = self.directory.calendar_of(office);
        known.told.silent_since(office, &calendar, colour)
    }

    /// That the receiver of something that lies at the server is silent, in the words of a reason.
    /// Nothing once somebody there has fetched it.
    #[must_use]
    pub fn silence(&self, handover: &Handover) -> Option<String> {
        let since = self.receiver_silent_since(handover)?;
        let when = self.around(since);
        Some(say!(
            self.texts,
            "heard-nobody-since",
            office = self.short_office(&handover.to),
            // What is abbreviated ends with a full stop itself.
            when = when.trim_end_matches('.')
        ))
    }

    /// Since when the receiver of something that lies at the server is silent.
    #[must_use]
    pub fn receiver_silent_since(&self, handover: &Handover) -> Option<Timestamp> {
        let waits = handover.state == State::Deposited && handover.unconfirmed == 0;
        let since = waits.then(|| self.silent_since(&handover.to, handover.colour));
        since.flatten()
    }

    /// That an office is silent, as a warning to whoever sends something there.
    #[must_use]
    pub fn warns_of_silence(&self, office: &OfficeId) -> Option<String> {
        let since = self.silent_since(office, Colour::Yellow)?;
        let when = self.around(since);
        let when = when.trim_end_matches('.');
        Some(say!(self.texts, "heard-warning", when = when))
    }

    /// On which number somebody is to be rung, and how old is what is known: what stands beside it
    /// that an office is silent.
    #[must_use]
    pub fn beside_silence(&self, office: &OfficeId) -> Option<String> {
        let staffing = self.directory.staffing(office);
        let phone = staffing.and_then(|it| it.phone.as_ref());
        let phone = phone.map(|it| say!(self.texts, "heard-phone", phone = it.to_string()));
        let known = self.heard.filter(|known| known.is_stale(self.now));
        let age = known.map(|known| self.asked(known));
        let parts: Vec<String> = [phone, age].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// How old an answer is.
    fn asked(&self, known: &Heard) -> String {
        let asked = known.asked.min(self.now);
        let when = when::moment(asked, self.now, &self.own_zone(), self.texts).words;
        say!(self.texts, "heard-asked", when = when)
    }

    /// An hour that has passed, by the reader's clock; one that is before it (this clock or the
    /// server's is wrong) is now.
    fn around(&self, at: Timestamp) -> String {
        let at = at.min(hour_of(self.now));
        when::around(at, self.now, &self.own_zone(), self.texts)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use stafet_shared::heard::OfficesHeard;

    use super::*;
    use crate::{
        face::{entry::Entry, samples::Stage, side::Standing},
        text::tests::{danish, english},
    };

    const HOUR_MS: i64 = 3_600_000;

    /// What the server said `asked` hours ago: the team was heard of `before` hours before that.
    fn told(scene: &Scene<'_>, asked: i64, before: i64) -> Heard {
        let asked = scene.now.plus_ms(asked.saturating_mul(-HOUR_MS));
        let office = OfficeId::parse("socialstyrelsen/rejsehold").unwrap();
        let at = asked.plus_ms(before.saturating_mul(-HOUR_MS));
        Heard {
            asked,
            told: OfficesHeard::told(asked, BTreeMap::from([(office, at)])),
        }
    }

    fn words(asked: i64, before: i64) -> String {
        let stage = Stage::new();
        let texts = danish();
        let scene = stage.at_sender(&texts);
        let heard = told(&scene, asked, before);
        let scene = Scene {
            heard: Some(&heard),
            ..scene
        };
        let team = OfficeId::parse("socialstyrelsen/rejsehold").unwrap();
        scene.last_heard(&team).unwrap().words
    }

    #[test]
    fn when_an_office_was_last_heard_of_is_said_to_the_hour_and_with_its_age() {
        // It is Monday 16 November 2026, 14.00.
        assert_eq!(words(0, 0), "På nettet inden for den sidste time");
        assert_eq!(words(0, 3), "På nettet i dag kl. 11");
        assert_eq!(
            words(2, 1),
            "På nettet i dag kl. 11 (sidst spurgt i dag kl. 12.00)"
        );
        assert_eq!(words(0, 24 * 4), "Ikke på nettet siden torsdag 12. nov.");
    }

    #[test]
    fn clocks_that_are_wrong_put_nobody_into_the_future() {
        // The server, or this computer, is three hours off in either direction.
        assert_eq!(
            words(-3, 0),
            "På nettet i dag kl. 14 (sidst spurgt i dag kl. 14.00)"
        );
        assert_eq!(words(0, -3), "På nettet inden for den sidste time");
    }

    #[test]
    fn a_silent_receiver_is_to_be_rung_up_and_one_that_has_opened_it_is_not() {
        let stage = Stage::new();
        for texts in [danish(), english()] {
            let scene = stage.at_sender(&texts);
            let heard = told(&scene, 0, 24 * 4);
            let silent = Scene {
                heard: Some(&heard),
                ..scene
            };
            let sent = stage.referral(1, State::Deposited);
            let entry = Entry::of(&sent, &silent);
            let standing = Standing::of(&entry, &silent).sentence.plain();
            let reason = silent.silence(&sent).unwrap();
            assert!(standing.ends_with(&reason), "{standing} {reason}");
            assert_ne!(standing, Standing::of(&entry, &scene).sentence.plain());
            let opened = stage.referral(1, State::Opened);
            assert_eq!(silent.silence(&opened), None);
            assert_eq!(stage.at_team(&texts).silence(&sent), None);
        }
    }
}
