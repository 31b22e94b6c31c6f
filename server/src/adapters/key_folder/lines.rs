//! One key file: its lines read, and another one added in one step.

use crate::kernel::clock::{Chance, Clock, random};
use crate::kernel::keyring::Key;
use base64::Engine as _;
use entity::moment::Moment;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zeroize::Zeroizing;

/// A folder that no other process writes to as long as this lives. Readers need no lock: files are replaced whole.
pub struct Locked {
    folder: PathBuf,
    _lock: File,
}

impl Locked {
    /// Makes the folder if it is missing, and takes it.
    pub fn take(folder: &Path) -> Result<Self, String> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|e| tell(folder, &e))?;
        refuse_open_to_others(folder, 0o022, "700")?;
        let path = folder.join(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(|e| tell(&path, &e))?;
        file.lock().map_err(|e| tell(&path, &e))?;
        Ok(Self { folder: folder.to_owned(), _lock: file })
    }

    /// Makes the file's first key if the file is missing.
    pub fn ensure(&self, file: &str, (chance, clock): (&dyn Chance, &dyn Clock)) -> Result<(), String> {
        if path_of(&self.folder, file).exists() { Ok(()) } else { self.add(file, (chance, clock)) }
    }

    /// Adds a new current key to a file, which is replaced in one step.
    pub fn add(&self, file: &str, (chance, clock): (&dyn Chance, &dyn Clock)) -> Result<(), String> {
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
        let made_at = clock.now().in_china().format(&Rfc3339).map_err(|e| format!("{}: {e}", path.display()))?;
        text.push_str(&format!("{file}-{} {} {made_at}\n", hex::encode(random::<4>(chance)), *key));
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

/// Where a key file lies.
pub fn path_of(folder: &Path, file: &str) -> PathBuf {
    folder.join(format!("{file}.key"))
}

/// The keys of a file, the current one last.
pub fn read_file(folder: &Path, file: &str) -> Result<Vec<Key>, String> {
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
    let mut words = line.split_whitespace();
    let (Some(id), Some(text)) = (words.next(), words.next()) else { return Err("expected a name and a key") };
    if id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        return Err("a key's name has letters, digits and dashes, at most 64");
    }
    let bytes = hex::decode(text).ok().or_else(|| base64::engine::general_purpose::STANDARD.decode(text).ok());
    let bytes = Zeroizing::new(bytes.ok_or("a key is written in hex or base64")?);
    let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| "a key has 32 bytes")?;
    if bytes == [0; 32] {
        return Err("a key of zeros is no secret");
    }
    let made_at = words.next().map(|at| OffsetDateTime::parse(at, &Rfc3339)).transpose();
    let made_at = made_at.map_err(|_| "a key's time is written like 2026-11-27T08:00:00+08:00")?;
    if words.next().is_some() {
        return Err("expected a name, a key and at most a time");
    }
    Ok(Key::new(id.to_owned(), bytes).made(made_at.map(Moment::from)))
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

/// What the machine said about a file.
pub fn tell(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
