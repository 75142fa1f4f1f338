//! The emergency record (R12): a handover that was carried outside Stafet while the link was down.

use super::said::said;
use super::text::{Line, Prose};
use crate::time::Timestamp;

/// Longest text about who took it, in characters.
pub const TO_WHOM_CHARS_MAX: usize = 200;

choices! {
    /// How something was carried.
    Carrier {
        /// Read out on the telephone.
        Phone = "phone", "telefon" / "phone",
        /// On paper.
        Paper = "paper", "papir" / "paper",
        /// On a USB stick.
        Usb = "usb", "USB-nøgle" / "USB stick",
    }
}

form! {
    /// That a handover was carried outside Stafet.
    Carried (said("Overbragt uden om Stafet", "Carried outside Stafet")), RawCarried {
        how: Carrier {
            da "Overbragt ved": "Hvordan det blev overbragt";
            en "Carried by": "How it was carried";
        }
        to_whom: Line[TO_WHOM_CHARS_MAX] {
            da "Til hvem": "Hvem der tog imod det";
            en "To whom": "Who took it";
        }
        at: Timestamp {
            da "Hvornår": "Hvornår, efter afsenderens ur";
            en "When": "When, by what the author says";
        }
        text: Option<Prose> {
            da "Tekst": "Hvad der ellers er at sige om det";
            en "Text": "What there is to say about it";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Flaw;
    use super::*;

    #[test]
    fn a_record_says_how_to_whom_and_when() {
        let faults = Carried::parse(RawCarried::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "3 fields to be mended by the author: \
             how is missing; to_whom is missing; at is missing"
        );
        let raw = RawCarried {
            how: Some("drone".to_owned()),
            to_whom: Some("Thea Team".to_owned()),
            at: Some("2026-09-02 14:20".to_owned()),
            text: None,
        };
        let faults = Carried::parse(raw).unwrap_err();
        let choices = Carrier::CHOICES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::NotAnInstant);
    }
}
