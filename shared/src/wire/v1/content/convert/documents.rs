//! The documents of the kinds of handover.

use super::super::twins::{
    CaseInformationTwin, CheckItemTwin, CheckListTwin, ClosingReportTwin, DateTwin, FollowUpTwin,
    InterimReportTwin, NotificationTwin,
};
use super::{instant_text, manifest, raw_attachments, word};
use crate::content::{
    CaseInformation, CheckItem, CheckList, CheckState, CheckWord, ClosingReport, FollowUp,
    InterimReport, Line, Notification, Prose, RawCaseInformation, RawCheckItem, RawCheckList,
    RawClosingReport, RawFollowUp, RawInterimReport, RawNotification, RawPeriod, Standard,
};

impl<'a> From<&'a Notification> for NotificationTwin<'a> {
    fn from(notification: &'a Notification) -> Self {
        Self {
            child: notification.child().into(),
            subject: Some(notification.subject().expose()),
            observed: Some(notification.observed().expose()),
            immediate_action: Some(notification.immediate_action().expose()),
            reported_at: Some(notification.reported_at().unix_ms()),
            attachments: manifest(notification.attachments()),
        }
    }
}

impl From<NotificationTwin<'_>> for RawNotification {
    fn from(twin: NotificationTwin<'_>) -> Self {
        Self {
            child: twin.child.into(),
            subject: twin.subject.map(str::to_owned),
            observed: twin.observed.map(str::to_owned),
            immediate_action: twin.immediate_action.map(str::to_owned),
            reported_at: twin.reported_at.map(instant_text),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a CaseInformation> for CaseInformationTwin<'a> {
    fn from(information: &'a CaseInformation) -> Self {
        Self {
            subject: Some(information.subject().expose()),
            check_list: information.check_list().into(),
            attachments: manifest(information.attachments()),
        }
    }
}

impl From<CaseInformationTwin<'_>> for RawCaseInformation {
    fn from(twin: CaseInformationTwin<'_>) -> Self {
        Self {
            subject: twin.subject.map(str::to_owned),
            check_list: twin.check_list.into(),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a CheckList> for CheckListTwin<'a> {
    fn from(list: &'a CheckList) -> Self {
        Self {
            standard: list.standard().map(standard_number),
            items: list.items().iter().map(Into::into).collect(),
        }
    }
}

impl From<CheckListTwin<'_>> for RawCheckList {
    fn from(twin: CheckListTwin<'_>) -> Self {
        let name = |number| word(number, &Standard::ALL, standard_number, Standard::name);
        Self {
            standard: twin.standard.map(name),
            items: twin.items.into_iter().map(Into::into).collect(),
        }
    }
}

/// The number that stands for a standard on the wire.
const fn standard_number(standard: Standard) -> u8 {
    match standard {
        Standard::Xref15 => 1,
        Standard::Xdis15 => 2,
    }
}

impl<'a> From<&'a CheckItem> for CheckItemTwin<'a> {
    fn from(item: &'a CheckItem) -> Self {
        let (expected, reason) = match item.state() {
            CheckState::Attached => (None, None),
            CheckState::Pending { expected } => (*expected, None),
            CheckState::NotAvailable { reason } => (None, Some(reason)),
        };
        Self {
            what: Some(item.what().expose()),
            state: Some(state_number(item.state().word())),
            expected: expected.map(Into::into),
            reason: reason.map(Line::expose),
        }
    }
}

impl From<CheckItemTwin<'_>> for RawCheckItem {
    fn from(twin: CheckItemTwin<'_>) -> Self {
        let name = |number| word(number, &CheckWord::ALL, state_number, CheckWord::name);
        Self {
            what: twin.what.map(str::to_owned),
            state: twin.state.map(name),
            expected: twin.expected.map(DateTwin::text),
            reason: twin.reason.map(str::to_owned),
        }
    }
}

/// The number that stands for an item's state on the wire.
const fn state_number(state: CheckWord) -> u8 {
    match state {
        CheckWord::Attached => 1,
        CheckWord::Pending => 2,
        CheckWord::NotAvailable => 3,
    }
}

impl<'a> From<&'a InterimReport> for InterimReportTwin<'a> {
    fn from(report: &'a InterimReport) -> Self {
        Self {
            subject: Some(report.subject().expose()),
            sessions_held: Some(report.sessions_held()),
            no_shows: Some(report.no_shows()),
            status: Some(report.status().expose()),
            attachments: manifest(report.attachments()),
            needs_from_municipality: report.needs_from_municipality().map(Prose::expose),
        }
    }
}

impl From<InterimReportTwin<'_>> for RawInterimReport {
    fn from(twin: InterimReportTwin<'_>) -> Self {
        Self {
            subject: twin.subject.map(str::to_owned),
            sessions_held: twin.sessions_held.map(i64::from),
            no_shows: twin.no_shows.map(i64::from),
            status: twin.status.map(str::to_owned),
            needs_from_municipality: twin.needs_from_municipality.map(str::to_owned),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a ClosingReport> for ClosingReportTwin<'a> {
    fn from(report: &'a ClosingReport) -> Self {
        Self {
            subject: Some(report.subject().expose()),
            from: Some(report.treatment_period().from().into()),
            to: Some(report.treatment_period().to().into()),
            sessions_held: Some(report.sessions_held()),
            summary: Some(report.summary().expose()),
            recommendation: Some(report.recommendation().expose()),
            recommends_follow_up: Some(report.recommends_follow_up()),
            attachments: manifest(report.attachments()),
            follow_up_by: report.follow_up_by().map(Into::into),
            check_list: report.check_list().map(Into::into),
        }
    }
}

impl From<ClosingReportTwin<'_>> for RawClosingReport {
    fn from(twin: ClosingReportTwin<'_>) -> Self {
        Self {
            subject: twin.subject.map(str::to_owned),
            treatment_period: RawPeriod {
                from: twin.from.map(DateTwin::text),
                to: twin.to.map(DateTwin::text),
            },
            sessions_held: twin.sessions_held.map(i64::from),
            summary: twin.summary.map(str::to_owned),
            recommendation: twin.recommendation.map(str::to_owned),
            recommends_follow_up: twin.recommends_follow_up,
            follow_up_by: twin.follow_up_by.map(DateTwin::text),
            check_list: twin.check_list.map(Into::into),
            attachments: raw_attachments(twin.attachments),
        }
    }
}

impl<'a> From<&'a FollowUp> for FollowUpTwin<'a> {
    fn from(follow_up: &'a FollowUp) -> Self {
        Self {
            subject: Some(follow_up.subject().expose()),
            decision: Some(follow_up.decision().expose()),
            deviates: Some(follow_up.deviates_from_recommendation()),
            checks: follow_up.checks().iter().copied().map(Into::into).collect(),
            attachments: manifest(follow_up.attachments()),
            reason_for_deviation: follow_up.reason_for_deviation().map(Prose::expose),
            first_contact_by: follow_up.first_contact_by().map(Into::into),
            child: follow_up.child().map(Into::into),
        }
    }
}

impl From<FollowUpTwin<'_>> for RawFollowUp {
    fn from(twin: FollowUpTwin<'_>) -> Self {
        Self {
            child: twin.child.map(Into::into),
            subject: twin.subject.map(str::to_owned),
            decision: twin.decision.map(str::to_owned),
            deviates_from_recommendation: twin.deviates,
            reason_for_deviation: twin.reason_for_deviation.map(str::to_owned),
            first_contact_by: twin.first_contact_by.map(DateTwin::text),
            checks: twin.checks.into_iter().map(DateTwin::text).collect(),
            attachments: raw_attachments(twin.attachments),
        }
    }
}
