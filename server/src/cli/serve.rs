//! `stafet-server run`: the server, and beside it whoever tells what stands.

use std::{io, sync::Arc};

use stafet_blobs::folder::Folder as BlobFolder;
use stafet_certs::founding::ServerKeys;
use tokio::{sync::watch, task::JoinSet};

use super::outcome::{CliError, EXIT_DONE, print};
use crate::{
    Server,
    clock::{SystemClock, SystemEntropy},
    config::{Folder, Settings},
    metrics::serve::Endpoint,
    notice::{channel::PostError, post::Post},
    store::sql::SqlStore,
    transport,
    watch::herald::Herald,
};

/// Serves until interrupted.
pub(super) async fn run(folder: Folder) -> Result<u8, CliError> {
    let settings = Settings::read(&folder)?;
    let keys = ServerKeys::read(&folder.keys())?;
    let store = settings.database(&folder)?.open().await?;
    let blobs = Arc::new(BlobFolder::at(&folder.blobs()));
    let clock = Arc::new(SystemClock);
    let config = transport::server_config(&keys, Arc::clone(&clock) as _)?;
    let endpoint = transport::listen(settings.listen, config).map_err(CliError::Listen)?;
    let address = endpoint.local_addr().map_err(CliError::Listen)?;
    let server = Server::start(
        endpoint,
        (store.clone(), blobs),
        &keys,
        clock,
        Box::new(SystemEntropy),
    )
    .await?;
    let mut tasks = JoinSet::new();
    herald(&settings, &server, &store, &keys, &mut tasks).await?;
    let interrupted = interrupted().map_err(CliError::Runtime)?;
    print(&format!("listening on {address}"))?;
    interrupted.await;
    tasks.shutdown().await;
    tracing::info!("shutting down");
    server.shutdown().await;
    store.close().await;
    Ok(EXIT_DONE)
}

/// Tells by letter and in figures what stands, as far as the settings ask for it.
async fn herald(
    settings: &Settings,
    server: &Server,
    store: &SqlStore,
    keys: &ServerKeys,
    tasks: &mut JoinSet<()>,
) -> Result<(), CliError> {
    let post = settings.notices.as_ref();
    let post = post.map(|notices| {
        let post = Post::new(store.clone(), notices)?;
        Ok::<_, PostError>(post.signing_with(keys.receipts.clone()))
    });
    let figures = match &settings.metrics {
        None => None,
        Some(metrics) => {
            let endpoint = Endpoint::listen(metrics.listen).await;
            let endpoint = endpoint.map_err(CliError::Metrics)?;
            let (figures, seen) = watch::channel(Arc::default());
            tasks.spawn(endpoint.run(seen));
            Some(figures)
        }
    };
    if post.is_none() && figures.is_none() {
        return Ok(());
    }
    let herald = Herald {
        store: store.clone(),
        standing: server.standing(),
        heard: server.heard(),
        certificate_until: server.certificate_until(),
        clock: Arc::new(SystemClock),
        post: post.transpose()?,
        figures,
    };
    tasks.spawn(herald.run());
    Ok(())
}

/// What ends when the operator, or whatever runs this program, ends it. It is heard from now on, not
/// only once it is waited for.
#[cfg(unix)]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// What ends when the operator ends the program. It is heard from now on.
#[cfg(windows)]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
