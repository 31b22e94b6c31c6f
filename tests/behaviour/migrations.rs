//! Migrations go up, down and up again on both databases, with data inside, and leave what the rules of scale ask for.

use kit::Backend;
use kit::database::{cluster, empty, fresh};
use lianjing::adapters::database::connect;
use migration::Migrator;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait as _;

/// One id for every row, so that each reference finds its row.
const ID: &str = "01900000-0000-7000-8000-000000000001";

/// Up and down step by step, with a row in every table before each step: a change that lands later meets data.
async fn up_down_up(backend: Backend) {
    let db = connect(&empty(backend).owner, 1).await.unwrap();
    if backend == Backend::Postgres {
        // FORCE row-level security binds the owner too; the data below is one county's.
        db.execute_unprepared(&format!("SET app.county_id = '{ID}'")).await.unwrap();
    }
    for _ in 0..2 {
        for _ in Migrator::migrations() {
            Migrator::up(&db, Some(1)).await.unwrap();
            fill_every_table(&db).await;
        }
        for _ in Migrator::migrations() {
            fill_every_table(&db).await;
            Migrator::down(&db, Some(1)).await.unwrap();
        }
        assert_eq!(tables(&db).await, ["seaql_migrations"], "a table stayed behind");
    }
    Migrator::up(&db, None).await.unwrap();
}

/// Puts a row into each table that has none. Tables are tried until those they refer to are filled.
async fn fill_every_table(db: &DatabaseConnection) {
    let mut empty = Vec::new();
    for table in tables(db).await.into_iter().filter(|name| name != "seaql_migrations") {
        if names(db, &format!("SELECT 'a row' FROM \"{table}\" LIMIT 1")).await.is_empty() {
            empty.push(table);
        }
    }
    while !empty.is_empty() {
        let mut left = Vec::new();
        for table in &empty {
            let row = a_row(db, table).await;
            if let Err(error) = db.execute_unprepared(&row).await {
                left.push((table.clone(), error.to_string()));
            }
        }
        assert!(left.len() < empty.len(), "no row fits into {left:#?}");
        empty = left.into_iter().map(|(table, _)| table).collect();
    }
}

/// A row with a value in every column, by the columns' types.
async fn a_row(db: &DatabaseConnection, table: &str) -> String {
    let postgres = db.get_database_backend() == DbBackend::Postgres;
    let sql = if postgres {
        format!(
            "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = 'public'"
        )
    } else {
        format!("SELECT name || ' ' || lower(type) FROM pragma_table_info('{table}')")
    };
    let columns = names(db, &sql).await;
    let (mut fields, mut values) = (Vec::new(), Vec::new());
    for column in &columns {
        let (name, kind) = column.split_once(' ').unwrap();
        fields.push(format!("\"{name}\""));
        values.push(match kind {
            "uuid" => format!("'{ID}'"),
            // Ids and bytes are alike there.
            "blob" => format!("x'{}'", ID.replace('-', "")),
            "bytea" => "'\\x0102'".to_owned(),
            "integer" | "bigint" => "1".to_owned(),
            "boolean" => "true".to_owned(),
            "jsonb" => "'{}'".to_owned(),
            "date" => "'2020-01-01'".to_owned(),
            "text" => "'x'".to_owned(),
            other => panic!("a column of type {other}: {table}.{name}"),
        });
    }
    assert!(!fields.is_empty(), "{table} has no columns");
    format!("INSERT INTO \"{table}\" ({}) VALUES ({})", fields.join(", "), values.join(", "))
}

async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1",
    };
    names(db, sql).await
}

async fn names(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

#[tokio::test]
async fn up_down_up_on_sqlite() {
    up_down_up(Backend::Sqlite).await;
}

#[tokio::test]
async fn up_down_up_on_postgres() {
    up_down_up(Backend::Postgres).await;
}

/// Tables of the whole platform, few and small; everything else belongs to a county.
const PLATFORM: [&str; 5] = ["county", "phone_limit", "seaql_migrations", "sticker_index", "used_challenge"];

#[tokio::test]
async fn every_tenant_table_can_be_spread_by_county() {
    let urls = fresh(Backend::Postgres).await;
    let db = connect(&urls.owner, 1).await.unwrap();
    let platform = PLATFORM.map(|name| format!("'{name}'")).join(", ");
    let tenant = format!("c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ({platform})");
    let column_1 = "(SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0])";
    for (rule, sql) in [
        ("county_id is a uuid and never null", format!("SELECT c.relname::text FROM pg_class c WHERE {tenant} AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)")),
        ("row-level security is enabled and forced", format!("SELECT c.relname::text FROM pg_class c WHERE {tenant} AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polwithcheck IS NOT NULL))")),
        ("every index begins with county_id", format!("SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE {tenant} AND {column_1} <> 'county_id'")),
        ("every reference between tenant tables goes through county_id", format!("SELECT k.conname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND {tenant} AND (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) <> 'county_id'")),
        ("no reference sets null or default", "SELECT conname::text FROM pg_constraint WHERE contype = 'f' AND confdeltype IN ('n', 'd')".to_owned()),
        ("no triggers", "SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal".to_owned()),
        ("no sequences", "SELECT relname::text FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace".to_owned()),
        ("names have at most 50 characters", "SELECT conname::text FROM pg_constraint WHERE length(conname) > 50 UNION SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND length(relname) > 50".to_owned()),
    ] {
        assert_eq!(names(&db, &sql).await, Vec::<String>::new(), "{rule}");
    }
}

#[tokio::test]
async fn the_application_role_sees_nothing_without_a_county() {
    let urls = fresh(Backend::Postgres).await;
    let name = urls.app.rsplit_once('/').unwrap().1.to_owned();
    cluster().psql(
        &name,
        "INSERT INTO county VALUES ('01900000-0000-7000-8000-000000000001', 1, '510824', '苍溪县', '苍溪', '乡镇', true, '{}', 0), ('01900000-0000-7000-8000-000000000002', 2, '130982', '任丘市', '任丘', '乡镇', true, '{}', 0); \
         INSERT INTO organ (county_id, id, code, name, kind) SELECT id, id, 'jw', name, 'COUNTY_COMMISSION' FROM county;",
    );
    let db = connect(&urls.app, 1).await.unwrap();
    let organs = "SELECT name FROM organ ORDER BY 1";
    assert_eq!(names(&db, organs).await, Vec::<String>::new());
    db.execute_unprepared("BEGIN; SET LOCAL app.county_id = '01900000-0000-7000-8000-000000000002'").await.unwrap();
    assert_eq!(names(&db, organs).await, ["任丘市"]);
    let foreign = db.execute_unprepared("INSERT INTO organ (county_id, id, code, name, kind) VALUES ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000009', 'x', 'x', 'EXTERNAL')").await;
    assert!(foreign.unwrap_err().to_string().contains("row-level security"));
    db.execute_unprepared("ROLLBACK").await.unwrap();
    assert_eq!(names(&db, organs).await, Vec::<String>::new(), "the county of the last transaction leaked");
    for forbidden in [
        "DELETE FROM ledger_entry",
        "UPDATE ledger_entry SET kind = 'x'",
        "SELECT set_config('role', 'postgres', false)",
        "CREATE TABLE x ()",
    ] {
        assert!(db.execute_unprepared(forbidden).await.is_err(), "{forbidden}");
    }
    let sweep = connect(&urls.sweep, 1).await.unwrap();
    assert!(sweep.execute_unprepared("SELECT county_id, run_at FROM outbox").await.is_ok());
    for forbidden in ["SELECT payload FROM outbox", "SELECT name FROM organ", "UPDATE outbox SET run_at = 0"] {
        assert!(sweep.execute_unprepared(forbidden).await.is_err(), "{forbidden}");
    }
}

/// Without statistics SQLite takes a county to have ten rows, and reads all of it to spare itself a sort.
#[tokio::test]
async fn an_embedded_database_goes_by_the_narrow_index() {
    let db = connect(&fresh(Backend::Sqlite).await.app, 1).await.unwrap();
    for (index, sql) in [
        ("key_wrap_envelope_id_idx", "SELECT id FROM key_wrap WHERE county_id = x'00' AND envelope_id = x'00' ORDER BY id DESC"),
        ("deadline_case_id_idx", "SELECT id FROM deadline WHERE county_id = x'00' AND case_id = x'00' ORDER BY id"),
        ("kinship_relative_id_idx", "SELECT id FROM kinship WHERE county_id = x'00' AND (official_id = x'00' OR relative_id = x'00')"),
    ] {
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"))).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        assert!(plan.iter().any(|step| step.contains(index)), "{sql}: {plan:?}");
    }
    let untold = "SELECT i.name FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table' \
        AND c.seqno = 0 AND c.name = 'county_id' AND i.name NOT IN (SELECT idx FROM sqlite_stat1)";
    assert_eq!(names(&db, untold).await, Vec::<String>::new());
}

/// Else a power cut, or a second one at the same time, would leave half of them or two of each.
#[tokio::test]
async fn statistics_are_written_all_at_once() {
    let url = fresh(Backend::Sqlite).await.app;
    let again = (0..4).map(|_| async { migration::migrate(&connect(&url, 1).await.unwrap()).await });
    for written in futures_util::future::join_all(again).await {
        written.unwrap();
    }
    let db = connect(&url, 1).await.unwrap();
    let twice = "SELECT idx FROM sqlite_stat1 GROUP BY tbl, idx HAVING COUNT(*) > 1";
    assert_eq!(names(&db, twice).await, Vec::<String>::new());
    assert!(names(&db, "SELECT idx FROM sqlite_stat1").await.len() > 50);
}

#[tokio::test]
async fn a_salt_that_was_dropped_does_not_come_back() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let db = connect(&empty(backend).owner, 1).await.unwrap();
        if backend == Backend::Postgres {
            db.execute_unprepared(&format!("SET app.county_id = '{ID}'")).await.unwrap();
        }
        let before = Migrator::migrations().iter().position(|step| step.name().ends_with("receipt_salt")).unwrap();
        Migrator::up(&db, Some(u32::try_from(before).unwrap())).await.unwrap();
        fill_every_table(&db).await;
        let empty_salts = "SELECT 'empty' FROM report WHERE length(salt) = 0";
        assert_eq!(names(&db, empty_salts).await, Vec::<String>::new());
        Migrator::up(&db, Some(1)).await.unwrap();
        Migrator::down(&db, Some(1)).await.unwrap();
        assert_eq!(names(&db, empty_salts).await, ["empty"], "the row stays, the salt does not");
    }
}

#[tokio::test]
async fn of_what_was_proposed_many_times_the_first_goes_on_waiting() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let db = connect(&empty(backend).owner, 1).await.unwrap();
        let fence = async |said: &str| {
            if backend == Backend::Postgres {
                db.execute_unprepared(said).await.unwrap();
            }
        };
        fence(&format!("SET app.county_id = '{ID}'")).await;
        let before = Migrator::migrations().iter().position(|step| step.name().ends_with("one_grant")).unwrap();
        Migrator::up(&db, Some(u32::try_from(before).unwrap())).await.unwrap();
        fill_every_table(&db).await;
        let uuid = |last: u8| match backend {
            Backend::Postgres => format!("'{}{last}'", &ID[..ID.len() - 1]),
            Backend::Sqlite => format!("x'{}{last}'", ID.replace('-', "").split_at(31).0),
        };
        let copy = |table: &str, last: u8, fields: &str, values: &str| {
            let what = format!("(county_id, id, account_id, proposed_by, proposed_at, state, {fields})");
            let from = format!("SELECT county_id, {}, account_id, proposed_by, proposed_at, 'PROPOSED', {values}", uuid(last));
            format!("INSERT INTO {table} {what} {from} FROM {table} WHERE id = {}", uuid(1))
        };
        let grant =
            |last: u8, role: &str| copy("role_grant", last, "role, organ_id, valid_from", &format!("'{role}', organ_id, valid_from"));
        let reset = |last: u8, what: &str| copy("access_reset", last, "what", &format!("'{what}'"));
        for last in [2, 3, 4] {
            db.execute_unprepared(&grant(last, "HANDLER")).await.unwrap();
            db.execute_unprepared(&reset(last, "PASSWORD")).await.unwrap();
        }
        db.execute_unprepared(&grant(5, "HEAD")).await.unwrap();
        db.execute_unprepared(&reset(5, "TOTP")).await.unwrap();
        // The change is for all counties at once.
        fence("RESET app.county_id").await;
        Migrator::up(&db, Some(1)).await.unwrap();
        fence(&format!("SET app.county_id = '{ID}'")).await;
        let states = async |table: &str| names(&db, &format!("SELECT state FROM {table} WHERE id <> {} ORDER BY id", uuid(1))).await;
        assert_eq!(states("role_grant").await, ["PROPOSED", "ENDED", "ENDED", "PROPOSED"]);
        assert_eq!(states("access_reset").await, ["PROPOSED", "REFUSED", "REFUSED", "PROPOSED"]);
        for again in [grant(6, "HANDLER"), reset(6, "PASSWORD")] {
            assert!(db.execute_unprepared(&again).await.is_err(), "{again}");
        }
    }
}
