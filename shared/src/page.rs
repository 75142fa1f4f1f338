//! The transition tables as a page for readers: `docs/transitions.md`.
//!
//! Written from the same data by which the folds work, so that the page cannot say anything else.
//! A test compares the page with the file, and writes it when asked to; no program carries this.

mod course;
mod handover;

pub(crate) use self::handover::label;

/// The whole page.
fn transitions() -> String {
    [handover::markdown(), course::markdown()].join("\n")
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_file;

    #[test]
    fn the_transitions_page_is_the_table() {
        assert_file("../docs/transitions.md", &super::transitions());
    }
}
