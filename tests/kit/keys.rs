//! Keys of a platform under test.

use lianjing::kernel::Kernel;
use lianjing::kernel::clock::{SystemChance, random};
use lianjing::kernel::keyring::{CountyKeys, Key, KeyRing, KeySource, Purpose};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Keys of its own for each platform, held in memory.
pub(crate) fn keys() -> KeyRing {
    let key = |purpose: Purpose| (purpose, vec![Key::new(format!("{}-1", purpose.file()), random(&SystemChance))]);
    KeyRing::new(Purpose::ALL.into_iter().map(key).collect(), Box::new(CountyKeysInMemory::default()))
}

/// The keys of a ground, for one beside it.
pub fn same_keys(kernel: &Arc<Kernel>) -> KeyRing {
    let keys = |purpose: Purpose| (purpose, kernel.keys.newest_first(purpose).into_iter().rev().collect());
    KeyRing::new(Purpose::ALL.into_iter().map(keys).collect(), Box::new(KeysOf(Arc::clone(kernel))))
}

struct KeysOf(Arc<Kernel>);

impl fmt::Debug for KeysOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.keys.fmt(f)
    }
}

impl KeySource for KeysOf {
    fn county(&self, code: &str) -> Result<CountyKeys, String> {
        self.0.keys.county(code)
    }

    fn named(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        self.0.keys.county_key(code, id)
    }
}

#[derive(Debug, Default)]
struct CountyKeysInMemory(Mutex<BTreeMap<String, Vec<CountyKeys>>>);

impl CountyKeysInMemory {
    /// The last of a county's keys, after as many were made as there must be.
    fn at_least(&self, code: &str, count: impl Fn(usize) -> usize) -> CountyKeys {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = known.entry(code.to_owned()).or_default();
        for number in all.len()..count(all.len()) {
            let key = |what: &str| Key::new(format!("{code}-{what}-{}", number + 1), random(&SystemChance));
            all.push(CountyKeys { content: key("content"), name: key("name"), ledger: key("ledger") });
        }
        all.last().cloned().expect("at least one")
    }
}

impl KeySource for CountyKeysInMemory {
    fn county(&self, code: &str) -> Result<CountyKeys, String> {
        Ok(self.at_least(code, |there| there.max(1)))
    }

    fn named(&self, code: &str, id: &str) -> Result<Option<Key>, String> {
        self.county(code)?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = known.get(code).into_iter().flatten();
        Ok(all.flat_map(|keys| [&keys.content, &keys.name, &keys.ledger]).find(|key| key.id == id).cloned())
    }

    fn renew(&self, code: &str) -> Result<CountyKeys, String> {
        Ok(self.at_least(code, |there| there + 1))
    }
}
