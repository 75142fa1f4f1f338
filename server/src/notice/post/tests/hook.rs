//! A webhook for tests: it keeps what it was sent and verifies each signature as the
//! specification's own library does.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use http_body_util::{BodyExt as _, Empty};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use rustls::ServerConfig;
use standardwebhooks::Webhook;
use tokio::{net::TcpListener, task::JoinSet};
use tokio_rustls::TlsAcceptor;

/// The secret of the tests' webhook.
pub(super) const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// What a webhook was sent: the names of letters, and bodies whose signature was right.
#[derive(Clone, Debug)]
pub(super) struct Doorman {
    pub(super) taken: Arc<Mutex<Vec<(String, String)>>>,
    pub(super) answers: Arc<Mutex<u16>>,
}

impl Doorman {
    pub(super) fn new() -> Self {
        Self {
            taken: Arc::default(),
            answers: Arc::new(Mutex::new(200)),
        }
    }

    /// Serves until the answer is dropped.
    pub(super) fn serve(&self, listener: TcpListener, tls: &Arc<ServerConfig>) -> JoinSet<()> {
        let (doorman, tls) = (self.clone(), TlsAcceptor::from(Arc::clone(tls)));
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(stream) = tls.accept(stream).await else {
                    continue;
                };
                let service = service_fn(|request| doorman.take(request));
                let connection =
                    http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                // Who hangs up is met again.
                drop(connection.await);
            }
        });
        serving
    }

    pub(super) fn letters(&self) -> Vec<(String, String)> {
        self.taken.lock().unwrap().clone()
    }

    async fn take(&self, request: Request<Incoming>) -> Result<Response<Empty<Bytes>>, Infallible> {
        let headers = request.headers().clone();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        Webhook::new(SECRET)
            .unwrap()
            .verify(&body, &headers)
            .unwrap();
        let id = headers["webhook-id"].to_str().unwrap().to_owned();
        let body = String::from_utf8(body.to_vec()).unwrap();
        self.taken.lock().unwrap().push((id, body));
        let status = *self.answers.lock().unwrap();
        Ok(Response::builder()
            .status(status)
            .body(Empty::new())
            .unwrap())
    }
}
