//! Backups of a platform under test, made and put back as the program's commands do it.

use crate::keys::same_keys;
use crate::world::World;
use lianjing::adapters::database::connect;
use lianjing::backup::{self, Backup, Checked, Made, Plan, Restored, SecretKey};
use lianjing::kernel::clock::{SystemChance, random};
use lianjing::kernel::error::chain;
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Clock as _, Db, Failure, Kernel};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A backup in a folder of its own, and the key that opens it.
pub struct BackedUp {
    /// The file.
    pub path: PathBuf,
    /// What came of it.
    pub made: Made,
    /// Opens it.
    pub key: SecretKey,
    _folder: TempDir,
}

impl BackedUp {
    /// Reads it to its end.
    ///
    /// # Errors
    /// What the operator is told.
    pub async fn checked(&self) -> Result<Checked, String> {
        backup::check(&self.path, &self.key).await.map_err(told)
    }
}

/// What the operator is told.
fn told(failure: Failure) -> String {
    match failure {
        Failure::Fault(error) => chain(&*error),
        other => other.to_string(),
    }
}

impl World {
    /// A backup of one county or of all.
    ///
    /// # Errors
    /// What the operator is told.
    ///
    /// # Panics
    /// If there is no folder for it.
    pub async fn backs_up(&self, county: Option<&str>) -> Result<BackedUp, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, key) = (folder.path().join("backup"), SecretKey::new().map_err(told)?);
        let id = uuid::Builder::from_random_bytes(random(&SystemChance)).into_uuid();
        // A connection of its own, as another process has it.
        let db = connect(&self.urls.app, 1).await.expect("the database");
        let blobs = Some(&*self.ports.blobs);
        let plan = Backup { db: &db, blobs, county: county.map(str::to_owned), key: &key.public, id, now: self.clock.now() };
        let made = backup::make(&plan, &path).await.map_err(told);
        db.close().await.expect("closed");
        made.map(|made| BackedUp { path, made, key, _folder: folder })
    }

    /// Puts a backup back, as the owner.
    ///
    /// # Errors
    /// What the operator is told.
    pub async fn restores(&self, backup: &BackedUp, county: Option<&str>, replace: Option<&str>) -> Result<Restored, String> {
        let checked = backup.checked().await?;
        self.restores_checked(&checked, backup, (county, replace)).await
    }

    /// The same, for a backup that was looked at.
    ///
    /// # Errors
    /// What the operator is told.
    ///
    /// # Panics
    /// If the database can't be reached.
    pub async fn restores_checked(
        &self,
        checked: &Checked,
        backup: &BackedUp,
        (county, replace): (Option<&str>, Option<&str>),
    ) -> Result<Restored, String> {
        let db = connect(&self.urls.owner, 2).await.expect("the database");
        let kernel = Arc::new(Kernel {
            db: Db::new(db.clone(), db.clone()),
            tenants: Tenants::new(db.clone()),
            clock: Arc::clone(&self.clock) as _,
            calendar: Arc::clone(&self.kernel.calendar),
            chance: Arc::new(SystemChance),
            keys: same_keys(&self.kernel),
            settings: self.kernel.settings.clone(),
        });
        let plan = Plan {
            checked,
            path: &backup.path,
            key: &backup.key,
            county: county.map(str::to_owned),
            replace: replace.map(str::to_owned),
            kernel: &kernel,
            blobs: &*self.ports.blobs,
            room: crate::database::folder(),
        };
        let restored = backup::restore(&plan).await.map_err(told);
        drop(kernel);
        db.close().await.expect("closed");
        restored
    }

    /// An empty platform on this kind of database that has the keys of this one, and will have its counties.
    pub async fn beside(&self, backend: crate::Backend) -> Self {
        let empty = Self::empty(backend).await;
        empty.clock.advance(self.clock.now().since(empty.clock.now()));
        let mut beside = empty.restarted(same_keys(&self.kernel)).await;
        (beside.home, beside.other) = (self.home.clone(), self.other.clone());
        beside
    }
}
