//! How many rows of a table an import writes.

/// Rows of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The table, by its file.
    pub table: &'static str,
    /// Rows that are new.
    pub added: usize,
    /// Rows that changed.
    pub changed: usize,
}
