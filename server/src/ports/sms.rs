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

impl Sms {
    /// The county's own words, or the text as it is to be submitted for approval, without the sign name: it names no subject, no unit, no content,
    /// and nothing that somebody with only a phone has not got.
    #[must_use]
    pub fn text(&self) -> String {
        if let Some(said) = &self.said {
            return said.clone();
        }
        let value = |name| self.params.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str());
        match self.template {
            SmsTemplate::PhoneCode => format!("您的验证码是 {}，5 分钟内有效，请不要告诉别人。", value("code")),
            SmsTemplate::Received => "您提交的事项已收到。请保管好查询码，随时可以查看进展。".to_owned(),
            SmsTemplate::News => "您提交的事项有新进展，请用查询码查看。".to_owned(),
            SmsTemplate::Answer => {
                format!("您提交的事项已有答复，请用查询码查看，并在{}前告诉我们是否满意。", value("day"))
            }
            SmsTemplate::Withdrawing => {
                format!("您提交的事项已申请撤回，{}生效。如果不是您本人申请的，请在此之前用查询码进入并取消。", value("day"))
            }
            SmsTemplate::Unfinished => "您提交的事项有资料没有传完，请用查询码查看怎么办。".to_owned(),
            SmsTemplate::Opinion => "您提的意见建议有答复了，请在意见建议页面用这个手机号查看。".to_owned(),
            SmsTemplate::NewCode => {
                "有人用这个手机号办理补发查询码。如果不是您本人，请马上拨打 12388，或用原来的查询码进入并取消。".to_owned()
            }
        }
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
    /// An opinion was answered; look with this phone: no variables.
    Opinion,
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

    /// Whether it can be asked what became of a message. Of one that can't, an unclear try is never made again
    /// (docs/adr/0038).
    fn can_look_up(&self) -> bool {
        true
    }

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
