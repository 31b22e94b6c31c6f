//! What is refused: faulty fields, too many, a key used twice, steps out of order, two at once.

use super::*;
use futures_util::future::join_all;

fn fields(payload: &Value) -> Vec<(&str, &str)> {
    let all = payload["errors"].as_array().unwrap();
    all.iter().map(|error| (error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap())).collect()
}

story!(every_faulty_field_is_told_and_nothing_stored, |world| {
    let token = world.author().await;
    let power = id(world.home().power("dibao"));
    let before = world.dump().await;
    let mut input = opinion_on(&power, "faulty");
    (input["authorName"], input["text"]) = (json!("王"), json!("嗯"));
    let told = world.does_with_opinion(&token, "submitOpinion", &input).await;
    assert_eq!(fields(&told), [("authorName", "TOO_SHORT"), ("text", "TOO_SHORT")]);
    let of_nothing = opinion_on(&id(world.other().power("dibao")), "foreign");
    let told = world.does_with_opinion(&token, "submitOpinion", &of_nothing).await;
    assert_eq!(fields(&told), [("aboutId", "NOT_FOUND")], "what another county has is nothing here");
    let wrong = opinion_on(&id(world.home().organ("town")), "organ");
    assert_eq!(fields(&world.does_with_opinion(&token, "submitOpinion", &wrong).await), [("aboutId", "NOT_FOUND")]);
    let mut without = opinion_on(&power, "none");
    without["aboutId"] = Value::Null;
    assert_eq!(fields(&world.does_with_opinion(&token, "submitOpinion", &without).await), [("aboutId", "REQUIRED")]);
    let mut short = opinion_on(&power, "key");
    short["submissionKey"] = json!("short");
    assert_eq!(fields(&world.does_with_opinion(&token, "submitOpinion", &short).await), [("submissionKey", "INVALID")]);
    unchanged(world, &before, "nothing is stored").await;
});

story!(one_key_gives_one_opinion_and_a_phone_has_five_a_day, |world| {
    let token = world.author().await;
    let power = id(world.home().power("dibao"));
    let first = world.thinks(&token, &opinion_on(&power, "one")).await;
    let again = world.thinks(&token, &opinion_on(&power, "one")).await;
    assert_eq!(again, first, "sent again, the same one is answered");
    let mut other = opinion_on(&power, "one");
    other["text"] = json!("同一个标记，换了一段话。");
    assert_eq!(fields(&world.does_with_opinion(&token, "submitOpinion", &other).await), [("submissionKey", "CONFLICT")]);
    let inputs: Vec<_> = (0..8).map(|n| opinion_on(&power, &format!("more-{n}"))).collect();
    let all = join_all(inputs.iter().map(|input| world.does_with_opinion(&token, "submitOpinion", input))).await;
    let taken = all.iter().filter(|payload| payload["errors"] == json!([])).count();
    assert_eq!(taken, 4, "five with the first one, also at once");
    assert!(all.iter().filter(|payload| payload["errors"] != json!([])).all(|payload| payload["errors"][0]["code"] == "TOO_MANY"));
    assert_eq!(world.my_opinions(&token).await.as_array().unwrap().len(), 5);
    world.wait(Duration::days(1));
    let token = world.author().await;
    world.thinks(&token, &opinion_on(&power, "tomorrow")).await;
});

story!(of_two_who_act_at_once_the_second_is_told, |world| {
    let mine = world.thinks_of_dibao().await;
    let publisher = world.signed_in(world.home(), "publisher").await;
    let texts = ["从下次起照办。", "已经照办了。"].map(|text| of(&mine, json!({ "text": text })));
    let both = join_all(texts.iter().map(|input| world.does_with_opinion(&publisher, "replyOpinion", input))).await;
    let mut codes: Vec<_> = both.iter().map(|payload| payload["errors"][0]["code"].as_str().unwrap_or("done")).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["CONFLICT", "done"]);
    let replied = world.opinion(Some(&publisher), &mine).await;
    assert_eq!(steps(&replied), ["RECEIVED", "REPLIED"]);
    let token = world.author().await;
    let rates = [1, 5].map(|rating| of(&replied, json!({ "rating": rating })));
    let both = join_all(rates.iter().map(|input| world.does_with_opinion(&token, "rateOpinion", input))).await;
    assert_eq!(both.iter().filter(|payload| payload["errors"] == json!([])).count(), 1, "rated once");
});

story!(what_has_no_place_now_is_refused, |world| {
    let mine = world.thinks_of_dibao().await;
    let token = world.author().await;
    let publisher = world.signed_in(world.home(), "publisher").await;
    let county = world.signed_in(world.home(), "county-head").await;
    let before = world.dump().await;
    for (verb, more) in [("followUpOpinion", json!({ "text": "怎么还没有答复？" })), ("rateOpinion", json!({ "rating": 1 }))] {
        let told = world.does_with_opinion(&token, verb, &of(&mine, more)).await;
        assert_eq!(fields(&told), [("-", "STATE")], "{verb} before the answer");
    }
    let stranger = of(&mine, json!({ "accountId": id(world.home().account("town-head")) }));
    assert_eq!(fields(&world.does_with_opinion(&publisher, "assignOpinion", &stranger).await), [("accountId", "NOT_FOUND")]);
    let old = json!({ "opinionId": mine["id"], "revision": 0, "text": "照办。以后都照办。" });
    assert_eq!(fields(&world.does_with_opinion(&publisher, "replyOpinion", &old).await), [("-", "CONFLICT")]);
    unchanged(world, &before, "nothing happened").await;
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&mine, json!({ "text": "收到，会照办。" }))).await;
    let before = world.dump().await;
    for (who, verb, more) in [
        (&publisher, "replyOpinion", json!({ "text": "再说一遍，会照办。" })),
        (&publisher, "assignOpinion", json!({ "accountId": id(world.home().account("publisher")) })),
        (&county, "urgeOpinion", json!({})),
    ] {
        assert_eq!(fields(&world.does_with_opinion(who, verb, &of(&replied, more)).await), [("-", "STATE")], "{verb} after the answer");
    }
    let token = world.author().await;
    let sixth = of(&replied, json!({ "rating": 6 }));
    assert_eq!(fields(&world.does_with_opinion(&token, "rateOpinion", &sixth).await), [("rating", "INVALID")]);
    let after = world.dump().await;
    assert_eq!((&before["opinion"], &before["opinion_event"]), (&after["opinion"], &after["opinion_event"]), "nothing happened");
});
