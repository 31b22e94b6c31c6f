//! Files put into one, as ZIP has it (APPNOTE 6.3): stored and not compressed, because a sheet of figures is small.

use std::num::TryFromIntError;

/// A file: where it stands in the archive, and what is in it.
pub type Part<'a> = (&'a str, Vec<u8>);

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Version 2.0 of the format.
const VERSION: u16 = 20;
/// The first day that the format can say: the same table gives the same bytes.
const DAY: u16 = 0x0021;

/// All parts as one archive.
///
/// # Errors
/// If it would be larger than four gibibytes.
pub fn packed(parts: &[Part<'_>]) -> Result<Vec<u8>, TryFromIntError> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let place = u32::try_from(archive.len())?;
        let about = about(name, bytes)?;
        put(&mut archive, &[&LOCAL.to_le_bytes(), &about, name.as_bytes(), bytes]);
        // Made by, then as above, then without comment, disk and attributes.
        let made = [&CENTRAL.to_le_bytes()[..], &VERSION.to_le_bytes()].concat();
        put(&mut directory, &[&made, &about, &[0; 10], &place.to_le_bytes(), name.as_bytes()]);
    }
    let (place, size, count) = (u32::try_from(archive.len())?, u32::try_from(directory.len())?, u16::try_from(parts.len())?.to_le_bytes());
    put(&mut archive, &[&directory, &END.to_le_bytes(), &[0; 4], &count, &count, &size.to_le_bytes(), &place.to_le_bytes(), &[0; 2]]);
    Ok(archive)
}

/// What stands both before a file and in the directory: version, stored, day, sum, sizes, length of the name, nothing extra.
fn about(name: &str, bytes: &[u8]) -> Result<Vec<u8>, TryFromIntError> {
    let size = u32::try_from(bytes.len())?.to_le_bytes();
    let mut about = Vec::new();
    put(&mut about, &[&VERSION.to_le_bytes(), &[0; 4], &[0; 2], &DAY.to_le_bytes()]);
    put(&mut about, &[&crc32fast::hash(bytes).to_le_bytes(), &size, &size, &u16::try_from(name.len())?.to_le_bytes(), &[0; 2]]);
    Ok(about)
}

fn put(into: &mut Vec<u8>, parts: &[&[u8]]) {
    for part in parts {
        into.extend_from_slice(part);
    }
}
