//! A look at everything that a server rests on, without changing any of it.
//!
//! Each finding says what is wrong and what to do next. The log is read whole: the root is
//! computed anew, every mailbox's chain is followed, every signature and receipt is checked.

mod department;
mod finding;
pub mod ladder;
mod whole_log;

use std::{fs, io, path::Path};

use stafet_certs::{
    fingerprint,
    founding::{FilesError, ServerKeys},
};
use stafet_shared::time::Timestamp;

pub use self::finding::Finding;
use self::finding::RESTORE;
use crate::{
    config::{Folder, Notices},
    log::{read_directory, read_genesis},
    store::database::Database,
};

/// How long before its end a certificate is worth a warning, in days.
pub const EXPIRY_WARNING_DAYS: i64 = 30;

/// Looks at a server's folder, its database, and whom its settings can reach.
pub async fn examine(
    folder: &Folder,
    database: &Database,
    notices: Option<&Notices>,
    now: Timestamp,
) -> Vec<Finding> {
    let mut findings = vec![modes(&folder.keys()), modes(folder.path())];
    let keys = match ServerKeys::read(&folder.keys()) {
        Ok(keys) => keys,
        Err(error) => {
            findings.push(unreadable(&error));
            return findings;
        }
    };
    findings.push(certificate(&keys, now));
    let founded = match read_genesis(&keys) {
        Ok(founded) => founded,
        Err(error) => {
            findings.push(Finding::Wrong(error.to_string(), RESTORE));
            return findings;
        }
    };
    findings.push(Finding::Well("keys and genesis belong together".to_owned()));
    match database.open().await {
        Ok(store) => {
            findings.push(Finding::Well(
                "the database keeps what it confirms".to_owned(),
            ));
            findings.extend(whole_log::examine(&store, &founded).await);
            match read_directory(&store, &founded).await {
                Ok(register) => {
                    let directory = &register.directory;
                    findings.extend(department::examine(directory, notices, now));
                    findings.extend(ladder::examine(directory, now));
                }
                Err(error) => findings.push(Finding::Wrong(error.to_string(), RESTORE)),
            }
            store.close().await;
        }
        Err(error) => findings.push(Finding::Wrong(error.to_string(), RESTORE)),
    }
    findings
}

const OWNER_ONLY: &str = "chmod 700 on the folder and 600 on its files";

fn unreadable(error: &FilesError) -> Finding {
    Finding::Wrong(error.to_string(), RESTORE)
}

fn certificate(keys: &ServerKeys, now: Timestamp) -> Finding {
    let Ok(validity) = fingerprint::validity(&keys.certificate) else {
        return Finding::Wrong(
            "the server's certificate cannot be read".to_owned(),
            RESTORE,
        );
    };
    let until = validity.until;
    if now < validity.from || until <= now {
        let text = format!(
            "the server's certificate holds from {} until {until}, and it is {now}",
            validity.from
        );
        Finding::Wrong(
            text,
            "look at the machine's clock, or have a new certificate issued",
        )
    } else if until.plus_days(EXPIRY_WARNING_DAYS.saturating_neg()) <= now {
        Finding::Wrong(
            format!("the server's certificate ends {until}"),
            "have the administrator issue a new one",
        )
    } else {
        Finding::Well(format!("the server's certificate holds until {until}"))
    }
}

/// Whether only the owner can read what is in a folder. Settings are no secret.
fn modes(folder: &Path) -> Finding {
    match open_to_others(folder) {
        Ok(open) if open.is_empty() => {
            Finding::Well(format!("{} is the owner's only", folder.display()))
        }
        Ok(open) => Finding::Wrong(format!("others can read {}", open.join(", ")), OWNER_ONLY),
        Err(error) => Finding::Wrong(format!("{}: {error}", folder.display()), RESTORE),
    }
}

#[cfg(unix)]
fn open_to_others(folder: &Path) -> io::Result<Vec<String>> {
    use std::os::unix::fs::PermissionsExt as _;

    const OTHERS: u32 = 0o077;
    let mut open = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let is_settings = entry.path().extension().is_some_and(|it| it == "toml");
        if metadata.is_file() && !is_settings && metadata.permissions().mode() & OTHERS != 0 {
            open.push(entry.path().display().to_string());
        }
    }
    open.sort();
    Ok(open)
}

/// Elsewhere the folder's access list decides, which this program does not read.
#[cfg(not(unix))]
fn open_to_others(folder: &Path) -> io::Result<Vec<String>> {
    fs::read_dir(folder).map(|_| Vec::new())
}

#[cfg(test)]
mod tests;
