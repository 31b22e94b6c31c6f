//! Values: what a county says of a client, what the client shows, what its token says.

use super::webhooks::WebhookRow;
use crate::kernel::text::{self, Bounds};
use crate::kernel::{ErrorCode, Outcome, error::Refusals};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::{ClientId, CountyId};
use entity::moment::Moment;
use entity::words::ClientScope;
use entity::{client, client_secret, client_use};
use serde::{Deserialize, Serialize};
use time::Duration;
use zeroize::Zeroizing;

/// How long a token lives.
pub const TOKEN_LIFE: Duration = Duration::minutes(10);
/// How long the secret before stays good, in hours, if nobody says.
pub const OVERLAP_HOURS: i32 = 24;
/// And at most: a week, to get at a machine that somebody looks after once a week.
pub const MOST_OVERLAP_HOURS: i32 = 168;
/// Clients of one county that are not ended.
pub const MOST_CLIENTS: u64 = 50;

const NAME: Bounds = Bounds { min: 2, max: 60 };
const WORDS: Bounds = Bounds { min: 5, max: 300 };

/// What the administrator says of a new client.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// What it is called.
    pub name: String,
    /// Whom to call there.
    pub contact: String,
    /// What it wants the data for.
    pub purpose: String,
    /// What it may do.
    pub scopes: Vec<ClientScope>,
}

impl NewClient {
    /// The same, cleaned.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn checked(self) -> Outcome<Self> {
        let mut refusals = Refusals::default();
        let name = refusals.take(text::line("name", &self.name, NAME));
        let contact = refusals.take(text::written("contact", &self.contact, WORDS));
        let purpose = refusals.take(text::written("purpose", &self.purpose, WORDS));
        let mut scopes = self.scopes;
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            refusals.add(ErrorCode::Required, "scopes", "请至少选一项权限。");
        }
        refusals.check()?;
        Ok(Self { name: name.unwrap_or_default(), contact: contact.unwrap_or_default(), purpose: purpose.unwrap_or_default(), scopes })
    }
}

/// A client as the administrator sees it.
#[derive(Clone, Debug)]
pub struct ClientRow {
    /// The row.
    pub client: client::Model,
    /// Its secrets that are still good, the current one first.
    pub secrets: Vec<client_secret::Model>,
    /// What it used; none if it never came.
    pub used: Option<client_use::Model>,
    /// Its addresses that are told of what is new.
    pub webhooks: Vec<WebhookRow>,
    /// Whether the viewer may change it.
    pub may_change: bool,
}

/// A secret that was just made, on its way to the one who is shown it once; no Debug, so that it is not logged.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Of these random bytes.
    #[must_use]
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(format!("ljs_{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// The text itself; whoever calls this answers for where it goes.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// What somebody shows who asks for a token; no Debug, so that it is not logged.
pub struct Shown {
    /// `client_id`.
    pub id: String,
    /// `client_secret`.
    pub secret: Zeroizing<String>,
}

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The county that registered the client.
    pub county: CountyId,
    /// The client.
    pub client: ClientId,
    /// What it may do, as OAuth writes it.
    pub scope: String,
}

/// A token that was given.
pub struct Granted {
    /// The token.
    pub token: String,
    /// What it may do.
    pub scope: String,
}

/// Why none was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGranted {
    /// There is no such client, its secret is another one, or it was ended: nobody is told which.
    Client,
    /// A scope is asked for that there is not, or that the client has not.
    Scope,
    /// Too often; when to come again.
    Later(Moment),
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_has_all_its_bytes_and_says_what_it_is() {
        let (one, other) = (Secret::of([7; 32]), Secret::of([8; 32]));
        assert_eq!(one.reveal().len(), 47);
        assert!(one.reveal().starts_with("ljs_") && one.reveal() != other.reveal());
    }
}
