//! Where a handover stands as one side sees it: whose turn it is, what they do until when, and what
//! follows. The reader's office is *you*, the other one is called by its short name.

use stafet_shared::{
    access::{goes_by_itself, second::First},
    handover::Handover,
    party::OfficeId,
    words::{Duty, Ending, Kind, State, Verb, kebab},
};

use super::{
    entry::Entry,
    naming::capital,
    owed::{Owed, Turn},
    scene::Scene,
    when::{When, deadline},
};
use crate::text::{Texts, say};

/// Stands for the deadline in a sentence until a face puts it there.
const MARK: char = '\u{1f}';

/// Whose turn it is, as a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The reader's office.
    Ours,
    /// Another office.
    Theirs,
    /// The reader's devices do it by themselves.
    ByItself,
    /// Nobody's.
    Nobody,
}

/// A sentence that may name a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What stands before the deadline, or all of it.
    pub before: String,
    /// The deadline.
    pub when: Option<When>,
    /// What stands behind it.
    pub after: String,
}

/// Where a handover stands as one side sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose turn it is.
    pub whose: Whose,
    /// Whose turn it is, in words.
    pub turn: String,
    /// What is to be done, by when.
    pub sentence: Sentence,
    /// What there is to say beside it.
    pub more: Option<String>,
}

impl Sentence {
    fn of(text: &str, when: Option<When>) -> Self {
        match text.split_once(MARK) {
            Some((before, after)) => {
                // A month that is cut short ends with the full stop that ends the sentence.
                let is_cut = when.as_ref().is_some_and(|it| it.words.ends_with('.'));
                let rest = after.strip_prefix('.').filter(|_| is_cut);
                Self {
                    before: before.to_owned(),
                    when,
                    after: rest.unwrap_or(after).to_owned(),
                }
            }
            None => Self {
                before: text.to_owned(),
                when: None,
                after: String::new(),
            },
        }
    }

    /// All of it with the whole date instead of a word like *i morgen*, which is stale on paper.
    #[must_use]
    pub fn on_paper(&self) -> String {
        let when = self.when.as_ref().map_or("", |when| when.full.as_str());
        format!("{}{when}{}", self.before, self.after)
    }

    /// All of it in plain words.
    #[must_use]
    pub fn plain(&self) -> String {
        let when = self.when.as_ref().map_or("", |when| when.words.as_str());
        format!("{}{when}{}", self.before, self.after)
    }
}

impl Standing {
    /// What is owed first: the reader's own, else what others owe.
    #[must_use]
    pub fn of(entry: &Entry<'_>, scene: &Scene<'_>) -> Self {
        Self::about(entry.handover, entry.foremost(), scene)
    }

    /// A handover as far as one thing that is owed about it.
    #[must_use]
    pub fn about(handover: &Handover, owed: Option<&Owed>, scene: &Scene<'_>) -> Self {
        let whose = owed.map_or(Whose::Nobody, whose_turn);
        let when = owed.map(|one| of_owed(one, scene));
        let teller = Teller {
            handover,
            owed,
            scene,
        };
        let key = teller.key();
        let text = teller.say(&key);
        Self {
            whose,
            turn: turn(whose, owed, scene),
            sentence: Sentence::of(&text, when),
            more: teller.more(&key),
        }
    }
}

/// The deadline of what is owed, by the clock of who owes it.
#[must_use]
pub fn of_owed(one: &Owed, scene: &Scene<'_>) -> When {
    let zone = scene.zone(&one.known.owed.owner);
    deadline(one.known.owed.due, scene.now, &zone, scene.texts)
}

fn whose_turn(one: &Owed) -> Whose {
    match one.turn {
        Turn::Own | Turn::Second if goes_by_itself(one.duty()) => Whose::ByItself,
        Turn::Own | Turn::Second => Whose::Ours,
        Turn::Others => Whose::Theirs,
    }
}

fn turn(whose: Whose, owed: Option<&Owed>, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    match (whose, owed) {
        (Whose::Ours, _) => say!(texts, "turn-ours"),
        (Whose::ByItself, _) => say!(texts, "turn-by-itself"),
        (Whose::Theirs, Some(one)) => {
            let office = scene.short_office(&one.known.owed.owner);
            say!(texts, "turn-theirs", office = office)
        }
        (Whose::Theirs, None) | (Whose::Nobody, _) => say!(texts, "turn-nobody"),
    }
}

struct Teller<'a, 'b> {
    handover: &'a Handover,
    owed: Option<&'a Owed>,
    scene: &'a Scene<'b>,
}

impl Teller<'_, '_> {
    /// Whether the reader stands on the sending side. Who serves both reads what she owes.
    fn is_sender(&self) -> bool {
        let (handover, scene) = (self.handover, self.scene);
        match self.owed {
            Some(one) if scene.is_own(&handover.from) && scene.is_own(&handover.to) => {
                one.known.owed.owner == handover.from
            }
            Some(_) | None => scene.is_own(&handover.from),
        }
    }

    /// The other office: who owes it, if that is not the reader's, else who is opposite.
    fn them(&self) -> &OfficeId {
        let handover = self.handover;
        let owner = self.owed.map(|one| &one.known.owed.owner);
        match owner {
            Some(owner) if !self.scene.is_own(owner) => owner,
            Some(_) | None if self.is_sender() => &handover.to,
            Some(_) | None => &handover.from,
        }
    }

    fn key(&self) -> String {
        if let Some(key) = self.anew() {
            return key;
        }
        let duty = self.owed.map(Owed::duty);
        match duty.and_then(|duty| beside(duty, self.handover)) {
            Some(beside) => {
                let ours = self.owed.is_some_and(|one| one.turn != Turn::Others);
                format!("side-{beside}-{}", if ours { "ours" } else { "theirs" })
            }
            None if self.is_sender() && self.silent().is_some() => {
                "side-deposited-silent-from".to_owned()
            }
            None => {
                let side = if self.is_sender() { "from" } else { "to" };
                format!("side-{}-{side}", state(self.handover))
            }
        }
    }

    /// What is said of what came so late that a leader signs it anew, where that is owed.
    fn anew(&self) -> Option<String> {
        let owed = self.owed?;
        let first = First::anew(self.handover, &owed.known.owed)?;
        let scene = self.scene;
        let thing = if self.handover.is_unsigned() && first.verb == Verb::Sign {
            "held-unsigned"
        } else {
            "anew"
        };
        let is_ours = owed.turn != Turn::Others || scene.is_own(&owed.known.owed.owner);
        let side = if is_ours { "from" } else { "to" };
        let is_unread = first.is_unread(scene.directory, scene.now);
        let unread = if is_unread { "-unread" } else { "" };
        Some(format!("side-{thing}{unread}-{side}"))
    }

    /// That no computer of the receiver's has been heard of, which the reader has to do something
    /// about.
    fn silent(&self) -> Option<String> {
        let is_theirs = self.owed.is_none_or(|one| one.turn == Turn::Others);
        is_theirs
            .then(|| self.scene.silence(self.handover))
            .flatten()
    }

    /// What there is to say beside the sentence.
    fn more(&self, key: &str) -> Option<String> {
        let more = format!("{key}-more");
        let said = self.scene.texts.has_side(&more).then(|| self.say(&more));
        let silent = self.silent().filter(|_| self.is_sender());
        let phone = silent.and_then(|_| self.scene.beside_silence(&self.handover.to));
        let held = self.scene.other_ways(self.handover);
        let held = held.filter(|_| self.is_sender());
        let parts: Vec<String> = [said, phone, held].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn say(&self, key: &str) -> String {
        let (scene, handover) = (self.scene, self.handover);
        let texts = scene.texts;
        let duty = self.owed.map(Owed::duty);
        let asked = duty.map_or_else(String::new, |duty| capital(&texts.owed(duty)));
        let is_ours = self.owed.is_some_and(|one| one.turn != Turn::Others);
        let asked = if is_ours { asked } else { lower(&asked) };
        let thing = match duty {
            Some(Duty::Send(kind)) => lower(&texts.kind(kind)),
            Some(_) | None => String::new(),
        };
        texts.side(
            key,
            &[
                ("them", scene.short_office(self.them())),
                ("it", texts.the(handover.kind)),
                ("It", texts.the_at_start(handover.kind)),
                ("by", MARK.to_string()),
                ("version", handover.version.to_string()),
                ("do", asked),
                ("thing", thing),
                ("silent", self.silent().unwrap_or_default()),
            ],
        )
    }
}

/// A text with a small letter at its beginning.
fn lower(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// What is owed beside what the state says, by the name of its sentence. `None` for what the state
/// itself asks.
fn beside(duty: Duty, handover: &Handover) -> Option<&'static str> {
    match duty {
        Duty::Deposit | Duty::Reach => None,
        Duty::Countersign(_) => Some("countersign"),
        Duty::Send(_) => Some("send"),
        Duty::Receipt => None,
        Duty::Age => Some("age"),
        Duty::ReadVersion => Some("read-version"),
        Duty::SendAttachments => Some("send-attachments"),
        Duty::SeeThrough => Some("see-through"),
        Duty::Act(Verb::RefuseRedirect) => Some("refuse-redirect"),
        Duty::Act(Verb::AttestDestruction) => Some("attest-destruction"),
        Duty::Act(Verb::Settle) => Some("settle"),
        Duty::Act(Verb::Look) => Some("act"),
        Duty::Act(Verb::Course(_) | Verb::Watch(_)) => Some("act"),
        // By law it is owed before anybody can do it.
        Duty::Act(Verb::SignAction) if !is_decided(handover.state) => Some("act"),
        Duty::Act(_) if handover.state == State::Closed => Some("act"),
        Duty::Act(_) => None,
    }
}

const fn is_decided(state: State) -> bool {
    matches!(state, State::Acknowledged | State::Accepted)
}

/// The name of a state's sentences: for some kinds and pasts it has others.
fn state(handover: &Handover) -> String {
    let name = kebab(handover.state.name());
    match (handover.state, handover.kind, handover.ending) {
        (State::Acknowledged, Kind::Notification, _) => format!("{name}-notification"),
        (State::Acknowledged, Kind::FollowUp, _) => format!("{name}-follow-up"),
        (State::Declined, ..) if handover.decline_read => format!("{name}-read"),
        (State::Held, ..) if handover.is_unsigned() => format!("{name}-unsigned"),
        (State::Closed, _, ending) => format!("{name}-{}", ended(ending)),
        _ => name,
    }
}

const fn ended(ending: Option<Ending>) -> &'static str {
    match ending {
        Some(Ending::CourseOpened) => "course-opened",
        Some(Ending::ReportReceived) => "report-received",
        Some(Ending::FollowedUp) => "followed-up",
        Some(Ending::ActionSigned) => "action-signed",
        Some(Ending::Plan) => "plan",
        Some(Ending::Replaced) => "replaced",
        Some(Ending::Received) | None => "received",
    }
}

impl Texts {
    /// A sentence about one side, by a key that is put together from words of the core; a test
    /// holds that all exist.
    fn side(&self, key: &str, variables: &[(&'static str, String)]) -> String {
        self.phrase(key, variables)
    }

    fn has_side(&self, key: &str) -> bool {
        self.has(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        face::samples::Stage,
        text::tests::{danish, english},
    };

    #[test]
    fn every_state_has_a_sentence_for_each_side_in_both_languages() {
        let stage = Stage::new();
        let mut one = stage.referral(1, State::Opened);
        for texts in [danish(), english()] {
            for (state, kind, ending) in standings() {
                (one.state, one.kind, one.ending) = (state, kind, ending);
                for scene in [stage.at_sender(&texts), stage.at_team(&texts)] {
                    let told = Standing::about(&one, None, &scene);
                    let said = told.sentence.plain();
                    assert!(!said.is_empty() && !said.contains("No local"), "{said}");
                    assert!(!said.contains('$') && !said.contains(MARK), "{said}");
                }
            }
        }
    }

    #[test]
    fn a5_what_waits_for_a_leaders_signature_says_so_and_not_that_nobody_uses_it() {
        let led = || Stage::new().led_in("kujalleq/nanortalik");
        for (stage, words) in [
            (led(), ["skal underskrive", "has to sign"]),
            (Stage::new(), ["igen", "again"]),
        ] {
            let one = stage.unsigned(1);
            assert!(one.is_unsigned());
            for (texts, words) in [danish(), english()].into_iter().zip(words) {
                for scene in [stage.at_sender(&texts), stage.at_team(&texts)] {
                    let told = Standing::of(&Entry::of(&one, &scene), &scene);
                    let said = told.sentence.plain();
                    assert!(said.contains(words), "{said}");
                    assert!(!said.contains('$') && !said.contains("side-"), "{said}");
                    for said in [said, scene.stands(&one)] {
                        assert!(!said.contains("Stafet"), "{said}");
                    }
                }
            }
        }
    }

    #[test]
    fn a5_each_side_reads_whose_move_a_signature_is_that_came_too_late() {
        let texts = danish();
        let told = |stage: &Stage, is_sender| {
            let one = stage.unsigned(1);
            let scene = if is_sender {
                stage.at_sender(&texts)
            } else {
                stage.at_team(&texts)
            };
            let told = Standing::of(&Entry::of(&one, &scene), &scene);
            (told.whose, told.sentence.before)
        };
        let led = Stage::new().led_in("kujalleq/nanortalik");
        let (whose, said) = told(&led, true);
        assert_eq!(whose, Whose::Ours);
        assert!(
            said.contains("En leder hos jer skal underskrive igen"),
            "{said}"
        );
        let (whose, said) = told(&led, false);
        assert_eq!(whose, Whose::Theirs);
        assert!(said.contains("ikke sendt til jer endnu"), "{said}");
        let (_, said) = told(&Stage::new(), true);
        assert!(said.contains("Ingen leder hos jer kan læse"), "{said}");
    }

    const ENDINGS: [Ending; 7] = [
        Ending::CourseOpened,
        Ending::Received,
        Ending::ReportReceived,
        Ending::FollowedUp,
        Ending::ActionSigned,
        Ending::Plan,
        Ending::Replaced,
    ];

    fn standings() -> Vec<(State, Kind, Option<Ending>)> {
        let kinds = |state| Kind::ALL.map(|kind| (state, kind, None));
        let open = State::ALL.into_iter().flat_map(kinds);
        let ended = ENDINGS.map(|ending| (State::Closed, Kind::Referral, Some(ending)));
        open.chain(ended).collect()
    }

    #[test]
    fn each_side_reads_what_it_has_to_do() {
        let stage = Stage::new();
        let texts = danish();
        let opened = stage.referral(1, State::Opened);
        let told = |scene: &Scene<'_>| Standing::of(&Entry::of(&opened, scene), scene);
        let team = told(&stage.at_team(&texts));
        assert_eq!(team.whose, Whose::Ours);
        assert_eq!(
            team.sentence.plain(),
            "Læs henvisningen, og kvittér senest torsdag kl. 16."
        );
        let sender = told(&stage.at_sender(&texts));
        assert_eq!(sender.turn, "I venter på Børnerejseholdet");
        assert_eq!(
            sender.sentence.plain(),
            "Børnerejseholdet skal kvittere senest torsdag kl. 16."
        );
    }
}
