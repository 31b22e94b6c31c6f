//! Codes on walls: of villages, communities, towns and departments.

use super::{Maker, Rows};
use crate::demo::dice::Dice;
use crate::domain::entry::StickerCode;
use crate::kernel::Outcome;
use entity::words::{SubjectKind, UnitCategory};
use entity::{sticker, sticker_index};

/// Kinds of unit that have a notice board.
const WITH_BOARD: [UnitCategory; 4] = [UnitCategory::Village, UnitCategory::Community, UnitCategory::Town, UnitCategory::Department];

impl Rows {
    /// The codes fall alike each time, so that a printed demonstration sheet stays good.
    pub(super) fn add_stickers(&mut self, maker: &Maker<'_>) -> Outcome<()> {
        let county_id = maker.tx.county.id;
        for (no, unit) in maker.plan.units.iter().enumerate().filter(|(_, unit)| WITH_BOARD.contains(&unit.category)) {
            let code = code_of(&unit.code).to_string();
            self.sticker_index.push(sticker_index::Model { code: code.clone(), county_id });
            self.stickers.push(sticker::Model {
                county_id,
                id: maker.tx.mint(),
                code,
                kind: SubjectKind::Unit,
                unit_id: Some(maker.unit(no)?),
                official_id: None,
                power_id: None,
                created_at: maker.tx.now,
                revoked_at: None,
                scans: 0,
            });
        }
        Ok(())
    }
}

/// The first throw that gives a code with a digit.
fn code_of(unit: &str) -> StickerCode {
    let mut dice = Dice::of(&format!("sticker {unit}"));
    loop {
        let throw = [(); 6].map(|()| u8::try_from(dice.between(0, 255)).unwrap_or_default());
        if let Some(code) = StickerCode::of(throw) {
            return code;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::code_of;
    use crate::demo::content::Content;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_divisions_share_a_code() {
        let content = Content::load().unwrap();
        let codes: BTreeSet<_> = content.divisions.iter().map(|row| code_of(&row.code)).collect();
        assert_eq!(codes.len(), content.divisions.len());
    }
}
