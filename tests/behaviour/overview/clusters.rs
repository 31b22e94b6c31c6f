//! 举报分布: where reports cluster, beside the month before and the county, and the same as a file.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use entity::ledger_entry;
use kit::story;
use lianjing::domain::ratings::Rated;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use std::io::Cursor;
use time::Duration;

fn pair(this: i64, last: i64) -> Value {
    json!({ "thisMonth": this, "lastMonth": last })
}

/// The line of a list with this word.
fn line<'a>(list: &'a Value, (key, word): (&str, &str)) -> &'a Value {
    list.as_array().unwrap().iter().find(|one| one[key] == word).unwrap_or(&Value::Null)
}

/// Two reports of March, one of which names the village twice over, and two of April.
async fn two_months(world: &World) {
    let place = world.home();
    world.files("13800000001", &[id(place.unit("village")), id(place.power("dibao"))]).await;
    world.files("13800000002", &[id(place.official("village-head"))]).await;
    world.works_after(Duration::days(31)).await;
    world.files("13800000003", &[id(place.unit("village2"))]).await;
    world.files("13800000004", &[id(place.power("dibao"))]).await;
}

story!(the_numbers_are_those_of_a_recount, |world| {
    two_months(world).await;
    let found = world.clusters("county-head", None).await;
    assert_eq!((&found["month"], &found["received"]), (&json!("2026-04"), &pair(2, 2)));
    assert_eq!(line(&found["byUnit"], ("name", "龙山镇甲村"))["reports"], pair(1, 2), "named twice by one report, and counted once");
    assert_eq!(line(&found["byUnit"], ("name", "龙山镇乙村"))["reports"], pair(1, 0));
    assert_eq!(line(&found["byPower"], ("code", "510824-dibao"))["reports"], pair(1, 1));
    for (kind, expected) in [("UNIT", pair(1, 1)), ("OFFICIAL", pair(0, 1)), ("POWER", pair(1, 1))] {
        assert_eq!(line(&found["byKind"], ("subject", kind))["reports"], expected, "{kind}");
    }
    let category = line(&found["byCategory"], ("category", "VILLAGE"));
    assert_eq!(category["reports"], pair(2, 2));
    let units = i32::try_from(category["units"].as_i64().unwrap()).unwrap();
    let mean = line(&found["byUnit"], ("name", "龙山镇甲村"))["countyMean"].as_f64().unwrap();
    assert!((mean - f64::from((20 + units / 2) / units) / 10.0).abs() < 0.001, "{mean} of {units}");
    // Nobody decided on the reports of March within fifteen working days.
    assert_eq!((&found["overdue"], &found["overdueByOrgan"][0]["cases"]), (&pair(0, 2), &pair(0, 2)));
    assert_eq!(found["overdueByOrgan"][0]["organ"]["name"], "龙山镇纪委");
    let months = found["months"].as_array().unwrap();
    assert_eq!(
        (months.len(), &months[0]["month"], &months[11]),
        (12, &json!("2025-05"), &json!({ "month": "2026-04", "received": 2, "overdue": 0 }))
    );
    let march = world.clusters("county-head", Some("2026-03")).await;
    assert_eq!((&march["received"], &march["overdue"]), (&pair(2, 0), &pair(2, 0)));
    assert_eq!(months[10], march["months"][11]);
});

/// Cells of the first sheet, as another program reads them.
fn cells(payload: &Value) -> Vec<Vec<String>> {
    let bytes = STANDARD.decode(payload["xlsx"].as_str().unwrap()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("举报分布").unwrap();
    let text = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

story!(both_files_say_what_the_page_says, |world| {
    two_months(world).await;
    let csv = world.exports_clusters("county-head", (None, "CSV")).await;
    let xlsx = world.exports_clusters("county-head", (None, "XLSX")).await;
    assert_eq!((&csv["fileName"], &xlsx["fileName"]), (&json!("举报分布-苍溪县-2026-04.csv"), &json!("举报分布-苍溪县-2026-04.xlsx")));
    let lines: Vec<Vec<String>> = csv["csv"]
        .as_str()
        .unwrap()
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    let number = |text: &String| text.parse::<f64>().map_or_else(|_| text.clone(), |number| number.to_string());
    let expected: Vec<Vec<String>> = lines.iter().map(|line| line.iter().map(number).collect()).collect();
    assert_eq!(cells(&xlsx), expected, "and calamine reads it back");
    let of = |what: &str, name: &str| lines.iter().find(|line| line[1] == what && line[2] == name).unwrap()[4..6].to_vec();
    assert_eq!(
        (of("全县", "收到举报"), of("单位", "龙山镇甲村")),
        (vec!["2".to_owned(), "2".to_owned()], vec!["1".to_owned(), "2".to_owned()])
    );
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("statistics.exported"));
    let noted = noted.all(&tx).await.unwrap();
    assert_eq!(noted.len(), 2);
    assert!(noted.iter().all(|entry| entry.facts["what"] == "clusters" && entry.facts["month"] == "2026-04"));
});

story!(nobody_but_the_heads_of_the_commission_reads_them, |world| {
    two_months(world).await;
    let query = "query($month: String) { reportClusters(month: $month) { month received { thisMonth } } }";
    for login in ["town-head", "town-handler", "admin", "auditor", "publisher"] {
        let token = world.signed_in(world.home(), login).await;
        let answer = world.ask(Some(&token), query, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{login}: {answer}");
        assert_eq!(world.exports_clusters(login, (None, "XLSX")).await["errors"][0]["code"], "FORBIDDEN", "{login}");
    }
    assert_eq!(world.ask(None, query, json!({})).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    let token = world.signed_in(world.other(), "county-head").await;
    let other = world.data(Some(&token), query, json!({})).await;
    assert_eq!(other["reportClusters"]["received"]["thisMonth"], 0, "his own county's");
    let token = world.signed_in(world.home(), "county-head").await;
    for month in ["2026-05", "2026-4", "2026-13", "四月", ""] {
        let answer = world.ask(Some(&token), query, json!({ "month": month })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "{month}: {answer}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("statistics.exported"));
    assert_eq!(noted.count(&tx).await.unwrap(), 0);
});

/// The first step of 低保评议 in 龙山镇甲村.
async fn a_step(world: &World) -> Value {
    world.gives_dibao_steps().await;
    let query = "{ power(county: \"510824\", code: \"510824-dibao\") { steps { number title } } }";
    world.data(None, query, json!({})).await["power"]["steps"][0].clone()
}

/// Sends a report on these subjects that names these steps; the payload.
async fn at_steps(world: &World, phone: &str, (subjects, steps): (&[Value], Value)) -> Value {
    let token = world.proves_later(phone, "REPORT").await;
    let mut input = kit::cases::submission(world.home(), &format!("step-{phone}"), subjects);
    input["powerSteps"] = steps;
    world.submits(&token, input).await
}

story!(a_step_that_the_reporter_names_is_counted_and_read_by_who_handles_it, |world| {
    let (power, step) = (id(world.home().power("dibao")), a_step(world).await);
    let steps = json!([{ "powerId": power, "number": step["number"] }]);
    let done = at_steps(world, "13800000001", (std::slice::from_ref(&power), steps.clone())).await;
    assert_eq!(done["errors"], json!([]), "{done}");
    let again = at_steps(world, "13800000001", (std::slice::from_ref(&power), steps)).await;
    assert_eq!(again["queryCode"], done["queryCode"], "a repeat gets the first answer");
    let other = at_steps(world, "13800000001", (std::slice::from_ref(&power), Value::Null)).await;
    assert_eq!(other["errors"][0]["code"], "CONFLICT", "and is another report without the step");
    world.files("13800000002", std::slice::from_ref(&power)).await;
    let found = world.clusters("county-head", None).await;
    assert_eq!(line(&found["byPower"], ("code", "510824-dibao"))["reports"], pair(2, 0));
    let counted = &found["byStep"][0];
    assert_eq!((&counted["stepNumber"], &counted["stepTitle"], &counted["reports"]), (&step["number"], &step["title"], &pair(1, 0)));
    let token = world.signed_in(world.home(), "town-head").await;
    let list = world.data(Some(&token), "{ cases { nodes { subjects { stepNumber } } } }", json!({})).await;
    let mut seen: Vec<_> =
        list["cases"]["nodes"].as_array().unwrap().iter().map(|case| case["subjects"][0]["stepNumber"].clone()).collect();
    seen.sort_by_key(Value::is_null);
    assert_eq!(seen, [step["number"].clone(), Value::Null]);
});

story!(a_step_that_there_is_not_is_refused_and_nothing_is_stored, |world| {
    let (power, land) = (id(world.home().power("dibao")), id(world.home().power("land")));
    let step = a_step(world).await["number"].clone();
    for steps in [
        json!([{ "powerId": power, "number": 99 }]),
        json!([{ "powerId": land, "number": step }]),
        json!([{ "powerId": power, "number": -1 }]),
    ] {
        let refused = at_steps(world, "13800000001", (std::slice::from_ref(&power), steps.clone())).await;
        assert_eq!((&refused["errors"][0]["code"], &refused["errors"][0]["field"]), (&json!("INVALID"), &json!("powerSteps")), "{steps}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<entity::report::Entity>().count(&tx).await.unwrap(), 0);
});

story!(where_ratings_fall_is_told_of_five_sheets_or_more_in_both_months, |world| {
    let (dibao, land) = (Rated::Power(world.home().power("dibao")), Rated::Power(world.home().power("land")));
    world.all_say(0..6, dibao, &[("qx1", 5)]).await;
    world.all_say(0..6, land, &[("qx1", 4)]).await;
    world.night_passes().await;
    world.wait(Duration::days(30));
    world.all_say(0..6, dibao, &[("qx1", 3)]).await;
    world.all_say(0..4, land, &[("qx1", 3)]).await;
    world.night_passes().await;
    let found = world.clusters("county-head", None).await;
    let ratings = found["ratings"].as_array().unwrap();
    assert_eq!(ratings.len(), 1, "four sheets are too few: {ratings:?}");
    assert_eq!((&ratings[0]["name"], &ratings[0]["sheets"]), (&json!("龙山镇甲村"), &pair(6, 6)));
    // March: six of 5 and six of 4 are 4.5 in the county, toward which six sheets are drawn by ten. April: all say 3.
    assert_eq!((&ratings[0]["thisScore"], &ratings[0]["lastScore"]), (&json!(3.0), &json!(4.69)));
    assert_eq!(world.clusters("county-head", Some("2026-03")).await["ratings"], json!([]), "nothing was rated in February");
    let csv = world.exports_clusters("county-head", (None, "CSV")).await;
    assert!(csv["csv"].as_str().unwrap().contains("2026-04,评价（分）,龙山镇甲村,,3.00,4.69,\r\n"), "{csv}");
});
