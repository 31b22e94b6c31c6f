//! The villagers' pages as plain HTML, readable without any program on the phone; the client takes over where it runs.

mod addresses;
mod client;
mod documents;
mod emblem;
mod entry;
mod poster;
mod register;
mod render;
pub mod shell;
pub mod unsought;
mod view;

use crate::api::schema::LianjingSchema;
use crate::domain::directory;
use crate::http::answer::note_busy;
use crate::kernel::{Failure, Kernel, Outcome};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, ETAG, IF_NONE_MATCH, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
pub use addresses::is_page;
use documents::{Asked, Question};
use render::Site;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

type Ground = (web::Data<Kernel>, web::Data<LianjingSchema>, web::Data<Site>);

/// Adds the pages, the sticker's way in, posters and the client's files; whatever is left is not there. `first` stands in
/// the head of each page before everything else.
pub fn configure(config: &mut web::ServiceConfig, first: &'static str) {
    config
        .app_data(web::Data::new(Site::embedded(first)))
        .app_data(web::QueryConfig::default().error_handler(misread))
        .app_data(web::PathConfig::default().error_handler(misread))
        .configure(entry::configure)
        .configure(poster::configure)
        .configure(emblem::configure)
        .configure(client::configure)
        .configure(addresses::configure)
        .default_service(web::to(rest));
}

async fn home(http: HttpRequest, kernel: web::Data<Kernel>, site: web::Data<Site>) -> HttpResponse {
    let counties = match kernel.tenants.all().await {
        Ok(counties) => counties,
        Err(failure) => return broken(&failure, &site),
    };
    match (&kernel.settings.home_county, counties.as_slice()) {
        (Some(code), _) => redirect(&format!("/{code}")),
        (None, [only]) => redirect(&format!("/{}", only.code)),
        (None, several) => page(&http, &site.counties(several)),
    }
}

async fn county(http: HttpRequest, path: web::Path<String>, ground: Ground) -> HttpResponse {
    let question = Question { name: "County", variables: json!({ "code": path.into_inner() }) };
    answer(&http, question, &ground, Site::county).await
}

#[derive(Debug, Deserialize)]
struct Wanted {
    category: Option<String>,
    town: Option<String>,
    q: Option<String>,
    after: Option<String>,
}

async fn list(http: HttpRequest, path: web::Path<String>, wanted: web::Query<Wanted>, ground: Ground) -> HttpResponse {
    let text = wanted.q.as_deref().map(|text| text.trim().chars().take(40).collect::<String>());
    if let Some(code) = text.as_deref().and_then(|text| crate::domain::entry::StickerCode::parse(text).ok()) {
        return redirect(&format!("/q/{code}"));
    }
    let category = wanted.category.as_deref().filter(|name| view::category(name).is_some());
    let mut variables = json!({ "county": path.into_inner(), "category": category, "parent": wanted.town, "text": text });
    if let (Some(after), Some(map)) = (&wanted.after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    let question = Question { name: "Units", variables };
    answer(&http, question, &ground, Site::list).await
}

#[derive(Debug, Deserialize)]
struct PowersFrom {
    powers: Option<String>,
}

async fn unit(http: HttpRequest, path: web::Path<(String, String)>, from: web::Query<PowersFrom>, ground: Ground) -> HttpResponse {
    let (county, code) = path.into_inner();
    let mut variables = json!({ "county": county, "code": code });
    // Only where it is given: the client asks without it, and looks for the answer under what it asks.
    if let (Some(after), Some(map)) = (&from.powers, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    let question = Question { name: "Unit", variables };
    answer(&http, question, &ground, Site::unit).await
}

async fn publication(http: HttpRequest, path: web::Path<(String, String)>, ground: Ground) -> HttpResponse {
    let (county, code) = path.into_inner();
    let question = Question { name: "Publication", variables: json!({ "county": county, "code": code }) };
    answer(&http, question, &ground, Site::publication).await
}

#[derive(Debug, Deserialize)]
struct Sought {
    q: Option<String>,
    after: Option<String>,
}

async fn results(http: HttpRequest, path: web::Path<String>, sought: web::Query<Sought>, ground: Ground) -> HttpResponse {
    let Sought { q, after } = sought.into_inner();
    let text = q.map(|text| text.trim().chars().take(40).collect::<String>()).filter(|text| !text.is_empty());
    let mut variables = json!({ "county": path.into_inner(), "text": text });
    if let (Some(after), Some(map)) = (after, variables.as_object_mut()) {
        map.insert("after".to_owned(), json!(after));
    }
    answer(&http, Question { name: "Publications", variables }, &ground, Site::results).await
}

async fn open_data(http: HttpRequest, path: web::Path<String>, ground: Ground) -> HttpResponse {
    let question = Question { name: "OpenData", variables: json!({ "county": path.into_inner() }) };
    answer(&http, question, &ground, Site::open_data).await
}

#[derive(Debug, Deserialize)]
struct Named {
    county: Option<String>,
}

/// A page of the client alone: its frame, and for phones on which the client can't run whom to call and where to go.
async fn bare(http: HttpRequest, kernel: web::Data<Kernel>, site: web::Data<Site>) -> HttpResponse {
    let county = match county_meant(&http, &kernel).await {
        Ok(county) => county,
        // The client's page needs no county, and tells by itself what is broken.
        Err(failure) => {
            tracing::warn!(error = %failure, "a page goes without its county");
            None
        }
    };
    page(&http, &site.bare(county.as_ref()))
}

/// The county that the address names, or else the only one that can be meant.
async fn county_meant(http: &HttpRequest, kernel: &web::Data<Kernel>) -> Outcome<Option<directory::graphql::County>> {
    let asked = web::Query::<Named>::from_query(http.query_string()).ok().and_then(|named| named.into_inner().county);
    let named = http.match_info().get("county").map(str::to_owned).or(asked).or_else(|| kernel.settings.home_county.clone());
    let known = kernel.tenants.all().await?;
    let meant = match (named, known.as_slice()) {
        (Some(code), all) => all.iter().find(|county| county.code == code),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    match meant {
        Some(county) => directory::graphql::County::by_id(&documents::nobody(kernel), county.id).await.map(Some),
        None => Ok(None),
    }
}

/// What looks like a file is told so in a line; everything else gets the page for it.
async fn rest(http: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    if http.path().rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return HttpResponse::NotFound().insert_header((CACHE_CONTROL, "no-store")).body("没有这个文件。\n");
    }
    not_found(&site)
}

/// A page can only be read.
async fn wrong_method() -> HttpResponse {
    let mut response = HttpResponse::MethodNotAllowed();
    response.insert_header((ALLOW, "GET, HEAD")).insert_header((CACHE_CONTROL, "no-store"));
    response.content_type("text/plain; charset=utf-8").body("这一页只能看，不能这样用。\n")
}

/// An address whose parts have no meaning is one that is not there.
fn misread(error: impl std::fmt::Display + std::fmt::Debug + 'static, http: &HttpRequest) -> actix_web::Error {
    let page = http.app_data::<web::Data<Site>>().map_or_else(|| HttpResponse::NotFound().finish(), |site| not_found(site));
    InternalError::from_response(error, page).into()
}

/// Runs the client's own document, and renders its answer.
async fn answer(
    http: &HttpRequest,
    question: Question,
    (kernel, schema, site): &Ground,
    render: impl Fn(&Site, &Asked) -> Option<String>,
) -> HttpResponse {
    match documents::ask(kernel, schema, question).await {
        Ok(asked) => match render(site, &asked) {
            Some(html) if asked.tells_of_persons() => unsought::told(page(http, &html)),
            Some(html) => page(http, &html),
            None => not_found(site),
        },
        Err(failure) => broken(&failure, site),
    }
}

fn not_found(site: &Site) -> HttpResponse {
    html(StatusCode::NOT_FOUND).insert_header((CACHE_CONTROL, "no-store")).body(site.not_found())
}

/// The page for a fault; logged here, once.
fn broken(failure: &Failure, site: &Site) -> HttpResponse {
    match failure {
        Failure::Busy => note_busy("a page"),
        _ => tracing::error!(error = %failure, "a page could not be made"),
    }
    html(StatusCode::SERVICE_UNAVAILABLE).insert_header((CACHE_CONTROL, "no-store")).body(site.broken())
}

fn redirect(to: &str) -> HttpResponse {
    HttpResponse::Found().insert_header((LOCATION, to)).insert_header((CACHE_CONTROL, "no-store")).finish()
}

fn html(status: StatusCode) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.content_type("text/html; charset=utf-8");
    response
}

/// A public page: kept by the phone, asked about every time.
fn page(http: &HttpRequest, body: &str) -> HttpResponse {
    let digest = hex::encode(Sha256::digest(body.as_bytes()));
    // Weak, because a compressed answer has other bytes.
    let tag = format!("W/\"{}\"", digest.get(..32).unwrap_or_default());
    let known = http.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return HttpResponse::NotModified().insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "no-cache")).finish();
    }
    let mut response = html(StatusCode::OK);
    response.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "no-cache")).body(body.to_owned())
}
