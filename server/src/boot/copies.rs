//! What `backup` and `restore` stand on: the database as it is, and the store of evidence.

use super::{Faults, blobs, check_migrations, take_embedded};
use crate::adapters::database::{connect, is_embedded};
use crate::adapters::key_folder;
use crate::config::Config;
use crate::kernel::clock::{SystemChance, SystemClock};
use crate::kernel::tenants::Tenants;
use crate::kernel::{Chance, Clock, Db, Kernel};
use crate::ports::blobs::Blobs;
use sea_orm::{DatabaseConnection, DbBackend};
use std::fs::File;
use std::sync::Arc;

/// What a backup is made of. No key is read for it, and an embedded database may be in use.
pub struct Source {
    /// As the application.
    pub db: DatabaseConnection,
    /// Evidence.
    pub blobs: Arc<dyn Blobs>,
}

/// Where a backup is put back.
pub struct Target {
    /// The ground, on the owner's connections: he may take away what the application may only add to.
    pub kernel: Arc<Kernel>,
    /// Evidence.
    pub blobs: Arc<dyn Blobs>,
    /// Held as long as this process may write the embedded database.
    _alone: Option<File>,
}

/// Opens what a backup is made of.
///
/// # Errors
/// What is wrong, in sentences for the operator.
pub async fn source(config: &Config) -> Result<Source, Faults> {
    all_is_said(config)?;
    let db = super::database_if_there(config).await?.ok_or_else(|| vec!["there is no database yet".to_owned()])?;
    if db.get_database_backend() == DbBackend::Postgres {
        super::check_role(&db).await?;
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Ok(Source { db, blobs: blobs(config, &clock).await? })
}

/// Opens what a backup is put back into.
///
/// # Errors
/// What is wrong, in sentences for the operator.
pub async fn target(config: &Config) -> Result<Target, Faults> {
    all_is_said(config)?;
    let owner = config.database.owner_url.reveal();
    let url = if owner.is_empty() { config.database_url() } else { owner.to_owned() };
    let alone = if is_embedded(&url) { take_embedded(config)? } else { None };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let chance: Arc<dyn Chance> = Arc::new(SystemChance);
    let keys = key_folder::load(&config.keys_dir(), Arc::clone(&chance), Arc::clone(&clock))?;
    let db = connect(&url, 2).await.map_err(|e| vec![format!("the database does not answer: {e}")])?;
    check_migrations(&db).await?;
    let blobs = blobs(config, &clock).await?;
    let calendar = Arc::clone(&clock);
    let (tenants, settings) = (Tenants::new(db.clone()), config.platform.clone());
    let kernel = Arc::new(Kernel { db: Db::new(db.clone(), db), tenants, clock, calendar, chance, keys, settings });
    Ok(Target { kernel, blobs, _alone: alone })
}

fn all_is_said(config: &Config) -> Result<(), Faults> {
    let faults = config.faults();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
