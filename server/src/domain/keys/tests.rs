//! Known answers, frozen ciphertexts, and everything that must not open.
#![expect(clippy::string_slice, reason = "test")]

use super::cipher::{Cipher, derive};
use super::model::{HolderSecret, OpenKey, PartPlace, WrapPlace};
use super::stream::{SEGMENT, Span, open_range, seal_segments, sealed_length};
use super::{keyed_hash, query_code, same};
use crate::kernel::clock::Chance;
use crate::kernel::keyring::{CountyKeys, Key, KeyRing, KeySource, Purpose};
use entity::id::{CountyId, EnvelopeId, OrganId, SealedPartId};
use entity::words::{PartKind, WrapHolder};
use proptest::prelude::*;
use std::sync::atomic::{AtomicU8, Ordering};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Bytes that count up: chance that can be foreseen.
struct Counting(AtomicU8);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[derive(Debug)]
struct NoCounty;

impl KeySource for NoCounty {
    fn county(&self, _: &str) -> Result<CountyKeys, String> {
        Err("none".to_owned())
    }
}

fn ring() -> KeyRing {
    let key =
        |(place, purpose): (usize, Purpose)| (purpose, vec![Key::new(purpose.file().to_owned(), [u8::try_from(place).unwrap() + 1; 32])]);
    KeyRing::new(Purpose::ALL.into_iter().enumerate().map(key).collect(), Box::new(NoCounty))
}

fn key(byte: u8) -> OpenKey {
    OpenKey::new(EnvelopeId(Uuid::from_u128(0xE0 + u128::from(byte))), Zeroizing::new([byte; 32]))
}

fn counting() -> Counting {
    Counting(AtomicU8::new(0))
}

fn hash_of(bytes: &[u8]) -> String {
    hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes))
}

#[test]
fn the_cipher_gives_the_known_answers_of_nist() {
    // Test cases 13 and 14 of McGrew and Viega's "The Galois/Counter Mode of Operation".
    let cipher = Cipher::new(&[0; 32]).unwrap();
    assert_eq!(hex::encode(cipher.seal([0; 12], b"", b"").unwrap()), "530f8afbc74536b9a963b4f1c4cb738b");
    assert_eq!(
        hex::encode(cipher.seal([0; 12], b"", &[0; 16]).unwrap()),
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    );
}

#[test]
fn derived_keys_give_the_known_answer_of_rfc_5869() {
    let salt = hex::decode("000102030405060708090a0b0c").unwrap();
    let info = hex::decode("f0f1f2f3f4f5f6f7f8f9").unwrap();
    let okm = derive(&salt, &[0x0b; 22], &[&info]).unwrap();
    assert_eq!(hex::encode(*okm), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

#[test]
fn a_keyed_hash_is_frozen_and_its_labels_are_apart() {
    let hash = |label, data: &str| hex::encode(keyed_hash(&ring(), label, data.as_bytes()).unwrap());
    assert_eq!(hash("phone", "13800000000"), "34b3262cc35954a51962ebb436a5e72aa2937c017246eba66da2c17f810610a2");
    assert_ne!(hash("phone", "13800000000"), hash("phone code", "13800000000"));
    assert_ne!(hash("a", "bc"), hash("ab", "c"));
    assert!(same(b"abc", b"abc") && !same(b"abc", b"abd") && !same(b"abc", b"ab"));
}

fn wrap_place() -> WrapPlace {
    let county = CountyId(Uuid::from_u128(1));
    WrapPlace { county, envelope: key(7).envelope_id, holder: WrapHolder::Organ, organ: Some(OrganId(Uuid::from_u128(5))) }
}

fn secret(byte: u8) -> HolderSecret {
    HolderSecret { key_id: "k".to_owned(), salt: Zeroizing::default(), secret: Zeroizing::new(vec![byte; 32]) }
}

#[test]
fn a_wrap_is_frozen_and_opens_for_its_holder_and_place_only() {
    let place = wrap_place();
    let wrapped = place.wrap(&secret(9), [3; 12], &key(7)).unwrap();
    assert_eq!(hex::encode(&wrapped), "b3a9f83b7a13cf318cd015e6d85651c3125f5cde8ffe4d947c60f83b1b9e0215104a6aa6c11761af99ef19322d131f6a");
    let opens = |place: WrapPlace, by: u8, nonce: u8, wrapped: &[u8]| place.unwrap(&secret(by), &[nonce; 12], wrapped).unwrap().is_some();
    assert_eq!(*place.unwrap(&secret(9), &[3; 12], &wrapped).unwrap().unwrap().secret, [7; 32]);
    assert!(!opens(place, 8, 3, &wrapped), "another holder's secret");
    assert!(!opens(place, 9, 4, &wrapped), "another nonce");
    assert!(!opens(WrapPlace { county: CountyId(Uuid::from_u128(2)), ..place }, 9, 3, &wrapped), "another county");
    assert!(!opens(WrapPlace { envelope: key(8).envelope_id, ..place }, 9, 3, &wrapped), "another envelope");
    assert!(!opens(WrapPlace { holder: WrapHolder::Review, ..place }, 9, 3, &wrapped), "another kind of holder");
    assert!(!opens(WrapPlace { organ: None, ..place }, 9, 3, &wrapped), "another organ");
    for bit in 0..wrapped.len() * 8 {
        let mut altered = wrapped.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(!opens(place, 9, 3, &altered), "bit {bit}");
    }
}

#[test]
fn a_text_is_frozen_and_bound_to_its_part() {
    let place = PartPlace {
        county: CountyId(Uuid::from_u128(1)),
        envelope: key(7).envelope_id,
        part: SealedPartId(Uuid::from_u128(3)),
        kind: PartKind::Report,
    };
    let cipher = key(7).parts_cipher().unwrap();
    let sealed = cipher.seal([1; 12], &place.bytes(), "村里的钱".as_bytes()).unwrap();
    assert_eq!(hex::encode(&sealed), "e9c2e52e682d50d996deb58b962a955cda6effc95860966c9f5e623b");
    assert_eq!(cipher.open(&[1; 12], &place.bytes(), &sealed).unwrap().as_slice(), "村里的钱".as_bytes());
    let moved = [
        PartPlace { part: SealedPartId(Uuid::from_u128(4)), ..place },
        PartPlace { kind: PartKind::Reply, ..place },
        PartPlace { county: CountyId(Uuid::from_u128(2)), ..place },
    ];
    assert!(moved.iter().all(|place| cipher.open(&[1; 12], &place.bytes(), &sealed).is_none()));
    assert!(cipher.open(&[1; 11], &place.bytes(), &sealed).is_none(), "a nonce of the wrong length");
    assert!(cipher.open(&[1; 12], &place.bytes(), &sealed[..10]).is_none(), "shorter than a tag");
}

#[test]
fn a_query_code_is_frozen_and_names_its_county() {
    let code = query_code::make(&ring(), 12_345, "0123456789abcdef").unwrap();
    assert_eq!(query_code::display(&code), "C1SR-E1TE-YWGS-5GQ9-Z");
    assert_eq!(query_code::county_number(&code), 12_345);
    assert_eq!(query_code::make(&ring(), 12_345, b"0123456789abcdef").unwrap().reveal(), code.reveal());
    assert_ne!(query_code::make(&ring(), 12_345, "0123456789abcdeg").unwrap().reveal(), code.reveal());
    assert!(query_code::make(&ring(), 40_000, "0123456789abcdef").is_err());
    for number in [0, 1, 0x7FFF] {
        assert_eq!(query_code::county_number(&query_code::make(&ring(), number, "x").unwrap()), number);
    }
    assert_ne!(query_code::lookup_hash(&ring(), &code).unwrap(), code.reveal().as_bytes());
}

#[test]
fn a_query_code_is_read_as_people_write_it() {
    let code = query_code::make(&ring(), 1, "0123456789abcdef").unwrap();
    let shown = query_code::display(&code);
    let wide: String = shown.chars().map(|c| if c == '-' { '－' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() }).collect();
    let confused = shown.replace('0', "o").replace('1', "L");
    for written in
        [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), format!(" {shown}\n"), wide, confused, shown.replace('1', "i")]
    {
        assert_eq!(query_code::parse(&written).map(|read| read == code), Ok(true), "{written}");
    }
    for wrong in ["", "   ", "0", "村", "UUUU-UUUU-UUUU-UUUU-U", &shown[..shown.len() - 1], &format!("{shown}0"), &"0".repeat(5000), "\0"]
    {
        assert_eq!(query_code::parse(wrong).unwrap_err().field, Some("queryCode"), "{wrong}");
    }
}

#[test]
fn a_wrong_character_and_two_exchanged_ones_are_always_found() {
    let code = query_code::make(&ring(), 777, "0123456789abcdef").unwrap();
    let letters: Vec<char> = code.reveal().chars().collect();
    for place in 0..letters.len() {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|c| *c != letters[place]) {
            let mut wrong = letters.clone();
            wrong[place] = other;
            assert!(query_code::parse(&wrong.iter().collect::<String>()).is_err());
        }
        for with in (0..letters.len()).filter(|with| letters[*with] != letters[place]) {
            let mut wrong = letters.clone();
            wrong.swap(place, with);
            assert!(query_code::parse(&wrong.iter().collect::<String>()).is_err());
        }
    }
}

#[test]
fn a_sealed_file_is_frozen() {
    let plain: Vec<u8> = (0..SEGMENT + 5).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let sealed = seal_segments(&key(7), "county/blob", &counting(), &plain).unwrap();
    assert_eq!(sealed.len(), plain.len() + 2 * 28);
    assert_eq!(hash_of(&sealed), "68ba99d8433785d98dbf1041f884d6bc97e9988270173cf189cb575b79c0e5b1");
    let empty = seal_segments(&key(7), "county/blob", &counting(), b"").unwrap();
    assert_eq!(hex::encode(empty), "000102030405060708090a0bace568f0db76c18d910bd0c2e29e562a");
}

fn whole(name: &str, total: usize, sealed: &[u8]) -> Option<Vec<u8>> {
    open_range(&key(7), name, Span::of(total as u64, 0, total as u64), sealed).ok()
}

#[test]
fn files_of_every_awkward_length_open_again() {
    for total in [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 17] {
        let plain = vec![0xA5; total];
        let sealed = seal_segments(&key(7), "b", &counting(), &plain).unwrap();
        assert_eq!(sealed.len() as u64, sealed_length(total as u64));
        assert_eq!(whole("b", total, &sealed), Some(plain), "{total}");
    }
}

#[test]
fn an_altered_file_does_not_open() {
    let total = 2 * SEGMENT + 100;
    let sealed = seal_segments(&key(7), "b", &counting(), &vec![1; total]).unwrap();
    let one = SEGMENT + 28;
    let flipped = |at: usize| {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        altered
    };
    for at in [0, 11, 12, one - 1, one, 2 * one + 50, sealed.len() - 1] {
        assert_eq!(whole("b", total, &flipped(at)), None, "bit at {at}");
    }
    let swapped = [&sealed[one..2 * one], &sealed[..one], &sealed[2 * one..]].concat();
    let repeated = [&sealed[..one], &sealed[..one], &sealed[2 * one..]].concat();
    let cut_at_segment = &sealed[..2 * one];
    let cut_inside = &sealed[..sealed.len() - 1];
    let longer = [&sealed[..], &sealed[..one]].concat();
    for altered in [&swapped[..], &repeated, cut_at_segment, cut_inside, &longer, &[]] {
        assert_eq!(whole("b", total, altered), None);
    }
    assert_eq!(whole("b", 2 * SEGMENT, cut_at_segment), None, "a shorter file does not pass for whole");
    assert_eq!(whole("c", total, &sealed), None, "another blob's name");
    assert!(open_range(&key(8), "b", Span::of(total as u64, 0, total as u64), &sealed).is_err(), "another envelope");
}

proptest! {
    #[test]
    fn any_range_opens_alone(total in 0usize..300_000, start in 0u64..310_000, length in 0u64..310_000, pieces in 1usize..5) {
        let plain: Vec<u8> = (0..total).map(|n| u8::try_from(n * 7 % 256).unwrap()).collect();
        let random = counting();
        let mut sealer = super::stream::Sealer::new(&key(7), "b", &random).unwrap();
        let mut sealed = Vec::new();
        for piece in plain.chunks((total / pieces).max(1)) {
            sealed.extend(sealer.push(piece).unwrap());
        }
        sealed.extend(sealer.finish().unwrap());
        let span = Span::of(total as u64, start, length);
        let from = usize::try_from(span.start).unwrap();
        let part = &sealed[from..from + usize::try_from(span.length).unwrap()];
        let begin = usize::try_from(start).unwrap().min(total);
        let end = (begin + usize::try_from(length).unwrap()).min(total);
        prop_assert_eq!(open_range(&key(7), "b", span, part).unwrap(), &plain[begin..end]);
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_code(text in "\\PC{0,60}") {
        let _ = query_code::parse(&text);
    }
}
