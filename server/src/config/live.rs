//! `[live]`: how many may have a connection open that tells them of news, and how often is looked for it.

use crate::kernel::given::parsed;
use serde::Deserialize;

/// `[live]`
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct LiveSection {
    /// Connections of one process; 0 for none: pages ask from time to time instead.
    #[serde(deserialize_with = "parsed")]
    pub connections: usize,
    /// Seconds between two looks for news that nobody rang for.
    #[serde(deserialize_with = "parsed")]
    pub look_seconds: u32,
}

impl Default for LiveSection {
    fn default() -> Self {
        Self { connections: 2_000, look_seconds: 5 }
    }
}
