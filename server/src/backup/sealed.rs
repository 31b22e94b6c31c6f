//! The outer form of a backup: frames that are sealed for the backup key, in their order, the last one marked as the last.
//!
//! `MAGIC ‖ fingerprint ‖ length ‖ encapsulated key ‖ (mark ‖ length ‖ frame)*`. The library counts the frames of one HPKE context, so that
//! none can be moved, repeated or left out; the mark of the last one, which is bound to it, tells a file that was cut off.

use super::key::{PublicKey, SecretKey, suite};
use crate::kernel::{Failure, Outcome};
use rustls::crypto::hpke::{EncapsulatedSecret, HpkeOpener, HpkePrivateKey, HpkePublicKey, HpkeSealer};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// What a backup begins with.
const MAGIC: &[u8; 18] = b"lianjing backup 1\n";
/// Bytes in one frame, before it is sealed.
const FRAME: usize = 256 * 1024;
/// More than sealing adds to a frame.
const ADDED: usize = 64;

/// Seals what is written into it.
pub struct Sealed<W: Write> {
    out: W,
    sealer: Box<dyn HpkeSealer>,
    held: Vec<u8>,
}

impl<W: Write> Sealed<W> {
    /// Begins a file for whoever has the secret half of this key.
    ///
    /// # Errors
    /// Why it can't be written.
    pub fn begin(mut out: W, key: &PublicKey) -> Outcome<Self> {
        let (encapsulated, sealer) = suite().setup_sealer(MAGIC, &HpkePublicKey(key.0.clone())).map_err(Failure::fault)?;
        let length = u16::try_from(encapsulated.0.len()).map_err(Failure::fault)?;
        let head = [&MAGIC[..], &key.fingerprint(), &length.to_be_bytes(), &encapsulated.0].concat();
        out.write_all(&head).map_err(Failure::fault)?;
        Ok(Self { out, sealer, held: Vec::with_capacity(FRAME) })
    }

    /// Seals the last frame.
    ///
    /// # Errors
    /// Why it can't be written.
    pub fn finish(mut self) -> Result<W> {
        self.seal(true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn seal(&mut self, last: bool) -> Result<()> {
        let mark = [u8::from(last)];
        let sealed = self.sealer.seal(&mark, &self.held).map_err(Error::other)?;
        let length = u32::try_from(sealed.len()).map_err(Error::other)?;
        self.out.write_all(&mark)?;
        self.out.write_all(&length.to_be_bytes())?;
        self.out.write_all(&sealed)?;
        self.held.clear();
        Ok(())
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        // A full frame is held back until more comes: the last one is sealed as the last.
        if self.held.len() == FRAME && !bytes.is_empty() {
            self.seal(false)?;
        }
        let (now, _) = bytes.split_at(bytes.len().min(FRAME - self.held.len()));
        self.held.extend_from_slice(now);
        Ok(now.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

/// Opens what is read from it.
pub struct Opened<R: Read> {
    input: R,
    opener: Box<dyn HpkeOpener>,
    frame: Vec<u8>,
    at: usize,
    last: bool,
}

impl<R: Read> Opened<R> {
    /// Begins to read a file.
    ///
    /// # Errors
    /// A sentence for the operator: it is no backup, or one for another key.
    pub fn begin(mut input: R, key: &SecretKey) -> Outcome<Self> {
        let (mut magic, mut fingerprint, mut length) = ([0; MAGIC.len()], [0; 8], [0; 2]);
        let read = input.read_exact(&mut magic).and_then(|()| input.read_exact(&mut fingerprint));
        if read.and_then(|()| input.read_exact(&mut length)).is_err() || magic != *MAGIC {
            return Err(Failure::fault("this is no backup, or one of another form"));
        }
        if fingerprint != key.public.fingerprint() {
            let (made, given) = (hex::encode(fingerprint), hex::encode(key.public.fingerprint()));
            return Err(Failure::fault(format!("the backup was made for the key {made}, and the one given is {given}")));
        }
        let mut encapsulated = vec![0; u16::from_be_bytes(length).into()];
        input.read_exact(&mut encapsulated).map_err(|error| Failure::fault(cut_off(error)))?;
        let secret = HpkePrivateKey::from(key.secret.to_vec());
        let opener = suite().setup_opener(&EncapsulatedSecret(encapsulated), MAGIC, &secret).map_err(Failure::fault)?;
        Ok(Self { input, opener, frame: Vec::new(), at: 0, last: false })
    }

    /// Nothing comes after the last frame.
    ///
    /// # Errors
    /// If something does, or the last frame was not reached.
    pub fn ends(&mut self) -> Result<()> {
        if self.read(&mut [0])? == 0 { Ok(()) } else { Err(altered("there is more in it than there was")) }
    }

    fn open(&mut self) -> Result<()> {
        let (mut mark, mut length) = ([0; 1], [0; 4]);
        self.input.read_exact(&mut mark).and_then(|()| self.input.read_exact(&mut length)).map_err(cut_off)?;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(Error::other)?;
        if length > FRAME + ADDED {
            return Err(altered("a part is longer than any"));
        }
        let mut sealed = vec![0; length];
        self.input.read_exact(&mut sealed).map_err(cut_off)?;
        self.frame = self.opener.open(&mark, &sealed).map_err(|_| altered("a part does not open"))?;
        (self.at, self.last) = (0, mark == [1]);
        Ok(())
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.at == self.frame.len() && !into.is_empty() {
            if self.last {
                // What was put behind the end was not sealed by whoever made the backup.
                return if self.input.read(&mut [0])? == 0 { Ok(0) } else { Err(altered("something stands behind its end")) };
            }
            self.open()?;
        }
        let rest = self.frame.get(self.at..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += count;
        Ok(count)
    }
}

fn cut_off(error: Error) -> Error {
    if error.kind() == ErrorKind::UnexpectedEof { Error::new(error.kind(), "the backup was cut off") } else { error }
}

fn altered(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("the backup was altered: {why}"))
}
