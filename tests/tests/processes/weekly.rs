//! The department's weekly list, from the operator's hand to a profile that verifies it.

use std::fs;

use super::programs::Deployment;

#[test]
fn the_weekly_list_is_printed_and_verified_without_the_server() {
    let mut deployment = Deployment::at_work();
    let list = deployment.operator(&["weekly"]);
    assert_eq!(list.code, 0, "{list:?}");
    assert!(list.data.starts_with("# Over fristen, uge "), "{list:?}");
    let pem = deployment.operator(&["weekly", "--key"]);
    assert!(pem.data.contains("BEGIN PUBLIC KEY"), "{pem:?}");
    deployment.kill_server();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("liste.md");
    fs::write(&path, &list.data).unwrap();
    let named = path.to_str().unwrap();
    let verify = ["report", "verify-weekly", named, "--json"];
    let said = deployment.stafet("sender", &verify);
    assert_eq!(said.code, 0, "{said:?}");
    let as_of = said.json()["as_of"].as_str().unwrap().to_owned();
    assert!(list.data.contains(&as_of), "{said:?}");
    let words = deployment.stafet("sender", &["report", "verify-weekly", named]);
    assert!(words.data.contains("er underskrevet af"), "{words:?}");

    let changed = list.data.replacen("| I alt | | 0 |", "| I alt | | 9 |", 1);
    assert_ne!(changed, list.data);
    fs::write(&path, changed).unwrap();
    let said = deployment.stafet("sender", &verify);
    assert_eq!((said.code, said.data.as_str()), (13, ""), "{said:?}");
    let missing = folder.path().join("ingen.md");
    let missing = missing.to_str().unwrap();
    let said = deployment.stafet("sender", &["report", "verify-weekly", missing]);
    assert_eq!(said.code, 2, "{said:?}");
}
