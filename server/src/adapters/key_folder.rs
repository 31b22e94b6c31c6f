//! The key folder: `<purpose>.key` for the platform, `counties/<code>/<use>.key` for each county.
//!
//! A file holds one key a line, `name 64-hex-digits` (or base64); the last line is the current key. The older lines of a
//! county still open what they sealed; of the platform's files only the last line is used. Files must be readable by
//! their owner alone.

use crate::kernel::clock::{Chance, random};
use crate::kernel::keyring::{CountyKeySource, CountyKeys, Key, KeyRing, Purpose};
use base64::Engine as _;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// Makes the folder and the platform's keys that are missing. Keys that are there stay.
///
/// # Errors
/// A message for the operator.
pub fn prepare(folder: &Path, chance: &dyn Chance) -> Result<(), String> {
    let lock = Locked::take(folder)?;
    for purpose in Purpose::ALL {
        lock.ensure(purpose.file(), chance)?;
    }
    Ok(())
}

/// Reads the platform's keys; counties' keys are read, and made if missing, when they are asked for.
///
/// # Errors
/// One message for each key that is missing or not usable.
pub fn load(folder: &Path, chance: Arc<dyn Chance>) -> Result<KeyRing, Vec<String>> {
    let mut platform = BTreeMap::new();
    let mut errors = Vec::new();
    for purpose in Purpose::ALL {
        match read_file(folder, purpose.file()).map(|mut keys| keys.pop()) {
            Ok(Some(key)) => drop(platform.insert(purpose, key)),
            Ok(None) => errors.push(format!("{}: there is no key", path_of(folder, purpose.file()).display())),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let counties = CountyFolder { folder: folder.join("counties"), chance, known: Mutex::default() };
    Ok(KeyRing::new(platform, Box::new(counties)))
}

const CONTENT: &str = "content";
const NAME: &str = "name";
const LEDGER: &str = "ledger";

/// The counties' keys, remembered once read.
struct CountyFolder {
    folder: PathBuf,
    chance: Arc<dyn Chance>,
    known: Mutex<BTreeMap<String, Arc<Known>>>,
}

/// One county's keys, older ones first.
struct Known {
    content: Vec<Key>,
    name: Vec<Key>,
    ledger: Vec<Key>,
}

impl Known {
    fn current(&self) -> Option<CountyKeys> {
        Some(CountyKeys { content: self.content.last()?.clone(), name: self.name.last()?.clone(), ledger: self.ledger.last()?.clone() })
    }

    fn named(&self, id: &str) -> Option<Key> {
        self.content.iter().chain(&self.name).chain(&self.ledger).find(|key| key.id == id).cloned()
    }
}

impl fmt::Debug for CountyFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CountyFolder({})", self.folder.display())
    }
}

impl CountyFolder {
    fn known(&self, code: &str) -> Result<Arc<Known>, String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(code).cloned();
        known.map_or_else(|| self.read(code), Ok)
    }

    fn read(&self, code: &str) -> Result<Arc<Known>, String> {
        let folder = self.folder_of(code)?;
        let there = [CONTENT, NAME, LEDGER].iter().all(|file| path_of(&folder, file).exists());
        if !there {
            let lock = Locked::take(&folder)?;
            [CONTENT, NAME, LEDGER].into_iter().try_for_each(|file| lock.ensure(file, &*self.chance))?;
        }
        let read = |file| read_file(&folder, file);
        let known = Arc::new(Known { content: read(CONTENT)?, name: read(NAME)?, ledger: read(LEDGER)? });
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), Arc::clone(&known));
        Ok(known)
    }

    fn folder_of(&self, code: &str) -> Result<PathBuf, String> {
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { Ok(self.folder.join(code)) } else { Err(format!("{code:?} is not a division code of six digits")) }
    }

    fn current(&self, known: &Known, code: &str) -> Result<CountyKeys, String> {
        known.current().ok_or_else(|| format!("{}: a key file of county {code} holds no key", self.folder.display()))
    }
}

impl CountyKeySource for CountyFolder {
    fn county(&self, code: &str) -> Result<CountyKeys, String> {
        self.current(&*self.known(code)?, code)
    }

    fn named(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        if let Some(key) = self.known(code)?.named(id) {
            return Ok(Some(key));
        }
        // Another process may have renewed the keys since they were read here.
        Ok(self.read(code)?.named(id))
    }

    fn ready(&self) -> Result<(), String> {
        let folder = self.folder.parent().unwrap_or(&self.folder);
        Purpose::ALL.into_iter().try_for_each(|purpose| {
            let path = path_of(folder, purpose.file());
            File::open(&path).map(drop).map_err(|error| tell(&path, &error))
        })
    }

    fn renew(&self, code: &str) -> Result<CountyKeys, String> {
        self.known(code)?;
        let lock = Locked::take(&self.folder_of(code)?)?;
        lock.add(CONTENT, &*self.chance)?;
        lock.add(NAME, &*self.chance)?;
        drop(lock);
        self.current(&*self.read(code)?, code)
    }
}

/// A folder that no other process writes to as long as this lives. Readers need no lock: files are replaced whole.
struct Locked {
    folder: PathBuf,
    _lock: File,
}

impl Locked {
    fn take(folder: &Path) -> Result<Self, String> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|e| tell(folder, &e))?;
        refuse_open_to_others(folder, 0o022, "700")?;
        let path = folder.join(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(|e| tell(&path, &e))?;
        file.lock().map_err(|e| tell(&path, &e))?;
        Ok(Self { folder: folder.to_owned(), _lock: file })
    }

    fn ensure(&self, file: &str, chance: &dyn Chance) -> Result<(), String> {
        if path_of(&self.folder, file).exists() { Ok(()) } else { self.add(file, chance) }
    }

    /// Adds a new current key to a file, which is replaced in one step.
    fn add(&self, file: &str, chance: &dyn Chance) -> Result<(), String> {
        let path = path_of(&self.folder, file);
        let mut text = Zeroizing::new(String::new());
        match File::open(&path) {
            Ok(mut old) => drop(old.read_to_string(&mut text).map_err(|e| tell(&path, &e))?),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(tell(&path, &error)),
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let key = Zeroizing::new(hex::encode(Zeroizing::new(random::<32>(chance)).as_slice()));
        text.push_str(&format!("{file}-{} {}\n", hex::encode(random::<4>(chance)), *key));
        self.replace(&path, text.as_bytes()).map_err(|e| tell(&path, &e))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let fresh = path.with_extension("new");
        // A leftover of a process that was killed; the lock says that nobody is writing it now.
        match std::fs::remove_file(&fresh) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)?;
        File::open(&self.folder)?.sync_all()
    }
}

fn path_of(folder: &Path, file: &str) -> PathBuf {
    folder.join(format!("{file}.key"))
}

fn read_file(folder: &Path, file: &str) -> Result<Vec<Key>, String> {
    let path = path_of(folder, file);
    refuse_open_to_others(&path, 0o077, "600")?;
    let text = Zeroizing::new(std::fs::read_to_string(&path).map_err(|e| tell(&path, &e))?);
    let mut keys: Vec<Key> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let at = |what: &str| format!("{}, line {}: {what}", path.display(), number + 1);
        let key = read_line(line).map_err(at)?;
        if keys.iter().any(|other| other.id == key.id) {
            return Err(at("this name stands twice"));
        }
        keys.push(key);
    }
    if keys.is_empty() { Err(format!("{}: there is no key in this file", path.display())) } else { Ok(keys) }
}

/// Messages never show the line: it is a secret, even if it is faulty.
fn read_line(line: &str) -> Result<Key, &'static str> {
    let (id, text) = line.trim().split_once(char::is_whitespace).ok_or("expected a name and a key")?;
    if id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        return Err("a key's name has letters, digits and dashes, at most 64");
    }
    let text = text.trim();
    let bytes = hex::decode(text).ok().or_else(|| base64::engine::general_purpose::STANDARD.decode(text).ok());
    let bytes = Zeroizing::new(bytes.ok_or("a key is written in hex or base64")?);
    let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| "a key has 32 bytes")?;
    if bytes == [0; 32] {
        return Err("a key of zeros is no secret");
    }
    Ok(Key::new(id.to_owned(), bytes))
}

fn refuse_open_to_others(path: &Path, bits: u32, should_be: &str) -> Result<(), String> {
    let mode = std::fs::metadata(path).map_err(|e| tell(path, &e))?.mode();
    if mode & bits == 0 {
        return Ok(());
    }
    Err(format!(
        "{}: others than its owner may open it (mode {:o}); chmod {should_be} it, and if others had access, renew the keys",
        path.display(),
        mode & 0o777
    ))
}

fn tell(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
#[path = "key_folder/tests.rs"]
mod tests;
