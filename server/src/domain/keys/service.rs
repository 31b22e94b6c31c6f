//! Making, wrapping and opening envelopes; sealing and opening their texts.

use crate::domain::keys::by_pair::{self, Pairs};
use crate::domain::keys::cipher::ALGORITHM;
use crate::domain::keys::model::{Holder, HolderSecret, OpenKey, Part, PartPlace, WrapPlace};
use crate::domain::keys::{append, pair, store};
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
    let rows = keys.iter().map(|(key, kind, _)| Ok((key.envelope_id, *kind, append_key(tx, key, *kind)?)));
    store::add_envelopes(tx, rows.collect::<Outcome<Vec<_>>>()?).await?;
    let has_pairs = keys.iter().any(|(_, _, holders)| holders.iter().any(by_pair::may_have));
    let pairs = if has_pairs { Pairs::load(tx).await? } else { Pairs::default() };
    let mut wraps = Vec::new();
    for (key, kind, holders) in &keys {
        for holder in *holders {
            wraps.extend(wrap_rows(tx, key, (holder, *kind), &pairs)?);
        }
    }
    tx.add_all(wraps).await?;
    Ok(keys.map(|(key, ..)| key))
}

/// To a report is added by people who can't open it.
fn append_key(tx: &Tx, key: &OpenKey, kind: EnvelopeKind) -> Outcome<Option<Vec<u8>>> {
    if kind == EnvelopeKind::Content { append::kept(&tx.kernel.keys, key).map(Some) } else { Ok(None) }
}

/// Wraps an open key for one more holder.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn wrap_for(tx: &Tx, key: &OpenKey, holder: Holder<'_>) -> Outcome<()> {
    let pairs = if by_pair::may_have(&holder) { Pairs::load(tx).await? } else { Pairs::default() };
    let kind = if pairs.of(&holder).is_some() { store::envelope(tx, key.envelope_id).await?.kind } else { EnvelopeKind::Media };
    tx.add_all(wrap_rows(tx, key, (&holder, kind), &pairs)?).await?;
    Ok(())
}

/// Whether an envelope's key is wrapped for this holder, whoever may open it now.
///
/// # Errors
/// A fault of the database.
pub async fn is_wrapped(tx: &Tx, envelope: EnvelopeId, holder: Holder<'_>) -> Outcome<bool> {
    Ok(!store::wraps(tx, envelope, holder.word(), holder.organ()).await?.is_empty())
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
/// Hidden if nothing is wrapped for this holder or the query code is not the one it was wrapped with; refused as shut (see
/// [`by_pair::is_shut`]) where it takes a person who is not here. A fault if the key folder lacks the key or the wrap was
/// altered: the operator must know.
pub async fn open(tx: &Tx, envelope: EnvelopeId, holder: Holder<'_>) -> Outcome<OpenKey> {
    let place = WrapPlace { county: tx.county.id, envelope, holder: holder.word(), organ: holder.organ() };
    let all = store::wraps(tx, envelope, place.holder, place.organ).await?;
    let (to_pairs, rows): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.algorithm == pair::ALGORITHM);
    for row in &rows {
        let by = secret_named(tx, &holder, &row.key_id)?;
        if let Some(key) = place.unwrap(&by, &row.nonce, &row.wrapped)? {
            return Ok(key);
        }
    }
    if !to_pairs.is_empty() {
        return by_pair::open(tx, &place, &to_pairs).await;
    }
    if rows.is_empty() || matches!(holder, Holder::Reporter(_)) {
        let waits = place.organ.is_some() && store::is_pending(tx, envelope, (place.holder, place.organ)).await?;
        return Err(if waits { by_pair::on_its_way() } else { Failure::hidden() });
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
        algorithm: None,
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
            let plain = match row.algorithm {
                Some(_) => append::open(key, &place, &row)?,
                None => cipher.open(&row.nonce, &place.bytes(), &row.ciphertext),
            };
            let plain = plain.ok_or_else(|| Failure::fault(format!("{} does not open: altered or moved", row.id)))?;
            let text = std::str::from_utf8(&plain).map_err(Failure::fault)?.to_owned();
            Ok(Part { id: row.id, kind: row.kind, created_at: row.created_at, text: SealedText::new(text) })
        })
        .collect()
}

/// What makes somebody a holder: a wrap to his pair, if he has one; and one under a key of the folder, unless his pair is
/// enough.
fn wrap_rows(tx: &Tx, key: &OpenKey, (holder, kind): (&Holder<'_>, EnvelopeKind), pairs: &Pairs) -> Outcome<Vec<key_wrap::Model>> {
    let Some(to) = pairs.of(holder) else { return Ok(vec![wrap_row(tx, key, holder)?]) };
    let place = WrapPlace { county: tx.county.id, envelope: key.envelope_id, holder: holder.word(), organ: holder.organ() };
    let mut rows = vec![by_pair::wrap_row(tx, key, (place, to))?];
    if tx.kernel.settings.county_wraps || !by_pair::THEIRS.contains(&kind) {
        rows.push(wrap_row(tx, key, holder)?);
    }
    Ok(rows)
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
        leaves: false,
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
