//! Posts of a unit: those of its category, its own titles, and members of its organ.

use super::{OrganNo, PostSeed};
use crate::demo::content::PostShape;

/// Posts by shape. `titles` replace the first ones; a post in one of the unit's own `sections` is named after it;
/// members belong to the organ named, which also gives the first half of their logins.
pub(super) fn posts<'a>(
    shapes: &'a [PostShape],
    titles: &[String],
    sections: &[(usize, &str)],
    organ: Option<(OrganNo, &str)>,
) -> Vec<PostSeed<'a>> {
    let worded = |(place, shape): (usize, &'a PostShape)| {
        let own = shape.section.and_then(|no| sections.iter().find(|(section, _)| *section == no));
        let title = match (titles.get(place), own) {
            (Some(title), _) => title.clone(),
            (None, Some((_, section))) => headship(section),
            (None, None) => shape.title.clone(),
        };
        PostSeed {
            shape,
            title,
            organ: organ.filter(|_| shape.is_member).map(|(no, _)| no),
            login: organ.filter(|_| shape.staff.is_some()).map(|(_, login)| login.to_owned()),
        }
    };
    shapes.iter().enumerate().map(worded).collect()
}

/// What the head of a section is called.
fn headship(section: &str) -> String {
    if let Some(stem) = section.strip_suffix("大队") {
        return format!("{stem}大队大队长");
    }
    let ending = if section.ends_with('股') || section.ends_with('科') {
        "长"
    } else if section.ends_with('所') {
        "所长"
    } else {
        "主任"
    };
    let ending = if ending == "长" { format!("{}长", section.chars().last().unwrap_or('股')) } else { ending.to_owned() };
    format!("{section}{ending}")
}

#[cfg(test)]
mod tests {
    use super::headship;

    #[test]
    fn heads_are_named_after_their_section() {
        let titles = ["社会救助股", "财务科", "农业综合行政执法大队", "卫生监督所", "学生资助中心"].map(headship);
        assert_eq!(titles, ["社会救助股股长", "财务科科长", "农业综合行政执法大队大队长", "卫生监督所所长", "学生资助中心主任"]);
    }
}
