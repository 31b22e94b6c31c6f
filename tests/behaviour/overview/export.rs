//! 导出: the file says what the page says, runs nothing on whose desk it is opened, and stands on the ledger.

use super::{files, village};
use entity::ledger_entry;
use entity::organ;
use kit::cases::id;
use kit::story;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;

story!(the_file_says_what_the_page_says, |world| {
    files(world, "13800000001", (&village(world), "town-head")).await;
    files(world, "13800000002", (&[id(world.home().unit("village3"))], "town2-head")).await;
    let payload = world.exports("county-head", "THIS_YEAR").await;
    assert_eq!((&payload["errors"], &payload["fileName"]), (&json!([]), &json!("统计-苍溪县-2026-03-02.csv")));
    let text = payload["csv"].as_str().unwrap();
    assert!(text.starts_with('\u{feff}'), "programs of tables know by it that it is UTF-8");
    let lines: Vec<Vec<&str>> = text.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect()).collect();
    assert!(text.contains("\r\n") && lines.iter().all(|line| line.len() == lines[0].len()), "{text}");
    let page = world.overview("county-head", "THIS_YEAR").await;
    assert_eq!(lines.len(), 2 + page["organs"].as_array().unwrap().len());
    for (line, one) in lines.iter().skip(2).zip(page["organs"].as_array().unwrap()) {
        assert_eq!((line[3], line[5]), (one["organ"]["name"].as_str().unwrap(), one["figures"]["open"].to_string().as_str()));
    }
    assert_eq!((lines[1][2], lines[1][5]), ("全部", "2"));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted =
        tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("statistics.exported")).all(&tx).await.unwrap();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].actor_id, Some(world.home().account("county-head").into()));
    assert_eq!(
        noted[0].facts,
        json!({ "from": "2026-01-01", "to": "2026-12-31", "organs": 5, "format": "CSV" }),
        "and no number of a case"
    );
});

story!(no_name_in_the_file_is_a_formula, |world| {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let organs = tx.rows().update::<organ::Entity>().filter(organ::Column::Id.eq(world.home().organ("town")));
    organs.col_expr(organ::Column::Name, Expr::value("=1+1")).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let text = world.exports("town-head", "THIS_QUARTER").await["csv"].as_str().unwrap().to_owned();
    assert!(text.contains(",'=1+1,") && !text.contains(",=1+1"), "{text}");
});
