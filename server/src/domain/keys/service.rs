//! Making, wrapping and opening envelopes; sealing and opening their texts.

use crate::domain::keys::cipher::ALGORITHM;
use crate::domain::keys::model::{Holder, HolderSecret, OpenKey, Part, PartPlace, WrapPlace};
use crate::domain::keys::store;
use crate::kernel::keyring::{Key, Purpose};
use crate::kernel::secret::SealedText;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{EnvelopeId, OrganId, SealedPartId};
use entity::words::{EnvelopeKind, PartKind, WrapHolder};
use entity::{key_wrap, sealed_part};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A new envelope with a random key, wrapped for each holder.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn seal_new(tx: &Tx, kind: EnvelopeKind, holders: &[Holder<'_>]) -> Outcome<OpenKey> {
    let [key] = seal_each(tx, [(kind, holders)]).await?;
    Ok(key)
}

/// The same for several envelopes, in two statements.
///
/// # Errors
/// As [`seal_new`].
pub async fn seal_each<const N: usize>(tx: &Tx, envelopes: [(EnvelopeKind, &[Holder<'_>]); N]) -> Outcome<[OpenKey; N]> {
    let keys = envelopes.map(|(kind, holders)| (OpenKey::new(tx.mint(), Zeroizing::new(tx.random())), kind, holders));
    store::add_envelopes(tx, keys.iter().map(|(key, kind, _)| (key.envelope_id, *kind))).await?;
    let wraps = keys.iter().flat_map(|(key, _, holders)| holders.iter().map(move |holder| wrap_row(tx, key, holder)));
    tx.add_all(wraps.collect::<Outcome<_>>()?).await?;
    Ok(keys.map(|(key, ..)| key))
}

/// Wraps an open key for one more holder.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn wrap_for(tx: &Tx, key: &OpenKey, holder: Holder<'_>) -> Outcome<()> {
    tx.add(wrap_row(tx, key, &holder)?).await?;
    Ok(())
}

/// Takes an envelope's wraps away from a kind of holder; no error if there are none.
///
/// # Errors
/// A fault of the database.
pub async fn drop_wrap(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder) -> Outcome<()> {
    store::delete_wraps(tx, envelope, holder).await
}

/// Takes an envelope's wrap away from one organ; no error if it has none.
///
/// # Errors
/// A fault of the database.
pub async fn drop_wrap_of(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder, organ: OrganId) -> Outcome<()> {
    store::delete_wrap_of(tx, envelope, holder, organ).await
}

/// Forgets an envelope with its wraps and texts: what it sealed elsewhere can never be opened again.
///
/// # Errors
/// A fault of the database.
pub async fn destroy(tx: &Tx, envelope: EnvelopeId) -> Outcome<()> {
    store::delete(tx, envelope).await
}

/// Forgets the texts of an envelope but for these; what is kept opens as before.
///
/// # Errors
/// A fault of the database; so is a text that something still refers to.
pub async fn forget_parts(tx: &Tx, envelope: EnvelopeId, but: &[SealedPartId]) -> Outcome<()> {
    store::delete_parts(tx, envelope, but).await
}

/// Forgets these texts, wherever they lie; what lies beside them opens as before.
///
/// # Errors
/// A fault of the database; so is a text that something still refers to.
pub async fn forget_these(tx: &Tx, parts: &[SealedPartId]) -> Outcome<()> {
    for some in parts.chunks(500) {
        store::delete_these(tx, some).await?;
    }
    Ok(())
}

/// Opens an envelope with what the holder brings.
///
/// # Errors
/// Hidden if nothing is wrapped for this holder or the query code is not the one it was wrapped with. A fault if the
/// key folder lacks the key or the wrap was altered: the operator must know.
pub async fn open(tx: &Tx, envelope: EnvelopeId, holder: Holder<'_>) -> Outcome<OpenKey> {
    let place = WrapPlace { county: tx.county.id, envelope, holder: holder.word(), organ: holder.organ() };
    let rows = store::wraps(tx, envelope, place.holder, place.organ).await?;
    for row in &rows {
        let by = secret_named(tx, &holder, &row.key_id)?;
        if let Some(key) = place.unwrap(&by, &row.nonce, &row.wrapped)? {
            return Ok(key);
        }
    }
    if rows.is_empty() || matches!(holder, Holder::Reporter(_)) {
        return Err(Failure::hidden());
    }
    Err(Failure::fault(format!("no wrap of {envelope} opens for its holder: altered, or another key under the same name")))
}

/// Seals one more text into an envelope.
///
/// # Errors
/// A fault of the database.
pub async fn add_part(tx: &Tx, key: &OpenKey, kind: PartKind, text: &SealedText) -> Outcome<SealedPartId> {
    let row = part_row(tx, key, kind, text)?;
    let id = row.id;
    tx.add(row).await?;
    Ok(id)
}

/// Seals a text into each envelope, in one statement.
///
/// # Errors
/// A fault of the database.
pub async fn add_parts(tx: &Tx, parts: &[(&OpenKey, PartKind, SealedText)]) -> Outcome<()> {
    let rows = parts.iter().map(|(key, kind, text)| part_row(tx, key, *kind, text));
    Ok(tx.add_all(rows.collect::<Outcome<_>>()?).await?)
}

fn part_row(tx: &Tx, key: &OpenKey, kind: PartKind, text: &SealedText) -> Outcome<sealed_part::Model> {
    let place = PartPlace { county: tx.county.id, envelope: key.envelope_id, part: tx.mint(), kind };
    let nonce = tx.random();
    Ok(sealed_part::Model {
        county_id: tx.county.id,
        id: place.part,
        envelope_id: place.envelope,
        kind,
        created_at: tx.now,
        nonce: nonce.to_vec(),
        ciphertext: key.parts_cipher()?.seal(nonce, &place.bytes(), text.reveal().as_bytes())?,
    })
}

/// The texts of an envelope, oldest first.
///
/// # Errors
/// A fault of the database, or if a text was altered or moved here from elsewhere.
pub async fn parts(tx: &Tx, key: &OpenKey) -> Outcome<Vec<Part>> {
    let cipher = key.parts_cipher()?;
    let rows = store::parts(tx, key.envelope_id).await?;
    rows.into_iter()
        .map(|row| {
            let place = PartPlace { county: tx.county.id, envelope: key.envelope_id, part: row.id, kind: row.kind };
            let plain = cipher.open(&row.nonce, &place.bytes(), &row.ciphertext);
            let plain = plain.ok_or_else(|| Failure::fault(format!("{} does not open: altered or moved", row.id)))?;
            let text = std::str::from_utf8(&plain).map_err(Failure::fault)?.to_owned();
            Ok(Part { id: row.id, kind: row.kind, created_at: row.created_at, text: SealedText::new(text) })
        })
        .collect()
}

fn wrap_row(tx: &Tx, key: &OpenKey, holder: &Holder<'_>) -> Outcome<key_wrap::Model> {
    let by = secret_now(tx, holder)?;
    let place = WrapPlace { county: tx.county.id, envelope: key.envelope_id, holder: holder.word(), organ: holder.organ() };
    let nonce = tx.random();
    Ok(key_wrap::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        envelope_id: place.envelope,
        holder: place.holder,
        organ_id: place.organ,
        algorithm: ALGORITHM.to_owned(),
        nonce: nonce.to_vec(),
        wrapped: place.wrap(&by, nonce, key)?,
        key_id: by.key_id,
    })
}

/// The secret that new wraps for this holder are made with.
fn secret_now(tx: &Tx, holder: &Holder<'_>) -> Outcome<HolderSecret> {
    if let Holder::Content(key) = holder {
        let id = Uuid::from(key.envelope_id).to_string();
        return Ok(HolderSecret { key_id: id, salt: Zeroizing::default(), secret: Zeroizing::new(key.secret.to_vec()) });
    }
    let under = under(holder.word()).ok_or_else(|| Failure::fault("a wrap under no key of a file"))?;
    Ok(brought(holder, &current(tx, under)?))
}

/// The secret that a wrap was made with, which may be an older one.
fn secret_named(tx: &Tx, holder: &Holder<'_>, key_id: &str) -> Outcome<HolderSecret> {
    match under(holder.word()) {
        Some(under) => Ok(brought(holder, &key_named(tx, under, key_id)?)),
        None => secret_now(tx, holder),
    }
}

/// Under which key of the key folder the wraps of a holder lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    /// One of the platform's.
    Platform(Purpose),
    /// The county's for content.
    CountyContent,
    /// The county's for names.
    CountyName,
}

/// None for those that lie under the content key.
pub(super) const fn under(holder: WrapHolder) -> Option<Under> {
    match holder {
        WrapHolder::Intake | WrapHolder::Reissue => Some(Under::Platform(Purpose::Intake)),
        WrapHolder::Notice => Some(Under::Platform(Purpose::Notice)),
        WrapHolder::Reporter => Some(Under::Platform(Purpose::QueryCode)),
        WrapHolder::Organ | WrapHolder::Review => Some(Under::CountyContent),
        WrapHolder::Custodian => Some(Under::CountyName),
        WrapHolder::Content => None,
    }
}

/// The key that new wraps are made with.
pub(super) fn current(tx: &Tx, under: Under) -> Outcome<Key> {
    let keys = &tx.kernel.keys;
    let key = match under {
        Under::Platform(purpose) => keys.platform(purpose),
        Under::CountyContent => keys.county(&tx.county.code).map(|county| county.content),
        Under::CountyName => keys.county(&tx.county.code).map(|county| county.name),
    };
    key.map_err(Failure::fault)
}

/// The key with this name, which may be an older one.
pub(super) fn key_named(tx: &Tx, under: Under, key_id: &str) -> Outcome<Key> {
    let (keys, county) = (&tx.kernel.keys, &tx.county.code);
    let (found, file) = match under {
        Under::Platform(purpose) => (keys.named(purpose, key_id), format!("{}.key", purpose.file())),
        _ => (keys.county_key(county, key_id), format!("the files of county {county}")),
    };
    found.map_err(Failure::fault)?.ok_or_else(|| Failure::fault(format!("the key folder has no key {key_id} in {file}")))
}

/// What a holder opens with: the key of the folder, and for the reporter the code that he brings, peppered by it. The
/// pepper lies outside the database: who has only the database cannot even try codes.
fn brought(holder: &Holder<'_>, key: &Key) -> HolderSecret {
    let Holder::Reporter(code) = holder else { return of_key(key) };
    let (salt, secret) = (Zeroizing::new(key.bytes().to_vec()), Zeroizing::new(code.reveal().as_bytes().to_vec()));
    HolderSecret { key_id: key.id.clone(), salt, secret }
}

pub(super) fn of_key(key: &Key) -> HolderSecret {
    HolderSecret { key_id: key.id.clone(), salt: Zeroizing::default(), secret: Zeroizing::new(key.bytes().to_vec()) }
}
