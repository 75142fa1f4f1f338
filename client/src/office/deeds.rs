//! What people do with a handover: one way in for every act.
//!
//! A deed is composed on the handover as it stands, tried on it, and only signed when it would be
//! taken: what does not fit is told before anything is saved.

use stafet_shared::{
    access::{self, Denied, second},
    act::{HandoverAct, Terms},
    content::{Content, Cpr, CprAnswer, Forwarded, RawForwarded, SealedPart},
    handover::{
        Handover, Pending, Signature,
        table::{self, By},
    },
    hash::Hash,
    id::{ActId, HandoverId},
    party::OfficeId,
    sign::Capacity,
    words::{CourseVerb, Kind, Side, Verb},
};

use super::{
    CourseDeed, Deed, Draft, Office, OfficeError, Reader, Sent, compose::on_handover,
    deed::proposes_a_party, promised::promised,
};
use crate::store::Store;

/// What a redirection sends on: the signed act that brought the document, and what it said.
pub(super) struct Original {
    /// The envelope that it was taken from.
    envelope: ActId,
    signed: Vec<u8>,
    part: SealedPart,
}

impl Original {
    /// The signed act, and what it said.
    pub(super) fn into_parts(self) -> (Vec<u8>, SealedPart) {
        (self.signed, self.part)
    }
}

impl<S: Store> Office<S> {
    /// Does something about a handover. It is durable in the outbox when this returns (R0).
    ///
    /// A withdrawal of what somebody has signed for becomes a wish that is put to them.
    ///
    /// # Errors
    /// When it does not fit where the handover stands, or is not this office's to do. Nothing is
    /// saved then.
    pub async fn perform(&mut self, id: HandoverId, deed: Deed) -> Result<ActId, OfficeError> {
        self.perform_while(id, deed, |_| true).await
    }

    /// Does the same while something holds that the person has seen: it is asked in the moment of
    /// signing, and nothing that has come meanwhile is signed for unseen.
    ///
    /// # Errors
    /// As of [`perform`](Self::perform), and [`OfficeError::Moved`] when it does not hold any more.
    pub async fn perform_while(
        &mut self,
        id: HandoverId,
        deed: Deed,
        holds: impl Fn(Reader<'_>) -> bool,
    ) -> Result<ActId, OfficeError> {
        let sends_on = matches!(
            deed.verb(),
            Verb::Redirect | Verb::Course(CourseVerb::MoveChild)
        );
        let original = if sends_on {
            Some(self.original(id).await?)
        } else {
            None
        };
        self.can_be_read(id, deed.verb()).await?;
        if let Deed::Resubmit(content) | Deed::Correct(content) = &deed {
            self.is_about_the_same_child(id, content).await?;
        }
        if deed.verb() == Verb::AttestDestruction {
            // Nothing is signed that is not so.
            self.destroy_copies(id, &holds).await?;
        }
        self.decide(|office| {
            if !holds(office.reader()) {
                return Err(OfficeError::Moved(id));
            }
            office.reader().leads_elsewhere(id, &deed)?;
            office.carry_out(id, &deed, original.as_ref())
        })
        .await
    }

    /// Nobody signs for what this device cannot show them.
    async fn can_be_read(&self, id: HandoverId, verb: Verb) -> Result<(), OfficeError> {
        let part = if matches!(verb, Verb::Acknowledge | Verb::Accept) {
            self.content(id).await?.map(|content| content.is_ok())
        } else if verb == Verb::Course(CourseVerb::TakeOverChild) {
            let asked = self.known_handover(id)?.asked_to_take_over();
            match asked.map(|asked| asked.asked.act) {
                Some(act) => self.part(act).await?.map(|part| part.is_ok()),
                None => Some(true),
            }
        } else {
            Some(true)
        };
        if part == Some(true) {
            Ok(())
        } else {
            Err(OfficeError::Unread(id))
        }
    }

    /// Does the same about a referral and every other whose visit is planned on the same tour.
    /// All of it is durable in the outbox when this returns (R0), or nothing is.
    ///
    /// # Errors
    /// When it does not fit where one of them stands, or is not this office's to do.
    pub async fn perform_on_tour(
        &mut self,
        referral: HandoverId,
        deed: Deed,
    ) -> Result<Vec<(HandoverId, ActId)>, OfficeError> {
        self.perform_on_tour_while(referral, deed, |_| true).await
    }

    /// Does the same while something holds that the person has seen.
    ///
    /// # Errors
    /// As of [`perform_on_tour`](Self::perform_on_tour), and [`OfficeError::Moved`] when it does
    /// not hold any more.
    pub async fn perform_on_tour_while(
        &mut self,
        referral: HandoverId,
        deed: Deed,
        holds: impl Fn(Reader<'_>) -> bool,
    ) -> Result<Vec<(HandoverId, ActId)>, OfficeError> {
        self.decide(|office| {
            if !holds(office.reader()) {
                return Err(OfficeError::Moved(referral));
            }
            let tour = office.reader().on_the_same_tour(referral).into_iter();
            tour.map(|id| Ok((id, office.carry_out(id, &deed, None)?)))
                .collect()
        })
        .await
    }

    /// Takes a closed matter up again: a new handover that follows it, and the act that says so.
    ///
    /// # Errors
    /// When the matter is not closed, or the new handover cannot be sent.
    pub async fn reopen(&mut self, id: HandoverId, draft: Draft) -> Result<Sent, OfficeError> {
        self.decide(|office| office.take_up(id, draft.clone()))
            .await
    }

    pub(super) fn take_up(&mut self, id: HandoverId, draft: Draft) -> Result<Sent, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        let sent = self.take_draft(&Draft {
            relates_to: Some(id),
            ..draft
        })?;
        let about = HandoverAct {
            link: Some(sent.handover),
            ..HandoverAct::on(&handover, Verb::Reopen)
        };
        let (own, _) = self.sides(&handover, Verb::Reopen)?;
        let act = self.fresh_act();
        self.sign(act, (own, Capacity::Person), on_handover(about), None)?;
        Ok(sent)
    }

    pub(super) fn known_handover(&self, id: HandoverId) -> Result<&Handover, OfficeError> {
        self.reader().known_handover(id)
    }

    pub(super) fn carry_out(
        &mut self,
        id: HandoverId,
        deed: &Deed,
        original: Option<&Original>,
    ) -> Result<ActId, OfficeError> {
        let handover = self.known_handover(id)?.clone();
        if let Deed::Countersign = deed {
            self.sign_second(&handover)
        } else if let Deed::Watch(watching, owed) = deed {
            self.sign_watch(id, *watching, owed.clone())
        } else if let Deed::Resubmit(content) | Deed::Correct(content) = deed {
            if content.kind() != Some(handover.kind) {
                return Err(OfficeError::OtherDocument);
            }
            let to = handover.to.clone();
            self.send_envelope(&handover, (deed.verb(), to), content.clone())
        } else if let Deed::Redirect(to, note) | Deed::Course(CourseDeed::MoveChild(to, note)) =
            deed
        {
            let stands = self.reader().envelope_of(&handover);
            let original = original.filter(|it| it.envelope == stands);
            // Another version has come in between; the next try takes that.
            let original = original.ok_or(OfficeError::Busy)?;
            let forwarded = Forwarded::parse(RawForwarded {
                signed: original.signed.clone(),
                part: original.part.clone(),
                note: note.as_ref().map(|note| note.text().expose().to_owned()),
            });
            let forwarded = forwarded.map_err(|_| OfficeError::OtherDocument)?;
            let content = Content::Forwarded(forwarded);
            self.send_envelope(&handover, (deed.verb(), to.clone()), content)
        } else {
            self.respond(&handover, deed)
        }
    }

    /// An act that answers what stands.
    fn respond(&mut self, handover: &Handover, deed: &Deed) -> Result<ActId, OfficeError> {
        let verb = fitting_verb(deed, handover);
        let (office, _) = self.sides(handover, verb)?;
        self.link_fits(handover, deed)?;
        let act = self.fresh_act();
        let (outcome, tour) = deed.marks();
        let mut about = HandoverAct {
            link: deed.link(),
            asserted_day: deed.day(),
            outcome,
            tour,
            ..HandoverAct::on(handover, verb)
        };
        if let Some(answered) = answered(deed, handover) {
            about.about = Some(answered);
        }
        if let Deed::Drop(_) = deed {
            let dropped = self.reader().drops(handover);
            about.about = dropped.map(|(pending, ..)| pending.first);
        }
        if let Deed::Look = deed {
            about.about = self.reader().newest_contradiction(handover, &office);
        }
        if let Deed::Course(deed) = deed {
            let course = self.reader().course(handover.id);
            let asked = handover.asked_to_take_over().map(|one| one.asked.hash);
            let stands = course.as_ref().and_then(|it| it.answers(deed.verb()));
            about.about = stands.or(asked).or(about.about);
            about.outcome = deed.outcome(course.as_ref());
        }
        let body = match deed.content() {
            Some(content) => {
                let readers = self.readers(handover, &office, verb);
                let (sealed, body) = self.seal((act, &office), content, &readers)?;
                about.sealed = Some(sealed);
                Some(body)
            }
            None => None,
        };
        self.sign(act, (office, Capacity::Person), on_handover(about), body)
    }

    /// A question is answered by case information to who asked, and an error made good by a
    /// handover of the own office.
    fn link_fits(&self, handover: &Handover, deed: &Deed) -> Result<(), OfficeError> {
        let Some(link) = deed.link() else {
            return Ok(());
        };
        let other = self.known_handover(link)?;
        let ours = other.id != handover.id && other.from == handover.from;
        let answers = other.kind == Kind::CaseInformation && other.to == handover.to;
        if ours && (deed.verb() != Verb::Supply || answers) {
            Ok(())
        } else {
            Err(OfficeError::OtherDocument)
        }
    }

    /// The next leg or version: a new envelope.
    fn send_envelope(
        &mut self,
        handover: &Handover,
        (verb, to): (Verb, OfficeId),
        content: Content,
    ) -> Result<ActId, OfficeError> {
        let directory = self.view.directory.as_ref();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        if directory.office(&to).is_none() {
            return Err(OfficeError::UnknownOffice(to));
        }
        let promised = promised(&content, &to, directory);
        let (office, _) = self.sides(handover, verb)?;
        if to == office || (verb == Verb::Redirect && to == handover.from) {
            return Err(Denied::ToItself.into());
        }
        let act = self.fresh_act();
        let mut readers = self.readers(handover, &office, verb);
        // What its receiver cannot read yet waits in the log until it can.
        let moves = verb == Verb::Course(CourseVerb::MoveChild);
        let waits = !moves && !self.has_key(&to);
        if !readers.contains(&to) && !waits {
            readers.push(to.clone());
        }
        let outcome = content.items_to_come();
        let (sealed, body) = self.seal((act, &office), content, &readers)?;
        let corrects = verb == Verb::Correct;
        let begins_leg = !corrects && !moves;
        let asked_by = handover.deadline.filter(|_| !corrects);
        let about = HandoverAct {
            about: answered_by_envelope(verb, handover),
            leg: handover.leg.saturating_add(u16::from(begins_leg)),
            version: handover.version.saturating_add(u16::from(corrects)),
            attempt: 1,
            terms: Some(Terms {
                to,
                deadline: promised.deadline.or(asked_by),
                ..Terms::of(handover)
            }),
            sealed: Some(sealed),
            outcome,
            asserted_day: promised.day,
            ..HandoverAct::on(handover, verb)
        };
        let author = (office, Capacity::Person);
        self.sign(act, author, on_handover(about), Some(body))
    }

    fn sign_second(&mut self, handover: &Handover) -> Result<ActId, OfficeError> {
        handover.waiting().next().ok_or(OfficeError::NotNow {
            handover: handover.id,
            state: handover.state,
            verb: Verb::Countersign,
        })?;
        let directory = self.view.directory.as_ref();
        let signer = self.reader().signer();
        let (directory, signer) = directory.zip(signer).ok_or(OfficeError::NotEnrolled)?;
        let second = second::seconds(directory, handover, signer);
        let (pending, place) = second.ok_or_else(|| {
            if second::is_unread_by(directory, handover, signer) {
                OfficeError::Denied(Denied::Unread)
            } else {
                OfficeError::SecondSignature
            }
        })?;
        let office = place.office.clone();
        let about = HandoverAct {
            about: Some(pending.first),
            ..HandoverAct::on(handover, Verb::Countersign)
        };
        let act = self.fresh_act();
        self.sign(act, (office, Capacity::Person), on_handover(about), None)
    }

    fn sides(&self, handover: &Handover, verb: Verb) -> Result<(OfficeId, OfficeId), OfficeError> {
        self.reader().sides(handover, verb)
    }

    /// Who reads what an act says, as far as they have a key; and where a second signature is owed,
    /// where it can be given.
    fn readers(&self, handover: &Handover, own: &OfficeId, verb: Verb) -> Vec<OfficeId> {
        let readers = access::readers(Some(handover), (own, verb), None);
        let mut readers: Vec<OfficeId> = readers
            .into_iter()
            .filter(|office| office == own || self.has_key(office))
            .collect();
        if handover.is_signed_twice(verb) || verb.is_of_course() {
            readers.extend(self.second_signers(handover, (own, verb)));
            readers.sort_unstable();
            readers.dedup();
        }
        readers
    }

    pub(super) fn has_key(&self, office: &OfficeId) -> bool {
        let directory = self.view.directory.as_ref();
        directory.is_some_and(|directory| directory.office_key(office).is_some())
    }

    /// Where else what is signed first can be read: wherever it can be signed second.
    fn second_signers(&self, handover: &Handover, (own, verb): (&OfficeId, Verb)) -> Vec<OfficeId> {
        let directory = self.view.directory.as_ref();
        let first = self.reader().about_to_sign_first(handover, (own, verb));
        let shown = directory.zip(first);
        let shown = shown.map(|(directory, first)| first.shown_to(directory, self.clock.now()));
        shown.unwrap_or_default()
    }

    /// A new version is about the child that the one before was about, as far as both numbers are
    /// known.
    async fn is_about_the_same_child(
        &self,
        id: HandoverId,
        content: &Content,
    ) -> Result<(), OfficeError> {
        let before = self.content(id).await?.and_then(Result::ok);
        match (before.as_ref().and_then(cpr), cpr(content)) {
            (Some(before), Some(now)) if before != now => Err(OfficeError::OtherChild(id)),
            (Some(_) | None, Some(_) | None) => Ok(()),
        }
    }

    /// The document of the current envelope as its author signed it: one that was sent on before
    /// is sent on as it was.
    pub(super) async fn original(&self, id: HandoverId) -> Result<Original, OfficeError> {
        let envelope = self.reader().envelope_of(self.known_handover(id)?);
        let unread = OfficeError::Unread(id);
        let Some(Ok(part)) = self.part(envelope).await? else {
            return Err(unread);
        };
        let Some(known) = self.view.acts.get(&envelope) else {
            return Err(unread);
        };
        Ok(if let Content::Forwarded(forwarded) = &part.content {
            Original {
                envelope,
                signed: forwarded.signed().to_vec(),
                part: forwarded.part().clone(),
            }
        } else {
            Original {
                envelope,
                signed: known.act.signed().as_bytes().to_vec(),
                part,
            }
        })
    }
}

/// The child's number, if the document names one.
fn cpr(content: &Content) -> Option<&Cpr> {
    match content.child()?.cpr() {
        CprAnswer::Known(cpr) => Some(cpr),
        CprAnswer::NotGiven | CprAnswer::Unknown => None,
    }
}

/// A withdrawal of what somebody has signed for is a wish.
fn fitting_verb(deed: &Deed, handover: &Handover) -> Verb {
    let verb = deed.verb();
    let at_once = table::transition(handover.kind, handover.state, verb).is_some();
    if verb == Verb::Withdraw && !at_once {
        Verb::AskWithdrawal
    } else {
        verb
    }
}

/// The act that a deed answers, if it is another than the envelope.
fn answered(deed: &Deed, handover: &Handover) -> Option<Hash> {
    let hash = |signature: &Signature| signature.hash;
    if let Deed::ReadDecline | Deed::ClosePlan(_) = deed {
        handover
            .decided
            .as_ref()
            .map(|(_, signature)| hash(signature))
    } else if let Deed::Supply(_) = deed {
        handover.request.as_ref().map(hash)
    } else if let Deed::RefuseRedirect(_) = deed {
        handover.proposal.as_ref().map(hash)
    } else if let Deed::Settle(holds) = deed {
        Some(*holds)
    } else {
        None
    }
}

/// What the next leg answers: the decision that ended the one before, or else the envelope.
fn answered_by_envelope(verb: Verb, handover: &Handover) -> Option<Hash> {
    let decided = handover.decided.as_ref().filter(|_| verb != Verb::Correct);
    let decided = decided.map(|(_, signature)| signature.hash);
    decided.or(Some(handover.envelope))
}

impl Reader<'_> {
    /// Whether what is proposed would lead anywhere else than where it is.
    fn leads_elsewhere(self, id: HandoverId, deed: &Deed) -> Result<(), OfficeError> {
        let Deed::ProposeRedirect(proposal) = deed else {
            return Ok(());
        };
        let handover = self.known_handover(id)?;
        if proposes_a_party(handover, proposal.office()) {
            return Err(OfficeError::ProposesItself);
        }
        Ok(())
    }

    /// The newest act of an office that does not hold, and that it has not looked at.
    fn newest_contradiction(self, handover: &Handover, office: &OfficeId) -> Option<Hash> {
        let course = self.course(handover.id);
        let of_course = course.iter().flat_map(|course| &course.contradictions);
        let all = handover.contradictions.iter().chain(of_course);
        let newest = all.filter(|one| one.office == *office);
        newest.max_by_key(|one| one.at).map(|one| one.hash)
    }

    /// The first signature that whoever uses this device may take back or refuse, in whose name, and
    /// the other side.
    fn drops(self, handover: &Handover) -> Option<(&Pending, OfficeId, OfficeId)> {
        let (directory, signer) = (self.directory()?, self.signer()?);
        let (pending, own) = second::drops(directory, handover, signer, self.now())?;
        let other = if own.organisation() == handover.from.organisation() {
            &handover.to
        } else {
            &handover.from
        };
        Some((pending, own, other.clone()))
    }

    /// The own office and the other one, if an act fits where the handover stands: whether a face
    /// may offer it.
    ///
    /// # Errors
    /// When it does not fit, or is another office's to do.
    pub fn sides(
        self,
        handover: &Handover,
        verb: Verb,
    ) -> Result<(OfficeId, OfficeId), OfficeError> {
        if let Verb::Course(verb) = verb {
            let own = self.course_side(handover, verb)?;
            let other = if own == handover.to {
                handover.authority()
            } else {
                &handover.to
            };
            return Ok((own, other.clone()));
        }
        let not_now = || OfficeError::NotNow {
            handover: handover.id,
            state: handover.state,
            verb,
        };
        if verb == Verb::Drop {
            let dropped = self.drops(handover).ok_or_else(not_now)?;
            return Ok((dropped.1, dropped.2));
        }
        let row = table::transition(handover.kind, handover.state, verb);
        let row = row.ok_or_else(not_now)?;
        let side = match row.by {
            By::Near(side) => {
                let near = handover.office(side).organisation();
                let mut own = self.view.memberships().iter().map(|own| &own.office);
                let own = own.find(|own| own.organisation() == near);
                let own =
                    own.ok_or_else(|| OfficeError::NotYourOffice(handover.office(side).clone()))?;
                return Ok((own.clone(), handover.from.clone()));
            }
            By::Anybody => {
                let course = self.course(handover.id);
                let its = course.iter().flat_map(|course| &course.contradictions);
                let mut all = handover.contradictions.iter().chain(its);
                let own = all.find(|one| self.view.serves(&one.office));
                let own = own.ok_or_else(not_now)?.office.clone();
                return Ok((own, handover.from.clone()));
            }
            By::Person(side) | By::Device(side) => side,
            By::Authority if !handover.reached => Side::Sender,
            By::Authority => table::kind_row(handover.kind).authority,
            By::Either | By::EitherOrWatch if self.view.serves(&handover.from) => Side::Sender,
            By::Either | By::EitherOrWatch => Side::Receiver,
            // Devices do that by themselves.
            By::Bearer | By::Passed => return Err(not_now()),
            By::Opener => {
                let mut openers = handover.openers.iter();
                let own = openers.find(|office| self.view.serves(office));
                let own = own.ok_or_else(|| OfficeError::NotYourOffice(handover.to.clone()))?;
                return Ok((own.clone(), handover.from.clone()));
            }
        };
        let other = match side {
            Side::Sender => Side::Receiver,
            Side::Receiver => Side::Sender,
        };
        let (own, other) = (handover.office(side), handover.office(other));
        if self.view.serves(own) {
            Ok((own.clone(), other.clone()))
        } else {
            Err(OfficeError::NotYourOffice(own.clone()))
        }
    }
}
