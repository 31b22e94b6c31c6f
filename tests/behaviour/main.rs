//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod demo;
mod graphql;
mod migrations;
mod sms;
mod phone_codes;
