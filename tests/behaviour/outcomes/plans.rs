//! How both databases answer lists and searches: along an index in the order of the list, as the role that serves pages.

use super::search::fill;
use super::*;
use kit::plans::plan;
use lianjing::domain::outcomes::{Filter, statement};
use sea_orm::DbBackend;
use time::macros::date;

story!(lists_and_searches_go_along_an_index_in_its_order, |world| {
    fill(world, 6_000).await;
    let db = world.opened().await;
    let (place, backend, today) = (world.home(), db.get_database_backend(), date!(2026 - 03 - 02));
    let unit = Filter { unit: Some(place.unit("village")), ..Filter::default() };
    let word = Filter { pairs: vec!["低保".to_owned()], ..Filter::default() };
    let words = Filter { pairs: vec!["低保".to_owned(), "保评".to_owned()], ..unit.clone() };
    let last = Some((date!(2022 - 01 - 01), entity::id::OutcomeId(uuid::Uuid::max())));
    let is_postgres = backend == DbBackend::Postgres;
    let gram = if is_postgres { "outcome_gram_pkey" } else { "sqlite_autoindex_outcome_gram_1" };
    for (filter, after, index) in [
        (&Filter::default(), None, "outcome_decided_on_id_idx"),
        (&Filter::default(), last, "outcome_decided_on_id_idx"),
        (&unit, None, "outcome_unit_id_decided_on_id_idx"),
        (&unit, last, "outcome_unit_id_decided_on_id_idx"),
        (&word, None, gram),
        (&word, last, gram),
        (&words, None, gram),
    ] {
        let asked = statement((place.county.id, backend), filter, (today, after), 21);
        let plan = plan(&db, &asked).await;
        assert!(plan.contains(index), "{asked}\n{plan}");
        // Where several words meet, PostgreSQL begins with the one that leaves least, or with a unit that has a third of all.
        let chooses = is_postgres && filter.pairs.len() > 1;
        assert!(chooses || !plan.contains("Seq Scan") && !plan.contains("SCAN "), "{asked}\n{plan}");
        let sorts = plan.contains("Sort") || plan.contains("TEMP B-TREE");
        assert!(chooses || !sorts, "{asked}\n{plan}");
    }
});
