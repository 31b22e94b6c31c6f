//! 我的村我的钱: what was paid to a household, for whoever knows its name and four digits, and has a phone.

use entity::ledger_entry;
use kit::cases::{id, submission};
use kit::dump::Dump;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use sha2::Digest as _;
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

/// A list of 龙山镇甲村 for 2026 that takes the place of none.
async fn gives(world: &World, token: Option<&str>, list: (&str, &str, bool)) -> (u16, Value) {
    gives_in_place(world, token, list, "").await
}

/// A list of 龙山镇甲村 for 2026 that takes the place of this one.
async fn gives_in_place(world: &World, token: Option<&str>, (kind, sheet, dry_run): (&str, &str, bool), of: &str) -> (u16, Value) {
    let unit = id(world.home().unit("village"));
    let dry_run = if dry_run { "true" } else { "false" };
    let query = [("unitId", unit.as_str().unwrap()), ("kind", kind), ("year", "2026"), ("dryRun", dry_run), ("replaces", of)];
    let mut request = world.http.post(format!("{}/staff-files/subsidies", world.url)).query(&query).body(sheet.to_owned());
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn given(world: &World, kind: &str, sheet: &str) {
    let token = world.signed_in(world.home(), "publisher").await;
    let (_, looked) = gives(world, Some(&token), (kind, sheet, true)).await;
    let replaces = looked["replaces"]["id"].as_str().unwrap_or_default();
    let (status, said) = gives_in_place(world, Some(&token), (kind, sheet, false), replaces).await;
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

story!(a_list_takes_the_place_only_of_the_one_that_was_looked_at, |world| {
    let token = world.signed_in(world.home(), "publisher").await;
    let kind = "耕地地力保护补贴";
    given(world, kind, SHEET).await;
    let second = "姓名,证件后四位,金额\n王大山,1234,30\n";
    let (_, looked) = gives(world, Some(&token), (kind, second, true)).await;
    let goes = &looked["replaces"];
    assert_eq!((&goes["rows"], &goes["amount"], &goes["listedBy"]), (&json!(3), &json!("1580.50"), &json!("演示publisher")), "{looked}");
    assert!(goes["listedAt"].as_str().unwrap().starts_with("2026-03-02T"), "{goes}");
    let first = goes["id"].as_str().unwrap();
    let before = world.dump().await;
    let (status, told) = gives(world, Some(&token), (kind, second, false)).await;
    assert_eq!((status, &told["errors"][0]["code"]), (422, &json!("CONFLICT")), "it was not named: {told}");
    let (status, told) = gives_in_place(world, Some(&token), ("农机购置补贴", second, false), first).await;
    assert_eq!((status, &told["errors"][0]["code"]), (422, &json!("CONFLICT")), "there is none of this kind: {told}");
    unchanged(world, &before, "the list was not named").await;
    let (_, told) = gives_in_place(world, Some(&token), (kind, second, false), first).await;
    assert_eq!(told["done"], true, "{told}");
    let (_, told) = gives_in_place(world, Some(&token), (kind, SHEET, false), first).await;
    assert_eq!(told["errors"][0]["code"], "CONFLICT", "another one stands there now: {told}");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("subsidies.list"));
    let facts: Vec<Value> = entries.all(&tx).await.unwrap().into_iter().map(|entry| entry.facts).collect();
    let replaced: Vec<_> = facts.iter().map(|facts| facts["replaced"].as_i64().unwrap()).collect();
    assert!(replaced.contains(&0) && replaced.contains(&3), "{facts:?}");
    let plain = hex::encode(sha2::Sha256::digest(second.as_bytes()));
    assert!(!facts.iter().any(|facts| facts.to_string().contains(&plain)), "whoever guesses a file finds no hash of it");
});

story!(of_two_who_give_the_same_list_at_once_the_second_is_told, |world| {
    let token = world.signed_in(world.home(), "publisher").await;
    let kind = "耕地地力保护补贴";
    let both = [SHEET, "姓名,证件后四位,金额\n王大山,1234,30\n"].map(|sheet| gives(world, Some(&token), (kind, sheet, false)));
    let both = futures_util::future::join_all(both).await;
    let codes: Vec<_> = both.iter().map(|(_, said)| said["errors"][0]["code"].as_str().unwrap_or("DONE")).collect();
    assert!(codes.contains(&"DONE") && codes.contains(&"CONFLICT"), "{both:?}");
    assert_eq!(lists(world).await, 1);
});

story!(a_name_with_a_dot_is_found_however_the_dot_is_typed, |world| {
    given(world, "耕地地力保护补贴", "姓名,证件后四位,金额\n买买提•艾力,1234,30\n").await;
    let token = world.proves("13900000003", "SUBSIDIES").await;
    for name in ["买买提·艾力", "买买提.艾力", "买买提・艾力"] {
        assert_eq!(looks(world, Some(&token), (name, "1234")).await["subsidies"].as_array().unwrap().len(), 1, "{name}");
    }
});

story!(a_list_is_refused_with_the_reason_of_its_own_cell, |world| {
    let token = world.signed_in(world.home(), "publisher").await;
    let before = world.dump().await;
    let sheet = "姓名,证件后四位,金额,日期\n王大山,1234,30,=A1\n李小河,123X,20,\n李小河,123X,20,\n";
    let (_, told) = gives(world, Some(&token), ("耕地地力保护补贴", sheet, false)).await;
    let faults: Vec<_> =
        told["faults"].as_array().unwrap().iter().map(|fault| (&fault["row"], &fault["column"], &fault["message"])).collect();
    let expected =
        [(&json!(2), &json!("日期"), &json!("这里是公式，请换成算好的值。")), (&json!(4), &Value::Null, &json!("和前面的一行一模一样。"))];
    assert_eq!(faults, expected, "{told}");
    unchanged(world, &before, "a faulty list").await;
});

/// What the town's head reads in the newest report.
async fn read_by_the_head(world: &World, number: &Value) -> Value {
    let token = world.signed_in(world.home(), "town-head").await;
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text paid { kind year amount paidOn unitName } } } }";
    world.data(Some(&token), query, json!({ "n": number })).await["caseByNumber"]["content"].clone()
}

story!(a_report_keeps_the_payment_that_it_is_about, |world| {
    given(world, "耕地地力保护补贴", SHEET).await;
    let looker = world.proves_later("13900000003", "SUBSIDIES").await;
    let row = looks(world, Some(&looker), ("王大山", "1234")).await["subsidies"][0].clone();
    let token = world.proves_later("13900000003", "REPORT").await;
    let mut input = submission(world.home(), "paid", std::slice::from_ref(&row["unitId"]));
    input["aboutPaidId"] = row["id"].clone();
    let filed = world.submits(&token, input.clone()).await;
    assert_eq!(filed["errors"], json!([]), "{filed}");
    assert_eq!(world.submits(&token, input.clone()).await["queryCode"], filed["queryCode"], "a repeat gets the first answer");
    let case = world.only_case("town-head").await;
    let paid = json!({ "kind": "耕地地力保护补贴", "year": 2026, "amount": "1200.50", "paidOn": "2026-03-01", "unitName": "龙山镇甲村" });
    assert_eq!(read_by_the_head(world, &case["number"]).await["paid"], paid);
    let dump = world.dump().await;
    let clear = |table: &str| dump.get(table).into_iter().flatten().any(|row| row.contains("耕地地力保护补贴"));
    assert!(!clear("report") && !clear("sealed_part") && !clear("case_event"), "it lies sealed");
    // Another list takes its place: the report says what stood there when it came.
    given(world, "耕地地力保护补贴", "姓名,证件后四位,金额\n王大山,1234,1300\n").await;
    assert_eq!(read_by_the_head(world, &case["number"]).await["paid"], paid);
    let token = world.proves_later("13900000003", "REPORT").await;
    input["submissionKey"] = json!("00000000000000gone01");
    let later = world.submits(&token, input).await;
    assert_eq!(later["errors"], json!([]), "a record that is gone stops no report: {later}");
});
