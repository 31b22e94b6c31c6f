//! The demonstration: what it fills in, that it leaves alone what is there, and that its staff can sign in.

mod cleared;
mod outcomes;
mod ratings;
mod turns;

use crate::kills::ground::{Ground, close};
use entity::moment::Moment;
use entity::words::{CaseState, DeadlineState, Light, OrganKind, StaffRole};
use entity::{account, case, deadline, halt, halt_answer, official, organ, outbox, power, role_grant, sticker, unit};
use kit::{Backend, World};
use lianjing::adapters::key_folder;
use lianjing::demo::{ACCOUNTS_FILE, DemoAccount, DemoReport, Extent, HOME, Options, REPORTS_FILE, fill};
use lianjing::kernel::clock::{SetClock, SystemChance, SystemClock};
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Clock, Ctx, Db, Failure, Kernel};
use sea_orm::{ColumnTrait as _, Iterable as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

async fn filled(backend: Backend) -> (World, tempfile::TempDir) {
    let world = World::empty(backend).await;
    let data = tempfile::tempdir().unwrap();
    let options = Options { extent: Extent::Sample, data: data.path().to_owned() };
    let summary = fill(&world.kernel, &options).await.unwrap();
    assert_eq!(summary.filled.len(), 4);
    let again = fill(&world.kernel, &options).await.unwrap();
    assert_eq!((again.filled.len(), again.kept.len(), again.accounts), (0, 4, 0), "a second run changes nothing");
    (world, data)
}

async fn count<E: entity::scope::Tenant>(world: &World, county: &str) -> u64
where
    E::Model: Send + Sync,
{
    let ctx = world.ctx();
    let county = ctx.county(county).await.unwrap();
    let tx = ctx.read(&county).await.unwrap();
    tx.rows().find::<E>().count(&tx).await.unwrap()
}

async fn tell(backend: Backend) {
    let (world, data) = filled(backend).await;
    for county in [HOME, "130982", "440308", "511102"] {
        assert!(count::<unit::Entity>(&world, county).await >= 15, "{county}");
        assert!(count::<power::Entity>(&world, county).await >= 100, "{county}");
        assert!(count::<official::Entity>(&world, county).await >= 50, "{county}");
        assert!(count::<sticker::Entity>(&world, county).await >= 5, "{county}");
        assert!(count::<account::Entity>(&world, county).await >= 5, "{county}");
        organs_stand_in_line(&world, county).await;
    }
    everybody_in_the_list_has_a_role(&world, data.path()).await;
    assert!(count::<role_grant::Entity>(&world, HOME).await >= 30);
    cases_stand_in_every_state(&world).await;
    one_power_is_stopped_and_one_goes_on(&world).await;
    turns::every_turn_is_shown(&world).await;
    cleared::lists_are_cleared(&world).await;
    outcomes::outcomes_and_subsidies_are_shown(&world).await;
    outcomes::a_household_finds_what_was_paid(&world).await;
    ratings::ratings_are_shown(&world).await;
    outcomes::results_are_published_without_a_name(&world).await;
    nobody_gets_a_message(&world).await;
    world.end().await;
}

async fn organs_stand_in_line(world: &World, county: &str) {
    let ctx = world.ctx();
    let county = ctx.county(county).await.unwrap();
    let tx = ctx.read(&county).await.unwrap();
    let organs = tx.rows().find::<organ::Entity>().all(&tx).await.unwrap();
    for organ in &organs {
        let superior = organs.iter().find(|other| Some(other.id) == organ.superior_id);
        assert_eq!(superior.is_none(), organ.kind == OrganKind::External, "{}", organ.name);
    }
    let invented = tx.rows().find::<official::Entity>().filter(official::Column::IsDemo.eq(false)).count(&tx).await.unwrap();
    assert_eq!(invented, 0, "everybody is marked as invented");
}

async fn cases_stand_in_every_state(world: &World) {
    let ctx = world.ctx();
    let county = ctx.county(HOME).await.unwrap();
    let tx = ctx.read(&county).await.unwrap();
    let cases = tx.rows().find::<case::Entity>().all(&tx).await.unwrap();
    let states: BTreeSet<_> = cases.iter().map(|case| case.state).collect();
    assert_eq!(states, CaseState::iter().collect(), "one of each state");
    assert!(cases.iter().any(|case| case.light == Light::Red && case.instance_no == 2));
    assert!(cases.iter().any(|case| case.state == CaseState::Settled && case.satisfied == Some(true) && case.instance_no == 2));
    assert!(cases.iter().any(|case| case.state == CaseState::Submitted && case.withdraw_at.is_some()));
    let missed = tx.rows().find::<deadline::Entity>().filter(deadline::Column::State.eq(DeadlineState::Missed)).count(&tx).await.unwrap();
    assert!(missed >= 3, "{missed} overdue");
    let now = ctx.now;
    assert!(cases.iter().all(|case| case.submitted_at <= now && case.closed_at.is_none_or(|at| at <= now)));
}

/// At home alone, and said to everybody who looks.
async fn one_power_is_stopped_and_one_goes_on(world: &World) {
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let halts = tx.rows().find::<halt::Entity>().all(&tx).await.unwrap();
    let open: Vec<_> = halts.iter().filter(|halt| halt.resumed_at.is_none()).collect();
    assert_eq!((halts.len(), open.len()), (2, 1));
    let opinions = tx.rows().find::<entity::opinion::Entity>().all(&tx).await.unwrap();
    let owed: Vec<_> = opinions.iter().filter(|one| one.due_on.is_some()).collect();
    assert_eq!((opinions.len(), owed.len()), (4, 2), "one of them overdue");
    assert!(halts.iter().all(|halt| halt.step_title.is_some() && halt.ordered_at < ctx.now && halt.case_id.is_none()));
    assert_eq!(tx.rows().find::<halt_answer::Entity>().count(&tx).await.unwrap(), 3);
    let query = "query($id: ID!) { node(id: $id) { ... on Power { isHalted unit { county { isDemo } } } } }";
    let page = world.data(None, query, json!({ "id": open[0].power_id.to_string() })).await["node"].clone();
    assert_eq!(page, json!({ "isHalted": true, "unit": { "county": { "isDemo": true } } }), "marked as invented");
    for county in ["130982", "440308", "511102"] {
        assert_eq!(count::<halt::Entity>(world, county).await, 0, "{county}");
    }
}

async fn nobody_gets_a_message(world: &World) {
    let ctx = world.ctx();
    for county in ctx.kernel.tenants.all().await.unwrap().iter() {
        let tx = ctx.read(county).await.unwrap();
        // The first files of the open data, and the list of what changed in public, are made once somebody works.
        let later = [lianjing::domain::open_data::BUILD, lianjing::domain::changes::FOLLOW];
        let left = tx.rows().find::<outbox::Entity>().filter(outbox::Column::Topic.is_not_in(later));
        let left = left.filter(outbox::Column::DoneAt.is_null()).count(&tx).await.unwrap();
        assert_eq!(left, 0, "{}", county.name);
    }
}

async fn everybody_in_the_list_has_a_role(world: &World, data: &std::path::Path) {
    let accounts: Vec<DemoAccount> = serde_json::from_slice(&std::fs::read(data.join(ACCOUNTS_FILE)).unwrap()).unwrap();
    let at_home: Vec<_> = accounts.iter().filter(|account| account.county == HOME).collect();
    assert_eq!(u64::try_from(at_home.len()).unwrap(), count::<account::Entity>(world, HOME).await);
    for role in [
        StaffRole::CountyAdmin,
        StaffRole::Handler,
        StaffRole::Head,
        StaffRole::Custodian,
        StaffRole::Publisher,
        StaffRole::Reviewer,
        StaffRole::Personnel,
        StaffRole::Auditor,
        StaffRole::Official,
    ] {
        assert!(at_home.iter().any(|account| account.roles.contains(&role)), "{role:?}");
    }
}

#[actix_web::test]
async fn it_fills_four_counties_on_sqlite() {
    Box::pin(tell(Backend::Sqlite)).await;
}

#[actix_web::test]
async fn it_fills_four_counties_on_postgres() {
    Box::pin(tell(Backend::Postgres)).await;
}

/// A clock that is looked at so often and no more; then the program dies.
struct Dying(Arc<SetClock>, AtomicI64);

impl Clock for Dying {
    fn now(&self) -> Moment {
        assert!(self.1.fetch_sub(1, Ordering::Relaxed) > 0, "killed");
        self.0.now()
    }
}

/// The same database and keys, in a program that lives so long.
async fn program(world: &World, keys: &std::path::Path, lives: i64) -> Arc<Kernel> {
    let connect = lianjing::adapters::database::connect;
    let app = connect(&world.urls.app, 4).await.unwrap();
    let sweep = if world.urls.sweep == world.urls.app { app.clone() } else { connect(&world.urls.sweep, 1).await.unwrap() };
    let keys = key_folder::load(keys, Arc::new(SystemChance), Arc::new(SystemClock)).unwrap();
    let (tenants, clock) = (Tenants::new(app.clone()), Arc::new(Dying(Arc::clone(&world.clock), lives.into())));
    let settings = world.kernel.settings.clone();
    let calendar = Arc::clone(&clock) as _;
    Arc::new(Kernel { db: Db::new(app, sweep), tenants, clock, calendar, chance: Arc::new(SystemChance), keys, settings })
}

/// How many cases the home county has in each state.
async fn cases_by_state(world: &World) -> std::collections::BTreeMap<CaseState, usize> {
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let mut counts = std::collections::BTreeMap::new();
    for case in tx.rows().find::<case::Entity>().all(&tx).await.unwrap() {
        *counts.entry(case.state).or_default() += 1;
    }
    counts
}

async fn is_told_to_the_end(backend: Backend) {
    let (whole, _data) = filled(backend).await;
    let expected = cases_by_state(&whole).await;
    let world = World::empty(backend).await;
    let (data, keys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keys = keys.path().join("keys");
    key_folder::prepare(&keys, &SystemChance, &SystemClock).unwrap();
    let options = Options { extent: Extent::Sample, data: data.path().to_owned() };
    let mut deaths = 0;
    // Each life is a little longer than the last one; the county's own day stays that of its first life.
    for life in 1..200 {
        let kernel = program(&world, &keys, 60 + 10 * life).await;
        let options = options.clone();
        let ended = tokio::spawn(async move { fill(&kernel, &options).await.map(drop) }).await;
        match ended {
            Ok(done) => {
                done.unwrap();
                break;
            }
            Err(_) => deaths += 1,
        }
        if world.kernel.tenants.by_code(HOME).await.unwrap().is_some() {
            world.wait(time::Duration::hours(7));
        }
    }
    assert!(deaths >= 5, "{deaths} deaths prove nothing");
    assert_eq!(cases_by_state(&world).await, expected, "after {deaths} deaths as without one");
    everything_is_shown(&world).await;
    let reports: Vec<DemoReport> = serde_json::from_slice(&std::fs::read(data.path().join(REPORTS_FILE)).unwrap()).unwrap();
    assert_eq!(reports.iter().filter(|report| report.county == HOME).count(), expected.values().sum::<usize>(), "every code is listed");
    let kernel = program(&world, &keys, i64::MAX).await;
    let again = fill(&kernel, &options).await.unwrap();
    assert_eq!((again.filled.len(), again.kept.len(), again.cases), (0, 4, 0));
    for world in [whole, world] {
        world.end().await;
    }
}

async fn everything_is_shown(world: &World) {
    each_story_is_told_once(world).await;
    one_power_is_stopped_and_one_goes_on(world).await;
    turns::every_turn_is_shown(world).await;
    cleared::lists_are_cleared(world).await;
    outcomes::outcomes_and_subsidies_are_shown(world).await;
    nobody_gets_a_message(world).await;
}

/// Each story is told once: no report twice, no case without its report.
async fn each_story_is_told_once(world: &World) {
    let (cases, reports) = (count::<case::Entity>(world, HOME).await, count::<entity::report::Entity>(world, HOME).await);
    assert_eq!(cases, reports);
}

#[actix_web::test]
async fn stories_that_were_cut_off_are_told_to_their_end_on_sqlite() {
    Box::pin(is_told_to_the_end(Backend::Sqlite)).await;
}

#[actix_web::test]
async fn stories_that_were_cut_off_are_told_to_their_end_on_postgres() {
    Box::pin(is_told_to_the_end(Backend::Postgres)).await;
}

/// A county that somebody set up for real takes nothing invented, and is not even migrated for it.
async fn goes_into_no_real_database(backend: Backend) {
    let ground = Ground::bare(backend).await;
    let county = ["county", "--code", "510824", "--admin", "guan.li=演示管理员", "--head", "zhou.min=演示周敏=JW1", "--lone-head"];
    ground.setup.says(&county).await.unwrap();
    let rows = async || {
        let kernel = ground.kernel(SystemClock.now()).await;
        let all = kernel.tenants.all().await.unwrap();
        let tx = Ctx::system(&kernel).read(&all[0]).await.unwrap();
        let counts = (all.len(), tx.rows().find::<unit::Entity>().count(&tx).await.unwrap());
        drop(tx);
        close(&kernel).await;
        counts
    };
    assert_eq!(rows().await, (1, 0));
    let refused = ground.setup.says(&["demo"]).await.unwrap_err();
    assert!(refused.contains("有真实的县（510824 苍溪县），不能放演示数据"), "{refused}");
    assert_eq!(rows().await, (1, 0), "nothing was written");
    assert!(!ground.path("data/demo-accounts.json").exists());
    let kernel = ground.kernel(SystemClock.now()).await;
    let options = Options { extent: Extent::Sample, data: ground.path("data") };
    assert!(matches!(fill(&kernel, &options).await, Err(Failure::Refused(_))), "nor by another way");
    close(&kernel).await;
    assert_eq!(rows().await, (1, 0));
}

#[actix_web::test]
async fn the_demonstration_goes_into_no_real_database_on_sqlite() {
    goes_into_no_real_database(Backend::Sqlite).await;
}

#[actix_web::test]
async fn the_demonstration_goes_into_no_real_database_on_postgres() {
    goes_into_no_real_database(Backend::Postgres).await;
}
