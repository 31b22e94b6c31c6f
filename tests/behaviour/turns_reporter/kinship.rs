//! 亲属申报: declared of oneself, it counts at once; it ends only when a head agrees; few read it.

use super::{PHONE, code, total};
use entity::words::{CaseEventKind, NoticeKind, StaffRole};
use entity::{kinship, kinship_ending, ledger_entry};
use futures_util::future::join;
use kit::cases::id;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const KIN: &str = "id relation isOwn official { name } relative { name } ending { id reason canDecide }";

async fn declares(world: &World, login: &str, relative: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = format!(
        "mutation($input: DeclareKinshipInput!) {{ declareKinship(input: $input) {{ kinship {{ {KIN} }} errors {{ code field }} }} }}"
    );
    let input = json!({ "relativeId": id(world.home().official(relative)), "relation": "姻亲" });
    world.data(Some(&token), &query, json!({ "input": input })).await["declareKinship"].clone()
}

async fn asks_ending(world: &World, login: &str, kinship: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "mutation($input: AskKinshipEndingInput!) { askKinshipEnding(input: $input) { done errors { code } } }";
    let input = json!({ "kinshipId": kinship, "reason": "已经离婚" });
    world.data(Some(&token), query, json!({ "input": input })).await["askKinshipEnding"].clone()
}

async fn decides(world: &World, login: &str, ending: &Value, grant: bool) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "mutation($input: DecideKinshipEndingInput!) { decideKinshipEnding(input: $input) { done errors { code } } }";
    world.data(Some(&token), query, json!({ "input": { "endingId": ending, "grant": grant } })).await["decideKinshipEnding"].clone()
}

/// What a list shows, or null where there is none for him.
async fn list(world: &World, login: &str, all: bool) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = format!("query($all: Boolean) {{ kinships(all: $all, first: 50) {{ nodes {{ {KIN} }} }} }}");
    world.ask(Some(&token), &query, json!({ "all": all })).await["data"]["kinships"]["nodes"].clone()
}

async fn waiting(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.ask(Some(&token), &format!("{{ kinshipEndings {{ {KIN} }} }}"), json!({})).await["data"]["kinshipEndings"].clone()
}

story!(a_declaration_counts_at_once, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&world.acts("town-handler2", "acceptCase", &case, json!({})).await), "-");
    let declared = declares(world, "town-handler2", "village-head").await;
    assert_eq!((code(&declared), &declared["kinship"]["isOwn"]), ("-", &json!(true)), "{declared}");
    assert_eq!((total(world, "town-handler2").await, world.notices("town-handler2").await), (json!(0), json!([])));
    for _ in 0..2 {
        world.works_after(Duration::ZERO).await;
    }
    assert_eq!((world.events(CaseEventKind::HandlerLeft).await, world.told("town-head", NoticeKind::HandlerLeft).await), (1, 1));
    assert_eq!(code(&declares(world, "town-handler2", "village-head").await), "CONFLICT", "once");
    assert_eq!(code(&declares(world, "town-handler2", "town-handler2").await), "INVALID");
    assert_eq!(code(&declares(world, "admin", "village-head").await), "FORBIDDEN", "there is no official behind that account");
    let foreign = json!({ "relativeId": id(world.other().official("village-head")), "relation": "姻亲" });
    let token = world.signed_in(world.home(), "town-handler").await;
    let query = "mutation($input: DeclareKinshipInput!) { declareKinship(input: $input) { kinship { id } errors { code } } }";
    assert_eq!(code(&world.data(Some(&token), query, json!({ "input": foreign })).await["declareKinship"]), "NOT_FOUND");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<kinship::Entity>().count(&tx).await.unwrap(), 1);
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("officials.kinship_declared"));
    assert_eq!(entries.count(&tx).await.unwrap(), 1);
});

story!(few_read_what_was_declared, |world| {
    declares(world, "town-handler2", "village-head").await;
    assert_eq!(list(world, "town-handler2", false).await[0]["relation"], "姻亲");
    assert_eq!(list(world, "town-head", false).await, json!([]), "his own, and no other");
    for who in ["town-handler2", "town-head", "county-handler", "admin", "auditor"] {
        assert_eq!(list(world, who, true).await, Value::Null, "{who}");
    }
    assert_eq!(list(world, "county-head", true).await[0]["official"]["name"], "演示town-handler2");
    world.gives_role("auditor", StaffRole::Custodian, "commission").await;
    assert_eq!(list(world, "auditor", true).await[0]["relative"]["name"], "演示village-head", "a custodian of the commission");
    let token = world.signed_in(world.other(), "county-head").await;
    let answer = world.data(Some(&token), "{ kinships(all: true) { nodes { id } } }", json!({})).await;
    assert_eq!(answer["kinships"]["nodes"], json!([]), "another county has its own");
});

story!(it_ends_only_when_a_head_agrees, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let declared = declares(world, "town-handler2", "village-head").await;
    let kinship = &declared["kinship"]["id"];
    for (who, refusal) in [("town-handler", "NOT_FOUND"), ("town-head", "NOT_FOUND"), ("county-head", "NOT_FOUND")] {
        assert_eq!(code(&asks_ending(world, who, kinship).await), refusal, "{who}: what others declared is not his");
    }
    let (one, two) = join(asks_ending(world, "town-handler2", kinship), asks_ending(world, "town-handler2", kinship)).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes, ["-", "CONFLICT"]);
    assert_eq!(total(world, "town-handler2").await, 0, "until the answer it counts");
    assert_eq!((world.told("town-head", NoticeKind::KinshipEnding).await, waiting(world, "county-head").await), (1, json!([])));
    let wish = waiting(world, "town-head").await[0]["ending"].clone();
    assert_eq!((&wish["reason"], &wish["canDecide"]), (&json!("已经离婚"), &json!(true)));
    assert_eq!(list(world, "town-handler2", false).await[0]["ending"]["reason"], Value::Null, "the words are for whoever answers");
    for (who, refusal) in [("town-handler2", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")] {
        assert_eq!(code(&decides(world, who, &wish["id"], true).await), refusal, "{who}");
    }
    assert_eq!(code(&decides(world, "town-head", &wish["id"], false).await), "-", "refused");
    assert_eq!((total(world, "town-handler2").await, code(&decides(world, "town-head", &wish["id"], true).await)), (json!(0), "CONFLICT"));
    assert_eq!(code(&asks_ending(world, "town-handler2", kinship).await), "-", "he may ask again");
    let wish = waiting(world, "town-head").await[0]["ending"].clone();
    let (one, two) = join(decides(world, "town-head", &wish["id"], true), decides(world, "town-head", &wish["id"], true)).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes, ["-", "CONFLICT"]);
    assert_eq!((total(world, "town-handler2").await, list(world, "town-handler2", false).await), (json!(1), json!([])));
    assert_eq!(world.told("town-handler2", NoticeKind::KinshipDecided).await, 2);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<kinship_ending::Entity>().count(&tx).await.unwrap(), 2, "what was asked and answered stays");
});

story!(why_it_ends_stands_nowhere_in_clear, |world| {
    let declared = declares(world, "town-handler2", "village-head").await;
    assert_eq!(code(&asks_ending(world, "town-handler2", &declared["kinship"]["id"]).await), "-");
    let places = |dump: kit::dump::Dump, word: &str| {
        let has = |rows: &Vec<String>| rows.iter().any(|row| row.contains(word));
        dump.into_iter().filter(|(_, rows)| has(rows)).map(|(table, _)| table).collect::<Vec<_>>()
    };
    assert_eq!(places(world.dump().await, "已经离婚"), Vec::<String>::new());
    assert_eq!(places(world.dump().await, "姻亲"), ["kinship"], "the register of today says as what, and nothing else does");
    let wish = waiting(world, "town-head").await[0].clone();
    assert_eq!((&wish["relation"], &wish["ending"]["reason"]), (&json!("姻亲"), &json!("已经离婚")), "{wish}");
    assert_eq!(code(&decides(world, "town-head", &wish["ending"]["id"], true).await), "-");
    assert_eq!(places(world.dump().await, "姻亲"), Vec::<String>::new(), "what was is nobody's to read");
});

story!(a_head_does_not_answer_himself, |world| {
    let declared = declares(world, "town-head", "village-head").await;
    assert_eq!(code(&asks_ending(world, "town-head", &declared["kinship"]["id"]).await), "-");
    assert_eq!(waiting(world, "town-head").await, json!([]), "the organ above answers");
    let wish = waiting(world, "county-head").await[0]["ending"]["id"].clone();
    assert_eq!(code(&decides(world, "town-head", &wish, true).await), "NOT_FOUND");
    assert_eq!(code(&decides(world, "county-head", &wish, true).await), "-");
    // Above the commission nobody sits here.
    let declared = declares(world, "county-head", "bureau-director").await;
    assert_eq!(code(&asks_ending(world, "county-head", &declared["kinship"]["id"]).await), "STATE");
});
