//! 还有别人吗: officials whom the reporter names beside the subjects keep away like subjects, and are shown to nobody.

use entity::{report, report_named, report_subject};
use kit::cases::{id, submission};
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};
use time::Duration;

const ROUTE: &str = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";

/// A report on the village that names these others; the payload.
async fn files(world: &World, phone: &str, others: &[&str]) -> Value {
    let token = world.proves_later(phone, "REPORT").await;
    let mut input = submission(world.home(), &format!("key-{phone}"), &[id(world.home().unit("village"))]);
    input["otherNames"] = json!(others);
    world.submits(&token, input).await
}

async fn seen(world: &World, login: &str) -> Value {
    world.inbox(login, Value::Null).await["totalCount"].clone()
}

/// Rows of named officials, of subjects, of reports.
async fn rows(world: &World) -> (u64, u64, u64) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let named = tx.rows().find::<report_named::Entity>().count(&tx).await.unwrap();
    let subjects = tx.rows().find::<report_subject::Entity>().count(&tx).await.unwrap();
    (named, subjects, tx.rows().find::<report::Entity>().count(&tx).await.unwrap())
}

async fn imports(world: &World, name: &str, text: &str) {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let told = run(&world.ctx(), "510824", &[file], false).await.unwrap();
    assert!(told.written, "{:?}", told.faults);
}

story!(whoever_is_named_beside_the_subjects_keeps_away_and_is_not_shown, |world| {
    // The first handler sits in the clerk's office.
    let filed = files(world, "13800000001", &["演示town-clerk、一个不认识的人"]).await;
    assert_eq!(filed["report"]["organ"]["name"], "龙山镇纪委", "{filed}");
    assert_eq!(rows(world).await, (1, 1, 1));
    assert_eq!((seen(world, "town-handler").await, seen(world, "town-head").await), (json!(0), json!(1)));
    assert_eq!(world.notices("town-handler").await, json!([]));
    let case = world.only_case("town-head").await;
    assert_eq!(case["subjects"].as_array().unwrap().len(), 1, "a case is about what was chosen: {case}");
    assert!(!case.to_string().contains("town-clerk"), "{case}");
    let given = json!({ "handlerId": id(world.home().account("town-handler")) });
    assert_eq!(world.acts("town-head", "assignCase", case["id"].as_str().unwrap(), given).await["errors"][0]["code"], "NOT_FOUND");
    let token = world.signed_in(world.home(), "town-head").await;
    let content = "query($n: String!) { caseByNumber(number: $n) { content { otherNames } } }";
    let read = world.data(Some(&token), content, json!({ "n": case["number"] })).await;
    assert_eq!(read["caseByNumber"]["content"]["otherNames"], json!(["演示town-clerk、一个不认识的人"]), "as it was written");
    let again = files(world, "13800000001", &["演示town-clerk、一个不认识的人"]).await;
    assert_eq!((&again["queryCode"], rows(world).await), (&filed["queryCode"], (1, 1, 1)), "a repeat gets the first answer");
});

story!(of_two_who_are_called_so_both_keep_away, |world| {
    imports(world, "officials.csv", "code,name\ntown-deputy,演示　town-clerk\n").await;
    world.makes_kin("town-handler2", "town-deputy").await;
    files(world, "13800000001", &["演示town-clerk"]).await;
    assert_eq!(rows(world).await.0, 2, "the register's gap changes nothing");
    for (who, sees) in [("town-handler", 0), ("town-handler2", 0), ("town-head", 1)] {
        assert_eq!(seen(world, who).await, sees, "{who}");
    }
});

story!(the_highest_route_wins_and_the_answer_says_who_got_it, |world| {
    let place = world.home();
    let village = id(place.unit("village"));
    let shown = world.data(None, ROUTE, json!({ "county": place.code, "ids": [village] })).await;
    assert_eq!(shown["intakeRoute"]["organ"]["name"], "龙山镇纪委");
    // The town's secretary leads the unit that the committee belongs to.
    let filed = files(world, "13800000001", &["镇党委书记演示town-secretary"]).await;
    assert_eq!(filed["report"]["organ"]["name"], "龙山镇纪委", "only whole names are known: {filed}");
    let filed = files(world, "13800000002", &["书记演示town-secretary"]).await;
    assert_eq!(filed["report"]["organ"]["name"], "县纪委监委", "{filed}");
    assert_eq!((seen(world, "town-head").await, seen(world, "county-handler").await), (json!(1), json!(1)));
});

story!(who_is_managed_above_the_county_is_reported_there, |world| {
    let refused = files(world, "13800000001", &["演示magistrate"]).await;
    assert_eq!((&refused["errors"][0]["code"], &refused["errors"][0]["field"]), (&json!("ROUTE_ELSEWHERE"), &json!("otherNames")));
    let told = refused["errors"][0]["message"].as_str().unwrap();
    assert!(told.contains("市纪委监委") && told.contains("12388") && told.contains("内容没有保存"), "{told}");
    assert_eq!(rows(world).await, (0, 0, 0), "nothing was stored");
});

story!(where_a_member_or_everybody_is_named_the_superior_handles, |world| {
    let filed = files(world, "13800000001", &["演示town-handler2"]).await;
    assert_eq!(filed["report"]["organ"]["name"], "县纪委监委", "a member of the committee, as for subjects: {filed}");
    // All of them are near the head of the other village, and none is named himself.
    let town = ["town-inspector", "town-handler", "town-handler2"];
    for one in town {
        world.makes_kin(one, "village2-head").await;
    }
    let filed = files(world, "13800000003", &["演示village2-head"]).await;
    assert_eq!(filed["report"]["organ"]["name"], "县纪委监委", "{filed}");
    for one in ["county-inspector", "county-handler"] {
        world.makes_kin(one, "village2-head").await;
    }
    let refused = files(world, "13800000002", &["演示village2-head"]).await;
    assert_eq!(refused["errors"][0]["code"], "ROUTE_ELSEWHERE", "{refused}");
    assert_eq!(rows(world).await.2, 2);
});

story!(what_was_named_counts_for_the_review_and_for_kin_who_come_later, |world| {
    world.makes_kin("county-inspector", "village2-head").await;
    let filed = files(world, "13800000001", &["演示village2-head"]).await;
    let code = filed["queryCode"].as_str().unwrap().to_owned();
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    world.makes_kin("town-handler2", "village2-head").await;
    assert_eq!(seen(world, "town-handler2").await, 0, "who comes to be near him");
    assert_eq!(world.replies("town-head", &case).await["case"]["state"], "REPLIED");
    let filed = kit::cases::Filed { code, phone: "13800000001".to_owned(), payload: filed };
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "县纪委监委", "{climbed}");
    world.works_after(Duration::ZERO).await;
    assert_eq!((seen(world, "county-head").await, seen(world, "county-handler").await), (json!(0), json!(1)));
});
