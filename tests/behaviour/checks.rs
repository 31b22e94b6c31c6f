//! 过程检查: a discipline organ says of a power whether it is exercised in order; the record stands on the power's page.

use entity::ledger_entry;
use entity::words::NoticeKind;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const TEXT: &str = "看了评议会的记录，四十人到会，都签了字。";

/// The whole answer to a check by somebody with this token.
async fn checks(world: &World, token: Option<&str>, input: Value) -> Value {
    let query = "mutation($input: CheckPowerInput!) { checkPower(input: $input) { check { verdict stepTitle organName text } errors { code field } } }";
    world.ask(token, query, json!({ "input": input })).await
}

async fn check(world: &World, login: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    checks(world, Some(&token), input).await["data"]["checkPower"].clone()
}

fn of_dibao(world: &World, verdict: &str) -> Value {
    json!({ "powerId": id(world.home().power("dibao")), "verdict": verdict, "text": TEXT })
}

/// What the page of 低保评议 says to anybody.
async fn page(world: &World) -> Value {
    let query =
        "{ power(county: \"510824\", code: \"510824-dibao\") { viewerCan checks { verdict stepNumber stepTitle organName text } } }";
    world.data(None, query, json!({})).await["power"].clone()
}

story!(what_an_organ_saw_stands_on_the_page_and_the_unit_is_told_if_it_was_not_in_order, |world| {
    world.gives_dibao_steps().await;
    let mut input = of_dibao(world, "OUT_OF_ORDER");
    input["stepNumber"] = json!(2);
    let made = check(world, "town-handler", input).await;
    assert_eq!((&made["errors"], &made["check"]["organName"]), (&json!([]), &json!("龙山镇纪委")));
    assert_eq!(world.told("publisher", NoticeKind::ProcessChecked).await, 1);
    world.wait(Duration::days(1));
    check(world, "county-head", of_dibao(world, "IN_ORDER")).await;
    assert_eq!(world.told("publisher", NoticeKind::ProcessChecked).await, 1, "what is in order needs nobody's eye");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("checks.made"));
    assert_eq!(noted.count(&tx).await.unwrap(), 2);
    drop(tx);
    let shown = page(world).await;
    let line = |verdict: &str, step: Option<i32>, title: Option<&str>, organ: &str| json!({ "verdict": verdict, "stepNumber": step, "stepTitle": title, "organName": organ, "text": TEXT });
    let expected = [line("IN_ORDER", None, None, "县纪委监委"), line("OUT_OF_ORDER", Some(2), Some("村里评议"), "龙山镇纪委")];
    assert_eq!((&shown["checks"], &shown["viewerCan"]), (&json!(expected), &json!([])));
});

story!(only_an_organ_over_the_unit_checks_its_powers, |world| {
    let mut people = vec![("nobody".to_owned(), None, "UNAUTHENTICATED")];
    for login in ["town2-head", "bureau-head", "publisher", "admin", "auditor"] {
        people.push((login.to_owned(), Some(world.signed_in(world.home(), login).await), "FORBIDDEN"));
    }
    people.push(("of another county".to_owned(), Some(world.signed_in(world.other(), "county-head").await), "NOT_FOUND"));
    let before = world.dump().await;
    for (who, token, code) in people {
        let mut input = of_dibao(world, "IN_ORDER");
        input["text"] = json!("");
        let answer = checks(world, token.as_deref(), input).await;
        let own = &answer["data"]["checkPower"]["errors"][0]["code"];
        let told = if own.is_null() { &answer["errors"][0]["extensions"]["code"] } else { own };
        assert_eq!(told, code, "{who}: {answer}");
    }
    let token = world.signed_in(world.home(), "town-head").await;
    let unused = json!({ "powerId": id(world.home().power("dibao")), "verdict": "IN_ORDER", "text": "好", "stepNumber": 9 });
    let answer = checks(world, Some(&token), unused).await;
    let told: Vec<_> = answer["data"]["checkPower"]["errors"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
    assert_eq!(told, [json!("text"), json!("stepNumber")]);
    let after = world.dump().await;
    let changed: Vec<_> =
        before.iter().filter(|(table, rows)| table.as_str() != "session" && after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new());
});

story!(nobody_checks_the_unit_in_which_he_serves, |world| {
    let text = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n\
                510824-town,510824-town-01,临时救助,行政给付,救急的钱,龙山镇人民政府,镇人大,县民政局\n";
    let file = SourceFile { name: "powers.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    assert!(run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    let query = "{ power(county: \"510824\", code: \"510824-town-01\") { id viewerCan } }";
    for (login, can, code) in [("town-handler", json!([]), json!("FORBIDDEN")), ("county-handler", json!(["CHECK"]), Value::Null)] {
        let token = world.signed_in(world.home(), login).await;
        let power = world.data(Some(&token), query, json!({})).await["power"].clone();
        assert_eq!(power["viewerCan"], can, "{login}");
        let made = check(world, login, json!({ "powerId": power["id"], "verdict": "IN_ORDER", "text": TEXT })).await;
        assert_eq!(made["errors"][0]["code"], code, "{login}: {made}");
    }
});
