//! `/healthz` and `/readyz`: whether the process is alive, and whether all is there that it stands on.

use crate::kernel::Kernel;
use crate::ports::Ports;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};
use migration::Migrator;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbErr, Statement};
use sea_orm_migration::MigratorTrait as _;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// So long an answer holds: whoever asks often must not wear out the disk.
const HOLDS: Duration = Duration::from_secs(3);

/// What was missing when somebody last looked.
#[derive(Default)]
pub struct Seen(Mutex<Option<(Instant, Vec<&'static str>)>>);

/// The process is alive.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().body("ok\n")
}

/// Database, migrations, blob store and keys are there; otherwise the names of what is not, one a line.
pub async fn readyz(kernel: web::Data<Kernel>, ports: web::Data<Ports>, seen: web::Data<Seen>) -> HttpResponse {
    let mut last = seen.0.lock().await;
    let missing = match &*last {
        Some((at, missing)) if at.elapsed() < HOLDS => missing.clone(),
        _ => missing(&kernel, &ports).await,
    };
    if last.as_ref().is_none_or(|(at, _)| at.elapsed() >= HOLDS) {
        *last = Some((Instant::now(), missing.clone()));
    }
    let mut answer = if missing.is_empty() { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    let body = if missing.is_empty() { "ready\n".to_owned() } else { missing.iter().map(|part| format!("{part}\n")).collect() };
    answer.insert_header((CACHE_CONTROL, "no-store")).body(body)
}

async fn missing(kernel: &Kernel, ports: &Ports) -> Vec<&'static str> {
    let (database, migrations) = match (kernel.tenants.all().await, migrations(kernel.db.platform()).await) {
        (Err(failure), _) => (Err(failure.to_string()), Ok(())),
        (Ok(_), Err(error)) => (Ok(()), Err(error.to_string())),
        (Ok(_), Ok((applied, known))) if applied == known => (Ok(()), Ok(())),
        (Ok(_), Ok((applied, known))) => (Ok(()), Err(format!("{applied} of {known} migrations"))),
    };
    let parts = [("database", database), ("migrations", migrations), ("blobs", ports.blobs.ready().await), ("keys", kernel.keys.ready())];
    let faulty = parts.into_iter().filter_map(|(part, state)| {
        // Not inside the macro: it looks at nothing while nobody keeps a log.
        let error = state.err()?;
        tracing::error!(part, error, "not ready");
        Some(part)
    });
    faulty.collect()
}

/// How many migrations the database has, and how many this program knows.
///
/// # Errors
/// If the list can't be read: there is none before the first.
pub async fn migrations(db: &DatabaseConnection) -> Result<(usize, usize), DbErr> {
    let sql = "SELECT count(*) AS applied FROM seaql_migrations";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let applied = row.map(|row| row.try_get::<i64>("", "applied")).transpose()?.unwrap_or_default();
    Ok((usize::try_from(applied).unwrap_or_default(), Migrator::migrations().len()))
}
