//! What is printed and what goes into a calendar: all of a handover is on its paper, nothing of it
//! in a file's name, and no CPR number unless somebody asked for it.

use std::fs;

use stafet_tests::{paper, tools};

use crate::{page::Page, programs::Deployment, referral};

/// Every answer of a handover that the page shows.
fn answers(page: &str) -> Vec<String> {
    let mut answers = Vec::new();
    for part in page.split("<dd class=\"st-lines\">").skip(1) {
        let text = part.split("</dd>").next().unwrap_or_default();
        let text = text.split("<form").next().unwrap_or_default();
        answers.push(plain(text));
    }
    answers
}

/// A piece of a page as its reader sees it.
fn plain(html: &str) -> String {
    let text = html.replace("&#39;", "'").replace("&#34;", "\"");
    let text = text.replace("&#60;", "<").replace("&#62;", ">");
    text.replace("&#38;", "&")
}

#[test]
fn all_of_a_handover_is_on_its_paper_and_what_is_owed_in_a_calendar() {
    let deployment = Deployment::at_work();
    let said = deployment.stafet("sender", &["send", &referral()]);
    let id = said.line().to_owned();
    deployment.sync("team");
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let printed = |extra: &[&str], file: &str| {
        let mut arguments = vec!["show", &id, "--pdf", file];
        arguments.extend(extra);
        deployment.stafet("team", &arguments)
    };
    let (masked, whole) = (place("a.pdf"), place("b.pdf"));
    assert_eq!(printed(&[], &masked).code, 0);
    assert_eq!(printed(&["--unmask"], &whole).code, 0);
    let again = printed(&[], &masked);
    assert_eq!(again.code, 2, "nothing is written over: {again:?}");
    let team = Page::of(&deployment, "team");
    let shown = team.get(&format!("/overdragelse/{id}"));
    for path in ["", "/kvitteringer"] {
        let saved = team.get(&format!("/overdragelse/{id}/pdf{path}"));
        assert_eq!(saved.status, 200, "{path}");
        let name = saved.headers["content-disposition"].clone();
        assert!(name.starts_with("attachment; filename=\""), "{name}");
        assert!(name.ends_with(&format!("-{id}.pdf\"")), "{name}");
        assert!(saved.body.starts_with("%PDF-1.7"));
    }
    let calendar = team.get("/indbakke/kalender");
    assert_eq!(
        calendar.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 1);
    let said = deployment.stafet("team", &["inbox", "--ical", "-"]);
    let name = |file: &str| {
        let lines = file.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::trim).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(name(&said.data), name(&calendar.body));
    if !tools::has_poppler() {
        return;
    }
    let text = paper::text(&fs::read(&masked).unwrap());
    let answers = answers(&shown.body);
    assert!(answers.len() > 10, "{answers:?}");
    for answer in &answers {
        for line in answer.lines() {
            assert!(paper::holds(&text, line), "{line:?} is missing in\n{text}");
        }
    }
    for hidden in [&text, &calendar.body] {
        assert!(!hidden.contains(CPR), "{hidden}");
    }
    assert!(!calendar.body.contains("Testbarn"), "{}", calendar.body);
    let whole = paper::text(&fs::read(&whole).unwrap());
    assert!(whole.contains(CPR), "{whole}");
    let about = paper::about(&fs::read(&masked).unwrap());
    assert!(!about.contains("Testbarn"), "{about}");
    assert!(about.contains("Tagged:          yes"), "{about}");
}

/// The number of the child in the test data.
const CPR: &str = "010112-0000";
