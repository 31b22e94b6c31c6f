//! Who answers what an organ asks for: a head above, what comes from above the county by its document, nobody himself.

use super::*;
use entity::words::{CaseEventKind, DeadlineKind, NoticeKind, StaffRole};
use futures_util::future::join_all;
use kit::story;
use time::Duration;

story!(nobody_answers_but_a_head_above, |world| {
    let (_, case) = accepted(world).await;
    let request = asks_for_days(world, &case, 20).await;
    let before = (world.clocks(DeadlineKind::Result).await, world.dump().await["deadline_request"].clone());
    for (who, expected) in [
        ("town-handler2", "FORBIDDEN"),
        ("town-head", "FORBIDDEN"),
        ("county-handler", "NOT_FOUND"),
        ("town2-head", "NOT_FOUND"),
        ("bureau-head", "NOT_FOUND"),
        ("admin", "NOT_FOUND"),
        ("auditor", "NOT_FOUND"),
    ] {
        assert_eq!(code(&world.decides(who, &request, true, json!({})).await), expected, "{who}");
        assert_eq!(world.requests(who).await, json!([]), "{who}");
    }
    let query = "mutation($input: DecideDeadlineRequestInput!) { decideDeadlineRequest(input: $input) { done errors { code } } }";
    let input = json!({ "input": { "requestId": request, "grant": true, "reason": "同意延长" } });
    let nobody = world.ask(None, query, input.clone()).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{nobody}");
    let foreign = world.signed_in(world.other(), "county-head").await;
    let refused = world.data(Some(&foreign), query, input).await["decideDeadlineRequest"].clone();
    assert_eq!(refused, json!({ "done": false, "errors": [{ "code": "NOT_FOUND" }] }));
    assert_eq!(code(&world.decides("county-head", &request, true, json!({ "reason": "" })).await), "REQUIRED");
    let after = (world.clocks(DeadlineKind::Result).await, world.dump().await["deadline_request"].clone());
    assert_eq!(before, after, "nothing came of it");
});

story!(of_two_answers_at_once_one_stands, |world| {
    world.gives_role("town2-head", StaffRole::Head, "commission").await;
    let (_, case) = accepted(world).await;
    let request = asks_for_days(world, &case, 20).await;
    let answers = [("county-head", true), ("town2-head", false), ("county-head", true), ("town2-head", true)];
    let all = join_all(answers.map(|(who, grant)| world.decides(who, &request, grant, json!({})))).await;
    let codes: Vec<_> = all.iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "-").count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| ["-", "STATE", "CONFLICT"].contains(code)), "{codes:?}");
    let granted = world.events(CaseEventKind::DeadlineExtended).await;
    assert_eq!(granted + world.events(CaseEventKind::DeadlineRefused).await, 1);
    let due = if granted == 1 { "2026-04-22" } else { "2026-04-02" };
    assert_eq!(world.only_case("town-handler2").await["due"]["dueOn"], due);
    world.all_clocks_replay().await;
});

story!(what_the_city_answered_is_entered_with_its_document, |world| {
    world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("county-handler", "acceptCase", &case, json!({})).await["errors"], json!([]));
    // A head who asks himself may enter it too: it is not his answer.
    for (who, expected) in [("county-handler", "2026-04-12"), ("county-head", "2026-04-22")] {
        let asked = world.acts(who, "extendDeadline", &case, json!({ "days": 10, "reason": "证人在外地" })).await;
        assert_eq!(asked["errors"], json!([]), "{who}: {asked}");
        let waiting = world.requests("county-head").await;
        assert_eq!((&waiting[0]["entered"], &waiting[0]["approverName"]), (&json!(true), &json!("县纪委监委")));
        let request = &waiting[0]["id"];
        let refused = world.decides("county-head", request, true, json!({})).await;
        assert_eq!((code(&refused), field(&refused)), ("REQUIRED", "document"));
        assert_eq!(code(&world.decides("county-handler", request, true, json!({ "document": "市纪办〔2026〕12号" })).await), "FORBIDDEN");
        assert_eq!(world.decides("county-head", request, true, json!({ "document": "市纪办〔2026〕12号" })).await["done"], true);
        let seen = world.only_case("county-handler").await;
        assert_eq!(seen["due"]["dueOn"], expected);
        assert!(seen["due"]["sum"].to_string().contains("经县外上级批准，延长 10 天"), "{seen}");
    }
    let token = world.signed_in(world.home(), "county-handler").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { deadlineRequests { words { answered } } } } }";
    let page = world.data(Some(&token), query, json!({ "id": case })).await["node"].clone();
    assert_eq!(page["deadlineRequests"][0]["words"]["answered"], "文号：市纪办〔2026〕12号\n情况属实，同意。");
    world.all_clocks_replay().await;
});

story!(nobody_answers_himself_in_another_role, |world| {
    world.gives_role("town-handler2", StaffRole::Head, "commission").await;
    let (_, case) = accepted(world).await;
    let request = asks_for_days(world, &case, 20).await;
    assert_eq!(code(&world.decides("town-handler2", &request, true, json!({})).await), "FORBIDDEN");
    assert_eq!(world.only_case("town-head").await["due"]["dueOn"], "2026-04-02");
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["done"], true);
});

story!(who_must_keep_away_is_asked_for_nothing, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let (inbox, notices) = (world.requests("county-head").await, world.notices("county-head").await);
    let request = asks_for_days(world, &case, 20).await;
    assert_ne!(world.requests("county-head").await, inbox);
    world.makes_kin("county-inspector", "village-head").await;
    assert_eq!((world.requests("county-head").await, world.notices("county-head").await), (inbox.clone(), notices));
    assert_eq!(code(&world.decides("county-head", &request, true, json!({})).await), "NOT_FOUND");
    // The commission has nobody left who could answer, and above it nobody sits here.
    let asked = world.acts("town-handler2", "extendDeadline", &case, json!({ "days": 5, "reason": "案情复杂" })).await;
    assert_eq!(code(&asked), "STATE", "{asked}");
    world.gives_role("town2-head", StaffRole::Head, "commission").await;
    let asked = world.acts("town-handler2", "extendDeadline", &case, json!({ "days": 5, "reason": "案情复杂" })).await;
    assert_eq!(asked["errors"], json!([]), "{asked}");
    assert_eq!(
        (world.told("county-head", NoticeKind::DeadlineAsked).await, world.told("town2-head", NoticeKind::DeadlineAsked).await),
        (1, 1)
    );
    let waiting = world.requests("town2-head").await;
    assert_eq!((waiting.as_array().unwrap().len(), &waiting[0]["days"]), (1, &json!(5)));
    assert_eq!(world.requests("county-head").await, inbox);
    assert_eq!(world.decides("town2-head", &waiting[0]["id"], true, json!({})).await["done"], true);
    assert_eq!(world.status(None, Some(&filed.code)).await["dueOn"], "2026-04-07");
});

story!(a_case_that_moves_takes_its_pause_along_and_asks_anew, |world| {
    let place = world.home();
    world.files(PHONE, &[id(place.official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let pause = asks_for_pause(world, &case, "2026-03-20").await;
    assert_eq!(world.decides("county-head", &pause, true, json!({})).await["done"], true);
    let due = world.only_case("town-handler2").await["due"]["dueOn"].clone();
    let open = asks_for_days(world, &case, 10).await;
    for kin in ["town-inspector", "town-handler", "town-handler2"] {
        world.makes_kin(kin, "village-head").await;
    }
    world.works_after(Duration::ZERO).await;
    let moved = world.only_case("county-handler").await;
    assert_eq!((&moved["due"]["dueOn"], &moved["organ"]["name"]), (&due, &json!("县纪委监委")));
    assert_eq!(world.requests("county-head").await, json!([]), "what the town asked for is not the commission's");
    assert_eq!(code(&world.decides("county-head", &open, true, json!({ "document": "市纪办〔2026〕1号" })).await), "STATE");
    world.wait(Duration::days(2));
    let resumed = world.acts("county-handler", "resumeDeadline", &case, json!({ "reason": "不用再等" })).await;
    assert_eq!(resumed["errors"], json!([]), "{resumed}");
    world.all_clocks_replay().await;
});
