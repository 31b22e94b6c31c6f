//! A stub of Aliyun OSS on loopback, in memory: what our adapter asks for and no more. It checks every signature
//! (OSS4-HMAC-SHA256) with code of its own, and does as OSS does where that differs from S3. Not Aliyun's own program: no
//! such can be run here.

use crate::oss_signature::Door;
use crate::s3::PATIENT;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use lianjing::adapters::object_blobs::ObjectBlobs;
use lianjing::config::{Bucket, Cloud, Secret, Style};
use lianjing::kernel::Clock;
use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The bucket that there is.
pub const BUCKET: &str = "evidence";
/// The most names that one answer lists.
const PAGE: usize = 100;

#[derive(Default)]
struct Shelf {
    files: BTreeMap<String, Vec<u8>>,
    uploads: BTreeMap<String, BTreeMap<usize, Vec<u8>>>,
    refused: Vec<&'static str>,
}

struct Desk {
    door: Door,
    clock: Arc<dyn Clock>,
    shelf: Mutex<Shelf>,
}

/// The store.
pub struct OssStore {
    address: SocketAddr,
    desk: Arc<Desk>,
}

impl OssStore {
    /// Starts it with one empty bucket.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub fn start(clock: Arc<dyn Clock>) -> Self {
        let [key_id, secret, region] = ["LTAI5tLianjingOss001", "LianjingOssSecret000000000001", "cn-chengdu"].map(str::to_owned);
        let desk = Arc::new(Desk { door: Door { key_id, secret, region }, clock, shelf: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::clone(&desk);
        let server = HttpServer::new(move || {
            let limit = web::PayloadConfig::new(64 << 20);
            App::new().app_data(web::Data::from(Arc::clone(&shared))).app_data(limit).default_service(web::to(answer))
        });
        tokio::spawn(server.workers(1).disable_signals().listen(listener).expect("a server").run());
        Self { address, desk }
    }

    /// The bucket, for an adapter in this process.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        Bucket {
            cloud: Cloud::Oss,
            name: BUCKET.to_owned(),
            prefix: "lianjing".to_owned(),
            endpoint: format!("http://{}", self.address),
            region: self.desk.door.region.clone(),
            style: Style::Path,
            access_key_id: Secret::from(self.desk.door.key_id.clone()),
            access_key_secret: Secret::from(self.desk.door.secret.clone()),
        }
    }

    /// Files in it, by an adapter with the patience that a busy machine needs.
    ///
    /// # Panics
    /// If it can't be made.
    #[must_use]
    pub fn blobs(&self) -> ObjectBlobs {
        ObjectBlobs::with(&self.bucket(), PATIENT, Arc::clone(&self.desk.clock)).expect("an adapter")
    }

    /// Files by name, and uploads that nobody finished.
    #[must_use]
    pub fn holds(&self) -> Vec<String> {
        let shelf = self.desk.shelf();
        shelf.files.keys().cloned().chain(shelf.uploads.keys().map(|id| format!("upload {id}"))).collect()
    }

    /// Why requests were turned away, oldest first.
    #[must_use]
    pub fn refused(&self) -> Vec<&'static str> {
        self.desk.shelf().refused.clone()
    }
}

impl Desk {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, desk: web::Data<Desk>) -> HttpResponse {
    if let Err(code) = desk.door.check(&request, desk.clock.now()) {
        desk.shelf().refused.push(code);
        return fault(StatusCode::FORBIDDEN, code);
    }
    let (bucket, key) = request.path().trim_start_matches('/').split_once('/').unwrap_or((request.path().trim_matches('/'), ""));
    if bucket != BUCKET {
        return fault(StatusCode::NOT_FOUND, "NoSuchBucket");
    }
    let query: BTreeMap<_, _> = crate::gateway_signature::pairs(request.query_string()).into_iter().collect();
    let mut shelf = desk.shelf();
    match (request.method(), key) {
        (&Method::GET, "") => list(&shelf, &query),
        (&Method::POST, "") if query.contains_key("delete") => shelf.delete(&String::from_utf8_lossy(&body)),
        (&Method::POST, key) => shelf.join(key, &query),
        (&Method::PUT, key) => shelf.put(key, &query, body.to_vec()),
        (&Method::DELETE, key) => {
            match query.get("uploadId") {
                Some(id) => drop(shelf.uploads.remove(id)),
                None => drop(shelf.files.remove(key)),
            }
            HttpResponse::NoContent().finish()
        }
        (&Method::GET | &Method::HEAD, key) => match shelf.files.get(key) {
            Some(bytes) => give(&request, bytes),
            None => fault(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
        _ => fault(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}

impl Shelf {
    fn put(&mut self, key: &str, query: &BTreeMap<String, String>, bytes: Vec<u8>) -> HttpResponse {
        let part = query.get("partNumber").and_then(|number| number.parse().ok());
        match (query.get("uploadId").map(|id| self.uploads.get_mut(id)), part) {
            (None, None) => drop(self.files.insert(key.to_owned(), bytes)),
            (Some(Some(upload)), Some(part)) => drop(upload.insert(part, bytes)),
            _ => return fault(StatusCode::NOT_FOUND, "NoSuchUpload"),
        }
        HttpResponse::Ok().insert_header((header::ETAG, "\"tag\"")).finish()
    }

    /// Begins a file in parts, or joins them.
    fn join(&mut self, key: &str, query: &BTreeMap<String, String>) -> HttpResponse {
        let Some(id) = query.get("uploadId") else {
            let id = format!("{key}-{}", self.uploads.len());
            self.uploads.insert(id.clone(), BTreeMap::new());
            let made = "InitiateMultipartUploadResult";
            return xml(&format!("<{made}><Bucket>{BUCKET}</Bucket><Key>{key}</Key><UploadId>{id}</UploadId></{made}>"));
        };
        let Some(parts) = self.uploads.remove(id) else { return fault(StatusCode::NOT_FOUND, "NoSuchUpload") };
        self.files.insert(key.to_owned(), parts.into_values().flatten().collect());
        xml("<CompleteMultipartUploadResult><ETag>\"tag\"</ETag></CompleteMultipartUploadResult>")
    }

    fn delete(&mut self, body: &str) -> HttpResponse {
        let keys = body.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
        let told: String = keys
            .map(|key| {
                self.files.remove(key);
                format!("<Deleted><Key>{key}</Key></Deleted>")
            })
            .collect();
        xml(&format!("<DeleteResult>{told}</DeleteResult>"))
    }
}

fn list(shelf: &Shelf, query: &BTreeMap<String, String>) -> HttpResponse {
    let text = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let (prefix, after) = (text("prefix"), text("continuation-token"));
    // Folders within the folder are told by their names alone; nobody asks for those here, so they are left out.
    let is_direct = |key: &str| key.strip_prefix(prefix).is_some_and(|rest| text("delimiter").is_empty() || !rest.contains('/'));
    let mut direct: Vec<_> = shelf.files.iter().filter(|(key, _)| is_direct(key) && key.as_str() > after).collect();
    let more = direct.len() > PAGE;
    direct.truncate(PAGE);
    let last = direct.last().map(|(key, _)| key.as_str()).unwrap_or_default();
    let one = |(key, bytes): &(&String, &Vec<u8>)| {
        let (size, at) = (bytes.len(), "2026-03-02T01:00:00.000Z");
        format!("<Contents><Key>{key}</Key><LastModified>{at}</LastModified><ETag>\"tag\"</ETag><Size>{size}</Size></Contents>")
    };
    let contents: String = direct.iter().map(one).collect();
    let token = if more { format!("<NextContinuationToken>{last}</NextContinuationToken>") } else { String::new() };
    let head =
        format!("<Prefix>{prefix}</Prefix><MaxKeys>{PAGE}</MaxKeys><EncodingType></EncodingType><KeyCount>{}</KeyCount>", direct.len());
    xml(&format!("<ListBucketResult>{head}<IsTruncated>{more}</IsTruncated>{contents}{token}</ListBucketResult>"))
}

/// A file or a range of it. Without the wish to do as the standard says, a range that goes too far gives the whole.
fn give(request: &HttpRequest, bytes: &[u8]) -> HttpResponse {
    let wishes = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let range = wishes("range").and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let range = range.and_then(|(from, to)| Some((from.parse::<usize>().ok()?, to.parse::<usize>().unwrap_or(usize::MAX))));
    let whole = || HttpResponse::Ok().body(bytes.to_vec());
    let Some((from, to)) = range else { return whole() };
    if to >= bytes.len() && wishes("x-oss-range-behavior") != Some("standard") {
        return whole();
    }
    if from >= bytes.len() {
        return fault(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange");
    }
    let to = to.min(bytes.len() - 1);
    let told = format!("bytes {from}-{to}/{}", bytes.len());
    HttpResponse::PartialContent().insert_header((header::CONTENT_RANGE, told)).body(bytes[from..=to].to_vec())
}

fn xml(body: &str) -> HttpResponse {
    HttpResponse::Ok().content_type("application/xml").body(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}"))
}

fn fault(status: StatusCode, code: &str) -> HttpResponse {
    let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>");
    HttpResponse::build(status).content_type("application/xml").body(body)
}
