//! The bell: rung after a commit that changed something in a county.
//!
//! A hint and no more: it may be missed, and it tells the county's number and nothing else. Whoever waits for changes looks
//! for them in the database, at each ring and now and then without one.

use tokio::sync::broadcast;

/// Rings that a listener may be behind; who is further behind looks everywhere.
const BEHIND: usize = 1_024;

/// One ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// A verb of this process changed the county with this number.
    Here(u16),
    /// Another process did.
    Elsewhere(u16),
    /// Rings may have been missed: look everywhere.
    Anywhere,
}

/// Rings for everybody in this process who listens.
pub struct Bell(broadcast::Sender<Ring>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(BEHIND).0)
    }
}

impl Bell {
    /// Rings. Nobody need be there.
    pub fn ring(&self, ring: Ring) {
        // Without a listener there is nobody to tell, and that is no fault.
        let _ = self.0.send(ring);
    }

    /// Every ring from now on.
    #[must_use]
    pub fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

/// Hears every ring.
pub struct Listener(broadcast::Receiver<Ring>);

impl Listener {
    /// The next ring; none once nobody can ring any more.
    pub async fn next(&mut self) -> Option<Ring> {
        match self.0.recv().await {
            Ok(ring) => Some(ring),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Ring::Anywhere),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// A ring that has been heard already, if there is one.
    pub fn waiting(&mut self) -> Option<Ring> {
        match self.0.try_recv() {
            Ok(ring) => Some(ring),
            Err(broadcast::error::TryRecvError::Lagged(_)) => Some(Ring::Anywhere),
            Err(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_hears_too_slowly_looks_everywhere() {
        let bell = Bell::default();
        bell.ring(Ring::Here(1));
        let mut listener = bell.listen();
        assert_eq!(listener.waiting(), None, "what rang before");
        bell.ring(Ring::Elsewhere(7));
        assert_eq!(listener.next().await, Some(Ring::Elsewhere(7)));
        for _ in 0..=BEHIND {
            bell.ring(Ring::Here(7));
        }
        assert_eq!(listener.next().await, Some(Ring::Anywhere));
        assert_eq!(listener.next().await, Some(Ring::Here(7)), "and then goes on");
    }
}
