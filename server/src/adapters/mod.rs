//! Adapters: each implements one port.

pub mod database;
pub mod memory;
