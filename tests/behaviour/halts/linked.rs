//! A case behind a halt: told to who may see that case, and to nobody else; for them the halt has none.

use super::*;
use entity::halt;
use entity::id::CaseId;
use kit::halts::HALT;
use sea_orm::sea_query::Expr;

const FIRST: &str = "13800000001";
const SECOND: &str = "13900000002";

/// Everything that somebody can ask about halts, as the bytes of the answers.
async fn all_answers(world: &World, token: Option<&str>, halt: &Value) -> Vec<String> {
    let page = format!("{{ power(county: \"510824\", code: \"510824-dibao\") {{ isHalted viewerCan halts {{ {HALT} }} }} }}");
    let unit =
        format!("{{ unit(county: \"510824\", code: \"510824-village\") {{ powers {{ nodes {{ isHalted halts {{ {HALT} }} }} }} }} }}");
    let node = format!("query($id: ID!) {{ node(id: $id) {{ ... on Halt {{ {HALT} }} }} }}");
    let power = format!("query($id: ID!) {{ node(id: $id) {{ ... on Power {{ halts {{ {HALT} }} }} }} }}");
    let list = format!("{{ halts(first: 100) {{ totalCount pageInfo {{ endCursor }} nodes {{ {HALT} }} }} }}");
    let notices = "{ viewer { notices { text caseId haltId read } } }";
    let again =
        format!("mutation($input: HaltPowerInput!) {{ haltPower(input: $input) {{ halt {{ {HALT} }} errors {{ code field message }} }} }}");
    let dibao = id(world.home().power("dibao"));
    let mut answers = Vec::new();
    for (query, variables) in [
        (page.as_str(), json!({})),
        (&unit, json!({})),
        (&node, json!({ "id": halt })),
        (&power, json!({ "id": dibao })),
        (&list, json!({})),
        (notices, json!({})),
        (&again, json!({ "input": { "powerId": dibao, "reason": REASON } })),
    ] {
        answers.push(world.ask(token, query, variables).await.to_string());
    }
    answers
}

/// Takes the link away, or puts it back.
async fn link(world: &World, halt: &Value, case: Option<CaseId>) {
    let id: HaltId = halt.as_str().unwrap().parse().unwrap();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let change = tx.rows().update::<halt::Entity>().filter(halt::Column::Id.eq(id));
    change.col_expr(halt::Column::CaseId, Expr::value(case.map(|case| case.0))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// For each of these people the halt looks, byte for byte, as if no case stood behind it.
async fn looks_unlinked(world: &World, logins: &[&str], (halt, case): (&Value, CaseId)) {
    let mut tokens = vec![("nobody", None)];
    for login in logins {
        tokens.push((*login, Some(world.signed_in(world.home(), login).await)));
    }
    tokens.push(("county-head of another county", Some(world.signed_in(world.other(), "county-head").await)));
    for (who, token) in tokens {
        let with = all_answers(world, token.as_deref(), halt).await;
        link(world, halt, None).await;
        let without = all_answers(world, token.as_deref(), halt).await;
        link(world, halt, Some(case)).await;
        assert_eq!(with, without, "{who}");
        assert!(with.iter().all(|answer| !answer.contains(&case.to_string())), "{who}");
    }
}

async fn case_id(case: &Value) -> CaseId {
    case["id"].as_str().unwrap().parse().unwrap()
}

story!(a_case_behind_a_halt_is_for_who_may_see_that_case, |world| {
    // On the clerk: the town-handler sits in the same office and must keep away.
    world.files(FIRST, &[id(world.home().official("town-clerk"))]).await;
    let case = world.only_case("town-head").await;
    let halt = world.stops_dibao("town-head", json!({ "caseId": case["id"] })).await;
    assert_eq!((&halt["caseId"], &halt["caseNumber"]), (&case["id"], &case["number"]));
    for login in ["town-head", "town-handler2"] {
        let token = world.signed_in(world.home(), login).await;
        let shown = world.dibao(Some(&token)).await["halts"][0].clone();
        assert_eq!((&shown["caseId"], &shown["caseNumber"]), (&case["id"], &case["number"]), "{login}");
    }
    let others = ["town-handler", "publisher", "town2-head", "bureau-head", "county-head", "county-handler", "admin", "auditor"];
    looks_unlinked(world, &others, (&halt["id"], case_id(&case).await)).await;
    let kinds = [("halts.link_case".to_owned(), LedgerClass::Sealed), ("halts.order".to_owned(), LedgerClass::Public)];
    assert_eq!(entries(world).await, kinds);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let public =
        tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(LedgerClass::Public)).all(&tx).await.unwrap();
    let number = case["id"].as_str().unwrap();
    assert!(public.iter().all(|entry| !entry.facts.to_string().contains(number)), "no public entry holds the case");
});

story!(a_recusal_that_arises_later_takes_the_link_away, |world| {
    world.files(FIRST, &[id(world.home().official("town-clerk"))]).await;
    let case = world.only_case("town-head").await;
    let halt = world.stops_dibao("town-head", json!({ "caseId": case["id"] })).await;
    for kin in ["town-inspector", "town-handler2"] {
        world.makes_kin(kin, "town-clerk").await;
    }
    // The town's head ordered it himself: now he may not know of the case, and the halt is still his to end.
    looks_unlinked(world, &["town-head", "town-handler2", "town-handler"], (&halt["id"], case_id(&case).await)).await;
    let ended = world.does_on_halt("town-head", "resumePower", json!({ "haltId": halt["id"], "reason": "已经改好，可以接着办。" })).await;
    assert_eq!((&ended["errors"], &ended["halt"]["caseId"]), (&json!([]), &Value::Null));
});

story!(a_case_that_one_may_not_see_is_linked_to_nothing, |world| {
    world.files(FIRST, &[id(world.home().official("town-clerk"))]).await;
    world.files(SECOND, &[id(world.home().unit("village3"))]).await;
    let own = world.only_case("town-head").await;
    let foreign = world.only_case("town2-head").await;
    world.makes_kin("town-inspector", "town-clerk").await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let unused = id(tx.mint::<CaseId>());
    drop(tx);
    let token = world.signed_in(world.home(), "town-head").await;
    let before = world.dump().await;
    let mut told = Vec::new();
    for case in [&unused, &own["id"], &foreign["id"], &json!("case_x"), &id(world.home().power("dibao"))] {
        let input = json!({ "powerId": id(world.home().power("dibao")), "reason": REASON, "caseId": case });
        told.push(world.on_halt(Some(&token), "haltPower", &input).await.to_string());
    }
    assert!(told.iter().all(|answer| *answer == told[0] && answer.contains("NOT_FOUND") && answer.contains("caseId")), "{told:?}");
    assert_eq!(world.dump().await, before);
});
