//! 开放数据 as anybody reads it: the list of files, the files, and the nights in which they are made.

use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::Duration;

/// All that a page asks of the open data.
pub const OPEN_DATA: &str = "openData { asOf builtAt schemaVersion licence manifestUrl sha256 \
    files { name title format rows bytes sha256 url columns { key label } } }";

impl World {
    /// The open data of a county, as anybody sees it.
    pub async fn open_data(&self, county: &str) -> Value {
        let query = format!("query($code: String!) {{ county(code: $code) {{ {OPEN_DATA} }} }}");
        self.data(None, &query, json!({ "code": county })).await["county"]["openData"].clone()
    }

    /// Lets the next night come, ten past two in China, and works what is due.
    pub async fn works_at_night(&self) {
        let now = self.ctx().by_calendar().now.in_china();
        let begin = now.replace_time(time::macros::time!(2:10));
        let next = if begin > now { begin } else { begin + Duration::days(1) };
        self.works_after(next - now).await;
    }

    /// A file by its address within the site, with these headers of the request: the status, headers, and the bytes.
    ///
    /// # Panics
    /// If the server does not answer.
    pub async fn downloads(&self, path: &str, asked: &[(&str, &str)]) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        let mut request = self.http.get(format!("{}{path}", self.url));
        for (name, value) in asked {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        (status, headers, answer.bytes().await.expect("a body").to_vec())
    }

    /// All files of a county that is served, by name.
    ///
    /// # Panics
    /// If one is not served.
    pub async fn open_files(&self, county: &str) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        for file in self.open_data(county).await["files"].as_array().into_iter().flatten() {
            let (status, _, bytes) = self.downloads(file["url"].as_str().unwrap_or_default(), &[]).await;
            assert_eq!(status, 200, "{file}");
            all.insert(file["name"].as_str().unwrap_or_default().to_owned(), bytes);
        }
        all
    }
}
