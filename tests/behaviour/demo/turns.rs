//! The demonstration shows every turn of a case once, at home.

use entity::words::{CaseEventKind, ClarificationState, DeadlineKind, DeadlineState, HandOverKind, HandOverState, MaliceState};
use entity::{case_event, clarification, conclusion, deadline, hand_over, joint_handling, kinship, ledger_entry, malice};
use kit::World;
use lianjing::demo::HOME;
use std::collections::BTreeSet;

pub(super) async fn every_turn_is_shown(world: &World) {
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let joints = tx.rows().find::<joint_handling::Entity>().all(&tx).await.unwrap();
    assert!(joints.iter().any(|row| row.ended_at.is_none()), "an organ helps");
    let clocks = tx.rows().find::<deadline::Entity>().all(&tx).await.unwrap();
    let runs = |kind| clocks.iter().any(|clock| clock.kind == kind && clock.state == DeadlineState::Running);
    for kind in [DeadlineKind::Material, DeadlineKind::Receipt, DeadlineKind::FollowUpAnswer] {
        assert!(runs(kind), "{kind:?}: asked for, handed over outside, asked after four weeks");
    }
    let sheets = tx.rows().find::<hand_over::Entity>().all(&tx).await.unwrap();
    let outside: BTreeSet<_> = sheets.iter().filter(|sheet| sheet.kind == HandOverKind::Outside).map(|sheet| sheet.state).collect();
    assert!(outside.is_superset(&[HandOverState::Open, HandOverState::Taken].into()), "{outside:?}");
    let malices = tx.rows().find::<malice::Entity>().all(&tx).await.unwrap();
    assert!(malices.iter().any(|row| row.state == MaliceState::Found));
    let wishes = tx.rows().find::<clarification::Entity>().all(&tx).await.unwrap();
    assert!(wishes.iter().any(|row| row.state == ClarificationState::Wished));
    assert_eq!(tx.rows().find::<kinship::Entity>().all(&tx).await.unwrap().len(), 1);
    let ledger = tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap();
    assert!(
        ["demo.filled", "demo.told"].iter().all(|kind| ledger.iter().any(|entry| entry.kind == **kind)),
        "that it is invented stands there"
    );
    let events = tx.rows().find::<case_event::Entity>().all(&tx).await.unwrap();
    let filed: BTreeSet<_> = events.iter().filter(|event| event.kind == CaseEventKind::CaseFiled).map(|event| event.case_id).collect();
    let found = tx.rows().find::<conclusion::Entity>().all(&tx).await.unwrap();
    let sums = found.iter().filter(|row| filed.contains(&row.case_id)).map(|row| row.measures.to_string());
    let kinds: Vec<_> = sums.collect();
    assert!(kinds.iter().any(|measures| measures.contains("MONEY_RETURNED")), "filed, with measures and sums: {kinds:?}");
}
