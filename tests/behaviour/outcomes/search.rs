//! Lists and searches: in their order, page by page, the same on both databases.

use super::*;
use entity::id::{OutcomeId, OutcomeKindId, OutcomeKindVersionId};
use entity::{outcome, outcome_gram};
use lianjing::kernel::grams::pairs;
use std::collections::BTreeSet;
use time::macros::date;

/// What titles are made of, so that many share some words and few share all.
const WHO: [&str; 5] = ["低保", "临时救助", "村级财务", "宅基地", "项目实施"];
const WHAT: [&str; 4] = ["评定", "公示", "复核", "发放结果"];
const WHERE: [&str; 7] = ["一组", "二组", "三组", "全村", "A区", "B区", "移民点"];

fn title(n: usize) -> String {
    let of = |words: &[&str], n: usize| words[n % words.len()].to_owned();
    format!("{}年{}{}第{n}号{}", 2020 + n % 6, of(&WHO, n), of(&WHAT, n / 5), of(&WHERE, n / 20))
}

/// So many outcomes of 龙山镇甲村 with these titles, as years of work leave them.
pub async fn fill(world: &World, count: usize) {
    let kind = kind(world).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let kind_id: OutcomeKindId = kind["id"].as_str().unwrap().parse().unwrap();
    let version = tx.rows().find::<entity::outcome_kind_version::Entity>().one(&tx).await.unwrap().unwrap();
    let (mut rows, mut grams) = (Vec::new(), Vec::new());
    for n in 0..count {
        let row = row(world, (kind_id, version.id), (tx.mint(), n));
        let pair =
            |gram| outcome_gram::Model { county_id: tx.county.id, gram, decided_on: row.decided_on, outcome_id: row.id, until: None };
        grams.extend(pairs(&title(n)).into_iter().map(pair));
        rows.push(row);
    }
    tx.add_all(rows).await.unwrap();
    tx.add_all(grams).await.unwrap();
    tx.commit().await.unwrap();
}

fn row(world: &World, (kind_id, kind_version_id): (OutcomeKindId, OutcomeKindVersionId), (id, n): (OutcomeId, usize)) -> outcome::Model {
    outcome::Model {
        county_id: world.home().county.id,
        id,
        code: format!("{n:010}"),
        unit_id: world.home().unit(if n.is_multiple_of(3) { "village" } else { "village2" }),
        power_id: None,
        kind_id,
        kind_version_id,
        revision: 1,
        title: Some(title(n)),
        decided_on: date!(2020 - 01 - 01) + Duration::days(i64::try_from(n % 2_000).unwrap()),
        open: Some(json!({ "sum": "1.00" })),
        personal: None,
        personal_until: None,
        hash: n.to_be_bytes().to_vec(),
        import_id: None,
        import_row: None,
        published_by: world.home().account("publisher"),
        published_at: world.ctx().now,
        corrected_at: None,
        removed_at: None,
    }
}

/// Numbers of all outcomes that a search gives, page by page.
async fn all(world: &World, filter: &Value) -> Vec<usize> {
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = world.outcomes_page(json!({ "filter": filter, "first": 100, "after": after })).await;
        let nodes = page["nodes"].as_array().unwrap();
        found.extend(nodes.iter().map(|node| node["code"].as_str().unwrap().parse::<usize>().unwrap()));
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

story!(of_ten_thousand_titles_both_databases_find_the_same, |world| {
    fill(world, 10_000).await;
    for text in ["低保", "宅基地公示", "第777", "a区", "号二组", "2024年村级财务复核"] {
        let sought = pairs(text);
        let expected: BTreeSet<usize> = (0..10_000).filter(|n| sought.is_subset(&pairs(&title(*n)))).collect();
        assert!(!expected.is_empty(), "{text}");
        if expected.len() > 600 {
            let page = world.outcomes(json!({ "text": text })).await;
            let counted = (expected.len().min(1_000), expected.len() > 1_000);
            assert_eq!((&page["totalCount"], &page["isMore"]), (&json!(counted.0), &json!(counted.1)), "{text}");
            continue;
        }
        let found = all(world, &json!({ "text": text })).await;
        assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected, "{text}");
        assert_eq!(found.len(), expected.len(), "each once: {text}");
        assert!(found.is_sorted_by_key(|n| std::cmp::Reverse(n % 2_000)), "the latest day first: {text}");
    }
    assert_eq!(all(world, &json!({ "text": "低保户" })).await, Vec::<usize>::new());
});

story!(a_list_is_filtered_and_walked_once, |world| {
    fill(world, 250).await;
    let village = all(world, &json!({ "unit": "510824-village" })).await;
    assert_eq!(village.iter().copied().collect::<BTreeSet<_>>(), (0..250).filter(|n| n % 3 == 0).collect());
    assert_eq!(village.len(), 84);
    // Whatever a list is read along, it is the same list.
    for (unit, text) in [("510824-village", "低保"), ("510824-village2", "77"), ("510824-village2", "评定"), ("510824-town2", "低保")]
    {
        let is_in = |n: usize| if n.is_multiple_of(3) { "510824-village" } else { "510824-village2" };
        let expected: BTreeSet<_> = (0..250).filter(|n| is_in(*n) == unit && pairs(text).is_subset(&pairs(&title(*n)))).collect();
        let found = all(world, &json!({ "unit": unit, "text": text })).await;
        assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected, "{unit} {text}");
        assert_eq!(found.len(), expected.len(), "each once: {unit} {text}");
        let page = world.outcomes(json!({ "unit": unit, "text": text })).await;
        assert_eq!(page["totalCount"], json!(expected.len()), "{unit} {text}");
    }
    let filter = json!({ "unit": "510824-village", "kind": "dibao", "from": "2020-02-01", "until": "2020-03-31", "text": "低保" });
    let expected: BTreeSet<_> = (31..=90).filter(|n| n % 3 == 0 && n % 5 == 0).collect();
    assert_eq!(all(world, &filter).await.into_iter().collect::<BTreeSet<_>>(), expected);
    for (filter, code) in [
        (json!({ "unit": "510824-nirgends" }), "NOT_FOUND"),
        (json!({ "kind": "nirgends" }), "NOT_FOUND"),
        (json!({ "text": "低" }), "TOO_SHORT"),
        (json!({ "text": "低".repeat(41) }), "TOO_LONG"),
    ] {
        let query = "query($filter: OutcomeFilter) { outcomes(county: \"510824\", filter: $filter) { totalCount } }";
        let answer = world.ask(None, query, json!({ "filter": filter })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
    }
    for after in ["x", "MjAyNi0wMy0wMR8", "MjAyNi0xMy0wMR9h"] {
        let query = "query($after: String) { outcomes(county: \"510824\", after: $after) { totalCount } }";
        let answer = world.ask(None, query, json!({ "after": after })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "{answer}");
    }
});
