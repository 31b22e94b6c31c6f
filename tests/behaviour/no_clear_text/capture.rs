//! Keeps the lines of the log while a story asks for them.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use tracing_subscriber::EnvFilter;

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LISTENERS: AtomicUsize = AtomicUsize::new(0);
static BEGUN: Once = Once::new();

/// More than any deployment logs: also the statements.
const LEVELS: &str = "info,lianjing=trace,actix_web=debug,sqlx=debug";

/// The log from here on; of the whole process, so of other stories too.
pub struct Capture {
    from: usize,
}

impl Capture {
    /// Begins to listen.
    pub fn begin() -> Self {
        BEGUN.call_once(|| {
            let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(EnvFilter::new(LEVELS)).with_writer(|| Writer);
            tracing::subscriber::set_global_default(subscriber.finish()).expect("no other subscriber");
        });
        LISTENERS.fetch_add(1, Ordering::SeqCst);
        Self { from: LINES.lock().unwrap_or_else(PoisonError::into_inner).len() }
    }

    /// What was logged so far.
    pub fn lines(&self) -> String {
        String::from_utf8_lossy(&LINES.lock().unwrap_or_else(PoisonError::into_inner)[self.from..]).into_owned()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        LISTENERS.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Writer;

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if LISTENERS.load(Ordering::SeqCst) > 0 {
            LINES.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
