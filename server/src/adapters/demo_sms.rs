//! Text messages of a demonstration: kept in memory and shown at `/demo/messages`, never sent.

use crate::kernel::Phone;
use crate::kernel::clock::Clock;
use crate::ports::sms::{Found, KeptMessages, SendOutcome, ShownMessage, Sms, SmsGateway};
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
        let text = format!("【{}】{}", self.sign_name, sms.text());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::clock::SetClock;
    use crate::ports::sms::SmsTemplate;
    use entity::moment::Moment;

    #[tokio::test]
    async fn a_message_is_kept_and_found_again() {
        let gateway = DemoSms::new("苍溪便民", Arc::new(SetClock::at(Moment(5))));
        let phone = Phone::opened("13800138000".to_owned());
        let params = vec![("code", "042917".to_owned())];
        let sms = Sms { phone: phone.clone(), template: SmsTemplate::PhoneCode, params, out_id: "a-1".to_owned() };
        assert!(matches!(gateway.send(&sms).await, SendOutcome::Accepted { .. }));
        let message = gateway.messages().pop().unwrap();
        assert_eq!(message.text, "【苍溪便民】您的验证码是 042917，5 分钟内有效，请不要告诉别人。");
        let day = Moment(5).in_china().date();
        assert_eq!(gateway.look_up(&phone, day, "a-1").await, Ok(Found::Delivered));
        assert_eq!(gateway.look_up(&phone, day, "a-2").await, Ok(Found::Nothing));
    }
}
