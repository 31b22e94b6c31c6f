//! Tells programs of others over https: each name is looked up and checked in the moment of the connection, and the connection
//! goes to what was checked; no redirect is followed, no answer read.

use crate::ports::hooks::{Came, Hooks, Parcel, is_public};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_TYPE;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// From the look-up to the status.
const PATIENCE: Duration = Duration::from_secs(10);

/// The sender.
pub struct Webhooks {
    client: reqwest::Client,
}

impl Webhooks {
    /// A sender; `allows_inside` for a demonstration, which may tell a program beside it.
    ///
    /// # Errors
    /// Why no client could be made.
    pub fn new(allows_inside: bool) -> Result<Self, String> {
        Self::within(allows_inside, PATIENCE)
    }

    /// The same with another patience, for tests.
    ///
    /// # Errors
    /// Why no client could be made.
    pub fn within(allows_inside: bool, patience: Duration) -> Result<Self, String> {
        let builder = reqwest::Client::builder()
            .timeout(patience)
            .connect_timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would look the name up for itself.
            .no_proxy()
            .https_only(!allows_inside)
            .pool_max_idle_per_host(0)
            .user_agent("lianjing-webhooks")
            .dns_resolver(Arc::new(Checked { allows_inside }));
        Ok(Self { client: builder.build().map_err(|error| error.to_string())? })
    }
}

#[async_trait::async_trait]
impl Hooks for Webhooks {
    async fn post(&self, parcel: &Parcel) -> Came {
        let request = self
            .client
            .post(parcel.target.url().clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &parcel.id)
            .header("webhook-timestamp", parcel.timestamp.to_string())
            .header("webhook-signature", &parcel.signature)
            .body(parcel.body.clone());
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Came::Taken,
            Ok(answer) => Came::Not(format!("HTTP_{}", answer.status().as_u16())),
            Err(error) if error.is_timeout() => Came::Not("TIMEOUT".to_owned()),
            Err(error) if is_inside(&error) => Came::Not("NOT_PUBLIC".to_owned()),
            Err(error) if error.is_connect() => Came::Not("NO_CONNECTION".to_owned()),
            Err(_) => Came::Not("BROKEN".to_owned()),
        }
    }
}

/// The name leads into a network that is not public.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct Inside;

fn is_inside(error: &reqwest::Error) -> bool {
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if cause.is::<Inside>() {
            return true;
        }
        next = cause.source();
    }
    false
}

/// Looks names up, and gives public addresses alone: of a name with one that is not, none.
#[derive(Clone, Copy, Debug)]
struct Checked {
    allows_inside: bool,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let allows_inside = self.allows_inside;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if !allows_inside && found.iter().any(|address| !is_public(address.ip())) {
                return Err(Inside.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::hooks::Target;

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_told() {
        let strict = Checked { allows_inside: false };
        let found = strict.resolve("localhost".parse().unwrap()).await;
        assert!(found.err().is_some_and(|error| error.is::<Inside>()));
        assert!(Checked { allows_inside: true }.resolve("localhost".parse().unwrap()).await.is_ok());
    }

    #[tokio::test]
    async fn a_sender_for_real_opens_no_connection_inside() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let strict = Webhooks::within(false, Duration::from_secs(2)).unwrap();
        // As if the address had been registered in a demonstration, or its name had led elsewhere then.
        for (text, why) in [(format!("https://localhost:{port}/"), "NOT_PUBLIC"), (format!("http://localhost:{port}/"), "BROKEN")] {
            let target = Target::parse(&text, true).unwrap();
            let parcel = Parcel { target, id: "1".to_owned(), timestamp: 0, signature: "v1,x".to_owned(), body: "{}".to_owned() };
            assert_eq!(strict.post(&parcel).await, Came::Not(why.to_owned()), "{text}");
        }
        assert!(tokio::time::timeout(Duration::from_millis(50), listener.accept()).await.is_err(), "nobody came");
    }
}
