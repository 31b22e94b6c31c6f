//! 申请回避: an officer says that he must keep away from one case, and it is gone for him.

use super::{case_of, code, investigated, steps_aside, total};
use entity::case_aside;
use entity::words::{CaseEventKind, NoticeKind};
use futures_util::future::join;
use kit::story;
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};
use time::Duration;

story!(who_steps_aside_loses_the_case_at_once, |world| {
    let (_, case) = investigated(world).await;
    assert_eq!(case_of(world, "town-handler2", &case).await["canStepAside"], true);
    assert!(!world.notices("town-handler2").await.as_array().unwrap().is_empty());
    let gone = steps_aside(world, "town-handler2", &case).await;
    assert_eq!((&gone["done"], code(&gone)), (&json!(true), "-"), "{gone}");
    assert_eq!((total(world, "town-handler2").await, case_of(world, "town-handler2", &case).await), (json!(0), Value::Null));
    assert_eq!(world.notices("town-handler2").await, json!([]), "what he was told goes too");
    assert_eq!(code(&steps_aside(world, "town-handler2", &case).await), "NOT_FOUND", "there is nothing to step aside from");

    let left = case_of(world, "town-head", &case).await;
    assert_eq!((&left["handler"], &left["state"]), (&Value::Null, &json!("INVESTIGATING")), "{left}");
    assert!(left["timeline"].to_string().contains("申请回避（有亲属关系）"), "{left}");
    assert_eq!((world.told("town-head", NoticeKind::HandlerLeft).await, world.events(CaseEventKind::HandlerLeft).await), (1, 1));
    let given = json!({ "handlerId": kit::cases::id(world.home().account("town-handler2")) });
    assert_eq!(code(&world.acts("town-head", "assignCase", &case, given).await), "NOT_FOUND", "nobody can give it back");
    let given = json!({ "handlerId": kit::cases::id(world.home().account("town-handler")) });
    assert_eq!(code(&world.acts("town-head", "assignCase", &case, given).await), "-", "others near him go on");
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.told("town-head", NoticeKind::HandlerLeft).await, 1, "once");
});

story!(where_all_step_aside_the_organ_above_has_it, |world| {
    let (filed, case) = investigated(world).await;
    for login in ["town-handler", "town-handler2"] {
        assert_eq!(code(&steps_aside(world, login, &case).await), "-", "{login}");
    }
    assert_eq!(total(world, "county-handler").await, 0);
    assert_eq!(code(&steps_aside(world, "town-head", &case).await), "-");
    assert_eq!((total(world, "town-head").await, total(world, "county-handler").await), (json!(0), json!(1)), "in the same moment");
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(status["organ"]["name"], "县纪委监委", "{status}");
    assert!(!status.to_string().contains("回避"), "the reporter reads organs, not who stepped aside: {status}");
});

story!(two_at_once_and_who_has_no_part_in_it, |world| {
    let (_, case) = investigated(world).await;
    for (who, refusal) in [("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND"), ("auditor", "NOT_FOUND")] {
        assert_eq!(code(&steps_aside(world, who, &case).await), refusal, "{who}");
    }
    let (one, two) = join(steps_aside(world, "town-handler2", &case), steps_aside(world, "town-handler2", &case)).await;
    let done = [&one, &two].iter().filter(|payload| payload["done"] == true).count();
    assert_eq!(done, 1, "{one} {two}");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<case_aside::Entity>().count(&tx).await.unwrap(), 1);
    drop(tx);
    // Another report is another case.
    world.files("13800000002", &[kit::cases::id(world.home().unit("village2"))]).await;
    assert_eq!(total(world, "town-handler2").await, 1);
});
