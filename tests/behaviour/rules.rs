//! 制度库: rules come by import, are cited by risk points, and stand where everybody reads of the risk.

use kit::clearing::{content, decision, named, saved};
use kit::{World, story};
use lianjing::domain::import::{Report, SourceFile, run};
use serde_json::{Value, json};

const RULES: &str = "code,name,area,issuer,document_no,ended_on,text\n\
    ZD-01,村集体资金使用办法,财政资金,县农业农村局,苍农〔2024〕3 号,,五千元以上集体商量。\n\
    ZD-02,低保评议公示规定,民生资金,县民政局,,,名单公示七天。\n\
    ZD-03,旧的低保办法,民生资金,县民政局,,2025-12-31,已经不用。\n";

async fn imported(world: &World, files: &[(&str, &str)]) -> Report {
    let files: Vec<_> = files.iter().map(|(name, text)| SourceFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() }).collect();
    run(&world.ctx(), "510824", &files, false).await.unwrap()
}

fn faults(report: &Report) -> Vec<String> {
    report.faults.iter().map(ToString::to_string).collect()
}

/// Risk points of 低保评议 as everybody reads them.
async fn risks(world: &World) -> Value {
    let query = "{ power(county: \"510824\", code: \"510824-dibao\") { riskPoints { text rules { code name documentNo isEnded text } } } }";
    world.data(None, query, json!({})).await["power"]["riskPoints"].clone()
}

/// Codes that the library shows for a text.
async fn found(world: &World, text: Option<&str>) -> Vec<String> {
    let query = "query($text: String) { rules(county: \"510824\", text: $text) { nodes { code } } }";
    let data = world.data(None, query, json!({ "text": text })).await;
    data["rules"]["nodes"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

/// A content whose risk cites these rules.
fn citing(codes: &[&str]) -> Value {
    let risk = json!({ "stepNumber": 2, "grade": "A", "kind": "PROCESS", "text": "不开会就定名单", "measures": ["会议记录当场签字"], "ruleCodes": codes });
    content(json!({ "risks": [risk] }))
}

story!(a_rule_stands_where_the_risk_is_that_it_holds_down, |world| {
    let points = "power_code,ordinal,grade,kind,text,rule_codes\n510824-dibao,1,A,业务流程,不开会就定名单,ZD-02；ZD-01；ZD-02\n";
    let report = imported(world, &[("rules.csv", RULES), ("risk_points.csv", points)]).await;
    assert!(report.written, "{:?}", faults(&report));
    let shown = risks(world).await;
    let codes: Vec<_> = shown[0]["rules"].as_array().unwrap().iter().map(|rule| rule["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["ZD-02", "ZD-01"], "in the order of the file, each once");
    assert_eq!(shown[0]["rules"][1]["documentNo"], "苍农〔2024〕3 号");
    let page = world.http.get(format!("{}/510824/p/510824-dibao", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("《低保评议公示规定》") && page.contains("名单公示七天。"), "readable without any program on the phone");
    assert_eq!(found(world, None).await, ["ZD-01", "ZD-02"], "what ended is offered to nobody");
    assert_eq!(found(world, Some("民生")).await, ["ZD-02"]);
    assert_eq!(found(world, Some("公示")).await, ["ZD-02"]);
    for pattern in ["%", "_", "%公示", "村集体_金", "!"] {
        assert_eq!(found(world, Some(pattern)).await, Vec::<String>::new(), "what people type is no pattern: {pattern}");
    }
    let ended = RULES.replace("县民政局,,,名单", "县民政局,,2026-01-31,名单");
    assert!(imported(world, &[("rules.csv", &ended)]).await.written);
    let now = risks(world).await;
    assert_eq!(
        (&now[0]["rules"][0]["code"], &now[0]["rules"][0]["isEnded"]),
        (&json!("ZD-02"), &json!(true)),
        "it stays where it is cited"
    );
});

story!(the_library_has_pages_that_lead_to_the_risks_which_it_holds_down, |world| {
    let points = "power_code,ordinal,grade,kind,text,rule_codes\n510824-dibao,1,A,业务流程,不开会就定名单,ZD-02\n510824-land,1,B,业务流程,拖着不办,ZD-02\n";
    let report = imported(world, &[("rules.csv", RULES), ("risk_points.csv", points)]).await;
    assert!(report.written, "{:?}", faults(&report));
    let page = async |path: &str| {
        let answer = world.http.get(format!("{}/510824{path}", world.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, all) = page("/rules").await;
    assert!(status == 200 && all.contains("村集体资金使用办法") && !all.contains("旧的低保办法"), "{all}");
    let (_, found) = page("/rules?q=%E5%85%AC%E7%A4%BA").await;
    assert!(found.contains("低保评议公示规定") && !found.contains("村集体资金使用办法"), "{found}");
    let (status, one) = page("/rules/ZD-02").await;
    assert_eq!(status, 200);
    for words in ["《低保评议公示规定》", "名单公示七天。", "不开会就定名单", "/510824/p/510824-dibao", "婚姻登记"]
    {
        assert!(one.contains(words), "{words}: {one}");
    }
    assert!(page("/rules/ZD-03").await.1.contains("已废止"), "what ended keeps its page");
    assert_eq!((page("/rules/ZD-99").await.0, page("/rules/%E6%97%A0").await.0), (404, 404));
    let query = "query($after: String) { rule(county: \"510824\", code: \"ZD-02\") { riskPoints(first: 1, after: $after) { \
        nodes { powerName unitName grade } pageInfo { hasNextPage endCursor } } } rule2: rule(county: \"130982\", code: \"ZD-02\") { code } }";
    let first = world.data(None, query, json!({})).await;
    let risks = &first["rule"]["riskPoints"];
    assert_eq!((&risks["pageInfo"]["hasNextPage"], &first["rule2"]), (&json!(true), &Value::Null), "not another county's");
    let rest = world.data(None, query, json!({ "after": risks["pageInfo"]["endCursor"] })).await["rule"]["riskPoints"].clone();
    let mut names = [risks, &rest].map(|page| page["nodes"][0]["powerName"].as_str().unwrap().to_owned());
    names.sort_unstable();
    assert_eq!((names, &rest["pageInfo"]["hasNextPage"]), (["低保评议", "婚姻登记"].map(str::to_owned), &json!(false)));
});

story!(what_the_library_does_not_have_is_cited_nowhere, |world| {
    assert!(imported(world, &[("rules.csv", RULES)]).await.written);
    let before = world.dump().await;
    let points =
        "power_code,ordinal,grade,kind,text,rule_codes\n510824-dibao,1,A,业务流程,不开会,ZD-09\n510824-dibao,2,A,业务流程,不公示,ZD-03\n";
    let report = imported(world, &[("risk_points.csv", points)]).await;
    let told = faults(&report);
    assert!(!report.written && told.len() == 2, "{told:?}");
    assert!(told[0].contains("ZD-09") && told[1].contains("已经废止"), "{told:?}");
    assert_eq!(world.dump().await, before);
    let round = world.clears_village().await;
    let before = world.dump().await;
    let payload = world
        .does_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], citing(&["ZD-01", "ZD-09", "ZD-03"])))
        .await;
    let codes: Vec<_> = payload["errors"].as_array().unwrap().iter().map(|one| (&one["code"], &one["field"])).collect();
    assert_eq!(codes, [(&json!("NOT_FOUND"), &json!("risks")), (&json!("INVALID"), &json!("risks"))], "{payload}");
    let after = world.dump().await;
    let changed: Vec<_> = before.iter().filter(|(table, rows)| table.as_str() != "session" && after[*table] != **rows).collect();
    assert!(changed.is_empty(), "{changed:?}");
});

story!(a_cleared_list_cites_rules_by_the_name_of_its_day, |world| {
    assert!(imported(world, &[("rules.csv", RULES)]).await.written);
    world.may_as("county-handler", entity::words::StaffRole::Reviewer, "government").await;
    let round = world.clears_village().await;
    let round =
        world.did_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], citing(&["ZD-02", " ZD-02 "]))).await;
    let adjusted = decision(&round["items"][0], "ADJUSTED", Some("补上依据和制度"));
    let round = world.did_on_clearing("publisher", "decideClearingItem", adjusted).await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(risks(world).await[0]["rules"][0]["name"], "低保评议公示规定");
    let renamed = RULES.replace("低保评议公示规定", "低保公示规定");
    assert!(imported(world, &[("rules.csv", &renamed)]).await.written);
    assert_eq!(risks(world).await[0]["rules"][0]["name"], "低保公示规定", "the page says today's name");
    let version = world.list_version(1).await;
    assert_eq!(
        version["items"][0]["power"]["risks"][0]["rules"],
        json!([{ "code": "ZD-02", "name": "低保评议公示规定" }]),
        "the version that of its day"
    );
    let compared = world.list_comparison(None, None).await.to_string();
    assert!(compared.contains("制度：《低保评议公示规定》"), "{compared}");
});
