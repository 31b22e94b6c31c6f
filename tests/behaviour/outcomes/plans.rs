//! How both databases answer lists and searches: along an index in the order of the list, as the role that serves pages.

use super::search::fill;
use super::*;
use kit::plans::plan;
use lianjing::domain::outcomes::{Filter, Lead, lead, statement};
use sea_orm::DbBackend;
use time::macros::date;

story!(lists_and_searches_go_along_an_index_in_its_order, |world| {
    fill(world, 6_000).await;
    let db = world.opened().await;
    let (place, backend, today) = (world.home(), db.get_database_backend(), date!(2026 - 03 - 02));
    let unit = Filter { unit: Some(place.unit("village")), ..Filter::default() };
    let word = Filter { pairs: vec!["低保".to_owned()], ..Filter::default() };
    let words = Filter { pairs: vec!["低保".to_owned(), "保评".to_owned()], ..unit.clone() };
    let power = Filter { power: Some(place.power("dibao")), unit: None, ..words.clone() };
    let last = Some((date!(2022 - 01 - 01), entity::id::OutcomeId(uuid::Uuid::max())));
    let is_postgres = backend == DbBackend::Postgres;
    let gram = if is_postgres { "outcome_gram_pkey" } else { "sqlite_autoindex_outcome_gram_1" };
    for (filter, lead, after, index) in [
        (&Filter::default(), Lead::All, None, "outcome_decided_on_id_idx"),
        (&Filter::default(), Lead::All, last, "outcome_decided_on_id_idx"),
        (&unit, Lead::Unit, None, "outcome_unit_id_decided_on_id_idx"),
        (&unit, Lead::Unit, last, "outcome_unit_id_decided_on_id_idx"),
        (&word, Lead::Pair(0), None, gram),
        (&word, Lead::Pair(0), last, gram),
        (&words, Lead::Pair(1), None, gram),
        (&words, Lead::Unit, None, "outcome_unit_id_decided_on_id_idx"),
        (&words, Lead::Unit, last, "outcome_unit_id_decided_on_id_idx"),
        (&power, Lead::Power, None, "outcome_power_id_decided_on_id_idx"),
    ] {
        let asked = statement((place.county.id, backend), (filter, lead), (today, after), 21);
        let plan = plan(&db, &asked).await;
        // Where several words meet, PostgreSQL begins with the one that leaves least, or with a unit that has a third of all.
        let chooses = is_postgres && filter.pairs.len() > 1;
        assert!(chooses || plan.contains(index), "{asked}\n{plan}");
        // What leads comes first on SQLite, and each further pair is one look into its key.
        let is_led = is_postgres || plan.lines().next().is_some_and(|first| first.contains(index));
        assert!(is_led, "{asked}\n{plan}");
        assert!(chooses || !plan.contains("Seq Scan") && !plan.contains("SCAN "), "{asked}\n{plan}");
        let sorts = plan.contains("Sort") || plan.contains("TEMP B-TREE");
        assert!(chooses || !sorts, "{asked}\n{plan}");
    }
});

story!(a_list_is_read_along_what_the_fewest_have, |world| {
    fill(world, 4_000).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let pairs = |all: &[&str]| all.iter().map(|pair| (*pair).to_owned()).collect::<Vec<_>>();
    let (village, empty) = (Some(world.home().unit("village")), Some(world.home().unit("town2")));
    for (unit, pairs, expected, why) in [
        (None, pairs(&[]), Lead::All, "nothing is looked for"),
        (village, pairs(&[]), Lead::Unit, "one condition needs no weighing"),
        (None, pairs(&["低保"]), Lead::Pair(0), "neither does one pair"),
        (village, pairs(&["结果"]), Lead::Unit, "of two that many have the unit comes first"),
        (empty, pairs(&["低保", "评定"]), Lead::Unit, "a unit with nothing before all words"),
        (None, pairs(&["评定", "77"]), Lead::Pair(1), "a rare pair before a common one"),
        (village, pairs(&["低保", "77"]), Lead::Pair(1), "and before a large unit"),
        (village, pairs(&["低保", "没有"]), Lead::Pair(1), "what nobody has before everything"),
    ] {
        let filter = Filter { unit, pairs, ..Filter::default() };
        assert_eq!(lead(&tx, &filter).await.unwrap(), expected, "{why}");
    }
});
