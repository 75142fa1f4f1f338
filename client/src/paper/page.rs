//! Strips on pages: what belongs together stands together, as far as a page reaches.

use super::strip::{Flow, Strip};

/// The most pages of one paper.
pub const PAGES_MAX: usize = 1_000;

/// The width of A4 in points.
pub(super) const PAGE_WIDTH: f32 = 595.276;
/// Its height.
pub(super) const PAGE_HEIGHT: f32 = 841.89;
/// The room left and right of everything.
pub(super) const MARGIN: f32 = 56.0;
/// Where the text of a page begins.
pub(super) const TOP: f32 = 72.0;
/// Where it ends at the latest.
pub(super) const BOTTOM: f32 = 770.0;
/// The width of texts.
pub(super) const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;

/// A strip at its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    /// Where it begins, from the top of the page.
    pub(super) y: f32,
    /// The strip.
    pub(super) strip: &'a Strip,
}

/// All pages, at least one; `None` if they are too many.
pub(super) fn pages(flow: &Flow) -> Option<Vec<Vec<Placed<'_>>>> {
    let mut pages = Pages {
        done: Vec::new(),
        page: Vec::new(),
        y: TOP,
        flow,
    };
    let mut rest = flow.strips.as_slice();
    while !rest.is_empty() {
        let last = rest.iter().position(|strip| !strip.keeps);
        let count = last.map_or(rest.len(), |last| last.saturating_add(1));
        let (chain, others) = rest.split_at(count);
        pages.chain(chain);
        rest = others;
        if pages.done.len() >= PAGES_MAX {
            return None;
        }
    }
    pages.done.push(pages.page);
    Some(pages.done)
}

struct Pages<'a> {
    done: Vec<Vec<Placed<'a>>>,
    page: Vec<Placed<'a>>,
    y: f32,
    flow: &'a Flow,
}

impl<'a> Pages<'a> {
    /// Strips that stand together, if a page is long enough.
    fn chain(&mut self, chain: &'a [Strip]) {
        let height: f32 = chain.iter().map(|it| it.above + it.height).sum();
        if self.y + height > BOTTOM && height <= BOTTOM - TOP {
            self.turn(chain.first());
        }
        for strip in chain {
            let above = if self.page.is_empty() {
                0.0
            } else {
                strip.above
            };
            if self.y + above + strip.height > BOTTOM {
                self.turn(Some(strip));
            }
            self.put(strip);
        }
    }

    /// A new page, which begins with what is said again above the next strip.
    fn turn(&mut self, next: Option<&Strip>) {
        if self.page.is_empty() {
            return;
        }
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
        let again = next.and_then(|strip| strip.again);
        let flow = self.flow;
        for strip in again
            .and_then(|it| flow.again.get(it))
            .into_iter()
            .flatten()
        {
            self.put(strip);
        }
    }

    fn put(&mut self, strip: &'a Strip) {
        if !self.page.is_empty() {
            self.y += strip.above;
        }
        self.page.push(Placed { y: self.y, strip });
        self.y += strip.height;
    }
}
