//! The paper key: a private key that is printed once and lies in a safe. Every organ's private half is also sealed to it, by
//! whoever holds that half and is there; who has the paper gives it back to somebody who lost his password.

use crate::domain::keys::by_pair::held_by;
use crate::domain::keys::cipher::Secret;
use crate::domain::keys::hash::{keyed_hash, same};
use crate::domain::keys::own::{self, Owner, member_place};
use crate::domain::keys::reseal::only_operator;
use crate::domain::keys::{pair, pair_store, paper_store};
use crate::domain::ledger::{self, Entry};
use crate::kernel::keyring::KeyRing;
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::{AccountId, OrganId, OrganKeyId, PaperKeyId};
use entity::paper_key;
use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Digits of five bits that hold the key.
const DIGITS: usize = 52;
/// Digits that tell a slip of the pen.
const CHECK: usize = 4;

/// How many pairs there are, and how many of them the paper opens by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperStanding {
    /// Pairs of organs and custodians, older ones too.
    pub pairs: u64,
    /// Those that the paper opens.
    pub sealed: u64,
}

/// Draws a paper key for a county; the one before is void. It is shown once and kept nowhere. Pairs are sealed to it as
/// their holders sign in.
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault of the database or the key folder.
pub async fn new_paper(ctx: &Ctx, county: &County) -> Outcome<Zeroizing<String>> {
    only_operator(ctx)?;
    let drawn = pair::draw(&*ctx.kernel.chance)?;
    let tx = ctx.write(county).await?;
    paper_store::forget(&tx).await?;
    let (county_id, id, created_at) = (tx.county.id, tx.mint(), tx.now);
    let mark = mark(&tx.kernel.keys, id, &drawn.public)?;
    tx.add(paper_key::Model { county_id, id, algorithm: pair::ALGORITHM.to_owned(), public: drawn.public, mark, created_at }).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("keys.paper_made", id, json!({}))).await?;
    tx.commit().await?;
    Ok(written(&drawn.secret))
}

/// What the paper opens by now; none without a paper.
///
/// # Errors
/// A fault of the database.
pub async fn paper_standing(ctx: &Ctx, county: &County) -> Outcome<Option<PaperStanding>> {
    let tx = ctx.read(county).await?;
    let Some(paper) = paper_store::current(&tx).await? else { return Ok(None) };
    let sealed = paper_store::wraps(&tx, paper.id).await?.len() as u64;
    Ok(Some(PaperStanding { pairs: pair_store::pairs(&tx).await?.len() as u64, sealed }))
}

/// Gives somebody his organ's private keys by the paper; how many. Whether he is to have them must have been decided.
///
/// # Errors
/// Refused for a paper that is not this county's, or that opens nothing of this organ; for somebody without a key of his own.
pub async fn recover(tx: &Tx, text: &str, (organ, account): (Option<OrganId>, AccountId)) -> Outcome<u64> {
    let secret = read(text)?;
    let paper = paper_store::current(tx).await?.ok_or_else(|| refusal("这个县还没有纸质密钥。"))?;
    let own = own::own_of(tx, account).await?;
    let own = own.ok_or_else(|| refusal("这个人还没有自己的密钥：请他先登录一次。"))?;
    let wraps = paper_store::wraps(tx, paper.id).await?;
    let mut given = 0;
    for pair in pair_store::pairs(tx).await?.into_iter().filter(|pair| pair.organ_id == organ) {
        let Some(row) = wraps.iter().find(|row| row.organ_key_id == pair.id) else { continue };
        let bound = member_place(tx, pair.id);
        let opened = pair::open(&secret, &bound, (&row.encapped, &row.sealed));
        let opened = opened.ok_or_else(|| refusal("这张纸不是现在这一张，打不开。"))?;
        pair_store::add_member(tx, (pair.id, own.id), pair::seal(&*tx.kernel.chance, &own.public, &bound, &opened)?).await?;
        given += 1;
    }
    if given == 0 { Err(refusal("这个组织的密钥还没有封到这张纸上。")) } else { Ok(given) }
}

/// Seals pairs to the paper that are not yet, as far as this owner holds them.
pub(super) async fn catch_up(tx: &Tx, owner: &Owner, held: &[OrganKeyId]) -> Outcome<()> {
    let Some(paper) = ours(tx).await? else { return Ok(()) };
    let there = paper_store::wraps(tx, paper.id).await?;
    for id in held.iter().filter(|id| !there.iter().any(|row| row.organ_key_id == **id)) {
        if let Some(secret) = held_by(tx, owner, *id).await? {
            seal(tx, &paper, (*id, &secret)).await?;
        }
    }
    Ok(())
}

/// Seals a pair to the paper in the moment in which it is drawn.
pub(super) async fn note(tx: &Tx, id: OrganKeyId, secret: &Secret) -> Outcome<()> {
    let Some(paper) = ours(tx).await? else { return Ok(()) };
    seal(tx, &paper, (id, secret)).await
}

async fn seal(tx: &Tx, paper: &paper_key::Model, (id, secret): (OrganKeyId, &Secret)) -> Outcome<()> {
    let sealed = pair::seal(&*tx.kernel.chance, &paper.public, &member_place(tx, id), secret.as_slice())?;
    paper_store::add(tx, (id, paper.id), sealed).await
}

/// The county's paper, if it was made here.
async fn ours(tx: &Tx) -> Outcome<Option<paper_key::Model>> {
    let Some(paper) = paper_store::current(tx).await? else { return Ok(None) };
    if same(&paper.mark, &mark(&tx.kernel.keys, paper.id, &paper.public)?) {
        return Ok(Some(paper));
    }
    tracing::error!(paper = %paper.id, "a paper key that was not made here: nothing is sealed to it");
    Ok(None)
}

/// Notes that somebody was given an organ's key by the paper.
///
/// # Errors
/// A fault of the database.
pub async fn note_recovery(tx: &Tx, actor: &Actor, (organ, account, reason): (Option<OrganId>, AccountId, &str)) -> Outcome<()> {
    let facts = json!({ "organ": organ, "account": account, "reason": reason });
    ledger::append(tx, actor, Entry::public("keys.recovered", account, facts)).await
}

fn mark(keys: &KeyRing, id: PaperKeyId, public: &[u8]) -> Outcome<Vec<u8>> {
    keyed_hash(keys, "paper key", &[id.0.as_bytes().as_slice(), public].concat())
}

fn refusal(sentence: &str) -> Failure {
    Failure::refuse(ErrorCode::State, sentence)
}

/// As it is printed: fourteen groups of four letters and digits that are not mistaken for each other.
fn written(secret: &Secret) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(Vec::with_capacity(DIGITS));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in secret.iter() {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            digits.push(u8::try_from(held >> bits & 31).unwrap_or_default());
        }
        held &= (1 << bits) - 1;
    }
    digits.push(u8::try_from(held << (5 - bits) & 31).unwrap_or_default());
    let check = check(secret);
    let mut text = Zeroizing::new(String::with_capacity(70));
    for (place, digit) in digits.iter().chain(&check).enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(ALPHABET.get(usize::from(*digit)).map_or('0', |letter| char::from(*letter)));
    }
    text
}

/// From paper: small letters, gaps and dashes, O for 0, I and L for 1.
fn read(text: &str) -> Outcome<Secret> {
    let wrong = || Failure::refuse(ErrorCode::Invalid, "纸质密钥抄得不对，请对照着再看一遍。");
    let letters = text.chars().take(200).nfkc().filter(|letter| letter.is_alphanumeric()).map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    });
    let value = |letter: char| ALPHABET.iter().position(|known| char::from(*known) == letter).and_then(|at| u8::try_from(at).ok());
    let digits: Option<Vec<u8>> = letters.map(value).collect();
    let digits = Zeroizing::new(digits.ok_or_else(wrong)?);
    if digits.len() != DIGITS + CHECK {
        return Err(wrong());
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(33));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in digits.iter().take(DIGITS) {
        held = held << 5 | u32::from(*digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).unwrap_or_default());
            held &= (1 << bits) - 1;
        }
    }
    let secret = pair::secret_of(&bytes)?;
    let is_whole = digits.iter().skip(DIGITS).eq(check(&secret).iter());
    if is_whole { Ok(secret) } else { Err(wrong()) }
}

fn check(secret: &Secret) -> [u8; CHECK] {
    let hash = digest(&SHA256, &[b"lianjing paper v1".as_slice(), secret.as_slice()].concat());
    hash.as_ref().first_chunk::<CHECK>().map_or([0; CHECK], |bytes| bytes.map(|byte| byte & 31))
}

#[cfg(test)]
mod tests {
    use super::{Secret, read, written};

    #[test]
    fn a_paper_is_read_as_it_was_written() {
        let secret = Secret::new(std::array::from_fn(|place| u8::try_from(place * 7).unwrap()));
        let text = written(&secret);
        assert_eq!(text.len(), 56 + 13);
        for copied in [text.to_string(), text.to_lowercase(), text.replace('-', " "), text.replace('0', "o").replace('1', "l")] {
            assert_eq!(read(&copied).unwrap(), secret, "{copied}");
        }
        let another = if text.starts_with('2') { "3" } else { "2" };
        let slipped: String = another.chars().chain(text.chars().skip(1)).collect();
        let cut: String = text.chars().take(60).collect();
        for wrong in ["", "x", &cut, &slipped] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
