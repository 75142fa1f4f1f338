//! A report as one HTML page that needs nothing from elsewhere: no script, no font, no picture.
//!
//! It can be read aloud (language, headings in order, captions, heads with their scope), a colour
//! is always a word too, and it prints.

use stafet_shared::words::Colour;

use super::document::{Block, Cell, Document, Row, Table};

/// The whole page.
pub(super) fn page(document: &Document) -> String {
    let mut body = format!("<h1>{}</h1>\n", escaped(&document.title));
    for block in &document.blocks {
        body.push_str(&match block {
            Block::Heading(text) => format!("<h2>{}</h2>\n", escaped(text)),
            Block::Text(text) => format!("<p>{}</p>\n", escaped(text)),
            Block::List(items) => list(items),
            Block::Table(it) => table(it),
        });
    }
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{language}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n\
         <style>\n{STYLE}</style>\n\
         </head>\n\
         <body>\n\
         <main>\n\
         {body}\
         </main>\n\
         </body>\n\
         </html>\n",
        language = escaped(document.language),
        title = escaped(&document.title),
    )
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| format!("<li>{}</li>\n", escaped(item)))
        .collect();
    format!("<ul>\n{}</ul>\n", items.concat())
}

fn table(table: &Table) -> String {
    let heads: Vec<String> = table
        .heads
        .iter()
        .map(|head| format!("<th scope=\"col\">{}</th>", escaped(head)))
        .collect();
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n",
        caption = escaped(&table.caption),
        heads = heads.concat(),
        rows = rows.concat(),
    )
}

fn row(row: &Row) -> String {
    let class = if row.total { " class=\"total\"" } else { "" };
    let cells: Vec<String> = row.cells.iter().map(cell).collect();
    format!(
        "<tr{class}><th scope=\"row\">{}</th>{}</tr>\n",
        escaped(&row.name),
        cells.concat()
    )
}

fn cell(cell: &Cell) -> String {
    let class = match cell {
        Cell::Number(_) | Cell::Words(_) => "",
        Cell::Colour(Colour::Red, _) => " class=\"red\"",
        Cell::Colour(Colour::Yellow, _) => " class=\"yellow\"",
        Cell::Colour(Colour::Green, _) => " class=\"green\"",
    };
    format!("<td{class}>{}</td>", escaped(&cell.text()))
}

/// Text that means nothing but itself, between tags and in attributes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Nothing is loaded and nothing runs, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "\
body { font: 1rem/1.5 sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
th, td { border: 1px solid #767676; padding: 0.25rem 0.5rem; text-align: right; }
th:first-child { text-align: left; }
thead th { background: #eee; vertical-align: bottom; }
tbody th { font-weight: normal; }
tr.total th, tr.total td { font-weight: bold; border-top: 2px solid #1a1a1a; }
td.green { background: #cdebc5; }
td.yellow { background: #fff2b3; }
td.red { background: #f8cfc9; }
@media print {
  main { max-width: none; padding: 0; }
  h2, caption { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  td.green, td.yellow, td.red { print-color-adjust: exact; }
}
";

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_makes_no_tag_attribute_or_entity() {
        assert_eq!(
            escaped("<b a=\"c\" d='e'>&amp;"),
            "&lt;b a=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;"
        );
        assert_eq!(escaped("Børn og Unge"), "Børn og Unge");
    }
}
