//! The pages of the register: a power, the versions of a list, outcomes, rules.

use super::documents::{self, Question};
use super::render::Site;
use super::{Ground, Sought, answer, broken, not_found, page, view};
use crate::kernel::grams::sought;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

/// A power with what people said of it: the client fetches that late, a page without it would never show it.
pub(super) async fn power(http: HttpRequest, path: web::Path<(String, String)>, (kernel, schema, site): Ground) -> HttpResponse {
    let (county, code) = path.into_inner();
    let question = Question { name: "Power", variables: json!({ "county": county, "code": code }) };
    let asked = match documents::ask(&kernel, &schema, question).await {
        Ok(asked) => asked,
        Err(failure) => return broken(&failure, &site),
    };
    let Some(about) = asked.data.pointer("/power/id").cloned() else { return not_found(&site) };
    let question = Question { name: "OpinionsOnPage", variables: json!({ "about": about, "county": county, "result": null }) };
    match documents::ask(&kernel, &schema, question).await {
        Ok(said) => site.power(&asked, &said).map_or_else(|| not_found(&site), |html| page(&http, &html)),
        Err(failure) => broken(&failure, &site),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Compared {
    older: Option<i32>,
    newer: Option<i32>,
    after: Option<String>,
}

pub(super) async fn versions(
    http: HttpRequest,
    path: web::Path<(String, String)>,
    compared: web::Query<Compared>,
    ground: Ground,
) -> HttpResponse {
    let (county, code) = path.into_inner();
    let mut variables = json!({ "county": county, "code": code });
    // Only what is given, as the client asks.
    for (name, no) in [("older", compared.older), ("newer", compared.newer)] {
        if let (Some(no), Some(map)) = (no, variables.as_object_mut()) {
            map.insert(name.to_owned(), json!(no));
        }
    }
    if let (Some(after), Some(map)) = (&compared.after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    answer(&http, Question { name: "ListVersions", variables }, &ground, Site::versions).await
}

pub(super) async fn outcome(http: HttpRequest, path: web::Path<(String, String)>, ground: Ground) -> HttpResponse {
    let (county, code) = path.into_inner();
    let question = Question { name: "Outcome", variables: json!({ "county": county, "code": code }) };
    answer(&http, question, &ground, Site::outcome).await
}

pub(super) async fn rules(http: HttpRequest, path: web::Path<String>, sought: web::Query<Sought>, ground: Ground) -> HttpResponse {
    let Sought { q, after } = sought.into_inner();
    let text = q.map(|text| text.trim().chars().take(40).collect::<String>()).filter(|text| !text.is_empty());
    let mut variables = json!({ "county": path.into_inner(), "text": text });
    if let (Some(after), Some(map)) = (after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    answer(&http, Question { name: "Rules", variables }, &ground, Site::rules).await
}

pub(super) async fn rule(http: HttpRequest, path: web::Path<(String, String)>, from: web::Query<Sought>, ground: Ground) -> HttpResponse {
    let (county, code) = path.into_inner();
    let mut variables = json!({ "county": county, "code": code });
    if let (Some(after), Some(map)) = (&from.after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    answer(&http, Question { name: "Rule", variables }, &ground, Site::rule).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Looked {
    q: Option<String>,
    kind: Option<String>,
    unit: Option<String>,
    power: Option<String>,
    from: Option<String>,
    until: Option<String>,
    after: Option<String>,
}

pub(super) async fn outcomes(http: HttpRequest, path: web::Path<String>, looked: web::Query<Looked>, ground: Ground) -> HttpResponse {
    let Looked { q, kind, unit, power, from, until, after } = looked.into_inner();
    // Words that can't be looked for are none: the list without them is better than no page.
    let text = q.map(|text| text.trim().chars().take(40).collect::<String>()).filter(|text| sought("text", text).is_ok());
    let given = |value: Option<String>| value.filter(|value| !value.is_empty());
    // So is what is no day.
    let day = |value: Option<String>| value.filter(|value| view::is_day(value));
    let filter = json!({
        "from": day(from), "kind": given(kind), "power": given(power), "text": text, "unit": given(unit), "until": day(until),
    });
    let mut variables = json!({ "county": path.into_inner(), "filter": filter });
    if let (Some(after), Some(map)) = (after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    answer(&http, Question { name: "Outcomes", variables }, &ground, Site::outcomes).await
}
