//! From the parts of a complete upload to its finished files: the sealed original with its hash, the view, the poster.

mod checked;
mod film;
mod original;
pub mod photo;

use crate::domain::keys::stream::Sealer;
use crate::domain::keys::{self, Holder, OpenKey};
use crate::domain::ledger::{self, Entry};
use crate::domain::media::finish::checked::Looked;
use crate::domain::media::model::{folder, rendition_name};
use crate::domain::media::read::Source;
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::media::store::{self, signed, unsigned};
use crate::domain::media::upload;
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use crate::ports::Ports;
use aws_lc_rs::digest::{Context, SHA256};
use entity::id::MediaId;
use entity::words::{MediaKind, MediaState, RenditionKind, WrapHolder};
use entity::{media, rendition};
use serde_json::json;
use std::io::{Cursor, Read};
use tokio::sync::OwnedSemaphorePermit;

/// Bytes that are sealed at a time.
const PIECE: usize = 1 << 20;

/// What the work on one upload needs.
struct Work<'a> {
    ctx: &'a Ctx,
    ports: &'a Ports,
    county: &'a County,
    upload: media::Model,
    key: OpenKey,
    parts: Source,
}

/// How far the work on an upload came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Nothing is left to do.
    Done,
    /// Another film is being worked on: to be tried again soon.
    Waits,
    /// The scanner has not looked at it yet: until it has, nothing is made of the file and nobody sees it.
    Unchecked,
}

/// Makes the finished files of a complete upload. It may run twice, also at the same time: one run wins, the other
/// leaves nothing behind.
///
/// # Errors
/// A fault of the database or of the blob store, or if what was stored is not what arrived.
pub async fn finish(ctx: &Ctx, ports: &Ports, county: &County, id: MediaId) -> Outcome<Finished> {
    let Some(work) = load(ctx, ports, county, id).await? else { return tidy(ctx, ports, county, id).await };
    let length = unsigned(work.upload.length);
    if !work.parts.is_whole(length) {
        return Err(Failure::fault(format!("the parts of {id} do not make a whole of {length} bytes")));
    }
    match checked::look(&work).await? {
        Looked::Clean => {}
        Looked::NotYet => return Ok(Finished::Unchecked),
        Looked::Found => return work.refuse_or_lock_away().await,
    }
    let Ok(_place) = work.place() else { return Ok(Finished::Waits) };
    let mut files = vec![original::keep(&work).await?];
    let mut no_view = None;
    match derive(&work).await? {
        Derived::Files(all) => {
            for made in all {
                files.push(work.keep(made).await?);
            }
        }
        Derived::Refused(why) if work.upload.report_id.is_none() => {
            let is_refused = upload::refuse(ctx, ports, county, (&work.upload, why)).await?;
            return Ok(if is_refused { Finished::Done } else { Finished::Waits });
        }
        // A report has it already: the original stays, sealed and unopened, as it was sent, and its readers are told why.
        Derived::Refused(why) => no_view = Some(why),
    }
    work.record(files, no_view).await?;
    tidy(ctx, ports, county, id).await
}

async fn load<'a>(ctx: &'a Ctx, ports: &'a Ports, county: &'a County, id: MediaId) -> Outcome<Option<Work<'a>>> {
    let tx = ctx.read(county).await?;
    let Some(upload) = store::one(&tx, id).await?.filter(|upload| upload.state == MediaState::Received) else { return Ok(None) };
    let key = keys::open(&tx, upload.envelope_id, Holder::Intake).await?;
    let parts = Source::of_parts(store::parts(&tx, id).await?);
    Ok(Some(Work { ctx, ports, county, upload, key, parts }))
}

/// Deletes what no row names: parts, and what a killed run left.
async fn tidy(ctx: &Ctx, ports: &Ports, county: &County, id: MediaId) -> Outcome<Finished> {
    let tx = ctx.read(county).await?;
    let done = store::one(&tx, id).await?.is_none_or(|upload| matches!(upload.state, MediaState::Ready | MediaState::Refused));
    let names: Vec<_> = store::renditions(&tx, &[id]).await?.into_iter().map(|file| file.blob).collect();
    drop(tx);
    if done {
        ports.blobs.keep_only(&folder(&county.code, id), &names).await.map_err(Failure::fault)?;
    }
    Ok(Finished::Done)
}

/// A file for looking, not sealed yet.
struct Made {
    kind: RenditionKind,
    mime: &'static str,
    bytes: Box<dyn Read + Send + Sync>,
}

enum Derived {
    Files(Vec<Made>),
    Refused(UploadRefusal),
}

/// What is made for looking, all without metadata: a photo's view, a film's or recording's copy, a film's poster; nothing
/// where the format can't be opened.
async fn derive(work: &Work<'_>) -> Outcome<Derived> {
    if work.upload.kind != MediaKind::Photo {
        return film::derive(work).await.map(Derived::Files);
    }
    let bytes = work.parts.read(work.ports, &work.key, 0, unsigned(work.upload.length)).await?;
    Ok(match photo::view(bytes).await? {
        Ok(view) => Derived::Files(vec![Made { kind: RenditionKind::View, mime: "image/jpeg", bytes: Box::new(Cursor::new(view)) }]),
        Err(photo::NoView::TooManyPixels) => Derived::Refused(UploadRefusal::TooManyPixels),
        Err(photo::NoView::Unreadable) => Derived::Files(Vec::new()),
    })
}

/// No place is free now.
struct NoPlace;

impl Work<'_> {
    /// A file that the scanner knows is refused. If a report has it already it stays as it was sent, sealed and given to
    /// nobody: the scanner may be wrong, and evidence is not deleted for that.
    async fn refuse_or_lock_away(&self) -> Outcome<Finished> {
        if self.upload.report_id.is_none() {
            let is_refused = upload::refuse(self.ctx, self.ports, self.county, (&self.upload, UploadRefusal::Malware)).await?;
            // A report may have got it while it was looked at: then it is looked at anew.
            return Ok(if is_refused { Finished::Done } else { Finished::Waits });
        }
        self.record(vec![original::keep(self).await?], Some(UploadRefusal::Malware)).await?;
        tidy(self.ctx, self.ports, self.county, self.upload.id).await
    }

    /// Leave to begin; only films and recordings take turns.
    fn place(&self) -> Result<Option<OwnedSemaphorePermit>, NoPlace> {
        if self.upload.kind == MediaKind::Photo {
            return Ok(None);
        }
        self.ports.films.place().map(Some).ok_or(NoPlace)
    }

    fn new_name(&self, kind: RenditionKind) -> String {
        rendition_name(&folder(&self.county.code, self.upload.id), kind, &*self.ctx.kernel.chance)
    }

    fn row(&self, kind: RenditionKind, blob: String, sha256: Vec<u8>) -> rendition::Model {
        let (county_id, media_id) = (self.county.id, self.upload.id);
        let mime = self.upload.mime.clone().unwrap_or_default();
        let id = entity::id::mint(self.ctx.now.0, self.county.number, crate::kernel::clock::random(&*self.ctx.kernel.chance)).into();
        rendition::Model { county_id, id, media_id, kind, blob, length: self.upload.length, mime, sha256 }
    }

    /// Seals and stores a file that was made for looking.
    async fn keep(&self, Made { kind, mime, mut bytes }: Made) -> Outcome<rendition::Model> {
        let blob = self.new_name(kind);
        let mut file = self.ports.blobs.create(&blob).await.map_err(Failure::fault)?;
        let mut sealer = Sealer::new(&self.key, &blob, &*self.ctx.kernel.chance)?;
        let (mut hash, mut length, mut piece) = (Context::new(&SHA256), 0, vec![0; PIECE]);
        loop {
            // Reads from memory only, so nobody waits for a disk here.
            let read = bytes.read(&mut piece).map_err(Failure::fault)?;
            let Some(some) = piece.get(..read).filter(|some| !some.is_empty()) else { break };
            hash.update(some);
            length += read as u64;
            file.write(sealer.push(some)?.into()).await.map_err(Failure::fault)?;
        }
        file.write(sealer.finish()?.into()).await.map_err(Failure::fault)?;
        file.finish().await.map_err(Failure::fault)?;
        let row = self.row(kind, blob, hash.finish().as_ref().to_vec());
        Ok(rendition::Model { length: signed(length), mime: mime.to_owned(), ..row })
    }

    /// Records the finished files, and why there is none for looking, in one transaction with the end of the parts.
    async fn record(&self, files: Vec<rendition::Model>, no_view: Option<UploadRefusal>) -> Outcome<()> {
        let sha256 = files.first().map(|file| file.sha256.clone()).unwrap_or_default();
        let names: Vec<_> = files.iter().map(|file| file.blob.clone()).collect();
        let tx = self.ctx.write(self.county).await?;
        let facts = json!({ "sha256": hex::encode(&sha256), "bytes": self.upload.length, "kind": self.upload.kind });
        if !store::ready(&tx, self.upload.id, sha256, no_view).await? {
            drop(tx);
            return self.give_way(&names).await;
        }
        tx.add_all(files).await?;
        store::delete_parts(&tx, self.upload.id).await?;
        self.let_go(&tx).await?;
        ledger::append(&tx, &self.ctx.actor, Entry::sealed("media.ready", self.upload.id, facts)).await?;
        tx.commit().await
    }

    /// Another run was faster, or the upload was taken back meanwhile.
    async fn give_way(&self, names: &[String]) -> Outcome<()> {
        for name in names {
            self.ports.blobs.delete(name).await.map_err(Failure::fault)?;
        }
        Ok(())
    }

    /// If a report has taken it, the server keeps no key. Its row is ours until the commit, so no report can take it
    /// between this look and the commit.
    async fn let_go(&self, tx: &Tx) -> Outcome<()> {
        let taken = store::one(tx, self.upload.id).await?.is_some_and(|upload| upload.report_id.is_some());
        if taken { keys::drop_wrap(tx, self.upload.envelope_id, WrapHolder::Intake).await } else { Ok(()) }
    }
}
