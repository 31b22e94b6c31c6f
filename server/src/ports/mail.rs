//! Mail to staff.

/// A mail server.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Sends a plain text.
    ///
    /// # Errors
    /// Why it was not taken; a retry may send twice.
    async fn send(&self, to: &str, subject: &str, text: &str) -> Result<(), String>;
}
