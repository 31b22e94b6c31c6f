//! 交接: all cases of a handler who leaves go to others of the organ in one act, by its head. What the head must keep away
//! from stays where it is: when the handler's role ends, `staffing` takes it from him and tells those heads who may know.

use super::tell;
use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::rules::recusal::{Member, concerns};
use crate::domain::cases::rules::sharing::share_out;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::{self, Recusals};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::{self, Reminded};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, OfficialId, OrganId};
use entity::words::NoticeKind;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Cases in one act at most: the embedded database has one writer, who must not wait for long.
const MOST: u64 = 1_000;
/// Who can take over in one act at most.
const MOST_TAKERS: usize = 20;

/// Whose cases go to whom.
#[derive(Clone, Debug)]
pub struct Reassign {
    /// The organ.
    pub organ: OrganId,
    /// Whose cases; none: those that nobody handles.
    pub from: Option<AccountId>,
    /// Handlers and heads of the same organ.
    pub to: Vec<AccountId>,
}

/// What would come, or came, of it. It counts those cases only that the head may see.
#[derive(Clone, Debug)]
pub struct Shares {
    /// How many cases there are.
    pub total: usize,
    /// How many each one takes, with his name.
    pub shares: Vec<(AccountId, String, usize)>,
    /// How many fit none of them: nobody handles these then.
    pub left: usize,
    /// Whether there are more than one act takes.
    pub has_more: bool,
    /// Who could take over.
    pub takers: Vec<(AccountId, String)>,
}

/// What sharing out is decided by.
struct Plan {
    cases: Vec<Loaded>,
    to: Vec<Option<AccountId>>,
    has_more: bool,
    members: Vec<Member>,
    near: BTreeMap<OfficialId, Recusals>,
}

/// What an act would do.
///
/// # Errors
/// Hidden from everybody but a head of the organ; refused for a taker who is not of the organ.
pub async fn reassign_plan(ctx: &Ctx, input: &Reassign) -> Outcome<Shares> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(input.organ).await?).await?;
    Plan::new(ctx, &tx, input, false).await?.shares(&tx, input).await
}

/// Hands over, in one transaction: all of it or nothing. `seen` is how many cases the head was shown: asked again after a
/// lost answer, or beside somebody else, it is refused and nothing moves twice.
///
/// # Errors
/// As [`reassign_plan`]; refused without a taker, and as a conflict if the cases are others than those shown.
pub async fn reassign(ctx: &Ctx, input: &Reassign, seen: usize) -> Outcome<Shares> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.organ).await?).await?;
    let plan = Plan::new(ctx, &tx, input, true).await?;
    if input.to.is_empty() {
        return Err(Failure::field(ErrorCode::Required, "toIds", "请选由谁接手。"));
    }
    if plan.cases.len() != seen {
        return Err(Failure::field(ErrorCode::Conflict, "seen", "办理件刚刚有变化，请看新的数目，再交接。"));
    }
    let moves: Vec<_> = plan.moves(input).map(|(loaded, taker)| (&loaded.case, taker)).collect();
    store::reassign(&tx, &ctx.actor, &moves).await?;
    let entry = |(case, taker): &(&entity::case::Model, Option<AccountId>)| {
        let kind = if taker.is_some() { "cases.assign" } else { "cases.handler_left" };
        Entry::sealed(kind, case.id, json!({ "organ": case.organ_id, "instance": case.instance_no, "state": case.state }))
    };
    ledger::append_all(&tx, &ctx.actor, moves.iter().map(entry).collect()).await?;
    plan.tell(&tx, input).await?;
    let shares = plan.shares(&tx, input).await?;
    tx.commit().await?;
    Ok(shares)
}

impl Plan {
    async fn new(ctx: &Ctx, tx: &Tx, input: &Reassign, hold: bool) -> Outcome<Self> {
        policy::decide_sharing(&ctx.actor, input.organ).check()?;
        let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
        let filter = store::seen_by(tx, &ctx.actor, staff).await?;
        let rows = store::in_hands_of(tx, &filter, (input.organ, input.from), (MOST + 1, hold)).await?;
        let has_more = u64::try_from(rows.len()).unwrap_or(u64::MAX) > MOST;
        let rows: Vec<_> = rows.into_iter().take(usize::try_from(MOST).unwrap_or(usize::MAX)).collect();
        let mut cases = store::rows(tx, &ctx.actor, rows).await?;
        cases.retain(|loaded| policy::decide(&ctx.actor, Action::Assign, &loaded.facts(false)) == Decision::Allow);
        let members = store::staff_of(tx, &[input.organ]).await?;
        let takers = takers(&members, input)?;
        let officials: BTreeSet<_> = members.iter().map(|member| member.official).collect();
        let near = directory::recusals_of(tx, &officials.into_iter().collect::<Vec<_>>()).await?;
        let may = |loaded: &Loaded, taker: AccountId| members.iter().any(|one| one.account == taker && is_free(&near, one, loaded));
        let to = share_out(&cases, &takers, may);
        Ok(Self { cases, to, has_more, members, near })
    }

    fn pairs(&self) -> impl Iterator<Item = (&Loaded, Option<AccountId>)> {
        self.cases.iter().zip(self.to.iter().copied())
    }

    /// What changes: of cases that nobody handles only those that somebody takes.
    fn moves(&self, input: &Reassign) -> impl Iterator<Item = (&Loaded, Option<AccountId>)> {
        let from = input.from;
        self.pairs().filter(move |(_, taker)| *taker != from)
    }

    /// Each taker of his cases, and of those that nobody takes the heads who may know of them.
    async fn tell(&self, tx: &Tx, input: &Reassign) -> Outcome<()> {
        let (mut taken, mut left) = (BTreeMap::<_, BTreeSet<_>>::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for (loaded, taker) in self.moves(input) {
            let today = tx.now.in_china().date();
            let reminded: Reminded = (loaded.case.id, loaded.due().map_or(today, |clock| clock.due_on));
            let (map, told) = match taker {
                Some(taker) => (&mut taken, BTreeSet::from([taker])),
                None => (&mut left, self.heads_for(loaded)),
            };
            for account in told {
                map.entry(account).or_default().insert(reminded);
            }
        }
        notices::of_many(tx, NoticeKind::HandlerTook, &taken).await?;
        notices::of_many(tx, NoticeKind::CasesLeft, &left).await
    }

    /// The heads who may know of the case, or else everybody of the organ who may; nobody is an error in the log.
    fn heads_for(&self, loaded: &Loaded) -> BTreeSet<AccountId> {
        let free: Vec<_> = self.members.iter().filter(|one| is_free(&self.near, one, loaded)).collect();
        let heads: BTreeSet<_> = free.iter().filter(|one| tell::is_head(one)).map(|one| one.account).collect();
        if heads.is_empty() { free.iter().map(|one| one.account).collect() } else { heads }
    }

    async fn shares(&self, tx: &Tx, input: &Reassign) -> Outcome<Shares> {
        let all: BTreeSet<_> = self.members.iter().map(|one| one.account).filter(|account| Some(*account) != input.from).collect();
        let takers = store::names(tx, all.into_iter().collect()).await?;
        let count = |account: AccountId| self.to.iter().filter(|taker| **taker == Some(account)).count();
        let chosen = takers.iter().filter(|(account, _)| input.to.contains(account));
        Ok(Shares {
            total: self.cases.len(),
            shares: chosen.map(|(account, name)| (*account, name.clone(), count(*account))).collect(),
            left: self.to.iter().filter(|taker| taker.is_none()).count(),
            has_more: self.has_more,
            takers,
        })
    }
}

/// Those named, each once, if all are of the organ and none is the one who leaves.
fn takers(members: &[Member], input: &Reassign) -> Outcome<Vec<AccountId>> {
    let mut takers: Vec<AccountId> = Vec::new();
    for taker in &input.to {
        let is_there = members.iter().any(|one| one.account == *taker) && input.from != Some(*taker);
        if !is_there {
            return Err(Failure::field(ErrorCode::NotFound, "toIds", "没有找到这名接手的人，请从列表里选。"));
        }
        if !takers.contains(taker) {
            takers.push(*taker);
        }
    }
    if takers.len() > MOST_TAKERS {
        return Err(Failure::field(ErrorCode::TooLong, "toIds", format!("一次最多选 {MOST_TAKERS} 个人接手。")));
    }
    Ok(takers)
}

fn is_free(near: &BTreeMap<OfficialId, Recusals>, one: &Member, loaded: &Loaded) -> bool {
    near.get(&one.official).is_some_and(|near| !concerns(near, &loaded.places()))
}
