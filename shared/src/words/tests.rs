//! Each word has a number, a name and words that no other of its sort has.

use std::{collections::BTreeSet, fmt::Debug};

use super::*;

/// Each of `all` is read by what it is written with, and nothing is written twice.
fn are_told_apart<T: Copy + Debug + PartialEq, C: Ord + Copy>(
    all: &[T],
    write: impl Fn(T) -> C,
    read: impl Fn(C) -> Option<T>,
) {
    let written: BTreeSet<C> = all.iter().map(|it| write(*it)).collect();
    assert_eq!(written.len(), all.len(), "{all:?}");
    for it in all {
        assert_eq!(read(write(*it)), Some(*it));
    }
}

/// Checks the names of each sort, and the numbers of those that have one.
macro_rules! sorts {
    (named $($name:ident)+; numbered $($number:ident)+; read $($read:ident)+) => {
        #[test]
        fn words_are_read_by_the_name_that_they_are_written_with() {
            $(are_told_apart(&$name::ALL, $name::name, $name::from_name);)+
            $(assert_eq!($name::from_name("no such word"), None);)+
        }

        #[test]
        fn words_are_read_by_the_number_that_they_are_written_with() {
            $(are_told_apart(&$number::ALL, $number::code, $number::from_code);)+
        }

        #[test]
        fn people_tell_words_apart_in_both_languages() {
            for language in Language::ALL {
                $({
                    let words = $read::ALL.map(|it| it.words(language));
                    let different: BTreeSet<&str> = words.into_iter().collect();
                    assert_eq!(different.len(), words.len(), "{words:?}");
                    assert!(words.iter().all(|words| !words.trim().is_empty()));
                })+
            }
        }
    };
}

sorts! {
    named Kind Colour State Verb CourseVerb Stage FollowUpDecision Check WatchVerb Rung HandReason List
        Role OrganisationKind OutageCause CourseClock;
    numbered Kind Colour State Verb CourseVerb FollowUpDecision Check WatchVerb Rung HandReason List
        CourseClock;
    read Kind Colour State Verb CourseVerb Stage FollowUpDecision Check WatchVerb Rung HandReason
        List Role OutageCause CourseClock
}

#[test]
fn all_verbs_are_a_handovers_a_courses_and_the_watchs() {
    let course = CourseVerb::ALL.map(Verb::Course);
    let watch = WatchVerb::ALL.map(Verb::Watch);
    assert_eq!(Verb::ALL.len(), 38 + course.len() + watch.len());
    assert_eq!(&Verb::ALL[38..54], course.as_slice());
    assert_eq!(&Verb::ALL[54..], watch.as_slice());
}

#[test]
fn a_duty_is_read_by_the_number_that_it_is_written_with() {
    let acts = Verb::ALL.map(|verb| [Duty::Act(verb), Duty::Countersign(verb)]);
    let others = [
        Duty::Deposit,
        Duty::Receipt,
        Duty::Age,
        Duty::ReadVersion,
        Duty::SendAttachments,
        Duty::SeeThrough,
    ];
    let duties: Vec<Duty> = acts
        .into_iter()
        .flatten()
        .chain(Kind::ALL.map(Duty::Send))
        .chain(others)
        .collect();
    are_told_apart(&duties, Duty::code, Duty::from_code);
    let names: BTreeSet<String> = duties.iter().map(|duty| duty.name()).collect();
    assert_eq!(names.len(), duties.len());
    assert_eq!(Duty::from_code(1), None, "a deposit is about nothing");
}

#[test]
fn a_kind_is_understood_as_people_type_it() {
    for typed in ["ClosingReport", "closing-report", "closingreport"] {
        assert_eq!(Kind::meant(typed), Some(Kind::ClosingReport));
    }
}
