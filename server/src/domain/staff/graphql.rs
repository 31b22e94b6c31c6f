//! What sign-in needs of a request beside its token.

/// Cookies of the request.
pub struct RequestCookies {
    /// The refresh token.
    pub refresh: Option<String>,
}

/// The browser, as it names itself.
pub struct UserAgent(pub String);
