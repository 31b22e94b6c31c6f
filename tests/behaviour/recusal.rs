//! 回避: whoever must keep away gets, byte for byte, the answers of a world without the case.

mod aside;
mod not_asked;
mod questions;

use crate::uploads::{Sender, finishing_photo};
use entity::id::{CaseId, HandOverId, MediaId};
use entity::{notice, role_grant};
use kit::cases::{CASE, id, submission};
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use lianjing::domain::media::finish;
use questions::{Named, all_answers};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

const FIRST: &str = "13800000001";
const SECOND: &str = "13900000002";

/// Names of a case of this county that never was.
async fn nothing(world: &World) -> Named {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    Named {
        case: id(tx.mint::<CaseId>()),
        number: json!("2026-ZZZZZ"),
        photo: id(tx.mint::<MediaId>()),
        hand_over: id(tx.mint::<HandOverId>()),
    }
}

/// A case as an in-box shows it, and the photo that came with it. It was never handed over: `turns_staff` asks for sheets that
/// are there.
fn named(case: &Value, photo: MediaId, nothing: &Named) -> Named {
    Named { case: case["id"].clone(), number: case["number"].clone(), photo: id(photo), hand_over: nothing.hand_over.clone() }
}

/// Somebody reports the subjects and these names beside them, with a photo, which is finished.
async fn files_with_photo(world: &World, subjects: &[Value], other_names: Value) -> MediaId {
    world.wait(time::Duration::minutes(2));
    let sender = Sender::of(world, SECOND, "key-with-photo-00001").await;
    let photo = sender.uploads(&finishing_photo(), "image/png", 10_000).await;
    let mut input = submission(world.home(), "", subjects);
    input["submissionKey"] = json!(sender.key);
    input["mediaIds"] = json!([id(photo)]);
    input["otherNames"] = other_names;
    let payload = world.submits(&sender.reporter_token, input).await;
    assert!(payload["queryCode"].is_string(), "{payload}");
    finish(&world.ctx(), &world.ports, &world.home().county, photo).await.unwrap();
    photo
}

story!(a_recused_handler_cannot_tell_that_the_case_exists, |world| {
    let place = world.home();
    // A case that both may see, so that the lists are not simply empty.
    world.files(FIRST, &[id(place.official("village-deputy"))]).await;
    let nothing = nothing(world).await;
    world.wait(time::Duration::minutes(2));
    let mut before = Vec::new();
    for who in ["town-handler", "town2-head", "county-handler", "admin", "auditor", "publisher"] {
        before.push((who, all_answers(world, who, &nothing).await));
    }
    // The town-handler sits in the clerk's office: he must keep away, whatever his committee handles.
    let subjects = [id(place.unit("village2")), id(place.official("town-clerk"))];
    let photo = files_with_photo(world, &subjects, json!(["演示乙"])).await;
    let head = world.inbox("town-head", json!({ "open": true })).await;
    assert_eq!((&head["totalCount"], &head["counts"]["yellow"]), (&json!(2), &json!(2)), "the case is there");
    let case = head["nodes"].as_array().unwrap().iter().find(|case| case["subjects"].as_array().unwrap().len() == 2).unwrap();
    for (who, answers) in before {
        let after = all_answers(world, who, &named(case, photo, &nothing)).await;
        for (asked, (one, other)) in answers.iter().zip(&after).enumerate() {
            assert_eq!(one, other, "{who}, question {asked}");
        }
    }
    let seen = world.inbox("town-handler", Value::Null).await;
    assert_eq!(seen["totalCount"], 1, "his own list was not empty");
    let names = |case: &Value| case["assignees"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    let token = world.signed_in(place, "town-head").await;
    let asked = world
        .data(Some(&token), "query($n: String!) { caseByNumber(number: $n) { assignees { name } } }", json!({ "n": case["number"] }))
        .await;
    assert_eq!(names(&asked["caseByNumber"]), ["演示town-handler2", "演示town-head"].map(Value::from), "nobody can give it to him");
    let open = "mutation($input: OpenOriginalInput!) { openOriginal(input: $input) { url errors { code } } }";
    let opened = world.data(Some(&token), open, json!({ "input": { "caseId": case["id"], "mediaId": id(photo) } })).await;
    assert!(opened["openOriginal"]["url"].is_string(), "the photo is there for others: {opened}");
    let given = json!({ "handlerId": id(place.account("town-handler")) });
    let refused = world.acts("town-head", "assignCase", case["id"].as_str().unwrap(), given).await;
    assert_eq!(refused["errors"][0]["code"], "NOT_FOUND");
});

story!(who_is_only_named_beside_the_subjects_cannot_tell_either, |world| {
    let place = world.home();
    world.files(FIRST, &[id(place.official("village-deputy"))]).await;
    let nothing = nothing(world).await;
    world.wait(time::Duration::minutes(2));
    let before = all_answers(world, "town-handler", &nothing).await;
    // The town-handler sits in the clerk's office.
    let photo = files_with_photo(world, &[id(place.unit("village2"))], json!(["演示town-clerk（办公室的）"])).await;
    let inbox = world.inbox("town-head", Value::Null).await;
    assert_eq!(inbox["totalCount"], 2, "the case is there");
    let case = inbox["nodes"].as_array().unwrap().iter().find(|case| case["subjects"][0]["name"] == "龙山镇乙村").unwrap();
    let after = all_answers(world, "town-handler", &named(case, photo, &nothing)).await;
    for (asked, (one, other)) in before.iter().zip(&after).enumerate() {
        assert_eq!(one, other, "question {asked}");
    }
});

story!(a_recusal_that_arises_later_takes_all_of_it_away, |world| {
    let place = world.home();
    world.files(FIRST, &[id(place.official("village-deputy"))]).await;
    let nothing = nothing(world).await;
    world.wait(time::Duration::minutes(2));
    let mut before = Vec::new();
    for who in ["town-head", "town-handler2"] {
        before.push((who, all_answers(world, who, &nothing).await));
    }
    let subjects = [id(place.unit("village2")), id(place.official("town-clerk"))];
    let photo = files_with_photo(world, &subjects, json!(["演示乙"])).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let case = inbox["nodes"].as_array().unwrap().iter().find(|case| case["subjects"].as_array().unwrap().len() == 2).unwrap().clone();
    let notice = world.notices("town-handler2").await[0].clone();
    assert_eq!(notice["caseId"], case["id"], "he was told, and has looked");
    let assigned = json!({ "handlerId": id(place.account("town-handler2")) });
    assert_eq!(world.acts("town-head", "assignCase", case["id"].as_str().unwrap(), assigned).await["errors"], json!([]));
    for kin in ["town-inspector", "town-handler2"] {
        world.makes_kin(kin, "town-clerk").await;
    }
    // At once, and after the worker has moved the case: its town has nobody left.
    for _ in 0..2 {
        for (who, answers) in &before {
            let after = all_answers(world, who, &named(&case, photo, &nothing)).await;
            for (asked, (one, other)) in answers.iter().zip(&after).enumerate() {
                assert_eq!(one, other, "{who}, question {asked}");
            }
        }
        world.works_after(time::Duration::ZERO).await;
    }
    let token = world.signed_in(place, "town-handler2").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let marked = world.data(Some(&token), mark, json!({ "input": { "ids": [notice["id"]] } })).await;
    assert_eq!(marked["markNoticesRead"]["errors"][0]["code"], "NOT_FOUND");
    let inbox = world.inbox("county-handler", Value::Null).await;
    assert_eq!((&inbox["totalCount"], &inbox["nodes"][0]["id"]), (&json!(1), &case["id"]), "and somebody else has it");
});

story!(ids_of_another_county_are_ids_of_nothing, |world| {
    let filed = world.files(FIRST, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    let token = world.signed_in(world.other(), "town-head").await;
    let accept = "mutation($input: AcceptCaseInput!) { acceptCase(input: $input) { case { id } errors { code } } }";
    let refused = world.data(Some(&token), accept, json!({ "input": { "caseId": case["id"] } })).await;
    assert_eq!(refused["acceptCase"], json!({ "case": null, "errors": [{ "code": "NOT_FOUND" }] }));
    let by_number = "query($n: String!) { caseByNumber(number: $n) { id } }";
    assert_eq!(world.data(Some(&token), by_number, json!({ "n": case["number"] })).await["caseByNumber"], Value::Null);
    assert_eq!(world.data(Some(&token), "{ cases { totalCount } }", json!({})).await["cases"]["totalCount"], 0);
    assert_eq!(world.only_case("town-head").await["state"], "SUBMITTED");
    for token in [None, Some(filed.code.as_str())] {
        let answer = world.ask(token, accept, json!({ "input": { "caseId": case["id"] } })).await;
        assert!(answer["errors"][0]["extensions"]["code"].is_string() || answer["error"].is_string(), "{answer}");
    }
});

story!(a_list_costs_the_same_however_long_it_is, |world| {
    use lianjing::kernel::{Actor, Ctx, HeldRole, StaffActor};
    let place = world.home();
    let actor = Actor::Staff(StaffActor {
        county_id: place.county.id,
        account_id: place.account("town-head"),
        session_id: entity::id::SessionId(uuid::Uuid::nil()),
        name: String::new(),
        official_id: Some(place.official("town-inspector")),
        former: Vec::new(),
        roles: vec![HeldRole { role: entity::words::StaffRole::Head, unit_id: None, organ_id: Some(place.organ("town")) }],
    });
    let mut costs = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003", "13800000004"] {
        world.files(phone, &[id(place.official("village-deputy")), id(place.unit("village2"))]).await;
        let ctx = Ctx::new(&world.kernel, actor.clone(), "count".to_owned());
        let counted = std::sync::Arc::clone(&ctx.statements);
        let schema = lianjing::api::schema::build(&world.kernel.settings.api);
        let query = format!(
            "{{ cases(first: 50) {{ totalCount counts {{ red }} workload {{ byHandler {{ handler {{ name }} }} }} nodes {{ {CASE} timeline {{ title }} }} }} }}"
        );
        let answer = schema.execute(async_graphql::Request::new(query).data(ctx)).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        costs.push(counted.load(Ordering::Relaxed));
    }
    assert_eq!(costs.iter().collect::<std::collections::BTreeSet<_>>().len(), 1, "{costs:?}");
});

async fn notices(world: &World, login: &str) -> String {
    let token = world.signed_in(world.home(), login).await;
    world.ask(Some(&token), "{ viewer { notices { text caseId read } } }", json!({})).await.to_string()
}

async fn told(world: &World, login: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.eq(world.home().account(login)));
    rows.count(&tx).await.unwrap()
}

story!(who_comes_to_keep_away_was_never_told, |world| {
    let place = world.home();
    let before = notices(world, "town-handler2").await;
    world.files(FIRST, &[id(place.official("town-clerk"))]).await;
    assert_eq!(told(world, "town-handler2").await, 1);
    assert_ne!(notices(world, "town-handler2").await, before);
    // The committee's member moves into the office of the person whom the report is about.
    let moved = "official_code,unit_code,section_name,title,valid_from\ntown-handler2,510824-town,党政办公室,办公室干部,2026-03-01\n";
    let file = SourceFile { name: "posts.csv".to_owned(), bytes: moved.as_bytes().to_vec() };
    assert!(run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    assert_eq!(notices(world, "town-handler2").await, before, "from the next request on");
    assert_eq!((told(world, "town-handler2").await, told(world, "town-head").await), (1, 1), "the rows stay, unseen");
});

story!(with_the_role_goes_what_was_told, |world| {
    let place = world.home();
    let before = notices(world, "town-handler2").await;
    world.files(FIRST, &[id(place.unit("village"))]).await;
    assert_eq!(told(world, "town-handler2").await, 1);
    let tx = world.ctx().read(&place.county).await.unwrap();
    let grants = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.eq(place.account("town-handler2")));
    let grant = grants.one(&tx).await.unwrap().unwrap();
    drop(tx);
    let admin = world.signed_in(place, "admin").await;
    let end = "mutation($input: EndRoleInput!) { endRole(input: $input) { errors { code message } } }";
    let ended = world.data(Some(&admin), end, json!({ "input": { "grantId": id(grant.id), "reason": "调离" } })).await;
    assert_eq!(ended["endRole"]["errors"], json!([]), "{ended}");
    assert_eq!(notices(world, "town-handler2").await, before);
});
