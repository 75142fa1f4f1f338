//! What invented people write in tests.

use stafet_shared::content::{
    Content, DeclineReason, Message, Plan, RawChild, RawDeclineReason, RawMessage, RawPlan,
    RawReferral, Referral,
};

/// The name of the invented child in a test's referral: to be found nowhere at the server.
pub const CHILD: &str = "Testbarn Prøvesen";
/// The child's invented number.
pub const CPR: &str = "010112-0000";
/// A free text of the referral.
pub const REASON: &str = "Barnet har søvnbesvær og trækker sig fra kammerater.";
/// The referral's subject.
pub const SUBJECT: &str = "Henvisning til behandling";
/// A message's text.
pub const MESSAGE: &str = "Vi ringer til plejefamilien på torsdag.";

/// A referral.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn referral() -> Content {
    let some = |text: &str| Some(text.to_owned());
    let raw = RawReferral {
        child: RawChild {
            name: some(CHILD),
            cpr: some(CPR),
            language: some("kl"),
            ..RawChild::default()
        },
        subject: some(SUBJECT),
        reason: some(REASON),
        wanted: some("Udredning og behandling."),
        history: some("Underretning modtaget."),
        consent: some("Samtykke foreligger."),
        interpreter: Some(true),
        contact: some("Vagtmodtager"),
        ..RawReferral::default()
    };
    Content::Referral(Referral::parse(raw).expect("a whole referral"))
}

/// A message.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn message() -> Content {
    let raw = RawMessage {
        subject: Some("Besked".to_owned()),
        text: Some(MESSAGE.to_owned()),
        ..RawMessage::default()
    };
    Content::Message(Message::parse(raw).expect("a whole message"))
}

/// Why an office declines.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn decline() -> DeclineReason {
    let raw = RawDeclineReason {
        category: Some("target_group".to_owned()),
        text: Some("Barnet er under målgruppens alder.".to_owned()),
    };
    DeclineReason::parse(raw).expect("a whole reason")
}

/// What happens to the child instead.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn plan() -> Plan {
    let raw = RawPlan {
        text: Some("Samtaler i familiecentret hver 14. dag.".to_owned()),
        who_follows_up: Some("Familiecenter Kujalleq".to_owned()),
        follow_up_by: Some("2026-12-15".to_owned()),
    };
    Plan::parse(raw).expect("a whole plan")
}
