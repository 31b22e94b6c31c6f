//! Whoever asks for something of a county that there is not is told so, and holds no connection while another one is waited for.

use super::*;
use entity::id::{OfficialId, RatingBurstId};
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::kernel::api_limits::ApiLimits;

story!(an_id_of_no_county_is_found_out_without_a_second_connection, |world| {
    let kernel = world.other_kernel(ApiLimits::default(), (1, std::time::Duration::from_millis(200))).await;
    let to = world.serves(&kernel, Patience::default(), Bounds::holding(100));
    let token = world.signed_in(world.home(), "county-head").await;
    let nowhere = |random| entity::id::mint(world.ctx().now.0, 9_999, [random; 9]);
    let (official, burst) = (OfficialId(nowhere(1)), RatingBurstId(nowhere(2)));
    for (verb, kind, input) in [
        ("openRatingReasons", "OpenRatingReasonsInput", json!({ "subjectId": id(official), "month": "2026-03" })),
        ("reviewRatingBurst", "ReviewRatingBurstInput", json!({ "burstId": id(burst), "counts": true, "reason": "看过了，没有问题。" })),
    ] {
        let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ errors {{ code }} }} }}");
        let request = world.http.post(format!("http://{to}/graphql")).json(&json!({ "query": query, "variables": { "input": input } }));
        let answer = request.bearer_auth(&token).send().await.unwrap();
        let (status, told) = (answer.status().as_u16(), answer.json::<Value>().await.unwrap());
        assert_eq!((status, &told["data"][verb]["errors"][0]["code"]), (200, &json!("NOT_FOUND")), "{verb}: {told}");
    }
});
