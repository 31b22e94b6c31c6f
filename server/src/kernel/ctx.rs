//! The context of one verb: who acts, when, and the ground under it.

use crate::kernel::actor::Actor;
use crate::kernel::error::{ErrorCode, Failure, Outcome};
use crate::kernel::ground::Kernel;
use crate::kernel::hand::Hand;
use crate::kernel::one_state::OneState;
use crate::kernel::one_tx::Only;
use crate::kernel::tenants::County;
use crate::kernel::tx::{Raw, Tx};
use entity::id::county_number;
use entity::moment::Moment;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};

/// One verb's context.
#[derive(Clone)]
pub struct Ctx {
    /// The ground.
    pub kernel: Arc<Kernel>,
    /// Who acts.
    pub actor: Actor,
    /// One verb has one time.
    pub now: Moment,
    /// For the log and for "现在打不开".
    pub request_id: String,
    /// Statements sent so far.
    pub statements: Arc<AtomicU32>,
    /// Code of the county that was worked in first, for the log.
    pub county_code: Arc<OnceLock<String>>,
    /// What the fields of one question read in, unless it changes something.
    pub one_state: Option<OneState>,
    /// What the browser opens its owner's private key with, if it brought that.
    pub hand: Option<Hand>,
}

impl Ctx {
    /// A context of `actor`, now.
    #[must_use]
    pub fn new(kernel: &Arc<Kernel>, actor: Actor, request_id: String) -> Self {
        Self {
            actor,
            now: kernel.clock.now(),
            request_id,
            statements: Arc::default(),
            county_code: Arc::default(),
            one_state: None,
            hand: None,
            kernel: Arc::clone(kernel),
        }
    }

    /// The same with what the browser brought to open its owner's private key; nothing that belongs to another session.
    #[must_use]
    pub fn with_hand(self, hand: Option<Hand>) -> Self {
        let is_own = |hand: &Hand| self.actor.staff().is_none_or(|staff| staff.session_id == hand.session);
        let hand = hand.filter(is_own);
        Self { hand, ..self }
    }

    /// The platform's own context, for the worker.
    #[must_use]
    pub fn system(kernel: &Arc<Kernel>) -> Self {
        Self::new(kernel, Actor::System, "system".to_owned())
    }

    /// The same by the calendar that terms run by: for cases, and whatever else counts days. Codes, tokens and leases go by
    /// the clock, which only differs in an accelerated demonstration.
    #[must_use]
    pub fn by_calendar(&self) -> Self {
        Self { now: self.kernel.calendar.now(), ..self.clone() }
    }

    /// The same for a question that changes nothing: all its fields read one state of a county.
    #[must_use]
    pub fn of_one_state(self) -> Self {
        Self { one_state: Some(OneState::default()), ..self }
    }

    /// A transaction that reads one consistent state of a county.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn read(&self, county: &County) -> Outcome<Tx> {
        self.county_code.get_or_init(|| county.code.clone());
        let db = &self.kernel.db;
        let raw = match &self.one_state {
            Some(state) => Raw::Lent(state.lend(db, county).await?),
            None => Raw::own(Only::new()?, db.begin_read(county).await?),
        };
        Ok(Tx::new(raw, county.clone(), &self.kernel, self.now, &self.statements).in_hand(self.hand.clone()))
    }

    /// A transaction that changes a county.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn write(&self, county: &County) -> Outcome<Tx> {
        self.county_code.get_or_init(|| county.code.clone());
        let only = Only::new()?;
        if let Some(state) = &self.one_state {
            state.let_go().await;
        }
        let raw = Raw::own(only, self.kernel.db.begin_write(county).await?);
        Ok(Tx::new(raw, county.clone(), &self.kernel, self.now, &self.statements).in_hand(self.hand.clone()))
    }

    /// The county with this division code.
    ///
    /// # Errors
    /// Refused if there is none.
    pub async fn county(&self, code: &str) -> Outcome<County> {
        let found = self.kernel.tenants.by_code(code).await?;
        found.ok_or_else(|| Failure::field(ErrorCode::NotFound, "county", "没有这个县（区、市）。"))
    }

    /// The county that an id belongs to, unless the actor belongs to another one.
    ///
    /// # Errors
    /// Refused as "not found" if there is none, or not for this actor.
    pub async fn county_of(&self, id: impl Into<uuid::Uuid> + Send) -> Outcome<County> {
        let number = county_number(id.into());
        let county = self.kernel.tenants.by_number(number).await?.ok_or_else(Failure::hidden)?;
        match &self.actor {
            Actor::Staff(staff) if staff.county_id != county.id => Err(Failure::hidden()),
            Actor::Reporter(reporter) if reporter.county_id != county.id => Err(Failure::hidden()),
            _ => Ok(county),
        }
    }
}
