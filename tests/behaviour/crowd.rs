//! A village hall full of people who submit at the same moment: everybody is served. How fast is measured in `bench/`.

use entity::{case, deadline, ledger_entry, report};
use futures_util::future::join_all;
use kit::cases::{id, submission};
use kit::story;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;
use std::collections::BTreeSet;

const PEOPLE: usize = 128;

story!(everybody_who_submits_at_once_is_served, |world| {
    let mut tokens = Vec::new();
    for number in 0..PEOPLE {
        tokens.push(world.proves(&format!("139{number:08}"), "REPORT").await);
    }
    let home = world.home();
    let subjects = [id(home.official("village-head")), id(home.power("dibao"))];
    let inputs = (0..PEOPLE).map(|number| submission(home, &format!("crowd-{number}"), &subjects));
    let payloads = join_all(tokens.iter().zip(inputs).map(|(token, input)| world.submits(token, input))).await;
    for payload in &payloads {
        assert_eq!(payload["errors"], json!([]));
    }
    let codes: BTreeSet<_> = payloads.iter().map(|payload| payload["queryCode"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), PEOPLE, "each has a code of his own");
    let tx = world.ctx().read(&home.county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("cases.submit"));
    let rows = [
        tx.rows().find::<report::Entity>().count(&tx).await.unwrap(),
        tx.rows().find::<case::Entity>().count(&tx).await.unwrap(),
        tx.rows().find::<deadline::Entity>().count(&tx).await.unwrap(),
        entries.count(&tx).await.unwrap(),
    ];
    assert_eq!(rows, [PEOPLE as u64; 4], "reports, cases, clocks, ledger entries");
});
