//! Counties, departments and the make-up of units as the demonstration's files write them.

use entity::words::StaffRole;
use serde::Deserialize;
use serde_json::Value;

/// A county of the demonstration.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountyPlan {
    /// Six-digit division code.
    pub code: String,
    /// Its name, such that it stands alone: 乐山市市中区.
    pub name: String,
    /// 县, 市 or 区.
    pub level: String,
    /// Codes of the towns that have staff of every role.
    pub staffed_towns: Vec<String>,
    /// Its number on the platform.
    pub number: u16,
    /// For buttons.
    pub short_name: String,
    /// 乡镇 or 街道.
    pub town_label: String,
    /// All departments, schools, villages; the others are smaller.
    pub is_full: bool,
    /// The organ above the county, outside the platform.
    pub above: String,
    /// The county commission.
    pub commission: String,
    /// Name of the party committee.
    pub party: String,
    /// Name of the people's congress's standing committee.
    pub congress: String,
    /// Name of the government.
    pub government: String,
    /// Name of the consultative conference.
    pub consultative: String,
    /// Operator, telephone, filing numbers.
    pub footer: Value,
    /// In a small county: how many villages of a town.
    pub villages_in_town: usize,
}

/// One of the 县四大机构.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoreOrganPlan {
    /// Behind the county's code.
    pub code: String,
    /// Which of the county's four names it has.
    pub name: CoreName,
    /// File of its power list.
    pub powers: String,
    /// What it does.
    pub duties: Vec<String>,
    /// Titles of the first posts.
    pub titles: Vec<String>,
}

/// The four names.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CoreName {
    /// 党委.
    Party,
    /// 人大.
    Congress,
    /// 政府.
    Government,
    /// 政协.
    Consultative,
}

/// A department.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentPlan {
    /// Behind the county's code.
    pub code: String,
    /// Its name behind the county's.
    pub name: String,
    /// For buttons.
    pub short: String,
    /// File of its own power list, beside the one of all departments.
    pub powers: Option<String>,
    /// Who looks after it.
    pub overseen: Overseer,
    /// What it does.
    pub duties: Vec<String>,
    /// Its own sections, beside those of all departments.
    pub sections: Vec<String>,
    /// Titles of the first posts, where they differ.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Further posts.
    #[serde(default)]
    pub members: Vec<PostShape>,
}

/// Who looks after a department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Overseer {
    /// It is the commission's own house.
    Commission,
    /// A discipline group of its own (派驻纪检组).
    Group,
    /// The first dispatched committee (派出纪工委).
    First,
    /// The second one.
    Second,
}

/// Schools, hospitals and enterprises.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Institutions {
    /// Schools of the county.
    pub schools: Vec<String>,
    /// The primary school of each town.
    pub town_school: String,
    /// The middle school of a town with a committee of its own.
    pub town_middle_school: String,
    /// Hospitals of the county.
    pub hospitals: Vec<String>,
    /// The hospital of each town.
    pub town_hospital: String,
    /// Enterprises.
    pub enterprises: Vec<String>,
}

/// Members of organs that are not part of a unit's own posts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Members {
    /// Of a discipline group.
    pub group: Vec<PostShape>,
    /// Of a dispatched committee.
    pub dispatched: Vec<PostShape>,
}

/// What names are made of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Frequent surnames.
    pub frequent: Vec<char>,
    /// All surnames.
    pub surnames: Vec<char>,
    /// First characters of given names.
    pub first: Vec<char>,
    /// Second ones.
    pub second: Vec<char>,
}

/// How a unit of a category is built.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Says that it is invented.
    pub intro: String,
    /// What such a unit does.
    pub duties: Vec<String>,
    /// Its sections; the leading group first.
    pub sections: Vec<SectionShape>,
    /// Its posts.
    pub posts: Vec<PostShape>,
}

/// 内设机构.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SectionShape {
    /// Its name.
    pub name: String,
    /// 班子.
    #[serde(default)]
    pub is_leading_group: bool,
    /// What it does.
    pub duties: Vec<String>,
}

/// 岗位职务.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PostShape {
    /// The title.
    pub title: String,
    /// Number of the section from 0; none for a post beside the sections.
    pub section: Option<usize>,
    /// 一把手.
    #[serde(default)]
    pub leads_unit: bool,
    /// Head of the section.
    #[serde(default)]
    pub leads_section: bool,
    /// Managed by an organ above the county.
    #[serde(default)]
    pub is_superior: bool,
    /// Belongs to the unit's discipline organ.
    #[serde(default)]
    pub is_member: bool,
    /// What the post has to do.
    pub duties: Vec<String>,
    /// Whether a member of the staff stands behind it.
    pub staff: Option<StaffMark>,
}

/// A member of the staff.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffMark {
    /// Second half of the login.
    pub login: String,
    /// The role.
    pub role: StaffRole,
    /// Where there is one.
    pub reach: Reach,
}

/// Where a role is staffed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Reach {
    /// In each organ.
    Everywhere,
    /// In the commission and three towns.
    Few,
}
