//! Policies: a file to begin with, what holds, what is wrong in a file, and signing one.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use stafet_shared::{content::display_safe_line, policy::Policy};

use super::{beginning, next_day, own_zone, tell_confirmation, today};
use crate::{
    cli::{
        arguments::admin::AdminPolicy,
        exit::{Exit, Failure},
        file,
        output::{Format, Output},
        session::Session,
    },
    policy_file::{self, Mistake},
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
    session: &mut Session<'_>,
    command: AdminPolicy,
) -> Result<Exit, Failure> {
    match command {
        AdminPolicy::Template => Ok(template(session.output)),
        AdminPolicy::Check { file } => check(&file, (session.texts, session.output)),
        AdminPolicy::Show => show(session),
        AdminPolicy::Sign { file, from } => sign(session, &file, from).await,
    }
}

/// Prints policy 0 as a file.
pub(super) fn template(output: &mut Output) -> Exit {
    output.data(&policy_file::write(&Policy::zero()));
    Exit::Done
}

/// Says what is wrong in a file.
pub(super) fn check(path: &Path, (texts, output): (&Texts, &mut Output)) -> Result<Exit, Failure> {
    read(path, texts)?;
    output.say(&say!(texts, "policy-fine", file = shown(path)));
    Ok(Exit::Done)
}

fn show(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let own = session.own();
    let scene = session.scene(&own)?;
    let signed = scene.directory.signed_policy_at(scene.now);
    let number = signed.map_or(0, |signed| signed.number);
    let toml = policy_file::write(scene.directory.policy_at(scene.now));
    let head = match signed {
        None => say!(scene.texts, "policy-zero-holds"),
        Some(signed) => say!(
            scene.texts,
            "policy-holds",
            number = number.to_string(),
            from = scene.time(signed.from)
        ),
    };
    let coming = scene.directory.policies().rev();
    let coming = coming.take_while(|signed| signed.from > scene.now);
    let coming: Vec<String> = coming
        .map(|signed| {
            say!(
                scene.texts,
                "policy-comes",
                number = signed.number.to_string(),
                from = scene.time(signed.from)
            )
        })
        .collect();
    let from = signed.map(|signed| signed.from.to_string());
    session.output.say(&head);
    for line in coming.iter().rev() {
        session.output.say(line);
    }
    match session.output.format {
        Format::Text => session.output.data(&toml),
        Format::Json => session.output.json(&PolicyJson { number, from, toml }),
    }
    Ok(Exit::Done)
}

async fn sign(session: &mut Session<'_>, path: &Path, from: Option<Date>) -> Result<Exit, Failure> {
    let policy = read(path, session.texts)?;
    // The next number is only known once the directory has been read.
    session.quick_sync().await?;
    let zone = own_zone(session)?;
    let tomorrow = || next_day(today(session.office.now(), &zone));
    let from = beginning(from.unwrap_or_else(tomorrow), &zone);
    let signed = session.office.sign_policy(policy, from).await;
    let (_, number) = session.check(signed)?;
    session.quick_sync().await?;
    let text = say!(
        session.texts,
        "policy-signed",
        number = number.to_string(),
        from = from.local(zone.time_zone())
    );
    session.output.say(&text);
    if session.output.format == Format::Json {
        session.output.json(&SignedJson {
            number,
            from: from.to_string(),
            confirmed: session.office.unconfirmed().is_empty(),
        });
    }
    Ok(tell_confirmation(session))
}

fn read(path: &Path, texts: &Texts) -> Result<Policy, Failure> {
    let name = shown(path);
    let usage = |text| Failure::new(Exit::Usage, text);
    let text = file::read(path).map_err(|error| usage(error.text(&name, texts)))?;
    policy_file::read(&text).map_err(|wrong| {
        let head = say!(texts, "file-faults", file = name);
        let lines: Vec<String> = wrong.iter().map(|one: &Mistake| one.text(texts)).collect();
        usage(format!("{head}\n  {}", lines.join("\n  ")))
    })
}

fn shown(path: &Path) -> String {
    display_safe_line(&path.display().to_string())
}
