//! Envelopes in the database: who can open them, what alters them, and the re-sealing under new county keys.

use entity::words::{EnvelopeKind, PartKind, WrapHolder};
use entity::{key_wrap, sealed_part};
use kit::{World, story};
use lianjing::domain::keys::{self, Holder, OpenKey, query_code};
use lianjing::kernel::secret::SealedText;
use lianjing::kernel::{Failure, Outcome, Tx};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};

async fn write(world: &World) -> Tx {
    world.ctx().write(&world.home().county).await.unwrap()
}

fn text(key: Outcome<Vec<keys::Part>>) -> String {
    key.unwrap().iter().map(|part| part.text.reveal().to_owned()).collect()
}

fn is_hidden(outcome: &Outcome<OpenKey>) -> bool {
    matches!(outcome, Err(Failure::Refused(_)))
}

story!(an_envelope_opens_for_its_holders_and_nobody_else, |world| {
    let tx = write(world).await;
    let (town, commission) = (world.home().organ("town"), world.home().organ("commission"));
    let code = query_code::make(&tx.kernel.keys, 1, "submission-key-0001").unwrap();
    let holders = [Holder::Organ(town), Holder::Review(commission), Holder::Reporter(&code)];
    let key = keys::seal_new(&tx, EnvelopeKind::Content, &holders).await.unwrap();
    keys::add_part(&tx, &key, PartKind::Report, &SealedText::new("村里的钱".to_owned())).await.unwrap();
    for holder in holders {
        let opened = keys::open(&tx, key.envelope_id, holder).await.unwrap();
        assert_eq!(text(keys::parts(&tx, &opened).await), "村里的钱");
    }
    let wrong = query_code::make(&tx.kernel.keys, 1, "submission-key-0002").unwrap();
    for holder in
        [Holder::Organ(commission), Holder::Review(town), Holder::Reporter(&wrong), Holder::Custodian, Holder::Intake, Holder::Notice]
    {
        assert!(is_hidden(&keys::open(&tx, key.envelope_id, holder).await));
    }
    keys::drop_wrap(&tx, key.envelope_id, WrapHolder::Organ).await.unwrap();
    assert!(is_hidden(&keys::open(&tx, key.envelope_id, Holder::Organ(town)).await));
    keys::wrap_for(&tx, &key, Holder::Organ(commission)).await.unwrap();
    assert!(keys::open(&tx, key.envelope_id, Holder::Organ(commission)).await.is_ok());
});

story!(a_text_that_was_altered_or_moved_is_a_fault, |world| {
    let tx = write(world).await;
    let holders = [Holder::Organ(world.home().organ("town"))];
    let one = keys::seal_new(&tx, EnvelopeKind::Content, &holders).await.unwrap();
    let other = keys::seal_new(&tx, EnvelopeKind::Content, &holders).await.unwrap();
    let part = keys::add_part(&tx, &one, PartKind::Report, &SealedText::new("一".to_owned())).await.unwrap();
    let change = tx.rows().update::<sealed_part::Entity>().col_expr(sealed_part::Column::EnvelopeId, Expr::value(other.envelope_id));
    change.filter(sealed_part::Column::Id.eq(part)).exec(&tx).await.unwrap();
    assert!(matches!(keys::parts(&tx, &other).await, Err(Failure::Fault(_))), "moved to another envelope");
    let change = tx.rows().update::<key_wrap::Entity>().col_expr(key_wrap::Column::EnvelopeId, Expr::value(other.envelope_id));
    change.filter(key_wrap::Column::EnvelopeId.eq(one.envelope_id)).exec(&tx).await.unwrap();
    keys::drop_wrap(&tx, one.envelope_id, WrapHolder::Organ).await.unwrap();
    let change = tx.rows().update::<key_wrap::Entity>().col_expr(key_wrap::Column::Wrapped, Expr::value(vec![0_u8; 48]));
    change.filter(key_wrap::Column::EnvelopeId.eq(other.envelope_id)).exec(&tx).await.unwrap();
    assert!(matches!(keys::open(&tx, other.envelope_id, holders[0]).await, Err(Failure::Fault(_))), "an altered wrap");
});

story!(resealing_goes_on_until_all_is_under_the_new_keys, |world| {
    let place = world.home();
    let organ = Holder::Organ(place.organ("town"));
    let tx = write(world).await;
    let mut sealed = Vec::new();
    for number in 0..205 {
        let key = keys::seal_new(&tx, EnvelopeKind::Content, &[organ, Holder::Custodian, Holder::Notice]).await.unwrap();
        keys::add_part(&tx, &key, PartKind::Report, &SealedText::new(format!("第 {number} 件"))).await.unwrap();
        sealed.push(key.envelope_id);
    }
    tx.commit().await.unwrap();
    let before = world.kernel.keys.county(&place.code).unwrap();
    keys::renew(&world.ctx(), &[], std::slice::from_ref(&place.county)).await.unwrap();
    assert_eq!(keys::reseal(&world.ctx(), &place.county).await.unwrap(), 410);
    let after = world.kernel.keys.county(&place.code).unwrap();
    assert_ne!(before.content.id, after.content.id);
    let tx = write(world).await;
    for (number, envelope) in sealed.into_iter().enumerate() {
        for holder in [organ, Holder::Custodian, Holder::Notice] {
            let opened = keys::open(&tx, envelope, holder).await.unwrap();
            assert_eq!(text(keys::parts(&tx, &opened).await), format!("第 {number} 件"));
        }
    }
    let old = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::KeyId.is_in([before.content.id, before.name.id]));
    assert_eq!(old.all(&tx).await.unwrap().len(), 0);
});
