//! Keys that lie outside the database: read from the key folder at start, held in memory, never printed.
//!
//! A key has several lines when it was renewed: the last one makes what is new, the older ones open what they made.

use entity::moment::Moment;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use time::Duration;
use zeroize::Zeroizing;

/// A secret key of 32 bytes and its name in stored records.
#[derive(Clone)]
pub struct Key {
    /// Name that stands in records, so that keys can be changed.
    pub id: String,
    /// When it was made and the one before it stopped making anything; none if the file does not say.
    pub made_at: Option<Moment>,
    bytes: Zeroizing<[u8; 32]>,
}

impl Key {
    /// A key with its name.
    #[must_use]
    pub fn new(id: String, bytes: [u8; 32]) -> Self {
        Self { id, made_at: None, bytes: Zeroizing::new(bytes) }
    }

    /// The same, made at this moment.
    #[must_use]
    pub fn made(self, at: Option<Moment>) -> Self {
        Self { made_at: at, ..self }
    }

    /// The key's bytes, for the cipher.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, ***)", self.id)
    }
}

/// What a platform key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Keyed hashes of phones, codes and tokens.
    Hash,
    /// Phone numbers, for the notice worker.
    Notice,
    /// Evidence on its way in, until its report is submitted.
    Intake,
    /// TOTP secrets.
    SignIn,
    /// Pepper of the query code.
    QueryCode,
    /// Seed of the Ed25519 key that signs tokens.
    Token,
    /// Proof-of-work challenges.
    Proof,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 7] = [Self::Hash, Self::Notice, Self::Intake, Self::SignIn, Self::QueryCode, Self::Token, Self::Proof];

    /// Whether the key may get another line. What is found by a hash is found by the key that made it, and most of it
    /// (phones of officials, query codes) can't be hashed anew, because it is stored nowhere.
    #[must_use]
    pub const fn can_be_renewed(self) -> bool {
        !matches!(self, Self::Hash)
    }

    /// The file that holds the key, without its ending.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Notice => "notice",
            Self::Intake => "intake",
            Self::SignIn => "sign-in",
            Self::QueryCode => "query-code",
            Self::Token => "token",
            Self::Proof => "proof",
        }
    }
}

/// A county's own keys.
#[derive(Clone, Debug)]
pub struct CountyKeys {
    /// Wraps content keys until organ keys take its place.
    pub content: Key,
    /// Wraps name keys until custodians' keys take its place.
    pub name: Key,
    /// Seed of the Ed25519 key that will sign the county's ledger heads.
    pub ledger: Key,
}

/// All keys of the platform.
#[derive(Debug)]
pub struct KeyRing {
    platform: RwLock<BTreeMap<Purpose, Arc<[Key]>>>,
    source: Box<dyn KeySource>,
}

/// Where keys come from; a county's are asked for when it is met for the first time.
pub trait KeySource: Send + Sync + fmt::Debug {
    /// The platform's keys for a purpose as they stand now, the current one last; none if this source keeps none.
    ///
    /// # Errors
    /// A message for the operator, if they can't be read.
    fn platform(&self, purpose: Purpose) -> Result<Vec<Key>, String> {
        let _ = purpose;
        Ok(Vec::new())
    }

    /// A new key of the platform for a purpose, from now on the current one; the older ones stay.
    ///
    /// # Errors
    /// A message for the operator, if this source can't make keys.
    fn renew_platform(&self, purpose: Purpose) -> Result<(), String> {
        Err(format!("the key for {purpose:?} can't be renewed here"))
    }

    /// The keys of the county with this code, made if there are none yet.
    ///
    /// # Errors
    /// A message for the operator, if the folder can't be read or written.
    fn county(&self, code: &str) -> Result<CountyKeys, String>;

    /// One of the county's keys by its name, also an older one that was replaced.
    ///
    /// # Errors
    /// A message for the operator, if the folder can't be read.
    fn named(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        let keys = self.county(code)?;
        Ok([keys.content, keys.name, keys.ledger].into_iter().find(|key| key.id == id))
    }

    /// Whether keys can be read now.
    ///
    /// # Errors
    /// A message for the operator.
    fn ready(&self) -> Result<(), String> {
        Ok(())
    }

    /// New content and name keys of the county, from now on its current ones; the older ones stay.
    ///
    /// # Errors
    /// A message for the operator, if this source can't make keys.
    fn renew(&self, code: &str) -> Result<CountyKeys, String> {
        Err(format!("the keys of county {code} can't be renewed here"))
    }
}

impl KeyRing {
    /// Whether the counties' keys can be read now; the platform's own are in memory.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn ready(&self) -> Result<(), String> {
        self.source.ready()
    }

    /// A ring with keys for each purpose, the current one last.
    #[must_use]
    pub fn new(platform: BTreeMap<Purpose, Vec<Key>>, source: Box<dyn KeySource>) -> Self {
        let platform = platform.into_iter().map(|(purpose, keys)| (purpose, keys.into())).collect();
        Self { platform: RwLock::new(platform), source }
    }

    /// The platform's key for a purpose: the one that new things are made with.
    ///
    /// # Errors
    /// A message for the operator, if the ring was made without it.
    pub fn platform(&self, purpose: Purpose) -> Result<Key, String> {
        self.lines(purpose).last().cloned().ok_or_else(|| format!("no key for {purpose:?}"))
    }

    /// One of the platform's keys for a purpose by its name, also an older one, and one that another process has made
    /// since this one started.
    ///
    /// # Errors
    /// A message for the operator, if the keys can't be read.
    pub fn named(&self, purpose: Purpose, id: &str) -> Result<Option<Key>, String> {
        let find = |keys: &[Key]| keys.iter().find(|key| key.id == id).cloned();
        if let Some(key) = find(&self.lines(purpose)) {
            return Ok(Some(key));
        }
        self.read_anew(purpose)?;
        Ok(find(&self.lines(purpose)))
    }

    /// The platform's keys for a purpose, the current one first.
    #[must_use]
    pub fn newest_first(&self, purpose: Purpose) -> Vec<Key> {
        self.lines(purpose).iter().rev().cloned().collect()
    }

    /// Those of them that may still be trusted with what lives at most so long, the current one first: an older one
    /// only until all that it made has ended, or where its file does not say when it was replaced.
    #[must_use]
    pub fn still_good(&self, purpose: Purpose, life: Duration, now: Moment) -> Vec<Key> {
        let (mut good, mut replaced_at) = (Vec::new(), None::<Moment>);
        for key in self.newest_first(purpose) {
            let made_at = key.made_at;
            if replaced_at.is_none_or(|at| now < at.after(life)) {
                good.push(key);
            }
            replaced_at = made_at.or(replaced_at);
        }
        good
    }

    /// A new key of the platform for a purpose; answers it.
    ///
    /// # Errors
    /// A message for the operator, also for the one that can't be renewed.
    pub fn renew(&self, purpose: Purpose) -> Result<Key, String> {
        if !purpose.can_be_renewed() {
            return Err(format!("{}.key can't be renewed: what it made is found by it", purpose.file()));
        }
        self.source.renew_platform(purpose)?;
        self.read_anew(purpose)?;
        self.platform(purpose)
    }

    /// A county's keys.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn county(&self, code: &str) -> Result<CountyKeys, String> {
        self.source.county(code)
    }

    /// One of a county's keys by its name, also an older one.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn county_key(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        self.source.named(code, id)
    }

    /// New content and name keys of a county.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn renew_county(&self, code: &str) -> Result<CountyKeys, String> {
        self.source.renew(code)
    }

    fn lines(&self, purpose: Purpose) -> Arc<[Key]> {
        let platform = self.platform.read().unwrap_or_else(PoisonError::into_inner);
        platform.get(&purpose).map_or_else(|| Arc::new([]) as Arc<[Key]>, Arc::clone)
    }

    fn read_anew(&self, purpose: Purpose) -> Result<(), String> {
        let keys = self.source.platform(purpose)?;
        if !keys.is_empty() {
            self.platform.write().unwrap_or_else(PoisonError::into_inner).insert(purpose, keys.into());
        }
        Ok(())
    }
}
