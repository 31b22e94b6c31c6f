//! The ground of the whole process: what stays the same between requests.

use crate::kernel::clock::{Chance, Clock};
use crate::kernel::db::Db;
use crate::kernel::keyring::KeyRing;
use crate::kernel::settings::Settings;
use crate::kernel::tenants::Tenants;
use std::sync::Arc;

/// What does not change between requests.
pub struct Kernel {
    /// The databases.
    pub db: Db,
    /// The counties.
    pub tenants: Tenants,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// The time that terms run by: the same, but faster in an accelerated demonstration.
    pub calendar: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Keys that lie outside the database.
    pub keys: KeyRing,
    /// Settings that verbs look at.
    pub settings: Settings,
}
