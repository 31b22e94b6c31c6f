//! A real county from an empty database: the operator's commands, the administrator, a head, an officer, a villager.

mod line;

use crate::kills::ground::{Ground, close};
use entity::{account, ledger_entry, organ};
use kit::Backend;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx};
use line::Line;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;

const COUNTY: [&str; 9] =
    ["county", "--code", "510824", "--admin", "guan.li=演示管理员", "--head", "zhou.min=演示周敏=JW1", "--head", "wu.gang=演示吴刚=JW2"];

const FILES: [(&str, &str); 5] = [
    ("units.csv", "code,name,category,parent_code\nT1,文昌镇,乡镇,\nV1,文昌镇大坪村,村,T1\n"),
    ("officials.csv", "code,name,is_demo\nO1,演示何甲,是\nO2,演示乙丙,是\nO3,演示丁戊,是\nJW1,演示周敏,是\n"),
    (
        "organs.csv",
        "code,name,kind,unit_code,superior_code\nJ1,文昌镇纪委,乡镇纪委,T1,COMMISSION\nCOMMISSION,苍溪县纪委监委,县纪委监委,,ABOVE\n",
    ),
    (
        "posts.csv",
        "official_code,unit_code,organ_code,title,leads_unit,is_public\nO1,V1,,村党支部书记,是,是\nO2,T1,J1,纪委委员,,否\nO3,T1,J1,纪委书记,,是\n",
    ),
    ("kinships.csv", "official_code,relative_code,relation\nO1,O3,夫妻\n"),
];

#[actix_web::test]
async fn a_county_is_set_up_and_handles_its_first_report_on_sqlite() {
    story(Backend::Sqlite).await;
}

#[actix_web::test]
async fn a_county_is_set_up_and_handles_its_first_report_on_postgres() {
    story(Backend::Postgres).await;
}

async fn story(backend: Backend) {
    let ground = Ground::bare(backend).await;
    what_does_not_fit_leaves_nothing(&ground).await;
    let told = ground.setup.says(&COUNTY).await.unwrap();
    let again = ground.setup.says(&COUNTY).await.unwrap_err();
    assert!(again.contains("510824 已经有了，什么也没有改"), "{again}");
    let folder = ground.path("import");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let folder = folder.display().to_string();
    let imported = ground.setup.says(&["import", "--county", "510824", &folder]).await.unwrap();
    assert!(imported.contains("kinships.csv: 1 new") && imported.contains("written"), "{imported}");

    let line = Line::to(&ground);
    let mut program = ground.setup.start(&["serve"]);
    program.is_ready(&line.http).await;
    let password = |login: &str| first_password(&told, login);
    let admin = line.takes_over("guan.li", &password("guan.li"), "一句管理员自己记得住的话").await;
    let (handler, handler_first) = hires(&line, &admin, "演示乙丙", ("yi.bing", &password("zhou.min"))).await;
    let kin = hires_kin(&line, &admin).await;
    let officer = line.takes_over("yi.bing", &handler_first, "一句办理人自己记得住的话").await;
    assert_eq!(line.inbox(&officer).await, json!([]));
    let code = line.villager_reports(&ground, "演示何甲").await;
    assert!(code.len() >= 17, "{code}");
    let cases = line.inbox(&officer).await;
    assert_eq!(cases[0]["subjects"][0]["name"], "演示何甲", "{cases}");
    assert_eq!(line.inbox(&kin).await, json!([]), "declared kinship keeps away");
    assert_eq!(line.inbox(&admin).await, json!([]), "the administrator sees no case");
    program.ends().await;
    the_operator_helps_where_nobody_can(&ground, &handler).await;
}

async fn what_does_not_fit_leaves_nothing(ground: &Ground) {
    for (arguments, why) in [
        (vec!["county", "--code", "999999", "--admin", "a.b=甲乙", "--head", "c.d=丙丁"], "give its --name"),
        (vec!["county", "--code", "510824", "--admin", "a.b=甲乙", "--head", "c.d=丙丁"], "--lone-head"),
        (vec!["county", "--code", "510824", "--admin", "a.b=甲乙", "--head", "a.b=甲乙", "--head", "c.d=丙丁"], "用了两次"),
        (vec!["county", "--code", "510824", "--admin", "甲乙=甲乙", "--head", "e.f=戊己", "--head", "c.d=丙丁"], "小写字母"),
        (vec!["county", "--code", "510824", "--admin", "a.b=甲乙", "--head", "e.f=戊己=X1", "--head", "c.d=丙丁"], "“c.d”少了干部编码"),
        (vec!["county", "--code", "510824", "--admin", "a.b=甲乙", "--head", "e.f=戊己=X1", "--head", "c.d=丙丁=X1"], "编码“X1”用了两次"),
        (vec!["county", "--code", "510824", "--admin", "a.b=甲乙", "--head", "e.f=戊己=X1", "--head", "c.d=丙丁=干部"], "只用字母"),
        (vec!["access", "--county", "510824", "--login", "zhou.min", "--reason", "两位都换了手机"], "没有这个县"),
    ] {
        let refused = ground.setup.says(&arguments).await.unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
    let kernel = ground.kernel(SystemClock.now()).await;
    assert!(kernel.tenants.all().await.unwrap().is_empty());
    close(&kernel).await;
}

/// The administrator makes an account for an official, a head of the commission agrees to its first case role. The
/// account, and the first password that the head was shown.
async fn hires(line: &Line, admin: &str, official: &str, (login, head): (&str, &str)) -> (String, String) {
    let account = line.makes_account(admin, official, login).await;
    let head = line.takes_over("zhou.min", head, "一句负责人自己记得住的话").await;
    let grant = line.proposes_handler(admin, &account).await;
    (account, line.agrees(&head, &grant).await)
}

/// Another officer of the town, married to the village's secretary; a token.
async fn hires_kin(line: &Line, admin: &str) -> String {
    let account = line.makes_account(admin, "演示丁戊", "ding.wu").await;
    let grant = line.proposes_handler(admin, &account).await;
    let first = line.agrees(&line.held("zhou.min"), &grant).await;
    line.takes_over("ding.wu", &first, "又一句办理人自己记得住的话").await
}

async fn the_operator_helps_where_nobody_can(ground: &Ground, handler: &str) {
    let short = ground.setup.says(&["access", "--county", "510824", "--login", "wu.gang", "--reason", " "]).await.unwrap_err();
    assert!(short.contains("还没有填"), "{short}");
    let renewed = ["access", "--county", "510824", "--login", "zhou.min", "--reason", "两位负责人都丢了手机"];
    let fresh = first_password(&ground.setup.says(&renewed).await.unwrap(), "zhou.min");
    let role = ["grant", "--county", "510824", "--login", "yi.bing", "--role", "custodian", "--reason", "只有一位负责人"];
    let given = ground.setup.says(&role).await.unwrap();
    assert!(!given.contains("yi.bing\t"), "access that a head agreed to stays: {given}");
    let twice = ground.setup.says(&role).await.unwrap_err();
    assert!(twice.contains("已经有了"), "{twice}");
    let mixed = ["grant", "--county", "510824", "--login", "guan.li", "--role", "head", "--reason", "只有一位负责人"];
    assert!(ground.setup.says(&mixed).await.unwrap_err().contains("先对应名册里的干部"));
    for (official, why) in [("O1", "不能兼"), ("O9", "没有这个编码的干部")] {
        let named = [&mixed[..], &["--official", official]].concat();
        assert!(ground.setup.says(&named).await.unwrap_err().contains(why));
    }

    let line = Line::to(ground);
    let mut program = ground.setup.start(&["serve"]);
    program.is_ready(&line.http).await;
    line.takes_over("zhou.min", &fresh, "丢了手机以后的另外一句话").await;
    program.ends().await;
    what_the_ledger_says(ground, handler).await;
}

async fn what_the_ledger_says(ground: &Ground, handler: &str) {
    let kernel = ground.kernel(SystemClock.now()).await;
    let ctx = Ctx::system(&kernel);
    let tx = ctx.read(&ctx.county("510824").await.unwrap()).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap();
    let count = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!((count("operator.county_founded"), count("operator.role_given"), count("operator.access_issued")), (1, 4, 1));
    assert_eq!((count("staff.access_taken"), count("staff.role_approved")), (5, 2));
    let reasons: Vec<_> = entries.iter().filter_map(|entry| entry.facts["reason"].as_str()).collect();
    assert_eq!(reasons, ["两位负责人都丢了手机", "只有一位负责人"]);
    assert!(entries.iter().any(|entry| entry.kind == "operator.role_given" && entry.facts["account"] == handler));
    let heads = entries.iter().filter(|entry| entry.kind == "operator.role_given" && entry.facts["role"] == "HEAD");
    assert!(heads.clone().all(|entry| entry.facts["official"].is_string()) && heads.count() == 2, "each head is an official");
    assert_eq!(count("operator.official_linked"), 0, "what was refused left nothing");
    assert_eq!(tx.rows().find::<organ::Entity>().count(&tx).await.unwrap(), 3);
    let awaiting = tx.rows().find::<account::Entity>().filter(account::Column::EnrolUntil.is_not_null()).count(&tx).await.unwrap();
    assert_eq!(awaiting, 1, "the second head has yet to come");
    drop(tx);
    close(&kernel).await;
}

/// What the command showed for a login.
fn first_password(told: &str, login: &str) -> String {
    let line = told.lines().find(|line| line.trim().starts_with(&format!("{login}\t"))).unwrap_or_else(|| panic!("{login}: {told}"));
    let password = line.rsplit('\t').next().unwrap().to_owned();
    assert_eq!(password.len(), 19, "{line}");
    password
}
