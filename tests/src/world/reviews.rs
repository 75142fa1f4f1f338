//! Rounds of reviews: an administrator opens one, and people sign for their open cases.

use jiff::tz::TimeZone;
use stafet_client::office::Watching;
use stafet_server::{
    store::Owed as _,
    watch::{PAUSE, recount::rules},
};
use stafet_shared::{
    calendar::day_of,
    id::HandoverId,
    words::{Duty, Verb, WatchVerb},
};

use super::World;
use crate::{deployment::ADMINISTRATOR, platform::Platform};

/// The most days that a round takes.
const DAYS_MAX: usize = 20;
/// How often the lists are asked whether a round has been entered: each time after a pause.
const LOOKS_MAX: u32 = 10;

impl World {
    /// Somebody reviews a case that waits for it, or a round is opened.
    pub(super) async fn cases_are_reviewed(&mut self) {
        let who = self.dice.below(self.people.len());
        let person = self.people[who].clone();
        let mut office = self.deployment.open(&person.label).await;
        let review = Duty::Act(Verb::Watch(WatchVerb::Review));
        let owed = office.reader().obligations().into_iter();
        let waiting: Vec<HandoverId> = owed
            .filter(|one| one.duty == review && one.owner == person.office)
            .map(|one| one.handover)
            .collect();
        match self.dice.one_of(&waiting).copied() {
            Some(id) => {
                let done = office.watch(id, Watching::Review, None).await;
                if done.is_ok() {
                    self.keep_promises(&office, &person.label);
                }
                self.say(&format!("{} reviews {id}: {done:?}", person.label));
            }
            None => self.a_round_is_opened().await,
        }
    }

    async fn a_round_is_opened(&mut self) {
        let days = i64::try_from(self.dice.below(DAYS_MAX) + 1).expect("small");
        let last = self.now().plus_days(days).to_jiff().to_zoned(TimeZone::UTC);
        let mut office = self.deployment.open(ADMINISTRATOR).await;
        let opened = office
            .open_review_round(day_of(last.date()))
            .await
            .map(|(_, round)| round);
        drop(office);
        let synced = self.deployment.sync(ADMINISTRATOR).await.map(drop);
        self.say(&format!(
            "a round of reviews is opened: {opened:?}: {synced:?}"
        ));
        // Every list is counted anew, soon and whatever the disk does.
        for _ in 0..LOOKS_MAX {
            self.pass(PAUSE * 2).await;
        }
    }

    /// With everything mended, every list knows of the newest round.
    pub(super) async fn the_newest_round_is_in_every_list(&self) {
        let store = self.deployment.platform().server_store().await;
        let kept = store.rules().await.expect("the model reads");
        assert_eq!(
            kept,
            Some(rules(self.truth.directory())),
            "the lists are behind"
        );
    }
}
