//! Units and their sections.

use super::{Maker, Rows};
use crate::demo::content::{SectionShape, Shape};
use crate::demo::dice::Dice;
use crate::demo::plan::{UnitNo, UnitSeed};
use crate::demo::wording::Wording;
use crate::kernel::Outcome;
use entity::id::UnitId;
use entity::words::UnitCategory;
use entity::{section, unit};
use serde_json::json;
use time::macros::date;

impl Rows {
    pub(super) fn add_units(&mut self, maker: &mut Maker<'_>) -> Outcome<()> {
        let plan = maker.plan;
        for (no, seed) in plan.units.iter().enumerate() {
            let (id, shape) = (maker.unit(no)?, maker.content.shape(seed.category)?);
            self.units.push(unit_row(maker, no, seed, shape)?);
            let wording = plan.wording(no);
            let shared = shape.sections.iter().map(|section| section_of(section, &wording));
            let own = seed.sections.iter().map(|name| (name.clone(), false, vec![format!("办理{}的业务", short_duty(name))]));
            let mut ids = Vec::new();
            for (ordinal, (name, is_leading_group, duties)) in (1..).zip(shared.chain(own)) {
                let row = section::Model {
                    county_id: maker.tx.county.id,
                    id: maker.tx.mint(),
                    unit_id: id,
                    name,
                    is_leading_group,
                    duties: json!(duties),
                    ordinal,
                };
                ids.push(row.id);
                self.sections.push(row);
            }
            maker.sections.push(ids);
        }
        Ok(())
    }
}

fn section_of(section: &SectionShape, wording: &Wording) -> (String, bool, Vec<String>) {
    let duties = section.duties.iter().map(|duty| wording.fill(duty)).collect();
    (section.name.clone(), section.is_leading_group, duties)
}

/// 社会救助股 does 社会救助.
fn short_duty(section: &str) -> &str {
    ["股", "科", "办", "大队", "中心", "所", "室"].iter().find_map(|ending| section.strip_suffix(ending)).unwrap_or(section)
}

fn unit_row(maker: &Maker<'_>, no: UnitNo, seed: &UnitSeed<'_>, shape: &Shape) -> Outcome<unit::Model> {
    let id: UnitId = maker.unit(no)?;
    let wording = maker.plan.wording(no);
    let duties = if seed.duties.is_empty() { &shape.duties[..] } else { seed.duties };
    let people = people_of(seed);
    Ok(unit::Model {
        county_id: maker.tx.county.id,
        id,
        code: seed.code.clone(),
        name: seed.name.clone(),
        short_name: seed.short_name.clone(),
        category: seed.category,
        parent_id: seed.parent.map(|parent| maker.unit(parent)).transpose()?,
        ordinal: i32::try_from(no).unwrap_or(i32::MAX),
        intro: Some(shape.intro.clone()),
        duties: json!(duties.iter().map(|duty| wording.fill(duty)).collect::<Vec<_>>()),
        households: people.map(|(households, _)| households),
        population: people.map(|(_, population)| population),
        address: None,
        telephone: None,
        valid_from: date!(2020 - 01 - 01),
        valid_until: None,
        successor_id: None,
    })
}

/// Households and people of a village or community.
fn people_of(seed: &UnitSeed<'_>) -> Option<(i32, i32)> {
    let mut dice = Dice::of(&seed.code);
    let households = match seed.category {
        UnitCategory::Village => dice.between(120, 620),
        UnitCategory::Community => dice.between(800, 3_800),
        _ => return None,
    };
    Some((households, households.saturating_mul(dice.between(27, 34)) / 10))
}
