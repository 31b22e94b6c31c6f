//! How much one phone may file in a day, enough for a family, not enough to bury an organ; and how long a reason may be.

use super::*;

async fn files_with(world: &World, token: &str, number: usize) -> Value {
    let input = submission(world.home(), &format!("many-{number}"), &[id(world.home().unit("village"))]);
    world.submits(token, input).await
}

story!(a_phone_files_ten_reports_a_day, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    for number in 0..10 {
        assert_eq!(code(&files_with(world, &token, number).await), "-", "{number}");
    }
    let before = rows(world).await;
    let refused = files_with(world, &token, 10).await;
    assert_eq!(code(&refused), "TOO_MANY");
    assert_eq!(refused["errors"][0]["message"], "一个手机号一天最多交 10 份举报，今天已经交满了。请明天再交，急事请打 12388。");
    assert!(refused["queryCode"].is_null());
    assert_eq!(rows(world).await, before, "nothing of it stays");
    assert!(files_with(world, &token, 3).await["queryCode"].is_string(), "a repeat is no further report");
    let other = world.proves_later(OTHER, "REPORT").await;
    assert_eq!(code(&files_with(world, &other, 20).await), "-", "others are not held up");
    world.wait(Duration::days(1));
    let token = world.proves(PHONE, "REPORT").await;
    assert_eq!(code(&files_with(world, &token, 10).await), "-", "the next day");
});

story!(reports_sent_at_once_are_counted_too, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    for number in 0..8 {
        files_with(world, &token, number).await;
    }
    let answers = join_all((8..16).map(|number| files_with(world, &token, number))).await;
    let count = |what: &str| answers.iter().filter(|answer| code(answer) == what).count();
    assert_eq!((count("-"), count("TOO_MANY")), (2, 6), "{answers:?}");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<report::Entity>().count(&tx).await.unwrap(), 10);
});

story!(a_report_gets_ten_supplements_a_day, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let adds = async |number: usize| {
        let input =
            json!({ "queryCode": filed.code, "submissionKey": format!("supplement-{number:0>12}"), "text": format!("第 {number} 次补充") });
        world.tells_with(Some(&token), "supplementReport", input).await
    };
    for number in 0..10 {
        assert_eq!(code(&adds(number).await), "-", "{number}");
    }
    let before = rows(world).await;
    assert_eq!(code(&adds(10).await), "TOO_MANY");
    assert_eq!(code(&adds(9).await), "-", "a repeat is no further one");
    assert_eq!(rows(world).await, before);
});

story!(a_reason_that_is_too_long_is_refused_by_the_name_of_its_field, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.unit("village"))]).await;
    let case = world.only_case("town-head").await;
    let long = "长".repeat(1_001);
    let handler = id(place.account("town-handler2"));
    for (verb, field, mut input) in [
        ("acceptCase", "note", json!({})),
        ("startInvestigation", "note", json!({})),
        ("assignCase", "reason", json!({ "handlerId": handler })),
        ("declineCase", "reason", json!({ "rightChannel": "县信访局" })),
        ("fileCase", "reason", json!({})),
    ] {
        input[field] = json!(long);
        let refused = world.acts("town-head", verb, case["id"].as_str().unwrap(), input).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("TOO_LONG", &json!(field)), "{verb}: {refused}");
    }
    let token = world.proves_later(PHONE, "TRACK").await;
    for (verb, mut input) in [("answerReply", json!({ "satisfied": false })), ("withdrawReport", json!({}))] {
        input["queryCode"] = json!(filed.code);
        input["reason"] = json!(long);
        let refused = world.tells_with(Some(&token), verb, input).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("TOO_LONG", &json!("reason")), "{verb}: {refused}");
    }
    assert_eq!(world.only_case("town-head").await, case, "nothing happened");
});
