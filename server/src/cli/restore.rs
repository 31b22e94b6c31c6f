//! `lianjing restore`: what a backup is and holds, and putting it back.

use super::{say, told};
use crate::backup::{self, Checked, Plan, SecretKey};
use crate::boot::{self, Faults};
use crate::config::Config;
use clap::Args;
use std::path::PathBuf;

/// Which backup, and what of it.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The secret half of the backup key.
    #[arg(long)]
    key: PathBuf,
    /// Division code of one county; all of them, and the platform's own tables, if none is named.
    #[arg(long)]
    county: Option<String>,
    /// Division code of a county that is there, typed once more: it is taken away with all that happened since the backup.
    #[arg(long)]
    replace: Option<String>,
    /// Reads and compares all of it, says what it holds, and changes nothing.
    #[arg(long)]
    look: bool,
    /// The backup.
    file: PathBuf,
}

pub(super) async fn run(config: &Config, restore: &Restore) -> Result<(), Faults> {
    let key = SecretKey::read(&restore.key).map_err(told)?;
    let checked = backup::check(&restore.file, &key).await.map_err(told)?;
    say(&holds(&checked))?;
    if restore.look {
        return Ok(());
    }
    if restore.replace.is_some() && restore.replace != restore.county {
        return Err(vec!["--replace takes one county away: name the same one with --county".to_owned()]);
    }
    let target = boot::target(config).await?;
    let plan = Plan {
        checked: &checked,
        path: &restore.file,
        key: &key,
        county: restore.county.clone(),
        replace: restore.replace.clone(),
        kernel: &target.kernel,
        blobs: &*target.blobs,
        room: &config.data.dir,
    };
    let restored = backup::restore(&plan).await.map_err(told)?;
    for code in &restored.counties {
        // Else the first `serve` would make new ones, with which nothing opens.
        if !config.keys_dir().join("counties").join(code).is_dir() {
            say(&format!("{code} has no keys in {}: put them back before anything is started\n", config.keys_dir().display()))?;
        }
    }
    for code in &restored.before {
        say(&format!("{code} had been put back from this backup before, and was left as it is\n"))?;
    }
    say(&format!("put back: {}; {} files of evidence were written\n", list(&restored.counties), restored.blobs))?;
    say(&format!(
        "{} messages were still to be sent when the backup was made. They may have gone out since, so they are parked: look at the \
         gateway, then `lianjing parked`.\nWhat was acknowledged after the backup is lost; the ledger says so. All must sign in anew.\n",
        restored.parked
    ))
}

fn list(codes: &[String]) -> String {
    if codes.is_empty() { "nothing".to_owned() } else { codes.join(", ") }
}

/// What the operator reads of a backup: counts, never content.
fn holds(checked: &Checked) -> String {
    let (head, manifest) = (&checked.head, &checked.manifest);
    let at = head.made_at.in_china();
    let mut text = format!(
        "made {} {:02}:{:02} (China) by lianjing {} on {}, {} changes of the database, {} files of evidence with {} bytes\n",
        at.date(),
        at.hour(),
        at.minute(),
        head.program,
        head.database,
        head.migrations.len(),
        manifest.blobs,
        manifest.blob_bytes
    );
    for county in &manifest.counties {
        let rows: u64 = county.tables.iter().map(|table| table.rows).sum();
        let ledger = &county.ledger;
        text.push_str(&format!(
            "{} {}: {rows} rows in {} tables; {} entries on the ledger, {} of them in the tree\n",
            county.code,
            county.name,
            county.tables.len(),
            ledger.entries,
            ledger.leaves
        ));
    }
    for one in &manifest.missing {
        text.push_str(&format!("missing when it was made: {}\n", one.name));
    }
    text
}
