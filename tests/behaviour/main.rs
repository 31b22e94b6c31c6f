//! Behaviour, told as stories, through HTTP and GraphQL, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a story that breaks must fail loudly"
)]

mod add_subject;
mod archives;
mod backup;
mod blobs;
mod busy;
mod checks;
mod clearing;
mod clients;
mod clocks;
mod county;
mod crowd;
mod custody;
mod demo;
mod directory;
mod entry;
mod envelopes;
mod escalation;
mod faults;
mod graphql;
mod halts;
mod headers;
mod import;
mod kills;
mod leading_group;
mod ledger;
mod left_behind;
mod live;
mod lost_code;
mod migrations;
mod named;
mod no_clear_text;
mod nobody_left;
mod officials_phones;
mod on_the_ledger;
mod open_data;
mod operations;
mod opinions;
mod organ_keys;
mod outcomes;
mod overview;
mod pages;
mod people;
mod phone_codes;
mod publications;
mod ratings;
mod recusal;
mod renewed_keys;
mod report;
mod roles;
mod root_fields;
mod rules;
mod sign_in;
mod sites;
mod slow;
mod sms;
mod subsidies;
mod together;
mod trail;
mod turns_reporter;
mod turns_staff;
mod upgrade;
mod uploads;
mod workload;
