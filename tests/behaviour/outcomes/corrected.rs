//! What was published is corrected or removed, never overwritten and never deleted.

use super::*;
use futures_util::future::join_all;

fn correction(outcome: &Value, reason: &str, sum: &str) -> Value {
    json!({
        "outcomeId": outcome["id"], "revision": outcome["revision"], "reason": reason, "title": TITLE, "decidedOn": "2026-02-28",
        "values": values(&[("name", "王大山"), ("sum", sum)]),
    })
}

story!(the_old_version_stays_visible_as_corrected, |world| {
    let outcome = published(world).await;
    let done = world.did_on_outcome("publisher", "correctOutcome", &correction(&outcome, "MISTAKE", "560")).await;
    assert_eq!(done["revision"], 2);
    let shown = world.outcome(&outcome["code"]).await;
    assert_eq!(
        (field(&shown, "sum"), &shown["decidedOn"], &shown["correctedOn"]),
        (Some("560.00"), &json!("2026-02-28"), &json!("2026-03-02"))
    );
    let earlier = &shown["earlier"][0];
    assert_eq!((&earlier["reason"], &earlier["decidedOn"], &earlier["title"]), (&json!("MISTAKE"), &json!("2026-03-01"), &json!(TITLE)));
    assert_eq!(field(earlier, "sum"), Some("520.00"));
    assert_eq!(world.outcomes(json!({ "text": "低保" })).await["totalCount"], 1, "found once, by its new day");
    assert_eq!(world.outcomes(json!({ "text": "低保", "from": "2026-03-01" })).await["totalCount"], 0);
    let token = world.signed_in(world.home(), "publisher").await;
    let before = world.dump().await;
    let stale = world.on_outcome(Some(&token), "correctOutcome", &correction(&outcome, "UPDATE", "600")).await;
    assert_eq!(told(&stale["data"]["correctOutcome"]), [("CONFLICT", "")]);
    let same = world.on_outcome(Some(&token), "correctOutcome", &correction(&done, "UPDATE", "560")).await;
    assert_eq!(told(&same["data"]["correctOutcome"]), [("INVALID", "")]);
    unchanged(world, &before, "nothing new").await;
});

story!(what_privacy_asks_for_goes_from_all_versions, |world| {
    let outcome = published(world).await;
    let done = world.did_on_outcome("publisher", "correctOutcome", &correction(&outcome, "MISTAKE", "560")).await;
    let mut input = correction(&done, "PRIVACY", "561");
    input["values"] = values(&[("name", "王某某"), ("sum", "561")]);
    let done = world.did_on_outcome("publisher", "correctOutcome", &input).await;
    let shown = world.outcome(&outcome["code"]).await;
    assert_eq!(shown["earlier"].as_array().unwrap().len(), 2);
    for earlier in shown["earlier"].as_array().unwrap() {
        assert_eq!((&earlier["title"], &earlier["decidedOn"], &earlier["fields"]), (&Value::Null, &Value::Null, &json!([])));
    }
    assert_eq!(shown["earlier"][0]["reason"], "PRIVACY");
    let dump = world.dump().await;
    let holds = |dump: &Dump, word: &str| {
        dump.iter().any(|(table, rows)| table.starts_with("outcome") && rows.iter().any(|row| row.contains(word)))
    };
    assert!(!holds(&dump, "王大山") && holds(&dump, "王某某"));
    assert_eq!(world.outcomes(json!({ "text": "大山" })).await["totalCount"], 0);
    let input = json!({ "outcomeId": done["id"], "revision": done["revision"], "reason": "PERSONAL" });
    world.did_on_outcome("publisher", "removeOutcome", &input).await;
    let gone = world.outcome(&outcome["code"]).await;
    assert_eq!((&gone["title"], &gone["fields"], &gone["removedOn"]), (&Value::Null, &json!([]), &json!("2026-03-02")));
    assert!(!holds(&world.dump().await, "王某某"));
    assert_eq!(world.outcomes(json!({ "text": "低保" })).await["totalCount"], 0);
    assert_eq!(world.outcomes(json!({})).await["totalCount"], 1, "its place stays");
    let refused = world.does_on_outcome("publisher", "correctOutcome", &correction(&gone, "UPDATE", "700")).await;
    assert_eq!(told(&refused), [("STATE", "")]);
    let kinds = ["outcomes.correct", "outcomes.correct", "outcomes.publish", "outcomes.remove", "outcomes.set_kind"];
    assert_eq!(entries(world).await, kinds);
});

story!(the_same_is_published_once_also_at_the_same_moment, |world| {
    let kind = kind(world).await;
    let row = world.dibao_row(&kind, (TITLE, "王大山"));
    let token = world.signed_in(world.home(), "publisher").await;
    let both = join_all([1, 2].map(|_| world.on_outcome(Some(&token), "publishOutcome", &row))).await;
    let codes: Vec<_> = both.iter().map(|answer| answer["data"]["publishOutcome"]["errors"][0]["code"].clone()).collect();
    assert!(codes.contains(&Value::Null) && codes.contains(&json!("CONFLICT")), "{both:?}");
    assert_eq!(world.outcomes(json!({})).await["totalCount"], 1);
    let outcome = world.outcomes(json!({})).await["nodes"][0].clone();
    let inputs = [correction(&outcome, "MISTAKE", "530"), correction(&outcome, "MISTAKE", "540")];
    let both = join_all(inputs.iter().map(|input| world.on_outcome(Some(&token), "correctOutcome", input))).await;
    let codes: Vec<_> = both.iter().map(|answer| answer["data"]["correctOutcome"]["errors"][0]["code"].clone()).collect();
    assert!(codes.contains(&Value::Null) && codes.contains(&json!("CONFLICT")), "{both:?}");
    assert_eq!(world.outcome(&outcome["code"]).await["earlier"].as_array().unwrap().len(), 1);
});
