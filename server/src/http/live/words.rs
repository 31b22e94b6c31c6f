//! The words of `graphql-transport-ws`, and why a connection is closed.

use async_graphql::{Response, ServerError};
use serde::Deserialize;
use serde_json::{Value, json};

/// The only protocol that is spoken.
pub const PROTOCOL: &str = "graphql-transport-ws";

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Asked {
    /// First of all: who it is.
    ConnectionInit {
        /// The token, if there is one.
        #[serde(default)]
        payload: Option<Greeting>,
    },
    /// Is anybody there? Once it is answered, all that was asked before is in force.
    Ping,
    /// The answer to ours.
    Pong,
    /// Wants to be told.
    Subscribe {
        /// The client's name for it.
        id: String,
        /// Of what.
        payload: Subscription,
    },
    /// Wants to be told no more.
    Complete {
        /// The client's name for it.
        id: String,
    },
}

/// Who somebody is.
#[derive(Debug, Deserialize)]
pub struct Greeting {
    /// As behind `Bearer` elsewhere; never in the address, which lands in logs.
    #[serde(default)]
    pub token: Option<String>,
}

/// What somebody wants to be told of.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// The document.
    pub query: String,
    /// Which of its operations.
    #[serde(default)]
    pub operation_name: Option<String>,
    /// Its variables.
    #[serde(default)]
    pub variables: Option<Value>,
}

/// Why a connection ends; [`Close::code`] is what its peer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The peer has gone, or asked for the end.
    Gone,
    /// Nothing was subscribed to for a while.
    Idle,
    /// The program stops; come again soon.
    Restart,
    /// A message is larger than is taken.
    TooLarge,
    /// What was said is not of the protocol.
    Malformed,
    /// Something was asked for before it was said who asks.
    Unknown,
    /// The token is not good, or the session has ended.
    Forbidden,
    /// The client speaks another protocol.
    Protocol,
    /// It was never said who asks.
    TooLate,
    /// The client's name for a subscription is in use.
    Doubled,
    /// No answer to pings.
    Silent,
    /// It has lasted long enough; come again with a fresh token.
    Old,
    /// Too many messages, greetings or connections.
    TooMany,
    /// A fault of the server.
    Fault,
}

impl Close {
    /// The code in the closing frame: those of RFC 6455 and of the protocol, and two of our own.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Gone | Self::Idle => 1000,
            Self::TooLarge => 1009,
            Self::Restart => 1012,
            Self::Malformed => 4400,
            Self::Unknown => 4401,
            Self::Forbidden => 4403,
            Self::Protocol => 4406,
            Self::TooLate => 4408,
            Self::Doubled => 4409,
            Self::Silent => 4410,
            Self::Old => 4411,
            Self::TooMany => 4429,
            Self::Fault => 4500,
        }
    }

    /// The same in words.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Gone => "goodbye",
            Self::Idle => "nothing subscribed",
            Self::TooLarge => "message too large",
            Self::Restart => "restarting, come again",
            Self::Malformed => "not a message of graphql-transport-ws",
            Self::Unknown => "Unauthorized",
            Self::Forbidden => "Forbidden",
            Self::Protocol => "Subprotocol not acceptable",
            Self::TooLate => "Connection initialisation timeout",
            Self::Doubled => "Subscriber already exists",
            Self::Silent => "no answer",
            Self::Old => "come again",
            Self::TooMany => "Too many requests",
            Self::Fault => "Internal error",
        }
    }
}

/// `connection_ack`
#[must_use]
pub fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// `pong`
#[must_use]
pub fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

/// `next`: one event.
#[must_use]
pub fn next(id: &str, answer: &Response) -> String {
    json!({ "id": id, "type": "next", "payload": answer }).to_string()
}

/// `error`: a subscription that did not begin; it ends by this.
#[must_use]
pub fn error(id: &str, errors: &[ServerError]) -> String {
    json!({ "id": id, "type": "error", "payload": errors }).to_string()
}

/// `complete`: there will be no more events.
#[must_use]
pub fn complete(id: &str) -> String {
    json!({ "id": id, "type": "complete" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> bool {
        serde_json::from_str::<Asked>(text).is_ok()
    }

    #[test]
    fn only_the_protocols_messages_are_read() {
        for good in [
            r#"{"type":"connection_init"}"#,
            r#"{"type":"connection_init","payload":null}"#,
            r#"{"type":"connection_init","payload":{"token":"x","client":"y"}}"#,
            r#"{"type":"ping","payload":{"any":[1]}}"#,
            r#"{"type":"pong"}"#,
            r#"{"id":"1","type":"subscribe","payload":{"query":"x","extensions":{}}}"#,
            r#"{"id":"1","type":"complete"}"#,
        ] {
            assert!(reads(good), "{good}");
        }
        for bad in [
            "",
            "1",
            "[]",
            r#"{"type":"start"}"#,
            r#"{"type":"subscribe","payload":{"query":"x"}}"#,
            r#"{"id":1,"type":"subscribe","payload":{"query":"x"}}"#,
            r#"{"id":"1","type":"subscribe"}"#,
            r#"{"type":"connection_init","payload":{"token":5}}"#,
            r#"{"type":"connection_ack"}"#,
        ] {
            assert!(!reads(bad), "{bad}");
        }
    }
}
