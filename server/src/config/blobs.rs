//! `[blobs]`: where evidence lies: in a folder, or in a bucket of S3 or Aliyun OSS.

use super::secret::Secret;
use crate::kernel::given::text;
use reqwest::Url;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// `[blobs]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BlobsSection {
    /// `fs:<folder>`, `s3://<bucket>/<prefix>?endpoint=…&region=…`, or `oss://…` alike; empty for a folder beside the data.
    /// Never with credentials: addresses end in logs.
    #[serde(deserialize_with = "text")]
    pub url: String,
    /// Access key of the bucket.
    #[serde(deserialize_with = "text")]
    pub access_key_id: Secret,
    /// Its secret.
    #[serde(deserialize_with = "text")]
    pub access_key_secret: Secret,
}

/// Where evidence lies.
#[derive(Clone, Debug)]
pub enum Store {
    /// In a folder.
    Folder(PathBuf),
    /// In object storage.
    Bucket(Bucket),
}

/// A bucket and how it is reached.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Whose protocol it speaks.
    pub cloud: Cloud,
    /// Its name.
    pub name: String,
    /// What our names begin with in it, without slashes around; may be empty.
    pub prefix: String,
    /// `https://host`, without the bucket.
    pub endpoint: String,
    /// As signatures name it, e.g. `cn-north-1` or `cn-chengdu`.
    pub region: String,
    /// Where the bucket's name stands in addresses.
    pub style: Style,
    /// Access key.
    pub access_key_id: Secret,
    /// Its secret.
    pub access_key_secret: Secret,
}

/// Whose protocol a bucket speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloud {
    /// Amazon S3, and what does as it does.
    S3,
    /// Aliyun OSS.
    Oss,
}

/// Where the bucket's name stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `https://host/bucket/file`
    Path,
    /// `https://bucket.host/file`
    Virtual,
}

impl BlobsSection {
    /// Where evidence lies; `data` is the data folder, and `lax` allows plain HTTP to other machines.
    ///
    /// # Errors
    /// Everything that is wrong, never with a value that may be secret.
    pub fn store(&self, data: &Path, lax: bool) -> Result<Store, Vec<String>> {
        let cloud = match self.url.split_once(':') {
            None if self.url.is_empty() => return Ok(Store::Folder(data.join("blobs"))),
            Some(("fs", "")) => return Ok(Store::Folder(data.join("blobs"))),
            Some(("fs", dir)) => return Ok(Store::Folder(PathBuf::from(dir))),
            Some(("s3", _)) => Cloud::S3,
            Some(("oss", _)) => Cloud::Oss,
            _ => return Err(vec!["blobs.url must begin with fs:, s3:// or oss://".to_owned()]),
        };
        let mut faults = Vec::new();
        let bucket = self.bucket(cloud, lax, &mut faults);
        bucket.filter(|_| faults.is_empty()).map(Store::Bucket).ok_or(faults)
    }

    fn bucket(&self, cloud: Cloud, lax: bool, faults: &mut Vec<String>) -> Option<Bucket> {
        let mut must = |holds: bool, sentence: &str| {
            if !holds {
                faults.push(sentence.to_owned());
            }
        };
        let keys = [&self.access_key_id, &self.access_key_secret];
        must(keys.iter().all(|key| !key.reveal().is_empty()), "blobs.access_key_id and blobs.access_key_secret are needed with a bucket");
        let Ok(url) = Url::parse(&self.url) else {
            must(false, "blobs.url must be an address like s3://bucket/prefix?endpoint=https://…&region=…");
            return None;
        };
        let bare = url.username().is_empty() && url.password().is_none();
        must(bare, "blobs.url must carry no credentials: they go into blobs.access_key_id and blobs.access_key_secret");
        let name = url.host_str().unwrap_or_default().to_owned();
        let whole = url.port().is_none() && url.fragment().is_none();
        must(whole && is_bucket(&name), "blobs.url must name the bucket right after the //: 3 to 63 small letters, digits, dashes");
        let prefix = url.path().trim_matches('/').to_owned();
        must(
            prefix.is_empty() || prefix.split('/').all(is_word),
            "blobs.url: the prefix may have letters, digits, dashes and slashes only",
        );
        let mut said = Said::read(&url, faults);
        let endpoint = said.take("endpoint", faults).and_then(|text| endpoint(&text, lax, faults));
        let region =
            said.take("region", faults).filter(|region| is_word(region) || tell(faults, "blobs.url: region is a word like cn-north-1"));
        let style = style(said.0.remove("style").as_deref(), cloud, faults);
        let (access_key_id, access_key_secret) = (self.access_key_id.clone(), self.access_key_secret.clone());
        Some(Bucket { cloud, name, prefix, endpoint: endpoint?, region: region?, style: style?, access_key_id, access_key_secret })
    }
}

/// What stands behind the question mark.
struct Said(BTreeMap<String, String>);

impl Said {
    fn read(url: &Url, faults: &mut Vec<String>) -> Self {
        let mut said = BTreeMap::new();
        for (name, value) in url.query_pairs() {
            if !["endpoint", "region", "style"].contains(&&*name) {
                faults.push("blobs.url: only endpoint, region and style may stand behind the question mark".to_owned());
            } else if said.insert(name.to_string(), value.into_owned()).is_some() {
                faults.push(format!("blobs.url: {name} stands there twice"));
            }
        }
        Self(said)
    }

    fn take(&mut self, name: &str, faults: &mut Vec<String>) -> Option<String> {
        let value = self.0.remove(name).filter(|value| !value.is_empty());
        if value.is_none() {
            faults.push(format!("blobs.url: {name} is missing behind the question mark"));
        }
        value
    }
}

/// `https://host[:port]`. Plain HTTP to another machine would show names and let others answer in the store's place.
fn endpoint(text: &str, lax: bool, faults: &mut Vec<String>) -> Option<String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
    let bare = |url: &Url| url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let unnamed = |url: &Url| url.username().is_empty() && url.password().is_none();
    let Some(url) = url.filter(|url| bare(url) && unnamed(url)) else {
        tell(faults, "blobs.url: endpoint is https:// and a host, nothing more");
        return None;
    };
    let at_home = url.host_str().is_some_and(|host| host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()));
    if url.scheme() == "http" && !lax && !at_home {
        tell(faults, "blobs.url: endpoint must begin with https:// unless it is this machine");
        return None;
    }
    Some(url.as_str().trim_end_matches('/').to_owned())
}

fn style(said: Option<&str>, cloud: Cloud, faults: &mut Vec<String>) -> Option<Style> {
    match (said, cloud) {
        (Some("path"), _) | (None, Cloud::S3) => Some(Style::Path),
        (Some("virtual"), _) | (None, Cloud::Oss) => Some(Style::Virtual),
        _ => {
            tell(faults, "blobs.url: style is path or virtual");
            None
        }
    }
}

fn is_bucket(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    (3..=63).contains(&name.len()) && name.bytes().all(letters)
}

fn is_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Notes a fault; always false.
fn tell(faults: &mut Vec<String>, sentence: &str) -> bool {
    faults.push(sentence.to_owned());
    false
}

#[cfg(test)]
#[path = "blobs_tests.rs"]
mod tests;
