//! The poster of a film: one frame, drawn by ffmpeg where it is installed; otherwise the page shows a neutral one.

use super::{Work, photo};
use crate::domain::media::store::unsigned;
use crate::kernel::{Failure, Outcome};
use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

const LONGEST: Duration = Duration::from_secs(20);
const LARGEST: u64 = 4 << 20;
const PIECE: u64 = 1 << 20;

/// A film lies in memory while its frame is drawn: one at a time.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// One frame as JPEG; none if there is no ffmpeg, or it finds no picture in time.
///
/// # Errors
/// A fault of the store. What ffmpeg can't do is no fault.
pub async fn frame(work: &Work<'_>) -> Outcome<Option<Vec<u8>>> {
    let _place = ONE_AT_A_TIME.acquire().await.map_err(Failure::fault)?;
    // A file without a name in memory: ffmpeg can seek in it, and the film never lies unsealed on a disk.
    let Ok(file) = tempfile::tempfile_in("/dev/shm") else { return Ok(None) };
    let Some(file) = fill(work, file).await? else { return Ok(None) };
    let Ok(child) = start(work.upload.mime.as_deref().unwrap_or_default(), file) else { return Ok(None) };
    let drawn = tokio::time::timeout(LONGEST, output(child)).await;
    match drawn {
        Ok(Ok(bytes)) if !bytes.is_empty() => Ok(photo::view(bytes).await?.ok()),
        _ => Ok(None),
    }
}

/// None if memory is short.
async fn fill(work: &Work<'_>, mut file: File) -> Outcome<Option<File>> {
    let mut at = 0;
    while at < unsigned(work.upload.length) {
        let piece = work.parts.read(work.ports, &work.key, at, PIECE).await?;
        if file.write_all(&piece).is_err() {
            return Ok(None);
        }
        at += piece.len() as u64;
    }
    Ok(file.rewind().is_ok().then_some(file))
}

/// The container is named, so that a film can't pass for a playlist that opens other files; only files may be read.
fn start(mime: &str, film: File) -> std::io::Result<Child> {
    let container = if mime == "video/webm" { "matroska" } else { "mov" };
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-hide_banner", "-loglevel", "quiet", "-threads", "1", "-max_pixels", "50000000"]);
    command.args(["-protocol_whitelist", "file", "-f", container, "-i", "/dev/stdin", "-map", "0:v:0", "-frames:v", "1"]);
    command.args(["-vf", "scale=w=960:h=960:force_original_aspect_ratio=decrease,thumbnail=20"]);
    command.args(["-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe", "pipe:1"]);
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.stdin(Stdio::from(film)).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()
}

async fn output(mut child: Child) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(LARGEST).read_to_end(&mut bytes).await?;
    }
    // More than the largest frame: it waits for a reader that is gone, and is killed with `child`.
    child.wait().await?;
    Ok(bytes)
}
