//! The backup key: a pair of files. The server has the public one; the secret one lies where no server is.

use crate::kernel::{Failure, Outcome};
use aws_lc_rs::digest::{SHA256, digest};
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256;
use rustls::crypto::hpke::Hpke;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// First line of either file: what it is, and for which form of backups.
const TITLE: &str = "lianjing backup key 1";

/// HPKE of RFC 9180 with X25519, HKDF-SHA256 and AES-256-GCM.
pub(super) fn suite() -> &'static dyn Hpke {
    DH_KEM_X25519_HKDF_SHA256_AES_256
}

/// Whoever has it makes backups, and can't open one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(pub(super) Vec<u8>);

impl PublicKey {
    /// Reads it from its file.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn read(path: &Path) -> Outcome<Self> {
        Ok(Self(field(path, "public")?.to_vec()))
    }

    fn line(&self) -> String {
        format!("public {}\n", hex::encode(&self.0))
    }

    /// Eight bytes by which a backup says for which key it was made.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 8] {
        let hash = digest(&SHA256, &self.0);
        hash.as_ref().first_chunk().copied().unwrap_or_default()
    }
}

/// Opens backups.
pub struct SecretKey {
    pub(super) secret: Zeroizing<Vec<u8>>,
    /// Its other half.
    pub public: PublicKey,
}

impl SecretKey {
    /// Reads it from its file.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn read(path: &Path) -> Outcome<Self> {
        Ok(Self { secret: field(path, "secret")?, public: PublicKey::read(path)? })
    }

    /// Writes both halves into a new file, readable by its owner alone.
    ///
    /// # Errors
    /// A sentence for the operator. A file that is there is never written over.
    pub fn write(&self, path: &Path) -> Outcome<()> {
        let text = Zeroizing::new(format!("{TITLE}\nsecret {}\n{}", hex::encode(&*self.secret), self.public.line()));
        write_new(path, text.as_bytes(), 0o600)
    }

    /// A new pair, in memory.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn new() -> Outcome<Self> {
        let (public, secret) = suite().generate_key_pair().map_err(Failure::fault)?;
        Ok(Self { secret: Zeroizing::new(secret.secret_bytes().to_vec()), public: PublicKey(public.0) })
    }
}

/// Makes a pair: the secret half at `path`, readable by its owner alone, and the public one beside it, with `.pub` behind
/// its name, which is answered.
///
/// # Errors
/// A sentence for the operator. A file that is there is never written over.
pub fn make_keys(path: &Path) -> Outcome<PathBuf> {
    let pair = SecretKey::new()?;
    pair.write(path)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".pub");
    let beside = PathBuf::from(beside);
    write_new(&beside, format!("{TITLE}\n{}", pair.public.line()).as_bytes(), 0o644)?;
    Ok(beside)
}

fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Outcome<()> {
    let written = OpenOptions::new().create_new(true).write(true).mode(mode).open(path).and_then(|mut file: File| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| Failure::fault(format!("{}: {error}", path.display())))
}

fn field(path: &Path, name: &str) -> Outcome<Zeroizing<Vec<u8>>> {
    let fault = |why: String| Failure::fault(format!("{}: {why}", path.display()));
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?);
    let mut lines = text.lines();
    if lines.next() != Some(TITLE) {
        return Err(fault("this is no backup key; `lianjing backup-key` makes one".to_owned()));
    }
    let found = lines.find_map(|line| line.split_once(' ').filter(|(word, _)| *word == name)).map(|(_, digits)| digits);
    let bytes = found.and_then(|digits| hex::decode(digits.trim()).ok()).filter(|bytes| bytes.len() == 32);
    bytes.map(Zeroizing::new).ok_or_else(|| fault(format!("the {name} half of the backup key is not in it")))
}
