//! The command line: each command is one short trip through boot.

mod backup;
mod county;
mod demo;
mod import;
mod keys;
mod ledger;
mod parked;
mod poster;
mod recovery;
pub mod reference;
mod restore;

use crate::api::schema;
use crate::boot::{self, App, Faults};
use crate::config::Config;
use crate::http;
use crate::kernel::Failure;
use crate::kernel::api_limits::ApiLimits;
use actix_web::dev::ServerHandle;
use clap::{Parser, Subcommand};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::PathBuf;

/// 廉镜: every public power on the open page.
#[derive(Debug, Parser)]
#[command(name = "lianjing", version)]
pub struct Cli {
    /// Configuration file; `lianjing.toml` if none is named.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answers requests and works the outbox.
    Serve {
        /// Leaves the outbox to `lianjing work`.
        #[arg(long)]
        no_work: bool,
    },
    /// Works the outbox and the clocks, without answering requests.
    Work,
    /// Brings the database to the newest form.
    Migrate,
    /// Makes missing folders and keys; run it once before the first `serve`.
    Prepare,
    /// Fills four counties with demonstration data and answers requests.
    Demo {
        /// Terms run so many times faster: 8640 is a day in ten seconds, and three months in a quarter of an hour.
        #[arg(long, default_value_t = 1)]
        accelerate: u32,
    },
    /// Sets up a real county: its commission, its first administrator and heads; shows their first passwords once.
    County(county::NewOne),
    /// Gives a role where nobody of the county can agree to it; on the ledger, with the reason.
    Grant(county::Grant),
    /// Makes new access to one account where nobody of the county can; on the ledger, with the reason.
    Access(county::Renew),
    /// Reads a county's registers from CSV files; writes nothing if one row is faulty.
    Import(import::Import),
    /// Writes the poster of a unit, as SVG or PDF by the file's ending.
    Poster(poster::Poster),
    /// Makes new keys; the older ones stay in the key folder and open what they made.
    RenewKeys(keys::Renew),
    /// Wraps what lies under older keys anew, and says which of them are needed no more.
    Reseal(keys::Reseal),
    /// Draws the key that lies on paper in a safe, or says what it opens; the paper before is void.
    PaperKey(recovery::Paper),
    /// Gives an organ's key back to a member by the paper key, which is read from the terminal; on the ledger, with the reason.
    Recover(recovery::Back),
    /// Shows the jobs that failed too often, of one county or all; takes them up again when told.
    Parked(parked::Parked),
    /// Makes a pair of keys for backups: the public half makes them, only the secret half opens them.
    BackupKey(backup::NewKey),
    /// Writes all rows and all evidence of one county, or of all, into one sealed file, while the server runs. The key folder
    /// is never part of it.
    Backup(backup::Make),
    /// Puts a backup back: all into an empty system, or one county into one that runs.
    Restore(restore::Restore),
    /// Verifies the ledger of a county or of all, from the database or from the public API; shows the counties' public keys.
    Ledger(ledger::Ledger),
    /// Prints the GraphQL schema.
    Schema,
    /// Prints the API's reference for third parties.
    Reference,
    /// Names everything that is wrong with the configuration.
    CheckConfig,
}

/// Runs a command.
///
/// # Errors
/// Sentences for the operator.
pub async fn run(cli: Cli) -> Result<(), Faults> {
    if matches!(cli.command, Command::Schema) {
        return say(&schema::build(&ApiLimits::default()).sdl());
    }
    if matches!(cli.command, Command::Reference) {
        return say(&reference::page().map_err(|why| vec![why])?);
    }
    if let Command::Ledger(ledger) = &cli.command
        && let Some(follow) = ledger.follow()
    {
        return ledger::follow(follow).await;
    }
    let config = Config::load(cli.config.as_deref());
    let config = if let Command::Demo { accelerate } = cli.command { config.for_demo(accelerate) } else { config };
    match cli.command {
        Command::Serve { no_work } => serve(&config, !no_work).await,
        Command::Work => work(&config).await,
        Command::Migrate => boot::migrate(&config).await,
        Command::Prepare => boot::prepare(&config),
        Command::CheckConfig => check(&config),
        Command::Demo { .. } => demo::run(&config).await,
        Command::County(one) => county::make(&config, one).await,
        Command::Grant(grant) => county::grant(&config, grant).await,
        Command::Access(renew) => county::renew(&config, renew).await,
        Command::Import(import) => import::run(&config, &import).await,
        Command::Poster(poster) => poster::run(&config, &poster).await,
        Command::RenewKeys(renew) => keys::renew(&config, renew).await,
        Command::Reseal(reseal) => keys::reseal(&config, &reseal).await,
        Command::PaperKey(paper) => recovery::paper(&config, &paper).await,
        Command::Recover(back) => recovery::recover(&config, back).await,
        Command::Parked(parked) => parked::run(&config, &parked).await,
        Command::BackupKey(new) => backup::new_key(&new),
        Command::Backup(make) => Box::pin(backup::make(&config, &make)).await,
        Command::Restore(restore) => Box::pin(restore::run(&config, &restore)).await,
        Command::Ledger(ledger) => ledger::run(&config, &ledger).await,
        Command::Schema | Command::Reference => Ok(()),
    }
}

async fn serve(config: &Config, works: bool) -> Result<(), Faults> {
    if !works {
        alone(config)?;
    }
    let app = boot::app(config).await?;
    answer(config, &app, works).await
}

/// Two processes would have two calendars.
fn alone(config: &Config) -> Result<(), Faults> {
    let why = "platform.accelerate needs one process that answers and works: use `demo`, or `serve` without --no-work";
    if config.platform.accelerate == 1 { Ok(()) } else { Err(vec![why.to_owned()]) }
}

/// Listens, and works the outbox beside, until the process is asked to end.
async fn answer(config: &Config, app: &App, works: bool) -> Result<(), Faults> {
    let fault = |e: std::io::Error| vec![format!("{}: {e}", config.http.listen)];
    let listener = TcpListener::bind(&config.http.listen).map_err(fault)?;
    let figures = figures(config, app)?;
    let web = app.web(config);
    let lines = web.lines.clone();
    let server = http::serve(web, listener).map_err(fault)?;
    let handle = server.handle();
    let _bell = app.share_bell(config, true);
    let worker = works.then(|| crate::worker::start(&app.kernel, &app.ports));
    tracing::info!(listen = %config.http.listen, works, "lianjing answers");
    let running = tokio::spawn(server);
    stop_asked().await;
    // The worker first: a database connection that a web thread opened ends with that thread, and what a job came to
    // could not be written any more.
    if let Some(worker) = worker {
        worker.stop().await;
    }
    if let Some(figures) = figures {
        figures.stop(false).await;
    }
    // Open connections would hold the server to the end of its patience.
    lines.close();
    handle.stop(true).await;
    running.await.map_err(|e| vec![e.to_string()])?.map_err(fault)
}

async fn work(config: &Config) -> Result<(), Faults> {
    alone(config)?;
    let app = boot::app(config).await?;
    let figures = figures(config, &app)?;
    let _bell = app.share_bell(config, false);
    let worker = crate::worker::start(&app.kernel, &app.ports);
    stop_asked().await;
    worker.stop().await;
    if let Some(figures) = figures {
        figures.stop(false).await;
    }
    Ok(())
}

/// Answers `/metrics` where the configuration says so.
fn figures(config: &Config, app: &App) -> Result<Option<ServerHandle>, Faults> {
    let address = &config.http.metrics_listen;
    if address.is_empty() {
        return Ok(None);
    }
    let fault = |e: std::io::Error| vec![format!("{address}: {e}")];
    let kept = http::metrics::keep().map_err(|e| vec![e])?;
    let server = http::metrics::serve(&app.kernel, kept, TcpListener::bind(address).map_err(fault)?).map_err(fault)?;
    let handle = server.handle();
    tokio::spawn(server);
    tracing::info!(listen = %address, "figures for Prometheus");
    Ok(Some(handle))
}

/// A failure of a verb, as sentences for the operator.
fn told(failure: Failure) -> Faults {
    match failure {
        Failure::Refused(errors) => errors.into_iter().map(|error| error.message).collect(),
        Failure::SignInNeeded => vec!["only for signed-in staff".to_owned()],
        Failure::Busy => vec!["the database has no connection to spare: try again".to_owned()],
        Failure::Fault(error) => vec![crate::kernel::error::chain(&*error)],
    }
}

fn check(config: &Config) -> Result<(), Faults> {
    let faults = config.faults();
    if faults.is_empty() { say("the configuration is in order\n") } else { Err(faults) }
}

/// Waits for Ctrl-C or the service manager's SIGTERM.
async fn stop_asked() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn say(text: &str) -> Result<(), Faults> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| vec![e.to_string()])
}
