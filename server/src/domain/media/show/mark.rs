//! The watermark: who looks and when, burned into a picture by the server for each look.
//!
//! The page lays the Chinese name over it; what is burned in is the login, which names one person of the county, so that
//! a picture saved or photographed from the screen still says whose it was.

use crate::domain::media::show::letters::{HEIGHT, WIDTH, dots};
use crate::kernel::{Failure, Outcome};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, ImageResult, Rgb, RgbImage};
use tokio::sync::Semaphore;

const QUALITY: u8 = 85;
/// Rows of dots from one line of words to the next.
const LINE: i64 = 26;
/// Each line begins so many dots further along, so that no strip of the picture is without words.
const SHIFT: i64 = 47;
/// Of the shorter edge, one dot.
const DOTS: u32 = 240;
/// The words rise by 24 degrees.
const COS: f64 = 0.913_545;
const SIN: f64 = 0.406_737;

/// An open picture takes some 12 MiB: two at a time.
static TWO_AT_A_TIME: Semaphore = Semaphore::const_new(2);

/// The picture with the words burned in, as JPEG.
///
/// # Errors
/// A fault, if it is no JPEG: a picture is never given out without its mark.
pub async fn burn(jpeg: Vec<u8>, words: String) -> Outcome<Vec<u8>> {
    let _place = TWO_AT_A_TIME.acquire().await.map_err(Failure::fault)?;
    let burned = tokio::task::spawn_blocking(move || burn_now(&jpeg, &words));
    burned.await.map_err(Failure::fault)?.map_err(Failure::fault)
}

fn burn_now(jpeg: &[u8], words: &str) -> ImageResult<Vec<u8>> {
    let mut image = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg)?.into_rgb8();
    write_over(&mut image, words);
    let mut burned = Vec::new();
    JpegEncoder::new_with_quality(&mut burned, QUALITY).encode_image(&image)?;
    Ok(burned)
}

/// Pixels across one dot.
fn dot_of(image: &RgbImage) -> f64 {
    f64::from((image.width().min(image.height()) / DOTS).max(2))
}

fn write_over(image: &mut RgbImage, words: &str) {
    let (line, dot) = (Line::of(words), dot_of(image));
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (x, y) = (f64::from(x) / dot, f64::from(y) / dot);
        let (along, across) = (x * COS - y * SIN, x * SIN + y * COS);
        match line.at(dots_to(along), dots_to(across)) {
            Ink::None => {}
            Ink::Light => *pixel = mixed(*pixel, 255),
            Ink::Dark => *pixel = mixed(*pixel, 0),
        }
    }
}

/// Whole dots; a picture has some thousand pixels, so nothing is cut off.
#[expect(clippy::cast_possible_truncation, reason = "a picture is far smaller than what an i64 counts")]
fn dots_to(place: f64) -> i64 {
    place.floor() as i64
}

/// Not quite half of the ink, so that what lies under it can still be read.
fn mixed(Rgb(under): Rgb<u8>, ink: u16) -> Rgb<u8> {
    Rgb(under.map(|part| u8::try_from((u16::from(part) * 55 + ink * 45) / 100).unwrap_or(u8::MAX)))
}

/// What of the words lies on a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    None,
    Light,
    /// Below and right of a light dot, so that words show on white paper too.
    Dark,
}

/// The words in dots, with the gap to their next time.
struct Line {
    width: usize,
    dots: Vec<Ink>,
}

impl Line {
    fn of(words: &str) -> Self {
        let letters: Vec<_> = words.chars().chain("  ".chars()).map(dots).collect();
        let width = letters.len() * (WIDTH + 1);
        let is_lit = |row: usize, column: usize| {
            let rows = letters.get(column / (WIDTH + 1));
            let bits = rows.and_then(|rows| rows.get(row)).copied().unwrap_or_default();
            let place = column % (WIDTH + 1);
            place < WIDTH && bits >> (WIDTH - 1 - place) & 1 == 1
        };
        let ink = |row: usize, column: usize| match (row.checked_sub(1), column.checked_sub(1)) {
            _ if is_lit(row, column) => Ink::Light,
            (Some(above), Some(before)) if is_lit(above, before) => Ink::Dark,
            _ => Ink::None,
        };
        Self {
            width,
            dots: (0..=HEIGHT).flat_map(|row| (0..width).map(move |column| (row, column))).map(|(row, column)| ink(row, column)).collect(),
        }
    }

    fn at(&self, along: i64, across: i64) -> Ink {
        let row = usize::try_from(across.rem_euclid(LINE)).unwrap_or(usize::MAX);
        if row > HEIGHT {
            return Ink::None;
        }
        let shifted = along + across.div_euclid(LINE) * SHIFT;
        let width = i64::try_from(self.width).unwrap_or(i64::MAX);
        let column = usize::try_from(shifted.rem_euclid(width)).unwrap_or_default();
        self.dots.get(row * self.width + column).copied().unwrap_or(Ink::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32) -> RgbImage {
        RgbImage::from_pixel(width, height, Rgb([128; 3]))
    }

    fn jpeg(image: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image).unwrap();
        bytes
    }

    /// Of a hundred dots where these words must lie, how many are there; as somebody looks who found the picture.
    fn found(image: &RgbImage, words: &str) -> f64 {
        let (line, dot) = (Line::of(words), dot_of(image));
        let mut seen = (0, 0);
        for along in 0..i32::try_from(line.width).unwrap() {
            for across in 0..200 {
                let (u, v) = (f64::from(along) + 0.5, f64::from(across) + 0.5);
                let (x, y) = ((u * COS + v * SIN) * dot, (v * COS - u * SIN) * dot);
                if x < 0.0 || y < 0.0 || x >= f64::from(image.width()) || y >= f64::from(image.height()) {
                    continue;
                }
                let at = |place: f64| u32::try_from(dots_to(place)).unwrap();
                let shade = image.get_pixel(at(x), at(y)).0[1];
                let right = match line.at(i64::from(along), i64::from(across)) {
                    Ink::Light => shade > 150,
                    Ink::Dark => shade < 105,
                    Ink::None => (100..156).contains(&shade),
                };
                seen = (seen.0 + i32::from(right), seen.1 + 1);
            }
        }
        assert!(seen.1 > 10_000, "enough of the picture was looked at");
        f64::from(seen.0) * 100.0 / f64::from(seen.1)
    }

    #[test]
    fn what_is_burned_in_can_be_read_from_the_picture() {
        let burned = burn_now(&jpeg(&grey(2000, 1500)), "zhang.wei 510824 2026-03-02 09:00").unwrap();
        let image = image::load_from_memory(&burned).unwrap().into_rgb8();
        let right = found(&image, "zhang.wei 510824 2026-03-02 09:00");
        assert!(right > 97.0, "{right}");
        for other in ["zhang.wei 510824 2026-03-02 09:01", "zhang.mei 510824 2026-03-02 09:00", "wang.lei 510824 2026-03-02 09:00"] {
            assert!(found(&image, other) < right, "{other}");
        }
    }

    #[test]
    fn no_part_of_a_picture_is_without_words() {
        for (width, height) in [(2000, 1500), (1500, 2000), (667, 2000), (640, 480), (40, 30)] {
            let mut image = grey(width, height);
            write_over(&mut image, "li 510824 2026-03-02 09:00");
            for (column, row) in (0..4).flat_map(|column| (0..4).map(move |row| (column, row))) {
                let part = (width / 4, height / 4);
                let marked =
                    (0..part.0 * part.1).any(|n| image.get_pixel(column * part.0 + n % part.0, row * part.1 + n / part.0).0 != [128; 3]);
                assert!(marked || width < 100, "{width} x {height}, {column} {row}");
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_not_given_out() {
        assert!(burn_now(b"no picture", "li").is_err());
        assert!(burn_now(&[], "li").is_err());
    }
}
