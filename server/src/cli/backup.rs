//! `lianjing backup-key` and `lianjing backup`: a pair of keys for backups, and a backup of the running platform.

use super::{say, told};
use crate::backup::{self, Backup, PublicKey};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::kernel::Clock as _;
use crate::kernel::clock::{SystemChance, SystemClock, random};
use clap::Args;
use std::path::PathBuf;

/// Where the pair goes.
#[derive(Debug, Args)]
pub(super) struct NewKey {
    /// File of the secret half. The public one is put beside it, with `.pub` behind its name.
    file: PathBuf,
}

/// Of what, for whom, and where it goes.
#[derive(Debug, Args)]
pub(super) struct Make {
    /// Division code of one county; all of them, and the platform's own tables, if none is named.
    #[arg(long)]
    county: Option<String>,
    /// The public half of a backup key.
    #[arg(long = "for")]
    key: PathBuf,
    /// The file, which must not be there yet.
    file: PathBuf,
}

pub(super) fn new_key(new: &NewKey) -> Result<(), Faults> {
    let public = backup::make_keys(&new.file).map_err(told)?;
    let (secret, public) = (new.file.display(), public.display());
    say(&format!(
        "{public} makes backups: put it where `lianjing backup` runs.\n{secret} opens them: take it off this machine, keep it twice, \
         and apart from the key folder and from the backups. Without it no backup can be read.\n"
    ))
}

pub(super) async fn make(config: &Config, make: &Make) -> Result<(), Faults> {
    let key = PublicKey::read(&make.key).map_err(told)?;
    let source = boot::source(config).await?;
    let id = uuid::Builder::from_random_bytes(random(&SystemChance)).into_uuid();
    let (county, now) = (make.county.clone(), SystemClock.now());
    let plan = Backup { db: &source.db, blobs: Some(&*source.blobs), county, key: &key, id, now };
    let made = backup::make(&plan, &make.file).await.map_err(told)?;
    let manifest = made.manifest;
    let rows: u64 = manifest.counties.iter().flat_map(|county| &county.tables).map(|table| table.rows).sum();
    say(&format!("{}: {} bytes, {rows} rows, {} files of evidence\n", make.file.display(), made.bytes, manifest.blobs))?;
    for one in &manifest.missing {
        say(&format!("missing in the store, and named in the backup's manifest: {}\n", one.name))?;
    }
    say("The key folder is not in it, and must not lie beside it: keep a copy of the keys elsewhere.\n")?;
    if manifest.missing.is_empty() {
        Ok(())
    } else {
        Err(vec![format!("{} files of evidence were not in the store", manifest.missing.len())])
    }
}
