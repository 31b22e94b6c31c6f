//! Words of third parties on the API: what they may do, what they are told of.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a client may do beyond what everybody may. What is public needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClientScope {
    /// Ask heavy questions about what is public while others are refused as too many.
    OpenRead,
    /// Have addresses that are told of what is new in public.
    WebhooksManage,
}

impl ClientScope {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::OpenRead, Self::WebhooksManage];

    /// As OAuth writes it (RFC 6749, 3.3).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenRead => "open:read",
            Self::WebhooksManage => "webhooks:manage",
        }
    }

    /// The one that is written like this.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Those that stand in a text with blanks between; what is none of them is passed over.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        Self::ALL.into_iter().filter(|scope| text.split(' ').any(|word| word == scope.name())).collect()
    }

    /// A list of them as one text.
    #[must_use]
    pub fn text(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
    }
}

/// What happened to something public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    /// A version of a unit's list of powers was published.
    ListPublished,
    /// The registers of units and powers were imported anew.
    RegistersImported,
    /// A power was stopped.
    PowerHalted,
    /// Its unit said what was put right.
    HaltAnswered,
    /// It goes on.
    PowerResumed,
    /// It was checked how a power is exercised.
    PowerChecked,
    /// A result of using a power was published.
    OutcomePublished,
    /// It was corrected.
    OutcomeCorrected,
    /// It was taken away: whoever has a copy should take it away too.
    OutcomeRemoved,
    /// Many of them were published at once, from a sheet.
    OutcomesImported,
    /// Some were taken away, because their import was undone or their term is over: whoever has copies should look again.
    OutcomesRemoved,
    /// The result of a case was published.
    ResultPublished,
    /// It was corrected.
    ResultCorrected,
    /// It was taken away: whoever has a copy should take it away too.
    ResultRemoved,
    /// A new edition of the open data is there.
    OpenDataBuilt,
}

/// Whether an address is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WebhookState {
    /// It is.
    Active,
    /// It failed so often that a person must look.
    Parked,
    /// It is not any more.
    Ended,
}
