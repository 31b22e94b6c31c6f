//! What the house needs from outside: five narrow traits, implemented by adapters, swapped in tests.

pub mod blobs;
pub mod films;
pub mod hooks;
pub mod mail;
pub mod scanner;
pub mod sms;

use std::sync::Arc;

/// The connections that boot put together.
#[derive(Clone)]
pub struct Ports {
    /// Text messages.
    pub sms: Arc<dyn sms::SmsGateway>,
    /// Mail to staff, if the county has a mail server.
    pub mail: Option<Arc<dyn mail::Mailer>>,
    /// Files.
    pub blobs: Arc<dyn blobs::Blobs>,
    /// Copies of films and recordings for looking.
    pub films: Arc<dyn films::Films>,
    /// What looks at files before people do, if there is something.
    pub scanner: Option<Arc<dyn scanner::Scanner>>,
    /// Programs of others that are told of what is new in public.
    pub hooks: Arc<dyn hooks::Hooks>,
}
