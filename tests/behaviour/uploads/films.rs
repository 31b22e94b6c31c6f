//! Copies of films and recordings: playable anywhere, saying nothing of place, time or device. Drawn and looked at by
//! ffmpeg, which `make tools` installs.

use super::*;
use entity::words::RenditionKind;
use lianjing::adapters::ffmpeg::{Ffmpeg, Limits};
use lianjing::domain::media::finish;
use lianjing::ports::films::NoFilms;
use serde_json::Value;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What phones write into a film, in words that must not be found in a copy.
const TOLD: [&str; 4] = ["+31.7320+105.9390/", "PhoneMaker", "2026-01-31", "SecretHandler"];

/// A film or recording made by ffmpeg with these arguments.
pub fn made(ending: &str, arguments: &[&str]) -> Vec<u8> {
    let file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-y", "-loglevel", "quiet"]).args(arguments);
    for (name, value) in [
        ("location", TOLD[0]),
        ("com.apple.quicktime.location.ISO6709", TOLD[0]),
        ("make", TOLD[1]),
        ("creation_time", "2026-01-31T08:00:00Z"),
    ] {
        ffmpeg.arg("-metadata").arg(format!("{name}={value}"));
    }
    ffmpeg.args(["-metadata:s:v", "handler_name=SecretHandler", "-metadata:s:v", "creation_time=2026-01-31T08:00:00Z"]);
    let ended = ffmpeg.arg(file.path()).stderr(Stdio::null()).status();
    let bytes = std::fs::read(file.path()).unwrap();
    assert!(
        ended.is_ok_and(|status| status.success()) && !bytes.is_empty(),
        "ffmpeg with its encoders is needed (make tools): {arguments:?}"
    );
    bytes
}

const HEVC: [&str; 6] = ["-c:v", "libx265", "-x265-params", "log-level=none", "-preset", "ultrafast"];

fn picture(size: &str) -> String {
    format!("testsrc=size={size}:rate=60:duration=1")
}

/// The same film with the note that a phone writes which is held upright: turn by a quarter (ISO 14496-12, `tkhd`).
fn held_upright(mut film: Vec<u8>) -> Vec<u8> {
    let matrix = film.windows(4).position(|four| four == b"tkhd").unwrap() + 44;
    let quarter: [i32; 9] = [0, 1 << 16, 0, -(1 << 16), 0, 0, 180 << 16, 0, 1 << 30];
    film[matrix..matrix + 36].copy_from_slice(&quarter.map(i32::to_be_bytes).concat());
    film
}

/// A second of silence as old phones record it; Debian's ffmpeg reads it and does not write it.
fn amr() -> Vec<u8> {
    let frame = [&[4_u8][..], &[0; 12]].concat();
    [b"#!AMR\n".to_vec(), frame.repeat(50)].concat()
}

/// What ffprobe says of a file.
fn probed(bytes: &[u8]) -> Value {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "quiet", "-of", "json", "-show_format", "-show_streams", "-show_chapters"]).arg(file.path());
    serde_json::from_slice(&ffprobe.output().unwrap().stdout).unwrap()
}

/// The copy that the viewer gets; none if there is only the original, which must be there unchanged.
async fn copy(world: &World, bytes: &[u8], mime: &str) -> Option<Vec<u8>> {
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(bytes, mime, 500_000).await;
    worker(world).await;
    let told = sender.submits(&[id]).await;
    let shown = sender.looks_at(&told).await.remove(0);
    let get = async |url: String| world.http.get(format!("{}{url}", world.url)).send().await.unwrap().bytes().await.unwrap().to_vec();
    assert!(get(shown.urls.original.unwrap()).await == bytes, "the original is what was sent");
    match shown.urls.view {
        Some(url) => Some(get(url).await),
        None => None,
    }
}

/// A copy as every player can open it, without a word too much.
fn is_clean(copy: &[u8], codecs: &[&str]) -> Value {
    let found = probed(copy);
    let streams = found["streams"].as_array().unwrap();
    assert_eq!(streams.iter().map(|stream| stream["codec_name"].as_str().unwrap()).collect::<Vec<_>>(), codecs, "{found:#}");
    let names = |tags: &Value| tags.as_object().map(|tags| tags.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    assert_eq!(names(&found["format"]["tags"]), ["compatible_brands", "major_brand", "minor_version"], "{found:#}");
    for stream in streams {
        let told = names(&stream["tags"]);
        assert!(told.iter().all(|tag| ["encoder", "handler_name", "language", "vendor_id"].contains(&tag.as_str())), "{stream:#}");
        assert_eq!((&stream["tags"]["vendor_id"], &stream["tags"]["language"]), (&"[0][0][0][0]".into(), &"und".into()));
        assert!(["VideoHandler", "SoundHandler"].contains(&stream["tags"]["handler_name"].as_str().unwrap()));
    }
    assert_eq!(found["chapters"], json!([]));
    for word in TOLD {
        assert!(!holds(copy, word.as_bytes()), "{word}");
    }
    let at = |name: &[u8]| copy.windows(4).position(|four| four == name).unwrap();
    assert!(at(b"moov") < at(b"mdat"), "it plays before its end is there");
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|some| some == word)
}

fn number(stream: &Value, name: &str) -> u64 {
    stream[name].as_u64().unwrap()
}

story!(a_film_is_shown_without_place_time_and_device, |world| {
    let arguments = ["-f", "lavfi", "-i", &picture("640x360"), "-f", "lavfi", "-i", "sine=duration=1", "-pix_fmt", "yuv420p"];
    let encoders = ["-c:v", "libx264", "-c:a", "aac", "-movflags", "use_metadata_tags"];
    let film = made(".mov", &[&arguments[..], &encoders].concat());
    assert!(holds(&film, TOLD[0].as_bytes()) && holds(&film, TOLD[1].as_bytes()), "the original tells both");
    let copy = copy(world, &film, "video/quicktime").await.unwrap();
    let found = is_clean(&copy, &["h264", "aac"]);
    assert_eq!((number(&found["streams"][0], "width"), &found["streams"][0]["nb_frames"]), (640, &"60".into()), "nothing is made anew");
});

story!(a_film_is_shown_the_right_way_up, |world| {
    let lying = made(".mp4", &["-f", "lavfi", "-i", &picture("320x180"), "-pix_fmt", "yuv420p", "-c:v", "libx264"]);
    let film = held_upright(lying);
    let turned = |found: &Value| found["streams"][0]["side_data_list"][0]["rotation"].as_i64().map(i64::abs);
    assert_eq!(turned(&probed(&film)), Some(90), "the phone was held upright");
    let copy = copy(world, &film, "video/mp4").await.unwrap();
    assert_eq!(turned(&is_clean(&copy, &["h264"])), Some(90));
});

/// A third of a second is enough to see what becomes of it.
fn brief(size: &str) -> String {
    format!("testsrc=size={size}:rate=60:duration=0.3")
}

/// The copy of a film with a sound, of this picture by this encoder: small, and in the words of every player.
async fn is_made_anew(world: &World, (ending, mime): (&str, &str), picture: &str, encoder: &[&str]) {
    let sound = ["-f", "lavfi", "-i", "sine=duration=1"];
    let film = made(ending, &[&["-f", "lavfi", "-i", picture][..], &sound, encoder, &["-shortest"]].concat());
    let copy = copy(world, &film, mime).await.unwrap();
    let found = is_clean(&copy, &["h264", "aac"]);
    let (width, height) = (number(&found["streams"][0], "width"), number(&found["streams"][0], "height"));
    assert!(width.max(height) <= 1280 && width.min(height) <= 720, "{width} x {height}");
    assert_eq!(found["streams"][0]["avg_frame_rate"], "30/1");
    assert_eq!((&found["streams"][0]["pix_fmt"], &found["streams"][0]["profile"]), (&"yuv420p".into(), &"Main".into()));
}

story!(films_that_not_every_player_knows_are_made_anew, |world| {
    let (large, upright) = (brief("2048x1152"), brief("900x2000"));
    for (container, source, encoder) in [
        ((".mov", "video/quicktime"), &large, &HEVC[..]),
        ((".mp4", "video/mp4"), &large, &["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"][..]),
        ((".webm", "video/webm"), &upright, &["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"][..]),
    ] {
        is_made_anew(world, container, source, encoder).await;
        world.wait(time::Duration::minutes(2));
    }
});

// HEVC with ten bits, marked `hvc1`: as phones film whose films half of the others can't play.
story!(a_film_of_ten_bits_is_made_anew_in_either_container, |world| {
    let encoder = [&HEVC[..], &["-tag:v", "hvc1", "-pix_fmt", "yuv420p10le"]].concat();
    for container in [(".mov", "video/quicktime"), (".mp4", "video/mp4")] {
        is_made_anew(world, container, &brief("900x2000"), &encoder).await;
        world.wait(time::Duration::minutes(2));
    }
});

story!(a_recording_is_heard_without_place_time_and_device, |world| {
    for (ending, mime, encoder) in [
        (".m4a", "audio/mp4", &["-c:a", "aac"][..]),
        (".mp3", "audio/mpeg", &["-c:a", "libmp3lame"][..]),
        (".ogg", "audio/ogg", &["-c:a", "libopus"][..]),
        (".wav", "audio/wav", &["-c:a", "pcm_s16le"][..]),
        (".aac", "audio/aac", &["-c:a", "aac"][..]),
    ] {
        let recording = made(ending, &[&["-f", "lavfi", "-i", "sine=duration=1"][..], encoder].concat());
        let copy = copy(world, &recording, mime).await.unwrap_or_else(|| panic!("no copy of {mime}"));
        is_clean(&copy, &["aac"]);
        world.wait(time::Duration::minutes(2));
    }
});

story!(a_recording_of_an_old_phone_is_heard_too, |world| {
    let copy = copy(world, &amr(), "audio/amr").await.unwrap();
    is_clean(&copy, &["aac"]);
});

/// A film of a second that is on its way, and what the worker made of it with this ffmpeg.
async fn renditions_by(world: &World, films: Arc<dyn lianjing::ports::films::Films>) -> Vec<RenditionKind> {
    let film = made(".mp4", &["-f", "lavfi", "-i", &picture("320x180"), "-c:v", "libx264"]);
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(&film, "video/mp4", 500_000).await;
    let told = sender.submits(&[id]).await;
    let ports = lianjing::ports::Ports { films, ..world.ports.clone() };
    finish(&world.ctx(), &ports, &world.home().county, id).await.unwrap();
    let shown = sender.looks_at(&told).await.remove(0);
    assert_eq!(shown.urls.view.is_some(), shown.media.renditions.contains(&RenditionKind::View), "no copy, no address of one");
    assert!(shown.urls.original.is_some() && shown.media.sha256.is_some());
    shown.media.renditions
}

story!(without_ffmpeg_there_is_only_the_original, |world| {
    let kinds = renditions_by(world, Arc::new(NoFilms)).await;
    assert_eq!(kinds, [RenditionKind::Original]);
});

story!(a_film_that_costs_too_much_time_has_no_copy, |world| {
    let limits = Limits { time: std::time::Duration::from_millis(1), ..Limits::default() };
    let kinds = renditions_by(world, Arc::new(Ffmpeg::within(limits))).await;
    assert!(!kinds.contains(&RenditionKind::View), "{kinds:?}");
});

story!(half_a_film_does_not_pass_for_the_film, |world| {
    let limits = Limits { bytes: 2_000, ..Limits::default() };
    let kinds = renditions_by(world, Arc::new(Ffmpeg::within(limits))).await;
    assert!(!kinds.contains(&RenditionKind::View), "{kinds:?}");
});

story!(films_take_turns_and_none_is_lost, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(&film(5_000), "video/mp4", 5_000).await;
    let other = world.ports.films.place().unwrap();
    worker(world).await;
    assert_eq!(state(world, id).await, MediaState::Received, "another film is being worked on");
    drop(other);
    world.wait(time::Duration::minutes(1));
    worker(world).await;
    assert_eq!(state(world, id).await, MediaState::Ready);
});
