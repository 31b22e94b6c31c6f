//! What sign-in needs of a request beside its token, and the cookie that it gives back.

use crate::kernel::Ctx;

/// Name of the cookie that carries the refresh token.
pub const REFRESH_COOKIE: &str = "lianjing_refresh";

/// Name of the cookie by which a device is known that signed in before.
pub const DEVICE_COOKIE: &str = "lianjing_device";

/// Name of the cookie that opens the viewer's private key.
pub const HAND_COOKIE: &str = "lianjing_hand";

/// Cookies of the request.
pub struct RequestCookies {
    /// The refresh token.
    pub refresh: Option<String>,
    /// The device.
    pub device: Option<String>,
}

/// The browser, as it names itself.
pub struct UserAgent(pub String);

/// The header that keeps the refresh token where no script can read it.
#[must_use]
pub fn keep(ctx: &Ctx, token: &str) -> String {
    let age = crate::domain::staff::IDLE_LIFE.whole_seconds();
    format!("{REFRESH_COOKIE}={token}; Path=/graphql; Max-Age={age}; HttpOnly; SameSite=Strict{}", secure(ctx))
}

/// The header that lets the device be known next time.
#[must_use]
pub fn keep_device(ctx: &Ctx, token: &str) -> String {
    let age = crate::domain::staff::DEVICE_LIFE.whole_seconds();
    format!("{DEVICE_COOKIE}={token}; Path=/graphql; Max-Age={age}; HttpOnly; SameSite=Strict{}", secure(ctx))
}

/// The header that removes the refresh token.
#[must_use]
pub fn forget(ctx: &Ctx) -> String {
    format!("{REFRESH_COOKIE}=; Path=/graphql; Max-Age=0; HttpOnly; SameSite=Strict{}", secure(ctx))
}

/// The header that keeps what opens the viewer's private key where no script can read it, as long as the refresh token.
#[must_use]
pub fn keep_hand(ctx: &Ctx, hand: &str) -> String {
    let age = crate::domain::staff::IDLE_LIFE.whole_seconds();
    format!("{HAND_COOKIE}={hand}; Path=/graphql; Max-Age={age}; HttpOnly; SameSite=Strict{}", secure(ctx))
}

/// The header that removes it.
#[must_use]
pub fn forget_hand(ctx: &Ctx) -> String {
    format!("{HAND_COOKIE}=; Path=/graphql; Max-Age=0; HttpOnly; SameSite=Strict{}", secure(ctx))
}

/// Only a demonstration may run without TLS.
fn secure(ctx: &Ctx) -> &'static str {
    let settings = &ctx.kernel.settings;
    if settings.demo && settings.public_url.starts_with("http://") { "" } else { "; Secure" }
}
