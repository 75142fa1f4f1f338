//! Handovers that are known together, found by their id and by the course that they belong to: a
//! course is looked up among its own, however many there are.

use std::collections::{BTreeMap, BTreeSet};

use super::Course;
use crate::{handover::Handover, id::HandoverId};

/// Handovers by their ids.
#[derive(Clone, Debug, Default)]
pub struct Matters {
    all: BTreeMap<HandoverId, Handover>,
    /// Those that name a course, by its id.
    in_course: BTreeMap<HandoverId, BTreeSet<HandoverId>>,
}

impl Matters {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            all: BTreeMap::new(),
            in_course: BTreeMap::new(),
        }
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: &HandoverId) -> Option<&Handover> {
        self.all.get(id)
    }

    /// Whether one is known.
    #[must_use]
    pub fn contains_key(&self, id: &HandoverId) -> bool {
        self.all.contains_key(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&HandoverId, &Handover)> {
        self.all.iter()
    }

    /// The ids of all of them, in order.
    pub fn keys(&self) -> impl Iterator<Item = &HandoverId> {
        self.all.keys()
    }

    /// All of them, by id.
    pub fn values(&self) -> impl Iterator<Item = &Handover> {
        self.all.values()
    }

    /// The course that a referral has opened.
    #[must_use]
    pub fn course(&self, referral: &Handover) -> Option<Course> {
        Course::of(referral, self.of_course(referral.id))
    }

    /// The handovers that name a course.
    pub fn of_course(&self, course: HandoverId) -> impl Iterator<Item = &Handover> {
        let its = self.in_course.get(&course).into_iter().flatten();
        its.filter_map(|id| self.all.get(id))
    }

    /// Puts a handover in the place of what was known of it.
    pub fn insert(&mut self, handover: Handover) {
        self.remove(&handover.id);
        if let Some(course) = handover.course {
            let its = self.in_course.entry(course).or_default();
            its.insert(handover.id);
        }
        self.all.insert(handover.id, handover);
    }

    /// Forgets a handover.
    pub fn remove(&mut self, id: &HandoverId) {
        let course = self.all.remove(id).and_then(|known| known.course);
        let Some(course) = course else {
            return;
        };
        if let Some(its) = self.in_course.get_mut(&course) {
            its.remove(id);
            if its.is_empty() {
                self.in_course.remove(&course);
            }
        }
    }
}

impl FromIterator<Handover> for Matters {
    fn from_iter<I: IntoIterator<Item = Handover>>(handovers: I) -> Self {
        let mut matters = Self::new();
        for handover in handovers {
            matters.insert(handover);
        }
        matters
    }
}
