//! The log of the whole suite, and what must not stand in it: whatever phones, names, codes and words a world used are looked for in
//! every line that was logged while it stood, by whomever. A world that ends does so by itself.

use lianjing::adapters::memory::RecordedSms;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use tracing_subscriber::filter::{EnvFilter, FilterExt as _, dynamic_filter_fn};
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::{fmt, registry};

/// More than any deployment logs: also the statements.
const ALL: &str = "info,lianjing=trace,actix_web=debug,sqlx=debug";
/// At least what deployments log.
const USUAL: &str = "info,lianjing=trace,sqlx=warn,actix_server=warn";

/// Fields of inputs and answers whose texts are somebody's alone.
const SECRET: [&str; 22] = [
    "access_token",
    "accessToken",
    "challenge",
    "clientSecret",
    "clarification",
    "code",
    "declaredName",
    "newPassword",
    "note",
    "onBehalfOf",
    "otherNames",
    "password",
    "phone",
    "phones",
    "queryCode",
    "reason",
    "reporterName",
    "secret",
    "text",
    "token",
    "totpUri",
    "uploadToken",
];
/// Shorter texts stand anywhere by chance.
const SHORTEST: usize = 6;

static BEGUN: Once = Once::new();
static LISTENERS: AtomicUsize = AtomicUsize::new(0);
static STATEMENTS: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static KEPT: Mutex<Kept> = Mutex::new(Kept { first: 0, lines: VecDeque::new(), open: BTreeMap::new(), next: 0 });

/// Lines that some world still has to be compared with.
struct Kept {
    /// Number of the first line that is kept.
    first: usize,
    lines: VecDeque<String>,
    /// Worlds that stand, and the line that came next when they began.
    open: BTreeMap<usize, usize>,
    next: usize,
}

impl Kept {
    fn begin(&mut self) -> usize {
        let (id, from) = (self.next, self.first + self.lines.len());
        self.next += 1;
        self.open.insert(id, from);
        id
    }

    fn since(&self, id: usize) -> String {
        let from = self.open.get(&id).map_or(0, |from| from.saturating_sub(self.first));
        self.lines.iter().skip(from).map(String::as_str).collect()
    }

    fn end(&mut self, id: usize) {
        self.open.remove(&id);
        let least = self.open.values().min().copied().unwrap_or(self.first + self.lines.len());
        while self.first < least && self.lines.pop_front().is_some() {
            self.first += 1;
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to keep the log of this process; once.
///
/// # Panics
/// If somebody else keeps it already.
pub fn keep() {
    BEGUN.call_once(|| {
        let asked = EnvFilter::new(ALL).and(dynamic_filter_fn(|_, _| LISTENERS.load(Ordering::SeqCst) > 0));
        let all = fmt::layer().with_ansi(false).with_writer(|| Statements).with_filter(asked);
        let usual = fmt::layer().with_ansi(false).without_time().with_writer(|| Lines).with_filter(EnvFilter::new(USUAL));
        tracing::subscriber::set_global_default(registry().with(all).with(usual)).expect("no other subscriber");
    });
}

struct Lines;

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = held(&KEPT);
        if !kept.open.is_empty() {
            kept.lines.push_back(String::from_utf8_lossy(bytes).into_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Statements;

impl io::Write for Statements {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        held(&STATEMENTS).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log with all statements from here on; of the whole process, so of other stories too.
pub struct Capture {
    from: usize,
}

impl Capture {
    /// Begins to listen.
    #[must_use]
    pub fn begin() -> Self {
        keep();
        LISTENERS.fetch_add(1, Ordering::SeqCst);
        Self { from: held(&STATEMENTS).len() }
    }

    /// What was logged so far.
    ///
    /// # Panics
    /// Never: nothing is taken away from what was kept.
    #[must_use]
    pub fn lines(&self) -> String {
        String::from_utf8_lossy(&held(&STATEMENTS)[self.from..]).into_owned()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        LISTENERS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What a world used that must not stand in the log.
pub struct Secrets {
    id: usize,
    sms: Arc<RecordedSms>,
    used: Mutex<BTreeSet<String>>,
}

impl Secrets {
    /// Of a world whose messages these are.
    #[must_use]
    pub fn of(sms: &Arc<RecordedSms>) -> Self {
        keep();
        Self { id: held(&KEPT).begin(), sms: Arc::clone(sms), used: Mutex::default() }
    }

    /// Notes what stands in an input or an answer under names that are secret.
    pub fn hear(&self, value: &Value) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| {
                if SECRET.contains(&name.as_str()) {
                    self.take(value);
                }
                self.hear(value);
            }),
            Value::Array(values) => values.iter().for_each(|value| self.hear(value)),
            _ => {}
        }
    }

    fn take(&self, value: &Value) {
        match value {
            Value::String(text) => self.note(text),
            Value::Array(values) => values.iter().for_each(|value| self.take(value)),
            _ => {}
        }
    }

    fn note(&self, text: &str) {
        // Codes of errors and of places in public registers are no secrets: they have letters, and are written in capitals.
        let is_word_of_ours = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        let is_place = text.starts_with("510824") || text.starts_with("130982");
        // What is looked for, and what a login is called, stands anywhere too.
        let is_plain_word = text.len() < 12 && text.bytes().all(|byte| byte.is_ascii_lowercase() || b" -_".contains(&byte));
        if text.len() >= SHORTEST && !is_word_of_ours && !is_place && !is_plain_word {
            held(&self.used).insert(text.to_owned());
        }
    }

    /// What was used and stands in a line that was logged since the world began.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        for sms in self.sms.taken() {
            self.note(sms.phone.reveal());
            sms.params.iter().filter(|(name, _)| *name == "code").for_each(|(_, code)| self.note(code));
        }
        let lines = held(&KEPT).since(self.id);
        let is_told = |secret: &&String| lines.match_indices(secret.as_str()).any(|(at, _)| stands_alone(&lines, at, secret.len()));
        held(&self.used).iter().filter(is_told).cloned().collect()
    }

    /// Forgets what was used: for a story that tells it on purpose.
    pub fn forget(&self) {
        held(&self.used).clear();
    }

    /// How much was used so far.
    #[must_use]
    pub fn count(&self) -> usize {
        held(&self.used).len()
    }
}

/// Whether what stands there is no part of a longer number or word of Latin letters: that would be chance.
fn stands_alone(lines: &str, at: usize, length: usize) -> bool {
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let bytes = lines.as_bytes();
    edge(at.checked_sub(1).and_then(|before| bytes.get(before))) && edge(bytes.get(at + length))
}

impl Drop for Secrets {
    fn drop(&mut self) {
        let told = if std::thread::panicking() { Vec::new() } else { self.told() };
        held(&KEPT).end(self.id);
        assert!(told.is_empty(), "the log tells what it must not: {told:?}");
    }
}
