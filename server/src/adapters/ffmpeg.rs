//! ffmpeg as a program beside ours: bounded in time, threads and size, fed and emptied through files in memory.
//!
//! The container is named, so that a film can't pass for a playlist that opens other files; only files may be read, and
//! no shell is between. What is copied or made anew is one picture track and one sound track, nothing else.

mod probe;

use crate::ports::films::{Film, Films};
use entity::words::MediaKind;
use probe::{Plan, probe};
use std::fs::File;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Where files lie that have no name and are gone with us.
const MEMORY: &str = "/dev/shm";
const FRAME_LONGEST: Duration = Duration::from_secs(20);
const FRAME_LARGEST: u64 = 4 << 20;
/// At most 1280 × 720, either way up, never larger than it came; even numbers, as the format wants them; 30 a second.
const SMALLER: &str = "scale=w='trunc(iw*min(1,min(1280/max(iw,ih),720/min(iw,ih)))/2)*2'\
    :h='trunc(ih*min(1,min(1280/max(iw,ih),720/min(iw,ih)))/2)*2',fps=fps='min(30,source_fps)'";

/// What one film may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// After this the program is killed.
    pub time: Duration,
    /// A copy that would grow larger is given up.
    pub bytes: u64,
}

impl Default for Limits {
    /// Below the ten minutes that a job may take; a little more than the largest film that is taken.
    fn default() -> Self {
        Self { time: Duration::from_mins(5), bytes: 110 << 20 }
    }
}

/// ffmpeg, wherever the path finds it. Without it nothing is made.
#[derive(Debug)]
pub struct Ffmpeg {
    limits: Limits,
    places: Arc<Semaphore>,
}

impl Default for Ffmpeg {
    fn default() -> Self {
        Self::within(Limits::default())
    }
}

impl Ffmpeg {
    /// ffmpeg within these limits, one film at a time.
    #[must_use]
    pub fn within(limits: Limits) -> Self {
        Self { limits, places: Arc::new(Semaphore::new(1)) }
    }
}

#[async_trait::async_trait]
impl Films for Ffmpeg {
    fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    async fn view(&self, film: &Film) -> Option<File> {
        let plan = probe(film).await?;
        let made = tempfile::tempfile_in(MEMORY).ok()?;
        let mut command = ffmpeg(film)?;
        tracks(&mut command, plan);
        // The second limit counts the processor's seconds, should we be killed before we can kill.
        command.arg("-timelimit").arg(self.limits.time.as_secs().saturating_add(1).to_string());
        command.arg("-fs").arg(self.limits.bytes.to_string());
        // Written by its name, because the beginning is written last: players start before the end is there.
        command.args(["-movflags", "+faststart", "-f", "mp4", "-y", "/dev/stdout"]);
        let child = command.stdout(Stdio::from(made.try_clone().ok()?)).spawn().ok()?;
        let ended = tokio::time::timeout(self.limits.time, output(child, 0)).await.ok()?;
        ended.ok()?;
        let length = made.metadata().ok()?.len();
        // At the limit it was cut off: half a film must not pass for the film.
        (length > 0 && length.saturating_add(1 << 20) < self.limits.bytes).then_some(made)
    }

    async fn frame(&self, film: &Film) -> Option<Vec<u8>> {
        let mut command = ffmpeg(film)?;
        command.args(["-map", "0:V:0", "-frames:v", "1"]);
        command.args(["-vf", "scale=w=960:h=960:force_original_aspect_ratio=decrease,thumbnail=20"]);
        command.args(["-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe", "pipe:1"]);
        let child = command.stdout(Stdio::piped()).spawn().ok()?;
        let drawn = tokio::time::timeout(FRAME_LONGEST, output(child, FRAME_LARGEST)).await.ok()?;
        drawn.ok().filter(|bytes| !bytes.is_empty())
    }
}

/// The program with its input; what is made of it is still to be said.
fn ffmpeg(film: &Film) -> Option<Command> {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-hide_banner", "-loglevel", "quiet", "-threads", "1", "-filter_threads", "1"]);
    from(&mut command, film)?;
    Some(command)
}

/// Names the input, for `ffmpeg` and `ffprobe` alike; none for a type that has no known container.
fn from(command: &mut Command, film: &Film) -> Option<()> {
    command.args(["-max_pixels", "50000000", "-protocol_whitelist", "file", "-f", container(&film.mime)?, "-i", "/dev/stdin"]);
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.stdin(Stdio::from(film.file.try_clone().ok()?)).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    Some(())
}

/// How ffmpeg calls the container of a media type.
fn container(mime: &str) -> Option<&'static str> {
    Some(match mime {
        "video/mp4" | "video/quicktime" | "video/3gpp" | "audio/mp4" | "audio/3gpp" => "mov",
        "video/webm" | "audio/webm" => "matroska",
        "audio/ogg" => "ogg",
        "audio/mpeg" => "mp3",
        "audio/amr" => "amr",
        "audio/wav" => "wav",
        "audio/aac" => "aac",
        _ => return None,
    })
}

/// Which tracks are taken, and how: as they are where every player knows them, otherwise made anew.
fn tracks(command: &mut Command, plan: Plan) {
    if plan.kind == MediaKind::Video {
        command.args(["-map", "0:V:0"]);
        if plan.keeps_picture {
            command.args(["-c:v", "copy"]);
        } else {
            command.args(["-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-maxrate", "2500k", "-bufsize", "5000k"]);
            command.args(["-profile:v", "main", "-pix_fmt", "yuv420p", "-threads", "1", "-vf", SMALLER]);
        }
        // What cameras write between the pictures for themselves is no picture.
        command.args(["-bsf:v", "filter_units=remove_types=6"]);
    }
    if plan.keeps_sound {
        command.args(["-map", "0:a:0", "-c:a", "copy"]);
    } else {
        command.args(["-map", "0:a:0?", "-c:a", "aac", "-b:a", "96k", "-ac", "2"]);
    }
    command.args(["-map_metadata", "-1", "-map_metadata:s:v", "-1", "-map_metadata:s:a", "-1", "-map_chapters", "-1"]);
    command.args(["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]);
}

/// What a program writes, at most so many bytes, once it has ended well. One that writes more waits for a reader that is
/// gone, and is killed with `child`.
async fn output(mut child: Child, at_most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(at_most).read_to_end(&mut bytes).await?;
    }
    if child.wait().await?.success() { Ok(bytes) } else { Err(std::io::Error::other("the program failed")) }
}
