//! `lianjing paper-key` and `lianjing recover`: the key on paper, and what it gives back. It stands in no argument, file or log.

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::domain::keys::{self, PaperStanding};
use crate::domain::staff::{self, Recovery};
use crate::kernel::Ctx;
use clap::Args;
use zeroize::Zeroizing;

/// Of which county.
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// Division code.
    #[arg(long)]
    county: String,
    /// Changes nothing; says how much the paper opens by now.
    #[arg(long)]
    look: bool,
}

/// To whom, and why.
#[derive(Debug, Args)]
pub(super) struct Back {
    /// Division code.
    #[arg(long)]
    county: String,
    /// Login of the member.
    #[arg(long)]
    login: String,
    /// Code of his organ; the custodians' key if none is named.
    #[arg(long)]
    organ: Option<String>,
    /// Why no colleague could; it is kept in the open.
    #[arg(long)]
    reason: String,
}

pub(super) async fn paper(config: &Config, paper: &Paper) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    let county = ctx.county(&paper.county).await.map_err(told)?;
    if !paper.look {
        let text = keys::new_paper(&ctx, &county).await.map_err(told)?;
        say("This key is shown once. Print or copy it, put it into a sealed envelope and that into a safe:\n\n  ")?;
        say(&text)?;
        say("\n\nAny paper before it is void. Organs' keys are sealed to it as their members sign in.\n")?;
    }
    match keys::paper_standing(&ctx, &county).await.map_err(told)? {
        None => say("there is no paper key\n"),
        Some(PaperStanding { pairs, sealed }) => say(&format!("it opens {sealed} of {pairs} key pairs\n")),
    }
}

pub(super) async fn recover(config: &Config, back: Back) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    say("Type the paper key and press Enter:\n")?;
    let mut paper = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut paper).map_err(|error| vec![error.to_string()])?;
    let Back { county, login, organ, reason } = back;
    let (pairs, name) = staff::recover_by_paper(&ctx, &county, Recovery { login, organ, paper, reason }).await.map_err(told)?;
    say(&format!("{name} holds {pairs} key pairs now: they open at the next request\n"))
}
