//! Letters by mail: one connection to the mail server for each, always over TLS.

use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        self,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use stafet_shared::party::OfficeId;

use super::{
    channel::{Channel, Delivery, Parcel, PostError, is_of_tls, secret},
    fault::{DeliveryError, Fault},
};
use crate::config::{
    Notices,
    notices::{Smtp, SmtpTls},
};

/// How long the mail server may take for one answer.
const ANSWER_MAX: Duration = Duration::from_secs(10);

/// The mail server, and everybody's address.
#[derive(Debug)]
pub(super) struct MailChannel {
    smtp: Smtp,
    tls: Tls,
    addresses: BTreeMap<OfficeId, Mailbox>,
}

/// The offices that have no mail address, where there is no mail server.
#[derive(Debug)]
pub(super) struct NoMail;

impl Channel for NoMail {
    fn send(&self, _: Parcel) -> Delivery<'_> {
        Box::pin(async { Err(DeliveryError::Never(Fault::NoAddress)) })
    }
}

impl MailChannel {
    pub(super) fn new(
        smtp: Smtp,
        notices: &Notices,
        authority: Option<&[u8]>,
    ) -> Result<Self, PostError> {
        let mut parameters = TlsParameters::builder(smtp.host.clone());
        if let Some(pem) = authority {
            let authority = Certificate::from_pem(pem).map_err(|_| PostError::Authority)?;
            parameters = parameters.add_root_certificate(authority);
        }
        let parameters = parameters.build().map_err(|_| PostError::Tls)?;
        let tls = match smtp.tls {
            SmtpTls::Starttls => Tls::Required(parameters),
            SmtpTls::Tls => Tls::Wrapper(parameters),
        };
        let contacts = notices.offices.iter();
        let addresses = contacts
            .filter_map(|contact| Some((contact.office.clone(), contact.email.clone()?)))
            .collect();
        Ok(Self {
            smtp,
            tls,
            addresses,
        })
    }

    async fn deliver(&self, parcel: Parcel) -> Result<(), DeliveryError> {
        let office = &parcel.letter.recipient.office;
        let to = self.addresses.get(office).cloned();
        let to = to.ok_or(DeliveryError::Never(Fault::NoAddress))?;
        let message = compose(&self.smtp.from, to, &parcel);
        let message = message.ok_or(DeliveryError::Never(Fault::Composed))?;
        let server = self.server().ok_or(DeliveryError::Never(Fault::Secret))?;
        server.send(message).await.map_err(|error| judge(&error))?;
        Ok(())
    }

    /// The mail server with the present password; `None` where that cannot be read.
    fn server(&self) -> Option<AsyncSmtpTransport<Tokio1Executor>> {
        let smtp = &self.smtp;
        let name = ClientId::Domain(smtp.from.email.domain().to_owned());
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .tls(self.tls.clone())
            .hello_name(name)
            .timeout(Some(ANSWER_MAX));
        if let Some((user, file)) = &smtp.login {
            server = server.credentials(Credentials::new(user.clone(), secret(file)?));
        }
        Some(server.build())
    }
}

impl Channel for MailChannel {
    fn send(&self, parcel: Parcel) -> Delivery<'_> {
        Box::pin(self.deliver(parcel))
    }
}

fn compose(from: &Mailbox, to: Mailbox, parcel: &Parcel) -> Option<Message> {
    let mail = parcel.book.mail(&parcel.letter);
    let sent = u64::try_from(parcel.now.unix_ms()).ok()?;
    let sent = UNIX_EPOCH.checked_add(Duration::from_millis(sent))?;
    // Answers of machines to machines are not wanted.
    let automatic = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    let id = format!("<{}@{}>", parcel.id, from.email.domain());
    let message = Message::builder()
        .from(from.clone())
        .to(to)
        .date(sent)
        .message_id(Some(id))
        .subject(mail.subject)
        .raw_header(automatic);
    let message = match &parcel.letter.weekly {
        None => message.header(ContentType::TEXT_PLAIN).body(mail.body),
        // As a file too: what is signed are its exact bytes.
        Some(weekly) => {
            let file = Attachment::new(weekly.file_name());
            let file = file.body(
                weekly.signed.to_file().into_bytes(),
                ContentType::TEXT_PLAIN,
            );
            let text = SinglePart::plain(mail.body);
            message.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
        }
    };
    message.ok()
}

fn judge(error: &smtp::Error) -> DeliveryError {
    if let Some(code) = error.status() {
        let fault = Fault::Answered(code.to_string().parse().unwrap_or_default());
        return if error.is_permanent() {
            DeliveryError::Never(fault)
        } else {
            DeliveryError::Later(fault)
        };
    }
    if error.is_tls() || is_of_tls(error) {
        return DeliveryError::Later(Fault::Tls);
    }
    if error.is_timeout() {
        return DeliveryError::Later(Fault::Silent);
    }
    DeliveryError::Later(Fault::Unreachable)
}
