//! Letters by webhook, as the Standard Webhooks specification has them: a name, a time and a
//! signature over both and the body. Any answer of 2xx is a delivery; redirections are not
//! followed.

use std::{collections::BTreeMap, error::Error, sync::Arc};

use http_body_util::Full;
use hyper::{
    Request, Uri,
    body::Bytes,
    client::conn::http1,
    header::{CONTENT_TYPE, HOST, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use stafet_shared::{party::OfficeId, time::MS_PER_SECOND};
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::JoinSet,
};
use tokio_rustls::TlsConnector;

use super::{
    channel::{Channel, Delivery, Parcel, PostError, is_of_tls, secret},
    fault::{DeliveryError, Fault},
};
use crate::config::{Notices, notices::Hook};

/// Everybody's webhook.
pub(super) struct WebhookChannel {
    hooks: BTreeMap<OfficeId, Hook>,
    tls: TlsConnector,
}

impl WebhookChannel {
    pub(super) fn new(notices: &Notices, authority: Option<&[u8]>) -> Result<Self, PostError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        for certificate in CertificateDer::pem_slice_iter(authority.unwrap_or_default()) {
            let certificate = certificate.map_err(|_| PostError::Authority)?;
            roots.add(certificate).map_err(|_| PostError::Authority)?;
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| PostError::Tls)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let contacts = notices.offices.iter();
        let hooks = contacts
            .filter_map(|contact| Some((contact.office.clone(), contact.webhook.clone()?)))
            .collect();
        Ok(Self {
            hooks,
            tls: TlsConnector::from(Arc::new(tls)),
        })
    }

    async fn deliver(&self, parcel: Parcel) -> Result<(), DeliveryError> {
        let hook = self.hooks.get(&parcel.letter.recipient.office);
        let hook = hook.ok_or(DeliveryError::Never(Fault::NoAddress))?;
        let request = request(hook, &parcel)?;
        let status = self.answer(&hook.url, request).await.map_err(judge)?;
        match status {
            200..=299 => Ok(()),
            // Asked again too soon, or too slowly: that passes.
            408 | 429 | 500.. => Err(DeliveryError::Later(Fault::Answered(status))),
            0..200 | 300..500 => Err(DeliveryError::Never(Fault::Answered(status))),
        }
    }

    async fn answer(&self, url: &Uri, request: Request<Full<Bytes>>) -> Result<u16, Broken> {
        let host = url.host().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_open = url.scheme_str() == Some("http");
        let port = url.port_u16().unwrap_or(if is_open { 80 } else { 443 });
        let stream = TcpStream::connect((host, port)).await?;
        if is_open {
            return ask(stream, request).await;
        }
        let name = ServerName::try_from(host.to_owned())?;
        ask(self.tls.connect(name, stream).await?, request).await
    }
}

impl Channel for WebhookChannel {
    fn send(&self, parcel: Parcel) -> Delivery<'_> {
        Box::pin(self.deliver(parcel))
    }
}

/// What can break on the way is only looked at for its kind.
type Broken = Box<dyn Error + Send + Sync>;

async fn ask<S>(stream: S, request: Request<Full<Bytes>>) -> Result<u16, Broken>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // It ends with this function.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let answer = sender.send_request(request).await?;
    Ok(answer.status().as_u16())
}

fn request(hook: &Hook, parcel: &Parcel) -> Result<Request<Full<Bytes>>, DeliveryError> {
    let unreadable = DeliveryError::Never(Fault::Secret);
    let key = secret(&hook.secret_file).ok_or(unreadable)?;
    let webhook = Webhook::new(&key).map_err(|_| unreadable)?;
    let body = parcel.book.webhook(&parcel.letter).to_string();
    let seconds = parcel.now.unix_ms().div_euclid(MS_PER_SECOND);
    let composed = DeliveryError::Never(Fault::Composed);
    let signature = webhook.sign(&parcel.id, seconds, body.as_bytes());
    let signature = signature.map_err(|_| composed)?;
    let path = hook.url.path_and_query().map_or("/", |path| path.as_str());
    let host = hook
        .url
        .authority()
        .map_or("", |authority| authority.as_str());
    Request::post(path)
        .header(HOST, host)
        .header(USER_AGENT, AGENT)
        .header(CONTENT_TYPE, "application/json")
        .header(HEADER_WEBHOOK_ID, &parcel.id)
        .header(HEADER_WEBHOOK_TIMESTAMP, seconds)
        .header(HEADER_WEBHOOK_SIGNATURE, signature)
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| composed)
}

fn judge(broken: Broken) -> DeliveryError {
    let broken: Box<dyn Error> = broken;
    if is_of_tls(broken.as_ref()) {
        DeliveryError::Later(Fault::Tls)
    } else {
        DeliveryError::Later(Fault::Unreachable)
    }
}

/// How we call ourselves.
const AGENT: &str = concat!("stafet-server/", env!("CARGO_PKG_VERSION"));
