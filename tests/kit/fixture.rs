//! A small county that every story knows: two towns, three villages, a bureau, their officials, organs and staff.
//!
//! Two counties are filled alike, so that each story can ask whether one ever sees the other. All names are invented.

use crate::world::World;
use entity::id::{AccountId, CountyId, OfficialId, OrganId, PowerId, SectionId, UnitId};
use entity::words::{AccountState, CadreAuthority, GrantState, OrganKind, PowerKind, StaffRole, UnitCategory};
use entity::{account, county, official, organ, post, power, role_grant, scope, section, unit};
use lianjing::kernel::{Ctx, Tx};
use serde_json::json;
use std::collections::BTreeMap;
use time::macros::date;

/// One county and the ids of what stands in it, by short names.
#[derive(Clone, Debug)]
pub struct Place {
    /// Division code.
    pub code: String,
    /// The tenant.
    pub county: lianjing::kernel::County,
    units: BTreeMap<&'static str, UnitId>,
    sections: BTreeMap<&'static str, SectionId>,
    officials: BTreeMap<&'static str, OfficialId>,
    organs: BTreeMap<&'static str, OrganId>,
    accounts: BTreeMap<&'static str, AccountId>,
    powers: BTreeMap<&'static str, PowerId>,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident: $map:ident -> $id:ty;)*) => {
        impl Place {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self, name: &str) -> $id {
                    *self.$map.get(name).unwrap_or_else(|| panic!("the fixture has no {} {name}", stringify!($name)))
                }
            )*
        }
    };
}
lookups! {
    /// Units: party, government, bureau, town, town2, village, village2, village3.
    unit: units -> UnitId;
    /// Sections: village-group, town-group, town-office, bureau-group.
    section: sections -> SectionId;
    /// Officials: see [`OFFICIALS`].
    official: officials -> OfficialId;
    /// Organs: city, commission, town, town2, bureau.
    organ: organs -> OrganId;
    /// Accounts: see [`STAFF`].
    account: accounts -> AccountId;
    /// Powers: dibao (of the village), land (of the bureau).
    power: powers -> PowerId;
}

/// name, unit, section, organ, title, leads the unit, leads the section, managed by an organ above the county
type Person = (&'static str, &'static str, Option<&'static str>, Option<&'static str>, &'static str, bool, bool, bool);

/// The officials: short name, then where they serve.
pub const OFFICIALS: [Person; 13] = [
    ("magistrate", "government", None, None, "县长", true, false, true),
    ("village-head", "village", Some("village-group"), None, "党支部书记、村委会主任", true, true, false),
    ("village-deputy", "village", Some("village-group"), None, "村委会副主任", false, false, false),
    ("village2-head", "village2", None, None, "村委会主任", true, false, false),
    ("town-secretary", "town", Some("town-group"), None, "镇党委书记", true, true, false),
    ("town-deputy", "town", Some("town-group"), None, "副镇长", false, false, false),
    ("town-clerk", "town", Some("town-office"), None, "办公室干部", false, false, false),
    ("town-inspector", "town", None, Some("town"), "镇纪委书记", false, false, false),
    ("town-handler", "town", Some("town-office"), Some("town"), "镇纪委委员", false, false, false),
    ("town-handler2", "town", None, Some("town"), "镇纪委委员", false, false, false),
    ("county-inspector", "party", None, Some("commission"), "县纪委书记", false, false, false),
    ("county-handler", "party", None, Some("commission"), "县纪委监委干部", false, false, false),
    ("bureau-director", "bureau", Some("bureau-group"), None, "局长", true, true, false),
];

/// Staff: login, official behind it, role, organ.
pub const STAFF: [(&str, Option<&str>, StaffRole, Option<&str>); 10] = [
    ("town-head", Some("town-inspector"), StaffRole::Head, Some("town")),
    ("town-handler", Some("town-handler"), StaffRole::Handler, Some("town")),
    ("town-handler2", Some("town-handler2"), StaffRole::Handler, Some("town")),
    ("town2-head", None, StaffRole::Head, Some("town2")),
    ("county-head", Some("county-inspector"), StaffRole::Head, Some("commission")),
    ("county-handler", Some("county-handler"), StaffRole::Handler, Some("commission")),
    ("bureau-head", None, StaffRole::Head, Some("bureau")),
    ("admin", None, StaffRole::CountyAdmin, None),
    ("auditor", None, StaffRole::Auditor, None),
    ("publisher", None, StaffRole::Publisher, None),
];

/// Fills a county.
///
/// # Panics
/// If the database refuses.
pub async fn fill(world: &World, code: &str, number: i32, name: &str) -> Place {
    let id = CountyId(entity::id::mint(world.kernel.clock.now().0, u16::try_from(number).expect("a small number"), [7; 9]));
    let row = county::Model {
        id,
        number,
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: name.trim_end_matches(['县', '市', '区']).to_owned(),
        town_label: "乡镇".to_owned(),
        is_demo: true,
        footer: json!({ "operator": format!("{name}纪委监委"), "telephone": "12388" }),
        created_at: world.kernel.clock.now(),
    };
    scope::platform_insert(row).exec_without_returning(world.kernel.db.platform()).await.expect("a county");
    let ctx: Ctx = world.ctx();
    let county = ctx.county(code).await.expect("the county");
    let tx = ctx.write(&county).await.expect("a transaction");
    let empty = BTreeMap::new;
    let (units, sections, officials, organs, accounts, powers) =
        (empty(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut place = Place { code: code.to_owned(), county, units, sections, officials, organs, accounts, powers };
    units_and_sections(&tx, &mut place).await;
    organs_of(&tx, &mut place).await;
    people(&tx, &mut place).await;
    staff(&tx, &mut place).await;
    powers_of(&tx, &mut place).await;
    tx.commit().await.expect("committed");
    place
}

async fn units_and_sections(tx: &Tx, place: &mut Place) {
    let units = [
        ("party", "县委", UnitCategory::CoreOrgan, None),
        ("government", "县政府", UnitCategory::CoreOrgan, None),
        ("bureau", "县民政局", UnitCategory::Department, None),
        ("town", "龙山镇", UnitCategory::Town, None),
        ("town2", "元坝镇", UnitCategory::Town, None),
        ("village", "龙山镇甲村", UnitCategory::Village, Some("town")),
        ("village2", "龙山镇乙村", UnitCategory::Village, Some("town")),
        ("village3", "元坝镇丙村", UnitCategory::Village, Some("town2")),
    ];
    for (ordinal, (key, name, category, parent)) in (1..).zip(units) {
        let id = tx.mint();
        let row = unit::Model {
            county_id: tx.county.id,
            id,
            code: format!("{}-{key}", place.code),
            name: name.to_owned(),
            short_name: name.to_owned(),
            category,
            parent_id: parent.map(|parent| place.unit(parent)),
            ordinal,
            intro: None,
            duties: json!(["办村民的公共事务和公益事业"]),
            households: None,
            population: None,
            address: None,
            telephone: None,
            valid_from: date!(2020 - 01 - 01),
            valid_until: None,
            successor_id: None,
        };
        tx.add(row).await.expect("a unit");
        place.units.insert(key, id);
    }
    let sections = [
        ("village-group", "village", true),
        ("town-group", "town", true),
        ("town-office", "town", false),
        ("bureau-group", "bureau", true),
    ];
    for (ordinal, (key, unit, is_leading_group)) in (1..).zip(sections) {
        let id = tx.mint();
        let name = if is_leading_group { "领导班子" } else { "党政办公室" }.to_owned();
        let row =
            section::Model { county_id: tx.county.id, id, unit_id: place.unit(unit), name, is_leading_group, duties: json!([]), ordinal };
        tx.add(row).await.expect("a section");
        place.sections.insert(key, id);
    }
}

async fn organs_of(tx: &Tx, place: &mut Place) {
    let organs = [
        ("city", "市纪委监委", OrganKind::External, None, None),
        ("commission", "县纪委监委", OrganKind::CountyCommission, Some("party"), Some("city")),
        ("town", "龙山镇纪委", OrganKind::TownCommittee, Some("town"), Some("commission")),
        ("town2", "元坝镇纪委", OrganKind::TownCommittee, Some("town2"), Some("commission")),
        ("bureau", "派驻民政局纪检组", OrganKind::DepartmentGroup, Some("bureau"), Some("commission")),
    ];
    for (key, name, kind, unit, superior) in organs {
        let id = tx.mint();
        let row = organ::Model {
            county_id: tx.county.id,
            id,
            code: key.to_owned(),
            name: name.to_owned(),
            kind,
            unit_id: unit.map(|unit| place.unit(unit)),
            superior_id: superior.map(|superior| place.organ(superior)),
            telephone: Some("12388".to_owned()),
            advice: (kind == OrganKind::External).then(|| "请向市纪委监委反映，或拨打 12388。".to_owned()),
        };
        tx.add(row).await.expect("an organ");
        place.organs.insert(key, id);
    }
    // The commission looks after every unit that has no nearer organ.
    for unit in ["government", "bureau", "town", "town2"] {
        let row = entity::organ_coverage::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            organ_id: place.organ("commission"),
            unit_id: place.unit(unit),
        };
        if unit == "government" {
            tx.add(row).await.expect("a coverage");
        }
    }
}

async fn people(tx: &Tx, place: &mut Place) {
    for (ordinal, (key, unit, section, organ, title, leads_unit, leads_section, managed_above)) in (1..).zip(OFFICIALS) {
        let id = tx.mint();
        let managed_by = if managed_above { CadreAuthority::Superior } else { CadreAuthority::County };
        let name = format!("演示{key}");
        let person =
            official::Model { county_id: tx.county.id, id, code: key.to_owned(), name, is_party_member: true, managed_by, is_demo: true };
        tx.add(person).await.expect("an official");
        let row = post::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            official_id: id,
            unit_id: place.unit(unit),
            section_id: section.map(|section| place.section(section)),
            organ_id: organ.map(|organ| place.organ(organ)),
            title: title.to_owned(),
            duties: json!([]),
            leads_unit,
            leads_section,
            is_public: true,
            ordinal,
            valid_from: date!(2021 - 01 - 01),
            valid_until: None,
        };
        tx.add(row).await.expect("a post");
        place.officials.insert(key, id);
    }
}

async fn staff(tx: &Tx, place: &mut Place) {
    for (login, official, role, organ) in STAFF {
        let id = tx.mint();
        let row = account::Model {
            county_id: tx.county.id,
            id,
            login: login.to_owned(),
            name: format!("演示{login}"),
            official_id: official.map(|official| place.official(official)),
            email: None,
            password_hash: String::new(),
            totp_secret: Vec::new(),
            totp_last_step: 0,
            state: AccountState::Active,
            failed_count: 0,
            retry_at: None,
            created_at: tx.now,
        };
        tx.add(row).await.expect("an account");
        place.accounts.insert(login, id);
        let grant = role_grant::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            account_id: id,
            role,
            unit_id: (role == StaffRole::Publisher).then(|| place.unit("village")),
            organ_id: organ.map(|organ| place.organ(organ)),
            valid_from: date!(2021 - 01 - 01),
            valid_until: None,
            state: GrantState::Active,
            proposed_by: None,
            proposed_at: tx.now,
            decided_by: None,
            decided_at: None,
            end_reason: None,
        };
        tx.add(grant).await.expect("a role");
    }
}

async fn powers_of(tx: &Tx, place: &mut Place) {
    for (key, unit, name) in [("dibao", "village", "低保评议"), ("land", "bureau", "婚姻登记")] {
        let id = tx.mint();
        let row = power::Model {
            county_id: tx.county.id,
            id,
            unit_id: place.unit(unit),
            code: format!("{}-{key}", place.code),
            name: name.to_owned(),
            kind: PowerKind::External,
            administrative_type: "评议".to_owned(),
            summary: "谁家能吃低保，村里评议这一步".to_owned(),
            is_major: key == "dibao",
            exercising_body: "村民委员会".to_owned(),
            supervising_body: "村务监督委员会".to_owned(),
            accountable_body: "镇纪委".to_owned(),
            ordinal: 1,
            is_published: true,
        };
        tx.add(row).await.expect("a power");
        place.powers.insert(key, id);
    }
}
