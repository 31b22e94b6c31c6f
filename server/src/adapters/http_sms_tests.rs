//! What a template becomes, and what an answer means.

use super::*;
use crate::config::HttpSmsSection;
use crate::ports::sms::SmsTemplate;

fn gateway(http: HttpSmsSection) -> HttpSms {
    HttpSms::new(&SmsSection { sign_name: "\"苍溪便民\"".to_owned(), http, ..SmsSection::default() }).unwrap()
}

fn sms() -> Sms {
    let params = vec![("code", "042917".to_owned())];
    Sms { phone: Phone::opened("13800138000".to_owned()), template: SmsTemplate::PhoneCode, params, out_id: "notice_1-1".to_owned() }
}

fn secret(text: &str) -> crate::config::Secret {
    text.to_owned().into()
}

#[test]
fn a_value_can_not_end_its_place() {
    let body = secret(r#"{"to":"{{phone}}","text":"【{{sign}}】{{text}}","code":"{{code}}","day":"{{day}}"}"#);
    let url = secret("https://sms.example.cn/send?to={{phone}}&sign={{sign}}");
    let gateway =
        gateway(HttpSmsSection { url, body, headers: secret("Authorization: Bearer geheim\nX-App: 7"), ..HttpSmsSection::default() });
    let request = gateway.request(&sms()).unwrap();
    assert_eq!(request.url().as_str(), "https://sms.example.cn/send?to=13800138000&sign=%22%E8%8B%8D%E6%BA%AA%E4%BE%BF%E6%B0%91%22");
    let sent: Value = serde_json::from_slice(request.body().unwrap().as_bytes().unwrap()).unwrap();
    assert_eq!(sent["text"], "【\"苍溪便民\"】您的验证码是 042917，5 分钟内有效，请不要告诉别人。");
    assert_eq!((&sent["to"], &sent["code"], &sent["day"]), (&"13800138000".into(), &"042917".into(), &"".into()));
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!((header("authorization").as_str(), header("x-app").as_str()), ("Bearer geheim", "7"));
    assert!(!format!("{:?}", request.headers()).contains("geheim"));
    assert_eq!(Escape::of("application/x-www-form-urlencoded").write("a&b=1 2"), "a%26b%3D1%202");
    assert_eq!(Escape::of("text/xml; charset=utf-8").write("<a \"&\">"), "&lt;a &quot;&amp;&quot;&gt;");
}

#[test]
fn an_answer_means_what_the_operator_says() {
    let reading = Reading {
        code_at: "/result/code".to_owned(),
        taken: "0".to_owned(),
        limited: list("8, 33"),
        wrong_number: list("4"),
        id_at: "/result/id".to_owned(),
    };
    let read = |status, body: &str| reading.read(status, body.as_bytes(), "x-1");
    let accepted = |id: &str| SendOutcome::Accepted { provider_id: id.to_owned() };
    assert_eq!(read(200, r#"{"result":{"code":0,"id":77}}"#), accepted("77"));
    assert_eq!(read(201, r#"{"result":{"code":"0"}}"#), accepted("x-1"));
    assert_eq!(read(200, r#"{"result":{"code":33}}"#), SendOutcome::Limited { code: "33".into() });
    assert_eq!(read(200, r#"{"result":{"code":4}}"#), SendOutcome::Refused { code: "4".into(), operator: false });
    assert_eq!(read(200, r#"{"result":{"code":"余额不足 5"}}"#), SendOutcome::Refused { code: "5".into(), operator: true });
    assert_eq!(read(401, "{}"), SendOutcome::Refused { code: "HTTP_401".into(), operator: true });
    assert_eq!(read(429, ""), SendOutcome::Limited { code: "HTTP_429".into() });
    for (status, body) in
        [(200, "<html>"), (200, "{}"), (200, r#"{"result":{"code":null}}"#), (408, ""), (500, "{}"), (503, r#"{"result":{"code":0}}"#)]
    {
        assert!(matches!(read(status, body), SendOutcome::Unknown { .. }), "{status} {body}");
    }
    assert_eq!(Reading::default().read(200, b"anything", "x-1"), accepted("x-1"), "a gateway that says only 200");
}
