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
    let (_, with) = with_roles(world, world.home(), "yun-wei", &operator).await;
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
    let (id, token) = newcomer(world, world.home(), "xin-ren").await;
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
