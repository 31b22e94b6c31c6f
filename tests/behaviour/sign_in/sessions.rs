//! Sessions: refresh tokens that work once, idleness, age, and who may end them.

use super::PASSWORD;
use super::{WHO, a_handler, code, first_step, ledger, refreshes, signs_in, top};
use entity::words::AccountState;
use entity::{account, role_grant};
use futures_util::future::join_all;
use kit::story;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;
use time::Duration;

story!(a_refresh_token_is_used_up, |world| {
    a_handler(world).await;
    let (_, first) = signs_in(world).await;
    world.wait(Duration::minutes(9));
    let (token, second) = refreshes(world, &first).await;
    assert_eq!(world.data(Some(&token), WHO, json!({})).await["viewer"]["account"]["login"], "li-si");
    assert_ne!(first, second);
    world.wait(Duration::minutes(1));
    let (nothing, forgotten) = refreshes(world, &first).await;
    assert!(nothing.is_empty() && forgotten.contains("Max-Age=0"), "{forgotten}");
    assert_eq!(refreshes(world, &second).await.0, "", "the session is over for the thief and for the owner");
    assert_eq!(top(&world.ask(Some(&token), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(ledger(world, "staff.refresh_reused").await, 1);
});

story!(a_lost_answer_locks_nobody_out, |world| {
    a_handler(world).await;
    let (_, first) = signs_in(world).await;
    let answers = join_all((0..5).map(|_| refreshes(world, &first))).await;
    for (token, cookie) in &answers {
        assert!(!token.is_empty());
        assert_eq!(cookie, &answers[0].1, "the same next token, however often it is asked for");
    }
    world.wait(Duration::seconds(30));
    let (_, late) = refreshes(world, &first).await;
    assert_eq!(late, answers[0].1);
    assert!(!refreshes(world, &late).await.0.is_empty());
    assert!(refreshes(world, &first).await.0.is_empty(), "once the next token was used, the first is stolen");
});

story!(sessions_end_by_idleness_and_age, |world| {
    a_handler(world).await;
    let (_, cookie) = signs_in(world).await;
    world.wait(Duration::hours(12));
    assert_eq!(refreshes(world, &cookie).await.0, "");
    let (_, mut cookie) = signs_in(world).await;
    for _ in 0..15 {
        world.wait(Duration::hours(11));
        let (token, next) = refreshes(world, &cookie).await;
        assert!(!token.is_empty());
        cookie = next;
    }
    world.wait(Duration::hours(3));
    assert_eq!(refreshes(world, &cookie).await.0, "", "seven days");
    for nonsense in ["lianjing_refresh=", "lianjing_refresh=x.y", "lianjing_refresh=session_01h455vb4pex5vsknk084sn02q.AAAA", "other=1"] {
        assert_eq!(refreshes(world, nonsense).await.0, "");
    }
});

story!(sessions_are_ended_by_their_owner_only, |world| {
    a_handler(world).await;
    let (phone, _) = signs_in(world).await;
    world.wait(Duration::seconds(30));
    let (desk, cookie) = signs_in(world).await;
    let sessions = world.data(Some(&desk), WHO, json!({})).await["viewer"]["sessions"].clone();
    let lost = sessions.as_array().unwrap().iter().find(|one| one["current"] == false).unwrap()["id"].clone();
    let end = "mutation($input: EndSessionInput!) { endSession(input: $input) { errors { code } } }";
    let stranger = world.signed_in(world.home(), "town-head").await;
    let outsider = world.signed_in(world.other(), "town-head").await;
    for who in [&stranger, &outsider] {
        let refused = world.data(Some(who), end, json!({ "input": { "sessionId": lost } })).await;
        assert_eq!(code(&refused["endSession"]), "NOT_FOUND");
    }
    assert_eq!(top(&world.ask(None, end, json!({ "input": { "sessionId": lost } })).await), "UNAUTHENTICATED");
    assert_eq!(world.data(Some(&phone), WHO, json!({})).await["viewer"]["account"]["login"], "li-si");
    assert_eq!(code(&world.data(Some(&desk), end, json!({ "input": { "sessionId": lost } })).await["endSession"]), "-");
    assert_eq!(top(&world.ask(Some(&phone), WHO, json!({})).await), "UNAUTHENTICATED");
    world.data(Some(&desk), "mutation { signOut { errors { code } } }", json!({})).await;
    assert_eq!(top(&world.ask(Some(&desk), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(refreshes(world, &cookie).await.0, "");
});

story!(what_ends_opens_nothing_from_then_on, |world| {
    let id = a_handler(world).await;
    let (token, cookie) = signs_in(world).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let last_day = Expr::value(world.ctx().now.in_china().date().previous_day());
    let grants = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::ValidUntil, last_day);
    grants.filter(role_grant::Column::AccountId.eq(id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.data(Some(&token), WHO, json!({})).await["viewer"]["roles"], json!([]));
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let accounts = tx.rows().update::<account::Entity>().col_expr(account::Column::State, Expr::value(AccountState::Disabled));
    accounts.filter(account::Column::Id.eq(id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(top(&world.ask(Some(&token), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(refreshes(world, &cookie).await.0, "");
    assert_eq!(code(&first_step(world, "li-si", PASSWORD).await), "WRONG_CODE");
});
