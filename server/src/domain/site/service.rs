//! Changing the foot and the emblem.

use super::picture::cleaned;
use super::policy::{Action, decide};
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::scope::{platform_rows, platform_update};
use entity::{county, emblem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::{Map, Value, json};

/// What stands at the foot.
#[derive(Clone, Debug)]
pub struct Foot {
    /// 主办单位.
    pub operator: String,
    /// Telephone of the operator.
    pub telephone: String,
    /// 来访地址.
    pub address: Option<String>,
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安联网备案号.
    pub security_filing: Option<String>,
    /// Where the privacy notice stands, if not on the page of the platform.
    pub privacy_url: Option<String>,
}

/// Changes the foot.
///
/// # Errors
/// Refused unless by the county's administrator; for what has not its form; as a conflict if it changed since it was read.
pub async fn set_footer(ctx: &Ctx, foot: Foot, version: i32) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    let fields = checked(foot)?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let mut footer = held(&tx, version).await?;
    let changed: Vec<_> =
        fields.iter().filter(|(key, value)| footer.get(*key).unwrap_or(&Value::Null) != value).map(|(key, _)| *key).collect();
    for (key, value) in &fields {
        footer.insert((*key).to_owned(), value.clone());
    }
    let facts = json!({ "fields": changed });
    put(&tx, footer, version).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("county.footer_set", tx.county.id, facts)).await?;
    tx.commit().await
}

/// Puts a picture into the emblem's slot, or empties it.
///
/// # Errors
/// Refused unless by the county's administrator; for what is no small picture; as a conflict if the foot changed since it
/// was read.
pub async fn set_emblem(ctx: &Ctx, image: Option<Vec<u8>>, version: i32) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    // Opening a picture takes long, and no transaction may wait for it.
    let png = match image {
        Some(bytes) => Some(cleaned(bytes).await?),
        None => None,
    };
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let mut footer = held(&tx, version).await?;
    let last = tx.rows().find::<emblem::Entity>().order_by_desc(emblem::Column::No).limit(1).select_only().column(emblem::Column::No);
    let no = last.into_tuple::<i32>().one(&tx).await?.unwrap_or_default().saturating_add(1);
    footer.insert("emblem".to_owned(), if png.is_some() { json!(no) } else { Value::Null });
    let facts = json!({ "emblem": png.as_ref().map(|_| no) });
    if let Some(png) = png {
        let row = emblem::Model { county_id: tx.county.id, id: tx.mint(), no, png, set_by: staff.account_id, set_at: tx.now };
        tx.add(row).await?;
    }
    put(&tx, footer, version).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("county.emblem_set", tx.county.id, facts)).await?;
    tx.commit().await
}

/// The picture with this number, if it stands in the county's slot today.
///
/// # Errors
/// Hidden if there is none, or another one by now; a fault of the database.
pub async fn emblem(ctx: &Ctx, county: &str, no: i32) -> Outcome<Vec<u8>> {
    let county = ctx.county(county).await?;
    let tx = ctx.read(&county).await?;
    let footer = footer_of(&tx, false).await?;
    if footer.get("emblem").and_then(Value::as_i64) != Some(i64::from(no)) {
        return Err(Failure::hidden());
    }
    let row = tx.rows().find::<emblem::Entity>().filter(emblem::Column::No.eq(no)).one(&tx).await?;
    row.map(|row| row.png).ok_or_else(Failure::hidden)
}

/// The foot as it stands, held, at the version at which it was read.
async fn held(tx: &Tx, version: i32) -> Outcome<Map<String, Value>> {
    let footer = footer_of(tx, true).await?;
    if footer.get("version").and_then(Value::as_i64).unwrap_or_default() != i64::from(version) {
        return Err(Failure::refuse(ErrorCode::Conflict, "刚刚有人改过页脚。请看新的内容，再改。"));
    }
    Ok(footer)
}

async fn footer_of(tx: &Tx, hold: bool) -> Outcome<Map<String, Value>> {
    let row = platform_rows::<county::Entity>().filter(county::Column::Id.eq(tx.county.id));
    let row = if hold { row.lock(sea_orm::sea_query::LockType::NoKeyUpdate) } else { row };
    let row = row.one(tx).await?.ok_or_else(Failure::hidden)?;
    Ok(row.footer.as_object().cloned().unwrap_or_default())
}

async fn put(tx: &Tx, mut footer: Map<String, Value>, version: i32) -> Outcome<()> {
    footer.insert("version".to_owned(), json!(version.saturating_add(1)));
    let change = platform_update::<county::Entity>().col_expr(county::Column::Footer, Expr::value(Value::Object(footer)));
    change.filter(county::Column::Id.eq(tx.county.id)).exec(tx).await?;
    Ok(())
}

/// What was typed, cleaned, under the names of the column; all that does not fit is told at once.
fn checked(foot: Foot) -> Outcome<Vec<(&'static str, Value)>> {
    let mut refusals = Refusals::default();
    let operator = refusals.take(line("operator", &foot.operator, Bounds { min: 2, max: 60 })).unwrap_or_default();
    let telephone = refusals.take(line("telephone", &foot.telephone, Bounds { min: 5, max: 30 })).unwrap_or_default();
    if !telephone.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | ' ')) {
        refusals.add(ErrorCode::Invalid, "telephone", "电话只写数字，可以有横线和加号。");
    }
    let mut optional = |field, text: Option<String>, max| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        refusals.take(line(field, &text, Bounds { min: 2, max }))
    };
    let (address, icp) = (optional("address", foot.address, 120), optional("icp", foot.icp, 40));
    let security_filing = optional("securityFiling", foot.security_filing, 60);
    let privacy_url = optional("privacyUrl", foot.privacy_url, 200);
    if privacy_url.as_deref().is_some_and(|url| !is_address(url)) {
        refusals.add(ErrorCode::Invalid, "privacyUrl", "网址要以 https:// 开头，不带空格。");
    }
    refusals.check()?;
    Ok(vec![
        ("operator", json!(operator)),
        ("telephone", json!(telephone)),
        ("address", json!(address)),
        ("icp", json!(icp)),
        ("securityFiling", json!(security_filing)),
        ("privacyUrl", json!(privacy_url)),
    ])
}

/// An address that a page may link to: never a script.
fn is_address(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && rest.is_ascii() && !rest.contains([' ', '"', '<', '>', '\\']))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn a_link_is_an_address_of_the_web() {
        assert!(is_address("https://example.gov.cn/privacy?x=1"));
        for bad in ["javascript:alert(1)", "http://example.gov.cn", "https://", "https://a b", "https://a\"b", "/privacy"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
