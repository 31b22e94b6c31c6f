//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod directory;
mod entry;
mod graphql;
mod import;
mod migrations;
mod pages;
mod phone_codes;
mod roles;
mod sign_in;
mod sms;
mod sms;
mod uploads;
