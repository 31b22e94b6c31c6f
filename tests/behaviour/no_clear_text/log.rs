//! Every story is watched for what it lets stand in the log; here it is proven that the watch would see it.

use kit::{World, story};
use serde_json::json;

/// Of nobody else in the suite.
const PHONE: &str = "19912349876";

/// What the world found in the log; each of these must be found.
fn told(world: &World) -> Vec<String> {
    world.secrets.told()
}

story!(the_log_of_each_story_is_searched_for_what_it_used, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    let digits = "739164";
    let input = json!({ "phone": PHONE, "reporterName": "拓跋听雪第一", "queryCode": "LJ-9Q2W-7E4R", "password": "不会写进日志的口令" });
    world.ask(None, "query($input: String) { __typename }", json!({ "input": input, "code": digits })).await;
    assert!(world.secrets.count() >= 6, "phone, name, codes, password and token were noted");
    assert_eq!(told(world), Vec::<String>::new(), "the program says nothing of them");

    tracing::info!(phone = PHONE, "a program that tells a phone");
    assert_eq!(told(world), [PHONE]);
    tracing::info!("a program that tells a name: 拓跋听雪第一。");
    tracing::warn!(address = %format!("/track?code=LJ-9Q2W-7E4R&sms={digits}"), "a program that tells an address");
    tracing::error!("a token: {token}");
    tracing::info!("within a number of another kind: 1{PHONE} 5{digits}5");
    let mut all = vec![PHONE.to_owned(), "拓跋听雪第一".to_owned(), "LJ-9Q2W-7E4R".to_owned(), digits.to_owned(), token];
    all.sort_unstable();
    assert_eq!(told(world), all);
    world.secrets.forget();
});
