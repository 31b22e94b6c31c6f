//! What stands in the head of every answer, by kind of route: browsers hold to it what a page may do, and what others may do with it.

use kit::{World, story};
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::http::headers::{Kind, ROUTES, is_known};
use lianjing::kernel::settings::Settings;
use reqwest::Method;
use reqwest::header::HeaderMap;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// An address for each route of the table, and whether it is asked by GET.
fn samples() -> Vec<(Method, &'static str, &'static str)> {
    let get = |pattern, path| (Method::GET, pattern, path);
    vec![
        get("/Q/{code}", "/Q/7K3M9PA"),
        get("/q/{code}", "/q/7K3M9PA"),
        get("/assets/{name}", "/assets/nothing.js"),
        get("/emblem/{county}/{no}", "/emblem/510824/1"),
        get("/graphql", "/graphql?query={phoneChallenge{json}}"),
        get("/graphql", "/graphql"),
        get("/healthz", "/healthz"),
        get("/readyz", "/readyz"),
        get("/robots.txt", "/robots.txt"),
        get("/large.js", "/large.js"),
        get("/old.js", "/old.js"),
        get("/mark.svg", "/mark.svg"),
        get("/media/{id}", "/media/media_nothing"),
        get("/open-data/{county}/{file}", "/open-data/510824/manifest.json"),
        get("/outcome-files/{county}/{code}/{no}", "/outcome-files/510824/nothing/1"),
        get("/staff-files/poster/{county}/{file}", "/staff-files/poster/510824/510824-village.pdf"),
        (Method::POST, "/staff-files/outcome-attachments", "/staff-files/outcome-attachments?outcomeId=x&revision=1&name=x&personal=false"),
        (Method::POST, "/oauth/token", "/oauth/token"),
        (Method::POST, "/staff-files/outcomes", "/staff-files/outcomes?unitId=x&kindId=x&kindNo=1"),
        (Method::POST, "/staff-files/subsidies", "/staff-files/subsidies?unitId=x&kind=x&year=2026"),
        (Method::POST, "/uploads", "/uploads"),
        (Method::PATCH, "/uploads/{id}", "/uploads/media_nothing"),
        (Method::POST, "/webhooks/aliyun/sms-report/{secret}", "/webhooks/aliyun/sms-report/report-secret"),
        // Other ways of asking, which the route itself refuses.
        (Method::DELETE, "/graphql", "/graphql"),
        (Method::OPTIONS, "/graphql", "/graphql"),
        (Method::OPTIONS, "/uploads", "/uploads"),
        (Method::POST, "/large.js", "/large.js"),
    ]
}

/// Those that a demonstration adds, and the one on an address of its own.
const ELSEWHERE: [&str; 3] = ["/demo/clock.js", "/demo/messages", "/metrics"];

async fn heads(world: &World, to: SocketAddr, method: Method, path: &str) -> (u16, HeaderMap) {
    let answer = world.http.request(method, format!("http://{to}{path}")).send().await.unwrap();
    (answer.status().as_u16(), answer.headers().clone())
}

fn value<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// What a route of this kind must say, whatever it answers.
fn assert_says(kind: Kind, is_read: bool, headers: &HeaderMap, of: &str) {
    for (name, must) in ALWAYS {
        assert_eq!(value(headers, name), must, "{name} of {of}");
        assert_eq!(headers.get_all(name).iter().count(), 1, "{name} of {of}, once");
    }
    let used = value(headers, "permissions-policy");
    for never in ["camera=()", "geolocation=()", "payment=()"] {
        assert!(used.contains(never), "{of}: {used}");
    }
    assert!(!value(headers, "cache-control").is_empty(), "{of} says whether it may be kept");
    assert_eq!(value(headers, "strict-transport-security"), "", "{of}: only where all goes over TLS");
    let policy = value(headers, "content-security-policy");
    assert_eq!(headers.get_all("content-security-policy").iter().count(), 1, "{of}");
    assert!(!policy.contains("unsafe"), "{of}: {policy}");
    for part in ["base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{of}: {policy}");
    }
    let (default, runs) = match kind {
        Kind::Page | Kind::Client => ("default-src 'self'; ", true),
        Kind::Api | Kind::Data | Kind::File | Kind::OpenData => ("default-src 'none'; ", false),
    };
    assert!(policy.starts_with(default), "{of}: {policy}");
    assert!(!runs || policy.contains("object-src 'none'"), "{of}: {policy}");
    assert_eq!(policy.ends_with("; sandbox"), matches!(kind, Kind::File | Kind::OpenData), "{of}: {policy}");
    let to_all = if is_read && matches!(kind, Kind::Api | Kind::OpenData) { "*" } else { "" };
    assert_eq!(value(headers, "access-control-allow-origin"), to_all, "{of}");
    assert_eq!(value(headers, "access-control-allow-credentials"), "", "{of}");
    for tells in ["server", "x-powered-by"] {
        assert_eq!(value(headers, tells), "", "{of} tells what it runs on");
    }
}

story!(every_kind_of_route_says_what_browsers_must_hold_to, |world| {
    let to = world.serves(&world.kernel, Patience::default(), Bounds::holding(100));
    let mut seen: BTreeSet<&str> = ELSEWHERE.into();
    for (method, pattern, path) in samples() {
        let (_, kind) = ROUTES.into_iter().find(|(known, _)| *known == pattern).expect(pattern);
        let is_read = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
        let (status, headers) = heads(world, to, method.clone(), path).await;
        assert_says(kind, is_read, &headers, &format!("{method} {path} ({status})"));
        seen.insert(pattern);
    }
    assert_eq!(seen, ROUTES.map(|(pattern, _)| pattern).into(), "each route of the table is asked");
    for path in
        ["/", "/510824", "/510824/list", "/510824/u/510824-village", "/staff/me", "/privacy", "/999999", "/nothing/at/all", "/no.file"]
    {
        let (status, headers) = heads(world, to, Method::GET, path).await;
        assert_says(Kind::Page, true, &headers, &format!("{path} ({status})"));
    }
    let page = world.http.get(format!("{}/510824", world.url)).send().await.unwrap().text().await.unwrap();
    for inline in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
        assert!(!page.contains(inline), "{inline}");
    }
    let scripts: Vec<&str> = page.split("<script").skip(1).map(|rest| rest.split_once('>').unwrap().0).collect();
    for script in &scripts {
        assert!(script.contains(" src=\"/") || script.contains("type=\"application/json\""), "no script stands in the page: {script}");
    }
    assert!(!scripts.is_empty());
});

story!(over_tls_a_browser_is_told_to_stay_there, |world| {
    let kernel = world.kernel_with(Settings { public_url: "https://lianjing.example".to_owned(), ..world.kernel.settings.clone() }).await;
    let to = world.serves(&kernel, Patience::default(), Bounds::holding(100));
    for path in ["/510824", "/graphql?query={phoneChallenge{json}}", "/large.js", "/nothing/at/all", "/healthz"] {
        let answer = world.http.get(format!("http://{to}{path}")).send().await.unwrap();
        assert_eq!(value(answer.headers(), "strict-transport-security"), "max-age=31536000; includeSubDomains", "{path}");
    }
    let page = world.http.get(format!("http://{to}/510824")).send().await.unwrap();
    assert!(value(page.headers(), "content-security-policy").ends_with("connect-src 'self' wss://lianjing.example"));
});

/// Literal addresses of routes in the sources of the edge, their tests left out.
fn written() -> BTreeSet<String> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http")];
    let mut found = BTreeSet::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap();
            for begins in ["route(\"", "resource(\"", "get(config, \""] {
                found.extend(source.split(begins).skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_route_in_the_sources_stands_in_the_table() {
    let written = written();
    assert!(written.len() > 12, "the sources are found: {written:?}");
    let missing: Vec<_> = written.iter().filter(|pattern| !is_known(pattern)).collect();
    assert!(missing.is_empty(), "no headers are said for {missing:?}: give each a kind in server/src/http/headers.rs");
    assert!(!is_known("/made-up"), "what does not stand there is not known");
}
