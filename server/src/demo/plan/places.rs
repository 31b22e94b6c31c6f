//! Towns, villages and communities from the published divisions.

use super::posts::posts;
use super::{COMMISSION, Extent, OrganSeed, Plan, UnitNo, UnitSeed};
use crate::demo::content::{Content, Division};
use crate::kernel::Outcome;
use entity::words::{OrganKind, UnitCategory};

/// Codes of towns from here on are statistical units with no town behind them: reserves, farms, development zones.
const FIRST_STATISTICAL: u32 = 400;

impl<'a> Plan<'a> {
    pub(super) fn towns(&mut self, content: &'a Content) -> Outcome<()> {
        let towns = content.divisions.iter().filter(|row| row.level == "town" && row.parent_code == self.county.code && is_town(row));
        for row in towns {
            if self.extent == Extent::Sample && !self.county.staffed_towns.contains(&row.code) {
                continue;
            }
            let town = self.town(content, row)?;
            self.villages(content, row, town)?;
        }
        Ok(())
    }

    fn town(&mut self, content: &'a Content, row: &Division) -> Outcome<UnitNo> {
        let organ = self.organs.len();
        let login = format!("t{}", last_three(&row.code));
        let shape = content.shape(UnitCategory::Town)?;
        let unit = UnitSeed {
            code: row.code.clone(),
            name: row.name.clone(),
            short_name: row.name.clone(),
            category: UnitCategory::Town,
            parent: None,
            duties: &shape.duties,
            sections: &[],
            posts: posts(&shape.posts, &[], &[], Some((organ, &login))),
            powers: vec!["town".to_owned()],
            login: Some(login),
        };
        let town = self.add(unit);
        let name = format!("{}纪{}", row.name, if row.name.ends_with("街道") { "工委" } else { "委" });
        self.organs.push(OrganSeed { unit: Some(town), ..OrganSeed::new(&row.code, &name, OrganKind::TownCommittee, Some(COMMISSION)) });
        Ok(town)
    }

    fn villages(&mut self, content: &'a Content, town_row: &Division, town: UnitNo) -> Outcome<()> {
        let most = match (self.extent, self.county.is_full) {
            (Extent::Sample, _) => 3,
            (Extent::Whole, true) => usize::MAX,
            (Extent::Whole, false) => self.county.villages_in_town,
        };
        for (row, (category, short_name)) in some_of_town(content, town_row, most) {
            let shape = content.shape(category)?;
            let file = if category == UnitCategory::Village { "village" } else { "community" };
            let unit = UnitSeed {
                code: row.code.clone(),
                name: format!("{}{short_name}", town_row.name),
                short_name,
                category,
                parent: Some(town),
                duties: &shape.duties,
                sections: &[],
                posts: posts(&shape.posts, &[], &[], None),
                powers: vec![file.to_owned()],
                login: None,
            };
            self.add(unit);
        }
        Ok(())
    }
}

/// Divisions of a town with category and name: all, or `most` of them with a community where there is one.
fn some_of_town<'a>(content: &'a Content, town: &Division, most: usize) -> Vec<(&'a Division, (UnitCategory, String))> {
    let rows = content.divisions.iter().filter(|row| row.level == "village" && row.parent_code == town.code);
    let all = rows.map(|row| (row, short_form(&row.name)));
    let (villages, mut communities): (Vec<_>, Vec<_>) = all.partition(|(_, (category, _))| *category == UnitCategory::Village);
    if communities.len() + villages.len() > most {
        communities.truncate(most.saturating_sub(villages.len()).max(1));
    }
    let left = most.saturating_sub(communities.len());
    communities.into_iter().chain(villages.into_iter().take(left)).collect()
}

fn is_town(row: &Division) -> bool {
    last_three(&row.code).parse().is_ok_and(|number: u32| number < FIRST_STATISTICAL)
}

fn last_three(code: &str) -> String {
    code.chars().skip(code.chars().count().saturating_sub(3)).collect()
}

/// Category and everyday name of a village-level division: the register writes 红旗村村民委员会 and 新场社区居委会.
pub(super) fn short_form(name: &str) -> (UnitCategory, String) {
    let forms = [
        ("村民委员会", UnitCategory::Village, "村"),
        ("村委会", UnitCategory::Village, "村"),
        ("居民委员会", UnitCategory::Community, "社区"),
        ("居委会", UnitCategory::Community, "社区"),
        ("社区", UnitCategory::Community, "社区"),
    ];
    for (ending, category, kind) in forms {
        if let Some(stem) = name.strip_suffix(ending) {
            let has_kind = stem.ends_with(kind) || (category == UnitCategory::Community && stem.ends_with('村'));
            return (category, if has_kind { stem.to_owned() } else { format!("{stem}{kind}") });
        }
    }
    (UnitCategory::Village, name.to_owned())
}
