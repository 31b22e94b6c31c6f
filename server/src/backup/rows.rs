//! The statements that read rows as texts and put texts back as rows, alike on both databases.

use super::catalogue::{Column, Kind, Table};
use sea_orm::DbBackend;
use std::collections::BTreeSet;

/// Rows of a session open doors: they are in no backup, and neither is what hangs on one. The files of open data are made anew
/// each night from what is there, and what names them goes with them.
const LEFT_OUT: [&str; 2] = ["session", "open_data_edition"];

/// Names of the tables that are in no backup: those, and whatever points to one of them.
fn left_out(tables: &[Table]) -> BTreeSet<&str> {
    let mut out = BTreeSet::from(LEFT_OUT);
    // Tables stand in their order: what a table points to came before it.
    for table in tables {
        if table.above.iter().any(|above| out.contains(above.as_str())) {
            out.insert(&table.name);
        }
    }
    out
}

/// What the platform keeps for minutes, or of itself.
const OF_THE_PLATFORM: [&str; 3] = ["county", "seaql_migrations", "used_challenge"];

/// The table of counties: its row stands first among a county's.
pub const COUNTY: &str = "county";

/// Tables of which a county's rows are in a backup, the county's own first.
pub fn of_county(tables: &[Table]) -> impl Iterator<Item = &Table> {
    let (county, out) = (tables.iter().filter(|table| table.name == COUNTY), left_out(tables));
    county.chain(tables.iter().filter(move |table| table.is_of_county() && !out.contains(table.name.as_str())))
}

/// Tables of the whole platform that are in a backup of all.
pub fn of_platform(tables: &[Table]) -> impl Iterator<Item = &Table> {
    tables.iter().filter(|table| !table.is_of_county() && !OF_THE_PLATFORM.contains(&table.name.as_str()))
}

/// Reads rows as one text a column, in the order of the key. `$1` is the county, where there is one.
#[must_use]
pub fn select(table: &Table, backend: DbBackend) -> String {
    let texts: Vec<_> = table.columns.iter().map(|column| as_text(column, backend)).collect();
    let which = if table.name == COUNTY {
        " WHERE \"id\" = $1"
    } else if table.is_of_county() {
        " WHERE \"county_id\" = $1"
    } else {
        ""
    };
    format!("SELECT {} FROM \"{}\"{which} ORDER BY {}", texts.join(", "), table.name, quoted(&table.key))
}

/// Names of the files that a table's rows of a county point to; none if it names no files.
#[must_use]
pub fn select_blobs(table: &Table) -> Option<String> {
    table.has("blob").then(|| format!("SELECT DISTINCT \"blob\" FROM \"{}\" WHERE \"county_id\" = $1 ORDER BY 1", table.name))
}

/// Puts rows back: `$1` is a JSON array of rows as [`select`] read them, in the order of `columns`; `$2` the county,
/// whose they become whatever they said. What the platform has already stays as it is, and a county's own row is changed.
#[must_use]
pub fn insert(table: &Table, columns: &[String], backend: DbBackend) -> Option<String> {
    let value = |(place, name): (usize, &String)| {
        let column = table.columns.iter().find(|column| column.name == *name)?;
        Some(if name == "county_id" { county(backend).to_owned() } else { from_text(column, place, backend) })
    };
    let values: Option<Vec<_>> = columns.iter().enumerate().map(value).collect();
    let rows = if backend == DbBackend::Postgres { "jsonb_array_elements(CAST($1 AS jsonb)) r(value)" } else { "json_each($1) r" };
    let end = if table.name == COUNTY {
        let set: Vec<_> = columns.iter().filter(|name| *name != "id").map(|name| format!("\"{name}\" = EXCLUDED.\"{name}\"")).collect();
        format!(" WHERE true ON CONFLICT (\"id\") DO UPDATE SET {}", set.join(", "))
    } else if table.is_of_county() {
        String::new()
    } else {
        " WHERE true ON CONFLICT DO NOTHING".to_owned()
    };
    Some(format!("INSERT INTO \"{}\" ({}) SELECT {} FROM {rows}{end}", table.name, quoted(columns), values?.join(", ")))
}

/// Says of its column whose it is, as every statement on a tenant's table does.
const fn county(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "CAST($2 AS uuid) AS \"county_id\"",
        _ => "$2 AS \"county_id\"",
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn as_text(column: &Column, backend: DbBackend) -> String {
    let name = format!("\"{}\"", column.name);
    match (backend, column.kind) {
        (_, Kind::Text) => name,
        (_, Kind::Int | Kind::Bigint) | (DbBackend::Postgres, Kind::Json | Kind::Date) => format!("CAST({name} AS text)"),
        (DbBackend::Postgres, Kind::Uuid) => format!("replace(CAST({name} AS text), '-', '')"),
        (DbBackend::Postgres, Kind::Bytes) => format!("encode({name}, 'hex')"),
        (DbBackend::Postgres, Kind::Bool) => format!("CAST(CAST({name} AS integer) AS text)"),
        // `hex` of nothing is an empty text, not nothing.
        (_, Kind::Bytes | Kind::Uuid) => format!("CASE WHEN {name} IS NOT NULL THEN lower(hex({name})) END"),
        (_, Kind::Bool | Kind::Json | Kind::Date) => format!("CAST({name} AS text)"),
    }
}

fn from_text(column: &Column, place: usize, backend: DbBackend) -> String {
    if backend != DbBackend::Postgres {
        let text = format!("json_extract(r.value, '$[{place}]')");
        return match column.kind {
            Kind::Bytes | Kind::Uuid => format!("unhex({text})"),
            Kind::Int | Kind::Bigint | Kind::Bool => format!("CAST({text} AS INTEGER)"),
            Kind::Json | Kind::Date | Kind::Text => text,
        };
    }
    let text = format!("(r.value->>{place})");
    match column.kind {
        Kind::Uuid => format!("CAST({text} AS uuid)"),
        Kind::Bytes => format!("decode({text}, 'hex')"),
        Kind::Int => format!("CAST({text} AS integer)"),
        Kind::Bigint => format!("CAST({text} AS bigint)"),
        Kind::Bool => format!("{text} = '1'"),
        Kind::Json => format!("CAST({text} AS jsonb)"),
        Kind::Date => format!("CAST({text} AS date)"),
        Kind::Text => text,
    }
}
