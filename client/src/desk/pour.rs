//! A file that arrives piece by piece, sealed as it arrives: never whole in memory, never plain on
//! the disk, and without the office waiting for whoever sends it.

use std::io::{self, Read};

use stafet_shared::{
    content::{Manifest, RawAttachment, display_safe_line},
    seal::blob::BlobRef,
    words::spelling::composed,
};
use tokio::{
    sync::mpsc,
    task::{JoinHandle, spawn_blocking},
};

use super::{AttachError, DeskError};
use crate::office::{OfficeError, Sealer};

/// How many pieces wait to be sealed; who brings one more waits.
const PIECES_MAX: usize = 4;

/// A file on its way in.
#[derive(Debug)]
pub struct Pouring {
    pieces: mpsc::Sender<Piece>,
    sealing: JoinHandle<Result<(RawAttachment, BlobRef), OfficeError>>,
}

/// What arrives.
#[derive(Debug)]
enum Piece {
    Bytes(Vec<u8>),
    End,
}

/// The name under which a file can go along: without folders, every letter in its one form.
///
/// # Errors
/// When recipients do not accept it.
pub fn name_of(typed: &str) -> Result<String, AttachError> {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = composed(last);
    let raw = RawAttachment {
        name: Some(name.clone()),
        media_type: Some("application/octet-stream".to_owned()),
        ..RawAttachment::default()
    };
    match Manifest::parse(vec![raw]) {
        Ok(_) => Ok(name),
        Err(_) => Err(AttachError::Name(display_safe_line(last))),
    }
}

impl Pouring {
    /// Begins to seal a file.
    #[must_use]
    pub fn begin(sealer: Sealer, name: String) -> Self {
        let (pieces, arriving) = mpsc::channel(PIECES_MAX);
        let mut poured = Poured {
            arriving,
            piece: Vec::new(),
            read: 0,
            ended: false,
        };
        let sealing = spawn_blocking(move || sealer.seal(&name, &mut poured));
        Self { pieces, sealing }
    }

    /// Seals what has arrived. Answers `false` when nothing more is wanted: the file is too large,
    /// or there is no room.
    pub async fn add(&self, bytes: Vec<u8>) -> bool {
        self.pieces.send(Piece::Bytes(bytes)).await.is_ok()
    }

    /// The file is whole. One that is dropped before was cut in the middle, and nothing of it stays.
    ///
    /// # Errors
    /// When it could not be sealed.
    pub async fn finish(self) -> Result<(RawAttachment, BlobRef), DeskError> {
        // Who has given up says below why.
        let _wanted = self.pieces.send(Piece::End).await;
        drop(self.pieces);
        match self.sealing.await {
            Ok(sealed) => Ok(sealed?),
            Err(_) => Err(OfficeError::Closed.into()),
        }
    }
}

/// What arrives, for who reads it on a thread of their own.
struct Poured {
    arriving: mpsc::Receiver<Piece>,
    piece: Vec<u8>,
    read: usize,
    ended: bool,
}

impl Read for Poured {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.read >= self.piece.len() && !self.ended {
            match self.arriving.blocking_recv() {
                Some(Piece::Bytes(bytes)) => (self.piece, self.read) = (bytes, 0),
                Some(Piece::End) => self.ended = true,
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let mut left = self.piece.get(self.read..).unwrap_or_default();
        let got = left.read(room)?;
        self.read = self.read.saturating_add(got);
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poured(pieces: Vec<Piece>) -> io::Result<Vec<u8>> {
        let (send, arriving) = mpsc::channel(8);
        for piece in pieces {
            send.try_send(piece).unwrap();
        }
        drop(send);
        let mut poured = Poured {
            arriving,
            piece: Vec::new(),
            read: 0,
            ended: false,
        };
        let mut all = Vec::new();
        poured.read_to_end(&mut all).map(|_| all)
    }

    #[test]
    fn pieces_are_read_in_order_and_one_that_is_cut_is_no_file() {
        let bytes = |text: &str| Piece::Bytes(text.as_bytes().to_vec());
        let whole = poured(vec![
            bytes("over"),
            bytes(""),
            bytes("dragelse"),
            Piece::End,
        ]);
        assert_eq!(whole.unwrap(), b"overdragelse");
        let cut = poured(vec![bytes("over")]).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(poured(vec![Piece::End]).unwrap(), b"");
    }

    #[test]
    fn a_name_leaves_its_folders_behind() {
        assert_eq!(name_of("D:\\Mappe\\A\u{30A}se.pdf").unwrap(), "Åse.pdf");
        assert!(name_of("").is_err());
        assert!(name_of("x\u{202E}fdp.exe").is_err());
    }
}
