//! Versions are copies: numbered, never changed, and set side by side for everybody.

use super::*;
use entity::{list_version, list_version_item};
use kit::Backend;
use lianjing::domain::import::{SourceFile, run};
use sea_orm::sea_query::Expr;

story!(everybody_reads_what_changed_between_versions, |world| {
    assert_eq!(world.list_versions("village").await, json!([]));
    world.publishes_village().await;
    let versions = world.list_versions("village").await;
    let numbers: Vec<_> = versions.as_array().unwrap().iter().map(|one| one["no"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 0], "what was there before the first round is number 0");
    let counts = |version: &Value| ["kept", "adjusted", "added", "cancelled"].map(|name| version[name].as_i64().unwrap());
    assert_eq!((counts(&versions[0]), counts(&versions[1])), ([0, 1, 1, 0], [1, 0, 0, 0]));
    assert_eq!((&versions[0]["unitName"], &versions[0]["publishedOn"]), (&json!("龙山镇甲村"), &json!("2026-03-02")));
    let compared = world.list_comparison(Some(0), Some(1)).await;
    assert_eq!((&compared["older"]["no"], &compared["newer"]["no"], &compared["sameCount"]), (&json!(0), &json!(1), &json!(0)));
    let kinds: Vec<_> = compared["changes"].as_array().unwrap().iter().map(|one| (&one["name"], &one["kind"], &one["reason"])).collect();
    let expected = [("低保评议", "ADJUSTED", "补上依据和流程"), ("村集体收支审批", "ADDED", "原来没有列入清单")]
        .map(|(a, b, c)| (json!(a), json!(b), json!(c)));
    assert_eq!(kinds, expected.iter().map(|(a, b, c)| (a, b, c)).collect::<Vec<_>>());
    let basis = &compared["changes"][0]["parts"][0];
    assert_eq!((&basis["part"], &basis["label"]), (&json!("LEGAL_BASES"), &json!("行权依据")));
    let line = "《社会救助暂行办法》第十一条：村民委员会应当协助做好有关工作。";
    assert_eq!(basis["lines"], json!([{ "before": null, "after": line }]));
    assert_eq!(world.list_comparison(Some(1), Some(0)).await, compared, "whichever is named first");
    assert_eq!(world.list_comparison(None, None).await, compared, "the newest beside the one before it");
    assert_eq!((world.list_comparison(Some(1), Some(7)).await, world.list_version(7).await), (Value::Null, Value::Null));
});

story!(a_cancelled_power_leaves_the_page_and_stays_in_the_versions, |world| {
    world.publishes_village().await;
    let first = world.list_version(1).await;
    let code = first["items"][1]["code"].clone();
    assert_eq!(code, "510824-village-01", "a new power gets the unit's next free code");
    let round = world.clears_village().await;
    assert_eq!((&round["lastVersionNo"], round["items"].as_array().unwrap().len()), (&json!(1), 2));
    let round = world.did_on_clearing("publisher", "decideClearingItem", decision(&round["items"][0], "KEPT", None)).await;
    let gone = decision(&round["items"][1], "CANCELLED", Some("收支改由镇里审批"));
    let round = world.did_on_clearing("publisher", "decideClearingItem", gone).await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let done = world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(done["line"]["versionNo"], 2);
    assert_eq!(listed(world, "village").await, ["低保评议"]);
    let query = "query($code: String!) { power(county: \"510824\", code: $code) { name } }";
    assert_eq!(world.data(None, query, json!({ "code": code })).await["power"], Value::Null);
    assert_eq!(world.list_version(1).await, first, "an old version says what it said");
    let compared = world.list_comparison(None, None).await;
    assert_eq!((&compared["sameCount"], compared["changes"].as_array().unwrap().len()), (&json!(1), 1));
    let change = &compared["changes"][0];
    assert_eq!((&change["kind"], &change["reason"]), (&json!("CANCELLED"), &json!("收支改由镇里审批")));
    assert!(
        change["parts"].as_array().unwrap().iter().all(|part| part["lines"].as_array().unwrap().iter().all(|line| line["after"].is_null()))
    );
    let second = world.list_version(2).await;
    assert_eq!((&second["items"][1]["decision"], &second["version"]["cancelled"]), (&json!("CANCELLED"), &json!(1)));
});

story!(a_version_can_not_be_changed, |world| {
    world.publishes_village().await;
    if world.backend() == Backend::Sqlite {
        // There nothing but the code holds it, as with the ledger.
        return;
    }
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let change = tx.rows().update::<list_version_item::Entity>().col_expr(list_version_item::Column::Reason, Expr::value("改了"));
    assert!(change.exec(&tx).await.unwrap_err().to_string().contains("permission denied"));
    drop(tx);
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let gone = tx.rows().delete::<list_version::Entity>().exec(&tx).await;
    assert!(gone.unwrap_err().to_string().contains("permission denied"));
});

story!(an_import_changes_no_power_of_a_cleared_list, |world| {
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let bases = || file("legal_bases.csv", "power_code,law,text\n510824-dibao,《别的办法》,别的话\n");
    assert!(run(&world.ctx(), "510824", &[bases()], false).await.unwrap().written, "before the first round it may");
    world.clears_village().await;
    let renamed = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n\
                   510824-village,510824-dibao,改名评议,评议,谁家能吃低保,村民委员会,村务监督委员会,镇纪委\n";
    let before = world.dump().await;
    let report = run(&world.ctx(), "510824", &[bases(), file("powers.csv", renamed)], false).await.unwrap();
    let told: Vec<_> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|fault| fault.contains("清权")), "{told:?}");
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    let other = file("legal_bases.csv", "power_code,law,text\n510824-land,《婚姻登记条例》,按条例办\n");
    assert!(run(&world.ctx(), "510824", &[other], false).await.unwrap().written, "another unit's list is not cleared");
});

story!(what_changed_can_be_read_without_any_program_on_the_phone, |world| {
    let page = async |path: &str| {
        let answer = world.http.get(format!("{}/510824/u/510824-village{path}", world.url)).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().await.unwrap()
    };
    assert!(page("/versions").await.contains("这份清单还没有按清权公布过"));
    world.publishes_village().await;
    let told = page("/versions").await;
    for words in
        ["第 1 版比清权以前改了什么", "村集体收支审批", "补上依据和流程", "<ins>《社会救助暂行办法》第十一条：", "调整 1 项，新增 1 项"]
    {
        assert!(told.contains(words), "{words}");
    }
    assert!(page("/versions?newer=0").await.contains("各版"), "nothing stands before the first");
    assert!(page("").await.contains("/510824/u/510824-village/versions"), "the unit's page leads there");
    let nowhere = world.http.get(format!("{}/510824/u/none/versions", world.url)).send().await.unwrap();
    assert_eq!(nowhere.status().as_u16(), 404);
});
