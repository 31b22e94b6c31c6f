//! Assigning, declining, transferring: who may, who is told, and that a refusal moves nothing.

use super::*;

story!(a_head_assigns_and_the_officer_is_told, |world| {
    let place = world.home();
    // Who sits in the clerk's office must keep away from the clerk.
    let filed = world.files(PHONE, &[id(place.official("town-clerk"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    let to = |login: &str| json!({ "handlerId": id(place.account(login)), "reason": "内部：请他办" });
    for (who, whom, expected) in [
        ("town-handler2", "town-handler2", "FORBIDDEN"),
        ("town-head", "town-handler", "NOT_FOUND"),
        ("town-head", "county-handler", "NOT_FOUND"),
        ("town-head", "admin", "NOT_FOUND"),
        ("county-head", "county-handler", "NOT_FOUND"),
    ] {
        assert_eq!(code(&world.acts(who, "assignCase", &case, to(whom)).await), expected, "{who} to {whom}");
    }
    assert_eq!((&world.only_case("town-head").await["handler"], events(world, CaseEventKind::Assigned).await), (&Value::Null, 0));
    let before = world.told("town-handler2", NoticeKind::HandlerNew).await;
    let assigned = world.acts("town-head", "assignCase", &case, to("town-handler2")).await;
    assert_eq!(assigned["case"]["handler"]["name"], "演示town-handler2", "{assigned}");
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerNew).await, before + 1);
    let moved = world.acts("town-head", "assignCase", &case, to("town-head")).await;
    assert_eq!(moved["case"]["handler"]["name"], "演示town-head", "a head may take it himself");
    assert_eq!(code(&world.acts("town-handler2", "acceptCase", &case, json!({})).await), "FORBIDDEN", "it is another's now");
    let shown = world.status(None, Some(&filed.code)).await;
    assert_eq!(shown["timeline"].as_array().unwrap().len(), 1, "who handles it is not the reporter's to read: {shown}");
});

story!(what_is_declined_climbs_once_and_everybody_is_told, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let why = json!({ "reason": "不属于纪检监察范围", "rightChannel": "县信访局" });
    for (who, expected) in [("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")] {
        assert_eq!(code(&world.acts(who, "declineCase", &case, why.clone()).await), expected, "{who}");
    }
    assert_eq!((&world.only_case("town-head").await["state"], events(world, CaseEventKind::Declined).await), (&json!("SUBMITTED"), 0));
    assert_eq!(world.acts("town-handler2", "declineCase", &case, why).await["errors"], json!([]));
    assert_eq!(code(&world.acts("town-handler2", "acceptCase", &case, json!({})).await), "STATE", "not taken back");
    let objected = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "就是归你们管" })).await;
    assert_eq!(
        (&objected["status"]["state"], &objected["status"]["organ"]["name"]),
        (&json!("ACCEPTED"), &json!("县纪委监委")),
        "{objected}"
    );
    let told =
        (world.told("town-handler2", NoticeKind::HandlerAnswered).await, world.told("county-head", NoticeKind::HandlerEscalated).await);
    assert_eq!(told, (1, 1));
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "STATE", "once");
    assert_eq!(events(world, CaseEventKind::Escalated).await, 1);
});

story!(a_transfer_that_is_refused_moves_nothing, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    let before = rows(world).await;
    let to = |organ| json!({ "reason": "归别处管", "toOrganId": id(organ) });
    for (who, input, expected) in [
        ("bureau-head", to(place.organ("bureau")), "INVALID"),
        ("bureau-head", to(place.organ("city")), "INVALID"),
        ("bureau-head", json!({ "reason": "", "toOrganId": id(place.organ("town")) }), "REQUIRED"),
        ("bureau-head", json!({ "reason": "归别处管" }), "REQUIRED"),
        ("town-head", to(place.organ("town")), "NOT_FOUND"),
        ("admin", to(place.organ("town")), "NOT_FOUND"),
    ] {
        assert_eq!(code(&world.acts(who, "transferCase", &case, input.clone()).await), expected, "{who}: {input}");
    }
    assert_eq!((rows(world).await, &world.only_case("bureau-head").await["state"]), (before, &json!("SUBMITTED")));
    assert_eq!(world.acts("bureau-head", "transferCase", &case, to(place.organ("town"))).await["errors"], json!([]));
    assert_eq!(world.notices("bureau-head").await, json!([]), "what went away is not pointed at any more");
    for who in ["town-head", "town-handler", "town-handler2"] {
        assert_eq!(world.told(who, NoticeKind::HandlerNew).await, 1, "{who}");
    }
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    assert_eq!(code(&world.acts("town-handler2", "transferCase", &case, to(place.organ("town2"))).await), "STATE", "not once accepted");
    assert_eq!(world.status(None, Some(&filed.code)).await["organ"]["name"], "龙山镇纪委");
});
