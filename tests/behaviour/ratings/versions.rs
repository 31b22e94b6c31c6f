//! Versions of indicators: the commission sets them, sheets keep theirs.

use super::{PHONE, codes, dibao, entries, rated_dibao, sheets, unchanged};
use kit::ratings::answers;
use kit::{World, story};
use serde_json::{Value, json};

fn groups() -> Value {
    json!([{ "name": "这项权力", "side": "PROCESS", "questions": [{ "code": "qx3", "text": "防控措施管用" }, { "code": "gk1", "text": "公示看得懂" }] }])
}

async fn sets(world: &World, login: &str, input: Value) -> Value {
    world.does_on_ratings(login, "setIndicators", (input, "indicators { kind no groups { questions { code } } }")).await
}

fn input(no: i32, groups: &Value) -> Value {
    json!({ "kind": "POWER", "no": no, "groups": groups })
}

story!(the_commission_sets_other_questions_and_sheets_keep_theirs, |world| {
    let subject = dibao(world);
    world.all_say(0..10, rated_dibao(world), &[("qx1", 5), ("qx3", 4)]).await;
    let done = sets(world, "county-head", input(1, &groups())).await;
    assert_eq!((&done["indicators"]["no"], &done["errors"]), (&json!(2), &json!([])));
    assert_eq!(entries(world, "ratings.set_indicators").await, 1);
    let form = world.rating_form(None, &subject).await;
    assert_eq!((&form["indicators"]["no"], &form["indicators"]["groups"][0]["questions"][1]["text"]), (&json!(2), &json!("公示看得懂")));
    let token = world.proves(PHONE, "RATE").await;
    let sheet = |no: i32, code: &str| json!({ "subjectId": subject, "setNo": no, "answers": answers(&[(code, 3)]) });
    let late = codes(&world.rates(Some(&token), &sheet(1, "qx1")).await);
    assert_eq!(late, [("CONFLICT".to_owned(), "setNo".to_owned())], "the page was opened before");
    assert_eq!(codes(&world.rates(Some(&token), &sheet(2, "qx1")).await)[0].0, "INVALID", "that is asked no more");
    assert_eq!(sheets(world).await.len(), 10);
    assert_eq!(world.rates(Some(&token), &sheet(2, "gk1")).await["errors"], json!([]));
    world.night_passes().await;
    let month = world.trend("county-head", &subject).await["data"]["ratingTrend"][0].clone();
    let of = |code: &str| month["answers"].as_array().unwrap().iter().find(|one| one["code"] == code).cloned().unwrap();
    assert_eq!(of("qx1")["counts"], json!([0, 0, 0, 0, 10]), "old answers stand under their own questions");
    assert_eq!(of("qx3")["counts"], json!([0, 0, 0, 10, 0]));
    assert_eq!((of("gk1")["counts"].clone(), &month["sheets"]), (json!([0, 0, 1, 0, 0]), &json!(11)));
    let all = world.data(None, "{ indicatorSets(county: \"510824\") { kind no } }", json!({})).await["indicatorSets"].clone();
    assert_eq!(
        all,
        json!([{ "kind": "PARTY", "no": 1 }, { "kind": "NON_PARTY", "no": 1 }, { "kind": "POWER", "no": 2 }, { "kind": "OUTCOME", "no": 1 }])
    );
    let other = world.data(None, "{ indicatorSets(county: \"130982\") { kind no } }", json!({})).await["indicatorSets"].clone();
    assert_eq!(other[2], json!({ "kind": "POWER", "no": 1 }), "another county asks what it asked before");
});

story!(only_a_head_of_the_commission_sets_them_and_only_what_may_be_asked, |world| {
    let before = world.dump().await;
    for login in ["county-handler", "town-head", "admin", "publisher", "auditor"] {
        assert_eq!(codes(&sets(world, login, input(1, &json!([]))).await)[0].0, "FORBIDDEN", "{login}");
    }
    let mut faulty = groups();
    faulty[0]["questions"][1]["code"] = json!("qx3");
    faulty[0]["questions"][0]["text"] = json!("好");
    faulty[0]["side"] = json!("DILIGENCE");
    let told: Vec<String> = codes(&sets(world, "county-head", input(1, &faulty)).await).into_iter().map(|(_, field)| field).collect();
    assert_eq!(told, ["side", "text", "code"], "all that is wrong is told");
    assert_eq!(codes(&sets(world, "county-head", input(7, &groups())).await)[0].0, "CONFLICT");
    let same = json!([{ "name": "这项权力", "side": "PROCESS", "questions": [
        { "code": "qx1", "text": "流程合理" }, { "code": "qx2", "text": "风险找得准" }, { "code": "qx3", "text": "防控措施管用" }] }]);
    assert_eq!(codes(&sets(world, "county-head", input(1, &same)).await)[0].0, "STATE");
    unchanged(world, &before, "nothing was set").await;
    let (groups, other) = (groups(), json!([{ "name": "权力", "side": "PROCESS", "questions": [{ "code": "a", "text": "办得快" }] }]));
    let (one, two) = tokio::join!(sets(world, "county-head", input(1, &groups)), sets(world, "county-head", input(1, &other)));
    let mut told: Vec<usize> = [&one, &two].iter().map(|payload| payload["errors"].as_array().unwrap().len()).collect();
    told.sort_unstable();
    assert_eq!(told, [0, 1], "of two at once the second is told");
});
