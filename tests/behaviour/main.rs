//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod envelopes;
mod graphql;
mod migrations;
mod phone_codes;
mod roles;
mod sign_in;
mod sms;
mod uploads;
