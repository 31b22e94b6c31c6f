//! Import from CSV: every fault told at once, all rows or none, and nothing doubled.

use crate::directory::costs::powers_csv;
use kit::{World, story};
use lianjing::domain::import::{Report, SourceFile, run};
use lianjing::kernel::{Actor, Ctx};
use sea_orm::PaginatorTrait as _;
use serde_json::json;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// A town with a village, a section, two people, an organ and a post.
fn good() -> Vec<SourceFile> {
    vec![
        file(
            "units.csv",
            "\u{FEFF}code,name,category,parent_code,duties,valid_from,valid_until,successor_code\r\nV1,大坪村,村,T1,\"办公共事务；管集体的钱\",2020-01-01,2025-12-31,V2\r\nV2,新坪村,VILLAGE,T1,,,,\r\nT1,文昌镇,乡镇,,,,,\r\n",
        ),
        file("sections.csv", "unit_code,name,is_leading_group,duties\nT1,领导班子,是,\"全面工作\"\n"),
        file("officials.csv", "code,name,is_demo\nO1,\"甲,某\",是\nO2,乙某,是\n"),
        file("organs.csv", "code,name,kind,unit_code,superior_code,covers\nJ1,文昌镇纪委,乡镇纪委,T1,J0,V1；V2\nJ0,上级,县外,,,\n"),
        file(
            "posts.csv",
            "official_code,unit_code,section_name,organ_code,title,leads_unit\nO1,T1,领导班子,,镇长,是\nO2,T1,,J1,纪委书记,\n",
        ),
    ]
}

async fn rows(world: &World) -> [u64; 5] {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows();
    [
        rows.find::<entity::unit::Entity>().count(&tx).await.unwrap(),
        rows.find::<entity::official::Entity>().count(&tx).await.unwrap(),
        rows.find::<entity::post::Entity>().count(&tx).await.unwrap(),
        rows.find::<entity::organ_coverage::Entity>().count(&tx).await.unwrap(),
        rows.find::<entity::ledger_entry::Entity>().count(&tx).await.unwrap(),
    ]
}

fn said(report: &Report) -> Vec<String> {
    report.faults.iter().map(ToString::to_string).collect()
}

story!(a_dry_run_writes_nothing_and_an_import_everything_once, |world| {
    let before = rows(world).await;
    let report = run(&world.ctx(), "510824", &good(), true).await.unwrap();
    assert_eq!(said(&report), Vec::<String>::new());
    assert!(!report.written);
    assert_eq!(rows(world).await, before);
    assert!(run(&world.ctx(), "510824", &good(), false).await.unwrap().written);
    let after = [before[0] + 3, before[1] + 2, before[2] + 2, before[3] + 2, before[4] + 1];
    assert_eq!(rows(world).await, after);
    let again = run(&world.ctx(), "510824", &good(), false).await.unwrap();
    assert_eq!(again.counts, vec![], "nothing changed, nothing is written");
    assert_eq!(rows(world).await, [after[0], after[1], after[2], after[3], after[4] + 1]);
    let query = "{unit(county:\"510824\",code:\"V1\"){name duties parent{name} successor{name} organ{name}} town:unit(county:\"510824\",code:\"T1\"){leadingGroup{title official{name}}}}";
    let data = world.data(None, query, json!({})).await;
    assert_eq!(data["unit"]["duties"], json!(["办公共事务", "管集体的钱"]));
    assert_eq!((&data["unit"]["successor"]["name"], &data["unit"]["organ"]["name"]), (&json!("新坪村"), &json!("文昌镇纪委")));
    assert_eq!(data["town"]["leadingGroup"], json!([{ "title": "镇长", "official": { "name": "甲,某" } }]));
});

story!(a_row_is_changed_by_its_code, |world| {
    run(&world.ctx(), "510824", &good(), false).await.unwrap();
    let before = rows(world).await;
    let renamed = file("units.csv", "code,name,category,parent_code\nV2,新名村,村,T1\n");
    let report = run(&world.ctx(), "510824", &[renamed], false).await.unwrap();
    assert_eq!((report.counts.len(), report.counts[0].changed), (1, 1));
    assert_eq!(rows(world).await[0], before[0]);
    let data = world.data(None, "{unit(county:\"510824\",code:\"V2\"){name}}", json!({})).await;
    assert_eq!(data["unit"]["name"], "新名村");
});

async fn kin(world: &World) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<entity::kinship::Entity>().all(&tx).await.unwrap().into_iter().map(|row| row.relation).collect()
}

story!(kinship_is_declared_changed_and_taken_back, |world| {
    let kinships = |rows: &str| file("kinships.csv", &format!("official_code,relative_code,relation,is_ended\n{rows}"));
    run(&world.ctx(), "510824", &[&good()[..], &[kinships("O1,O2,表兄弟,\n")]].concat(), false).await.unwrap();
    let before = kin(world).await;
    assert!(before.contains(&"表兄弟".to_owned()), "{before:?}");
    let again = run(&world.ctx(), "510824", &[kinships("O2,O1,表兄弟,\n")], false).await.unwrap();
    assert_eq!(again.counts, vec![], "a pair is the same from either side");
    let changed = run(&world.ctx(), "510824", &[kinships("O2,O1,姻亲,\n")], false).await.unwrap();
    assert_eq!((changed.counts[0].table, changed.counts[0].added, changed.counts[0].changed), ("kinships.csv", 0, 1));
    let faulty = kinships("O1,O1,自己,\nO1,O9,兄弟,\nO1,O2,兄弟,\nO2,O1,兄弟,\n");
    let told = said(&run(&world.ctx(), "510824", &[faulty], false).await.unwrap()).join("\n");
    for fault in
        ["第 2 行 relative_code 列：不能和自己", "第 3 行 relative_code 列：没有编码", "第 5 行 relative_code 列：这一行和前面的一行重复"]
    {
        assert!(told.contains(fault), "{fault}: {told}");
    }
    run(&world.ctx(), "510824", &[kinships("O1,O2,姻亲,是\n")], false).await.unwrap();
    assert_eq!(kin(world).await.len(), before.len() - 1);
});

story!(every_faulty_row_is_told_and_nothing_is_imported, |world| {
    let before = rows(world).await;
    let mut files = good();
    files.push(file("powers.csv", "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\nV9,P1,低保,评议,x,甲,乙,丙\nV1,P 2,低保,评议,x,甲,乙,丙\nV1,P3,,评议,x,甲,乙\n"));
    files.push(file("flow_edges.csv", "power_code,from_number,to_number\nP7,1,2\n"));
    files[0] = file(
        "units.csv",
        "code,name,category,parent_code,valid_from,households\nV1,大坪村,寨,T1,2020-13-01,很多\nV2,新坪村,村,T8,,\nV2,又一村,村,T1,,\nT1,文昌镇,乡镇,,,\nA,甲,村,B,,\nB,乙,村,A,,\n",
    );
    let report = run(&world.ctx(), "510824", &files, false).await.unwrap();
    let told = said(&report).join("\n");
    for fault in [
        "units.csv 第 2 行 category 列：“寨”不对",
        "units.csv 第 2 行 valid_from 列：“2020-13-01”不是日期",
        "units.csv 第 2 行 households 列：“很多”不是整数",
        "units.csv 第 3 行 parent_code 列：没有编码（名称）是“T8”的单位",
        "units.csv 第 4 行 code 列：这一行和前面的一行重复",
        "units.csv 第 6 行 parent_code 列：上级单位绕成了圈",
        "powers.csv 第 2 行 unit_code 列",
        "powers.csv 第 3 行 code 列：编码只能用",
        "powers.csv 第 4 行：应该有 8 列，这一行有 7 列",
        "flow_edges.csv 第 2 行 power_code 列",
    ] {
        assert!(told.contains(fault), "{fault}\n---\n{told}");
    }
    assert!(!report.written);
    assert_eq!(rows(world).await, before);
});

story!(files_that_are_no_csv_are_named, |world| {
    let gbk = SourceFile { name: "units.csv".to_owned(), bytes: vec![0xB4, 0xF3, 0xC6, 0xBA, b'\n'] };
    let cases = [
        (vec![gbk], "不是 UTF-8"),
        (vec![file("units.csv", "code,name,kind\n")], "没有这一列"),
        (vec![file("units.csv", "code,name\n")], "category 列：缺少这一列"),
        (vec![file("passwords.csv", "a\n")], "不认识这个文件名"),
        (vec![], "没有找到 CSV 文件"),
    ];
    for (files, fault) in cases {
        let told = said(&run(&world.ctx(), "510824", &files, false).await.unwrap()).join("\n");
        assert!(told.contains(fault), "{fault}: {told}");
    }
    let nobody = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    assert!(run(&nobody, "510824", &good(), true).await.is_err());
});

story!(ten_thousand_rows_take_seconds, |world| {
    let begin = std::time::Instant::now();
    let report = run(&world.ctx(), "510824", &powers_csv("510824-village", 1_200), false).await.unwrap();
    assert!(report.written, "{:?}", said(&report));
    // Each with a rule of its own, and one that all cite.
    assert_eq!(report.counts.iter().map(|count| count.added).sum::<usize>(), 1_200 * 9 + 1);
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
});
