//! 建县: a real county is set up by the operator: its row, its commission with the organ above, its first accounts.
//!
//! Words: the *first pair* is two heads of the commission, so that whatever concerns one is decided by the other.
//! Invariants: 1. all of it is one transaction; a run that ended half-way leaves no row. 2. A county that is there is
//! never touched again. 3. What is handed over is first passwords: they open nothing but the page where their owners
//! make the access their own. 4. It is on the ledger as the operator's. 5. Each head is an official of the directory from
//! the first moment: his row is made by the code that the import uses afterwards.

mod check;

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::{self, FirstPassword, NewRole, NewStaff};
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{CountyId, OfficialId, OrganId};
use entity::scope::platform_insert;
use entity::words::{CadreAuthority, OrganKind, StaffRole};
use entity::{county, official, organ};
use serde_json::{Value, json};

/// Code of the commission in `organs.csv`.
pub const COMMISSION: &str = "COMMISSION";
/// Code of the organ above the county in `organs.csv`.
pub const ABOVE: &str = "ABOVE";

/// A county to be.
#[derive(Clone, Debug)]
pub struct NewCounty {
    /// Six-digit division code.
    pub code: String,
    /// Its name, such that it stands alone.
    pub name: String,
    /// For buttons.
    pub short_name: String,
    /// What it calls its towns: 乡镇 or 街道.
    pub town_label: String,
    /// Operator, telephone, address, filing numbers.
    pub footer: Value,
    /// Name of its commission.
    pub commission: String,
    /// Name of the organ above it, outside the platform.
    pub above: String,
    /// Its first administrators.
    pub admins: Vec<Person>,
    /// The first heads of the commission.
    pub heads: Vec<Person>,
    /// One head is enough; whatever concerns that one is then the operator's to decide.
    pub lone_head: bool,
}

/// Somebody who is to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name for signing in.
    pub login: String,
    /// Name for display.
    pub name: String,
    /// Code of the official behind the account, as `officials.csv` has it; each head has one.
    pub official: Option<String>,
}

/// A county that was set up.
#[derive(Clone, Debug)]
pub struct Founded {
    /// The tenant.
    pub county: County,
    /// How its first people sign in; shown once.
    pub people: Vec<Access>,
}

/// How somebody signs in for the first time.
#[derive(Clone, Debug)]
pub struct Access {
    /// Whose.
    pub person: Person,
    /// As what.
    pub role: StaffRole,
    /// The first password.
    pub first: FirstPassword,
}

/// Sets up a county.
///
/// # Errors
/// Refused unless asked by the platform itself, for a county that is there, and for whatever does not fit.
pub async fn found(ctx: &Ctx, new: NewCounty) -> Outcome<Founded> {
    if !matches!(ctx.actor, Actor::System) {
        return Err(Failure::hidden());
    }
    check::check(&new)?;
    let known = ctx.kernel.tenants.all().await?;
    if known.iter().any(|county| county.code == new.code) {
        return Err(Failure::field(ErrorCode::Conflict, "code", format!("{} 已经有了，什么也没有改。", new.code)));
    }
    let number = known.iter().map(|county| county.number).max().unwrap_or(0).checked_add(1).ok_or_else(|| Failure::fault("too many"))?;
    let random = crate::kernel::clock::random(&*ctx.kernel.chance);
    let id = CountyId(entity::id::mint(ctx.now.0, number, random));
    let county = County { id, number, code: new.code.clone(), name: new.name.clone() };
    // Hashing takes long, and no transaction may wait for it.
    let people = accesses(ctx, &new).await?;
    let tx = ctx.write(&county).await?;
    platform_insert(row(&county, ctx, &new)).exec_without_returning(&tx).await?;
    let commission = organs(&tx, &new).await?;
    for access in &people {
        hire(&tx, &ctx.actor, access, commission).await?;
    }
    let facts = json!({ "code": county.code, "admins": new.admins.len(), "heads": new.heads.len() });
    ledger::append(&tx, &ctx.actor, Entry::public("operator.county_founded", county.id, facts)).await?;
    // The county's keys are made now rather than by the first report, so that the copy of the key folder that is put
    // away today holds them. If the commit fails they stay and are used by the next run.
    ctx.kernel.keys.county(&county.code).map_err(Failure::fault)?;
    tx.commit().await?;
    Ok(Founded { county, people })
}

async fn accesses(ctx: &Ctx, new: &NewCounty) -> Outcome<Vec<Access>> {
    let admins = new.admins.iter().map(|person| (person, StaffRole::CountyAdmin));
    let heads = new.heads.iter().map(|person| (person, StaffRole::Head));
    let mut people = Vec::new();
    for (person, role) in admins.chain(heads) {
        people.push(Access { person: person.clone(), role, first: staff::first_password(&ctx.kernel).await? });
    }
    Ok(people)
}

fn row(county: &County, ctx: &Ctx, new: &NewCounty) -> county::Model {
    county::Model {
        id: county.id,
        number: county.number.into(),
        code: county.code.clone(),
        name: county.name.clone(),
        short_name: new.short_name.clone(),
        town_label: new.town_label.clone(),
        is_demo: false,
        footer: new.footer.clone(),
        created_at: ctx.now,
    }
}

/// The commission and the organ above it; the others come by import. The id is the commission's.
async fn organs(tx: &Tx, new: &NewCounty) -> Outcome<OrganId> {
    let blank = |code: &str, name: &str, kind| organ::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        unit_id: None,
        superior_id: None,
        telephone: None,
        advice: None,
    };
    let advice = format!("请向{}反映，或拨打 12388。", new.above);
    let above = organ::Model { advice: Some(advice), ..blank(ABOVE, &new.above, OrganKind::External) };
    let own = blank(COMMISSION, &new.commission, OrganKind::CountyCommission);
    let commission = organ::Model { superior_id: Some(above.id), ..own };
    let id = commission.id;
    tx.add(above).await?;
    tx.add(commission).await?;
    Ok(id)
}

/// The official behind a first account. The import finds him by this code, and brings his posts and his kin.
async fn enter(tx: &Tx, code: String, name: String) -> Outcome<OfficialId> {
    let id = tx.mint();
    let row = official::Model {
        county_id: tx.county.id,
        id,
        code,
        name,
        is_party_member: true,
        managed_by: CadreAuthority::County,
        is_demo: false,
    };
    tx.add(row).await?;
    Ok(id)
}

async fn hire(tx: &Tx, operator: &Actor, access: &Access, commission: OrganId) -> Outcome<()> {
    let Person { login, name, official } = access.person.clone();
    let official_id = match official {
        Some(code) => Some(enter(tx, code, name.clone()).await?),
        None => None,
    };
    let new = NewStaff { login, name, official_id, email: None };
    let account = staff::add_first(tx, new, &access.first.hash).await?;
    let organ_id = (access.role == StaffRole::Head).then_some(commission);
    let grant = staff::standing(tx, account.id, NewRole { role: access.role, unit_id: None, organ_id });
    let facts = json!({ "account": account.id, "role": access.role, "organ": organ_id, "official": official_id });
    let entry = Entry::public("operator.role_given", grant.id, facts);
    tx.add(grant).await?;
    ledger::append(tx, operator, entry).await
}
