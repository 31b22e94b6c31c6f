//! A spreadsheet and how its rows are read: beside us, in packets.

use super::parse::{self, Form, Good, Wrong};
use super::{AT_ONCE, MOST_FAULTS};
use crate::domain::outcomes::service::hash_of;
use crate::domain::outcomes::sheet::Unreadable;
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, StaffActor};
use bytes::Bytes;
use entity::id::{OutcomeKindId, UnitId};
use entity::outcome_kind_version;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use time::Date;
use tokio::sync::mpsc;

/// A spreadsheet that was sent.
#[derive(Clone, Debug)]
pub struct Import {
    /// Who publishes its rows.
    pub unit_id: UnitId,
    /// Their kind.
    pub kind_id: OutcomeKindId,
    /// The version of the kind that the file was made for.
    pub kind_no: i32,
    /// Title of rows that have none of their own.
    pub title: Option<String>,
    /// Day of rows that have none of their own.
    pub decided_on: Option<Date>,
    /// Name of the file.
    pub file_name: String,
    /// The file.
    pub bytes: Bytes,
    /// Only look.
    pub is_dry: bool,
}

/// What an import is done by.
pub(super) struct Plan {
    pub county: County,
    pub staff: StaffActor,
    pub import: Import,
    pub version: outcome_kind_version::Model,
    pub form: Form,
}

/// Rows in packets of some hundred, each with the hash that it is known by, read beside us.
pub(super) struct Packets {
    pub rows: mpsc::Receiver<Vec<(Good, Vec<u8>)>>,
    pub reader: tokio::task::JoinHandle<Outcome<(Vec<Wrong>, usize)>>,
}

/// Begins to read the file. No more than some packets wait at a time.
pub(super) fn packets(ctx: &Ctx, plan: &Arc<Plan>) -> Packets {
    let (send, rows) = mpsc::channel(2);
    let (kernel, plan) = (Arc::clone(&ctx.kernel), Arc::clone(plan));
    let reader = tokio::task::spawn_blocking(move || {
        let mut sorted = Sorted { packet: Vec::with_capacity(AT_ONCE), ..Sorted::default() };
        let whose = (plan.import.unit_id, plan.import.kind_id);
        let read = parse::read(&plan.import.bytes, &plan.form, &mut |row| {
            let row = row.map(|good| (hash_of(&kernel.keys, whose, good.decided_on, &good.row), good));
            // Whoever listened has gone: nobody wants to know any more.
            if sorted.take(row).is_break() || sorted.is_full() && send.blocking_send(sorted.full()).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        let _ = send.blocking_send(sorted.full());
        match sorted.broken {
            Some(failure) => Err(failure),
            None => read.map(|()| (sorted.wrong, sorted.count)).map_err(unreadable),
        }
    });
    Packets { rows, reader }
}

/// Rows as they were read: good ones in packets, what is wrong by itself.
#[derive(Default)]
struct Sorted {
    packet: Vec<(Good, Vec<u8>)>,
    seen: HashSet<Vec<u8>>,
    wrong: Vec<Wrong>,
    count: usize,
    broken: Option<Failure>,
}

impl Sorted {
    fn take(&mut self, row: Result<(Outcome<Vec<u8>>, Good), Vec<Wrong>>) -> ControlFlow<()> {
        match row {
            Ok((Ok(hash), good)) if self.seen.insert(hash.clone()) => self.packet.push((good, hash)),
            Ok((Ok(_), good)) => self.note(vec![(good.spot, None, "和前面的一行一模一样。".to_owned())]),
            Ok((Err(failure), _)) => {
                self.broken = Some(failure);
                return ControlFlow::Break(());
            }
            Err(faults) => self.note(faults),
        }
        ControlFlow::Continue(())
    }

    fn note(&mut self, faults: Vec<Wrong>) {
        self.count += faults.len();
        let room = MOST_FAULTS.saturating_sub(self.wrong.len());
        self.wrong.extend(faults.into_iter().take(room));
    }

    fn is_full(&self) -> bool {
        self.packet.len() >= AT_ONCE
    }

    fn full(&mut self) -> Vec<(Good, Vec<u8>)> {
        std::mem::replace(&mut self.packet, Vec::with_capacity(AT_ONCE))
    }
}

pub(super) fn unreadable(why: Unreadable) -> Failure {
    Failure::field(ErrorCode::Invalid, "file", why.to_string())
}
