//! Policies: a file to begin with, what holds, what is wrong in a file, and signing one.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use stafet_shared::{content::display_safe_line, policy::Policy};

use super::{next_day, tell_confirmation};
use crate::{
    cli::{
        arguments::admin::AdminPolicy,
        exit::{Exit, Failure},
        output::Face,
    },
    desk::Desk,
    face::{
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    form,
    policy_file::{self, Mistake, Wrong},
    text::{Texts, say},
};

/// The policy that holds.
#[derive(Debug, Serialize)]
struct PolicyJson {
    /// Counts the policies; 0 is the one that every program knows.
    number: u16,
    /// From when on it holds, RFC 3339; policy 0 always has.
    from: Option<String>,
    /// The policy as a file.
    toml: String,
}

/// A policy that was signed.
#[derive(Debug, Serialize)]
struct SignedJson {
    /// Counts the policies.
    number: u16,
    /// From when on it holds, RFC 3339.
    from: String,
    /// Whether the server has confirmed it.
    confirmed: bool,
}

pub(super) async fn perform(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: AdminPolicy,
) -> Result<Exit, Failure> {
    match command {
        AdminPolicy::Template => Ok(template(face)),
        AdminPolicy::Check { file } => Ok(check(face, &file)?),
        AdminPolicy::Show => show(desk, face),
        AdminPolicy::Sign { file, from } => sign(desk, face, &file, from).await,
    }
}

/// Prints policy 0 as a file.
pub(super) fn template(face: &mut Face<'_>) -> Exit {
    face.output.data(&policy_file::write(&Policy::zero()));
    Exit::Done
}

/// Says what is wrong in a file.
pub(super) fn check(face: &mut Face<'_>, path: &Path) -> Result<Exit, Trouble> {
    read(path, face.texts)?;
    face.say(&say!(face.texts, "policy-fine", file = shown(path)));
    Ok(Exit::Done)
}

fn show(desk: &Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let texts = face.texts;
    let signed = scene.directory.signed_policy_at(scene.now);
    face.say(&match signed {
        None => say!(texts, "policy-zero-holds"),
        Some(signed) => say!(
            texts,
            "policy-holds",
            number = signed.number.to_string(),
            from = scene.time(signed.from)
        ),
    });
    for signed in scene.directory.policies() {
        if signed.from > scene.now {
            face.say(&say!(
                texts,
                "policy-comes",
                number = signed.number.to_string(),
                from = scene.time(signed.from)
            ));
        }
    }
    let toml = || policy_file::write(scene.directory.policy_at(scene.now));
    let shape = || PolicyJson {
        number: signed.map_or(0, |signed| signed.number),
        from: signed.map(|signed| signed.from.to_string()),
        toml: toml(),
    };
    face.show(shape, toml);
    Ok(Exit::Done)
}

async fn sign(
    desk: &mut Desk,
    face: &mut Face<'_>,
    path: &Path,
    from: Option<Date>,
) -> Result<Exit, Failure> {
    let policy = read(path, face.texts)?;
    // The next number is only known once the directory has been read.
    desk.quick_sync().await?;
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let (zone, today) = (scene.own_zone(), scene.today());
    let from = zone.beginning(from.unwrap_or_else(|| next_day(today)));
    let (_, number) = desk.office.sign_policy(policy, from).await?;
    desk.quick_sync().await?;
    face.say(&say!(
        face.texts,
        "policy-signed",
        number = number.to_string(),
        from = from.local(zone.time_zone())
    ));
    face.shape(|| SignedJson {
        number,
        from: from.to_string(),
        confirmed: desk.reader().unconfirmed().is_empty(),
    });
    Ok(tell_confirmation(desk, face))
}

fn read(path: &Path, texts: &Texts) -> Result<Policy, Trouble> {
    let name = shown(path);
    let wrong = |text| Trouble::new(WhoseMove::Author, text);
    let text = form::read(path).map_err(|error| wrong(error.text(&name, texts)))?;
    policy_file::read(&text).map_err(|mistakes| {
        let head = say!(texts, "file-faults", file = name);
        let lines = mistakes.iter().map(|one: &Mistake| one.text(texts));
        let lines: Vec<String> = lines.collect();
        let trouble = wrong(format!("{head}\n  {}", lines.join("\n  ")));
        let lost = |one: &Mistake| matches!(one.what, Wrong::UnknownClock(_));
        if mistakes.iter().any(lost) {
            trouble.with(Step::PolicyTemplate)
        } else {
            trouble
        }
    })
}

fn shown(path: &Path) -> String {
    display_safe_line(&path.display().to_string())
}
