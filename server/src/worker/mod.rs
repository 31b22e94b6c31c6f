//! Works the outbox and the clocks.

use crate::kernel::Kernel;
use crate::ports::Ports;
use std::sync::Arc;

/// A running worker.
pub struct Running;

impl Running {
    /// Ends it.
    pub async fn stop(self) {}
}

/// Starts it.
#[must_use]
pub fn start(_: &Arc<Kernel>, _: &Ports) -> Running {
    Running
}
