//! The laws of the house, kept by machines.
#![expect(clippy::unwrap_used, reason = "a law that can't read its sources must fail loudly")]

mod api;
mod asvs;
mod documents;
mod doors;
mod imports;
mod ledger;
mod operations;
mod sources;
mod tidy;
mod web;
