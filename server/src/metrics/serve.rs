//! Serves the figures to a Prometheus on this machine, and to nobody else.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::CONTENT_TYPE as CONTENT_TYPE_HEADER,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time,
};

use super::{CONTENT_TYPE, Figures, render};
use crate::config::metrics::Loopback;

/// How many connections are served at the same time; more are closed at once.
const CONNECTIONS_MAX: usize = 8;
/// How long one connection may last.
const CONNECTION_MAX: Duration = Duration::from_secs(30);
/// How long nothing is accepted after accepting has failed.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// An endpoint that listens.
#[derive(Debug)]
pub struct Endpoint(TcpListener);

impl Endpoint {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the address is taken.
    pub async fn listen(address: Loopback) -> Result<Self, io::Error> {
        TcpListener::bind(address.address()).await.map(Self)
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn address(&self) -> Result<SocketAddr, io::Error> {
        self.0.local_addr()
    }

    /// Serves the newest figures until it is dropped.
    pub async fn run(self, figures: watch::Receiver<Arc<Figures>>) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                biased;
                Some(_) = connections.join_next() => {}
                accepted = self.0.accept() => match accepted {
                    Ok((stream, _)) if connections.len() < CONNECTIONS_MAX => {
                        connections.spawn(serve(stream, figures.clone()));
                    }
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(%error, "metrics");
                        time::sleep(ACCEPT_PAUSE).await;
                    }
                },
            }
        }
    }
}

async fn serve(stream: TcpStream, figures: watch::Receiver<Arc<Figures>>) {
    let service = service_fn(|request| {
        let newest = Arc::clone(&figures.borrow());
        std::future::ready(Ok::<_, Infallible>(answer(&request, &newest)))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    if !matches!(time::timeout(CONNECTION_MAX, connection).await, Ok(Ok(()))) {
        tracing::debug!("a connection for metrics broke, or lasted too long");
    }
}

fn answer(request: &Request<Incoming>, figures: &Figures) -> Response<Full<Bytes>> {
    let is_right = request.method() == Method::GET && request.uri().path() == "/metrics";
    let (status, text) = if is_right {
        (StatusCode::OK, render(figures))
    } else {
        (StatusCode::NOT_FOUND, "see /metrics\n".to_owned())
    };
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    let format = if is_right { CONTENT_TYPE } else { "text/plain" };
    let format = hyper::header::HeaderValue::from_static(format);
    response.headers_mut().insert(CONTENT_TYPE_HEADER, format);
    response
}
