//! A thousand texts that would be run if any page took them for its own: through every field that
//! can be typed, names of files, people and offices, and messages. Nothing of it becomes markup, in
//! Chromium nothing is run, and no downloaded table holds a formula.

use std::{collections::BTreeSet, fs};

use serde::{Deserialize, Serialize};

use crate::{
    browsing::{Opened, browse, can_browse, nothing, open},
    page::{Answer, Page},
    programs::{Deployment, SENDER, TEAM, data},
    writing::Form,
};

/// What each payload is known by, wherever it becomes markup.
const MARK: &str = "data-zq";
/// How many there are.
const PAYLOADS: usize = 1_000;
/// The longest that stands in a field of one line, and in a name.
const LINE_CHARS_MAX: usize = 140;
const NAME_CHARS_MAX: usize = 110;
/// How many stand in one field of many lines.
const AREA: usize = 30;
/// How many files go along with each handover.
const FILES: usize = 6;
/// Names that a spreadsheet would take for a formula.
const FORMULAS: [&str; 5] = [
    "=HYPERLINK(\"http://evil.example\",\"Nuuk\")",
    "+1+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "=1+1",
];

/// What would run: `{}` is the place of the mark.
const TAGS: [&str; 20] = [
    "<script {}>__x=1</script>",
    "<img {} src=x onerror=__x=1>",
    "<svg {} onload=__x=1>",
    "<svg {}><script>__x=1</script></svg>",
    "<body {} onload=__x=1>",
    "<details {} open ontoggle=__x=1>",
    "<input {} autofocus onfocus=__x=1>",
    "<video {}><source onerror=__x=1></video>",
    "<iframe {} srcdoc='<script>parent.__x=1</script>'></iframe>",
    "<iframe {} src=javascript:parent.__x=1></iframe>",
    "<a {} href=javascript:__x=1>x</a>",
    "<form {} action=javascript:__x=1><button>x</button></form>",
    "<meta {} http-equiv=refresh content='0;url=javascript:__x=1'>",
    "<base {} href=http://evil.example/>",
    "<link {} rel=stylesheet href=http://evil.example/x.css>",
    "<style {}>body{display:none}</style>",
    "<object {} data=javascript:__x=1></object>",
    "<math {}><mtext></math><img src=x onerror=__x=1>",
    "<div {} hx-get=/indbakke hx-trigger=load hx-on:load=__x=1>x</div>",
    "<hx-partial {} hx-target=body hx-swap=innerHTML>x</hx-partial>",
];

/// What would have to be left first.
const CONTEXTS: [&str; 10] = [
    "",
    "\">",
    "'>",
    "</textarea>",
    "</title>",
    "</script>",
    "</option></select>",
    "-->",
    "\" data-zq autofocus onfocus=__x=1 a=\"",
    "{{7*7}}${7*7}<!--",
];

/// How it may be written so that something undoes it.
#[derive(Clone, Copy)]
enum Coded {
    Plain,
    Entities,
    Percent,
    Escaped,
    Wide,
}

const CODED: [Coded; 5] = [
    Coded::Plain,
    Coded::Entities,
    Coded::Percent,
    Coded::Escaped,
    Coded::Wide,
];

impl Coded {
    fn write(self, text: &str) -> String {
        let swap = |less: &str, more: &str| text.replace('<', less).replace('>', more);
        match self {
            Self::Plain => text.to_owned(),
            Self::Entities => swap("&lt;", "&#62;"),
            Self::Percent => swap("%3C", "%3E"),
            Self::Escaped => swap("\\u003c", "\\x3e"),
            Self::Wide => swap("＜", "＞"),
        }
    }
}

fn payloads() -> Vec<String> {
    let mut all = Vec::new();
    for coded in CODED {
        for context in CONTEXTS {
            for tag in TAGS {
                let text = format!("{context}{}", tag.replace("{}", MARK));
                all.push(coded.write(&text));
            }
        }
    }
    all
}

/// Whether any payload has become markup.
fn is_markup(body: &str) -> bool {
    let mark = format!(" {MARK}");
    body.match_indices(&mark).any(|(at, _)| {
        let before = body[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
        before.ends_with(['<', '"', '\''])
    })
}

fn judged(what: &str, answer: &Answer) {
    assert!(!is_markup(&answer.body), "{what}: {}", answer.body);
    assert_ne!(answer.status, 500, "{what}: {answer:?}");
    let head = answer.headers.values();
    assert!(!head.into_iter().any(|it| it.contains(MARK)), "{what}");
}

/// Payloads by turns, those that fit into a place.
struct Turns<'a> {
    all: &'a [String],
    used: BTreeSet<usize>,
    next: usize,
}

impl<'a> Turns<'a> {
    fn new(all: &'a [String]) -> Self {
        Self {
            all,
            used: BTreeSet::new(),
            next: 0,
        }
    }

    fn line(&mut self, chars_max: usize) -> String {
        loop {
            let at = self.next % self.all.len();
            self.next += 1;
            let payload = &self.all[at];
            if payload.chars().count() <= chars_max {
                self.used.insert(at);
                return payload.clone();
            }
        }
    }

    fn area(&mut self) -> String {
        let lines: Vec<String> = (0..AREA).map(|_| self.line(usize::MAX)).collect();
        lines.join("\n")
    }
}

/// The names of the fields on a page: those of one line, and those of many.
fn fields(html: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (tag, is_area) in [("<textarea", true), ("<input class=\"form-input\"", false)] {
        for rest in html.split(tag).skip(1) {
            let tag = rest.split('>').next().unwrap_or_default();
            let name = tag.split("name=\"").nth(1);
            let name = name.and_then(|it| it.split('"').next());
            let is_text = is_area || tag.contains("type=\"text\"");
            found.extend(name.filter(|_| is_text).map(|it| (it.to_owned(), is_area)));
        }
    }
    found
}

/// Everything that a page asks for in words, as payloads, beside what is `given`.
fn filled(html: &str, given: &[(&str, &str)], turns: &mut Turns<'_>) -> Vec<(String, String)> {
    let known = |name: &str| given.iter().any(|(given, _)| *given == name);
    let all = fields(html).into_iter().filter(|(name, _)| !known(name));
    let all = all.map(|(name, is_area)| {
        let text = if is_area {
            turns.area()
        } else {
            turns.line(LINE_CHARS_MAX)
        };
        (name, text)
    });
    let mut all: Vec<(String, String)> = all.collect();
    let given = given
        .iter()
        .map(|(name, text)| ((*name).into(), (*text).into()));
    all.extend(given);
    all
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    pairs.collect()
}

/// Writes something of a kind with payloads in every field, and signs it. Answers how that ended.
fn written(page: &Page, kind: &str, turns: &mut Turns<'_>) -> u16 {
    let form = Form::begin(page, kind);
    let choices = [
        ("til", TEAM),
        ("haster", "yellow"),
        ("child.cpr", "010112-0000"),
        ("child.language", "kl"),
        ("interpreter", "true"),
        ("reported_at", "2026-01-02T10:00"),
    ];
    for step in ["modtager", "hast", "barnet", "indhold"] {
        let shown = page.get(&form.step(step));
        judged(step, &shown);
        let html = shown
            .body
            .split("id=\"indhold\"")
            .nth(1)
            .unwrap_or_default();
        let typed = filled(html, &choices, turns);
        judged(step, &form.fill(step, &pairs(&typed)));
        judged(step, &page.get(&form.step(step)));
    }
    let token = page.hidden(&form.step("gennemse"), "_token");
    for _ in 0..FILES {
        let name = turns.line(LINE_CHARS_MAX).replace('"', "%22");
        judged(
            "a file",
            &form.upload(&token, &name, "<script>parent.__x=1</script>"),
        );
    }
    for step in ["bilag", "gennemse"] {
        judged(step, &page.get(&form.step(step)));
    }
    let signed = form.fill("gennemse", &[]);
    judged(kind, &signed);
    judged(kind, &page.get(&form.step("sendt")));
    signed.status
}

/// The addresses on a page that begin so.
fn links(html: &str, begin: &str) -> BTreeSet<String> {
    let all = html.split("href=\"").skip(1);
    let all = all.filter_map(|rest| rest.split('"').next());
    let own = all.filter(|it| it.starts_with(begin));
    own.map(|it| it.replace("&amp;", "&")).collect()
}

/// Every sheet that is offered about a handover, filled in with payloads: one of them is signed if
/// that is possible, and all are answered.
fn answered(page: &Page, id: &str, turn: usize, turns: &mut Turns<'_>) {
    let address = format!("/overdragelse/{id}");
    let shown = page.get(&address);
    judged(&address, &shown);
    let token = page.hidden("/soeg", "_token");
    let message = [("_token", token.as_str()), ("besked", &turns.area())];
    judged(
        "a message",
        &page.post(&format!("{address}/besked"), &message),
    );
    let mut sheets: Vec<String> = links(&shown.body, &format!("{address}/"))
        .into_iter()
        .collect();
    let is_file = |it: &str| it.contains("/bilag/") || it.contains("/pdf");
    sheets.retain(|it| !is_file(it) && !it.ends_with("/ret"));
    let count = sheets.len().max(1);
    sheets.rotate_left(turn % count);
    for sheet in sheets {
        let html = page.get(&sheet);
        judged(&sheet, &html);
        if html.status != 200 {
            continue;
        }
        // Without its choices it is shown again, with everything that was typed.
        let typed = filled(&html.body, &[], turns);
        let own = ["_token", "_bound"].map(|name| (name.to_owned(), page.hidden(&sheet, name)));
        let mut bare = own.to_vec();
        bare.extend(typed);
        judged(&sheet, &page.post(&sheet, &pairs(&bare)));
        bare.extend([
            ("category".into(), "capacity".into()),
            ("how".into(), "phone".into()),
        ]);
        judged(&sheet, &page.post(&sheet, &pairs(&bare)));
    }
}

/// The offices of the test data, with names that somebody has typed.
fn named(turns: &mut Turns<'_>) -> String {
    let text = fs::read_to_string(data("offices.toml")).unwrap();
    let mut formulas = FORMULAS.into_iter().cycle();
    let lines = text.lines().map(|line| {
        let Some((before, rest)) = line.split_once("name = \"") else {
            return line.to_owned();
        };
        let (_, after) = rest.split_once('"').unwrap();
        let name = match formulas.next() {
            Some(formula) if before.contains("sermersooq") => formula.to_owned(),
            _ => turns.line(NAME_CHARS_MAX),
        };
        let name = name.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{before}name = \"{name}\"{after}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A deployment whose offices and people are called so.
fn founded(turns: &mut Turns<'_>) -> Deployment {
    let deployment = Deployment::found();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offices.toml");
    fs::write(&file, named(turns)).unwrap();
    let file = file.to_str().unwrap();
    let added = deployment.stafet("admin", &["admin", "office", "add", "--from", file]);
    assert_eq!(added.code, 0, "{added:?}");
    for (profile, office) in [("sender", SENDER), ("team", TEAM)] {
        deployment.applies(profile, office, &turns.line(NAME_CHARS_MAX));
    }
    for profile in ["admin", "sender", "team"] {
        deployment.sync(profile);
    }
    deployment
}

#[derive(Serialize)]
struct Own<'a> {
    payloads: &'a [String],
    mark: &'static str,
}

#[derive(Debug, Deserialize)]
struct Seen {
    pages: usize,
    forms: usize,
    marked: Vec<String>,
    ran: Vec<String>,
}

/// The ids of the handovers in somebody's lists.
fn known(page: &Page) -> BTreeSet<String> {
    let lists = ["/indbakke?alle", "/udbakke?alle"].map(|list| page.get(list));
    let mut ids = BTreeSet::new();
    for list in &lists {
        judged("a list", list);
        let links = links(&list.body, "/overdragelse/");
        ids.extend(
            links
                .iter()
                .filter_map(|it| it.split('/').nth(2))
                .map(str::to_owned),
        );
    }
    ids
}

/// What can be downloaded holds no formula.
fn tables(admin: &Page) {
    let days = "fra=2026-01-01&til=2026-03-31";
    let csv = admin.get(&format!("/vagt/statistik/csv?{days}"));
    assert_eq!(csv.status, 200, "{csv:?}");
    let cells = csv.body.lines().skip(1).flat_map(|line| line.split(';'));
    let mut cells = cells.map(|cell| cell.trim_start_matches('"'));
    let formula = cells.find(|cell| cell.starts_with(['=', '+', '-', '@', '\t']));
    assert_eq!(formula, None);
}

#[test]
fn a_thousand_payloads_are_never_run() {
    let payloads = payloads();
    assert_eq!(payloads.iter().collect::<BTreeSet<_>>().len(), PAYLOADS);
    let mut turns = Turns::new(&payloads);
    let deployment = founded(&mut turns);
    let sender = Page::of(&deployment, "sender");
    let mut round = 0;
    while turns.used.len() < PAYLOADS || round < 9 {
        let kind = if round % 3 == 2 {
            "message"
        } else {
            "referral"
        };
        assert_eq!(written(&sender, kind, &mut turns), 303, "{kind}");
        round += 1;
    }
    // Its check-list is not whole: it is shown again with everything that was typed.
    assert_eq!(written(&sender, "case-information", &mut turns), 422);
    deployment.sync("team");
    let team = Page::of(&deployment, "team");
    let ids = known(&team);
    assert!(ids.len() >= round, "{ids:?}");
    for (turn, id) in ids.iter().enumerate() {
        answered(&team, id, turn, &mut turns);
    }
    deployment.sync("sender");
    for (turn, id) in ids.iter().enumerate() {
        answered(&sender, id, turn, &mut turns);
    }
    let token = sender.hidden("/soeg", "_token");
    for payload in &payloads {
        let found = sender.post("/soeg", &[("_token", &token), ("q", payload)]);
        judged("a search", &found);
    }
    let admin = Page::of(&deployment, "admin");
    tables(&admin);
    drop((sender, team, admin));
    println!("{} payloads in {} handovers", turns.used.len(), ids.len());
    if !can_browse() {
        return;
    }
    let opened = ["sender", "team", "admin"].map(|it| open(&deployment, it, "da"));
    let people = opened.each_ref().map(|it: &Opened| it.person.clone());
    let own = Own {
        payloads: &payloads,
        mark: MARK,
    };
    let seen = browse::<Seen>("payloads", (&people, &own), nothing).own;
    println!("{} pages and {} forms in Chromium", seen.pages, seen.forms);
    assert!(seen.pages > 100 && seen.forms > 10, "{seen:?}");
    assert_eq!((seen.marked, seen.ran), (Vec::new(), Vec::new()));
}
