//! Migrations go up, down and up again on both databases, with data inside, and leave what the rules of scale ask for.

use kit::Backend;
use kit::database::{cluster, empty, fresh};
use lianjing::adapters::database::connect;
use migration::Migrator;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait as _;

async fn up_down_up(backend: Backend) {
    let db = connect(&empty(backend).owner, 1).await.unwrap();
    if backend == Backend::Postgres {
        // FORCE row-level security binds the owner too; the data below is one county's.
        db.execute_unprepared("SET app.county_id = '01900000-0000-7000-8000-000000000001'").await.unwrap();
    }
    for _ in 0..2 {
        Migrator::up(&db, None).await.unwrap();
        put_data(&db).await;
        Migrator::down(&db, None).await.unwrap();
        assert_eq!(tables(&db).await, ["seaql_migrations"], "a table stayed behind");
    }
    Migrator::up(&db, None).await.unwrap();
}

async fn put_data(db: &DatabaseConnection) {
    let id = if db.get_database_backend() == DbBackend::Postgres {
        "'01900000-0000-7000-8000-000000000001'"
    } else {
        "x'01900000000070008000000000000001'"
    };
    for statement in [
        format!("INSERT INTO county VALUES ({id}, 1, '510824', '苍溪县', '苍溪', '乡镇', true, '{{}}', 0)"),
        format!("INSERT INTO organ (county_id, id, code, name, kind) VALUES ({id}, {id}, 'jw', '县纪委监委', 'COUNTY_COMMISSION')"),
        format!(
            "INSERT INTO unit (county_id, id, code, name, short_name, category, ordinal, duties, valid_from) VALUES ({id}, {id}, '1', '村', '村', 'VILLAGE', 1, '[]', '2020-01-01')"
        ),
        format!(
            "INSERT INTO outbox (county_id, id, topic, payload, run_at, attempts, created_at) VALUES ({id}, {id}, 't', '{{}}', 0, 0, 0)"
        ),
    ] {
        db.execute_unprepared(&statement).await.unwrap();
    }
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
