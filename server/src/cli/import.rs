//! `lianjing import`: a county's registers from CSV files.

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::domain::import::{self, SourceFile};
use crate::kernel::Ctx;
use clap::Args;
use std::path::{Path, PathBuf};

/// What to read.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Division code of the county.
    #[arg(long)]
    county: String,
    /// Only lists what is wrong.
    #[arg(long)]
    dry_run: bool,
    /// Files, or folders with files.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

pub(super) async fn run(config: &Config, import: &Import) -> Result<(), Faults> {
    let files = files(&import.paths)?;
    let app = boot::app(config).await?;
    let report = import::run(&Ctx::system(&app.kernel), &import.county, &files, import.dry_run).await.map_err(told)?;
    if !report.faults.is_empty() {
        return Err(report.faults.iter().map(ToString::to_string).chain(["nothing was written".to_owned()]).collect());
    }
    for count in &report.counts {
        say(&format!("{}: {} new, {} changed\n", count.table, count.added, count.changed))?;
    }
    say(if report.written { "written\n" } else { "in order; nothing was written\n" })
}

fn files(paths: &[PathBuf]) -> Result<Vec<SourceFile>, Faults> {
    let mut files = Vec::new();
    for path in paths {
        for file in csv_files(path).map_err(|e| vec![format!("{}: {e}", path.display())])? {
            let bytes = std::fs::read(&file).map_err(|e| vec![format!("{}: {e}", file.display())])?;
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.push(SourceFile { name, bytes });
        }
    }
    Ok(files)
}

fn csv_files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "csv") {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}
