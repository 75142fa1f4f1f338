//! A profile that another program holds: whoever comes waits for a while, is told in words then, and
//! nothing typed is lost.

use std::{
    io::Write as _,
    process::{Child, ChildStdin, Stdio},
    time::{Duration, Instant},
};

use stafet_tests::tools;

use crate::{
    page::{Page, sent},
    programs::{Deployment, SENDER, Said},
    writing::Form,
};

/// Begins to write into a store, says so, and holds it until it is told to end.
const HOLDER: &str = "
import sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
store.execute('BEGIN IMMEDIATE')
print('held', flush=True)
sys.stdin.readline()
store.execute('ROLLBACK')
";
/// For how long another program may hold a profile without anybody noticing.
const WHILE: Duration = Duration::from_secs(3);

/// Another program that writes into a profile and does not come to an end.
struct Holder {
    child: Child,
    ends: ChildStdin,
}

impl Holder {
    /// Holds a profile; nothing where there is no Python.
    fn of(deployment: &Deployment, profile: &str) -> Option<Self> {
        let mut python = tools::python(&["sqlite3"])?;
        python.args(["-c", HOLDER]);
        python.arg(deployment.profile(profile).join("store.db"));
        python.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = python.spawn().unwrap();
        let mut said = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut said, &mut line).unwrap();
        assert_eq!(line, "held\n");
        let ends = child.stdin.take().unwrap();
        Some(Self { child, ends })
    }

    /// Comes to an end.
    fn end(mut self) {
        self.ends.write_all(b"\n").unwrap();
        assert!(self.child.wait().unwrap().success());
    }

    /// Comes to an end later, while something else is done.
    fn end_after(self, pause: Duration) -> std::thread::JoinHandle<()> {
        std::thread::spawn(move || {
            #[expect(clippy::disallowed_methods, reason = "holds for so long")]
            std::thread::sleep(pause);
            self.end();
        })
    }
}

#[test]
fn a_profile_that_another_program_holds_is_not_opened_and_that_is_said() {
    let deployment = Deployment::at_work();
    let Some(holder) = Holder::of(&deployment, "team") else {
        return;
    };
    for arguments in [&["open", "--no-browser"][..], &["inbox", "--offline"]] {
        let said = deployment.stafet("team", arguments);
        assert_eq!((said.code, said.data.as_str()), (1, ""), "{said:?}");
        for wanted in ["Et andet program bruger denne profil", "prøv igen"] {
            assert!(said.talk.contains(wanted), "{said:?}");
        }
    }
    assert!(!deployment.profile("team").join("page.json").exists());
    // Whoever holds it for a moment only is waited for.
    let ending = holder.end_after(WHILE);
    let said = deployment.stafet("team", &["inbox", "--offline"]);
    assert_eq!(said.code, 0, "{said:?}");
    ending.join().unwrap();
}

#[test]
fn what_is_signed_while_another_program_writes_waits_or_can_be_sent_once_more() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let home = format!("/overdragelse/{id}");
    assert_eq!(page.get(&home).status, 200, "it is opened");
    let sheet = format!("{home}/afvis");
    let [token, bound] = ["_token", "_bound"].map(|name| page.hidden(&sheet, name));
    let text = "Ingen plads.\r\nPrøv igen til jul.";
    let fields = [
        ("_token", token.as_str()),
        ("_bound", &bound),
        ("category", "capacity"),
        ("text", text),
    ];
    let form = Form::begin(&page, "message");
    form.go("modtager", &[("til", SENDER)], "hast");
    form.go("hast", &[("haster", "green")], "indhold");
    let Some(holder) = Holder::of(&deployment, "team") else {
        return;
    };
    // Reading goes on meanwhile.
    #[expect(clippy::disallowed_methods, reason = "an answer's time is measured")]
    let begun = Instant::now();
    assert_eq!(page.get("/indbakke").status, 200);
    assert!(begun.elapsed() < WHILE, "{:?}", begun.elapsed());
    let refused = page.post(&sheet, &fields);
    assert_eq!(refused.status, 409, "{refused:?}");
    for wanted in [
        "Et andet program bruger denne profil",
        "Det, du skrev, er her endnu.",
        &format!("<form method=\"post\" action=\"{sheet}\">"),
        "Ingen plads.\r\nPrøv igen til jul.",
    ] {
        assert!(refused.body.contains(wanted), "{wanted}: {refused:?}");
    }
    assert!(
        !page.get(&home).body.contains("til jul"),
        "it is not signed"
    );
    // What is written anew is shown again where it is, and said not to be saved.
    let subject = [("subject", "Emne"), ("text", "Skrevet imens")];
    let unsaved = form.fill("indhold", &subject);
    assert_eq!(unsaved.status, 500, "{unsaved:?}");
    for wanted in ["Et andet program bruger denne profil", "Skrevet imens"] {
        assert!(unsaved.body.contains(wanted), "{wanted}: {unsaved:?}");
    }
    let ending = holder.end_after(WHILE);
    // What the page offers to send again is what was typed, with all that the sheet had carried.
    let again = page.post(&sheet, &fields);
    assert_eq!(again.status, 303, "{again:?}");
    ending.join().unwrap();
    let shown: Said = deployment.stafet("team", &["show", &id]);
    assert!(shown.data.contains("Prøv igen til jul."), "{shown:?}");
}
