//! Evidence over bad networks: sent by tus, finished by the worker, shown to who may look.

mod bytes;
mod films;
pub mod finishing;
mod full_pool;
mod hashes;
mod in_a_bucket;
mod limits;
mod naming;
mod originals;
mod protocol;
mod refusals;
mod scanned;
mod showing;
mod slow;
mod unfinished;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::id::{MediaId, ReportId};
use entity::media;
use entity::words::{EnvelopeKind, MediaState};
pub use finishing::image_bytes::photo as finishing_photo;
use kit::{World, story};
use lianjing::domain::keys::{self, Holder, OpenKey};
use lianjing::domain::media::{Shown, UploadRefusal, Viewer, attach, shown};
use lianjing::domain::reporters::{actor_from_token, submission_hash};
use lianjing::kernel::ReporterActor;
use lianjing::worker::run_due_now;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::json;

const PHONE: &str = "13800138000";
const OTHER_PHONE: &str = "13900139000";
const KEY: &str = "submission-key-0001";
const PIECE: &str = "application/offset+octet-stream";

/// A villager with a proven phone and leave to upload for one submission.
pub struct Sender<'a> {
    world: &'a World,
    /// Of the proven phone.
    pub reporter_token: String,
    token: String,
    /// Of the submission.
    pub key: String,
}

impl<'a> Sender<'a> {
    pub async fn of(world: &'a World, phone: &str, key: &str) -> Self {
        let reporter_token = world.proves(phone, "REPORT").await;
        Self { world, reporter_token, token: String::new(), key: String::new() }.with(key).await
    }

    /// The same person with leave for another submission.
    async fn with(&self, key: &str) -> Self {
        let query = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }";
        let answer = self.world.data(Some(&self.reporter_token), query, json!({ "input": { "submissionKey": key } })).await;
        let token = answer["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
        Self { world: self.world, reporter_token: self.reporter_token.clone(), token, key: key.to_owned() }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.world.http.request(method, format!("{}{path}", self.world.url));
        request.bearer_auth(&self.token).header("Tus-Resumable", "1.0.0")
    }

    async fn announces(&self, length: usize, media_type: &str) -> Response {
        let metadata = format!("filename {},filetype {}", STANDARD.encode("x.bin"), STANDARD.encode(media_type));
        let request = self.request(Method::POST, "/uploads").header("Upload-Length", length).header("Upload-Metadata", metadata);
        request.send().await.unwrap()
    }

    /// Announces a file; its address.
    async fn creates(&self, length: usize, media_type: &str) -> String {
        let answer = self.announces(length, media_type).await;
        assert_eq!(answer.status(), 201);
        header(&answer, "location").unwrap()
    }

    fn piece(&self, path: &str, offset: usize, bytes: &[u8]) -> RequestBuilder {
        let request = self.request(Method::PATCH, path).header("Content-Type", PIECE).header("Upload-Offset", offset);
        request.body(bytes.to_vec())
    }

    async fn sends(&self, path: &str, offset: usize, bytes: &[u8]) -> u16 {
        self.piece(path, offset, bytes).send().await.unwrap().status().as_u16()
    }

    /// The stored end, or the status of the refusal.
    async fn offset(&self, path: &str) -> Result<usize, u16> {
        let answer = self.request(Method::HEAD, path).send().await.unwrap();
        let status = answer.status().as_u16();
        if status == 200 { Ok(header(&answer, "upload-offset").unwrap().parse().unwrap()) } else { Err(status) }
    }

    /// Sends a whole file in pieces.
    pub async fn uploads(&self, bytes: &[u8], media_type: &str, piece: usize) -> MediaId {
        let path = self.creates(bytes.len(), media_type).await;
        for (number, part) in bytes.chunks(piece).enumerate() {
            assert_eq!(self.sends(&path, number * piece, part).await, 204);
        }
        id_of(&path)
    }

    fn reporter(&self) -> ReporterActor {
        actor_from_token(&self.world.kernel, &self.reporter_token).unwrap().unwrap()
    }

    /// Hands a report in that names these files.
    async fn submits(&self, ids: &[MediaId]) -> (ReportId, OpenKey) {
        let place = self.world.home();
        let tx = self.world.ctx().write(&place.county).await.unwrap();
        let content = keys::seal_new(&tx, EnvelopeKind::Content, &[Holder::Organ(place.organ("town"))]).await.unwrap();
        let report = tx.mint();
        let hash = submission_hash(&tx.kernel.keys, &self.key).unwrap();
        attach(&tx, &self.reporter(), &hash, ids, report, &content).await.unwrap();
        tx.commit().await.unwrap();
        (report, content)
    }

    /// The evidence of a report, with addresses for its reporter.
    async fn looks_at(&self, (report, content): &(ReportId, OpenKey)) -> Vec<Shown> {
        let tx = self.world.ctx().read(&self.world.home().county).await.unwrap();
        shown(&tx, *report, content, &Viewer::Reporter(self.reporter().phone_hash)).await.unwrap()
    }
}

fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}

fn id_of(path: &str) -> MediaId {
    path.strip_prefix("/uploads/").unwrap().parse().unwrap()
}

async fn row(world: &World, id: MediaId) -> Option<media::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().one::<media::Entity, _>(id).one(&tx).await.unwrap()
}

async fn state(world: &World, id: MediaId) -> MediaState {
    row(world, id).await.unwrap().state
}

/// What people are told of a refusal that a row keeps.
fn told(refusal: Option<String>) -> Option<String> {
    refusal.and_then(|word| UploadRefusal::of_word(&word)).map(UploadRefusal::sentence)
}

async fn worker(world: &World) {
    run_due_now(&world.kernel, &world.ports).await.unwrap();
}

/// Bytes that begin like this and go on without a pattern.
fn file(head: &[u8], length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let noise = std::iter::repeat_with(move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    });
    head.iter().copied().chain(noise).take(length).collect()
}

fn jpeg(length: usize) -> Vec<u8> {
    file(b"\xFF\xD8\xFF\xE0\0\x10JFIF", length)
}

fn film(length: usize) -> Vec<u8> {
    file(b"\0\0\0\x14ftypisom\0\0\x02\0avc1", length)
}
