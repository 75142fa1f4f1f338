//! The pages of administrators, and those on which somebody joins.

use std::time::Duration;

use crate::{
    LOOKS_MAX,
    page::Page,
    programs::{Deployment, TEAM},
    referral,
};

/// How long a page is left alone before it is asked again.
const PAUSE: Duration = Duration::from_millis(50);

/// A referral that lies at the team, its short id and the same as it is spoken.
fn sent(deployment: &Deployment) -> (String, String) {
    let said = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    let id = said.line().to_owned();
    let spoken = format!("{} {}", &id[..4], &id[4..]);
    (id, spoken)
}

/// Leaves a program alone for a moment.
#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn wait() {
    std::thread::sleep(PAUSE);
}

/// Waits until a page says something.
pub(crate) fn says(page: &Page, path: &str, wanted: &str) -> String {
    for _ in 0..LOOKS_MAX {
        let shown = page.get(path);
        if shown.body.contains(wanted) {
            return shown.body;
        }
        wait();
    }
    panic!("{path} does not say {wanted}: {}", page.get(path).body);
}

#[test]
fn an_administrator_sees_who_owes_what_and_nothing_of_what_it_says() {
    let deployment = Deployment::at_work();
    let (id, spoken) = sent(&deployment);
    let page = Page::of(&deployment, "admin");
    assert_eq!(page.get("/").headers["location"], "/vagt");
    let panel = format!("/vagt?vis={id}");
    says(&page, "/vagt", "· Opgjort");
    for path in [
        "/vagt",
        &panel,
        "/vagt/moede",
        "/vagt/kontorer",
        "/vagt/statistik",
    ] {
        let shown = page.get(path);
        assert_eq!(shown.status, 200, "{path}: {shown:?}");
        assert!(shown.body.contains("· Opgjort"), "{path}: {}", shown.body);
        for secret in ["Testbarn", "0101120000"] {
            assert!(!shown.body.contains(secret), "{path}");
        }
    }
    let overview = page.get("/vagt").body;
    assert!(overview.contains(&spoken), "{overview}");
    assert!(overview.contains("Åbnet, ikke kvitteret"), "{overview}");
    assert!(page.get(&panel).body.contains("Indholdet kan du ikke læse"));
    let file = page.get("/vagt/statistik/csv?fra=2026-01-01&til=2026-03-31");
    assert_eq!(file.status, 200, "{file:?}");
    assert!(file.headers["content-disposition"].starts_with("attachment"));
    assert_eq!(page.get("/vagt/statistik/exe").status, 404);
    assert_eq!(page.get("/vagt/00000000/tag-haand").status, 404);
    assert_eq!(page.get(&format!("/vagt/{id}/kvitter")).status, 404);
}

#[test]
fn an_administrator_reminds_and_takes_in_hand_what_she_has_seen() {
    let deployment = Deployment::at_work();
    let (id, _) = sent(&deployment);
    let page = Page::of(&deployment, "admin");
    let sheet = format!("/vagt/{id}/tag-haand");
    assert_eq!(page.get("/vagt").status, 200);
    let [token, what, bound] = ["_token", "_what", "_bound"].map(|name| page.hidden(&sheet, name));
    let fields = |more: &[(&'static str, &'static str)]| {
        let own = [("_token", token.clone()), ("_what", what.clone())];
        let mut all: Vec<(&str, String)> = own.to_vec();
        all.push(("_bound", bound.clone()));
        let more = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        all.retain(|(name, _)| !more.clone().any(|(other, _)| other == *name));
        all.extend(more);
        all
    };
    let post = |path: &str, more: &[(&'static str, &'static str)]| {
        let all = fields(more);
        let all: Vec<(&str, &str)> = all.iter().map(|(name, it)| (*name, it.as_str())).collect();
        page.post(path, &all)
    };
    assert_eq!(post(&sheet, &[("_token", "guess")]).status, 403);
    let empty = post(&sheet, &[]);
    assert_eq!(empty.status, 422, "a reason is missing");
    assert!(empty.body.contains("Noget skal rettes"));
    let stale = post(
        &sheet,
        &[("_bound", "acknowledge.0.0"), ("reason", "called")],
    );
    assert_eq!(stale.status, 409, "it stood otherwise");
    assert!(stale.body.contains("Der er sket noget"));
    let nothing = post(&sheet, &[("_what", "send-referral"), ("reason", "called")]);
    assert_eq!(nothing.status, 409, "that is not owed");
    let taken = post(&sheet, &[("reason", "called")]);
    assert_eq!(taken.status, 303, "{taken:?}");
    let place = taken.headers["location"].clone();
    assert_eq!(place, format!("/vagt?vis={id}&gjort=tag-haand"));
    let shown = page.get(&place).body;
    assert!(shown.contains("har ringet"), "{shown}");
    assert_eq!(post(&sheet, &[("reason", "called")]).status, 409, "twice");
    let remind = format!("/vagt/{id}/paamind");
    let [what, bound] = ["_what", "_bound"].map(|name| page.hidden(&remind, name));
    let fields = [
        ("_token", token.as_str()),
        ("_what", what.as_str()),
        ("_bound", bound.as_str()),
    ];
    let reminded = page.post(&remind, &fields);
    assert_eq!(reminded.status, 303, "{reminded:?}");
    let owed = deployment.stafet("admin", &["--json", "overview"]).json();
    assert!(owed.to_string().contains("called"), "{owed}");
}

#[test]
fn the_watch_is_the_administrators_alone() {
    let deployment = Deployment::at_work();
    let (id, _) = sent(&deployment);
    let page = Page::of(&deployment, "team");
    for path in ["/vagt", "/vagt/moede", "/vagt/statistik"] {
        let answer = page.get(path);
        assert_eq!(answer.status, 303, "{path}");
        assert_eq!(answer.headers["location"], "/indbakke");
    }
    let token = page.hidden("/indbakke", "_token");
    let fields = [("_token", token.as_str()), ("_what", "acknowledge")];
    let refused = page.post(&format!("/vagt/{id}/paamind"), &fields);
    assert_eq!(refused.status, 404, "{refused:?}");
}

#[test]
fn somebody_joins_on_the_page_and_works_there_once_approved() {
    let deployment = Deployment::at_work();
    let ticket = deployment.stafet("admin", &["admin", "invite", TEAM]);
    let page = Page::of(&deployment, "newcomer");
    for path in ["/", "/indbakke", "/ny", "/velkommen/venter"] {
        let answer = page.get(path);
        assert_eq!(answer.status, 303, "{path}: {answer:?}");
    }
    let token = page.hidden("/velkommen/sprog", "_token");
    let token = token.as_str();
    let language = [("_token", token), ("language", "da")];
    let spoken = page.post("/velkommen/sprog", &language);
    assert_eq!(spoken.headers["location"], "/velkommen/invitation");
    let wrong = [
        ("_token", token),
        ("invitation", "ikke en invitation"),
        ("name", "Nina Ny"),
    ];
    let again = page.post("/velkommen/invitation", &wrong);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("ikke en invitation"), "nothing is lost");
    assert!(again.body.contains("Nina Ny"));
    // As it comes out of a letter.
    let (first, rest) = ticket.line().split_at(20);
    let broken = format!(" {first}\n{rest} ");
    let right = [
        ("_token", token),
        ("invitation", broken.as_str()),
        ("name", "Nina Ny"),
    ];
    let applied = page.post("/velkommen/invitation", &right);
    assert_eq!(applied.status, 303, "{applied:?}");
    assert_eq!(applied.headers["location"], "/velkommen/venter");
    let waits = page.get("/velkommen/venter");
    assert!(waits.body.contains("en administrator skal godkende dig"));
    let joined = (0..LOOKS_MAX).any(|_| {
        deployment.sync("admin");
        deployment.sync("team");
        wait();
        page.get("/").headers["location"] == "/indbakke"
    });
    assert!(joined, "{:?}", page.get("/velkommen/venter"));
    assert_eq!(page.get("/velkommen/sprog").headers["location"], "/");
    assert!(page.get("/indbakke").body.contains("Nina Ny"));
}
