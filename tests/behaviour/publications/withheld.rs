//! 不予公开: proposed with a reason, agreed to by another, seen by whoever may see the case, and taken back by a head.

use super::*;
use entity::deadline;
use entity::words::DeadlineCause;
use futures_util::future::join_all;
use kit::publications::WITHHOLDING;

const SENTENCE: &str = "办理经过只有举报人一家知道，一公开就认得出来。";

fn because(case: &Value) -> Value {
    json!({ "caseId": case, "reason": "REPORTER_IDENTIFIABLE", "sentence": SENTENCE })
}

fn this(withholding: &Value) -> Value {
    json!({ "withholdingId": withholding["id"], "version": withholding["version"] })
}

fn answer(withholding: &Value, agrees: bool) -> Value {
    let mut input = this(withholding);
    input["agrees"] = json!(agrees);
    input
}

/// Proposed by the handler; the proposal.
async fn proposed(world: &World, case: &Value) -> Value {
    world.did_on_case_publications("town-handler2", "withholdResult", because(case)).await["withholding"].clone()
}

/// Agreed to by the head; the decision.
async fn decided(world: &World, case: &Value) -> Value {
    let waiting = proposed(world, case).await;
    world.did_on_case_publications("town-head", "decideWithholding", answer(&waiting, true)).await["withholding"].clone()
}

/// Proposals that wait, as a member of the staff reads them.
async fn waiting(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), &format!("{{ withholdings {{ {WITHHOLDING} }} }}"), json!({})).await["withholdings"].clone()
}

/// Titles of the case's timeline, as its organ reads them.
async fn timeline(world: &World) -> String {
    world.only_case("town-head").await["timeline"].to_string()
}

/// The clocks for publishing, in the order in which they began.
async fn clocks(world: &World) -> Vec<deadline::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(DeadlineKind::PublishResult));
    rows.order_by_asc(deadline::Column::StartsAt).all(&tx).await.unwrap()
}

story!(what_a_head_agrees_not_to_publish_is_urged_no_more, |world| {
    let case = answered(world).await;
    let before = world.dump().await;
    let short = json!({ "caseId": case, "reason": "PRIVACY", "sentence": "短" });
    let refused = world.does_on_case_publications("town-handler2", "withholdResult", short).await;
    assert_eq!(error(&refused).1, "sentence", "{refused}");
    unchanged(world, &before, "without a sentence").await;

    let there = world.case_publications("town-handler2", &case).await;
    assert_eq!((&there["canWithhold"], &there["withholding"]), (&json!(true), &Value::Null));
    let proposal = proposed(world, &case).await;
    assert_eq!((&proposal["state"], &proposal["sentence"], &proposal["viewerCan"]), (&json!("PROPOSED"), &json!(SENTENCE), &json!([])));
    assert_eq!(world.told("town-head", NoticeKind::WithholdingWaiting).await, 1);
    assert_eq!(clock(world).await, [DeadlineState::Running], "a proposal stops nothing");
    let before = world.dump().await;
    for (login, verb, input) in
        [("town-handler2", "decideWithholding", answer(&proposal, true)), ("town-handler2", "publishAfterAll", this(&proposal))]
    {
        assert_eq!(error(&world.does_on_case_publications(login, verb, input).await).0, "FORBIDDEN", "{verb}");
    }
    let input = json!({ "caseId": case, "kind": "RESULT" });
    assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", input.clone()).await).0, "STATE");
    assert_eq!(error(&world.does_on_case_publications("town-handler2", "withholdResult", because(&case)).await).0, "STATE");
    unchanged(world, &before, "what waits").await;

    let list = waiting(world, "town-head").await;
    assert_eq!((&list[0]["id"], &list[0]["viewerCan"], &list[0]["sentence"]), (&proposal["id"], &json!(["DECIDE"]), &Value::Null));
    let there = world.did_on_case_publications("town-head", "decideWithholding", answer(&proposal, true)).await;
    assert_eq!((&there["withholding"]["state"], &there["withholding"]["viewerCan"]), (&json!("DECIDED"), &json!(["PUBLISH_AFTER_ALL"])));
    assert_eq!((&there["canWithhold"], &there["canDraft"]), (&json!(false), &json!([])));
    assert_eq!(world.told("town-handler2", NoticeKind::WithholdingDone).await, 1);
    assert_eq!(waiting(world, "town-head").await, json!([]));
    assert_eq!(clock(world).await, [DeadlineState::Cancelled]);
    assert!(timeline(world).await.contains("决定不公开结果（公开会让人认出举报人）"));
    let sealed = LedgerClass::Sealed;
    assert_eq!(entries(world).await, ["publications.decide_withholding", "publications.withhold"].map(|kind| (kind.to_owned(), sealed)));
    for (table, rows) in world.dump().await {
        assert!(!rows.concat().contains("只有举报人一家"), "sealed in {table}");
    }

    world.works_after(Duration::days(40)).await;
    let told = (world.told("town-head", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::Urged).await);
    assert_eq!(told, (0, 0), "nothing is missed");
    assert_eq!(world.results_of("village").await["totalCount"], 0);
    assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", input).await).0, "STATE");
});

story!(the_reporter_reads_that_it_is_not_published, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    world.replies("town-handler2", case.as_str().unwrap()).await;
    decided(world, &case).await;
    let both = world.proves_later(PHONE, "TRACK").await;
    let read = world.status(Some(&both), Some(&filed.code)).await["timeline"].to_string();
    assert!(read.contains("决定不公开结果（公开会让人认出举报人）") && !read.contains(SENTENCE), "{read}");
    // The slip of paper alone says that it is so, and not why: the reason tells something of what the report was.
    let alone = world.status(None, Some(&filed.code)).await["timeline"].to_string();
    assert!(alone.contains("决定不公开结果") && !alone.contains("认出举报人"), "{alone}");
});

story!(a_head_lets_it_be_published_after_all, |world| {
    let case = answered(world).await;
    let decision = decided(world, &case).await;
    let before = world.dump().await;
    assert_eq!(error(&world.does_on_case_publications("town-handler2", "publishAfterAll", this(&decision)).await).0, "FORBIDDEN");
    let stale = json!({ "withholdingId": decision["id"], "version": 1 });
    assert_eq!(error(&world.does_on_case_publications("town-head", "publishAfterAll", stale).await).0, "CONFLICT");
    unchanged(world, &before, "what is decided").await;
    let there = world.did_on_case_publications("town-head", "publishAfterAll", this(&decision)).await;
    assert_eq!((&there["withholding"]["state"], &there["withholding"]["viewerCan"]), (&json!("REOPENED"), &json!([])));
    assert_eq!(there["canDraft"], json!(["RESULT"]));
    let clocks = clocks(world).await;
    let states: Vec<_> = clocks.iter().map(|one| (one.state, one.cause)).collect();
    let anew = (DeadlineState::Running, DeadlineCause::Reopened);
    assert_eq!(states, [(DeadlineState::Cancelled, DeadlineCause::Accepted), anew]);
    // Fifteen working days from the 2nd of March.
    assert_eq!(clocks[1].due_on.to_string(), "2026-03-23");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(lianjing::domain::cases::replayed(&tx, &clocks[1]).await.unwrap().due_on, clocks[1].due_on, "its rows give its day again");
    drop(tx);
    assert!(entries(world).await.contains(&("publications.publish_after_all".to_owned(), LedgerClass::Sealed)));
    assert!(timeline(world).await.contains("决定还是公开结果"));
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    assert_eq!(clock(world).await, [DeadlineState::Cancelled, DeadlineState::Met]);
    assert_eq!(world.results_of("village").await["totalCount"], 1);
    let refused = world.does_on_case_publications("town-handler2", "withholdResult", because(&case)).await;
    assert_eq!(error(&refused).0, "STATE", "what is published is hidden, not withheld");
});

story!(a_head_who_does_not_agree_changes_nothing, |world| {
    let case = answered(world).await;
    let proposal = proposed(world, &case).await;
    let there = world.did_on_case_publications("town-head", "decideWithholding", answer(&proposal, false)).await;
    assert_eq!((&there["withholding"]["state"], &there["canWithhold"]), (&json!("REFUSED"), &json!(true)));
    assert_eq!(clock(world).await, [DeadlineState::Running]);
    assert_eq!(world.events(CaseEventKind::ResultWithheld).await, 0);
    assert_eq!(world.told("town-handler2", NoticeKind::WithholdingDone).await, 1);
    // Once more, with another reason: the same row, at the next version.
    let again = proposed(world, &case).await;
    assert_eq!((&again["id"], &again["state"]), (&proposal["id"], &json!("PROPOSED")));
    world.did_on_case_publications("town-head", "decideWithholding", answer(&again, false)).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    assert_eq!(draft["line"]["state"], "DRAFT");
    let refused = world.does_on_case_publications("town-handler2", "withholdResult", because(&case)).await;
    assert_eq!(error(&refused).0, "STATE", "a draft and such a decision are never there at once");
});

story!(a_day_that_was_missed_stays_missed, |world| {
    let case = answered(world).await;
    world.works_after(Duration::days(40)).await;
    decided(world, &case).await;
    let clocks = clocks(world).await;
    assert_eq!((clocks.len(), clocks[0].state, clocks[0].ended_at.is_some()), (1, DeadlineState::Missed, true));
});

story!(an_open_case_is_neither_withheld_nor_reopened, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let before = world.dump().await;
    let refused = world.does_on_case_publications("town-handler2", "withholdResult", because(&case)).await;
    assert_eq!(error(&refused).0, "STATE", "there is no result yet");
    unchanged(world, &before, "an open case").await;
    world.replies("town-handler2", case.as_str().unwrap()).await;
    let proposal = proposed(world, &case).await;
    world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    let before = world.dump().await;
    let refused = world.does_on_case_publications("town-head", "decideWithholding", answer(&proposal, true)).await;
    assert_eq!(error(&refused).0, "STATE", "a review runs");
    unchanged(world, &before, "what climbed").await;
});

story!(of_two_who_decide_at_once_the_second_is_told, |world| {
    let case = answered(world).await;
    let (one, other) = (world.signed_in(world.home(), "town-handler2").await, world.signed_in(world.home(), "town-head").await);
    let (propose, draft) = (because(&case), json!({ "caseId": case, "kind": "RESULT" }));
    let (withheld, drafted) = tokio::join!(
        world.on_case_publications(Some(&one), "withholdResult", &propose),
        world.on_publication(Some(&other), "draftPublication", &draft)
    );
    let codes = [&withheld["data"]["withholdResult"]["errors"][0]["code"], &drafted["data"]["draftPublication"]["errors"][0]["code"]];
    assert!(codes.contains(&&Value::Null) && codes.contains(&&json!("STATE")), "never both: {withheld} {drafted}");
    if !codes[1].is_null() {
        let proposal = withheld["data"]["withholdResult"]["publications"]["withholding"].clone();
        let (yes, no) = (answer(&proposal, true), answer(&proposal, false));
        let both = join_all([&yes, &no].map(|input| world.on_case_publications(Some(&other), "decideWithholding", input))).await;
        let codes: Vec<_> = both.iter().map(|answer| answer["data"]["decideWithholding"]["errors"][0]["code"].clone()).collect();
        assert!(codes.contains(&Value::Null) && codes.contains(&json!("CONFLICT")), "{both:?}");
    }
});

story!(nobody_else_learns_that_something_is_withheld, |world| {
    let case = answered_on(world, "town-clerk").await;
    let proposal = proposed(world, &case).await;
    // Five codes an hour go to one phone.
    world.wait(Duration::minutes(13));
    let others = ["town-handler", "town2-head", "bureau-head", "county-head", "county-handler", "admin", "auditor", "publisher"];
    let mut people = vec![("nobody".to_owned(), None, "UNAUTHENTICATED")];
    for login in others {
        people.push((login.to_owned(), Some(world.signed_in(world.home(), login).await), "NOT_FOUND"));
    }
    people.push(("another county".to_owned(), Some(world.signed_in(world.other(), "town-head").await), "NOT_FOUND"));
    people.push(("a villager".to_owned(), Some(world.proves("13900000003", "REPORT").await), "UNAUTHENTICATED"));
    let before = world.dump().await;
    for (who, token, code) in people {
        for (verb, input) in
            [("withholdResult", because(&case)), ("decideWithholding", answer(&proposal, true)), ("publishAfterAll", this(&proposal))]
        {
            let answer = world.on_case_publications(token.as_deref(), verb, &input).await;
            let own = &answer["data"][verb]["errors"][0]["code"];
            let told = if code == "UNAUTHENTICATED" { &answer["errors"][0]["extensions"]["code"] } else { own };
            assert_eq!(told, code, "{verb} by {who}: {answer}");
        }
    }
    unchanged(world, &before, "by strangers").await;
    for login in ["town-handler", "town2-head", "county-head"] {
        assert_eq!(waiting(world, login).await, json!([]), "{login}");
    }
    world.makes_kin("town-inspector", "town-clerk").await;
    assert_eq!(waiting(world, "town-head").await, json!([]), "a recusal that arises later");
    let hidden = world.does_on_case_publications("town-head", "decideWithholding", answer(&proposal, true)).await;
    assert_eq!(error(&hidden).0, "NOT_FOUND");
});
