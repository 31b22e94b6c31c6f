//! What everybody reads of a county's quarters: from ten up, of quarters that are over, and nothing by difference.

use super::*;
use kit::story;
use time::Duration;

async fn quarters(world: &World, county: &str) -> Value {
    let query = "query($code: String!) { county(code: $code) { quarters { quarter cases inTime isFew } } }";
    world.data(None, query, json!({ "code": county })).await["county"]["quarters"].clone()
}

async fn files_many(world: &World, (first, count): (u32, u32), unit: &str) {
    for number in first..first + count {
        world.files(&format!("139000{number:05}"), &[id(world.home().unit(unit))]).await;
    }
}

story!(a_countys_quarter_of_ten_is_told_once_it_is_over, |world| {
    files_many(world, (100, 9), "village").await;
    world.works_after(Duration::days(40)).await;
    let few = json!([{ "quarter": "2026 年第 1 季度", "cases": null, "inTime": null, "isFew": true }]);
    assert_eq!(quarters(world, "510824").await, few, "nine are too few, and the quarter that runs is left out");
    assert_eq!(quarters(world, "130982").await, json!([]), "another county's are its own");
    let page = world.http.get(format!("{}/510824/results", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("少于十件，不公布"), "{page}");
});

story!(no_organ_can_be_reckoned_from_the_sum, |world| {
    files_many(world, (100, 10), "village").await;
    files_many(world, (200, 3), "village3").await;
    world.works_after(Duration::days(40)).await;
    let told = quarters(world, "510824").await;
    let untold = json!([{ "quarter": "2026 年第 1 季度", "cases": null, "inTime": null, "isFew": false }]);
    assert_eq!(told, untold, "thirteen less the ten of 龙山镇纪委 would be the three of another organ");
    let organs = world.data(None, "{ overdueFigures(county: \"510824\") { cases } }", json!({})).await;
    assert_eq!(organs["overdueFigures"], json!([{ "cases": 10 }]));
});

story!(a_sum_is_told_where_all_of_it_may_be_told, |world| {
    files_many(world, (100, 10), "village").await;
    world.works_after(Duration::days(40)).await;
    let told = json!([{ "quarter": "2026 年第 1 季度", "cases": 10, "inTime": 0, "isFew": false }]);
    assert_eq!(quarters(world, "510824").await, told);
    let page = world.http.get(format!("{}/510824/results", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("收到 10 件，按时限办的 0 件"), "{page}");
});
