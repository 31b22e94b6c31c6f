//! A sheet that was altered does not check, and what is signed for one use is signed for no other.

use super::*;
use entity::hand_over;
use kit::story;
use lianjing::domain::keys::{Signed, is_signed, sign};
use sea_orm::{ColumnTrait as _, QueryFilter as _, sea_query::Expr};

story!(an_altered_signature_is_said_to_be_one, |world| {
    let (_, case) = reported(world).await;
    done(world, "town-head", "transferCase", &case, json!({ "outsideName": "县人民检察院", "reason": "涉嫌犯罪" })).await;
    assert_eq!(sheets(world, "town-head").await[0]["sheet"]["valid"], true);
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = tx.rows().find::<hand_over::Entity>().one(&tx).await.unwrap().unwrap();
    let mut signature = row.signature.clone();
    signature[0] ^= 1;
    let update = tx.rows().update::<hand_over::Entity>().col_expr(hand_over::Column::Signature, Expr::value(signature));
    update.filter(hand_over::Column::Id.eq(row.id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sheets(world, "town-head").await[0]["sheet"]["valid"], false);
});

story!(a_signature_holds_for_its_county_its_use_and_its_text, |world| {
    let home = world.ctx().read(&world.home().county).await.unwrap();
    let signed = sign(&home, "one use", b"a text").unwrap();
    assert!(is_signed(&home, "one use", b"a text", &signed).unwrap());
    assert!(!is_signed(&home, "another use", b"a text", &signed).unwrap());
    assert!(!is_signed(&home, "one use", b"a text.", &signed).unwrap());
    drop(home);
    let other = world.ctx().read(&world.other().county).await.unwrap();
    assert!(!is_signed(&other, "one use", b"a text", &signed).unwrap());
    let own = sign(&other, "one use", b"a text").unwrap();
    let mixed = Signed { key_id: own.key_id.clone(), ..signed };
    assert!(!is_signed(&other, "one use", b"a text", &mixed).unwrap(), "a public key beside a signature proves nothing");
});
