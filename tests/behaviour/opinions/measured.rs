//! Figures of each unit: what is shown equals a count by hand.

use super::*;
use entity::words::StaffRole;

const MEASURES: &str = "query($from: Date!, $to: Date!) { opinionMeasures(from: $from, to: $to) { \
    unitName received answered inTime overdue shareInTime halfWithinMinutes } }";

async fn measures(world: &World, login: &str, (from, to): (&str, &str)) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.ask(Some(&token), MEASURES, json!({ "from": from, "to": to })).await
}

story!(measures_equal_a_count_by_hand, |world| {
    world.may_as("bureau-head", StaffRole::Publisher, "bureau").await;
    let (village, bureau) = (id(world.home().unit("village")), id(world.home().power("land")));
    let token = world.author().await;
    let mut all = Vec::new();
    for (about, key) in [(&village, "a"), (&village, "b"), (&village, "c"), (&bureau, "d")] {
        all.push(world.thinks(&token, &opinion_on(about, key)).await);
    }
    let reply = json!({ "text": "收到，会照办。" });
    world.wait(Duration::minutes(90));
    world.did_with_opinion("publisher", "replyOpinion", of(&all[0], reply.clone())).await;
    world.wait(Duration::days(30));
    world.did_with_opinion("publisher", "replyOpinion", of(&all[1], reply)).await;
    let found = measures(world, "county-handler", ("2026-03-01", "2026-03-31")).await["data"]["opinionMeasures"].clone();
    let line = |name: Value, numbers: [i32; 4], share: i32, half: Value| {
        json!({ "unitName": name, "received": numbers[0], "answered": numbers[1], "inTime": numbers[2], "overdue": numbers[3],
            "shareInTime": share, "halfWithinMinutes": half })
    };
    // Of four two are answered, one of them in time; two are over their day.
    let expected = [
        line(Value::Null, [4, 2, 1, 2], 25, json!(90)),
        line(json!("县民政局"), [1, 0, 0, 1], 0, Value::Null),
        line(json!("龙山镇甲村"), [3, 2, 1, 1], 33, json!(90)),
    ];
    assert_eq!(found, json!(expected));
    let none = measures(world, "county-head", ("2026-02-01", "2026-02-28")).await;
    assert_eq!(none["data"]["opinionMeasures"], json!([]));
    for span in [("2026-03-31", "2026-03-01"), ("2024-01-01", "2026-03-01")] {
        assert_eq!(measures(world, "county-head", span).await["errors"][0]["extensions"]["code"], "INVALID");
    }
    for login in ["publisher", "town-head", "admin"] {
        assert_eq!(measures(world, login, ("2026-03-01", "2026-03-31")).await["errors"][0]["extensions"]["code"], "FORBIDDEN", "{login}");
    }
});

story!(an_official_archive_takes_what_is_public_and_nothing_else, |world| {
    let token = world.author().await;
    let head = world.home().official("village-head");
    let shown = world.thinks(&token, &opinion_on(&id(head), "shown")).await;
    world.thinks(&token, &opinion_on(&id(head), "waits")).await;
    assert_eq!((&shown["subject"], &shown["unitName"]), (&json!("OFFICIAL"), &json!("龙山镇甲村")));
    world.did_with_opinion("county-head", "publishOpinion", of(&shown, json!({}))).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let all = lianjing::domain::opinions::of_official(&tx, head).await.unwrap();
    assert_eq!(all.iter().map(|one| json!(one.id.to_string())).collect::<Vec<_>>(), [shown["id"].clone()]);
});

story!(a_subsidy_is_attached_and_read_by_its_unit_alone, |world| {
    let publisher = world.signed_in(world.home(), "publisher").await;
    let unit = id(world.home().unit("village"));
    let query = [("unitId", unit.as_str().unwrap()), ("kind", "耕地地力保护补贴"), ("year", "2026"), ("dryRun", "false")];
    let sheet = "姓名,证件后四位,金额,日期\n王大山,1234,1200.5,2026-03-01\n";
    let request = world.http.post(format!("{}/staff-files/subsidies", world.url)).query(&query).body(sheet).bearer_auth(&publisher);
    assert_eq!(request.send().await.unwrap().status().as_u16(), 200);
    let looks = world.proves_later("13900000003", "SUBSIDIES").await;
    let look = "mutation { lookUpSubsidies(input: { name: \"王大山\", lastFour: \"1234\" }) { subsidies { id } } }";
    let found = world.data(Some(&looks), look, json!({})).await["lookUpSubsidies"]["subsidies"][0]["id"].clone();
    let token = world.author().await;
    let mine = world.thinks(&token, &opinion_on(&found, "money")).await;
    let record = json!({ "kind": "耕地地力保护补贴", "year": 2026, "amount": "1200.50", "paidOn": "2026-03-01" });
    assert_eq!((&mine["record"], &mine["sight"], &mine["subject"]), (&record, &json!("NOT_WISHED"), &json!("SUBSIDY")));
    assert_eq!(world.opinion(Some(&publisher), &mine).await["record"], record);
    let told = world.does_with_opinion(&publisher, "publishOpinion", &of(&mine, json!({}))).await;
    assert_eq!(told["errors"][0]["code"], "STATE", "it is nobody else's to read");
});
