//! Delivery reports that the gateway pushes: believed once, about our own messages, under a secret address.

use super::*;
use actix_web::test::{TestRequest, call_service, init_service, read_body_json};
use actix_web::{App, web};
use lianjing::http::body::Patience;
use lianjing::http::webhooks;

const SECRET: &str = "abcdefghijklmnopqrstuvwxyz012345";

/// Pushes to an address and gives status and answer.
async fn push(world: &World, secret: &str, body: impl Into<web::Bytes>) -> (u16, Value) {
    let kernel = web::Data::from(Arc::clone(&world.kernel));
    let patience = web::Data::new(Patience::default());
    let app = init_service(App::new().app_data(kernel).app_data(patience).configure(|config| webhooks::configure(config, SECRET))).await;
    let request = TestRequest::post().uri(&format!("/webhooks/aliyun/sms-report/{secret}")).set_payload(body);
    let response = call_service(&app, request.to_request()).await;
    let status = response.status().as_u16();
    (status, if status == 404 { Value::Null } else { read_body_json(response).await })
}

/// One report in an array of its own.
fn only(report: &Value) -> String {
    json!([report]).to_string()
}

fn one(out_id: &str, biz_id: &str, success: bool) -> Value {
    let code = if success { "DELIVERED" } else { "MOBILE_NOT_ON_SERVICE" };
    json!({
        "phone_number": PHONE, "send_time": "2026-03-02 09:00:00", "report_time": "2026-03-02 09:00:03", "success": success,
        "err_code": code, "err_msg": "", "sms_size": "1", "biz_id": biz_id, "out_id": out_id,
    })
}

fn report(out_id: &str, biz_id: &str, success: bool) -> String {
    only(&one(out_id, biz_id, success))
}

story!(a_report_says_whether_the_message_arrived, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.leave(NoticeKind::Filed, json!({})).await;
    post.work().await;
    let rows = post.rows().await;
    for (row, success) in rows.iter().zip([true, false]) {
        let (out_id, biz_id) = (row.out_id.as_deref().unwrap(), row.provider_id.as_deref().unwrap());
        let body = report(out_id, biz_id, success);
        assert_eq!(push(world, SECRET, body.clone()).await, (200, json!({ "code": 0, "msg": "接收成功" })));
        let told = post.rows().await;
        assert_eq!(push(world, SECRET, body).await.0, 200);
        assert_eq!(push(world, SECRET, report(out_id, biz_id, !success)).await.0, 200);
        assert_eq!(post.rows().await, told, "a repeated or contrary report changes nothing");
    }
    assert_eq!(post.states().await, [NoticeState::Delivered, NoticeState::Failed]);
    let tx = world.ctx().read(&post.county()).await.unwrap();
    let seen = notices::of_case(&tx, rows[1].case_id.unwrap()).await.unwrap();
    assert_eq!((seen.len(), seen[0].state), (1, NoticeState::Failed), "the handler sees: not delivered");
});

story!(foreign_and_broken_reports_change_nothing, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    let before = post.rows().await;
    let out_id = before[0].out_id.clone().unwrap();
    let biz_id = before[0].provider_id.clone().unwrap();
    assert_eq!(push(world, "another-secret", report(&out_id, &biz_id, false)).await.0, 404);
    assert_eq!(push(world, SECRET, "{").await.0, 400);
    assert_eq!(push(world, SECRET, "{}").await.0, 400);
    assert_eq!(push(world, SECRET, vec![b'['; 300 << 10]).await.0, 413);
    assert_eq!(push(world, SECRET, "[{}, 7, null, {\"success\": \"yes\"}]").await.0, 200, "the gateway shall not push it again for ever");
    for phone in [json!("13900000002"), json!(""), json!(13_800_138_000_i64), Value::Null] {
        let mut foreign = one(&out_id, &biz_id, false);
        foreign["phone_number"] = phone;
        assert_eq!(push(world, SECRET, only(&foreign)).await.0, 200);
    }
    assert_eq!(push(world, SECRET, "[]").await.0, 200);
    for foreign in ["", "x", "notice_7zzzzzzzzzzzzzzzzzzzzzzzzz-1", "case_01h455vb4pex5vsknk084sn02q-1"] {
        assert_eq!(push(world, SECRET, report(foreign, &biz_id, false)).await.0, 200, "{foreign}");
    }
    assert_eq!(push(world, SECRET, report(&out_id, "1^0", false)).await.0, 200);
    assert_eq!(post.rows().await, before);
});

story!(one_broken_report_holds_up_no_other, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    let row = post.rows().await.remove(0);
    let mut prefixed = one(row.out_id.as_deref().unwrap(), row.provider_id.as_deref().unwrap(), true);
    prefixed["phone_number"] = json!(format!("86{PHONE}"));
    assert_eq!(push(world, SECRET, json!([{ "out_id": 7 }, prefixed, "x"]).to_string()).await.0, 200);
    assert_eq!(post.states().await, [NoticeState::Delivered]);
});

story!(the_same_report_pushed_at_once_counts_once, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    let row = post.rows().await.remove(0);
    let body = report(row.out_id.as_deref().unwrap(), row.provider_id.as_deref().unwrap(), false);
    let pushes = (0..8).map(|_| push(world, SECRET, body.clone()));
    assert!(futures_util::future::join_all(pushes).await.iter().all(|(status, _)| *status == 200));
    assert_eq!(post.states().await, [NoticeState::Failed]);
    let told = post.jobs().await.into_iter().filter(|job| job.topic == notices::NOT_DELIVERED).count();
    assert_eq!(told, 1, "its handler is told once");
});

story!(another_secret_and_another_way_of_asking_find_nothing, |world| {
    let address = world.serves_with(Patience::default()).await;
    let ask = async |method: reqwest::Method, path: &str| {
        let sent = world.http.request(method, format!("http://{address}{path}")).body("[]").send().await.unwrap();
        let status = sent.status().as_u16();
        let mut headers: Vec<_> = sent.headers().iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.retain(|line| !line.starts_with("date"));
        headers.sort();
        (status, headers, sent.text().await.unwrap())
    };
    let (post, get) = (reqwest::Method::POST, reqwest::Method::GET);
    let nothing = ask(post.clone(), "/webhooks/aliyun/there-is-no-such-thing/x").await;
    assert_eq!(nothing.0, 404);
    for (method, path) in
        [(&post, "another-secret"), (&post, "report-secret2"), (&post, "report-secre"), (&post, ""), (&get, "report-secret")]
    {
        assert_eq!(ask(method.clone(), &format!("/webhooks/aliyun/sms-report/{path}")).await, nothing, "{method} {path}");
    }
    assert_eq!(ask(post, "/webhooks/aliyun/sms-report/report-secret").await.0, 200);
});
