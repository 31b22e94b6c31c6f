//! `/uploads`: tus 1.0.0 with creation, expiration, termination and checksum; every verb asks for the upload token.

mod answer;
#[cfg(test)]
mod fuzz;
mod headers;
mod patch;
#[cfg(test)]
mod tests;

use self::answer::{Answer, Refused, options, progress_headers, tus};
use self::headers::{Asked, BadHeader};
use crate::domain::media::{self, Announced, UploadError, UploadRefusal};
use crate::domain::reporters::{UploadActor, upload_actor};
use crate::http::body::Patience;
use crate::kernel::{Actor, Ctx, Kernel};
use crate::ports::Ports;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use entity::id::MediaId;

/// The version that is spoken.
const VERSION: &str = "1.0.0";

/// Adds the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/uploads").to(collection)).service(web::resource("/uploads/{id}").to(upload));
}

/// What every verb needs.
struct Request {
    ctx: Ctx,
    ports: Ports,
    grantee: UploadActor,
    asked: Asked,
    patience: Patience,
}

async fn collection(http: HttpRequest, body: web::Payload, kernel: web::Data<Kernel>, ports: web::Data<Ports>) -> HttpResponse {
    let method = headers::method(&http);
    if method == Method::OPTIONS {
        return options();
    }
    let answer = async {
        let request = admit(&http, &kernel, &ports)?;
        if method == Method::POST { create(&request).await } else { Err(Refused::Method("POST, OPTIONS")) }
    };
    let answer = answer.await;
    // A body was not asked for; unread, it would break the connection before the answer is read.
    patch::drain(body).await;
    answer.unwrap_or_else(HttpResponse::from)
}

async fn upload(
    http: HttpRequest,
    id: web::Path<String>,
    body: web::Payload,
    kernel: web::Data<Kernel>,
    ports: web::Data<Ports>,
) -> HttpResponse {
    let method = headers::method(&http);
    if method == Method::OPTIONS {
        return options();
    }
    let request = admit(&http, &kernel, &ports).and_then(|request| {
        let id = id.parse::<MediaId>().map_err(|_| UploadRefusal::Unknown)?;
        Ok((request, id))
    });
    let answer = match (request, method) {
        (Ok((request, id)), Method::PATCH) => return patch::answer(request, id, body).await,
        (Ok((request, id)), Method::HEAD) => look(&request, id).await,
        (Ok((request, id)), Method::DELETE) => cancel(&request, id).await,
        (Ok(_), _) => Err(Refused::Method("HEAD, PATCH, DELETE, OPTIONS")),
        (Err(refusal), _) => Err(refusal),
    };
    patch::drain(body).await;
    answer.unwrap_or_else(HttpResponse::from)
}

/// The version, the token, and headers that have a meaning.
fn admit(http: &HttpRequest, kernel: &web::Data<Kernel>, ports: &Ports) -> Result<Request, Refused> {
    if !headers::speaks(http, VERSION) {
        return Err(Refused::OtherVersion);
    }
    let token = headers::bearer(http).ok_or(UploadRefusal::GrantEnded)?;
    let grantee = upload_actor(kernel, token).map_err(UploadError::from)?;
    let grantee = grantee.ok_or(UploadRefusal::GrantEnded)?;
    let asked = Asked::read(http.headers())?;
    let ctx = Ctx::new(kernel, Actor::Nobody, "upload".to_owned());
    let patience = http.app_data::<web::Data<Patience>>().map(|patience| ***patience).unwrap_or_default();
    Ok(Request { ctx, ports: ports.clone(), grantee, asked, patience })
}

async fn create(request: &Request) -> Answer {
    let length = request.asked.length.ok_or(BadHeader("Upload-Length"))?;
    let metadata = &request.asked.metadata;
    let kind = metadata.kind.or_else(|| media::announced(&metadata.media_type, &metadata.file_name));
    let kind = kind.ok_or(UploadRefusal::UnknownType)?;
    let created = media::create(&request.ctx, &request.grantee, Announced { length, kind }).await?;
    let mut answer = tus(StatusCode::CREATED);
    answer.insert_header((header::LOCATION, format!("/uploads/{}", created.id)));
    progress_headers(&mut answer, created.progress);
    Ok(answer.finish())
}

async fn look(request: &Request, id: MediaId) -> Answer {
    let progress = media::look(&request.ctx, &request.grantee, id).await?;
    let mut answer = tus(StatusCode::OK);
    answer.insert_header(("Upload-Length", progress.length.to_string()));
    progress_headers(&mut answer, progress);
    Ok(answer.finish())
}

async fn cancel(request: &Request, id: MediaId) -> Answer {
    media::cancel(&request.ctx, &request.ports, &request.grantee, id).await?;
    Ok(tus(StatusCode::NO_CONTENT).finish())
}
