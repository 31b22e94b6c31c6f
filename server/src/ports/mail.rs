//! Mail to staff.

use entity::moment::Moment;
use std::fmt;

/// One mail: plain text, which names nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// Our id of it, the same in each try, so that a server or a reader can tell a copy.
    pub id: String,
    /// When it was written.
    pub at: Moment,
}

impl fmt::Debug for Mail {
    /// Without the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({}, ***)", self.id)
    }
}

/// What became of a try. Mail knows no look-up: what is unknown stays so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The server took it.
    Accepted,
    /// The server refuses this mail for good.
    Refused {
        /// Its codes, never its words: they may repeat an address.
        code: String,
    },
    /// The server refuses us (sign-in, encryption, sender): the operator must act. It took nothing.
    Barred {
        /// Its codes.
        code: String,
    },
    /// It certainly did not take it; a retry is safe.
    NotSent {
        /// Why.
        error: String,
    },
    /// All of it was on its way when the connection broke: it may have been taken.
    Unknown {
        /// Why.
        error: String,
    },
}

/// A mail server.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Tries once.
    async fn send(&self, mail: &Mail) -> MailOutcome;
}
