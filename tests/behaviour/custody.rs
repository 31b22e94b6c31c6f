//! 短信没有送到: the handler sees it without a number, a custodian of the organ above opens the number, the reporter sees that.

use entity::words::{CaseEventKind, NoticeKind, NoticeState, StaffRole};
use entity::{account, contact, ledger_entry, notice};
use kit::cases::{Filed, id};
use kit::{World, story};
use lianjing::domain::notices::{self, About};
use lianjing::domain::staff::{self, NewAccount, NewRole};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};

const PHONE: &str = "13800000001";
const LIST: &str = "{ undeliveredMessages { caseId number organName reporterAlias about at opened } }";
const OPEN: &str = "mutation($input: OpenReporterPhoneInput!) { openReporterPhone(input: $input) { phone openings { at by reason } errors { code field } } }";
/// The official behind custodians, who is near nobody that these stories report.
pub const FREE: &str = "bureau-director";
const WHY: &str = "短信两次没有送到，打电话告知受理。";

/// A custodian of an organ of 苍溪县, behind whom this official stands; her token.
pub async fn custodian(world: &World, login: &str, (official, organ): (&str, &str)) -> String {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let new = NewAccount {
        login: login.to_owned(),
        name: format!("演示{login}"),
        official_id: Some(place.official(official)),
        password_hash: String::new(),
        totp_secret: [1; 20],
    };
    let role = NewRole { role: StaffRole::Custodian, unit_id: None, organ_id: Some(place.organ(organ)) };
    staff::create_for_demo(&tx, new, &[role]).await.unwrap();
    tx.commit().await.unwrap();
    token(world, login).await
}

/// A fresh token of this account.
pub async fn token(world: &World, login: &str) -> String {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = tx.rows().find::<account::Entity>().filter(account::Column::Login.eq(login)).one(&tx).await.unwrap().unwrap();
    let opened = world.enters(&tx, &row, None).await;
    tx.commit().await.unwrap();
    opened.access_token
}

/// What became of the newest message of this kind, as a gateway would say it.
pub async fn becomes(world: &World, kind: NoticeKind, state: NoticeState) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let newest = tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(kind)).order_by_desc(notice::Column::Id);
    let row = newest.one(&tx).await.unwrap().unwrap();
    let change = tx.rows().update::<notice::Entity>().col_expr(notice::Column::State, Expr::value(state));
    change.filter(notice::Column::Id.eq(row.id)).exec(&tx).await.unwrap();
    if state == NoticeState::Failed {
        let job = json!({ "noticeId": row.id });
        lianjing::kernel::outbox::enqueue(&tx, lianjing::domain::notices::NOT_DELIVERED, job, tx.now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A case of the town whose reporter could not be told that it was accepted.
async fn not_told(world: &World) -> (Filed, Value) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    world.wait(time::Duration::minutes(1));
    let accepted = world.acts("town-handler2", "acceptCase", case["id"].as_str().unwrap(), json!({})).await;
    assert_eq!(accepted["errors"], json!([]));
    world.works_after(time::Duration::ZERO).await;
    becomes(world, NoticeKind::Accepted, NoticeState::Failed).await;
    world.works_after(time::Duration::ZERO).await;
    (filed, case)
}

async fn opens(world: &World, token: &str, case: &Value, reason: &str) -> Value {
    world.data(Some(token), OPEN, json!({ "input": { "caseId": case["id"], "reason": reason } })).await["openReporterPhone"].clone()
}

pub async fn listed(world: &World, token: &str) -> Value {
    world.data(Some(token), LIST, json!({})).await["undeliveredMessages"].clone()
}

async fn messages(world: &World, login: &str, case: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($n: String!) { caseByNumber(number: $n) { messages { about at state } timeline { title by } } }";
    world.data(Some(&token), query, json!({ "n": case["number"] })).await["caseByNumber"].clone()
}

async fn shown(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("notices.phone_shown"));
    entries.count(&tx).await.unwrap()
}

story!(the_handler_sees_that_a_message_did_not_arrive_and_no_number, |world| {
    let (_, case) = not_told(world).await;
    let seen = messages(world, "town-handler2", &case).await;
    let states: Vec<_> = seen["messages"].as_array().unwrap().iter().map(|one| (one["about"].clone(), one["state"].clone())).collect();
    assert_eq!(states, [(json!("收到举报"), json!("SENT")), (json!("收下来办"), json!("NOT_DELIVERED"))]);
    let step = seen["messages"][1]["at"].clone();
    assert!(!seen.to_string().contains(PHONE) && step.is_string());
    for told in ["town-handler2", "town-head"] {
        assert_eq!(world.told(told, NoticeKind::HandlerUndelivered).await, 1, "{told}");
    }
    assert_eq!(world.told("town-handler", NoticeKind::HandlerUndelivered).await, 0);
    world.works_after(time::Duration::hours(1)).await;
    becomes(world, NoticeKind::Accepted, NoticeState::Failed).await;
    world.works_after(time::Duration::ZERO).await;
    assert_eq!(world.told("town-head", NoticeKind::HandlerUndelivered).await, 1, "however often the job runs");
    let inbox = world.notices("town-handler2").await;
    assert_eq!(inbox[0]["text"], "给举报人的短信没有送到，请看办理件，联系上级的启封人打电话告知。");
    assert_eq!(inbox[0]["caseId"], case["id"]);
});

story!(a_custodian_of_the_organ_above_opens_the_number_and_the_reporter_sees_it, |world| {
    let above = custodian(world, "bao-guan", (FREE, "commission")).await;
    assert_eq!(listed(world, &above).await, json!([]));
    let (filed, case) = not_told(world).await;
    let found = listed(world, &above).await;
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!((&found[0]["caseId"], &found[0]["number"], &found[0]["organName"]), (&case["id"], &case["number"], &json!("龙山镇纪委")));
    assert_eq!(
        (&found[0]["about"], &found[0]["opened"], &found[0]["reporterAlias"]),
        (&json!("收下来办"), &json!(0), &case["reporterAlias"])
    );
    for (reason, code) in [("", "REQUIRED"), ("打电话", "TOO_SHORT"), (&*"长".repeat(501), "TOO_LONG")] {
        let refused = opens(world, &above, &case, reason).await;
        assert_eq!(refused, json!({ "phone": null, "openings": [], "errors": [{ "code": code, "field": "reason" }] }));
    }
    assert_eq!((shown(world).await, world.events(CaseEventKind::PhoneOpened).await), (0, 0), "nothing was opened");
    world.wait(time::Duration::minutes(1));
    let opened = opens(world, &above, &case, WHY).await;
    assert_eq!((&opened["phone"], &opened["errors"]), (&json!(PHONE), &json!([])));
    assert_eq!((&opened["openings"][0]["by"], &opened["openings"][0]["reason"]), (&json!("演示bao-guan"), &json!(WHY)));
    world.wait(time::Duration::minutes(1));
    let again = opens(world, &above, &case, "换一位同志再打一次。").await;
    assert_eq!(again["openings"].as_array().unwrap().len(), 2, "each sees who opened it before, and why");
    assert_eq!((shown(world).await, world.events(CaseEventKind::PhoneOpened).await), (2, 2));
    assert_eq!(listed(world, &above).await[0]["opened"], 2);
    // The reporter sees that it happened, by the organ; officers see who.
    let status = world.status(None, Some(&filed.code)).await;
    let lines = status["timeline"].as_array().unwrap().iter().filter(|line| line["title"] == "因为短信没有送到，打开了您的手机号");
    assert_eq!(lines.map(|line| line["by"].clone()).collect::<Vec<_>>(), ["县纪委监委", "县纪委监委"]);
    let seen = messages(world, "town-head", &case).await;
    let last = seen["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(last, &json!({ "title": "因为短信没有送到，打开了举报人的手机号", "by": "演示bao-guan" }));
    assert!(!seen.to_string().contains(WHY) && !status.to_string().contains(WHY), "the reason is for custodians");
    let entry = {
        let tx = world.ctx().read(&world.home().county).await.unwrap();
        let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("notices.phone_shown"));
        let entry = entries.one(&tx).await.unwrap().unwrap();
        let contact = tx.rows().find::<contact::Entity>().filter(contact::Column::Id.eq(entry.subject_id.unwrap()));
        assert_eq!(contact.count(&tx).await.unwrap(), 1);
        entry
    };
    let kept = world.dump().await;
    assert!(!kept.is_empty() && !format!("{kept:?}").contains(WHY) && !format!("{kept:?}").contains(PHONE), "both are sealed");
    assert!(entry.actor_id.is_some() && !entry.facts.to_string().contains("1380"), "{:?}", entry.facts);
});

story!(nobody_else_opens_a_number, |world| {
    let (filed, case) = not_told(world).await;
    let own = custodian(world, "ben-zhen", ("town-clerk", "town")).await;
    let other_town = custodian(world, "bie-zhen", ("magistrate", "town2")).await;
    custodian(world, "bao-guan", (FREE, "commission")).await;
    let mut tokens = vec![("her own organ's".to_owned(), own), ("another town's".to_owned(), other_town)];
    for login in ["town-handler2", "town-head", "county-head", "county-handler", "admin", "auditor", "publisher"] {
        tokens.push((login.to_owned(), world.signed_in(world.home(), login).await));
    }
    tokens.push(("another county's head".to_owned(), world.signed_in(world.other(), "county-head").await));
    for (who, token) in &tokens {
        assert_eq!(listed(world, token).await, json!([]), "{who}");
        let refused = opens(world, token, &case, WHY).await;
        assert_eq!((&refused["phone"], &refused["errors"][0]["code"]), (&Value::Null, &json!("NOT_FOUND")), "{who}");
    }
    for token in [None, Some(world.proves_later(&filed.phone, "TRACK").await)] {
        let refused = world.ask(token.as_deref(), OPEN, json!({ "input": { "caseId": case["id"], "reason": WHY } })).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }
    assert_eq!(shown(world).await, 0);
    // A custodian who heads the organ whose case it is has a hand in it.
    world.gives_role("county-head", StaffRole::Custodian, "commission").await;
    let free = world.signed_in(world.home(), "county-head").await;
    assert_eq!(listed(world, &free).await.as_array().unwrap().len(), 1, "in the town's case he has none");
});

story!(a_custodian_who_must_keep_away_finds_a_world_without_the_case, |world| {
    let kin = custodian(world, "qin-shu", (FREE, "commission")).await;
    let nothing = listed(world, &kin).await;
    world.files(PHONE, &[id(world.home().official("village-deputy"))]).await;
    let case = world.only_case("town-head").await;
    becomes(world, NoticeKind::Received, NoticeState::Failed).await;
    world.works_after(time::Duration::ZERO).await;
    assert_eq!(listed(world, &kin).await.as_array().unwrap().len(), 1);
    world.makes_kin(FREE, "village-deputy").await;
    assert_eq!(listed(world, &kin).await, nothing);
    let unknown = opens(world, &kin, &json!({ "id": "case_01h455vb4pex5vsknk084sn02q" }), WHY).await;
    assert_eq!(opens(world, &kin, &case, WHY).await, unknown);
    assert_eq!(opens(world, &kin, &case, "").await, unknown, "not even what is wrong with the reason");
    // Somebody else of the commission has it.
    let free = custodian(world, "bao-guan", ("magistrate", "commission")).await;
    assert_eq!(opens(world, &free, &case, WHY).await["phone"], PHONE);
});

story!(once_a_message_arrives_the_number_is_closed_again, |world| {
    let above = custodian(world, "bao-guan", (FREE, "commission")).await;
    let (_, case) = not_told(world).await;
    assert_eq!(listed(world, &above).await.as_array().unwrap().len(), 1);
    world.wait(time::Duration::minutes(1));
    let begun = world.acts("town-handler2", "startInvestigation", case["id"].as_str().unwrap(), json!({})).await;
    assert_eq!(begun["errors"], json!([]));
    assert_eq!(listed(world, &above).await, json!([]), "the next one is on its way");
    becomes(world, NoticeKind::InvestigationStarted, NoticeState::Failed).await;
    assert_eq!(listed(world, &above).await.as_array().unwrap().len(), 1);
    world.wait(time::Duration::minutes(1));
    let filed = world.acts("town-handler2", "fileCase", case["id"].as_str().unwrap(), json!({ "reason": "涉嫌违纪" })).await;
    assert_eq!(filed["errors"], json!([]));
    assert_eq!(listed(world, &above).await, json!([]), "the next one is on its way");
    becomes(world, NoticeKind::Filed, NoticeState::Delivered).await;
    assert_eq!(listed(world, &above).await, json!([]));
    assert_eq!(opens(world, &above, &case, WHY).await["errors"][0]["code"], "NOT_FOUND");
    becomes(world, NoticeKind::Filed, NoticeState::Failed).await;
    world.wait(time::Duration::days(89));
    assert_eq!(listed(world, &token(world, "bao-guan").await).await.as_array().unwrap().len(), 1);
    world.wait(time::Duration::days(2));
    assert_eq!(listed(world, &token(world, "bao-guan").await).await, json!([]), "not for ever");
    assert_eq!(shown(world).await, 0);
});

story!(the_list_costs_the_same_however_long_it_is, |world| {
    use lianjing::kernel::{Actor, Ctx, HeldRole, StaffActor};
    use std::sync::atomic::Ordering;
    custodian(world, "bao-guan", (FREE, "commission")).await;
    let organ_id = Some(world.home().organ("commission"));
    let actor = Actor::Staff(StaffActor {
        county_id: world.home().county.id,
        account_id: world.home().account("auditor"),
        session_id: entity::id::SessionId(uuid::Uuid::nil()),
        name: String::new(),
        official_id: Some(world.home().official(FREE)),
        former: Vec::new(),
        roles: vec![HeldRole { role: StaffRole::Custodian, unit_id: None, organ_id }],
    });
    let mut costs = Vec::new();
    for number in 1..=3 {
        world.files(&format!("1380000000{number}"), &[id(world.home().unit("village"))]).await;
        becomes(world, NoticeKind::Received, NoticeState::Failed).await;
        let ctx = Ctx::new(&world.kernel, actor.clone(), "count".to_owned());
        let found = lianjing::domain::cases::service::undelivered(&ctx).await.unwrap();
        assert_eq!(found.len(), number);
        costs.push(ctx.statements.load(Ordering::Relaxed));
    }
    assert_eq!(costs.iter().collect::<std::collections::BTreeSet<_>>().len(), 1, "{costs:?}");
});

story!(however_many_did_not_arrive_the_oldest_is_listed_and_can_be_opened, |world| {
    let above = custodian(world, "bao-guan", (FREE, "commission")).await;
    let (_, case) = not_told(world).await;
    world.wait(time::Duration::minutes(1));
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let contact_id = tx.rows().find::<contact::Entity>().one(&tx).await.unwrap().unwrap().id;
    for _ in 0..401 {
        // Of cases that she can't see.
        let about = About { case_id: tx.mint(), contact_id, wants_sms: true };
        notices::to_reporter(&tx, about, NoticeKind::Filed, json!({})).await.unwrap();
    }
    let change = tx.rows().update::<notice::Entity>().col_expr(notice::Column::State, Expr::value(NoticeState::Failed));
    change.filter(notice::Column::Kind.eq(NoticeKind::Filed)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let found = listed(world, &above).await;
    assert_eq!((found.as_array().unwrap().len(), &found[0]["caseId"]), (1, &case["id"]), "what is hidden takes no place");
    assert_eq!(opens(world, &above, &case, WHY).await["phone"], PHONE);
});

story!(what_was_seen_to_makes_room_for_what_was_not, |world| {
    let above = custodian(world, "bao-guan", (FREE, "commission")).await;
    let (_, first) = not_told(world).await;
    world.files("13800000002", &[id(world.home().unit("village"))]).await;
    becomes(world, NoticeKind::Received, NoticeState::Failed).await;
    let names = async || listed(world, &above).await.as_array().unwrap().iter().map(|one| one["caseId"].clone()).collect::<Vec<_>>();
    let [second, last] = names().await.try_into().unwrap();
    assert_eq!(last, first["id"], "the newest first");
    assert!(opens(world, &above, &json!({ "id": second }), WHY).await["phone"].is_string());
    assert_eq!(names().await, [last, second]);
});
