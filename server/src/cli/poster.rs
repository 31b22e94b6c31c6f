//! `lianjing poster`: the poster of a unit into a file.

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::domain::entry::poster_for;
use crate::kernel::Ctx;
use clap::Args;
use std::path::PathBuf;

/// Which poster, and where it goes.
#[derive(Debug, Args)]
pub(super) struct Poster {
    /// Division code of the county.
    #[arg(long)]
    county: String,
    /// Code of the unit.
    #[arg(long)]
    unit: String,
    /// The file; `.svg` or `.pdf`.
    file: PathBuf,
}

pub(super) async fn run(config: &Config, poster: &Poster) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let made = poster_for(&Ctx::system(&app.kernel), &poster.county, &poster.unit).await.map_err(told)?;
    let bytes = match poster.file.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => made.svg().map(String::into_bytes),
        Some("pdf") => made.pdf(),
        _ => return Err(vec!["the file must end in .svg or .pdf".to_owned()]),
    };
    let bytes = bytes.map_err(|e| vec![e.to_string()])?;
    std::fs::write(&poster.file, bytes).map_err(|e| vec![format!("{}: {e}", poster.file.display())])?;
    say(&format!("{}\n", poster.file.display()))
}
