//! A report as Markdown, with tables as GitHub has them.

use super::document::{Block, Document, Table};

/// The whole text.
pub(super) fn text(document: &Document) -> String {
    let mut parts = vec![format!("# {}", escaped(&document.title))];
    for block in &document.blocks {
        parts.push(match block {
            Block::Heading(text) => format!("## {}", escaped(text)),
            Block::Text(text) => escaped(text),
            Block::List(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|it| format!("- {}", escaped(it)))
                    .collect();
                items.join("\n")
            }
            Block::Table(it) => table(it),
        });
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn table(table: &Table) -> String {
    let mut lines = vec![format!("**{}**\n", escaped(&table.caption))];
    lines.push(line(table.heads.iter().map(|head| escaped(head))));
    let rules = table.heads.iter().enumerate();
    lines.push(line(rules.map(|(column, _)| {
        // Names stand to the left, figures to the right.
        if column == 0 { "---" } else { "--:" }.to_owned()
    })));
    for row in &table.rows {
        let loud = |text: String| {
            if row.total {
                format!("**{text}**")
            } else {
                text
            }
        };
        let cells = row.cells.iter().map(|cell| loud(escaped(&cell.text())));
        lines.push(line([loud(escaped(&row.name))].into_iter().chain(cells)));
    }
    lines.join("\n")
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that means nothing but itself. A `<` before anything but a letter or a mark is only that.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let means_more = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '&' | '~' => true,
            '<' => next.is_alphabetic() || matches!(next, '/' | '!' | '?'),
            _ => false,
        };
        if means_more {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_makes_no_column_link_or_tag() {
        assert_eq!(escaped("a|b [c](d) <b> *e*"), r"a\|b \[c\](d) \<b> \*e\*");
        assert_eq!(escaped("<5"), "<5");
    }
}
