//! Each ban of `clippy.toml` really fires: a canary behind every forbidden door, expected to be refused.
//!
//! If a ban is lifted or its path no longer leads anywhere, the canary's expectation is not fulfilled and `make lint`
//! fails; if a ban has no canary, the test below does.

use crate::sources::root;
use entity::unit;
use sea_orm::{ActiveModelTrait, DatabaseConnection, Delete, EntityTrait, Insert, ModelTrait, Update};

type Rows = unit::Entity;
type Row = unit::ActiveModel;

macro_rules! canaries {
    ($($name:ident: $path:literal => $door:expr;)*) => {
        const DOORS: &[&str] = &[$($path),*];
        $(
            #[test]
            #[expect(clippy::disallowed_methods, reason = "the canary: this ban must fire")]
            fn $name() {
                _ = $door;
            }
        )*
    };
}
canaries! {
    find: "sea_orm::EntityTrait::find" => <Rows as EntityTrait>::find;
    find_by_id: "sea_orm::EntityTrait::find_by_id" => <Rows as EntityTrait>::find_by_id::<(entity::id::CountyId, entity::id::UnitId)>;
    insert: "sea_orm::EntityTrait::insert" => <Rows as EntityTrait>::insert::<Row>;
    insert_many: "sea_orm::EntityTrait::insert_many" => <Rows as EntityTrait>::insert_many::<Row, Vec<Row>>;
    update: "sea_orm::EntityTrait::update" => <Rows as EntityTrait>::update::<Row>;
    update_many: "sea_orm::EntityTrait::update_many" => <Rows as EntityTrait>::update_many;
    delete: "sea_orm::EntityTrait::delete" => <Rows as EntityTrait>::delete::<Row>;
    delete_by_id: "sea_orm::EntityTrait::delete_by_id" => <Rows as EntityTrait>::delete_by_id::<(entity::id::CountyId, entity::id::UnitId)>;
    delete_many: "sea_orm::EntityTrait::delete_many" => <Rows as EntityTrait>::delete_many;
    active_insert: "sea_orm::ActiveModelTrait::insert" => <Row as ActiveModelTrait>::insert::<DatabaseConnection>;
    active_update: "sea_orm::ActiveModelTrait::update" => <Row as ActiveModelTrait>::update::<DatabaseConnection>;
    active_save: "sea_orm::ActiveModelTrait::save" => <Row as ActiveModelTrait>::save::<DatabaseConnection>;
    active_delete: "sea_orm::ActiveModelTrait::delete" => <Row as ActiveModelTrait>::delete::<DatabaseConnection>;
    model_delete: "sea_orm::ModelTrait::delete" => <unit::Model as ModelTrait>::delete::<Row, DatabaseConnection>;
    insert_one: "sea_orm::Insert::one" => Insert::<Row>::one::<Row>;
    insert_many_rows: "sea_orm::Insert::many" => Insert::<Row>::many::<Row, Vec<Row>>;
    update_one: "sea_orm::Update::one" => Update::one::<Rows, Row>;
    update_many_rows: "sea_orm::Update::many" => Update::many::<Rows>;
    delete_one: "sea_orm::Delete::one" => Delete::one::<Rows, Row, Row>;
    delete_many_rows: "sea_orm::Delete::many" => Delete::many::<Rows>;
    now_utc: "time::OffsetDateTime::now_utc" => time::OffsetDateTime::now_utc;
    system_time: "std::time::SystemTime::now" => std::time::SystemTime::now;
    uuid_now: "uuid::Uuid::now_v7" => uuid::Uuid::now_v7;
    uuid_random: "uuid::Uuid::new_v4" => uuid::Uuid::new_v4;
}

#[test]
fn every_ban_has_its_canary() {
    let text = std::fs::read_to_string(root().join("clippy.toml")).unwrap();
    let mut banned: Vec<_> = text.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut doors = DOORS.to_vec();
    banned.sort_unstable();
    doors.sort_unstable();
    assert_eq!(banned, doors, "left: clippy.toml; right: the canaries of tests/laws/doors.rs");
}
