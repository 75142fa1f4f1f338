//! A page's listeners: on loopback only, each connection a task that its owner waits for.

use std::{
    future::Future,
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::timeout,
};

use super::{routes::router, site::Site};

/// The most connections at once; a browser needs six.
pub const CONNECTIONS_MAX: usize = 64;
/// How long a browser may take to say what it wants.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long what streams for ever may take to end.
const STREAM_FAREWELL: Duration = Duration::from_millis(500);

/// The addresses on which a page is asked.
#[derive(Debug)]
pub struct Listeners {
    listeners: Vec<TcpListener>,
    /// The port of all of them.
    pub port: u16,
}

impl Listeners {
    /// Listens on both addresses of loopback, on the same port; where the newer one is not to be
    /// had, on the older one. The port is any that is free if it is 0.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn on(port: u16) -> io::Result<Self> {
        let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        let port = first.local_addr()?.port();
        let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await;
        let mut listeners = vec![first];
        listeners.extend(second.ok());
        Ok(Self { listeners, port })
    }

    /// Answers whoever asks until `end` comes, and then waits a moment for those that are being
    /// answered.
    pub async fn serve(self, site: Arc<Site>, end: impl Future<Output = ()>) {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for listener in self.listeners {
            tasks.spawn(accept(listener, Arc::clone(&site), stopped.clone()));
        }
        end.await;
        // Nobody may hear that a page ends who has ended before.
        let _listeners = stop.send(true);
        timeout(FAREWELL, async {
            while tasks.join_next().await.is_some() {}
        })
        .await
        .unwrap_or_default();
        tasks.shutdown().await;
    }
}

async fn accept(listener: TcpListener, site: Arc<Site>, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            _ = stopped.changed() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            accepted = listener.accept(), if connections.len() < CONNECTIONS_MAX => {
                if let Ok((stream, from)) = accepted
                    && from.ip().is_loopback()
                {
                    connections.spawn(serve(stream, Arc::clone(&site), stopped.clone()));
                }
            }
        }
    }
    while connections.join_next().await.is_some() {}
}

async fn serve(stream: TcpStream, site: Arc<Site>, mut stopped: watch::Receiver<bool>) {
    let service = TowerToHyperService::new(router(site));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        biased;
        // A browser that goes away in the middle is nobody's fault.
        ended = &mut connection => drop(ended),
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            // What streams for ever is cut off.
            let ended = timeout(STREAM_FAREWELL, connection).await;
            drop(ended);
        }
    }
}
