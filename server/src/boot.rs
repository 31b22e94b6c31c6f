//! The only place where things are put together: configuration → adapters → kernel, ports, schema.

mod copies;

pub use copies::{Source, Target, source, target};

use crate::adapters::aliyun_sms::AliyunSms;
use crate::adapters::clamd::Clamd;
use crate::adapters::database::{connect, is_embedded};
use crate::adapters::demo_sms::DemoSms;
use crate::adapters::ffmpeg::Ffmpeg;
use crate::adapters::folder_blobs::FolderBlobs;
use crate::adapters::http_sms::HttpSms;
use crate::adapters::key_folder;
use crate::adapters::object_blobs::ObjectBlobs;
use crate::adapters::paced_clock::PacedClock;
use crate::adapters::postgres_bell;
use crate::adapters::smtp::Smtp;
use crate::adapters::webhooks::Webhooks;
use crate::api::schema;
use crate::config::{Config, Store};
use crate::domain::cases;
use crate::domain::cases::live::Pace;
use crate::http::Web;
use crate::http::body::Patience;
use crate::http::bounds::{Bounds, POOL, embedded_pool};
use crate::http::live::{Lines, Terms};
use crate::http::ready::migrations;
use crate::kernel::clock::{SystemChance, SystemClock};
use crate::kernel::tenants::Tenants;
use crate::kernel::{Chance, Clock, Db, Kernel};
use crate::ports::{Ports, blobs::Blobs, mail::Mailer, sms::SmsGateway};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use std::fs::File;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// What went wrong at start, in sentences for the operator.
pub type Faults = Vec<String>;

/// The program, put together.
pub struct App {
    /// The ground.
    pub kernel: Arc<Kernel>,
    /// Connections to outside.
    pub ports: Ports,
    /// Messages of the demonstration.
    pub demo_sms: Option<Arc<DemoSms>>,
    /// Held as long as this process may write the embedded database.
    _alone: Option<File>,
}

impl App {
    /// What the routes need.
    #[must_use]
    pub fn web(&self, config: &Config) -> Web {
        Web {
            kernel: Arc::clone(&self.kernel),
            ports: self.ports.clone(),
            schema: schema::build(&self.kernel.settings.api),
            demo_sms: self.demo_sms.clone().map(|sms| sms as _),
            report_secret: config.sms.report_secret.reveal().to_owned(),
            workers: config.http.workers,
            patience: Patience::default(),
            lines: Lines::start(&self.kernel, terms(config)),
            bounds: Bounds::holding(config.http.max_connections),
        }
    }
}

impl App {
    /// Passes rings on to other processes for as long as the tasks live, and hears theirs if somebody here waits for news.
    /// An embedded database has no other processes.
    #[must_use]
    pub fn share_bell(&self, config: &Config, hears: bool) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        if self.kernel.db.backend() == DbBackend::Postgres {
            tasks.spawn(postgres_bell::pass_on(Arc::clone(&self.kernel)));
            if hears {
                tasks.spawn(postgres_bell::hear(Arc::clone(&self.kernel), config.database_url()));
            }
        }
        tasks
    }
}

fn terms(config: &Config) -> Terms {
    let pace = Pace { look: Duration::from_secs(config.live.look_seconds.max(1).into()), ..Pace::default() };
    Terms { connections: config.live.connections, pace, ..Terms::default() }
}

/// Puts the program together. `is_server` asks for the right to be the only process on an embedded database.
///
/// # Errors
/// Everything that is wrong, at once where it can be seen at once.
pub async fn app(config: &Config) -> Result<App, Faults> {
    let faults = config.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let alone = take_embedded(config)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let chance: Arc<dyn Chance> = Arc::new(SystemChance);
    let keys = key_folder::load(&config.keys_dir(), Arc::clone(&chance), Arc::clone(&clock))?;
    let (app, sweep) = pools(config).await?;
    check_role(&app).await?;
    check_migrations(&app).await?;
    let paced = config.platform.demo.then(|| Arc::new(PacedClock::new(Arc::clone(&clock), config.platform.accelerate)));
    let calendar = paced.clone().map_or_else(|| Arc::clone(&clock), |paced| paced as _);
    let (ports, demo_sms) = ports(config, (&clock, &calendar), &chance).await?;
    let tenants = Tenants::new(app.clone());
    let kernel = Arc::new(Kernel { db: Db::new(app, sweep), tenants, clock, calendar, chance, keys, settings: config.platform.clone() });
    if let Some(paced) = paced {
        paced.go_on_from(cases::last_event(&kernel).await.map_err(|e| vec![e.to_string()])?);
    }
    Ok(App { kernel, ports, demo_sms, _alone: alone })
}

/// Makes the folders and keys that are missing; an operator calls it once, the demonstration each time.
///
/// # Errors
/// What could not be made.
pub fn prepare(config: &Config) -> Result<(), Faults> {
    config.is_read()?;
    std::fs::create_dir_all(&config.data.dir).map_err(|e| vec![format!("data.dir {}: {e}", config.data.dir.display())])?;
    key_folder::prepare(&config.keys_dir(), &SystemChance, &SystemClock).map_err(|e| vec![e])
}

/// The database as it stands, before anything is made or migrated; none if it is a file that is not there yet.
///
/// # Errors
/// What the database says.
pub async fn database_if_there(config: &Config) -> Result<Option<DatabaseConnection>, Faults> {
    config.is_read()?;
    let url = config.database_url();
    let file = url.strip_prefix("sqlite://").and_then(|rest| rest.split('?').next());
    if file.is_some_and(|file| !std::path::Path::new(file).exists()) {
        return Ok(None);
    }
    connect(&url, 1).await.map(Some).map_err(|e| vec![format!("the database does not answer: {e}")])
}

/// Brings the database to the newest form, as its owner.
///
/// # Errors
/// What the database says.
pub async fn migrate(config: &Config) -> Result<(), Faults> {
    config.is_read()?;
    let owner = config.database.owner_url.reveal();
    let url = if owner.is_empty() { config.database_url() } else { owner.to_owned() };
    if is_embedded(&url) {
        std::fs::create_dir_all(&config.data.dir).map_err(|e| vec![format!("data.dir: {e}")])?;
    }
    let db = connect(&url, 1).await.map_err(|e| vec![format!("the database does not answer: {e}")])?;
    if db.get_database_backend() == DbBackend::Postgres {
        need_roles(&db).await?;
    }
    migration::migrate(&db).await.map_err(|e| vec![format!("a migration failed: {e}")])?;
    db.close().await.map_err(|e| vec![e.to_string()])
}

/// One process writes an embedded database. A second one is told so, rather than fighting for the file.
fn take_embedded(config: &Config) -> Result<Option<File>, Faults> {
    if !is_embedded(&config.database_url()) {
        return Ok(None);
    }
    let path = config.data.dir.join("lianjing.lock");
    let fault = |what: String| vec![format!("{}: {what}", path.display())];
    std::fs::create_dir_all(&config.data.dir).map_err(|e| fault(e.to_string()))?;
    let file = File::create(&path).map_err(|e| fault(e.to_string()))?;
    let alone = "another lianjing works with this embedded database; several processes need PostgreSQL";
    file.try_lock().map_err(|_| fault(alone.to_owned()))?;
    Ok(Some(file))
}

async fn pools(config: &Config) -> Result<(DatabaseConnection, DatabaseConnection), Faults> {
    let fault = |e: sea_orm::DbErr| vec![format!("the database does not answer: {e}")];
    let url = config.database_url();
    if is_embedded(&url) {
        let app = connect(&url, embedded_pool()).await.map_err(fault)?;
        return Ok((app.clone(), app));
    }
    let app = connect(&url, POOL).await.map_err(fault)?;
    let sweep = connect(config.database.sweep_url.reveal(), 2).await.map_err(fault)?;
    Ok((app, sweep))
}

/// The application may neither be the superuser nor pass by row-level security: the second fence would be gone.
async fn check_role(app: &DatabaseConnection) -> Result<(), Faults> {
    if app.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = "SELECT rolsuper OR rolbypassrls AS unfenced FROM pg_roles WHERE rolname = current_user";
    let row = app.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.map_err(|e| vec![e.to_string()])?;
    let unfenced = row.and_then(|row| row.try_get::<bool>("", "unfenced").ok()).unwrap_or(true);
    if unfenced { Err(vec!["database.url must name a role that is no superuser and has no BYPASSRLS".to_owned()]) } else { Ok(()) }
}

async fn check_migrations(app: &DatabaseConnection) -> Result<(), Faults> {
    let unread = |e| vec![format!("the list of migrations can't be read: run `lianjing migrate` first ({e})")];
    let (applied, known) = migrations(app).await.map_err(unread)?;
    if applied == known {
        return Ok(());
    }
    Err(vec![format!("the database has {applied} of {known} migrations: run `lianjing migrate` first")])
}

async fn need_roles(owner: &DatabaseConnection) -> Result<(), Faults> {
    let sql = "SELECT count(*) AS found FROM pg_roles WHERE rolname IN ('lianjing_app', 'lianjing_sweep')";
    let row = owner.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.map_err(|e| vec![e.to_string()])?;
    if row.and_then(|row| row.try_get::<i64>("", "found").ok()) == Some(2) {
        return Ok(());
    }
    Err(vec!["the roles lianjing_app and lianjing_sweep are missing: see deploy/postgres-roles.sql".to_owned()])
}

async fn ports(
    config: &Config,
    (clock, calendar): (&Arc<dyn Clock>, &Arc<dyn Clock>),
    chance: &Arc<dyn Chance>,
) -> Result<(Ports, Option<Arc<DemoSms>>), Faults> {
    let fault = |e: String| vec![e];
    let demo = (config.sms.provider == "demo").then(|| Arc::new(DemoSms::new(&config.sms.sign_name, Arc::clone(calendar))));
    let sms: Arc<dyn SmsGateway> = match &demo {
        Some(demo) => Arc::clone(demo) as _,
        None if config.sms.provider == "http" => Arc::new(HttpSms::new(&config.sms).map_err(fault)?),
        None => Arc::new(AliyunSms::new((&config.sms).into(), Arc::clone(clock), Arc::clone(chance)).map_err(fault)?),
    };
    let url = config.mail.url.reveal();
    let mail: Option<Arc<dyn Mailer>> =
        if url.is_empty() { None } else { Some(Arc::new(Smtp::new(url, &config.mail.from, &config.mail.ca).map_err(fault)?)) };
    let blobs = blobs(config, clock).await?;
    let scanner = config.uploads.scanner().map_err(fault)?.map(|place| Arc::new(Clamd::at(place)) as _);
    let hooks = Arc::new(Webhooks::new(config.platform.demo).map_err(fault)?);
    Ok((Ports { sms, mail, blobs, films: Arc::new(Ffmpeg::default()), scanner, hooks }, demo))
}

async fn blobs(config: &Config, clock: &Arc<dyn Clock>) -> Result<Arc<dyn Blobs>, Faults> {
    match config.store()? {
        Store::Folder(dir) => Ok(Arc::new(FolderBlobs::open(&dir).map_err(|e| vec![e])?)),
        Store::Bucket(bucket) => {
            let blobs = ObjectBlobs::new(&bucket, Arc::clone(clock)).map_err(|e| vec![e])?;
            blobs.at_start().await.map_err(|e| vec![e])?;
            Ok(Arc::new(blobs))
        }
    }
}
