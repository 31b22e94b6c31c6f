//! The built client, inside the program: hashed files for ever, the others asked about every time.

use super::addresses;
use super::shell::Assets;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../mobile-web/dist"]
#[allow_missing = true]
struct Client;

/// Adds the client's files.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    addresses::get(config, "/assets/{name}", hashed);
    addresses::get(config, "/robots.txt", || async { robots() });
    for name in ["large.js", "old.js", "mark.svg"] {
        addresses::get(config, &format!("/{name}"), move || async move { file(name, "no-cache") });
    }
}

/// Crawlers stay away from where people report and where the staff works; what is published they may read.
const ROBOTS: &str = "User-agent: *\nDisallow: /staff\nDisallow: /staff-files/\nDisallow: /graphql\nDisallow: /uploads\nDisallow: /q/\n\
    Disallow: /track\nDisallow: /report/\nDisallow: /*/report\nDisallow: /*/money\nDisallow: /*/rate/\nDisallow: /*/opinion$\n\
    Disallow: /*/my-opinions\nDisallow: /outcome-files/\nDisallow: /media/\n";

fn robots() -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.content_type("text/plain; charset=utf-8").insert_header((CACHE_CONTROL, "public, max-age=86400")).body(ROBOTS)
}

/// The client's files for the head of a page; none where it was not built.
pub(super) fn assets() -> Assets {
    let manifest = Client::get(".vite/manifest.json");
    let text = manifest.as_ref().and_then(|file| std::str::from_utf8(&file.data).ok());
    text.and_then(|text| Assets::from_manifest(text).ok()).unwrap_or_default()
}

async fn hashed(name: web::Path<String>) -> HttpResponse {
    file(&format!("assets/{name}"), "public, max-age=31536000, immutable")
}

fn file(name: &str, caching: &'static str) -> HttpResponse {
    match Client::get(name) {
        Some(file) => {
            let mut response = HttpResponse::Ok();
            response
                .content_type(with_charset(file.metadata.mimetype()))
                .insert_header((CACHE_CONTROL, caching))
                .body(file.data.into_owned())
        }
        None => HttpResponse::NotFound().insert_header((CACHE_CONTROL, "no-store")).body("没有这个文件。\n"),
    }
}

/// Texts say how their letters are written.
fn with_charset(media_type: &str) -> String {
    if media_type.starts_with("text/") { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() }
}
