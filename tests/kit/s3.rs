//! A store that speaks S3 over a folder, on loopback: the crate `s3s`, which checks every signature (SigV4). It can be told
//! to go away, to be busy, or to hang.

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use lianjing::adapters::object_blobs::{ObjectBlobs, Patience};
use lianjing::config::{Bucket, Cloud, Secret, Style};
use lianjing::kernel::clock::SystemClock;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// The access key that the store knows.
pub const KEY_ID: &str = "LianjingS3Stub001";
/// Its secret.
pub const KEY_SECRET: &str = "LianjingS3StubSecret0000000000001";
/// The bucket that there is.
pub const BUCKET: &str = "evidence";

/// For stories that are not about time.
pub const PATIENT: Patience = Patience { one_try: Duration::from_mins(3), look: Duration::from_mins(3) };

/// How the store is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// It does what is asked.
    Fair,
    /// So many requests are answered "slow down", then it is fair.
    Busy(u32),
    /// Requests are read and never answered.
    Silent,
}

/// What the connections share.
struct Desk {
    service: S3Service,
    weather: Mutex<Weather>,
    asked: Mutex<Vec<String>>,
}

/// The store.
pub struct S3Store {
    address: SocketAddr,
    folder: tempfile::TempDir,
    desk: Arc<Desk>,
    listens: Option<JoinHandle<()>>,
}

impl S3Store {
    /// Starts it, with one bucket.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).expect("a store"));
        builder.set_auth(SimpleAuth::from_single(KEY_ID, KEY_SECRET));
        let (weather, asked) = (Mutex::new(Weather::Fair), Mutex::new(Vec::new()));
        let desk = Arc::new(Desk { service: builder.build(), weather, asked });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let listens = Some(tokio::spawn(listen(listener, Arc::clone(&desk))));
        Self { address, folder, desk, listens }
    }

    /// The bucket, for an adapter in this process.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        Bucket {
            cloud: Cloud::S3,
            name: BUCKET.to_owned(),
            prefix: "lianjing/test".to_owned(),
            endpoint: format!("http://{}", self.address),
            region: "cn-north-1".to_owned(),
            style: Style::Path,
            access_key_id: Secret::from(KEY_ID.to_owned()),
            access_key_secret: Secret::from(KEY_SECRET.to_owned()),
        }
    }

    /// Files in it, by an adapter with the patience that a busy machine needs.
    ///
    /// # Panics
    /// If it can't be made.
    #[must_use]
    pub fn blobs(&self) -> ObjectBlobs {
        ObjectBlobs::with(&self.bucket(), PATIENT, Arc::new(SystemClock)).expect("an adapter")
    }

    /// The same, for the configuration of a program.
    #[must_use]
    pub fn url(&self) -> String {
        format!("s3://{BUCKET}/lianjing/test?endpoint=http://{}&region=cn-north-1", self.address)
    }

    /// From now on it is so.
    pub fn turns(&self, weather: Weather) {
        *self.desk.weather.lock().unwrap_or_else(PoisonError::into_inner) = weather;
    }

    /// Nobody listens any more, and open connections break.
    pub async fn goes_away(&mut self) {
        if let Some(listens) = self.listens.take() {
            listens.abort();
            // Its end is an end by abort, as was meant.
            let _ = listens.await;
        }
    }

    /// It listens where it did before, with all that it had.
    ///
    /// # Panics
    /// If somebody took its port.
    pub async fn comes_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("its port");
        self.listens = Some(tokio::spawn(listen(listener, Arc::clone(&self.desk))));
    }

    /// `GET /evidence/…` and so on, what was asked since this was asked last.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.desk.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Everything in the bucket and beside it that holds bytes of ours: files by name, and parts that are not joined.
    #[must_use]
    pub fn holds(&self) -> Vec<String> {
        let mut all = Vec::new();
        walk(self.folder.path(), &mut |path| {
            let name = path.strip_prefix(self.folder.path()).unwrap_or(path).display().to_string();
            // What the store writes for itself about a file has no byte of it.
            if name.starts_with(BUCKET) || name.contains(".part-") {
                all.push(name);
            }
        });
        all.sort();
        all
    }

    /// Where a file lies, for a hand that alters it.
    #[must_use]
    pub fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(BUCKET).join("lianjing/test").join(name)
    }
}

async fn listen(listener: TcpListener, desk: Arc<Desk>) {
    // Dropped with this task, and the connections with it.
    let mut connections = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        let desk = Arc::clone(&desk);
        connections.spawn(async move {
            let answers = service_fn(move |request| answer(request, Arc::clone(&desk)));
            // A client that goes away is none of our business.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), answers).await;
        });
    }
}

async fn answer(request: hyper::Request<Incoming>, desk: Arc<Desk>) -> Result<s3s::HttpResponse, s3s::HttpError> {
    let line = format!("{} {}", request.method(), request.uri());
    desk.asked.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    let weather = {
        let mut weather = desk.weather.lock().unwrap_or_else(PoisonError::into_inner);
        let now = *weather;
        if let Weather::Busy(times) = now {
            *weather = if times > 1 { Weather::Busy(times - 1) } else { Weather::Fair };
        }
        now
    };
    match weather {
        Weather::Fair => desk.service.call(request.map(Into::into)).await,
        Weather::Silent => std::future::pending().await,
        Weather::Busy(_) => {
            let why = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>";
            let mut busy = s3s::HttpResponse::new(Bytes::from_static(why.as_bytes()).into());
            *busy.status_mut() = hyper::StatusCode::SERVICE_UNAVAILABLE;
            Ok(busy)
        }
    }
}

fn walk(folder: &Path, seen: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, seen) } else { seen(&path) }
    }
}
