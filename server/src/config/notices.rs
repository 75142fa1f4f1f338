//! The section `[notices]` of `server.toml`: the mail server, and how each office is reached.

use std::{collections::BTreeSet, fmt, path::PathBuf};

use hyper::Uri;
use lettre::message::Mailbox;
use serde::Deserialize;
use stafet_shared::{calendar::Zone, party::OfficeId};

/// The hour of the local clock at which the day's digest is due unless the settings say otherwise.
const DIGEST_HOUR_DEFAULT: i8 = 8;
/// The longest telephone number, in characters.
const PHONE_CHARS_MAX: usize = 32;

/// How offices are told outside Stafet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Section")]
pub struct Notices {
    /// The hour of the local clock at which the day's digest is due, 0 to 23.
    pub digest_hour: i8,
    /// Whose local clock.
    pub zone: Zone,
    /// A file with certificates of authorities that are trusted beside the machine's, as PEM.
    pub ca_file: Option<PathBuf>,
    /// The mail server.
    pub smtp: Option<Smtp>,
    /// The offices, each once.
    pub offices: Vec<Contact>,
}

/// The mail server that takes letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// Its name, which its certificate has to bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection becomes secret.
    pub tls: SmtpTls,
    /// As whom to log in, and the file with the password.
    pub login: Option<(String, PathBuf)>,
    /// From whom letters are.
    pub from: Mailbox,
}

/// How a connection to a mail server becomes secret. There is none that does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// It begins in the open and is made secret before anything is said; usual on port 587.
    Starttls,
    /// It is secret from the beginning; usual on port 465.
    Tls,
}

/// How one office is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Which office.
    pub office: OfficeId,
    /// By mail.
    pub email: Option<Mailbox>,
    /// By a webhook.
    pub webhook: Option<Hook>,
    /// Under which number others ring it.
    pub phone: Option<String>,
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// Where it listens: `https`, or `http` on this machine.
    pub url: Uri,
    /// The file with the secret by which it knows us, `whsec_…`.
    pub secret_file: PathBuf,
}

/// Why a section cannot be used. It names no address and no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticesError {
    /// There is no such hour.
    #[error("notices.digest_hour is {0}; write 0 to 23")]
    Hour(i8),
    /// There is no such zone.
    #[error("notices.zone is no time zone; write it as America/Nuuk")]
    Zone,
    /// It is no mail address.
    #[error("{0} is no mail address")]
    Email(Place),
    /// Mail addresses are no use without a mail server.
    #[error("{0} has a mail address, but there is no [notices.smtp]; add the mail server")]
    NoServer(Place),
    /// A user without a password, or the other way round.
    #[error("notices.smtp needs both user and password_file, or neither")]
    Login,
    /// It is no office's id.
    #[error("'{0}' is no office's id; write it as kujalleq/nanortalik")]
    Office(String),
    /// An office is there twice.
    #[error("{0} stands under [[notices.office]] twice; put both into one")]
    Twice(Place),
    /// It is no URL that letters may go to.
    #[error("the webhook of {0} is no URL of https, nor one of http on this machine")]
    Url(Place),
    /// A webhook without a secret, or the other way round.
    #[error("{0} needs both webhook and secret_file, or neither")]
    Secret(Place),
    /// It is no telephone number.
    #[error("the phone of {0} is no telephone number; write it as +299 12 34 56")]
    Phone(Place),
}

/// Where in the section something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the sender.
    From,
    /// At an office.
    Office(OfficeId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From => f.write_str("notices.smtp.from"),
            Self::Office(office) => write!(f, "office {office}"),
        }
    }
}

/// The section as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    digest_hour: Option<i8>,
    zone: Option<String>,
    ca_file: Option<PathBuf>,
    smtp: Option<SmtpSection>,
    #[serde(default)]
    office: Vec<ContactSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmtpSection {
    host: String,
    port: u16,
    tls: SmtpTls,
    user: Option<String>,
    password_file: Option<PathBuf>,
    from: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactSection {
    office: String,
    email: Option<String>,
    webhook: Option<String>,
    secret_file: Option<PathBuf>,
    phone: Option<String>,
}

impl TryFrom<Section> for Notices {
    type Error = NoticesError;

    fn try_from(section: Section) -> Result<Self, NoticesError> {
        let digest_hour = section.digest_hour.unwrap_or(DIGEST_HOUR_DEFAULT);
        if !(0..=23).contains(&digest_hour) {
            return Err(NoticesError::Hour(digest_hour));
        }
        let zone = section.zone.as_deref();
        let zone = zone.map_or_else(|| Ok(Zone::nuuk()), Zone::parse);
        let smtp = section.smtp.map(Smtp::try_from).transpose()?;
        let mut seen = BTreeSet::new();
        let mut offices = Vec::new();
        for contact in section.office {
            let contact = Contact::try_from(contact)?;
            let place = Place::Office(contact.office.clone());
            if contact.email.is_some() && smtp.is_none() {
                return Err(NoticesError::NoServer(place));
            }
            if !seen.insert(contact.office.clone()) {
                return Err(NoticesError::Twice(place));
            }
            offices.push(contact);
        }
        Ok(Self {
            digest_hour,
            zone: zone.map_err(|_| NoticesError::Zone)?,
            ca_file: section.ca_file,
            smtp,
            offices,
        })
    }
}

impl TryFrom<SmtpSection> for Smtp {
    type Error = NoticesError;

    fn try_from(section: SmtpSection) -> Result<Self, NoticesError> {
        let from = section.from.parse();
        Ok(Self {
            host: section.host,
            port: section.port,
            tls: section.tls,
            login: both(section.user, section.password_file).ok_or(NoticesError::Login)?,
            from: from.map_err(|_| NoticesError::Email(Place::From))?,
        })
    }
}

impl TryFrom<ContactSection> for Contact {
    type Error = NoticesError;

    fn try_from(section: ContactSection) -> Result<Self, NoticesError> {
        let office = OfficeId::parse(&section.office)
            .map_err(|_| NoticesError::Office(section.office.escape_debug().to_string()))?;
        let place = || Place::Office(office.clone());
        let email = section.email.map(|email| email.parse()).transpose();
        let email = email.map_err(|_| NoticesError::Email(place()))?;
        let hook = both(section.webhook, section.secret_file);
        let hook = hook.ok_or_else(|| NoticesError::Secret(place()))?;
        let webhook = match hook {
            Some((url, secret_file)) => {
                let url = url_of(&url).ok_or_else(|| NoticesError::Url(place()))?;
                Some(Hook { url, secret_file })
            }
            None => None,
        };
        if !section.phone.as_deref().is_none_or(is_phone) {
            return Err(NoticesError::Phone(place()));
        }
        Ok(Self {
            email,
            webhook,
            phone: section.phone,
            office,
        })
    }
}

/// Two things that only make sense together; `None` when one of them is missing.
fn both<A, B>(one: Option<A>, other: Option<B>) -> Option<Option<(A, B)>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Some((one, other))),
        (None, None) => Some(None),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

/// A URL that letters may go to: over TLS, or not further than this machine.
fn url_of(text: &str) -> Option<Uri> {
    let url: Uri = text.parse().ok()?;
    let host = url.host()?;
    let authority = url.authority()?.as_str();
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let allowed = match url.scheme_str()? {
        "https" => true,
        "http" => here,
        _ => false,
    };
    (allowed && !authority.contains('@')).then_some(url)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = |character: char| character.is_ascii_digit() || "+ -".contains(character);
    digits > 0 && text.len() <= PHONE_CHARS_MAX && text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        digest_hour = 7
        zone = "America/Thule"
        ca_file = "/etc/stafet/ca.pem"

        [smtp]
        host = "mail.example.gl"
        port = 587
        tls = "starttls"
        user = "stafet"
        password_file = "/etc/stafet/smtp"
        from = "Stafet <stafet@example.gl>"

        [[office]]
        office = "team/rejsehold"
        email = "rejsehold@example.gl"
        phone = "+299 12 34 56"

        [[office]]
        office = "root/administration"
        webhook = "https://vagt.example.gl/stafet"
        secret_file = "/etc/stafet/hook"
    "#;

    fn read(text: &str) -> Result<Notices, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn a_whole_section_is_read() {
        let notices = read(WHOLE).unwrap();
        assert_eq!(
            (notices.digest_hour, notices.zone.name()),
            (7, "America/Thule")
        );
        assert_eq!(notices.offices.len(), 2);
        assert_eq!(notices.smtp.unwrap().login.unwrap().0, "stafet");
        let empty = read("").unwrap();
        assert_eq!((empty.digest_hour, empty.zone), (8, Zone::nuuk()));
    }

    #[test]
    fn each_way_to_be_wrong_is_named() {
        for (from, to, said) in [
            ("digest_hour = 7", "digest_hour = 24", "write 0 to 23"),
            ("digest_hour = 7", "digest_our = 7", "unknown field"),
            ("America/Thule", "America/Thul", "no time zone"),
            (
                "Stafet <stafet@example.gl>",
                "Stafet",
                "notices.smtp.from is no mail",
            ),
            ("user = \"stafet\"", "", "both user and password_file"),
            ("\"starttls\"", "\"none\"", "unknown variant"),
            ("team/rejsehold", "rejsehold", "'rejsehold' is no office"),
            ("root/administration", "team/rejsehold", "twice"),
            (
                "rejsehold@example.gl",
                "@",
                "office team/rejsehold is no mail",
            ),
            (
                "secret_file = \"/etc/stafet/hook\"",
                "",
                "both webhook and secret_file",
            ),
            ("https://vagt", "http://vagt", "no URL of https"),
            ("https://vagt", "https://u:p@vagt", "no URL of https"),
            ("https://vagt.example.gl/stafet", "vagt", "no URL of https"),
            ("+299 12 34 56", "ring til Else", "no telephone number"),
        ] {
            assert!(WHOLE.contains(from), "{from}");
            let error = read(&WHOLE.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(said), "{to}: {error}");
        }
        let lonely = "[[office]]\noffice = \"a/b\"\nemail = \"a@b.gl\"";
        assert!(read(lonely).unwrap_err().contains("no [notices.smtp]"));
    }

    #[test]
    fn a_webhook_on_this_machine_may_do_without_tls() {
        for url in [
            "http://127.0.0.1:8080/x",
            "http://[::1]/x",
            "http://localhost/",
        ] {
            assert!(url_of(url).is_some(), "{url}");
        }
    }
}
