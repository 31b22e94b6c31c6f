//! 行权结果: published with the columns of their kind, found, corrected, and gone where their term is over.

mod attached;
mod corrected;
mod imported;
mod plans;
mod refused;
mod rights;
mod search;
mod terms;

use kit::dump::Dump;
use kit::outcomes::{dibao_kind, field, values};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use time::Duration;

const TITLE: &str = "2026年一季度低保评定";

/// The county's kind 低保评定.
async fn kind(world: &World) -> Value {
    world.did_on_outcome("admin", "setOutcomeKind", &dibao_kind()).await
}

/// An outcome of 龙山镇甲村.
pub async fn published(world: &World) -> Value {
    let row = world.dibao_row(&kind(world).await, (TITLE, "王大山"));
    world.did_on_outcome("publisher", "publishOutcome", &row).await
}

/// What was refused: nothing may have changed since, but for who signed in.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, _)| table.as_str() != "session");
    let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// Codes and fields of a payload's refusals.
fn told(payload: &Value) -> Vec<(&str, &str)> {
    payload["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["code"].as_str().unwrap(), error["field"].as_str().unwrap_or("")))
        .collect()
}

/// Kinds of the ledger's entries about outcomes, in the order of the alphabet.
async fn entries(world: &World) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<entity::ledger_entry::Entity>().filter(entity::ledger_entry::Column::Kind.like("outcomes.%"));
    let rows = rows.order_by_asc(entity::ledger_entry::Column::Kind).all(&tx).await.unwrap();
    rows.into_iter().map(|row| row.kind).collect()
}

story!(an_outcome_is_published_and_read_by_everybody, |world| {
    let kind = kind(world).await;
    assert_eq!((&kind["no"], &kind["columns"][0]["label"]), (&json!(1), &json!("户主姓名")));
    let mut row = world.dibao_row(&kind, (TITLE, "王大山 51082419680101123X"));
    row["values"] = values(&[("name", "王大山 51082419680101123X"), ("sum", "1,040元"), ("note", "电话139 1234 5678")]);
    let done = world.did_on_outcome("publisher", "publishOutcome", &row).await;
    assert_eq!(done["viewerCan"], json!(["CORRECT", "REMOVE"]));
    let shown = world.outcome(&done["code"]).await;
    assert_eq!((&shown["title"], &shown["viewerCan"]), (&json!(TITLE), &json!([])));
    assert_eq!(field(&shown, "name"), Some("王大山 510824************"), "no whole number");
    assert_eq!((field(&shown, "sum"), field(&shown, "note")), (Some("1040.00"), Some("电话139********")));
    assert_eq!((&shown["personalUntil"], &shown["isPersonalOver"]), (&json!("2026-03-31"), &json!(false)));
    assert_eq!((&shown["unit"]["name"], &shown["power"]["name"]), (&json!("龙山镇甲村"), &json!("低保评议")));
    let dump = world.dump().await.into_values().flatten().collect::<String>();
    assert!(!dump.contains("51082419680101123X") && !dump.contains("13912345678"), "nobody keeps it");
    let pages = "{ unit(county: \"510824\", code: \"510824-village\") { outcomes { totalCount nodes { code } } } \
        power(county: \"510824\", code: \"510824-dibao\") { outcomes { totalCount nodes { code } } } }";
    let pages = world.data(None, pages, json!({})).await;
    let one = json!({ "totalCount": 1, "nodes": [{ "code": done["code"] }] });
    assert_eq!((&pages["unit"]["outcomes"], &pages["power"]["outcomes"]), (&one, &one));
    let node = world.data(None, "query($id: ID!) { node(id: $id) { id } }", json!({ "id": done["id"] })).await;
    assert_eq!(node["node"]["id"], done["id"]);
    assert_eq!(entries(world).await, ["outcomes.publish", "outcomes.set_kind"]);
});

story!(a_kind_that_changes_leaves_what_was_published_as_it_was, |world| {
    let outcome = published(world).await;
    let mut input = dibao_kind();
    input["no"] = json!(1);
    input["columns"][1]["label"] = json!("每季度金额");
    let kind = world.did_on_outcome("admin", "setOutcomeKind", &input).await;
    assert_eq!(kind["no"], 2);
    let shown = world.outcome(&outcome["code"]).await;
    assert_eq!(shown["fields"][1]["label"], "每月金额", "its own columns");
    let row = world.dibao_row(&kind, ("2026年二季度低保评定", "李小河"));
    let next = world.did_on_outcome("publisher", "publishOutcome", &row).await;
    assert_eq!(next["fields"][1]["label"], "每季度金额");
    let all = world.data(None, "{ outcomeKinds(county: \"510824\") { code no } }", json!({})).await;
    assert_eq!(all["outcomeKinds"], json!([{ "code": "dibao", "no": 2 }]));
    let others =
        world.data(None, "{ outcomeKinds(county: \"130982\") { code } outcomes(county: \"130982\") { totalCount } }", json!({})).await;
    assert_eq!(others, json!({ "outcomeKinds": [], "outcomes": { "totalCount": 0 } }), "not another county's");
});

/// A page of the server: its status and what it says.
async fn page(world: &World, path: &str) -> (u16, String) {
    let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// What search engines are told of a page.
async fn is_unsought(world: &World, path: &str) -> Option<String> {
    let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    answer.headers().get("x-robots-tag").map(|value| value.to_str().unwrap().to_owned())
}

story!(the_pages_of_the_server_say_the_same, |world| {
    let outcome = published(world).await;
    let code = outcome["code"].as_str().unwrap();
    let (unit, power) = ("/510824/u/510824-village", "/510824/p/510824-dibao");
    let found = "/510824/outcomes?q=%E4%BD%8E%E4%BF%9D&kind=dibao";
    for path in [&format!("/510824/o/{code}"), "/510824/outcomes", found, unit, power] {
        let (status, said) = page(world, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(said.contains(TITLE) && said.contains(code), "{path}: {said}");
    }
    let all = "/510824/outcomes?power=510824-dibao";
    assert!(page(world, power).await.1.contains(&format!("href=\"{all}\"")), "the link of a power leads to its own");
    for (path, is_found) in [
        (all, true),
        ("/510824/outcomes?from=2026-03-01&until=2026-03-01", true),
        ("/510824/outcomes?from=2026-03-02", false),
        ("/510824/outcomes?until=2026-02-28", false),
        ("/510824/outcomes?from=2026-02-31", true),
    ] {
        let (status, said) = page(world, path).await;
        assert_eq!((status, said.contains(TITLE)), (200, is_found), "{path}: {said}");
    }
    assert!(page(world, &format!("/510824/o/{code}")).await.1.contains("520 元"));
    assert_eq!(is_unsought(world, &format!("/510824/o/{code}")).await.as_deref(), Some("noindex, noarchive"), "王大山 stands there");
    let robots = page(world, "/robots.txt").await;
    assert!(robots.0 == 200 && robots.1.contains("Disallow: /staff\n") && robots.1.contains("Disallow: /*/report\n"), "{robots:?}");
    let (status, said) = page(world, "/510824/outcomes?q=%E4%BD%8E").await;
    assert!(status == 200 && said.contains(TITLE), "one character looks for nothing");
    assert_eq!(page(world, "/510824/outcomes?unit=nirgends").await.0, 404);
    assert_eq!(page(world, "/510824/outcomes?power=nirgends").await.0, 404);
    assert_eq!(page(world, "/510824/o/0000000000").await.0, 404);
    assert_eq!(page(world, &format!("/130982/o/{code}")).await.0, 404, "not in another county");
    world.wait(Duration::days(30));
    assert!(is_unsought(world, &format!("/510824/o/{code}")).await.is_none(), "nobody is named any more");
    let (_, said) = page(world, &format!("/510824/o/{code}")).await;
    assert!(!said.contains("王大山") && said.contains("公开期满") && said.contains("520 元"), "{said}");
});
