//! Text messages of a demonstration: kept in memory and shown at `/demo/messages`, never sent.

use crate::kernel::Phone;
use crate::kernel::clock::Clock;
use crate::ports::sms::{Found, KeptMessages, SendOutcome, ShownMessage, Sms, SmsGateway, SmsTemplate};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Older messages are forgotten.
const KEPT: usize = 1_000;

/// A gateway that keeps what it was given.
pub struct DemoSms {
    sign_name: String,
    clock: Arc<dyn Clock>,
    sent: Mutex<VecDeque<(String, ShownMessage)>>,
}

impl DemoSms {
    /// A gateway without messages; `sign_name` is neutral, e.g. 苍溪便民.
    #[must_use]
    pub fn new(sign_name: &str, clock: Arc<dyn Clock>) -> Self {
        Self { sign_name: sign_name.to_owned(), clock, sent: Mutex::default() }
    }

    fn sent(&self) -> MutexGuard<'_, VecDeque<(String, ShownMessage)>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeptMessages for DemoSms {
    fn messages(&self) -> Vec<ShownMessage> {
        self.sent().iter().rev().map(|(_, message)| message.clone()).collect()
    }
}

#[async_trait::async_trait]
impl SmsGateway for DemoSms {
    async fn send(&self, sms: &Sms) -> SendOutcome {
        let text = format!("【{}】{}", self.sign_name, text(sms));
        let message = ShownMessage { at: self.clock.now(), phone: sms.phone.reveal().to_owned(), text };
        let mut sent = self.sent();
        if sent.len() >= KEPT {
            sent.pop_front();
        }
        sent.push_back((sms.out_id.clone(), message));
        SendOutcome::Accepted { provider_id: format!("demo-{}", sms.out_id) }
    }

    async fn look_up(&self, phone: &Phone, _day: time::Date, out_id: &str) -> Result<Found, String> {
        let known = self.sent().iter().any(|(id, message)| id == out_id && message.phone == phone.reveal());
        Ok(if known { Found::Delivered } else { Found::Nothing })
    }
}

/// The texts as they are to be submitted for approval: none names a subject, a unit or content.
fn text(sms: &Sms) -> String {
    if let Some(said) = &sms.said {
        return said.clone();
    }
    let value = |name| sms.params.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str());
    match sms.template {
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
        SmsTemplate::NewCode => "有人用这个手机号办理补发查询码。如果不是您本人，请马上拨打 12388，或用原来的查询码进入并取消。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::clock::SetClock;
    use entity::moment::Moment;

    #[tokio::test]
    async fn a_message_is_kept_and_found_again() {
        let gateway = DemoSms::new("苍溪便民", Arc::new(SetClock::at(Moment(5))));
        let phone = Phone::opened("13800138000".to_owned());
        let params = vec![("code", "042917".to_owned())];
        let sms = Sms { phone: phone.clone(), template: SmsTemplate::PhoneCode, params, said: None, out_id: "a-1".to_owned() };
        assert!(matches!(gateway.send(&sms).await, SendOutcome::Accepted { .. }));
        let message = gateway.messages().pop().unwrap();
        assert_eq!(message.text, "【苍溪便民】您的验证码是 042917，5 分钟内有效，请不要告诉别人。");
        let day = Moment(5).in_china().date();
        assert_eq!(gateway.look_up(&phone, day, "a-1").await, Ok(Found::Delivered));
        assert_eq!(gateway.look_up(&phone, day, "a-2").await, Ok(Found::Nothing));
    }
}
