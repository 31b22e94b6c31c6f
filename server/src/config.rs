//! The configuration: one struct a section, secrets wrapped, every error named at start, all of them at once.

use crate::kernel::settings::Settings;
use figment::Figment;
use figment::providers::{Env, Format as _, Toml};
use serde::Deserialize;
use std::fmt;
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
    /// What verbs look at.
    pub platform: Settings,
}

/// A value that must not be printed.
#[derive(Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The value; whoever calls this answers for where it goes.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(none)" } else { "***" })
    }
}

/// `[database]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DatabaseSection {
    /// `sqlite://…` or `postgres://…` as the application's role.
    pub url: Secret,
    /// `postgres://…` as the owner, for `migrate`.
    pub owner_url: Secret,
    /// `postgres://…` as the role that sees which counties have work.
    pub sweep_url: Secret,
}

/// `[http]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct HttpSection {
    /// Address to listen on.
    pub listen: String,
    /// What posters and links say.
    pub public_url: String,
    /// Threads that answer; 0 for one a core.
    pub workers: usize,
}

impl Default for HttpSection {
    fn default() -> Self {
        Self { listen: "127.0.0.1:8080".to_owned(), public_url: "http://127.0.0.1:8080".to_owned(), workers: 0 }
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

/// `[sms]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SmsSection {
    /// `aliyun` or `demo`.
    pub provider: String,
    /// The gateway's address.
    pub endpoint: String,
    /// `v3` (ACS3-HMAC-SHA256) or `v1` (RPC).
    pub signature: String,
    /// Access key.
    pub access_key_id: Secret,
    /// Its secret.
    pub access_key_secret: Secret,
    /// The neutral sign name.
    pub sign_name: String,
    /// Template codes at the gateway.
    pub templates: SmsTemplates,
    /// Secret part of the address that the gateway reports deliveries to.
    pub report_secret: Secret,
}

/// `[sms.templates]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SmsTemplates {
    /// Template with `code`.
    pub phone_code: String,
    /// Template without variables: received.
    pub received: String,
    /// Template without variables: there is news.
    pub news: String,
    /// Template with `day`: there is an answer.
    pub answer: String,
    /// Template with `day`: a withdrawal was asked for.
    pub withdrawing: String,
    /// Template without variables: a new query code was asked for, can be fetched, or was fetched.
    pub new_code: String,
}

/// `[mail]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MailSection {
    /// `smtps://user:password@host` or `smtp://host`; empty for none.
    pub url: Secret,
    /// The sender.
    pub from: String,
}

/// `[blobs]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BlobsSection {
    /// `fs:<folder>`; empty for a folder beside the data.
    pub url: String,
}

impl Config {
    /// Reads `lianjing.toml` (or the file given) and the environment.
    ///
    /// # Errors
    /// A sentence for each thing that can't be read.
    pub fn load(file: Option<PathBuf>) -> Result<Self, Vec<String>> {
        let file = file.unwrap_or_else(|| PathBuf::from("lianjing.toml"));
        let mut config: Self = Figment::new()
            .merge(Toml::file(file))
            .merge(Env::prefixed("LIANJING_").split("__"))
            .extract()
            .map_err(|errors| errors.into_iter().map(|error| error.to_string()).collect::<Vec<_>>())?;
        config.http.public_url = config.http.public_url.trim_end_matches('/').to_owned();
        config.platform.public_url.clone_from(&config.http.public_url);
        Ok(config)
    }

    /// The same, with what a demonstration needs.
    #[must_use]
    pub fn for_demo(mut self) -> Self {
        self.platform.demo = true;
        self.platform.argon2_kib = 8_192;
        self.platform.home_county.get_or_insert_with(|| "510824".to_owned());
        if self.sms.provider.is_empty() {
            "demo".clone_into(&mut self.sms.provider);
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

    /// The folder of the blobs.
    #[must_use]
    pub fn blobs_dir(&self) -> PathBuf {
        self.blobs.url.strip_prefix("fs:").filter(|dir| !dir.is_empty()).map_or_else(|| self.data.dir.join("blobs"), PathBuf::from)
    }

    /// Everything that is wrong, for `serve`, `work` and `check-config`.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, sentence: &str| {
            if !holds {
                faults.push(sentence.to_owned());
            }
        };
        must(self.http.listen.parse::<std::net::SocketAddr>().is_ok(), "http.listen must be an address like 127.0.0.1:8080");
        must(
            self.blobs.url.is_empty() || self.blobs.url.starts_with("fs:"),
            "blobs.url must be fs:<folder>; other stores are not built yet",
        );
        must(matches!(self.sms.provider.as_str(), "aliyun" | "demo"), "sms.provider must be aliyun or demo");
        let postgres = self.database_url().starts_with("postgres");
        must(postgres || self.database_url().starts_with("sqlite:"), "database.url must begin with sqlite: or postgres:");
        must(!postgres || !self.database.sweep_url.reveal().is_empty(), "database.sweep_url is needed with PostgreSQL");
        if !self.platform.demo {
            must(self.sms.provider != "demo", "sms.provider demo is refused outside demo mode");
            must(self.http.public_url.starts_with("https://"), "http.public_url must begin with https:// outside demo mode");
            must(self.keys.dir.is_some(), "keys.dir must be named outside demo mode, apart from the data");
            must(self.platform.argon2_kib >= 19_456, "platform.argon2_kib must be at least 19456 outside demo mode");
        }
        if self.sms.provider == "aliyun" {
            let t = &self.sms.templates;
            let named = [&t.phone_code, &t.received, &t.news, &t.answer, &t.withdrawing, &t.new_code];
            must(
                !self.sms.access_key_id.reveal().is_empty() && !self.sms.access_key_secret.reveal().is_empty(),
                "sms.access_key_id and sms.access_key_secret are needed",
            );
            must(!self.sms.sign_name.is_empty(), "sms.sign_name is needed");
            must(
                named.iter().all(|code| !code.is_empty()),
                "sms.templates needs phone_code, received, news, answer, withdrawing and new_code",
            );
            must(matches!(self.sms.signature.as_str(), "" | "v3" | "v1"), "sms.signature must be v3 or v1");
        }
        faults
    }
}
