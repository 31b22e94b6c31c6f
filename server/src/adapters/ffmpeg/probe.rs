//! What is in a film: asked of ffprobe, to know what may stay as it is.

use super::{from, output};
use crate::ports::films::Film;
use entity::words::MediaKind;
use serde::Deserialize;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;

const LONGEST: Duration = Duration::from_secs(20);
const LARGEST: u64 = 1 << 20;
/// Larger pictures are made smaller, though every player might know how they are written.
const LONG_EDGE: u32 = 1920;
const SHORT_EDGE: u32 = 1088;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// With a picture or only to hear.
    pub kind: MediaKind,
    /// The picture needs no work.
    pub keeps_picture: bool,
    /// The sound needs no work.
    pub keeps_sound: bool,
}

#[derive(Debug, Deserialize)]
struct Found {
    #[serde(default)]
    streams: Vec<Track>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Track {
    codec_type: String,
    codec_name: String,
    pix_fmt: String,
    width: u32,
    height: u32,
    disposition: Disposition,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Disposition {
    attached_pic: u8,
}

/// What is to be made of a film; none if it can't be read or has nothing to see or hear.
pub async fn probe(film: &Film) -> Option<Plan> {
    let mut command = Command::new("ffprobe");
    command.args(["-hide_banner", "-loglevel", "quiet", "-threads", "1", "-of", "json", "-show_entries"]);
    command.arg("stream=codec_type,codec_name,pix_fmt,width,height:stream_disposition=attached_pic");
    from(&mut command, film)?;
    let child = command.stdout(Stdio::piped()).spawn().ok()?;
    let told = tokio::time::timeout(LONGEST, output(child, LARGEST)).await.ok()?.ok()?;
    plan(film.kind, &serde_json::from_slice(&told).ok()?)
}

fn plan(kind: MediaKind, found: &Found) -> Option<Plan> {
    let first = |is: &str| found.streams.iter().find(|track| track.codec_type == is && track.disposition.attached_pic == 0);
    let (picture, sound) = (first("video"), first("audio"));
    let needed = if kind == MediaKind::Video { picture } else { sound };
    needed?;
    Some(Plan {
        kind,
        keeps_picture: picture.is_some_and(plays_everywhere),
        keeps_sound: sound.is_some_and(|track| track.codec_name == "aac"),
    })
}

fn plays_everywhere(picture: &Track) -> bool {
    let (long, short) = (picture.width.max(picture.height), picture.width.min(picture.height));
    let eight_bits = matches!(picture.pix_fmt.as_str(), "yuv420p" | "yuvj420p");
    picture.codec_name == "h264" && eight_bits && long <= LONG_EDGE && short <= SHORT_EDGE
}

#[cfg(test)]
mod tests {
    use super::{Found, Plan, plan};
    use entity::words::MediaKind;
    use serde_json::json;

    #[test]
    fn only_what_plays_everywhere_stays_as_it_is() {
        let picture = |codec: &str, format: &str, width: u32, height: u32| json!({ "codec_type": "video", "codec_name": codec, "pix_fmt": format, "width": width, "height": height });
        let sound = |codec: &str| json!({ "codec_type": "audio", "codec_name": codec });
        let cover = json!({ "codec_type": "video", "codec_name": "mjpeg", "disposition": { "attached_pic": 1 } });
        let of = |kind, streams: Vec<serde_json::Value>| {
            let found: Found = serde_json::from_value(json!({ "streams": streams })).unwrap();
            plan(kind, &found).map(|Plan { keeps_picture, keeps_sound, .. }| (keeps_picture, keeps_sound))
        };
        let (film, recording) = (MediaKind::Video, MediaKind::Audio);
        for (kind, streams, expected) in [
            (film, vec![picture("h264", "yuv420p", 1080, 1920), sound("aac")], Some((true, true))),
            (film, vec![picture("h264", "yuv420p", 1920, 1080)], Some((true, false))),
            (film, vec![picture("h264", "yuv420p", 3840, 2160), sound("aac")], Some((false, true))),
            (film, vec![picture("h264", "yuv420p10le", 1280, 720), sound("opus")], Some((false, false))),
            (film, vec![picture("hevc", "yuv420p", 1280, 720), sound("amr_nb")], Some((false, false))),
            (film, vec![cover.clone(), sound("aac")], None),
            (recording, vec![cover, sound("aac")], Some((false, true))),
            (recording, vec![sound("mp3")], Some((false, false))),
            (recording, vec![], None),
        ] {
            assert_eq!(of(kind, streams.clone()), expected, "{streams:?}");
        }
    }
}
