//! How large a GraphQL request may be; read from the configuration, each within bounds.

use crate::kernel::given::parsed;
use serde::Deserialize;

/// `[api]`: the most that one request may ask for. Clients read the limit's name in `extensions.limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ApiLimits {
    /// Bytes of a request's body.
    #[serde(deserialize_with = "parsed")]
    pub max_body: u32,
    /// Bytes of a document, and so the number of its tokens.
    #[serde(deserialize_with = "parsed")]
    pub max_document: u32,
    /// Brackets within brackets; the parser recurses on them.
    #[serde(deserialize_with = "parsed")]
    pub max_nesting: u32,
    /// Fields within fields, fragments counted as if written out.
    #[serde(deserialize_with = "parsed")]
    pub max_depth: u32,
    /// Fields of all operations, fragments counted as if written out.
    #[serde(deserialize_with = "parsed")]
    pub max_fields: u32,
    /// Fields under another name.
    #[serde(deserialize_with = "parsed")]
    pub max_aliases: u32,
    /// Fields at the root of a mutation, those of fragments too: each is a transaction of its own.
    #[serde(deserialize_with = "parsed")]
    pub max_mutations: u32,
    /// Directives on one field.
    #[serde(deserialize_with = "parsed")]
    pub max_directives: u32,
    /// Cost by the schema's own count, where a list multiplies.
    #[serde(deserialize_with = "parsed")]
    pub max_complexity: u32,
    /// Bytes of an answer, before it is compressed.
    #[serde(deserialize_with = "parsed")]
    pub max_answer: u32,
    /// What all requests of one client may cost in a minute, by the schema's own count.
    #[serde(deserialize_with = "parsed")]
    pub client_minute: u32,
    /// The same in a day of China.
    #[serde(deserialize_with = "parsed")]
    pub client_day: u32,
}

impl Default for ApiLimits {
    fn default() -> Self {
        Self {
            max_body: 256 * 1024,
            max_document: 32 * 1024,
            max_nesting: 48,
            max_depth: 16,
            max_fields: 600,
            max_aliases: 30,
            max_mutations: 4,
            max_directives: 8,
            max_complexity: 20_000,
            max_answer: 2 * 1024 * 1024,
            client_minute: 60_000,
            client_day: 5_000_000,
        }
    }
}

/// What a question counts at most, by the schema's own count, that is answered to anybody at any time: more than any page
/// for villagers asks.
pub const LIGHT: u32 = 2_000;

/// One limit: its key, what it is, and between what it may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// As in the configuration and in `extensions.limit`.
    pub name: &'static str,
    /// What it is now.
    pub value: u32,
    /// Less than this, and our own client would be refused.
    pub least: u32,
    /// More than this, and a single request could hold the server up.
    pub most: u32,
}

impl ApiLimits {
    /// All limits with their bounds.
    #[must_use]
    pub const fn all(&self) -> [Bounded; 12] {
        const fn bounded(name: &'static str, value: u32, (least, most): (u32, u32)) -> Bounded {
            Bounded { name, value, least, most }
        }
        [
            bounded("max_body", self.max_body, (64 * 1024, 4 * 1024 * 1024)),
            bounded("max_document", self.max_document, (16 * 1024, 256 * 1024)),
            bounded("max_nesting", self.max_nesting, (24, 128)),
            bounded("max_depth", self.max_depth, (12, 32)),
            bounded("max_fields", self.max_fields, (300, 5_000)),
            bounded("max_aliases", self.max_aliases, (10, 300)),
            bounded("max_mutations", self.max_mutations, (1, 20)),
            bounded("max_directives", self.max_directives, (2, 50)),
            bounded("max_complexity", self.max_complexity, (20_000, 1_000_000)),
            bounded("max_answer", self.max_answer, (512 * 1024, 16 * 1024 * 1024)),
            bounded("client_minute", self.client_minute, (20_000, 10_000_000)),
            bounded("client_day", self.client_day, (100_000, 1_000_000_000)),
        ]
    }

    /// A sentence for each that is out of its bounds.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let is_out = |one: &Bounded| one.value < one.least || one.value > one.most;
        let told = |one: Bounded| format!("api.{} must be between {} and {}", one.name, one.least, one.most);
        self.all().into_iter().filter(is_out).map(told).collect()
    }

    /// The least that may be set, for all of them.
    #[must_use]
    pub fn least() -> Self {
        let [body, document, nesting, depth, fields, aliases, mutations, directives, complexity, answer, minute, day] =
            Self::default().all();
        Self {
            max_body: body.least,
            max_document: document.least,
            max_nesting: nesting.least,
            max_depth: depth.least,
            max_fields: fields.least,
            max_aliases: aliases.least,
            max_mutations: mutations.least,
            max_directives: directives.least,
            max_complexity: complexity.least,
            max_answer: answer.least,
            client_minute: minute.least,
            client_day: day.least,
        }
    }
}
