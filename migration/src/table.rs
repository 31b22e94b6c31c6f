//! Builds a table the same way on both databases: tenant key, named constraints, row-level security, grants.
//!
//! A tenant table has `county_id` first in its key, in every unique rule and in every reference, so that the
//! same schema can be spread over machines by county. References are statements of their own with names, so
//! that a script can drop and restore them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// One column: name and type on both databases.
#[derive(Clone, Copy)]
pub struct Column {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    null: bool,
}

macro_rules! column_types {
    ($($name:ident: $sqlite:literal, $postgres:literal;)*) => {
        impl Column {
            $(
                #[doc = concat!("A column of type ", $postgres, ".")]
                pub const fn $name(name: &'static str) -> Self {
                    Self { name, sqlite: $sqlite, postgres: $postgres, null: false }
                }
            )*
        }
    };
}
column_types! {
    uuid: "blob", "uuid";
    text: "text", "text";
    int: "integer", "integer";
    bigint: "bigint", "bigint";
    bool: "boolean", "boolean";
    bytes: "blob", "bytea";
    json: "text", "jsonb";
    date: "text", "date";
    moment: "bigint", "bigint";
}

impl Column {
    /// The column may be empty.
    #[must_use]
    pub const fn null(mut self) -> Self {
        self.null = true;
        self
    }

    fn sql(&self, backend: DatabaseBackend) -> String {
        let kind = if backend == DatabaseBackend::Postgres { self.postgres } else { self.sqlite };
        format!("\"{}\" {kind}{}", self.name, if self.null { "" } else { " NOT NULL" })
    }
}

/// A table and all that belongs to it.
pub struct Table {
    name: &'static str,
    tenant: bool,
    keys: Vec<&'static str>,
    columns: Vec<Column>,
    references: Vec<(&'static str, &'static str)>,
    uniques: Vec<&'static [&'static str]>,
    indexes: Vec<&'static [&'static str]>,
}

impl Table {
    /// A table whose rows each belong to one county.
    pub fn tenant(name: &'static str) -> Self {
        let columns = vec![Column::uuid("county_id"), Column::uuid("id")];
        Self { keys: vec!["county_id", "id"], tenant: true, columns, ..Self::platform(name) }
    }

    /// A table whose rows each belong to one county and have no id of their own: what `key` names tells them apart.
    pub fn index_of(name: &'static str) -> Self {
        Self { keys: vec!["county_id"], tenant: true, columns: vec![Column::uuid("county_id")], ..Self::platform(name) }
    }

    /// A small table of the whole platform.
    pub fn platform(name: &'static str) -> Self {
        let empty = Vec::new;
        Self { name, tenant: false, keys: Vec::new(), columns: empty(), references: Vec::new(), uniques: Vec::new(), indexes: Vec::new() }
    }

    /// A column of the primary key.
    #[must_use]
    pub fn key(mut self, column: Column) -> Self {
        self.keys.push(column.name);
        self.column(column)
    }

    /// A further column.
    #[must_use]
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    /// `column` holds the id of a row of `table` in the same county.
    #[must_use]
    pub fn reference(mut self, column: &'static str, table: &'static str) -> Self {
        self.references.push((column, table));
        self
    }

    /// No two rows (of one county) agree in all `columns`.
    #[must_use]
    pub fn unique(mut self, columns: &'static [&'static str]) -> Self {
        self.uniques.push(columns);
        self
    }

    /// An index for look-ups by `columns` (within a county).
    #[must_use]
    pub fn index(mut self, columns: &'static [&'static str]) -> Self {
        self.indexes.push(columns);
        self
    }

    fn scoped(&self, columns: &[&str]) -> String {
        let county = if self.tenant { "\"county_id\", " } else { "" };
        format!("{county}{}", columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", "))
    }

    fn foreign_keys(&self) -> Vec<(String, String)> {
        let mut keys: Vec<_> = self
            .references
            .iter()
            .map(|(column, table)| {
                let rule = format!("FOREIGN KEY (\"county_id\", \"{column}\") REFERENCES \"{table}\" (\"county_id\", \"id\")");
                (format!("{}_{column}_fk", self.name), rule)
            })
            .collect();
        if self.columns.iter().any(|c| c.name == "county_id") {
            let rule = "FOREIGN KEY (\"county_id\") REFERENCES \"county\" (\"id\")".to_owned();
            keys.push((format!("{}_county_fk", self.name), rule));
        }
        keys
    }

    fn statements(&self, backend: DatabaseBackend) -> Vec<String> {
        let postgres = backend == DatabaseBackend::Postgres;
        let keys = self.keys.iter().map(|k| format!("\"{k}\"")).collect::<Vec<_>>().join(", ");
        let mut lines: Vec<_> = self.columns.iter().map(|c| c.sql(backend)).collect();
        lines.push(format!("CONSTRAINT \"{}_pkey\" PRIMARY KEY ({keys})", self.name));
        if !postgres {
            lines.extend(self.foreign_keys().into_iter().map(|(name, rule)| format!("CONSTRAINT \"{name}\" {rule}")));
        }
        let mut all = vec![format!("CREATE TABLE \"{}\" (\n  {}\n)", self.name, lines.join(",\n  "))];
        if postgres {
            all.push(self.distribution());
            all.extend(
                self.foreign_keys()
                    .into_iter()
                    .map(|(name, rule)| format!("ALTER TABLE \"{}\" ADD CONSTRAINT \"{name}\" {rule}", self.name)),
            );
        }
        all.extend(
            self.uniques
                .iter()
                .map(|c| format!("CREATE UNIQUE INDEX \"{}_{}_key\" ON \"{}\" ({})", self.name, c.join("_"), self.name, self.scoped(c))),
        );
        all.extend(
            self.indexes
                .iter()
                .map(|c| format!("CREATE INDEX \"{}_{}_idx\" ON \"{}\" ({})", self.name, c.join("_"), self.name, self.scoped(c))),
        );
        if postgres {
            all.extend(self.fence());
        }
        all
    }

    /// On a cluster a tenant table is spread by county and a platform table copied; elsewhere nothing happens.
    fn distribution(&self) -> String {
        let call = if self.tenant {
            format!("PERFORM create_distributed_table('\"{}\"', 'county_id')", self.name)
        } else {
            format!("PERFORM create_reference_table('\"{}\"')", self.name)
        };
        format!("DO $$ BEGIN IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN {call}; END IF; END $$")
    }

    /// Row-level security and grants. The log and published lists are only added to: the application may not rewrite or
    /// delete there.
    fn fence(&self) -> Vec<String> {
        let name = self.name;
        let mut all = Vec::new();
        if self.tenant {
            let rule = "\"county_id\" = NULLIF(current_setting('app.county_id', true), '')::uuid";
            all.push(format!("ALTER TABLE \"{name}\" ENABLE ROW LEVEL SECURITY"));
            all.push(format!("ALTER TABLE \"{name}\" FORCE ROW LEVEL SECURITY"));
            all.push(format!("CREATE POLICY \"{name}_county\" ON \"{name}\" USING ({rule}) WITH CHECK ({rule})"));
        }
        let rights = match name {
            "ledger_entry" => "SELECT, INSERT, UPDATE (leaf_index)",
            "list_version" | "list_version_item" | "post_version" => "SELECT, INSERT",
            "ledger_leaf" | "ledger_node" | "ledger_head" | "ledger_promise" => "SELECT, INSERT",
            _ => "SELECT, INSERT, UPDATE, DELETE",
        };
        all.push(format!("GRANT {rights} ON \"{name}\" TO lianjing_app"));
        let swept = match name {
            "outbox" => "county_id, run_at, leased_until, done_at, parked_at",
            "deadline" => "county_id, due_at, state",
            "ledger_entry" => "county_id, at, class, leaf_index",
            _ => return all,
        };
        all.push(format!("GRANT SELECT ({swept}) ON \"{name}\" TO lianjing_sweep"));
        all
    }
}

/// Makes the tables in their order.
///
/// # Errors
/// What the database says.
pub async fn create(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for statement in tables.iter().flat_map(|t| t.statements(manager.get_database_backend())) {
        db.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Drops the tables, last first.
///
/// # Errors
/// What the database says.
pub async fn drop(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE \"{}\"", table.name)).await?;
    }
    Ok(())
}
