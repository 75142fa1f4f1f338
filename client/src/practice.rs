//! Guided practice: a deployment of its own, made up whole inside this program, in which the reader
//! hands over to an office that does not exist.
//!
//! It is founded with keys of its own and has a post of its own, so that every act is signed,
//! sealed, receipted and folded as always, by the same code, and nothing of it can reach the log or
//! be taken for something real.

pub mod partner;
pub mod post;

use std::sync::Arc;

use stafet_blobs::model::ModelBlobs;
use stafet_certs::founding::{FoundingError, Plan, found};
use stafet_shared::{
    calendar::Zone,
    party::{
        OfficeId,
        directory::{OfficeEntry, OrganisationEntry},
    },
    seal::AgeSealing,
    time::Clock,
    wire::v1::directory::decode_approval_body,
    words::{Language, OrganisationKind, Role},
};

use self::{
    partner::{Partner, Script, draft},
    post::Post,
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    office::{Certificate, Office, OfficeError, Tools, Verdict},
    store::{Store, model::ModelStore},
};

/// The reader's office.
const OWN: &str = "oevelse/eget";
/// The made-up one.
const MADE_UP: &str = "opdigtet/oevekontoret";
/// Where the post would be, if anybody asked it there: the port of a service that takes nothing.
const NOWHERE: &str = "127.0.0.1:9";
/// How long an invitation holds, in days.
const INVITED_DAYS: i64 = 1;

/// How everybody is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The reader's office.
    pub own_office: String,
    /// The reader.
    pub person: String,
    /// The made-up office.
    pub office: String,
    /// Who works there.
    pub partner: String,
}

/// Why there is no practice.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// The made-up keys.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// An office of it.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// What it is made of does not fit together: the program is broken.
    #[error("the practice is made of parts that do not fit: {0}")]
    Broken(&'static str),
}

/// A practice that has begun.
#[derive(Debug)]
pub struct Practice<S: Store> {
    /// The reader's office in it.
    pub own: Office<S>,
    /// The made-up office.
    pub partner: Partner,
    /// What carries everything between them.
    pub post: Post,
}

/// Founds everything, on this store for the reader's office.
///
/// # Errors
/// When a store fails, or the program is broken.
pub async fn begin<S: Store>(
    store: S,
    names: &Names,
    language: Language,
) -> Result<Practice<S>, PracticeError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let plan = Plan {
        administrator: &names.partner,
        server: NOWHERE,
        now: clock.now(),
    };
    let (keys, admin_keys) = found(&plan, &mut SystemEntropy)?;
    let mut way = Way {
        root: keys.root.clone(),
        post: Post::new(&keys, Arc::clone(&clock))?,
        admin: open(ModelStore::new()).await?,
    };
    way.admin.adopt_administrator(admin_keys).await?;
    way.lay_out(names).await?;
    let own = way.join(store, OWN, &names.person).await?;
    let partner = way.join(ModelStore::new(), MADE_UP, &names.partner).await?;
    let script = Script::of(language);
    let partner = Partner::new(partner, office(MADE_UP)?, script);
    let post = way.post;
    let mut practice = Practice { own, partner, post };
    practice.round().await?;
    practice.own.send(draft(script.sent)?).await?;
    practice.partner.greet().await?;
    practice.round().await?;
    Ok(practice)
}

impl<S: Store> Practice<S> {
    /// The reader's office in it.
    #[must_use]
    pub fn own_id(&self) -> Option<OfficeId> {
        self.own
            .reader()
            .standing()
            .into_offices()
            .into_iter()
            .next()
    }

    /// Carries everything once to and fro.
    ///
    /// # Errors
    /// As [`Post::carry`].
    pub async fn round(&mut self) -> Result<(), PracticeError> {
        self.post.carry(&mut self.own).await?;
        self.partner.carry(&mut self.post).await?;
        self.post.carry(&mut self.own).await?;
        Ok(())
    }
}

/// What it takes to let somebody in.
struct Way {
    root: Certificate,
    post: Post,
    admin: Office<ModelStore>,
}

impl Way {
    /// Two offices, each of an organisation of its own.
    async fn lay_out(&mut self, names: &Names) -> Result<(), PracticeError> {
        let offices = [
            (OWN, &names.own_office, OrganisationKind::Municipality),
            (MADE_UP, &names.office, OrganisationKind::Municipality),
        ];
        for (id, name, kind) in offices {
            let id = office(id)?;
            let organisation = OrganisationEntry {
                id: id.organisation().clone(),
                name: name.clone(),
                kind,
            };
            self.admin.add_organisation(organisation).await?;
            let entry = OfficeEntry {
                id,
                name: name.clone(),
                zone: Zone::nuuk(),
                administrators: false,
            };
            self.admin.add_office(entry).await?;
        }
        self.post.carry(&mut self.admin).await?;
        Ok(())
    }

    /// Lets somebody into an office.
    async fn join<S: Store>(
        &mut self,
        store: S,
        place: &str,
        name: &str,
    ) -> Result<Office<S>, PracticeError> {
        let broken = || PracticeError::Broken("an approval");
        let invited = self
            .admin
            .invite(office(place)?, Role::Coordinator, INVITED_DAYS);
        let ticket = invited.await?;
        let mut joining = open(store).await?;
        let enrol = joining.apply_to_join(&ticket, name).await?;
        let Verdict::Approved(act) = self.admin.consider(&enrol).await? else {
            return Err(broken());
        };
        let parcel = self.admin.exchange().parcel(act).await?;
        let body = parcel.and_then(|parcel| parcel.body).ok_or_else(broken)?;
        let chain = decode_approval_body(&body).map_err(|_| broken())?.chain;
        self.post.carry(&mut self.admin).await?;
        let exchange = joining.exchange();
        exchange.joined(self.root.clone(), chain).await?;
        self.post.carry(&mut joining).await?;
        Ok(joining)
    }
}

async fn open<S: Store>(store: S) -> Result<Office<S>, OfficeError> {
    let tools = Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(ModelBlobs::new()),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    };
    Office::open(store, tools).await
}

fn office(id: &str) -> Result<OfficeId, PracticeError> {
    OfficeId::parse(id).map_err(|_| PracticeError::Broken("an office's name"))
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        handover::Handover,
        id::HandoverId,
        time::Timestamp,
        words::{State, Verb},
    };

    use super::*;
    use crate::{
        form,
        office::{Deed, Supplied},
    };

    fn names() -> Names {
        Names {
            own_office: "Nanortalik".to_owned(),
            person: "Anna Afsender".to_owned(),
            office: "Øvekontoret".to_owned(),
            partner: "Øve Opdigtet".to_owned(),
        }
    }

    impl Practice<ModelStore> {
        /// Lets the made-up office think long enough, and carries what it did.
        async fn later(&mut self, now: &mut Timestamp) {
            *now = now.plus_ms(partner::THINKS_MS);
            self.partner.go_on(*now).await.unwrap();
            self.round().await.unwrap();
        }

        fn known(&self, id: HandoverId) -> Handover {
            self.own.reader().handover(id).unwrap().clone()
        }

        fn of(&self, office: &str) -> HandoverId {
            let handovers = self.own.reader().handovers();
            let own = |it: &&Handover| it.from.to_string() == office;
            handovers.filter(own).map(|it| it.id).next().unwrap()
        }
    }

    fn count(handover: &Handover, verb: Verb) -> usize {
        let events = handover.history.iter();
        events.filter(|event| event.verb == verb).count()
    }

    #[test]
    fn every_script_is_whole() {
        for language in Language::ALL {
            let script = Script::of(language);
            for text in [script.sent, script.received] {
                let read = form::handover(text).map(drop);
                read.unwrap_or_else(|wrong| panic!("{language:?}: {wrong:?}"));
            }
        }
    }

    #[tokio::test]
    async fn what_the_reader_sent_is_signed_for_asked_about_and_accepted() {
        for language in Language::ALL {
            let names = names();
            let begun = begin(ModelStore::new(), &names, language);
            let mut practice = Box::pin(begun).await.unwrap();
            let id = practice.of(OWN);
            assert_eq!(practice.known(id).state, State::Opened);
            let mut now = SystemClock.now();
            practice.later(&mut now).await;
            assert_eq!(practice.known(id).state, State::Acknowledged);
            practice.later(&mut now).await;
            assert_eq!(practice.known(id).state, State::AwaitingInformation);
            practice.later(&mut now).await;
            assert_eq!(
                practice.known(id).state,
                State::AwaitingInformation,
                "it waits"
            );
            let none = form::answer(Script::of(language).reason).unwrap();
            let deed = Deed::Supply(Supplied::NotAvailable(none));
            practice.own.perform(id, deed).await.unwrap();
            practice.round().await.unwrap();
            practice.later(&mut now).await;
            let accepted = practice.known(id);
            assert_eq!(accepted.state, State::Closed);
            assert!(accepted.course.is_some() || count(&accepted, Verb::Accept) == 1);
            practice.later(&mut now).await;
            assert_eq!(count(&practice.known(id), Verb::Acknowledge), 1);
            assert_eq!(count(&practice.known(id), Verb::NeedInformation), 1);
        }
    }

    #[tokio::test]
    async fn the_reader_signs_for_what_has_come_and_the_made_up_office_answers() {
        let names = names();
        let begun = begin(ModelStore::new(), &names, Language::Danish);
        let mut practice = Box::pin(begun).await.unwrap();
        let id = practice.of(MADE_UP);
        assert_eq!(practice.known(id).state, State::Opened);
        practice.own.perform(id, Deed::Acknowledge).await.unwrap();
        let decline = form::answer(DECLINE).unwrap();
        practice
            .own
            .perform(id, Deed::Decline(decline))
            .await
            .unwrap();
        practice.round().await.unwrap();
        let mut now = SystemClock.now();
        practice.later(&mut now).await;
        assert!(practice.known(id).decline_read);
        practice.later(&mut now).await;
        assert_eq!(count(&practice.known(id), Verb::ReadDecline), 1);
    }

    const DECLINE: &str = r#"
        kind = "DeclineReason"
        [content]
        category = "target_group"
        text = "Ikke for os."
    "#;
}
