//! Posts as they were known on a day: a register that is corrected later says then what it said then.

use super::facts;
use crate::domain::archives::store;
use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, PostId};
use entity::moment::Moment;
use entity::{post, post_version};
use std::collections::{BTreeMap, BTreeSet};

/// Posts of an official.
pub(super) struct Known {
    /// As they were known.
    pub posts: Vec<post::Model>,
    /// Those of which something else was said before.
    pub corrected: BTreeSet<PostId>,
}

/// His posts as they were known at this moment.
pub(super) async fn known(tx: &Tx, of: OfficialId, until: Moment) -> Outcome<Known> {
    let (mut posts, versions) = (store::posts(tx, of).await?, store::post_versions(tx, of).await?);
    posts.retain(|row| facts::post_known_at(row) <= until);
    let corrected = versions.iter().filter(|row| row.known_until <= until).map(|row| row.post_id).collect();
    // What stood there then is what the next correction took away; of several the first one comes last and stays.
    let then: BTreeMap<PostId, post_version::Model> =
        versions.into_iter().rev().filter(|row| row.known_until > until).map(|row| (row.post_id, row)).collect();
    let as_then = |row: post::Model| match then.get(&row.id) {
        Some(was) => as_it_was(row, was),
        None => row,
    };
    Ok(Known { posts: posts.into_iter().map(as_then).collect(), corrected })
}

fn as_it_was(row: post::Model, was: &post_version::Model) -> post::Model {
    post::Model {
        organ_id: was.organ_id,
        leads_unit: was.leads_unit,
        leads_section: was.leads_section,
        valid_from: was.valid_from,
        valid_until: was.valid_until,
        end_known_at: was.end_known_at,
        ..row
    }
}
