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

fn report(out_id: &str, biz_id: &str, success: bool) -> String {
    let code = if success { "DELIVERED" } else { "MOBILE_NOT_ON_SERVICE" };
    json!([{
        "phone_number": PHONE, "send_time": "2026-03-02 09:00:00", "report_time": "2026-03-02 09:00:03", "success": success,
        "err_code": code, "err_msg": "", "sms_size": "1", "biz_id": biz_id, "out_id": out_id,
    }])
    .to_string()
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
    assert_eq!(push(world, SECRET, "[{}]").await.0, 400);
    assert_eq!(push(world, SECRET, "[]").await.0, 200);
    for foreign in ["", "x", "notice_7zzzzzzzzzzzzzzzzzzzzzzzzz-1", "case_01h455vb4pex5vsknk084sn02q-1"] {
        assert_eq!(push(world, SECRET, report(foreign, &biz_id, false)).await.0, 200, "{foreign}");
    }
    assert_eq!(push(world, SECRET, report(&out_id, "1^0", false)).await.0, 200);
    assert_eq!(post.rows().await, before);
});
