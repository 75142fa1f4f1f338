//! C: what misleads.

use super::{accepted, us, with_words};
use crate::{
    handover::Effect,
    testing::{person, team, town},
    words::Verb,
};

#[test]
fn c11_a_course_is_paused_and_carried_outside_like_a_handover() {
    let story = accepted();
    let mut pause = with_words(&story.handover, Verb::Pause);
    pause.asserted_day = Some(20_770);
    let story = story.with(&us(), pause);
    assert_eq!(story.effect(), Effect::FirstSignature);
    let story = story.then(&person(&team(), 11), Verb::Countersign);
    assert!(story.handover.paused.is_some());
    let story = story
        .then(&us(), Verb::CarryOutside)
        .then(&person(&town(), 3), Verb::Countersign);
    assert_eq!(story.last().second_of, Some(Verb::CarryOutside));
}
