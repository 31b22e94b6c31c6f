//! 留痕 says which setting, message or reach was changed, from what to what, and which figures were taken away.

use super::*;
use kit::cases::id;
use kit::story;
use time::Duration;

const TRAIL: &str = "query($kinds: [TrailKind!]) { trail(county: \"510824\", kinds: $kinds, first: 100) { \
    nodes { kind by { name } organName changes { name before after } } } }";
const NUMBER: &str = "mutation($input: SetSettingInput!) { setSetting(input: $input) { errors { code message } } }";
const WORDS: &str = "mutation($input: SetNoticeTextInput!) { setNoticeText(input: $input) { errors { code message } } }";
const MAIL: &str = "mutation($input: SetMailTextInput!) { setMailText(input: $input) { errors { code message } } }";
const QUIET: &str = "mutation($input: SetQuietHoursInput!) { setQuietHours(input: $input) { errors { code message } } }";
const FOOT: &str = "mutation($input: SetFooterInput!) { setFooter(input: $input) { errors { code message } } }";
const COVER: &str = "mutation($input: SetOrganCoverInput!) { setOrganCover(input: $input) { errors { code message } } }";

async fn trail(world: &World, kinds: Value) -> Vec<Value> {
    let token = world.signed_in(world.home(), "auditor").await;
    let found = world.data(Some(&token), TRAIL, json!({ "kinds": kinds })).await;
    found["trail"]["nodes"].as_array().unwrap().clone()
}

/// What the newest entry of this kind says was changed.
async fn newest(world: &World, kinds: Value, kind: &str) -> Value {
    let all = trail(world, kinds).await;
    all.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("no {kind} in {all:#?}"))["changes"].clone()
}

/// The administrator does this, a minute later than what was before.
async fn sets(world: &World, mutation: &str, input: Value) {
    world.wait(Duration::minutes(1));
    let done = does(world, "admin", mutation, input).await;
    assert_eq!(done["errors"], json!([]), "{done}");
}

fn change(name: &str, before: Option<&str>, after: Option<&str>) -> Value {
    json!([{ "name": name, "before": before, "after": after }])
}

story!(the_trail_says_from_what_to_what, |world| {
    let settings = json!(["SETTINGS"]);
    sets(world, NUMBER, json!({ "key": "ANSWER_DAYS", "value": 20, "version": 0 })).await;
    assert_eq!(newest(world, settings.clone(), "settings.set").await, change("评价的期限", Some("15 天"), Some("20 天")));
    sets(world, NUMBER, json!({ "key": "ANSWER_DAYS", "value": null, "version": 1 })).await;
    assert_eq!(newest(world, settings.clone(), "settings.set").await, change("评价的期限", Some("20 天"), Some("15 天")));
    let (first, second) = ("收到了，请收好查询码。", "收到了，凭查询码随时看。");
    for (version, (words, before, after)) in
        [(Some(first), "标准文字", first), (Some(second), first, second), (None, second, "标准文字")].into_iter().enumerate()
    {
        sets(world, WORDS, json!({ "template": "RECEIVED", "words": words, "version": version })).await;
        assert_eq!(newest(world, settings.clone(), "notices.text_set").await, change("收到了", Some(before), Some(after)));
    }
    sets(world, MAIL, json!({ "subject": "新通知", "body": "请登录查看：{网址}", "version": 0 })).await;
    let mail = change("新通知的邮件", Some("标准文字"), Some("新通知\n请登录查看：{网址}"));
    assert_eq!(newest(world, settings.clone(), "notices.mail_text_set").await, mail);
    sets(world, QUIET, json!({ "fromHour": 22, "untilHour": 7 })).await;
    assert_eq!(newest(world, settings.clone(), "notices.quiet_hours").await, change("静默时段", Some("21:00–8:00"), Some("22:00–7:00")));
    sets(world, FOOT, json!({ "operator": "演示县纪委监委", "telephone": "0839-5222321", "icp": "蜀ICP备演示号", "version": 0 })).await;
    let foot = newest(world, settings.clone(), "county.footer_set").await;
    assert!(foot.as_array().unwrap().contains(&json!({ "name": "ICP 备案号", "before": null, "after": null })), "{foot}");
    let all = trail(world, settings).await;
    assert!(all.iter().all(|one| one["by"]["name"] == "演示admin"), "{all:#?}");
    assert_eq!(trail(world, json!(["REGISTERS", "EXPORTS"])).await, [] as [Value; 0], "each stands under its own kind");
});

story!(the_trail_shows_reach_and_exports_and_no_case, |world| {
    let place = world.home();
    let covers = json!({ "organId": id(place.organ("town")), "coverIds": [id(place.unit("bureau"))], "version": 0 });
    sets(world, COVER, covers).await;
    sets(world, COVER, json!({ "organId": id(place.organ("town")), "coverIds": [], "version": 1 })).await;
    let registers = trail(world, json!(["REGISTERS"])).await;
    let told: Vec<_> = registers.iter().map(|one| (one["organName"].as_str().unwrap(), one["changes"].clone())).collect();
    let expected =
        [("龙山镇纪委", change("联系的单位", Some("县民政局"), None)), ("龙山镇纪委", change("联系的单位", None, Some("县民政局")))];
    assert_eq!(told, expected);
    world.files("13800000001", &[id(place.unit("village"))]).await;
    world.wait(Duration::minutes(1));
    assert_eq!(world.exports_as("county-head", ("THIS_YEAR", "XLSX")).await["errors"], json!([]));
    let exports = trail(world, json!(["EXPORTS"])).await;
    assert_eq!((exports.len(), &exports[0]["by"]["name"]), (1, &json!("演示county-head")));
    let told = [
        ("几个组织", Value::Null, json!("5")),
        ("时段", json!("2026-01-01"), json!("2026-12-31")),
        ("文件格式", Value::Null, json!("XLSX")),
    ];
    let told: Vec<_> = told.into_iter().map(|(name, before, after)| json!({ "name": name, "before": before, "after": after })).collect();
    assert_eq!(exports[0]["changes"], json!(told), "and no number of a case");
    let whole = trail(world, json!([])).await;
    assert!(!json!(whole).to_string().contains("cases."), "{whole:#?}");
});
