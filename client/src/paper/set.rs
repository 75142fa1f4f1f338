//! Paragraphs as strips, and strips side by side.

use super::{
    font::{Fonts, Style, Weight},
    line::lines,
    strip::{Ink, NodeId, Run, Strip},
};

/// How much higher a line is than its letters.
const LEADING: f32 = 1.4;
/// The size of texts.
const TEXT: f32 = 10.0;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    /// Where it begins.
    pub(super) x: f32,
    /// Its letters.
    pub(super) style: Style,
    /// How dark it is.
    pub(super) ink: Ink,
}

impl Set {
    /// As texts are, from there on.
    pub(super) const fn at(x: f32) -> Self {
        let style = Style {
            weight: Weight::Regular,
            size: TEXT,
        };
        let ink = Ink::Dark;
        Self { x, style, ink }
    }

    /// As names are.
    pub(super) const fn strong(mut self) -> Self {
        self.style.weight = Weight::SemiBold;
        self
    }

    /// As what stands beside it.
    pub(super) const fn quiet(mut self) -> Self {
        self.ink = Ink::Soft;
        self
    }

    /// The lines of a paragraph as strips.
    pub(super) fn strips(self, text: &str, width: f32, node: NodeId, fonts: &Fonts) -> Vec<Strip> {
        let lines = lines(text, width, self.style, fonts).into_iter();
        let strips = lines.map(|text| Strip {
            height: self.style.size * LEADING,
            runs: vec![self.run(text, node)],
            ..Strip::default()
        });
        strips.collect()
    }

    fn run(self, text: String, node: NodeId) -> Run {
        Run {
            x: self.x,
            text,
            style: self.style,
            ink: self.ink,
            node: Some(node),
        }
    }
}

/// Two columns as one: the first strips side by side, then the second ones.
pub(super) fn beside(left: Vec<Strip>, right: Vec<Strip>) -> Vec<Strip> {
    let (mut longer, shorter, is_left_longer) = if left.len() >= right.len() {
        (left, right, true)
    } else {
        (right, left, false)
    };
    for (strip, other) in longer.iter_mut().zip(shorter) {
        strip.height = strip.height.max(other.height);
        if is_left_longer {
            strip.runs.extend(other.runs);
        } else {
            strip.runs.splice(0..0, other.runs);
        }
    }
    longer
}

/// Leaves room above the first of these strips.
pub(super) fn put_above(strips: &mut [Strip], above: f32) {
    if let Some(first) = strips.first_mut() {
        first.above = above;
    }
}
