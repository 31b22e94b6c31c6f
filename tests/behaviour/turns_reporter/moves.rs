//! 登记干部变动: at each move of an official who must keep away is asked again, and open cases go from whoever may not go on.

use super::{code, total};
use entity::post;
use entity::words::{CaseEventKind, NoticeKind, StaffRole};
use futures_util::future::join;
use kit::cases::id;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const POSTS: &str = "posts { id title unitName leadsUnit isPublic from until }";

async fn moves(world: &World, login: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query =
        format!("mutation($input: MoveOfficialInput!) {{ moveOfficial(input: $input) {{ {POSTS} errors {{ code field message }} }} }}");
    world.data(Some(&token), &query, json!({ "input": input })).await["moveOfficial"].clone()
}

/// Into the town's office, where the clerk sits.
fn into_the_office(world: &World, official: &str) -> Value {
    let place = world.home();
    json!({
        "officialId": id(place.official(official)), "unitId": id(place.unit("town")), "sectionId": id(place.section("town-office")),
        "title": "办公室干部", "from": "2026-03-02",
    })
}

async fn count(world: &World, official: &str) -> usize {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.eq(world.home().official(official)));
    rows.all(&tx).await.unwrap().len()
}

story!(a_handler_who_moves_near_the_subject_loses_the_case, |world| {
    world.files(PHONE, &[id(world.home().official("town-clerk"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&world.acts("town-handler2", "acceptCase", &case, json!({})).await), "-");
    let moved = moves(world, "admin", into_the_office(world, "town-handler2")).await;
    assert_eq!((code(&moved), moved["posts"].as_array().unwrap().len()), ("-", 2), "{moved}");
    assert_eq!(total(world, "town-handler2").await, 0, "from this moment");
    let read = world.notices("town-handler2").await;
    let said = read[0]["text"].as_str().unwrap();
    assert!(said.starts_with("演示town-handler2的岗位登记有变动") && read[0]["caseId"].is_null(), "{read}");
    assert_eq!(read.as_array().unwrap().len(), 1, "of his case he reads nothing any more");
    assert_eq!(world.told("town-head", NoticeKind::OfficialMoved).await, 1, "his head is told by whose word it was");
    for _ in 0..2 {
        world.works_after(Duration::ZERO).await;
    }
    assert_eq!((world.events(CaseEventKind::HandlerLeft).await, world.told("town-head", NoticeKind::HandlerLeft).await), (1, 1));
    assert_eq!(world.only_case("town-head").await["handler"], Value::Null);

    // The head moves there too: nobody of the organ is left.
    assert_eq!(code(&moves(world, "admin", into_the_office(world, "town-inspector")).await), "-");
    for _ in 0..2 {
        world.works_after(Duration::ZERO).await;
    }
    assert_eq!((total(world, "town-head").await, total(world, "county-handler").await), (json!(0), json!(1)));
    assert_eq!(world.events(CaseEventKind::Transferred).await, 1);
});

story!(whoever_moves_can_come_to_belong_to_any_organ_of_the_county, |world| {
    let place = world.home();
    let query = "{ organsToJoin { id name } }";
    let asked = async |login: &str| world.ask(Some(&world.signed_in(place, login).await), query, json!({})).await;
    let offered = asked("admin").await["data"]["organsToJoin"].clone();
    let mut names: Vec<_> = offered.as_array().unwrap().iter().map(|organ| organ["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    let mut expected = ["县纪委监委", "龙山镇纪委", "元坝镇纪委", "派驻民政局纪检组"];
    expected.sort_unstable();
    assert_eq!(names, expected, "wherever his unit stands, and none above the county");
    for who in ["town-head", "county-head", "auditor"] {
        assert_eq!(asked(who).await["errors"][0]["extensions"]["code"], "FORBIDDEN", "{who}");
    }
    let joins = json!({
        "officialId": id(place.official("village-deputy")), "unitId": id(place.unit("party")), "organId": id(place.organ("town2")),
        "title": "纪委委员", "from": "2026-03-02",
    });
    assert_eq!(code(&moves(world, "admin", joins).await), "-");
    let tx = world.ctx().read(&place.county).await.unwrap();
    let joined = tx.rows().find::<post::Entity>().filter(post::Column::OrganId.eq(place.organ("town2")));
    let joined = joined.filter(post::Column::OfficialId.eq(place.official("village-deputy"))).all(&tx).await.unwrap();
    assert_eq!(joined.len(), 1, "outside of his unit's own line");
});

story!(a_subject_who_moves_takes_recusal_with_him, |world| {
    let place = world.home();
    world.files(PHONE, &[id(place.official("village-deputy"))]).await;
    assert_eq!(total(world, "town-handler").await, 1);
    let posts = posts_of(world, "admin", "village-deputy").await;
    let mut input = into_the_office(world, "village-deputy");
    input["endPostId"] = posts[0]["id"].clone();
    input["lastDay"] = json!("2026-03-01");
    let moved = moves(world, "admin", input).await;
    assert_eq!(code(&moved), "-", "{moved}");
    assert_eq!(moved["posts"][1]["until"], "2026-03-01", "{moved}");
    assert_eq!((total(world, "town-handler").await, total(world, "town-handler2").await), (json!(0), json!(1)), "he sits in that office");
    assert_eq!(world.told("town-head", NoticeKind::OfficialMoved).await, 0, "who has no part in cases moves as he likes");
});

async fn posts_of(world: &World, login: &str, official: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { officialPosts(officialId: $id) { id title unitName from until } }";
    world.ask(Some(&token), query, json!({ "id": id(world.home().official(official)) })).await["data"]["officialPosts"].clone()
}

story!(who_moves_officials_and_who_does_not, |world| {
    let input = into_the_office(world, "town-handler2");
    for (who, refusal) in [("town-head", "FORBIDDEN"), ("county-head", "FORBIDDEN"), ("auditor", "FORBIDDEN"), ("publisher", "FORBIDDEN")] {
        assert_eq!(code(&moves(world, who, input.clone()).await), refusal, "{who}");
        assert_eq!(posts_of(world, who, "town-handler2").await, Value::Null, "{who}");
    }
    let token = world.signed_in(world.other(), "admin").await;
    let query = "mutation($input: MoveOfficialInput!) { moveOfficial(input: $input) { posts { id } errors { code } } }";
    assert_eq!(code(&world.data(Some(&token), query, json!({ "input": input })).await["moveOfficial"]), "NOT_FOUND", "another county");
    world.gives_role("county-handler", StaffRole::Personnel, "commission").await;
    let own = into_the_office(world, "county-handler");
    assert_eq!(code(&moves(world, "county-handler", own).await), "FORBIDDEN", "nobody moves himself");
    assert_eq!((count(world, "town-handler2").await, count(world, "county-handler").await), (1, 1), "nothing happened");
    assert_eq!(code(&moves(world, "county-handler", input).await), "-", "whoever keeps the files does");
    assert_eq!(count(world, "town-handler2").await, 2);
    let foreign = json!({ "officialId": id(world.other().official("town-clerk")), "endPostId": "x", "lastDay": "2026-03-01" });
    assert_eq!(code(&moves(world, "admin", foreign).await), "NOT_FOUND");
});

story!(a_move_needs_sound_days_and_places, |world| {
    let place = world.home();
    let base = into_the_office(world, "town-handler2");
    let with = |key: &str, value: Value| {
        let mut input = base.clone();
        input[key] = value;
        input
    };
    let refused = [
        (json!({ "officialId": base["officialId"] }), "endPostId"),
        (with("title", Value::Null), "title"),
        (with("title", json!("一")), "title"),
        (with("from", json!("2029-01-01")), "from"),
        (with("unitId", id(world.other().unit("town"))), "unitId"),
        (with("sectionId", id(place.section("village-group"))), "sectionId"),
        (with("organId", id(place.organ("city"))), "organId"),
    ];
    for (input, field) in refused {
        let payload = moves(world, "admin", input.clone()).await;
        assert_eq!(payload["errors"][0]["field"], field, "{input} {payload}");
    }
    let posts = posts_of(world, "admin", "town-handler2").await;
    let others = posts_of(world, "admin", "town-handler").await;
    let ending = |post: &Value, last: &str| json!({ "officialId": base["officialId"], "endPostId": post, "lastDay": last });
    assert_eq!(code(&moves(world, "admin", ending(&others[0]["id"], "2026-03-01")).await), "NOT_FOUND", "somebody else's post");
    assert_eq!(code(&moves(world, "admin", ending(&posts[0]["id"], "2020-01-01")).await), "INVALID");
    assert_eq!(count(world, "town-handler2").await, 1);

    let end = ending(&posts[0]["id"], "2026-03-01");
    let (one, two) = join(moves(world, "admin", end.clone()), moves(world, "admin", end)).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes, ["-", "CONFLICT"], "of two at once the second is told");
    let (one, two) = join(moves(world, "admin", base.clone()), moves(world, "admin", base.clone())).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!((codes, count(world, "town-handler2").await), (["-", "CONFLICT"], 2));
});
