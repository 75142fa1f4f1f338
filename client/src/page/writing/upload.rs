//! Files as a browser sends them: each sealed as it arrives, whatever becomes of the others.

use axum::extract::multipart::{Field, Multipart};
use stafet_shared::{
    content::{ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, RawAttachment},
    id::FormId,
    seal::blob::BlobRef,
};

use crate::{
    desk::{
        AttachError, DeskError,
        pour::{Pouring, name_of},
    },
    office::Unsent,
    page::{session::Session, site::Site},
};

/// The most bytes that are sent at once: as many files as go along, each as large as may be.
pub const UPLOAD_BYTES_MAX: usize = 3_500 * 1024 * 1024;
/// The longest text of a field beside the files, in bytes.
const FIELD_BYTES_MAX: usize = 256;

/// What a browser has sent.
#[derive(Debug, Default)]
pub struct Uploaded {
    /// Whether it carried the browser's token, before any file.
    pub is_own: bool,
    /// How many files are in the form now.
    pub files: usize,
    /// Why others are not.
    pub refused: Vec<DeskError>,
    /// Where it goes on.
    pub onward: Onward,
    /// Whether it broke off in the middle.
    pub cut: bool,
}

/// Where a form goes on when files have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Onward {
    /// With the next question.
    #[default]
    Next,
    /// Here: more files are to be chosen.
    Here,
    /// Another time.
    Away,
}

/// Puts into a form what a browser sends.
pub async fn received(
    site: &Site,
    session: &Session,
    form: &Unsent,
    mut sent: Multipart,
) -> Uploaded {
    let mut uploaded = Uploaded {
        files: form.files.len(),
        ..Uploaded::default()
    };
    loop {
        let field = match sent.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return uploaded,
            Err(_) => {
                uploaded.cut = true;
                return uploaded;
            }
        };
        match field.name().unwrap_or_default() {
            "_token" => {
                let token = short(field).await;
                uploaded.is_own = session.is_own(&token);
            }
            "_mere" => uploaded.onward = Onward::Here,
            "_luk" => uploaded.onward = Onward::Away,
            // A page of somebody else's gets nothing onto the disk.
            _ if !uploaded.is_own => return uploaded,
            "filer" => take(site, field, form.id, &mut uploaded).await,
            _ => {}
        }
    }
}

async fn take(site: &Site, field: Field<'_>, form: FormId, uploaded: &mut Uploaded) {
    let typed = field.file_name().unwrap_or_default().to_owned();
    if typed.is_empty() {
        // Nothing was chosen.
        return;
    }
    if uploaded.files >= ATTACHMENTS_MAX {
        let got = uploaded.files.saturating_add(1);
        uploaded.refused.push(AttachError::TooMany { got }.into());
        return;
    }
    match put(site, field, &typed, form).await {
        Ok(true) => uploaded.files = uploaded.files.saturating_add(1),
        Ok(false) => uploaded.cut = true,
        Err(error) => uploaded.refused.push(error),
    }
}

/// Seals one file as it arrives, and puts it into the form. Answers `false` if it broke off.
async fn put(site: &Site, field: Field<'_>, typed: &str, form: FormId) -> Result<bool, DeskError> {
    let Some(sealed) = sealed(site, field, typed).await? else {
        return Ok(false);
    };
    let put = site
        .office
        .ask(move |office| Box::pin(office.put_in_form(form, sealed)));
    put.await?;
    Ok(true)
}

/// One file, sealed as it arrives. `None` if it broke off.
async fn sealed(
    site: &Site,
    mut field: Field<'_>,
    typed: &str,
) -> Result<Option<(RawAttachment, BlobRef)>, DeskError> {
    let name = name_of(typed)?;
    let sealer = site.office.ask(|office| {
        let sealer = office.sealer();
        Box::pin(std::future::ready(Ok(sealer)))
    });
    let pouring = Pouring::begin(sealer.await?, name.clone());
    let mut bytes = 0_u64;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                bytes = bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
                if bytes > ATTACHMENT_BYTES_MAX {
                    return Err(AttachError::TooLarge { name, got: bytes }.into());
                }
                if !pouring.add(chunk.to_vec()).await {
                    break;
                }
            }
            Ok(None) => break,
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(pouring.finish().await?))
}

/// A short text; nothing of a longer one.
async fn short(mut field: Field<'_>) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = field.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD_BYTES_MAX {
            return String::new();
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
