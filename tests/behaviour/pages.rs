//! The pages without any program on the phone: readable, linked, with the client's first answer inside.

use crate::directory::costs::powers_csv;
use kit::{World, story};
use lianjing::domain::import;
use serde_json::Value;

async fn get(world: &World, path: &str) -> (u16, String) {
    let response = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

fn first_view(html: &str) -> Value {
    let (_, rest) = html.split_once("id=\"first-view\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

story!(a_villager_reads_from_the_county_down_to_a_power, |world| {
    import::run(&world.ctx(), "510824", &powers_csv("510824-village", 1), false).await.unwrap();
    let (status, county) = get(world, "/510824").await;
    assert_eq!(status, 200);
    assert!(county.contains("<title>廉镜</title>") && county.contains("href=\"/510824/list?category=VILLAGE\""));
    let (_, towns) = get(world, "/510824/list?category=VILLAGE").await;
    assert!(towns.contains("href=\"/510824/list?category=VILLAGE&amp;town=510824-town\""));
    let (_, villages) = get(world, "/510824/list?category=VILLAGE&town=510824-town").await;
    assert!(villages.contains("href=\"/510824/u/510824-village\""));
    let (_, unit) = get(world, "/510824/u/510824-village").await;
    for part in [
        "<h1>龙山镇甲村</h1>",
        "id=\"duty\"",
        "id=\"structure\"",
        "id=\"power\"",
        "id=\"people\"",
        "id=\"watch\"",
        "由龙山镇纪委办理",
        "href=\"/510824/p/PW-1\"",
        "/510824/report?subject=unit_",
    ] {
        assert!(unit.contains(part), "{part}");
    }
    let (_, power) = get(world, "/510824/p/PW-1").await;
    for part in [
        "<h1>权力1</h1>",
        "<svg class=\"chart\"",
        "资料不全时退回第 1 步",
        "优亲厚友",
        "当场记票",
        "村委会组织法",
        "谁来管（监督主体）",
        "/510824/report?subject=power_",
    ] {
        assert!(power.contains(part), "{part}");
    }
});

story!(where_the_client_cannot_run_a_page_says_whom_to_call, |world| {
    for (path, county) in [
        ("/510824/report", Some("510824")),
        ("/130982/report", Some("130982")),
        ("/track?county=130982", Some("130982")),
        ("/track", Some("510824")),
        ("/track?county=999999", None),
        ("/999999/report", None),
        ("/privacy", Some("510824")),
        ("/accessibility", Some("510824")),
        ("/report/done", Some("510824")),
        ("/staff/sign-in", Some("510824")),
    ] {
        let (status, html) = get(world, path).await;
        assert_eq!(status, 200, "{path}");
        let (_, plain) = html.split_once("<noscript>").unwrap_or_else(|| panic!("{path} is white"));
        let (plain, after) = plain.split_once("</noscript>").unwrap();
        for part in ["href=\"tel:12388\"", "href=\"tel:110\"", "到乡镇纪委当面说", "<h1>"] {
            assert!(plain.contains(part), "{path}: {part}");
        }
        assert!(after.contains("<script nomodule src=\"/old.js\">"), "{path}");
        for code in ["510824", "130982"] {
            let meant = county == Some(code);
            for part in [format!("tel:0800-{code}"), format!("href=\"/{code}\"")] {
                assert_eq!(plain.contains(&part), meant, "{path}: {part}");
            }
        }
        assert_eq!(plain.contains("人民路 8 号"), county.is_some(), "{path}");
    }
    let response = world.http.get(format!("{}/old.js", world.url)).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert!(response.headers()["content-type"].to_str().unwrap().contains("javascript"));
    assert!(response.text().await.unwrap().contains("noscript"));
});

story!(every_plain_page_ends_with_the_countys_telephone, |world| {
    for path in ["/510824", "/510824/list?category=TOWN", "/510824/u/510824-village", "/510824/p/510824-dibao"] {
        let (_, html) = get(world, path).await;
        for part in ["tel:0800-510824", "人民路 8 号", "tel:12388", "110"] {
            assert!(html.contains(part), "{path}: {part}");
        }
        assert!(!html.contains("<noscript>"), "{path} is readable by itself");
    }
});

story!(a_long_list_of_powers_goes_on_without_a_program, |world| {
    import::run(&world.ctx(), "510824", &powers_csv("510824-village2", 101), false).await.unwrap();
    let powers = |html: &str| html.matches("href=\"/510824/p/PW-").count();
    let (_, first) = get(world, "/510824/u/510824-village2").await;
    assert!(first.contains("共 101 项"));
    assert_eq!(powers(&first), 100);
    let (_, rest) = first.split_once("href=\"/510824/u/510824-village2?").expect("a way to the rest");
    let (next, _) = rest.split_once("#power\"").unwrap();
    let (status, second) = get(world, &format!("/510824/u/510824-village2?{next}")).await;
    assert_eq!((status, powers(&second)), (200, 1));
    assert!(second.contains("从头看权力清单") && !second.contains("再看一些权力") && !first.contains("从头看权力清单"));
    let all: std::collections::BTreeSet<_> = [&first, &second].iter().flat_map(|html| html.split("/510824/p/").skip(1)).collect();
    assert_eq!(
        all.iter()
            .filter(|rest| rest.starts_with("PW-"))
            .map(|rest| rest.split('"').next())
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        101
    );
    // The client asks without a cursor, and finds the first answer under that.
    assert_eq!(first_view(&first)["key"], r#"Unit:{"code":"510824-village2","county":"510824"}"#);
    for misread in ["/510824/u/510824-village2?powers=x", "/510824/u/510824-village2?powers=YQ"] {
        let (status, page) = get(world, misread).await;
        assert_eq!((status, powers(&page), first_view(&page)), (200, 100, first_view(&first)), "from its beginning: {misread}");
    }
});

story!(the_page_holds_the_answer_that_the_client_would_fetch, |world| {
    let view = first_view(&get(world, "/510824/u/510824-village").await.1);
    assert_eq!(view["key"], r#"Unit:{"code":"510824-village","county":"510824"}"#);
    assert_eq!(view["data"]["unit"]["name"], "龙山镇甲村");
    let view = first_view(&get(world, "/510824/list?q=%E7%94%B2").await.1);
    assert_eq!(view["key"], r#"Units:{"category":null,"county":"510824","parent":null,"text":"甲"}"#);
    assert_eq!(view["data"]["county"]["units"]["totalCount"], 1);
    assert_eq!(first_view(&get(world, "/510824").await.1)["key"], r#"County:{"code":"510824"}"#);
});

story!(hostile_names_stay_text, |world| {
    let bytes = "code,name,category,intro\nX1,</script><script>alert(1)</script>,村,<img src=x onerror=alert(1)>\n".as_bytes().to_vec();
    let report = import::run(&world.ctx(), "510824", &[import::SourceFile { name: "units.csv".to_owned(), bytes }], false).await.unwrap();
    assert!(report.written);
    let (_, html) = get(world, "/510824/u/X1").await;
    assert!(!html.contains("<script>alert") && !html.contains("<img"));
    assert_eq!(first_view(&html)["data"]["unit"]["name"], "</script><script>alert(1)</script>");
});

story!(what_is_not_there_says_so, |world| {
    for path in ["/999999", "/510824/u/none", "/510824/p/none", "/999999/list", "/510824/u/130982-village", "/assets/none.js", "/x.php"] {
        let (status, body) = get(world, path).await;
        assert_eq!(status, 404, "{path}");
        assert!(body.contains("没有"), "{path}");
    }
    for path in ["/track", "/510824/report", "/staff/sign-in", "/510824/list?after=x", "/510824/list?category=NONSENSE&q=%00"] {
        assert!(matches!(get(world, path).await.0, 200 | 404), "{path}");
    }
});

story!(pages_are_kept_and_asked_about, |world| {
    let url = format!("{}/510824/u/510824-village", world.url);
    let response = world.http.get(&url).send().await.unwrap();
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    assert_eq!(header("cache-control"), "no-cache");
    let policy = header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"));
    let line = world.kernel.settings.public_url.replacen("http", "ws", 1);
    assert!(policy.ends_with(&format!("connect-src 'self' {line}")), "{policy}");
    let again = world.http.get(&url).header("if-none-match", header("etag")).send().await.unwrap();
    assert_eq!(again.status().as_u16(), 304);
});

story!(a_body_that_is_a_unit_of_the_county_leads_to_its_page, |world| {
    let text = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n\
                510824-village,BODY-1,临时救助,行政给付,救急的钱,龙山镇,龙山镇纪委,省里的某个单位\n";
    let file = import::SourceFile { name: "powers.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    assert!(import::run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    let query = "{ power(county: \"510824\", code: \"BODY-1\") { accountableBody bodies { words unitCode unitName } } }";
    let power = world.data(None, query, serde_json::json!({})).await["power"].clone();
    let named = |words: &str| serde_json::json!({ "words": words, "unitCode": "510824-town", "unitName": "龙山镇" });
    assert_eq!(power["bodies"], serde_json::json!([named("龙山镇"), named("龙山镇纪委")]), "a unit, and the organ of one");
    assert_eq!(power["accountableBody"], "省里的某个单位", "other words stay words");
    let (_, page) = get(world, "/510824/p/BODY-1").await;
    assert!(page.contains("<a class=\"link\" href=\"/510824/u/510824-town\">龙山镇纪委</a>"), "{page}");
    assert!(page.contains("<b>省里的某个单位</b>"), "{page}");
});
