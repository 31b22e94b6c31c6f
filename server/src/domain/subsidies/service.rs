//! Giving a list, and looking for what was paid to one household.

use super::policy::{Action, decide};
use super::rules::{GUESSES, Paid, Rows, bare, forms, last_four};
use super::store::{self, Replaced};
use crate::domain::directory::{self, SubjectId};
use crate::domain::keys::keyed_hash;
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::{MOST_FAULTS, RowFault, sheet};
use crate::domain::reporters;
use crate::kernel::error::Refusals;
use crate::kernel::forget::forget;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{County, Ctx, ErrorCode, Failure, Kernel, Outcome, Tx};
use bytes::Bytes;
use entity::id::{AccountId, SubsidyId, UnitId};
use entity::words::PhonePurpose;
use entity::{subsidy, unit};
use serde_json::json;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use time::Duration;

const KIND: Bounds = Bounds { min: 2, max: 30 };
/// Counts of guesses are kept so long, for whoever asks why he was refused.
const KEPT: Duration = Duration::days(7);

/// A list that a unit gives.
#[derive(Clone, Debug)]
pub struct List {
    /// Which unit.
    pub unit_id: UnitId,
    /// What was paid, for example 耕地地力保护补贴.
    pub kind: String,
    /// For which year.
    pub year: i32,
    /// The file.
    pub bytes: Bytes,
    /// The list that it takes the place of, as it was told when this one was looked at; none if there was none.
    pub replaces: Option<SubsidyId>,
    /// Only look.
    pub is_dry: bool,
}

/// What came of a list.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Rows that are in order.
    pub rows: usize,
    /// What is wrong, the first ones.
    pub faults: Vec<RowFault>,
    /// How much is wrong.
    pub fault_count: usize,
    /// The list that goes when this one comes.
    pub replaces: Option<Replaced>,
    /// Whether it is in force now.
    pub is_done: bool,
}

/// Takes a list; it takes the place of the one that the unit gave before for this kind and year, which must be named.
///
/// # Errors
/// Hidden if there is no such unit; refused unless by a publisher of the unit or of one above it, for a unit that ended, for a
/// file that can't be read, and if the list before is another one than was named. Faulty rows are in the answer.
pub async fn list(ctx: &Ctx, input: List) -> Outcome<Listed> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let county = ctx.county_of(input.unit_id).await?;
    let staff = may_list(ctx, &county, &input).await?;
    let kind = checked(ctx, &input)?;
    let (bytes, kernel) = (input.bytes.clone(), Arc::clone(&ctx.kernel));
    let rows = tokio::task::spawn_blocking(move || read(&kernel, &bytes)).await.map_err(Failure::fault)??;
    let (paid, faults) = rows;
    let mut done = Listed { rows: paid.len(), fault_count: faults.len(), ..Listed::default() };
    done.faults = faults.into_iter().take(MOST_FAULTS).collect();
    if done.fault_count > 0 || input.is_dry {
        done.replaces = store::listing(&ctx.read(&county).await?, input.unit_id, (&kind, input.year)).await?;
        return Ok(done);
    }
    write(ctx, (&county, staff), (&input, kind.as_str()), paid).await?;
    done.is_done = true;
    Ok(done)
}

/// Who gives the list, if he may and the unit is there today.
async fn may_list(ctx: &Ctx, county: &County, input: &List) -> Outcome<AccountId> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(county).await?;
    decide(&ctx.actor, Action::List, &chain_of(&tx, input.unit_id).await?).check()?;
    if !directory::lives(&directory::unit_by_id(&tx, input.unit_id).await?.unit, ctx) {
        return Err(Failure::field(ErrorCode::State, "unitId", "这个单位已经撤并，请由接替的单位登记。"));
    }
    Ok(staff.account_id)
}

async fn chain_of(tx: &Tx, unit: UnitId) -> Outcome<Vec<UnitId>> {
    let found = directory::subjects(tx, &[SubjectId::Unit(unit)]).await?.pop();
    Ok(found.and_then(|subject| subject.unit).ok_or_else(Failure::hidden)?.chain)
}

fn checked(ctx: &Ctx, input: &List) -> Outcome<String> {
    let mut refusals = Refusals::default();
    let kind = refusals.take(line("kind", &input.kind, KIND));
    if !(2000..=ctx.now.in_china().year()).contains(&input.year) {
        refusals.add(ErrorCode::Invalid, "year", "年度要在 2000 年以后，今年或者今年以前。");
    }
    refusals.check()?;
    Ok(kind.unwrap_or_default())
}

/// A row with its hash in place of whose it is.
type Hashed = (Vec<u8>, Paid);

fn read(kernel: &Kernel, bytes: &[u8]) -> Outcome<(Vec<Hashed>, Vec<RowFault>)> {
    let refuse = |message: String| Failure::field(ErrorCode::Invalid, "file", message);
    let mut rows = Rows::default();
    let mut fits = true;
    let read = sheet::read(bytes, &mut |line| {
        fits = rows.take(&line);
        if fits { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    read.map_err(|why| refuse(why.to_string()))?;
    if !rows.end() && rows.wrong.is_empty() {
        return Err(refuse("没有找到表头。前 10 行里要有一行写着：姓名、证件号码（或证件后四位）、金额。".to_owned()));
    }
    if !fits {
        return Err(refuse("行数太多，一次最多 3 万行。".to_owned()));
    }
    if rows.paid.is_empty() && rows.wrong.is_empty() {
        return Err(refuse("这个文件是空的。".to_owned()));
    }
    let hashed = rows.paid.into_iter().map(|paid| Ok((household(kernel, &paid.name, &paid.last_four)?, paid)));
    let faults = rows.wrong.into_iter().map(|(spot, column, message)| RowFault::at(spot, column.map(str::to_owned), message));
    Ok((hashed.collect::<Outcome<_>>()?, faults.collect()))
}

fn household(kernel: &Kernel, name: &str, last_four: &str) -> Outcome<Vec<u8>> {
    keyed_hash(&kernel.keys, "household", format!("{name}\u{1f}{last_four}").as_bytes())
}

async fn write(ctx: &Ctx, (county, staff): (&County, AccountId), (input, kind): (&List, &str), paid: Vec<Hashed>) -> Outcome<()> {
    // Keyed: of a list of one row a plain hash could be guessed (adr/0211).
    let file = hex::encode(keyed_hash(&ctx.kernel.keys, "subsidy-list", &input.bytes)?);
    let tx = ctx.write(county).await?;
    store::hold_unit(&tx, input.unit_id).await?;
    let before = store::listing(&tx, input.unit_id, (kind, input.year)).await?;
    if before.as_ref().map(|list| list.id) != input.replaces {
        return Err(Failure::field(
            ErrorCode::Conflict,
            "replaces",
            "这一种、这一年的名单和您检查时看到的不一样了。请重新检查，看清楚要换掉哪一份，再登记。",
        ));
    }
    store::drop_list(&tx, input.unit_id, (kind, input.year)).await?;
    let count = paid.len();
    let row = |(household_hash, paid): Hashed| subsidy::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        unit_id: input.unit_id,
        household_hash,
        kind: kind.to_owned(),
        year: input.year,
        amount: paid.amount,
        paid_on: paid.paid_on,
        listed_at: tx.now,
        listed_by: Some(staff),
    };
    tx.add_all(paid.into_iter().map(row).collect()).await?;
    let gone = before.map_or(0, |list| list.rows);
    let facts = json!({ "unit": input.unit_id, "kind": kind, "year": input.year, "rows": count, "replaced": gone, "file": file });
    ledger::append(&tx, &ctx.actor, Entry::public("subsidies.list", input.unit_id, facts)).await?;
    tx.commit().await
}

/// What was paid to the household of this name and these last four digits, the latest first, each with the unit that says so.
///
/// # Errors
/// Refused without a phone proven for this, for what is no name or no digits, and after five looks in vain on this day, of this
/// phone or on this name.
pub async fn look_up(ctx: &Ctx, name: &str, typed: &str) -> Outcome<Vec<(subsidy::Model, unit::Model)>> {
    decide(&ctx.actor, Action::LookUp, &[]).check()?;
    let phone = reporters::current(ctx, PhonePurpose::Subsidies)?;
    let mut refusals = Refusals::default();
    let (name, digits) = (bare(name), last_four(typed).filter(|_| typed.trim().chars().count() == 4));
    if name.is_none() {
        refusals.add(ErrorCode::Invalid, "name", "请填户主的姓名，和证件上一样。");
    }
    if digits.is_none() {
        refusals.add(ErrorCode::Invalid, "lastFour", "请填证件号码的最后四位，最后一位可以是 X。");
    }
    refusals.check()?;
    let (name, digits) = (name.unwrap_or_default(), digits.unwrap_or_default());
    let tx = ctx.write(&ctx.kernel.tenants.by_id(phone.county_id).await?).await?;
    let day = tx.now.in_china().date();
    // Always the phone before the name: two who look at once never wait for each other.
    let of_phone = store::held_guesses(&tx, &guess(&ctx.kernel, "subsidy-phone", &phone.phone_hash)?, day).await?;
    let of_name = store::held_guesses(&tx, &guess(&ctx.kernel, "subsidy-name", name.as_bytes())?, day).await?;
    if of_phone.count >= GUESSES || of_name.count >= GUESSES {
        return Err(Failure::refuse(ErrorCode::TooMany, "今天查错的次数太多了。请明天再查，或者到村里、镇上当面问。"));
    }
    let hashes: Vec<Vec<u8>> = forms(&name).iter().map(|name| household(&ctx.kernel, name, &digits)).collect::<Outcome<_>>()?;
    let found = store::of_household(&tx, hashes).await?;
    if found.is_empty() {
        store::count_guess(&tx, &of_phone).await?;
        store::count_guess(&tx, &of_name).await?;
    }
    let found = with_units(&tx, found).await?;
    tx.commit().await?;
    Ok(found)
}

fn guess(kernel: &Kernel, label: &'static str, of: &[u8]) -> Outcome<Vec<u8>> {
    keyed_hash(&kernel.keys, label, of)
}

async fn with_units(tx: &Tx, found: Vec<subsidy::Model>) -> Outcome<Vec<(subsidy::Model, unit::Model)>> {
    let ids: Vec<UnitId> = found.iter().map(|row| row.unit_id).collect();
    let units: BTreeMap<UnitId, unit::Model> = directory::units_by_id(tx, &ids).await?.into_iter().map(|unit| (unit.id, unit)).collect();
    Ok(found.into_iter().filter_map(|row| units.get(&row.unit_id).cloned().map(|unit| (row, unit))).collect())
}

/// One record, for whoever found it: its id is told to nobody else.
///
/// # Errors
/// Hidden if there is none, or another list took its place.
pub async fn record(tx: &Tx, id: SubsidyId) -> Outcome<subsidy::Model> {
    tx.rows().one::<subsidy::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Forgets a county's counts of guesses.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    forget(ctx, county, ("subsidy_guess", "made_at < $2"), KEPT).await
}
