//! Codes for phones: drawn when they are sent, a retry draws another, a late one is not sent.

use super::*;
use entity::id::PhoneCodeId;
use entity::phone_code;
use entity::words::PhonePurpose;
use kit::Mood;
use lianjing::domain::reporters::SEND_CODE;
use lianjing::kernel::outbox::enqueue;

/// A code was asked for, as `requestPhoneCode` leaves it.
async fn asked(post: &Post<'_>) -> PhoneCodeId {
    let tx = post.world.ctx().write(&post.county()).await.unwrap();
    let contact_id = contact_of(&tx, PHONE).await;
    let phone_hash = phone_hash(&tx.kernel.keys, &Phone::parse(PHONE).unwrap()).unwrap();
    let id = tx.mint();
    let row = phone_code::Model {
        county_id: tx.county.id,
        id,
        contact_id,
        phone_hash,
        purpose: PhonePurpose::Report,
        code_hash: None,
        attempts: 0,
        requested_at: tx.now,
        sent_at: None,
        expires_at: None,
        verified_at: None,
    };
    tx.add(row).await.unwrap();
    enqueue(&tx, SEND_CODE, json!({ "phoneCodeId": id }), tx.now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn hash(post: &Post<'_>, id: PhoneCodeId) -> Option<Vec<u8>> {
    let tx = post.world.ctx().read(&post.county()).await.unwrap();
    tx.rows().one::<phone_code::Entity, _>(id).one(&tx).await.unwrap().unwrap().code_hash
}

story!(a_code_is_drawn_when_it_is_sent, |world| {
    let post = Post::new(world);
    let id = asked(&post).await;
    assert_eq!(hash(&post, id).await, None);
    post.work().await;
    let accepted = post.gateway.accepted();
    let code = accepted[0].params["code"].as_str().unwrap();
    assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
    assert_eq!(accepted[0].template, "SMS_1");
    assert!(hash(&post, id).await.is_some());
    let row = post.rows().await.remove(0);
    assert_eq!((row.state, row.phone_code_id), (NoticeState::Sent, Some(id)));
    assert!(!format!("{row:?}{:?}", post.jobs().await).contains(code), "the digits stand nowhere");
});

story!(a_retry_draws_another_code, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::Limit);
    let id = asked(&post).await;
    post.work().await;
    let first = hash(&post, id).await.unwrap();
    post.gateway.be(Mood::Well);
    post.work_after(60).await;
    assert_ne!(hash(&post, id).await.unwrap(), first);
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Sent], 1));
});

story!(a_code_that_nobody_waits_for_any_more_is_not_sent, |world| {
    let post = Post::new(world);
    post.gateway.go_down().await;
    asked(&post).await;
    post.work().await;
    world.wait(time::Duration::hours(1));
    post.gateway.come_back();
    post.work().await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Failed], 0));
    assert!(post.jobs().await[0].done_at.is_some());
});
