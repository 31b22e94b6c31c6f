//! A scanner for malware that runs beside us: a file is shown to it piece by piece before anybody else sees it.

/// What a scanner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It knows nothing bad of it.
    Clean,
    /// It knows it, under this name.
    Found(String),
}

/// What looks at files. An error is a sentence for the operator: the file was not looked at, and must be again.
#[async_trait::async_trait]
pub trait Scanner: Send + Sync {
    /// Begins to look at one file.
    async fn begin(&self) -> Result<Box<dyn Scan>, String>;
}

/// One file that is looked at.
#[async_trait::async_trait]
pub trait Scan: Send + Sync {
    /// Shows the next piece.
    async fn show(&mut self, piece: &[u8]) -> Result<(), String>;

    /// Asks what it is.
    async fn end(self: Box<Self>) -> Result<Verdict, String>;
}
