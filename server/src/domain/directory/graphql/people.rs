//! Officials, organs, sections and posts as the API shows them.

use crate::domain::directory::{self, OrganFacts, PostRow};
use crate::kernel::graphql::{ids, words};
use async_graphql::{ID, SimpleObject};
use entity::words::OrganKind;
use entity::{official, organ, section};

/// 干部: one person through all posts.
#[derive(Clone, Debug, SimpleObject)]
pub struct Official {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Whether the person is invented (演示数据).
    pub is_demo: bool,
}

/// 纪检组织: a discipline organ that handles reports.
#[derive(Clone, Debug, SimpleObject)]
pub struct Organ {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: words::OrganKind,
    /// Whether it stands above the county, outside this platform.
    pub external: bool,
    /// Telephone.
    pub telephone: Option<String>,
}

/// 岗位职务: an official in a unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct Post {
    /// Opaque id.
    pub id: ID,
    /// Title.
    pub title: String,
    /// What the post is for, a sentence each.
    pub duties: Vec<String>,
    /// Who holds it.
    pub official: Official,
    /// Whether it is the unit's first place (一把手).
    pub leads_unit: bool,
    /// Name of the section, if it belongs to one.
    pub section_name: Option<String>,
}

/// 内设机构: a part of a unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct Section {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// What the section is for, a sentence each.
    pub duties: Vec<String>,
    /// Its public posts, in order.
    pub posts: Vec<Post>,
}

impl From<official::Model> for Official {
    fn from(row: official::Model) -> Self {
        Self { id: ids::show(row.id), name: row.name, is_demo: row.is_demo }
    }
}

impl From<OrganFacts> for Organ {
    fn from(organ: OrganFacts) -> Self {
        Self { id: ids::show(organ.id), name: organ.name, kind: organ.kind.into(), external: organ.external, telephone: organ.telephone }
    }
}

impl From<organ::Model> for Organ {
    fn from(row: organ::Model) -> Self {
        let external = row.kind == OrganKind::External;
        Self { id: ids::show(row.id), name: row.name, kind: row.kind.into(), external, telephone: row.telephone }
    }
}

impl Post {
    /// A post, with the name of its section.
    #[must_use]
    pub fn new(row: &PostRow, sections: &[section::Model]) -> Self {
        let section = sections.iter().find(|section| Some(section.id) == row.post.section_id);
        Self {
            id: ids::show(row.post.id),
            title: row.post.title.clone(),
            duties: sentences(&row.post.duties),
            official: row.official.clone().into(),
            leads_unit: row.post.leads_unit,
            section_name: section.map(|section| section.name.clone()),
        }
    }
}

impl Section {
    /// A section with its posts.
    #[must_use]
    pub fn new(row: &section::Model, staffing: &directory::Staffing) -> Self {
        let posts = staffing.posts.iter().filter(|post| post.post.section_id == Some(row.id));
        Self {
            id: ids::show(row.id),
            name: row.name.clone(),
            duties: sentences(&row.duties),
            posts: posts.map(|post| Post::new(post, &staffing.sections)).collect(),
        }
    }
}

/// The sentences of a JSON column.
#[must_use]
pub fn sentences(json: &serde_json::Value) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
