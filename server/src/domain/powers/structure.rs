//! 权力构架: each exercising body once, with how many powers it has and who watches over how many of them.

use crate::domain::directory::Supervision;

/// One exercising body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercising {
    /// 行权主体; within the unit's own bodies without the unit's name.
    pub body: String,
    /// Number of powers, those exercised together with others included.
    pub powers: i64,
    /// 监督主体 and how many of these powers each supervises; the busiest first.
    pub supervisors: Vec<(String, i64)>,
}

/// Groups the lines of a unit's list. Bodies that act together stand in one line, joined by "、".
#[must_use]
pub fn by_body(rows: &[Supervision], unit_name: &str) -> Vec<Exercising> {
    let mut found: Vec<Exercising> = Vec::new();
    for row in rows {
        for body in names(&row.body).map(|name| short(name, unit_name)) {
            let at = found.iter().position(|one| one.body == body).unwrap_or(found.len());
            if at == found.len() {
                found.push(Exercising { body: body.to_owned(), powers: 0, supervisors: Vec::new() });
            }
            if let Some(one) = found.get_mut(at) {
                one.powers += row.powers;
                names(&row.supervising_body).for_each(|name| watch(&mut one.supervisors, name, row.powers));
            }
        }
    }
    // Stable: of equals, the one whose power comes first in the list.
    for one in &mut found {
        one.supervisors.sort_by_key(|(_, powers)| std::cmp::Reverse(*powers));
    }
    found
}

fn watch(supervisors: &mut Vec<(String, i64)>, name: &str, powers: i64) {
    match supervisors.iter_mut().find(|(known, _)| known == name) {
        Some((_, count)) => *count += powers,
        None => supervisors.push((name.to_owned(), powers)),
    }
}

fn names(joined: &str) -> impl Iterator<Item = &str> {
    joined.split('、').map(str::trim).filter(|name| !name.is_empty())
}

/// On a village's page its committee is 村民委员会, not 龙山镇甲村村民委员会.
fn short<'a>(body: &'a str, unit_name: &str) -> &'a str {
    body.strip_prefix(unit_name).filter(|rest| !rest.is_empty()).unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(body: &str, supervising_body: &str, powers: i64) -> Supervision {
        Supervision { body: body.to_owned(), supervising_body: supervising_body.to_owned(), powers }
    }

    #[test]
    fn each_body_stands_once() {
        let rows = [
            row("甲村村民委员会", "镇民政办、村务监督委员会", 2),
            row("甲村合作社、村民委员会", "村务监督委员会、镇财政所", 1),
            row("甲村合作社", "镇政府、村务监督委员会", 1),
            row("甲村", "镇政府", 1),
        ];
        let supervisors = |list: &[(&str, i64)]| list.iter().map(|(name, powers)| ((*name).to_owned(), *powers)).collect::<Vec<_>>();
        let of = |body: &str, powers, list: &[(&str, i64)]| Exercising { body: body.to_owned(), powers, supervisors: supervisors(list) };
        assert_eq!(
            by_body(&rows, "甲村"),
            [
                of("村民委员会", 3, &[("村务监督委员会", 3), ("镇民政办", 2), ("镇财政所", 1)]),
                of("合作社", 2, &[("村务监督委员会", 2), ("镇财政所", 1), ("镇政府", 1)]),
                of("甲村", 1, &[("镇政府", 1)]),
            ]
        );
    }
}
