//! Works the outbox and the clocks.
