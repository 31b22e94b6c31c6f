//! `lianjing ledger`: verifies the log from the database, or from outside without trusting the server; shows public keys.

mod api;
mod follow;
mod kept;

pub(super) use follow::follow;

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::domain::keys;
use crate::domain::ledger_tree::audit::{self, Verdict};
use crate::domain::ledger_tree::head::Head;
use crate::kernel::{County, Ctx};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is to be done.
#[derive(Debug, Args)]
pub(super) struct Ledger {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Verifies the whole log: of the database that the configuration names (also one that was restored from a backup), or,
    /// with --from, of a platform elsewhere, by what it tells everybody.
    Verify(Verify),
    /// Shows the public key of each county, which its receipts and heads are checked by.
    Key(Which),
}

/// Which county.
#[derive(Debug, Args)]
struct Which {
    /// Division code of one county; all counties if none is named.
    #[arg(long)]
    county: Option<String>,
}

/// Of what, and by what.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Division code of one county; all counties if none is named. Needed with --from.
    #[arg(long)]
    county: Option<String>,
    /// Address of the platform's GraphQL, e.g. `https://example.cn/graphql`: no database and no configuration is used.
    #[arg(long, requires_all = ["key", "county"])]
    from: Option<String>,
    /// The county's public key: 64 hex digits, or a file that holds them. It must come from the county, not from the server.
    #[arg(long)]
    key: Option<String>,
    /// A file with the head that was seen last. With --from it is made if it is missing, and written anew when all was right.
    #[arg(long)]
    since: Option<PathBuf>,
    /// A head that somebody else keeps, as his own file: the log must agree with it too.
    #[arg(long)]
    head: Vec<PathBuf>,
}

impl Ledger {
    /// What is asked of a platform elsewhere.
    pub(super) fn follow(&self) -> Option<&Verify> {
        match &self.what {
            What::Verify(verify) if verify.from.is_some() => Some(verify),
            _ => None,
        }
    }
}

pub(super) async fn run(config: &Config, ledger: &Ledger) -> Result<(), Faults> {
    match &ledger.what {
        What::Verify(asked) => verify(config, asked).await,
        What::Key(which) => show_keys(config, which).await,
    }
}

async fn verify(config: &Config, asked: &Verify) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    let heads = kept::heads(asked.since.iter().chain(&asked.head))?;
    let mut faults = Vec::new();
    for county in counties(&ctx, asked.county.as_deref()).await? {
        let own: Vec<Head> = heads.iter().filter(|head| head.county == county.code).cloned().collect();
        let found = audit::verify(&ctx, &county, &own).await.map_err(told)?;
        let lines: String = found.lines().iter().map(|line| format!("{} {}: {line}\n", county.code, county.name)).collect();
        say(&lines)?;
        if found.verdict() == Verdict::Broken {
            faults.push(format!("the ledger of {} {} is not what it was", county.code, county.name));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

async fn show_keys(config: &Config, which: &Which) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    for county in counties(&ctx, which.county.as_deref()).await? {
        let tx = ctx.read(&county).await.map_err(told)?;
        let (id, public) = keys::public_key(&tx).map_err(told)?;
        say(&format!("{} {} {id} {}\n", county.code, county.name, hex::encode(public)))?;
    }
    Ok(())
}

async fn counties(ctx: &Ctx, code: Option<&str>) -> Result<Vec<County>, Faults> {
    match code {
        Some(code) => Ok(vec![ctx.county(code).await.map_err(told)?]),
        None => Ok(ctx.kernel.tenants.all().await.map_err(told)?.to_vec()),
    }
}
