//! Mail to staff through a mail server.

use crate::ports::mail::Mailer;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use std::time::Duration;

/// A mail server reached by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// A mail server at an address of the form `smtps://user:password@host:465`, sending as `from`.
    ///
    /// # Errors
    /// What is wrong with the address or the sender, for the operator; the password is not repeated.
    pub fn new(url: &str, from: &str) -> Result<Self, String> {
        let from = from.parse().map_err(|_| "mail.from is not a mail address".to_owned())?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| "mail.url is not an SMTP address".to_owned())?;
        Ok(Self { transport: builder.timeout(Some(Duration::from_secs(15))).build(), from })
    }
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, to: &str, subject: &str, text: &str) -> Result<(), String> {
        let to: Mailbox = to.parse().map_err(|_| "the account's mail address is not one".to_owned())?;
        let message = Message::builder().from(self.from.clone()).to(to).subject(subject).header(ContentType::TEXT_PLAIN);
        let message = message.body(text.to_owned()).map_err(|error| error.to_string())?;
        self.transport.send(message).await.map(drop).map_err(|error| error.to_string())
    }
}
