//! 登记回避: what somebody declares takes nothing from anybody else; for the other one a head speaks, or he himself.

use super::{PHONE, code, total};
use entity::words::{NoticeKind, StaffRole};
use entity::{kinship, ledger_entry};
use futures_util::future::join;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::staff::NewRole;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::Duration;

const KIN: &str = "id isOwn noted awaitsNote canNote official { name } relative { name } ending { id }";
const ROUTE: &str =
    "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } elsewhere { name } } }";
/// Everybody who handles or heads in the town, and in the commission above it.
const OFFICERS: [&str; 5] = ["town-handler", "town-handler2", "town-inspector", "county-inspector", "county-handler"];
const LOGINS: [&str; 3] = ["town-handler", "town-handler2", "town-head"];

/// The head of the village, who is reported, may sign in too; his token.
async fn accused(world: &World) -> String {
    world.hires(("cun-zhu-ren", "village-head"), NewRole { role: StaffRole::Official, unit_id: None, organ_id: None }).await.1
}

async fn declares(world: &World, token: &str, relative: &str) -> Value {
    let query =
        format!("mutation($input: DeclareKinshipInput!) {{ declareKinship(input: $input) {{ kinship {{ {KIN} }} errors {{ code }} }} }}");
    let input = json!({ "relativeId": id(world.home().official(relative)), "relation": "表亲" });
    world.data(Some(token), &query, json!({ "input": input })).await["declareKinship"].clone()
}

async fn notes(world: &World, token: &str, kinship: &Value, keeps_away: bool) -> Value {
    let query = "mutation($input: NoteKinshipInput!) { noteKinship(input: $input) { done errors { code } } }";
    let input = json!({ "kinshipId": kinship, "keepsAway": keeps_away });
    world.data(Some(token), query, json!({ "input": input })).await["noteKinship"].clone()
}

/// What waits for somebody's word, or the code of the refusal.
async fn waiting(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let answer = world.ask(Some(&token), &format!("{{ kinshipNotes {{ {KIN} }} }}"), json!({})).await;
    if answer["errors"].is_array() { answer["errors"][0]["extensions"]["code"].clone() } else { answer["data"]["kinshipNotes"].clone() }
}

async fn own(world: &World, token: &str) -> Value {
    world.data(Some(token), &format!("{{ kinships {{ nodes {{ {KIN} }} }} }}"), json!({})).await["kinships"]["nodes"].clone()
}

async fn route(world: &World) -> Value {
    let asked = json!({ "county": world.home().code, "ids": [id(world.home().official("village-head"))] });
    world.data(None, ROUTE, asked).await["intakeRoute"].clone()
}

async fn entries(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

async fn counts(world: &World) -> Vec<Value> {
    let mut counts = Vec::new();
    for login in LOGINS {
        counts.push(total(world, login).await);
    }
    counts
}

story!(who_is_reported_takes_his_case_from_nobody, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let token = accused(world).await;
    let (before, way) = (counts(world).await, route(world).await);
    assert_eq!((before.as_slice(), &way["organ"]["name"]), ([json!(1), json!(1), json!(1)].as_slice(), &json!("龙山镇纪委")));
    for officer in OFFICERS {
        let declared = declares(world, &token, officer).await;
        let said = &declared["kinship"];
        assert_eq!(
            (code(&declared), &said["noted"], &said["awaitsNote"], &said["canNote"]),
            ("-", &json!(false), &json!(true), &json!(false))
        );
    }
    for _ in 0..2 {
        world.works_after(Duration::ZERO).await;
    }
    assert_eq!((counts(world).await, route(world).await), (before, way), "nobody of them lost it, and the next report goes the same way");
    let case = world.only_case("town-head").await;
    assert_eq!((&case["organ"]["name"], &case["light"]), (&json!("龙山镇纪委"), &json!("YELLOW")), "{case}");
    // Heads are told, of the town about its handlers, of the commission about the town's head and its own handler.
    let named = |login: &'static str| world.told(login, NoticeKind::KinshipNamed);
    assert_eq!((named("town-head").await, named("county-head").await, named("town-handler").await), (2, 2, 0));
    let names = |list: &Value| {
        list.as_array().unwrap().iter().map(|one| one["relative"]["name"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&waiting(world, "town-head").await), ["演示town-handler", "演示town-handler2"].map(str::to_owned).into());
    assert_eq!(names(&waiting(world, "county-head").await), ["演示town-inspector", "演示county-handler"].map(str::to_owned).into());
    for who in ["town-handler", "admin", "auditor"] {
        assert_eq!(waiting(world, who).await, json!("NOT_FOUND"), "{who}");
    }
    assert_eq!((waiting(world, "town2-head").await, entries(world, "officials.kinship_noted").await), (json!([]), 0));
});

story!(a_head_notes_it_for_the_other_one_and_it_counts_at_once, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let token = accused(world).await;
    let (one, two) = (declares(world, &token, "town-handler").await, declares(world, &token, "town-handler2").await);
    let (one, two) = (&one["kinship"]["id"], &two["kinship"]["id"]);
    for who in ["town-handler", "town-handler2", "town2-head", "county-head", "admin", "auditor"] {
        let other = world.signed_in(world.home(), who).await;
        assert_eq!(code(&notes(world, &other, one, true).await), "NOT_FOUND", "{who}");
    }
    let outsider = world.signed_in(world.other(), "town-head").await;
    for stranger in [&outsider, &token] {
        assert_eq!(code(&notes(world, stranger, one, true).await), "NOT_FOUND");
    }
    assert_eq!((counts(world).await, entries(world, "officials.kinship_noted").await), (vec![json!(1); 3], 0), "nothing happened");
    let head = world.signed_in(world.home(), "town-head").await;
    let (first, second) = join(notes(world, &head, one, true), notes(world, &head, one, true)).await;
    let mut codes = [code(&first), code(&second)];
    codes.sort_unstable();
    assert_eq!(codes, ["-", "CONFLICT"], "once");
    assert_eq!(counts(world).await, [json!(0), json!(1), json!(1)], "from this moment");
    assert_eq!(world.told("town-handler", NoticeKind::KinshipNoted).await, 1);
    assert_eq!(code(&notes(world, &head, two, false).await), "-", "set aside");
    assert_eq!((counts(world).await, waiting(world, "town-head").await), (vec![json!(0), json!(1), json!(1)], json!([])));
    assert_eq!(code(&notes(world, &head, two, true).await), "CONFLICT", "one word");
    let said = (entries(world, "officials.kinship_noted").await, entries(world, "officials.kinship_set_aside").await);
    assert_eq!(said, (1, 1), "each decision stands on the ledger");
});

story!(either_side_may_ask_that_it_ends, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let token = accused(world).await;
    let declared = declares(world, &token, "town-handler").await;
    let handler = world.signed_in(world.home(), "town-handler").await;
    let seen = own(world, &handler).await;
    assert_eq!((&seen[0]["id"], &seen[0]["isOwn"]), (&declared["kinship"]["id"], &json!(false)), "who is named reads it");
    let ask = "mutation($input: AskKinshipEndingInput!) { askKinshipEnding(input: $input) { done errors { code } } }";
    let input = json!({ "input": { "kinshipId": seen[0]["id"], "reason": "我们不是亲属" } });
    let other = world.signed_in(world.home(), "town-handler2").await;
    assert_eq!(code(&world.data(Some(&other), ask, input.clone()).await["askKinshipEnding"]), "NOT_FOUND", "a third one");
    assert_eq!(code(&world.data(Some(&handler), ask, input).await["askKinshipEnding"]), "-");
    let head = world.signed_in(world.home(), "town-head").await;
    let wish =
        world.data(Some(&head), "{ kinshipEndings { ending { id } } }", json!({})).await["kinshipEndings"][0]["ending"]["id"].clone();
    let decide = "mutation($input: DecideKinshipEndingInput!) { decideKinshipEnding(input: $input) { done errors { code } } }";
    let granted = world.data(Some(&head), decide, json!({ "input": { "endingId": wish, "grant": true } })).await;
    assert_eq!(code(&granted["decideKinshipEnding"]), "-");
    assert_eq!((own(world, &token).await, own(world, &handler).await), (json!([]), json!([])));
});

story!(the_other_ones_own_word_counts_for_both, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let token = accused(world).await;
    declares(world, &token, "town-handler").await;
    assert_eq!(total(world, "town-handler").await, 1);
    let handler = world.signed_in(world.home(), "town-handler").await;
    let said = declares(world, &handler, "village-head").await;
    assert_eq!((code(&said), &said["kinship"]["noted"]), ("-", &json!(true)), "{said}");
    assert_eq!((total(world, "town-handler").await, waiting(world, "town-head").await), (json!(0), json!([])));
    for (who, relative) in [(&token, "town-handler"), (&handler, "village-head")] {
        assert_eq!(code(&declares(world, who, relative).await), "CONFLICT", "it is said");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<kinship::Entity>().count(&tx).await.unwrap(), 1);
    assert_eq!(entries(world, "officials.kinship_declared").await, 2, "both words stand");
});
