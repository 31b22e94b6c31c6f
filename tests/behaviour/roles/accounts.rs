//! Accounts: made by the administrator, bound to one official, and what an operator can open.

use super::*;

story!(accounts_are_made_by_the_administrator, |world| {
    let made = does(world, "admin", CREATE, json!({ "login": "zhang.san", "name": "演示张三" })).await;
    assert_eq!((&made["account"]["login"], &made["account"]["roles"]), (&json!("zhang.san"), &json!([])), "{made}");
    assert_eq!(made["initialPassword"].as_str().unwrap().len(), 19);
    assert_eq!((&made["account"]["officialName"], &made["account"]["awaitsOwner"]), (&Value::Null, &json!(true)));
    assert_eq!(code(&does(world, "admin", CREATE, json!({ "login": "zhang.san", "name": "演示张三" })).await), "CONFLICT");
    let foreign = json!(world.other().official("town-clerk"));
    for (input, expected) in [
        (json!({ "login": "Zhang", "name": "演示张三" }), "INVALID"),
        (json!({ "login": "li-si", "name": "\u{200B}" }), "REQUIRED"),
        (json!({ "login": "li-si", "name": "长".repeat(31) }), "TOO_LONG"),
        (json!({ "login": "li-si", "name": "演示李四", "officialId": foreign }), "NOT_FOUND"),
        (json!({ "login": "li-si", "name": "演示李四", "email": "li si@example.cn" }), "INVALID"),
    ] {
        assert_eq!(code(&does(world, "admin", CREATE, input.clone()).await), expected, "{input}");
    }
    for who in ["town-head", "county-head", "auditor", "town-handler", "publisher"] {
        assert_eq!(code(&does(world, who, CREATE, json!({ "login": "li-si", "name": "演示李四" })).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(ledger(world, "staff.created").await, 1);
});

story!(the_role_of_the_operator_opens_nothing, |world| {
    let operator = [NewRole { role: StaffRole::Operator, unit_id: None, organ_id: None }];
    let (_, with) = with_roles(world, world.home(), ("yun-wei", None), &operator).await;
    let (_, without) = newcomer(world, world.home(), "xin-ren").await;
    let unit = world.home().unit("village");
    let poster = json!({ "unitId": unit });
    for (query, variables) in [
        (STAFF, json!({})),
        ("{ cases { totalCount } }", json!({})),
        ("{ officialsNamed(text: \"演\") { id } }", json!({})),
        ("query($unitId: ID!) { node(id: $unitId) { ... on Unit { viewerCan } } }", poster),
        (CREATE, json!({ "input": { "login": "li-si", "name": "演示李四" } })),
    ] {
        let answer = world.ask(Some(&with), query, variables.clone()).await;
        assert_eq!(answer["data"], world.ask(Some(&without), query, variables).await["data"], "{query}");
        assert!(!answer.to_string().contains("PRINT_POSTER"), "{answer}");
    }
});

story!(an_account_belongs_to_one_official_for_good, |world| {
    let (id, token) = with_roles(world, world.home(), ("xin-ren", None), &[]).await;
    let official = json!(world.home().official("town-clerk"));
    let foreign = json!(world.other().official("town-clerk"));
    let named = "query($text: String!) { officialsNamed(text: $text) { id name posts } }";
    let found = world.data(Some(&world.signed_in(world.home(), "admin").await), named, json!({ "text": "town-clerk" })).await;
    assert_eq!((&found["officialsNamed"][0]["id"], found["officialsNamed"].as_array().unwrap().len()), (&official, 1), "{found}");
    for token in [&token, &world.signed_in(world.home(), "town-head").await] {
        assert_eq!(top(&world.ask(Some(token), named, json!({ "text": "演" })).await), "FORBIDDEN");
    }
    let link = |official: &Value| json!({ "accountId": id, "officialId": official });
    assert_eq!(code(&does(world, "town-head", LINK, link(&official)).await), "FORBIDDEN");
    assert_eq!(code(&does(world, "admin", LINK, link(&foreign)).await), "NOT_FOUND");
    let linked = does(world, "admin", LINK, link(&official)).await;
    assert!(linked["account"]["officialName"].is_string(), "{linked}");
    assert_eq!(code(&does(world, "admin", LINK, link(&json!(world.home().official("village-head")))).await), "STATE");
    assert_eq!(ledger(world, "staff.official_linked").await, 1);
});

story!(whoever_opens_cases_is_an_official_whom_the_second_person_saw, |world| {
    let place = world.home();
    let (id, _) = with_roles(world, place, ("xin-ren", None), &[]).await;
    for role in [StaffRole::Handler, StaffRole::Head, StaffRole::Custodian] {
        let refused = does(world, "admin", PROPOSE, proposal(world, id, role, Some("town"))).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("STATE", &json!("role")), "{role:?}: {refused}");
    }
    assert_eq!(ledger(world, "staff.role_proposed").await, 0);
    let link = json!({ "accountId": id, "officialId": place.official("town-deputy") });
    assert_eq!(code(&does(world, "admin", LINK, link).await), "-");
    let proposed = does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Handler, Some("town"))).await;
    let behind = &proposed["grant"]["official"];
    assert_eq!((&behind["name"], &behind["posts"]), (&json!("演示town-deputy"), &json!(["龙山镇 副镇长"])), "{proposed}");
    let agreeing = |official: Value| json!({ "grantId": proposed["grant"]["id"], "approve": true, "officialId": official });
    for (seen, expected) in [
        (Value::Null, "REQUIRED"),
        (json!("举报"), "REQUIRED"),
        (json!(place.official("town-clerk")), "CONFLICT"),
        (json!(world.other().official("town-deputy")), "CONFLICT"),
    ] {
        assert_eq!(code(&does(world, "town-head", APPROVE, agreeing(seen.clone())).await), expected, "{seen}");
    }
    assert_eq!(ledger(world, "staff.role_approved").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "town-head", APPROVE, agreeing(behind["id"].clone())).await), "-");
    let tx = world.ctx().read(&place.county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("staff.role_approved"));
    assert_eq!(json!(entries.one(&tx).await.unwrap().unwrap().facts["official"]), behind["id"], "whom he saw stands on the ledger");
});

story!(an_account_without_an_official_sees_no_case_and_counts_for_nobody, |world| {
    let place = world.home();
    // As older counties have them: a head who was never linked.
    let head = NewRole { role: StaffRole::Head, unit_id: None, organ_id: Some(place.organ("town2")) };
    let (id, token) = with_roles(world, place, ("jiu-ren", None), &[head]).await;
    let filed = world.files("13800000001", &[kit::cases::id(place.unit("village3"))]).await;
    assert_eq!(filed.payload["report"]["organ"]["name"], "元坝镇纪委");
    let case = world.only_case("town2-head").await;
    let by_number = "query($n: String!) { caseByNumber(number: $n) { id content { text } } }";
    assert_eq!(world.data(Some(&token), by_number, json!({ "n": case["number"] })).await["caseByNumber"], Value::Null);
    let seen = world.data(Some(&token), "{ cases { totalCount counts { yellow } } viewer { notices { id } } }", json!({})).await;
    assert_eq!(seen["cases"], json!({ "totalCount": 0, "counts": { "yellow": 0 } }));
    assert_eq!(seen["viewer"]["notices"], json!([]), "and was told nothing");
    let accept = "mutation($input: AcceptCaseInput!) { acceptCase(input: $input) { errors { code } } }";
    let refused = world.data(Some(&token), accept, json!({ "input": { "caseId": case["id"] } })).await;
    assert_eq!(code(&refused["acceptCase"]), "NOT_FOUND");
    let given = world.acts("town2-head", "assignCase", case["id"].as_str().unwrap(), json!({ "handlerId": id })).await;
    assert_eq!(code(&given), "NOT_FOUND", "nobody can give it to him");
    // Nor is the administrator's word enough to make somebody of him.
    let link = json!({ "accountId": id, "officialId": place.official("town-deputy") });
    assert_eq!(code(&does(world, "admin", LINK, link).await), "STATE");
    assert_eq!(ledger(world, "staff.official_linked").await, 0);
    // With the only head who is somebody gone, the organ has nobody: the case climbs.
    world.ends_roles(&["town2-head"]).await;
    world.works_after(time::Duration::ZERO).await;
    assert_eq!(world.only_case("county-head").await["organ"]["name"], "县纪委监委");
});
