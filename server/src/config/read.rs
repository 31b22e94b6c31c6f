//! Reading the configuration: the file, over it the environment; what nobody knows or understands is named, all at once.

use super::{
    BlobsSection, Config, DataSection, DatabaseSection, HttpSection, HttpSmsSection, KeysSection, LiveSection, MailSection, SmsSection,
    SmsTemplates, UploadsSection,
};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::settings::Settings;
use figment::Figment;
use figment::providers::{Format as _, Toml};
use figment::value::{Dict, Value};
use serde::de::value::Error as Seen;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use std::path::Path;

const DEFAULT_FILE: &str = "lianjing.toml";
const PREFIX: &str = "LIANJING_";

/// The keys that a section knows.
type Keys = fn() -> &'static [&'static str];

/// Every section with its keys; the first one is the whole.
const SECTIONS: [(&str, Keys); 14] = [
    ("", keys_of::<Config>),
    ("database", keys_of::<DatabaseSection>),
    ("http", keys_of::<HttpSection>),
    ("data", keys_of::<DataSection>),
    ("keys", keys_of::<KeysSection>),
    ("sms", keys_of::<SmsSection>),
    ("sms.templates", keys_of::<SmsTemplates>),
    ("sms.http", keys_of::<HttpSmsSection>),
    ("mail", keys_of::<MailSection>),
    ("blobs", keys_of::<BlobsSection>),
    ("live", keys_of::<LiveSection>),
    ("uploads", keys_of::<UploadsSection>),
    ("api", keys_of::<ApiLimits>),
    ("platform", keys_of::<Settings>),
];

impl Config {
    /// Reads `lianjing.toml` (or the file given) and the environment. What could not be read stands in `unread`.
    #[must_use]
    pub fn load(file: Option<&Path>) -> Self {
        let text = |text: std::ffi::OsString| text.into_string().ok();
        let environment = std::env::vars_os().filter_map(|(name, value)| Some((text(name)?, text(value)?)));
        Self::read(file, environment)
    }

    /// The same, from this environment.
    pub fn read(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Self {
        let mut unread = Vec::new();
        let mut figment = Figment::new().merge(in_file(file, &mut unread));
        for (key, value) in in_environment(environment, &mut unread) {
            figment = figment.merge((key, value));
        }
        for section in SECTIONS {
            unknown(&figment, section, &mut unread);
        }
        let mut config = Self {
            database: section(&figment, "database", &mut unread),
            http: section(&figment, "http", &mut unread),
            data: section(&figment, "data", &mut unread),
            keys: section(&figment, "keys", &mut unread),
            sms: section(&figment, "sms", &mut unread),
            mail: section(&figment, "mail", &mut unread),
            blobs: section(&figment, "blobs", &mut unread),
            live: section(&figment, "live", &mut unread),
            uploads: section(&figment, "uploads", &mut unread),
            api: section(&figment, "api", &mut unread),
            platform: section(&figment, "platform", &mut unread),
            unread,
        };
        config.http.public_url = config.http.public_url.trim_end_matches('/').to_owned();
        config.platform.public_url.clone_from(&config.http.public_url);
        config.platform.api = config.api;
        config.platform.home_county = config.platform.home_county.filter(|code| !code.is_empty());
        config
    }

    /// For commands that need little of it: whether all of it was understood.
    ///
    /// # Errors
    /// What was not.
    pub fn is_read(&self) -> Result<(), Vec<String>> {
        if self.unread.is_empty() { Ok(()) } else { Err(self.unread.clone()) }
    }
}

/// The file's values; a file that was named must be there.
fn in_file(file: Option<&Path>, unread: &mut Vec<String>) -> Figment {
    let path = file.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            unread.push(format!("{}: {error}", path.display()));
            String::new()
        }
    };
    let figment = Figment::from(Toml::string(&text));
    match figment.extract::<Dict>() {
        Ok(_) => figment,
        Err(error) => {
            unread.push(format!("{}: {error}", path.display()));
            Figment::new()
        }
    }
}

/// `LIANJING_SMS__TEMPLATES__NEWS` is `sms.templates.news`. Values are texts as they stand; quotes around all of one may
/// be left out. Names of other programs' variables, which have no double underscore, are none of ours.
fn in_environment(environment: impl Iterator<Item = (String, String)>, unread: &mut Vec<String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, value) in environment {
        let Some(rest) = name.strip_prefix(PREFIX) else { continue };
        let key = rest.to_ascii_lowercase();
        if key.contains("__") {
            let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(&value);
            found.push((key.replace("__", "."), bare.to_owned()));
        } else if let Some((section, key)) = key.split_once('_').filter(|(section, _)| SECTIONS.iter().any(|(known, _)| known == section)) {
            let (section, key) = (section.to_ascii_uppercase(), key.to_ascii_uppercase());
            unread.push(format!("{name}: write {PREFIX}{section}__{key}, with two underscores after the section"));
        }
    }
    found
}

/// Names the keys of a section that nobody knows.
fn unknown(figment: &Figment, (section, keys): (&str, Keys), unread: &mut Vec<String>) {
    let found = if section.is_empty() { figment.extract::<Dict>().ok().map(Value::from) } else { figment.find_value(section).ok() };
    let Some(found) = found else { return };
    let Some(dict) = found.as_dict() else { return unread.push(format!("{section}: this is a section, [{section}], and not a value")) };
    let before = if section.is_empty() { String::new() } else { format!("{section}.") };
    for key in dict.keys().filter(|key| !keys().contains(&key.as_str())) {
        unread.push(format!("{before}{key}: there is no such key"));
    }
}

/// One section; its own values where nothing is said.
fn section<T: DeserializeOwned + Default>(figment: &Figment, name: &str, unread: &mut Vec<String>) -> T {
    if figment.find_value(name).ok().is_none_or(|value| value.as_dict().is_none()) {
        return T::default();
    }
    figment.extract_inner(name).unwrap_or_else(|errors| {
        unread.extend(errors.into_iter().map(|error| format!("{}: {}", error.path.join("."), error.kind)));
        T::default()
    })
}

/// The keys of a section, as its own reader asks for them: a list beside it would be forgotten.
fn keys_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // The reader ends in an error once it has said what it looks for.
    drop(T::deserialize(Asked(&mut keys)));
    keys
}

struct Asked<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Seen;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Seen> {
        Err(Seen::custom("only asked for its keys"))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, keys: &'static [&'static str], visitor: V) -> Result<V::Value, Seen> {
        *self.0 = keys;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
