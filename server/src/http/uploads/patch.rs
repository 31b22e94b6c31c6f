//! PATCH: a body of any length, kept run by run; also what came before the connection broke.

use super::Request;
use super::answer::{Refused, progress_headers, tus};
use super::headers::{BadHeader, Checksum};
use crate::domain::media::{Append, MAX_RUN, Progress, Upload, UploadError, UploadRefusal};
use crate::http::body::Pace;
use crate::kernel::Failure;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use aws_lc_rs::digest;
use entity::id::MediaId;
use futures_util::StreamExt as _;
use std::time::Duration;

/// Bytes of a body that are read only so that the answer arrives.
const DRAINED: usize = 2 << 20;
const DRAINING: Duration = Duration::from_secs(5);

/// Answers a PATCH. It goes on in a task of its own: when the connection breaks, what came before is still kept.
pub async fn answer(request: Request, id: MediaId, body: web::Payload) -> HttpResponse {
    let (Some(offset), true) = (request.asked.offset, request.asked.is_piece) else {
        drain(body).await;
        let piece = request.asked.is_piece;
        return if piece { Refused::from(BadHeader("Upload-Offset")) } else { Refused::NoPiece }.into();
    };
    let kept = actix_web::rt::spawn(async move {
        let mut body = body;
        let kept = keep(&request, (id, offset), &mut body).await;
        if kept.is_err() {
            drain(body).await;
        }
        kept
    });
    match kept.await.unwrap_or_else(|error| Err(UploadError::Failed(Failure::fault(error)))) {
        Ok(progress) => {
            let mut answer = tus(StatusCode::NO_CONTENT);
            progress_headers(&mut answer, progress);
            answer.finish()
        }
        Err(error) => Refused::from(error).into(),
    }
}

/// Reads a body to its end, within bounds, and forgets it.
pub async fn drain(mut body: web::Payload) {
    let read = async {
        let mut rest = DRAINED;
        while let Some(Ok(bytes)) = body.next().await {
            rest = rest.saturating_sub(bytes.len());
            if rest == 0 {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(DRAINING, read).await;
}

async fn keep(request: &Request, at: (MediaId, u64), body: &mut web::Payload) -> Upload<Progress> {
    let mut append = Append::begin(&request.ctx, &request.ports, &request.grantee, at).await?;
    if request.asked.body.is_some_and(|bytes| bytes > append.room()) {
        return Err(UploadRefusal::Overrun.into());
    }
    let pace = Pace::begin(request.patience);
    match &request.asked.checksum {
        None => {
            read(&mut append, (body, pace), |_| ()).await?;
            append.finish().await
        }
        Some(checksum) => keep_checked(append, (body, pace), checksum).await,
    }
}

/// All of it, or nothing if the checksum is not that of what came.
async fn keep_checked(mut append: Append<'_>, body: (&mut web::Payload, Pace), checksum: &Checksum) -> Upload<Progress> {
    append.hold_together();
    let mut hash = digest::Context::new(checksum.algorithm);
    let whole = read(&mut append, body, |bytes| hash.update(bytes)).await?;
    if whole && hash.finish().as_ref() == checksum.digest.as_slice() {
        return append.finish().await;
    }
    append.discard().await;
    Err(UploadRefusal::WrongChecksum.into())
}

/// Takes what comes, in runs; whether it came to its end.
async fn read(append: &mut Append<'_>, (body, mut pace): (&mut web::Payload, Pace), mut seen: impl FnMut(&[u8])) -> Upload<bool> {
    let mut run = Vec::new();
    let whole = loop {
        match pace.next(body).await {
            Ok(Some(bytes)) => {
                seen(&bytes);
                take_full_runs(append, &mut run, &bytes).await?;
            }
            Ok(None) => break true,
            // Too slow, or cut off: what came is kept all the same.
            Err(_) => break false,
        }
    };
    append.take(&run).await?;
    Ok(whole)
}

async fn take_full_runs(append: &mut Append<'_>, run: &mut Vec<u8>, mut bytes: &[u8]) -> Upload<()> {
    // More than was announced ends the request before it fills the memory.
    if (run.len() + bytes.len()) as u64 > append.room() {
        return Err(UploadRefusal::Overrun.into());
    }
    while run.len() + bytes.len() >= MAX_RUN {
        let (now, later) = bytes.split_at(MAX_RUN - run.len());
        run.extend_from_slice(now);
        append.take(run).await?;
        run.clear();
        bytes = later;
    }
    run.extend_from_slice(bytes);
    Ok(())
}
