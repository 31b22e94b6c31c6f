//! Files in a folder: spread over 256 sub-folders, written aside and renamed, so that a file is whole or not there.

use crate::ports::blobs::{BlobWriter, Blobs, checked_folder, place};
use aws_lc_rs::digest::{SHA256, digest};
use bytes::Bytes;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder that holds files; several processes may share it.
pub struct FolderBlobs {
    root: PathBuf,
}

impl FolderBlobs {
    /// Files under `root`, which is made if it is missing.
    ///
    /// # Errors
    /// Why the folder can't be made or written to.
    pub fn open(root: &Path) -> std::result::Result<Self, String> {
        let probe = root.join(".probe");
        let made = make_folder(root).and_then(|()| std::fs::write(&probe, b"")).and_then(|()| std::fs::remove_file(&probe));
        made.map_err(|error| tell(&root.display(), &error))?;
        Ok(Self { root: root.to_owned() })
    }

    fn folder(&self, folder: &str) -> PathBuf {
        // The hash spreads folders evenly, whatever their names begin with.
        let hash = digest(&SHA256, folder.as_bytes());
        let first = hash.as_ref().first().copied().unwrap_or_default();
        self.root.join(hex::encode([first])).join(folder.replace('/', "."))
    }

    /// Where a file lies.
    fn path(&self, name: &str) -> Result<PathBuf> {
        let (folder, file) = place(name).map_err(bad_name)?;
        Ok(self.folder(folder).join(file))
    }

    fn checked_folder(&self, folder: &str) -> Result<PathBuf> {
        checked_folder(folder).map(|folder| self.folder(folder)).map_err(bad_name)
    }
}

#[async_trait::async_trait]
impl Blobs for FolderBlobs {
    async fn put(&self, name: &str, bytes: Bytes) -> std::result::Result<(), String> {
        let path = self.path(name);
        aside(name, move || {
            let mut file = Unfinished::open(path?)?;
            file.write(&bytes)?;
            file.finish()
        })
        .await
    }

    async fn create(&self, name: &str) -> std::result::Result<Box<dyn BlobWriter>, String> {
        let path = self.path(name);
        let file = aside(name, move || Unfinished::open(path?)).await?;
        Ok(Box::new(FolderWriter { name: name.to_owned(), file: Some(file) }))
    }

    async fn read(&self, name: &str, start: u64, length: u64) -> std::result::Result<Bytes, String> {
        let path = self.path(name);
        aside(name, move || {
            let file = File::open(path?)?;
            let there = file.metadata()?.len().saturating_sub(start).min(length);
            let mut bytes = vec![0; usize::try_from(there).map_err(Error::other)?];
            file.read_exact_at(&mut bytes, start)?;
            Ok(bytes.into())
        })
        .await
    }

    async fn length(&self, name: &str) -> std::result::Result<Option<u64>, String> {
        let path = self.path(name);
        aside(name, move || match std::fs::metadata(path?) {
            Ok(file) => Ok(Some(file.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn delete(&self, name: &str) -> std::result::Result<(), String> {
        let path = self.path(name);
        aside(name, move || unless_missing(std::fs::remove_file(path?))).await
    }

    async fn keep_only(&self, folder: &str, names: &[String]) -> std::result::Result<(), String> {
        let path = self.checked_folder(folder);
        // Only names of this folder: a file of the same name in another one is none of those to keep.
        let inside = |name: &String| name.rsplit_once('/').filter(|(of, _)| *of == folder).map(|(_, file)| file.to_owned());
        let keep: Vec<String> = names.iter().filter_map(inside).collect();
        aside(folder, move || {
            let path = path?;
            let entries = match std::fs::read_dir(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                if !keep.iter().any(|name| entry.file_name() == name.as_str()) {
                    unless_missing(std::fs::remove_file(entry.path()))?;
                }
            }
            // Somebody may be about to write here: then the folder is not empty, or is made again.
            if keep.is_empty() {
                drop(std::fs::remove_dir(&path));
            }
            Ok(())
        })
        .await
    }
}

struct FolderWriter {
    name: String,
    file: Option<Unfinished>,
}

#[async_trait::async_trait]
impl BlobWriter for FolderWriter {
    async fn write(&mut self, bytes: Bytes) -> std::result::Result<(), String> {
        let file = self.file.take();
        let write = move || {
            let mut file = file.ok_or_else(|| Error::other("an earlier write failed"))?;
            file.write(&bytes)?;
            Ok(file)
        };
        self.file = Some(aside(&self.name, write).await?);
        Ok(())
    }

    async fn finish(self: Box<Self>) -> std::result::Result<(), String> {
        let Self { name, file } = *self;
        aside(&name, move || file.ok_or_else(|| Error::other("an earlier write failed"))?.finish()).await
    }
}

/// A file beside its final place; deleted unless it is finished.
struct Unfinished {
    file: File,
    aside: PathBuf,
    path: PathBuf,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

impl Unfinished {
    fn open(path: PathBuf) -> Result<Self> {
        let folder = path.parent().ok_or_else(|| Error::other("a file without a folder"))?;
        loop {
            make_folder(folder)?;
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let aside = path.with_extension(format!("{}-{number}.new", std::process::id()));
            match OpenOptions::new().create_new(true).write(true).mode(0o600).open(&aside) {
                Ok(file) => return Ok(Self { file, aside, path }),
                // The leftover of a process that had our number, or the folder was just cleared away: once more.
                Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes)
    }

    /// Durable under its name: the bytes first, then the name.
    fn finish(self) -> Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.aside, &self.path)?;
        sync_folder(self.path.parent())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After `finish` it has gone to its name and there is nothing to delete.
        drop(std::fs::remove_file(&self.aside));
    }
}

/// Makes a folder for the owner alone, and makes that durable too.
fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(folder.parent()),
    }
}

fn sync_folder(folder: Option<&Path>) -> Result<()> {
    // The parent of a relative name is the empty path: the working folder.
    folder.filter(|path| !path.as_os_str().is_empty()).map_or(Ok(()), |path| File::open(path)?.sync_all())
}

fn bad_name(why: String) -> Error {
    Error::new(ErrorKind::InvalidInput, why)
}

fn unless_missing(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn tell(name: &dyn std::fmt::Display, error: &Error) -> String {
    format!("{name}: {error}")
}

/// Runs work that waits for the disk where it holds nobody up.
async fn aside<T: Send + 'static>(name: &str, work: impl FnOnce() -> Result<T> + Send + 'static) -> std::result::Result<T, String> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| format!("{name}: {error}"))?;
    done.map_err(|error| tell(&name, &error))
}

#[cfg(test)]
#[path = "folder_blobs/tests.rs"]
mod tests;
