//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod graphql;
mod migrations;
mod phone_codes;
mod sms;
mod uploads;
