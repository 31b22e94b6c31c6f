//! Text messages through a gateway that knows no idempotency.

use crate::kernel::secret::Phone;
use entity::moment::Moment;
use std::fmt;

/// One message for one phone.
#[derive(Clone)]
pub struct Sms {
    /// To whom.
    pub phone: Phone,
    /// Which approved template.
    pub template: SmsTemplate,
    /// Its variables; short, never a name, a unit or content.
    pub params: Vec<(&'static str, String)>,
    /// The county's own words, where it has some: for gateways that take a text. One with approved templates sends those.
    pub said: Option<String>,
    /// Our own id of this message, written down before the first try.
    pub out_id: String,
}

impl fmt::Debug for Sms {
    /// Without the variables: one of them is a code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({:?}, {}, ***)", self.template, self.out_id)
    }
}

/// The approved templates; an adapter maps them to the gateway's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SmsTemplate {
    /// A six-digit code: `code`.
    PhoneCode,
    /// Something was received: no variables.
    Received,
    /// There is news; look with your query code: no variables.
    News,
    /// There is an answer; say by `day` whether you are satisfied.
    Answer,
    /// A withdrawal was asked for and takes effect on `day`.
    Withdrawing,
    /// Something happens to the query code; whom to call if it was somebody else: no variables.
    NewCode,
    /// Something that was to come with it is not all there; look what to do: no variables.
    Unfinished,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The gateway took it, under this id.
    Accepted {
        /// The gateway's id of the message.
        provider_id: String,
    },
    /// The gateway refused for good; a retry would be refused too.
    Refused {
        /// Its code.
        code: String,
        /// Whether the operator must act (sign name, account, balance).
        operator: bool,
    },
    /// The gateway asks to wait: sent nothing.
    Limited {
        /// Its code.
        code: String,
    },
    /// It certainly did not take it; a retry is safe.
    NotSent {
        /// Why.
        error: String,
    },
    /// Nobody knows: look it up before any retry.
    Unknown {
        /// Why.
        error: String,
    },
}

/// What a look-up found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The gateway does not know it.
    Nothing,
    /// It was taken and waits.
    Waiting,
    /// It arrived.
    Delivered,
    /// It was taken and did not arrive.
    Failed,
}

/// A gateway.
#[async_trait::async_trait]
pub trait SmsGateway: Send + Sync {
    /// Tries once.
    async fn send(&self, sms: &Sms) -> SendOutcome;

    /// Looks a message up by its phone, the day it was sent (China) and our id.
    ///
    /// # Errors
    /// Why the gateway could not be asked.
    async fn look_up(&self, phone: &Phone, day: time::Date, out_id: &str) -> Result<Found, String>;
}

/// One message as the phone would show it; only demonstrations have such.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ShownMessage {
    /// When it was sent.
    pub at: Moment,
    /// To whom; only demonstrations show a number.
    pub phone: String,
    /// The text with its sign name.
    pub text: String,
}

/// What a demonstration's gateway kept instead of sending it.
pub trait KeptMessages: Send + Sync {
    /// Kept messages, newest first.
    fn messages(&self) -> Vec<ShownMessage>;
}
