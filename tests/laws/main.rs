//! The laws of the house, kept by machines.

mod imports;
mod sources;
mod tidy;
