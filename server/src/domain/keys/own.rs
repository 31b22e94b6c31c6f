//! Somebody's own key pair: under a key from his password in the account's row, under a session's key while he is signed in.

use crate::domain::keys::cipher::{Cipher, NONCE, Secret, derive};
use crate::domain::keys::hash::{keyed_hash, same};
use crate::domain::keys::model::Recipe;
use crate::domain::keys::{pair, pair_store};
use crate::kernel::clock::random;
use crate::kernel::hand::Hand;
use crate::kernel::keyring::{KeyRing, Purpose};
use crate::kernel::{Failure, Kernel, Outcome, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::{AccountId, AccountKeyId, SessionId};
use entity::{account_key, session_key};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A pair of somebody's own, sealed under a key from a password.
#[derive(Clone)]
pub struct Own {
    public: Vec<u8>,
    secret: Secret,
    recipe: Recipe,
    nonce: [u8; NONCE],
    sealed: Vec<u8>,
}

/// Somebody whose private key is open; wiped when dropped.
#[derive(Clone)]
pub struct Owner {
    /// Which pair.
    pub key: AccountKeyId,
    pub(super) secret: Secret,
}

impl Own {
    /// A new pair under a key from a password.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn draw(kernel: &Kernel, under: &Secret, recipe: Recipe) -> Outcome<Self> {
        let pair::Pair { public, secret } = pair::draw(&*kernel.chance)?;
        Self::seal(kernel, (public, secret), under, recipe)
    }

    fn seal(kernel: &Kernel, (public, secret): (Vec<u8>, Secret), under: &Secret, recipe: Recipe) -> Outcome<Self> {
        let nonce = random(&*kernel.chance);
        let sealed = password_cipher(under)?.seal(nonce, &public, secret.as_slice())?;
        Ok(Self { public, secret, recipe, nonce, sealed })
    }
}

/// Makes this pair the account's. What was wrapped for the one before is lost, and so are sessions' wraps of it.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn keep_own(tx: &Tx, account: AccountId, own: &Own) -> Outcome<Owner> {
    pair_store::forget_own(tx, account).await?;
    let row = account_key::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: account,
        algorithm: pair::ALGORITHM.to_owned(),
        mark: mark(&tx.kernel.keys, account, &own.public)?,
        public: own.public.clone(),
        memory_kib: i32::try_from(own.recipe.memory_kib).map_err(Failure::fault)?,
        passes: i32::try_from(own.recipe.passes).map_err(Failure::fault)?,
        salt: own.recipe.salt.clone(),
        nonce: own.nonce.to_vec(),
        sealed: own.sealed.clone(),
        created_at: tx.now,
    };
    let owner = Owner { key: row.id, secret: own.secret.clone() };
    tx.add(row).await?;
    Ok(owner)
}

/// Puts a new pair in the place of one that is open: what was wrapped for that one is wrapped for the new one.
///
/// # Errors
/// As [`keep_own`].
pub async fn succeed_own(tx: &Tx, account: AccountId, (before, own): (&Owner, &Own)) -> Outcome<Owner> {
    let held = pair_store::members_of(tx, before.key).await?;
    let owner = keep_own(tx, account, own).await?;
    for row in held {
        let bound = member_place(tx, row.organ_key_id);
        let Some(secret) = pair::open(&before.secret, &bound, (&row.encapped, &row.sealed)) else { continue };
        let sealed = pair::seal(&*tx.kernel.chance, &own.public, &bound, &secret)?;
        pair_store::add_member(tx, (row.organ_key_id, owner.key), sealed).await?;
    }
    Ok(owner)
}

/// Seals the account's private key anew under a key from another password; false if it has another pair by now.
///
/// # Errors
/// A fault of the database.
pub async fn seal_own_anew(tx: &Tx, row: &account_key::Model, owner: &Owner, (under, recipe): (&Secret, Recipe)) -> Outcome<bool> {
    let own = Own::seal(&tx.kernel, (row.public.clone(), owner.secret.clone()), under, recipe)?;
    pair_store::put_sealed(tx, row.id, (own.nonce.to_vec(), own.sealed), &own.recipe).await
}

/// The account's pair, its private half sealed.
///
/// # Errors
/// A fault of the database.
pub async fn own_of(tx: &Tx, account: AccountId) -> Outcome<Option<account_key::Model>> {
    pair_store::own_of(tx, account).await
}

/// How the key from the password was made.
#[must_use]
pub fn recipe_of(row: &account_key::Model) -> Recipe {
    let number = |value: i32| u32::try_from(value).unwrap_or_default();
    Recipe { salt: row.salt.clone(), memory_kib: number(row.memory_kib), passes: number(row.passes) }
}

/// Opens somebody's private key with the key from his password; none if that is another one.
///
/// # Errors
/// A fault, if what it opens is no private key.
pub fn open_own(row: &account_key::Model, under: &Secret) -> Outcome<Option<Owner>> {
    let opened = password_cipher(under)?.open(&row.nonce, &row.public, &row.sealed);
    opened.map(|secret| Ok(Owner { key: row.id, secret: pair::secret_of(&secret)? })).transpose()
}

/// Lays an open private key into a session, under a new random key that goes into a cookie and nowhere else.
///
/// # Errors
/// A fault of the database.
pub async fn hold(tx: &Tx, session: SessionId, owner: &Owner) -> Outcome<Hand> {
    let hand = Hand::new(session, Secret::new(tx.random()));
    let nonce = tx.random();
    let row = session_key::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        session_id: session,
        account_key_id: owner.key,
        nonce: nonce.to_vec(),
        sealed: session_cipher(&hand)?.seal(nonce, &session_place(tx, session, owner.key), owner.secret.as_slice())?,
        created_at: tx.now,
    };
    tx.add(row).await?;
    Ok(hand)
}

/// Whoever brought the key of a living session with this request.
///
/// # Errors
/// A fault of the database.
pub async fn at_hand(tx: &Tx) -> Outcome<Option<Owner>> {
    let Some(hand) = &tx.hand else { return Ok(None) };
    let Some(row) = pair_store::living(tx, hand.session).await? else { return Ok(None) };
    let bound = session_place(tx, row.session_id, row.account_key_id);
    let opened = session_cipher(hand)?.open(&row.nonce, &bound, &row.sealed);
    opened.map(|secret| Ok(Owner { key: row.account_key_id, secret: pair::secret_of(&secret)? })).transpose()
}

/// An open private key between the two steps of signing in: sealed for the server, on its way through the client. The
/// database never has it.
///
/// # Errors
/// A fault of the key folder.
pub fn carry(kernel: &Kernel, account: AccountId, owner: &Owner) -> Outcome<String> {
    let nonce: [u8; NONCE] = random(&*kernel.chance);
    let plain = Zeroizing::new([Uuid::from(owner.key).as_bytes(), owner.secret.as_slice()].concat());
    let key = kernel.keys.platform(Purpose::SignIn).map_err(Failure::fault)?;
    let sealed = carrying_cipher(key.bytes())?.seal(nonce, account.0.as_bytes(), &plain)?;
    Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
}

/// What [`carry`] sealed; none if it was sealed for another account or under a key that is gone.
///
/// # Errors
/// Only a fault of the library.
pub fn carried(kernel: &Kernel, account: AccountId, text: &str) -> Outcome<Option<Owner>> {
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let Some((nonce, sealed)) = bytes.split_at_checked(NONCE) else { return Ok(None) };
    for key in kernel.keys.newest_first(Purpose::SignIn) {
        let Some(plain) = carrying_cipher(key.bytes())?.open(nonce, account.0.as_bytes(), sealed) else { continue };
        let Some((id, secret)) = plain.split_first_chunk::<16>() else { return Ok(None) };
        return Ok(Some(Owner { key: AccountKeyId(Uuid::from_bytes(*id)), secret: pair::secret_of(secret)? }));
    }
    Ok(None)
}

/// Whether an account's row is one that we wrote: to a public key that somebody put into the database nothing is sealed.
///
/// # Errors
/// A fault of the key folder.
pub fn is_ours(keys: &KeyRing, row: &account_key::Model) -> Outcome<bool> {
    Ok(same(&row.mark, &mark(keys, row.account_id, &row.public)?))
}

/// What an organ's private key is bound to where it lies with a member.
pub fn member_place(tx: &Tx, pair: entity::id::OrganKeyId) -> Vec<u8> {
    [b"lianjing member v1", Uuid::from(tx.county.id).as_bytes().as_slice(), Uuid::from(pair).as_bytes()].concat()
}

fn mark(keys: &KeyRing, account: AccountId, public: &[u8]) -> Outcome<Vec<u8>> {
    keyed_hash(keys, "account key", &[account.0.as_bytes().as_slice(), public].concat())
}

fn session_place(tx: &Tx, session: SessionId, key: AccountKeyId) -> Vec<u8> {
    let ids = [Uuid::from(tx.county.id), session.0, key.0];
    ids.iter().fold(b"lianjing session v1".to_vec(), |bytes, id| [&bytes[..], id.as_bytes()].concat())
}

fn session_cipher(hand: &Hand) -> Outcome<Cipher> {
    Cipher::new(&*derive(&[], hand.key(), &[b"lianjing session key v1"])?)
}

fn password_cipher(under: &Secret) -> Outcome<Cipher> {
    Cipher::new(&*derive(&[], under.as_slice(), &[b"lianjing own key v1"])?)
}

fn carrying_cipher(key: &[u8; 32]) -> Outcome<Cipher> {
    Cipher::new(&*derive(&[], key, &[b"lianjing carried key v1"])?)
}
