//! Keys that lie outside the database: read from the key folder at start, held in memory, never printed.

use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// A secret key of 32 bytes and its name in stored records.
#[derive(Clone)]
pub struct Key {
    /// Name that stands in records, so that keys can be changed.
    pub id: String,
    bytes: Zeroizing<[u8; 32]>,
}

impl Key {
    /// A key with its name.
    #[must_use]
    pub fn new(id: String, bytes: [u8; 32]) -> Self {
        Self { id, bytes: Zeroizing::new(bytes) }
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
    platform: BTreeMap<Purpose, Key>,
    counties: Box<dyn CountyKeySource>,
}

/// Where a county's keys come from; asked when a county is met for the first time.
pub trait CountyKeySource: Send + Sync + fmt::Debug {
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
        self.counties.ready()
    }

    /// A ring with a key for each purpose.
    #[must_use]
    pub fn new(platform: BTreeMap<Purpose, Key>, counties: Box<dyn CountyKeySource>) -> Self {
        Self { platform, counties }
    }

    /// The platform's key for a purpose.
    ///
    /// # Errors
    /// A message for the operator, if the ring was made without it.
    pub fn platform(&self, purpose: Purpose) -> Result<&Key, String> {
        self.platform.get(&purpose).ok_or_else(|| format!("no key for {purpose:?}"))
    }

    /// A county's keys.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn county(&self, code: &str) -> Result<CountyKeys, String> {
        self.counties.county(code)
    }

    /// One of a county's keys by its name, also an older one.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn county_key(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        self.counties.named(code, id)
    }

    /// New content and name keys of a county.
    ///
    /// # Errors
    /// A message for the operator.
    pub fn renew_county(&self, code: &str) -> Result<CountyKeys, String> {
        self.counties.renew(code)
    }
}
