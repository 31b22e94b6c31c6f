//! More bytes of an upload: sealed run by run, each run kept at once.

use crate::domain::keys::{self, Holder, OpenKey, stream};
use crate::domain::media::FINISH;
use crate::domain::media::finish::photo;
use crate::domain::media::model::{folder, part_name};
use crate::domain::media::policy::Action;
use crate::domain::media::read::Source;
use crate::domain::media::refusal::{Upload, UploadError, UploadRefusal};
use crate::domain::media::sniff::{ENOUGH, SHORTEST, sniff};
use crate::domain::media::store::{self, signed, unsigned};
use crate::domain::media::upload::begin::{Progress, allowed};
use crate::domain::media::upload::cancel::refuse;
use crate::domain::reporters::{UploadActor, renew_upload_grant};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx, outbox};
use crate::ports::Ports;
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::MediaId;
use entity::words::{MediaKind, MediaState, WrapHolder};
use entity::{media, media_part};
use serde_json::json;

/// Bytes of one run at most: so much is lost when the machine dies.
pub const MAX_RUN: usize = 1 << 20;

/// One request that sends more of an upload.
pub struct Append<'a> {
    ctx: &'a Ctx,
    ports: &'a Ports,
    county: County,
    upload: media::Model,
    key: OpenKey,
    grantee: &'a UploadActor,
    /// First bytes of the file, until its format is known.
    head: Vec<u8>,
    /// Runs that are sealed and not yet counted.
    sealed: Vec<Run>,
    /// All runs count together at the end, or none: there is a checksum over them.
    together: bool,
}

struct Run {
    start: u64,
    length: u64,
    blob: String,
}

impl<'a> Append<'a> {
    /// Begins to take bytes from `offset` on.
    ///
    /// # Errors
    /// Refused without a grant, for an unknown upload, or at another offset than the stored bytes' end.
    pub async fn begin(ctx: &'a Ctx, ports: &'a Ports, grantee: &'a UploadActor, (id, offset): (MediaId, u64)) -> Upload<Self> {
        let county = ctx.kernel.tenants.by_id(grantee.county_id).await?;
        let tx = ctx.read(&county).await?;
        let upload = allowed(&tx, grantee, Action::Append, id).await?;
        if unsigned(upload.received) != offset {
            return Err(UploadRefusal::WrongOffset.into());
        }
        if upload.state != MediaState::Receiving {
            // It is whole already, and a repeated last piece may be told so.
            return Err(if upload.received == upload.length { UploadRefusal::WrongOffset } else { UploadRefusal::Gone }.into());
        }
        let key = keys::open(&tx, upload.envelope_id, Holder::Intake).await?;
        let unknown_yet = upload.mime.is_none() && upload.received > 0;
        let parts = if unknown_yet { store::parts(&tx, id).await? } else { Vec::new() };
        drop(tx);
        let head = match Source::of_parts(parts).read(ports, &key, 0, ENOUGH as u64).await {
            Ok(head) => head,
            Err(failure) => return Err(instead_of(ctx, &county, &upload, failure).await),
        };
        Ok(Self { ctx, ports, county, upload, key, grantee, head, sealed: Vec::new(), together: false })
    }

    /// From now on all runs count together at the end, or none.
    pub fn hold_together(&mut self) {
        self.together = true;
    }

    /// Bytes that may still come.
    #[must_use]
    pub fn room(&self) -> u64 {
        unsigned(self.upload.length).saturating_sub(self.end())
    }

    /// Takes the next run of at most [`MAX_RUN`] bytes and keeps it.
    ///
    /// # Errors
    /// Refused if it is too much, of a type that is not taken, or if somebody else was faster.
    pub async fn take(&mut self, run: &[u8]) -> Upload<()> {
        if run.is_empty() {
            return Ok(());
        }
        if run.len() as u64 > self.room() {
            return Err(UploadRefusal::Overrun.into());
        }
        if let Err(why) = self.look_at(run) {
            return Err(self.refused(why).await);
        }
        let start = self.end();
        let blob = part_name(&folder(&self.county.code, self.upload.id), &*self.ctx.kernel.chance);
        let sealed = stream::seal_segments(&self.key, &blob, &*self.ctx.kernel.chance, run)?;
        if let Err(error) = self.ports.blobs.put(&blob, sealed.into()).await {
            return Err(instead_of(self.ctx, &self.county, &self.upload, Failure::fault(error)).await);
        }
        self.sealed.push(Run { start, length: run.len() as u64, blob });
        if self.together { Ok(()) } else { self.count().await }
    }

    /// Counts what is held together, and tells how far the upload is now.
    ///
    /// # Errors
    /// Refused if somebody else was faster.
    pub async fn finish(mut self) -> Upload<Progress> {
        if !self.sealed.is_empty() {
            self.count().await?;
        }
        Ok(Progress::from(&self.upload))
    }

    /// Lets go of what is held together and not counted.
    pub async fn discard(self) {
        self.delete_sealed().await;
    }

    fn end(&self) -> u64 {
        self.sealed.last().map_or(unsigned(self.upload.received), |run| run.start + run.length)
    }

    /// Looks at the content as soon as enough of it is there.
    fn look_at(&mut self, run: &[u8]) -> Result<(), UploadRefusal> {
        let (length, end) = (unsigned(self.upload.length), self.end() + run.len() as u64);
        if self.upload.mime.is_some() {
            return Ok(());
        }
        let at_start = self.end() == 0;
        let missing = ENOUGH.saturating_sub(self.head.len()).min(run.len());
        self.head.extend_from_slice(run.get(..missing).unwrap_or(run));
        if length < SHORTEST || self.head.len() < ENOUGH && end < length {
            return Ok(());
        }
        let format = sniff(&self.head).ok_or(UploadRefusal::UnknownType)?;
        if !format.kinds().contains(&self.upload.kind) {
            return Err(UploadRefusal::OtherKind);
        }
        if self.upload.kind == MediaKind::Photo && at_start {
            photo::check_pixels(run)?;
        }
        self.upload.mime = Some(format.mime(self.upload.kind).to_owned());
        Ok(())
    }

    /// Makes the sealed runs part of the upload, in one transaction.
    async fn count(&mut self) -> Upload<()> {
        let counted = self.try_count().await;
        if counted.is_err() {
            // Nothing of it was counted: the blobs are nobody's. If the commit's answer was lost, they are kept.
            let lost = matches!(counted, Err(UploadError::Failed(_)));
            if !lost {
                self.delete_sealed().await;
            }
        }
        self.sealed.clear();
        counted
    }

    async fn try_count(&mut self) -> Upload<()> {
        let tx = self.ctx.write(&self.county).await?;
        if !renew_upload_grant(&tx, &self.grantee.phone_hash, &self.grantee.submission_hash).await? {
            return Err(UploadRefusal::GrantEnded.into());
        }
        let (start, end) = (unsigned(self.upload.received), self.end());
        if !store::advance(&tx, &self.upload, start, end - start).await? {
            return Err(UploadRefusal::WrongOffset.into());
        }
        tx.add_all(self.sealed.iter().map(|run| part_row(&tx, self.upload.id, run)).collect()).await?;
        let whole = end == unsigned(self.upload.length);
        let short = end < SHORTEST;
        if whole {
            self.complete(&tx, short).await?;
        }
        tx.commit().await?;
        self.upload.received = signed(end);
        if whole && short {
            let folder = folder(&self.county.code, self.upload.id);
            self.ports.blobs.keep_only(&folder, &[]).await.map_err(Failure::fault)?;
        }
        Ok(())
    }

    async fn complete(&self, tx: &Tx, short: bool) -> Outcome<()> {
        let id = self.upload.id;
        if short {
            store::refuse_short(tx, id, digest(&SHA256, &self.head).as_ref().to_vec()).await?;
            store::delete_parts(tx, id).await?;
            return keys::drop_wrap(tx, self.upload.envelope_id, WrapHolder::Intake).await;
        }
        store::complete(tx, id).await?;
        outbox::enqueue(tx, FINISH, json!({ "mediaId": id }), tx.now).await?;
        Ok(())
    }

    async fn refused(&mut self, why: UploadRefusal) -> UploadError {
        self.delete_sealed().await;
        self.sealed.clear();
        match refuse(self.ctx, self.ports, &self.county, (&self.upload, why)).await {
            Ok(true) => why.into(),
            Ok(false) => UploadRefusal::WrongOffset.into(),
            Err(failure) => failure.into(),
        }
    }

    async fn delete_sealed(&self) {
        for run in &self.sealed {
            if let Err(error) = self.ports.blobs.delete(&run.blob).await {
                // It holds nothing that a row names, and goes with the folder in the end.
                tracing::warn!(%error, "a blob of an upload that was not counted stays for now");
            }
        }
    }
}

/// What to say of a fault of the store: the folder may have been cleared by whoever was faster, and then it is none.
async fn instead_of(ctx: &Ctx, county: &County, upload: &media::Model, fault: Failure) -> UploadError {
    let now = async { store::one(&ctx.read(county).await?, upload.id).await };
    match now.await {
        Ok(Some(now)) if now.received == upload.received && now.state == upload.state => fault.into(),
        Ok(_) => UploadRefusal::WrongOffset.into(),
        Err(failure) => failure.into(),
    }
}

fn part_row(tx: &Tx, media_id: MediaId, run: &Run) -> media_part::Model {
    let (start, length) = (signed(run.start), signed(run.length));
    media_part::Model { county_id: tx.county.id, id: tx.mint(), media_id, start, length, blob: run.blob.clone() }
}
