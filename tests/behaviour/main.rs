//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod demo;
mod directory;
mod entry;
mod envelopes;
mod escalation;
mod graphql;
mod import;
mod kills;
mod migrations;
mod pages;
mod phone_codes;
mod recusal;
mod report;
mod roles;
mod sign_in;
mod sms;
mod uploads;
