//! What was taken away to protect somebody is served no more from the moment it went; the rest goes with the next night.

use super::*;
use time::Duration;

/// Names of all blobs of the open data.
fn blobs(world: &World) -> Vec<String> {
    world.blobs.names().into_iter().filter(|name| name.starts_with("open-data/")).collect()
}

/// Every byte of the store.
async fn stored(world: &World, word: &str) -> bool {
    for name in blobs(world) {
        let bytes = world.ports.blobs.read(&name, 0, u64::MAX).await.unwrap();
        if bytes.windows(word.len()).any(|some| some == word.as_bytes()) {
            return true;
        }
    }
    false
}

fn named_outcome(outcome: &Value) -> Value {
    json!({ "outcomeId": outcome["id"], "revision": outcome["revision"] })
}

fn correction(outcome: &Value, reason: &str, title: &str) -> Value {
    let values = values(&[("name", "王大山"), ("sum", "530")]);
    let said = json!({ "reason": reason, "title": title, "decidedOn": "2026-03-01", "values": values });
    let mut input = named_outcome(outcome);
    for (key, value) in said.as_object().unwrap() {
        input[key] = value.clone();
    }
    input
}

story!(what_was_removed_to_protect_somebody_is_served_no_more, |world| {
    let outcome = outcome(world).await;
    world.works_at_night().await;
    assert!(stored(world, TITLE).await);
    let mut input = named_outcome(&outcome);
    input["reason"] = json!("PERSONAL");
    world.did_on_outcome("publisher", "removeOutcome", &input).await;
    // No worker has run yet.
    assert_eq!(world.open_data("510824").await, Value::Null);
    for path in ["/open-data/510824/outcomes-dibao.csv", "/open-data/510824/units.csv", "/open-data/510824/manifest.json"] {
        let (status, headers, bytes) = world.downloads(path, &[]).await;
        assert_eq!((status, headers["retry-after"].to_str().unwrap()), (503, "600"), "{path}");
        assert!(!String::from_utf8(bytes).unwrap().contains(TITLE));
    }
    assert!(!world.open_data("130982").await.is_null(), "another county's goes on");
    world.works_after(Duration::minutes(1)).await;
    let files = world.open_files("510824").await;
    assert_eq!(holding(&files, TITLE), Vec::<&str>::new());
    let row = &rows(&files, "outcomes-dibao.jsonl")[0];
    assert_eq!((&row["title"], &row["value.sum"], &row["removedOn"]), (&Value::Null, &Value::Null, &json!("2026-03-03")));
    assert!(!stored(world, TITLE).await, "and its bytes lie nowhere");
});

story!(a_correction_for_privacy_takes_the_old_words_away_at_once, |world| {
    let outcome = outcome(world).await;
    world.works_at_night().await;
    let done = world.did_on_outcome("publisher", "correctOutcome", &correction(&outcome, "MISTAKE", "一季度低保")).await;
    assert!(!world.open_data("510824").await.is_null(), "a mistake stays until the night");
    assert_eq!(holding(&world.open_files("510824").await, TITLE).len(), 2);
    world.did_on_outcome("publisher", "correctOutcome", &correction(&done, "PRIVACY", "低保评定")).await;
    assert_eq!(world.open_data("510824").await, Value::Null);
    world.works_after(Duration::minutes(1)).await;
    let files = world.open_files("510824").await;
    assert_eq!((holding(&files, TITLE).len(), holding(&files, "一季度低保").len(), holding(&files, "低保评定").len() > 1), (0, 0, true));
    assert!(!stored(world, TITLE).await);
});

story!(a_result_that_is_hidden_goes_at_once, |world| {
    let result = result(world).await;
    world.works_at_night().await;
    let code = result["line"]["code"].as_str().unwrap();
    assert_eq!(holding(&world.open_files("510824").await, code).len(), 2);
    let input = kit::publications::named_with(&result, json!({ "reason": "PRIVACY" }));
    world.did_on_publication("town-head", "hidePublication", input).await;
    assert_eq!(world.downloads("/open-data/510824/results.csv", &[]).await.0, 503);
    world.works_after(Duration::minutes(1)).await;
    assert_eq!(holding(&world.open_files("510824").await, code), Vec::<&str>::new());
    assert!(!stored(world, code).await);
});

story!(a_power_that_is_not_public_any_more_goes_with_the_next_night, |world| {
    outcome(world).await;
    world.works_at_night().await;
    let change = world.ctx().write(&world.home().county).await.unwrap();
    let hidden = change.rows().update::<entity::power::Entity>().filter(entity::power::Column::Code.eq("510824-dibao"));
    let hidden = hidden.col_expr(entity::power::Column::IsPublished, sea_orm::sea_query::Expr::value(false));
    hidden.exec(&change).await.unwrap();
    change.commit().await.unwrap();
    assert!(holding(&world.open_files("510824").await, "510824-dibao").contains(&"powers.csv"));
    world.works_at_night().await;
    let files = world.open_files("510824").await;
    let left: Vec<_> = holding(&files, "510824-dibao").into_iter().filter(|name| !name.starts_with("list-version")).collect();
    assert_eq!(left, Vec::<&str>::new(), "nor its steps, risks and outcomes' references");
    assert_eq!(rows(&files, "outcomes-dibao.jsonl")[0]["powerCode"], Value::Null);
});
