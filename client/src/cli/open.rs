//! Opens the page: the running one if there is one, else one that runs until it is stopped.

use std::{fs, io::Write as _, path::Path};

use super::{exit::Exit, output::Face};
use crate::{
    desk::{Desk, Reach},
    face::trouble::{Trouble, WhoseMove},
    page::{running::Running, server::Server},
    text::say,
};

/// A file that leads the browser to the page. Its address is nobody else's business, and what is
/// typed on a command line every user of the computer can read.
const DOOR_FILE: &str = "open.html";

/// How it is opened.
pub(super) struct How {
    /// Whether the browser is left alone.
    pub(super) no_browser: bool,
    /// The port, 0 for any.
    pub(super) port: u16,
}

/// Opens the page of the profile in `folder`.
pub(super) async fn page(face: &mut Face<'_>, folder: &Path, how: &How) -> Result<Exit, Trouble> {
    let texts = face.texts;
    if let Some(running) = Running::of(folder)
        && let Some(address) = running.call().await
    {
        lead(face, folder, &address, how)?;
        face.say(&say!(texts, "open-again"));
        return Ok(Exit::Done);
    }
    let desk = Desk::open_or_create(folder, Reach::Online).await;
    let desk = desk.map_err(|error| Trouble::of(&error, texts, None))?;
    let failed = |why: String| {
        let text = say!(texts, "open-failed", why = why);
        Trouble::new(WhoseMove::Reader, text)
    };
    let server = Server::new(desk, how.port, texts.language()).await;
    let server = server.map_err(|error| failed(error.to_string()))?;
    let told = told_to_end().map_err(|error| failed(error.to_string()))?;
    lead(face, folder, &server.opener().address(), how)?;
    let serving = server.serve(told);
    Box::pin(serving).await;
    Ok(Exit::Done)
}

/// What ends when the user or the end of the session ends the program. It is heard from now on, not
/// only once it is waited for.
#[cfg(unix)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
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

/// What ends when the user ends the program. It is heard from now on.
#[cfg(windows)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}

/// Leads the browser to an address, or shows it.
fn lead(face: &mut Face<'_>, folder: &Path, address: &str, how: &How) -> Result<(), Trouble> {
    if !how.no_browser {
        let file = folder.join(DOOR_FILE);
        let led = write(&file, address).and_then(|()| open::that_detached(&file));
        if led.is_ok() {
            return Ok(());
        }
    }
    let text = say!(face.texts, "open-address", address = address);
    face.words(&text);
    Ok(())
}

fn write(file: &Path, address: &str) -> std::io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let page = format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" \
         content=\"0; url={address}\"><title>Stafet</title><a href=\"{address}\">Stafet</a>"
    );
    options.open(file)?.write_all(page.as_bytes())
}
