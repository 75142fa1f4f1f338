//! Attached files between separate processes: they come after the text, and none is lost.

use std::{collections::BTreeSet, fs};

use crate::{
    all_is_well, at_sender,
    programs::{Deployment, TEAM},
    referral,
};

#[test]
fn attached_files_come_after_the_text_and_are_saved_under_safe_names() {
    let deployment = Deployment::at_work();
    let files = tempfile::tempdir().unwrap();
    let content: Vec<u8> = (0..200_000_u32).map(|n| (n % 233) as u8).collect();
    let path = files.path().join("Børnefaglig.pdf");
    fs::write(&path, &content).unwrap();
    let path = path.to_str().unwrap();
    let message = [
        "send",
        "--to",
        TEAM,
        "--subject",
        "Bilag",
        "--text",
        "Se bilag.",
    ];
    let attach = |path| [&message[..], &["--attach", path]].concat();

    for (wrong, wanted) in [("findes-ikke.pdf", "findes ikke"), (".", "er ikke en fil")] {
        let said = deployment.stafet("sender", &attach(wrong));
        assert_eq!((said.code, said.data.as_str()), (2, ""), "{said:?}");
        assert!(said.talk.contains(wanted), "{said:?}");
    }
    assert_eq!(at_sender(&deployment), BTreeSet::new(), "nothing was sent");

    let sent = deployment.stafet("sender", &attach(path));
    assert_eq!(sent.code, 0, "{sent:?}");
    let id = sent.line();
    deployment.sync("team");
    let page = deployment.stafet("team", &["show", id, "--json"]).json();
    let file = &page["contents"][0]["attachments"][0];
    assert_eq!(
        (&file["name"], &file["state"]),
        (&"Børnefaglig.pdf".into(), &"here".into())
    );
    assert_eq!(file["bytes"], 200_000);
    let shown = deployment.stafet("team", &["show", id]);
    assert!(
        shown.data.contains("Børnefaglig.pdf (200 kB) – klar"),
        "{shown:?}"
    );

    let to = files.path().join("saved");
    fs::create_dir(&to).unwrap();
    let folder = to.to_str().unwrap();
    for name in ["Børnefaglig.pdf", "Børnefaglig (2).pdf"] {
        let saved = deployment.stafet("team", &["save", id, "--to", folder]);
        assert_eq!(saved.code, 0, "{saved:?}");
        assert!(saved.line().ends_with(name), "{saved:?}");
        assert!(fs::read(to.join(name)).unwrap() == content, "{name}");
    }
    assert_eq!(
        fs::read_dir(&to).unwrap().count(),
        2,
        "nothing else lies there"
    );
    let said = deployment.stafet("team", &["save", id, "andet.pdf", "--to", folder]);
    assert_eq!(said.code, 14, "{said:?}");
    deployment.sync("sender");
    let page = deployment.stafet("sender", &["show", id, "--json"]).json();
    let timeline = page["timeline"].as_array().unwrap();
    assert!(
        timeline.iter().any(|event| event["verb"] == "fetch"),
        "{page}"
    );
    all_is_well(&deployment);
}

#[test]
fn files_that_were_attached_offline_go_out_with_the_next_sync() {
    let deployment = Deployment::at_work();
    let files = tempfile::tempdir().unwrap();
    let path = files.path().join("notat.txt");
    fs::write(&path, "Til teamet.").unwrap();
    let whole = fs::read_to_string(referral()).unwrap();
    let whole: Vec<&str> = whole
        .lines()
        .filter(|line| !line.starts_with("attach"))
        .collect();
    let text = format!("attachments = [\"notat.txt\"]\n{}", whole.join("\n"));
    let file = files.path().join("henvisning.toml");
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let sent = deployment.stafet("sender", &["send", file, "--offline"]);
    assert_eq!(sent.code, 10, "{sent:?}");
    fs::remove_file(&path).unwrap();
    let synced = deployment.stafet("sender", &["sync", "--json"]);
    assert_eq!(
        (synced.code, &synced.json()["attachments_up"]),
        (0, &1.into())
    );
    let synced = deployment.stafet("team", &["sync", "--json"]).json();
    assert_eq!(
        (&synced["attachments_down"], &synced["attachments_waiting"]),
        (&1.into(), &0.into())
    );
    let folder = files.path().to_str().unwrap();
    let saved = deployment.stafet("team", &["save", sent.line(), "notat.txt", "--to", folder]);
    assert_eq!(saved.code, 0, "{saved:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "Til teamet.");

    // What rots on the own disk is nobody else's fault, and comes again.
    let kept = fs::read_dir(deployment.profile("team").join("blobs")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let mut sealed = fs::read(&kept[0]).unwrap();
    *sealed.last_mut().unwrap() ^= 1;
    fs::write(&kept[0], sealed).unwrap();
    let save = ["save", sent.line(), "notat.txt", "--to", folder];
    let rotten = deployment.stafet("team", &save);
    assert_eq!(rotten.code, 10, "{rotten:?}");
    assert!(rotten.talk.contains("stafet sync"), "{rotten:?}");
    let synced = deployment.stafet("team", &["sync", "--json"]).json();
    assert_eq!(synced["attachments_down"], 1);
    assert_eq!(deployment.stafet("team", &save).code, 0);
}
