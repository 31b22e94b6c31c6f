//! What a signed-in browser brings beside its token: the key under which its session keeps its owner's private key. It lies
//! in an `HttpOnly` cookie and in the memory of the request, nowhere else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::SessionId;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;
use zeroize::Zeroizing;

/// 32 secret bytes that are wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// The key of one session, and what was opened with it in this request.
#[derive(Clone)]
pub struct Hand {
    /// The session that the key belongs to.
    pub session: SessionId,
    key: Arc<Secret>,
    opened: Arc<Mutex<BTreeMap<Uuid, Secret>>>,
}

impl Hand {
    /// The key of a session.
    #[must_use]
    pub fn new(session: SessionId, key: Secret) -> Self {
        Self { session, key: Arc::new(key), opened: Arc::default() }
    }

    /// From the cookie; none if it is not one of ours.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        let (session, text) = cookie.split_once('.')?;
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        let mut key = Secret::default();
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(&bytes);
        Some(Self::new(session.parse().ok()?, key))
    }

    /// For the cookie. Whoever calls this answers for where it goes.
    #[must_use]
    pub fn cookie(&self) -> String {
        format!("{}.{}", self.session, URL_SAFE_NO_PAD.encode(self.key.as_slice()))
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// A private key that was opened before in this request.
    #[must_use]
    pub fn known(&self, id: Uuid) -> Option<Secret> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Keeps a private key to the end of the request.
    pub fn keep(&self, id: Uuid, secret: &Secret) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).insert(id, secret.clone());
    }
}

impl fmt::Debug for Hand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hand({}, ***)", self.session)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hand, Secret};
    use entity::id::SessionId;
    use uuid::Uuid;

    #[test]
    fn a_cookie_names_its_session_and_a_whole_key() {
        let hand = Hand::new(SessionId(Uuid::from_u128(5)), Secret::new([9; 32]));
        let read = Hand::parse(&hand.cookie()).unwrap();
        assert_eq!((read.session, read.key()), (hand.session, &[9; 32]));
        assert!(!format!("{hand:?}").contains("CQkJ"), "never printed");
        let cut: String = hand.cookie().chars().take(20).collect();
        for bad in ["", ".", "x.y", &cut, &format!("{}.AAAA", hand.session), "举报.举报"] {
            assert!(Hand::parse(bad).is_none(), "{bad}");
        }
    }
}
