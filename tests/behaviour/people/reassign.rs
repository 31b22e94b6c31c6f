//! 交接: a leaving handler's cases go to others in one act, whatever happens in the middle of it.

use super::*;
use entity::case;
use entity::id::AccountId;
use entity::words::{CaseEventKind, NoticeKind, StaffRole};
use futures_util::future::BoxFuture;
use kit::cases::id;
use kit::story;
use lianjing::domain::cases::service::{Reassign, reassign};
use lianjing::domain::staff;
use lianjing::kernel::{Actor, Ctx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use time::Duration;

const PLAN: &str = "query($organId: ID!, $fromId: ID, $toIds: [ID!]) { reassignment(organId: $organId, fromId: $fromId, toIds: $toIds) { \
    total left hasMore takers { name } shares { handler { name } cases } } }";
const ACT: &str = "mutation($input: ReassignCasesInput!) { reassignCases(input: $input) { \
    done { total left shares { handler { name } cases } } errors { code field message } } }";

/// The question or the input: from the town's first handler to these.
fn from_handler(world: &World, to: &[&str]) -> Value {
    let place = world.home();
    let to: Vec<_> = to.iter().map(|login| id(place.account(login))).collect();
    json!({ "organId": id(place.organ("town")), "fromId": id(place.account("town-handler")), "toIds": to })
}

async fn plan(world: &World, who: &str, to: &[&str]) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), PLAN, from_handler(world, to)).await["reassignment"].clone()
}

async fn acts(world: &World, who: &str, to: &[&str], seen: i64) -> Value {
    let mut input = from_handler(world, to);
    input["seen"] = json!(seen);
    does(world, who, ACT, input).await
}

/// How many open cases an account handles, whoever sees them.
async fn in_hand(world: &World, login: Option<&str>) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let handler = login.map(|login| world.home().account(login));
    let whose = handler.map_or_else(|| case::Column::HandlerId.is_null(), |one: AccountId| case::Column::HandlerId.eq(one));
    tx.rows().find::<case::Entity>().filter(whose).count(&tx).await.unwrap()
}

/// A case on this subject that the town's first handler handles.
async fn handled(world: &World, phone: &str, subject: Value) -> String {
    world.files(phone, std::slice::from_ref(&subject)).await;
    let inbox = world.inbox("town-head", json!({ "open": true })).await;
    let is_it = |case: &&Value| case["handler"].is_null() && case["subjects"][0]["id"] == subject;
    let case = inbox["nodes"].as_array().unwrap().iter().find(is_it).unwrap()["id"].as_str().unwrap().to_owned();
    let given = json!({ "handlerId": id(world.home().account("town-handler")) });
    assert_eq!(world.acts("town-head", "assignCase", &case, given).await["errors"], json!([]));
    case
}

story!(all_cases_of_a_leaving_handler_go_to_others_in_one_act, |world| {
    let place = world.home();
    let case = handled(world, "13800000001", id(place.unit("village"))).await;
    world.multiplies(&case, 9).await;
    // The second handler is kin of this one: he must keep away from it.
    let near = handled(world, "13800000002", id(place.official("village-deputy"))).await;
    world.makes_kin("town-handler2", "village-deputy").await;
    let clocks = world.clocks(entity::words::DeadlineKind::Acceptance).await;
    let shown = plan(world, "town-head", &["town-handler2"]).await;
    assert_eq!((&shown["total"], &shown["left"], &shown["shares"][0]["cases"]), (&json!(11), &json!(1), &json!(10)), "{shown}");
    assert_eq!(shown["takers"], json!([{ "name": "演示town-handler2" }, { "name": "演示town-head" }]));
    assert_eq!(in_hand(world, Some("town-handler")).await, 11, "a preview moves nothing");

    let done = acts(world, "town-head", &["town-handler2"], 11).await;
    assert_eq!((code(&done), &done["done"]["shares"][0]["cases"], &done["done"]["left"]), ("-", &json!(10), &json!(1)), "{done}");
    assert_eq!(
        (in_hand(world, Some("town-handler")).await, in_hand(world, Some("town-handler2")).await, in_hand(world, None).await),
        (0, 10, 1)
    );
    assert_eq!((world.events(CaseEventKind::Assigned).await, world.events(CaseEventKind::HandlerLeft).await), (12, 1));
    assert_eq!(world.clocks(entity::words::DeadlineKind::Acceptance).await, clocks, "the clocks run on");
    // One notice each: the taker's, and the head's of what nobody took.
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerTook).await, 1);
    let texts = |notices: Value| notices.as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert!(texts(world.notices("town-handler2").await).contains(&"10 件办理件交接给您，请查看。时限照旧，不重新计算。".to_owned()));
    let left = world.notices("town-head").await;
    let one = left.as_array().unwrap().iter().find(|one| one["text"] == "1 件办理件交接时没有合适的人接手，请分派。时限照旧。").unwrap();
    assert_eq!(one["caseId"], json!(near), "it leads to the one");
    // Whose answer was lost, and who asks again, moves nothing twice.
    assert_eq!(code(&acts(world, "town-head", &["town-handler2"], 11).await), "CONFLICT");
    assert_eq!(acts(world, "town-head", &["town-handler2"], 0).await["done"]["total"], 0);
    assert_eq!(world.events(CaseEventKind::Assigned).await, 12);
});

story!(only_a_head_of_the_organ_hands_over_and_to_its_own_people, |world| {
    let place = world.home();
    handled(world, "13800000001", id(place.unit("village"))).await;
    let before = world.dump().await;
    for who in ["admin", "town-handler", "town2-head", "county-head", "auditor", "publisher"] {
        assert_eq!(code(&acts(world, who, &["town-handler2"], 1).await), "NOT_FOUND", "{who}");
        let token = world.signed_in(place, who).await;
        assert_eq!(top(&world.ask(Some(&token), PLAN, from_handler(world, &["town-handler2"])).await), "NOT_FOUND", "{who}");
    }
    let outsider = world.signed_in(world.other(), "town-head").await;
    assert_eq!(top(&world.ask(Some(&outsider), PLAN, from_handler(world, &[])).await), "NOT_FOUND");
    assert_eq!(top(&world.ask(None, PLAN, from_handler(world, &[])).await), "UNAUTHENTICATED");
    for (to, expected) in
        [(vec![], "REQUIRED"), (vec!["county-handler"], "NOT_FOUND"), (vec!["town-handler"], "NOT_FOUND"), (vec!["admin"], "NOT_FOUND")]
    {
        let refused = acts(world, "town-head", &to, 1).await;
        assert_eq!((code(&refused), field(&refused)), (expected, "toIds"), "{to:?}");
    }
    assert_eq!(code(&acts(world, "town-head", &["town-handler2"], 2).await), "CONFLICT", "other cases than those shown");
    let changed: Vec<_> = world
        .dump()
        .await
        .into_iter()
        .filter(|(table, rows)| !table.starts_with("session") && before.get(table) != Some(rows))
        .map(|(table, _)| table)
        .collect();
    assert!(changed.iter().all(|table| ["session", "known_device", "ledger_entry", "account"].contains(&table.as_str())), "{changed:?}");
    assert_eq!(world.events(CaseEventKind::Assigned).await, 1);
});

story!(what_the_head_must_keep_away_from_is_neither_counted_nor_moved_by_him, |world| {
    let place = world.home();
    handled(world, "13800000001", id(place.unit("village"))).await;
    let alone = plan(world, "town-head", &["town-handler2"]).await;
    let hidden = handled(world, "13800000002", id(place.official("village-deputy"))).await;
    world.makes_kin("town-inspector", "village-deputy").await;
    assert_eq!(plan(world, "town-head", &["town-handler2"]).await, alone, "byte for byte");
    let done = acts(world, "town-head", &["town-handler2"], 1).await;
    assert_eq!((code(&done), &done["done"]["total"]), ("-", &json!(1)), "{done}");
    assert_eq!(in_hand(world, Some("town-handler")).await, 1, "the hidden one stays");
    // It leaves its handler with his role; whoever may know is told, and the head never.
    world.gives_role("county-handler", StaffRole::Head, "town").await;
    world.ends_roles(&["town-handler"]).await;
    world.works_after(Duration::ZERO).await;
    assert_eq!((in_hand(world, Some("town-handler")).await, in_hand(world, None).await), (0, 1));
    assert_eq!(
        (world.told("county-handler", NoticeKind::HandlerLeft).await, world.told("town-head", NoticeKind::HandlerLeft).await),
        (1, 0)
    );
    // Nor does he hand over what nobody handles.
    let nobodys = json!({ "organId": id(place.organ("town")), "toIds": [id(place.account("town-handler2"))], "seen": 1 });
    assert_eq!(code(&does(world, "town-head", ACT, nobodys.clone()).await), "CONFLICT");
    assert_eq!(does(world, "county-handler", ACT, nobodys).await["done"]["shares"][0]["cases"], 1);
    assert_eq!(world.only_case_of("town-handler2", &hidden).await["handler"]["name"], "演示town-handler2");
});

/// Somebody who is gone after so many steps: whatever he held open falls.
struct CutOff<'a, T> {
    work: BoxFuture<'a, T>,
    left: usize,
}

impl<T> Future for CutOff<'_, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

story!(three_hundred_cases_go_over_whole_or_not_at_all_wherever_it_is_cut_off, |world| {
    let place = world.home();
    let case = handled(world, "13800000001", id(place.unit("village"))).await;
    world.multiplies(&case, 299).await;
    let token = world.signed_in(place, "town-head").await;
    let claims = staff::actor_from_token(&world.kernel, &token).unwrap().unwrap();
    let actor = staff::load_actor(&world.kernel, &claims).await.unwrap().unwrap();
    let ctx = Ctx { actor: Actor::Staff(actor), ..world.ctx() };
    let input = Reassign {
        organ: place.organ("town"),
        from: Some(place.account("town-handler")),
        to: vec![place.account("town-handler2"), place.account("town-head")],
    };
    let mut cuts = 0;
    loop {
        cuts += 1;
        let work = Box::pin(reassign(&ctx, &input, 300));
        match (CutOff { work, left: cuts }).await {
            Some(Ok(done)) => {
                assert_eq!(done.total, 300);
                break;
            }
            // Whoever is cut off while the server commits has got through, and the next one finds nothing to do.
            Some(Err(why)) => {
                assert_eq!(in_hand(world, Some("town-handler")).await, 0, "{why}");
                break;
            }
            None => match in_hand(world, Some("town-handler")).await {
                0 => break,
                left => assert_eq!(left, 300, "cut off after {cuts}"),
            },
        }
        assert!(cuts < 2_000, "nobody ever got through");
    }
    // A busy machine goes several steps at once; some twenty statements are never one.
    assert!(cuts > 5, "it was cut off in many places: {cuts}");
    assert_eq!((in_hand(world, Some("town-handler2")).await, in_hand(world, Some("town-head")).await), (150, 150));
    assert_eq!((in_hand(world, Some("town-handler")).await, world.events(CaseEventKind::Assigned).await), (0, 301));
    assert_eq!(
        (world.told("town-handler2", NoticeKind::HandlerTook).await, world.told("town-head", NoticeKind::HandlerTook).await),
        (1, 1)
    );
    // Of two heads at once the second is told.
    let again = reassign(&ctx, &input, 300).await;
    assert!(again.is_err());
    assert_eq!(world.events(CaseEventKind::Assigned).await, 301, "each once");
});
