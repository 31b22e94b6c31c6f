//! The key folder: `<purpose>.key` for the platform, `counties/<code>/<use>.key` for each county.
//!
//! A file holds one key a line, `name 64-hex-digits` (or base64), and when it was made; the last line is the current
//! key, the older lines still open what they sealed. Files must be readable by their owner alone.

mod lines;

use crate::kernel::clock::{Chance, Clock};
use crate::kernel::keyring::{CountyKeys, Key, KeyRing, KeySource, Purpose};
use lines::{Locked, path_of, read_file, tell};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Makes the folder and the platform's keys that are missing. Keys that are there stay.
///
/// # Errors
/// A message for the operator.
pub fn prepare(folder: &Path, chance: &dyn Chance, clock: &dyn Clock) -> Result<(), String> {
    let lock = Locked::take(folder)?;
    Purpose::ALL.into_iter().try_for_each(|purpose| lock.ensure(purpose.file(), (chance, clock)))
}

/// Reads the platform's keys; counties' keys are read, and made if missing, when they are asked for.
///
/// # Errors
/// One message for each key that is missing or not usable.
pub fn load(folder: &Path, chance: Arc<dyn Chance>, clock: Arc<dyn Clock>) -> Result<KeyRing, Vec<String>> {
    let folder = KeyFolder { folder: folder.to_owned(), chance, clock, known: Mutex::default() };
    let mut platform = BTreeMap::new();
    let mut errors = Vec::new();
    for purpose in Purpose::ALL {
        match folder.platform(purpose) {
            Ok(keys) => drop(platform.insert(purpose, keys)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(KeyRing::new(platform, Box::new(folder))) } else { Err(errors) }
}

const CONTENT: &str = "content";
const NAME: &str = "name";
const LEDGER: &str = "ledger";

/// The folder; the counties' keys are remembered once read.
struct KeyFolder {
    folder: PathBuf,
    chance: Arc<dyn Chance>,
    clock: Arc<dyn Clock>,
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

impl fmt::Debug for KeyFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyFolder({})", self.folder.display())
    }
}

impl KeyFolder {
    fn known(&self, code: &str) -> Result<Arc<Known>, String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(code).cloned();
        known.map_or_else(|| self.read(code), Ok)
    }

    fn read(&self, code: &str) -> Result<Arc<Known>, String> {
        let folder = self.folder_of(code)?;
        let there = [CONTENT, NAME, LEDGER].iter().all(|file| path_of(&folder, file).exists());
        if !there {
            let lock = Locked::take(&folder)?;
            [CONTENT, NAME, LEDGER].into_iter().try_for_each(|file| lock.ensure(file, (&*self.chance, &*self.clock)))?;
        }
        let read = |file| read_file(&folder, file);
        let known = Arc::new(Known { content: read(CONTENT)?, name: read(NAME)?, ledger: read(LEDGER)? });
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), Arc::clone(&known));
        Ok(known)
    }

    fn folder_of(&self, code: &str) -> Result<PathBuf, String> {
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { Ok(self.folder.join("counties").join(code)) } else { Err(format!("{code:?} is not a division code of six digits")) }
    }

    fn current(&self, known: &Known, code: &str) -> Result<CountyKeys, String> {
        known.current().ok_or_else(|| format!("{}: a key file of county {code} holds no key", self.folder.display()))
    }
}

impl KeySource for KeyFolder {
    fn platform(&self, purpose: Purpose) -> Result<Vec<Key>, String> {
        let keys = read_file(&self.folder, purpose.file())?;
        if keys.len() > 1 && !purpose.can_be_renewed() {
            let path = path_of(&self.folder, purpose.file());
            return Err(format!(
                "{}: there must be one key only, the first that ever stood here: what it made is found by it",
                path.display()
            ));
        }
        Ok(keys)
    }

    fn renew_platform(&self, purpose: Purpose) -> Result<(), String> {
        Locked::take(&self.folder)?.add(purpose.file(), (&*self.chance, &*self.clock))
    }

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
        Purpose::ALL.into_iter().try_for_each(|purpose| {
            let path = path_of(&self.folder, purpose.file());
            File::open(&path).map(drop).map_err(|error| tell(&path, &error))
        })
    }

    fn renew(&self, code: &str) -> Result<CountyKeys, String> {
        self.known(code)?;
        let lock = Locked::take(&self.folder_of(code)?)?;
        lock.add(CONTENT, (&*self.chance, &*self.clock))?;
        lock.add(NAME, (&*self.chance, &*self.clock))?;
        drop(lock);
        self.current(&*self.read(code)?, code)
    }
}

#[cfg(test)]
#[path = "key_folder/tests.rs"]
mod tests;
