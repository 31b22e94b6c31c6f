//! The form of the file: what it opens with, and what it refuses.

use super::file::{Item, Reader, Writer};
use super::key::{PublicKey, SecretKey, make_keys};
use super::lines::{Blob, Line};
use super::sealed::{Opened, Sealed};
use std::io::{Read as _, Write as _};

fn sealed(key: &SecretKey, bytes: &[u8]) -> Vec<u8> {
    let mut out = Sealed::begin(Vec::new(), &key.public).unwrap();
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn opened(key: &SecretKey, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut plain = Vec::new();
    let mut from = Opened::begin(bytes, key).map_err(|error| format!("{error:?}"))?;
    from.read_to_end(&mut plain).map_err(|error| error.to_string())?;
    Ok(plain)
}

#[test]
fn what_is_sealed_opens_for_its_key_alone() {
    let (key, other) = (SecretKey::new().unwrap(), SecretKey::new().unwrap());
    for length in [0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 700_000] {
        let plain: Vec<u8> = (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let file = sealed(&key, &plain);
        assert_eq!(opened(&key, &file).unwrap(), plain);
        assert!(
            opened(&other, &file).unwrap_err().contains("another") || opened(&other, &file).unwrap_err().contains("was made for the key")
        );
    }
}

#[test]
fn a_file_that_was_cut_off_or_altered_does_not_open() {
    let key = SecretKey::new().unwrap();
    let file = sealed(&key, &vec![7; 600_000]);
    for end in (0..file.len()).step_by(9_973) {
        assert!(opened(&key, &file[..end]).is_err(), "cut off at {end}");
    }
    for place in (0..file.len()).step_by(9_973) {
        let mut altered = file.clone();
        altered[place] ^= 1;
        assert!(opened(&key, &altered).is_err(), "altered at {place}");
    }
    assert!(opened(&key, &[&file[..], b"x"].concat()).is_err(), "something behind its end");
    let head = 18 + 8 + 2 + 32;
    let frame = 1 + 4 + 256 * 1024 + 16;
    let (first, rest) = file[head..].split_at(frame);
    let (second, last) = rest.split_at(frame);
    for order in [[&file[..head], second, first, last], [&file[..head], first, first, last], [&file[..head], first, last, &[]]] {
        assert!(opened(&key, &order.concat()).is_err(), "parts that were moved, repeated or left out");
    }
}

#[tokio::test]
async fn lines_and_files_come_back_as_they_went() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, path) = (folder.path().join("key"), folder.path().join("backup"));
    let public = make_keys(&secret).unwrap();
    assert!(make_keys(&secret).is_err(), "a key is never written over");
    assert!(SecretKey::read(&public).is_err(), "the public half opens nothing");
    let mut out = Writer::begin(&path, &PublicKey::read(&public).unwrap()).unwrap();
    let blob = Blob { county: "510824".to_owned(), name: "510824/m1/original-1".to_owned(), length: 3 };
    out.line(&Line::Snapshot(1)).unwrap();
    out.text("[null,\"行\\n二\"]").unwrap();
    out.line(&Line::Blob(blob.clone())).unwrap();
    out.bytes(b"\n[x").unwrap();
    out.line(&Line::BlobEnd("0".repeat(64))).unwrap();
    assert!(!path.exists(), "it has its name only once it is whole");
    out.finish().unwrap();
    assert!(Writer::begin(&path, &PublicKey::read(&public).unwrap()).is_err(), "a backup is never written over");
    let mut from = Reader::open(&path, &SecretKey::read(&secret).unwrap()).unwrap();
    assert!(matches!(from.item().unwrap(), Some(Item::Line(Line::Snapshot(1)))));
    assert!(matches!(from.item().unwrap(), Some(Item::Row(row)) if row == "[null,\"行\\n二\"]"));
    assert!(matches!(from.item().unwrap(), Some(Item::Line(Line::Blob(found))) if found == blob));
    let mut bytes = Vec::new();
    let read = from.blob(&blob, async |piece| {
        bytes.extend(piece);
        Ok(())
    });
    assert!(read.await.is_err(), "its hash is another");
    assert_eq!(bytes, b"\n[x");
}
