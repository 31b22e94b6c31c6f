//! 导入: a spreadsheet is looked at to its end, written whole or not at all, and taken back again.

use super::*;
use entity::words::ImportState;
use entity::{outcome, outcome_import};
use sea_orm::sea_query::Expr;

fn table(rows: usize) -> String {
    let lines = (1..=rows).map(|n| format!("{n},低保户{n},{},2026/2/{}\n", 300 + n, n % 28 + 1));
    format!("龙山镇甲村低保公示表,,,\n序号,户主姓名,每月金额（必填）,日期\n{}", lines.collect::<String>())
}

async fn publisher(world: &World) -> String {
    world.signed_in(world.home(), "publisher").await
}

/// Rows of a table, whoever's.
async fn count(world: &World, table: &str) -> usize {
    world.dump().await[table].len()
}

story!(a_sheet_is_looked_at_written_and_taken_back, |world| {
    let (kind, token) = (kind(world).await, publisher(world).await);
    let sheet = table(1_200);
    let before = world.dump().await;
    let (status, looked) = world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), true)).await;
    assert_eq!(
        (status, &looked["rows"], &looked["faultCount"], &looked["importId"]),
        (200, &json!(1_200), &json!(0), &Value::Null),
        "{looked}"
    );
    unchanged(world, &before, "only looked at").await;
    let (_, done) = world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), false)).await;
    assert!(done["importId"].is_string(), "{done}");
    let all = world.outcomes(json!({ "unit": "510824-village" })).await;
    assert_eq!((&all["totalCount"], &all["isMore"]), (&json!(1_000), &json!(true)));
    assert_eq!(world.outcomes(json!({ "text": "低保户1200" })).await["nodes"][0]["decidedOn"], "2026-02-25");
    let listed = world.imports("publisher").await;
    assert_eq!((&listed[0]["state"], &listed[0]["done"], &listed[0]["canRollBack"]), (&json!("DONE"), &json!(1_200), &json!(true)));
    let (_, again) = world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), false)).await;
    assert_eq!((&again["rows"], &again["faultCount"]), (&json!(0), &json!(1_200)), "all of it is there already");
    assert_eq!(again["faults"].as_array().unwrap().len(), 200, "the first ones are told");
    let back = "mutation($input: RollBackOutcomeImportInput!) { rollBackOutcomeImport(input: $input) { done errors { code message } } }";
    let input = json!({ "input": { "importId": done["importId"] } });
    let one = world.outcomes(json!({ "text": "低保户77" })).await["nodes"][0].clone();
    assert_eq!(world.data(Some(&token), back, input.clone()).await["rollBackOutcomeImport"]["done"], true);
    world.works_after(Duration::minutes(1)).await;
    assert_eq!(world.outcomes(json!({})).await["totalCount"], 0);
    assert_eq!((count(world, "outcome").await, count(world, "outcome_gram").await), (0, 0));
    assert_eq!(world.imports("publisher").await[0]["state"], "ROLLED_BACK", "that it was there stays");
    let gone = world.outcome(&one["code"]).await;
    assert_eq!((&gone["id"], &gone["isTakenBack"], &gone["title"]), (&one["id"], &json!(true), &Value::Null), "{gone}");
    assert_eq!((&gone["fields"], &gone["decidedOn"], &gone["removedOn"]), (&json!([]), &one["decidedOn"], &json!("2026-03-02")));
    let (status, said) = page(world, &format!("/510824/o/{}", one["code"].as_str().unwrap())).await;
    assert!(status == 200 && said.contains("这一批已经撤回") && !said.contains("低保户77"), "{said}");
    let twice = world.data(Some(&token), back, input).await;
    assert_eq!(twice["rollBackOutcomeImport"]["errors"][0]["code"], "STATE");
    assert_eq!(entries(world).await, ["outcomes.import", "outcomes.import_begun", "outcomes.import_rolled_back", "outcomes.set_kind"]);
});

story!(every_faulty_row_is_told_with_its_column_and_nothing_is_written, |world| {
    let (kind, token) = (kind(world).await, publisher(world).await);
    let sheet = "户主姓名,每月金额,说明,日期\n王大山,很多,,2026-02-01\n,520,,2026年2月30日\n李小河,520,因病致贫,20260201\n\
        王大山,520,,2026.2.1\n王大山,520,,2026/2/1\n赵青,=1+1,,2026-02-01\n";
    let before = world.dump().await;
    let (status, told) = world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), false)).await;
    let faults: Vec<_> = told["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["row"].as_u64().unwrap(), fault["column"].as_str().unwrap_or("-")))
        .collect();
    let expected = [(2, "每月金额"), (3, "户主姓名"), (3, "日期"), (4, "说明"), (6, "-"), (7, "每月金额")];
    assert_eq!((status, faults.as_slice(), &told["importId"]), (200, expected.as_slice(), &Value::Null), "{told:#}");
    assert!(!told.to_string().contains("很多"), "what stands there is not repeated");
    unchanged(world, &before, "a faulty sheet").await;
    for (file, message) in [
        (b"".as_slice(), "这个文件是空的。"),
        ("户主姓名,每月金额\n".as_bytes(), "这个文件是空的。"),
        ([0xD0, 0xCF, 0x11, 0xE0].as_slice(), "这是旧的 Excel 文件（.xls）。请在 Excel 里另存为 .xlsx，再导入。"),
    ] {
        let (status, told) = world.sends_sheet(Some(&token), &kind, (file, false)).await;
        assert_eq!((status, &told["errors"][0]["message"]), (422, &json!(message)), "{told}");
    }
    let (_, told) = world.sends_sheet(Some(&token), &kind, ("甲,乙\n1,2\n".as_bytes(), false)).await;
    assert!(told["faults"][0]["message"].as_str().unwrap().contains("没有找到表头"), "{told}");
    let (_, told) = world.sends_sheet(Some(&token), &kind, ("户主姓名,每月金额,病种\n王大山,1,x\n".as_bytes(), false)).await;
    assert_eq!((&told["faults"][0]["column"], &told["faultCount"]), (&json!("病种"), &json!(1)), "no column is left out without a word");
    unchanged(world, &before, "no sheet at all").await;
});

/// A workbook with these sheets: the name, whether it is shown, and its rows.
fn workbook(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, is_shown, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap().set_hidden(!is_shown);
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

story!(every_sheet_of_a_workbook_is_published_or_named, |world| {
    let (kind, token) = (kind(world).await, publisher(world).await);
    let head: &[&str] = &["户主姓名", "每月金额"];
    let (one, two): (&[&[&str]], &[&[&str]]) = (&[head, &["王大山", "520"]], &[head, &["李小河", "530"], &["赵青", "540"]]);
    let cover: &[&[&str]] = &[&["龙山镇低保公示"]];
    let faulty: &[&[&str]] = &[head, &["李小河", "多"]];
    let before = world.dump().await;
    let book = workbook(&[("封面", true, cover), ("甲村", true, one), ("乙村", true, faulty)]);
    let (_, told) = world.sends_sheet(Some(&token), &kind, (&book, false)).await;
    let faults: Vec<_> = told["faults"].as_array().unwrap().iter().map(|fault| (fault["sheet"].as_str().unwrap(), &fault["row"])).collect();
    assert_eq!(faults, [("封面", &json!(1)), ("乙村", &json!(2))], "{told}");
    assert!(told["faults"][0]["message"].as_str().unwrap().contains("没有找到表头：封面"), "{told}");
    unchanged(world, &before, "a sheet without a header, and a faulty one").await;
    let book = workbook(&[("甲村", true, one), ("旧的", false, cover), ("乙村", true, two)]);
    let (_, done) = world.sends_sheet(Some(&token), &kind, (&book, false)).await;
    assert_eq!((&done["rows"], &done["faultCount"]), (&json!(3), &json!(0)), "{done}");
    assert_eq!(world.outcomes(json!({})).await["totalCount"], 3, "no row vanishes");
});

story!(an_import_that_was_cut_off_goes_on_with_the_same_file, |world| {
    let (kind, token) = (kind(world).await, publisher(world).await);
    let sheet = table(700);
    world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), false)).await;
    cut_off(world).await;
    assert_eq!(count(world, "outcome").await, 500);
    let (_, other) = world.sends_sheet(Some(&token), &kind, (table(30).replace("低保户", "特困户").as_bytes(), false)).await;
    assert_eq!(other["errors"][0]["code"], "CONFLICT", "one at a time: {other}");
    let first = world.outcomes(json!({ "text": "低保户77" })).await["nodes"][0].clone();
    let corrected = json!({ "outcomeId": first["id"], "revision": 1, "reason": "MISTAKE", "title": TITLE, "decidedOn": first["decidedOn"],
        "values": values(&[("name", "低保户77"), ("sum", "999")]) });
    world.did_on_outcome("publisher", "correctOutcome", &corrected).await;
    let (_, done) = world.sends_sheet(Some(&token), &kind, (sheet.as_bytes(), false)).await;
    assert_eq!((&done["faultCount"], &done["rows"]), (&json!(0), &json!(700)), "{done}");
    assert_eq!(count(world, "outcome").await, 700, "each once");
    let listed = world.imports("publisher").await;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["state"], &listed[0]["done"]), (1, &json!("DONE"), &json!(700)));
});

/// As if the machine had died after the first packet.
async fn cut_off(world: &World) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let import = tx.rows().find::<outcome_import::Entity>().one(&tx).await.unwrap().unwrap();
    let second = outcome::Column::ImportRow.gt(502);
    let ids: Vec<entity::id::OutcomeId> = {
        use sea_orm::QuerySelect as _;
        let rows = tx.rows().find::<outcome::Entity>().filter(second).select_only().column(outcome::Column::Id);
        rows.into_tuple().all(&tx).await.unwrap()
    };
    let grams = tx.rows().delete::<entity::outcome_gram::Entity>();
    grams.filter(entity::outcome_gram::Column::OutcomeId.is_in(ids.iter().copied())).exec(&tx).await.unwrap();
    tx.rows().delete::<outcome::Entity>().filter(outcome::Column::Id.is_in(ids)).exec(&tx).await.unwrap();
    let update = tx.rows().update::<outcome_import::Entity>();
    let update = update.col_expr(outcome_import::Column::State, Expr::value(ImportState::Writing));
    let update = update.col_expr(outcome_import::Column::OpenUnitId, Expr::value(Some(import.unit_id)));
    update.col_expr(outcome_import::Column::Done, Expr::value(500)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

story!(only_publishers_send_sheets_and_see_their_imports, |world| {
    let kind = kind(world).await;
    let sheet = table(3);
    let mut people = vec![("nobody", None, 401, "UNAUTHENTICATED")];
    for login in ["admin", "town-head", "auditor"] {
        people.push((login, Some(world.signed_in(world.home(), login).await), 422, "FORBIDDEN"));
    }
    people.push(("another county", Some(world.signed_in(world.other(), "publisher").await), 422, "NOT_FOUND"));
    people.push(("a villager", Some(world.proves("13900000003", "REPORT").await), 401, "UNAUTHENTICATED"));
    let before = world.dump().await;
    for (who, token, status, code) in people {
        let (said, told) = world.sends_sheet(token.as_deref(), &kind, (sheet.as_bytes(), false)).await;
        assert_eq!((said, &told["errors"][0]["code"]), (status, &json!(code)), "{who}: {told}");
        unchanged(world, &before, who).await;
    }
});
