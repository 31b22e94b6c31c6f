//! A second gateway, added by one file: any that takes one HTTP request a message. It can't be asked what it took.

use super::*;
use crate::kills::ground::Ground;
use kit::Backend;
use kit::any_gateway::{AnyGateway, Habit};
use kit::people::{REQUEST, solved};
use kit::program::Setup;
use lianjing::adapters::http_sms::HttpSms;
use lianjing::config::{HttpSmsSection, SmsSection, SmsTemplates};

/// A platform that sends through a gateway with JSON.
fn post_of<'a>(world: &'a World, gateway: &AnyGateway) -> Post<'a> {
    let http = HttpSmsSection {
        url: format!("{}/v2/send", gateway.url).into(),
        headers: "Authorization: Bearer story-key\nX-Client: lianjing".to_owned().into(),
        body: r#"{"mobile":"{{phone}}","content":"【{{sign}}】{{text}}","template":"{{template}}","ext":"{{out_id}}"}"#.to_owned().into(),
        code_at: "/code".to_owned(),
        taken: "0".to_owned(),
        limited: "8".to_owned(),
        wrong_number: "4".to_owned(),
        id_at: "/data/id".to_owned(),
        ..HttpSmsSection::default()
    };
    let code = |number: u32| format!("T{number}");
    let templates = SmsTemplates {
        phone_code: code(1),
        received: code(2),
        news: code(3),
        answer: code(4),
        withdrawing: code(5),
        new_code: code(6),
        unfinished: code(7),
        opinion: code(8),
    };
    let section = SmsSection { provider: "http".to_owned(), sign_name: SIGN_NAME.to_owned(), templates, http, ..SmsSection::default() };
    let sms = HttpSms::new(&section).unwrap().within(Duration::from_millis(700)).unwrap();
    let post = Post::new(world);
    Post { ports: Ports { sms: Arc::new(sms), ..world.ports.clone() }, ..post }
}

story!(a_message_goes_out_through_a_template, |world| {
    let gateway = AnyGateway::start();
    let post = post_of(world, &gateway);
    post.leave(NoticeKind::Replied, json!({ "day": "2026-03-17" })).await;
    let request = world.asks_for_code("13800000001", "REPORT").await;
    assert_eq!(request["errors"], json!([]));
    post.work().await;
    post.work_after(86_400).await;
    let taken = gateway.taken();
    assert_eq!(taken.len(), 2, "{taken:#?}");
    let place = taken.iter().position(|one| one["mobile"] == PHONE).unwrap();
    let answer = &taken[place];
    assert_eq!(answer["content"], "【苍溪便民】您提交的事项已有答复，请用查询码查看，并在3月17日前告诉我们是否满意。");
    assert_eq!(answer["template"], "T4");
    let code = taken.iter().find(|one| one["mobile"] == "13800000001").unwrap();
    assert!(code["content"].as_str().unwrap().starts_with("【苍溪便民】您的验证码是 "));
    let rows = post.rows().await;
    assert!(rows.iter().all(|row| row.state == NoticeState::Sent && row.look_at.is_none_or(|_| row.kind == NoticeKind::Replied)));
    let row = rows.iter().find(|row| row.kind == NoticeKind::Replied).unwrap();
    assert_eq!((row.out_id.as_deref(), row.provider_id.as_deref()), (answer["ext"].as_str(), Some(&*format!("id-{place}"))));
    assert_eq!(post.gateway.accepted().len(), 0, "the other one was not asked");
});

story!(what_it_plainly_did_not_take_is_sent_later, |world| {
    let gateway = AnyGateway::start();
    let post = post_of(world, &gateway);
    for habit in [Habit::Says(8), Habit::Says(5), Habit::Status(401), Habit::Status(429), Habit::Redirects] {
        let (before, asked) = (gateway.taken().len(), gateway.asked());
        gateway.be(habit);
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
        assert_eq!(post.states().await.last(), Some(&NoticeState::Queued), "{habit:?}");
        assert_eq!(gateway.asked(), asked + 1, "{habit:?}: once");
        gateway.be(Habit::Takes);
        post.work_after(3_600).await;
        assert_eq!((post.states().await.last(), gateway.taken().len()), (Some(&NoticeState::Sent), before + 1), "{habit:?}");
    }
    gateway.be(Habit::Says(4));
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    assert_eq!(post.states().await.last(), Some(&NoticeState::Failed), "there is no such number");
});

story!(what_it_may_have_taken_is_not_sent_again_and_is_shown_as_not_delivered, |world| {
    let gateway = AnyGateway::start();
    let post = post_of(world, &gateway);
    for (number, habit) in (1..).zip([Habit::TakesAndBreaks, Habit::TakesAndIsSlow, Habit::TakesAndMumbles]) {
        gateway.be(habit);
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
        assert_eq!(post.states().await.last(), Some(&NoticeState::Sending), "{habit:?}");
        gateway.be(Habit::Takes);
        post.work_after(60).await;
        assert_eq!(post.states().await.last(), Some(&NoticeState::Sending), "{habit:?}: it is not given up at once");
        for _ in 0..5 {
            post.work_after(3_600).await;
        }
        let row = post.rows().await.pop().unwrap();
        assert_eq!((row.state, row.error.as_deref()), (NoticeState::Failed, Some("UNKNOWN")), "{habit:?}");
        assert_eq!(gateway.taken().len(), number, "{habit:?}: once");
        let told = post.jobs().await.into_iter().filter(|job| job.topic == notices::NOT_DELIVERED).count();
        assert_eq!(told, number, "{habit:?}: not lost, a person is told");
    }
});

story!(a_gateway_that_is_down_gets_it_when_it_comes_back, |world| {
    let gateway = AnyGateway::start();
    let post = post_of(world, &gateway);
    gateway.go_down().await;
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.work_after(60).await;
    assert_eq!(post.states().await, [NoticeState::Queued]);
    gateway.come_back();
    post.work_after(1_200).await;
    assert_eq!((post.states().await, gateway.taken().len()), (vec![NoticeState::Sent], 1));
});

/// What an operator writes into the configuration to send through another gateway.
fn written_down(gateway: &AnyGateway) -> String {
    let body = r#"{"mobile":"{{phone}}","content":"【{{sign}}】{{text}}","ext":"{{out_id}}"}"#;
    format!(
        "[sms.http]\nurl = \"{}/v2/send\"\nheaders = \"Authorization: Bearer story-key\\nX-Client: lianjing\"\nbody = '{body}'\n\
         code_at = \"/code\"\ntaken = \"0\"\nid_at = \"/data/id\"\n",
        gateway.url
    )
}

#[actix_web::test]
async fn the_program_sends_through_the_gateway_that_its_configuration_names() {
    let (gateway, http) = (AnyGateway::start(), reqwest::Client::new());
    let ground = Ground::prepare(Backend::Sqlite).await;
    std::fs::write(ground.path("lianjing.toml"), written_down(&gateway)).unwrap();
    let setup = Setup { more: vec![("SMS__PROVIDER", "http".to_owned())], ..ground.setup.clone() };
    let mut program = setup.start(&["serve"]);
    program.is_ready(&http).await;
    let asks = async |query: &str, variables: serde_json::Value| {
        let sent = http.post(format!("{}/graphql", setup.url())).json(&json!({ "query": query, "variables": variables })).send();
        sent.await.unwrap().json::<serde_json::Value>().await.unwrap()["data"].clone()
    };
    let challenge = asks("{ phoneChallenge { json } }", json!({})).await;
    let proof = solved(challenge["phoneChallenge"]["json"].as_str().unwrap());
    let input = json!({ "phone": "13800000001", "purpose": "REPORT", "proofOfWork": proof });
    let asked = asks(REQUEST, json!({ "input": input })).await;
    assert_eq!(asked["requestPhoneCode"]["errors"], json!([]), "{asked}");
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while gateway.taken().is_empty() {
        assert!(std::time::Instant::now() < end, "no message came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    program.ends().await;
    let taken = gateway.taken();
    assert_eq!((taken.len(), &taken[0]["mobile"]), (1, &json!("13800000001")));
    assert!(taken[0]["content"].as_str().unwrap().contains("您的验证码是"), "{taken:?}");
    assert_eq!(ground.gateway.accepted().len(), 0, "the other one was not asked");
}
