//! 过程检查: a discipline organ says of a power whether it is exercised in order; the record stands on the power's page.

use entity::ledger_entry;
use entity::words::NoticeKind;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;
use time::macros::date;

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

/// Whether somebody of the staff may check 低保评议, by the page and by the verb alike.
async fn may_check(world: &World, login: &str) -> bool {
    let token = world.signed_in(world.home(), login).await;
    let query = "{ power(county: \"510824\", code: \"510824-dibao\") { viewerCan } }";
    let can = world.data(Some(&token), query, json!({})).await["power"]["viewerCan"].as_array().unwrap().contains(&json!("CHECK"));
    let before = world.dump().await;
    let made = check(world, login, of_dibao(world, "IN_ORDER")).await;
    assert_eq!(made["errors"][0]["code"], if can { Value::Null } else { json!("FORBIDDEN") }, "{login}: {made}");
    assert_eq!(can, world.dump().await["process_check"] != before["process_check"], "{login}: what is refused leaves nothing");
    can
}

/// A post in 龙山镇甲村 that an official held until this day; leading the unit or not.
async fn held_a_post(world: &World, official: &str, (until, leads_unit): (time::Date, bool)) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = entity::post::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        official_id: world.home().official(official),
        unit_id: world.home().unit("village"),
        section_id: None,
        organ_id: None,
        title: "驻村干部".to_owned(),
        duties: json!([]),
        leads_unit,
        leads_section: false,
        is_public: true,
        ordinal: 9,
        valid_from: date!(2021 - 01 - 01),
        valid_until: Some(until),
        end_known_at: None,
    };
    tx.add(row).await.unwrap();
    tx.commit().await.unwrap();
}

story!(who_must_keep_away_from_a_units_leaders_checks_none_of_its_powers, |world| {
    for login in ["town-head", "town-handler2", "county-head", "county-handler"] {
        assert!(may_check(world, login).await, "{login}");
    }
    world.makes_kin("town-handler2", "village-deputy").await;
    assert!(!may_check(world, "town-handler2").await, "kin of one of the leading group");
    // Three years ago counts no more; a year ago does.
    held_a_post(world, "county-handler", (date!(2023 - 02 - 01), false)).await;
    assert!(may_check(world, "county-handler").await);
    held_a_post(world, "county-handler", (date!(2025 - 02 - 01), false)).await;
    assert!(!may_check(world, "county-handler").await, "he served there a year ago");
    held_a_post(world, "county-inspector", (date!(2025 - 02 - 01), true)).await;
    assert!(!may_check(world, "county-head").await, "he led it a year ago");
    assert!(may_check(world, "town-head").await, "nobody else is touched");
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
