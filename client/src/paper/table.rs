//! Tables: columns as wide as they have to be, rows that stay whole, and heads that are said again
//! on the next page.

use super::{
    block::{Cells, Row, Table},
    font::{Fonts, Style, Weight},
    line::widest_word,
    page::WIDTH,
    set::{Set, put_above},
    strip::{Flow, Ground, Ink, NodeId, Role, Strip, bind, tie},
};

/// The size of what stands in a table.
const SIZE: f32 = 8.5;
/// The room between two columns.
const GAP: f32 = 9.0;
/// The room above a row, and below it.
const PAD: f32 = 3.0;
/// The room above a table.
const ABOVE: f32 = 12.0;
/// Rows of more lines than these may be parted between pages.
const LINES_BOUND_MAX: usize = 30;
/// Stands where nothing is said, so that every row has as many cells.
const NOTHING: &str = "–";

/// Lays a table out at the end of a flow.
pub(super) fn add(flow: &mut Flow, table: &Table, fonts: &Fonts) {
    let node = flow.tree.add(Role::Table, None);
    caption(flow, node, &table.caption, fonts);
    let columns = columns(table, fonts);
    let layout = Layout {
        table,
        columns: &columns,
        fonts,
    };
    let again = flow.again.len();
    let heads = flow.tree.add(Role::Heads, Some(node));
    let row = flow.tree.add(Role::Row, Some(heads));
    let cells = table.heads.iter().map(|head| (head, Role::ColumnHead));
    let cells: Vec<(&String, NodeId)> = cells
        .map(|(head, role)| (head, flow.tree.add(role, Some(row))))
        .collect();
    let mut head = layout.row(&cells, Weight::SemiBold);
    for strip in &mut head {
        strip.keeps = true;
        strip.ground = Ground::Tinted;
    }
    flow.again.push(said_again(&head));
    flow.strips.append(&mut head);
    let rows = flow.tree.add(Role::Rows, Some(node));
    for one in &table.rows {
        add_row(flow, (one, rows, again), &layout);
    }
}

/// What a table shows, where no heading has said so.
fn caption(flow: &mut Flow, table: NodeId, text: &str, fonts: &Fonts) {
    if text.trim().is_empty() {
        return;
    }
    let node = flow.tree.add(Role::Caption, Some(table));
    let set = Set {
        x: 0.0,
        style: style(Weight::SemiBold),
        ink: Ink::Dark,
    };
    let mut strips = set.strips(text, WIDTH, node, fonts);
    put_above(&mut strips, ABOVE);
    for strip in &mut strips {
        strip.keeps = true;
    }
    flow.strips.append(&mut strips);
}

fn add_row(flow: &mut Flow, (one, rows, again): (&Row, NodeId, usize), layout: &Layout<'_>) {
    let row = flow.tree.add(Role::Row, Some(rows));
    let cells = one.cells.iter().enumerate();
    let cells: Vec<(&String, NodeId)> = cells
        .map(|(place, text)| {
            let role = if place == 0 {
                Role::RowHead
            } else {
                Role::Cell
            };
            (text, flow.tree.add(role, Some(row)))
        })
        .collect();
    let weight = if one.total {
        Weight::SemiBold
    } else {
        Weight::Regular
    };
    let mut strips = layout.row(&cells, weight);
    for strip in &mut strips {
        strip.again = Some(again);
    }
    if let Some(last) = strips.last_mut() {
        last.ground = Ground::Ruled;
    }
    if strips.len() <= LINES_BOUND_MAX {
        bind(&mut strips);
    } else {
        tie(&mut strips);
    }
    flow.strips.append(&mut strips);
}

/// Strips that only say again what has its place in the tree already.
fn said_again(strips: &[Strip]) -> Vec<Strip> {
    let mut again = strips.to_vec();
    for run in again.iter_mut().flat_map(|strip| &mut strip.runs) {
        run.node = None;
    }
    again
}

/// Where a column begins, and how wide it is.
#[derive(Clone, Copy, Debug)]
struct Column {
    x: f32,
    width: f32,
}

struct Layout<'a> {
    table: &'a Table,
    columns: &'a [Column],
    fonts: &'a Fonts,
}

impl Layout<'_> {
    /// A row: the first line of every cell side by side, then the second ones.
    fn row(&self, cells: &[(&String, NodeId)], weight: Weight) -> Vec<Strip> {
        let mut row: Vec<Strip> = Vec::new();
        for (place, ((text, node), column)) in cells.iter().zip(self.columns).enumerate() {
            let set = Set {
                x: column.x,
                style: style(if place == 0 { Weight::SemiBold } else { weight }),
                ink: Ink::Dark,
            };
            let text = said(text);
            let paragraphs = text.lines();
            let lines = paragraphs.flat_map(|it| set.strips(it, column.width, *node, self.fonts));
            for (line, mut strip) in lines.enumerate() {
                if place > 0 && self.table.cells == Cells::Figures {
                    self.push_right(&mut strip, *column);
                }
                match row.get_mut(line) {
                    Some(above) => above.runs.append(&mut strip.runs),
                    None => row.push(strip),
                }
            }
        }
        put_above(&mut row, PAD);
        if let Some(last) = row.last_mut() {
            last.height += PAD;
        }
        row
    }

    fn push_right(&self, strip: &mut Strip, column: Column) {
        for run in &mut strip.runs {
            let wide = self.fonts.width(run.text.trim_end(), run.style);
            run.x += (column.width - wide).max(0.0);
        }
    }
}

fn said(text: &str) -> &str {
    if text.trim().is_empty() {
        NOTHING
    } else {
        text
    }
}

/// Columns that share the width: each has its widest word, and what is left goes to those that
/// would be wider.
fn columns(table: &Table, fonts: &Fonts) -> Vec<Column> {
    let bold = style(Weight::SemiBold);
    let count = table.heads.len();
    let texts = |place: usize| {
        let cells = table
            .rows
            .iter()
            .filter_map(move |row| row.cells.get(place));
        table.heads.get(place).into_iter().chain(cells)
    };
    let needs = |place: usize| {
        let wide = texts(place).map(|it| widest_word(said(it), bold, fonts));
        wide.fold(0.0, f32::max)
    };
    let wishes = |place: usize| {
        let lines = texts(place).flat_map(|it| said(it).lines());
        lines.map(|it| fonts.width(it, bold)).fold(0.0, f32::max)
    };
    let gaps: f32 = (1..count).map(|_| GAP).sum();
    let room = WIDTH - gaps;
    let needs: Vec<f32> = (0..count).map(needs).collect();
    let wishes: Vec<f32> = (0..count).map(wishes).collect();
    let widths = share(&needs, &wishes, room);
    let mut x = 0.0;
    let columns = widths.into_iter().map(|width| {
        let column = Column { x, width };
        x += width + GAP;
        column
    });
    columns.collect()
}

/// How wide each column is, all together exactly `room`.
fn share(needs: &[f32], wishes: &[f32], room: f32) -> Vec<f32> {
    let needed: f32 = needs.iter().sum();
    let wished: f32 = wishes.iter().sum();
    if needed >= room {
        return needs.iter().map(|need| need * room / needed).collect();
    }
    if wished > room {
        return fill(needs, wishes, room - needed);
    }
    // What nobody wants goes to the first, so that figures stand together on the right.
    let mut widths: Vec<f32> = wishes.to_vec();
    if let Some(first) = widths.first_mut() {
        *first += room - wished;
    }
    widths
}

/// What is left goes to all alike, and to none more than it wishes: short columns stay on one line.
fn fill(needs: &[f32], wishes: &[f32], left: f32) -> Vec<f32> {
    let mut widths = needs.to_vec();
    let mut open: Vec<(usize, f32)> = needs
        .iter()
        .zip(wishes)
        .map(|(need, wish)| wish - need)
        .enumerate()
        .collect();
    open.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut left = left;
    let mut share = f32::from(u16::try_from(open.len()).unwrap_or(u16::MAX));
    while let Some((place, wanted)) = open.pop() {
        let given = wanted.min(left / share);
        if let Some(width) = widths.get_mut(place) {
            *width += given;
        }
        left -= given;
        share -= 1.0;
    }
    widths
}

const fn style(weight: Weight) -> Style {
    Style { weight, size: SIZE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_exactly_the_room_and_words_fit_where_they_can() {
        for (needs, wishes, room) in [
            (vec![50.0, 50.0], vec![60.0, 60.0], 300.0),
            (vec![50.0, 50.0], vec![400.0, 60.0], 300.0),
            (vec![500.0, 50.0], vec![600.0, 60.0], 300.0),
        ] {
            let widths = share(&needs, &wishes, room);
            assert!(
                (widths.iter().sum::<f32>() - room).abs() < 0.01,
                "{widths:?}"
            );
            let is_enough = needs.iter().sum::<f32>() < room;
            let fit = widths.iter().zip(&needs).all(|(width, need)| width >= need);
            assert_eq!(fit, is_enough, "{widths:?}");
        }
    }
}
