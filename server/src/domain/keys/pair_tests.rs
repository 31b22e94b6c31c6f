//! Known answers of RFC 9180, frozen ciphertexts of this version, and all that must not open.

use super::cipher::Secret;
use super::model::{OpenKey, WrapPlace};
use super::pair;
use crate::kernel::clock::Chance;
use entity::id::{CountyId, EnvelopeId, OrganId};
use entity::words::WrapHolder;
use std::sync::atomic::{AtomicU8, Ordering};
use uuid::Uuid;

/// Bytes that count up: chance that can be foreseen.
struct Counting(AtomicU8);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn counting() -> Counting {
    Counting(AtomicU8::new(0))
}

fn place() -> WrapPlace {
    let envelope = EnvelopeId(Uuid::from_u128(7));
    WrapPlace { county: CountyId(Uuid::from_u128(1)), envelope, holder: WrapHolder::Organ, organ: Some(OrganId(Uuid::from_u128(5))) }
}

#[test]
fn keys_are_derived_as_the_standards_vector_says() {
    // RFC 9180, A.1.1: DHKEM(X25519, HKDF-SHA256), the recipient's key from ikmR.
    let seed = pair::secret_of(&hex::decode("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037").unwrap()).unwrap();
    let pair = pair::from_seed(&seed).unwrap();
    assert_eq!(hex::encode(&pair.public), "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    // The private half is kept as the curve uses it, with its outer bits set; the public half is the same.
}

#[test]
fn what_was_sealed_to_a_pair_is_frozen() {
    let pair = pair::from_seed(&Secret::new([3; 32])).unwrap();
    let sealed = pair::seal(&counting(), &pair.public, &place().bytes(), &[7; 32]).unwrap();
    assert_eq!(hex::encode(&pair.public), FROZEN[0]);
    assert_eq!(hex::encode(&sealed.encapped), FROZEN[1]);
    assert_eq!(hex::encode(&sealed.text), FROZEN[2]);
    let opened = pair::open(&pair.secret, &place().bytes(), (&hex::decode(FROZEN[1]).unwrap(), &hex::decode(FROZEN[2]).unwrap()));
    assert_eq!(opened.unwrap().as_slice(), [7; 32]);
}

/// Reckoned once by another implementation of RFC 9180, in another language: what it seals, we open.
const FROZEN: [&str; 3] = [
    "90ab790ecbf0704232ffe9436faeccc913b66a60e99c688a40bba4d5e2e61450",
    "b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2b",
    "bc6a779bbd47abfad17a3226476e7391aed8a7b83147540f5f498d72b854d7323f0265b8090e66baf8a2e16b15117479",
];

#[test]
fn nothing_else_opens_it() {
    let pair = pair::from_seed(&Secret::new([3; 32])).unwrap();
    let other = pair::from_seed(&Secret::new([4; 32])).unwrap();
    let sealed = pair::seal(&counting(), &pair.public, &place().bytes(), &[7; 32]).unwrap();
    let opens =
        |secret: &Secret, place: WrapPlace, encapped: &[u8], text: &[u8]| pair::open(secret, &place.bytes(), (encapped, text)).is_some();
    assert!(opens(&pair.secret, place(), &sealed.encapped, &sealed.text));
    assert!(!opens(&other.secret, place(), &sealed.encapped, &sealed.text), "another organ's key");
    assert!(!opens(&pair.secret, WrapPlace { holder: WrapHolder::Review, ..place() }, &sealed.encapped, &sealed.text), "another place");
    assert!(!opens(&pair.secret, WrapPlace { county: CountyId(Uuid::from_u128(2)), ..place() }, &sealed.encapped, &sealed.text));
    for part in [&[][..], &sealed.text[..10]] {
        assert!(!opens(&pair.secret, place(), &sealed.encapped, part) && !opens(&pair.secret, place(), part, &sealed.text));
    }
    for bit in 0..sealed.text.len() * 8 {
        let mut altered = sealed.text.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(!opens(&pair.secret, place(), &sealed.encapped, &altered), "bit {bit}");
    }
    assert!(pair::seal(&counting(), &[0; 5], b"", b"x").is_err(), "no public key");
}

#[test]
fn an_envelopes_own_pair_is_frozen() {
    let key = OpenKey::new(EnvelopeId(Uuid::from_u128(7)), Secret::new([7; 32]));
    assert_eq!(hex::encode(super::append::pair_of(&key).unwrap().public), APPEND);
}

const APPEND: &str = "e5e3234c4d2c69f16474a2f7378641de4797ce39f3c20b29936756480ef01244";

#[test]
fn a_private_key_is_never_printed() {
    let recipe = super::Recipe { salt: vec![1; 16], memory_kib: 8, passes: 1 };
    assert!(format!("{recipe:?}").contains("memory_kib"), "only how it was made");
}
