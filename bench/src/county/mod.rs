//! A county of the size that the register is made for: the demonstration grows by more villages, people, powers and rules.

pub mod sheets;

use crate::ground::Ground;
use entity::scope::Tenant;
use entity::{control_measure, official, power, risk_point, rule, unit};
use lianjing::demo::HOME;
use lianjing::domain::import::{self, SourceFile};
use lianjing::kernel::{Ctx, Tx};
use std::fmt::Write as _;

/// Units, officials, powers, risk points, measures and rules of a large county.
pub const SIZE: Size = Size { units: 875, officials: 4_709, powers: 9_484, risks: 17_424, measures: 21_327, rules: 323 };

/// So many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub units: usize,
    pub officials: usize,
    pub powers: usize,
    pub risks: usize,
    pub measures: usize,
    pub rules: usize,
}

/// Lets the home county grow to that size; what it has then. Nothing is taken away.
pub async fn grow(ground: &Ground) -> Size {
    let have = size(ground).await;
    let more = |want: usize, has: usize| want.saturating_sub(has);
    let (powers, risks) = (more(SIZE.powers, have.powers), more(SIZE.risks, have.risks));
    let units = more(SIZE.units, have.units).max(1);
    let files = [
        ("units.csv", villages(units, &ground.village.parent)),
        ("officials.csv", people(more(SIZE.officials, have.officials))),
        ("posts.csv", posts(more(SIZE.officials, have.officials), units)),
        ("powers.csv", list(powers, units)),
        ("legal_bases.csv", bases(powers)),
        ("flow_steps.csv", steps(powers)),
        ("rules.csv", rules(more(SIZE.rules, have.rules))),
        ("risk_points.csv", risk_points(risks, powers)),
        ("control_measures.csv", measures(more(SIZE.measures, have.measures), risks, powers)),
    ];
    let files = files.map(|(name, text)| SourceFile { name: name.to_owned(), bytes: text.into_bytes() });
    let report = import::run(&Ctx::system(&ground.kernel), HOME, &files, false).await.expect("an import");
    assert!(report.written, "{:?}", report.faults.first());
    ground.analyse().await;
    size(ground).await
}

async fn size(ground: &Ground) -> Size {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    Size {
        units: count::<unit::Entity>(&tx).await,
        officials: count::<official::Entity>(&tx).await,
        powers: count::<power::Entity>(&tx).await,
        risks: count::<risk_point::Entity>(&tx).await,
        measures: count::<control_measure::Entity>(&tx).await,
        rules: count::<rule::Entity>(&tx).await,
    }
}

/// A CSV file: its columns, and a line for each number.
fn csv(columns: &str, rows: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = format!("{columns}\n");
    for n in 0..rows {
        let _ = writeln!(text, "{}", line(n));
    }
    text
}

fn villages(units: usize, parent: &str) -> String {
    csv("code,name,category,parent_code,duties", units, |n| format!("SIZE-U{n},量村{n},村,{parent},办村民的公共事务"))
}

fn people(officials: usize) -> String {
    csv("code,name,is_party_member,is_demo", officials, |n| format!("SIZE-O{n},量人{n},是,是"))
}

fn posts(officials: usize, units: usize) -> String {
    csv("official_code,unit_code,title,is_public", officials, |n| format!("SIZE-O{n},SIZE-U{},村委会委员,是", n % units))
}

fn list(powers: usize, units: usize) -> String {
    let columns = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body";
    csv(columns, powers, |n| format!("SIZE-U{},SIZE-P{n},权力{n},评议,说明,村委会,监委会,镇纪委", n % units))
}

fn bases(powers: usize) -> String {
    csv("power_code,law,article,text", powers, |n| {
        format!("SIZE-P{n},村民委员会组织法,第二十四条,涉及村民利益的事项经村民会议讨论决定方可办理")
    })
}

fn steps(powers: usize) -> String {
    csv("power_code,number,title,actor,duty", powers * 4, |n| {
        format!("SIZE-P{},{},第{}步,村委会,按规定办理并留下记录", n / 4, n % 4 + 1, n % 4 + 1)
    })
}

fn rules(rules: usize) -> String {
    csv("code,name,area,issuer,text", rules, |n| format!("SIZE-R{n},制度{n},村级事务,县纪委,第一条 按本制度办理"))
}

fn risk_points(risks: usize, powers: usize) -> String {
    csv("power_code,ordinal,step_number,grade,kind,text", risks, |n| {
        format!("SIZE-P{},{},{},B,岗位职责,不按程序办理的风险", n % powers, n / powers + 1, n % 4 + 1)
    })
}

fn measures(measures: usize, risks: usize, powers: usize) -> String {
    csv("power_code,risk_ordinal,text,ordinal", measures, |n| {
        let risk = n % risks;
        format!("SIZE-P{},{},集体研究并公示,{}", risk % powers, risk / powers + 1, n / risks + 1)
    })
}

async fn count<E: Tenant>(tx: &Tx) -> usize {
    tx.rows().find::<E>().all(tx).await.expect("rows").len()
}
