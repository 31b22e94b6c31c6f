//! What organs and the county published about powers: versions of lists, halts, checks.

use super::{Names, day, day_of, set, word};
use crate::domain::open_data::table::{Row, Set, Sink};
use crate::kernel::{Outcome, Tx};
use entity::id::ListVersionId;
use entity::words::ItemDecision;
use entity::{halt, list_version, list_version_item, process_check};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::{Value, json};

/// Versions whose items are read at once.
const AT_ONCE: usize = 50;

pub fn versions_set() -> Set {
    let columns =
        [("unitCode", "单位编码"), ("no", "版次"), ("unitName", "当时的单位名称"), ("sha256", "内容的哈希"), ("publishedOn", "公布日期")];
    set("list-versions", "权力清单的各版", &columns)
}

/// All versions, by the unit's code and their number: some thousands in a county.
async fn all_versions(tx: &Tx, names: &Names) -> Outcome<Vec<list_version::Model>> {
    let mut all = tx.rows().find::<list_version::Entity>().all(tx).await?;
    all.sort_by_cached_key(|row| (names.units.get(&row.unit_id).cloned(), row.no));
    Ok(all)
}

pub async fn versions(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |row: &list_version::Model| -> Row {
        vec![names.unit(row.unit_id), json!(row.no), json!(row.unit_name), json!(row.hash), day(row.published_at)]
    };
    let all = all_versions(tx, names).await?;
    sink.add(all.iter().map(row).collect()).await
}

pub fn items_set() -> Set {
    let columns = [
        ("unitCode", "单位编码"),
        ("no", "版次"),
        ("ordinal", "序号"),
        ("powerCode", "权力编码"),
        ("decision", "决定"),
        ("reason", "理由"),
    ];
    set("list-version-items", "各版里的权力事项", &columns)
}

pub async fn items(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    use list_version_item::Column as C;
    for some in all_versions(tx, names).await?.chunks(AT_ONCE) {
        let ids = some.iter().map(|row| row.id);
        let rows = tx.rows().find::<list_version_item::Entity>().filter(C::VersionId.is_in(ids)).select_only();
        // Without the content: the power itself stands in a set of its own, and older ones behind `listVersion`.
        let rows = rows.columns([C::VersionId, C::Ordinal, C::Code, C::Decision, C::Reason]).order_by_asc(C::Ordinal).order_by_asc(C::Code);
        let items: Vec<(ListVersionId, i32, String, ItemDecision, Option<String>)> = rows.into_tuple().all(tx).await?;
        let of = |version: &list_version::Model| {
            let own = items.iter().filter(|(id, ..)| *id == version.id);
            let head = [names.unit(version.unit_id), json!(version.no)];
            own.map(|(_, ordinal, code, decision, reason)| {
                head.iter().cloned().chain([json!(ordinal), json!(code), word(decision), json!(reason)]).collect::<Row>()
            })
            .collect::<Vec<_>>()
        };
        sink.add(some.iter().flat_map(of).collect()).await?;
    }
    Ok(())
}

pub fn halts_set() -> Set {
    let columns = [
        ("powerCode", "权力编码"),
        ("organ", "叫停的纪检组织"),
        ("stepNumber", "环节"),
        ("stepTitle", "环节名称"),
        ("reason", "原因"),
        ("orderedOn", "叫停日期"),
        ("resumedOn", "恢复日期"),
        ("resumedBy", "准予恢复的纪检组织"),
        ("resumeReason", "恢复的理由"),
    ];
    set("halts", "叫停", &columns)
}

pub async fn halts(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    // Of a power that nobody may see nothing is told.
    let rows = tx.rows().find::<halt::Entity>().all(tx).await?;
    let mut rows: Vec<_> = rows.into_iter().filter(|row| names.powers.contains_key(&row.power_id)).collect();
    rows.sort_by_cached_key(|row| (names.powers.get(&row.power_id).cloned(), row.ordered_at));
    let row = |row: &halt::Model| -> Row {
        vec![
            names.power(row.power_id),
            names.organ(row.organ_id),
            json!(row.step_number),
            json!(row.step_title),
            json!(row.reason),
            day(row.ordered_at),
            day_of(row.resumed_at),
            row.resumed_organ_id.map_or(Value::Null, |id| names.organ(id)),
            json!(row.resume_reason),
        ]
    };
    sink.add(rows.iter().map(row).collect()).await
}

pub fn checks_set() -> Set {
    let columns = [
        ("powerCode", "权力编码"),
        ("organ", "检查的纪检组织"),
        ("stepNumber", "环节"),
        ("stepTitle", "环节名称"),
        ("verdict", "结论"),
        ("text", "检查情况"),
        ("checkedOn", "检查日期"),
    ];
    set("process-checks", "过程检查", &columns)
}

pub async fn checks(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |row: &process_check::Model| -> Row {
        let organ = names.organ(row.organ_id);
        let step = [json!(row.step_number), json!(row.step_title)];
        [names.power(row.power_id), organ]
            .into_iter()
            .chain(step)
            .chain([word(row.verdict), json!(row.text), day(row.checked_at)])
            .collect()
    };
    for some in names.some_powers() {
        let mut rows = super::powers::of_powers::<process_check::Entity>(tx, process_check::Column::PowerId, some).await?;
        rows.sort_by_cached_key(|row| (names.powers.get(&row.power_id).cloned(), row.checked_at));
        sink.add(rows.iter().map(row).collect()).await?;
    }
    Ok(())
}
