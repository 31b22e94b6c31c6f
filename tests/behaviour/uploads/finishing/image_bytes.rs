//! Pictures as bytes, made without a library for them.

/// A real photo, as PNG: 1 by 1 pixel, red.
pub fn photo() -> Vec<u8> {
    png(1, 1)
}

/// The same with a line that says where it was taken.
pub fn photo_from(place: &str) -> Vec<u8> {
    let (whole, said) = (photo(), chunk(*b"tEXt", format!("Comment\0{place}").as_bytes()));
    let end = whole.len() - 12;
    [&whole[..end], &said, &whole[end..]].concat()
}

/// A file of some seventy bytes that says it has 4,225 million pixels.
pub fn bomb() -> Vec<u8> {
    png(65_000, 65_000)
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    // One row of one red pixel: filter 0, then FF 00 00, in a stored block of zlib.
    let row = [0x78, 0x01, 0x01, 4, 0, 0xFB, 0xFF, 0, 0xFF, 0, 0, 0x02, 0xFF, 0x01, 0x00];
    [&b"\x89PNG\r\n\x1A\n"[..], &chunk(*b"IHDR", &size), &chunk(*b"IDAT", &row), &chunk(*b"IEND", b"")].concat()
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &body, &crc32(&body).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32| crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| bit(crc)))
}
