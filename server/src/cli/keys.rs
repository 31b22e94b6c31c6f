//! `lianjing renew-keys` and `lianjing reseal`: new keys, what is there under them, and which older ones may go.

use super::{say, told};
use crate::boot::{self, App, Faults};
use crate::config::Config;
use crate::domain::keys::{self, Left, Moved};
use crate::domain::{reporters, staff};
use crate::kernel::keyring::{KeyRing, Purpose};
use crate::kernel::{County, Ctx, Outcome, token};
use clap::Args;
use entity::words::WrapHolder;
use std::collections::BTreeMap;

/// What stands for the counties' own keys among the names of the platform's.
const COUNTIES: &str = "counties";

/// Which keys.
#[derive(Debug, Args)]
pub(super) struct Renew {
    /// `notice`, `intake`, `sign-in`, `query-code`, `token`, `proof`, `counties`; all of them if none is named.
    names: Vec<String>,
}

/// Of which county, and whether anything is to be done.
#[derive(Debug, Args)]
pub(super) struct Reseal {
    /// Division code of one county; all counties if none is named.
    #[arg(long)]
    county: Option<String>,
    /// Changes nothing; says what still lies under older keys.
    #[arg(long)]
    look: bool,
}

pub(super) async fn renew(config: &Config, renew: Renew) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let purposes = purposes(&renew.names)?;
    let all = app.kernel.tenants.all().await.map_err(told)?;
    let is_for_counties = renew.names.is_empty() || renew.names.iter().any(|name| name == COUNTIES);
    let counties: &[County] = if is_for_counties { &all } else { &[] };
    let made = keys::renew(&Ctx::system(&app.kernel), &purposes, counties).await.map_err(told)?;
    for id in made {
        say(&format!("{id} is the current key now\n"))?;
    }
    say("Start every serve and work anew; then run: lianjing reseal\n")
}

/// The keys of the platform that these names mean.
fn purposes(names: &[String]) -> Result<Vec<Purpose>, Faults> {
    let can: Vec<_> = Purpose::ALL.into_iter().filter(|purpose| purpose.can_be_renewed()).collect();
    if names.is_empty() {
        return Ok(can);
    }
    let unknown = |name: &&String| *name != COUNTIES && !can.iter().any(|purpose| purpose.file() == *name);
    let faults: Vec<_> = names.iter().filter(unknown).map(|name| format!("{name}: there is no such key, or it can't be renewed")).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(can.into_iter().filter(|purpose| names.iter().any(|name| name == purpose.file())).collect())
}

pub(super) async fn reseal(config: &Config, reseal: &Reseal) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    let counties = match &reseal.county {
        Some(code) => vec![ctx.county(code).await.map_err(told)?],
        None => app.kernel.tenants.all().await.map_err(told)?.to_vec(),
    };
    let mut older = Older::default();
    for county in &counties {
        if !reseal.look {
            let wraps = keys::reseal(&ctx, county).await.map_err(told)?;
            let factors = staff::reseal_second_factors(&ctx, county).await.map_err(told)?;
            let moved = keys::move_to_pairs(&ctx, county).await.map_err(told)?;
            say(&pairs_of(&moved))?;
            say(&format!("{} {}: {wraps} keys were wrapped anew, {factors} second factors sealed anew\n", county.code, county.name))?;
        }
        say(&older.look(&ctx, county).await.map_err(told)?)?;
    }
    // The platform's files are needed by all counties: from one of them nobody can tell which lines may go.
    if reseal.county.is_none() { say(&older.files(&app)) } else { Ok(()) }
}

/// What was moved to the pairs of organs and custodians; nothing is said where nothing was to be moved.
fn pairs_of(moved: &Moved) -> String {
    match moved {
        Moved { wraps: 0, left: 0 } => String::new(),
        Moved { wraps, left: 0 } => format!("{wraps} wraps were moved to organs' and custodians' own pairs\n"),
        Moved { wraps, left } => format!(
            "{wraps} wraps were moved to organs' and custodians' own pairs; {left} stay under the county's keys until \
             somebody of their organ has signed in: run reseal again then\n"
        ),
    }
}

/// What lies under older keys of the platform, over the counties that were looked at.
#[derive(Default)]
struct Older {
    wraps: BTreeMap<String, u64>,
    factors: u64,
}

impl Older {
    /// Counts a county, and says which of its own older lines may go.
    async fn look(&mut self, ctx: &Ctx, county: &County) -> Outcome<String> {
        let left = keys::left(ctx, county).await?;
        self.factors += staff::second_factors_under_older_keys(ctx, county).await?;
        let is_own = |left: &&Left| matches!(left.holder, WrapHolder::Organ | WrapHolder::Review | WrapHolder::Custodian);
        let mut text = String::new();
        for Left { holder, key_id, wraps } in left.iter().filter(is_own) {
            text.push_str(&format!("counties/{}: keep {key_id}: {wraps} wraps ({holder:?}); run reseal\n", county.code));
        }
        if text.is_empty() {
            text = format!("counties/{}: content.key and name.key need their last lines only\n", county.code);
        }
        for one in left.iter().filter(|left| !is_own(left)) {
            *self.wraps.entry(one.key_id.clone()).or_default() += one.wraps;
        }
        Ok(text)
    }

    /// Says of each older line of the platform's files whether it may go.
    fn files(&self, app: &App) -> String {
        let ring = &app.kernel.keys;
        Purpose::ALL.into_iter().flat_map(|purpose| self.file(purpose, ring, app)).collect()
    }

    fn file(&self, purpose: Purpose, ring: &KeyRing, app: &App) -> Vec<String> {
        let life = if purpose == Purpose::Proof { reporters::CHALLENGE_LIFE } else { token::LONGEST_LIFE };
        let good = ring.still_good(purpose, life, app.kernel.clock.now());
        let older = ring.newest_first(purpose).into_iter().skip(1);
        let needed = |id: &str| match purpose {
            Purpose::Token | Purpose::Proof if good.iter().any(|key| key.id == id) => Some("what it signed is still good".to_owned()),
            Purpose::SignIn if self.factors > 0 => Some(format!("{} second factors; run reseal", self.factors)),
            Purpose::QueryCode => self.wraps.get(id).map(|wraps| format!("{wraps} reporters; only their query codes open what it made")),
            _ => self.wraps.get(id).map(|wraps| format!("{wraps} wraps; run reseal")),
        };
        let line = |id: String| match needed(&id) {
            Some(why) => format!("{}.key: keep {id}: {why}\n", purpose.file()),
            None => format!("{}.key: {id} is needed no more\n", purpose.file()),
        };
        older.map(|key| line(key.id)).collect()
    }
}
