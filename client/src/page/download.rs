//! Attached files on their way out: always saved, never shown, and nothing of one that does not
//! prove right. Each is opened twice: once to see that it does, and once to send it.

use std::{
    io::{self, Write},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use futures_util::stream::unfold;
use stafet_shared::{
    content::{Attachment, Content},
    seal::blob::BlobError,
};
use tokio::{sync::mpsc, task::spawn_blocking};

use super::{
    answer::{nothing, trouble},
    site::Site,
    visitor::Visitor,
};
use crate::{
    desk::{DeskError, save::safe_name},
    office::{OfficeError, Opener},
};

/// How many pieces wait to be sent.
const PIECES_MAX: usize = 4;
/// What a browser may do with a file that it was told to save, should it show it all the same.
const POLICY: &str = "sandbox; default-src 'none'";
/// Characters of a name that stand in a header as they are.
const PLAIN: &[u8] = b"-_.";

/// The addresses of attached files.
pub fn routes() -> Router<Arc<Site>> {
    Router::new().route("/overdragelse/{id}/bilag/{act}/{place}", get(download))
}

async fn download(
    State(site): State<Arc<Site>>,
    Visitor(_): Visitor,
    Path((id, act, place)): Path<(String, String, usize)>,
) -> Response {
    let attachment = match find(&site, &id, (&act, place)).await {
        Ok(Some(attachment)) => attachment,
        Ok(None) => return nothing(&site),
        Err(error) => return trouble(&site, &error),
    };
    let opener = site.office.ask(|office| {
        let opener = office.opener();
        Box::pin(std::future::ready(Ok(opener)))
    });
    let proved = match opener.await {
        Ok(opener) => proved(opener, attachment.clone()).await,
        Err(error) => Err(error),
    };
    match proved {
        Ok((opener, attachment)) => sent(opener, attachment),
        Err(error) => {
            let why = blamed(&site, attachment, error).await;
            trouble(&site, &why.into())
        }
    }
}

/// Whose fault it is that a file does not open: one that has rotted here is not its sender's, and
/// is fetched again.
async fn blamed(site: &Site, attachment: Attachment, error: OfficeError) -> OfficeError {
    let unfit = matches!(
        error,
        OfficeError::Blob(BlobError::Damaged | BlobError::OtherFile)
    );
    if !unfit {
        return error;
    }
    let rotten = site
        .office
        .ask(move |office| Box::pin(async move { office.forget_if_rotten(&attachment).await }));
    match rotten.await {
        Ok(true) => {
            site.wire.made();
            OfficeError::Rotten
        }
        Ok(false) => error,
        Err(failed) => failed,
    }
}

async fn find(
    site: &Site,
    id: &str,
    (act, place): (&str, usize),
) -> Result<Option<Attachment>, DeskError> {
    let id = site.find(id).await?;
    let contents = site
        .office
        .ask(move |office| Box::pin(office.contents(id)))
        .await?;
    let said = contents.iter().find(|said| said.act.starts_with(act));
    let content = said.and_then(|said| said.content.as_ref()?.as_ref().ok());
    let manifest = content.and_then(Content::attachments);
    let attached = manifest.and_then(|manifest| manifest.attachments().get(place));
    Ok(attached.cloned())
}

/// Opens a file to nowhere.
async fn proved(
    opener: Opener,
    attachment: Attachment,
) -> Result<(Opener, Attachment), OfficeError> {
    let proof = spawn_blocking(move || {
        let opened = opener.open(&attachment, &mut io::sink());
        opened.map(|()| (opener, attachment))
    });
    proof.await.map_err(|_| OfficeError::Closed)?
}

/// A file that has proved right, piece by piece.
fn sent(opener: Opener, attachment: Attachment) -> Response {
    let mut headers = HeaderMap::new();
    let disposition = disposition(attachment.name().expose());
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    let length = HeaderValue::from(attachment.size_bytes());
    headers.insert(header::CONTENT_LENGTH, length);
    for (name, value) in [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let (pieces, leaving) = mpsc::channel(PIECES_MAX);
    // Ends with the file, or when nobody takes its pieces any more.
    let opening = spawn_blocking(move || {
        let mut pipe = Pipe(pieces);
        match opener.open(&attachment, &mut pipe) {
            Ok(()) => {}
            Err(_) => pipe.cut(),
        }
    });
    let pieces = unfold((leaving, Some(opening)), |(mut leaving, opening)| async {
        match leaving.recv().await {
            Some(piece) => Some((piece, (leaving, opening))),
            None => {
                if let Some(opening) = opening {
                    // A broken thread has sent what there is.
                    opening.await.unwrap_or_default();
                }
                None
            }
        }
    });
    (headers, Body::from_stream(pieces)).into_response()
}

/// `attachment`, with the file's name as every browser reads it.
fn disposition(name: &str) -> String {
    use std::fmt::Write as _;

    let mut written = String::from("attachment; filename*=UTF-8''");
    for byte in safe_name(name).bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            written.push(char::from(byte));
        } else {
            // A string takes everything.
            write!(written, "%{byte:02X}").unwrap_or_default();
        }
    }
    written
}

/// Where a file is written that is sent piece by piece.
struct Pipe(mpsc::Sender<io::Result<Vec<u8>>>);

impl Pipe {
    /// What was sent is not the whole file: the browser drops it.
    fn cut(self) {
        let cut = io::ErrorKind::UnexpectedEof.into();
        // Who has gone away needs not be told.
        let _gone = self.0.blocking_send(Err(cut));
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.blocking_send(Ok(bytes.to_vec())) {
            Ok(()) => Ok(bytes.len()),
            Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_injects_no_header_and_leaves_no_folder() {
        for (name, expected) in [
            ("Handleplan.pdf", "Handleplan.pdf"),
            ("§ 50 æ.pdf", "%C2%A7%2050%20%C3%A6.pdf"),
            ("../../x\".svg", "x_.svg"),
            ("a\r\nSet-Cookie: x", "a_U%2B000D_%20Set-Cookie_%20x"),
            ("x;filename=evil.html", "x%3Bfilename%3Devil.html"),
            ("", "bilag"),
        ] {
            let written = disposition(name);
            assert_eq!(written, format!("attachment; filename*=UTF-8''{expected}"));
            assert!(HeaderValue::from_str(&written).is_ok());
        }
    }
}
