//! Posts and declarations as the schema shows them.

use crate::domain::directory::graphql::Official;
use crate::domain::officials::{Choice, KinshipView, PostOf};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::page::Page;
use async_graphql::{ID, SimpleObject};

/// A post of an official, for whoever may move him.
#[derive(Clone, Debug, SimpleObject)]
pub struct OfficialPost {
    /// Opaque id, for `endPostId`.
    pub id: ID,
    /// What it is called.
    pub title: String,
    /// In which unit.
    pub unit_name: String,
    /// 一把手.
    pub leads_unit: bool,
    /// Whether the unit's page shows it.
    pub is_public: bool,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// An official whom a name may mean.
#[derive(Clone, Debug, SimpleObject)]
pub struct OfficialCandidate {
    /// Opaque id, for `relativeId`.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Public posts of today, each with its unit.
    pub posts: Vec<String>,
}

/// 亲属申报.
#[derive(Clone, Debug, SimpleObject)]
pub struct Kinship {
    /// Opaque id.
    pub id: ID,
    /// Who declared it.
    pub official: Option<Official>,
    /// With whom.
    pub relative: Option<Official>,
    /// As what.
    pub relation: String,
    /// When it was declared.
    pub declared_at: DateTime,
    /// Whether the viewer declared it.
    pub is_own: bool,
    /// Whether the relative keeps away too. Who declared it keeps away at once.
    pub noted: bool,
    /// Whether nobody has said yet if the relative keeps away too.
    pub awaits_note: bool,
    /// Whether the viewer may say it.
    pub can_note: bool,
    /// The wish to end it that waits.
    pub ending: Option<KinshipEnding>,
}

/// 申请撤销.
#[derive(Clone, Debug, SimpleObject)]
pub struct KinshipEnding {
    /// Opaque id.
    pub id: ID,
    /// Why, for whoever may answer it.
    pub reason: Option<String>,
    /// When.
    pub asked_at: DateTime,
    /// Whether the viewer may answer it.
    pub can_decide: bool,
}

/// Declarations.
#[derive(Debug, SimpleObject)]
pub struct KinshipConnection {
    /// The declarations, the newest first.
    pub nodes: Vec<Kinship>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

impl From<PostOf> for OfficialPost {
    fn from(row: PostOf) -> Self {
        let PostOf { post, unit_name } = row;
        Self {
            id: show(post.id),
            title: post.title,
            unit_name,
            leads_unit: post.leads_unit,
            is_public: post.is_public,
            from: Date(post.valid_from),
            until: post.valid_until.map(Date),
        }
    }
}

impl From<Choice> for OfficialCandidate {
    fn from(choice: Choice) -> Self {
        Self { id: show(choice.official.id), name: choice.official.name, posts: choice.posts }
    }
}

impl From<KinshipView> for Kinship {
    fn from(view: KinshipView) -> Self {
        let (can_decide, awaits_note) = (view.can_decide, view.waits());
        let reason = view.reason.map(|reason| reason.reveal().to_owned());
        let ending = view.ending.map(|row| KinshipEnding { id: show(row.id), reason, asked_at: DateTime(row.asked_at), can_decide });
        Self {
            id: show(view.row.id),
            official: view.official.map(Official::from),
            relative: view.relative.map(Official::from),
            relation: view.row.relation,
            declared_at: DateTime(view.row.declared_at),
            is_own: view.is_own,
            noted: view.row.is_noted,
            awaits_note,
            can_note: view.can_note,
            ending,
        }
    }
}

impl From<Page<KinshipView>> for KinshipConnection {
    fn from(page: Page<KinshipView>) -> Self {
        let page_info = PageInfo { has_next_page: page.has_next, end_cursor: page.end_cursor };
        Self { nodes: page.nodes.into_iter().map(Kinship::from).collect(), page_info }
    }
}
