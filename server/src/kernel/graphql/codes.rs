//! What stands in `extensions.code` of a top-level error; listed in `docs/api.md`.

/// Why a request was not answered, for programs. Beside these stand the codes of refusals, `ErrorCode` of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopCode {
    /// The answer is wanted in a media type that is not spoken here.
    Accept,
    /// A list of requests.
    Batch,
    /// Too much is asked for at once: again after `Retry-After` seconds.
    Busy,
    /// A body that is no JSON by its header.
    ContentType,
    /// A document or body that can't be read.
    GraphqlParse,
    /// A document that does not fit the schema.
    GraphqlValidation,
    /// A fault; the message has a number for the operator.
    Internal,
    /// A body that broke off.
    Incomplete,
    /// A limit; `extensions.limit` names it and `extensions.most` says how much is allowed.
    Limit,
    /// A method that this address does not take, or a change asked for by GET.
    Method,
    /// A connection opened from a page that is not ours.
    Origin,
    /// A hash that is not that of its document.
    PersistedQueryMismatch,
    /// A hash of a document that is not known here: send the document along once.
    PersistedQueryNotFound,
    /// A body that came too slowly.
    Timeout,
    /// A subscription over HTTP, or something else over a WebSocket.
    Transport,
    /// Nobody is signed in, or the token is worn out or not ours.
    Unauthenticated,
    /// A request for a WebSocket that is none.
    Upgrade,
}

impl TopCode {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Accept,
        Self::Batch,
        Self::Busy,
        Self::ContentType,
        Self::GraphqlParse,
        Self::GraphqlValidation,
        Self::Internal,
        Self::Incomplete,
        Self::Limit,
        Self::Method,
        Self::Origin,
        Self::PersistedQueryMismatch,
        Self::PersistedQueryNotFound,
        Self::Timeout,
        Self::Transport,
        Self::Unauthenticated,
        Self::Upgrade,
    ];

    /// As clients read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "ACCEPT",
            Self::Batch => "BATCH",
            Self::Busy => "BUSY",
            Self::ContentType => "CONTENT_TYPE",
            Self::GraphqlParse => "GRAPHQL_PARSE",
            Self::GraphqlValidation => "GRAPHQL_VALIDATION",
            Self::Internal => "INTERNAL",
            Self::Incomplete => "INCOMPLETE",
            Self::Limit => "LIMIT",
            Self::Method => "METHOD",
            Self::Origin => "ORIGIN",
            Self::PersistedQueryMismatch => "PERSISTED_QUERY_MISMATCH",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::Timeout => "TIMEOUT",
            Self::Transport => "TRANSPORT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Upgrade => "UPGRADE",
        }
    }
}
