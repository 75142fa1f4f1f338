//! Whether each level of the ladder has somebody who hears of what is late.

use stafet_shared::{
    party::directory::Directory,
    time::Timestamp,
    watch::{Unheard, gaps},
};

use super::finding::Finding;

/// A finding about each level of which nobody hears, or that there is none.
pub(super) fn examine(directory: &Directory, now: Timestamp) -> Vec<Finding> {
    let gaps = gaps(directory, now);
    if gaps.is_empty() {
        let text = "each level of the ladder has somebody who hears of what is late";
        return vec![Finding::Well(text.to_owned())];
    }
    let found = gaps
        .iter()
        .map(|one| Finding::Gap(missing(one), next_step(one)));
    found.collect()
}

/// Which level has nobody.
#[must_use]
pub fn missing(gap: &Unheard) -> String {
    match gap {
        Unheard::Office(office) => {
            format!("{office} is to hear of what is late, and nobody serves it")
        }
        Unheard::Leaders(organisation) => {
            format!("level 3 of the ladder: {organisation} has no leader")
        }
        Unheard::Authority => {
            "level 4 of the ladder is nobody's: the policy names no office that supervises"
                .to_owned()
        }
    }
}

/// What an administrator does about it.
#[must_use]
pub const fn next_step(gap: &Unheard) -> &'static str {
    match gap {
        Unheard::Office(_) => "invite somebody with `stafet admin invite`",
        Unheard::Leaders(_) => "invite somebody as a leader with `stafet admin invite`",
        Unheard::Authority => {
            "name one under ladder.authority: `stafet admin policy template`, then \
             `stafet admin policy sign`"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture::now, log::read_genesis};

    #[test]
    fn c8_at_the_founding_nobody_supervises_and_that_is_said() {
        let deployment = crate::fixture::Deployment::new();
        let founded = read_genesis(&deployment.server).unwrap();
        let directory = Directory::begin(founded.genesis, founded.act.hash());
        let found = examine(&directory, now());
        let [Finding::Gap(text, next)] = &found[..] else {
            panic!("{found:?}");
        };
        assert!(text.contains("level 4 of the ladder is nobody's"), "{text}");
        assert!(next.contains("ladder.authority"), "{next}");
    }
}
