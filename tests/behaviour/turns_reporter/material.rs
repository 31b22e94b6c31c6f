//! New material stops every closing by an officer, until somebody of the organ has said that he has seen it.

use super::{PHONE, acknowledges, adds, answered, case_of, code, investigated, page, replies, total};
use entity::words::{CaseEventKind, CaseState};
use entity::{case, case_event};
use futures_util::future::join;
use kit::cases::id;
use kit::{World, story};
use sea_orm::ColumnTrait as _;
use sea_orm::QueryFilter as _;
use serde_json::{Value, json};

async fn state(world: &World, case: &str) -> CaseState {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().one::<case::Entity, _>(case.parse::<entity::id::CaseId>().unwrap()).one(&tx).await.unwrap().unwrap().state
}

story!(a_reply_waits_until_the_material_was_seen, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (0, None)).await), "STATE", "nothing waits");
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    let seen = case_of(world, "town-handler2", &case).await;
    assert_eq!((&seen["supplementCount"], &seen["unseenMaterial"], &seen["nextAct"]), (&json!(1), &json!(1), &json!("看新材料")));
    let can = seen["viewerCan"].to_string();
    assert!(can.contains("ACKNOWLEDGE_MATERIAL") && !can.contains("REPLY"), "{can}");
    let refused = replies(world, "town-handler2", &case).await;
    assert_eq!((code(&refused), state(world, &case).await), ("STATE", CaseState::Investigating), "{refused}");
    assert!(refused["errors"][0]["message"].as_str().unwrap().contains("1 份"), "{refused}");

    // What came after he looked is not what he has seen.
    assert_eq!(code(&adds(world, &filed, 2, "还有一张照片的说明。").await), "-");
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (1, None)).await), "CONFLICT");
    assert_eq!(code(&replies(world, "town-handler2", &case).await), "STATE");
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (2, None)).await), "-");
    assert_eq!((world.events(CaseEventKind::MaterialSeen).await, world.events(CaseEventKind::Replied).await), (1, 0));
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (2, None)).await), "STATE", "once");
    assert_eq!(code(&replies(world, "town-handler2", &case).await), "-");
    let shown = page(world, &filed).await;
    assert!(shown["timeline"].to_string().contains("看过了您补充的材料"), "{shown}");
    assert_eq!(shown["unseenMaterial"], 0);
});

story!(a_decline_and_a_transfer_outside_wait_too, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    let decline = json!({ "reason": "不属于受理范围", "rightChannel": "县信访局" });
    let outside = json!({ "reason": "归别处管", "outsideName": "县人民法院" });
    for (verb, input) in [("declineCase", decline.clone()), ("transferCase", outside)] {
        assert_eq!(code(&world.acts("town-head", verb, &case, input).await), "STATE", "{verb}");
    }
    assert_eq!(state(world, &case).await, CaseState::Submitted);
    // To take it up closes nothing, so it need not wait; here the head has looked and declines.
    assert_eq!(code(&acknowledges(world, "town-head", &case, (1, Some("收据跟本县单位无关"))).await), "-");
    assert_eq!(code(&world.acts("town-head", "declineCase", &case, decline).await), "-");
    assert!(page(world, &filed).await["timeline"].to_string().contains("收据跟本县单位无关"), "the reporter reads it");
});

story!(only_whoever_handles_it_says_that_it_was_seen, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    for (who, refusal) in [("town-handler", "FORBIDDEN"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")]
    {
        assert_eq!(code(&acknowledges(world, who, &case, (1, None)).await), refusal, "{who}");
    }
    assert_eq!(world.events(CaseEventKind::MaterialSeen).await, 0);
    assert_eq!(code(&acknowledges(world, "town-head", &case, (1, None)).await), "-");
    assert_eq!(code(&replies(world, "town-handler2", &case).await), "-");
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "-");
    assert_eq!(code(&adds(world, &filed, 2, "给复核的材料。").await), "-");
    assert_eq!(code(&acknowledges(world, "town-head", &case, (2, None)).await), "FORBIDDEN", "the first organ may only read");
    assert_eq!(total(world, "county-handler").await, 1);
    assert_eq!(code(&world.acts("county-handler", "startInvestigation", &case, json!({})).await), "-");
    assert_eq!(code(&replies(world, "county-handler", &case).await), "STATE");
    assert_eq!(code(&acknowledges(world, "county-handler", &case, (2, None)).await), "-");
    assert_eq!(code(&replies(world, "county-handler", &case).await), "-");
});

story!(of_a_reply_and_an_addition_at_once_none_goes_over_the_other, |world| {
    let (filed, case) = investigated(world).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    let more = json!({ "submissionKey": "0123456789abcdef", "queryCode": filed.code, "text": "我找到了收据。" });
    let (added, replied) =
        join(world.tells_with(Some(&track), "supplementReport", more.clone()), replies(world, "town-handler2", &case)).await;
    if code(&added) == "CONFLICT" {
        assert_eq!(code(&replied), "-", "one of both stands");
        assert_eq!(code(&world.tells_with(Some(&track), "supplementReport", more).await), "-");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mine = case_event::Column::Kind.is_in([CaseEventKind::Supplemented, CaseEventKind::Replied]);
    let mut rows = tx.rows().find::<case_event::Entity>().filter(mine).all(&tx).await.unwrap();
    rows.sort_by_key(|row| row.facts["version"].as_i64());
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    let both = [CaseEventKind::Replied, CaseEventKind::Supplemented];
    assert!(kinds == both || kinds == [CaseEventKind::Supplemented], "no reply stands on top of what nobody has seen: {kinds:?}");
    assert_eq!(code(&replied) == "-", kinds.len() == 2, "{replied}");
});

story!(after_a_reply_the_organ_says_what_new_material_changes, |world| {
    let (filed, case) = answered(world).await;
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (1, None)).await), "REQUIRED");
    let said = acknowledges(world, "town-handler2", &case, (1, Some("收据跟结论一致"))).await;
    assert_eq!((code(&said), &said["case"]["state"]), ("-", &json!("REPLIED")), "{said}");
    let shown = page(world, &filed).await;
    assert!(shown["timeline"].to_string().contains("收据跟结论一致"), "{shown}");
    // He reads it and is still not satisfied: the material goes with the case, and was seen by the first organ only.
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&climbed["status"]["state"], &climbed["status"]["instance"]), (&json!("ACCEPTED"), &json!(2)), "{climbed}");
    let inbox = world.inbox("county-handler", Value::Null).await;
    assert_eq!(inbox["totalCount"], 1);
});
