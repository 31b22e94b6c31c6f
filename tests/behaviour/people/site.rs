//! The foot of a county's pages, its emblem, and the words of its messages.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kit::story;

const FOOT: &str = "mutation($input: SetFooterInput!) { setFooter(input: $input) { county { footer { operator icp securityFiling version } } \
    errors { code field message } } }";
const EMBLEM: &str = "mutation($input: SetEmblemInput!) { setEmblem(input: $input) { county { footer { emblemUrl version } } errors { code field message } } }";
const TEXTS: &str = "{ noticeTexts { template words own default sample parts version } }";
const WORDS: &str = "mutation($input: SetNoticeTextInput!) { setNoticeText(input: $input) { texts { template words own version } errors { code field message } } }";
const PUBLIC: &str = "query($code: String!) { county(code: $code) { footer { operator telephone icp securityFiling emblemUrl version } } }";

/// A red dot of one pixel.
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

fn foot(version: i32) -> Value {
    json!({ "operator": "演示县纪委监委", "telephone": "0839-5222321", "icp": "蜀ICP备演示号", "securityFiling": "川公网安备演示号", "version": version })
}

async fn public(world: &World) -> Value {
    world.data(None, PUBLIC, json!({ "code": world.home().code })).await["county"]["footer"].clone()
}

async fn html(world: &World) -> String {
    world.http.get(format!("{}/{}", world.url, world.home().code)).send().await.unwrap().text().await.unwrap()
}

story!(the_foot_stands_on_every_page_as_the_county_set_it, |world| {
    is_for_the_administrator(world, FOOT, &foot(7)).await;
    for (key, value, expected) in [
        ("operator", json!(""), "REQUIRED"),
        ("telephone", json!("打电话来找我"), "INVALID"),
        ("privacyUrl", json!("javascript:alert(1)"), "INVALID"),
        ("icp", json!("长".repeat(41)), "TOO_LONG"),
    ] {
        let mut input = foot(0);
        input[key] = value;
        let refused = does(world, "admin", FOOT, input).await;
        assert_eq!((code(&refused), field(&refused)), (expected, key), "{refused}");
    }
    assert_eq!((ledger(world, "county.footer_set").await, public(world).await["version"].clone()), (0, json!(0)), "nothing happened");
    assert_eq!(code(&does(world, "admin", FOOT, foot(0)).await), "-");
    assert_eq!(code(&does(world, "admin", FOOT, foot(0)).await), "CONFLICT", "the second of two is told");
    let shown = public(world).await;
    assert_eq!((&shown["icp"], &shown["version"]), (&json!("蜀ICP备演示号"), &json!(1)));
    let page = html(world).await;
    assert!(page.contains("蜀ICP备演示号") && page.contains("川公网安备演示号") && page.contains("0839-5222321"), "{page}");
    assert_eq!(ledger(world, "county.footer_set").await, 1);
});

story!(an_emblem_is_written_anew_and_goes_with_its_number, |world| {
    let with = |image: &str, version: i32| json!({ "image": image, "version": version });
    is_for_the_administrator(world, EMBLEM, &with(DOT, 7)).await;
    let svg = STANDARD.encode("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    for (image, expected) in [(svg.as_str(), "INVALID"), ("%%%", "INVALID"), (&STANDARD.encode(vec![0; 40_001]), "TOO_LONG")] {
        assert_eq!(code(&does(world, "admin", EMBLEM, with(image, 0)).await), expected);
    }
    assert_eq!((ledger(world, "county.emblem_set").await, public(world).await["emblemUrl"].clone()), (0, Value::Null), "nothing happened");
    assert_eq!(code(&does(world, "admin", EMBLEM, with(DOT, 0)).await), "-");
    let address = public(world).await["emblemUrl"].as_str().unwrap().to_owned();
    let answer = world.http.get(format!("{}{address}", world.url)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, "image/png"));
    assert!(answer.bytes().await.unwrap().starts_with(b"\x89PNG"));
    assert!(html(world).await.contains(&format!("src=\"{address}\"")), "it is on the page that needs no program");
    for other in ["/emblem/510824/2", "/emblem/510824/x", "/emblem/130982/1", "/emblem/000000/1"] {
        assert_eq!(world.http.get(format!("{}{other}", world.url)).send().await.unwrap().status().as_u16(), 404, "{other}");
    }
    assert_eq!(code(&does(world, "admin", EMBLEM, json!({ "version": 1 })).await), "-");
    assert_eq!(public(world).await["emblemUrl"], Value::Null);
    assert_eq!(world.http.get(format!("{}{address}", world.url)).send().await.unwrap().status().as_u16(), 404, "the slot is empty");
    assert_eq!(ledger(world, "county.emblem_set").await, 2);
});

story!(messages_say_the_countys_words_and_nothing_that_tells, |world| {
    let words = |text: Option<&str>, version: i32| json!({ "template": "RECEIVED", "words": text, "version": version });
    is_for_the_administrator(world, WORDS, &words(Some("收到了，请收好查询码。"), 7)).await;
    for text in
        ["收到了，随时可以看。", "您的举报收到了，请收好查询码。", "龙山镇甲村的事收到了，请收好查询码。", "收到了，查询码见 https://a.cn"]
    {
        let refused = does(world, "admin", WORDS, words(Some(text), 0)).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "words"), "{text}");
    }
    for text in [
        "请到 evil.cn 输入查询码。",
        "请到 ｈｔｔｐ：//a.cn 输入查询码。",
        "收好查询码，请打 138-0013-8000。",
        "收好查询码，请打 １３８００１３８０００。",
        "收好查询码，请打 1 3 8 0 0 1 3 8 0 0 0。",
    ] {
        let refused = does(world, "admin", WORDS, words(Some(text), 0)).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "words"), "{text}");
    }
    assert_eq!(ledger(world, "notices.text_set").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "admin", WORDS, words(Some("收到了，请收好查询码。"), 0)).await), "-");
    assert_eq!(code(&does(world, "admin", WORDS, words(None, 0)).await), "CONFLICT", "the second of two is told");
    let token = world.signed_in(world.home(), "admin").await;
    let all = world.data(Some(&token), TEXTS, json!({})).await["noticeTexts"].clone();
    let one = all.as_array().unwrap().iter().find(|one| one["template"] == "RECEIVED").unwrap();
    assert_eq!(
        (&one["words"], &one["own"], &one["parts"], &one["version"]),
        (&json!("收到了，请收好查询码。"), &json!(true), &json!(1), &json!(1))
    );
    // What goes out says so.
    world.files("13800000001", &[kit::cases::id(world.home().unit("village"))]).await;
    world.works_after(time::Duration::ZERO).await;
    let said: Vec<_> = world.sms.taken().into_iter().filter_map(|sms| sms.said).collect();
    assert_eq!(said, ["收到了，请收好查询码。"]);
    assert_eq!(code(&does(world, "admin", WORDS, words(None, 1)).await), "-");
    let all = world.data(Some(&token), TEXTS, json!({})).await["noticeTexts"].clone();
    assert!(all.as_array().unwrap().iter().all(|one| one["words"] == one["default"] && one["own"] == false));
});
