//! What invented people write in tests.

use stafet_shared::{
    content::{
        ActionTaken, Carried, CaseInformation, ClosingReport, Content, DeclineReason, FollowUp,
        FollowUpReport, InformationRequest, InterimReport, Message, Notification, Plan, Proposal,
        RawActionTaken, RawCarried, RawCaseInformation, RawCheckItem, RawCheckList, RawChild,
        RawClosingReport, RawDeclineReason, RawFollowUp, RawFollowUpReport, RawInformationRequest,
        RawInterimReport, RawMessage, RawNotification, RawPeriod, RawPlan, RawProposal, RawReason,
        RawReferral, Reason, Referral,
    },
    party::OfficeId,
    words::Kind,
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

/// A document of that kind.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn document(kind: Kind) -> Content {
    match kind {
        Kind::Referral => referral(),
        Kind::Message => message(),
        Kind::Notification => notification(),
        Kind::CaseInformation => case_information(),
        Kind::InterimReport => interim_report(),
        Kind::ClosingReport => closing_report(),
        Kind::FollowUp => follow_up(),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn notification() -> Content {
    let raw = RawNotification {
        child: RawChild {
            name: some(CHILD),
            cpr: some(CPR),
            language: some("kl"),
            ..RawChild::default()
        },
        subject: some("Underretning efter samtale"),
        observed: some("Barnet har fortalt om fortsat risiko i hjemmet."),
        immediate_action: some("Lederen er ringet op."),
        reported_at: some("2026-09-02T14:20:00-01:00"),
        ..RawNotification::default()
    };
    Content::Notification(Notification::parse(raw).expect("a whole notification"))
}

fn case_information() -> Content {
    let item = RawCheckItem {
        what: some("Udtalelse fra skolen"),
        state: some("pending"),
        expected: some("2026-12-10"),
        ..RawCheckItem::default()
    };
    let raw = RawCaseInformation {
        subject: some("Sagsoplysninger forud for besøg"),
        check_list: RawCheckList {
            items: vec![item],
            ..RawCheckList::default()
        },
        ..RawCaseInformation::default()
    };
    Content::CaseInformation(CaseInformation::parse(raw).expect("whole case information"))
}

fn interim_report() -> Content {
    let raw = RawInterimReport {
        subject: some("Delrapport efter anden rejse"),
        sessions_held: Some(4),
        no_shows: Some(1),
        status: some("Barnet møder stabilt op."),
        ..RawInterimReport::default()
    };
    Content::InterimReport(InterimReport::parse(raw).expect("a whole report"))
}

fn closing_report() -> Content {
    let raw = RawClosingReport {
        subject: some("Afsluttende rapport"),
        treatment_period: RawPeriod {
            from: some("2026-08-17"),
            to: some("2026-11-13"),
        },
        sessions_held: Some(11),
        summary: some("Symptomerne er reduceret."),
        recommendation: some("Støttende samtaler i familiecentret."),
        recommends_follow_up: Some(true),
        ..RawClosingReport::default()
    };
    Content::ClosingReport(ClosingReport::parse(raw).expect("a whole report"))
}

fn follow_up() -> Content {
    let raw = RawFollowUp {
        subject: some("Opfølgende samtaler"),
        decision: some("Kommunen følger anbefalingen."),
        deviates_from_recommendation: Some(false),
        ..RawFollowUp::default()
    };
    Content::FollowUp(FollowUp::parse(raw).expect("a whole follow-up"))
}

/// A day in winter.
#[must_use]
pub const fn day() -> jiff::civil::Date {
    jiff::civil::Date::constant(2027, 1, 12)
}

/// Why something is done.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn reason() -> Reason {
    let text = some("Barnet bor hos bedsteforældrene i en anden by.");
    Reason::parse(RawReason { text }).expect("a whole reason")
}

/// What is missing.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn request() -> InformationRequest {
    let raw = RawInformationRequest {
        items: vec!["Udtalelse fra skolen".to_owned()],
        text: None,
    };
    InformationRequest::parse(raw).expect("a whole request")
}

/// Another office.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn proposal(office: &OfficeId) -> Proposal {
    let raw = RawProposal {
        office: Some(office.to_string()),
        reason: some("De kender barnet."),
    };
    Proposal::parse(raw).expect("a whole proposal")
}

/// What really happened.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn follow_up_report() -> FollowUpReport {
    let raw = RawFollowUpReport {
        reached: some("partly"),
        text: some("Barnet kom til tre af fire samtaler."),
    };
    FollowUpReport::parse(raw).expect("a whole report")
}

/// What was done after a notification.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn action() -> ActionTaken {
    let text = some("Familien er besøgt samme dag, og barnet er i sikkerhed.");
    ActionTaken::parse(RawActionTaken { text }).expect("a whole action")
}

/// How something was carried outside.
///
/// # Panics
/// Never: the fields are whole.
#[must_use]
pub fn carried() -> Carried {
    let raw = RawCarried {
        how: some("phone"),
        to_whom: some("Vagthavende"),
        at: some("2026-11-21T09:30:00-02:00"),
        text: None,
    };
    Carried::parse(raw).expect("a whole note")
}
