//! What a file is, by its first bytes; its name and what the sender called it count for nothing.

use entity::words::MediaKind;

/// So many first bytes are enough to tell.
pub const ENOUGH: usize = 64;
/// A file shorter than this can be none of the formats.
pub const SHORTEST: u64 = 12;

/// A format that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG photo.
    Jpeg,
    /// PNG picture.
    Png,
    /// WebP picture.
    Webp,
    /// HEIC or HEIF photo, as iPhones make them.
    Heic,
    /// MPEG-4: film or recording.
    Mp4,
    /// QuickTime film.
    Mov,
    /// 3GPP: film or recording of older phones.
    Threegp,
    /// WebM: film or recording made in a browser.
    Webm,
    /// Ogg recording.
    Ogg,
    /// MPEG-4 recording.
    M4a,
    /// MP3 recording.
    Mp3,
    /// AMR recording of older phones.
    Amr,
    /// WAV recording.
    Wav,
    /// AAC recording without a container.
    Aac,
}

impl Format {
    /// The kinds that a file of this format can be.
    #[must_use]
    pub const fn kinds(self) -> &'static [MediaKind] {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::Heic => &[MediaKind::Photo],
            Self::Mov => &[MediaKind::Video],
            Self::Mp4 | Self::Threegp | Self::Webm => &[MediaKind::Video, MediaKind::Audio],
            Self::Ogg | Self::M4a | Self::Mp3 | Self::Amr | Self::Wav | Self::Aac => &[MediaKind::Audio],
        }
    }

    /// The media type under which a file of this kind is served.
    #[must_use]
    pub const fn mime(self, kind: MediaKind) -> &'static str {
        match (self, kind) {
            (Self::Jpeg, _) => "image/jpeg",
            (Self::Png, _) => "image/png",
            (Self::Webp, _) => "image/webp",
            (Self::Heic, _) => "image/heic",
            (Self::Mp4, MediaKind::Audio) | (Self::M4a, _) => "audio/mp4",
            (Self::Mp4, _) => "video/mp4",
            (Self::Mov, _) => "video/quicktime",
            (Self::Threegp, MediaKind::Audio) => "audio/3gpp",
            (Self::Threegp, _) => "video/3gpp",
            (Self::Webm, MediaKind::Audio) => "audio/webm",
            (Self::Webm, _) => "video/webm",
            (Self::Ogg, _) => "audio/ogg",
            (Self::Mp3, _) => "audio/mpeg",
            (Self::Amr, _) => "audio/amr",
            (Self::Wav, _) => "audio/wav",
            (Self::Aac, _) => "audio/aac",
        }
    }
}

/// The format of a file that begins like this; none if it is not taken.
#[must_use]
pub fn sniff(head: &[u8]) -> Option<Format> {
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] if rest.starts_with(b"WEBP") => Some(Format::Webp),
        [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] if rest.starts_with(b"WAVE") => Some(Format::Wav),
        [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => brand(head, brands),
        [_, _, _, _, rest @ ..] if [&b"moov"[..], b"mdat", b"wide"].iter().any(|atom| rest.starts_with(atom)) => Some(Format::Mov),
        [0x1A, 0x45, 0xDF, 0xA3, rest @ ..] => rest.windows(4).take(ENOUGH).any(|doctype| doctype == b"webm").then_some(Format::Webm),
        [b'O', b'g', b'g', b'S', ..] => Some(Format::Ogg),
        [b'I', b'D', b'3', ..] => Some(Format::Mp3),
        [b'#', b'!', b'A', b'M', b'R', b'\n' | b'-', ..] => Some(Format::Amr),
        [0xFF, second, third, ..] => mpeg_audio(*second, *third),
        _ => None,
    }
}

/// By the brands of the first box: the major one, else the first that is known.
fn brand(head: &[u8], brands: &[u8]) -> Option<Format> {
    let length = head.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes)) as usize;
    let inside = brands.len().min(length.saturating_sub(8));
    // Behind the major brand come four bytes of version, then the compatible brands.
    let all = brands.get(..inside.max(4).min(brands.len()))?.chunks_exact(4).enumerate().filter(|(place, _)| *place != 1);
    all.map(|(_, brand)| brand).find_map(known_brand)?
}

/// Some(None) is a brand that is known and not taken.
#[expect(clippy::option_option, reason = "known and taken, known and not taken, unknown")]
fn known_brand(brand: &[u8]) -> Option<Option<Format>> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(Some(Format::Heic)),
        b"avif" | b"avis" => Some(None),
        b"M4A " | b"M4B " => Some(Some(Format::M4a)),
        b"qt  " => Some(Some(Format::Mov)),
        [b'3', b'g', b'p' | b'2', _] => Some(Some(Format::Threegp)),
        b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"hvc1" | b"dash" | b"M4V " | b"MSNV" => {
            Some(Some(Format::Mp4))
        }
        // `mif1` says only "a picture": what follows says which.
        _ => None,
    }
}

/// A frame of MPEG audio: eleven set bits, then layer, bit rate and sampling rate that exist.
fn mpeg_audio(second: u8, third: u8) -> Option<Format> {
    if second & 0xF6 == 0xF0 {
        return Some(Format::Aac);
    }
    let exists = second & 0xE0 == 0xE0 && second & 0x18 != 0x08 && second & 0x06 != 0 && third & 0xF0 != 0xF0 && third & 0x0C != 0x0C;
    exists.then_some(Format::Mp3)
}

/// The kind that a sender announces, by the media type or else by the name's ending.
#[must_use]
pub fn announced(media_type: &str, file_name: &str) -> Option<MediaKind> {
    let by_type = match media_type.split('/').next().unwrap_or_default() {
        "image" => Some(MediaKind::Photo),
        "audio" => Some(MediaKind::Audio),
        "video" => Some(MediaKind::Video),
        _ => None,
    };
    let says_nothing = media_type.is_empty() || media_type == "application/octet-stream";
    by_type.or_else(|| if says_nothing { by_ending(file_name) } else { None })
}

fn by_ending(name: &str) -> Option<MediaKind> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "webp" | "heic" | "heif" => Some(MediaKind::Photo),
        "m4a" | "mp3" | "amr" | "wav" | "aac" | "ogg" | "oga" | "opus" => Some(MediaKind::Audio),
        "mp4" | "mov" | "3gp" | "webm" | "m4v" => Some(MediaKind::Video),
        _ => None,
    }
}
