//! The configuration: one struct a section, secrets wrapped, every error named at start, all of them at once.

mod blobs;
mod faults;
mod live;
mod read;
mod samples;
mod secret;
mod sms;
mod uploads;

pub use blobs::{BlobsSection, Bucket, Cloud, Store, Style};
pub use live::LiveSection;
pub use secret::Secret;
pub use sms::{HttpSmsSection, PLACEHOLDERS, SmsSection, SmsTemplates};
pub use uploads::{ScannerPlace, UploadsSection};

use crate::kernel::api_limits::ApiLimits;
use crate::kernel::given::{parsed, text};
use crate::kernel::settings::Settings;
use serde::Deserialize;
use std::path::PathBuf;

/// Everything that may be configured, from `lianjing.toml` and `LIANJING_<SECTION>__<KEY>`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Where the rows lie.
    pub database: DatabaseSection,
    /// Where to listen, and what links say.
    pub http: HttpSection,
    /// Where files of the embedded kind lie.
    pub data: DataSection,
    /// Where the keys lie, apart from the data.
    pub keys: KeysSection,
    /// The text message gateway.
    pub sms: SmsSection,
    /// The mail server, if there is one.
    pub mail: MailSection,
    /// Where evidence lies.
    pub blobs: BlobsSection,
    /// Who is told of news.
    pub live: LiveSection,
    /// Who looks at files before people do.
    pub uploads: UploadsSection,
    /// How large a request may be.
    pub api: ApiLimits,
    /// What verbs look at.
    pub platform: Settings,
    /// What could not be read, in sentences: nothing starts with a configuration that is only half understood.
    #[serde(skip)]
    pub unread: Vec<String>,
}

/// `[database]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DatabaseSection {
    /// `sqlite://…` or `postgres://…` as the application's role.
    #[serde(deserialize_with = "text")]
    pub url: Secret,
    /// `postgres://…` as the owner, for `migrate`.
    #[serde(deserialize_with = "text")]
    pub owner_url: Secret,
    /// `postgres://…` as the role that sees which counties have work.
    #[serde(deserialize_with = "text")]
    pub sweep_url: Secret,
}

/// `[http]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct HttpSection {
    /// Address to listen on.
    #[serde(deserialize_with = "text")]
    pub listen: String,
    /// What posters and links say.
    #[serde(deserialize_with = "text")]
    pub public_url: String,
    /// Threads that answer; 0 for one a core.
    #[serde(deserialize_with = "parsed")]
    pub workers: usize,
    /// Connections that one thread holds open; further ones wait.
    #[serde(deserialize_with = "parsed")]
    pub max_connections: usize,
    /// Address of `/metrics`, which the public must not reach; empty for none.
    #[serde(deserialize_with = "text")]
    pub metrics_listen: String,
}

impl Default for HttpSection {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            workers: 0,
            max_connections: 4_000,
            metrics_listen: String::new(),
        }
    }
}

/// `[data]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct DataSection {
    /// Folder of the embedded database, blobs and demonstration accounts.
    pub dir: PathBuf,
}

impl Default for DataSection {
    fn default() -> Self {
        Self { dir: PathBuf::from("data") }
    }
}

/// `[keys]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeysSection {
    /// Folder of the keys; keep it out of the backup of the data.
    pub dir: Option<PathBuf>,
}

/// `[mail]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MailSection {
    /// `smtps://user:password@host`, `smtp://user:password@host?tls=required` or `smtp://host`; empty for none.
    #[serde(deserialize_with = "text")]
    pub url: Secret,
    /// The sender.
    #[serde(deserialize_with = "text")]
    pub from: String,
    /// A certificate file (PEM) that is trusted beside the machine's own; empty for none.
    #[serde(deserialize_with = "text")]
    pub ca: String,
}

impl Config {
    /// The same, with what a demonstration needs; `accelerate` over what is configured, if it is more than 1.
    #[must_use]
    pub fn for_demo(mut self, accelerate: u32) -> Self {
        self.platform.demo = true;
        self.platform.accelerate = self.platform.accelerate.max(accelerate);
        self.platform.argon2_kib = 8_192;
        self.platform.home_county.get_or_insert_with(|| "510824".to_owned());
        if self.sms.provider.is_empty() {
            "demo".clone_into(&mut self.sms.provider);
        }
        if self.sms.sign_name.is_empty() {
            "便民服务".clone_into(&mut self.sms.sign_name);
        }
        self
    }

    /// The application's database; embedded in the data folder if none is named.
    #[must_use]
    pub fn database_url(&self) -> String {
        let named = self.database.url.reveal();
        if named.is_empty() { format!("sqlite://{}", self.data.dir.join("lianjing.sqlite").display()) } else { named.to_owned() }
    }

    /// The folder of the keys; beside the data if none is named.
    #[must_use]
    pub fn keys_dir(&self) -> PathBuf {
        self.keys.dir.clone().unwrap_or_else(|| self.data.dir.join("keys"))
    }

    /// Where evidence lies.
    ///
    /// # Errors
    /// Everything that is wrong with the section.
    pub fn store(&self) -> Result<Store, Vec<String>> {
        self.blobs.store(&self.data.dir, self.platform.demo)
    }
}
