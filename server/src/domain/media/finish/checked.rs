//! A look by a scanner before anything is made of a file: until it has looked, nobody sees the file.

use super::Work;
use crate::domain::media::store::unsigned;
use crate::kernel::Outcome;
use crate::ports::scanner::{Scanner, Verdict};

const PIECE: u64 = 1 << 20;

/// What became of the look.
pub enum Looked {
    /// Nothing bad is known of it, or nobody looks here.
    Clean,
    /// It is known.
    Found,
    /// The scanner was away, or could not look.
    NotYet,
}

/// Shows the file to the scanner, if there is one. Its name for what it found goes to the log; it says nothing of anybody.
///
/// # Errors
/// A fault of the store.
pub async fn look(work: &Work<'_>) -> Outcome<Looked> {
    let Some(scanner) = &work.ports.scanner else { return Ok(Looked::Clean) };
    let (id, looked) = (work.upload.id, asked(work, &**scanner).await?);
    let word = match &looked {
        Ok(Verdict::Clean) => "clean",
        Ok(Verdict::Found(_)) => "found",
        Err(_) => "not_yet",
    };
    metrics::counter!("lianjing_scans_total", "verdict" => word).increment(1);
    Ok(match looked {
        Ok(Verdict::Clean) => Looked::Clean,
        Ok(Verdict::Found(name)) => {
            tracing::warn!(media = %id, name, "the scanner knows this file");
            Looked::Found
        }
        Err(why) => {
            tracing::error!(media = %id, why, "a file waits for the scanner");
            Looked::NotYet
        }
    })
}

async fn asked(work: &Work<'_>, scanner: &dyn Scanner) -> Outcome<Result<Verdict, String>> {
    let mut scan = match scanner.begin().await {
        Ok(scan) => scan,
        Err(why) => return Ok(Err(why)),
    };
    let mut at = 0;
    while at < unsigned(work.upload.length) {
        let piece = work.parts.read(work.ports, &work.key, at, PIECE).await?;
        if let Err(why) = scan.show(&piece).await {
            return Ok(Err(why));
        }
        at += piece.len() as u64;
    }
    Ok(scan.end().await)
}
