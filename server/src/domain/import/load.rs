//! What the county has already, by the keys that files use.

use crate::kernel::Tx;
use entity::id::{OfficialId, PowerId, SectionId, UnitId};
use entity::{flow_step, kinship, official, organ, organ_coverage, post, power, rule, section, unit};
use sea_orm::DbErr;
use std::collections::{BTreeMap, BTreeSet};

/// A post is known by official, unit, section and title.
pub(super) type PostKey = (OfficialId, UnitId, Option<SectionId>, String);

/// Two officials, whoever stands first.
pub(super) type Pair = (OfficialId, OfficialId);

/// The county's rows; those of the import are added as they are read, so that later files can name them.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub units: BTreeMap<String, unit::Model>,
    pub sections: BTreeMap<(UnitId, String), section::Model>,
    pub officials: BTreeMap<String, official::Model>,
    pub organs: BTreeMap<String, organ::Model>,
    pub coverage: Vec<organ_coverage::Model>,
    pub posts: BTreeMap<PostKey, post::Model>,
    pub kinships: BTreeMap<Pair, kinship::Model>,
    pub powers: BTreeMap<String, power::Model>,
    pub steps: BTreeSet<(PowerId, i32)>,
    pub rules: BTreeMap<String, rule::Model>,
    /// Units whose powers come from their own cleared lists.
    pub cleared: BTreeSet<UnitId>,
}

impl Known {
    pub(super) async fn load(tx: &Tx) -> Result<Self, DbErr> {
        let units = tx.rows().find::<unit::Entity>().all(tx).await?;
        let sections = tx.rows().find::<section::Entity>().all(tx).await?;
        let officials = tx.rows().find::<official::Entity>().all(tx).await?;
        let organs = tx.rows().find::<organ::Entity>().all(tx).await?;
        let posts = tx.rows().find::<post::Entity>().all(tx).await?;
        let kinships = tx.rows().find::<kinship::Entity>().all(tx).await?;
        let powers = tx.rows().find::<power::Entity>().all(tx).await?;
        let steps = tx.rows().find::<flow_step::Entity>().all(tx).await?;
        Ok(Self {
            units: units.into_iter().map(|row| (row.code.clone(), row)).collect(),
            sections: sections.into_iter().map(|row| ((row.unit_id, row.name.clone()), row)).collect(),
            officials: officials.into_iter().map(|row| (row.code.clone(), row)).collect(),
            organs: organs.into_iter().map(|row| (row.code.clone(), row)).collect(),
            coverage: tx.rows().find::<organ_coverage::Entity>().all(tx).await?,
            posts: posts.into_iter().map(|row| (post_key(&row), row)).collect(),
            kinships: kinships.into_iter().map(|row| (pair(row.official_id, row.relative_id), row)).collect(),
            powers: powers.into_iter().map(|row| (row.code.clone(), row)).collect(),
            steps: steps.into_iter().map(|row| (row.power_id, row.number)).collect(),
            rules: tx.rows().find::<rule::Entity>().all(tx).await?.into_iter().map(|row| (row.code.clone(), row)).collect(),
            cleared: BTreeSet::new(),
        })
    }
}

/// The key of a post.
pub(super) fn post_key(row: &post::Model) -> PostKey {
    (row.official_id, row.unit_id, row.section_id, row.title.clone())
}

/// The key of a kinship.
pub(super) fn pair(one: OfficialId, other: OfficialId) -> Pair {
    (one.min(other), one.max(other))
}
