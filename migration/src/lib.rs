//! Changes to the database, one file each, up and down, for SQLite and PostgreSQL; never edited after landing.
#![expect(
    clippy::too_many_lines,
    clippy::unnecessary_literal_bound,
    reason = "a change is a flat list, and one that has landed stays as it is"
)]

mod m20261122_000001_platform;
mod m20261122_000002_directory;
mod m20261122_000003_staff;
mod m20261122_000004_sealing;
mod m20261122_000005_reporters;
mod m20261122_000006_media;
mod m20261122_000007_reports;
mod m20261122_000008_cases;
mod m20261122_000009_powers;
mod m20261122_000010_entry;
mod m20261122_000011_notices;
mod m20261122_000012_ledger;
mod m20261122_000013_outbox;
mod m20261122_000014_first_access;
mod m20261122_000020_code_reissue;
mod m20261122_000021_official_phone;
mod m20261122_000022_wrong_codes;
mod m20261122_000031_receipt_salt;
mod m20261122_000032_clock_tries;
mod m20261127_000040_halts;
mod m20261127_000050_clocks;
mod m20261127_000051_calendar_days;
mod m20261127_000052_deadline_requests;
mod m20261127_000053_notice_dues;
mod m20261127_000070_notice_ways;
mod m20261127_000071_quiet_hours;
mod m20261127_000080_known_device;
mod m20261127_000081_report_named;
mod m20261127_000084_bare_names;
mod m20261127_000090_many_reports;
mod m20261127_000091_openings;
mod m20261127_000095_one_grant;
mod m20261128_000100_hand_overs;
mod m20261128_000101_joint_handlings;
mod m20261128_000102_conclusions;
mod m20261128_000103_malices;
mod m20261128_000105_case_aside;
mod m20261128_000106_kinship_ending;
mod m20261128_000110_publications;
mod m20261128_000115_people;
mod m20261128_000116_settings;
mod m20261128_000117_texts;
mod m20261128_000118_emblem;
mod m20261128_000120_case_due;
mod m20261128_000130_withholdings;
mod m20261128_000131_publication_wish;
mod m20261128_000132_publication_writers;
mod m20261128_000140_kinship_ending_sealed;
mod m20261128_000150_mail_text;
mod m20261128_000151_open_cases;
mod m20261128_000152_notice_least;
mod m20261128_000160_publication_origin;
mod m20261128_000161_unpublished;
mod m20261128_000162_publication_approver;
mod m20261128_000170_one_account;
mod m20261128_000171_kinship_noted;
mod m20261128_000180_turns_over;
mod m20261128_000181_case_counts;
mod m20261128_000200_clearing;
mod m20261128_000201_list_versions;
mod m20261128_000202_process_checks;
mod m20261128_000203_rules;
mod m20261128_000210_outcomes;
mod m20261128_000211_subsidies;
mod m20261128_000212_outcome_files;
mod m20261128_000220_ratings;
mod m20261128_000230_opinions;
mod m20261128_000240_archives;
mod m20261128_000241_archive_transfers;
mod m20261128_000250_open_data;
mod m20261128_000251_clusters;
mod m20261129_000300_ledger_tree;
mod m20261129_000310_organ_keys;
mod m20261129_000320_clients;
mod m20261129_000321_changes;
mod m20261129_000322_webhooks;
mod m20261129_000350_opinion_days;
mod m20261129_000351_post_versions;
mod m20261129_000352_rating_counts;
mod m20261129_000360_subsidy_lister;
mod m20261129_000361_outcome_gone;
mod statistics;
pub mod table;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, DbBackend};

/// Brings a database to the newest form and leaves what belongs behind every change: statistics for the embedded one, and
/// for PostgreSQL the right to read the list of changes, which `serve` compares with what it knows.
///
/// # Errors
/// What the database says.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await?;
    statistics::write(db).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("GRANT SELECT ON seaql_migrations TO lianjing_app").await?;
    }
    Ok(())
}

/// All changes in their order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_platform::Migration),
            Box::new(m20261122_000002_directory::Migration),
            Box::new(m20261122_000003_staff::Migration),
            Box::new(m20261122_000004_sealing::Migration),
            Box::new(m20261122_000005_reporters::Migration),
            Box::new(m20261122_000006_media::Migration),
            Box::new(m20261122_000007_reports::Migration),
            Box::new(m20261122_000008_cases::Migration),
            Box::new(m20261122_000009_powers::Migration),
            Box::new(m20261122_000010_entry::Migration),
            Box::new(m20261122_000011_notices::Migration),
            Box::new(m20261122_000012_ledger::Migration),
            Box::new(m20261122_000013_outbox::Migration),
            Box::new(m20261122_000014_first_access::Migration),
            Box::new(m20261122_000020_code_reissue::Migration),
            Box::new(m20261122_000021_official_phone::Migration),
            Box::new(m20261122_000022_wrong_codes::Migration),
            Box::new(m20261122_000031_receipt_salt::Migration),
            Box::new(m20261122_000032_clock_tries::Migration),
            Box::new(m20261127_000040_halts::Migration),
            Box::new(m20261127_000050_clocks::Migration),
            Box::new(m20261127_000051_calendar_days::Migration),
            Box::new(m20261127_000052_deadline_requests::Migration),
            Box::new(m20261127_000053_notice_dues::Migration),
            Box::new(m20261127_000070_notice_ways::Migration),
            Box::new(m20261127_000071_quiet_hours::Migration),
            Box::new(m20261127_000080_known_device::Migration),
            Box::new(m20261127_000081_report_named::Migration),
            Box::new(m20261127_000084_bare_names::Migration),
            Box::new(m20261127_000090_many_reports::Migration),
            Box::new(m20261127_000091_openings::Migration),
            Box::new(m20261127_000095_one_grant::Migration),
            Box::new(m20261128_000100_hand_overs::Migration),
            Box::new(m20261128_000101_joint_handlings::Migration),
            Box::new(m20261128_000102_conclusions::Migration),
            Box::new(m20261128_000103_malices::Migration),
            Box::new(m20261128_000105_case_aside::Migration),
            Box::new(m20261128_000106_kinship_ending::Migration),
            Box::new(m20261128_000110_publications::Migration),
            Box::new(m20261128_000115_people::Migration),
            Box::new(m20261128_000116_settings::Migration),
            Box::new(m20261128_000117_texts::Migration),
            Box::new(m20261128_000118_emblem::Migration),
            Box::new(m20261128_000120_case_due::Migration),
            Box::new(m20261128_000130_withholdings::Migration),
            Box::new(m20261128_000131_publication_wish::Migration),
            Box::new(m20261128_000132_publication_writers::Migration),
            Box::new(m20261128_000140_kinship_ending_sealed::Migration),
            Box::new(m20261128_000150_mail_text::Migration),
            Box::new(m20261128_000151_open_cases::Migration),
            Box::new(m20261128_000152_notice_least::Migration),
            Box::new(m20261128_000160_publication_origin::Migration),
            Box::new(m20261128_000161_unpublished::Migration),
            Box::new(m20261128_000162_publication_approver::Migration),
            Box::new(m20261128_000170_one_account::Migration),
            Box::new(m20261128_000171_kinship_noted::Migration),
            Box::new(m20261128_000180_turns_over::Migration),
            Box::new(m20261128_000181_case_counts::Migration),
            Box::new(m20261128_000200_clearing::Migration),
            Box::new(m20261128_000201_list_versions::Migration),
            Box::new(m20261128_000202_process_checks::Migration),
            Box::new(m20261128_000203_rules::Migration),
            Box::new(m20261128_000210_outcomes::Migration),
            Box::new(m20261128_000211_subsidies::Migration),
            Box::new(m20261128_000212_outcome_files::Migration),
            Box::new(m20261128_000220_ratings::Migration),
            Box::new(m20261128_000230_opinions::Migration),
            Box::new(m20261128_000240_archives::Migration),
            Box::new(m20261128_000241_archive_transfers::Migration),
            Box::new(m20261128_000250_open_data::Migration),
            Box::new(m20261128_000251_clusters::Migration),
            Box::new(m20261129_000300_ledger_tree::Migration),
            Box::new(m20261129_000310_organ_keys::Migration),
            Box::new(m20261129_000320_clients::Migration),
            Box::new(m20261129_000321_changes::Migration),
            Box::new(m20261129_000322_webhooks::Migration),
            Box::new(m20261129_000350_opinion_days::Migration),
            Box::new(m20261129_000351_post_versions::Migration),
            Box::new(m20261129_000352_rating_counts::Migration),
            Box::new(m20261129_000360_subsidy_lister::Migration),
            Box::new(m20261129_000361_outcome_gone::Migration),
        ]
    }
}
