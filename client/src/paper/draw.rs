//! Pages as a file: each piece is drawn and tagged with what it is, and the file is checked against
//! the rules of PDF/UA.

use std::num::NonZeroU16;

use jiff::civil::DateTime as Moment;
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope,
        Tag, TagGroup, TagKind, TagTree,
    },
    text::{Font, TextDirection},
};

use super::{
    block::Paper,
    font::{Fonts, REGULAR, SEMI_BOLD, Style, Weight},
    line::lines,
    page::{MARGIN, PAGE_HEIGHT, PAGE_WIDTH, PAGES_MAX, Placed, WIDTH},
    strip::{Bullets, Flow, Ground, Ink, Node, NodeId, Role, Run},
};

/// The letters at the edge of a page.
const EDGE: Style = Style {
    weight: Weight::Regular,
    size: 8.0,
};
/// The first line at the top of a page, and the first at its foot.
const HEAD_Y: f32 = 44.0;
const FOOT_Y: f32 = 796.0;
/// Lines at the foot of a page.
const FOOT_LINES: usize = 2;
/// How far apart those are.
const FOOT_LEADING: f32 = 10.5;
/// The room that the number of a page takes.
const COUNT_ROOM: f32 = 90.0;
/// Where in a strip its letters stand, as a part of their size.
const ASCENT: f32 = 1.04;
/// How thick lines are.
const HAIR: f32 = 0.6;
/// The deepest heading that stands in the contents.
const OUTLINED: u16 = 3;

/// Red, green and blue.
type Colour = [u8; 3];
const DARK: Colour = [0x1b, 0x2a, 0x33];
const SOFT: Colour = [0x49, 0x59, 0x63];
const BRAND: Colour = [0x0f, 0x2e, 0x3e];
const TINT: Colour = [0xf0, 0xed, 0xe7];
const RULE: Colour = [0xdc, 0xd7, 0xce];

/// Why something could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The program's fault: its fonts are broken.
    #[error("the fonts of printed papers cannot be read")]
    Fonts,
    /// Nobody prints so much at once.
    #[error("it would be more than {PAGES_MAX} pages")]
    TooLong,
    /// The program's fault: what would be written breaks a rule of PDF/UA.
    #[error("it would be no valid PDF/UA: {0}")]
    Invalid(String),
}

impl From<KrillaError> for PaperError {
    fn from(error: KrillaError) -> Self {
        let KrillaError::Validation(broken) = error else {
            return Self::Invalid(error.to_string());
        };
        let rules = broken.iter().map(|(rule, _)| format!("{rule:?}"));
        Self::Invalid(rules.collect::<Vec<_>>().join(", "))
    }
}

/// The file.
///
/// # Errors
/// When it would not be valid.
pub(super) fn pdf(
    paper: &Paper,
    flow: &Flow,
    pages: &[Vec<Placed<'_>>],
    fonts: &Fonts,
) -> Result<Vec<u8>, PaperError> {
    let rules = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperError::Invalid(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration: rules,
        ..SerializeSettings::default()
    });
    let mut pen = Pen::new(flow, fonts)?;
    for (place, page) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT);
        let size = size.ok_or_else(|| PaperError::Invalid("page size".to_owned()))?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for placed in page {
            pen.strip(&mut surface, *placed, place);
        }
        pen.edges(&mut surface, paper, (place, pages.len()));
        surface.finish();
        sheet.finish();
    }
    document.set_metadata(metadata(paper));
    document.set_outline(outline(pen.headings));
    document.set_tag_tree(tree(flow.tree.nodes(), pen.drawn, paper.language));
    Ok(document.finish()?)
}

/// Draws, and remembers what was drawn of which node.
struct Pen<'a> {
    regular: Font,
    semi_bold: Font,
    fonts: &'a Fonts,
    nodes: &'a [Node],
    drawn: Vec<Vec<Identifier>>,
    headings: Vec<Heading>,
}

/// A heading at its place.
struct Heading {
    depth: u16,
    text: String,
    place: XyzDestination,
}

impl<'a> Pen<'a> {
    fn new(flow: &'a Flow, fonts: &'a Fonts) -> Result<Self, PaperError> {
        let font = |bytes: &[u8]| Font::new(bytes.to_vec().into(), 0).ok_or(PaperError::Fonts);
        let nodes = flow.tree.nodes();
        Ok(Self {
            regular: font(REGULAR)?,
            semi_bold: font(SEMI_BOLD)?,
            fonts,
            nodes,
            drawn: nodes.iter().map(|_| Vec::new()).collect(),
            headings: Vec::new(),
        })
    }

    fn strip(&mut self, surface: &mut Surface<'_>, placed: Placed<'_>, page: usize) {
        let strip = placed.strip;
        let (top, bottom) = (placed.y, placed.y + strip.height);
        match strip.ground {
            Ground::Bare => {}
            Ground::Tinted => ground(surface, (top - 2.0, strip.height + 2.0), TINT),
            Ground::Ruled => ground(surface, (bottom - HAIR, HAIR), RULE),
        }
        for run in &strip.runs {
            let baseline = top + run.style.size * ASCENT;
            self.run(surface, run, baseline);
            self.remember(run, (page, top));
        }
    }

    fn run(&mut self, surface: &mut Surface<'_>, run: &Run, baseline: f32) {
        let printed = self.fonts.printed(&run.text, run.style.weight);
        if printed.is_empty() {
            return;
        }
        let said = (printed != run.text).then_some(run.text.as_str());
        let tag = match run.node {
            Some(_) => ContentTag::Span(SpanTag::empty().with_actual_text(said)),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let identifier = surface.start_tagged(tag);
        let at = Point::from_xy(MARGIN + run.x, baseline);
        self.write(surface, (&printed, run.style, run.ink), at);
        surface.end_tagged();
        if let Some(drawn) = run.node.and_then(|node| self.drawn.get_mut(node)) {
            drawn.push(identifier);
        }
    }

    fn write(&self, surface: &mut Surface<'_>, (text, style, ink): (&str, Style, Ink), at: Point) {
        let font = match style.weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        };
        surface.set_fill(Some(fill(match ink {
            Ink::Dark => DARK,
            Ink::Soft => SOFT,
            Ink::Brand => BRAND,
        })));
        let direction = TextDirection::LeftToRight;
        surface.draw_text(at, font.clone(), style.size, text, false, direction);
    }

    /// A heading's first line is where the contents lead.
    fn remember(&mut self, run: &Run, (page, top): (usize, f32)) {
        let Some(id) = run.node else { return };
        let is_first = self.drawn.get(id).is_some_and(|drawn| drawn.len() == 1);
        if let Some(Node {
            role: Role::Heading(depth, text),
            ..
        }) = self.nodes.get(id)
            && is_first
        {
            self.headings.push(Heading {
                depth: *depth,
                text: text.clone(),
                place: XyzDestination::new(
                    page,
                    Point::from_xy(0.0, (top - MARGIN / 2.0).max(0.0)),
                ),
            });
        }
    }

    /// What stands at the top and the foot of a page, which nobody reads aloud.
    fn edges(&self, surface: &mut Surface<'_>, paper: &Paper, (page, of): (usize, usize)) {
        let fonts = self.fonts;
        let printed = |text: &str| fonts.printed(text, EDGE.weight);
        let mut line = |kind, text: &str, at| {
            let text = printed(text);
            if !text.trim().is_empty() {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
                self.write(surface, (text.trim_end(), EDGE, Ink::Soft), at);
                surface.end_tagged();
            }
        };
        let head = lines(&paper.head, WIDTH, EDGE, fonts);
        for text in head.iter().take(1) {
            line(ArtifactType::Header, text, Point::from_xy(MARGIN, HEAD_Y));
        }
        let foot = lines(&paper.imprint, WIDTH - COUNT_ROOM, EDGE, fonts);
        let mut y = FOOT_Y;
        for text in foot.iter().take(FOOT_LINES) {
            line(ArtifactType::Footer, text, Point::from_xy(MARGIN, y));
            y += FOOT_LEADING;
        }
        let count = paper.counted.of(page.saturating_add(1), of);
        let x = MARGIN + WIDTH - fonts.width(&count, EDGE);
        line(ArtifactType::PageNumber, &count, Point::from_xy(x, FOOT_Y));
        ground(surface, (FOOT_Y - 14.0, HAIR), RULE);
    }
}

/// Draws a bar as wide as texts are, which means nothing.
fn ground(surface: &mut Surface<'_>, (top, height): (f32, f32), colour: Colour) {
    let mut bar = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(MARGIN - 3.0, top, WIDTH + 6.0, height) else {
        return;
    };
    bar.push_rect(rect);
    if let Some(bar) = bar.finish() {
        let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
        surface.start_tagged(tag);
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&bar);
        surface.end_tagged();
    }
}

fn fill(colour: Colour) -> Fill {
    let [red, green, blue] = colour;
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn metadata(paper: &Paper) -> Metadata {
    let metadata = Metadata::new()
        .title(paper.title.clone())
        .language(paper.language.to_owned())
        .producer(PRODUCER.to_owned());
    let printed = paper.printed.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
    match date(printed.datetime()) {
        Some(date) => metadata.creation_date(date),
        None => metadata,
    }
}

fn date(at: Moment) -> Option<DateTime> {
    let number = |it: i8| u8::try_from(it).ok();
    let date = DateTime::new(u16::try_from(at.year()).ok()?)
        .month(number(at.month())?)
        .day(number(at.day())?)
        .hour(number(at.hour())?)
        .minute(number(at.minute())?)
        .second(number(at.second())?)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Some(date)
}

/// The headings as contents, the deeper below the less deep.
fn outline(headings: Vec<Heading>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let close = |open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline| {
        if let Some((_, node)) = open.pop() {
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for heading in headings.into_iter().filter(|it| it.depth <= OUTLINED) {
        while open
            .last()
            .is_some_and(|(depth, _)| *depth >= heading.depth)
        {
            close(&mut open, &mut outline);
        }
        let node = OutlineNode::new(heading.text, heading.place).with_open(true);
        open.push((heading.depth, node));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    outline
}

/// The tree as the file holds it. A node stands behind what it is a part of, so that from the last
/// one on each is whole when it is put where it belongs.
fn tree(nodes: &[Node], drawn: Vec<Vec<Identifier>>, language: &str) -> TagTree {
    let mut parts: Vec<Vec<TagGroup>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for (id, (node, drawn)) in nodes.iter().zip(drawn).enumerate().rev() {
        let mut group = TagGroup::new(tag(&node.role));
        for identifier in drawn {
            group.push(identifier);
        }
        let own: Option<&mut Vec<TagGroup>> = parts.get_mut(id);
        for part in own.map(std::mem::take).into_iter().flatten().rev() {
            group.push(part);
        }
        match node.parent.and_then(|it: NodeId| parts.get_mut(it)) {
            Some(siblings) => siblings.push(group),
            None => roots.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for root in roots.into_iter().rev() {
        tree.push(root);
    }
    tree
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Heading(depth, text) => {
            let depth = NonZeroU16::new(*depth).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(depth, Some(text.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List(Bullets::Dots) => Tag::L(ListNumbering::Disc).into(),
        Role::List(Bullets::Names) => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Heads => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}

/// What has made the file.
const PRODUCER: &str = "Stafet";
