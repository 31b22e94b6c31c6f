//! A bucket put together: the service, the way its requests go, how long each may take and how often it is tried.

use super::oss::SignedTransport;
use super::told::short;
use crate::config::{Bucket, Cloud, Style};
use crate::kernel::clock::Clock;
use opendal::layers::{RetryEvent, RetryLayer, TimeoutLayer};
use opendal::services::{Oss, S3};
use opendal::{HttpTransporter, OperationContext, Operator, Result};
use opendal_http_transport_reqwest::ReqwestTransport;
use std::sync::Arc;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(3);
/// More tries after the first one; where the store answers, only if it says that it could not now.
const MORE_TRIES: usize = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// How long a store may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Longest for one try of one request.
    pub one_try: Duration,
    /// Longest for a look whether the store is there.
    pub look: Duration,
}

impl Default for Patience {
    /// Five megabytes at two megabits a second.
    fn default() -> Self {
        Self { one_try: Duration::from_secs(20), look: Duration::from_secs(8) }
    }
}

/// A bucket, twice.
pub struct Opened {
    /// Asked once: its errors say whether they may pass by themselves. After retries all say that they did not pass.
    pub once: Operator,
    /// Asked again where that may help.
    pub again: Operator,
}

/// The bucket, with nothing asked of it yet.
///
/// # Errors
/// What can't be a bucket.
pub fn open(bucket: &Bucket, patience: Patience, clock: Arc<dyn Clock>) -> std::result::Result<Opened, String> {
    let client = client().map_err(|error| format!("blobs.url: {error}"))?;
    let bare = put_together(bucket, ReqwestTransport::new(client), clock).map_err(|error| format!("blobs.url: {}", error.message()))?;
    let retry = RetryLayer::new().with_max_times(MORE_TRIES).with_min_delay(FIRST_PAUSE).with_max_delay(LONGEST_PAUSE).with_jitter();
    // Each try is timed: the other way round a timeout would lose what is to be tried again.
    let once = bare.layer(TimeoutLayer::new().with_timeout(patience.one_try).with_io_timeout(patience.one_try));
    let again = once.clone().layer(retry.with_notify(tried_again));
    Ok(Opened { once, again })
}

fn put_together(bucket: &Bucket, sends: ReqwestTransport, clock: Arc<dyn Clock>) -> Result<Operator> {
    let (bare, transport) = match bucket.cloud {
        Cloud::S3 => (Operator::new(s3(bucket))?, HttpTransporter::new(sends)),
        Cloud::Oss => (Operator::new(oss(bucket))?, HttpTransporter::new(SignedTransport::new(sends, bucket, clock))),
    };
    Ok(bare.with_context(OperationContext::new().with_http_transport(transport)))
}

fn s3(bucket: &Bucket) -> S3 {
    let builder = S3::default()
        .bucket(&bucket.name)
        .root(&format!("/{}", bucket.prefix))
        .endpoint(&bucket.endpoint)
        .region(&bucket.region)
        .access_key_id(bucket.access_key_id.reveal())
        .secret_access_key(bucket.access_key_secret.reveal())
        // Only what our configuration says: nothing from the environment, from files of other programs, or the machine.
        .disable_config_load()
        .disable_ec2_metadata();
    match bucket.style {
        Style::Path => builder,
        Style::Virtual => builder.enable_virtual_host_style(),
    }
}

fn oss(bucket: &Bucket) -> Oss {
    let style = match bucket.style {
        Style::Path => "path",
        Style::Virtual => "virtual",
    };
    let builder = Oss::default().bucket(&bucket.name).root(&format!("/{}", bucket.prefix)).endpoint(&bucket.endpoint);
    builder.addressing_style(style).skip_signature()
}

/// No proxy, no redirect, no tries of its own: a store elsewhere than we were told is a fault.
fn client() -> reqwest::Result<reqwest::Client> {
    let client = reqwest::Client::builder().connect_timeout(CONNECT).no_proxy().http1_only();
    client.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never()).build()
}

#[expect(clippy::needless_pass_by_value, reason = "opendal calls it so")]
fn tried_again(event: RetryEvent<'_>) {
    metrics::counter!("lianjing_blob_retries_total").increment(1);
    let error = short(event.err);
    tracing::warn!(operation = ?event.op, attempt = event.attempt, error, "the blob store failed; it is tried again");
}
