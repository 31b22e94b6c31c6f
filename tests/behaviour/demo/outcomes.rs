//! The demonstration shows outcomes of each kind, one corrected and one past its term, and what was paid to households.

use entity::id::ContactId;
use entity::words::PhonePurpose;
use entity::{official, outcome, outcome_earlier, outcome_kind, subsidy};
use kit::World;
use lianjing::demo::HOME;
use lianjing::domain::subsidies::look_up;
use lianjing::kernel::{Actor, Ctx, ReporterActor};
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};

const LIST: &str = "query($kind: String!) { outcomes(county: \"510824\", filter: { kind: $kind }) { \
    totalCount nodes { title isPersonalOver power { name } unit { name } earlier { reason } fields { label text } } } }";

pub(super) async fn outcomes_and_subsidies_are_shown(world: &World) {
    let mut all: Vec<Value> = Vec::new();
    for kind in ["dibao", "village-accounts", "project", "funds", "homestead"] {
        let found = world.data(None, LIST, json!({ "kind": kind })).await["outcomes"].clone();
        assert!(found["totalCount"].as_i64().unwrap() >= 3, "{kind}: {found}");
        all.extend(found["nodes"].as_array().unwrap().iter().cloned());
    }
    assert!(all.iter().any(|one| one["earlier"][0]["reason"] == "MISTAKE"), "one was corrected");
    let over: Vec<_> = all.iter().filter(|one| one["isPersonalOver"] == true).collect();
    assert!(!over.is_empty() && !json!(over).to_string().contains("王桂芳"), "one is past its term: {over:?}");
    assert!(json!(all).to_string().contains("王桂芳"), "and one is not");
    assert!(all.iter().filter(|one| one["power"]["name"].is_string()).count() > 10, "powers have what came of them");
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let kinds = tx.rows().find::<outcome_kind::Entity>().count(&tx).await.unwrap();
    let (told, paid) = (tx.rows().find::<outcome::Entity>().count(&tx).await, tx.rows().find::<subsidy::Entity>().count(&tx).await);
    assert_eq!((kinds, told.unwrap(), paid.unwrap()), (5, u64::try_from(all.len()).unwrap(), 10), "once, however often it is filled");
    assert_eq!(tx.rows().find::<outcome_earlier::Entity>().count(&tx).await.unwrap(), 1);
}

/// By the name and the digits that demo/README.md tells whoever tries it.
pub(super) async fn a_household_finds_what_was_paid(world: &World) {
    let county_id = world.ctx().county(HOME).await.unwrap().id;
    let (contact_id, phone_hash) = (ContactId(uuid::Uuid::nil()), vec![7; 32]);
    let villager = ReporterActor { county_id, contact_id, phone_hash, purpose: PhonePurpose::Subsidies };
    let ctx = Ctx::new(&world.kernel, Actor::Reporter(villager), "story".to_owned());
    assert_eq!(look_up(&ctx, "王桂芳", "1234").await.unwrap().len(), 3, "two years of one, and one of another");
}

/// What was answered some time ago stands on its unit's page, and names nobody of the directory.
pub(super) async fn results_are_published_without_a_name(world: &World) {
    let query = "{ publications(county: \"510824\", first: 100) { totalCount nodes { title text } } }";
    let found = world.data(None, query, json!({})).await["publications"].clone();
    assert!(found["totalCount"].as_i64().unwrap() >= 2, "{found}");
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let words = found.to_string();
    let officials = tx.rows().find::<official::Entity>().all(&tx).await.unwrap();
    let named: Vec<_> = officials.iter().filter(|official| words.contains(&official.name)).map(|official| &official.name).collect();
    assert_eq!(named, Vec::<&String>::new());
}
