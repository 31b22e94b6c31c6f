//! 联合办理: who helps reads and notes, decides nothing, and stops with the turn; whoever must keep away learns nothing.

use super::*;
use entity::words::{NoticeKind, StaffRole};
use kit::story;

fn bureau(world: &World) -> Value {
    json!({ "organId": id(world.home().organ("bureau")), "reason": "请一起查低保的账" })
}

/// The town asks the bureau's group to help.
async fn helped(world: &World) -> (Filed, String) {
    let (filed, case) = reported(world).await;
    done(world, "town-handler2", "acceptCase", &case, json!({})).await;
    done(world, "town-handler2", "inviteOrgan", &case, bureau(world)).await;
    (filed, case)
}

story!(who_helps_reads_and_notes_and_decides_nothing, |world| {
    let (filed, case) = helped(world).await;
    assert_eq!(world.told("bureau-head", NoticeKind::HandlerJoined).await, 1);
    let seen = world.only_case("bureau-head").await;
    assert_eq!((&seen["id"], &seen["viewerCan"]), (&json!(case), &json!(["ADD_NOTE"])));
    let opened = page(world, "bureau-head", &case, "content { text } joints { organ { name } endedAt }").await;
    assert_eq!(opened["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    assert_eq!(opened["joints"][0]["organ"]["name"], "派驻民政局纪检组");
    for (verb, input) in [
        ("startInvestigation", json!({})),
        ("replyCase", json!({ "finding": "SUBSTANTIATED", "text": "经核查情况属实" })),
        ("assignCase", json!({ "handlerId": id(world.home().account("bureau-head")) })),
        ("inviteOrgan", json!({ "organId": id(world.home().organ("town2")), "reason": "再请一家" })),
        ("endJointHandling", bureau(world)),
        ("extendDeadline", json!({ "days": 10, "reason": "案情复杂" })),
    ] {
        refused_to(world, (verb, &case), &input, &[("bureau-head", "FORBIDDEN")]).await;
    }
    done(world, "bureau-head", "addCaseNote", &case, json!({ "note": "民政局的名册里没有这一户" })).await;
    let read = page(world, "town-handler2", &case, "timeline { title detail by }").await;
    let line = read["timeline"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&line["detail"], &line["by"]), (&json!("民政局的名册里没有这一户"), &json!("演示bureau-head")));
    let both = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&both), Some(&filed.code)).await.to_string();
    assert!(!status.contains("民政局") && !status.contains("联合"), "who helps is not the reporter's to read: {status}");
    assert_eq!(world.only_case("town-head").await["due"]["dueOn"], "2026-04-02", "no clock moved");
});

story!(who_may_be_asked_to_help, |world| {
    let (_, case) = reported(world).await;
    let to = |organ: &str| json!({ "organId": id(world.home().organ(organ)), "reason": "请帮忙" });
    let people = [("town2-head", "NOT_FOUND"), ("bureau-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")];
    refused_to(world, ("inviteOrgan", &case), &to("bureau"), &people).await;
    let targets = page(world, "town-handler2", &case, "inviteTargets { name }").await;
    let names: Vec<_> = targets["inviteTargets"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names.len(), 2, "none above, none outside, not itself: {names:?}");
    for organ in ["commission", "city", "town"] {
        let refused = world.acts("town-handler2", "inviteOrgan", &case, to(organ)).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "organId"), "{organ}");
    }
    assert_eq!(
        code(
            &world.acts("town-handler2", "inviteOrgan", &case, json!({ "organId": id(world.home().organ("bureau")), "reason": "" })).await
        ),
        "REQUIRED"
    );
    done(world, "town-handler2", "inviteOrgan", &case, to("bureau")).await;
    assert_eq!(code(&world.acts("town-handler2", "inviteOrgan", &case, to("bureau")).await), "INVALID", "once at a time");
    assert_eq!(world.events(CaseEventKind::JointInvited).await, 1);
});

story!(a_handler_does_not_show_a_case_around, |world| {
    let (_, case) = reported(world).await;
    for _ in 0..5 {
        done(world, "town-handler2", "inviteOrgan", &case, bureau(world)).await;
        done(world, "town-handler2", "endJointHandling", &case, bureau(world)).await;
    }
    assert_eq!(code(&world.acts("town-handler2", "inviteOrgan", &case, bureau(world)).await), "STATE");
    assert_eq!((world.events(CaseEventKind::JointInvited).await, page(world, "bureau-head", &case, "id").await), (5, Value::Null));
});

story!(an_organ_where_all_must_keep_away_is_not_asked, |world| {
    let (_, case) = reported(world).await;
    world.makes_kin("bureau-inspector", "village-head").await;
    let targets = page(world, "town-handler2", &case, "inviteTargets { name }").await;
    assert_eq!(targets["inviteTargets"].as_array().unwrap().len(), 1);
    let refused = world.acts("town-handler2", "inviteOrgan", &case, bureau(world)).await;
    assert_eq!((code(&refused), field(&refused)), ("INVALID", "organId"));
    assert_eq!((world.told("bureau-head", NoticeKind::HandlerJoined).await, world.events(CaseEventKind::JointInvited).await), (0, 0));
});

story!(each_member_of_the_helping_organ_keeps_away_by_himself, |world| {
    world.gives_role("town2-head", StaffRole::Handler, "bureau").await;
    let nothing = (world.inbox("town2-head", Value::Null).await, world.notices("town2-head").await);
    world.makes_kin("town2-inspector", "village-head").await;
    let (_, case) = helped(world).await;
    assert_eq!(world.told("town2-head", NoticeKind::HandlerJoined).await, 0);
    assert_eq!((world.inbox("town2-head", Value::Null).await, world.notices("town2-head").await), nothing);
    assert_eq!(page(world, "town2-head", &case, "id content { text }").await, Value::Null);
    refused_to(world, ("addCaseNote", &case), &json!({ "note": "看看" }), &[("town2-head", "NOT_FOUND")]).await;
    assert_eq!(world.only_case("bureau-head").await["id"], json!(case));
    world.makes_kin("bureau-inspector", "village-head").await;
    assert_eq!(page(world, "bureau-head", &case, "id").await, Value::Null, "also if it arises later");
    assert_eq!(world.notices("bureau-head").await, json!([]));
});

story!(help_ends_by_an_act_and_with_the_turn, |world| {
    let (filed, case) = helped(world).await;
    done(world, "town-handler2", "endJointHandling", &case, bureau(world)).await;
    assert_eq!(page(world, "bureau-head", &case, "id").await, Value::Null);
    assert_eq!(world.notices("bureau-head").await, json!([]), "what went away is not pointed at any more");
    done(world, "town-handler2", "inviteOrgan", &case, bureau(world)).await;
    assert_eq!(page(world, "bureau-head", &case, "content { text }").await["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    done(world, "town-handler2", "startInvestigation", &case, json!({})).await;
    done(world, "town-handler2", "replyCase", &case, json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录。" })).await;
    assert_eq!(world.only_case("bureau-head").await["state"], "REPLIED");
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert_eq!(page(world, "bureau-head", &case, "id").await, Value::Null, "the turn of the organ in charge is over");
    let open = "query($id: ID!) { node(id: $id) { ... on Case { content { text } } } }";
    let token = world.signed_in(world.home(), "town-head").await;
    let first = world.data(Some(&token), open, json!({ "id": case })).await;
    assert!(first["node"]["content"]["text"].is_string(), "the first organ reads on: {first}");
    let help = world.dump().await["joint_handling"].clone();
    assert_eq!(help.len(), 2, "who helped when is kept");
});

story!(an_organ_that_may_not_have_it_any_more_stops_helping, |world| {
    let (_, case) = helped(world).await;
    let added = json!({ "subjectId": id(world.home().official("bureau-inspector")), "reason": "账上有他的签字" });
    assert_eq!(world.acts("town-handler2", "addSubject", &case, added).await["errors"], json!([]));
    assert_eq!(page(world, "bureau-head", &case, "id").await, Value::Null);
    let read = page(world, "county-head", &case, "joints { organ { name } endedAt }").await;
    assert!(read["joints"][0]["endedAt"].is_string(), "who helped is kept: {read}");
    assert_eq!(world.notices("bureau-head").await, json!([]));
});

story!(an_organ_that_comes_to_be_concerned_stops_helping, |world| {
    let place = world.home();
    world.files(PHONE, &[id(place.official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    done(world, "county-handler", "inviteOrgan", &case, json!({ "organId": id(place.organ("town")), "reason": "请到村里核对" })).await;
    assert_eq!(page(world, "town-handler2", &case, "id").await["id"], json!(case), "below is asked too");
    // A colleague of the organ need not keep away by himself, but the organ may not look into its own head.
    let added = json!({ "subjectId": id(place.official("town-inspector")), "reason": "一起签的字" });
    done(world, "county-handler", "addSubject", &case, added).await;
    for who in ["town-head", "town-handler2"] {
        assert_eq!((page(world, who, &case, "id").await, world.notices(who).await), (Value::Null, json!([])), "{who}");
    }
    let read = page(world, "county-handler", &case, "joints { endedAt } timeline { title by }").await;
    assert!(read["joints"][0]["endedAt"].is_string(), "{read}");
    assert!(titles(&read).contains(&"龙山镇纪委的联合办理结束".to_owned()), "{read}");
});
