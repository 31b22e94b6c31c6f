//! Tables of the pure parts: formats, kinds, photos, whole rows of parts.

use super::finish::photo::{self, NoView};
use super::read::Source;
use super::refusal::UploadRefusal;
use super::sniff::{Format, announced, sniff};
use entity::id::{CountyId, MediaId, MediaPartId};
use entity::media_part;
use entity::words::MediaKind;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use uuid::Uuid;

fn boxed(brands: &[&[u8; 4]]) -> Vec<u8> {
    let length = u32::try_from(8 + brands.len() * 4 + 4).unwrap();
    let (major, others) = brands.split_first().unwrap();
    [
        &length.to_be_bytes()[..],
        b"ftyp",
        &major[..],
        &[0, 0, 2, 0],
        &others.iter().copied().flatten().copied().collect::<Vec<u8>>(),
        b"\0\0\0\x08mdat",
    ]
    .concat()
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    for (head, format) in [
        (b"\xFF\xD8\xFF\xE1\0\0Exif\0\0".to_vec(), Some(Format::Jpeg)),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), Some(Format::Png)),
        (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), Some(Format::Webp)),
        (b"RIFF\x10\0\0\0WAVEfmt ".to_vec(), Some(Format::Wav)),
        (b"RIFF\x10\0\0\0AVI LIST".to_vec(), None),
        (boxed(&[b"heic", b"mif1"]), Some(Format::Heic)),
        (boxed(&[b"mif1", b"heic"]), Some(Format::Heic)),
        (boxed(&[b"mif1", b"avif"]), None),
        (boxed(&[b"avif", b"mif1"]), None),
        (boxed(&[b"isom", b"avc1"]), Some(Format::Mp4)),
        (boxed(&[b"mp42"]), Some(Format::Mp4)),
        (boxed(&[b"M4A ", b"mp42"]), Some(Format::M4a)),
        (boxed(&[b"qt  "]), Some(Format::Mov)),
        (boxed(&[b"3gp4", b"isom"]), Some(Format::Threegp)),
        (boxed(&[b"zzzz", b"isom"]), Some(Format::Mp4)),
        (boxed(&[b"zzzz"]), None),
        (b"\0\0\0\x08wide\0\0\0\0mdat".to_vec(), Some(Format::Mov)),
        (b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x1F\x42\x86\x81\x01\x42\x82\x84webm".to_vec(), Some(Format::Webm)),
        (b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x1F\x42\x82\x88matroska".to_vec(), None),
        (b"OggS\0\x02".to_vec(), Some(Format::Ogg)),
        (b"ID3\x03\0\0\0\0\0\0".to_vec(), Some(Format::Mp3)),
        (b"\xFF\xFB\x90\x64".to_vec(), Some(Format::Mp3)),
        (b"\xFF\xF1\x50\x80".to_vec(), Some(Format::Aac)),
        (b"#!AMR\n\x3C".to_vec(), Some(Format::Amr)),
        (b"#!AMR-WB\n".to_vec(), Some(Format::Amr)),
        (b"#!/bin/sh\n".to_vec(), None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>".to_vec(), None),
        (b"<!doctype html><script>".to_vec(), None),
        (b"%PDF-1.7".to_vec(), None),
        (b"MZ\x90\0\x03".to_vec(), None),
        (b"PK\x03\x04".to_vec(), None),
        (b"GIF89a".to_vec(), None),
        (vec![0xFF; 64], None),
        (vec![0; 64], None),
        (Vec::new(), None),
    ] {
        assert_eq!(sniff(&head), format, "{:?}", String::from_utf8_lossy(&head));
    }
}

#[test]
fn no_beginning_of_a_file_breaks_the_sniffing() {
    let heads =
        [boxed(&[b"heic", b"mif1"]), b"\x1A\x45\xDF\xA3webm".to_vec(), b"RIFF\x10\0\0\0WEBP".to_vec(), vec![0xFF, 0xFB, 0x90, 0x64]];
    for head in heads {
        for end in 0..head.len() {
            let _ = sniff(&head[..end]);
        }
    }
    // A box that says it is huge, or empty.
    let _ = sniff(b"\xFF\xFF\xFF\xFFftypisom");
    assert_eq!(sniff(b"\0\0\0\0ftypisom"), Some(Format::Mp4));
}

#[test]
fn the_announced_kind_comes_from_type_then_name() {
    for (media_type, name, kind) in [
        ("image/jpeg", "", Some(MediaKind::Photo)),
        ("video/mp4", "a.jpg", Some(MediaKind::Video)),
        ("audio/webm", "", Some(MediaKind::Audio)),
        ("", "IMG_1.HEIC", Some(MediaKind::Photo)),
        ("application/octet-stream", "录音.M4A", Some(MediaKind::Audio)),
        ("", "x.mov", Some(MediaKind::Video)),
        ("", "image:12345", None),
        ("", "", None),
        ("application/pdf", "x.jpg", None),
        ("text/html", "x.jpg", None),
        ("", "x.jpg.exe", None),
    ] {
        assert_eq!(announced(media_type, name), kind, "{media_type} {name}");
    }
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// What a phone writes: an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26, 0, 0, 0, 0]);
    tiff.extend(b"GPSSECRET");
    tiff
}

/// A JPEG with these before its own segments.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [&b"Exif\0\0"[..], &exif(orientation)].concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &tiff, &jpeg[2..]].concat()
}

/// A PNG with them in a chunk behind its head.
fn png_with_exif(png: &[u8], orientation: u8) -> Vec<u8> {
    let body = [&b"eXIf"[..], &exif(orientation)].concat();
    let length = u32::try_from(body.len() - 4).unwrap().to_be_bytes();
    [&png[..33], &length, &body, &crc32(&body).to_be_bytes(), &png[33..]].concat()
}

/// A WebP with them in a chunk at its end, and a head that says so.
fn webp_with_exif(webp: &[u8], (width, height): (u32, u32), orientation: u8) -> Vec<u8> {
    let tiff = exif(orientation);
    let size = |edge: u32| (edge - 1).to_le_bytes()[..3].to_vec();
    let head = [&b"VP8X"[..], &10u32.to_le_bytes(), &[0x08, 0, 0, 0], &size(width), &size(height)].concat();
    let tail = [&b"EXIF"[..], &u32::try_from(tiff.len()).unwrap().to_le_bytes(), &tiff, &vec![0; tiff.len() % 2]].concat();
    let body = [&b"WEBP"[..], &head, &webp[12..], &tail].concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

#[test]
fn a_view_is_smaller_upright_and_tells_nothing() {
    let sent = with_exif(&picture(3000, 1000, ImageFormat::Jpeg), 6);
    let view = photo::view_now(&sent).unwrap();
    assert!(!view.windows(9).any(|bytes| bytes == b"GPSSECRET") && !view.windows(4).any(|bytes| bytes == b"Exif"));
    let image = image::load_from_memory(&view).unwrap().into_rgb8();
    // Orientation 6 turns the picture to the right: the red left half comes to the top.
    assert_eq!(image.dimensions(), (667, 2000));
    assert!(image.get_pixel(300, 100).0[0] > 200 && image.get_pixel(300, 1900).0[2] > 200);
}

#[test]
fn photos_of_every_format_are_shown_upright_without_their_place() {
    let sent = [
        with_exif(&picture(60, 40, ImageFormat::Jpeg), 6),
        png_with_exif(&picture(60, 40, ImageFormat::Png), 6),
        webp_with_exif(&picture(60, 40, ImageFormat::WebP), (60, 40), 6),
    ];
    for (number, bytes) in sent.iter().enumerate() {
        assert!(bytes.windows(9).any(|some| some == b"GPSSECRET"));
        let view = photo::view_now(bytes).unwrap();
        assert!(!view.windows(9).any(|some| some == b"GPSSECRET"), "{number}");
        let image = image::load_from_memory(&view).unwrap().into_rgb8();
        assert_eq!(image.dimensions(), (40, 60), "{number}");
        assert!(image.get_pixel(20, 10).0[0] > 200 && image.get_pixel(20, 50).0[2] > 200, "{number}");
    }
}

#[test]
fn photos_as_large_as_phones_take_them_get_a_view() {
    for (width, height) in [(4000, 3000), (4624, 3468)] {
        let view = photo::view_now(&with_exif(&picture(width, height, ImageFormat::Jpeg), 1)).unwrap();
        assert_eq!(image::load_from_memory(&view).unwrap().into_rgb8().dimensions(), (2000, 1500), "{width} x {height}");
    }
}

#[test]
fn photos_of_all_formats_that_can_be_opened_get_a_view() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let view = photo::view_now(&picture(40, 30, format)).unwrap();
        assert_eq!(image::load_from_memory(&view).unwrap().into_rgb8().dimensions(), (40, 30), "{format:?}");
    }
    for damaged in [&b""[..], b"\xFF\xD8\xFF", b"no picture", &picture(40, 30, ImageFormat::Png)[..60]] {
        assert_eq!(photo::view_now(damaged), Err(NoView::Unreadable));
    }
}

/// A PNG of some hundred bytes that says it has so many pixels.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = picture(1, 1, ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&crc);
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }))
}

#[test]
fn a_small_file_that_is_a_huge_picture_is_not_opened() {
    for (width, height) in [(50_001, 1_000), (65_000, 65_000), (1_000_000, 1_000_000)] {
        let bomb = bomb(width, height);
        assert_eq!(photo::check_pixels(&bomb), Err(UploadRefusal::TooManyPixels), "{width} x {height}");
        assert_eq!(photo::view_now(&bomb), Err(NoView::TooManyPixels), "{width} x {height}");
    }
    assert_eq!(photo::check_pixels(&bomb(5_000, 10_000)), Ok(()));
    assert_eq!(photo::check_pixels(b"\xFF\xD8\xFF\xE0 cut off"), Ok(()));
}

/// As many zeros, as zlib packs them best: after some single ones, 258 at a time by two bits.
fn packed_zeros(count: usize) -> Vec<u8> {
    // One block with codes of its own: `0` the last 258 again, `10` a zero, `11` the end; it uses 7 bits of its last byte.
    const HEAD: [u8; 15] = [0x78, 0x01, 0xED, 0xC0, 0x81, 0x00, 0x00, 0x00, 0x00, 0x80, 0xA0, 0xFD, 0xA9, 0x17, 0x29];
    let (again, single) = ((count - 1) / 258, (count - 1) % 258);
    let head = (0..HEAD.len() * 8 - 1).map(|bit| HEAD[bit / 8] >> (bit % 8) & 1);
    let zeros = (0..=single).flat_map(|_| [1, 0]).chain(std::iter::repeat_n(0, again * 2));
    let bits: Vec<u8> = head.chain(zeros).chain([1, 1]).collect();
    let mut bytes: Vec<u8> = bits.chunks(8).map(|some| some.iter().enumerate().map(|(place, bit)| bit << place).sum()).collect();
    let check = u32::try_from(count % 65_521).unwrap() << 16 | 1;
    bytes.extend(check.to_be_bytes());
    bytes
}

/// A real PNG, all black and clear, of 16 bits for each of four colours.
fn deep(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let body = [name, data].concat();
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &crc32(&body).to_be_bytes()].concat()
    };
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[16, 6, 0, 0, 0]].concat();
    let rows = packed_zeros(height as usize * (1 + 8 * width as usize));
    [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &size), &chunk(b"IDAT", &rows), &chunk(b"IEND", b"")].concat()
}

#[test]
fn a_photo_that_would_take_too_much_memory_is_not_opened() {
    let view = photo::view_now(&deep(40, 30)).unwrap();
    assert_eq!(image::load_from_memory(&view).unwrap().into_rgb8().dimensions(), (40, 30), "a real picture");
    // Fewer than 50 million pixels, in a file of less than half a megabyte: 400 MB once it is open.
    let huge = deep(7_071, 7_071);
    assert!(huge.len() < 500_000, "{}", huge.len());
    assert_eq!(photo::check_pixels(&huge[..4_096]), Err(UploadRefusal::TooManyPixels));
    assert_eq!(photo::view_now(&huge), Err(NoView::TooManyPixels));
    assert_eq!(photo::check_pixels(&deep(4_000, 3_000)[..4_096]), Ok(()), "as large as phones take them");
}

#[test]
fn parts_make_a_whole_only_without_gap_or_overlap() {
    let part = |start: i64, length: i64| {
        let id = Uuid::nil();
        media_part::Model { county_id: CountyId(id), id: MediaPartId(id), media_id: MediaId(id), start, length, blob: String::new() }
    };
    let whole = |parts: &[(i64, i64)], length| {
        Source::of_parts(parts.iter().map(|(start, length)| part(*start, *length)).collect()).is_whole(length)
    };
    assert!(whole(&[(0, 5), (5, 5)], 10) && whole(&[], 0));
    assert!(!whole(&[(0, 5), (6, 4)], 10) && !whole(&[(0, 5), (4, 6)], 10) && !whole(&[(0, 5)], 10) && !whole(&[(5, 5), (0, 5)], 10));
}
