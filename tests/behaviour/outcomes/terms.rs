//! Personal columns have a term. After it they are on no page, in no search, in no answer; later in no row either.

use super::*;

/// Whether a name stands in a table of outcomes, or as its pairs in the search.
async fn is_kept(world: &World) -> bool {
    let dump = world.dump().await;
    dump.iter().any(|(table, rows)| table.starts_with("outcome") && rows.iter().any(|row| row.contains("王大山") || row.contains("大山")))
}

story!(after_its_term_what_is_personal_is_shown_nowhere, |world| {
    let outcome = published(world).await;
    let fixed = json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "MISTAKE", "title": TITLE, "decidedOn": "2026-03-01",
        "values": values(&[("name", "王大山"), ("sum", "560")]) });
    world.did_on_outcome("publisher", "correctOutcome", &fixed).await;
    world.wait(Duration::days(29));
    assert_eq!(field(&world.outcome(&outcome["code"]).await, "name"), Some("王大山"), "the last day");
    assert_eq!(world.outcomes(json!({ "text": "王大山" })).await["totalCount"], 1);
    world.wait(Duration::days(1));
    // Nothing was swept yet.
    assert!(is_kept(world).await);
    let shown = world.outcome(&outcome["code"]).await;
    assert_eq!((field(&shown, "name"), field(&shown, "sum"), &shown["isPersonalOver"]), (None, Some("560.00"), &json!(true)));
    assert_eq!(field(&shown["earlier"][0], "name"), None);
    assert_eq!(field(&shown["earlier"][0], "sum"), Some("520.00"), "what is open stays");
    assert_eq!(world.outcomes(json!({ "text": "王大山" })).await["totalCount"], 0);
    assert_eq!(world.outcomes(json!({ "text": "低保" })).await["totalCount"], 1);
    world.works_after(Duration::minutes(1)).await;
    assert!(!is_kept(world).await, "swept");
    assert_eq!(world.outcome(&outcome["code"]).await, {
        let mut same = shown.clone();
        same["revision"] = json!(3);
        same
    });
    assert_eq!(entries(world).await.last().map(String::as_str), Some("outcomes.terms_over"));
    let before = world.dump().await;
    world.works_after(Duration::minutes(1)).await;
    assert_eq!(world.dump().await["outcome"], before["outcome"], "once");
});

story!(a_correction_after_the_term_brings_nothing_personal_back, |world| {
    let outcome = published(world).await;
    world.wait(Duration::days(31));
    let input = |values: Value| json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "MISTAKE", "title": TITLE, "decidedOn": "2026-03-01", "values": values });
    let refused = world.does_on_outcome("publisher", "correctOutcome", &input(values(&[("name", "王大山"), ("sum", "560")]))).await;
    assert_eq!(told(&refused), [("INVALID", "values")]);
    let done = world.did_on_outcome("publisher", "correctOutcome", &input(values(&[("sum", "560")]))).await;
    assert_eq!((field(&done, "sum"), field(&done, "name"), &done["isPersonalOver"]), (Some("560.00"), None, &json!(true)));
    world.works_after(Duration::minutes(1)).await;
    assert!(!is_kept(world).await);
});
