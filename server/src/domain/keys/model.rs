//! Envelopes in memory: who may hold a key, a key that is open, and what binds a record to its place.

use crate::domain::keys::cipher::{self, Cipher, NONCE, Secret};
use crate::kernel::secret::{QueryCode, SealedText};
use crate::kernel::{Failure, Outcome};
use entity::id::{CountyId, EnvelopeId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{PartKind, WrapHolder};
use sea_orm::ActiveEnum as _;
use uuid::Uuid;

/// For whom a key is wrapped, with what the holder brings to open it.
#[derive(Clone, Copy)]
pub enum Holder<'a> {
    /// The server, while evidence is on its way and no report holds it yet.
    Intake,
    /// The handling organ.
    Organ(OrganId),
    /// The organ that reviews when the reporter is not satisfied.
    Review(OrganId),
    /// The reporter, by the query code.
    Reporter(&'a QueryCode),
    /// The server, while a new query code waits to be fetched by the reporter.
    Reissue,
    /// The notice worker, which sends messages to phones.
    Notice,
    /// The custodians, who open names.
    Custodian,
    /// Whoever has opened the report's content key.
    Content(&'a OpenKey),
}

impl Holder<'_> {
    /// The holder as the column has it.
    #[must_use]
    pub const fn word(&self) -> WrapHolder {
        match self {
            Self::Intake => WrapHolder::Intake,
            Self::Organ(_) => WrapHolder::Organ,
            Self::Review(_) => WrapHolder::Review,
            Self::Reporter(_) => WrapHolder::Reporter,
            Self::Reissue => WrapHolder::Reissue,
            Self::Notice => WrapHolder::Notice,
            Self::Custodian => WrapHolder::Custodian,
            Self::Content(_) => WrapHolder::Content,
        }
    }

    /// The organ, if the holder is one.
    #[must_use]
    pub const fn organ(&self) -> Option<OrganId> {
        match self {
            Self::Organ(organ) | Self::Review(organ) => Some(*organ),
            _ => None,
        }
    }
}

/// An envelope's key, open in memory; wiped when dropped, never printed.
pub struct OpenKey {
    /// The envelope.
    pub envelope_id: EnvelopeId,
    pub(super) secret: Secret,
}

impl OpenKey {
    pub(super) const fn new(envelope_id: EnvelopeId, secret: Secret) -> Self {
        Self { envelope_id, secret }
    }

    /// The same key for another owner, e.g. a task of its own.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { envelope_id: self.envelope_id, secret: self.secret.clone() }
    }

    pub(super) fn parts_cipher(&self) -> Outcome<Cipher> {
        Cipher::new(&*cipher::derive(&[], &*self.secret, &[b"lianjing part v1"])?)
    }
}

/// How a key was made from a password: Argon2id with this salt, memory and passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Random, 16 bytes.
    pub salt: Vec<u8>,
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

/// One opened text of an envelope.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id.
    pub id: SealedPartId,
    /// What it is.
    pub kind: PartKind,
    /// When it was sealed.
    pub created_at: Moment,
    /// The text.
    pub text: SealedText,
}

/// What a wrap is bound to.
#[derive(Clone, Copy)]
pub struct WrapPlace {
    /// The county.
    pub county: CountyId,
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The holder.
    pub holder: WrapHolder,
    /// The organ, if the holder is one.
    pub organ: Option<OrganId>,
}

impl WrapPlace {
    /// As bytes for the cipher.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let organ = self.organ.map_or(Uuid::nil(), Uuid::from);
        let mut bytes = b"lianjing wrap v1".to_vec();
        for id in [self.county.into(), self.envelope.into(), organ] {
            bytes.extend_from_slice(Uuid::as_bytes(&id));
        }
        bytes.extend_from_slice(self.holder.to_value().as_bytes());
        bytes
    }

    /// The holder's key for this one wrap: many wraps under one holder's secret never share a key, so random nonces
    /// cannot meet.
    fn cipher(&self, salt: &[u8], secret: &[u8]) -> Outcome<Cipher> {
        Cipher::new(&*cipher::derive(salt, secret, &[&self.bytes()])?)
    }

    /// Wraps a key under the holder's secret.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn wrap(&self, by: &HolderSecret, nonce: [u8; NONCE], key: &OpenKey) -> Outcome<Vec<u8>> {
        self.cipher(&by.salt, &by.secret)?.seal(nonce, &self.bytes(), &*key.secret)
    }

    /// Opens a wrap; none if it is not the holder's or was altered.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn unwrap(&self, by: &HolderSecret, nonce: &[u8], wrapped: &[u8]) -> Outcome<Option<OpenKey>> {
        let Some(plain) = self.cipher(&by.salt, &by.secret)?.open(nonce, &self.bytes(), wrapped) else { return Ok(None) };
        let mut secret = Secret::default();
        if plain.len() != secret.len() {
            return Err(Failure::fault("a wrap holds a key of the wrong length"));
        }
        secret.copy_from_slice(&plain);
        Ok(Some(OpenKey::new(self.envelope, secret)))
    }
}

/// What a holder opens wraps with, and the name of that key in records.
pub struct HolderSecret {
    /// Which key it is.
    pub key_id: String,
    /// Pepper of a secret that people carry, empty otherwise.
    pub salt: zeroize::Zeroizing<Vec<u8>>,
    /// The secret.
    pub secret: zeroize::Zeroizing<Vec<u8>>,
}

/// What a text is bound to.
#[derive(Clone, Copy)]
pub struct PartPlace {
    /// The county.
    pub county: CountyId,
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The part.
    pub part: SealedPartId,
    /// What it is.
    pub kind: PartKind,
}

impl PartPlace {
    /// As bytes for the cipher.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"lianjing part v1".to_vec();
        for id in [Uuid::from(self.county), self.envelope.into(), self.part.into()] {
            bytes.extend_from_slice(id.as_bytes());
        }
        bytes.extend_from_slice(self.kind.to_value().as_bytes());
        bytes
    }
}
