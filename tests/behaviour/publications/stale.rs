//! 更正结论: what is published says what is not true any more; a clock of its own runs until it follows.

use super::*;
use entity::words::DeadlineCause;

/// Corrects the finding of the case of this publication.
async fn corrects_finding(world: &World, done: &Value, finding: &str) {
    let right = json!({ "finding": finding, "text": "找到了账本，重新核查了。", "reason": "会计交出了另一本账" });
    let case = done["line"]["caseId"].as_str().unwrap();
    let corrected = world.acts("town-handler2", "correctConclusion", case, right).await;
    assert_eq!(corrected["errors"], json!([]), "{corrected}");
    world.works_after(Duration::ZERO).await;
}

/// The result in words that follow the new finding, approved.
async fn publishes_anew(world: &World, done: &Value) -> Value {
    let draft = world.did_on_publication("town-handler2", "correctPublication", named_with(done, json!({ "reason": "MISTAKE" }))).await;
    let words = json!({ "text": "重新核查，反映的问题属实，钱已经退还。" });
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", words)).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await
}

/// Causes and states of the clocks by which results are to be published.
async fn clocks_of(world: &World) -> Vec<(DeadlineCause, DeadlineState, bool)> {
    let rows = world.clocks(DeadlineKind::PublishResult).await;
    rows.into_iter().map(|row| (row.cause, row.state, row.ended_at.is_some())).collect()
}

const FIRST: (DeadlineCause, DeadlineState, bool) = (DeadlineCause::Accepted, DeadlineState::Met, true);

/// What waits to be published, as 今天 of this officer says it.
async fn waiting(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "{ cases(first: 1) { workload { unpublished { cases overdue nextOn } } } }";
    world.data(Some(&token), query, json!({})).await["cases"]["workload"]["unpublished"].clone()
}

story!(a_corrected_finding_is_published_anew_within_fifteen_working_days, |world| {
    let done = published(world).await;
    world.works_after(Duration::days(1)).await;
    assert_eq!(waiting(world, "town-head").await, json!({ "cases": 0, "overdue": 0, "nextOn": null }));
    corrects_finding(world, &done, "SUBSTANTIATED").await;
    assert_eq!(clocks_of(world).await, [FIRST, (DeadlineCause::Corrected, DeadlineState::Running, false)]);
    let clock = world.clocks(DeadlineKind::PublishResult).await.pop().unwrap();
    // Corrected on the 3rd of March 2026: fifteen working days.
    assert_eq!(clock.due_on.to_string(), "2026-03-24");
    let sum = clock.sum.to_string();
    assert!(sum.contains("更正结论") && sum.contains("15 个工作日"), "{sum}");
    assert_eq!(waiting(world, "town-head").await, json!({ "cases": 1, "overdue": 0, "nextOn": "2026-03-24" }));
    world.works_after(Duration::ZERO).await;
    assert_eq!(clocks_of(world).await.len(), 2, "once");
    publishes_anew(world, &done).await;
    assert_eq!(clocks_of(world).await[1], (DeadlineCause::Corrected, DeadlineState::Met, true));
    assert_eq!(waiting(world, "town-head").await["cases"], 0);
    world.all_clocks_replay().await;
});

story!(only_what_was_written_since_ends_that_clock, |world| {
    let done = published(world).await;
    let draft = world.did_on_publication("town-handler2", "correctPublication", named_with(&done, json!({ "reason": "MISTAKE" }))).await;
    let words = json!({ "text": "经查，会议记录齐全，退还了一千八百四十元。" });
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", words)).await;
    let sent = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    world.wait(Duration::hours(1));
    corrects_finding(world, &done, "SUBSTANTIATED").await;
    let old = world.did_on_publication("town-head", "publishCase", named(&sent)).await;
    assert_eq!(clocks_of(world).await[1].1, DeadlineState::Running, "it was written before");
    publishes_anew(world, &old).await;
    assert_eq!(clocks_of(world).await[1].1, DeadlineState::Met);
});

story!(the_same_finding_in_other_words_starts_no_clock, |world| {
    let done = published(world).await;
    corrects_finding(world, &done, "PARTLY_SUBSTANTIATED").await;
    assert_eq!(clocks_of(world).await, [FIRST]);
});

story!(what_is_not_published_or_hidden_has_nothing_to_follow, |world| {
    let case = answered(world).await;
    let done = json!({ "line": { "caseId": case } });
    corrects_finding(world, &done, "SUBSTANTIATED").await;
    assert_eq!(clocks_of(world).await, [(DeadlineCause::Accepted, DeadlineState::Running, false)], "it is to be published as before");
});

story!(what_is_hidden_meanwhile_ends_that_clock, |world| {
    let done = published(world).await;
    world.wait(Duration::hours(1));
    corrects_finding(world, &done, "NOT_SUBSTANTIATED").await;
    world.did_on_publication("town-head", "hidePublication", named_with(&done, json!({ "reason": "INACCURATE" }))).await;
    assert_eq!(clocks_of(world).await[1], (DeadlineCause::Corrected, DeadlineState::Met, true));
    world.wait(Duration::hours(1));
    corrects_finding(world, &done, "SUBSTANTIATED").await;
    assert_eq!(clocks_of(world).await.len(), 2, "nothing is shown that could be wrong");
});

story!(what_does_not_follow_is_urged_from_above, |world| {
    let done = published(world).await;
    corrects_finding(world, &done, "SUBSTANTIATED").await;
    world.works_after(Duration::days(30)).await;
    assert_eq!(clocks_of(world).await[1], (DeadlineCause::Corrected, DeadlineState::Missed, false));
    assert_eq!((world.told("town-head", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::Urged).await), (1, 1));
    assert_eq!(waiting(world, "town-head").await["overdue"], 1, "settled by now, and still to be done");
});
