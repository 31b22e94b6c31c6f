//! 澄清 as publishing sees it: which officials of whom nothing was found want it said, and the text that was prepared.

use super::Concluded;
use crate::domain::cases::service::clarify::is_cleared;
use crate::domain::cases::service::holder_of;
use crate::domain::cases::store;
use crate::domain::keys;
use crate::kernel::secret::SealedText;
use crate::kernel::{Outcome, Tx};
use entity::clarification;
use entity::id::{ClarificationId, OfficialId, SealedPartId};
use entity::words::ClarificationState;
use time::Date;

/// What an official wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The wish.
    pub id: ClarificationId,
    /// Whom it clears.
    pub official: OfficialId,
    /// The day on which he said so.
    pub on: Date,
    /// Whether it can be met now: its text is prepared, it was not taken back or met before, he is still cleared, and nothing
    /// can be objected to any more.
    pub is_open: bool,
    /// Whether he is still cleared and nothing can be objected to, also of one that was met.
    pub holds: bool,
    text_part: Option<SealedPartId>,
}

/// The wishes of a case that can be met now.
///
/// # Errors
/// A fault of the database.
pub async fn wishes(tx: &Tx, case: &Concluded) -> Outcome<Vec<Wish>> {
    Ok(all(tx, case).await?.into_iter().filter(|wish| wish.is_open).collect())
}

/// One wish of a case, met or not.
///
/// # Errors
/// A fault of the database.
pub async fn wish(tx: &Tx, case: &Concluded, id: ClarificationId) -> Outcome<Option<Wish>> {
    Ok(all(tx, case).await?.into_iter().find(|wish| wish.id == id))
}

async fn all(tx: &Tx, case: &Concluded) -> Outcome<Vec<Wish>> {
    let wish = |row: clarification::Model| {
        let holds = case.is_settled() && is_cleared(&case.loaded, row.official_id);
        let is_open = holds && row.state == ClarificationState::Prepared;
        Wish { id: row.id, official: row.official_id, on: row.wished_on, is_open, holds, text_part: row.text_part_id }
    };
    Ok(store::clarifications_of(tx, case.id()).await?.into_iter().map(wish).collect())
}

impl Wish {
    /// The text that was prepared for it, if there is one.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn prepared(&self, tx: &Tx, case: &Concluded) -> Outcome<Option<SealedText>> {
        let Some(part) = self.text_part else { return Ok(None) };
        let loaded = &case.loaded;
        let holder = holder_of(loaded.standing().turn, loaded.case.organ_id);
        let key = keys::open(tx, loaded.report.content_envelope_id, holder).await?;
        Ok(keys::parts(tx, &key).await?.into_iter().find(|one| one.id == part).map(|one| one.text))
    }
}
