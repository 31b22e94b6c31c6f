//! Further servers of one platform, and grounds with other settings.

use crate::keys::same_keys;
use crate::world::{World, web};
use lianjing::adapters::database::connect;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::http::{Web, serve};
use lianjing::kernel::api_limits::ApiLimits;
use lianjing::kernel::clock::SystemChance;
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Db, Kernel};
use lianjing::ports::Ports;
use sea_orm::{ConnectOptions, Database};
use std::net::TcpListener;
use std::sync::Arc;

impl World {
    /// One more server of the same platform, with this patience for bodies; the address it listens on.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn serves_with(&self, patience: Patience) -> std::net::SocketAddr {
        self.serves(&self.kernel, patience, Bounds::holding(100))
    }

    /// One more server on a ground of this platform, with this patience and these bounds; the address it listens on.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub fn serves(&self, kernel: &Arc<Kernel>, patience: Patience, bounds: Bounds) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let web = Web { report_secret: "report-secret".to_owned(), bounds, ..web(kernel, &self.ports, patience) };
        // It ends with the test's runtime.
        tokio::spawn(serve(web, listener).expect("a server"));
        address
    }

    /// A ground of its own on the same database, with these limits and so many connections, for each of which it waits
    /// so long. Tokens and envelopes of the first one are good there.
    ///
    /// # Panics
    /// If the database does not answer.
    pub async fn other_kernel(&self, api: ApiLimits, (connections, wait): (u32, std::time::Duration)) -> Arc<Kernel> {
        let mut options = ConnectOptions::new(&self.urls.app);
        options.max_connections(connections).min_connections(1).acquire_timeout(wait).sqlx_logging(false);
        let app = Database::connect(options).await.expect("the database");
        let settings = Settings { api, ..self.kernel.settings.clone() };
        let (tenants, clock, calendar) = (Tenants::new(app.clone()), Arc::clone(&self.clock) as _, Arc::clone(&self.kernel.calendar));
        let (db, keys) = (Db::new(app.clone(), app), same_keys(&self.kernel));
        Arc::new(Kernel { db, tenants, clock, calendar, chance: Arc::new(SystemChance), keys, settings })
    }

    /// A ground of its own on the same database, with other settings. Tokens and envelopes of the first one are good there.
    ///
    /// # Panics
    /// If the database does not answer.
    pub async fn kernel_with(&self, settings: Settings) -> Arc<Kernel> {
        let app = connect(&self.urls.app, 2).await.expect("the database");
        let (tenants, clock, calendar) = (Tenants::new(app.clone()), Arc::clone(&self.clock) as _, Arc::clone(&self.kernel.calendar));
        let (db, keys) = (Db::new(app.clone(), app), same_keys(&self.kernel));
        Arc::new(Kernel { db, tenants, clock, calendar, chance: Arc::new(SystemChance), keys, settings })
    }

    /// One more server of this platform with these connections to outside; its address.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub fn serves_through(&self, ports: &Ports) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        tokio::spawn(serve(web(&self.kernel, ports, Patience::default()), listener).expect("a server"));
        url
    }
}
