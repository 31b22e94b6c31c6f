//! 我的村我的钱: what was paid to a household, for whoever knows its name and four digits, and has a phone.

use entity::ledger_entry;
use kit::cases::id;
use kit::dump::Dump;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const LOOK: &str = "mutation($input: LookUpSubsidiesInput!) { lookUpSubsidies(input: $input) { \
    subsidies { id kind year amount paidOn unitId unitName } errors { code field message } } }";
const SHEET: &str = "姓名,证件号码,金额,日期\n王大山,510824196801011234,1200.5,2026-03-01\n李小河,51082419700101123X,300,\n王大山,510824196801011234,80,2026-02-01\n";

async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, _)| table.as_str() != "session");
    let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// A list of 龙山镇甲村 for 2026.
async fn gives(world: &World, token: Option<&str>, (kind, sheet, dry_run): (&str, &str, bool)) -> (u16, Value) {
    let unit = id(world.home().unit("village"));
    let query = [("unitId", unit.as_str().unwrap()), ("kind", kind), ("year", "2026"), ("dryRun", if dry_run { "true" } else { "false" })];
    let mut request = world.http.post(format!("{}/staff-files/subsidies", world.url)).query(&query).body(sheet.to_owned());
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn given(world: &World, kind: &str, sheet: &str) {
    let token = world.signed_in(world.home(), "publisher").await;
    let (status, said) = gives(world, Some(&token), (kind, sheet, false)).await;
    assert_eq!((status, &said["done"]), (200, &json!(true)), "{said}");
}

/// So many lists stand on the ledger.
async fn lists(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>();
    entries.filter(ledger_entry::Column::Kind.eq("subsidies.list")).count(&tx).await.unwrap()
}

async fn looks(world: &World, token: Option<&str>, (name, digits): (&str, &str)) -> Value {
    world.data(token, LOOK, json!({ "input": { "name": name, "lastFour": digits } })).await["lookUpSubsidies"].clone()
}

story!(a_villager_finds_what_was_paid_to_her_household, |world| {
    given(world, "耕地地力保护补贴", SHEET).await;
    let token = world.proves("13900000003", "SUBSIDIES").await;
    let found = looks(world, Some(&token), (" 王 大山 ", "1234")).await;
    let amounts: Vec<_> = found["subsidies"].as_array().unwrap().iter().map(|one| one["amount"].as_str().unwrap()).collect();
    assert_eq!((amounts.as_slice(), &found["subsidies"][0]["paidOn"]), (["1200.50", "80.00"].as_slice(), &json!("2026-03-01")));
    assert_eq!(found["subsidies"][0]["unitName"], "龙山镇甲村");
    assert_eq!(looks(world, Some(&token), ("李小河", "123x")).await["subsidies"].as_array().unwrap().len(), 1);
    let dump = world.dump().await;
    let told = dump
        .iter()
        .any(|(table, rows)| table.starts_with("subsidy") && rows.iter().any(|row| row.contains("大山") || row.contains("1234\u{0}")));
    assert!(!told, "no name stands there");
    assert_eq!(lists(world).await, 1);
    // Given again it takes the place of the one before.
    given(world, "耕地地力保护补贴", "姓名,证件后四位,金额\n王大山,1234,1300\n").await;
    given(world, "农机购置补贴", "姓名,证件后四位,金额\n王大山,1234,5\n").await;
    let found = looks(world, Some(&token), ("王大山", "1234")).await;
    assert_eq!(found["subsidies"].as_array().unwrap().len(), 2, "{found}");
    assert_eq!(looks(world, Some(&token), ("李小河", "123X")).await["subsidies"], json!([]));
});

story!(five_looks_in_vain_a_day_of_a_phone_and_on_a_name, |world| {
    given(world, "耕地地力保护补贴", SHEET).await;
    let token = world.proves("13900000003", "SUBSIDIES").await;
    for n in 0..5 {
        let found = looks(world, Some(&token), ("王大山", &format!("000{n}"))).await;
        assert_eq!((&found["subsidies"], &found["errors"]), (&json!([]), &json!([])), "a wrong one looks like none");
    }
    let before = world.dump().await;
    assert_eq!(looks(world, Some(&token), ("李小河", "123X")).await["errors"][0]["code"], "TOO_MANY", "this phone is done for today");
    unchanged(world, &before, "a sixth look").await;
    let other = world.proves("13900000004", "SUBSIDIES").await;
    assert_eq!(looks(world, Some(&other), ("王大山", "1234")).await["errors"][0]["code"], "TOO_MANY", "and so is this name, for all");
    assert_eq!(looks(world, Some(&other), ("李小河", "123X")).await["subsidies"].as_array().unwrap().len(), 1);
    world.wait(Duration::days(1));
    let token = world.proves("13900000003", "SUBSIDIES").await;
    assert_eq!(looks(world, Some(&token), ("王大山", "1234")).await["subsidies"].as_array().unwrap().len(), 2);
});

story!(nobody_looks_without_a_phone_proven_for_this, |world| {
    given(world, "耕地地力保护补贴", SHEET).await;
    let report = world.proves("13900000003", "REPORT").await;
    let staff = world.signed_in(world.home(), "publisher").await;
    let before = world.dump().await;
    for token in [None, Some(report.as_str()), Some(staff.as_str())] {
        assert_eq!(looks(world, token, ("王大山", "1234")).await["errors"][0]["code"], "CODE_REQUIRED");
        unchanged(world, &before, "without a code").await;
    }
    let mine = world.proves("13900000004", "SUBSIDIES").await;
    let before = world.dump().await;
    let faulty = looks(world, Some(&mine), ("王", "12345")).await;
    let fields: Vec<_> = faulty["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "lastFour"]);
    unchanged(world, &before, "no name and no digits").await;
});

story!(a_list_is_taken_whole_or_not_at_all_and_from_publishers_only, |world| {
    let token = world.signed_in(world.home(), "publisher").await;
    let mut people = vec![("nobody", None, 401, "UNAUTHENTICATED")];
    for login in ["admin", "town-head"] {
        people.push((login, Some(world.signed_in(world.home(), login).await), 422, "FORBIDDEN"));
    }
    people.push(("another county", Some(world.signed_in(world.other(), "publisher").await), 422, "NOT_FOUND"));
    let before = world.dump().await;
    for (who, token, status, code) in people {
        let (said, told) = gives(world, token.as_deref(), ("耕地地力保护补贴", SHEET, false)).await;
        assert_eq!((said, &told["errors"][0]["code"]), (status, &json!(code)), "{who}: {told}");
    }
    let (_, looked) = gives(world, Some(&token), ("耕地地力保护补贴", SHEET, true)).await;
    assert_eq!((&looked["rows"], &looked["done"]), (&json!(3), &json!(false)));
    let (_, told) = gives(world, Some(&token), ("耕地地力保护补贴", "姓名,证件号码,金额\n王大山,12,多\n", false)).await;
    assert_eq!((&told["faultCount"], &told["faults"][0]["row"], &told["done"]), (&json!(2), &json!(2), &json!(false)));
    let (status, told) = gives(world, Some(&token), ("耕", SHEET, false)).await;
    assert_eq!((status, &told["errors"][0]["field"]), (422, &json!("kind")));
    unchanged(world, &before, "nothing was given").await;
    assert_eq!(lists(world).await, 0);
});
