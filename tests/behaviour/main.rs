//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.

mod escalation;
mod graphql;
mod migrations;
mod phone_codes;
mod recusal;
mod report;
mod roles;
mod sign_in;
mod sms;
