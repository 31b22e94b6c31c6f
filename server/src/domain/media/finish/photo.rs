//! The view of a photo: oriented, smaller, without metadata; opened within limits of pixels and memory.

use crate::domain::media::limits::MAX_PIXELS;
use crate::domain::media::refusal::UploadRefusal;
use crate::kernel::{Failure, Outcome};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Pixels of a view's longer edge at most.
const EDGE: u32 = 2000;
/// Bytes of one opened photo at most: a small file can be a large picture with many bits for each pixel.
const MEMORY: u64 = 256 << 20;
const QUALITY: u8 = 85;

/// A photo may take much memory while it is open: one at a time.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// Why there is no view of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoView {
    /// It has more pixels, or would take more memory, than is safe.
    TooManyPixels,
    /// It can't be opened: damaged, or a format without an opener.
    Unreadable,
}

/// The view of a photo, as JPEG.
///
/// # Errors
/// A fault, if the work could not be run at all.
pub async fn view(bytes: Vec<u8>) -> Outcome<Result<Vec<u8>, NoView>> {
    let _place = ONE_AT_A_TIME.acquire().await.map_err(Failure::fault)?;
    tokio::task::spawn_blocking(move || view_now(&bytes)).await.map_err(Failure::fault)
}

/// Refuses a photo whose beginning says that it has too many pixels; what does not say so here is looked at later.
///
/// # Errors
/// [`UploadRefusal::TooManyPixels`]
pub fn check_pixels(beginning: &[u8]) -> Result<(), UploadRefusal> {
    let reader = ImageReader::new(Cursor::new(beginning)).with_guessed_format().ok();
    let decoder = reader.and_then(|reader| reader.into_decoder().ok());
    if decoder.is_some_and(|decoder| too_many(&decoder)) { Err(UploadRefusal::TooManyPixels) } else { Ok(()) }
}

/// The view of a photo, on this thread.
///
/// # Errors
/// Why there is none.
pub fn view_now(bytes: &[u8]) -> Result<Vec<u8>, NoView> {
    let image = opened(bytes, EDGE)?;
    let mut view = Vec::new();
    JpegEncoder::new_with_quality(&mut view, QUALITY).encode_image(&image.into_rgb8()).map_err(|error| why(&error))?;
    Ok(view)
}

/// A picture without its metadata, upright, its longer edge at most so many pixels, on this thread.
///
/// # Errors
/// Why it can't be opened.
pub fn opened(bytes: &[u8], edge: u32) -> Result<DynamicImage, NoView> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| NoView::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    if too_many(&decoder) {
        return Err(NoView::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    if image.width().max(image.height()) > edge {
        image = image.thumbnail(edge, edge);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

/// Asked before the opener takes memory for the picture: its own limit is only for what it needs beside that.
fn too_many(decoder: &impl ImageDecoder) -> bool {
    let (width, height) = decoder.dimensions();
    u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MEMORY
}

fn why(error: &ImageError) -> NoView {
    if matches!(error, ImageError::Limits(_)) { NoView::TooManyPixels } else { NoView::Unreadable }
}
