//! Organs and the units they cover.

use super::{Maker, Rows};
use crate::kernel::Outcome;
use entity::words::OrganKind;
use entity::{organ, organ_coverage};

impl Rows {
    pub(super) fn add_organs(&mut self, maker: &Maker<'_>) -> Outcome<()> {
        let telephone = maker.plan.county.footer.get("telephone").and_then(|value| value.as_str()).map(str::to_owned);
        for (no, seed) in maker.plan.organs.iter().enumerate() {
            let is_external = seed.kind == OrganKind::External;
            let id = maker.organ(no)?;
            self.organs.push(organ::Model {
                county_id: maker.tx.county.id,
                id,
                code: seed.code.clone(),
                name: seed.name.clone(),
                kind: seed.kind,
                unit_id: seed.unit.map(|unit| maker.unit(unit)).transpose()?,
                superior_id: seed.superior.map(|superior| maker.organ(superior)).transpose()?,
                telephone: if is_external { Some("12388".to_owned()) } else { telephone.clone() },
                advice: is_external.then(|| format!("请向{}反映，或拨打 12388。", seed.name)),
            });
            for unit in &seed.covers {
                self.coverages.push(organ_coverage::Model {
                    county_id: maker.tx.county.id,
                    id: maker.tx.mint(),
                    organ_id: id,
                    unit_id: maker.unit(*unit)?,
                });
            }
        }
        Ok(())
    }
}
