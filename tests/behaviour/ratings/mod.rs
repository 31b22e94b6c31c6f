//! 评价: what a villager says in a minute, and what becomes of it.

mod bursts;
mod figures;
mod inside;
mod limit;
mod low;
mod one_connection;
mod plans;
mod versions;

use entity::words::LedgerClass;
use entity::{ledger_entry, rating_sheet};
use kit::cases::id;
use kit::dump::Dump;
use kit::ratings::answers;
use kit::{World, story};
use lianjing::domain::ratings::{Rated, leaf};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000021";

/// Nothing changed but what proving a phone and signing in leave.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, _)| table.as_str() != "session");
    let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// All sheets of the home county, by their ids.
async fn sheets(world: &World) -> Vec<rating_sheet::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<rating_sheet::Entity>().order_by_asc(rating_sheet::Column::Id).all(&tx).await.unwrap()
}

/// How many entries of this kind stand on the ledger of the home county.
async fn entries(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

fn village_head(world: &World) -> Value {
    id(world.home().official("village-head"))
}

fn dibao(world: &World) -> Value {
    id(world.home().power("dibao"))
}

/// The power 低保评议, as verbs past HTTP name it.
fn rated_dibao(world: &World) -> Rated {
    Rated::Power(world.home().power("dibao"))
}

fn codes(payload: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    payload["errors"].as_array().unwrap().iter().map(|one| (text(&one["code"]), text(&one["field"]))).collect()
}

story!(a_villager_rates_group_by_group_and_may_think_again_within_the_month, |world| {
    let subject = village_head(world);
    let form = world.rating_form(None, &subject).await;
    let groups = form["indicators"]["groups"].as_array().unwrap();
    assert_eq!((groups.len(), groups.iter().map(|group| group["questions"].as_array().unwrap().len()).sum::<usize>()), (9, 30));
    assert_eq!((&form["indicators"]["kind"], &form["indicators"]["no"], &form["month"]), (&json!("PARTY"), &json!(1), &json!("2026-03")));
    assert_eq!((&form["subject"]["name"], &form["subject"]["title"]), (&json!("演示village-head"), &json!("党支部书记、村委会主任")));
    let token = world.proves(PHONE, "RATE").await;
    let sheet = |said: &[(&str, i32)]| json!({ "subjectId": subject, "setNo": 1, "answers": answers(said) });
    let first = world.rates(Some(&token), &sheet(&[("zz1", 4), ("zz2", 0), ("lj1", 5)])).await;
    assert_eq!(first, json!({ "month": "2026-03", "isReplaced": false, "isVerified": true, "errors": [] }));
    let kept = sheets(world).await;
    let mut bytes = vec![0_u8; 30];
    (bytes[0], bytes[1], bytes[4]) = (4, 9, 5);
    assert_eq!((kept.len(), &kept[0].answers), (1, &bytes), "one row, a byte for each question; what was left out is not answered");
    world.wait(Duration::minutes(1));
    let second = world.rates(Some(&token), &sheet(&[("zz1", 3)])).await;
    assert_eq!(second["isReplaced"], json!(true));
    let after = sheets(world).await;
    assert_eq!(after.len(), 1, "the later one took its place");
    assert_eq!((after[0].answers[0], after[0].answers[4], after[0].replaces.clone()), (3, 0, Some(leaf(&kept[0]))));
    world.wait(Duration::days(31));
    let token = world.proves(PHONE, "RATE").await;
    let next = world.rates(Some(&token), &sheet(&[("zz1", 5)])).await;
    assert_eq!((&next["month"], &next["isReplaced"]), (&json!("2026-04"), &json!(false)));
    let both = sheets(world).await;
    assert_eq!(both.len(), 2, "another month, another sheet");
    assert_ne!(both[0].rater, both[1].rater, "nobody reads from the rows that both are of one phone");
});

story!(of_two_sheets_at_once_one_is_left, |world| {
    let token = world.proves(PHONE, "RATE").await;
    let subject = dibao(world);
    let sheet = |score| json!({ "subjectId": subject, "setNo": 1, "answers": answers(&[("qx1", score)]) });
    let (four, five) = (sheet(4), sheet(5));
    let (one, other) = tokio::join!(world.rates(Some(&token), &four), world.rates(Some(&token), &five));
    assert_eq!((&one["errors"], &other["errors"]), (&json!([]), &json!([])));
    let mut replaced = [one["isReplaced"].as_bool().unwrap(), other["isReplaced"].as_bool().unwrap()];
    replaced.sort_unstable();
    assert_eq!((replaced, sheets(world).await.len()), ([false, true], 1));
});

story!(without_a_phone_a_sheet_needs_work_and_counts_nowhere, |world| {
    let subject = dibao(world);
    let before = world.dump().await;
    let plain = json!({ "subjectId": subject, "setNo": 1, "answers": answers(&[("qx1", 5)]), "deviceKey": "a-device-key-0001" });
    assert_eq!(codes(&world.rates(None, &plain).await), [("PROOF_OF_WORK".to_owned(), "proofOfWork".to_owned())]);
    let mut keyless = plain.clone();
    keyless["proofOfWork"] = json!(world.proof().await);
    keyless["deviceKey"] = json!("short");
    assert_eq!(codes(&world.rates(None, &keyless).await), [("INVALID".to_owned(), "deviceKey".to_owned())]);
    unchanged(world, &before, "refused").await;
    let mut once = plain.clone();
    once["proofOfWork"] = json!(world.proof().await);
    assert_eq!(world.rates(None, &once).await["isVerified"], json!(false));
    assert_eq!(codes(&world.rates(None, &once).await)[0].0, "PROOF_OF_WORK", "a proof is spent once");
    for number in 2..=30 {
        world.rates_without_phone(&format!("a-device-key-{number:04}"), &subject, &[("qx1", 5)]).await;
        world.wait(Duration::minutes(10));
    }
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, json!({ "isInternal": false, "month": null, "sheets": null, "score": null }));
    let inside = world.trend("county-head", &subject).await["data"]["ratingTrend"][0].clone();
    assert_eq!((&inside["sheets"], &inside["score"], &inside["unverified"]), (&json!(0), &Value::Null, &json!(30)));
    world.wait(Duration::minutes(1));
    let token = world.proves(PHONE, "RATE").await;
    let mut proven = plain;
    proven["answers"] = answers(&[("qx1", 3)]);
    let told = world.rates(Some(&token), &proven).await;
    assert_eq!((&told["isReplaced"], sheets(world).await.len()), (&json!(true), 30), "a proven sheet takes the place of the same device's");
});

story!(what_nobody_may_see_is_rated_by_nobody, |world| {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let update =
        tx.rows().update::<entity::power::Entity>().col_expr(entity::power::Column::IsPublished, sea_orm::sea_query::Expr::value(false));
    update.filter(entity::power::Column::Id.eq(world.home().power("dibao"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let before = world.dump().await;
    let unit = id(world.home().unit("village"));
    for subject in [dibao(world), unit, json!("official_00000000000000000000000000"), json!("x")] {
        assert_eq!(world.rating_form(None, &subject).await, Value::Null, "{subject}");
        let told = world.rates_without_phone("a-device-key-0001", &subject, &[("qx1", 5)]).await;
        assert_eq!(codes(&told)[0].0, "NOT_FOUND", "{subject}");
    }
    unchanged(world, &before, "nothing was rated").await;
    let of_other = world.signed_in(world.other(), "county-head").await;
    let elsewhere = village_head(world);
    assert_eq!(world.rating_form(Some(&of_other), &elsewhere).await, Value::Null, "an officer of another county sees none of it");
});

story!(every_sheet_goes_on_the_ledger_in_a_batch, |world| {
    world.all_say(0..3, rated_dibao(world), &[("qx1", 4)]).await;
    world.works_after(Duration::hours(1)).await;
    world.all_say(2..5, rated_dibao(world), &[("qx1", 5)]).await;
    world.works_after(Duration::hours(1)).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let batches = tx.rows().find::<entity::rating_batch::Entity>().order_by_asc(entity::rating_batch::Column::No).all(&tx).await.unwrap();
    assert_eq!(batches.iter().map(|batch| batch.sheets).collect::<Vec<_>>(), [3, 3]);
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("ratings.batch"));
    let entries = rows.all(&tx).await.unwrap();
    for batch in &batches {
        let entry = entries.iter().find(|entry| entry.subject_id == Some(batch.id.into())).unwrap();
        assert_eq!(entry.facts["sha256"], json!(hex::encode(&batch.digest)));
        assert_eq!((entry.facts["sheets"].clone(), entry.class), (json!(3), LedgerClass::Sealed));
    }
    drop(tx);
    let leaves: Vec<Vec<u8>> = batches.iter().flat_map(|batch| batch.leaves.chunks(16).map(<[u8]>::to_vec).collect::<Vec<_>>()).collect();
    let left = sheets(world).await;
    let there: Vec<Vec<u8>> = left.iter().map(leaf).collect();
    assert!(there.iter().all(|leaf| leaves.contains(leaf)), "each sheet that is there is on a batch");
    let replaced: Vec<u8> = left.iter().filter_map(|sheet| sheet.replaces.clone()).flatten().collect();
    let gone: Vec<_> = leaves.iter().filter(|leaf| !there.contains(leaf)).collect();
    assert_eq!(gone, [&replaced], "what is gone gave way to one that says so; anything else that is gone would be found");
});
