//! Counting what a client's question costs, once it is known and before anything of it is run.

use crate::api::limits::Broken;
use crate::domain::clients::{self, Spent};
use crate::kernel::api_limits::LIGHT;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::top_level;
use crate::kernel::{ClientActor, Ctx};
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::{Pos, ServerError, ValidationResult};
use std::sync::{Arc, OnceLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Counts one question of one client.
pub struct Meter {
    ctx: Ctx,
    client: ClientActor,
    /// What it costs at least: what the schema says of itself is large, and counts little.
    least: u64,
    heavy: Arc<Semaphore>,
    spent: OnceLock<Spent>,
    place: OnceLock<OwnedSemaphorePermit>,
}

impl Meter {
    /// For this client's question; `heavy` are the places of heavy ones that it may take.
    #[must_use]
    pub fn new(ctx: &Ctx, client: &ClientActor, introspects: bool, heavy: &Arc<Semaphore>) -> Self {
        let least = if introspects { u64::from(LIGHT) + 1 } else { 1 };
        let (spent, place) = (OnceLock::new(), OnceLock::new());
        Self { ctx: ctx.clone(), client: client.clone(), least, heavy: Arc::clone(heavy), spent, place }
    }

    /// What is left after it; none if the question was not even one.
    #[must_use]
    pub fn spent(&self) -> Option<Spent> {
        self.spent.get().copied()
    }

    async fn count(&self, complexity: usize) -> Result<(), ServerError> {
        let cost = u64::try_from(complexity).unwrap_or(u64::MAX).max(self.least);
        if cost > u64::from(LIGHT) {
            let place = Arc::clone(&self.heavy).try_acquire_owned();
            let place = place.map_err(|_| top_level(&self.ctx, crate::kernel::Failure::Busy).into_server_error(Pos::default()))?;
            // Held until the answer is made.
            let _ = self.place.set(place);
        }
        let spent = clients::charge(&self.ctx, &self.client, cost).await;
        let spent = spent.map_err(|failure| top_level(&self.ctx, failure).into_server_error(Pos::default()))?;
        let _ = self.spent.set(spent);
        spent.refused().map_or(Ok(()), |left| Err(over(left)))
    }
}

/// The quota that a request would have gone over.
fn over(left: clients::Left) -> ServerError {
    let broken = Broken { name: left.name, most: left.most };
    let mut error = ServerError::new(format!("这个客户端用满了限额 {}（最多 {}），请过一会儿再要。", broken.name, broken.most), None);
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", TopCode::Limit.name());
    extensions.set("limit", broken.name);
    extensions.set("most", broken.most);
    error
}

/// Lets a schema count.
pub struct Metered;

impl ExtensionFactory for Metered {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Metered {
    async fn validation(&self, context: &ExtensionContext<'_>, next: NextValidation<'_>) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(context).await?;
        if let Some(meter) = context.data_opt::<Arc<Meter>>() {
            meter.count(result.complexity).await.map_err(|error| vec![error])?;
        }
        Ok(result)
    }
}
