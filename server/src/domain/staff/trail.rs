//! What of the ledger an auditor reads: the kinds of entries, and an entry with its names.

use crate::domain::ledger;
use entity::id::{AccountId, LedgerEntryId};
use entity::moment::Moment;
use entity::words::{ResetKind, StaffRole};
use serde::Deserialize;

/// Kinds of entries that hold nothing of a case. What is not named here is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailKind {
    /// Accounts and the officials behind them.
    Accounts,
    /// Roles.
    Roles,
    /// Access: signing in and out, passwords, second factors.
    Access,
    /// What the operator did from the command line.
    Operator,
    /// Registers, organs, stickers and keys.
    Registers,
    /// What the county set: numbers, days, words, the foot.
    Settings,
    /// Figures that were taken away as a file.
    Exports,
    /// Archives of officials: who opened, read, printed, handed over or took in whose; never what stands in them.
    Archives,
    /// Outcomes and lists of subsidies: who published, corrected, removed or took back what; never what stands in them.
    Published,
}

impl TrailKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Accounts,
        Self::Roles,
        Self::Access,
        Self::Operator,
        Self::Registers,
        Self::Settings,
        Self::Exports,
        Self::Archives,
        Self::Published,
    ];

    /// The entries' own names.
    #[must_use]
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Accounts => {
                &["staff.created", "staff.official_linked", "staff.account_changed", "staff.account_closed", "staff.account_reopened"]
            }
            Self::Roles => &[
                "staff.role_proposed",
                "staff.role_given",
                "staff.role_approved",
                "staff.role_refused",
                "staff.role_ended",
                "staff.role_term_set",
            ],
            Self::Access => &[
                "staff.signed_in",
                "staff.session_ended",
                "staff.refresh_reused",
                "staff.access_taken",
                "staff.password_changed",
                "staff.mail_set",
                "staff.reset_proposed",
                "staff.reset_approved",
                "staff.reset_refused",
            ],
            Self::Operator => {
                &["operator.county_founded", "operator.role_given", "operator.official_linked", "operator.access_issued", ledger::RESTORED]
            }
            Self::Registers => &REGISTERS,
            Self::Settings => &SETTINGS,
            Self::Exports => &["statistics.exported"],
            Self::Archives => &ARCHIVES,
            Self::Published => &PUBLISHED,
        }
    }
}

/// What is done to registers, organs, stickers and keys.
const REGISTERS: [&str; 14] = [
    "import.done",
    "entry.made",
    "entry.revoked",
    "keys.reseal",
    "keys.pair_made",
    "keys.handed_out",
    "keys.to_pairs",
    "keys.paper_made",
    "keys.recovered",
    "organs.created",
    "organs.changed",
    "organs.superior_set",
    "organs.cover_set",
    "organs.closed",
];

/// What the county's administrator sets, its commission of ratings, and whom it lets ask by program.
const SETTINGS: [&str; 16] = [
    "settings.set",
    "calendar.set",
    "county.footer_set",
    "county.emblem_set",
    "notices.quiet_hours",
    "notices.text_set",
    "notices.mail_text_set",
    "outcomes.set_kind",
    "ratings.set_indicators",
    "clients.registered",
    "clients.secret_rotated",
    "clients.ended",
    "clients.webhook_registered",
    "clients.webhook_rotated",
    "clients.webhook_ended",
    "clients.webhook_resumed",
];

/// What is done to archives. What officials declare or answer of themselves is theirs, and stands on the ledger alone.
const ARCHIVES: [&str; 9] = [
    "archives.opened",
    "archives.read",
    "archives.exported",
    "archives.kind_named",
    "archives.kind_ended",
    "archives.handed_over",
    "archives.taken_in",
    "archives.receipt",
    "archives.peer_named",
];

/// What publishers do to outcomes and to lists of subsidies, and what the platform takes away after its term.
const PUBLISHED: [&str; 10] = [
    "outcomes.publish",
    "outcomes.correct",
    "outcomes.remove",
    "outcomes.attach",
    "outcomes.detach",
    "outcomes.import_begun",
    "outcomes.import",
    "outcomes.import_rolled_back",
    "outcomes.terms_over",
    "subsidies.list",
];

/// One entry.
#[derive(Clone, Debug)]
pub struct TrailRow {
    /// Its id.
    pub id: LedgerEntryId,
    /// What was done, as `module.verb`.
    pub kind: String,
    /// When.
    pub at: Moment,
    /// Who did it; nobody for the operator and the platform itself.
    pub by: Option<(AccountId, String)>,
    /// To whose account.
    pub account: Option<(AccountId, String)>,
    /// Which role.
    pub role: Option<StaffRole>,
    /// What was made anew.
    pub what: Option<ResetKind>,
    /// In which organ.
    pub organ: Option<String>,
    /// In which unit.
    pub unit: Option<String>,
    /// Which official was put behind the account, or was seen there.
    pub official: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// Names of the files of an import.
    pub files: Vec<String>,
    /// What was changed, from what to what, as far as the entry says.
    pub changes: Vec<TrailChange>,
}

/// One thing that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailChange {
    /// What, as the code spells it: a setting, a message, a field.
    pub what: String,
    /// From what; none if it is not told or there was nothing.
    pub before: Option<String>,
    /// To what; none if it is not told or there is nothing any more.
    pub after: Option<String>,
}

impl TrailChange {
    /// A field of which only is told that it changed.
    #[must_use]
    pub fn of(what: &str) -> Self {
        Self { what: what.to_owned(), before: None, after: None }
    }

    /// From what.
    #[must_use]
    pub fn before(self, before: Option<String>) -> Self {
        Self { before, ..self }
    }

    /// To what.
    #[must_use]
    pub fn after(self, after: Option<String>) -> Self {
        Self { after, ..self }
    }
}

/// A file as an entry holds it.
#[derive(Debug, Deserialize)]
pub struct TrailFact {
    /// Its name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::TrailKind;

    #[test]
    fn nothing_of_a_case_is_shown() {
        for name in TrailKind::ALL.iter().flat_map(|kind| kind.names()) {
            let module = name.split('.').next().unwrap_or_default();
            assert!(
                [
                    "staff",
                    "operator",
                    "import",
                    "entry",
                    "keys",
                    "ledger",
                    "calendar",
                    "organs",
                    "settings",
                    "county",
                    "notices",
                    "statistics",
                    "outcomes",
                    "subsidies",
                    "ratings",
                    "archives",
                    "clients"
                ]
                .contains(&module),
                "{name}"
            );
        }
    }
}
