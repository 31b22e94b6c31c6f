//! The command line: each command is one short trip through boot.

use crate::api::schema;
use crate::boot::{self, App, Faults};
use crate::config::Config;
use crate::http;
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
    /// Prints the GraphQL schema.
    Schema,
    /// Names everything that is wrong with the configuration.
    CheckConfig,
}

/// Runs a command.
///
/// # Errors
/// Sentences for the operator.
pub async fn run(cli: Cli) -> Result<(), Faults> {
    if matches!(cli.command, Command::Schema) {
        return say(&schema::build().sdl());
    }
    let config = Config::load(cli.config)?;
    match cli.command {
        Command::Serve { no_work } => serve(&config, !no_work).await,
        Command::Work => work(&config).await,
        Command::Migrate => boot::migrate(&config).await,
        Command::Prepare => boot::prepare(&config),
        Command::CheckConfig => check(&config),
        Command::Schema => Ok(()),
    }
}

async fn serve(config: &Config, works: bool) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    answer(config, &app, works).await
}

/// Listens, and works the outbox beside, until the process is asked to end.
async fn answer(config: &Config, app: &App, works: bool) -> Result<(), Faults> {
    let fault = |e: std::io::Error| vec![format!("{}: {e}", config.http.listen)];
    let listener = TcpListener::bind(&config.http.listen).map_err(fault)?;
    let server = http::serve(app.web(config), listener).map_err(fault)?;
    let handle = server.handle();
    let worker = works.then(|| crate::worker::start(&app.kernel, &app.ports));
    tracing::info!(listen = %config.http.listen, works, "lianjing answers");
    let running = tokio::spawn(server);
    stop_asked().await;
    handle.stop(true).await;
    if let Some(worker) = worker {
        worker.stop().await;
    }
    running.await.map_err(|e| vec![e.to_string()])?.map_err(fault)
}

async fn work(config: &Config) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let worker = crate::worker::start(&app.kernel, &app.ports);
    stop_asked().await;
    worker.stop().await;
    Ok(())
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
