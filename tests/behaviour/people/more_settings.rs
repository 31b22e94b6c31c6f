//! Further numbers of a county: how long a reporter has for material, when he is asked again, and how long a first password
//! holds. What runs already keeps the number it began with.

use super::*;
use entity::words::DeadlineKind;
use kit::cases::id;
use kit::story;
use time::Duration;

const SET: &str =
    "mutation($input: SetSettingInput!) { setSetting(input: $input) { settings { key group value } errors { code field message } } }";
const CREATE: &str =
    "mutation($input: CreateStaffInput!) { createStaff(input: $input) { account { id } initialPassword errors { code } } }";

async fn set(world: &World, key: &str, value: Option<i32>, version: i32) -> Value {
    does(world, "admin", SET, json!({ "key": key, "value": value, "version": version })).await
}

/// Each out of its bounds is refused, and nothing happens.
async fn is_bounded(world: &World, key: &str, values: [i32; 2]) {
    for value in values {
        let refused = set(world, key, Some(value), 0).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "value"), "{key} {value}");
    }
    assert_eq!(ledger(world, "settings.set").await, 0, "nothing happened");
}

story!(settings_stand_in_groups, |world| {
    let token = world.signed_in(world.home(), "admin").await;
    let all = world.data(Some(&token), "{ settings { key group source } }", json!({})).await["settings"].clone();
    let groups: Vec<_> = all.as_array().unwrap().iter().map(|one| (one["key"].as_str().unwrap(), one["group"].as_str().unwrap())).collect();
    let expected = [
        ("ANSWER_DAYS", "REPORTERS"),
        ("WITHDRAWAL_DAYS", "REPORTERS"),
        ("NEW_CODE_DAYS", "REPORTERS"),
        ("MATERIAL_DAYS", "REPORTERS"),
        ("FOLLOW_UP_WEEKS", "REPORTERS"),
        ("CODES_A_DAY", "MESSAGES"),
        ("NOTICES_A_DAY", "MESSAGES"),
        ("UNIT_ALARM", "MESSAGES"),
        ("OPINION_DAYS", "OPINIONS"),
        ("FIRST_PASSWORD_DAYS", "ACCOUNTS"),
        ("RATING_BURST", "RATINGS"),
        ("RATINGS_OF_LEADERS", "RATINGS"),
        ("RATINGS_A_MONTH", "RATINGS"),
    ];
    assert_eq!(groups, expected);
});

story!(a_reporter_gets_at_least_the_countys_days_for_material, |world| {
    is_bounded(world, "MATERIAL_DAYS", [4, 16]).await;
    let asks = |case: String, days: i32| async move {
        let asked = world.acts("town-handler2", "askMaterial", &case, json!({ "text": "请补一下收据照片。", "days": days })).await;
        (code(&asked).to_owned(), asked["errors"][0]["message"].clone())
    };
    let mut cases = Vec::new();
    for (phone, unit) in [("13800000001", "village"), ("13800000002", "village2")] {
        world.files(phone, &[id(world.home().unit(unit))]).await;
        let list = world.inbox("town-head", json!({ "states": ["SUBMITTED"] })).await;
        let case = list["nodes"][0]["id"].as_str().unwrap().to_owned();
        for verb in ["acceptCase", "startInvestigation"] {
            assert_eq!(world.acts("town-handler2", verb, &case, json!({})).await["errors"], json!([]));
        }
        cases.push(case);
    }
    assert_eq!(asks(cases[0].clone(), 5).await.0, "-");
    assert_eq!(code(&set(world, "MATERIAL_DAYS", Some(10), 0).await), "-");
    for days in [5, 9, 31] {
        assert_eq!(asks(cases[1].clone(), days).await, ("INVALID".to_owned(), json!("请给举报人 10 到 30 天。")), "{days}");
    }
    assert_eq!(world.clocks(DeadlineKind::Material).await.len(), 1, "nothing was asked for, and the first one runs on");
    assert_eq!(asks(cases[1].clone(), 10).await.0, "-");
    let mut days: Vec<_> = world.clocks(DeadlineKind::Material).await.into_iter().map(|clock| clock.due_on.to_string()).collect();
    days.sort_unstable();
    assert_eq!(days, ["2026-03-07", "2026-03-12"], "the one that runs keeps its day");
});

story!(asked_again_is_so_many_weeks_after_the_end, |world| {
    is_bounded(world, "FOLLOW_UP_WEEKS", [1, 9]).await;
    for (phone, unit, weeks) in [("13800000001", "village", None), ("13800000002", "village2", Some(6))] {
        world.files(phone, &[id(world.home().unit(unit))]).await;
        let list = world.inbox("town-head", json!({ "states": ["SUBMITTED"] })).await;
        let case = list["nodes"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
        if let Some(weeks) = weeks {
            assert_eq!(code(&set(world, "FOLLOW_UP_WEEKS", Some(weeks), 0).await), "-");
        }
        world.works_after(Duration::days(16)).await;
    }
    let mut rules: Vec<_> = world.clocks(DeadlineKind::FollowUp).await.into_iter().map(|clock| clock.rule).collect();
    rules.sort_unstable();
    let is = |rule: &str, days: &str| rule == days || rule.starts_with(&format!("{days}/"));
    assert!(rules.len() == 2 && is(&rules[0], "days-28") && is(&rules[1], "days-42"), "the first one keeps its four weeks: {rules:?}");
    world.all_clocks_replay().await;
});

story!(a_first_password_holds_as_long_as_the_county_says, |world| {
    is_bounded(world, "FIRST_PASSWORD_DAYS", [0, 8]).await;
    let mut passwords = Vec::new();
    for (login, days) in [("xin-ren", None), ("xin-ren2", Some(2))] {
        if let Some(days) = days {
            assert_eq!(code(&set(world, "FIRST_PASSWORD_DAYS", Some(days), 0).await), "-");
        }
        let made = does(world, "admin", CREATE, json!({ "login": login, "name": "演示新人" })).await;
        passwords.push((login, made["initialPassword"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()));
    }
    world.wait(Duration::days(3));
    let [(first, its), (second, other)] = &passwords[..] else { panic!("two accounts") };
    assert!(world.signs_in(first, its).await["challenge"].is_string(), "what was handed over before keeps its week");
    let late = world.signs_in(second, other).await;
    assert_eq!((code(&late), &late["challenge"]), ("EXPIRED", &Value::Null));
});
