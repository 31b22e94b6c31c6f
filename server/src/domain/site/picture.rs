//! The emblem: a small picture, opened within limits and written anew as PNG.

use crate::domain::media::{NoView, opened_picture};
use crate::kernel::{ErrorCode, Failure, Outcome};
use image::ImageFormat;
use std::io::Cursor;

/// Bytes of the file that is sent, at most.
pub const MOST_BYTES: usize = 40_000;
/// Pixels of its longer edge, at most.
const EDGE: u32 = 240;

/// The picture as it is kept.
///
/// # Errors
/// Refused if it is too large or can't be opened.
pub async fn cleaned(bytes: Vec<u8>) -> Outcome<Vec<u8>> {
    if bytes.len() > MOST_BYTES {
        return Err(Failure::field(ErrorCode::TooLong, "image", format!("图片太大，最多 {} KB。请先缩小再传。", MOST_BYTES / 1_000)));
    }
    let work = tokio::task::spawn_blocking(move || {
        let image = opened_picture(&bytes, EDGE)?;
        let mut png = Vec::new();
        image.into_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|_| NoView::Unreadable)?;
        Ok::<_, NoView>(png)
    });
    let unreadable = |_| Failure::field(ErrorCode::Invalid, "image", "打不开这张图片。请传 PNG、JPEG 或 WebP，不收 SVG。");
    work.await.map_err(Failure::fault)?.map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbaImage::from_pixel(width, height, Rgba([200, 0, 0, 128])).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[tokio::test]
    async fn a_picture_comes_out_small_and_keeps_what_shines_through() {
        let kept = image::load_from_memory(&cleaned(png(600, 300)).await.unwrap()).unwrap().into_rgba8();
        assert_eq!((kept.dimensions(), kept.get_pixel(5, 5).0[3]), ((240, 120), 128));
    }

    #[tokio::test]
    async fn what_is_no_picture_is_refused() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        let large = vec![0; MOST_BYTES + 1];
        for (bytes, expected) in
            [(svg, ErrorCode::Invalid), (b"\x89PNG\r\n\x1a\n".to_vec(), ErrorCode::Invalid), (large, ErrorCode::TooLong)]
        {
            let Err(Failure::Refused(errors)) = cleaned(bytes).await else { panic!("it was taken") };
            assert_eq!((errors[0].code, errors[0].field), (expected, Some("image")));
        }
    }
}
