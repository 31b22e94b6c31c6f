//! Mail to staff through a mail server: one connection a mail, so that at each moment it is known what the server has.

mod address;

use crate::ports::mail::{Mail, MailOutcome, Mailer};
use address::{Address, Encryption};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::time::{Duration, UNIX_EPOCH};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// A step of the talk with the server may take so long.
const PATIENCE: Duration = Duration::from_secs(15);
/// Talks at once: a server that does not answer must not take all the worker's places from codes that somebody waits for.
const TALKS: usize = 2;

/// A mail server reached by SMTP.
pub struct Smtp {
    address: Address,
    tls: Option<TlsParameters>,
    from: Mailbox,
    patience: Duration,
    talks: Semaphore,
}

impl Smtp {
    /// A mail server at `smtps://user:password@host:465`, `smtp://user:password@host:587?tls=required` (STARTTLS) or
    /// `smtp://host:25` (open, without a password), sending as `from`. `ca` is a certificate in PEM that is trusted
    /// beside the machine's own; empty for none.
    ///
    /// # Errors
    /// What is wrong with the address, the sender or the certificate, for the operator; the password is not repeated.
    pub fn new(url: &str, from: &str, ca: &str) -> Result<Self, String> {
        let from = from.parse().map_err(|_| "mail.from is not a mail address".to_owned())?;
        let address = Address::parse(url)?;
        let tls = match address.encryption {
            Encryption::None => None,
            Encryption::Whole | Encryption::StartTls => Some(tls(&address.host, ca)?),
        };
        Ok(Self { address, tls, from, patience: PATIENCE, talks: Semaphore::new(TALKS) })
    }

    /// The same with another patience, for tests.
    #[must_use]
    pub fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail.to.parse().map_err(|_| "NO_ADDRESS".to_owned())?;
        let at = UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.at.0).unwrap_or_default());
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        let message = Message::builder().from(self.from.clone()).to(to).subject(mail.subject.clone()).date(at).message_id(Some(id));
        // No answering machine answers a machine (RFC 3834).
        let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        message.raw_header(automatic).header(ContentType::TEXT_PLAIN).body(mail.text.clone()).map_err(|_| "NO_MESSAGE".to_owned())
    }

    /// Until the server knows us and lets us write.
    async fn open(&self, message: &Message) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.address.host.as_str(), self.address.port);
        let hello = ClientId::default();
        let whole = self.tls.clone().filter(|_| self.address.encryption == Encryption::Whole);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &hello, whole, None).await?;
        if self.address.encryption == Encryption::StartTls
            && let Some(tls) = self.tls.clone()
        {
            connection.starttls(tls, &hello).await?;
        }
        if let Some((user, password)) = &self.address.login {
            connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user.clone(), password.clone())).await?;
        }
        connection.command(MailFrom::new(message.envelope().from().cloned(), Vec::new())).await?;
        Ok(connection)
    }

    /// Until the server waits for the text: nothing was taken yet, whatever happens.
    async fn announce(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Error> {
        for to in message.envelope().to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        }
        connection.command(Data).await.map(drop)
    }
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> MailOutcome {
        let message = match self.message(mail) {
            Ok(message) => message,
            Err(code) => return MailOutcome::Refused { code },
        };
        let Ok(_talk) = self.talks.try_acquire() else { return MailOutcome::NotSent { error: "BUSY".to_owned() } };
        let mut connection = match timeout(self.patience, self.open(&message)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) if error.is_permanent() => return MailOutcome::Barred { code: code(&error) },
            // No address was named yet, so the fault may be told in its own words.
            Ok(Err(error)) => return MailOutcome::NotSent { error: error.status().map_or_else(|| error.to_string(), |_| code(&error)) },
            Err(_) => return MailOutcome::NotSent { error: "TIMEOUT".to_owned() },
        };
        match timeout(self.patience, Self::announce(&mut connection, &message)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return before_text(&error),
            Err(_) => return MailOutcome::NotSent { error: "TIMEOUT".to_owned() },
        }
        let outcome = match timeout(self.patience, connection.message(&message.formatted())).await {
            Ok(Ok(_)) => MailOutcome::Accepted,
            Ok(Err(error)) if error.status().is_some() => before_text(&error),
            Ok(Err(error)) => return MailOutcome::Unknown { error: code(&error) },
            Err(_) => return MailOutcome::Unknown { error: "TIMEOUT".to_owned() },
        };
        // It is taken or refused; how the talk ends changes nothing.
        drop(timeout(self.patience, connection.quit()).await);
        outcome
    }
}

/// What a refusal means while the server has taken nothing: for now, or for good.
fn before_text(error: &Error) -> MailOutcome {
    if error.is_permanent() { MailOutcome::Refused { code: code(error) } } else { MailOutcome::NotSent { error: code(error) } }
}

/// The server's code or the kind of fault: never its words, which may repeat an address.
fn code(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("SMTP_{code}"),
        None if error.is_tls() => "TLS".to_owned(),
        None if error.is_client() || error.is_response() => "PROTOCOL".to_owned(),
        None => "NETWORK".to_owned(),
    }
}

fn tls(host: &str, ca: &str) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if !ca.is_empty() {
        let pem = std::fs::read(ca).map_err(|error| format!("mail.ca {ca}: {error}"))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| format!("mail.ca {ca}: no certificate in PEM"))?);
    }
    builder.build().map_err(|_| "mail.url: encryption can't be set up".to_owned())
}
