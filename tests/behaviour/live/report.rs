//! The reporter's page: news of what it shows, and of nothing else.

use kit::World;
use kit::cases::{Filed, id};
use kit::live::{REPORT, Told};
use kit::story;
use lianjing::domain::keys::query_code;
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";

async fn filed(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    (filed, case)
}

async fn version(world: &World, code: &str) -> Value {
    let query = "query($code: String) { reportStatus(queryCode: $code) { version } }";
    world.data(None, query, json!({ "code": code })).await["reportStatus"]["version"].clone()
}

async fn refused(told: &mut Told, variables: Value) -> String {
    told.asks("x", REPORT, variables).await;
    let message = told.hears().await;
    assert_eq!((&message["id"], &message["type"]), (&json!("x"), &json!("error")), "{message}");
    message["payload"].to_string()
}

story!(the_reporter_is_told_what_his_page_shows, |world| {
    let (filed, case) = filed(world).await;
    let report = &filed.payload["report"]["id"];
    let token = world.proves_later(PHONE, "TRACK").await;
    let mut by_code = world.listens(None).await;
    by_code.subscribes("mine", REPORT, json!({ "code": filed.code })).await;
    let mut by_phone = world.listens(Some(&token)).await;
    by_phone.subscribes("mine", REPORT, json!({ "code": null, "county": world.home().code })).await;
    let mut by_both = world.listens(Some(&token)).await;
    by_both.subscribes("mine", REPORT, json!({ "code": filed.code })).await;
    // Who handles it is the organ's business.
    let given = json!({ "handlerId": id(world.home().account("town-handler2")) });
    assert_eq!(world.acts("town-head", "assignCase", &case, given).await["errors"], json!([]));
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let expected = json!({ "reportId": report, "version": version(world, &filed.code).await });
    for told in [&mut by_code, &mut by_phone, &mut by_both] {
        assert_eq!(told.hears_news("mine").await, expected);
        told.was_told_nothing().await;
    }
});

story!(a_new_query_code_is_news_to_whoever_has_the_old_one_until_it_dies, |world| {
    let (filed, _) = filed(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let mut old = world.listens(None).await;
    old.subscribes("mine", REPORT, json!({ "code": filed.code })).await;
    let asks = "mutation($input: RequestNewQueryCodeInput!) { requestNewQueryCode(input: $input) { errors { code } } }";
    let report = &filed.payload["report"]["id"];
    world.data(Some(&token), asks, json!({ "input": { "reportId": report } })).await;
    assert_eq!(old.hears_news("mine").await["version"], version(world, &filed.code).await);
    world.works_after(Duration::days(3)).await;
    assert_eq!(old.hears_news("mine").await["version"], version(world, &filed.code).await, "it can be fetched");
    let token = world.proves_later(PHONE, "TRACK").await;
    let takes = "mutation($input: TakeNewQueryCodeInput!) { takeNewQueryCode(input: $input) { queryCode errors { code } } }";
    let input = json!({ "reportId": report, "takeKey": "0000000000000take-key" });
    let taken = world.data(Some(&token), takes, json!({ "input": input })).await["takeNewQueryCode"].clone();
    assert!(taken["queryCode"].is_string(), "{taken}");
    assert_eq!(old.hears().await, json!({ "id": "mine", "type": "complete" }), "the old code opens nothing any more");
});

story!(who_has_neither_code_nor_phone_is_told_nothing, |world| {
    let (filed, _) = filed(world).await;
    let mut nobody = world.listens(None).await;
    assert!(refused(&mut nobody, json!({ "code": null })).await.contains("CODE_REQUIRED"));
    let wrong = refused(&mut nobody, json!({ "code": "nonsense" })).await;
    assert!(!wrong.contains(&filed.code), "{wrong}");
    let officer = world.signed_in(world.home(), "town-head").await;
    assert!(refused(&mut world.listens(Some(&officer)).await, json!({ "code": null })).await.contains("CODE_REQUIRED"));
    let report = world.proves_later(PHONE, "REPORT").await;
    assert!(refused(&mut world.listens(Some(&report)).await, json!({ "code": null })).await.contains("CODE_REQUIRED"));
    let other = world.proves_later("13900000009", "TRACK").await;
    assert!(refused(&mut world.listens(Some(&other)).await, json!({ "code": null })).await.contains("NOT_FOUND"));
    let mine = world.proves_later(PHONE, "TRACK").await;
    let county = json!({ "code": null, "county": world.other().code });
    assert!(refused(&mut world.listens(Some(&mine)).await, county).await.contains("NOT_FOUND"));
});

story!(wrong_codes_count_here_too, |world| {
    let (filed, _) = filed(world).await;
    let wrong: Vec<_> =
        (0..11).map(|number| query_code::display(&query_code::make(&world.kernel.keys, 1, format!("guess {number}")).unwrap())).collect();
    let token = world.proves_later(PHONE, "TRACK").await;
    let mut told = world.listens(Some(&token)).await;
    for guess in &wrong[..10] {
        assert!(refused(&mut told, json!({ "code": guess })).await.contains("NOT_FOUND"));
    }
    let after = refused(&mut told, json!({ "code": filed.code })).await;
    assert!(after.contains("TOO_MANY"), "{after}");
    assert_eq!(refused(&mut told, json!({ "code": wrong[10] })).await, after, "right and wrong ones get the same answer");
});

story!(a_phones_token_runs_out, |world| {
    let (_, case) = filed(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let mut told = world.listens(Some(&token)).await;
    told.subscribes("mine", REPORT, json!({ "code": null })).await;
    world.wait(Duration::minutes(31));
    assert_eq!(told.closes().await, 4403);
    world.acts("town-head", "acceptCase", &case, json!({})).await;
    let mut again = Told::silent(&world.url).await;
    again.says(&kit::live::greeting(Some(&token))).await;
    assert_eq!(again.closes().await, 4403);
});

story!(who_signed_in_elsewhere_follows_by_the_code_like_anybody, |world| {
    let (filed, case) = filed(world).await;
    let officer = world.signed_in(world.other(), "town-head").await;
    let mut told = world.listens(Some(&officer)).await;
    told.subscribes("mine", REPORT, json!({ "code": filed.code })).await;
    assert_eq!(world.acts("town-head", "acceptCase", &case, json!({})).await["errors"], json!([]));
    assert_eq!(told.hears_news("mine").await["version"], version(world, &filed.code).await);
    // His session is his own county's business, and ends the connection as ever.
    world.data(Some(&officer), "mutation { signOut { errors { code } } }", json!({})).await;
    assert_eq!(told.closes().await, 4403);
});
