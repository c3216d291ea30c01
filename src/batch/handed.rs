//! The bytes of a file on their way to a worker, which may open no file itself.
//!
//! `handed = *(start / piece) (end / failure) ; start throws away what was handed: the file changed meanwhile`
//!
//! This is also the place for what a program outside makes of a file before it is read (a picture of text becomes
//! text, say): a worker can start none, and the process that hands it the file can.

use crate::source::{Piece, Source, pieces};
use crate::trace::Error;
use std::io::{ErrorKind, Read, Result, Write};
use std::path::Path;

/// Marks in the place of a piece's length.
const END: u32 = 0;
const START: u32 = u32::MAX;
const FAILURE: u32 = u32::MAX - 1;
/// The longest piece or sentence that is taken at once.
const LONGEST: u32 = 1 << 20;

/// Hands over the file at a path, or why it cannot be read.
pub(super) fn hand(path: &Path, limit: u64, to: &mut impl Write) -> Result<()> {
    let mut written = Ok(());
    let read = pieces(path, limit, |piece| {
        if written.is_ok() {
            written = match piece {
                Piece::Start => to.write_all(&START.to_le_bytes()),
                Piece::Bytes(bytes) => hand_piece(bytes, to),
            };
        }
    });
    written?;
    match read {
        Ok(()) => to.write_all(&END.to_le_bytes())?,
        Err(error) => {
            to.write_all(&FAILURE.to_le_bytes())?;
            let sentence = error.to_string();
            let most = sentence.floor_char_boundary(LONGEST as usize);
            hand_piece(&sentence.as_bytes()[..most], to)?;
        }
    }
    to.flush()
}

fn hand_piece(bytes: &[u8], to: &mut impl Write) -> Result<()> {
    for piece in bytes.chunks(LONGEST as usize) {
        let length = u32::try_from(piece.len()).map_err(std::io::Error::other)?;
        to.write_all(&length.to_le_bytes())?;
        to.write_all(piece)?;
    }
    Ok(())
}

/// Takes a file over, or why it could not be read.
pub(super) fn take(name: &str, from: &mut impl Read) -> Result<std::result::Result<Source, Error>> {
    let mut bytes = Vec::new();
    loop {
        match number(from)? {
            END => return Ok(Ok(Source::from_bytes(name, bytes))),
            START => bytes.clear(),
            FAILURE => {
                let mut sentence = Vec::new();
                let length = number(from)?;
                piece(length, from, &mut sentence)?;
                let sentence = String::from_utf8_lossy(&sentence).into_owned();
                return Ok(Err(Error::NotHanded(sentence)));
            }
            length => piece(length, from, &mut bytes)?,
        }
    }
}

fn number(from: &mut impl Read) -> Result<u32> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn piece(length: u32, from: &mut impl Read, to: &mut Vec<u8>) -> Result<()> {
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let taken = from.take(u64::from(length)).read_to_end(to)?;
    match taken == length as usize {
        true => Ok(()),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_arrives_as_it_is_and_what_follows_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        for bytes in [Vec::new(), b"\n\0x".to_vec(), vec![7; 3 << 20]] {
            std::fs::write(&path, &bytes).unwrap();
            let mut line = Vec::new();
            hand(&path, u64::MAX, &mut line).unwrap();
            line.extend(b"next");
            let mut rest = line.as_slice();
            let source = take("x", &mut rest).unwrap().unwrap();
            assert_eq!((&*source.bytes, rest), (&bytes, b"next".as_slice()));
        }
        let mut line = Vec::new();
        hand(&path, 5, &mut line).unwrap();
        let told = take("x", &mut line.as_slice()).unwrap().unwrap_err();
        let limit = Source::read(
            &crate::source::Input {
                path: path.clone(),
                name: "x".into(),
                is_found: false,
                trouble: None,
            },
            5,
        );
        assert_eq!(told.to_string(), limit.unwrap_err().to_string());
        // What is cut off is no file.
        for end in 0..line.len() {
            assert!(take("x", &mut &line[..end]).is_err());
        }
    }
}
