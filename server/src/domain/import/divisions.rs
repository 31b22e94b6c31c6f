//! Statistical divisions (code, name, level, parent code) as units: towns, villages, communities.

use entity::words::UnitCategory;

/// One row of the statistical list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Division code: 6, 9 or 12 digits.
    pub code: String,
    /// Name in full.
    pub name: String,
    /// `county`, `town` or `village`.
    pub level: String,
    /// Code of the division above.
    pub parent_code: String,
}

/// A unit made of a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisionUnit {
    /// The division code.
    pub code: String,
    /// Name for headings: "龙山镇", "大坪村".
    pub name: String,
    /// Name for lists; the same.
    pub short_name: String,
    /// Town, village or community.
    pub category: UnitCategory,
    /// Code of the town; none for towns.
    pub parent_code: Option<String>,
    /// Place in the list, from 1.
    pub ordinal: i32,
}

/// Units of one county, towns before villages, in the order of their codes.
///
/// A town-level name that ends in none of 镇, 乡, 街道 is a statistical unit with no town behind it (a forest farm, an
/// administration, a development zone): it and all below it are left out.
#[must_use]
pub fn units_from_divisions(rows: &[Division], county: &str) -> Vec<DivisionUnit> {
    let mut towns: Vec<&Division> =
        rows.iter().filter(|row| row.level == "town" && row.parent_code == county && is_town(&row.name)).collect();
    towns.sort_by(|a, b| a.code.cmp(&b.code));
    let real = |code: &str| towns.iter().any(|town| town.code == code);
    let mut villages: Vec<&Division> = rows.iter().filter(|row| row.level == "village" && real(&row.parent_code)).collect();
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    let towns = (1..).zip(&towns).map(|(ordinal, row)| unit(row, UnitCategory::Town, None, ordinal));
    let villages = (1..).zip(&villages).map(|(ordinal, row)| unit(row, kind(&row.name), Some(row.parent_code.clone()), ordinal));
    towns.chain(villages).collect()
}

fn unit(row: &Division, category: UnitCategory, parent_code: Option<String>, ordinal: i32) -> DivisionUnit {
    let name = shown(&row.name, category);
    DivisionUnit { code: row.code.clone(), short_name: name.clone(), name, category, parent_code, ordinal }
}

fn is_town(name: &str) -> bool {
    ["镇", "乡", "街道", "街道办事处"].iter().any(|end| name.ends_with(end))
}

/// A residents' committee (居委会) is a community, a villagers' committee a village.
fn kind(name: &str) -> UnitCategory {
    let community = name.ends_with("居民委员会") || name.ends_with("居委会") || name.ends_with("社区");
    if community { UnitCategory::Community } else { UnitCategory::Village }
}

fn shown(name: &str, category: UnitCategory) -> String {
    let ends = ["村民委员会", "居民委员会", "村委会", "居委会", "办事处"];
    let body = ends.iter().find_map(|end| name.strip_suffix(end)).filter(|body| !body.is_empty()).unwrap_or(name);
    let (word, has) = match category {
        UnitCategory::Village => ("村", body.ends_with('村')),
        UnitCategory::Community => ("社区", body.ends_with("社区")),
        _ => ("", true),
    };
    if has { body.to_owned() } else { format!("{body}{word}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, name: &str, level: &str, parent: &str) -> Division {
        let text = str::to_owned;
        Division { code: text(code), name: text(name), level: text(level), parent_code: text(parent) }
    }

    #[test]
    fn real_towns_and_what_is_below_them() {
        let rows = [
            row("510824", "苍溪县", "county", ""),
            row("510824100", "陵江镇", "town", "510824"),
            row("510824498", "九龙山自然保护区管理处", "town", "510824"),
            row("510824499", "三溪口森林经营所", "town", "510824"),
            row("510824500", "良种场", "town", "510824"),
            row("510824100201", "大坪村村民委员会", "village", "510824100"),
            row("510824100202", "凤凰村委会", "village", "510824100"),
            row("510824100001", "江南社区居民委员会", "village", "510824100"),
            row("510824100002", "滨江居委会", "village", "510824100"),
            row("510824500498", "良种场虚拟社区", "village", "510824500"),
            row("130982001", "新华路街道", "town", "130982"),
        ];
        let units = units_from_divisions(&rows, "510824");
        let names: Vec<_> = units.iter().map(|unit| (unit.name.as_str(), unit.category)).collect();
        assert_eq!(
            names,
            [
                ("陵江镇", UnitCategory::Town),
                ("江南社区", UnitCategory::Community),
                ("滨江社区", UnitCategory::Community),
                ("大坪村", UnitCategory::Village),
                ("凤凰村", UnitCategory::Village),
            ]
        );
        assert_eq!(units_from_divisions(&rows, "130982").len(), 1);
    }
}
