//! One invented document of each kind, and the sealed parts of the golden files.

mod acts;
mod documents;

use super::*;
use crate::content::{
    DeclineReason, Message, OfficeSeed, OfficeSeeds, Plan, RawAttachment, RawChild,
    RawDeclineReason, RawMessage, RawPlan, RawReferral, Referral,
};
use crate::id::ActId;

/// Every sample with the name of its golden file, in the order of their numbers.
pub(super) fn golden() -> Vec<(&'static str, Content)> {
    let mut samples = vec![
        ("referral", referral()),
        ("message", message()),
        ("decline_reason", decline_reason()),
        ("plan", plan()),
        ("office_seeds", office_seeds()),
        ("message_with_blob", message_with_blob()),
    ];
    samples.extend(documents::golden());
    samples.extend(acts::golden());
    samples
}

pub(super) fn part(content: Content) -> SealedPart {
    SealedPart {
        act: ActId::from_bytes([0x11; 16]),
        office: crate::party::OfficeId::parse("kujalleq/nanortalik").unwrap(),
        salt: [0x22; 16],
        content,
    }
}

pub(super) fn referral() -> Content {
    Content::Referral(Referral::parse(raw_referral()).unwrap())
}

pub(super) fn raw_referral() -> RawReferral {
    RawReferral {
        child: RawChild {
            name: text("Testbarn Nanortalik A"),
            cpr: text("010112-0000"),
            language: text("kl"),
            lives_with: text("Plejefamilie i Nanortalik"),
        },
        subject: text("Henvisning til behandling hos Børnerejseholdet"),
        reason: text("Barnet har søvnbesvær og trækker sig fra kammerater."),
        wanted: text("Udredning og behandling.\nRådgivning til plejefamilien."),
        history: text("Underretning modtaget 28. januar 2026."),
        consent: text("Skriftligt samtykke, dateret 20. april 2026."),
        interpreter: Some(true),
        contact: text("Vagtmodtager, Børn og Unge, Nanortalik"),
        attachments: Vec::new(),
    }
}

fn attachment() -> RawAttachment {
    RawAttachment {
        name: text("statusnotat.txt"),
        media_type: text("text/plain"),
        size_bytes: 6_024,
        plaintext_sha256: [0x33; 32],
        ciphertext_sha256: [0x44; 32],
        key: None,
    }
}

fn message() -> Content {
    let raw = RawMessage {
        subject: text("Spørgsmål om tolk"),
        text: text("Er barnet tryg ved tolken?"),
        attachments: vec![attachment()],
    };
    Content::Message(Message::parse(raw).unwrap())
}

fn message_with_blob() -> Content {
    let attachment = RawAttachment {
        name: text("statusnotat.txt"),
        media_type: text("text/plain"),
        size_bytes: 6_024,
        plaintext_sha256: [0x33; 32],
        ciphertext_sha256: [0x44; 32],
        key: Some(crate::seal::blob::BlobKey::from_bytes([0x77; 32])),
    };
    let manifest = crate::content::Manifest::parse(vec![attachment]).unwrap();
    message().with_attachments(manifest)
}

fn decline_reason() -> Content {
    let raw = RawDeclineReason {
        category: text("target_group"),
        text: text("Sorgreaktionen bør mødes lokalt."),
    };
    Content::DeclineReason(DeclineReason::parse(raw).unwrap())
}

fn plan() -> Content {
    let raw = RawPlan {
        text: text("Ugentlige samtaler i familiecentret."),
        who_follows_up: text("Børn og Unge, Narsaq"),
        follow_up_by: text("2026-12-15"),
    };
    Content::Plan(Plan::parse(raw).unwrap())
}

fn office_seeds() -> Content {
    let seed = |epoch, byte| OfficeSeed {
        epoch,
        seed: crate::seal::Seed::from_bytes([byte; 32]),
    };
    Content::OfficeSeeds(OfficeSeeds::parse(vec![seed(1, 0x55), seed(2, 0x66)]).unwrap())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}
