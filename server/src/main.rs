//! The program `lianjing`: reads the command line and hands over to the library.

use clap::Parser as _;
use lianjing::cli::{Cli, run};
use std::io::Write as _;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    // Two libraries bring a cryptography backend choice; ours is made here, once.
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        return ExitCode::FAILURE;
    }
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn,actix_server=warn".into());
    // A log that can't be written, on a full disk, must not bring down what it tells of.
    tracing_subscriber::fmt().json().log_internal_errors(false).with_env_filter(filter).with_writer(std::io::stderr).init();
    match Box::pin(run(cli)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                let _ = writeln!(std::io::stderr(), "{fault}");
            }
            ExitCode::FAILURE
        }
    }
}
