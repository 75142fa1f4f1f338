//! A paper as strips, one below the other, before they stand on pages.

use super::{
    block::{Block, Field, Level, Manner, Paper},
    font::{Fonts, Style, Weight},
    page::WIDTH,
    set::{Set, beside, put_above},
    strip::{Bullets, Flow, Ink, NodeId, Role, Strip, tie},
    table,
};

/// Where what is said about a name begins, and how much room is left of it.
const VALUE_X: f32 = 150.0;
/// The room between a name and what is said about it.
const GUTTER: f32 = 12.0;
/// Where a thing of a list begins, behind its dot.
const ITEM_X: f32 = 12.0;
/// The room above a paragraph.
const PARAGRAPH_ABOVE: f32 = 4.0;
/// The room above a name.
const FIELD_ABOVE: f32 = 5.0;
/// What the things of a list begin with.
const DOT: &str = "•";

impl Flow {
    /// Lays a paper out.
    pub(super) fn of(paper: &Paper, fonts: &Fonts) -> Self {
        let mut flow = Self::default();
        for block in &paper.blocks {
            match block {
                Block::Heading(level, text) => flow.heading(*level, text, fonts),
                Block::Text(manner, text) => flow.text(*manner, text, fonts),
                Block::Fields(fields) => flow.fields(fields, fonts),
                Block::List(items) => flow.list(items, fonts),
                Block::Table(it) => {
                    // What stands right above a table is said about it.
                    if let Some(above) = flow.strips.last_mut() {
                        above.keeps = above.again.is_none();
                    }
                    table::add(&mut flow, it, fonts);
                }
            }
        }
        flow
    }

    fn heading(&mut self, level: Level, text: &str, fonts: &Fonts) {
        let (depth, size, above, ink) = match level {
            Level::Title => (1, 20.0, 0.0, Ink::Brand),
            Level::Section => (2, 13.0, 18.0, Ink::Brand),
            Level::Part => (3, 11.0, 11.0, Ink::Dark),
        };
        let style = Style {
            weight: Weight::SemiBold,
            size,
        };
        let text = text.replace('\n', " ");
        // A heading without words is none: nobody could be led there.
        if text.trim().is_empty() {
            return;
        }
        let node = self.tree.add(Role::Heading(depth, text.clone()), None);
        let set = Set { x: 0.0, style, ink };
        let mut strips = set.strips(&text, WIDTH, node, fonts);
        for strip in &mut strips {
            strip.keeps = true;
        }
        put_above(&mut strips, above);
        self.strips.append(&mut strips);
    }

    fn text(&mut self, manner: Manner, text: &str, fonts: &Fonts) {
        let set = match manner {
            Manner::Plain => Set::at(0.0),
            Manner::Strong => Set::at(0.0).strong(),
            Manner::Quiet => Set::at(0.0).quiet(),
        };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let node = self.tree.add(Role::Paragraph, None);
            let mut strips = set.strips(line, WIDTH, node, fonts);
            put_above(&mut strips, PARAGRAPH_ABOVE);
            tie(&mut strips);
            self.strips.append(&mut strips);
        }
    }

    fn fields(&mut self, fields: &[Field], fonts: &Fonts) {
        if fields.is_empty() {
            return;
        }
        let list = self.tree.add(Role::List(Bullets::Names), None);
        for field in fields {
            let item = self.tree.add(Role::Item, Some(list));
            let label = self.tree.add(Role::Label, Some(item));
            let name = Set::at(0.0).strong();
            let lines = field.name.lines();
            let names = lines.flat_map(|it| name.strips(it, VALUE_X - GUTTER, label, fonts));
            let names: Vec<Strip> = names.collect();
            let body = self.tree.add(Role::Body, Some(item));
            let mut said = self.paragraphs(&field.text, (body, Set::at(VALUE_X)), fonts);
            said.extend(self.paragraphs(&field.more, (body, Set::at(VALUE_X).quiet()), fonts));
            let mut strips = beside(names, said);
            put_above(&mut strips, FIELD_ABOVE);
            tie(&mut strips);
            self.strips.append(&mut strips);
        }
    }

    /// A paragraph for each line of a text, up to the right margin.
    fn paragraphs(&mut self, text: &str, (body, set): (NodeId, Set), fonts: &Fonts) -> Vec<Strip> {
        let mut strips: Vec<Strip> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let node = self.tree.add(Role::Paragraph, Some(body));
            strips.extend(set.strips(line, WIDTH - set.x, node, fonts));
        }
        strips
    }

    fn list(&mut self, items: &[String], fonts: &Fonts) {
        if items.is_empty() {
            return;
        }
        let list = self.tree.add(Role::List(Bullets::Dots), None);
        for text in items {
            let item = self.tree.add(Role::Item, Some(list));
            let label = self.tree.add(Role::Label, Some(item));
            let dot = Set::at(0.0).strips(DOT, WIDTH, label, fonts);
            let body = self.tree.add(Role::Body, Some(item));
            let text = text.replace('\n', " ");
            let said = Set::at(ITEM_X).strips(&text, WIDTH - ITEM_X, body, fonts);
            let mut strips = beside(dot, said);
            put_above(&mut strips, PARAGRAPH_ABOVE);
            tie(&mut strips);
            self.strips.append(&mut strips);
        }
    }
}
