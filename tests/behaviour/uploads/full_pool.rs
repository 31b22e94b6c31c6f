//! No connection to the database in time: whoever sends or fetches files is told when to ask again, and stays signed in.

use super::showing::evidence;
use super::*;
use crate::busy::takes_all;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::kernel::api_limits::ApiLimits;
use std::time::Duration;

const TOLD: &str = "现在用的人太多，请过一会儿再试。";

story!(a_full_pool_is_busy_for_files_too, |world| {
    let (sender, _, [_, photo]) = evidence(world, &film(1_000)).await;
    let begun = sender.creates(100, "image/jpeg").await;
    let staff = world.signed_in(world.home(), "town-handler").await;
    let kernel = world.other_kernel(ApiLimits::default(), (2, Duration::from_millis(200))).await;
    let to = world.serves(&kernel, Patience::default(), Bounds::holding(100));
    let request = |method: Method, path: &str, token: &str| {
        let request = world.http.request(method, format!("http://{to}{path}")).bearer_auth(token).header("Tus-Resumable", "1.0.0");
        request.header("Content-Type", PIECE).header("Upload-Offset", 0)
    };
    let announces =
        || request(Method::POST, "/uploads", &sender.token).header("Upload-Length", 9).header("Upload-Metadata", "kind UEhPVE8=");
    let sends = || request(Method::PATCH, &begun, &sender.token).body(jpeg(100));
    let photo = photo.original.unwrap();
    let poster = "/staff-files/poster/510824/510824-village.svg";
    let held = takes_all(&kernel, 2).await;
    let told = json!({ "code": "BUSY", "field": null, "message": TOLD }).to_string();
    for (request, body) in [
        (announces(), told.clone()),
        (sends(), told),
        (request(Method::HEAD, &begun, &sender.token), String::new()),
        (request(Method::GET, &photo, ""), TOLD.to_owned()),
        (request(Method::GET, poster, &staff), format!("{TOLD}\n")),
    ] {
        let answer = request.send().await.unwrap();
        let (status, again) = (answer.status().as_u16(), header(&answer, "retry-after"));
        assert_eq!((status, again.as_deref(), answer.text().await.unwrap()), (503, Some("5"), body));
    }
    drop(held);
    assert_eq!(sender.offset(&begun).await, Ok(0), "nothing was taken");
    for (request, status) in [
        (sends(), 204),
        (announces(), 201),
        (request(Method::GET, &photo, ""), 200),
        (request(Method::GET, poster, &staff), 200),
        (request(Method::GET, poster, "worn-out"), 401),
    ] {
        assert_eq!(request.send().await.unwrap().status().as_u16(), status);
    }
});
